//! What is recorded of what happened: when, who, what, to whom, and what came of it (R66).
//!
//! Records are chained: each holds a digest of itself and of the one before, so that an edit, a
//! deletion or a swap shows (R69). Whoever can write the database can also make a new chain; this
//! finds slips and clumsy hands, and says so no more than that. No record holds a password, a code, a
//! token or a hash (R67), and nothing in one steers a terminal or a table (R68).

use std::ops::RangeInclusive;

use sha2::{Digest, Sha256};

use crate::domain::fold;
use crate::domain::timestamp::Timestamp;

/// The longest text of a record, in characters.
const TEXT_MAX: usize = 120;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum AuditKind {
    /// Somebody signed in, or tried to.
    SignIn,
    /// Somebody signed out.
    SignOut,
    /// The window was locked or unlocked.
    Lock,
    /// The program was set up.
    SetUp,
    /// Somebody made an account for themselves, or tried to.
    Register,
    /// Somebody changed their own account.
    Account,
    /// Somebody recovered their password or username with a code, or tried to.
    Recovery,
    /// Somebody's account was added, changed or removed by somebody else.
    People,
    /// A page was refused.
    Page,
    /// The credential file was changed by other means than this program.
    File,
    /// The keyring failed.
    Keyring,
}

impl AuditKind {
    /// Every one, by the word that is stored and typed.
    pub const WORDS: [(&'static str, Self); 11] = [
        ("sign_in", Self::SignIn),
        ("sign_out", Self::SignOut),
        ("lock", Self::Lock),
        ("set_up", Self::SetUp),
        ("register", Self::Register),
        ("account", Self::Account),
        ("recovery", Self::Recovery),
        ("people", Self::People),
        ("page", Self::Page),
        ("file", Self::File),
        ("keyring", Self::Keyring),
    ];

    /// The word that is stored and typed.
    #[must_use]
    pub fn word(self) -> &'static str {
        let found = Self::WORDS.iter().find(|(_, kind)| *kind == self);
        found.map_or("", |(word, _)| word)
    }

    /// The kind of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let found = Self::WORDS.iter().find(|(known, _)| *known == word);
        found.map(|(_, kind)| *kind)
    }
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEvent {
    /// When.
    pub at: Timestamp,
    /// What.
    pub kind: AuditKind,
    /// Who did it: a username, or nothing for whoever can write the file.
    pub who: String,
    /// To whom; nothing when it is the same person.
    pub whom: String,
    /// Whether it was done.
    pub is_done: bool,
    /// How, or why not: a word for each.
    pub detail: String,
}

/// A record and its place in the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRecord {
    /// Counted from one.
    pub number: i64,
    /// What happened.
    pub event: AuditEvent,
    /// The digest of this record and the one before.
    pub link: ChainLink,
}

/// A digest in the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainLink(pub [u8; 32]);

impl ChainLink {
    /// What stands before the first record.
    pub const START: Self = Self([0; 32]);

    /// The link that a record adds to the chain.
    #[must_use]
    pub fn next(self, number: i64, event: &AuditEvent) -> Self {
        let mut digest = Sha256::new();
        let mut part = |bytes: &[u8]| {
            let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            digest.update(length.to_be_bytes());
            digest.update(bytes);
        };
        part(&self.0);
        part(&number.to_be_bytes());
        part(&event.at.as_seconds().to_be_bytes());
        part(event.kind.word().as_bytes());
        part(event.who.as_bytes());
        part(event.whom.as_bytes());
        part(&[u8::from(event.is_done)]);
        part(event.detail.as_bytes());
        Self(digest.finalize().into())
    }
}

/// Where the chain begins and ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainEnds {
    /// The number before the first record that is kept.
    pub before: i64,
    /// The link that the first record is chained to.
    pub first: ChainLink,
    /// The number of the last record.
    pub last: i64,
    /// Its link.
    pub link: ChainLink,
}

impl Default for ChainEnds {
    fn default() -> Self {
        Self {
            before: 0,
            first: ChainLink::START,
            last: 0,
            link: ChainLink::START,
        }
    }
}

/// What came of following a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ChainCheck {
    /// Every record is as it was written; when the last one was, if there is any.
    Whole(Option<Timestamp>),
    /// The first record that is missing, or is not what was written.
    Broken(i64),
}

/// Follows a chain from its beginning to its end.
pub fn verify(ends: &ChainEnds, records: impl IntoIterator<Item = AuditRecord>) -> ChainCheck {
    let (mut number, mut link, mut at) = (ends.before, ends.first, None);
    for record in records {
        let expected = number + 1;
        if record.number != expected || link.next(expected, &record.event) != record.link {
            return ChainCheck::Broken(expected);
        }
        (number, link, at) = (expected, record.link, Some(record.event.at));
    }
    if number == ends.last && link == ends.link {
        ChainCheck::Whole(at)
    } else {
        ChainCheck::Broken(number + 1)
    }
}

/// Characters that are not seen and change how others are: marks of direction, joiners, line ends
/// (Unicode, 23.2).
const STEERING: [RangeInclusive<char>; 4] = [
    '\u{200b}'..='\u{200f}',
    '\u{2028}'..='\u{202e}',
    '\u{2060}'..='\u{2069}',
    '\u{feff}'..='\u{feff}',
];

/// A text as it is recorded: without anything that steers, and not too long (R68).
#[must_use]
pub fn recorded(text: &str) -> String {
    let is_plain = |c: char| !c.is_control() && !STEERING.iter().any(|range| range.contains(&c));
    let mut out: String = text
        .chars()
        .take(TEXT_MAX)
        .flat_map(|c| {
            let escaped = (!is_plain(c)).then(|| c.escape_unicode());
            let plain = is_plain(c).then_some(c);
            escaped.into_iter().flatten().chain(plain)
        })
        .collect();
    if text.chars().nth(TEXT_MAX).is_some() {
        out.push('…');
    }
    out
}

/// A name that nobody has, as it is recorded: people type passwords where names belong (R67).
#[must_use]
pub fn masked(login: &str) -> String {
    let count = fold(login.trim()).chars().count();
    if count == 0 {
        return String::new();
    }
    "•".repeat(3)
}

/// How long records are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// For how many days.
    pub days: u32,
    /// How many at most.
    pub records: u32,
}

impl Retention {
    /// Nothing is forgotten.
    pub const EVERYTHING: Self = Self {
        days: u32::MAX,
        records: u32::MAX,
    };

    /// Records before this are forgotten.
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

    fn event(n: i64) -> AuditEvent {
        AuditEvent {
            at: Timestamp::from_seconds(1_800_000_000 + n),
            kind: AuditKind::SignIn,
            who: format!("person{n}"),
            whom: String::new(),
            is_done: n % 2 == 0,
            detail: "password".to_owned(),
        }
    }

    /// A chain of so many records.
    fn chain(count: i64) -> (ChainEnds, Vec<AuditRecord>) {
        let (mut ends, mut records) = (ChainEnds::default(), Vec::new());
        for number in 1..=count {
            let event = event(number);
            ends.link = ends.link.next(number, &event);
            ends.last = number;
            records.push(AuditRecord {
                number,
                event,
                link: ends.link,
            });
        }
        (ends, records)
    }

    #[test]
    fn a_chain_that_nobody_touched_is_whole_also_when_its_beginning_was_pruned() {
        let (ends, records) = chain(20);
        let whole = ChainCheck::Whole(Some(Timestamp::from_seconds(1_800_000_020)));
        assert_eq!(verify(&ends, records.clone()), whole);
        let pruned = ChainEnds {
            before: 5,
            first: records[4].link,
            ..ends
        };
        assert_eq!(verify(&pruned, records[5..].to_vec()), whole);
        assert_eq!(verify(&ChainEnds::default(), []), ChainCheck::Whole(None));
    }

    #[test]
    fn r69_every_record_that_is_changed_removed_or_swapped_is_found_and_named() {
        let (ends, records) = chain(20);
        for at in 0..20_usize {
            let number = i64::try_from(at).expect("small") + 1;
            let changes: [fn(&mut AuditEvent); 6] = [
                |event| event.at = event.at + 1,
                |event| event.kind = AuditKind::SignOut,
                |event| event.who.push('x'),
                |event| event.whom.push('x'),
                |event| event.is_done = !event.is_done,
                |event| event.detail.clear(),
            ];
            for change in changes {
                let mut changed = records.clone();
                change(&mut changed[at].event);
                assert_eq!(verify(&ends, changed), ChainCheck::Broken(number));
            }
            let mut removed = records.clone();
            removed.remove(at);
            assert_eq!(verify(&ends, removed), ChainCheck::Broken(number));
            if at > 0 {
                let mut swapped = records.clone();
                swapped.swap(at - 1, at);
                assert_eq!(verify(&ends, swapped), ChainCheck::Broken(number - 1));
            }
        }
    }

    #[test]
    fn fields_cannot_be_shifted_into_each_other() {
        let (mut a, mut b) = (event(1), event(1));
        (a.who, a.whom) = ("ab".to_owned(), "c".to_owned());
        (b.who, b.whom) = ("a".to_owned(), "bc".to_owned());
        assert_ne!(ChainLink::START.next(1, &a), ChainLink::START.next(1, &b));
    }

    proptest! {
        #[test]
        fn r68_what_is_recorded_has_no_character_that_steers(text in "[\\PC\\n\\r\\t\\x1b\u{202e}\u{200f}]{0,200}") {
            let recorded = recorded(&text);
            prop_assert!(!recorded.chars().any(char::is_control), "{recorded:?}");
            let marks = ['\u{202e}', '\u{200f}'];
            prop_assert!(!recorded.contains(marks));
        }
    }

    #[test]
    fn r67_a_name_that_nobody_has_is_not_recorded() {
        assert_eq!(masked("hunter2"), "•••");
        assert_eq!(
            masked("h"),
            masked("a long password that was typed as a name")
        );
        assert_eq!(masked("  "), "");
    }
}
