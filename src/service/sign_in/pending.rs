//! Between the right password and the session: a second factor, another password, or a second
//! factor that has to be set up.
//!
//! ```text
//! password ─▶ code? ─▶ another password? ─▶ second factor to be set up? ─▶ session
//! ```
//! A [`Halfway`] is made by this layer alone, proves the password and opens nothing. It is worth
//! something for a few minutes, and only as long as the account is what it was.

use std::sync::Arc;

use crate::domain::password::{PasswordRule, normalised};
use crate::domain::recovery::{Code, Safeguards};
use crate::domain::secret::Secret;
use crate::domain::settings::Settings;
use crate::domain::two_factor::Totp;
use crate::domain::user::{User, UserPatch};
use crate::domain::user_key::Purpose;

use crate::service::Service;
use crate::service::account::{AccountError, Hand};
use crate::service::key_vault::Safe;
use crate::service::ports::{AccountEvent, StoreError};
use crate::service::request::Entrance;
use crate::service::session::How;
use crate::service::sign_in::{Counted, SignInError, attempt_key};

/// For how long the password counts while more is asked for, in seconds.
pub const HALFWAY_SECONDS: i64 = 10 * 60;

/// What came of a right password.
pub enum Arrival {
    /// Somebody is in.
    In(Box<Entrance>),
    /// More is asked for.
    Halfway(Arc<Halfway>),
}

impl Arrival {
    /// What the person who is in may see.
    #[must_use]
    pub fn entrance(self) -> Option<Box<Entrance>> {
        match self {
            Self::In(entrance) => Some(entrance),
            Self::Halfway(_) => None,
        }
    }
}

/// Somebody whose password was right, and of whom more is asked.
pub struct Halfway {
    pub(crate) user: User,
    pub(crate) safe: Safe,
    passed: Passed,
    need: Need,
    began: i64,
    /// What the file says about the program.
    pub settings: Arc<Settings>,
}

impl Halfway {
    /// What is asked for.
    #[must_use]
    pub fn need(&self) -> Need {
        self.need
    }

    /// What another password must be like.
    #[must_use]
    pub fn rule(&self) -> PasswordRule {
        let has_two_step = self.user.safeguards.totp.is_some();
        self.settings.password.for_account(has_two_step)
    }

    /// Their name to sign in with, and what they are called.
    #[must_use]
    pub fn user(&self) -> &User {
        &self.user
    }
}

/// What is asked for beside the password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Need {
    /// A code from the app, or a recovery code.
    Code,
    /// A recovery code: the secret of the second factor is kept under a password from before.
    RecoveryCode,
    /// Another password.
    AnotherPassword,
    /// A second factor is to be set up.
    TwoStep,
}

/// What was given already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Passed {
    /// The password.
    Password,
    /// The password and the second factor.
    Both,
}

/// The answer to [`Need::Code`] or [`Need::RecoveryCode`], as typed.
#[non_exhaustive]
pub enum SecondFactor {
    /// A code from the app.
    App(Secret),
    /// A recovery code.
    RecoveryCode(Secret),
}

/// What is to be asked next, as far as the account says.
pub(crate) fn next_need(user: &User, settings: &Settings, passed: Passed) -> Option<Need> {
    let has_totp = user.safeguards.totp.is_some();
    if has_totp && passed == Passed::Password {
        Some(Need::Code)
    } else if user.must_change_password {
        Some(Need::AnotherPassword)
    } else if !has_totp && settings.two_step.is_required(&user.roles) {
        Some(Need::TwoStep)
    } else {
        None
    }
}

impl Service {
    /// Goes on to what is asked for next, and in when that is nothing.
    pub(crate) fn go_on(
        &self,
        user: User,
        passed: Passed,
        safe: Safe,
    ) -> Result<Arrival, SignInError> {
        let settings = self.credentials.settings()?;
        let need = match next_need(&user, &settings, passed) {
            None => return self.come_in(user, How::Password, Counted::TakenBack),
            Some(Need::Code) if safe.key.is_none() => Need::RecoveryCode,
            Some(need) => need,
        };
        Ok(Arrival::Halfway(Arc::new(Halfway {
            user,
            safe,
            passed,
            need,
            began: self.clock.now(),
            settings,
        })))
    }

    /// Whether somebody's password still counts.
    pub(crate) fn check_halfway(&self, halfway: &Halfway) -> Result<(), SignInError> {
        let since = self.clock.now() - halfway.began;
        let user = self.credentials.find(halfway.user.username.key())?.value;
        if (0..HALFWAY_SECONDS).contains(&since) && user.as_ref() == Some(&halfway.user) {
            Ok(())
        } else {
            Err(SignInError::Expired)
        }
    }

    /// Takes the second factor of somebody whose password was right. Wrong ones count like wrong
    /// passwords.
    ///
    /// # Errors
    /// Says what stands in the way.
    pub fn second_factor(
        &self,
        halfway: &Halfway,
        answer: &SecondFactor,
    ) -> Result<Arrival, SignInError> {
        self.check_halfway(halfway)?;
        if !matches!(halfway.need, Need::Code | Need::RecoveryCode) {
            return Err(SignInError::Expired);
        }
        let user = &halfway.user;
        let name = attempt_key(Some(user), user.username.as_str());
        let wrong = |counted| {
            let who = user.username.as_str();
            self.record_refusal(who, "wrong code", counted, &halfway.settings);
            SignInError::CodeWrong
        };
        match answer {
            SecondFactor::App(code) => {
                let counted = self.count(&name, halfway.settings.lockout)?;
                let totp = totp_of(halfway);
                let step = totp.and_then(|totp| totp.step_of(code, self.clock.now()));
                let step = step.ok_or_else(|| wrong(counted))?;
                if !self.state.use_step(&name, step)? {
                    return Err(wrong(counted));
                }
                self.take_back(&name, counted)?;
                self.go_on(user.clone(), Passed::Both, halfway.safe.clone())
            }
            SecondFactor::RecoveryCode(code) => {
                let code = Code::parse(code)?;
                let counted = self.count(&name, halfway.settings.lockout)?;
                let found = user.safeguards.code(&code);
                let (at, key) = found.ok_or_else(|| wrong(counted))?;
                let safeguards = Safeguards {
                    // From now on under the password that they have.
                    key: Some(self.kept(&halfway.safe, &key)?),
                    ..user.safeguards.without_code(at)
                };
                let patch = UserPatch {
                    safeguards: Some(safeguards),
                    ..UserPatch::default()
                };
                let user = self.patched(user, &patch).map_err(used_meanwhile)?;
                self.tell(&user, AccountEvent::CodeUsed, Hand::Own);
                self.take_back(&name, counted)?;
                let safe = halfway.safe.with_key(key);
                self.go_on(user, Passed::Both, safe)
            }
        }
    }

    /// Gives another password to somebody who has to have one.
    ///
    /// # Errors
    /// Says what stands in the way; then the password is the one before.
    pub fn choose_another(&self, halfway: &Halfway, new: &Secret) -> Result<Arrival, AccountError> {
        self.check_halfway(halfway)?;
        let user = &halfway.user;
        let (Need::AnotherPassword, Some(hash)) = (halfway.need, &user.hash) else {
            return Err(AccountError::Ended);
        };
        let typed = normalised(new);
        if self.hasher.verify(&typed, hash)? {
            return Err(AccountError::Same);
        }
        let key = halfway.safe.key.as_deref();
        let patch = self.another_password(user, new, key, &halfway.settings)?;
        let user = self.patched(user, &patch)?;
        self.tell(&user, AccountEvent::PasswordChanged, Hand::Own);
        let safe = self.safe(&user, new)?;
        Ok(self.go_on(user, halfway.passed, safe)?)
    }
}

/// The second factor of somebody whose password opened their own key.
fn totp_of(halfway: &Halfway) -> Option<Totp> {
    let key = halfway.safe.key.as_deref()?;
    let sealed = halfway.user.safeguards.totp.as_ref()?;
    Totp::from_bytes(&key.open(Purpose::SecondFactor, sealed)?)
}

/// A code that could not be used up does not count.
fn used_meanwhile(error: AccountError) -> SignInError {
    match error {
        AccountError::Store(error) => SignInError::Store(error),
        AccountError::State(error) => SignInError::State(error),
        AccountError::Hasher(error) => SignInError::Hasher(error),
        _ => StoreError::Changed.into(),
    }
}
