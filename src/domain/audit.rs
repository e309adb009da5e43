//! The audit log: when, who, what, to whom, and with which result (R66).
//!
//! Records form a chain: each has a digest of itself and of the record before it, so that a changed, deleted or
//! swapped record is found (R69). The chain has no key: an attacker who can write the database can build another
//! chain. No record contains a password, a code, a token or a hash (R67), and none can control a terminal or a
//! spreadsheet (R68).

use crate::domain::printable::escaped;
use crate::domain::timestamp::Timestamp;

/// The longest text of a record, in characters.
const TEXT_MAX: usize = 120;

/// The kind of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum AuditKind {
    /// A sign-in, or an attempt.
    SignIn,
    /// A sign-out.
    SignOut,
    /// The window was locked or unlocked.
    Lock,
    /// The program was set up.
    SetUp,
    /// A registration, or an attempt.
    Register,
    /// A user changed their own account.
    Account,
    /// A password or username was recovered with a code, or an attempt.
    Recovery,
    /// A user was added, changed or removed by another one.
    Users,
    /// A page was not opened because of missing permission.
    Page,
    /// The configuration file was changed in the window or by hand, was restored from a backup, or a change to it was
    /// refused.
    File,
    /// The keyring failed.
    Keyring,
    /// A second person approved an action, or refused to.
    Approval,
    /// A user signed content of an app, or tried to.
    Signature,
    /// An administrator left a kiosk, or an attempt.
    Kiosk,
    /// The server that several computers share was filled by an import or updated, or a computer was added or revoked.
    Store,
}

impl AuditKind {
    /// All kinds, by the word that is stored and typed.
    #[doc(hidden)]
    pub const WORDS: [(&'static str, Self); 15] = [
        ("sign_in", Self::SignIn),
        ("sign_out", Self::SignOut),
        ("lock", Self::Lock),
        ("set_up", Self::SetUp),
        ("register", Self::Register),
        ("account", Self::Account),
        ("recovery", Self::Recovery),
        ("people", Self::Users),
        ("page", Self::Page),
        ("file", Self::File),
        ("keyring", Self::Keyring),
        ("approval", Self::Approval),
        ("signature", Self::Signature),
        ("kiosk", Self::Kiosk),
        ("store", Self::Store),
    ];

    /// Returns the word that is stored and typed.
    #[must_use]
    #[doc(hidden)]
    pub fn word(self) -> &'static str {
        let found = Self::WORDS.iter().find(|(_, kind)| *kind == self);
        found.map_or("", |(word, _)| word)
    }

    /// Returns the kind of a word. `users` is another word for `people`, which is stored.
    #[must_use]
    #[doc(hidden)]
    pub fn parse(word: &str) -> Option<Self> {
        let word = if word == "users" { "people" } else { word };
        let found = Self::WORDS.iter().find(|(known, _)| *known == word);
        found.map(|(_, kind)| *kind)
    }
}

/// Returns a text as it is recorded: shortened, with control characters escaped (R68).
#[must_use]
pub fn recorded(text: &str) -> String {
    recorded_up_to(text, TEXT_MAX)
}

/// Does the same for a text that may have so many characters.
pub(crate) fn recorded_up_to(text: &str, max: usize) -> String {
    let end = text.char_indices().nth(max).map(|(at, _)| at);
    let mut out = escaped(&text[..end.unwrap_or(text.len())], &[]).into_owned();
    if end.is_some() {
        out.push('…');
    }
    out
}

/// Returns what is recorded for an unknown name: users type passwords into the name field (R67).
#[must_use]
pub fn masked(login: &str) -> &'static str {
    match login.trim() {
        "" => "",
        _ => "•••",
    }
}

/// How long records are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// The days for which records are kept.
    pub days: u32,
    /// The most records that are kept.
    pub records: u32,
}

impl Retention {
    /// Keeps everything.
    pub const EVERYTHING: Self = Self {
        days: u32::MAX,
        records: u32::MAX,
    };

    /// Returns the time before which records are removed.
    #[must_use]
    pub fn oldest(self, now: Timestamp) -> Timestamp {
        now - i64::from(self.days) * 86_400
    }
}

impl Default for Retention {
    fn default() -> Self {
        Self {
            days: DAYS_DEFAULT,
            records: RECORDS_DEFAULT,
        }
    }
}

/// The default of `activity.days`.
pub const DAYS_DEFAULT: u32 = 365;
/// The default of `activity.records`.
pub const RECORDS_DEFAULT: u32 = 100_000;
/// The most that `activity.days` may be: ten years.
pub const DAYS_MAX: u32 = 3_650;
/// The most that `activity.records` may be.
pub const RECORDS_MAX: u32 = 1_000_000;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn r68_recorded_text_contains_no_control_character(text in "[\\PC\\n\\r\\t\\x1b\u{202e}\u{200f}]{0,200}") {
            let recorded = recorded(&text);
            prop_assert!(!recorded.chars().any(char::is_control), "{recorded:?}");
            let marks = ['\u{202e}', '\u{200f}'];
            prop_assert!(!recorded.contains(marks));
        }
    }

    #[test]
    fn r67_an_unknown_name_is_not_recorded() {
        assert_eq!(masked("hunter2"), "•••");
        assert_eq!(
            masked("h"),
            masked("a long password that was typed as a name")
        );
        assert_eq!(masked("  "), "");
    }
}
