//! Managing users.

use egui_authenticator::domain::person_name::PersonName;
use egui_authenticator::service::Session;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::users::{UserAdmin, UserChange, UserError, UserInput};

use crate::acts::{Stepped, certainty, outcome};
use crate::model::{
    Certainty, FIRST, Judged, NAMES, NEW, Person, Proven, RESET, ROLES, ResetCode, Rule, address,
    demand,
};
use crate::steps::{By, Deed, Step};
use crate::world::{Outcome, World};

/// Who manages users and settings.
pub struct Manager {
    session: Option<Session>,
    /// What the session was opened for.
    pub proven: Option<Proven>,
}

impl Manager {
    /// The caller of the use cases.
    pub fn caller(&self) -> Caller<'_> {
        let owner = || Caller::LocalOwner(Operator::assume());
        self.session.as_ref().map_or_else(owner, Caller::Session)
    }
}

/// What is typed for a new user.
pub fn input(name: &str, email: &str) -> UserInput {
    let full = PersonName::new(NEW, "");
    UserInput::new(name, email, full)
}

impl World {
    /// Who manages at the window of a step, if a session is needed and there is one.
    pub fn manager(&mut self, step: Step, by: By) -> Option<Manager> {
        let (session, proven) = match by {
            By::Owner => (None, None),
            By::Session => self.session(step).map(|(a, b)| (Some(a), Some(b)))?,
        };
        Some(Manager { session, proven })
    }

    /// The first user without an account, from one on.
    pub fn newcomer(&self, from: usize) -> Option<usize> {
        let people = &self.model.people;
        let mut from_here = (0..people.len()).map(|at| (from + at) % people.len());
        from_here.find(|who| {
            let person = &people[*who];
            !person.exists && self.model.holder(NAMES[person.name]).is_none()
        })
    }

    /// Does to a user what an administrator can.
    pub fn administer(&mut self, step: Step, by: By, whom: usize, deed: Deed) -> Stepped {
        let step = self.managed(step, by);
        let name = |world: &Self, who: usize| NAMES[world.model.people[who].name];
        // After a removal, another user may have the name.
        let whom = match deed {
            Deed::Add(_) => self.newcomer(whom),
            _ => self.model.holder(name(self, whom)),
        };
        let (Some(manager), Some(whom)) = (self.manager(step, by), whom) else {
            return Ok(Outcome::Nothing);
        };
        let name = name(self, whom);
        let email = address(self.model.people[whom].name);
        let ran = self.run(step, |service| {
            done(&service.users(), manager.caller(), (name, &email), deed)
        })?;
        let now = self.now(step);
        let (outcome, certainty) = (outcome(&ran), certainty(&ran));
        if certainty == Certainty::Done {
            self.judge_deed(&manager, whom, deed, now)?;
        }
        if certainty != Certainty::NotDone {
            if deed == Deed::Unlock {
                self.forgive(step, whom);
            }
            if deed == Deed::EndParked && certainty == Certainty::Done {
                let mut parked = self.window(step).parked.iter();
                let mut theirs = parked.by_ref().filter(|of| of.proven.who == whom);
                let has_ended = theirs.all(|of| of.session.has_ended());
                let rule = Rule::NothingReadWhileParked;
                demand(has_ended, rule, "an ended parked session continues")?;
                // As the window does.
                self.window(step).parked.retain(|of| of.proven.who != whom);
            }
            if deed == Deed::Remove
                && let Some(id) = self.model.people[whom].id
            {
                self.counts(step).removed(id);
            }
        }
        let code = ran.result.and_then(Result::ok).flatten();
        self.changed(whom, certainty, |person| {
            take_in(person, deed, |seconds| {
                let code = code?;
                Some(ResetCode {
                    code,
                    made_at: now,
                    seconds,
                })
            });
        })?;
        Ok(outcome)
    }

    fn judge_deed(&self, manager: &Manager, whom: usize, deed: Deed, now: i64) -> Judged {
        self.model.judge_admin(manager.proven, whom, now)?;
        match deed {
            Deed::Roles(roles) | Deed::Add(roles) => {
                let roles = ROLES[usize::from(roles)];
                self.model.judge_roles(manager.proven, whom, roles)
            }
            Deed::Rename(to) => {
                let holder = self.model.holder(NAMES[usize::from(to)]);
                let is_free = holder.is_none_or(|holder| holder == whom);
                demand(is_free, Rule::NoChangeLost, "two users have one name")
            }
            _ => Ok(()),
        }
    }
}

/// Does to a user what an administrator can, and returns the code that is shown.
fn done(
    users: &UserAdmin,
    by: Caller<'_>,
    (name, email): (&str, &str),
    deed: Deed,
) -> Result<Option<String>, UserError> {
    let change = |change: UserChange| users.change(by, name, &change);
    let disabled = |disabled| UserChange::default().disabled(disabled);
    let code = match deed {
        Deed::Roles(roles) => {
            let roles = ROLES[usize::from(roles)].iter();
            let roles = roles.map(|role| (*role).to_owned());
            change(UserChange::default().roles(roles))?;
            None
        }
        Deed::Disable => change(disabled(true)).map(|()| None)?,
        Deed::Enable => change(disabled(false)).map(|()| None)?,
        Deed::StartReset => Some(users.start_reset(by, name)?),
        Deed::RequirePassword => users.require_new_password(by, name).map(|()| None)?,
        Deed::EndSessions => users.sign_out_everywhere(by, name).map(|()| None)?,
        Deed::TwoStepOff => users.turn_off_two_factor(by, name).map(|()| None)?,
        Deed::Unlock => users.unlock(by, name).map(|()| None)?,
        Deed::Add(roles) => {
            let roles = ROLES[usize::from(roles)];
            Some(users.add(by, &input(name, email), roles)?)
        }
        Deed::Rename(to) => {
            let to = NAMES[usize::from(to)];
            users.rename(by, name, to).map(|()| None)?
        }
        Deed::Remove => users.remove(by, name).map(|()| None)?,
        Deed::Approve => users.approve(by, name).map(|()| None)?,
        Deed::EndParked => users.end_parked(by, name).map(|()| None)?,
    };
    Ok(code.map(|code| code.expose().to_owned()))
}

/// Takes in what was done to a user. `code` is the code that was shown, which is valid for so many seconds.
fn take_in(person: &mut Person, deed: Deed, code: impl FnOnce(i64) -> Option<ResetCode>) {
    match deed {
        Deed::Roles(roles) => person.roles = ROLES[usize::from(roles)].to_vec(),
        Deed::Disable => person.disabled = true,
        Deed::Enable => person.disabled = false,
        Deed::StartReset => {
            // Who never had a password gets another first code.
            let is_first = person.password.is_none();
            person.void_resets();
            person
                .resets
                .extend(code(if is_first { FIRST } else { RESET }));
        }
        Deed::RequirePassword => person.must_change = true,
        Deed::EndSessions => person.end_sessions(),
        Deed::TwoStepOff => {
            person.totp = None;
            person.must_change = true;
        }
        Deed::Unlock | Deed::EndParked => {}
        Deed::Add(roles) => {
            person.create(ROLES[usize::from(roles)], Vec::new());
            person.resets.extend(code(FIRST));
        }
        Deed::Rename(to) => person.name = usize::from(to),
        Deed::Remove => person.remove(),
        Deed::Approve => person.pending = false,
    }
}
