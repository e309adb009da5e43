//! PINs in place of the password, on one computer (R110).

use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::service::Session;
use egui_authenticator::service::account::{AccountChange, AccountError};
use egui_authenticator::service::session_view::SessionView;

use crate::acts::{Stepped, outcome};
use crate::model::{Judged, Memory, NAMES, Person, PinTry, Proven, Rule, demand};
use crate::steps::{PINS, PinAct, Step, Typed, TypedPin};
use crate::world::{Outcome, Ran, World, secret};

impl World {
    /// Does something with a PIN.
    pub fn pin(&mut self, step: Step, act: PinAct) -> Stepped {
        match act {
            PinAct::Set(typed, pin) => {
                let pin = PINS[usize::from(pin)];
                let change = AccountChange::Pin(secret(pin));
                self.set_quick(step, typed, change, |memory, person, is_done| {
                    memory.pin_changed(person, Some(pin), is_done);
                })
            }
            PinAct::Remove => {
                let change = AccountChange::PinOff;
                self.set_quick(step, Typed::Right, change, |memory, person, is_done| {
                    memory.pin_changed(person, None, is_done);
                })
            }
            PinAct::Renew => self.renew_pin(step),
            PinAct::Unlock(typed) => self.unlock_with_pin(step, typed),
            PinAct::SignIn(who, typed) => self.sign_in_with_pin(step, usize::from(who), typed),
        }
    }

    /// Changes what unlocks a user quickly.
    pub fn set_quick(
        &mut self,
        step: Step,
        typed: Typed,
        change: AccountChange,
        changed: impl FnOnce(&mut Memory, (usize, &Person), bool),
    ) -> Stepped {
        let Some((session, proven)) = self.session(step) else {
            return Ok(Outcome::Nothing);
        };
        let password = self.typed(proven.who, typed);
        let is_right = self.model.people[proven.who].has_password(&password);
        let ran = self.run(step, |service| {
            let factors = secret(&password).into();
            service.account().change(&session, &factors, change)
        })?;
        self.judge_password(step, proven, is_right, &ran)?;
        let is_done = matches!(ran.result, Some(Ok(_)));
        if is_done || ran.is_interrupted {
            let person = &self.model.people[proven.who];
            let memory = &mut self.model.computers[usize::from(step.computer)];
            changed(memory, (proven.who, person), is_done);
        }
        let outcome = outcome(&ran);
        if let Some(Ok(changed)) = ran.result {
            self.confirmed(step, changed.session_view.session, proven);
        }
        Ok(outcome)
    }

    /// Takes in that the password was entered, as the window does after each sign-in and unlock.
    fn renew_pin(&mut self, step: Step) -> Stepped {
        let Some((session, proven)) = self.session(step) else {
            return Ok(Outcome::Nothing);
        };
        let ran = self.run(step, |service| service.quick_unlock().renew(&session))?;
        if !proven.is_by_pin {
            let memory = &mut self.model.computers[usize::from(step.computer)];
            memory.quick_renewed(proven.who);
        }
        Ok(match ran.result {
            Some(()) => Outcome::Done,
            None => Outcome::Died,
        })
    }

    fn typed_pin(&self, step: Step, who: usize, typed: TypedPin) -> &'static str {
        let memory = &self.model.computers[usize::from(step.computer)];
        match typed {
            TypedPin::Right => memory.pins.of(who).unwrap_or(PINS[0]),
            TypedPin::One(number) => PINS[usize::from(number)],
        }
    }

    /// Judges what a PIN has opened, or not.
    fn judge_pin(
        &mut self,
        step: Step,
        (who, pin): (usize, &str),
        ran: &Ran<Result<Box<SessionView>, AccountError>>,
    ) -> Judged {
        let came = match &ran.result {
            Some(Ok(_)) => PinTry::Accepted,
            Some(Err(AccountError::PinWrong(_))) => PinTry::Wrong,
            _ if ran.is_interrupted => PinTry::Unknown,
            _ => PinTry::Unseen,
        };
        let person = &self.model.people[who];
        let memory = &mut self.model.computers[usize::from(step.computer)];
        memory.judge_pin((who, person), pin, came)?;
        match &ran.result {
            Some(Ok(view)) => self.judge_quick(step, who, view),
            _ => Ok(()),
        }
    }

    /// Judges the session that a PIN or a badge has opened.
    pub fn judge_quick(&mut self, step: Step, who: usize, view: &SessionView) -> Judged {
        let person = &self.model.people[who];
        let rule = Rule::NoSessionWithoutProof;
        let may = person.may_sign_in() && !person.must_change;
        demand(may, rule, "a PIN or a badge of a user who may not sign in")?;
        let now = Timestamp::from_seconds(self.now(step));
        let is_fresh = view.session.is_fresh(now);
        demand(!is_fresh, rule, "a PIN or a badge counts like the password")?;
        self.judge_roles(view.session.user(), who)
    }

    /// The window of a step is unlocked without the password.
    pub fn unlocked_quickly(&mut self, step: Step, session: Session, proven: Proven) -> Judged {
        self.model.judge_session(proven)?;
        let proven = Proven {
            confirmed_at: None,
            is_by_pin: true,
            ..proven
        };
        let window = self.window(step);
        window.unlock(true);
        window.session = Some((session, proven));
        Ok(())
    }

    fn unlock_with_pin(&mut self, step: Step, typed: TypedPin) -> Stepped {
        let window = self.window(step);
        let locked = window.session.clone().filter(|_| window.is_locked);
        let Some((session, proven)) = locked else {
            return Ok(Outcome::Nothing);
        };
        let pin = self.typed_pin(step, proven.who, typed);
        let ran = self.run(step, |service| {
            service.quick_unlock().unlock(&session, &secret(pin))
        })?;
        self.judge_pin(step, (proven.who, pin), &ran)?;
        let outcome = outcome(&ran);
        if let Some(Ok(view)) = ran.result {
            self.unlocked_quickly(step, view.session, proven)?;
        }
        Ok(outcome)
    }

    fn sign_in_with_pin(&mut self, step: Step, who: usize, typed: TypedPin) -> Stepped {
        let name = NAMES[self.model.people[who].name];
        // After a removal, another user may have the name.
        let who = self.model.holder(name).unwrap_or(who);
        let pin = self.typed_pin(step, who, typed);
        let ran = self.run(step, |service| {
            service.quick_unlock().sign_in(name, &secret(pin))
        })?;
        self.judge_pin(step, (who, pin), &ran)?;
        let outcome = outcome(&ran);
        if let Some(Ok(view)) = ran.result {
            let proven = Proven {
                is_by_pin: true,
                ..self.proven(who, None)
            };
            self.window(step).show(Some((view.session, proven)));
        }
        Ok(outcome)
    }
}
