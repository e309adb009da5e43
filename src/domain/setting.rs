//! The settings that can be changed one by one. Each is one row of the table below: its type, its key in the file,
//! which values it accepts, the messages that name it, and its place in [`Settings`]. The reader and the editor of the
//! file, its JSON Schema, the form, the preview and the audit log follow from the table, so that a new setting is added
//! here and in [`Settings`], and its label in each language.

mod info;

use std::sync::Arc;

use crate::domain::appearance::Accent;
use crate::domain::audit::{DAYS_MAX, RECORDS_MAX};
use crate::domain::delay::{ALL_NAMES_MAX, ALL_NAMES_MIN};
use crate::domain::hashing::{Algorithm, BCRYPT_COST_MAX, BCRYPT_COST_MIN};
use crate::domain::language::Language;
use crate::domain::name_list::in_order;
use crate::domain::page::PageId;
use crate::domain::quick_rule::{BADGE_MINUTES_MAX, BadgeUse, QUICK_HOURS_MAX};
use crate::domain::registration::RegistrationPolicy;
use crate::domain::role::{Role, RoleChange};
use crate::domain::setting_kinds::{
    ALGORITHMS, ATTEMPTS, BADGE_USES, CLIPBOARD, DAYS, LANGUAGES, LENGTH, POLICIES, ROLES,
    ROLES_OR_ALL, SECONDS, domain, length, number, shown,
};
use crate::domain::setting_value::SettingType;
use crate::domain::settings::{
    HOURS_MAX, LOCK_MINUTES_MAX, MailServer, PARKED_MAX, Remember, RoleList, Settings, USERS_MAX,
};
use crate::domain::update_source::{ManifestAddress, ManifestKey};

pub use crate::domain::page_change::PageChange;
pub use crate::domain::setting_group::SettingGroup;
pub use crate::domain::setting_value::{SettingKind, SettingValue};

/// A setting of the table.
pub struct SettingInfo {
    /// Dotted path in the file: section and key.
    pub path: &'static str,
    /// Which values it accepts.
    pub kind: SettingKind,
    /// The part of the form that shows it. Without one, only the owner of the file can change it.
    pub group: Option<SettingGroup>,
    /// The name of the message that labels it.
    pub label: &'static str,
    /// The name of the message that explains it, if one is needed.
    pub help: Option<&'static str>,
    /// Its description in the JSON Schema of the file.
    pub doc: &'static str,
    get: fn(&Settings) -> Setting,
    copy: fn(&Settings, &mut Settings),
    of_value: fn(&SettingValue) -> Option<Setting>,
}

macro_rules! settings {
    (@help) => { None };
    (@help $help:literal) => { Some($help) };
    ($(
        $(#[doc = $doc:literal])+
        $name:ident($type:ty) = $path:literal, $kind:expr, $group:expr, $label:literal $(+ $help:literal)?;
        $get:expr, $set:expr;
    )+) => {
        /// A setting and its new value. `None` restores the default.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum Setting {
            $($(#[doc = $doc])+ $name($type),)+
            /// Removes the value of this setting, so that the default applies.
            Unset(&'static SettingInfo),
            /// A change of the page with this id.
            Page(PageId, PageChange),
            /// The order of the pages, by their ids.
            PageOrder(Vec<PageId>),
            /// A change of the entry of this role.
            Role(Role, RoleChange),
            /// The mail server.
            Mail(Option<Arc<MailServer>>),
        }

        /// The settings, in the order of the form.
        pub static SETTINGS: &[SettingInfo] = &[$(SettingInfo {
            path: $path,
            kind: $kind,
            group: $group,
            label: $label,
            help: settings!(@help $($help)?),
            doc: concat!($($doc),+),
            get: |settings| {
                let get: fn(&Settings) -> $type = $get;
                Setting::$name(get(settings))
            },
            copy: |from, to| {
                let (get, set): (fn(&Settings) -> $type, fn(&mut Settings, &$type)) = ($get, $set);
                set(to, &get(from));
            },
            of_value: |value| <$type as SettingType>::of_value(value).map(Setting::$name),
        },)+];

        /// The rows of the table.
        enum Row {
            $($name,)+
        }

        impl Setting {
            /// Returns the row of the table; `None` for pages, roles and the mail server.
            #[must_use]
            pub fn info(&self) -> Option<&'static SettingInfo> {
                let row = match self {
                    $(Self::$name(_) => Row::$name,)+
                    Self::Unset(info) => return Some(info),
                    Self::Page(..) | Self::PageOrder(_) | Self::Role(..) | Self::Mail(_) => return None,
                };
                SETTINGS.get(row as usize)
            }

            /// Returns the value without its type; nothing for pages, roles, the mail server, and a value that is removed.
            #[must_use]
            pub fn value(&self) -> SettingValue {
                match self {
                    $(Self::$name(value) => value.to_value(),)+
                    Self::Unset(_) | Self::Page(..) | Self::PageOrder(_) | Self::Role(..) | Self::Mail(_) => SettingValue::Nothing,
                }
            }

            /// Changes these settings. Pages, roles and the mail server stay as they are.
            pub fn apply_to(&self, settings: &mut Settings) {
                let Some(info) = self.info() else { return };
                if self.value() == SettingValue::Nothing {
                    return settings.unset(info);
                }
                settings.given.insert(info.path);
                match self {
                    $(Self::$name(value) => {
                        let set: fn(&mut Settings, &$type) = $set;
                        set(settings, value);
                    })+
                    Self::Unset(_) | Self::Page(..) | Self::PageOrder(_) | Self::Role(..) | Self::Mail(_) => {}
                }
            }
        }
    };
}

const SIGN_IN: Option<SettingGroup> = Some(SettingGroup::SignIn);
const REGISTRATION: Option<SettingGroup> = Some(SettingGroup::Registration);
const PASSWORDS: Option<SettingGroup> = Some(SettingGroup::Passwords);
const LOCKOUTS: Option<SettingGroup> = Some(SettingGroup::Lockouts);
const TWO_STEP: Option<SettingGroup> = Some(SettingGroup::TwoStep);
const SESSIONS: Option<SettingGroup> = Some(SettingGroup::Sessions);
const LOCKING: Option<SettingGroup> = Some(SettingGroup::Locking);

settings! {
    /// The title of the window and the sign-in form.
    Title(Option<String>) = "app.title", SettingKind::Text, SIGN_IN, "settings-title";
    |of| of.title.clone(), |of, title| of.title = shown(title.as_deref());

    /// Text above the sign-in form.
    Banner(Option<String>) = "app.banner", SettingKind::Text, SIGN_IN, "settings-banner";
    |of| of.banner.clone(), |of, banner| of.banner = shown(banner.as_deref());

    /// A PNG or JPEG file in place of the program's logo, relative to the folder of this file.
    Logo(Option<String>) = "app.logo", SettingKind::File, SIGN_IN, "settings-logo" + "settings-logo-help";
    |of| of.logo.as_ref().map(|path| path.display().to_string()),
    |of, logo| of.logo = shown(logo.as_deref()).map(Into::into);

    /// Whether the sign-in form shows the users as tiles to choose from.
    UserTiles(bool) = "app.user_tiles", SettingKind::Flag, SIGN_IN, "settings-tiles";
    |of| of.user_tiles, |of, is_shown| of.user_tiles = *is_shown;

    /// The colour of buttons and links, as in HTML: "#1D5BB8".
    Accent(Option<Accent>) = "app.accent", SettingKind::Color, SIGN_IN, "settings-accent" + "settings-accent-help";
    |of| of.accent, |of, accent| of.accent = *accent;

    /// The language for users who have not chosen one; the system's by default.
    Language(Option<Language>) = "app.language", SettingKind::Word(&LANGUAGES), SIGN_IN, "settings-language";
    |of| of.language, |of, language| of.language = *language;

    /// The policy: closed, allowed addresses only, with an administrator's approval, or open to all.
    RegistrationMode(RegistrationPolicy) = "registration.mode", SettingKind::Word(&POLICIES), REGISTRATION,
        "registration-policy-heading";
    |of| of.registration.mode,
    |of, policy| (of.registration.mode, of.registration.is_decided) = (*policy, true);

    /// Only addresses of these domains can register, unless they are allowed one by one.
    RegistrationDomains(Vec<String>) = "registration.domains", SettingKind::Texts, REGISTRATION,
        "settings-domains" + "settings-domains-help";
    |of| of.registration.domains.clone(),
    |of, domains| {
        let new: Vec<_> = domains.iter().map(|text| domain(text)).collect();
        of.registration.domains = in_order(&of.registration.domains, &new);
    };

    /// Whether users who register prove their e-mail address with a code that is sent there; needs a mail server.
    RegistrationVerifyEmail(bool) = "registration.verify_email", SettingKind::Flag, REGISTRATION,
        "settings-verify-email" + "settings-verify-email-help";
    |of| of.registration.verify_email, |of, is_on| of.registration.verify_email = *is_on;

    /// Roles of newly registered users.
    RegistrationRoles(Vec<Role>) = "registration.roles", ROLES, REGISTRATION,
        "settings-registration-roles" + "settings-registration-roles-help";
    |of| of.registration.roles.clone(),
    |of, roles| of.registration.roles = in_order(&of.registration.roles, roles);

    /// Minimum number of characters.
    PasswordMinLength(u32) = "password.min_length", LENGTH, PASSWORDS, "settings-min-length";
    |of| length(of.password.min_length), |of, least| of.password.min_length = *least as usize;

    /// Minimum number of characters for users with two-step sign-in.
    PasswordMinLengthTwoStep(u32) = "password.min_length_two_step", LENGTH, PASSWORDS, "settings-min-length-two-step";
    |of| length(of.password.min_length_two_step),
    |of, least| of.password.min_length_two_step = *least as usize;

    /// Failures in a row before the first lockout.
    LockoutAfter(u32) = "lockout.after", ATTEMPTS, LOCKOUTS, "settings-lockout-after";
    |of| of.lockout.after, |of, failures| of.lockout.after = *failures;

    /// First lockout in seconds; doubles each time.
    LockoutSeconds(u32) = "lockout.seconds", SECONDS, LOCKOUTS, "settings-lockout-seconds";
    |of| of.lockout.seconds, |of, seconds| of.lockout.seconds = *seconds;

    /// Longest lockout in seconds.
    LockoutMaxSeconds(u32) = "lockout.max_seconds", SECONDS, LOCKOUTS, "settings-lockout-max-seconds";
    |of| of.lockout.max_seconds, |of, seconds| of.lockout.max_seconds = *seconds;

    /// Failures in a row before only an administrator can unlock.
    LockoutStopAfter(u32) = "lockout.stop_after", ATTEMPTS, LOCKOUTS, "settings-lockout-stop-after";
    |of| of.lockout.stop_after, |of, failures| of.lockout.stop_after = *failures;

    /// Failures across all names within ten minutes before every further attempt is delayed.
    LockoutAllNames(u32) = "lockout.all_names", number(ALL_NAMES_MIN, ALL_NAMES_MAX), None, "settings-lockout-all-names";
    |of| of.delay.all_names, |of, failures| of.delay.all_names = *failures;

    /// Users with one of these roles need two-step sign-in; `"*"` means all users.
    TwoStepRequired(RoleList) = "two_step.required_for", ROLES_OR_ALL, TWO_STEP, "settings-two-step-required";
    |of| of.two_step.required_for.clone(),
    |of, list| of.two_step.required_for = list.in_place_of(&of.two_step.required_for);

    /// Users with one of these roles who have two-step sign-in enter a code with every password, also to unlock the
    /// window and for sensitive changes; `"*"` means all users.
    TwoStepReauthenticate(RoleList) = "two_step.reauthenticate_for", ROLES_OR_ALL, TWO_STEP,
        "settings-two-step-reauthenticate" + "settings-two-step-reauthenticate-help";
    |of| of.two_step.reauthenticate_for.clone(),
    |of, list| of.two_step.reauthenticate_for = list.in_place_of(&of.two_step.reauthenticate_for);

    /// Users with one of these roles may sign content of an app; `"*"` means all users. With an empty list, no user may.
    SignaturesAllowed(RoleList) = "signatures.allowed_for", ROLES_OR_ALL, None, "settings-signatures-allowed";
    |of| of.signatures.clone(), |of, list| of.signatures = list.in_place_of(&of.signatures);

    /// Days, at most 30; fractions are allowed, and 0 removes the checkbox.
    RememberDays(f64) = "cookie.expiry_days", DAYS, SESSIONS, "settings-remember-days" + "settings-remember-days-help";
    |of| of.remember.days(), |of, days| of.remember = Remember::from_days(*days);

    /// Whether each user can be signed in only once at a time.
    SessionsSingle(bool) = "sessions.single", SettingKind::Flag, SESSIONS, "settings-single-session";
    |of| of.sessions.single, |of, is_single| of.sessions.single = *is_single;

    /// Maximum number of users who are signed in at the same time.
    SessionsMaxUsers(Option<u32>) = "sessions.max_users", number(1, USERS_MAX), SESSIONS,
        "settings-max-users" + "settings-max-users-help";
    |of| of.sessions.max_users, |of, most| of.sessions.max_users = *most;

    /// Hours after which a session needs the password again, whatever its user does; unlimited if absent.
    SessionsMaxHours(Option<u32>) = "sessions.max_hours", number(1, HOURS_MAX), SESSIONS,
        "settings-max-hours" + "settings-max-hours-help";
    |of| of.sessions.max_hours, |of, most| of.sessions.max_hours = *most;

    /// Highest number of sessions that stay parked in a window while another user works; unlimited if absent. If there
    /// are more, the one that was parked first ends.
    ParkedMax(Option<u32>) = "parked.max", number(0, PARKED_MAX), SESSIONS,
        "settings-parked-max" + "settings-parked-max-help";
    |of| of.parked.max, |of, most| of.parked.max = *most;

    /// Hours after which a parked session ends; unlimited if absent.
    ParkedHours(Option<u32>) = "parked.hours", number(1, HOURS_MAX), SESSIONS,
        "settings-parked-hours" + "settings-parked-hours-help";
    |of| of.parked.hours, |of, most| of.parked.hours = *most;

    /// Minutes without input before the window locks; 0 for never.
    LockMinutes(u32) = "lock.after_minutes", number(0, LOCK_MINUTES_MAX), LOCKING, "settings-lock-minutes";
    |of| of.lock.after_minutes, |of, minutes| of.lock.after_minutes = *minutes;

    /// Seconds after which a copied secret is cleared from the clipboard.
    ClipboardSeconds(u32) = "lock.clipboard_seconds", CLIPBOARD, LOCKING, "settings-clipboard-seconds";
    |of| of.lock.clipboard_seconds, |of, seconds| of.lock.clipboard_seconds = *seconds;

    /// Whether users can set a PIN of this computer, which unlocks the window in place of the password.
    QuickPin(bool) = "quick.pin", SettingKind::Flag, LOCKING, "settings-quick-pin" + "settings-quick-pin-help";
    |of| of.quick.pin, |of, is_on| of.quick.pin = *is_on;

    /// Hours after a full sign-in on this computer for which a PIN unlocks.
    QuickHours(u32) = "quick.hours", number(1, QUICK_HOURS_MAX), LOCKING, "settings-quick-hours";
    |of| of.quick.hours, |of, hours| of.quick.hours = *hours;

    /// Whether a PIN or a badge unlocks only until the computer is restarted.
    QuickUntilReboot(bool) = "quick.until_reboot", SettingKind::Flag, LOCKING, "settings-quick-until-reboot";
    |of| of.quick.until_reboot, |of, is_on| of.quick.until_reboot = *is_on;

    /// What the badge of a user does: nothing, name its owner, or also unlock for some time after a full sign-in.
    QuickBadge(BadgeUse) = "quick.badge", SettingKind::Word(&BADGE_USES), LOCKING, "settings-quick-badge";
    |of| of.quick.badge, |of, badge| of.quick.badge = *badge;

    /// What the number of each badge begins with, so that no product is taken for a badge.
    QuickBadgePrefix(Option<String>) = "quick.badge_prefix", SettingKind::Text, LOCKING,
        "settings-quick-badge-prefix" + "settings-quick-badge-prefix-help";
    |of| of.quick.badge_prefix.clone(), |of, prefix| of.quick.badge_prefix = shown(prefix.as_deref());

    /// Minutes after a full sign-in on this computer for which a badge alone unlocks.
    QuickBadgeMinutes(u32) = "quick.badge_minutes", number(1, BADGE_MINUTES_MAX), LOCKING, "settings-quick-badge-minutes";
    |of| of.quick.badge_minutes, |of, minutes| of.quick.badge_minutes = *minutes;

    /// The hash algorithm. Passwords too long for bcrypt are hashed with Argon2id.
    PasswordHash(Algorithm) = "password.hash", SettingKind::Word(&ALGORITHMS), None, "settings-hash";
    |of| of.hashing.algorithm, |of, algorithm| of.hashing.algorithm = *algorithm;

    /// The bcrypt cost; each step doubles the time.
    PasswordCost(u32) = "password.cost", number(BCRYPT_COST_MIN, BCRYPT_COST_MAX), None, "settings-hash-cost";
    |of| of.hashing.bcrypt_cost, |of, cost| of.hashing.bcrypt_cost = *cost;

    /// Number of days.
    ActivityDays(u32) = "activity.days", number(1, DAYS_MAX), None, "settings-activity-days";
    |of| of.activity.days, |of, days| of.activity.days = *days;

    /// Maximum number of records.
    ActivityRecords(u32) = "activity.records", number(1, RECORDS_MAX), None, "settings-activity-records";
    |of| of.activity.records, |of, most| of.activity.records = *most;

    /// The address of the signed manifest that names the newest version of the program: `https`, or `http` on this computer.
    UpdatesManifest(Option<ManifestAddress>) = "updates.manifest", SettingKind::Text, None, "settings-updates-manifest";
    |of| of.updates.manifest.clone(), |of, address| of.updates.manifest.clone_from(address);

    /// The public key that has to have signed the manifest, as `openssl pkey -pubout` prints it (Ed25519).
    UpdatesKey(Option<ManifestKey>) = "updates.key", SettingKind::Text, None, "settings-updates-key";
    |of| of.updates.key, |of, key| of.updates.key = *key;
}
