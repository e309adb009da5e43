//! Setting up the second factor: make a secret, show it, and switch it on when the app gives a code.
//!
//! Nothing is written before the code. With the second factor come other recovery codes, each of
//! which keeps the person's key, so that whoever lost the phone still comes in.

use std::sync::Arc;

use crate::domain::recovery::Safeguards;
use crate::domain::secret::Secret;
use crate::domain::two_factor::{TOTP_BYTES, Totp};
use crate::domain::user::{User, UserPatch};
use crate::domain::user_key::{Key, Purpose};

use crate::service::account::{AccountError, Hand};
use crate::service::key_vault::Safe;
use crate::service::ports::AccountEvent;
use crate::service::recovery::codes::WithCodes;
use crate::service::sign_in::attempt_key;
use crate::service::sign_in::pending::{Arrival, HALFWAY_SECONDS, Halfway, Need, Passed};
use crate::service::{Service, Session};

/// Who sets up a second factor.
#[non_exhaustive]
pub enum BeginTwoStep {
    /// Somebody who is signed in, with the password that they have, as typed.
    Session(Session, Secret),
    /// Somebody who has to, before they come in.
    Halfway(Arc<Halfway>),
}

/// A second factor that is not switched on yet. Holds its secret.
pub struct Enrolment {
    who: Who,
    user: User,
    key: Arc<Key>,
    safe: Safe,
    totp: Totp,
    began: i64,
    issuer: Option<String>,
}

enum Who {
    Session(Session),
    Halfway,
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
    pub fn begin_two_step(&self, begin: BeginTwoStep) -> Result<Arc<Enrolment>, AccountError> {
        let settings = self.credentials.settings()?;
        let (who, user, safe) = match begin {
            BeginTwoStep::Session(session, current) => {
                let user = self.proven(&session, &current, &settings)?;
                let safe = self.safe(&user, &current)?;
                let now = self.clock.now();
                let session = session.confirmed(now).with_user(user.clone());
                (Who::Session(session), user, safe)
            }
            BeginTwoStep::Halfway(halfway) => {
                self.check_halfway(&halfway)?;
                if halfway.need() != Need::TwoStep {
                    return Err(AccountError::Ended);
                }
                let (user, safe) = (halfway.user.clone(), halfway.safe.clone());
                (Who::Halfway, user, safe)
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
    ) -> Result<WithCodes<Arrival>, AccountError> {
        let now = self.clock.now();
        let user = &enrolment.user;
        if !(0..HALFWAY_SECONDS).contains(&(now - enrolment.began)) {
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
            safeguards: Some(Safeguards {
                key: Some(self.kept(&enrolment.safe, key)?),
                codes: kept,
                totp: Some(self.sealed(key, Purpose::SecondFactor, secret)?),
                reset: None,
            }),
            ..UserPatch::default()
        };
        let user = self.patched(user, &patch)?;
        self.tell(&user, AccountEvent::TwoStepOn, Hand::Own);
        let value = match &enrolment.who {
            Who::Session(session) => Arrival::In(self.entrance(session.with_user(user))?),
            Who::Halfway => self.go_on(user, Passed::Both, enrolment.safe.clone())?,
        };
        Ok(WithCodes { value, codes })
    }
}
