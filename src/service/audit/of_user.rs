//! What happened to a user, for administrators.

use crate::domain::role::Permission;

use crate::service::audit::{AuditLog, OWN_MAX, OwnActivity};
use crate::service::ports::{AuditFilter, AuditUser};
use crate::service::session::Session;
use crate::service::users::error::UserError;

impl AuditLog {
    /// Returns what a user did, and what others did to their account, latest first; `None` if the caller may not see it, or
    /// there is no such user. The window asks for it without a request of the user, so a refusal is not recorded.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Session;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, session: &Session) -> Result<usize, UserError> {
    ///     let activity = service.audit_log().of_user(session, "bob")?;
    ///     Ok(activity.map_or(0, |activity| activity.records.len()))
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::Ended`] if the session has ended.
    /// - [`UserError::State`] if the state database cannot be used.
    /// - [`UserError::Store`] if the configuration file cannot be read.
    #[doc(hidden)]
    pub fn of_user(
        &self,
        session: &Session,
        username: &str,
    ) -> Result<Option<OwnActivity>, UserError> {
        if self.is_restricted {
            return self.of_user_at_server(session, username);
        }
        let snapshot = self.credentials.read()?;
        let caller = session
            .current(&self.open_sessions, &snapshot)
            .ok_or(UserError::Ended)?;
        let permissions = snapshot.settings.permissions(caller);
        let needed = [Permission::ManageUsers, Permission::SeeActivity];
        let user = snapshot.users.find(username);
        let user = user.filter(|_| needed.into_iter().all(|needed| permissions.may(needed)));
        let Some(user) = user else {
            return Ok(None);
        };
        let filter = AuditFilter {
            since: None,
            user: Some(AuditUser::Account(user.id)),
            kind: None,
            limit: OWN_MAX,
        };
        Ok(Some(OwnActivity {
            records: self.store.activity(&filter)?,
            now: self.clock.now(),
            zone: self.clock.time_zone(),
        }))
    }
}
