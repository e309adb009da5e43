//! Signing in.

use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::sign_in::pending::{NextStep, SecondFactor, SignInOutcome};

use crate::acts::{Stepped, app_code, certainty, outcome};
use crate::model::{Certainty, Guess, Judged, NAMES, Rule, broken, demand};
use crate::steps::{Answer, Step, Typed};
use crate::window::Waiting;
use crate::world::{Outcome, World, secret};

impl World {
    /// Takes in what a sign-in came to, after its proofs were judged.
    pub fn take_in(
        &mut self,
        step: Step,
        who: usize,
        came: SignInOutcome,
        has_second: bool,
    ) -> Judged {
        let now = self.now(step);
        let person = &self.model.people[who];
        let generation = person.generation;
        demand(
            person.may_sign_in(),
            Rule::NoSessionWithoutProof,
            "a user who may not sign in",
        )?;
        match came {
            SignInOutcome::SignedIn(view) => {
                let needs_more = person.totp.is_some() && !has_second || person.must_change;
                demand(
                    !needs_more,
                    Rule::NoSessionWithoutProof,
                    "a step was left out",
                )?;
                self.judge_roles(view.session.user(), who)?;
                let proven = self.proven(who, Some(now));
                self.window(step).show(Some((view.session, proven)));
            }
            SignInOutcome::NextStep(pending) => {
                let window = self.window(step);
                window.show(None);
                window.waiting = Some(Waiting {
                    pending,
                    who,
                    generation,
                    has_second,
                });
            }
            _ => broken(Rule::NoSessionWithoutProof, "an outcome that is not known")?,
        }
        Ok(())
    }

    /// Signs in with a password.
    pub fn sign_in(&mut self, step: Step, who: usize, typed: Typed) -> Stepped {
        let password = self.typed(who, typed);
        let name = NAMES[self.model.people[who].name];
        // After a removal, another user may have the name.
        let holder = self.model.holder(name);
        let who = holder.unwrap_or(who);
        let person = &self.model.people[who];
        let is_right = person.has_password(&password);
        let (disabled, has_totp) = (person.disabled, person.totp.is_some());
        let ran = self.run(step, |service| {
            service.sign_in().with_password(name, &secret(&password))
        })?;
        let outcome = outcome(&ran);
        let guess = match &ran.result {
            Some(Ok(came)) => {
                demand(is_right, Rule::NoSessionWithoutProof, "a wrong password")?;
                self.guess_of(step, came)
            }
            Some(Err(SignInError::Refused | SignInError::Delaying)) if !is_right || disabled => {
                Guess::Wrong
            }
            Some(Err(SignInError::Pending)) => {
                let is_pending = is_right && self.model.people[who].pending;
                let how = "a user without the password learns who waits";
                demand(is_pending, Rule::NoSessionWithoutProof, how)?;
                Guess::NextStep
            }
            Some(Err(SignInError::Refused | SignInError::Delaying)) if !ran.is_interrupted => {
                broken(Rule::NoChangeLost, "the right password is refused")?;
                Guess::Unseen
            }
            _ => Guess::Unseen,
        };
        self.guess(step, who, guess)?;
        let is_locked = matches!(ran.result, Some(Err(SignInError::Locked(_))));
        if is_right && ran.is_interrupted && !has_totp && !is_locked {
            self.forgive(step, who);
        }
        if let Some(Ok(came)) = ran.result {
            self.take_in(step, who, came, false)?;
        }
        Ok(outcome)
    }

    /// Returns what is typed for the second factor, and the step of the app that it uses up.
    fn answer(&self, who: usize, answer: Answer, now: i64) -> (Option<String>, Option<u64>) {
        let shown = |key: &str| [-1, 0, 1].map(|offset| app_code(key, now + 30 * offset));
        let shown = self.model.people[who].totp.as_deref().map(shown);
        match answer {
            Answer::Code(code) => (self.code(who, code), None),
            Answer::WrongApp => {
                let is_shown = |code: &str| {
                    let mut shown = shown.iter().flatten().flatten();
                    shown.any(|shown| shown == code)
                };
                let mut codes = ["000000", "111111", "222222", "333333"].into_iter();
                (codes.find(|code| !is_shown(code)).map(str::to_owned), None)
            }
            Answer::App(offset) => match &shown {
                // Once in half a million times, two steps have one code.
                Some([a, b, c]) if a != b && b != c && a != c => {
                    let at = now + 30 * i64::from(offset);
                    let code = [a, b, c][usize::try_from(1 + offset).expect("an index")];
                    (code.clone(), u64::try_from(at / 30).ok())
                }
                _ => (None, None),
            },
        }
    }

    /// Answers the question for the second factor.
    pub fn second_factor(&mut self, step: Step, answer: Answer) -> Stepped {
        let Some(waiting) = self.window(step).waiting.clone() else {
            return Ok(Outcome::Nothing);
        };
        let who = waiting.who;
        let now = self.now(step);
        let (text, used) = self.answer(who, answer, now);
        let Some(text) = text else {
            return Ok(Outcome::Nothing);
        };
        let typed = match answer {
            Answer::Code(_) => SecondFactor::RecoveryCode(secret(&text)),
            Answer::App(_) | Answer::WrongApp => SecondFactor::App(secret(&text)),
        };
        let ran = self.run(step, |service| {
            service.sign_in().second_factor(&waiting.pending, &typed)
        })?;
        let is_live = self.model.people[who].codes.contains(&text);
        if let Some(Ok(came)) = &ran.result {
            let person = &self.model.people[who];
            let is_valid = person.generation == waiting.generation && person.totp.is_some();
            let rule = Rule::NoSessionWithoutProof;
            demand(is_valid, rule, "a sign-in of an account that has changed")?;
            match (answer, used) {
                (Answer::App(_), Some(used)) => {
                    if let Some(id) = self.model.people[who].id {
                        self.counts(step).judge_step(id, used)?;
                    }
                }
                (Answer::Code(_), _) => demand(is_live, Rule::NothingUsedTwice, "a code")?,
                _ => broken(rule, "a wrong code of the app")?,
            }
            self.guess(step, who, self.guess_of(step, came))?;
        }
        if matches!(ran.result, Some(Err(SignInError::CodeWrong))) {
            self.guess(step, who, Guess::Wrong)?;
        } else if ran.is_interrupted {
            self.forgive(step, who);
        }
        if is_live {
            self.changed(who, certainty(&ran), |person| person.spend(&text))?;
        }
        let outcome = outcome(&ran);
        if let Some(Ok(came)) = ran.result {
            self.take_in(step, who, came, true)?;
        }
        Ok(outcome)
    }

    /// Chooses the new password that is required.
    pub fn choose_new(&mut self, step: Step) -> Stepped {
        let Some(waiting) = self.window(step).waiting.clone() else {
            return Ok(Outcome::Nothing);
        };
        let new = self.choose_password(step);
        let ran = self.run(step, |service| {
            service
                .sign_in()
                .choose_new_password(&waiting.pending, &secret(&new))
        })?;
        let outcome = outcome(&ran);
        let person = &self.model.people[waiting.who];
        let is_valid = person.generation == waiting.generation
            && (person.totp.is_none() || waiting.has_second);
        self.changed(waiting.who, certainty(&ran), |person| {
            person.change_password(new);
        })?;
        if certainty(&ran) != Certainty::NotDone {
            self.forgive(step, waiting.who);
        }
        if let Some(Ok(came)) = ran.result {
            let how = "a new password without the old one and the second factor";
            demand(is_valid, Rule::NoSessionWithoutProof, how)?;
            self.take_in(step, waiting.who, came, waiting.has_second)?;
        }
        Ok(outcome)
    }

    /// Returns what came of the password or the code. The server of a restricted computer lets the session begin in which another
    /// password is chosen.
    fn guess_of(&self, step: Step, outcome: &SignInOutcome) -> Guess {
        match outcome {
            SignInOutcome::SignedIn(_) => Guess::Accepted,
            SignInOutcome::NextStep(pending)
                if self.is_restricted(step) && pending.need() == NextStep::AnotherPassword =>
            {
                Guess::Accepted
            }
            _ => Guess::NextStep,
        }
    }
}
