//! What the file says about the program rather than about people, with the defaults.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use zeroize::Zeroize;

use crate::domain::appearance::Accent;
use crate::domain::audit::Retention;
use crate::domain::email::Email;
use crate::domain::language::Language;
use crate::domain::page::Page;
use crate::domain::password::PasswordRule;
use crate::domain::registration::Registration;
use crate::domain::remember_me::MAX_DAYS;
use crate::domain::role::{Permissions, Role, RoleRule, permissions};
use crate::domain::throttle::LockoutRule;
use crate::domain::user::User;

/// The least that `password.cost` may be for bcrypt (OWASP Password Storage Cheat Sheet).
pub const BCRYPT_COST_MIN: u32 = 10;
/// The most that `password.cost` may be for bcrypt: about two seconds.
pub const BCRYPT_COST_MAX: u32 = 15;
/// The default of `password.cost`, the same as the peer's.
pub const BCRYPT_COST_DEFAULT: u32 = 12;

/// Everything in the file that is not a person.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Settings {
    /// The window's title and the sign-in screen's heading; the words file's when absent.
    pub title: Option<String>,
    /// Text above the sign-in form.
    pub banner: Option<String>,
    /// A picture in place of the program's mark: a PNG or JPEG file.
    pub logo: Option<PathBuf>,
    /// Whether people are shown as tiles on the sign-in form.
    pub user_tiles: bool,
    /// The colour of buttons and links; our own when absent.
    pub accent: Option<Accent>,
    /// The language of those who have chosen none; the system's when absent.
    pub language: Option<Language>,
    /// What new passwords must be like.
    pub password: PasswordRule,
    /// How new passwords are hashed.
    pub hashing: Hashing,
    /// How wrong passwords slow further ones down.
    pub lockout: LockoutRule,
    /// How long people can stay signed in.
    pub remember: Remember,
    /// Who signs in with a code as well.
    pub two_step: TwoStep,
    /// How many people can be signed in, and how often.
    pub sessions: Sessions,
    /// When the window locks by itself.
    pub lock: Lock,
    /// How long what happened is kept.
    pub activity: Retention,
    /// The mail server, if there is one.
    pub mail: Option<Arc<MailServer>>,
    /// Who can make an account for themselves.
    pub registration: Registration,
    /// Whether some e-mail address is listed.
    pub is_anyone_listed: bool,
    /// What roles let people do, in the order of the file.
    pub roles: Vec<RoleRule>,
    /// The pages, in the order of the file.
    pub views: Vec<Page>,
}

impl Settings {
    /// Whether anyone at all can register.
    #[must_use]
    pub fn can_register(&self) -> bool {
        self.registration.is_open(self.is_anyone_listed)
    }

    /// What somebody may do in the program itself.
    #[must_use]
    pub fn permissions(&self, user: &User) -> Permissions {
        permissions(&self.roles, &user.roles)
    }

    /// Whether somebody may open a page: it names them or one of their roles, or one of their roles
    /// names it.
    #[must_use]
    pub fn opens(&self, view: &Page, user: &User) -> bool {
        let names_it =
            |rule: &RoleRule| rule.pages.contains(&view.id) && user.roles.contains(&rule.role);
        view.access.allows(user) || self.roles.iter().any(names_it)
    }

    /// The pages that somebody may open, in the order of the file.
    pub fn visible<'a>(&'a self, user: &'a User) -> impl Iterator<Item = &'a Page> {
        self.views.iter().filter(|view| self.opens(view, user))
    }
}

/// Who signs in with a code from an authenticator app as well.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TwoStep {
    /// People with one of these roles have to.
    pub roles: Vec<Role>,
    /// Everybody has to.
    pub everybody: bool,
}

impl TwoStep {
    /// Whether somebody with these roles has to.
    #[must_use]
    pub fn is_required(&self, roles: &[Role]) -> bool {
        self.everybody || roles.iter().any(|role| self.roles.contains(role))
    }
}

/// How many people can be signed in, and how often.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sessions {
    /// Each person once at a time.
    pub single: bool,
    /// The most people at a time; any number when absent.
    pub max_users: Option<u32>,
}

/// The default of `lock.after_minutes`.
pub const LOCK_MINUTES_DEFAULT: u32 = 5;
/// The most that `lock.after_minutes` can be.
pub const LOCK_MINUTES_MAX: u32 = 60;

/// When the window locks by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lock {
    /// After so many minutes without a key or a movement; never when 0.
    pub after_minutes: u32,
}

impl Default for Lock {
    fn default() -> Self {
        Self {
            after_minutes: LOCK_MINUTES_DEFAULT,
        }
    }
}

impl Lock {
    /// After how long; `None` for never.
    #[must_use]
    pub fn after(self) -> Option<Duration> {
        let minutes = u64::from(self.after_minutes);
        (minutes > 0).then(|| Duration::from_secs(60 * minutes))
    }
}

/// The most that `sessions.max_users` can be.
pub const USERS_MAX: u32 = 100_000;

/// The mail server that one-time codes are sent through. Has no `Display`, and its `Debug` does not
/// show the password.
#[derive(Clone, PartialEq, Eq)]
pub struct MailServer {
    /// Its name.
    pub server: String,
    /// Its port; the usual one of the encryption when absent.
    pub port: Option<u16>,
    /// How the connection is protected.
    pub encryption: Encryption,
    /// The name to sign in to the server with.
    pub username: Option<String>,
    /// The password to sign in to the server with.
    pub password: Option<String>,
    /// The address that mails come from.
    pub from: Email,
}

impl std::fmt::Debug for MailServer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MailServer")
            .field("server", &self.server)
            .field("port", &self.port)
            .field("encryption", &self.encryption)
            .field("from", &self.from)
            .finish_non_exhaustive()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.password.zeroize();
    }
}

/// How the connection to the mail server is protected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Encryption {
    /// TLS from the first byte on.
    Tls,
    /// TLS before anything is said that matters; without it nothing is sent.
    #[default]
    StartTls,
    /// None: for a server on the same computer.
    None,
}

impl Encryption {
    /// Every one, by the word in the file.
    pub const WORDS: [(&'static str, Self); 3] = [
        ("tls", Self::Tls),
        ("starttls", Self::StartTls),
        ("none", Self::None),
    ];
}

/// How new passwords are hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hashing {
    /// The algorithm for passwords that fit it.
    pub algorithm: Algorithm,
    /// The cost of bcrypt.
    pub bcrypt_cost: u32,
}

impl Default for Hashing {
    fn default() -> Self {
        Self {
            algorithm: Algorithm::Bcrypt,
            bcrypt_cost: BCRYPT_COST_DEFAULT,
        }
    }
}

/// An algorithm to hash new passwords with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Algorithm {
    /// bcrypt, which Streamlit-Authenticator reads; longer passwords than it takes use Argon2id.
    Bcrypt,
    /// Argon2id, with the parameters of RFC 9106's second choice.
    Argon2id,
}

impl Algorithm {
    /// Every one, by the word in the file.
    pub const WORDS: [(&'static str, Self); 2] =
        [("bcrypt", Self::Bcrypt), ("argon2id", Self::Argon2id)];

    /// As it is written in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Bcrypt => "bcrypt",
            Self::Argon2id => "argon2id",
        }
    }
}

/// How long people can stay signed in, from `cookie.expiry_days`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Remember {
    days: f64,
}

impl Default for Remember {
    fn default() -> Self {
        Self { days: MAX_DAYS }
    }
}

impl Remember {
    /// Reads `cookie.expiry_days`: zero and less switch remembering off, and more than
    /// [`MAX_DAYS`] is cut to it (R40).
    #[must_use]
    pub fn from_days(days: f64) -> Self {
        let days = if days.is_finite() { days } else { 0.0 };
        Self {
            days: days.clamp(0.0, MAX_DAYS),
        }
    }

    /// Whether there is a box to tick at all.
    #[must_use]
    pub fn is_on(self) -> bool {
        self.days > 0.0
    }

    /// The number of days, from 0 to [`MAX_DAYS`].
    #[must_use]
    pub fn days(self) -> f64 {
        self.days
    }

    /// When a token made at `now` (seconds since 1970) stops working.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "at most 30 days of seconds, far inside i64"
    )]
    pub fn expiry(self, now: i64) -> i64 {
        now.saturating_add((self.days * 86_400.0) as i64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r40_zero_days_switch_remembering_off() {
        for days in [0.0, -1.0, f64::NAN, f64::NEG_INFINITY] {
            assert!(!Remember::from_days(days).is_on(), "{days}");
        }
    }

    #[test]
    fn r40_nobody_is_remembered_for_more_than_thirty_days() {
        let remember = Remember::from_days(3650.0);
        assert_eq!(remember.expiry(0), 30 * 86_400);
    }

    #[test]
    fn a_fraction_of_a_day_is_allowed_as_in_the_peer() {
        assert_eq!(Remember::from_days(0.5).expiry(100), 100 + 43_200);
    }
}
