//! Pages: who may open which, and what is on them.
//!
//! Denied by default (R48): a page that names neither a role nor a user opens for nobody.

use std::path::PathBuf;

use crate::domain::problem::Position;
use crate::domain::role::Role;
use crate::domain::user::User;
use crate::domain::username::Username;

/// Names a page; the key of its entry under `views`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(pub String);

/// One entry under `views`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Page {
    /// Its key in the file.
    pub id: PageId,
    /// What the navigation and the page's heading say.
    pub title: String,
    /// A Material Symbols name, such as `home`.
    pub icon: Option<String>,
    /// Who may open it.
    pub access: PageAccess,
    /// What is on it.
    pub content: PageContent,
    /// Where it stands in the file, for messages about it.
    pub place: Position,
}

impl Page {
    /// A page without an icon, which stands in no line of a file.
    #[must_use]
    pub fn new(id: PageId, title: String, access: PageAccess, content: PageContent) -> Self {
        Self {
            id,
            title,
            icon: None,
            access,
            content,
            place: Position::START,
        }
    }
}

/// Who may open a page. Empty means nobody.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageAccess {
    /// Anyone who is signed in (`users: ["*"]`).
    pub everyone: bool,
    /// People with one of these roles.
    pub roles: Vec<Role>,
    /// These people.
    pub users: Vec<Username>,
}

impl PageAccess {
    /// Whether `user` may open the page.
    #[must_use]
    pub fn allows(&self, user: &User) -> bool {
        self.everyone
            || self.users.contains(&user.username)
            || self.roles.iter().any(|role| user.roles.contains(role))
    }

    /// Whether nobody can open the page.
    #[must_use]
    pub fn is_nobody(&self) -> bool {
        !self.everyone && self.roles.is_empty() && self.users.is_empty()
    }
}

/// What is on a page.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum PageContent {
    /// Markdown that stands in the file.
    Markdown(String),
    /// Markdown in a file of its own.
    MarkdownFile(PathBuf),
    /// Things to start.
    Launch(Vec<LaunchItem>),
}

/// One thing to start from a `launch` page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaunchItem {
    /// What the button says.
    pub title: String,
    /// A line under the title.
    pub description: Option<String>,
    /// A Material Symbols name.
    pub icon: Option<String>,
    /// What happens.
    pub target: Target,
}

/// What a [`LaunchItem`] starts.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Target {
    /// A program with its arguments, never through a shell.
    Program {
        /// The program's name or path.
        program: String,
        /// Its arguments, each passed as it is.
        arguments: Vec<String>,
    },
    /// A file, opened with the program that the desktop has for it.
    File(PathBuf),
    /// A web or mail address, opened in the browser or mail program.
    Link(String),
}

/// The addresses that a page may open. Others (`file:`, `javascript:`, a handler that some program
/// registered) would be a way around "never through a shell".
pub const LINK_SCHEMES: [&str; 4] = ["https://", "http://", "mailto:", "tel:"];

#[cfg(test)]
mod tests {
    use super::*;

    fn user(name: &str, roles: &[&str]) -> User {
        User {
            roles: roles.iter().filter_map(|r| Role::parse(r)).collect(),
            ..User::new(Username::parse(name).expect("a username"))
        }
    }

    fn access(everyone: bool, roles: &[&str], users: &[&str]) -> PageAccess {
        PageAccess {
            everyone,
            roles: roles.iter().filter_map(|r| Role::parse(r)).collect(),
            users: users
                .iter()
                .filter_map(|u| Username::parse(u).ok())
                .collect(),
        }
    }

    #[test]
    fn r48_a_page_that_names_nobody_opens_for_nobody_not_even_the_administrator() {
        assert!(!access(false, &[], &[]).allows(&user("root", &["admin"])));
    }

    #[test]
    fn r48_every_combination_of_role_and_name_is_decided() {
        let people = [
            user("ada", &["admin"]),
            user("bob", &["till"]),
            user("eve", &[]),
        ];
        let cases = [
            (access(false, &["admin"], &[]), [true, false, false]),
            (access(false, &["till"], &["Eve"]), [false, true, true]),
            (access(false, &["Till"], &[]), [false, false, false]),
            (access(true, &[], &[]), [true, true, true]),
        ];
        for (rule, expected) in cases {
            let got = people.each_ref().map(|p| rule.allows(p));
            assert_eq!(got, expected, "{rule:?}");
        }
    }
}
