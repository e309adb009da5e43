//! All users, as administrators see them.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::domain::access_times::{AccessPhase, AccessTimes};
use crate::domain::account_id::AccountId;
use crate::domain::customization::CustomValues;
use crate::domain::email::Email;
use crate::domain::fold;
use crate::domain::recovery::ResetCode;
use crate::domain::role::Permission;
use crate::domain::throttle::{Attempts, Locked, LockoutRule};
use crate::domain::time_zone::TimeZone;
use crate::domain::timestamp::Timestamp;
use crate::domain::user::{Mistake, User};

use crate::service::caller::Caller;
use crate::service::throttle::key_of;
use crate::service::users::UserAdmin;
use crate::service::users::error::UserError;
use crate::service::users::known_roles::{givable, grantable, known_roles, with_permissions};
use crate::service::users::query::UserQuery;
use crate::service::users::quick::HasBadge;

pub use crate::service::users::status::Status;

/// All users, and what is needed to change them.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct UserList {
    /// The users, in the order of the file.
    pub rows: Vec<UserRow>,
    /// The e-mail addresses that may register.
    pub invited: Vec<String>,
    /// Every role that the file names, sorted. Of several parts of a list, only the first one has roles.
    pub roles: Vec<String>,
    /// The roles with which the caller may approve users; none of them has permissions.
    pub grantable: Vec<String>,
    /// The roles that the caller may give to several users at once.
    pub givable: Vec<String>,
    /// The roles that give permissions in the program itself.
    pub with_permissions: Vec<String>,
    /// Whether the settings name a mail server.
    pub has_mail: bool,
    /// The time now.
    pub now: Timestamp,
    /// The time zone of the computer.
    pub zone: TimeZone,
    /// The rows of users who wait for approval.
    pub waiting: Vec<usize>,
    /// The rows of users with a parked session.
    pub parked: Vec<usize>,
    /// How long each lockout that ends by itself still lasts, in seconds.
    pub lockouts: Vec<u32>,
    /// The rows in the order of each column, so that a window need not sort.
    pub orders: Orders,
    /// Which part of the users this is, if a server searches and sorts them.
    pub part: Option<ListPart>,
}

/// A part of the users.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListPart {
    /// The query that finds them.
    pub query: UserQuery,
    /// The place of the first one among all that it finds.
    pub from: usize,
    /// How many there are of [`UserList::rows`] at these places. A further one is a user who was asked for by name.
    pub count: usize,
    /// How many users the query finds.
    pub total: usize,
    /// How many users there are.
    pub all: usize,
    /// How many users wait for approval. [`UserList::waiting`] has the first ones.
    pub waiting: usize,
    /// How many e-mail addresses may register. [`UserList::invited`] has the first ones.
    pub invited: usize,
}

impl UserList {
    /// Returns the number of users who wait for approval.
    #[must_use]
    pub fn waiting_count(&self) -> usize {
        let part = self.part.as_ref();
        part.map_or(self.waiting.len(), |part| part.waiting)
    }

    /// Returns the number of e-mail addresses that may register.
    #[must_use]
    pub fn invited_count(&self) -> usize {
        let part = self.part.as_ref();
        part.map_or(self.invited.len(), |part| part.invited)
    }
}

/// The rows in the order of each column; rows that are the same there are in the order of their names.
#[derive(Clone, Debug, Default)]
pub struct Orders {
    /// By [`UserRow::search`], which begins with the name.
    pub name: Vec<usize>,
    /// By [`UserRow::username`].
    pub username: Vec<usize>,
    /// By [`UserRow::email`].
    pub email: Vec<usize>,
    /// By [`UserRow::roles`].
    pub roles: Vec<usize>,
    /// By [`UserRow::status`].
    pub status: Vec<usize>,
    /// By [`UserRow::last_sign_in`], the latest first, and users who never signed in last.
    pub last_sign_in: Vec<usize>,
    /// By [`UserRow::has_two_step`], users with a second factor first.
    pub two_step: Vec<usize>,
}

impl Orders {
    pub(super) fn of(rows: &[UserRow]) -> Self {
        let mut name: Vec<_> = (0..rows.len()).collect();
        name.sort_by(|a, b| rows[*a].search.cmp(&rows[*b].search));
        let by = |compare: fn(&UserRow, &UserRow) -> Ordering| {
            let mut order = name.clone();
            order.sort_by(|a, b| compare(&rows[*a], &rows[*b]));
            order
        };
        Self {
            username: by(|a, b| a.username.cmp(&b.username)),
            email: by(|a, b| a.email.cmp(&b.email)),
            roles: by(|a, b| a.roles.cmp(&b.roles)),
            status: by(|a, b| a.status.cmp(&b.status)),
            last_sign_in: by(|a, b| b.last_sign_in.cmp(&a.last_sign_in)),
            two_step: by(|a, b| b.has_two_step.cmp(&a.has_two_step)),
            name,
        }
    }
}

/// A user.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UserRow {
    /// Identifies the account.
    pub id: AccountId,
    /// Username.
    pub username: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Full name, or the username if there is none.
    pub name: String,
    /// E-mail address; empty if there is none.
    pub email: String,
    /// Whether the address belongs to this user alone, so that mails to it reach no other one.
    pub is_own_email: bool,
    /// Whether there is a password.
    pub has_password: bool,
    /// Roles.
    pub roles: Vec<String>,
    /// Whether the user can sign in.
    pub status: Status,
    /// When the user may sign in.
    pub times: AccessTimes,
    /// Until when the code is valid with which the user chooses the first password.
    pub code_until: Option<Timestamp>,
    /// For how long the user is still locked out at the time of the list.
    pub locked: Option<Locked>,
    /// Number of recovery codes that are left.
    pub recovery_codes: usize,
    /// Time of the last sign-in on this computer.
    pub last_sign_in: Option<Timestamp>,
    /// When the user's session was parked in a window of this program, if it is.
    pub parked: Option<Timestamp>,
    /// Whether the user has a PIN on this computer. The list does not know it: the keyring is asked for it.
    #[doc(hidden)]
    pub has_pin: bool,
    /// Whether the user has a badge on this computer, in the same way.
    #[doc(hidden)]
    pub has_badge: HasBadge,
    /// Whether the user has a second factor.
    pub has_two_step: bool,
    /// Whether the user has to choose a new password at the next sign-in.
    pub must_change_password: bool,
    /// Values of the host app's custom fields.
    pub fields: CustomValues,
    /// Whether the user is the caller.
    pub is_self: bool,
    /// Whether the caller may change the user (R32).
    pub can_manage: bool,
    /// The text that a search looks through, folded.
    pub search: String,
}

impl Status {
    pub(super) fn of(
        user: &User,
        attempts: Attempts,
        rule: LockoutRule,
        (now, zone): (Timestamp, &TimeZone),
    ) -> Self {
        if user.mistake == Some(Mistake::Entry) {
            Self::EntryMistake
        } else if user.disabled {
            Self::Disabled
        } else if user.is_pending {
            Self::Waiting
        } else if user.hash.is_none() {
            Self::NoPassword
        } else if rule.tried(attempts, now).1.is_err() {
            Self::Locked
        } else {
            match user.times.phase(now, zone) {
                AccessPhase::Expired(_) => Self::Expired,
                _ if user.key_vault.first_code().is_some() => Self::NotSignedInYet,
                AccessPhase::NotYet(_) => Self::NotYet,
                AccessPhase::OutsideHours => Self::OutsideHours,
                AccessPhase::Open => Self::Active,
            }
        }
    }
}

impl UserAdmin {
    /// Lists all users for administrators.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<usize, UserError> {
    ///     Ok(service.users().list(caller)?.rows.len())
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::NotAllowed`] if the caller may not manage users.
    /// - [`UserError::Ended`] if the caller's session has ended.
    /// - [`UserError::State`] if the state database cannot be used.
    /// - [`UserError::Store`] if the configuration file cannot be read.
    #[doc(hidden)]
    pub fn list(&self, caller: Caller<'_>) -> Result<Arc<UserList>, UserError> {
        let snapshot = self.credentials.read()?;
        let caller = self
            .authorizer
            .authorize(&snapshot, caller, Permission::ManageUsers)?;
        let settings = &snapshot.settings;
        let keys: Vec<_> = snapshot.users.iter().map(key_of).collect();
        let attempts = self.attempts.attempts_of(&keys)?;
        let (now, zone) = (self.clock.now(), self.clock.time_zone());
        let parked = self.open_sessions.parked();
        let rows = snapshot
            .users
            .iter()
            .zip(attempts)
            .map(|(user, attempts)| UserRow {
                is_self: caller.is(user),
                can_manage: caller.can_manage(user, settings),
                is_own_email: snapshot.users.own_email(user).is_some(),
                last_sign_in: attempts.last_sign_in,
                parked: parked.get(&user.id).copied(),
                locked: settings.lockout.checked(attempts, now).1.err(),
                ..row(
                    user,
                    Status::of(user, attempts, settings.lockout, (now, &zone)),
                )
            });
        let rows: Vec<_> = rows.collect();
        let is_waiting = |at: &usize| rows[*at].status == Status::Waiting;
        let lockout = |row: &UserRow| match row.locked? {
            Locked::For(seconds) => Some(seconds),
            Locked::UntilUnlocked => None,
        };
        let invited = snapshot.allowed_emails.iter();
        let roles = known_roles(&snapshot.users, settings);
        Ok(Arc::new(UserList {
            waiting: (0..rows.len()).filter(is_waiting).collect(),
            parked: (0..rows.len())
                .filter(|at| rows[*at].parked.is_some())
                .collect(),
            lockouts: rows.iter().filter_map(lockout).collect(),
            orders: Orders::of(&rows),
            rows,
            invited: invited.map(|email| email.as_str().to_owned()).collect(),
            grantable: grantable(&roles, &caller, settings),
            has_mail: settings.mail.is_some(),
            with_permissions: with_permissions(&roles, settings),
            givable: givable(&roles, &caller, settings),
            roles,
            now,
            zone,
            part: None,
        }))
    }

    /// Returns all users with everything that the file says about them, in its order.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<Vec<String>, UserError> {
    ///     let users = service.users().all(caller)?;
    ///     Ok(users.iter().map(|user| user.display_name()).collect())
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::NotAllowed`] if the caller may not manage users.
    /// - [`UserError::Ended`] if the caller's session has ended.
    /// - [`UserError::Store`] if the configuration file cannot be read.
    pub fn all(&self, caller: Caller<'_>) -> Result<Vec<User>, UserError> {
        let snapshot = self.credentials.read()?;
        self.authorizer
            .authorize(&snapshot, caller, Permission::ManageUsers)?;
        Ok(snapshot.users.to_vec())
    }

    /// Returns the user with this username or e-mail address.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<bool, UserError> {
    ///     Ok(service.users().find(caller, "bob@example.org")?.disabled)
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::Unknown`] if there is no such user.
    /// - [`UserError::NotAllowed`] if the caller may not manage users.
    /// - [`UserError::Ended`] if the caller's session has ended.
    /// - [`UserError::Store`] if the configuration file cannot be read.
    pub fn find(&self, caller: Caller<'_>, login: &str) -> Result<User, UserError> {
        let snapshot = self.credentials.read()?;
        self.authorizer
            .authorize(&snapshot, caller, Permission::ManageUsers)?;
        snapshot
            .users
            .find(login)
            .cloned()
            .ok_or(UserError::Unknown)
    }
}

pub(super) fn row(user: &User, status: Status) -> UserRow {
    let email = user.email.as_ref().map_or("", Email::as_str).to_owned();
    let roles: Vec<_> = user
        .roles
        .iter()
        .map(|role| role.as_str().to_owned())
        .collect();
    let name = user.display_name();
    let mut search = format!("{name}\n{}\n{email}", user.username.as_str());
    for value in user.fields.values() {
        search.push('\n');
        search.push_str(value);
    }
    let search = fold(&search);
    UserRow {
        id: user.id,
        username: user.username.as_str().to_owned(),
        first_name: user.name.first.clone(),
        last_name: user.name.last.clone(),
        name,
        email,
        is_own_email: false,
        has_password: user.hash.is_some(),
        roles,
        status,
        times: user.times.clone(),
        code_until: user.key_vault.first_code().map(ResetCode::expires_at),
        locked: None,
        recovery_codes: user.key_vault.codes.len(),
        last_sign_in: None,
        parked: None,
        has_pin: false,
        has_badge: HasBadge::Unknown,
        has_two_step: user.key_vault.totp.is_some(),
        must_change_password: user.must_change_password,
        fields: user.fields.clone(),
        is_self: false,
        can_manage: false,
        search,
    }
}
