//! The first steps of an administrator after the set-up. Which of them are done follows from the users and settings alone:
//! what an administrator did elsewhere, or in the file, counts as well.

use crate::domain::settings::Settings;
use crate::domain::user::User;

/// A step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstStep {
    /// Adding other users.
    Users,
    /// Choosing a title, a logo or a colour.
    Look,
    /// Making a page.
    Page,
    /// Deciding who can register.
    Registration,
    /// Making another user an administrator.
    Administrator,
}

impl FirstStep {
    /// All steps, in the order in which they are shown.
    pub const ALL: [Self; 5] = [
        Self::Users,
        Self::Look,
        Self::Page,
        Self::Registration,
        Self::Administrator,
    ];

    /// Returns `true` if these users and settings show that the step is done.
    #[must_use]
    pub fn is_done(self, users: &[User], settings: &Settings) -> bool {
        match self {
            Self::Users => users.len() > 1,
            Self::Look => {
                settings.title.is_some()
                    || settings.banner.is_some()
                    || settings.logo.is_some()
                    || settings.accent.is_some()
            }
            Self::Page => !settings.views.is_empty(),
            // A new file names no policy, and lists no address.
            Self::Registration => settings.is_anyone_listed || settings.registration.is_decided,
            Self::Administrator => {
                let mut administrators = users.iter().filter(|user| user.is_active_admin());
                administrators.nth(1).is_some()
            }
        }
    }
}

/// Which steps are done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FirstSteps {
    done: Vec<FirstStep>,
}

impl FirstSteps {
    /// Finds out which steps these users and settings show as done.
    #[must_use]
    pub fn of(users: &[User], settings: &Settings) -> Self {
        let all = FirstStep::ALL.into_iter();
        let done = all.filter(|step| step.is_done(users, settings));
        Self {
            done: done.collect(),
        }
    }

    /// Returns `true` if the step is done.
    #[must_use]
    pub fn is_done(&self, step: FirstStep) -> bool {
        self.done.contains(&step)
    }

    /// Returns the number of steps that are done.
    #[must_use]
    pub fn count(&self) -> usize {
        self.done.len()
    }

    /// Returns `true` if there is nothing left to do.
    #[must_use]
    pub fn are_done(&self) -> bool {
        self.count() == FirstStep::ALL.len()
    }

    /// Returns the first step that is not done.
    #[must_use]
    pub fn next(&self) -> Option<FirstStep> {
        let mut all = FirstStep::ALL.into_iter();
        all.find(|step| !self.is_done(*step))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::credential::StoredHash;
    use crate::domain::page::{Page, PageAccess, PageContent, PageId};
    use crate::domain::registration::Registration;
    use crate::domain::role::Role;
    use crate::domain::username::Username;

    fn administrator(username: &str) -> User {
        let mut user = User::new(Username::parse(username).expect("a username"));
        user.roles = vec![Role::admin()];
        user.hash = StoredHash::parse(&format!("$2b$04${}", "a".repeat(53))).ok();
        user
    }

    fn done(users: &[User], settings: &Settings) -> Vec<FirstStep> {
        FirstSteps::of(users, settings).done
    }

    #[test]
    fn nothing_is_done_right_after_the_set_up() {
        let steps = FirstSteps::of(&[administrator("ada")], &Settings::default());
        assert_eq!((steps.count(), steps.next()), (0, Some(FirstStep::Users)));
    }

    #[test]
    fn each_step_is_done_by_what_it_asks_for() {
        let ada = [administrator("ada")];
        let bob = User::new(Username::parse("bob").expect("a username"));
        let users = [ada[0].clone(), bob];
        assert_eq!(done(&users, &Settings::default()), [FirstStep::Users]);
        let both = [ada[0].clone(), administrator("eve")];
        let expected = [FirstStep::Users, FirstStep::Administrator];
        assert_eq!(done(&both, &Settings::default()), expected);
        let settings = Settings {
            title: Some("Corner shop".to_owned()),
            ..Settings::default()
        };
        assert_eq!(done(&ada, &settings), [FirstStep::Look]);
        let page = Page::new(
            PageId("notes".to_owned()),
            "Notes".to_owned(),
            PageAccess::default(),
            PageContent::Markdown(String::new()),
        );
        let settings = Settings {
            views: vec![page],
            ..Settings::default()
        };
        assert_eq!(done(&ada, &settings), [FirstStep::Page]);
        let registration = Registration {
            is_decided: true,
            ..Registration::default()
        };
        let settings = Settings {
            registration,
            ..Settings::default()
        };
        assert_eq!(done(&ada, &settings), [FirstStep::Registration]);
    }

    #[test]
    fn an_administrator_who_cannot_sign_in_is_no_second_one() {
        let mut eve = administrator("eve");
        eve.disabled = true;
        let steps = FirstSteps::of(&[administrator("ada"), eve], &Settings::default());
        assert!(!steps.is_done(FirstStep::Administrator));
    }
}
