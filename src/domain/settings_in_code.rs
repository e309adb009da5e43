//! Settings that an app gives in code: one method for each row of [`SETTINGS`](crate::domain::setting::SETTINGS).

use crate::domain::appearance::Accent;
use crate::domain::approval::{ApprovalRule, is_action_name};
use crate::domain::hashing::Algorithm;
use crate::domain::language::Language;
use crate::domain::quick_rule::BadgeUse;
use crate::domain::registration::RegistrationPolicy;
use crate::domain::role::{AppRole, Role};
use crate::domain::setting::Setting;
use crate::domain::settings::{RoleList, Settings};
use crate::domain::update_source::{ManifestAddress, ManifestKey};

/// Makes a method of each line: its name and argument, and the setting.
macro_rules! methods {
    ($($(#[doc = $doc:literal])+ $name:ident($value:ident: $type:ty) = $setting:expr;)+) => {
        impl Settings {
            $(
                $(#[doc = $doc])+
                #[must_use]
                pub fn $name(mut self, $value: $type) -> Self {
                    $setting.apply_to(&mut self);
                    self
                }
            )+
        }
    };
}

methods! {
    /// Sets the title of the window and the sign-in form.
    title(title: impl Into<String>) = Setting::Title(Some(title.into()));
    /// Sets the text above the sign-in form.
    banner(banner: impl Into<String>) = Setting::Banner(Some(banner.into()));
    /// Sets the PNG or JPEG file in place of the program's logo.
    logo(path: impl Into<String>) = Setting::Logo(Some(path.into()));
    /// Sets whether the sign-in form shows the users as tiles to choose from.
    user_tiles(is_on: bool) = Setting::UserTiles(is_on);
    /// Sets the colour of buttons and links.
    accent(accent: Accent) = Setting::Accent(Some(accent));
    /// Sets the language for users who have not chosen one.
    language(language: Language) = Setting::Language(Some(language));
    /// Sets who may register.
    registration_mode(policy: RegistrationPolicy) = Setting::RegistrationMode(policy);
    /// Sets the domains whose addresses can register.
    registration_domains(domains: impl IntoIterator<Item = impl Into<String>>) =
        Setting::RegistrationDomains(domains.into_iter().map(Into::into).collect());
    /// Sets whether users who register prove their e-mail address with a code.
    registration_verify_email(is_on: bool) = Setting::RegistrationVerifyEmail(is_on);
    /// Sets the roles of newly registered users. One that gives permissions in the program itself is left out.
    registration_roles(roles: impl IntoIterator<Item = Role>) = Setting::RegistrationRoles(roles.into_iter().collect());
    /// Sets the minimum number of characters of a password.
    password_min_length(characters: u32) = Setting::PasswordMinLength(characters);
    /// Sets the minimum number of characters for users with two-step sign-in.
    password_min_length_two_step(characters: u32) = Setting::PasswordMinLengthTwoStep(characters);
    /// Sets the failures in a row before the first lockout.
    lockout_after(failures: u32) = Setting::LockoutAfter(failures);
    /// Sets the seconds of the first lockout, which doubles each time.
    lockout_seconds(seconds: u32) = Setting::LockoutSeconds(seconds);
    /// Sets the seconds of the longest lockout.
    lockout_max_seconds(seconds: u32) = Setting::LockoutMaxSeconds(seconds);
    /// Sets the failures in a row before only an administrator can unlock.
    lockout_stop_after(failures: u32) = Setting::LockoutStopAfter(failures);
    /// Sets the failures across all names within ten minutes before every further attempt is delayed.
    lockout_all_names(failures: u32) = Setting::LockoutAllNames(failures);
    /// Sets which users need two-step sign-in.
    two_step_required(list: RoleList) = Setting::TwoStepRequired(list);
    /// Sets which users enter a code with every password.
    two_step_reauthenticate(list: RoleList) = Setting::TwoStepReauthenticate(list);
    /// Sets which users may sign content of the app.
    signatures_allowed(list: RoleList) = Setting::SignaturesAllowed(list);
    /// Sets how many days a sign-in is remembered, at most 30; 0 removes the checkbox.
    remember_days(days: f64) = Setting::RememberDays(days);
    /// Sets whether each user can be signed in only once at a time.
    single_session(is_on: bool) = Setting::SessionsSingle(is_on);
    /// Sets the maximum number of users who are signed in at the same time.
    max_session_users(users: u32) = Setting::SessionsMaxUsers(Some(users));
    /// Sets the hours after which a session needs the password again.
    max_session_hours(hours: u32) = Setting::SessionsMaxHours(Some(hours));
    /// Sets how many sessions stay parked in a window while another user works.
    max_parked_sessions(sessions: u32) = Setting::ParkedMax(Some(sessions));
    /// Sets the hours after which a parked session ends.
    parked_hours(hours: u32) = Setting::ParkedHours(Some(hours));
    /// Sets the minutes without input before the window locks; 0 for never.
    lock_minutes(minutes: u32) = Setting::LockMinutes(minutes);
    /// Sets the seconds after which a copied secret is cleared from the clipboard.
    clipboard_seconds(seconds: u32) = Setting::ClipboardSeconds(seconds);
    /// Sets whether users can unlock the window with a PIN of this computer.
    quick_pin(is_on: bool) = Setting::QuickPin(is_on);
    /// Sets the hours after a full sign-in for which a PIN unlocks, at most 24.
    quick_hours(hours: u32) = Setting::QuickHours(hours);
    /// Sets whether a PIN or a badge unlocks only until the computer is restarted.
    quick_until_reboot(is_on: bool) = Setting::QuickUntilReboot(is_on);
    /// Sets the hash algorithm of new passwords.
    password_hash(algorithm: Algorithm) = Setting::PasswordHash(algorithm);
    /// Sets the bcrypt cost; each step doubles the time.
    password_cost(cost: u32) = Setting::PasswordCost(cost);
    /// Sets the number of days that activity is kept.
    activity_days(days: u32) = Setting::ActivityDays(days);
    /// Sets the maximum number of activity records.
    activity_records(records: u32) = Setting::ActivityRecords(records);
}

impl Settings {
    /// Sets what the badge of a user does.
    #[doc(hidden)]
    #[must_use]
    pub fn quick_badge(mut self, badge: BadgeUse) -> Self {
        Setting::QuickBadge(badge).apply_to(&mut self);
        self
    }

    /// Sets what the number of each badge begins with.
    #[doc(hidden)]
    #[must_use]
    pub fn quick_badge_prefix(mut self, prefix: impl Into<String>) -> Self {
        Setting::QuickBadgePrefix(Some(prefix.into())).apply_to(&mut self);
        self
    }

    /// Sets the minutes after a full sign-in for which a badge alone unlocks.
    #[doc(hidden)]
    #[must_use]
    pub fn quick_badge_minutes(mut self, minutes: u32) -> Self {
        Setting::QuickBadgeMinutes(minutes).apply_to(&mut self);
        self
    }

    /// Sets the address of the manifest of the newest version. One that is not acceptable is left out.
    #[doc(hidden)]
    #[must_use]
    pub fn updates_manifest(mut self, address: &str) -> Self {
        Setting::UpdatesManifest(ManifestAddress::parse(address)).apply_to(&mut self);
        self
    }

    /// Sets the key that has to have signed the manifest. One that is not acceptable is left out.
    #[doc(hidden)]
    #[must_use]
    pub fn updates_key(mut self, key: &str) -> Self {
        Setting::UpdatesKey(ManifestKey::parse(key)).apply_to(&mut self);
        self
    }

    /// Lets users with one of these roles approve this action of others ([`ApprovableAction`](crate::ApprovableAction)): for a
    /// credential store of an app, and for tests. `Builder::defaults` leaves it out, as it does roles: who can approve what is
    /// for the site to say.
    #[must_use]
    pub fn approved_by<R: AppRole>(mut self, action: &str, roles: &[R]) -> Self {
        let roles = roles.iter().filter_map(|role| Role::parse(role.name()));
        self.approvals.retain(|rule| rule.action != action);
        if is_action_name(action) {
            self.approvals.push(ApprovalRule {
                roles: roles.collect(),
                ..ApprovalRule::new(action.to_owned())
            });
        }
        self
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::domain::setting::SETTINGS;
    use crate::domain::setting_origin::SettingOrigin;
    use std::sync::Arc;

    pub(crate) fn everything() -> Settings {
        let till = || Role::parse("till").expect("a role");
        let list = || RoleList {
            roles: vec![till()],
            all_users: false,
        };
        let defaults = Settings::default();
        defaults
            .title("Bench")
            .banner("For the lab")
            .logo("/logo.png")
            .user_tiles(true)
            .accent(Accent([0x0a, 0x7d, 0x4f]))
            .language(Language::German)
            .registration_mode(RegistrationPolicy::Approval)
            .registration_domains(["example.org"])
            .registration_verify_email(true)
            .registration_roles([till()])
            .password_min_length(20)
            .password_min_length_two_step(18)
            .lockout_after(4)
            .lockout_seconds(61)
            .lockout_max_seconds(7_000)
            .lockout_stop_after(50)
            .lockout_all_names(60)
            .two_step_required(list())
            .two_step_reauthenticate(list())
            .signatures_allowed(list())
            .remember_days(2.5)
            .single_session(true)
            .max_session_users(7)
            .max_session_hours(12)
            .max_parked_sessions(5)
            .parked_hours(8)
            .lock_minutes(10)
            .clipboard_seconds(20)
            .quick_pin(true)
            .quick_hours(9)
            .quick_until_reboot(true)
            .quick_badge(BadgeUse::Enough)
            .quick_badge_prefix("%B")
            .quick_badge_minutes(30)
            .password_hash(Algorithm::Bcrypt)
            .password_cost(13)
            .activity_days(30)
            .activity_records(5_000)
            .updates_manifest("https://example.org/manifest.txt")
            .updates_key(&ManifestKey([7; 32]).text())
    }

    #[test]
    fn every_setting_can_be_given_in_code_and_is_marked_as_the_apps() {
        let app = Arc::new(everything().in_range());
        let joined = Settings::default().over(&app);
        for info in SETTINGS {
            assert!(app.given.contains(info.path), "{info:?}");
            assert_eq!(info.now(&joined), info.now(&app), "{info:?}");
            assert_eq!(joined.origin(info), SettingOrigin::App, "{info:?}");
        }
    }

    /// For each setting: nothing, the app, the store, or both give it; then the window changes it, and goes back.
    #[test]
    fn the_store_beats_the_app_which_beats_the_program_for_every_setting() {
        let app = Arc::new(everything());
        let none = Arc::new(Settings::default());
        for info in SETTINGS {
            let program = info.now(&Settings::default());
            // A value that is the default beats the app's as well; of those without one, any value does.
            let mut store = Settings::default();
            program.apply_to(&mut store);
            if !store.given.contains(info.path) {
                info.now(&app).apply_to(&mut store);
            }
            let given = info.now(&store);
            let cases = [
                (
                    &Settings::default(),
                    &none,
                    &program,
                    SettingOrigin::Program,
                ),
                (
                    &Settings::default(),
                    &app,
                    &info.now(&app),
                    SettingOrigin::App,
                ),
                (&store, &none, &given, SettingOrigin::Store),
                (&store, &app, &given, SettingOrigin::Store),
            ];
            for (store, app, value, origin) in cases {
                let mut joined = store.over(app);
                let is = |joined: &Settings| (info.now(joined), joined.origin(info));
                assert_eq!(is(&joined), (value.clone(), origin), "{info:?}");
                given.apply_to(&mut joined);
                assert_eq!(
                    is(&joined),
                    (given.clone(), SettingOrigin::Store),
                    "{info:?}"
                );
                Setting::Unset(info).apply_to(&mut joined);
                let default = Settings::default().over(app);
                assert_eq!(is(&joined), is(&default), "{info:?}");
                assert_eq!(
                    joined.registration.is_decided,
                    default.registration.is_decided
                );
            }
        }
    }

    #[test]
    fn fields_that_a_store_sets_itself_are_its_own_if_they_differ_from_the_default() {
        let mut store = Settings::default();
        store.lock.after_minutes = 7;
        let app = Arc::new(Settings::default().lock_minutes(10).clipboard_seconds(20));
        let joined = store.over(&app);
        assert_eq!(
            (joined.lock.after_minutes, joined.lock.clipboard_seconds),
            (7, 20)
        );
    }

    #[test]
    fn numbers_in_code_are_kept_in_the_range_of_the_file() {
        let app = Settings::default()
            .lock_minutes(90)
            .max_session_hours(0)
            .password_min_length(1);
        let app = app.in_range();
        assert_eq!(
            (app.lock.after_minutes, app.sessions.max_hours),
            (60, Some(1))
        );
        assert_eq!(
            app.password.min_length,
            crate::domain::password::MIN_LENGTH_FLOOR
        );
    }

    #[test]
    fn roles_of_new_users_in_code_give_no_permissions() {
        let admin = Role::admin();
        let app = Arc::new(Settings::default().registration_roles([admin]));
        assert_eq!(Settings::default().over(&app).registration.roles, []);
    }
}
