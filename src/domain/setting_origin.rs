//! Where the value of a setting comes from. What the store gives beats what the app gives in code, and that beats the
//! default of the program.

use std::sync::Arc;

use crate::domain::setting::{SETTINGS, Setting, SettingInfo, SettingKind, SettingValue};
use crate::domain::settings::Settings;

/// Where the value of a setting comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SettingOrigin {
    /// It is the default of the program.
    Program,
    /// The app gives it in code.
    App,
    /// The file, or another credential store, gives it.
    Store,
    /// The file of this computer gives it in place of the server.
    Computer,
}

impl Settings {
    /// Returns where the value of a setting comes from.
    #[doc(hidden)]
    #[must_use]
    pub fn origin(&self, info: &SettingInfo) -> SettingOrigin {
        if self.is_of_computer(info) {
            SettingOrigin::Computer
        } else if self.gives(info) {
            SettingOrigin::Store
        } else {
            self.default_origin(info)
        }
    }

    /// Returns where the value comes from if the store gives none.
    pub(crate) fn default_origin(&self, info: &SettingInfo) -> SettingOrigin {
        match self.app_with(info) {
            Some(_) => SettingOrigin::App,
            None => SettingOrigin::Program,
        }
    }

    /// Returns the value that applies if the store gives none.
    pub(crate) fn default_of(&self, info: &SettingInfo) -> Setting {
        let app = self.app_with(info);
        app.map_or_else(|| info.now(&Self::default()), |app| info.now(app))
    }

    /// Returns `true` if an app gives some of these settings in code.
    pub(crate) fn has_app_defaults(&self) -> bool {
        self.of_app.as_ref().is_some_and(|app| app.gives_any())
    }

    /// Returns `true` if these settings give the value of one.
    pub(crate) fn gives_any(&self) -> bool {
        SETTINGS.iter().any(|info| self.gives(info))
    }

    /// Returns the settings of a store, with those of the app where the store gives none.
    pub(crate) fn over(&self, app: &Arc<Self>) -> Self {
        let mut all = self.clone();
        for info in SETTINGS {
            if self.gives(info) {
                all.given.insert(info.path);
            } else if app.gives(info) {
                info.copy(app, &mut all);
            }
        }
        all.of_app = Some(Arc::clone(app));
        // Code can name a role that the store gives permissions later, and new users must get none.
        if all.origin_is_app(REGISTRATION_ROLES) {
            let mut roles = std::mem::take(&mut all.registration.roles);
            roles.retain(|role| !all.gives_permissions(role));
            all.registration.roles = roles;
        }
        all
    }

    /// Returns these settings with every number inside the range that the file accepts as well.
    pub(crate) fn in_range(mut self) -> Self {
        for info in SETTINGS {
            let value = info.now(&self).value();
            let (SettingKind::Number { min, max }, SettingValue::Number(number)) =
                (info.kind, value)
            else {
                continue;
            };
            let (min, max) = (f64::from(min), f64::from(max));
            let nearest = SettingValue::Number(number.clamp(min, max));
            if !(min..=max).contains(&number)
                && let Some(setting) = info.with_value(&nearest)
            {
                setting.apply_to(&mut self);
            }
        }
        self
    }

    /// Removes the value of a setting, so that the default applies.
    pub(crate) fn unset(&mut self, info: &SettingInfo) {
        self.given.remove(info.path);
        if let Some(app) = self.of_app.clone().filter(|app| app.gives(info)) {
            return info.copy(&app, self);
        }
        info.copy(&Self::default(), self);
        if info.path == REGISTRATION_MODE {
            self.registration.is_decided = false;
        }
    }

    /// Returns `true` if the app gives a setting that names this role, and the store does not.
    pub(crate) fn app_names(&self, role: &str) -> bool {
        let names = |value| matches!(value, SettingValue::List(names) if names.iter().any(|name| name == role));
        SETTINGS.iter().any(|info| {
            matches!(info.kind, SettingKind::Roles { .. })
                && self.origin(info) == SettingOrigin::App
                && names(self.default_of(info).value())
        })
    }

    /// Returns `true` if these settings give a value. A store or an app that sets fields gives those that differ from the
    /// default.
    pub(crate) fn gives(&self, info: &SettingInfo) -> bool {
        let differs = || self.of_app.is_none() && info.now(self) != info.now(&Self::default());
        self.given.contains(info.path) || differs()
    }

    fn app_with(&self, info: &SettingInfo) -> Option<&Self> {
        self.of_app.as_deref().filter(|app| app.gives(info))
    }

    fn origin_is_app(&self, path: &str) -> bool {
        SettingInfo::find(path).is_some_and(|info| self.origin(info) == SettingOrigin::App)
    }
}

const REGISTRATION_MODE: &str = "registration.mode";
const REGISTRATION_ROLES: &str = "registration.roles";
