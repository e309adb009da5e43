//! Registering an account for oneself.

use egui_authenticator::domain::registration::RegistrationPolicy;

use crate::acts::users::input;
use crate::acts::{Stepped, certainty, outcome, texts};
use crate::model::{NAMES, Rule, address, demand};
use crate::steps::Step;
use crate::world::{Outcome, World, secret};

impl World {
    /// Registers an account, with an e-mail address that may be that of another one.
    pub fn register(&mut self, step: Step, who: usize, email: usize) -> Stepped {
        let Some(who) = self.newcomer(who) else {
            return Ok(Outcome::Nothing);
        };
        let name = NAMES[self.model.people[who].name];
        let (email, new) = (address(email), self.new_password());
        let mut people = self.model.people.iter();
        let is_taken = people.any(|person| person.exists && person.email == email);
        let ran = self.run(step, |service| {
            let registration = service.registration();
            registration.register(&input(name, &email), &secret(&new))
        })?;
        let policy = self.model.settings.registration;
        let waits = policy == RegistrationPolicy::Approval;
        let mut codes = Vec::new();
        if let Some(Ok(done)) = &ran.result {
            codes = texts(&done.codes);
            let may = waits || policy == RegistrationPolicy::Open && !is_taken;
            let rule = Rule::NoUserAbovePermissions;
            demand(may, rule, "a registration that is not allowed")?;
            demand(done.value.is_waiting == waits, rule, "no approval")?;
        }
        self.changed(who, certainty(&ran), |person| {
            person.create(&[], codes);
            person.password = Some(new);
            person.pending = waits;
            person.email = if is_taken { String::new() } else { email };
        })?;
        Ok(outcome(&ran))
    }
}
