//! The commands of the list of users.

use std::path::PathBuf;
use std::sync::Arc;

use crate::domain::email::Email;
use crate::domain::secret::{Secret, SecretText};

use crate::service::admin_action::ActionError;
use crate::service::caller::Caller;
use crate::service::command::{Command, Lane};
use crate::service::users::error::UserError;
use crate::service::users::import::ImportPlan;
use crate::service::users::list::UserList;
use crate::service::users::mail::SendCodeError;
use crate::service::users::query::{Span, UserQuery};
use crate::service::users::quick::QuickUsers;
use crate::service::{Service, Session};

/// Lists the users for an administrator.
pub struct ListUsers {
    /// The administrator's session.
    pub session: Session,
    /// Which users are wanted, if not all of them can be read.
    pub query: UserQuery,
    /// Which part of them.
    pub span: Span,
    /// A user who is wanted as well.
    pub open: Option<String>,
}

impl ListUsers {
    /// Lists all users, or if not all of them can be read, the first ones by name.
    #[must_use]
    pub fn first(session: Session) -> Self {
        Self {
            session,
            query: UserQuery::default(),
            span: Span::default(),
            open: None,
        }
    }
}

opaque_debug!(ListUsers);

impl Command for ListUsers {
    type Output = Result<Arc<UserList>, UserError>;
    type Part = Service;

    fn run(self, service: &Service) -> Self::Output {
        let caller = Caller::Session(&self.session);
        service
            .users()
            .list_part(caller, (&self.query, self.span), self.open.as_deref())
    }
}

/// Finds out which users have a PIN or a badge on this computer.
pub struct ListQuickUsers(pub Session);

opaque_debug!(ListQuickUsers);

impl Command for ListQuickUsers {
    type Output = Result<QuickUsers, UserError>;
    type Part = Service;

    const LANE: Lane = Lane::Keyring;

    fn run(self, service: &Service) -> Self::Output {
        service.users().quick_users(Caller::Session(&self.0))
    }
}

/// Finds out what importing a file would change.
pub struct PlanImport {
    /// The administrator's session.
    pub session: Session,
    /// The file.
    pub path: PathBuf,
}

opaque_debug!(PlanImport);

impl Command for PlanImport {
    type Output = Result<Arc<ImportPlan>, ActionError>;
    type Part = Service;

    fn run(self, service: &Service) -> Self::Output {
        let text = SecretText::new(service.context.platform.read_text(&self.path)?);
        Ok(service
            .import()
            .plan(Caller::Session(&self.session), text)?)
    }
}

/// Sends a user their new code by e-mail, and returns the address.
pub struct SendCode {
    /// The administrator's session.
    pub session: Session,
    /// The username.
    pub username: String,
    /// The address that the administrator sees.
    pub email: String,
    /// The code.
    pub code: Secret,
}

opaque_debug!(SendCode);

impl Command for SendCode {
    type Output = Result<Email, SendCodeError>;
    type Part = Service;

    const LANE: Lane = Lane::Mail;

    fn run(self, service: &Service) -> Self::Output {
        let caller = Caller::Session(&self.session);
        service
            .users()
            .send_code(caller, &self.username, &self.email, &self.code)
    }
}
