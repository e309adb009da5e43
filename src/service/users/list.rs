//! All users, as administrators see them.

use std::sync::Arc;

use crate::domain::customization::CustomValues;
use crate::domain::email::Email;
use crate::domain::fold;
use crate::domain::role::{ADMIN, Permission, Role};
use crate::domain::settings::Settings;
use crate::domain::throttle::{Attempts, LockoutRule};
use crate::domain::timestamp::Timestamp;
use crate::domain::user::User;

use crate::service::caller::Caller;
use crate::service::csv;
use crate::service::throttle::key_of;
use crate::service::users::UserAdmin;
use crate::service::users::columns::COLUMNS;
use crate::service::users::error::UserError;

/// All users, and what is needed to change them.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct UserList {
    /// The users, in the order of the file.
    pub rows: Vec<UserRow>,
    /// The e-mail addresses that may register.
    pub invited: Vec<String>,
    /// Every role that the file names, sorted.
    pub roles: Vec<String>,
    /// The time now.
    pub now: Timestamp,
    /// The rows of users who wait for approval.
    pub waiting: Vec<usize>,
    /// The rows in the order of each text, so that a window need not compare texts to sort.
    pub ranks: Ranks,
}

/// For each row its position in the order of a text; rows with the same text have the same position.
#[derive(Debug, Default)]
pub struct Ranks {
    /// By [`UserRow::search`], which begins with the name.
    pub name: Vec<u32>,
    /// By [`UserRow::username`].
    pub username: Vec<u32>,
    /// By [`UserRow::email`].
    pub email: Vec<u32>,
    /// By [`UserRow::roles`].
    pub roles: Vec<u32>,
}

impl Ranks {
    fn of(rows: &[UserRow]) -> Self {
        Self {
            name: rank(rows, |row| &row.search),
            username: rank(rows, |row| &row.username),
            email: rank(rows, |row| &row.email),
            roles: rank(rows, |row| &row.roles),
        }
    }
}

fn rank<'a, K: Ord + 'a>(rows: &'a [UserRow], key: impl Fn(&'a UserRow) -> K) -> Vec<u32> {
    let mut order: Vec<_> = rows.iter().map(key).zip(0_usize..).collect();
    order.sort_unstable();
    let mut ranks = vec![0; rows.len()];
    let groups = order.chunk_by(|(a, _), (b, _)| a == b);
    for (rank, group) in (0..).zip(groups) {
        for (_, at) in group {
            ranks[*at] = rank;
        }
    }
    ranks
}

/// A user.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UserRow {
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
    /// Roles.
    pub roles: Vec<String>,
    /// Whether the user can sign in.
    pub status: Status,
    /// Time of the last sign-in on this computer.
    pub last_sign_in: Option<Timestamp>,
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

/// Whether a user can sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Status {
    /// The user registered and waits for approval.
    Waiting,
    /// The user is locked out after too many wrong passwords.
    Locked,
    /// The user can sign in.
    Active,
    /// The user has no password.
    NoPassword,
    /// The user is disabled.
    Disabled,
}

impl Status {
    /// Every status with its word in JSON and CSV.
    pub const WORDS: [(&'static str, Self); 5] = [
        ("waiting", Self::Waiting),
        ("locked", Self::Locked),
        ("active", Self::Active),
        ("no_password", Self::NoPassword),
        ("disabled", Self::Disabled),
    ];

    /// Returns the word in JSON and CSV.
    #[must_use]
    pub fn word(self) -> &'static str {
        let found = Self::WORDS.iter().find(|(_, status)| *status == self);
        found.map_or("", |(word, _)| word)
    }

    fn of(user: &User, attempts: Attempts, rule: LockoutRule, now: Timestamp) -> Self {
        if user.disabled {
            Self::Disabled
        } else if user.is_pending {
            Self::Waiting
        } else if user.hash.is_none() {
            Self::NoPassword
        } else if rule.tried(attempts, now).1.is_err() {
            Self::Locked
        } else {
            Self::Active
        }
    }
}

impl UserAdmin {
    /// Lists all users for administrators.
    ///
    /// # Errors
    /// - [`UserError::NotAllowed`] if the caller may not manage users.
    /// - [`UserError::Ended`] if the caller's session has ended.
    /// - [`UserError::State`] if the state database cannot be used.
    /// - [`UserError::Store`] if the credential file cannot be read.
    pub fn list(&self, caller: Caller<'_>) -> Result<Arc<UserList>, UserError> {
        let snapshot = self.credentials.read()?;
        let caller = self
            .authorizer
            .authorize(&snapshot, caller, Permission::ManageUsers)?;
        let settings = &snapshot.settings;
        let attempts = self.attempts.all_attempts()?;
        let now = self.clock.now();
        let rows = snapshot.users.iter().map(|user| {
            let attempts = attempts.get(&key_of(user)).copied().unwrap_or_default();
            UserRow {
                is_self: caller.is(user),
                can_manage: caller.can_manage(user, settings),
                last_sign_in: attempts.last_sign_in,
                ..row(user, Status::of(user, attempts, settings.lockout, now))
            }
        });
        let rows: Vec<_> = rows.collect();
        let is_waiting = |at: &usize| rows[*at].status == Status::Waiting;
        let invited = snapshot.allowed_emails.iter();
        Ok(Arc::new(UserList {
            waiting: (0..rows.len()).filter(is_waiting).collect(),
            ranks: Ranks::of(&rows),
            rows,
            invited: invited.map(|email| email.as_str().to_owned()).collect(),
            roles: known_roles(&snapshot.users, settings),
            now,
        }))
    }

    /// Returns all users with everything that the file says about them, in its order.
    ///
    /// # Errors
    /// - [`UserError::NotAllowed`] if the caller may not manage users.
    /// - [`UserError::Ended`] if the caller's session has ended.
    /// - [`UserError::Store`] if the credential file cannot be read.
    pub fn all(&self, caller: Caller<'_>) -> Result<Vec<User>, UserError> {
        let snapshot = self.credentials.read()?;
        self.authorizer
            .authorize(&snapshot, caller, Permission::ManageUsers)?;
        Ok(snapshot.users.to_vec())
    }

    /// Returns the user with this username or e-mail address.
    ///
    /// # Errors
    /// - [`UserError::Unknown`] if there is no such user.
    /// - [`UserError::NotAllowed`] if the caller may not manage users.
    /// - [`UserError::Ended`] if the caller's session has ended.
    /// - [`UserError::Store`] if the credential file cannot be read.
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

    /// Returns all users as a CSV table without secrets, which can be imported again.
    ///
    /// # Errors
    /// - [`UserError::NotAllowed`] if the caller may not manage users.
    /// - [`UserError::Ended`] if the caller's session has ended.
    /// - [`UserError::State`] if the state database cannot be used.
    /// - [`UserError::Store`] if the credential file cannot be read.
    pub fn export(&self, caller: Caller<'_>) -> Result<String, UserError> {
        let users = self.list(caller)?;
        let flag = |is_set: bool| if is_set { "yes" } else { "no" }.to_owned();
        let rows = users.rows.iter().map(|row| {
            [
                row.username.clone(),
                row.email.clone(),
                row.first_name.clone(),
                row.last_name.clone(),
                row.roles.join(";"),
                flag(row.status == Status::Disabled),
                row.status.word().to_owned(),
                row.last_sign_in
                    .map_or_else(String::new, |at| at.to_string()),
                flag(row.has_two_step),
            ]
        });
        Ok(csv::write(COLUMNS, rows))
    }
}

fn row(user: &User, status: Status) -> UserRow {
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
        username: user.username.as_str().to_owned(),
        first_name: user.name.first.clone(),
        last_name: user.name.last.clone(),
        name,
        email,
        roles,
        status,
        last_sign_in: None,
        has_two_step: user.key_vault.totp.is_some(),
        must_change_password: user.must_change_password,
        fields: user.fields.clone(),
        is_self: false,
        can_manage: false,
        search,
    }
}

/// Returns every role that users, pages or the list of roles name.
fn known_roles(users: &[User], settings: &Settings) -> Vec<String> {
    let of_users = users.iter().flat_map(|user| &user.roles);
    let of_pages = settings.views.iter().flat_map(|view| &view.access.roles);
    let of_list = settings.roles.iter().map(|rule| &rule.role);
    let all = of_users.chain(of_pages).chain(of_list).map(Role::as_str);
    let mut all: Vec<_> = all.chain([ADMIN]).collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(ToOwned::to_owned).collect()
}
