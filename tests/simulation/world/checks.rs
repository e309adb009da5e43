//! The check of everything after each step.

use std::sync::atomic::Ordering;

use egui_authenticator::domain::audit_chain::ChainCheck;
use egui_authenticator::domain::role::Role;
use egui_authenticator::domain::user::User;

use crate::model::{Broken, Judged, NAMES, Rule, demand};
use crate::steps::Step;
use crate::window::Parked;
use crate::world::{Computer, Outcome, World};

impl World {
    /// Makes a step, and checks everything after it.
    pub fn step(&mut self, step: Step) -> Result<Outcome, Broken> {
        self.at = usize::from(step.computer);
        let outcome = self.act(step)?;
        self.check_chain(step)?;
        self.check_parked(step)?;
        let file = self.file();
        if self.compared != Some(file.revision) {
            self.compared = Some(file.revision);
            self.model.compare(&file)?;
            self.check_sessions()?;
        }
        Ok(outcome)
    }

    /// Every record that was taken is there.
    fn check_chain(&mut self, step: Step) -> Judged {
        let at = usize::from(step.computer);
        let recorded = |computer: &Computer| computer.gate.recorded.load(Ordering::Relaxed);
        let recorded = if self.stores.count_together() {
            self.computers.iter().map(recorded).sum()
        } else {
            recorded(&self.computers[at])
        };
        let computer = &mut self.computers[at];
        let verified = computer.state.verify_activity_after(computer.verified);
        let (check, point) = verified.expect("a database");
        computer.verified = point;
        let number = point.map(|point| point.number);
        let is_whole = matches!(check, ChainCheck::Whole(_)) && number == Some(recorded);
        let how = || format!("{check:?}, {number:?} of {recorded} records");
        demand(is_whole, Rule::ChainWhole, how())
    }

    /// No parked session proves a role.
    fn check_parked(&mut self, step: Step) -> Judged {
        let is_used = |parked: &Parked| {
            let mut roles = parked.session.user().roles.iter();
            roles.any(|role| parked.session.has_role(role.as_str()))
        };
        let is_used = self.window(step).parked.iter().any(is_used);
        let rule = Rule::NothingReadWhileParked;
        demand(!is_used, rule, "a parked session proves a role")
    }

    /// Every session that stays open may, with the roles of the file.
    fn check_sessions(&self) -> Judged {
        for window in self.computers.iter().flat_map(|computer| &computer.windows) {
            let Some((session, proven)) = &window.session else {
                continue;
            };
            if let Ok(view) = window.service.sessions().refresh(session) {
                self.model.judge_session(*proven)?;
                self.judge_roles(view.session.user(), proven.who)?;
            }
        }
        Ok(())
    }

    /// Judges the roles that a session shows.
    pub fn judge_roles(&self, user: &User, who: usize) -> Judged {
        let mut roles: Vec<&str> = user.roles.iter().map(Role::as_str).collect();
        roles.sort_unstable();
        let person = &self.model.people[who];
        let is_same = user.username.as_str() == NAMES[person.name] && roles == person.roles;
        demand(
            is_same,
            Rule::NoUserAbovePermissions,
            "a session has other roles than the file",
        )
    }
}
