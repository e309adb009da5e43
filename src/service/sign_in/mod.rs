//! Signing in with a password.
//!
//! ```text
//! find → throttle → verify (a decoy for an unknown name) → disabled? → more required? ─no─▶ session slot
//!        → reset the failures → session                                      └─yes─▶ pending sign-in
//! ```
//! An unknown user, a wrong password, a disabled account and an account without a password take the same
//! path and the same time, and get the same answer (R16, R17, R85). The throttle counts all of them. Every error
//! on the path refuses the sign-in (R25).

mod approver;
mod at_server;
pub(crate) mod begun;
pub mod commands;
pub mod error;
mod kiosk;
pub mod locking;
pub mod next_step;
mod offline;
pub(crate) mod opening;
pub(crate) mod padding;
pub mod pending;
pub mod sessions;
pub mod tiles;

use std::sync::Arc;

use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::{AuditDetail, AuditWord};
use crate::domain::ended_credentials::password_of;
use crate::domain::published::is_published;
use crate::domain::secret::Secret;
use crate::domain::settings::Settings;
use crate::domain::user::{Mistake, User, UserPatch};

use crate::service::audit::recorder::{AuditRecorder, Party};
use crate::service::context::Context;
use crate::service::editor::Editor;
use crate::service::ended::EndedCredentials;
use crate::service::notices::Notices;
use crate::service::or_log::OrLog as _;
use crate::service::passwords::Passwords;
use crate::service::ports::{
    AttemptKey, Authority, Cancellation, Clock, CodeStore, CredentialStore, Snapshot, StateError,
};
pub use crate::service::sign_in::error::SignInError;
use crate::service::sign_in::opening::SessionOpener;
use crate::service::sign_in::padding::Padding;
use crate::service::sign_in::pending::{ProvenFactors, SignInOutcome, next_step_for};
use crate::service::throttle::{Throttle, attempt_key};

/// Signing in with a password.
#[doc(alias = "login")]
#[derive(Clone)]
pub struct SignIn {
    credentials: Arc<dyn CredentialStore>,
    codes: Arc<dyn CodeStore>,
    clock: Arc<dyn Clock>,
    throttle: Throttle,
    padding: Padding,
    passwords: Passwords,
    editor: Editor,
    opener: SessionOpener,
    notices: Notices,
    audit: AuditRecorder,
    is_demo: bool,
    ended: EndedCredentials,
    /// The server that decides, if this is a restricted computer.
    authority: Option<Arc<dyn Authority>>,
    cancelled: Cancellation,
}

opaque_debug!(SignIn);

impl From<&Context> for SignIn {
    fn from(from: &Context) -> Self {
        Self {
            credentials: from.everywhere(),
            codes: Arc::clone(&from.codes),
            clock: Arc::clone(&from.clock),
            throttle: from.into(),
            padding: from.into(),
            passwords: from.into(),
            editor: from.into(),
            opener: from.into(),
            notices: from.into(),
            audit: from.into(),
            is_demo: from.is_demo,
            ended: from.into(),
            authority: from.authority.clone(),
            cancelled: from.cancelled.clone(),
        }
    }
}

/// Whether a user may get through, and what records an attempt that was refused.
type Checks<'f> = (
    &'f dyn Fn(&User) -> bool,
    &'f dyn Fn(Party<'_>, &AuditDetail),
);

/// A user whose password is right, and the attempt as it was counted.
pub(crate) struct Verified<'a> {
    pub(crate) user: &'a User,
    pub(crate) key: AttemptKey,
    pub(crate) counted: u32,
}

impl SignIn {
    /// Signs in the user with this username or e-mail address, or returns what else is required.
    ///
    /// ```
    /// use egui_authenticator::Secret;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Session;
    /// use egui_authenticator::use_cases::SignInError;
    /// use egui_authenticator::use_cases::SignInOutcome;
    ///
    /// fn example(service: &Service, password: &Secret) -> Result<Option<Session>, SignInError> {
    ///     Ok(match service.sign_in().with_password("ada", password)? {
    ///         SignInOutcome::SignedIn(view) => Some(view.session),
    ///         // A second factor, or a new password.
    ///         _ => None,
    ///     })
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`SignInError::Refused`] if the password is wrong or the account cannot be used.
    /// - [`SignInError::Delaying`] for the same reasons, if further attempts are delayed.
    /// - [`SignInError::Published`] if the password is right, and anyone can read it in an example of this package.
    /// - [`SignInError::Pending`] if the password is right, `login` is the username and no e-mail address, and the
    ///   account waits for approval.
    /// - [`SignInError::NotNow`] if the password is right, and the access of the user is limited to other days or hours.
    /// - [`SignInError::Outdated`] if the password is right, but had ended before an earlier version of the file was put
    ///   back.
    /// - [`SignInError::Locked`] if too many attempts failed.
    /// - [`SignInError::Expired`] if the window was closed, or the attempt cancelled, while it was delayed.
    /// - [`SignInError::SecondFactor`] and [`SignInError::SetUpSecondFactor`] if the password is right, and a second factor is
    ///   needed that this computer cannot check.
    /// - [`SignInError::SessionLimit`] if there is no free session slot.
    /// - [`SignInError::Hasher`] if the user key cannot be opened.
    /// - [`SignInError::State`] if the attempt cannot be counted.
    /// - [`SignInError::Store`] if the configuration file cannot be read.
    pub fn with_password(
        &self,
        login: &str,
        password: &Secret,
    ) -> Result<SignInOutcome, SignInError> {
        if let Some(authority) = &self.authority {
            return self.at_server(&**authority, (login, password));
        }
        let snapshot = self.credentials.read()?;
        let refused = |who: Party<'_>, reason: &AuditDetail| self.record_refused(who, reason);
        let Verified { user, key, counted } =
            self.verify(&snapshot, (login, password), (&|_| true, &refused))?;
        let user = self.rehashed(&snapshot, user, password);
        if next_step_for(&user, &snapshot.settings, ProvenFactors::Password).is_none() {
            let view = self.opener.open(&snapshot, user, Some(counted))?;
            self.passwords.prepare_offline(&view.session, password);
            return Ok(SignInOutcome::SignedIn(view));
        }
        self.throttle.undo(&key, counted)?;
        let vault = self.passwords.keys.open(&user, password)?;
        self.opener
            .proceed(&snapshot, user, ProvenFactors::Password, vault)
    }

    /// Returns the user with this name and password, who may sign in now. The attempt is counted as a failure until the caller
    /// undoes it. A user who is not `allowed` gets the answer of a wrong password, so that a guesser learns nothing. `refused`
    /// records an attempt that was refused.
    ///
    /// # Errors
    /// As for [`Self::with_password`], up to the right password.
    fn verify<'a>(
        &self,
        snapshot: &'a Snapshot,
        (login, password): (&str, &Secret),
        (allowed, refused): Checks<'_>,
    ) -> Result<Verified<'a>, SignInError> {
        self.throttle.report_offline(snapshot);
        let settings = &*snapshot.settings;
        let found = named(snapshot, login);
        let key = attempt_key(found, login);
        let counted = self.throttle.count(&key, settings)?;
        let start = self.padding.start();
        let hash = self.passwords.hash_or_decoy(found, settings.hashing);
        let hash = hash.or_log("hash a decoy");
        let is_right = hash.is_some_and(|hash| self.passwords.is_right(password, &hash));
        let is_open = |user: &User| user.hash.is_some() && !user.disabled && user.mistake.is_none();
        let user = match found {
            Some(user) if is_right && is_open(user) && allowed(user) => user,
            found => {
                let reason = match found {
                    None => AuditWord::UnknownName,
                    Some(user) if user.disabled => AuditWord::Disabled,
                    Some(user) if user.mistake == Some(Mistake::Entry) => AuditWord::EntryMistake,
                    Some(user) if user.hash.is_none() => AuditWord::NoPassword,
                    Some(_) if is_right => AuditWord::NotAllowed,
                    Some(_) => AuditWord::WrongPassword,
                };
                let who = Party::typed(found, login);
                let delays = self.note_failure(who, (reason, counted), settings, refused);
                self.padding.wait(start, snapshot);
                return Err(if delays {
                    SignInError::Delaying
                } else {
                    SignInError::Refused
                });
            }
        };
        // Only a user who knows username and password learns the reason.
        if let Some((reason, error)) = self.obstacle(user, password)? {
            self.throttle.undo(&key, counted)?;
            refused(user.into(), &reason.into());
            return Err(error);
        }
        Ok(Verified { user, key, counted })
    }

    /// Returns why a user with the right password may not sign in.
    fn obstacle(
        &self,
        user: &User,
        password: &Secret,
    ) -> Result<Option<(AuditWord, SignInError)>, StateError> {
        Ok(if !self.is_demo && is_published(password) {
            Some((AuditWord::PublishedPassword, SignInError::Published))
        } else if user.is_pending {
            Some((AuditWord::NotApproved, SignInError::Pending))
        } else if self.ended.includes(&password_of(user))? {
            Some((AuditWord::Outdated, SignInError::Outdated))
        } else if let Err(refusal) = self.opener.open_sessions.access.check(user) {
            Some((AuditWord::OutsideAccessTimes, refusal.into()))
        } else {
            None
        })
    }

    /// Records a failed attempt, and whether it locks the name. Returns `true` if further attempts are delayed.
    fn note_failure(
        &self,
        who: Party<'_>,
        (reason, counted): (AuditWord, u32),
        settings: &Settings,
        refused: &dyn Fn(Party<'_>, &AuditDetail),
    ) -> bool {
        let locks = settings.lockout.lock_after(counted) > 0;
        let detail = if locks {
            AuditDetail::Locking(reason)
        } else {
            reason.into()
        };
        refused(who, &detail);
        self.throttle.failed(settings.delay)
    }

    /// Records an attempt to sign in that was refused.
    fn record_refused(&self, who: Party<'_>, reason: &AuditDetail) {
        self.audit
            .record(AuditKind::SignIn, who, false, reason.clone());
    }

    /// Hashes the password again if the settings ask for a stronger hash (R14). If that fails the old hash
    /// stays, which was good enough to sign in with.
    fn rehashed(&self, snapshot: &Arc<Snapshot>, user: &User, password: &Secret) -> User {
        let settings = &snapshot.settings;
        let old = user.hash.as_ref();
        let new = old.and_then(|old| self.passwords.stronger_hash(old, password, settings));
        let patch = new.map(UserPatch::password).unwrap_or_default();
        match self
            .editor
            .patch(snapshot, user, &patch)
            .or_log("store a new hash")
        {
            Some(Some(changed)) => changed,
            Some(None) => self.rehashed_by_another(user, password),
            None => user.clone(),
        }
    }

    /// Returns the user as another sign-in at the same time has hashed the password, so that this session
    /// does not end because of the other one.
    fn rehashed_by_another(&self, user: &User, password: &Secret) -> User {
        let now = self.credentials.read().or_log("read the users");
        let now = now.and_then(|now| now.users.get(&user.username).cloned());
        let is_right = |now: &User| {
            let verify = |hash| self.passwords.is_right(password, hash);
            now.can_sign_in() && now.hash.as_ref().is_some_and(verify)
        };
        now.filter(is_right).unwrap_or_else(|| user.clone())
    }
}

/// Returns the user with this username or e-mail address. An account that waits is not found by its address, so that nothing tells
/// whether the address had an account before (R84).
fn named<'a>(snapshot: &'a Snapshot, login: &str) -> Option<&'a User> {
    let is_known = |user: &&User| !user.is_pending || user.has_username(login);
    snapshot.users.find(login).filter(is_known)
}
