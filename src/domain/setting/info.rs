//! What a row of the table of settings says.

use crate::domain::setting::{SETTINGS, Setting, SettingInfo, SettingValue};
use crate::domain::settings::Settings;

impl SettingInfo {
    /// Returns the setting with this path in the file.
    #[must_use]
    pub fn find(path: &str) -> Option<&'static Self> {
        SETTINGS.iter().find(|info| info.path == path)
    }

    /// Returns the section and the key in the file.
    #[must_use]
    pub fn section_and_key(&self) -> (&'static str, &'static str) {
        self.path.split_once('.').unwrap_or((self.path, ""))
    }

    /// Returns the setting as it is now.
    #[must_use]
    pub fn now(&self, settings: &Settings) -> Setting {
        (self.get)(settings)
    }

    /// Copies the value, whatever it is.
    pub(crate) fn copy(&self, from: &Settings, to: &mut Settings) {
        (self.copy)(from, to);
    }

    /// Returns the setting with this value; `None` if it is of another type.
    #[must_use]
    pub fn with_value(&self, value: &SettingValue) -> Option<Setting> {
        (self.of_value)(value)
    }

    /// Returns `true` if only administrators may change the setting: with a low limit, who signs in first keeps all
    /// others out, or the parked sessions of administrators end; and a badge may open a session without anything secret.
    #[must_use]
    pub fn is_of_administrators(&self) -> bool {
        matches!(
            self.path,
            "sessions.max_users"
                | "parked.max"
                | "parked.hours"
                | "quick.badge"
                | "quick.badge_prefix"
                | "quick.badge_minutes"
        )
    }

    /// Reads the setting from what a user typed. Returns `None` if the setting does not accept it.
    #[must_use]
    pub fn parse(&self, text: &str) -> Option<Setting> {
        self.with_value(&self.kind.parse(text)?)
    }
}

impl PartialEq for SettingInfo {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path
    }
}

impl Eq for SettingInfo {}

impl std::fmt::Debug for SettingInfo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_is_read_again_from_what_its_form_shows() {
        for info in SETTINGS {
            let now = info.now(&Settings::default());
            assert_eq!(now.info(), Some(info));
            let text = now.value().to_string();
            assert_eq!(info.parse(&text), Some(now), "{info:?}");
        }
    }

    #[test]
    fn a_setting_changes_only_its_own_place() {
        for (path, text) in [
            ("app.title", "Shop"),
            ("app.accent", "#0a7d4f"),
            ("registration.mode", "open"),
            ("lockout.after", "3"),
            ("cookie.expiry_days", "2.5"),
            ("sessions.max_users", "7"),
            ("registration.roles", "till, \"a, b\""),
            ("two_step.required_for", "till, *"),
        ] {
            let mut settings = Settings::default();
            let info = SettingInfo::find(path).expect("a setting");
            let setting = info.parse(text).expect("a value");
            setting.apply_to(&mut settings);
            for other in SETTINGS {
                let expected = if other == info {
                    setting.clone()
                } else {
                    other.now(&Settings::default())
                };
                assert_eq!(other.now(&settings), expected, "{path}: {other:?}");
            }
        }
    }

    #[test]
    fn values_out_of_range_and_of_another_type_are_refused() {
        for (path, text) in [
            ("lock.after_minutes", "61"),
            ("lock.after_minutes", "x"),
            ("lockout.after", "0"),
            ("app.accent", "blue"),
            ("app.language", "tlh"),
            ("cookie.expiry_days", "31"),
            ("cookie.expiry_days", "NaN"),
        ] {
            let info = SettingInfo::find(path).expect("a setting");
            assert_eq!(info.parse(text), None, "{path}: {text}");
        }
    }
}
