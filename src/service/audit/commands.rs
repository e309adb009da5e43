//! The commands of the audit log.

use std::sync::Arc;

use crate::service::audit::{AuditLog, AuditQuery, AuditReport, OwnActivity};
use crate::service::caller::Caller;
use crate::service::command::Command;
use crate::service::users::error::UserError;
use crate::service::{Service, Session};

/// Reports what happened.
pub struct ReportActivity {
    /// The session of an auditor.
    pub session: Session,
    /// Which records.
    pub query: AuditQuery,
}

opaque_debug!(ReportActivity);

impl Command for ReportActivity {
    type Output = Result<Arc<AuditReport>, UserError>;
    type Part = Service;

    fn run(self, service: &Service) -> Self::Output {
        let filter = service.audit_log().filter(&self.query);
        service
            .audit_log()
            .report(Caller::Session(&self.session), &filter)
    }
}

/// Lists what happened to the account of a session.
pub struct ListOwnActivity(pub Session);

opaque_debug!(ListOwnActivity);

impl Command for ListOwnActivity {
    type Output = Result<OwnActivity, UserError>;
    type Part = Service;

    fn run(self, service: &Service) -> Self::Output {
        let log = service.audit_log();
        Ok(OwnActivity {
            records: log.of_session(&self.0)?,
            now: log.clock.now(),
            zone: log.clock.time_zone(),
        })
    }
}

/// Lists what happened to the account of a user, if the session may see it.
pub struct ListUserActivity {
    /// The session of an administrator.
    pub session: Session,
    /// The username.
    pub username: String,
}

opaque_debug!(ListUserActivity);

impl Command for ListUserActivity {
    type Output = Result<Option<OwnActivity>, UserError>;
    type Part = AuditLog;

    fn run(self, log: &AuditLog) -> Self::Output {
        log.of_user(&self.session, &self.username)
    }
}
