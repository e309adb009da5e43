//! Parking a session while another user works (R113).

use egui_authenticator::service::account::AccountChange;
use egui_authenticator::service::sign_in::locking::LockReason;

use crate::acts::signing::statement;
use crate::acts::{Stepped, outcome};
use crate::model::{NAMES, Rule, demand};
use crate::steps::{ParkAct, Step};
use crate::window::Parked;
use crate::world::{Outcome, World, secret};

impl World {
    /// Does something with a parked session.
    pub fn parking(&mut self, step: Step, act: ParkAct) -> Stepped {
        match act {
            ParkAct::Park => self.park(step),
            ParkAct::Return(number) => self.unpark(step, usize::from(number)),
            ParkAct::Use(number) => self.use_parked(step, usize::from(number)),
        }
    }

    /// Locks what is open for its owner, and lets another user sign in.
    fn park(&mut self, step: Step) -> Stepped {
        let outcome = self.lock_for(step, LockReason::SwitchedAway)?;
        let window = self.window(step);
        let Some((session, proven)) = window.session.take() else {
            return Ok(outcome);
        };
        session.park();
        let earlier = window
            .parked
            .iter()
            .position(|of| of.proven.who == proven.who);
        if let Some(earlier) = earlier {
            window.parked.remove(earlier).session.discard();
        }
        let mark = window.mark;
        window.parked.push(Parked {
            session,
            proven,
            mark,
        });
        window.show(None);
        Ok(outcome)
    }

    /// Continues a parked session in the one that is open.
    fn unpark(&mut self, step: Step, number: usize) -> Stepped {
        let open = self.session(step);
        let parked = self.parked(step, number);
        let (Some((session, proven)), Some(number)) = (open, parked) else {
            return Ok(Outcome::Nothing);
        };
        let parked = &self.window(step).parked[number];
        let (old, owner, mark) = (parked.session.clone(), parked.proven.who, parked.mark);
        let ran = self.run(step, |service| {
            service.sessions().continue_parked(&old, &session)
        })?;
        if let Some(mark) = mark
            && !proven.is_by_pin
            && (ran.is_interrupted || ran.result == Some(Ok(())))
        {
            self.model.computers[usize::from(step.computer)].unlocked(mark);
        }
        if ran.result == Some(Ok(())) {
            self.model.judge_session(proven)?;
            let rule = Rule::NothingReadWhileParked;
            let is_theirs = owner == proven.who;
            demand(
                is_theirs,
                rule,
                "a user continues the session of another one",
            )?;
            self.window(step).parked.remove(number).session.discard();
        }
        Ok(outcome(&ran))
    }

    /// Tries to read, to change the account and to sign with a parked session, as its owner.
    fn use_parked(&mut self, step: Step, number: usize) -> Stepped {
        let Some(number) = self.parked(step, number) else {
            return Ok(Outcome::Nothing);
        };
        let parked = &self.window(step).parked[number];
        let (session, who) = (parked.session.clone(), parked.proven.who);
        let password = self.model.people[who].password.clone().unwrap_or_default();
        let name = NAMES[self.model.people[who].name];
        let ran = self.run(step, |service| {
            let (statement, factors) = (statement(), secret(&password).into());
            let (signatures, change) = (service.signatures(), AccountChange::RecoveryCodes);
            let does = [
                service.sessions().refresh(&session).is_ok(),
                service.personal_data().of_session(&session).is_ok(),
                service.account().change(&session, &factors, change).is_ok(),
                signatures
                    .sign(&session, &statement, Some(name), &factors)
                    .is_ok(),
            ];
            does.contains(&true)
        })?;
        let is_refused = ran.result != Some(true);
        let rule = Rule::NothingReadWhileParked;
        demand(is_refused, rule, "a parked session does something")?;
        Ok(match ran.result {
            None => Outcome::Died,
            // What has to be refused is.
            Some(_) => Outcome::Done,
        })
    }

    fn parked(&mut self, step: Step, number: usize) -> Option<usize> {
        number.checked_rem(self.window(step).parked.len())
    }
}
