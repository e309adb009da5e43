//! A user, and what they know.

use std::sync::LazyLock;

use egui_authenticator::domain::account_id::AccountId;
use egui_authenticator::domain::email::Email;
use egui_authenticator::domain::role::Role;
use egui_authenticator::domain::user::User;
use egui_authenticator::domain::username::Username;
use egui_authenticator::service::ports::Users;

use crate::hashes::is_hash_of;

/// The first name of a user who was added.
pub const NEW: &str = "New";
/// Seconds for which the first code of a new user is valid.
pub const FIRST: i64 = 24 * 60 * 60;
/// Seconds for which a reset code is valid.
pub const RESET: i64 = 15 * 60;

/// The usernames, by index.
pub const NAMES: [&str; 6] = ["ada", "max", "bob", "eve", "ivy", "tom"];
/// The same, parsed.
static USERNAMES: LazyLock<Vec<Username>> = LazyLock::new(|| {
    let names = NAMES.iter();
    names
        .map(|name| Username::parse(name).expect("a username"))
        .collect()
});

/// The e-mail address of the user who first had this name.
pub fn address(name: usize) -> String {
    format!("{}@example.org", NAMES[name])
}

/// A reset code of an administrator.
#[derive(Clone, PartialEq, Eq)]
pub struct ResetCode {
    /// The code.
    pub code: String,
    /// When it was made, by the clock of the administrator's computer.
    pub made_at: i64,
    /// The seconds for which it is valid.
    pub seconds: i64,
}

/// What a PIN depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    generation: u32,
    name: usize,
    roles: Vec<&'static str>,
    totp: Option<String>,
    disabled: bool,
}

/// A user, and what they know.
#[derive(Clone)]
pub struct Person {
    /// The index of the username.
    pub name: usize,
    /// The e-mail address; empty if there is none.
    pub email: String,
    /// The account; `None` while it was not seen in the file. After its removal, the one that was removed.
    pub id: Option<AccountId>,
    /// Whether there is an account.
    pub exists: bool,
    /// Whether the account waits for approval.
    pub pending: bool,
    /// The password; `None` if no user knows it.
    pub password: Option<String>,
    /// The passwords before.
    pub former: Vec<String>,
    /// The roles.
    pub roles: Vec<&'static str>,
    /// Whether the account is disabled.
    pub disabled: bool,
    /// Whether a new password is required.
    pub must_change: bool,
    /// The first name, which rivals change.
    pub first_name: String,
    /// The number of times that all sessions were ended.
    pub epoch: u32,
    /// The key of the second factor.
    pub totp: Option<String>,
    /// The recovery codes that must work, or may.
    pub codes: Vec<String>,
    /// The codes that must not work.
    pub spent: Vec<String>,
    /// The reset codes that may work.
    pub resets: Vec<ResetCode>,
    /// Increases when all sessions of the user end.
    pub generation: u32,
}

impl Person {
    /// A user at the beginning of a history.
    pub fn new(name: usize, roles: &[&'static str]) -> Self {
        Self {
            password: Some(format!("the first password of {}", NAMES[name])),
            id: Some(AccountId::of_username(&USERNAMES[name])),
            exists: true,
            roles: roles.to_vec(),
            ..Self::absent(name)
        }
    }

    /// A user without an account.
    pub fn absent(name: usize) -> Self {
        Self {
            name,
            email: address(name),
            id: None,
            exists: false,
            pending: false,
            password: None,
            former: Vec::new(),
            roles: Vec::new(),
            disabled: false,
            must_change: false,
            first_name: String::new(),
            epoch: 0,
            totp: None,
            codes: Vec::new(),
            spent: Vec::new(),
            resets: Vec::new(),
            generation: 0,
        }
    }

    /// Another password: sessions end, and reset codes are void.
    pub fn change_password(&mut self, new: String) {
        self.former.extend(self.password.replace(new));
        self.must_change = false;
        self.generation += 1;
        self.void_resets();
    }

    /// An account was made, in which nothing of an earlier one is valid.
    pub fn create(&mut self, roles: &[&'static str], codes: Vec<String>) {
        self.renew_codes(Vec::new());
        *self = Self {
            email: address(self.name),
            id: None,
            exists: true,
            pending: false,
            password: None,
            roles: roles.to_vec(),
            first_name: NEW.to_owned(),
            epoch: 0,
            codes,
            generation: self.generation + 1,
            ..self.clone()
        };
    }

    /// The account was removed.
    pub fn remove(&mut self) {
        self.renew_codes(Vec::new());
        self.former.extend(self.password.take());
        *self = Self {
            exists: false,
            pending: false,
            roles: Vec::new(),
            disabled: false,
            must_change: false,
            totp: None,
            generation: self.generation + 1,
            ..self.clone()
        };
    }

    /// Returns `true` if this is the password.
    pub fn has_password(&self, text: &str) -> bool {
        self.exists && self.password.as_deref() == Some(text)
    }

    /// Returns what a PIN depends on.
    pub fn credentials(&self) -> Credentials {
        Credentials {
            generation: self.generation,
            name: self.name,
            roles: self.roles.clone(),
            totp: self.totp.clone(),
            disabled: self.disabled,
        }
    }

    /// Returns `true` if there is an account, and it is neither disabled nor waits for approval.
    pub fn may_sign_in(&self) -> bool {
        self.exists && !self.disabled && !self.pending
    }

    /// Returns the user in the file.
    pub fn user_in<'a>(&self, users: &'a Users) -> Option<&'a User> {
        users.get(&USERNAMES[self.name])
    }

    /// All sessions end.
    pub fn end_sessions(&mut self) {
        self.epoch += 1;
        self.generation += 1;
    }

    /// New recovery codes in place of the others.
    pub fn renew_codes(&mut self, codes: Vec<String>) {
        self.spent.append(&mut self.codes);
        self.codes = codes;
        self.void_resets();
    }

    /// A code was used.
    pub fn spend(&mut self, code: &str) {
        self.codes.retain(|other| other != code);
        self.resets.retain(|other| other.code != code);
        self.spent.push(code.to_owned());
    }

    /// Reset codes are void.
    pub fn void_resets(&mut self) {
        let resets = self.resets.drain(..).map(|reset| reset.code);
        self.spent.extend(resets);
    }

    /// Returns `true` if this code may set a password now.
    pub fn may_reset(&self, code: &str, now: i64) -> bool {
        let is_valid = |reset: &ResetCode| {
            reset.code == code && (reset.made_at..reset.made_at + reset.seconds).contains(&now)
        };
        self.codes.iter().any(|other| other == code) || self.resets.iter().any(is_valid)
    }

    /// Returns how the user is different in the file.
    pub fn difference(&self, users: &Users) -> Option<&'static str> {
        if !self.exists {
            let is_there = self.id.is_some_and(|id| users.with_id(id).is_some());
            return is_there.then_some("the removal");
        }
        let Some(user) = self.user_in(users) else {
            return Some("the account");
        };
        let mut roles: Vec<&str> = user.roles.iter().map(Role::as_str).collect();
        roles.sort_unstable();
        let is_password = |hash| {
            let password = self.password.as_ref();
            password.is_none_or(|password| is_hash_of(password, hash))
        };
        [
            (self.id.is_none_or(|id| id == user.id), "the account"),
            (user.is_pending == self.pending, "approval"),
            (roles == self.roles, "roles"),
            (
                user.email.as_ref().map_or("", Email::as_str) == self.email,
                "address",
            ),
            (user.disabled == self.disabled, "disabled"),
            (user.session_epoch == self.epoch, "sessions"),
            (
                user.key_vault.totp.is_some() == self.totp.is_some(),
                "second factor",
            ),
            (
                user.must_change_password || !self.must_change,
                "new password",
            ),
            (user.name.first == self.first_name, "name"),
            (user.hash.as_ref().is_some_and(is_password), "password"),
        ]
        .into_iter()
        .find_map(|(holds, what)| (!holds).then_some(what))
    }

    /// 2 for an administrator, 1 for a user who may manage users, otherwise 0.
    pub fn rank(&self) -> u8 {
        rank(&self.roles)
    }

    /// Returns `true` if the user may manage users.
    pub fn may_manage(&self) -> bool {
        self.rank() > 0
    }
}

/// Returns how much these roles permit.
pub fn rank(roles: &[&str]) -> u8 {
    if roles.contains(&"admin") {
        2
    } else {
        roles.contains(&"desk").into()
    }
}
