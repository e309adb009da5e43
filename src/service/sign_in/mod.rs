//! Signing in with a password.
//!
//! ```text
//! find → throttle → verify (a decoy when there is nobody) → disabled? → more asked for? ─no─▶ count
//!        anew → session_slot → session                                            └─yes─▶ pending
//! ```
//! Unknown user, wrong password, disabled account and an account without a password take the same
//! way and give the same answer (R16, R17), and the throttle knows all of them. Whatever fails on
//! the way is a no (R25).

pub mod commands;
pub mod pending;
pub mod refresh;
pub mod tiles;

use sha2::{Digest, Sha256};

use crate::domain::audit::AuditKind;
use crate::domain::password::normalised;
use crate::domain::recovery::CodeError;
use crate::domain::secret::Secret;
use crate::domain::settings::{Hashing, Sessions, Settings};
use crate::domain::throttle::{Locked, LockoutRule};
use crate::domain::user::{User, UserPatch};

use crate::service::audit::named;
use crate::service::ports::{
    AttemptKey, Edit, HasherError, SessionLimitError, SessionSlot, StateError, StoreError,
};
use crate::service::session::SignInMethod;
use crate::service::session_view::SignInHistory;
use crate::service::sign_in::pending::{ProvenFactors, SignInOutcome, next_step_for};
use crate::service::{Service, Session};

/// Why somebody was not signed in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignInError {
    /// Name or password is not right. Nothing says which.
    #[error("not signed in")]
    Refused,
    /// What was typed is no code; nothing was tried.
    #[error("the code: {0}")]
    Code(#[from] CodeError),
    /// The code of the second factor is not right, or was used before.
    #[error("the code is not right")]
    CodeWrong,
    /// Too much time has passed since the password, or the account is no longer what it was.
    #[error("too late")]
    Expired,
    /// The password is right, and the account waits for an administrator's approval.
    #[error("waiting for approval")]
    Pending,
    /// Too many wrong passwords; this one was not looked at. The same for names that do not exist.
    #[error("locked")]
    Locked(Locked),
    /// Something could not be hashed or sealed.
    #[error(transparent)]
    Hasher(#[from] HasherError),
    /// No place among those who are signed in.
    #[error(transparent)]
    SessionLimit(#[from] SessionLimitError),
    /// The state database cannot be used, so nobody could count wrong passwords.
    #[error(transparent)]
    State(#[from] StateError),
    /// The credential file cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Whether the try that is under way is among the failures that were counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AttemptState {
    /// It is, because tries are counted before they are looked at.
    Once,
    /// It was taken back when it was right.
    TakenBack,
}

impl Service {
    /// Signs in the person with this username or e-mail address, or says what is still asked for.
    ///
    /// # Errors
    /// [`SignInError::Refused`] unless the password is right and the account may be used.
    pub fn sign_in(&self, login: &str, password: &Secret) -> Result<SignInOutcome, SignInError> {
        let settings = self.credentials.settings()?;
        let found = self.credentials.find(login)?.value;
        let name = attempt_key(found.as_ref(), login);
        let counted = self.count(&name, settings.lockout)?;
        let hash = found.as_ref().and_then(|user| user.hash.clone());
        let is_real = hash.is_some();
        let hash = match hash {
            Some(hash) => Ok(hash),
            None => self.hasher.decoy(settings.hashing),
        };
        let hash = hash.map_err(|_| SignInError::Refused)?;
        let matches = self
            .hasher
            .verify(&normalised(password), &hash)
            .unwrap_or(false);
        match found {
            // Only whoever knows the password learns that the account waits.
            Some(user) if is_real && matches && user.is_pending && !user.disabled => {
                self.undo_attempt(&name, counted)?;
                self.record(
                    AuditKind::SignIn,
                    user.username.as_str(),
                    false,
                    "not approved",
                );
                Err(SignInError::Pending)
            }
            Some(user) if is_real && matches && user.can_sign_in() => {
                let user = self.strengthened(user, password, settings.hashing);
                if next_step_for(&user, &settings, ProvenFactors::Password).is_none() {
                    return self.open_session(user, SignInMethod::Password, AttemptState::Once);
                }
                self.undo_attempt(&name, counted)?;
                let safe = self.safe(&user, password)?;
                self.continue_sign_in(user, ProvenFactors::Password, safe)
            }
            found => {
                let reason = match &found {
                    None => "unknown name",
                    Some(user) if user.disabled => "disabled",
                    Some(_) if !is_real => "no password",
                    Some(_) => "wrong password",
                };
                self.record_refusal(&named(found.as_ref(), login), reason, counted, &settings);
                Err(SignInError::Refused)
            }
        }
    }

    /// Records a try that was not right, and whether it locks the name.
    pub(crate) fn record_refusal(
        &self,
        who: &str,
        reason: &str,
        counted: u32,
        settings: &Settings,
    ) {
        let locks = settings.lockout.lock_after(counted) > 0;
        let detail = if locks {
            format!("{reason}, locked")
        } else {
            reason.to_owned()
        };
        self.record(AuditKind::SignIn, who, false, &detail);
    }

    /// Signs somebody in of whom nothing more is asked.
    pub(crate) fn open_session(
        &self,
        user: User,
        how: SignInMethod,
        counted: AttemptState,
    ) -> Result<SignInOutcome, SignInError> {
        let settings = self.credentials.settings()?;
        let name = attempt_key(Some(&user), user.username.as_str());
        let now = self.clock.now();
        let succeeded = |attempts| LockoutRule::succeeded(attempts, now);
        let before = self.state.attempts(&name, &succeeded)?;
        let session_slot = self.session_slot(&user, &settings)?;
        let has_code = user.key_vault.totp.is_some();
        let detail = if has_code {
            "password and second factor"
        } else {
            "password"
        };
        self.record(AuditKind::SignIn, user.username.as_str(), true, detail);
        let session = Session::new(user, how, Some(now), session_slot);
        let mut session_view = self.session_view(session)?;
        // What cannot be told now is told the next time.
        session_view.told = self.state.told(&name).unwrap_or_default();
        session_view.before = Some(SignInHistory {
            last_sign_in: before.last_sign_in,
            failures: match counted {
                AttemptState::Once => before.failures.saturating_sub(1),
                AttemptState::TakenBack => before.failures,
            },
            now,
        });
        Ok(SignInOutcome::SignedIn(session_view))
    }

    /// A place among those who are signed in. Only limits make one necessary.
    pub(crate) fn session_slot(
        &self,
        user: &User,
        settings: &Settings,
    ) -> Result<Option<SessionSlot>, SessionLimitError> {
        let limits = settings.sessions;
        match self.state.claim_session_slot(user.username.key(), limits) {
            Ok(session_slot) => Ok(Some(session_slot)),
            Err(SessionLimitError::State(_)) if limits == Sessions::default() => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Hashes the password anew when the file asks for more than its hash costs (R14), now that it
    /// is at hand. Where that cannot be done the old hash stays: it was good enough to come in.
    fn strengthened(&self, user: User, password: &Secret, how: Hashing) -> User {
        let Some(old) = user.hash.clone() else {
            return user;
        };
        if !self.hasher.is_below(&old, how) {
            return user;
        }
        let Ok(new) = self.hasher.hash(&normalised(password), how) else {
            return user;
        };
        let changed = self.change(|| {
            let found = self.credentials.find(user.username.as_str())?;
            let is_still_theirs = found
                .value
                .is_some_and(|now| now.hash.as_ref() == Some(&old));
            let patch = UserPatch::password(new.clone());
            let change = Edit::Update(vec![(user.username.clone(), patch)]);
            Ok::<_, StoreError>(is_still_theirs.then_some((change, found.revision)))
        });
        // What counts is what the file says then, whoever was quicker.
        let now = self.credentials.find(user.username.as_str());
        match now.map(|found| found.value) {
            Ok(Some(now)) if changed.is_ok() && now.username == user.username => now,
            _ => user,
        }
    }

    /// Counts a try before the password is looked at (R16), and gives the number of failures in a row
    /// that it would be.
    pub(crate) fn count(&self, name: &AttemptKey, rule: LockoutRule) -> Result<u32, SignInError> {
        let now = self.clock.now();
        let before = self
            .state
            .attempts(name, &|attempts| rule.tried(attempts, now).0)?;
        let (after, may) = rule.tried(before, now);
        may.map(|()| after.failures).map_err(SignInError::Locked)
    }

    /// Takes a try back that was right, but was not the last that is asked for.
    pub(crate) fn undo_attempt(&self, name: &AttemptKey, counted: u32) -> Result<(), StateError> {
        let now = self.clock.now();
        let back = |attempts| LockoutRule::attempt_undone(attempts, counted, now);
        self.state.attempts(name, &back).map(drop)
    }
}

/// What tries are counted under: the person, by whichever of their names; else what was typed.
pub(crate) fn attempt_key(found: Option<&User>, login: &str) -> AttemptKey {
    let folded = crate::domain::fold(login.trim());
    let key = found.map_or(folded.as_str(), |user| user.username.key());
    let mut digest = Sha256::new();
    digest.update(b"attempt\0");
    digest.update(key.as_bytes());
    AttemptKey(digest.finalize().into())
}
