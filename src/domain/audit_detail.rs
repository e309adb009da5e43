//! How something was done, or why it was refused: the last field of an audit event.
//!
//! A detail is stored as text, in the form that earlier versions wrote, because the chain of records is computed
//! from it. Every text is read as a detail that has exactly this text: one that is not known is
//! [`AuditDetail::Other`].

use std::fmt;

use crate::domain::account_event::AccountEvent;
use crate::domain::audit::{AuditKind, recorded};
pub use crate::domain::audit_word::AuditWord;
use crate::domain::page_id::PageId;
use crate::domain::registration::RegistrationPolicy;
use crate::domain::role::RoleChange;
use crate::domain::setting::{PageChange, Setting, SettingInfo};

/// How something was done, or why it was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AuditDetail {
    /// Nothing more to say.
    None,
    /// Fixed words.
    Word(AuditWord),
    /// The reason of a failed attempt that locked the name.
    Locking(AuditWord),
    /// A change of an account.
    Account(AccountEvent),
    /// A change of an account with a reset code that an administrator had created.
    WithCode {
        /// The change.
        event: AccountEvent,
        /// The number of the record of the creation.
        created: i64,
    },
    /// The new roles of a user.
    Roles(Vec<String>),
    /// The username that a user had before.
    RenamedFrom(String),
    /// The names of a user were erased from the log: the beginning of the link that was the last one before.
    Erased(String),
    /// The id of a page.
    Page(String),
    /// An item of a page was launched.
    Launched {
        /// The id of the session, which the program was told.
        session: String,
        /// The id of the page and the title of the item.
        item: String,
    },
    /// The changed settings.
    Settings(Vec<ChangedSetting>),
    /// The number of the backup that was restored.
    Restored(u64),
    /// A text that this version does not know.
    Other(String),
}

/// What of the settings was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ChangedSetting {
    /// A setting.
    Setting(&'static SettingInfo),
    /// Who may register.
    Registration(RegistrationPolicy),
    /// A page.
    Page(PageId),
    /// A new page.
    NewPage(PageId),
    /// A page that is gone.
    RemovedPage(PageId),
    /// The order of the pages.
    PageOrder,
    /// The entry of a role.
    Role(String),
    /// The entry of a role that is gone.
    RemovedRole(String),
    /// The name of a role.
    RenamedRole {
        /// The name before.
        from: String,
        /// The name now.
        to: String,
    },
    /// A text that this version does not know.
    Other(String),
}

impl ChangedSetting {
    fn parse(text: &str) -> Self {
        let id = |id: &str| PageId(id.to_owned());
        let page = |text: &str| match text.strip_suffix(REMOVED_PAGE) {
            Some(removed) => Self::RemovedPage(id(removed)),
            None => Self::Page(id(text)),
        };
        let role = |text: &str| match (text.split_once(RENAMED), text.strip_suffix(REMOVED_PAGE)) {
            (Some((from, to)), _) => Self::RenamedRole {
                from: from.to_owned(),
                to: to.to_owned(),
            },
            (None, Some(removed)) => Self::RemovedRole(removed.to_owned()),
            (None, None) => Self::Role(text.to_owned()),
        };
        let policy = |text: &str| {
            let word = text.strip_prefix(REGISTRATION)?;
            let found = RegistrationPolicy::WORDS
                .iter()
                .find(|(known, _)| *known == word);
            found.map(|(_, policy)| Self::Registration(*policy))
        };
        SettingInfo::find(text)
            .map(Self::Setting)
            .or_else(|| policy(text))
            .or_else(|| Some(Self::NewPage(id(text.strip_prefix(NEW_PAGE)?))))
            .or_else(|| (text == PAGE_ORDER).then_some(Self::PageOrder))
            .or_else(|| text.strip_prefix(PAGE).map(page))
            .or_else(|| text.strip_prefix(ROLE).map(role))
            .unwrap_or_else(|| Self::Other(text.to_owned()))
    }
}

impl From<&Setting> for ChangedSetting {
    fn from(setting: &Setting) -> Self {
        match setting {
            Setting::RegistrationMode(policy) => Self::Registration(*policy),
            Setting::Page(id, PageChange::Add { .. }) => Self::NewPage(id.clone()),
            Setting::Page(id, PageChange::Remove) => Self::RemovedPage(id.clone()),
            Setting::Page(id, _) => Self::Page(id.clone()),
            Setting::PageOrder(_) => Self::PageOrder,
            Setting::Role(role, change) => {
                let name = role.as_str().to_owned();
                match change {
                    RoleChange::Remove => Self::RemovedRole(name),
                    RoleChange::Set { .. } => Self::Role(name),
                    RoleChange::Rename(to) => Self::RenamedRole {
                        from: name,
                        to: to.as_str().to_owned(),
                    },
                }
            }
            setting => setting
                .info()
                .map_or(Self::Other(String::new()), Self::Setting),
        }
    }
}

impl fmt::Display for ChangedSetting {
    /// Writes the text that is stored.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Setting(info) => f.write_str(info.path),
            Self::Registration(policy) => write!(f, "{REGISTRATION}{}", policy.word()),
            Self::Page(id) => write!(f, "{PAGE}{}", id.0),
            Self::NewPage(id) => write!(f, "{NEW_PAGE}{}", id.0),
            Self::RemovedPage(id) => write!(f, "{PAGE}{}{REMOVED_PAGE}", id.0),
            Self::PageOrder => f.write_str(PAGE_ORDER),
            Self::Role(name) => write!(f, "{ROLE}{name}"),
            Self::RemovedRole(name) => write!(f, "{ROLE}{name}{REMOVED_PAGE}"),
            Self::RenamedRole { from, to } => write!(f, "{ROLE}{from}{RENAMED}{to}"),
            Self::Other(text) => f.write_str(text),
        }
    }
}

const REGISTRATION: &str = "registration ";
const PAGE: &str = "page ";
const NEW_PAGE: &str = "new page ";
const ROLE: &str = "role ";
const RENAMED: &str = " renamed to ";
const PAGE_ORDER: &str = "order of pages";
const REMOVED_PAGE: &str = " removed";
const LOCKING: &str = ", locked";
const WITH_CODE: &str = ", code of record ";
const ROLES: &str = "roles: ";
const RENAMED_FROM: &str = "renamed from ";
const ERASED: &str = "names erased after ";
const SETTINGS: &str = "settings: ";
const RESTORED: &str = "restored backup ";
const LAUNCHED: &str = "launched in session ";

impl AuditDetail {
    /// Reads the stored text of a detail of an event of this kind.
    #[must_use]
    pub fn parse(kind: AuditKind, text: &str) -> Self {
        let list = |text: &str| match text {
            "" => Vec::new(),
            text => text.split(", ").map(str::to_owned).collect(),
        };
        let locking = || text.strip_suffix(LOCKING).and_then(AuditWord::parse);
        let account = || {
            let account = AccountEvent::parse(text).map(Self::Account);
            let account = account.or_else(|| AuditWord::parse(text).map(Self::Word));
            account.or_else(|| with_code(text))
        };
        let parsed = match kind {
            _ if text.is_empty() => Some(Self::None),
            // The id of a page can be any text.
            AuditKind::Page if text == AuditWord::NotAllowed.word() => account(),
            AuditKind::Page => launched(text).or_else(|| Some(Self::Page(text.to_owned()))),
            AuditKind::SignIn => account().or_else(|| locking().map(Self::Locking)),
            AuditKind::Users if text.starts_with(ROLES) => {
                Some(Self::Roles(list(&text[ROLES.len()..])))
            }
            AuditKind::Users if text.starts_with(RENAMED_FROM) => {
                Some(Self::RenamedFrom(text[RENAMED_FROM.len()..].to_owned()))
            }
            AuditKind::Users if text.starts_with(ERASED) => {
                Some(Self::Erased(text[ERASED.len()..].to_owned()))
            }
            AuditKind::File if text.starts_with(SETTINGS) => {
                let names = list(&text[SETTINGS.len()..]);
                let changed = names.iter().map(|name| ChangedSetting::parse(name));
                Some(Self::Settings(changed.collect()))
            }
            AuditKind::File => restored(text).or_else(account),
            _ => account(),
        };
        parsed.unwrap_or_else(|| Self::Other(text.to_owned()))
    }

    /// Returns the change of an account that this is.
    #[must_use]
    pub fn account_event(&self) -> Option<AccountEvent> {
        match self {
            Self::Account(event) | Self::WithCode { event, .. } => Some(*event),
            _ => None,
        }
    }

    /// Returns the detail as it is recorded: shortened, with control characters escaped (R68).
    #[must_use]
    pub fn recorded(&self, kind: AuditKind) -> Self {
        Self::parse(kind, &recorded(&self.to_string()))
    }
}

fn with_code(text: &str) -> Option<AuditDetail> {
    let (event, created) = text.split_once(WITH_CODE)?;
    let detail = AuditDetail::WithCode {
        event: AccountEvent::parse(event)?,
        created: created.parse().ok()?,
    };
    (detail.to_string() == text).then_some(detail)
}

fn launched(text: &str) -> Option<AuditDetail> {
    let (session, item) = text.strip_prefix(LAUNCHED)?.split_once(", ")?;
    let is_id = session.len() == 16 && session.bytes().all(|b| b.is_ascii_hexdigit());
    let (session, item) = (session.to_owned(), item.to_owned());
    is_id.then_some(AuditDetail::Launched { session, item })
}

fn restored(text: &str) -> Option<AuditDetail> {
    let number = text.strip_prefix(RESTORED)?;
    let detail = AuditDetail::Restored(number.parse().ok()?);
    (detail.to_string() == text).then_some(detail)
}

impl From<AuditWord> for AuditDetail {
    fn from(word: AuditWord) -> Self {
        Self::Word(word)
    }
}

impl From<AccountEvent> for AuditDetail {
    fn from(event: AccountEvent) -> Self {
        Self::Account(event)
    }
}

impl fmt::Display for AuditDetail {
    /// Writes the text that is stored.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => Ok(()),
            Self::Word(word) => f.write_str(word.word()),
            Self::Locking(word) => write!(f, "{}{LOCKING}", word.word()),
            Self::Account(event) => f.write_str(event.word()),
            Self::WithCode { event, created } => {
                write!(f, "{}{WITH_CODE}{created}", event.word())
            }
            Self::Roles(roles) => write!(f, "{ROLES}{}", roles.join(", ")),
            Self::RenamedFrom(name) => write!(f, "{RENAMED_FROM}{name}"),
            Self::Erased(link) => write!(f, "{ERASED}{link}"),
            Self::Restored(number) => write!(f, "{RESTORED}{number}"),
            Self::Launched { session, item } => write!(f, "{LAUNCHED}{session}, {item}"),
            Self::Page(text) | Self::Other(text) => f.write_str(text),
            Self::Settings(changed) => {
                let names: Vec<_> = changed.iter().map(ToString::to_string).collect();
                write!(f, "{SETTINGS}{}", names.join(", "))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_that_look_like_words_are_names() {
        let roles = AuditDetail::parse(AuditKind::Users, "roles: token, removed");
        let names = vec!["token".to_owned(), "removed".to_owned()];
        assert_eq!(roles, AuditDetail::Roles(names));
        let page = AuditDetail::parse(AuditKind::Page, "removed");
        assert_eq!(page, AuditDetail::Page("removed".to_owned()));
        let text = "launched in session 0123456789abcdef, till: Count";
        let launched = AuditDetail::Launched {
            session: "0123456789abcdef".to_owned(),
            item: "till: Count".to_owned(),
        };
        assert_eq!(AuditDetail::parse(AuditKind::Page, text), launched);
        assert_eq!(launched.to_string(), text);
        let removed = AuditDetail::parse(AuditKind::Users, "removed");
        assert_eq!(removed, AuditWord::Removed.into());
    }

    #[test]
    fn r106_changed_settings_are_typed_and_names_of_earlier_versions_stay_readable() {
        let page = || PageId("till".to_owned());
        for (text, expected) in [
            (
                "app.title",
                ChangedSetting::Setting(SettingInfo::find("app.title").expect("known")),
            ),
            (
                "registration open",
                ChangedSetting::Registration(RegistrationPolicy::Open),
            ),
            ("page till", ChangedSetting::Page(page())),
            ("new page till", ChangedSetting::NewPage(page())),
            ("order of pages", ChangedSetting::PageOrder),
            ("role till", ChangedSetting::Role("till".to_owned())),
            (
                "role till removed",
                ChangedSetting::RemovedRole("till".to_owned()),
            ),
            (
                "role till renamed to desk",
                ChangedSetting::RenamedRole {
                    from: "till".to_owned(),
                    to: "desk".to_owned(),
                },
            ),
            ("page till removed", ChangedSetting::RemovedPage(page())),
            (
                "password length",
                ChangedSetting::Other("password length".to_owned()),
            ),
        ] {
            let text = format!("{SETTINGS}{text}");
            let detail = AuditDetail::parse(AuditKind::File, &text);
            assert_eq!(detail, AuditDetail::Settings(vec![expected]));
            assert_eq!(detail.to_string(), text);
        }
    }

    #[test]
    fn r66_the_use_of_a_code_names_the_record_of_its_creation() {
        let with_code = AuditDetail::WithCode {
            event: AccountEvent::PasswordRecovered,
            created: 17,
        };
        for (text, expected) in [
            ("password_recovered, code of record 17", with_code),
            ("password_recovered", AccountEvent::PasswordRecovered.into()),
            (
                "password_recovered, code of record 017",
                AuditDetail::Other("password_recovered, code of record 017".to_owned()),
            ),
        ] {
            let detail = AuditDetail::parse(AuditKind::Recovery, text);
            assert_eq!(detail, expected);
            assert_eq!(detail.to_string(), text);
        }
    }

    #[test]
    fn a_failed_attempt_that_locks_the_name_keeps_its_reason() {
        let detail = AuditDetail::parse(AuditKind::SignIn, "wrong password, locked");
        assert_eq!(detail, AuditDetail::Locking(AuditWord::WrongPassword));
        assert_eq!(detail.to_string(), "wrong password, locked");
    }

    proptest! {
        #[test]
        fn every_text_is_read_as_a_detail_with_exactly_this_text(
            kind in 0..AuditKind::WORDS.len(), start in 0..6_usize, text in "\\PC{0,130}|[a-z, _]{0,40}"
        ) {
            let kind = AuditKind::WORDS[kind].1;
            let start = ["", ROLES, RENAMED_FROM, SETTINGS, "wrong password", "changed"][start];
            let text = format!("{start}{text}");
            prop_assert_eq!(AuditDetail::parse(kind, &text).to_string(), text);
        }
    }
}
