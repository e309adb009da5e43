//! The chain of records of the audit log, in which changed, missing and swapped records are found (R69).

use sha2::{Digest, Sha256};

use crate::domain::audit::Retention;
use crate::domain::audit_detail::AuditDetail;
use crate::domain::audit_event::AuditEvent;
use crate::domain::remember_me::hex;
use crate::domain::timestamp::Timestamp;

/// A record of the audit log.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AuditRecord {
    /// The number, counted from one.
    pub number: i64,
    /// The event.
    pub event: AuditEvent,
    /// The digest of this record and of the one before it.
    #[doc(hidden)]
    pub link: ChainLink,
}

impl AuditRecord {
    /// Returns the record of the creation of the reset code that was used in this one, if it is among `records`.
    #[must_use]
    #[doc(hidden)]
    pub fn creation_of_code<'a>(&self, records: &'a [Self]) -> Option<&'a Self> {
        let AuditDetail::WithCode { created, .. } = self.event.detail else {
            return None;
        };
        records.iter().find(|record| record.number == created)
    }
}

/// A digest in the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainLink(pub [u8; 32]);

impl ChainLink {
    /// The link before the first record.
    #[doc(hidden)]
    pub const START: Self = Self([0; 32]);

    /// Returns the first hexadecimal digits.
    #[must_use]
    pub fn digits(&self, count: usize) -> String {
        hex(&self.0).chars().take(count).collect()
    }

    /// Returns the link that a record adds to the chain.
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
        part(event.detail.to_string().as_bytes());
        for (role, id) in [(b"who".as_slice(), event.who_id), (b"whom", event.whom_id)] {
            if let Some(id) = id {
                part(role);
                part(id.as_bytes());
            }
        }
        Self(digest.finalize().into())
    }
}

/// A record of the chain, by number and link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainPoint {
    /// The number of the record; zero before the first one.
    pub number: i64,
    /// Its link.
    pub link: ChainLink,
}

impl Default for ChainPoint {
    fn default() -> Self {
        Self::START
    }
}

impl ChainPoint {
    /// The point before the first record.
    #[doc(hidden)]
    pub const START: Self = Self {
        number: 0,
        link: ChainLink::START,
    };

    /// Returns the point that the next event makes.
    #[must_use]
    pub fn next(self, event: &AuditEvent) -> Self {
        let number = self.number + 1;
        Self {
            number,
            link: self.link.next(number, event),
        }
    }
}

/// Where the chain begins and ends, which is stored beside it, so that a missing record shows at either end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainEnds {
    /// The record before the first one that is kept.
    pub start: ChainPoint,
    /// The last record.
    pub end: ChainPoint,
}

impl ChainEnds {
    /// Returns the number of the last record that is beyond `keep`, if there is one. `young` is the number of the first record
    /// that is young enough: up to the first one, so that a clock that was set back leaves no gap.
    #[must_use]
    pub(crate) fn beyond(&self, keep: Retention, young: Option<i64>) -> Option<i64> {
        let by_age = young.map_or(self.end.number, |number| number - 1);
        let by_count = self.end.number - i64::from(keep.records);
        let upto = by_age.max(by_count);
        (upto > self.start.number).then_some(upto)
    }
}

impl Default for ChainEnds {
    fn default() -> Self {
        Self {
            start: ChainPoint::START,
            end: ChainPoint::START,
        }
    }
}

/// The result of verifying a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ChainCheck {
    /// Every record is as it was written. Contains the time of the last one, if there is any.
    Whole(Option<Timestamp>),
    /// The number of the first record that is missing, or differs from what was written.
    Broken(i64),
}

/// Verifies a chain record by record, from its beginning or from a record that was verified before.
pub struct ChainVerifier {
    ends: ChainEnds,
    verified: ChainPoint,
    /// The record at `verified` is expected first, to see that it is still there.
    is_resumed: bool,
    last: Option<Timestamp>,
    is_broken: bool,
}

opaque_debug!(ChainVerifier);

impl ChainVerifier {
    /// Starts after `verified`, unless it has been pruned; then, or without it, at the beginning.
    #[must_use]
    pub fn new(ends: ChainEnds, verified: Option<ChainPoint>) -> Self {
        let resumed = verified.filter(|point| point.number > ends.start.number);
        Self {
            ends,
            verified: resumed.unwrap_or(ends.start),
            is_resumed: resumed.is_some(),
            last: None,
            is_broken: false,
        }
    }

    /// Returns the number of the record to begin with, or `None` to begin with whatever comes first.
    #[must_use]
    pub fn first(&self) -> Option<i64> {
        self.is_resumed.then_some(self.verified.number)
    }

    /// Verifies the next record. Returns `false` once the chain is broken.
    pub fn follow(&mut self, record: &AuditRecord) -> bool {
        let found = ChainPoint {
            number: record.number,
            link: record.link,
        };
        let expected = if self.is_resumed {
            self.verified
        } else {
            self.verified.next(&record.event)
        };
        if self.is_broken || found != expected {
            self.is_broken = true;
            return false;
        }
        self.is_resumed = false;
        (self.verified, self.last) = (found, Some(record.event.at));
        true
    }

    /// Returns the result after the last record, and the point up to which the chain is verified if it is whole.
    #[must_use]
    pub fn finish(self) -> (ChainCheck, Option<ChainPoint>) {
        if self.is_resumed {
            return (ChainCheck::Broken(self.verified.number), None);
        }
        if self.is_broken || self.verified != self.ends.end {
            return (ChainCheck::Broken(self.verified.number + 1), None);
        }
        (ChainCheck::Whole(self.last), Some(self.verified))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::audit::AuditKind;
    use crate::domain::audit_detail::AuditWord;

    fn event(n: i64) -> AuditEvent {
        AuditEvent {
            at: Timestamp::from_seconds(1_800_000_000 + n),
            kind: AuditKind::SignIn,
            who: format!("person{n}"),
            whom: String::new(),
            who_id: None,
            whom_id: None,
            is_done: n % 2 == 0,
            detail: AuditWord::Password.into(),
        }
    }

    /// A chain of so many records.
    fn chain(count: i64) -> (ChainEnds, Vec<AuditRecord>) {
        let (mut ends, mut records) = (ChainEnds::default(), Vec::new());
        for number in 1..=count {
            let event = event(number);
            ends.end = ends.end.next(&event);
            records.push(AuditRecord {
                number,
                event,
                link: ends.end.link,
            });
        }
        (ends, records)
    }

    #[test]
    fn a_chain_that_was_not_changed_is_whole_also_after_pruning() {
        let (ends, records) = chain(20);
        let whole = ChainCheck::Whole(Some(Timestamp::from_seconds(1_800_000_020)));
        assert_eq!(verify(&ends, &records), whole);
        let start = point(&records[4]);
        let pruned = ChainEnds { start, ..ends };
        assert_eq!(verify(&pruned, &records[5..]), whole);
        let nothing = ChainEnds::default();
        assert_eq!(verify(&nothing, &[]), ChainCheck::Whole(None));
    }

    fn point(record: &AuditRecord) -> ChainPoint {
        ChainPoint {
            number: record.number,
            link: record.link,
        }
    }

    fn verify_after(
        ends: &ChainEnds,
        verified: Option<ChainPoint>,
        records: &[AuditRecord],
    ) -> (ChainCheck, Option<ChainPoint>) {
        let mut verifier = ChainVerifier::new(*ends, verified);
        let first = verifier.first().unwrap_or(i64::MIN);
        let records = records.iter().filter(|record| record.number >= first);
        for record in records {
            verifier.follow(record);
        }
        verifier.finish()
    }

    fn verify(ends: &ChainEnds, records: &[AuditRecord]) -> ChainCheck {
        verify_after(ends, None, records).0
    }

    #[test]
    fn verification_resumes_after_the_record_that_was_verified_last() {
        let (ends, records) = chain(20);
        let whole = ChainCheck::Whole(Some(records[19].event.at));
        for verified in [0, 9, 19] {
            let verified = Some(point(&records[verified]));
            let end = Some(ends.end);
            assert_eq!(verify_after(&ends, verified, &records), (whole, end));
        }
        let at_ten = Some(point(&records[9]));
        for (changed, broken) in [(9, 10), (10, 11), (19, 20)] {
            let mut records = records.clone();
            records[changed].link = ChainLink::START;
            let found = verify_after(&ends, at_ten, &records);
            assert_eq!(found, (ChainCheck::Broken(broken), None));
        }
        let found = verify_after(&ends, at_ten, &records[..9]);
        assert_eq!(found, (ChainCheck::Broken(10), None));
    }

    #[test]
    fn a_point_that_has_been_pruned_does_not_hide_a_change() {
        let (ends, mut records) = chain(20);
        let verified = Some(point(&records[2]));
        let start = point(&records[4]);
        let pruned = ChainEnds { start, ..ends };
        records[6].event.who.push('x');
        let found = verify_after(&pruned, verified, &records[5..]);
        assert_eq!(found, (ChainCheck::Broken(7), None));
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
                |event| event.detail = AuditDetail::None,
            ];
            for change in changes {
                let mut changed = records.clone();
                change(&mut changed[at].event);
                assert_eq!(verify(&ends, &changed), ChainCheck::Broken(number));
            }
            let mut removed = records.clone();
            removed.remove(at);
            assert_eq!(verify(&ends, &removed), ChainCheck::Broken(number));
            if at > 0 {
                let mut swapped = records.clone();
                swapped.swap(at - 1, at);
                assert_eq!(verify(&ends, &swapped), ChainCheck::Broken(number - 1));
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
}
