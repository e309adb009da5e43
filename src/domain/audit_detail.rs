//! How something was done, or why it was refused: the last field of an audit event.
//!
//! A detail is stored as text, in the form that earlier versions wrote, because the chain of records is computed
//! from it. Every text is read as a detail that has exactly this text: one that is not known is
//! [`AuditDetail::Other`].

use std::fmt;

use crate::domain::account_event::AccountEvent;
use crate::domain::audit::{AuditKind, recorded, recorded_up_to};
pub use crate::domain::audit_word::AuditWord;
use crate::domain::bulk_kind::BulkKind;
use crate::domain::changed_setting::ChangedSetting;

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
    /// A change of several users begins; each of them has a record as well.
    Several {
        /// What is changed.
        kind: BulkKind,
        /// The number of users.
        count: usize,
        /// The role that they get or lose.
        role: Option<String>,
    },
    /// An action that a second person was asked to approve.
    Approval {
        /// The name of the action.
        action: String,
        /// The beginning of the digest of its data.
        digest: String,
        /// Whether it was approved, or why not.
        word: AuditWord,
        /// Whether the attempt locked the name.
        locks: bool,
        /// What it is, and the reason for it.
        text: String,
    },
    /// A signature: its number, and its link in the chain of signatures in hexadecimal digits.
    Signed {
        /// The number.
        number: i64,
        /// The link.
        link: String,
    },
    /// A text that this version does not know.
    Other(String),
}

/// The most characters of an action to approve, which has a title and a reason.
const APPROVAL_MAX: usize = 400;

const LOCKING: &str = ", locked";
const WITH_CODE: &str = ", code of record ";
const ROLES: &str = "roles: ";
const RENAMED_FROM: &str = "renamed from ";
const ERASED: &str = "names erased after ";
const SETTINGS: &str = "settings: ";
const RESTORED: &str = "restored backup ";
const SEVERAL: &str = "several users: ";
const SIGNED: &str = "signature ";
const SIGNED_LINK: &str = ", link ";
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
            AuditKind::SignIn | AuditKind::Kiosk => {
                account().or_else(|| locking().map(Self::Locking))
            }
            AuditKind::Users if text.starts_with(ROLES) => {
                Some(Self::Roles(list(&text[ROLES.len()..])))
            }
            AuditKind::Users if text.starts_with(RENAMED_FROM) => {
                Some(Self::RenamedFrom(text[RENAMED_FROM.len()..].to_owned()))
            }
            AuditKind::Users if text.starts_with(SEVERAL) => several(text),
            AuditKind::Users if text.starts_with(ERASED) => {
                Some(Self::Erased(text[ERASED.len()..].to_owned()))
            }
            AuditKind::File if text.starts_with(SETTINGS) => {
                let names = list(&text[SETTINGS.len()..]);
                let changed = names.iter().map(|name| ChangedSetting::parse(name));
                Some(Self::Settings(changed.collect()))
            }
            AuditKind::Signature => signed(text).or_else(account),
            AuditKind::File => restored(text).or_else(account),
            AuditKind::Approval => approval(text),
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
        let text = self.to_string();
        let text = match kind {
            AuditKind::Approval => recorded_up_to(&text, APPROVAL_MAX),
            _ => recorded(&text),
        };
        Self::parse(kind, &text)
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

fn approval(text: &str) -> Option<AuditDetail> {
    let (action, rest) = text.split_once(' ')?;
    let (digest, rest) = rest.split_once(' ')?;
    let (outcome, words) = rest.split_once(": ")?;
    let word = outcome.strip_suffix(LOCKING).unwrap_or(outcome);
    let detail = AuditDetail::Approval {
        action: action.to_owned(),
        digest: digest.to_owned(),
        word: AuditWord::parse(word)?,
        locks: word != outcome,
        text: words.to_owned(),
    };
    (detail.to_string() == text).then_some(detail)
}

fn several(text: &str) -> Option<AuditDetail> {
    let (what, rest) = text.strip_prefix(SEVERAL)?.split_once(' ')?;
    let (count, role) = match rest.split_once(": ") {
        Some((count, role)) => (count, Some(role.to_owned())),
        None => (rest, None),
    };
    let detail = AuditDetail::Several {
        kind: BulkKind::parse(what)?,
        count: count.parse().ok()?,
        role,
    };
    (detail.to_string() == text).then_some(detail)
}

fn signed(text: &str) -> Option<AuditDetail> {
    let (number, link) = text.strip_prefix(SIGNED)?.split_once(SIGNED_LINK)?;
    let detail = AuditDetail::Signed {
        number: number.parse().ok()?,
        link: link.to_owned(),
    };
    (detail.to_string() == text).then_some(detail)
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
            Self::Several { kind, count, role } => {
                write!(f, "{SEVERAL}{} {count}", kind.word())?;
                role.iter().try_for_each(|role| write!(f, ": {role}"))
            }
            Self::Signed { number, link } => write!(f, "{SIGNED}{number}{SIGNED_LINK}{link}"),
            Self::Launched { session, item } => write!(f, "{LAUNCHED}{session}, {item}"),
            Self::Approval {
                action,
                digest,
                word,
                locks,
                text,
            } => {
                let locking = if *locks { LOCKING } else { "" };
                write!(f, "{action} {digest} {}{locking}: {text}", word.word())
            }
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
    fn a_change_of_several_users_is_read_as_it_was_written() {
        for (text, kind, count, role) in [
            ("several users: disable 12", BulkKind::Disable, 12, None),
            (
                "several users: give_role 3: a: b",
                BulkKind::GiveRole,
                3,
                Some("a: b".to_owned()),
            ),
        ] {
            let detail = AuditDetail::Several { kind, count, role };
            assert_eq!(AuditDetail::parse(AuditKind::Users, text), detail);
            assert_eq!(detail.to_string(), text);
        }
        let other = AuditDetail::parse(AuditKind::Users, "several users: praise 3");
        assert!(matches!(other, AuditDetail::Other(_)));
    }

    #[test]
    fn an_approval_is_read_as_it_was_written() {
        for (text, word, locks) in [
            (
                "refund.large 0123456789abcdef approved: Refund: 40",
                AuditWord::Approved,
                false,
            ),
            (
                "refund.large 0123456789abcdef wrong password, locked: Refund: 40",
                AuditWord::WrongPassword,
                true,
            ),
        ] {
            let detail = AuditDetail::Approval {
                action: "refund.large".to_owned(),
                digest: "0123456789abcdef".to_owned(),
                word,
                locks,
                text: "Refund: 40".to_owned(),
            };
            assert_eq!(AuditDetail::parse(AuditKind::Approval, text), detail);
            assert_eq!(detail.to_string(), text);
        }
        let other = AuditDetail::parse(AuditKind::Approval, "refund.large 01 praised: Refund");
        assert!(matches!(other, AuditDetail::Other(_)));
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
            kind in 0..AuditKind::WORDS.len(), start in 0..7_usize, text in "\\PC{0,130}|[a-z, _]{0,40}"
        ) {
            let kind = AuditKind::WORDS[kind].1;
            let start = ["", ROLES, RENAMED_FROM, SETTINGS, "wrong password", "changed", SIGNED][start];
            let text = format!("{start}{text}");
            prop_assert_eq!(AuditDetail::parse(kind, &text).to_string(), text);
        }
    }
}
