//! A user, and what they know.

use egui_authenticator::domain::role::Role;
use egui_authenticator::domain::user::User;

use crate::hashes::is_hash_of;

/// Seconds for which a reset code is valid.
const RESET: i64 = 15 * 60;

/// A reset code of an administrator.
#[derive(Clone, PartialEq, Eq)]
pub struct ResetCode {
    /// The code.
    pub code: String,
    /// When it was made, by the clock of the administrator's computer.
    pub made_at: i64,
}

/// A user, and what they know.
#[derive(Clone)]
pub struct Person {
    /// The password.
    pub password: String,
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
    pub fn new(name: &str, roles: &[&'static str]) -> Self {
        Self {
            password: format!("the first password of {name}"),
            former: Vec::new(),
            roles: roles.to_vec(),
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
        self.former.push(std::mem::replace(&mut self.password, new));
        self.must_change = false;
        self.generation += 1;
        self.void_resets();
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
            reset.code == code && (reset.made_at..reset.made_at + RESET).contains(&now)
        };
        self.codes.iter().any(|other| other == code) || self.resets.iter().any(is_valid)
    }

    /// Returns how the user is different in the file.
    pub fn difference(&self, user: &User) -> Option<&'static str> {
        let mut roles: Vec<&str> = user.roles.iter().map(Role::as_str).collect();
        roles.sort_unstable();
        let is_password = |hash| is_hash_of(&self.password, hash);
        [
            (roles == self.roles, "roles"),
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
