//! Pages: who may open them, and their content.
//!
//! Deny by default (R48): a page that names neither a role nor a user is open to no one.

use std::path::PathBuf;

pub use crate::domain::page_id::PageId;

use crate::domain::problem::Position;
use crate::domain::role::Role;
use crate::domain::user::User;
use crate::domain::username::Username;

/// A page: one entry under `views`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Page {
    /// Key in the file.
    pub id: PageId,
    /// Title in the navigation and at the top of the page.
    pub title: String,
    /// Name of a Material Symbols icon, such as `home`.
    pub icon: Option<String>,
    /// Who may open the page.
    pub access: PageAccess,
    /// The action under `approvals` by which a second person approves that the page is shown, each time.
    pub approval: Option<String>,
    /// Content of the page.
    pub content: PageContent,
    /// Position in the file, for messages.
    pub position: Position,
}

impl Page {
    /// Creates a page without an icon that has no position in a file.
    #[must_use]
    pub fn new(id: PageId, title: String, access: PageAccess, content: PageContent) -> Self {
        Self {
            id,
            title,
            icon: None,
            access,
            approval: None,
            content,
            position: Position::START,
        }
    }
}

/// Who may open a page. An empty value denies everyone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageAccess {
    /// Every signed-in user (`users: ["*"]`).
    pub everyone: bool,
    /// Users with one of these roles.
    pub roles: Vec<Role>,
    /// These users.
    pub users: Vec<Username>,
}

impl PageAccess {
    /// Returns `true` if `user` may open the page.
    #[must_use]
    pub fn allows(&self, user: &User) -> bool {
        self.everyone
            || self.users.contains(&user.username)
            || self.roles.iter().any(|role| user.roles.contains(role))
    }

    /// Returns `true` if no user can open the page.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.everyone && self.roles.is_empty() && self.users.is_empty()
    }
}

/// Content of a page.
#[derive(Clone, Debug, PartialEq, Hash)]
#[non_exhaustive]
pub enum PageContent {
    /// Markdown text in the file.
    Markdown(String),
    /// Path of a Markdown file.
    MarkdownFile(PathBuf),
    /// Items to start.
    Launch(Vec<LaunchItem>),
}

/// One item of a `launch` page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LaunchItem {
    /// Text of the button.
    pub title: String,
    /// Description below the title.
    pub description: Option<String>,
    /// Name of a Material Symbols icon.
    pub icon: Option<String>,
    /// The action under `approvals` by which a second person approves that the item is started, each time.
    pub approval: Option<String>,
    /// What the item starts.
    pub target: Target,
}

/// Target of a [`LaunchItem`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Target {
    /// A program with arguments, never started through a shell.
    Program {
        /// Name or path of the program.
        program: String,
        /// Arguments, each passed as one, with the values of its placeholders ([`crate::domain::launch`]).
        arguments: Vec<String>,
    },
    /// A file, opened with its default program.
    File(PathBuf),
    /// A web or mail address, opened in the browser or mail program.
    Link(String),
}

/// Schemes that a page may open. Others (`file:`, `javascript:`, a handler that a program registered)
/// would circumvent "never through a shell".
pub const LINK_SCHEMES: [&str; 4] = ["https://", "http://", "mailto:", "tel:"];

/// Returns `true` for a link with one of [`LINK_SCHEMES`] and without control characters.
#[must_use]
pub fn is_link(text: &str) -> bool {
    let begins = |scheme: &&str| {
        let start = text.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    LINK_SCHEMES.iter().any(begins) && !text.chars().any(char::is_control)
}

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
    fn r48_a_page_that_names_no_user_and_no_role_is_closed_even_to_administrators() {
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
