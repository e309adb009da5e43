//! What a signed-in user does with the session: refresh it after the file has changed, confirm the
//! password, and sign out.
//!
//! What the file takes away ends at once (R42, R49): a user who was removed or disabled, or whose password
//! was changed, is signed out, and a role that was removed closes its pages. While the file has errors, its
//! last state without errors is in force (R61).

use std::sync::Arc;

use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::{AuditDetail, AuditWord};

use crate::service::account::error::AccountError;
use crate::service::account::reauthentication::{Factors, Reauthentication};
use crate::service::audit::recorder::AuditRecorder;
use crate::service::context::Context;
use crate::service::ports::{
    Cancellation, CredentialStore, Randomness, SessionStore, StoreError, TokenVault,
};
use crate::service::remember_me::error::RememberError;
use crate::service::session::Session;
use crate::service::session_state::OpenSessions;
use crate::service::session_view::{SessionView, SessionViews};
use crate::service::set_up::upkeep::Upkeep;
use crate::service::snapshots::Snapshots;

/// The reason why a session does not continue.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RefreshError {
    /// The account has changed.
    #[error("the session has ended")]
    Ended,
    /// The configuration file cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Sessions that are open.
#[derive(Clone)]
pub struct Sessions {
    pub(crate) credentials: Arc<dyn CredentialStore>,
    pub(crate) store: Arc<dyn SessionStore>,
    pub(crate) vault: Arc<dyn TokenVault>,
    pub(crate) random: Arc<dyn Randomness>,
    pub(super) snapshots: Arc<Snapshots>,
    upkeep: Upkeep,
    pub(crate) reauthentication: Reauthentication,
    pub(crate) views: SessionViews,
    pub(crate) audit: AuditRecorder,
    pub(crate) open: OpenSessions,
    /// Whether the command was cancelled, or its window has gone.
    pub(crate) cancelled: Cancellation,
    pub(super) is_restricted: bool,
}

opaque_debug!(Sessions);

impl From<&Context> for Sessions {
    fn from(from: &Context) -> Self {
        Self {
            credentials: from.everywhere(),
            store: Arc::clone(&from.sessions),
            vault: Arc::clone(&from.vault),
            random: Arc::clone(&from.random),
            snapshots: Arc::clone(&from.snapshots),
            upkeep: from.into(),
            reauthentication: from.into(),
            views: from.into(),
            audit: from.into(),
            open: from.open_sessions.clone(),
            cancelled: from.cancelled.clone(),
            is_restricted: from.is_restricted(),
        }
    }
}

impl Sessions {
    /// Returns what a session may access now that the file has changed.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Session;
    /// use egui_authenticator::use_cases::RefreshError;
    ///
    /// fn example(service: &Service, session: &Session) -> Result<bool, RefreshError> {
    ///     let view = service.sessions().refresh(session)?;
    ///     Ok(view.session.user().roles.is_empty())
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`RefreshError::Ended`] if the session has ended.
    /// - [`RefreshError::Store`] if the configuration file cannot be read.
    pub fn refresh(&self, session: &Session) -> Result<Box<SessionView>, RefreshError> {
        let snapshot = self.credentials.read()?;
        self.reauthentication.throttle.report_offline(&snapshot);
        // A user who was just added by hand can sign in at once, and a session that was taken away has ended
        // with all its copies. Errors are shown when the file is opened.
        let (snapshot, _) = self.upkeep.run(snapshot);
        let user = session
            .current_at_any_time(&self.open, &snapshot)
            .ok_or(RefreshError::Ended)?;
        Ok(self.views.view(session.with_user(user.clone()), &snapshot))
    }

    /// Returns the session after the user has entered the password again (R47), and a code if the role asks for it (R78).
    /// Wrong passwords and codes count like those at sign-in.
    ///
    /// ```
    /// use egui_authenticator::Secret;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Session;
    /// use egui_authenticator::use_cases::AccountError;
    ///
    /// fn example(service: &Service, session: &Session, password: Secret) -> Result<Session, AccountError> {
    ///     Ok(service.sessions().reauthenticate(session, &password.into())?.session)
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`AccountError::Wrong`] if the password is wrong.
    /// - [`AccountError::Code`] if a code is asked for and there is none.
    /// - [`AccountError::CodeWrong`] if the code is wrong, or was used before.
    /// - [`AccountError::NotNow`] if the password is right, and the access of the user is limited to other days or hours.
    /// - [`AccountError::Locked`] if too many attempts failed.
    /// - [`AccountError::Ended`] if the session has ended.
    /// - [`AccountError::Hasher`] if the user key cannot be opened.
    /// - [`AccountError::State`] if the attempt cannot be counted.
    /// - [`AccountError::Store`] if the configuration file cannot be read.
    #[doc(hidden)]
    pub fn reauthenticate(
        &self,
        session: &Session,
        factors: &Factors,
    ) -> Result<Box<SessionView>, AccountError> {
        let snapshot = self.credentials.read()?;
        let confirmed = self.reauthentication.confirm(&snapshot, session, factors)?;
        Ok(self.views.view(confirmed, &snapshot))
    }

    /// Signs out: ends the session with all its copies (R74), then the remembered sign-in, in the store first, so that
    /// a copied token is worthless, then in the keyring (R41).
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Session;
    /// use egui_authenticator::use_cases::RememberError;
    ///
    /// fn example(service: &Service, session: &Session) -> Result<(), RememberError> {
    ///     service.sessions().sign_out(session)?;
    ///     assert!(session.has_ended());
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    /// The session has ended all the same, unless it belongs to another service or was parked.
    /// - [`RememberError::NotPossible`] if it belongs to another service, or was parked.
    /// - [`RememberError::State`] if the state database cannot be used.
    /// - [`RememberError::Vault`] if the keyring cannot be used; the token in it is worthless already.
    pub fn sign_out(&self, session: &Session) -> Result<(), RememberError> {
        if !session.state().is_of(&self.open) || session.state().was_parked() {
            return Err(RememberError::NotPossible);
        }
        session.state().end();
        let user = session.user();
        // The store of a restricted computer no longer has the user.
        let has_ended = !self.is_restricted
            && self
                .credentials
                .read()
                .is_ok_and(|snapshot| session.state().user_in(&snapshot).is_none());
        let detail = if has_ended {
            AuditWord::Ended.into()
        } else {
            AuditDetail::None
        };
        self.audit.record(AuditKind::SignOut, user, true, detail);
        if self.store.forget(user.id)? {
            self.vault.clear().inspect_err(|error| {
                self.audit
                    .record(AuditKind::Keyring, user, false, error.audit_word());
            })?;
        }
        Ok(())
    }
}
