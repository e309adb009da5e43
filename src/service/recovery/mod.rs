//! Getting back in: another password for whoever has a code, and a forgotten username.
//!
//! A name that does not exist, a wrong code and a code that was used give the same answer (R30), and
//! nothing changes before the code is known to be right. Nobody is signed in by it (R36). A code
//! has 128 random bits, so tries at it need not be counted, and nobody can lock somebody else out of
//! recovering (R21).

pub mod codes;
pub mod commands;
pub mod mail;
pub mod reset;

use crate::domain::audit::AuditKind;
use crate::domain::email::Email;
use crate::domain::password::PasswordError;
use crate::domain::recovery::{Code, CodeError, KeyVault, OneTimeCode};
use crate::domain::secret::Secret;
use crate::domain::throttle::LockoutRule;
use crate::domain::user::{User, UserPatch};
use crate::domain::user_key::Key;

use crate::service::Service;
use crate::service::account::{AccountError, Initiator};
use crate::service::audit::named;
use crate::service::ports::{AccountEvent, AttemptKey, HasherError, StateError, StoreError};
use crate::service::sign_in::attempt_key;

/// Why nobody has another password, or learned a username.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RecoverError {
    /// Name and code do not belong together, or the code was used, or is too old. Nothing says which.
    #[error("not recovered")]
    Refused,
    /// Not a code; nothing was tried.
    #[error("the code: {0}")]
    Code(#[from] CodeError),
    /// Not an acceptable password. The code is still good.
    #[error("the password: {0}")]
    Password(#[from] PasswordError),
    /// Something could not be hashed or sealed.
    #[error(transparent)]
    Hasher(#[from] HasherError),
    /// The state database cannot be used.
    #[error(transparent)]
    State(#[from] StateError),
    /// The credential file cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<AccountError> for RecoverError {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::Password(error) => Self::Password(error),
            AccountError::Hasher(error) => Self::Hasher(error),
            AccountError::State(error) => Self::State(error),
            AccountError::Store(error) => Self::Store(error),
            _ => Self::Refused,
        }
    }
}

/// Which of somebody's codes was given.
enum RecoveryProof {
    /// One of those that they keep, and the key that it opens.
    Recovery(usize, Key),
    /// An administrator's.
    Reset,
    /// One that was sent by mail.
    Mailed,
}

impl Service {
    /// Gives another password to the person with this username or address, if the code is theirs.
    ///
    /// # Errors
    /// [`RecoverError::Refused`] unless it is.
    pub fn recover(&self, login: &str, code: &Secret, new: &Secret) -> Result<(), RecoverError> {
        let code = Code::parse(code)?;
        let settings = self.credentials.settings()?;
        let found = self.credentials.find(login)?.value;
        let name = attempt_key(found.as_ref(), login);
        let user = found.filter(|user| user.can_sign_in() && user.hash.is_some());
        // Looked for with everybody, so that it takes as long with nobody.
        let given = self.given(user.as_ref(), &name, &code)?;
        let (Some(user), Some(given)) = (user.as_ref(), given) else {
            let who = named(user.as_ref(), login);
            self.record(AuditKind::Recovery, &who, false, "wrong code or name");
            return Err(RecoverError::Refused);
        };
        let user = user.clone();
        let key = match &given {
            RecoveryProof::Recovery(_, key) => Some(key),
            RecoveryProof::Reset | RecoveryProof::Mailed => None,
        };
        let mut patch = self.another_password(&user, new, key, &settings)?;
        if let RecoveryProof::Recovery(at, _) = &given {
            let key_vault = patch.key_vault.as_ref().unwrap_or(&user.key_vault);
            patch.key_vault = Some(key_vault.without_code(*at));
        }
        if matches!(given, RecoveryProof::Mailed) && !self.take_mailed(&user, &name, &code)? {
            return Err(RecoverError::Refused);
        }
        let user = self.patched(&user, &patch)?;
        self.tell(&user, AccountEvent::PasswordRecovered, Initiator::Code);
        let now = self.clock.now();
        let unlocked = |attempts| LockoutRule::unlocked(attempts, now);
        self.state.attempts(&name, &unlocked)?;
        Ok(())
    }

    /// Which of somebody's codes this is, if it is one. Nothing is used up yet.
    fn given(
        &self,
        user: Option<&User>,
        name: &AttemptKey,
        code: &Code,
    ) -> Result<Option<RecoveryProof>, RecoverError> {
        let account = user.and_then(User::fingerprint);
        let now = self.clock.now();
        let is_good = |kept: &OneTimeCode| {
            let account = account.as_ref();
            account.is_some_and(|account| kept.is(code, account, now))
        };
        // Looked at here and taken when it is used, so that a password that is refused costs none.
        let is_mailed = std::cell::Cell::new(false);
        let look = |kept: &OneTimeCode| {
            is_mailed.set(is_good(kept));
            false
        };
        self.state.take_code(name, &look)?;
        let recovery = user.and_then(|user| user.key_vault.code(code));
        let reset = user.and_then(|user| user.key_vault.reset.as_ref());
        Ok(match recovery {
            Some((at, key)) => Some(RecoveryProof::Recovery(at, key)),
            None if reset.is_some_and(is_good) => Some(RecoveryProof::Reset),
            None => is_mailed.get().then_some(RecoveryProof::Mailed),
        })
    }

    fn take_mailed(&self, user: &User, name: &AttemptKey, code: &Code) -> Result<bool, StateError> {
        let Some(account) = user.fingerprint() else {
            return Ok(false);
        };
        let now = self.clock.now();
        self.state
            .take_code(name, &|kept| kept.is(code, &account, now))
    }

    /// Tells whoever has this address and one of its recovery codes what their username is. The code
    /// is used up.
    ///
    /// # Errors
    /// [`RecoverError::Refused`] unless address and code belong together.
    pub fn find_username(&self, email: &str, code: &Secret) -> Result<String, RecoverError> {
        let code = Code::parse(code)?;
        let email = Email::parse(email).map_err(|_| RecoverError::Refused)?;
        let found = self.credentials.find(email.as_str())?.value;
        let is_theirs = |user: &User| user.can_sign_in() && user.email.as_ref() == Some(&email);
        let user = found.filter(is_theirs).ok_or(RecoverError::Refused)?;
        let (at, _) = user.key_vault.code(&code).ok_or(RecoverError::Refused)?;
        let patch = UserPatch {
            key_vault: Some(KeyVault::clone(&user.key_vault).without_code(at)),
            ..UserPatch::default()
        };
        let user = self.patched(&user, &patch)?;
        self.tell(&user, AccountEvent::CodeUsed, Initiator::Code);
        Ok(user.username.as_str().to_owned())
    }
}
