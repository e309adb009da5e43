//! Verifying the audit log, and deleting its old records.

use crate::domain::audit_chain::ChainCheck;

use crate::service::audit::AuditLog;
use crate::service::caller::Caller;
use crate::service::ports::StoreError;
use crate::service::users::error::UserError;

impl AuditLog {
    /// Verifies that no record was changed, removed or reordered (R69).
    ///
    /// ```
    /// use egui_authenticator::use_cases::ChainCheck;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<ChainCheck, UserError> {
    ///     service.audit_log().verify(caller)
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::NotAllowed`] if the caller may not see the log.
    /// - [`UserError::Ended`] if the caller's session has ended.
    /// - [`UserError::State`] if the state database cannot be used.
    /// - [`UserError::Store`] if the caller is a session and the configuration file cannot be read, and at a restricted
    ///   computer.
    pub fn verify(&self, caller: Caller<'_>) -> Result<ChainCheck, UserError> {
        if let Caller::Session(_) = caller {
            self.authorize(caller)?;
        }
        if self.is_restricted {
            return Err(StoreError::Restricted.into());
        }
        Ok(self.store.verify_activity()?)
    }

    /// Deletes the records beyond the limits in the settings, and returns their number. Only the local owner
    /// of the file may.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<u64, UserError> {
    ///     service.audit_log().prune(caller)
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::NotAllowed`] if the caller is a session.
    /// - [`UserError::State`] if the state database cannot be used.
    /// - [`UserError::Store`] if the configuration file, which contains the limits, cannot be read.
    #[doc(hidden)]
    pub fn prune(&self, caller: Caller<'_>) -> Result<u64, UserError> {
        let Caller::LocalOwner(_) = caller else {
            return Err(UserError::NotAllowed);
        };
        let keep = self.credentials.read()?.settings.activity;
        Ok(self.store.prune_activity(keep, self.clock.now())?)
    }
}
