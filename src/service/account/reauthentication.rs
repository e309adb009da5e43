//! Entering the password again for a sensitive action (R47). Wrong passwords count like those at sign-in, so
//! that an unattended computer is no place to guess.

use std::sync::Arc;

use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditWord;
use crate::domain::secret::Secret;

use crate::service::account::error::AccountError;
use crate::service::audit::recorder::AuditRecorder;
use crate::service::context::Context;
use crate::service::passwords::Passwords;
use crate::service::ports::{Clock, Snapshot};
use crate::service::session::Session;
use crate::service::session_state::OpenSessions;
use crate::service::throttle::{Throttle, key_of};

/// Checks the password of a signed-in user.
#[derive(Clone)]
pub(crate) struct Reauthentication {
    clock: Arc<dyn Clock>,
    throttle: Throttle,
    passwords: Passwords,
    audit: AuditRecorder,
    open_sessions: OpenSessions,
}

impl From<&Context> for Reauthentication {
    fn from(from: &Context) -> Self {
        Self {
            clock: Arc::clone(&from.clock),
            throttle: from.into(),
            passwords: from.into(),
            audit: from.into(),
            open_sessions: from.open_sessions.clone(),
        }
    }
}

impl Reauthentication {
    /// Returns the session with the user as in `snapshot`, after checking the password.
    ///
    /// # Errors
    /// - [`AccountError::Ended`] if the session has ended, or the window was closed while the attempt was delayed.
    /// - [`AccountError::Wrong`] if the password is wrong.
    /// - [`AccountError::Locked`] if too many attempts failed.
    /// - [`AccountError::State`] if the attempt cannot be counted.
    pub(crate) fn confirm(
        &self,
        snapshot: &Snapshot,
        session: &Session,
        password: &Secret,
    ) -> Result<Session, AccountError> {
        let user = session
            .current(&self.open_sessions, snapshot)
            .ok_or(AccountError::Ended)?;
        let key = key_of(user);
        self.throttle.count(&key, &snapshot.settings)?;
        let hash = user.hash.as_ref().ok_or(AccountError::Wrong)?;
        if !self.passwords.verify(password, hash).unwrap_or(false) {
            let name = user.username.as_str();
            self.audit
                .record(AuditKind::Account, name, false, AuditWord::WrongPassword);
            self.throttle.failed(snapshot.settings.delay);
            return Err(AccountError::Wrong);
        }
        self.throttle.unlock(&key)?;
        Ok(session.with_user(user.clone()).confirmed(self.clock.now()))
    }
}
