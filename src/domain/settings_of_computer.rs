//! The settings that each computer has of its own, if the others are on a server.

#[cfg(any(all(feature = "component", feature = "postgres"), test))]
use std::sync::Arc;

#[cfg(any(all(feature = "component", feature = "postgres"), test))]
use crate::domain::setting::SETTINGS;
use crate::domain::setting::SettingInfo;
use crate::domain::settings::Settings;

/// The sections of settings that stay in the configuration file of each computer if the users are on a server.
const OF_COMPUTER: [&str; 2] = ["app", "lock"];

impl Settings {
    /// Returns these settings of a server with those that a computer has of its own.
    #[cfg(any(all(feature = "component", feature = "postgres"), test))]
    pub(crate) fn on_computer(&self, computer: &Arc<Self>) -> Self {
        let mut all = self.clone();
        for info in SETTINGS.iter().filter(|info| computer.has_own(info)) {
            info.copy(computer, &mut all);
            all.given.insert(info.path);
        }
        all.store.clone_from(&computer.store);
        all.of_computer = Some(Arc::clone(computer));
        all
    }

    /// Returns `true` if the file of this computer gives the setting in place of the server, so that only its owner changes it.
    #[must_use]
    pub(crate) fn is_of_computer(&self, info: &SettingInfo) -> bool {
        let computer = self.of_computer.as_ref();
        computer.is_some_and(|computer| computer.has_own(info))
    }

    fn has_own(&self, info: &SettingInfo) -> bool {
        OF_COMPUTER.contains(&info.section_and_key().0) && self.gives(info)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_computer_has_its_own_appearance_and_lock_time_and_nothing_else() {
        let server = Settings::default().lock_minutes(10).max_session_users(3);
        let mut computer = Settings::default().lock_minutes(1).max_session_users(99);
        computer.title = Some("Till 1".to_owned());
        let all = server.on_computer(&Arc::new(computer));
        assert_eq!(all.title.as_deref(), Some("Till 1"));
        assert_eq!(all.lock.after_minutes, 1);
        assert_eq!(all.sessions.max_users, Some(3));
        let of_computer =
            |path| SettingInfo::find(path).is_some_and(|info| all.is_of_computer(info));
        assert!(of_computer("lock.after_minutes"));
        assert!(!of_computer("lock.clipboard_seconds"), "it is not given");
        assert!(!of_computer("sessions.max_users"));
    }

    #[test]
    fn what_a_computer_does_not_give_is_that_of_the_server() {
        let server = Settings::default().lock_minutes(10);
        let all = server.on_computer(&Arc::default());
        assert_eq!(all.lock.after_minutes, 10);
    }
}
