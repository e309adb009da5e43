//! Importing users from a table.

use egui_authenticator::domain::secret::SecretText;
use egui_authenticator::service::users::import::{ImportError, Progress};

use crate::acts::{Stepped, certainty, outcome, texts};
use crate::model::{Certainty, FIRST, NAMES, Person, ResetCode, Rule, address, demand};
use crate::steps::{By, Step};
use crate::world::{Outcome, World};

impl World {
    /// Imports a table that gives one user these roles, and adds another one with them: both or neither.
    pub fn import(
        &mut self,
        step: Step,
        by: By,
        (whom, new): (usize, usize),
        roles: &'static [&'static str],
    ) -> Stepped {
        let step = self.managed(step, by);
        let (Some(manager), Some(new)) = (self.manager(step, by), self.newcomer(new)) else {
            return Ok(Outcome::Nothing);
        };
        let [whose, added] = [whom, new].map(|who| NAMES[self.model.people[who].name]);
        if !self.model.people[whom].exists {
            return Ok(Outcome::Nothing);
        }
        let first = self.model.people[whom].first_name.clone();
        let (list, email) = (roles.join(";"), address(self.model.people[new].name));
        let table = format!(
            "username,email,first_name,roles\n{whose},,{first},\"{list}\"\n{added},{email},New,\"{list}\"\n"
        );
        let ran = self.run(step, |service| {
            let (import, by) = (service.import(), manager.caller());
            let plan = import.plan(by, SecretText::new(table))?;
            let done = import.run(by, &plan, true, &Progress::default())?;
            let codes: Vec<_> = done.codes.into_iter().map(|(_, code)| code).collect();
            Ok::<_, ImportError>(texts(&codes))
        })?;
        let (outcome, certainty, now) = (outcome(&ran), certainty(&ran), self.now(step));
        // A row that gives what a user has changes nothing, and neither does an empty cell; neither needs a permission.
        let before = self.model.people[whom].roles.clone();
        let after = if roles.is_empty() { &*before } else { roles };
        let existed = *before == *after;
        if certainty == Certainty::Done {
            let changed = [whom, new].into_iter().skip(usize::from(existed));
            for who in changed {
                self.model.judge_admin(manager.proven, who, now)?;
                self.model.judge_roles(manager.proven, who, roles)?;
            }
        }
        let codes = ran.result.and_then(Result::ok).unwrap_or_default();
        let file = self.file();
        let give = |person: &mut Person| {
            person.roles = after.to_vec();
            // A rival was overwritten, unless they came after the import.
            let user = person.user_in(&file.users);
            if user.is_none_or(|user| user.name.first != person.first_name) {
                person.first_name = first;
            }
        };
        self.changed(whom, certainty, give)?;
        self.changed(new, certainty, |person| {
            person.create(roles, Vec::new());
            person
                .resets
                .extend(codes.into_iter().map(|code| ResetCode {
                    code,
                    made_at: now,
                    seconds: FIRST,
                }));
        })?;
        let is_given = *self.model.people[whom].roles == *after;
        let is_whole = existed || is_given == self.model.people[new].exists;
        demand(is_whole, Rule::NoChangeLost, "half of an import")?;
        Ok(outcome)
    }
}
