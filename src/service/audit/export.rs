//! The audit log as a CSV table.

use crate::domain::approval::ActionSummary;
use crate::domain::audit_chain::AuditRecord;
use crate::domain::role::Permission;

use crate::service::approvals::summaries::export_activity;
use crate::service::audit::AuditLog;
use crate::service::caller::Caller;
use crate::service::csv;
use crate::service::ports::{AuditFilter, AuditUser};
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
    /// - [`UserError::ApprovalRequired`] if the file requires that a second person approves it.
    /// - [`UserError::Ended`] if the caller's session has ended.
    /// - [`UserError::State`] if the state database cannot be used.
    /// - [`UserError::Store`] if the configuration file cannot be read.
    pub fn export(&self, caller: Caller<'_>, filter: &AuditFilter) -> Result<String, UserError> {
        let (snapshot, may) = (self.credentials.read()?, Permission::SeeActivity);
        self.authorizer.authorize_export(&snapshot, caller, may)?;
        let action = self.approval_of(filter);
        caller.need_approval(&snapshot, &mut Vec::new(), [action])?;
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

    /// Returns what is approved, if the file requires it.
    fn approval_of(&self, filter: &AuditFilter) -> ActionSummary {
        let AuditFilter {
            since,
            user,
            kind,
            limit,
        } = filter;
        let user = user.as_ref().map(|user| match user {
            AuditUser::Named(name) => name.clone(),
            AuditUser::Account(id) => id.to_string(),
        });
        let kind = kind.map(|kind| kind.word().to_owned());
        let zone = self.clock.time_zone();
        let details = [
            (" since", since.map(|since| zone.day(since).to_string())),
            (" user", user.clone()),
            (" kind", kind.clone()),
        ];
        let details = details.into_iter();
        let details = details.filter_map(|(name, value)| Some((name.to_owned(), value?)));
        let details: Vec<_> = details.collect();
        export_activity(&details, &(since, user, kind, limit))
    }
}
