//! Changing one's own account, after entering the current password (R11, R47).
//!
//! The session continues after a change. Other sessions of the user end as R42 says, because the account
//! has another fingerprint then.

mod at_server;
pub mod commands;
mod devices;
pub mod error;
pub mod password_rating;
mod patches;
pub(crate) mod reauthentication;

use std::path::PathBuf;
use std::sync::Arc;

use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditWord;
use crate::domain::customization::Customization;
use crate::domain::email::Email;
use crate::domain::key_vault::KeyVault;
use crate::domain::remember_me::TokenHash;
use crate::domain::secret::Secret;
use crate::domain::settings::Settings;
use crate::domain::timestamp::Timestamp;
use crate::domain::user::{User, UserPatch};

pub use crate::service::account::error::AccountError;
use crate::service::account::patches::without_second_factor;
pub use crate::service::account::reauthentication::Factors;
use crate::service::account::reauthentication::Reauthentication;
use crate::service::audit::recorder::AuditRecorder;
use crate::service::context::Context;
use crate::service::editor::Editor;
use crate::service::notices::{Initiator, Notices};
use crate::service::passwords::Passwords;
use crate::service::ports::{
    AccountEvent, Authority, Clock, CredentialStore, Edit, Platform, SessionStore, Snapshot,
    StoreError,
};
use crate::service::quick_unlock::QuickUnlock;
use crate::service::session::Session;
use crate::service::session_state::OpenSessions;
use crate::service::session_view::{SessionView, SessionViews};
use crate::service::users::input::UserInput;
use crate::service::users::uniqueness::{holder, is_awaited};

/// A change of one's own account.
#[non_exhaustive]
pub enum AccountChange {
    /// A new password, as typed.
    Password(Secret),
    /// Name, e-mail address and custom fields. The username stays, whatever the input says.
    Details(UserInput),
    /// A picture, by its absolute path; `None` removes it.
    Picture(Option<PathBuf>),
    /// New recovery codes.
    RecoveryCodes,
    /// Turns off the second factor.
    TwoStepOff,
    /// Ends all other sessions of the user, on every computer.
    SignOutEverywhere,
    /// Ends the remembered sign-in on this computer.
    ForgetDevice(TokenHash),
    /// A PIN that unlocks the window on this computer, as typed.
    #[doc(hidden)]
    Pin(Secret),
    /// No PIN on this computer.
    #[doc(hidden)]
    PinOff,
    /// The badge that names the user on this computer, as scanned.
    #[doc(hidden)]
    Badge(Secret),
    /// No badge on this computer.
    #[doc(hidden)]
    BadgeOff,
}

opaque_debug!(AccountChange);

/// The account was changed.
#[non_exhaustive]
pub struct Changed {
    /// The session after the change.
    pub session_view: Box<SessionView>,
    /// New recovery codes, which are shown this once; empty if there are none.
    pub codes: Vec<Secret>,
}

opaque_debug!(Changed);

/// A computer on which a user's sign-in is remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Device {
    /// Identifies the computer.
    #[doc(hidden)]
    pub id: TokenHash,
    /// Name of the computer.
    pub name: String,
    /// Whether it is this computer.
    pub is_this: bool,
    /// Time of the sign-in.
    pub since: Timestamp,
    /// Time of the last use.
    pub used_at: Timestamp,
    /// The time now.
    #[doc(hidden)]
    pub now: Timestamp,
}

/// Changing one's own account.
#[derive(Clone)]
pub struct Account {
    credentials: Arc<dyn CredentialStore>,
    sessions: Arc<dyn SessionStore>,
    clock: Arc<dyn Clock>,
    platform: Arc<dyn Platform>,
    customization: Arc<Customization>,
    reauthentication: Reauthentication,
    passwords: Passwords,
    editor: Editor,
    notices: Notices,
    views: SessionViews,
    audit: AuditRecorder,
    open_sessions: OpenSessions,
    quick: QuickUnlock,
    /// The server that decides, if this is a restricted computer.
    authority: Option<Arc<dyn Authority>>,
}

opaque_debug!(Account);

impl From<&Context> for Account {
    fn from(from: &Context) -> Self {
        Self {
            credentials: from.everywhere(),
            sessions: Arc::clone(&from.sessions),
            clock: Arc::clone(&from.clock),
            platform: Arc::clone(&from.platform),
            customization: Arc::clone(&from.customization),
            reauthentication: from.into(),
            passwords: from.into(),
            editor: from.into(),
            notices: from.into(),
            views: from.into(),
            audit: from.into(),
            open_sessions: from.open_sessions.clone(),
            quick: from.into(),
            authority: from.authority.clone(),
        }
    }
}

impl Account {
    /// Changes the account of the signed-in user. `current` is the current password, with a code if the role asks for it
    /// (R78).
    ///
    /// ```
    /// use egui_authenticator::Secret;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Session;
    /// use egui_authenticator::use_cases::AccountChange;
    /// use egui_authenticator::use_cases::AccountError;
    ///
    /// fn example(service: &Service, session: &Session, current: Secret, new: Secret) -> Result<Session, AccountError> {
    ///     let change = AccountChange::Password(new);
    ///     let changed = service.account().change(session, &current.into(), change)?;
    ///     Ok(changed.session_view.session)
    /// }
    /// ```
    ///
    /// # Errors
    /// The account is unchanged after an error.
    /// - [`AccountError::Wrong`] if the current password is wrong.
    /// - [`AccountError::Code`] if a code is asked for and there is none.
    /// - [`AccountError::CodeWrong`] if the code is wrong, or was used before.
    /// - [`AccountError::Locked`] if too many attempts failed.
    /// - [`AccountError::Ended`] if the session has ended, or the account changes at the same time.
    /// - [`AccountError::Same`] if the new password is the current one.
    /// - [`AccountError::Field`] if the new password or a detail is not acceptable.
    /// - [`AccountError::EmailTaken`] if another user has the address, or may register with it, or with one that
    ///   looks like it.
    /// - [`AccountError::Picture`] if the picture cannot be read.
    /// - [`AccountError::Required`] if the second factor cannot be turned off.
    /// - [`AccountError::Pin`] if the PIN is not acceptable, [`AccountError::Quick`] if the user can have none here, and
    ///   [`AccountError::Vault`] if the keyring cannot be used.
    /// - [`AccountError::KeyLost`] if new recovery codes need a recovery code first.
    /// - [`AccountError::Hasher`] if something cannot be hashed or sealed.
    /// - [`AccountError::State`] if the state database cannot be used.
    /// - [`AccountError::Store`] if the configuration file cannot be used.
    pub fn change(
        &self,
        session: &Session,
        current: &Factors,
        change: AccountChange,
    ) -> Result<Changed, AccountError> {
        let snapshot = self.credentials.read()?;
        let session = self.reauthentication.confirm(&snapshot, session, current)?;
        let current = &current.password;
        if let Some(authority) = &self.authority
            && let Some(changed) =
                self.factors_at_server(&**authority, (&snapshot, &session, current), &change)?
        {
            return Ok(changed);
        }
        self.change_here((&snapshot, session), current, change)
    }

    /// Makes a change in the credential store, or on this computer. The password is right.
    fn change_here(
        &self,
        (snapshot, session): (&Arc<Snapshot>, Session),
        current: &Secret,
        change: AccountChange,
    ) -> Result<Changed, AccountError> {
        let user = session.user();
        let settings = &snapshot.settings;
        let mut codes = Vec::new();
        let mut event = None;
        let mut detail = AuditWord::DetailsChanged;
        let patch = match change {
            AccountChange::Password(new) => {
                event = Some(AccountEvent::PasswordChanged);
                self.password_patch(user, current, &new, settings)?
            }
            AccountChange::Details(details) => {
                let patch = self.details_patch(user, &details)?;
                event = patch.email.is_some().then_some(AccountEvent::EmailChanged);
                patch
            }
            AccountChange::Picture(picture) => self.picture_patch(picture)?,
            AccountChange::RecoveryCodes => {
                event = Some(AccountEvent::CodesRenewed);
                let (patch, shown) = self.new_codes(user, current)?;
                codes = shown;
                patch
            }
            AccountChange::TwoStepOff => {
                event = Some(AccountEvent::TwoStepOff);
                without_second_factor(user, current, settings)?
            }
            AccountChange::SignOutEverywhere => {
                event = Some(AccountEvent::SignedOutEverywhere);
                UserPatch::next_epoch(user)
            }
            AccountChange::ForgetDevice(device) => {
                self.forget_device(user, device)?;
                detail = AuditWord::ComputerForgotten;
                UserPatch::default()
            }
            change @ (AccountChange::Pin(_)
            | AccountChange::PinOff
            | AccountChange::Badge(_)
            | AccountChange::BadgeOff) => {
                self.change_quick(&session, settings, &change)?;
                return Ok(self.unchanged(session, snapshot));
            }
        };
        let before = user;
        let user = self.make(snapshot, &session, &patch)?;
        if let Some(event) = event {
            self.notices
                .send_change((before, &user), event, Initiator::Owner);
        } else {
            self.audit.record(AuditKind::Account, &user, true, detail);
        }
        let session_view = self.views.view(session.with_user(user), snapshot);
        Ok(Changed {
            session_view,
            codes,
        })
    }

    /// Changes what unlocks quickly on this computer.
    fn change_quick(
        &self,
        session: &Session,
        settings: &Settings,
        change: &AccountChange,
    ) -> Result<(), AccountError> {
        match change {
            AccountChange::Pin(pin) => self.quick.set(session, settings, pin),
            AccountChange::PinOff => self.quick.remove(session.user()),
            AccountChange::Badge(number) => self.quick.set_badge(session, settings, number),
            AccountChange::BadgeOff => self.quick.remove_badge(session.user()),
            _ => Ok(()),
        }
    }

    /// Returns the session after something beside the account was changed.
    fn unchanged(&self, session: Session, snapshot: &Snapshot) -> Changed {
        Changed {
            session_view: self.views.view(session, snapshot),
            codes: Vec::new(),
        }
    }

    /// Makes a change of a user who is still as in the session, if a new address is free on the same revision. The
    /// session continues with the changed account, and other sessions that the change takes away end.
    fn make(
        &self,
        snapshot: &Arc<Snapshot>,
        session: &Session,
        patch: &UserPatch,
    ) -> Result<User, AccountError> {
        let user = session.user();
        let mut changed = user.clone();
        patch.apply_to(&mut changed);
        session.state().expect_account(&changed);
        let made = self.editor.change(snapshot, |snapshot| {
            if snapshot.users.get(&user.username) != Some(user) {
                return Err(AccountError::Ended);
            }
            let is_taken = |email: &Email| {
                let holder = holder(&snapshot.users, email.as_str(), Some(user));
                holder.is_some() || is_awaited(snapshot, email)
            };
            if patch.email.iter().flatten().any(is_taken) {
                return Err(AccountError::EmailTaken);
            }
            let edit = || Edit::Update(vec![(user.username.clone(), patch.clone())]);
            Ok((!patch.is_empty()).then(edit))
        });
        let after = if made.is_ok() { &changed } else { user };
        session.state().settle_account(after);
        made.map_err(|error| match error {
            AccountError::Store(StoreError::EmailTaken) => AccountError::EmailTaken,
            error => error,
        })?;
        Ok(changed)
    }

    /// Returns the change to new recovery codes, and the codes. The earlier ones are worthless then.
    fn new_codes(
        &self,
        user: &User,
        current: &Secret,
    ) -> Result<(UserPatch, Vec<Secret>), AccountError> {
        let keys = &self.passwords.keys;
        let vault = keys.open(user, current)?;
        // Without a second factor nothing is sealed with a lost key.
        if vault.key.is_none() && user.key_vault.totp.is_some() {
            return Err(AccountError::KeyLost);
        }
        let (key, rest) = keys.renew(&user.key_vault, vault.key.as_deref())?;
        let (codes, shown) = keys.new_codes(&key)?;
        let key_vault = KeyVault {
            key: Some(keys.wrap(&vault, &key)?),
            codes,
            totp: rest.totp,
            reset: None,
            is_recovered: false,
        };
        Ok((UserPatch::key_vault(key_vault), shown))
    }
}
