//! What unlocks quickly on this computer, as administrators see and remove it (R110).

use std::collections::HashSet;

use crate::domain::account_event::AccountEvent;
use crate::domain::account_id::AccountId;
use crate::domain::role::Permission;
use crate::domain::secret::Secret;
use crate::domain::user::User;

use crate::service::account::error::AccountError;
use crate::service::caller::Caller;
use crate::service::notices::Initiator;
use crate::service::or_log::OrLog as _;
use crate::service::ports::HasherError;
use crate::service::quick_unlock::badges::SetBy;
use crate::service::quick_unlock::records::Kind;
use crate::service::users::UserAdmin;
use crate::service::users::error::UserError;

/// Whether a user has a badge on this computer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HasBadge {
    /// There are no badges, or it is not known.
    #[default]
    Unknown,
    /// The user has none.
    No,
    /// The user has one.
    Yes,
}

/// The accounts with a quick unlock on this computer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuickUsers {
    /// Those with a PIN.
    pub pins: HashSet<AccountId>,
    /// Those with a badge; `None` if the settings allow no badge.
    pub badges: Option<HashSet<AccountId>>,
}

impl UserAdmin {
    /// Lists the accounts with a PIN or a badge on this computer. There are none while the settings allow none.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<usize, UserError> {
    ///     Ok(service.users().quick_users(caller)?.pins.len())
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::NotAllowed`] if the caller may not manage users.
    /// - [`UserError::Ended`] if the caller's session has ended.
    /// - [`UserError::Vault`] if the keyring cannot be used.
    /// - [`UserError::State`] if the state database cannot be used.
    /// - [`UserError::Store`] if the configuration file cannot be read.
    #[doc(hidden)]
    pub fn quick_users(&self, caller: Caller<'_>) -> Result<QuickUsers, UserError> {
        if let Some(found) = self.quick_users_at_server(caller)? {
            return Ok(found);
        }
        let snapshot = self.credentials.read()?;
        self.authorizer
            .authorize(&snapshot, caller, Permission::ManageUsers)?;
        let rule = &snapshot.settings.quick;
        if !rule.is_on() {
            return Ok(QuickUsers::default());
        }
        let here = self.quick.here();
        let stored = self.quick.read().map_err(refused)?;
        let pins = stored.pins.iter().filter_map(|record| {
            let user = snapshot.users.with_id(record.account)?;
            (rule.pin && record.is_of(user, here)).then_some(user.id)
        });
        let badges = stored.badges.iter().map(|badge| badge.account);
        Ok(QuickUsers {
            pins: pins.collect(),
            badges: rule.has_badges().then(|| badges.collect()),
        })
    }

    /// Removes the PIN of a user on this computer. The user is told at the next sign-in.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<(), UserError> {
    ///     service.users().remove_pin(caller, "bob")
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::Unknown`] if there is no such user.
    /// - [`UserError::NothingToDo`] if the user has no PIN on this computer.
    /// - [`UserError::EntryMistake`] if the entry of the user has a mistake, and the caller lacks a permission.
    /// - [`UserError::NotAllowed`], [`UserError::ReauthenticationRequired`] and [`UserError::Ended`] if the
    ///   caller is not authorized.
    /// - [`UserError::Vault`] if the keyring cannot be used.
    /// - [`UserError::State`] if the state database cannot be used.
    /// - [`UserError::Store`] if the configuration file cannot be read.
    #[doc(hidden)]
    pub fn remove_pin(&self, caller: Caller<'_>, login: &str) -> Result<(), UserError> {
        self.remove_quick(caller, login, Kind::Pin)
    }

    /// Removes the badge of a user on this computer. The user is told at the next sign-in.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<(), UserError> {
    ///     service.users().remove_badge(caller, "bob")
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::NothingToDo`] if the user has no badge on this computer.
    /// - Otherwise as for [`Self::remove_pin`].
    #[doc(hidden)]
    pub fn remove_badge(&self, caller: Caller<'_>, login: &str) -> Result<(), UserError> {
        if self.remove_badge_at_server(caller, login)? {
            return Ok(());
        }
        self.remove_quick(caller, login, Kind::Badge)
    }

    fn remove_quick(&self, caller: Caller<'_>, login: &str, kind: Kind) -> Result<(), UserError> {
        let snapshot = self.credentials.read()?;
        let (_, user) = self
            .authorizer
            .authorize_removal(&snapshot, caller, login)?;
        let check = || self.check_again(caller, user);
        let removed = self.quick.remove(user.id, kind, check).map_err(refused)?;
        if !removed? {
            return Err(UserError::NothingToDo);
        }
        let event = match kind {
            Kind::Pin => AccountEvent::PinRemoved,
            Kind::Badge => AccountEvent::BadgeRemoved,
        };
        let initiator = Initiator::Other(caller.party());
        self.notices.send(user, event, initiator);
        Ok(())
    }

    /// Sets the badge of a user on this computer. The user is told at the next sign-in.
    ///
    /// ```
    /// use egui_authenticator::Secret;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>, number: &Secret) -> Result<(), UserError> {
    ///     service.users().set_badge(caller, "bob", number)
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::Unknown`] if there is no such user.
    /// - [`UserError::Badge`] if there are no badges, it cannot be one, or it is that of another user.
    /// - Otherwise as for [`Self::remove_pin`].
    #[doc(hidden)]
    pub fn set_badge(
        &self,
        caller: Caller<'_>,
        login: &str,
        number: &Secret,
    ) -> Result<(), UserError> {
        if self.set_badge_at_server(caller, login, number)? {
            return Ok(());
        }
        let snapshot = self.credentials.read()?;
        let (authorized, user) = self
            .authorizer
            .authorize_user_change(&snapshot, caller, login)?;
        let check = || self.check_again(caller, user);
        let settings = &snapshot.settings;
        let set = self
            .quick
            .set_badge((user, SetBy::Other), settings, number, check);
        if set == Err(AccountError::BadgeTaken) {
            let shown = [(authorized.user().cloned(), number)];
            let exposed = self.quick.expose(&shown, &snapshot);
            if exposed.or_log("note a badge") > Some(0) {
                self.throttle.failed(settings.delay);
            }
        }
        let pushed_out = set.map_err(refused)??;
        self.quick
            .note_pushed_out(&pushed_out, &snapshot, caller.party());
        let initiator = Initiator::Other(caller.party());
        self.notices.send(user, AccountEvent::BadgeSet, initiator);
        Ok(())
    }

    /// Checks again whether the caller may change this user, who may have another name by now, when it is written: the keyring may
    /// have taken seconds.
    fn check_again(&self, caller: Caller<'_>, user: &User) -> Result<(), UserError> {
        let snapshot = self.credentials.read()?;
        let user = snapshot.users.with_id(user.id).ok_or(UserError::Unknown)?;
        let username = user.username.as_str();
        let authorized = self
            .authorizer
            .authorize_removal(&snapshot, caller, username);
        authorized.map(drop)
    }
}

pub(super) fn refused(error: AccountError) -> UserError {
    match error {
        AccountError::Vault(error) => UserError::Vault(error),
        AccountError::State(error) => error.into(),
        AccountError::BadgeTaken => UserError::Badge(true),
        AccountError::TooManyBadges => UserError::TooManyBadges,
        AccountError::BadgeUnknown | AccountError::Quick(_) => UserError::Badge(false),
        AccountError::Store(error) => error.into(),
        _ => HasherError.into(),
    }
}
