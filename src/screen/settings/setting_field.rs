//! A setting in the form: what is typed, where the value comes from, and going back to the default.

use crate::domain::setting::SettingInfo;
use crate::domain::setting_origin::SettingOrigin;
use crate::domain::settings::Settings;

/// The path of the registration policy in the file.
const POLICY: &str = "registration.mode";

/// A setting in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingField {
    /// The setting.
    pub info: &'static SettingInfo,
    /// What is typed.
    pub text: String,
    /// Where the saved value comes from, and where the default.
    origins: [SettingOrigin; 2],
    /// The text of the default.
    default: String,
    /// Whether the user went back to the default.
    is_reset: bool,
}

impl SettingField {
    pub(crate) fn of(info: &'static SettingInfo, settings: &Settings) -> Self {
        let default_origin = settings.default_origin(info);
        let default = settings.default_of(info).value().to_string();
        let is_policy = info.path == POLICY;
        // What is chosen then is a decision, also if it is what applies anyway.
        let is_undecided = is_policy && !settings.registration.is_decided;
        let has_no_default = is_policy && default_origin == SettingOrigin::Program;
        Self {
            info,
            text: if is_undecided {
                String::new()
            } else {
                info.now(settings).value().to_string()
            },
            origins: [settings.origin(info), default_origin],
            default: if has_no_default {
                String::new()
            } else {
                default
            },
            is_reset: false,
        }
    }

    /// Returns where the value comes from once what is typed is saved. `saved` is the field without changes.
    #[must_use]
    pub fn origin(&self, saved: &Self) -> SettingOrigin {
        let [origin, default] = self.origins;
        if self.is_unset() {
            default
        } else if self.text == saved.text {
            origin
        } else {
            SettingOrigin::Store
        }
    }

    /// Returns `true` if the configuration file of this computer gives the value, so that it cannot be changed here.
    #[must_use]
    pub fn is_of_computer(&self) -> bool {
        self.origins[0] == SettingOrigin::Computer
    }

    /// Goes back to the default.
    pub fn reset(&mut self) {
        self.text.clone_from(&self.default);
        self.is_reset = true;
    }

    /// Returns `true` if the value of the file is to be removed.
    #[must_use]
    pub fn is_unset(&self) -> bool {
        self.is_reset && self.text == self.default && self.origins[0] == SettingOrigin::Store
    }

    /// Returns `true` if there is something to save.
    #[must_use]
    pub fn is_changed(&self, saved: &Self) -> bool {
        self.text != saved.text || self.is_unset()
    }

    /// Takes over what was typed into a field that was `saved` before, unless the value has changed as well. Returns `true` if
    /// nothing is lost.
    pub(crate) fn take_over(&mut self, typed: &Self, saved: &Self) -> bool {
        if !typed.is_changed(saved) {
            return true;
        }
        if self.text != saved.text {
            return self.text == typed.text;
        }
        self.text.clone_from(&typed.text);
        self.is_reset = typed.is_reset;
        true
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn a_setting_that_the_file_of_this_computer_gives_is_marked() {
        let computer = Arc::new(Settings::default().lock_minutes(1));
        let settings = Settings::default().on_computer(&computer);
        let field = |path| SettingInfo::find(path).map(|info| SettingField::of(info, &settings));
        let is_marked = |path| field(path).is_some_and(|field| field.is_of_computer());
        assert!(is_marked("lock.after_minutes"));
        assert!(!is_marked("lock.clipboard_seconds"));
        assert!(!is_marked("sessions.max_users"));
    }
}
