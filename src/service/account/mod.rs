//! Changing one's own account, with the password that one has (R11, R47).
//!
//! Wrong passwords count like those at sign-in, so that an unattended desk is no place to guess.
//! After a change the session goes on; what R42 says of the others happens because the account has
//! another fingerprint then.

pub mod commands;
pub mod details;
pub mod password_rating;

use std::path::PathBuf;

use crate::domain::audit::AuditKind;
use crate::domain::customization::InvalidField;
use crate::domain::email::EmailError;
use crate::domain::password::{PasswordError, normalised};
use crate::domain::recovery::{CodeError, KeyVault};
use crate::domain::remember_me::TokenHash;
use crate::domain::secret::Secret;
use crate::domain::settings::Settings;
use crate::domain::throttle::{Locked, LockoutRule};
use crate::domain::timestamp::Timestamp;
use crate::domain::user::{EPOCH_MAX, User, UserPatch};
use crate::domain::user_key::Key;

use crate::service::account::details::Details;
use crate::service::key_vault::UnlockedVault;
use crate::service::ports::{
    AccountEvent, Edit, HasherError, SessionLimitError, StateError, StoreError,
};
use crate::service::session_view::SessionView;
use crate::service::sign_in::{SignInError, attempt_key};
use crate::service::{Service, Session, words_of};

/// What is to change.
#[non_exhaustive]
pub enum AccountChange {
    /// Another password, as typed.
    Password(Secret),
    /// Name and address.
    Details(Details),
    /// Another picture, by its whole path, or none any more.
    Picture(Option<PathBuf>),
    /// Other recovery codes.
    RecoveryCodes,
    /// No second factor any more.
    TwoStepOff,
    /// Every other sign-in of this person ends, on every computer.
    SignOutEverywhere,
    /// The remembered sign-in on this computer ends.
    ForgetDevice(TokenHash),
}

/// The account was changed.
#[non_exhaustive]
pub struct Changed {
    /// What its owner may see now.
    pub session_view: Box<SessionView>,
    /// Recovery codes to be shown this once; empty when there are none.
    pub codes: Vec<Secret>,
}

/// A computer on which somebody is remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Device {
    /// Names it.
    pub id: TokenHash,
    /// What it is called.
    pub name: String,
    /// Whether it is this one.
    pub is_this: bool,
    /// Since when.
    pub since: Timestamp,
    /// When it was last used.
    pub used_at: Timestamp,
    /// The time now.
    pub now: Timestamp,
}

/// Why an account was not changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AccountError {
    /// The password is not right.
    #[error("the password is not right")]
    Wrong,
    /// Too many wrong ones.
    #[error("locked")]
    Locked(Locked),
    /// The account is no longer what it was, or too much time has passed.
    #[error("the session has ended")]
    Ended,
    /// The new password is the one that they have.
    #[error("the same password")]
    Same,
    /// Not an acceptable password.
    #[error("the password: {0}")]
    Password(#[from] PasswordError),
    /// A field of the app's own.
    #[error("{}: {}", .0.0, .0.1)]
    Own(InvalidField),
    /// Not an e-mail address.
    #[error("the e-mail address: {0}")]
    Email(#[from] EmailError),
    /// Somebody else has this address, or one that looks like it.
    #[error("this e-mail is taken")]
    EmailTaken,
    /// No first name.
    #[error("the first name is missing")]
    NameMissing,
    /// Not a picture that can be read. The text is the reason.
    #[error("the picture: {0}")]
    Picture(String),
    /// Not a code.
    #[error("the code: {0}")]
    Code(#[from] CodeError),
    /// The code from the app is not right.
    #[error("the code is not right")]
    CodeWrong,
    /// The second factor is required, or there is none to switch off.
    #[error("two-step sign-in cannot be switched off")]
    Required,
    /// Their own key is kept under a password that they no longer have; a recovery code opens it.
    #[error("the key is kept under another password")]
    KeyLost,
    /// Something could not be hashed or sealed.
    #[error(transparent)]
    Hasher(#[from] HasherError),
    /// No place among those who are signed in.
    #[error(transparent)]
    SessionLimit(#[from] SessionLimitError),
    /// The state database cannot be used.
    #[error(transparent)]
    State(#[from] StateError),
    /// The credential file cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<InvalidField> for AccountError {
    fn from(wrong: InvalidField) -> Self {
        Self::Own(wrong)
    }
}

impl From<SignInError> for AccountError {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::Refused | SignInError::Pending => Self::Wrong,
            SignInError::Code(error) => Self::Code(error),
            SignInError::CodeWrong => Self::CodeWrong,
            SignInError::Expired => Self::Ended,
            SignInError::Locked(locked) => Self::Locked(locked),
            SignInError::Hasher(error) => Self::Hasher(error),
            SignInError::SessionLimit(error) => Self::SessionLimit(error),
            SignInError::State(error) => Self::State(error),
            SignInError::Store(error) => Self::Store(error),
        }
    }
}

/// By whose hand something happened to an account.
#[derive(Clone, Copy)]
pub(crate) enum Initiator<'a> {
    /// Its owner's, with the password.
    Own,
    /// Of somebody who had a code.
    Code,
    /// Of this person; without a name, of whoever can write the file.
    Of(&'a str),
}

impl Service {
    /// Changes the account of whoever is signed in, if `current` is their password.
    ///
    /// # Errors
    /// Says what stands in the way; then the account is as it was.
    pub fn change_account(
        &self,
        session: &Session,
        current: &Secret,
        change: AccountChange,
    ) -> Result<Changed, AccountError> {
        let settings = self.credentials.settings()?;
        let user = self.proven(session, current, &settings)?;
        let mut codes = Vec::new();
        let (patch, event) = match change {
            AccountChange::Password(new) => {
                if normalised(&new).expose() == normalised(current).expose() {
                    return Err(AccountError::Same);
                }
                let safe = self.safe_if_any(&user, current)?;
                let key = safe.as_ref().and_then(|safe| safe.key.as_deref());
                let patch = self.another_password(&user, &new, key, &settings)?;
                (patch, Some(AccountEvent::PasswordChanged))
            }
            AccountChange::Details(details) => self.own_details(&user, &details)?,
            AccountChange::Picture(picture) => (self.own_picture(picture)?, None),
            AccountChange::RecoveryCodes => {
                let safe = self.safe(&user, current)?;
                let (patch, shown, event) = self.renew_codes(&user, &safe)?;
                codes = shown;
                (patch, Some(event))
            }
            AccountChange::TwoStepOff => {
                let patch = without_second_factor(&user, current, &settings)?;
                (patch, Some(AccountEvent::TwoStepOff))
            }
            AccountChange::SignOutEverywhere => {
                (next_epoch(&user), Some(AccountEvent::SignedOutEverywhere))
            }
            AccountChange::ForgetDevice(_) => {
                self.state.forget(user.username.key())?;
                (UserPatch::default(), None)
            }
        };
        let quietly = if patch.is_empty() {
            "computer_forgotten"
        } else {
            "details_changed"
        };
        let user = self.patched(&user, &patch)?;
        match event {
            Some(event) => self.tell(&user, event, Initiator::Own),
            None => self.record(AuditKind::Account, user.username.as_str(), true, quietly),
        }
        let session = session.confirmed(self.clock.now()).with_user(user);
        let session_view = self.session_view(session)?;
        Ok(Changed {
            session_view,
            codes,
        })
    }

    /// Whoever is signed in, if `current` is their password. Counts it like one at sign-in.
    pub(crate) fn proven(
        &self,
        session: &Session,
        current: &Secret,
        settings: &Settings,
    ) -> Result<User, AccountError> {
        let user = self.current(session)?.ok_or(AccountError::Ended)?;
        let name = attempt_key(Some(&user), user.username.as_str());
        self.count(&name, settings.lockout)?;
        let hash = user.hash.as_ref().ok_or(AccountError::Wrong)?;
        let is_right = self.hasher.verify(&normalised(current), hash);
        if !is_right.unwrap_or(false) {
            self.record(
                AuditKind::Account,
                user.username.as_str(),
                false,
                "wrong password",
            );
            return Err(AccountError::Wrong);
        }
        let now = self.clock.now();
        let unlocked = |attempts| LockoutRule::unlocked(attempts, now);
        self.state.attempts(&name, &unlocked)?;
        Ok(user)
    }

    /// The same session, now that the password was given again (R47).
    ///
    /// # Errors
    /// When it is not right.
    pub fn confirm(&self, session: &Session, current: &Secret) -> Result<Session, AccountError> {
        let settings = self.credentials.settings()?;
        let user = self.proven(session, current, &settings)?;
        Ok(session.confirmed(self.clock.now()).with_user(user))
    }

    /// The same as what somebody gets to see on coming in, now that the password was given again (R47).
    ///
    /// # Errors
    /// When it is not right.
    pub fn confirm_entrance(
        &self,
        session: &Session,
        current: &Secret,
    ) -> Result<Box<SessionView>, AccountError> {
        let confirmed = self.confirm(session, current)?;
        Ok(self.session_view(confirmed)?)
    }

    /// Lets whoever is signed in go on at a window that was locked.
    ///
    /// # Errors
    /// When the password is not right, or the account is no longer what it was.
    pub fn unlock_window(
        &self,
        session: &Session,
        password: &Secret,
    ) -> Result<Box<SessionView>, AccountError> {
        let session_view = self.confirm_entrance(session, password)?;
        self.record(
            AuditKind::Lock,
            session.user().username.as_str(),
            true,
            "unlocked",
        );
        Ok(session_view)
    }

    /// What the password opens, for somebody who has anything to be opened.
    pub(crate) fn safe_if_any(
        &self,
        user: &User,
        password: &Secret,
    ) -> Result<Option<UnlockedVault>, HasherError> {
        let has_key = user.key_vault.key.is_some();
        has_key.then(|| self.safe(user, password)).transpose()
    }

    /// Checks and hashes another password, and keeps the person's own key under it where it is at
    /// hand.
    pub(crate) fn another_password(
        &self,
        user: &User,
        new: &Secret,
        key: Option<&Key>,
        settings: &Settings,
    ) -> Result<UserPatch, AccountError> {
        let rule = settings.password.for_account(user.key_vault.totp.is_some());
        rule.check(new)?;
        self.rules.check_password(new, &words_of(user, settings))?;
        let hash = self.hasher.hash(&normalised(new), settings.hashing)?;
        let mut key_vault = user.key_vault.clone();
        key_vault.reset = None;
        if let Some(key) = key {
            key_vault.key = Some(self.kept_under(new, key)?);
        }
        Ok(UserPatch {
            hash: Some(hash),
            must_change_password: user.must_change_password.then_some(false),
            key_vault: (key_vault != user.key_vault).then_some(key_vault),
            ..UserPatch::default()
        })
    }

    /// Changes a person as long as they are what they were when it was decided, and gives them as
    /// the file has them then.
    pub(crate) fn patched(&self, user: &User, patch: &UserPatch) -> Result<User, AccountError> {
        let login = user.username.as_str();
        if patch.is_empty() {
            return Ok(user.clone());
        }
        self.change(|| {
            let found = self.credentials.find(login)?;
            if found.value.as_ref() != Some(user) {
                return Err(AccountError::Ended);
            }
            let change = Edit::Update(vec![(user.username.clone(), patch.clone())]);
            Ok(Some((change, found.revision)))
        })?;
        let mut wanted = user.clone();
        patch.apply_to(&mut wanted);
        let changed = self.credentials.find(login)?.value;
        changed
            .filter(|now| *now == wanted)
            .ok_or(AccountError::Ended)
    }

    /// Records what happened to somebody's account, and keeps it to be told. Where that cannot be
    /// kept, what happened has happened all the same.
    pub(crate) fn tell(&self, user: &User, event: AccountEvent, hand: Initiator<'_>) {
        let whose = user.username.as_str();
        let word = event.word();
        match hand {
            Initiator::Own => self.record(AuditKind::Account, whose, true, word),
            Initiator::Code => self.record(AuditKind::Recovery, whose, true, word),
            Initiator::Of(who) => self.record_about(AuditKind::People, (who, whose), true, word),
        }
        let name = attempt_key(Some(user), whose);
        drop(self.state.tell(&name, event, self.clock.now()));
    }

    /// Where somebody is remembered (R43).
    ///
    /// # Errors
    /// When the account is no longer what it was, or a store fails.
    pub fn devices(&self, session: &Session) -> Result<Vec<Device>, AccountError> {
        let user = self.current(session)?.ok_or(AccountError::Ended)?;
        let remembered = self.state.remembered()?;
        let is_theirs = |record: &crate::service::ports::RememberedSignIn| {
            record.user_key == user.username.key() && record.is_of(&user)
        };
        let this = self.platform.device();
        let now = self.clock.now();
        let devices = remembered
            .into_iter()
            .filter(is_theirs)
            .map(|record| Device {
                id: record.device,
                is_this: record.device == this,
                name: record.device_name,
                since: record.created_at,
                used_at: record.used_at,
                now,
            });
        Ok(devices.collect())
    }
}

/// Switches the second factor off, where nothing requires it.
fn without_second_factor(
    user: &User,
    current: &Secret,
    settings: &Settings,
) -> Result<UserPatch, AccountError> {
    if settings.two_step.is_required(&user.roles) || user.key_vault.totp.is_none() {
        return Err(AccountError::Required);
    }
    let key_vault = KeyVault {
        totp: None,
        ..user.key_vault.clone()
    };
    // Without it, the password has to be a longer one.
    let is_short = settings.password.check(current).is_err();
    Ok(UserPatch {
        key_vault: Some(key_vault),
        must_change_password: is_short.then_some(true),
        ..UserPatch::default()
    })
}

/// Ends every sign-in of somebody.
pub(crate) fn next_epoch(user: &User) -> UserPatch {
    let next = (user.session_epoch + 1) % EPOCH_MAX;
    UserPatch {
        session_epoch: Some(next),
        ..UserPatch::default()
    }
}
