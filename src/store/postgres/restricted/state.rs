//! What a restricted computer keeps beside users and settings: what concerns sessions is at the server, which also records and
//! counts; preferences are on this computer; and there is nothing else.

use tokio_postgres::Row;

use crate::domain::account_id::AccountId;
use crate::domain::audit::{AuditKind, Retention};
use crate::domain::audit_chain::{AuditRecord, ChainCheck, ChainPoint};
use crate::domain::audit_detail::AuditDetail;
use crate::domain::audit_erasure::Erasure;
use crate::domain::audit_event::AuditEvent;
use crate::domain::audit_word::AuditWord;
use crate::domain::preferences::Preferences;
use crate::domain::recovery::ResetCode;
use crate::domain::remember_me::TokenHash;
use crate::domain::throttle::Attempts;
use crate::domain::timestamp::Timestamp;
use crate::service::ports::{
    AccountEvent, AttemptKey, AttemptStore, AuditFilter, AuditLog, AuditUser, ChangeRecord,
    CodeStore, NoticeStore, PreferenceStore, Revision, StateError,
};
use crate::service::throttle::key_of;
use crate::store::postgres::client::column;
use crate::store::postgres::error::PgError;
use crate::store::postgres::restricted::RestrictedServer;
use crate::store::postgres::restricted::functions::{ACTIVITY, FORGET_NOTICES, NOTE, NOTICES};
use crate::store::postgres::state::audit_log::read;
use crate::store::postgres::state::rows::timestamp;

/// The most records that the server returns.
const RECORDS_MAX: u32 = 1_000;

/// What this computer records of the window of a session. The server records everything else.
const NOTED: [(AuditKind, AuditWord); 7] = [
    (AuditKind::Lock, AuditWord::Locked),
    (AuditKind::Lock, AuditWord::Unlocked),
    (AuditKind::Lock, AuditWord::UnlockedOffline),
    (AuditKind::Lock, AuditWord::SwitchedAway),
    (AuditKind::Lock, AuditWord::ParkedEnded),
    (AuditKind::Lock, AuditWord::Pin),
    (AuditKind::Lock, AuditWord::Badge),
];

/// Returns the word with which an event is told to the server, if this computer tells of it.
fn noted(event: &AuditEvent) -> Option<&'static str> {
    match event.detail {
        AuditDetail::Word(word) => NOTED.contains(&(event.kind, word)).then(|| word.word()),
        _ => None,
    }
}

/// Returns the error of what only trusted computers can do.
pub(super) fn not_here() -> StateError {
    StateError::Denied("this is possible on a trusted computer only".to_owned())
}

impl RestrictedServer {
    /// Returns the account with this key, if it has a session.
    fn account_of(&self, who: &AttemptKey) -> Option<AccountId> {
        let state = self.known().current.clone()?;
        let mut users = state.snapshot.users.iter();
        users.find(|user| key_of(user) == *who).map(|user| user.id)
    }
}

/// The server counts attempts, and does so before it tells what came of them.
impl AttemptStore for RestrictedServer {
    fn attempts(
        &self,
        _: &AttemptKey,
        _: &dyn Fn(Attempts) -> Attempts,
    ) -> Result<Attempts, StateError> {
        Ok(Attempts::default())
    }

    fn attempts_of(&self, names: &[AttemptKey]) -> Result<Vec<Attempts>, StateError> {
        Ok(vec![Attempts::default(); names.len()])
    }
}

/// The server keeps which credentials have ended. Codes are used on trusted computers.
impl CodeStore for RestrictedServer {
    fn use_step(&self, _: &AttemptKey, _: u64) -> Result<bool, StateError> {
        Err(not_here())
    }

    fn keep_code(&self, _: &AttemptKey, _: &ResetCode) -> Result<(), StateError> {
        Err(not_here())
    }

    fn keep_ended(&self, _: &[TokenHash]) -> Result<Vec<TokenHash>, StateError> {
        Ok(Vec::new())
    }

    fn forget_ended(&self, _: &[TokenHash]) -> Result<(), StateError> {
        Ok(())
    }

    fn has_ended(&self, _: &[TokenHash]) -> Result<bool, StateError> {
        Err(not_here())
    }

    fn forget_codes(&self, _: &AttemptKey) -> Result<(), StateError> {
        Err(not_here())
    }

    fn take_code(
        &self,
        _: &AttemptKey,
        _: &dyn Fn(&ResetCode) -> bool,
    ) -> Result<bool, StateError> {
        Err(not_here())
    }
}

/// The server keeps notices of the changes that it makes.
impl NoticeStore for RestrictedServer {
    fn tell(&self, _: &AttemptKey, _: AccountEvent, _: Timestamp) -> Result<(), StateError> {
        Ok(())
    }

    fn take(&self, who: &AttemptKey) -> Result<Vec<(AccountEvent, Timestamp)>, StateError> {
        let session = self.account_of(who).and_then(|id| self.0.sessions.of(id));
        let Some(session) = session else {
            return Ok(Vec::new());
        };
        let token = session.token.as_bytes();
        let rows = self.0.client.query(NOTICES, &[&token])?;
        let last = rows.last().map(|row| column::<i64>(row, "number"));
        let last = last.transpose()?;
        // A word of a later version is nothing that this one can say.
        let notice = |row: &Row| -> Result<_, PgError> {
            let event = AccountEvent::parse(column(row, "word")?);
            let at = timestamp(row, "at")?;
            Ok(event.map(|event| (event, at)))
        };
        let notices = rows.iter().map(notice).filter_map(Result::transpose);
        let notices = notices.collect::<Result<_, _>>()?;
        // If this fails, or only its answer is lost, users are notified once too often rather than never.
        if let Some(last) = last
            && let Err(error) = self.0.client.query(FORGET_NOTICES, &[&token, &last])
        {
            tracing::warn!(%error, "notices stay for the next sign-in");
        }
        Ok(notices)
    }
}

/// The server records what it does, and reads only the records of the own account of a session.
impl AuditLog for RestrictedServer {
    fn record(&self, event: &AuditEvent, _: Retention) -> Result<(), StateError> {
        let Some(word) = noted(event) else {
            return Ok(());
        };
        let session = event.who_id.and_then(|id| self.0.sessions.of(id));
        // Of a session that has ended meanwhile nothing is recorded.
        if let Some(session) = session {
            let values = &[&session.token.as_bytes() as _, &word as _];
            self.0.client.query(NOTE, values)?;
        }
        Ok(())
    }

    fn activity(&self, filter: &AuditFilter) -> Result<Vec<AuditRecord>, StateError> {
        let account = match &filter.user {
            Some(AuditUser::Account(id)) => *id,
            // What the signatures are verified against.
            None if filter.kind == Some(AuditKind::Signature) => {
                return self.records_of_signatures(filter);
            }
            Some(AuditUser::Named(_)) | None => return Err(not_here()),
        };
        let session = self.0.sessions.of(account).ok_or_else(not_here)?;
        let rows = self.0.client.query(
            ACTIVITY,
            &[
                &session.token.as_bytes(),
                &filter.since.map(Timestamp::as_seconds),
                &filter.kind.map(AuditKind::word),
                &i32::try_from(filter.limit.min(RECORDS_MAX)).unwrap_or(i32::MAX),
            ],
        )?;
        Ok(rows.iter().map(read).collect::<Result<_, PgError>>()?)
    }

    fn verify_activity_after(
        &self,
        _: Option<ChainPoint>,
    ) -> Result<(ChainCheck, Option<ChainPoint>), StateError> {
        Err(not_here())
    }

    fn prune_activity(&self, _: Retention, _: Timestamp) -> Result<u64, StateError> {
        Ok(0)
    }

    fn erase(&self, _: &Erasure, _: &dyn Fn(ChainPoint) -> AuditEvent) -> Result<u64, StateError> {
        Err(not_here())
    }

    fn revision(&self) -> Result<Option<Revision>, StateError> {
        Ok(None)
    }

    fn keep_revision(&self, _: &Revision) -> Result<(), StateError> {
        Ok(())
    }
}

/// Preferences stay on this computer.
impl PreferenceStore for RestrictedServer {
    fn preferences(&self) -> Result<Preferences, StateError> {
        self.0.local.preferences()
    }

    fn store_preferences(&self, changes: &Preferences) -> Result<(), StateError> {
        self.0.local.store_preferences(changes)
    }

    fn hides_first_steps(&self, who: &AttemptKey) -> Result<bool, StateError> {
        self.0.local.hides_first_steps(who)
    }

    fn hide_first_steps(&self, who: &AttemptKey, hide: bool) -> Result<(), StateError> {
        self.0.local.hide_first_steps(who, hide)
    }

    fn update_record(&self, name: &str, change: &mut ChangeRecord<'_>) -> Result<(), StateError> {
        self.0.local.update_record(name, change)
    }
}
