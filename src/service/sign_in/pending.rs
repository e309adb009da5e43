//! Between the right password and the session: a second factor, another password, or a second
//! factor that has to be set up.
//!
//! ```text
//! password ─▶ code? ─▶ another password? ─▶ second factor to be set up? ─▶ session
//! ```
//! A [`PendingSignIn`] is made by this layer alone, proves the password and opens nothing. It is worth
//! something for a few minutes, and only as long as the account is what it was.

use std::sync::Arc;

use crate::domain::password::{PasswordRule, normalised};
use crate::domain::recovery::{Code, KeyVault};
use crate::domain::secret::Secret;
use crate::domain::settings::Settings;
use crate::domain::timestamp::Timestamp;
use crate::domain::two_factor::Totp;
use crate::domain::user::{User, UserPatch};
use crate::domain::user_key::Purpose;

use crate::service::Service;
use crate::service::account::{AccountError, Initiator};
use crate::service::key_vault::UnlockedVault;
use crate::service::ports::{AccountEvent, StoreError};
use crate::service::session::SignInMethod;
use crate::service::session_view::SessionView;
use crate::service::sign_in::{AttemptState, SignInError, attempt_key};

/// For how long the password counts while more is asked for, in seconds.
pub const PENDING_SIGN_IN_SECONDS: i64 = 10 * 60;

/// What came of a right password.
pub enum SignInOutcome {
    /// Somebody is in.
    SignedIn(Box<SessionView>),
    /// More is asked for.
    NextStep(Arc<PendingSignIn>),
}

impl SignInOutcome {
    /// What the person who is in may see.
    #[must_use]
    pub fn session_view(self) -> Option<Box<SessionView>> {
        match self {
            Self::SignedIn(session_view) => Some(session_view),
            Self::NextStep(_) => None,
        }
    }
}

/// Somebody whose password was right, and of whom more is asked.
pub struct PendingSignIn {
    pub(crate) user: User,
    pub(crate) safe: UnlockedVault,
    passed: ProvenFactors,
    need: NextStep,
    began: Timestamp,
    /// What the file says about the program.
    pub settings: Arc<Settings>,
}

impl PendingSignIn {
    /// What is asked for.
    #[must_use]
    pub fn need(&self) -> NextStep {
        self.need
    }

    /// What another password must be like.
    #[must_use]
    pub fn rule(&self) -> PasswordRule {
        let has_two_step = self.user.key_vault.totp.is_some();
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
pub enum NextStep {
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
pub(crate) enum ProvenFactors {
    /// The password.
    Password,
    /// The password and the second factor.
    Both,
}

/// The answer to [`NextStep::Code`] or [`NextStep::RecoveryCode`], as typed.
#[non_exhaustive]
pub enum SecondFactor {
    /// A code from the app.
    App(Secret),
    /// A recovery code.
    RecoveryCode(Secret),
}

/// What is to be asked next, as far as the account says.
pub(crate) fn next_step_for(
    user: &User,
    settings: &Settings,
    passed: ProvenFactors,
) -> Option<NextStep> {
    let has_totp = user.key_vault.totp.is_some();
    if has_totp && passed == ProvenFactors::Password {
        Some(NextStep::Code)
    } else if user.must_change_password {
        Some(NextStep::AnotherPassword)
    } else if !has_totp && settings.two_step.is_required(&user.roles) {
        Some(NextStep::TwoStep)
    } else {
        None
    }
}

impl Service {
    /// Goes on to what is asked for next, and in when that is nothing.
    pub(crate) fn continue_sign_in(
        &self,
        user: User,
        passed: ProvenFactors,
        safe: UnlockedVault,
    ) -> Result<SignInOutcome, SignInError> {
        let settings = self.credentials.settings()?;
        let need = match next_step_for(&user, &settings, passed) {
            None => {
                return self.open_session(user, SignInMethod::Password, AttemptState::TakenBack);
            }
            Some(NextStep::Code) if safe.key.is_none() => NextStep::RecoveryCode,
            Some(need) => need,
        };
        Ok(SignInOutcome::NextStep(Arc::new(PendingSignIn {
            user,
            safe,
            passed,
            need,
            began: self.clock.now(),
            settings,
        })))
    }

    /// Whether somebody's password still counts.
    pub(crate) fn check_pending(&self, pending: &PendingSignIn) -> Result<(), SignInError> {
        let since = self.clock.now() - pending.began;
        let user = self.credentials.find(pending.user.username.key())?.value;
        if (0..PENDING_SIGN_IN_SECONDS).contains(&since) && user.as_ref() == Some(&pending.user) {
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
        pending: &PendingSignIn,
        answer: &SecondFactor,
    ) -> Result<SignInOutcome, SignInError> {
        self.check_pending(pending)?;
        if !matches!(pending.need, NextStep::Code | NextStep::RecoveryCode) {
            return Err(SignInError::Expired);
        }
        let user = &pending.user;
        let name = attempt_key(Some(user), user.username.as_str());
        let wrong = |counted| {
            let who = user.username.as_str();
            self.record_refusal(who, "wrong code", counted, &pending.settings);
            SignInError::CodeWrong
        };
        match answer {
            SecondFactor::App(code) => {
                let counted = self.count(&name, pending.settings.lockout)?;
                let totp = totp_of(pending);
                let step = totp.and_then(|totp| totp.step_of(code, self.clock.now()));
                let step = step.ok_or_else(|| wrong(counted))?;
                if !self.state.use_step(&name, step)? {
                    return Err(wrong(counted));
                }
                self.undo_attempt(&name, counted)?;
                self.continue_sign_in(user.clone(), ProvenFactors::Both, pending.safe.clone())
            }
            SecondFactor::RecoveryCode(code) => {
                let code = Code::parse(code)?;
                let counted = self.count(&name, pending.settings.lockout)?;
                let found = user.key_vault.code(&code);
                let (at, key) = found.ok_or_else(|| wrong(counted))?;
                let key_vault = KeyVault {
                    // From now on under the password that they have.
                    key: Some(self.kept(&pending.safe, &key)?),
                    ..user.key_vault.without_code(at)
                };
                let patch = UserPatch {
                    key_vault: Some(key_vault),
                    ..UserPatch::default()
                };
                let user = self.patched(user, &patch).map_err(used_meanwhile)?;
                self.tell(&user, AccountEvent::CodeUsed, Initiator::Own);
                self.undo_attempt(&name, counted)?;
                let safe = pending.safe.with_key(key);
                self.continue_sign_in(user, ProvenFactors::Both, safe)
            }
        }
    }

    /// Gives another password to somebody who has to have one.
    ///
    /// # Errors
    /// Says what stands in the way; then the password is the one before.
    pub fn choose_new_password(
        &self,
        pending: &PendingSignIn,
        new: &Secret,
    ) -> Result<SignInOutcome, AccountError> {
        self.check_pending(pending)?;
        let user = &pending.user;
        let (NextStep::AnotherPassword, Some(hash)) = (pending.need, &user.hash) else {
            return Err(AccountError::Ended);
        };
        let typed = normalised(new);
        if self.hasher.verify(&typed, hash)? {
            return Err(AccountError::Same);
        }
        let key = pending.safe.key.as_deref();
        let patch = self.another_password(user, new, key, &pending.settings)?;
        let user = self.patched(user, &patch)?;
        self.tell(&user, AccountEvent::PasswordChanged, Initiator::Own);
        let safe = self.safe(&user, new)?;
        Ok(self.continue_sign_in(user, pending.passed, safe)?)
    }
}

/// The second factor of somebody whose password opened their own key.
fn totp_of(pending: &PendingSignIn) -> Option<Totp> {
    let key = pending.safe.key.as_deref()?;
    let sealed = pending.user.key_vault.totp.as_ref()?;
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
