//! Signing content (R112).

use egui_authenticator::domain::signature::chain::Signature;
use egui_authenticator::domain::signature::statement::{Meaning, Statement};
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::signatures::records::Trace;

use crate::acts::{Stepped, outcome};
use crate::model::{Judged, NAMES, Rule, broken, demand};
use crate::steps::{Step, Typed};
use crate::world::{Outcome, World, secret};

const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());

/// What is signed.
pub fn statement() -> Statement {
    Statement::about(b"998 of 1000", Meaning::Approved, "Batch 42").expect("a statement")
}

impl World {
    /// Signs, with the username or without.
    pub fn sign(&mut self, step: Step, typed: Typed, is_named: bool) -> Stepped {
        let window = self.window(step);
        let (is_locked, has_signed) = (window.is_locked, window.has_signed);
        let Some((session, proven)) = window.session.clone() else {
            return Ok(Outcome::Nothing);
        };
        let who = proven.who;
        let name = self.model.people[who].name;
        let password = self.typed(who, typed);
        let is_right = self.model.people[who].has_password(&password);
        let ran = self.run(step, |service| {
            let (statement, factors) = (statement(), secret(&password).into());
            let typed = is_named.then_some(NAMES[name]);
            let signatures = service.signatures();
            signatures.sign(&session, &statement, typed, &factors)
        })?;
        self.judge_password(step, proven, is_right, &ran)?;
        if let Some(Ok(signature)) = &ran.result {
            let rule = Rule::NoSessionWithoutProof;
            demand(!is_locked, rule, "a signature behind a lock")?;
            let is_known = is_named || has_signed;
            demand(is_known, rule, "a first signature without the username")?;
            let counting = self.counting(step);
            self.model.judge_signer(who, counting)?;
            let is_theirs = signature.signed.username == NAMES[name];
            demand(is_theirs, rule, "a signature of another user")?;
            self.window(step).has_signed = true;
            self.check_signatures(step, signature)?;
        }
        Ok(outcome(&ran))
    }

    /// What was signed is there as it was signed, and nothing else is.
    fn check_signatures(&mut self, step: Step, last: &Signature) -> Judged {
        let service = self.service_of_owner(step);
        let verified = service.signatures().verify(OWNER);
        let Ok(check) = verified else {
            return broken(Rule::ChainWhole, "the signatures cannot be read");
        };
        demand(
            check.broken.is_none(),
            Rule::ChainWhole,
            "a signature was changed",
        )?;
        let mut altered = last.clone();
        altered.bytes[0] ^= 1;
        let traces = [last, &altered].map(|of| service.signatures().trace(OWNER, of));
        let expected = [Ok(Trace::Recorded), Ok(Trace::Other)];
        demand(
            traces == expected,
            Rule::ChainWhole,
            "an altered signature is taken for one",
        )
    }
}
