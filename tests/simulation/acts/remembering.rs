//! Staying signed in over restarts, and signing out.

use egui_authenticator::service::remember_me::Resumed;

use crate::acts::{Stepped, outcome};
use crate::model::{Certainty, Person, Rule, broken, demand};
use crate::steps::Step;
use crate::world::{Outcome, World};

impl World {
    /// Keeps the user signed in.
    pub fn remember(&mut self, step: Step) -> Stepped {
        let Some((session, proven)) = self.session(step) else {
            return Ok(Outcome::Nothing);
        };
        let before = self.token(step);
        let ran = self.run(step, |service| service.remember_me().remember(&session))?;
        if ran.result == Some(Ok(())) {
            self.model.judge_session(proven)?;
            let rule = Rule::NoSessionWithoutProof;
            demand(!proven.is_by_pin, rule, "a PIN keeps a user signed in")?;
        }
        let now = self.now(step);
        if let Some(token) = self.token(step)
            && before.as_ref() != Some(&token)
        {
            self.keep_copy(step, &token);
            let person = (proven.who, &self.model.people[proven.who]);
            self.model.computers[usize::from(step.computer)].remembered(token, person, now);
        }
        Ok(outcome(&ran))
    }

    /// Signs out.
    pub fn sign_out(&mut self, step: Step) -> Stepped {
        let Some((session, proven)) = self.session(step) else {
            return Ok(Outcome::Nothing);
        };
        let ran = self.run(step, |service| service.sessions().sign_out(&session))?;
        if ran.result.is_some() {
            let has_ended = session.has_ended();
            demand(
                has_ended,
                Rule::NoSessionWithoutProof,
                "a session after its sign-out",
            )?;
        }
        if ran.result == Some(Ok(())) {
            self.model.computers[usize::from(step.computer)].forgotten(proven.who);
        }
        self.window(step).show(None);
        Ok(outcome(&ran))
    }

    /// Puts back an earlier token of the keyring, and starts again.
    pub fn use_copy(&mut self, step: Step, number: usize) -> Stepped {
        let Some(copy) = self.copy(step, number) else {
            return Ok(Outcome::Nothing);
        };
        self.put_token(step, &copy);
        self.resume(step)
    }

    /// Ends the process of a window, and starts another one, which resumes.
    pub fn resume(&mut self, step: Step) -> Stepped {
        self.restart(step);
        let (before, now) = (self.token(step), self.now(step));
        let ran = self.run(step, |service| service.remember_me().resume())?;
        let who = match &ran.result {
            Some(Resumed::SignedIn(view)) => {
                let name = view.session.user().username.as_str();
                self.model.holder(name)
            }
            _ => None,
        };
        let memory = &mut self.model.computers[usize::from(step.computer)];
        let owner = before.as_deref().and_then(|token| memory.owner(token));
        let mut outcome = Outcome::Refused;
        match ran.result {
            Some(Resumed::SignedIn(view)) => {
                outcome = Outcome::Done;
                let user = view.session.user();
                let (Some(token), Some(who)) = (&before, who) else {
                    broken(Rule::NoSessionWithoutProof, "no token")?;
                    return Ok(outcome);
                };
                memory.judge_locks()?;
                memory.judge_token(token, (who, &self.model.people[who]), now)?;
                self.judge_roles(user, who)?;
                let proven = self.proven(who, None);
                self.window(step).show(Some((view.session, proven)));
            }
            Some(Resumed::Reused) => {
                if let Some(who) = owner.filter(|_| !ran.is_interrupted) {
                    memory.forgotten(who);
                }
            }
            None => outcome = Outcome::Died,
            Some(_) => {}
        }
        // A copy that was presented may have ended all sessions.
        if let Some(who) = owner.filter(|_| outcome != Outcome::Done) {
            self.changed(who, Certainty::Unknown, Person::end_sessions)?;
        }
        let after = self.token(step);
        if let (Some(before), Some(after)) = (&before, after)
            && *before != after
        {
            self.keep_copy(step, &after);
            self.model.computers[usize::from(step.computer)].replaced(after, before);
        }
        Ok(outcome)
    }
}
