//! Messages for settings that were or would be changed.

use crate::domain::changed_setting::ChangedSetting;
use crate::domain::page_id::PageId;
use crate::domain::printable::escaped;
use crate::domain::registration::RegistrationPolicy;
use crate::domain::setting::{SettingInfo, SettingKind, SettingValue};
use crate::domain::settings_change::SettingChange;

use crate::messages::Messages;

/// The path of the registration policy in the file.
const POLICY: &str = "registration.mode";
/// The path of what a badge does.
const BADGE: &str = "quick.badge";

#[doc(hidden)]
impl Messages {
    /// Returns the text for a registration policy.
    #[must_use]
    pub fn registration_policy(&self, mode: RegistrationPolicy) -> String {
        let name = match mode {
            RegistrationPolicy::Closed => "registration-closed",
            RegistrationPolicy::Listed => "registration-listed",
            RegistrationPolicy::Approval => "registration-approval",
            RegistrationPolicy::Open => "registration-open",
        };
        self.get(name).into_owned()
    }

    /// Returns the names of settings that were changed.
    pub(crate) fn changed_settings(&self, changed: &[ChangedSetting]) -> String {
        let names: Vec<_> = changed.iter().map(|of| self.changed_setting(of)).collect();
        names.join(", ")
    }

    /// Returns a setting that would be changed, with its values before and after if it has any.
    #[must_use]
    pub fn setting_change(&self, change: &SettingChange) -> String {
        let name = self.changed_setting(&change.setting);
        let (ChangedSetting::Setting(info), Some(values)) = (&change.setting, &change.values)
        else {
            return name;
        };
        let [old, new] = values
            .each_ref()
            .map(|value| self.setting_value(info, value));
        self.value_change(name, [&old, &new])
    }

    /// Returns a value that would be changed, as it is now and as it would be.
    #[must_use]
    pub fn value_change(&self, label: String, [old, new]: [&str; 2]) -> String {
        let shown = |text: &str| match text {
            "" => "–".to_owned(),
            text => text.to_owned(),
        };
        let values = [
            ("label", label.into()),
            ("old", shown(old).into()),
            ("new", shown(new).into()),
        ];
        self.with("settings-restore-change", &values)
    }

    /// Returns the value of a setting as the window shows it.
    fn setting_value(&self, info: &SettingInfo, value: &SettingValue) -> String {
        let text = value.to_string();
        match (info.kind, text.as_str()) {
            (_, "") => "–".to_owned(),
            (SettingKind::Flag, "true") => self.get("value-on").into_owned(),
            (SettingKind::Flag, _) => self.get("value-off").into_owned(),
            (_, text) => {
                let word = self.setting_word(info, text);
                word.unwrap_or_else(|| escaped(text, &[]).into_owned())
            }
        }
    }

    /// Returns the text for a word that a setting accepts; `None` for a word that is shown as it is.
    pub(crate) fn setting_word(&self, info: &SettingInfo, word: &str) -> Option<String> {
        if info.path == POLICY {
            let mut policies = RegistrationPolicy::WORDS.into_iter();
            let (_, policy) = policies.find(|(known, _)| *known == word)?;
            return Some(self.registration_policy(policy));
        }
        let name = match word {
            _ if info.path != BADGE => return None,
            "names" => "settings-badge-names",
            "enough" => "settings-badge-enough",
            _ => "settings-badge-off",
        };
        Some(self.get(name).into_owned())
    }

    fn changed_setting(&self, changed: &ChangedSetting) -> String {
        let page = |name, id: &PageId| self.with(name, &[("page", id.0.as_str().into())]);
        match changed {
            ChangedSetting::Setting(info) => self.get(info.label).into_owned(),
            ChangedSetting::Registration(policy) => {
                let policy = self.registration_policy(*policy);
                self.with("detail-registration", &[("policy", policy.into())])
            }
            ChangedSetting::Page(id) => page("detail-page", id),
            ChangedSetting::NewPage(id) => page("detail-page-new", id),
            ChangedSetting::RemovedPage(id) => page("detail-page-removed", id),
            ChangedSetting::Role(name) => {
                self.with("detail-role", &[("role", name.as_str().into())])
            }
            ChangedSetting::RemovedRole(name) => {
                self.with("detail-role-removed", &[("role", name.as_str().into())])
            }
            ChangedSetting::RenamedRole { from, to } => {
                let values = [("role", from.as_str().into()), ("new", to.as_str().into())];
                self.with("detail-role-renamed", &values)
            }
            ChangedSetting::Approval(action) => format!("approvals.{action}"),
            ChangedSetting::PageApproval(page) => format!("views.{}.approval", page.0),
            ChangedSetting::Mail => self.get("settings-mail").into_owned(),
            ChangedSetting::PageOrder => self.get("detail-page-order").into_owned(),
            ChangedSetting::Other(text) => text.clone(),
        }
    }
}
