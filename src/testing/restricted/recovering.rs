//! Codes that are tried at a restricted computer: by the use cases of a trusted one.

use crate::domain::credential::StoredHash;
use crate::domain::email::Email;
use crate::domain::key_vault::KeyVault;
use crate::domain::recovery::Code;
use crate::domain::user::{User, UserPatch};
use crate::domain::user_key::WrappedKey;
use crate::service::ports::{
    AttemptKey, AuthorityError, AwaitedCode, Cancellation, NewSession, ProvenCode, RecoveryServer,
    Snapshot, StateError, Verdict,
};
use crate::service::recovery::{RecoverError, RecoveryProof};
use crate::service::sign_in::pending::SecondFactor;
use crate::service::throttle::{Throttle, attempt_key};
use crate::testing::restricted::Computer;

/// How many codes a computer tries within an hour.
const HOURLY_CODES: usize = 120;
/// For how long a code that was right sets a password, in seconds.
const PROVEN_SECONDS: i64 = 10 * 60;

impl Computer {
    /// Counts a try of a code under its name, and returns its number; none if the name is locked, which keeps no code from being tried.
    fn count_code(&self, all: &Snapshot, key: &AttemptKey) -> Result<Option<u32>, StateError> {
        let (rule, server) = (all.settings.lockout, &self.server.dependencies);
        let now = server.clock.now();
        let before = server
            .attempts
            .attempts(key, &|attempts| rule.tried(attempts, now).0)?;
        let (after, may) = rule.tried(before, now);
        Ok(may.is_ok().then_some(after.failures))
    }

    fn count_hourly(&self) -> Result<(), RecoverError> {
        let now = self.server.dependencies.clock.now();
        let mut state = self.server.state();
        let tried = state.tried_codes.entry(self.number).or_default();
        tried.retain(|at| now - *at < 3600);
        if tried.len() >= HOURLY_CODES {
            return Err(RecoverError::TooManyHere);
        }
        tried.push(now);
        Ok(())
    }

    /// Tries a code by what a use case of the trusted computer says of it.
    fn tried<T>(
        &self,
        login: &str,
        cancelled: &Cancellation,
        look: impl FnOnce(&Snapshot) -> Result<T, RecoverError>,
    ) -> Result<T, RecoverError> {
        let all = self.read_all()?;
        if cancelled.is_cancelled() {
            return Err(RecoverError::Refused);
        }
        self.count_hourly()?;
        let key = attempt_key(all.users.find(login), login);
        let counted = self.count_code(&all, &key)?;
        let throttle = Throttle::from(&self.server.trusted.context);
        let looked = look(&all);
        match (&looked, counted) {
            (Ok(_), Some(counted)) => throttle.undo(&key, counted)?,
            (Ok(_), None) => {}
            (Err(_), _) => {
                throttle.failed(all.settings.delay);
            }
        }
        looked
    }
}

/// Returns the vault that a server keeps after this code has set the password.
fn recovered_vault(user: &User, used: Option<usize>, key: Option<&WrappedKey>) -> KeyVault {
    let Some(used) = used else {
        return user.key_vault.after_reset();
    };
    let rest = user.key_vault.recovered_with(used);
    if rest.totp.is_none() && (key.is_none() || rest.codes.is_empty()) {
        return KeyVault::default();
    }
    KeyVault {
        key: key.cloned(),
        ..rest
    }
}

impl RecoveryServer for Computer {
    fn try_code(
        &self,
        login: &str,
        code: &Code,
        cancelled: &Cancellation,
    ) -> Result<ProvenCode, RecoverError> {
        let recovery = self.server.trusted.recovery();
        let (user, used) = self.tried(login, cancelled, |all| {
            let (user, proof) = recovery.prove(all, login, code)?;
            match proof {
                RecoveryProof::Recovery(at, _) => Ok((user.clone(), Some(at))),
                RecoveryProof::Reset => Ok((user.clone(), None)),
                RecoveryProof::Mailed => Err(RecoverError::Refused),
            }
        })?;
        let now = self.server.dependencies.clock.now();
        let mut shown = User::new(user.username.clone());
        (shown.email, shown.name) = (user.email.clone(), user.name.clone());
        let stored = used.and_then(|at| user.key_vault.codes.get(at).cloned());
        let has_two_step = user.key_vault.totp.is_some();
        let mut state = self.server.state();
        let ticket = state.next_ticket();
        state.proven.insert(ticket, (now, code.to_secret(), user));
        Ok(ProvenCode::new(ticket, shown, has_two_step, stored))
    }

    fn set_password(
        &self,
        proven: &ProvenCode,
        hash: &StoredHash,
        key: Option<&WrappedKey>,
    ) -> Result<(), RecoverError> {
        let all = self.read_all()?;
        let proven = self.server.state().proven.remove(proven.ticket());
        let (at, code, user) = proven.ok_or(RecoverError::Refused)?;
        let now = self.server.dependencies.clock.now();
        if now - at >= PROVEN_SECONDS || all.users.get(&user.username) != Some(&user) {
            return Err(RecoverError::Refused);
        }
        let code = Code::parse(&code)?;
        let recovery = self.server.trusted.recovery();
        let (user, proof) = recovery.prove(&all, user.username.as_str(), &code)?;
        let used = match proof {
            RecoveryProof::Recovery(at, _) => Some(at),
            RecoveryProof::Reset | RecoveryProof::Mailed => None,
        };
        let patch = UserPatch {
            hash: Some(hash.clone()),
            must_change_password: Some(false),
            key_vault: Some(recovered_vault(user, used, key)),
            ..UserPatch::default()
        };
        recovery.complete(&all, (user, &proof), &patch)
    }

    fn sign_in_with(
        &self,
        awaited: &AwaitedCode,
        code: &Code,
        cancelled: &Cancellation,
    ) -> Result<Verdict<NewSession>, AuthorityError> {
        let answer = SecondFactor::RecoveryCode(code.to_secret());
        self.second_factor(awaited, &answer, cancelled)
    }

    fn find_username(
        &self,
        email: &Email,
        code: &Code,
        cancelled: &Cancellation,
    ) -> Result<String, RecoverError> {
        let recovery = self.server.trusted.recovery();
        self.tried(email.as_str(), cancelled, |_| {
            recovery.find_username(email.as_str(), &code.to_secret())
        })
    }
}
