//! Everybody, as administrators see them: who they are, whether they can sign in, when they last did.

use std::sync::Arc;

use crate::domain::customization::CustomValues;
use crate::domain::email::Email;
use crate::domain::fold;
use crate::domain::role::{Permission, Role};
use crate::domain::settings::Settings;
use crate::domain::throttle::{Attempts, LockoutRule};
use crate::domain::timestamp::Timestamp;
use crate::domain::user::User;

use crate::service::Service;
use crate::service::caller::Caller;
use crate::service::csv;
use crate::service::sign_in::attempt_key;
use crate::service::users::UserError;

/// Everybody, and what is needed to change them.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct UserList {
    /// Everybody, in the order of the file.
    pub rows: Vec<UserRow>,
    /// The e-mail addresses that may register.
    pub invited: Vec<String>,
    /// Every role that is named anywhere, sorted.
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

/// Somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UserRow {
    /// The name to sign in with.
    pub username: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Their whole name, or the username when they have none.
    pub name: String,
    /// Their address; empty when they have none.
    pub email: String,
    /// Their roles.
    pub roles: Vec<String>,
    /// Whether they can sign in.
    pub status: Status,
    /// When they last signed in on this computer.
    pub last_sign_in: Option<Timestamp>,
    /// Whether they have a second factor.
    pub has_two_step: bool,
    /// Whether they choose another password at their next sign-in.
    pub must_change_password: bool,
    /// What the app's own fields hold.
    pub fields: CustomValues,
    /// Whether it is whoever asks.
    pub is_self: bool,
    /// Whether whoever asks may change them (R32).
    pub can_manage: bool,
    /// What a search looks through, folded.
    pub search: String,
}

/// Whether somebody can sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Status {
    /// They registered, and wait for approval.
    Waiting,
    /// Too many wrong passwords lock them out.
    Locked,
    /// They can.
    Active,
    /// They have no password.
    NoPassword,
    /// They are disabled.
    Disabled,
}

impl Status {
    /// Every one, by the word that `--json` prints.
    pub const WORDS: [(&'static str, Self); 5] = [
        ("waiting", Self::Waiting),
        ("locked", Self::Locked),
        ("active", Self::Active),
        ("no_password", Self::NoPassword),
        ("disabled", Self::Disabled),
    ];

    /// The word that `--json` prints.
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

impl Service {
    /// Everybody.
    ///
    /// # Errors
    /// When whoever asks may not manage people, or a store fails.
    pub fn list_users(&self, by: Caller<'_>) -> Result<Arc<UserList>, UserError> {
        let actor = self.authorize(by, Permission::ManageUsers)?;
        let settings = self.credentials.settings()?;
        let users = self.credentials.users()?.value;
        let invited = self.credentials.allowed_emails()?.value;
        let attempts = self.state.all_attempts()?;
        let now = self.clock.now();
        let rows = users.iter().map(|user| {
            let key = attempt_key(Some(user), user.username.as_str());
            let attempts = attempts.get(&key).copied().unwrap_or_default();
            let status = Status::of(user, attempts, settings.lockout, now);
            let can_manage = actor.can_manage(user, &settings);
            UserRow {
                is_self: actor.is(user),
                can_manage,
                last_sign_in: attempts.last_sign_in,
                ..row(user, status)
            }
        });
        let rows: Vec<_> = rows.collect();
        let is_waiting = |at: &usize| rows[*at].status == Status::Waiting;
        Ok(Arc::new(UserList {
            waiting: (0..rows.len()).filter(is_waiting).collect(),
            ranks: Ranks::of(&rows),
            rows,
            invited: invited
                .iter()
                .map(|email| email.as_str().to_owned())
                .collect(),
            roles: known_roles(&users, &settings),
            now,
        }))
    }

    /// Everybody as a table for a spreadsheet, without anything secret. What it holds can be imported
    /// again.
    ///
    /// # Errors
    /// When whoever asks may not manage people, or a store fails.
    pub fn export_users(&self, by: Caller<'_>) -> Result<String, UserError> {
        let people = self.list_users(by)?;
        let rows = people.rows.iter().map(|row| {
            let is_disabled = row.status == Status::Disabled;
            [
                row.username.clone(),
                row.email.clone(),
                row.first_name.clone(),
                row.last_name.clone(),
                row.roles.join(";"),
                if is_disabled { "yes" } else { "no" }.to_owned(),
                row.status.word().to_owned(),
                row.last_sign_in
                    .map_or_else(String::new, |at| at.to_string()),
                if row.has_two_step { "yes" } else { "no" }.to_owned(),
            ]
        });
        Ok(csv::write(super::import::COLUMNS, rows))
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

/// Every role that people, pages or the file's list of roles name.
pub(crate) fn known_roles(users: &[User], settings: &Settings) -> Vec<String> {
    let of_people = users.iter().flat_map(|user| &user.roles);
    let of_pages = settings.views.iter().flat_map(|view| &view.access.roles);
    let of_list = settings.roles.iter().map(|rule| &rule.role);
    let all = of_people.chain(of_pages).chain(of_list).map(Role::as_str);
    let mut all: Vec<_> = all.chain([crate::domain::role::ADMIN]).collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(ToOwned::to_owned).collect()
}
