//! Recording what happened (R66), and showing it to administrators.
//!
//! Recording never stands in the way: what cannot be recorded is noted, and told to everybody who is
//! signed in until it can be again (R70).

pub mod commands;

use std::collections::BTreeMap;
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::audit::{AuditEvent, AuditKind, Retention, masked, recorded};
use crate::domain::audit_chain::{AuditRecord, ChainCheck};
use crate::domain::role::Permission;
use crate::domain::timestamp::Timestamp;
use crate::domain::user::User;

use crate::service::caller::Caller;
use crate::service::ports::{AuditFilter, Revision, StateError};
use crate::service::users::UserError;
use crate::service::{Service, Session, csv};

/// Why what happened could not be recorded, if so. Shared by all who record.
#[derive(Clone, Default)]
pub struct AuditFailure(Arc<Mutex<Option<StateError>>>);

impl AuditFailure {
    /// What stands in the way at the moment.
    #[must_use]
    pub fn reason(&self) -> Option<StateError> {
        let reason = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        reason.clone()
    }

    fn note(&self, reason: Option<StateError>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = reason;
    }
}

/// Told of something that happened. Called on the thread of whoever did it, after it was recorded.
type AuditListener = Arc<dyn Fn(&AuditEvent) + Send + Sync>;

/// Those who are told of what happens. Shared by all who record.
#[derive(Clone, Default)]
pub struct AuditListeners(Arc<Mutex<Vec<AuditListener>>>);

impl AuditListeners {
    fn add(&self, listener: AuditListener) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.push(listener);
    }

    fn tell(&self, event: &AuditEvent) {
        // Not under the lock: whoever is told may add another, or do something that is recorded.
        let all = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        for listener in all {
            listener(event);
        }
    }
}

/// Seconds of a day.
const DAY: i64 = 86_400;
/// How much of their own activity people see.
const OWN_MAX: u32 = 100;

/// Which of what happened is wanted, counted from now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditQuery {
    /// Only of so many days, today included; of all when absent.
    pub days: Option<u32>,
    /// Only of this person.
    pub person: Option<String>,
    /// Only of this kind.
    pub kind: Option<AuditKind>,
    /// At most so many records.
    pub limit: u32,
}

/// What happened in a period.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AuditReport {
    /// The latest records, the latest first.
    pub records: Vec<AuditRecord>,
    /// How many there are.
    pub total: usize,
    /// The sums of each day on which something happened, by days since 1970 in UTC.
    pub days: Vec<(i64, AuditCount)>,
    /// The sums of each person, those with the most first.
    pub people: Vec<(String, AuditCount)>,
    /// Whether the records are as they were written.
    pub verified: ChainCheck,
    /// The time now.
    pub now: Timestamp,
}

/// How many things were done, and how many were refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AuditCount {
    /// Done.
    pub done: u32,
    /// Refused.
    pub refused: u32,
}

impl Service {
    /// Records something that somebody did, or tried to do, to themselves.
    pub(crate) fn record(&self, kind: AuditKind, who: &str, is_done: bool, detail: &str) {
        self.record_about(kind, (who, ""), is_done, detail);
    }

    /// Records something that somebody did to somebody else. Without a name it was whoever can write
    /// the file.
    pub(crate) fn record_about(
        &self,
        kind: AuditKind,
        (who, whom): (&str, &str),
        is_done: bool,
        detail: &str,
    ) {
        let event = AuditEvent {
            at: self.clock.now(),
            kind,
            who: recorded(who),
            whom: recorded(whom),
            is_done,
            detail: recorded(detail),
        };
        // Where nobody can say how long records are kept, none is forgotten.
        let settings = self.credentials.settings();
        let keep = settings.map_or(Retention::EVERYTHING, |settings| settings.activity);
        let result = self.state.record(&event, keep);
        self.audit_failure.note(result.err());
        self.listeners.tell(&event);
    }

    /// Tells `listener` of everything that happens from now on: who did what to whom, when, and what came
    /// of it; never a password, a code, a token or a hash (R67). It is called off the window's thread
    /// and holds up whoever did it, so what takes long belongs on another one. What other programs do
    /// over the same file is not told.
    pub fn on_event(&self, listener: impl Fn(&AuditEvent) + Send + Sync + 'static) {
        self.listeners.add(Arc::new(listener));
    }

    /// The same to be asked for: from now on, everything that happens comes out of the channel. For an
    /// app that looks once per frame; wants `try_iter` rather than waiting.
    #[must_use]
    pub fn events(&self) -> Receiver<AuditEvent> {
        let (sender, events) = mpsc::channel();
        self.on_event(move |event| drop(sender.send(event.clone())));
        events
    }

    /// What happened, the latest first.
    ///
    /// # Errors
    /// When whoever asks may not see it, or the state database fails.
    pub fn activity(
        &self,
        by: Caller<'_>,
        filter: &AuditFilter,
    ) -> Result<Vec<AuditRecord>, UserError> {
        self.authorize(by, Permission::SeeActivity)?;
        Ok(self.state.activity(filter)?)
    }

    /// What is wanted, by the clock. Days are whole, in UTC, so that the first is not half of one.
    #[must_use]
    pub fn filter(&self, wanted: &AuditQuery) -> AuditFilter {
        let today = self.clock.now().day();
        let since = |days: u32| Timestamp::from_seconds((today - i64::from(days) + 1) * DAY);
        AuditFilter {
            since: wanted.days.map(since),
            person: wanted.person.clone(),
            kind: wanted.kind,
            limit: wanted.limit,
        }
    }

    /// What happened, with sums for each day and person, and whether the records are as they were
    /// written.
    ///
    /// # Errors
    /// When whoever asks may not see it, or the state database fails.
    pub fn activity_report(
        &self,
        by: Caller<'_>,
        filter: &AuditFilter,
    ) -> Result<Arc<AuditReport>, UserError> {
        let all = AuditFilter {
            limit: u32::MAX,
            ..filter.clone()
        };
        let mut records = self.activity(by, &all)?;
        let verified = self.state.verify_activity()?;
        let (mut days, mut people) = (BTreeMap::new(), BTreeMap::new());
        for AuditRecord { event, .. } in &records {
            let count = |sum: &mut AuditCount| {
                if event.is_done {
                    sum.done += 1;
                } else {
                    sum.refused += 1;
                }
            };
            count(days.entry(event.at.day()).or_default());
            if !event.who.is_empty() {
                count(people.entry(event.who.clone()).or_default());
            }
        }
        let mut people: Vec<_> = people.into_iter().collect();
        people.sort_by_key(|(_, sum): &(String, AuditCount)| {
            std::cmp::Reverse(sum.done + sum.refused)
        });
        let total = records.len();
        records.truncate(filter.limit as usize);
        Ok(Arc::new(AuditReport {
            records,
            total,
            days: days.into_iter().collect(),
            people,
            verified,
            now: self.clock.now(),
        }))
    }

    /// What somebody did, or others did to their account, the latest first.
    ///
    /// # Errors
    /// When they are not signed in any more, or the state database fails.
    pub fn own_activity(&self, session: &Session) -> Result<Vec<AuditRecord>, UserError> {
        let user = self.current(session)?.ok_or(UserError::Ended)?;
        let filter = AuditFilter {
            since: None,
            person: Some(user.username.as_str().to_owned()),
            kind: None,
            limit: OWN_MAX,
        };
        Ok(self.state.activity(&filter)?)
    }

    /// What happened as a table for a spreadsheet.
    ///
    /// # Errors
    /// When whoever asks may not see it, or the state database fails.
    pub fn export_activity(
        &self,
        by: Caller<'_>,
        filter: &AuditFilter,
    ) -> Result<String, UserError> {
        let records = self.activity(by, filter)?;
        let names = ["number", "time", "kind", "who", "whom", "done", "detail"];
        let rows = records.into_iter().map(|record| {
            let event = record.event;
            let done = if event.is_done { "yes" } else { "no" };
            [
                record.number.to_string(),
                event.at.to_string(),
                event.kind.word().to_owned(),
                event.who,
                event.whom,
                done.to_owned(),
                event.detail,
            ]
        });
        Ok(csv::write(names, rows))
    }

    /// Whether what was recorded is as it was written (R69). For whoever can write the file.
    ///
    /// # Errors
    /// When the state database fails.
    pub fn verify_activity(&self) -> Result<ChainCheck, StateError> {
        self.state.verify_activity()
    }

    /// Forgets what the file no longer wants to be kept, and gives how many records that were. For
    /// whoever can write the file.
    ///
    /// # Errors
    /// When the state database fails.
    pub fn prune_activity(&self) -> Result<u64, StateError> {
        let settings = self.credentials.settings();
        let keep = settings.map_or(Retention::EVERYTHING, |settings| settings.activity);
        self.state.prune_activity(keep, self.clock.now())
    }

    /// Records that the credential file was changed by other means than this program, if it was.
    pub(crate) fn notice_hand_edits(&self) {
        let (Ok(snapshot), Ok(last)) = (self.credentials.read(), self.state.revision()) else {
            return;
        };
        if last == Some(snapshot.revision) {
            return;
        }
        if last.is_some() {
            self.record(AuditKind::File, "", true, "changed by hand");
        }
        self.keep_revision(&snapshot.revision);
    }

    /// Remembers a revision that this program has seen or made.
    pub(crate) fn keep_revision(&self, revision: &Revision) {
        // If it is not remembered, the next start reports a change by hand: too much rather than too little.
        drop(self.state.keep_revision(revision));
    }
}

/// A name as it is recorded: that of a person who is known, else masked (R67).
pub(crate) fn named(found: Option<&User>, login: &str) -> String {
    found.map_or_else(|| masked(login), |user| user.username.as_str().to_owned())
}
