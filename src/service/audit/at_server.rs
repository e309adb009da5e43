//! The audit log at a restricted computer: a server reads it, and authorizes each call anew.

use crate::domain::account_id::AccountId;
use crate::domain::role::Permission;

use crate::service::audit::{AuditCount, AuditLog, AuditReport, OWN_MAX, OwnActivity};
use crate::service::caller::Caller;
use crate::service::ports::{FoundActivity, StoreError, UserServer};
use crate::service::session::Session;
use crate::service::users::error::UserError;

/// Returns numbers of what was done and refused as the report has them.
fn counted<T>(all: Vec<(T, [u32; 2])>) -> Vec<(T, AuditCount)> {
    let all = all.into_iter();
    all.map(|(of, [done, refused])| (of, AuditCount { done, refused }))
        .collect()
}

impl AuditLog {
    /// Returns the server that reads the log at a restricted computer, and the account of the caller; `None` at a trusted one.
    ///
    /// # Errors
    /// - [`UserError::Ended`] if the session has ended.
    /// - [`UserError::NotAllowed`] if the caller may not see the activity.
    /// - [`UserError::Store`] with [`StoreError::Restricted`] if the caller is no session, or the server does not do this.
    pub(super) fn at_server(
        &self,
        caller: Caller<'_>,
    ) -> Result<Option<(&dyn UserServer, AccountId)>, UserError> {
        let Some(authority) = &self.authority else {
            return Ok(None);
        };
        let (Caller::Session(session), Some(server)) = (caller, authority.users()) else {
            return Err(StoreError::Restricted.into());
        };
        let (snapshot, may) = (self.everywhere.read()?, Permission::SeeActivity);
        self.authorizer.authorize(&snapshot, caller, may)?;
        Ok(Some((server, session.user().id)))
    }

    pub(super) fn found_report(&self, found: FoundActivity) -> AuditReport {
        AuditReport {
            records: found.records,
            refused: found.refused,
            total: usize::try_from(found.total).unwrap_or(usize::MAX),
            days: counted(found.days),
            users: counted(found.users),
            verified: found.verified,
            now: self.clock.now(),
            zone: self.clock.time_zone(),
        }
    }

    /// Returns what happened to a user, as [`Self::of_user`] does at a trusted computer.
    pub(super) fn of_user_at_server(
        &self,
        session: &Session,
        username: &str,
    ) -> Result<Option<OwnActivity>, UserError> {
        let caller = Caller::Session(session);
        let (server, account) = match self.at_server(caller) {
            Ok(Some(found)) => found,
            Ok(None) | Err(UserError::NotAllowed) => return Ok(None),
            Err(error) => return Err(error),
        };
        let Some(found) = server.user(account, username)? else {
            return Ok(None);
        };
        Ok(Some(OwnActivity {
            records: server.activity_of(account, found.user.id, OWN_MAX)?,
            now: self.clock.now(),
            zone: self.clock.time_zone(),
        }))
    }
}
