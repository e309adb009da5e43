//! Unlocking a window while the configuration file is out of reach.

use egui_authenticator::service::account::AccountError;
use egui_authenticator::service::sign_in::sessions::RefreshError;

use crate::acts::Stepped;
use crate::gate::Away;
use crate::model::{Broken, Guess, Proven, Rule, broken, demand};
use crate::steps::{Step, Typed};
use crate::world::{Outcome, World, secret};

/// The most wrong passwords of a user that a window looks at without the store.
const TRIES: u32 = 5;

impl World {
    /// Locks the window of a step, and tries to unlock it during an outage: with so many wrong passwords, and then perhaps the right
    /// one.
    pub fn outage(&mut self, step: Step, away: Away, (wrong, is_right): (u8, bool)) -> Stepped {
        let step = Step {
            fault: None,
            ..step
        };
        // At a restricted computer, there is one server for everything.
        let away = match away {
            Away::File if !self.is_restricted(step) => Away::File,
            Away::File | Away::Both => Away::Both,
        };
        // What the window knows is current, so that it is clear what it must do.
        if !self.is_current(step)? {
            return Ok(Outcome::Nothing);
        }
        if !self.window(step).is_locked {
            self.lock(step)?;
        }
        let Some((_, proven)) = self.window(step).session.clone() else {
            return Ok(Outcome::Nothing);
        };
        if !self.window(step).is_locked {
            return Ok(Outcome::Nothing);
        }
        self.take_away(step, Some(away));
        let mut late = 0;
        for number in 0..wrong {
            late += self.try_offline(step, away, Typed::Wrong(number))?.0;
        }
        let mut outcome = Outcome::Refused;
        if is_right {
            let (seen, came) = self.try_offline(step, away, Typed::Right)?;
            (late, outcome) = (late + seen, came);
        }
        self.take_away(step, None);
        // The tries are counted once the store answers.
        let is_counted = self.is_current(step)?;
        for _ in 0..late {
            if is_counted {
                self.guess(step, proven.who, Guess::Late)?;
            } else {
                self.forgive(step, proven.who);
            }
        }
        Ok(outcome)
    }

    /// Takes in what the file says. Returns `true` if the session of the window stays open.
    fn is_current(&mut self, step: Step) -> Result<bool, Broken> {
        let Some((session, proven)) = self.window(step).session.clone() else {
            return Ok(false);
        };
        let ran = self.run(step, |service| service.sessions().refresh(&session))?;
        match ran.result {
            Some(Ok(view)) => {
                self.model.judge_session(proven)?;
                self.window(step).session = Some((view.session, proven));
                Ok(true)
            }
            Some(Err(RefreshError::Store(error))) => {
                broken(Rule::NoChangeLost, error.to_string())?;
                Ok(false)
            }
            Some(Err(_)) | None => Ok(false),
        }
    }

    /// Enters a password during an outage. Returns how many failures are to be counted later, and what came of it.
    fn try_offline(
        &mut self,
        step: Step,
        away: Away,
        typed: Typed,
    ) -> Result<(u32, Outcome), Broken> {
        let Some((session, proven)) = self.window(step).session.clone() else {
            return Ok((0, Outcome::Nothing));
        };
        let password = self.typed(proven.who, typed);
        let is_right = self.model.people[proven.who].has_password(&password);
        let ran = self.run(step, |service| {
            let factors = secret(&password).into();
            service.sessions().unlock(&session, &factors)
        })?;
        match ran.result {
            Some(Ok(view)) => {
                let rule = Rule::NoSessionWithoutProof;
                demand(is_right, rule, "a wrong password during an outage")?;
                let window = self.window(step);
                window.unlock(true);
                // It proves nothing to the store, as a PIN does not.
                let proven = Proven {
                    is_by_pin: true,
                    ..proven
                };
                window.session = Some((view.session, proven));
                Ok((0, Outcome::Done))
            }
            Some(Err(AccountError::Wrong)) if is_right => {
                broken(Rule::NoChangeLost, "the right password is refused")?;
                Ok((0, Outcome::Refused))
            }
            Some(Err(AccountError::Wrong)) => {
                let tries = self.window(step).offline.entry(proven.who).or_default();
                *tries += 1;
                let is_allowed = *tries <= TRIES;
                let rule = Rule::NoGuessTooMany;
                demand(is_allowed, rule, "too many guesses during outages")?;
                if away == Away::File {
                    // The state database has counted it at once, together with those of the others.
                    self.guess(step, proven.who, Guess::Wrong)?;
                    return Ok((0, Outcome::Refused));
                }
                Ok((1, Outcome::Refused))
            }
            Some(Err(_)) | None => Ok((0, Outcome::Refused)),
        }
    }
}
