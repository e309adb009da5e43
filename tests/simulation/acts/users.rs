//! What administrators do to users.

use egui_authenticator::service::caller::Caller;
use egui_authenticator::service::users::{UserChange, UserError};

use crate::acts::{Stepped, certainty, outcome};
use crate::model::{Certainty, NAMES, ROLES, ResetCode};
use crate::steps::{Deed, Step};
use crate::world::{Outcome, World};

impl World {
    /// Does to a user what an administrator can.
    pub fn administer(&mut self, step: Step, whom: usize, deed: Deed) -> Stepped {
        let Some((session, proven)) = self.session(step) else {
            return Ok(Outcome::Nothing);
        };
        let ran = self.run(step, |service| {
            let (users, by, name) = (service.users(), Caller::Session(&session), NAMES[whom]);
            let disabled = |disabled| UserChange {
                disabled: Some(disabled),
                ..UserChange::default()
            };
            match deed {
                Deed::Roles(roles) => {
                    let roles = ROLES[usize::from(roles)]
                        .iter()
                        .map(|role| (*role).to_owned());
                    let change = UserChange {
                        roles: Some(roles.collect()),
                        ..UserChange::default()
                    };
                    users.change(by, name, &change)?;
                }
                Deed::Disable => users.change(by, name, &disabled(true))?,
                Deed::Enable => users.change(by, name, &disabled(false))?,
                Deed::StartReset => {
                    let code = users.start_reset(by, name)?;
                    return Ok(Some(code.expose().to_owned()));
                }
                Deed::RequirePassword => users.require_new_password(by, name)?,
                Deed::EndSessions => users.sign_out_everywhere(by, name)?,
                Deed::TwoStepOff => users.turn_off_two_factor(by, name)?,
                Deed::Unlock => users.unlock(by, name)?,
            }
            Ok::<_, UserError>(None)
        })?;
        let now = self.now(step);
        if matches!(ran.result, Some(Ok(_))) {
            self.model.judge_admin(Some(proven), whom, now)?;
            if let Deed::Roles(roles) = deed {
                let roles = ROLES[usize::from(roles)];
                self.model.judge_roles(Some(proven), whom, roles)?;
            }
        }
        let outcome = outcome(&ran);
        let certainty = certainty(&ran);
        if deed == Deed::Unlock && certainty != Certainty::NotDone {
            self.forgive(step, whom);
        }
        let code = ran.result.and_then(Result::ok).flatten();
        self.changed(whom, certainty, |person| match deed {
            Deed::Roles(roles) => person.roles = ROLES[usize::from(roles)].to_vec(),
            Deed::Disable => person.disabled = true,
            Deed::Enable => person.disabled = false,
            Deed::StartReset => {
                person.void_resets();
                let reset = |code| ResetCode { code, made_at: now };
                person.resets.extend(code.map(reset));
            }
            Deed::RequirePassword => person.must_change = true,
            Deed::EndSessions => person.end_sessions(),
            Deed::TwoStepOff => {
                person.totp = None;
                person.must_change = true;
            }
            Deed::Unlock => {}
        })?;
        Ok(outcome)
    }
}
