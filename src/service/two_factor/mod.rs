//! Setting up the second factor: make a secret, show it, and switch it on when the app gives a code.
//!
//! Nothing is written before the code. With the second factor come other recovery codes, each of
//! which keeps the person's key, so that whoever lost the phone still comes in.

pub mod commands;

use std::sync::Arc;

use crate::domain::recovery::KeyVault;
use crate::domain::secret::Secret;
use crate::domain::timestamp::Timestamp;
use crate::domain::two_factor::{TOTP_BYTES, Totp};
use crate::domain::user::{User, UserPatch};
use crate::domain::user_key::{Key, Purpose};

use crate::service::account::{AccountError, Initiator};
use crate::service::key_vault::UnlockedVault;
use crate::service::ports::AccountEvent;
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::sign_in::attempt_key;
use crate::service::sign_in::pending::{
    NextStep, PENDING_SIGN_IN_SECONDS, PendingSignIn, ProvenFactors, SignInOutcome,
};
use crate::service::{Service, Session};

/// Who sets up a second factor.
#[non_exhaustive]
pub enum BeginTwoFactor {
    /// Somebody who is signed in, with the password that they have, as typed.
    Session(Session, Secret),
    /// Somebody who has to, before they come in.
    Pending(Arc<PendingSignIn>),
}

/// A second factor that is not switched on yet. Holds its secret.
pub struct Enrolment {
    who: Enrollee,
    user: User,
    key: Arc<Key>,
    safe: UnlockedVault,
    totp: Totp,
    began: Timestamp,
    issuer: Option<String>,
}

enum Enrollee {
    Session(Session),
    PendingSignIn,
}

impl Enrolment {
    /// The key to be typed into the app.
    #[must_use]
    pub fn key_text(&self) -> Secret {
        self.totp.to_base32()
    }

    /// The address to be shown to the app's camera, with the program's name where the file gives
    /// none.
    #[must_use]
    pub fn uri(&self, program: &str) -> Secret {
        let issuer = self.issuer.as_deref().unwrap_or(program);
        self.totp.uri(issuer, self.user.username.as_str())
    }
}

impl Service {
    /// Makes a second factor for somebody whose password is right.
    ///
    /// # Errors
    /// Says what stands in the way.
    pub fn begin_two_step(&self, begin: BeginTwoFactor) -> Result<Arc<Enrolment>, AccountError> {
        let settings = self.credentials.settings()?;
        let (who, user, safe) = match begin {
            BeginTwoFactor::Session(session, current) => {
                let user = self.proven(&session, &current, &settings)?;
                let safe = self.safe(&user, &current)?;
                let now = self.clock.now();
                let session = session.confirmed(now).with_user(user.clone());
                (Enrollee::Session(session), user, safe)
            }
            BeginTwoFactor::Pending(pending) => {
                self.check_pending(&pending)?;
                if pending.need() != NextStep::TwoStep {
                    return Err(AccountError::Ended);
                }
                let (user, safe) = (pending.user.clone(), pending.safe.clone());
                (Enrollee::PendingSignIn, user, safe)
            }
        };
        // Whoever lost the old key gets another one, and with it another second factor.
        let key = match &safe.key {
            Some(key) => Arc::clone(key),
            None => Arc::new(self.new_key()?),
        };
        let secret = self.bytes::<TOTP_BYTES>();
        let totp = Totp::new(secret.map_err(|_| crate::service::ports::HasherError)?);
        Ok(Arc::new(Enrolment {
            who,
            user,
            key,
            safe,
            totp,
            began: self.clock.now(),
            issuer: settings.title.clone(),
        }))
    }

    /// Switches a second factor on, if `code` shows that the app has its secret.
    ///
    /// # Errors
    /// Says what stands in the way; then it is not switched on.
    pub fn confirm_two_step(
        &self,
        enrolment: &Enrolment,
        code: &Secret,
    ) -> Result<WithRecoveryCodes<SignInOutcome>, AccountError> {
        let now = self.clock.now();
        let user = &enrolment.user;
        if !(0..PENDING_SIGN_IN_SECONDS).contains(&(now - enrolment.began)) {
            return Err(AccountError::Ended);
        }
        let step = enrolment.totp.step_of(code, now);
        let step = step.ok_or(AccountError::CodeWrong)?;
        let name = attempt_key(Some(user), user.username.as_str());
        if !self.state.use_step(&name, step)? {
            return Err(AccountError::CodeWrong);
        }
        let key = &enrolment.key;
        let (kept, codes) = self.new_codes(key)?;
        let secret = enrolment.totp.as_bytes();
        let patch = UserPatch {
            key_vault: Some(KeyVault {
                key: Some(self.kept(&enrolment.safe, key)?),
                codes: kept,
                totp: Some(self.sealed(key, Purpose::SecondFactor, secret)?),
                reset: None,
            }),
            ..UserPatch::default()
        };
        let user = self.patched(user, &patch)?;
        self.tell(&user, AccountEvent::TwoStepOn, Initiator::Own);
        let value = match &enrolment.who {
            Enrollee::Session(session) => {
                SignInOutcome::SignedIn(self.session_view(session.with_user(user))?)
            }
            Enrollee::PendingSignIn => {
                self.continue_sign_in(user, ProvenFactors::Both, enrolment.safe.clone())?
            }
        };
        Ok(WithRecoveryCodes { value, codes })
    }
}
