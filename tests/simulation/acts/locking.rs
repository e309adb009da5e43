//! Locking a window, and what a restart makes of it (R71).

use egui_authenticator::service::Session;
use egui_authenticator::service::sign_in::locking::LockReason;

use crate::acts::{Stepped, outcome};
use crate::model::Proven;
use crate::steps::{Step, Typed};
use crate::world::{Outcome, World, secret};

impl World {
    /// Locks the window of a step.
    pub fn lock(&mut self, step: Step) -> Stepped {
        self.lock_for(step, LockReason::Locked)
    }

    /// Locks the window of a step for this reason.
    pub fn lock_for(&mut self, step: Step, reason: LockReason) -> Stepped {
        let Some((session, proven)) = self.window(step).session.clone() else {
            return Ok(Outcome::Nothing);
        };
        let ran = self.run(step, |service| service.sessions().lock(&session, reason))?;
        if ran.result.is_some() {
            let new = self.next_mark();
            let window = self.window(step);
            let mark = window.mark.unwrap_or(new);
            window.lock(mark);
            if ran.result == Some(Ok(())) {
                self.model.computers[usize::from(step.computer)].locked(proven.who, mark);
            }
        }
        Ok(outcome(&ran))
    }

    /// Locks all windows of the computer of a step.
    pub fn sleep(&mut self, step: Step) -> Stepped {
        let mut outcome = Outcome::Nothing;
        let windows = self.stores.windows(step.computer.into());
        for window in 0..u8::try_from(windows).expect("few windows") {
            outcome = outcome.min(self.lock(Step { window, ..step })?);
        }
        Ok(outcome)
    }

    /// Unlocks the window of a step with a password.
    pub fn unlock(&mut self, step: Step, typed: Typed) -> Stepped {
        let window = self.window(step);
        let locked = window.session.clone().filter(|_| window.is_locked);
        let (Some((session, proven)), Some(mark)) = (locked, window.mark) else {
            return Ok(Outcome::Nothing);
        };
        let password = self.typed(proven.who, typed);
        let is_right = self.model.people[proven.who].has_password(&password);
        let ran = self.run(step, |service| {
            let factors = secret(&password).into();
            service.sessions().unlock(&session, &factors)
        })?;
        self.judge_password(step, proven, is_right, &ran)?;
        if is_right && (ran.is_interrupted || matches!(ran.result, Some(Ok(_)))) {
            // The mark may be gone, also if something failed afterwards.
            self.model.computers[usize::from(step.computer)].unlocked(mark);
        }
        let outcome = outcome(&ran);
        if let Some(Ok(view)) = ran.result {
            self.window(step).unlock(false);
            self.confirmed(step, view.session, proven);
        }
        Ok(outcome)
    }

    /// Takes in that the password of an open session was entered.
    pub fn confirmed(&mut self, step: Step, session: Session, proven: Proven) {
        let proven = Proven {
            confirmed_at: Some(self.now(step)),
            is_by_pin: false,
            ..proven
        };
        let window = self.window(step);
        if let Some(asked) = &mut window.asked
            && asked.by.session == proven.session
        {
            asked.by = proven;
        }
        window.session = Some((session, proven));
    }
}
