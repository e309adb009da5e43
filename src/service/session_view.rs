//! What the window shows of a session.

use std::sync::Arc;

use crate::domain::problem::Problem;
use crate::domain::role::Permissions;
use crate::domain::settings::Settings;
use crate::domain::timestamp::Timestamp;

use crate::service::pages::PageLink;
use crate::service::ports::{AccountEvent, StateError};
use crate::service::session::Session;
use crate::service::sign_in::refresh::FileProblem;

/// A session, and what the window shows of it.
#[derive(Clone)]
#[non_exhaustive]
pub struct SessionView {
    /// The session.
    pub session: Session,
    /// The pages that the session may open, in the order of the file.
    pub pages: Vec<PageLink>,
    /// What the session may do in the program itself.
    pub permissions: Permissions,
    /// What administrators should know about the file; empty for other users.
    pub warnings: Vec<Problem>,
    /// The problem that keeps the file as it stands from being used.
    pub trouble: Option<FileProblem>,
    /// What happened before this sign-in, if it was one with a password.
    pub before: Option<SignInHistory>,
    /// What happened to the account since the last sign-in, and when (R35).
    pub told: Vec<(AccountEvent, Timestamp)>,
    /// Why the audit log cannot be written, if so (R70).
    pub audit_failure: Option<StateError>,
    /// The settings of the file.
    pub settings: Arc<Settings>,
    /// Where the credential file is, for messages.
    pub location: String,
}

impl SessionView {
    /// Takes over what the file says now. What is told once after a sign-in stays.
    pub fn refresh(&mut self, refreshed: Box<Self>) {
        let (before, told) = (self.before, std::mem::take(&mut self.told));
        *self = Self {
            before,
            told,
            ..*refreshed
        };
    }
}

/// What a user is told about their account after signing in (R24).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignInHistory {
    /// When the user last signed in with their password.
    pub last_sign_in: Option<Timestamp>,
    /// How often a wrong password was tried since.
    pub failures: u32,
    /// When the user signed in now.
    pub now: Timestamp,
}
