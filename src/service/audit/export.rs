//! The audit log as a CSV table.

use crate::domain::audit_chain::AuditRecord;
use crate::domain::role::Permission;

use crate::service::audit::AuditLog;
use crate::service::caller::Caller;
use crate::service::csv;
use crate::service::ports::AuditFilter;
use crate::service::users::UserError;

impl AuditLog {
    /// Returns records as a CSV table.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::use_cases::AuditQuery;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<String, UserError> {
    ///     let query = AuditQuery::latest(100).days(7);
    ///     let filter = service.audit_log().filter(&query);
    ///     service.audit_log().export(caller, &filter)
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::NotAllowed`] if the caller may not see the log.
    /// - [`UserError::ReauthenticationRequired`] if a PIN has unlocked the session and the password was not entered since.
    /// - [`UserError::Ended`] if the caller's session has ended.
    /// - [`UserError::State`] if the state database cannot be used.
    /// - [`UserError::Store`] if the configuration file cannot be read.
    pub fn export(&self, caller: Caller<'_>, filter: &AuditFilter) -> Result<String, UserError> {
        let (snapshot, may) = (self.credentials.read()?, Permission::SeeActivity);
        self.authorizer.authorize_export(&snapshot, caller, may)?;
        let records = self.list(caller, filter)?.into_iter();
        let names = ["number", "time", "kind", "who", "whom", "done", "detail"];
        let rows = records.map(|AuditRecord { number, event, .. }| {
            let done = if event.is_done { "yes" } else { "no" };
            [
                number.to_string(),
                event.at.to_string(),
                event.kind.word().to_owned(),
                event.who,
                event.whom,
                done.to_owned(),
                event.detail.to_string(),
            ]
        });
        Ok(csv::write(names, rows))
    }
}
