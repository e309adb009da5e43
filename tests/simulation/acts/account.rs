//! What users do to their own account.

use std::cell::RefCell;

use egui_authenticator::service::Session;
use egui_authenticator::service::account::{AccountChange, AccountError, Changed};
use egui_authenticator::service::caller::Caller;
use egui_authenticator::service::sign_in::sessions::RefreshError;
use egui_authenticator::service::two_factor::BeginTwoFactor;
use egui_authenticator::service::users::query::{Span, UserQuery};

use crate::acts::{Stepped, app_code, certainty, outcome, texts};
use crate::model::{Guess, Judged, NAMES, Person, Proven, Rule, broken, demand};
use crate::steps::{Step, Typed, TypedCode};
use crate::world::{Outcome, Ran, World, secret};

impl World {
    /// Looks at everything that the session may see.
    pub fn look(&mut self, step: Step) -> Stepped {
        let Some((session, proven)) = self.session(step) else {
            return Ok(Outcome::Nothing);
        };
        let ran = self.run(step, |service| {
            let view = service.sessions().refresh(&session)?;
            // At a trusted computer, these are all.
            let part = (&UserQuery::default(), Span::default());
            let list = service
                .users()
                .list_part(Caller::Session(&session), part, None);
            Ok::<_, RefreshError>((view, list))
        })?;
        let outcome = outcome(&ran);
        if let Some(Ok((view, list))) = ran.result {
            self.model.judge_session(proven)?;
            self.judge_roles(view.session.user(), proven.who)?;
            let may = self.model.people[proven.who].may_manage();
            let rule = Rule::NoUserAbovePermissions;
            demand(
                may || list.is_err(),
                rule,
                "a user without permission sees all users",
            )?;
            if let Ok(list) = &list {
                let people = self.model.people.iter();
                let count = people.filter(|person| person.exists).count();
                demand(
                    list.rows.len() == count,
                    Rule::NoChangeLost,
                    "a list without a user",
                )?;
            }
            self.window(step).session = Some((view.session, proven));
        }
        Ok(outcome)
    }

    /// Judges the password of a signed-in user.
    pub fn judge_password<T>(
        &mut self,
        step: Step,
        proven: Proven,
        is_right: bool,
        ran: &Ran<Result<T, AccountError>>,
    ) -> Judged {
        let who = proven.who;
        match &ran.result {
            Some(Ok(_)) => {
                self.model.judge_session(proven)?;
                demand(is_right, Rule::NoSessionWithoutProof, "a wrong password")?;
                // A wrong code is only forgotten with a right one.
                let guess = match self.model.people[who].totp {
                    Some(_) => Guess::NextStep,
                    None => Guess::Accepted,
                };
                self.guess(step, who, guess)
            }
            Some(Err(AccountError::Wrong)) if !is_right => self.guess(step, who, Guess::Wrong),
            Some(Err(AccountError::Wrong)) if !ran.is_interrupted => {
                broken(Rule::NoChangeLost, "the right password is refused")
            }
            Some(Err(AccountError::Locked(_))) => Ok(()),
            Some(Err(_)) | None => {
                if is_right {
                    self.forgive(step, who);
                }
                Ok(())
            }
        }
    }

    /// Enters the password again.
    pub fn confirm(&mut self, step: Step, typed: Typed) -> Stepped {
        let Some((session, proven)) = self.session(step) else {
            return Ok(Outcome::Nothing);
        };
        let password = self.typed(proven.who, typed);
        let is_right = self.model.people[proven.who].has_password(&password);
        let ran = self.run(step, |service| {
            service
                .sessions()
                .reauthenticate(&session, &secret(&password).into())
        })?;
        self.judge_password(step, proven, is_right, &ran)?;
        let outcome = outcome(&ran);
        if let Some(Ok(view)) = ran.result {
            self.confirmed(step, view.session, proven);
        }
        Ok(outcome)
    }

    /// Changes the account of the signed-in user. `change` gets the new recovery codes.
    pub fn change_account(
        &mut self,
        step: Step,
        typed: Typed,
        what: AccountChange,
        change: impl FnOnce(&mut Person, Vec<String>),
    ) -> Stepped {
        let Some((session, proven)) = self.session(step) else {
            return Ok(Outcome::Nothing);
        };
        let password = self.typed(proven.who, typed);
        let is_right = self.model.people[proven.who].has_password(&password);
        let ran = self.run(step, |service| {
            service
                .account()
                .change(&session, &secret(&password).into(), what)
        })?;
        self.judge_password(step, proven, is_right, &ran)?;
        let codes = match &ran.result {
            Some(Ok(changed)) => texts(&changed.codes),
            Some(Err(_)) | None => Vec::new(),
        };
        self.changed(proven.who, certainty(&ran), |person| change(person, codes))?;
        let outcome = outcome(&ran);
        if let Some(Ok(Changed { session_view, .. })) = ran.result {
            self.go_on(step, proven, session_view.session);
        }
        Ok(outcome)
    }

    /// Continues a session after its owner has changed the account.
    fn go_on(&mut self, step: Step, proven: Proven, session: Session) {
        let proven = Proven {
            generation: self.model.people[proven.who].generation,
            ..proven
        };
        self.confirmed(step, session, proven);
    }

    /// Sets up the second factor.
    pub fn two_step_on(&mut self, step: Step) -> Stepped {
        let Some((session, proven)) = self.session(step) else {
            return Ok(Outcome::Nothing);
        };
        let (who, now) = (proven.who, self.now(step));
        if self.model.people[who].totp.is_some() {
            // No window offers it, and after a crash nothing tells which of two keys the file has.
            return Ok(Outcome::Nothing);
        }
        let password = self.typed(who, Typed::Right);
        let key = RefCell::new(None);
        let ran = self.run(step, |service| {
            let begin = BeginTwoFactor::Session(session, secret(&password).into());
            let enrolment = service.two_factor().begin(begin)?;
            let text = enrolment.key_text().expose().replace(' ', "");
            let code = app_code(&text, now).unwrap_or_default();
            *key.borrow_mut() = Some(text);
            service.two_factor().confirm(&enrolment, &secret(&code))
        })?;
        self.judge_password(step, proven, true, &ran)?;
        let codes = match &ran.result {
            Some(Ok(done)) => texts(&done.codes),
            Some(Err(_)) | None => Vec::new(),
        };
        let key = key.into_inner();
        self.changed(who, certainty(&ran), |person| {
            person.totp = key;
            person.renew_codes(codes);
        })?;
        let outcome = outcome(&ran);
        if let Some(Ok(done)) = ran.result {
            let used = u64::try_from(now / 30).unwrap_or_default();
            if let Some(id) = self.model.people[who].id {
                self.counts(step).judge_step(id, used)?;
            }
            if let Some(view) = done.value.session_view() {
                self.go_on(step, proven, view.session);
            }
        }
        Ok(outcome)
    }

    /// Sets a new password with a code.
    pub fn recover(&mut self, step: Step, who: usize, code: TypedCode) -> Stepped {
        let Some(code) = self.code(who, code) else {
            return Ok(Outcome::Nothing);
        };
        let new = self.new_password();
        let name = NAMES[self.model.people[who].name];
        let ran = self.run(step, |service| {
            let recovery = service.recovery();
            recovery.reset_password(name, &secret(&code), &secret(&new))
        })?;
        let may = self.model.people[who].may_reset(&code, self.now(step));
        if matches!(ran.result, Some(Ok(()))) {
            demand(
                may,
                Rule::NothingUsedTwice,
                "a code that was used or is void sets a password",
            )?;
        }
        if may {
            self.forgive(step, who);
        }
        self.changed(who, certainty(&ran), |person| {
            person.spend(&code);
            person.change_password(new);
        })?;
        Ok(outcome(&ran))
    }

    /// Asks for the username with a code.
    pub fn find_username(&mut self, step: Step, who: usize, code: TypedCode) -> Stepped {
        let Some(code) = self.code(who, code) else {
            return Ok(Outcome::Nothing);
        };
        let email = self.model.people[who].email.clone();
        let ran = self.run(step, |service| {
            service.recovery().find_username(&email, &secret(&code))
        })?;
        let is_live = self.model.people[who].codes.contains(&code);
        if matches!(ran.result, Some(Ok(_))) {
            demand(is_live, Rule::NothingUsedTwice, "a code finds a username")?;
        }
        if is_live {
            self.changed(who, certainty(&ran), |person| person.spend(&code))?;
        }
        Ok(outcome(&ran))
    }
}
