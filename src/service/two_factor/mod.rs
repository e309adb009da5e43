//! Setting up the second factor: make a secret, show it, and turn it on when the app gives a code.
//!
//! Nothing is written before the code. With the second factor come new recovery codes, each of which wraps
//! the user key, so that a user who loses the phone can still sign in.

pub(crate) mod at_server;
pub mod commands;

use std::sync::Arc;

use crate::domain::key_vault::KeyVault;
use crate::domain::secret::Secret;
use crate::domain::timestamp::Timestamp;
use crate::domain::two_factor::{TOTP_BYTES, Totp};
use crate::domain::user::{User, UserPatch};
use crate::domain::user_key::Purpose;

use crate::service::account::error::AccountError;
use crate::service::account::reauthentication::{Factors, Reauthentication};
use crate::service::context::Context;
use crate::service::editor::Editor;
use crate::service::notices::{Initiator, Notices};
use crate::service::or_log::OrLog as _;
use crate::service::ports::{
    AccountEvent, Authority, Cancellation, Clock, CodeStore, CredentialStore, HasherError,
};
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::session::Session;
use crate::service::session_state::OpenSessions;
use crate::service::sign_in::SignIn;
use crate::service::sign_in::opening::SessionOpener;
use crate::service::sign_in::pending::{
    NextStep, PENDING_SIGN_IN_SECONDS, PendingSignIn, ProvenFactors, SignInOutcome,
};
use crate::service::throttle::key_of;
use crate::service::user_keys::{UnlockedVault, UserKeys};

/// Who sets up a second factor.
#[non_exhaustive]
#[derive(Debug)]
pub enum BeginTwoFactor {
    /// A signed-in user, with the current password, and a code if the role asks for it (R78).
    Session(Session, Factors),
    /// A user who has to set it up before the session opens.
    Pending(Arc<PendingSignIn>),
}

/// A second factor that is not turned on yet. Contains its secret.
pub struct Enrolment {
    /// The session of a signed-in user; `None` for a pending sign-in.
    session: Option<Session>,
    /// The pending sign-in.
    pending: Option<Arc<PendingSignIn>>,
    user: User,
    vault: UnlockedVault,
    totp: Totp,
    began: Timestamp,
    issuer: Option<String>,
    service: OpenSessions,
}

opaque_debug!(Enrolment);

impl Enrolment {
    /// Returns the key to type into the app.
    #[must_use]
    pub fn key_text(&self) -> Secret {
        self.totp.to_base32()
    }

    /// Returns the address for the app's camera. `program` is the name to use if the file has no title.
    #[must_use]
    pub fn uri(&self, program: &str) -> Secret {
        let issuer = self.issuer.as_deref().unwrap_or(program);
        self.totp.uri(issuer, self.user.username.as_str())
    }
}

/// Setting up the second factor.
#[doc(alias = "MFA")]
#[doc(alias = "2FA")]
#[doc(alias = "TOTP")]
#[derive(Clone)]
pub struct TwoFactor {
    credentials: Arc<dyn CredentialStore>,
    codes: Arc<dyn CodeStore>,
    clock: Arc<dyn Clock>,
    reauthentication: Reauthentication,
    keys: UserKeys,
    editor: Editor,
    notices: Notices,
    opener: SessionOpener,
    open_sessions: OpenSessions,
    sign_in: SignIn,
    cancelled: Cancellation,
    /// The server that decides, if this is a restricted computer.
    authority: Option<Arc<dyn Authority>>,
}

opaque_debug!(TwoFactor);

impl From<&Context> for TwoFactor {
    fn from(from: &Context) -> Self {
        Self {
            credentials: from.everywhere(),
            codes: Arc::clone(&from.codes),
            clock: Arc::clone(&from.clock),
            reauthentication: from.into(),
            keys: from.into(),
            editor: from.into(),
            notices: from.into(),
            opener: from.into(),
            open_sessions: from.open_sessions.clone(),
            sign_in: from.into(),
            cancelled: from.cancelled.clone(),
            authority: from.authority.clone(),
        }
    }
}

impl TwoFactor {
    /// Makes a second factor for a user whose password is right.
    ///
    /// ```
    /// use egui_authenticator::Secret;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Session;
    /// use egui_authenticator::use_cases::AccountError;
    /// use egui_authenticator::service::two_factor::BeginTwoFactor;
    ///
    /// fn example(service: &Service, session: Session, password: Secret) -> Result<Secret, AccountError> {
    ///     let begin = BeginTwoFactor::Session(session, password.into());
    ///     Ok(service.two_factor().begin(begin)?.key_text())
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`AccountError::Wrong`] if the current password is wrong.
    /// - [`AccountError::Code`] if a code is asked for and there is none.
    /// - [`AccountError::CodeWrong`] if the code is wrong, or was used before.
    /// - [`AccountError::Locked`] if too many attempts failed.
    /// - [`AccountError::Ended`] if the session has ended, or the pending sign-in has expired or requires
    ///   something else.
    /// - [`AccountError::Hasher`] if the user key cannot be opened, or the system gives no random bytes.
    /// - [`AccountError::State`] if the attempt cannot be counted.
    /// - [`AccountError::Store`] if the configuration file cannot be read.
    pub fn begin(&self, begin: BeginTwoFactor) -> Result<Arc<Enrolment>, AccountError> {
        let snapshot = self.credentials.read()?;
        let now = self.clock.now();
        let (session, pending, user, vault) = match begin {
            BeginTwoFactor::Session(session, current) => {
                let session = self
                    .reauthentication
                    .confirm(&snapshot, &session, &current)?;
                let user = session.user().clone();
                let vault = self.keys.open(&user, &current.password)?;
                (Some(session), None, user, vault)
            }
            BeginTwoFactor::Pending(pending) => {
                let is_valid = if self.authority.is_some() {
                    // The server checks the account when the second factor is confirmed.
                    pending.is_recent(&self.open_sessions, now)
                } else {
                    pending.is_valid(&self.open_sessions, &snapshot, now)
                };
                if !is_valid || pending.need != NextStep::TwoStep {
                    return Err(AccountError::Ended);
                }
                let (user, vault) = (pending.user.clone(), pending.vault.clone());
                (None, Some(pending), user, vault)
            }
        };
        let secret = self.keys.bytes::<TOTP_BYTES>().map_err(HasherError::from)?;
        Ok(Arc::new(Enrolment {
            session,
            pending,
            user,
            vault,
            totp: Totp::new(secret),
            began: now,
            issuer: snapshot.settings.title.clone(),
            service: self.open_sessions.clone(),
        }))
    }

    /// Turns a second factor on, if `code` shows that the app has its secret.
    ///
    /// ```
    /// use egui_authenticator::Secret;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::use_cases::AccountError;
    /// use egui_authenticator::service::two_factor::Enrolment;
    ///
    /// fn example(service: &Service, enrolment: &Enrolment, code: &Secret) -> Result<Vec<Secret>, AccountError> {
    ///     Ok(service.two_factor().confirm(enrolment, code)?.codes)
    /// }
    /// ```
    ///
    /// # Errors
    /// The second factor is not turned on after an error, except [`AccountError::SessionLimit`].
    /// - [`AccountError::CodeWrong`] if the code is wrong, or was used before.
    /// - [`AccountError::Ended`] if too much time has passed, the session has ended or was unlocked with a PIN since, or the
    ///   account has changed.
    /// - [`AccountError::SessionLimit`] if there is no free session slot.
    /// - [`AccountError::Hasher`] if something cannot be sealed.
    /// - [`AccountError::State`] if the state database cannot be used.
    /// - [`AccountError::Store`] if the configuration file cannot be used.
    pub fn confirm(
        &self,
        enrolment: &Enrolment,
        code: &Secret,
    ) -> Result<WithRecoveryCodes<SignInOutcome>, AccountError> {
        let now = self.clock.now();
        let user = &enrolment.user;
        if !(0..PENDING_SIGN_IN_SECONDS).contains(&(now - enrolment.began)) {
            return Err(AccountError::Ended);
        }
        let snapshot = self.credentials.read()?;
        let session = enrolment.session.as_ref();
        // The password was entered before the lock that a PIN has ended.
        let has_ended = |session: &Session| {
            session.is_by_quick_unlock()
                || session.current(&self.open_sessions, &snapshot).is_none()
        };
        if session.is_some_and(has_ended) || !enrolment.service.is(&self.open_sessions) {
            return Err(AccountError::Ended);
        }
        if let Some(authority) = &self.authority {
            return self.confirm_at_server(&**authority, (&snapshot, enrolment), code);
        }
        let step = enrolment.totp.step_of(code, now);
        let step = step.ok_or(AccountError::CodeWrong)?;
        // Of another phone, the code may be of the same half minute as the one that confirmed this. It is used all the same.
        let is_used = !self.codes.use_step(&key_of(user), step)?;
        if is_used && user.key_vault.totp.is_none() {
            return Err(AccountError::CodeWrong);
        }
        // Everything that the current key opens is replaced (R81).
        let key = self.keys.new_key()?;
        let (stored, codes) = self.keys.new_codes(&key)?;
        let secret = enrolment.totp.as_bytes();
        let patch = UserPatch::key_vault(KeyVault {
            key: Some(self.keys.wrap(&enrolment.vault, &key)?),
            codes: stored,
            totp: Some(self.keys.seal(&key, Purpose::SecondFactor, secret)?),
            reset: None,
            is_recovered: false,
        });
        let user = self.editor.patch(&snapshot, user, &patch)?;
        let user = user.ok_or(AccountError::Ended)?;
        if let Some(sealed) = &user.key_vault.totp {
            let kept = self
                .codes
                .keep_second_factor(user.id, sealed, &enrolment.totp);
            kept.or_log("give a second factor to the server");
        }
        self.notices
            .send(&user, AccountEvent::TwoStepOn, Initiator::Owner);
        let value = if let Some(session) = session {
            let session = session.with_user(user);
            SignInOutcome::SignedIn(self.opener.views.view(session, &snapshot))
        } else {
            let vault = enrolment.vault.with_key(key);
            self.opener
                .proceed(&snapshot, user, ProvenFactors::Both, vault)?
        };
        Ok(WithRecoveryCodes { value, codes })
    }
}
