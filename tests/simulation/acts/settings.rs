//! Changing settings.

use egui_authenticator::domain::setting::Setting;
use egui_authenticator::service::users::UserError;

use crate::acts::{Stepped, certainty, outcome};
use crate::model::Certainty;
use crate::steps::{By, Choice, Step};
use crate::world::{Outcome, World};

impl World {
    /// Changes a setting.
    pub fn set(&mut self, step: Step, by: By, choice: Choice) -> Stepped {
        let step = self.managed(step, by);
        let Some(manager) = self.manager(step, by) else {
            return Ok(Outcome::Nothing);
        };
        let setting = match choice {
            Choice::LockoutAfter(failures) => Setting::LockoutAfter(failures.into()),
            Choice::StopAfter(failures) => Setting::LockoutStopAfter(failures.into()),
            Choice::Registration(policy) => Setting::RegistrationMode(policy),
            Choice::LockMinutes(minutes) => Setting::LockMinutes(minutes.into()),
        };
        let ran = self.run(step, |service| {
            let (settings, by) = (service.settings(), manager.caller());
            let preview = settings.preview(by, vec![setting])?;
            settings.apply(by, &preview)?;
            Ok::<_, UserError>(())
        })?;
        let (certainty, file) = (certainty(&ran), self.file());
        if certainty == Certainty::Done {
            // Only administrators.
            self.model.judge_deed(manager.proven, 2, self.now(step))?;
        }
        let after = self.model.settings.with(choice);
        self.model.set(certainty, &file, after);
        Ok(outcome(&ran))
    }
}
