//! Showing the audit log.

mod at_server;
pub mod commands;
mod export;
pub mod listeners;
mod of_user;
mod query;
pub mod recorder;
mod upkeep;

pub use crate::service::audit::query::AuditQuery;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, mpsc};

use crate::domain::audit::AuditKind;
use crate::domain::audit_chain::{AuditRecord, ChainCheck, ChainPoint};
use crate::domain::audit_detail::{AuditDetail, AuditWord};
use crate::domain::audit_event::AuditEvent;
use crate::domain::day::Day;
use crate::domain::role::Permission;
use crate::domain::time_zone::TimeZone;
use crate::domain::timestamp::Timestamp;

use crate::service::audit::listeners::AuditListeners;
use crate::service::caller::{Authorizer, Caller};
use crate::service::context::Context;
use crate::service::or_log::OrLog as _;
use crate::service::ports::{
    self, AuditFilter, AuditUser, Authority, Clock, CredentialStore, StateError,
};
use crate::service::session::Session;
use crate::service::session_state::OpenSessions;
use crate::service::users::error::UserError;

/// Number of their own records that users see.
const OWN_MAX: u32 = 100;

/// The records of a period, with sums.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AuditReport {
    /// The latest records, latest first.
    pub records: Vec<AuditRecord>,
    /// The latest records of what was refused, latest first.
    pub refused: Vec<AuditRecord>,
    /// Number of all records.
    pub total: usize,
    /// The sums of each local day with records, earliest first.
    pub days: Vec<(Day, AuditCount)>,
    /// The sums of each user, largest first.
    pub users: Vec<(String, AuditCount)>,
    /// Whether the records are unchanged.
    pub verified: ChainCheck,
    /// The time now.
    pub now: Timestamp,
    /// The time zone of the days.
    pub zone: TimeZone,
}

/// What happened to the account of a session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct OwnActivity {
    /// The latest records, latest first.
    pub records: Vec<AuditRecord>,
    /// The time now.
    pub now: Timestamp,
    /// The time zone of the computer.
    pub zone: TimeZone,
}

/// Numbers of actions that were done and refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AuditCount {
    /// Done.
    pub done: u32,
    /// Refused.
    pub refused: u32,
}

impl AuditCount {
    /// Returns the number of all.
    #[must_use]
    pub fn sum(self) -> u32 {
        self.done.saturating_add(self.refused)
    }

    /// Counts one more.
    pub(crate) fn add(&mut self, is_done: bool) {
        if is_done {
            self.done += 1;
        } else {
            self.refused += 1;
        }
    }
}

/// Showing the audit log.
#[derive(Clone)]
pub struct AuditLog {
    credentials: Arc<dyn CredentialStore>,
    /// For what users see of their own accounts, also at a restricted computer.
    everywhere: Arc<dyn CredentialStore>,
    store: Arc<dyn ports::AuditLog>,
    verified: Arc<Mutex<Option<ChainPoint>>>,
    clock: Arc<dyn Clock>,
    authorizer: Authorizer,
    listeners: AuditListeners,
    open_sessions: OpenSessions,
    is_restricted: bool,
    authority: Option<Arc<dyn Authority>>,
}

opaque_debug!(AuditLog);

impl From<&Context> for AuditLog {
    fn from(from: &Context) -> Self {
        Self {
            credentials: Arc::clone(&from.credentials),
            everywhere: from.everywhere(),
            store: Arc::clone(&from.audit_log),
            verified: Arc::clone(&from.verified),
            clock: Arc::clone(&from.clock),
            authorizer: from.into(),
            listeners: from.listeners.clone(),
            open_sessions: from.open_sessions.clone(),
            is_restricted: from.is_restricted(),
            authority: from.authority.clone(),
        }
    }
}

impl AuditLog {
    /// Calls `listener` with every event from now on. Events never contain a password, a code, a token or a
    /// hash (R67). The listener is called off the window's thread and delays what caused the event, so that
    /// slow work belongs on another thread. Events of other programs over the same file are not included.
    ///
    /// ```
    /// use egui_authenticator::Service;
    ///
    /// fn example(service: &Service) {
    ///     service.audit_log().on_event(|event| println!("{:?}", event.kind));
    /// }
    /// ```
    pub fn on_event(&self, listener: impl Fn(&AuditEvent) + Send + Sync + 'static) {
        self.listeners.add(Arc::new(listener));
    }

    /// Returns a channel that receives every event from now on, for an app that polls it with `try_iter` in
    /// each frame.
    ///
    /// ```
    /// use egui_authenticator::Service;
    ///
    /// fn example(service: &Service) -> usize {
    ///     let events = service.audit_log().events();
    ///     events.try_iter().filter(|event| !event.is_done).count()
    /// }
    /// ```
    #[must_use]
    pub fn events(&self) -> mpsc::Receiver<AuditEvent> {
        let (sender, events) = mpsc::channel();
        // Without a receiver, the events are not wanted any more.
        self.on_event(move |event| {
            sender
                .send(event.clone())
                .or_log("pass an event to the app");
        });
        events
    }

    fn authorize(&self, caller: Caller<'_>) -> Result<(), UserError> {
        let (snapshot, may) = (self.credentials.read()?, Permission::SeeActivity);
        self.authorizer.authorize(&snapshot, caller, may)?;
        Ok(())
    }

    /// Returns records, latest first.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::use_cases::AuditQuery;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<usize, UserError> {
    ///     let query = AuditQuery::latest(100).days(7);
    ///     let filter = service.audit_log().filter(&query);
    ///     Ok(service.audit_log().list(caller, &filter)?.len())
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::NotAllowed`] if the caller may not see the log.
    /// - [`UserError::Ended`] if the caller's session has ended.
    /// - [`UserError::State`] if the state database cannot be used.
    /// - [`UserError::Store`] if the configuration file cannot be read.
    pub fn list(
        &self,
        caller: Caller<'_>,
        filter: &AuditFilter,
    ) -> Result<Vec<AuditRecord>, UserError> {
        self.authorize(caller)?;
        Ok(self.store.activity(filter)?)
    }

    /// Returns the filter for a query at the current time. Days are whole days of the computer's time zone.
    ///
    /// ```
    /// use egui_authenticator::use_cases::AuditKind;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::use_cases::AuditQuery;
    ///
    /// fn example(service: &Service) {
    ///     let query = AuditQuery::latest(100).days(7).user("bob").kind(AuditKind::SignIn);
    ///     assert_eq!(service.audit_log().filter(&query).limit, 100);
    /// }
    /// ```
    #[must_use]
    pub fn filter(&self, query: &AuditQuery) -> AuditFilter {
        let zone = self.clock.time_zone();
        let today = zone.day(self.clock.now());
        let since = |days: u32| zone.start_of_day(today - i64::from(days) + 1);
        AuditFilter {
            since: query.days.map(since),
            user: query.user.clone().map(AuditUser::Named),
            kind: query.kind,
            limit: query.limit,
        }
    }

    /// Returns records with sums for each day and user, and verifies the log.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::use_cases::AuditQuery;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<usize, UserError> {
    ///     let query = AuditQuery::latest(100).days(7);
    ///     let filter = service.audit_log().filter(&query);
    ///     Ok(service.audit_log().report(caller, &filter)?.records.len())
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::NotAllowed`] if the caller may not see the log.
    /// - [`UserError::Ended`] if the caller's session has ended.
    /// - [`UserError::State`] if the state database cannot be used.
    /// - [`UserError::Store`] if the configuration file cannot be read.
    #[doc(hidden)]
    pub fn report(
        &self,
        caller: Caller<'_>,
        filter: &AuditFilter,
    ) -> Result<Arc<AuditReport>, UserError> {
        if let Some((server, account)) = self.at_server(caller)? {
            let found = server.activity(account, filter)?;
            return Ok(Arc::new(self.found_report(found)));
        }
        let all = AuditFilter {
            limit: u32::MAX,
            ..filter.clone()
        };
        let mut records = self.list(caller, &all)?;
        let verified = self.verify_new_records()?;
        let (mut days, mut users) = (BTreeMap::new(), BTreeMap::new());
        let zone = self.clock.time_zone();
        for AuditRecord { event, .. } in &records {
            let day: &mut AuditCount = days.entry(zone.day(event.at)).or_default();
            day.add(event.is_done);
            if !event.who.is_empty() {
                let user: &mut AuditCount = users.entry(event.who.clone()).or_default();
                user.add(event.is_done);
            }
        }
        let mut users: Vec<(String, AuditCount)> = users.into_iter().collect();
        users.sort_by_key(|(_, sum)| std::cmp::Reverse(sum.sum()));
        let (total, limit) = (records.len(), filter.limit as usize);
        let refused = records.iter().filter(|record| !record.event.is_done);
        let refused = refused.take(limit).cloned().collect();
        records.truncate(limit);
        Ok(Arc::new(AuditReport {
            records,
            refused,
            total,
            days: days.into_iter().collect(),
            users,
            verified,
            now: self.clock.now(),
            zone,
        }))
    }

    /// Verifies the records that were added since the last time in this process. The first time, and after a
    /// break was found, all are verified.
    fn verify_new_records(&self) -> Result<ChainCheck, StateError> {
        let mut verified = self.verified.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut check, mut point) = self.store.verify_activity_after(*verified)?;
        // An erasure computes the chain anew, so that the point is no longer on it (R108).
        if let (Some(before), ChainCheck::Broken(_)) = (*verified, check)
            && self.was_erased_after(before)?
        {
            (check, point) = self.store.verify_activity_after(None)?;
        }
        *verified = point;
        Ok(check)
    }

    fn was_erased_after(&self, point: ChainPoint) -> Result<bool, StateError> {
        let filter = AuditFilter {
            since: None,
            user: None,
            kind: Some(AuditKind::Users),
            limit: u32::MAX,
        };
        let is_erasure = |record: &AuditRecord| {
            record.number > point.number && matches!(record.event.detail, AuditDetail::Erased(_))
        };
        Ok(self.store.activity(&filter)?.iter().any(is_erasure))
    }

    /// Returns what a user did, and what others did to their account, latest first. Nothing of an earlier account with
    /// the same username is among them (R82).
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Session;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, session: &Session) -> Result<usize, UserError> {
    ///     Ok(service.audit_log().of_session(session)?.len())
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::Ended`] if the session has ended.
    /// - [`UserError::State`] if the state database cannot be used.
    /// - [`UserError::Store`] if the configuration file cannot be read.
    #[doc(hidden)]
    pub fn of_session(&self, session: &Session) -> Result<Vec<AuditRecord>, UserError> {
        let snapshot = self.everywhere.read()?;
        let user = session
            .current(&self.open_sessions, &snapshot)
            .ok_or(UserError::Ended)?;
        let filter = AuditFilter {
            since: None,
            user: Some(AuditUser::Account(user.id)),
            kind: None,
            limit: OWN_MAX,
        };
        let records = self.store.activity(&filter)?.into_iter();
        // An entry that is written by hand can have the id of one that was removed.
        let is_of_removed = |record: &AuditRecord| {
            record.event.whom_id == Some(user.id)
                && record.event.detail == AuditWord::Removed.into()
        };
        Ok(records
            .take_while(|record| !is_of_removed(record))
            .collect())
    }
}
