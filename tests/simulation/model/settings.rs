//! The settings that are changed.

use egui_authenticator::domain::registration::RegistrationPolicy;
use egui_authenticator::domain::settings::Settings;

use crate::steps::Choice;

/// The settings that are changed, as they were acknowledged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Failures in a row before the first lockout.
    pub lockout_after: u32,
    /// Failures in a row before the hard stop.
    pub stop_after: u32,
    /// Who may register.
    pub registration: RegistrationPolicy,
    /// Minutes before a window locks itself.
    pub lock_minutes: u32,
}

impl Known {
    /// The settings as they are in the file.
    pub fn of(settings: &Settings) -> Self {
        Self {
            lockout_after: settings.lockout.after,
            stop_after: settings.lockout.stop_after,
            registration: settings.registration.mode,
            lock_minutes: settings.lock.after_minutes,
        }
    }

    /// With a changed setting.
    pub fn with(self, choice: Choice) -> Self {
        match choice {
            Choice::LockoutAfter(failures) => Self {
                lockout_after: failures.into(),
                ..self
            },
            Choice::StopAfter(failures) => Self {
                stop_after: failures.into(),
                ..self
            },
            Choice::Registration(registration) => Self {
                registration,
                ..self
            },
            Choice::LockMinutes(minutes) => Self {
                lock_minutes: minutes.into(),
                ..self
            },
        }
    }
}
