//! The settings of the configuration file, with their defaults.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use zeroize::Zeroize;

pub use crate::domain::hashing::{
    Algorithm, BCRYPT_BYTES_MAX, BCRYPT_COST_DEFAULT, BCRYPT_COST_MAX, BCRYPT_COST_MIN, Hashing,
};

pub use crate::domain::role_list::RoleList;
pub use crate::domain::session_limits::{HOURS_MAX, PARKED_MAX, ParkedLimits, Sessions, USERS_MAX};

use crate::domain::appearance::Accent;
use crate::domain::approval::ApprovalRule;
use crate::domain::audit::Retention;
use crate::domain::delay::DelayRule;
use crate::domain::email::Email;
use crate::domain::language::Language;
use crate::domain::loopback::is_loopback;
use crate::domain::page::Page;
use crate::domain::password::PasswordRule;
use crate::domain::quick_rule::QuickRule;
use crate::domain::registration::Registration;
use crate::domain::remember_me::MAX_DAYS;
use crate::domain::role::{Role, RoleRule};
use crate::domain::store_settings::StoreSettings;
use crate::domain::throttle::LockoutRule;
use crate::domain::timestamp::Timestamp;
use crate::domain::update_source::UpdateSource;
use crate::domain::user::User;

/// Everything in the configuration file except the users.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Settings {
    /// Title of the window and heading of the sign-in screen; the message `app-title` if absent.
    #[doc(hidden)]
    pub title: Option<String>,
    /// Text above the sign-in form.
    #[doc(hidden)]
    pub banner: Option<String>,
    /// Picture in place of the program's mark: a PNG or JPEG file.
    #[doc(hidden)]
    pub logo: Option<PathBuf>,
    /// Whether the sign-in form shows users as tiles.
    #[doc(hidden)]
    pub user_tiles: bool,
    /// Colour of buttons and links; the theme's own if absent.
    #[doc(hidden)]
    pub accent: Option<Accent>,
    /// Language for those who have not chosen one; the system's if absent.
    #[doc(hidden)]
    pub language: Option<Language>,
    /// Requirements for new passwords.
    #[doc(hidden)]
    pub password: PasswordRule,
    /// How new passwords are hashed.
    #[doc(hidden)]
    pub hashing: Hashing,
    /// When failed attempts lock a name, and for how long.
    #[doc(hidden)]
    pub lockout: LockoutRule,
    /// When failed attempts across all names delay every further one.
    #[doc(hidden)]
    pub delay: DelayRule,
    /// How long a sign-in can be remembered.
    #[doc(hidden)]
    pub remember: Remember,
    /// Who must use two-step sign-in.
    #[doc(hidden)]
    pub two_step: TwoStep,
    /// Who may sign content of an app.
    #[doc(hidden)]
    pub signatures: RoleList,
    /// How many sessions can be open at the same time.
    #[doc(hidden)]
    pub sessions: Sessions,
    /// How many sessions stay parked, and for how long.
    #[doc(hidden)]
    pub parked: ParkedLimits,
    /// When the window locks automatically.
    #[doc(hidden)]
    pub lock: Lock,
    /// What unlocks the window in place of the password.
    #[doc(hidden)]
    pub quick: QuickRule,
    /// How long the audit log keeps records.
    #[doc(hidden)]
    pub activity: Retention,
    /// Where the program learns of newer versions.
    #[doc(hidden)]
    pub updates: UpdateSource,
    /// Mail server, if there is one.
    #[doc(hidden)]
    pub mail: Option<Arc<MailServer>>,
    /// Who can register.
    #[doc(hidden)]
    pub registration: Registration,
    /// Whether at least one e-mail address is allowed to register.
    #[doc(hidden)]
    pub is_anyone_listed: bool,
    /// Permissions of roles, in the order of the file.
    #[doc(hidden)]
    pub roles: Vec<RoleRule>,
    /// Who can approve which actions of others, in the order of the file, at most
    /// [`APPROVALS_MAX`](crate::domain::approval::APPROVALS_MAX).
    #[doc(hidden)]
    pub approvals: Vec<ApprovalRule>,
    /// Pages, in the order of the file.
    #[doc(hidden)]
    pub views: Vec<Page>,
    /// The server that has the users, if they are not in this file.
    #[doc(hidden)]
    pub store: Option<Arc<StoreSettings>>,
    /// The paths of the settings that were given a value, also one that is the default.
    pub(crate) given: BTreeSet<&'static str>,
    /// The settings that the app gives in code, if these are joined with them.
    pub(crate) of_app: Option<Arc<Settings>>,
    /// What the file of this computer gives, if these are settings of a server.
    pub(crate) of_computer: Option<Arc<Settings>>,
    /// Whether these are the settings at a restricted computer.
    pub(crate) is_restricted: bool,
}

impl Settings {
    /// Returns `true` if registration is possible at all.
    #[must_use]
    pub fn can_register(&self) -> bool {
        let can_prove = !self.registration.verify_email || self.mail.is_some();
        can_prove && self.registration.is_open(self.is_anyone_listed)
    }

    /// Returns `true` if the user may open the page: the page names the user or one of their roles, or one of
    /// their roles names the page.
    #[must_use]
    #[doc(hidden)]
    pub fn opens(&self, view: &Page, user: &User) -> bool {
        let names_it =
            |rule: &RoleRule| rule.pages.contains(&view.id) && user.roles.contains(&rule.role);
        view.access.allows(user) || self.roles.iter().any(names_it)
    }

    /// Returns the pages that the user may open, in the order of the file.
    #[doc(hidden)]
    pub fn visible<'a>(&'a self, user: &'a User) -> impl Iterator<Item = &'a Page> {
        self.views.iter().filter(|view| self.opens(view, user))
    }
}

/// Stands for all users in a list of roles or users.
pub const ALL_USERS: &str = "*";

/// Who must use codes from an authenticator app, and how often.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TwoStep {
    /// Who must sign in with a code as well.
    pub required_for: RoleList,
    /// Who must enter a code with every password: also to unlock the window, and for sensitive actions (R78).
    pub reauthenticate_for: RoleList,
}

impl TwoStep {
    /// Returns `true` if a user with these roles must use two-step sign-in.
    #[must_use]
    pub fn is_required(&self, roles: &[Role]) -> bool {
        self.required_for.includes(roles)
    }

    /// Returns `true` if the user re-authenticates with a code as well. A user without a second factor has none.
    #[must_use]
    pub fn asks_again(&self, user: &User) -> bool {
        user.key_vault.totp.is_some() && self.reauthenticate_for.includes(&user.roles)
    }
}

/// Default of `lock.after_minutes`.
pub const LOCK_MINUTES_DEFAULT: u32 = 5;
/// Highest value of `lock.after_minutes`.
pub const LOCK_MINUTES_MAX: u32 = 60;

/// Default of `lock.clipboard_seconds`.
pub const CLIPBOARD_SECONDS_DEFAULT: u32 = 30;
/// Lowest value of `lock.clipboard_seconds`.
pub const CLIPBOARD_SECONDS_MIN: u32 = 10;
/// Highest value of `lock.clipboard_seconds`.
pub const CLIPBOARD_SECONDS_MAX: u32 = 120;

/// When the window locks automatically, and when the clipboard is cleared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lock {
    /// Minutes without a key press or pointer movement; 0 switches the automatic lock off.
    pub after_minutes: u32,
    /// Seconds after which a copied secret is cleared from the clipboard (R73).
    pub clipboard_seconds: u32,
}

impl Default for Lock {
    fn default() -> Self {
        Self {
            after_minutes: LOCK_MINUTES_DEFAULT,
            clipboard_seconds: CLIPBOARD_SECONDS_DEFAULT,
        }
    }
}

impl Lock {
    /// Returns the idle time after which the window locks; `None` if it never does.
    #[must_use]
    pub fn after(self) -> Option<Duration> {
        let minutes = u64::from(self.after_minutes);
        (minutes > 0).then(|| Duration::from_secs(60 * minutes))
    }

    /// Returns how long a copied secret stays on the clipboard.
    #[must_use]
    pub fn clipboard_time(self) -> Duration {
        Duration::from_secs(u64::from(self.clipboard_seconds))
    }
}

/// Mail server that sends codes. Has no `Display`, and its `Debug` hides the password.
#[derive(Clone, PartialEq, Eq)]
pub struct MailServer {
    /// Host name.
    pub server: String,
    /// Port; the default port of the encryption if absent.
    pub port: Option<u16>,
    /// How the connection is protected.
    pub encryption: Encryption,
    /// User name for the server.
    pub username: Option<String>,
    /// Password for the server.
    pub password: Option<String>,
    /// Sender address.
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

impl MailServer {
    /// Returns `true` if a mail reaches the server encrypted, or does not leave this computer (R104).
    #[must_use]
    pub fn is_protected(&self) -> bool {
        is_loopback(&self.server) || self.encryption != Encryption::None
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
    /// TLS from the first byte.
    Tls,
    /// STARTTLS: the connection switches to TLS before anything is sent, and fails if it cannot.
    #[default]
    StartTls,
    /// No encryption: only for a server on the same computer.
    None,
}

impl Encryption {
    /// Each value with its word in the file.
    #[doc(hidden)]
    pub const WORDS: [(&'static str, Self); 3] = [
        ("tls", Self::Tls),
        ("starttls", Self::StartTls),
        ("none", Self::None),
    ];

    /// Returns the word in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Tls => "tls",
            Self::StartTls => "starttls",
            Self::None => "none",
        }
    }
}

/// How long a sign-in can be remembered, from `cookie.expiry_days`.
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
    /// Reads `cookie.expiry_days`: zero or less switches remembering off, and a value over
    /// [`MAX_DAYS`] is reduced to it (R40).
    #[must_use]
    pub fn from_days(days: f64) -> Self {
        let days = if days.is_finite() { days } else { 0.0 };
        Self {
            days: days.clamp(0.0, MAX_DAYS),
        }
    }

    /// Returns `true` if sign-ins can be remembered.
    #[must_use]
    pub fn is_on(self) -> bool {
        self.days > 0.0
    }

    /// Returns the number of days, from 0 to [`MAX_DAYS`].
    #[must_use]
    pub fn days(self) -> f64 {
        self.days
    }

    /// Returns when a token that was created at `now` expires.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "at most 30 days of seconds, far inside i64"
    )]
    pub fn expiry(self, now: Timestamp) -> Timestamp {
        now + (self.days * 86_400.0) as i64
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
    fn r40_no_sign_in_is_remembered_for_more_than_thirty_days() {
        let remember = Remember::from_days(3650.0);
        assert_eq!(
            remember.expiry(Timestamp::from_seconds(0)),
            Timestamp::from_seconds(30 * 86_400)
        );
    }

    #[test]
    fn a_fraction_of_a_day_is_allowed_as_in_the_peer() {
        assert_eq!(
            Remember::from_days(0.5).expiry(Timestamp::from_seconds(100)),
            Timestamp::from_seconds(100 + 43_200)
        );
    }
}
