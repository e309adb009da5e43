//! Erasing the names of a user from the audit log, whose chain is computed anew (R108).

use crate::domain::account_id::AccountId;
use crate::domain::audit::recorded;
use crate::domain::audit_chain::{AuditRecord, ChainLink, ChainPoint};
use crate::domain::audit_detail::AuditDetail;
use crate::domain::audit_event::AuditEvent;
use crate::domain::fold;

/// The user whose names are replaced with the id of the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// The account.
    pub account: AccountId,
    /// Usernames and e-mail addresses of the user, for records that name no account.
    pub names: Vec<String>,
}

impl Erasure {
    /// Returns the event with the id in place of each name of the user.
    #[must_use]
    pub fn applied_to(&self, event: &AuditEvent) -> AuditEvent {
        let id = || self.account.to_string();
        let is_theirs = |account: Option<AccountId>, name: &str| {
            account.map_or_else(|| self.has_name(name), |account| account == self.account)
        };
        let mut after = event.clone();
        if is_theirs(event.who_id, &event.who) {
            after.who = id();
        }
        let is_whom = is_theirs(event.whom_id, &event.whom);
        if is_whom {
            after.whom = id();
        }
        if let AuditDetail::RenamedFrom(name) = &event.detail
            && (is_whom || self.has_name(name))
        {
            after.detail = AuditDetail::RenamedFrom(id());
        }
        after
    }

    /// Returns `true` if a recorded name is one of the user's.
    #[must_use]
    pub fn has_name(&self, name: &str) -> bool {
        let is_it = |of: &String| !of.is_empty() && fold(&recorded(of)) == fold(name);
        self.names.iter().any(is_it)
    }
}

/// Computes a chain anew, record by record from its beginning. A break of the chain stays where it is: a link that was
/// wrong is kept.
pub struct Rechaining {
    /// The last record before the change.
    before: ChainPoint,
    /// Its link after the change.
    after: ChainLink,
}

opaque_debug!(Rechaining);

impl Rechaining {
    /// Starts after the record before the first one.
    #[must_use]
    pub fn new(start: ChainPoint) -> Self {
        Self {
            before: start,
            after: start.link,
        }
    }

    /// Returns the next record with another event in it.
    pub fn follow(&mut self, record: &AuditRecord, event: AuditEvent) -> AuditRecord {
        let found = ChainPoint {
            number: record.number,
            link: record.link,
        };
        let was_right = self.before.next(&record.event) == found;
        self.before = found;
        self.after = if was_right {
            self.after.next(record.number, &event)
        } else {
            record.link
        };
        AuditRecord {
            number: record.number,
            event,
            link: self.after,
        }
    }

    /// Returns the end of the chain, unless it was not the last record.
    #[must_use]
    pub fn end(&self, end: ChainPoint) -> ChainPoint {
        if end == self.before {
            ChainPoint {
                link: self.after,
                ..end
            }
        } else {
            end
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::audit::AuditKind;
    use crate::domain::audit_chain::{ChainCheck, ChainEnds, ChainVerifier};
    use crate::domain::timestamp::Timestamp;

    const BOB: AccountId = AccountId::new([7; 16]);

    fn records() -> (ChainEnds, Vec<AuditRecord>) {
        let mut ends = ChainEnds::default();
        let records = (1..=20).map(|n: i64| {
            let is_bob = n % 3 == 0;
            let event = AuditEvent {
                at: Timestamp::from_seconds(1_800_000_000 + n),
                kind: AuditKind::Users,
                who: "ada".to_owned(),
                whom: if is_bob { "bob" } else { "eve" }.to_owned(),
                who_id: None,
                whom_id: (n % 2 == 0 && is_bob).then_some(BOB),
                is_done: true,
                detail: AuditDetail::RenamedFrom(if n == 6 { "robert" } else { "x" }.to_owned()),
            };
            ends.end = ends.end.next(&event);
            let link = ends.end.link;
            AuditRecord {
                number: n,
                event,
                link,
            }
        });
        let records = records.collect();
        (ends, records)
    }

    fn erased(ends: ChainEnds, records: &[AuditRecord]) -> (ChainEnds, Vec<AuditRecord>) {
        let erasure = Erasure {
            account: BOB,
            names: vec!["Bob".to_owned()],
        };
        let mut chain = Rechaining::new(ends.start);
        let records = records
            .iter()
            .map(|record| chain.follow(record, erasure.applied_to(&record.event)));
        let records = records.collect();
        let end = chain.end(ends.end);
        (ChainEnds { end, ..ends }, records)
    }

    fn verify((ends, records): &(ChainEnds, Vec<AuditRecord>)) -> ChainCheck {
        let mut verifier = ChainVerifier::new(*ends, None);
        for record in records {
            verifier.follow(record);
        }
        verifier.finish().0
    }

    #[test]
    fn r108_no_name_is_left_and_the_chain_is_whole() {
        let (ends, records) = records();
        let after = erased(ends, &records);
        let text = format!("{:?}", after.1);
        for name in ["bob", "robert"] {
            assert!(!text.contains(name), "{name}");
        }
        assert!(text.contains("eve") && text.contains(&BOB.to_string()));
        assert!(matches!(verify(&after), ChainCheck::Whole(Some(_))));
    }

    #[test]
    fn r108_an_erasure_mends_no_break_of_the_chain() {
        for at in 0..20 {
            let (ends, mut records) = records();
            records[at].event.is_done = false;
            let broken = verify(&(ends, records.clone()));
            assert!(matches!(broken, ChainCheck::Broken(_)));
            assert_eq!(verify(&erased(ends, &records)), broken);
            records.remove(at);
            let broken = verify(&(ends, records.clone()));
            assert_eq!(verify(&erased(ends, &records)), broken);
        }
    }

    #[test]
    fn r108_every_change_after_an_erasure_is_found() {
        let (ends, records) = records();
        let (ends, records) = erased(ends, &records);
        for at in 0..20 {
            let mut changed = records.clone();
            changed[at].event.whom.push('x');
            assert_eq!(
                verify(&(ends, changed)),
                ChainCheck::Broken(records[at].number)
            );
        }
    }
}
