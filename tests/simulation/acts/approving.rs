//! Approving what another user asks for (R111).

use std::sync::Arc;

use egui_authenticator::domain::approval::{ActionSummary, ApprovableAction};
use egui_authenticator::service::approvals::approved::Approved;
use egui_authenticator::service::approvals::error::ApproveError;
use egui_authenticator::service::approvals::grant::Grant;
use egui_authenticator::service::approvals::{ApprovalRequest, ApproverInput, ApproverProof};
use egui_authenticator::service::sign_in::SignInError;

use crate::acts::{Stepped, outcome};
use crate::model::{Broken, Guess, NAMES, Rule, demand};
use crate::start::APPROVAL_SECONDS;
use crate::steps::{Step, Typed};
use crate::window::{Asked, Granted};
use crate::world::{Outcome, Ran, World, secret};

/// A refund, which takes two people.
#[derive(Hash)]
struct Refund {
    cents: u8,
}

impl ApprovableAction for Refund {
    const NAME: &'static str = "refund";

    fn title(&self) -> String {
        "Refund".to_owned()
    }
}

impl World {
    /// Returns what is asked for: what was asked for and not approved, or else another refund.
    fn asked(&mut self, step: Step) -> Option<Asked> {
        let window = self.window(step);
        if window.asked.is_none() {
            let (session, by) = self.session(step)?;
            let cents = 40;
            let summary = ActionSummary::of(&Refund { cents });
            let request = Arc::new(ApprovalRequest::new(&session, summary));
            let window = self.window(step);
            window.asked = Some(Asked {
                request,
                by,
                locks: window.locks,
                cents,
            });
        }
        self.window(step).asked.clone()
    }

    /// Approves a refund that the user of the window asks for.
    pub fn approve(&mut self, step: Step, who: usize, typed: Typed) -> Stepped {
        let Some(asked) = self.asked(step) else {
            return Ok(Outcome::Nothing);
        };
        let password = self.typed(who, typed);
        let name = NAMES[self.model.people[who].name];
        // After a removal, another user may have the name.
        let who = self.model.holder(name).unwrap_or(who);
        let is_right = self.model.people[who].has_password(&password);
        let is_disabled = self.model.people[who].disabled;
        let ran = self.run(step, |service| {
            let input = ApproverInput {
                login: name.to_owned(),
                proof: ApproverProof::Factors(secret(&password).into()),
                reason: String::new(),
            };
            service.approvals().approve(&asked.request, &input)
        })?;
        let guess = guess_of(&ran, is_right, is_disabled)?;
        self.guess(step, who, guess)?;
        let outcome = outcome(&ran);
        if let Some(Ok(grant)) = ran.result {
            let window = self.window(step);
            window.asked = None;
            self.model.judge_session(asked.by)?;
            let rule = Rule::NoApprovalOfOnesOwn;
            demand(
                who != asked.by.who,
                rule,
                "a user approves what they ask for",
            )?;
            self.model.judge_approver(who)?;
            let window = self.window(step);
            let mut parked = window.parked.iter();
            let is_parked = parked.any(|parked| parked.proven.session == asked.by.session);
            demand(!is_parked, rule, "a parked session gets an approval")?;
            let (generation, computer) = (self.model.people[who].generation, step.computer);
            let ran = self.model.computers[usize::from(computer)].ran;
            self.window(step).granted = Some(Granted {
                grant,
                asked,
                approver: who,
                generation,
                ran,
            });
        }
        Ok(outcome)
    }

    /// Uses the approval, for what was approved or for something else.
    pub fn spend(&mut self, step: Step, is_changed: bool) -> Stepped {
        let window = self.window(step);
        let (session, granted) = (window.session.clone(), window.granted.take());
        let (Some((session, proven)), Some(granted)) = (session, granted) else {
            return Ok(Outcome::Nothing);
        };
        let Granted { grant, asked, .. } = granted;
        let cents = asked.cents.wrapping_add(is_changed.into());
        let ran = self.run(step, |service| {
            // As the window does when the file has changed.
            service.sessions().refresh(&session).map_err(drop)?;
            let approved = Approved::of(&session, Refund { cents }, grant);
            approved.and_then(Approved::spend).map(drop).map_err(drop)
        })?;
        if ran.result == Some(Ok(())) {
            let rule = Rule::NoApprovalOutlivesItsUse;
            let window = self.window(step);
            let is_open = !window.is_locked && window.locks == asked.locks;
            demand(is_open, rule, "an approval after a lock")?;
            demand(!is_changed, rule, "an approval of something else")?;
            let is_same = proven.session == asked.by.session;
            demand(is_same, rule, "an approval for another session")?;
            let ran = self.model.computers[usize::from(step.computer)].ran;
            let is_new = ran < granted.ran + u64::from(APPROVAL_SECONDS);
            demand(is_new, rule, "an approval after its time")?;
            self.model.judge_session(proven)?;
            self.model.judge_approver(granted.approver)?;
            let approver = &self.model.people[granted.approver];
            let is_same = approver.generation == granted.generation;
            demand(is_same, rule, "an approval of an account that has changed")?;
        }
        Ok(outcome(&ran))
    }
}

/// Returns what came of the approver's password.
fn guess_of(
    ran: &Ran<Result<Grant, ApproveError>>,
    is_right: bool,
    is_disabled: bool,
) -> Result<Guess, Broken> {
    match &ran.result {
        Some(Err(ApproveError::SignIn(SignInError::Refused | SignInError::Delaying))) => {
            if !is_right || is_disabled {
                return Ok(Guess::Wrong);
            }
            let how = "the right password is refused";
            demand(ran.is_interrupted, Rule::NoChangeLost, how)?;
            Ok(Guess::Unseen)
        }
        Some(
            Ok(_)
            | Err(
                ApproveError::SamePerson
                | ApproveError::NotAllowed
                | ApproveError::NotReady
                | ApproveError::SignIn(SignInError::Pending | SignInError::Code(_)),
            ),
        ) => {
            let how = "an answer about the approver without the password";
            demand(is_right, Rule::NoSessionWithoutProof, how)?;
            Ok(Guess::NextStep)
        }
        _ => Ok(Guess::Unseen),
    }
}
