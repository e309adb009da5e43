//! What each act does, and how its outcome is judged.

use std::cell::RefCell;

use egui_authenticator::service::Session;
use egui_authenticator::service::account::{AccountChange, AccountError, Changed};
use egui_authenticator::service::caller::Caller;
use egui_authenticator::service::remember_me::Resumed;
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::sign_in::pending::{SecondFactor, SignInOutcome};
use egui_authenticator::service::two_factor::BeginTwoFactor;
use egui_authenticator::service::users::{UserChange, UserError};
use totp_rs::{Builder, Secret as Key};

use crate::model::{
    Broken, Certainty, Guess, Judged, NAMES, Person, Proven, ROLES, ResetCode, Rule, broken, demand,
};
use crate::steps::{Act, Answer, Deed, Step, Typed, TypedCode};
use crate::world::{Outcome, Ran, Waiting, World, secret};

type Stepped = Result<Outcome, Broken>;

/// Returns how certain it is that what was asked for was done.
fn certainty<T, E>(ran: &Ran<Result<T, E>>) -> Certainty {
    match &ran.result {
        Some(Ok(_)) => Certainty::Done,
        Some(Err(_)) if !ran.is_interrupted => Certainty::NotDone,
        Some(Err(_)) | None => Certainty::Unknown,
    }
}

fn outcome<T, E>(ran: &Ran<Result<T, E>>) -> Outcome {
    match &ran.result {
        Some(Ok(_)) => Outcome::Done,
        Some(Err(_)) => Outcome::Refused,
        None => Outcome::Died,
    }
}

/// Returns the code that an authenticator app shows at this time.
fn app_code(key: &str, at: i64) -> Option<String> {
    let key = Key::try_from_base32(key).ok()?;
    let totp = Builder::new().with_secret(key).build().ok()?;
    Some(totp.generate(u64::try_from(at).ok()?).to_string())
}

impl World {
    /// Does what a step says.
    pub fn act(&mut self, step: Step) -> Stepped {
        match step.act {
            Act::SignIn(who, typed) => self.sign_in(step, usize::from(who), typed),
            Act::SecondFactor(answer) => self.second_factor(step, answer),
            Act::ChooseNew => self.choose_new(step),
            Act::Remember => self.remember(step),
            Act::SignOut => self.sign_out(step),
            Act::Restart => self.resume(step),
            Act::UseCopy(number) => self.use_copy(step, usize::from(number)),
            Act::Look => self.look(step),
            Act::Confirm(typed) => self.confirm(step, typed),
            Act::ChangePassword(typed) => {
                let new = self.new_password();
                let change = AccountChange::Password(secret(&new));
                self.change_account(step, typed, change, |person, _| person.change_password(new))
            }
            Act::NewCodes => {
                let change = AccountChange::RecoveryCodes;
                self.change_account(step, Typed::Right, change, Person::renew_codes)
            }
            Act::EndSessions => {
                let change = AccountChange::SignOutEverywhere;
                self.change_account(step, Typed::Right, change, |person, _| {
                    person.end_sessions();
                })
            }
            Act::TwoStepOff => {
                let change = AccountChange::TwoStepOff;
                self.change_account(step, Typed::Right, change, |person, _| person.totp = None)
            }
            Act::TwoStepOn => self.two_step_on(step),
            Act::Recover(who, code) => self.recover(step, usize::from(who), code),
            Act::FindUsername(who, code) => self.find_username(step, usize::from(who), code),
            Act::Admin(whom, deed) => self.administer(step, usize::from(whom), deed),
            Act::Wait(seconds) => {
                self.wait(seconds);
                Ok(Outcome::Done)
            }
            Act::SetBack(seconds) => {
                self.set_back(step, seconds);
                Ok(Outcome::Done)
            }
        }
    }

    fn typed(&self, who: usize, typed: Typed) -> String {
        let person = &self.model.people[who];
        match typed {
            Typed::Right => person.password.clone(),
            Typed::Former => person.former.last().cloned().unwrap_or_default(),
            Typed::Wrong(number) => format!("a wrong password, number {number}"),
        }
    }

    fn code(&self, who: usize, typed: TypedCode) -> Option<String> {
        let person = &self.model.people[who];
        let at = |codes: &[String], number: u8| {
            let number = usize::from(number).checked_rem(codes.len())?;
            codes.get(number).cloned()
        };
        match typed {
            TypedCode::Recovery(number) => at(&person.codes, number),
            TypedCode::Spent(number) => at(&person.spent, number),
            TypedCode::Reset => Some(person.resets.last()?.code.clone()),
        }
    }

    fn guess(&mut self, step: Step, who: usize, guess: Guess) -> Judged {
        self.model.computers[usize::from(step.computer)].judge_guess(who, guess)
    }

    fn forgive(&mut self, step: Step, who: usize) {
        self.model.computers[usize::from(step.computer)].forgive(who);
    }

    fn changed(&mut self, who: usize, how: Certainty, change: impl FnOnce(&mut Person)) -> Judged {
        let file = self.file();
        let Some(user) = file.users.iter().as_slice().get(who) else {
            return broken(Rule::NoChangeLost, "a user is missing");
        };
        self.model.changed(who, how, user, change);
        Ok(())
    }

    /// Takes in what a sign-in came to, after its proofs were judged.
    fn take_in(&mut self, step: Step, who: usize, came: SignInOutcome, has_second: bool) -> Judged {
        let person = &self.model.people[who];
        let generation = person.generation;
        demand(
            !person.disabled,
            Rule::NoSessionWithoutProof,
            "a disabled user",
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
                let proven = Proven {
                    who,
                    generation,
                    confirmed_at: Some(self.now(step)),
                };
                let window = self.window(step);
                window.session = Some((view.session, proven));
                window.waiting = None;
            }
            SignInOutcome::NextStep(pending) => {
                let window = self.window(step);
                window.session = None;
                window.waiting = Some(Waiting {
                    pending,
                    who,
                    generation,
                    has_second,
                });
            }
        }
        Ok(())
    }

    fn sign_in(&mut self, step: Step, who: usize, typed: Typed) -> Stepped {
        let password = self.typed(who, typed);
        let person = &self.model.people[who];
        let is_right = password == person.password;
        let (disabled, has_totp) = (person.disabled, person.totp.is_some());
        let ran = self.run(step, |service| {
            service
                .sign_in()
                .with_password(NAMES[who], &secret(&password))
        })?;
        let outcome = outcome(&ran);
        let guess = match &ran.result {
            Some(Ok(came)) => {
                demand(is_right, Rule::NoSessionWithoutProof, "a wrong password")?;
                match came {
                    SignInOutcome::SignedIn(_) => Guess::Accepted,
                    SignInOutcome::NextStep(_) => Guess::Halfway,
                }
            }
            Some(Err(SignInError::Refused | SignInError::Delaying)) if !is_right || disabled => {
                Guess::Wrong
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

    fn second_factor(&mut self, step: Step, answer: Answer) -> Stepped {
        let Some(waiting) = self.window(step).waiting.clone() else {
            return Ok(Outcome::Nothing);
        };
        let who = waiting.who;
        let now = self.now(step);
        let shown = |key: &str| [-1, 0, 1].map(|offset| app_code(key, now + 30 * offset));
        let shown = self.model.people[who].totp.as_deref().map(shown);
        let (text, used) = match answer {
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
        };
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
        let computer = usize::from(step.computer);
        let is_live = self.model.people[who].codes.contains(&text);
        if let Some(Ok(came)) = &ran.result {
            let person = &self.model.people[who];
            let is_valid = person.generation == waiting.generation && person.totp.is_some();
            let rule = Rule::NoSessionWithoutProof;
            demand(is_valid, rule, "a sign-in of an account that has changed")?;
            match (answer, used) {
                (Answer::App(_), Some(used)) => {
                    self.model.computers[computer].judge_step(who, used)?;
                }
                (Answer::Code(_), _) => demand(is_live, Rule::NothingUsedTwice, "a code")?,
                _ => broken(rule, "a wrong code of the app")?,
            }
            let guess = match came {
                SignInOutcome::SignedIn(_) => Guess::Accepted,
                SignInOutcome::NextStep(_) => Guess::Halfway,
            };
            self.guess(step, who, guess)?;
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

    fn choose_new(&mut self, step: Step) -> Stepped {
        let Some(waiting) = self.window(step).waiting.clone() else {
            return Ok(Outcome::Nothing);
        };
        let new = self.new_password();
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

    fn session(&mut self, step: Step) -> Option<(Session, Proven)> {
        self.window(step).session.clone()
    }

    fn remember(&mut self, step: Step) -> Stepped {
        let Some((session, proven)) = self.session(step) else {
            return Ok(Outcome::Nothing);
        };
        let before = self.token(step);
        let ran = self.run(step, |service| service.remember_me().remember(&session))?;
        if ran.result == Some(Ok(())) {
            self.model.judge_session(Some(proven))?;
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

    fn sign_out(&mut self, step: Step) -> Stepped {
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
        self.window(step).session = None;
        Ok(outcome(&ran))
    }

    fn use_copy(&mut self, step: Step, number: usize) -> Stepped {
        let Some(copy) = self.copy(step, number) else {
            return Ok(Outcome::Nothing);
        };
        self.put_token(step, &copy);
        self.resume(step)
    }

    fn resume(&mut self, step: Step) -> Stepped {
        self.restart(step);
        let (before, now) = (self.token(step), self.now(step));
        let ran = self.run(step, |service| service.remember_me().resume())?;
        let memory = &mut self.model.computers[usize::from(step.computer)];
        let owner = before.as_deref().and_then(|token| memory.owner(token));
        let mut outcome = Outcome::Refused;
        match ran.result {
            Some(Resumed::SignedIn(view)) => {
                outcome = Outcome::Done;
                let user = view.session.user();
                let name = user.username.as_str();
                let who = NAMES.iter().position(|other| *other == name);
                let (Some(token), Some(who)) = (&before, who) else {
                    broken(Rule::NoSessionWithoutProof, "no token")?;
                    return Ok(outcome);
                };
                memory.judge_token(token, (who, &self.model.people[who]), now)?;
                self.judge_roles(user, who)?;
                let proven = Proven {
                    who,
                    generation: self.model.people[who].generation,
                    confirmed_at: None,
                };
                self.window(step).session = Some((view.session, proven));
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

    fn look(&mut self, step: Step) -> Stepped {
        let Some((session, proven)) = self.session(step) else {
            return Ok(Outcome::Nothing);
        };
        let ran = self.run(step, |service| {
            let view = service.sessions().refresh(&session)?;
            let list = service.users().list(Caller::Session(&session));
            Ok::<_, egui_authenticator::service::sign_in::sessions::RefreshError>((view, list))
        })?;
        let outcome = outcome(&ran);
        if let Some(Ok((view, list))) = ran.result {
            self.model.judge_session(Some(proven))?;
            self.judge_roles(view.session.user(), proven.who)?;
            let may = self.model.people[proven.who].may_manage();
            let rule = Rule::NoUserAbovePermissions;
            demand(
                may || list.is_err(),
                rule,
                "a user without permission sees all users",
            )?;
            self.window(step).session = Some((view.session, proven));
        }
        Ok(outcome)
    }

    /// Judges the password of a signed-in user.
    fn judge_password<T>(
        &mut self,
        step: Step,
        proven: Proven,
        is_right: bool,
        ran: &Ran<Result<T, AccountError>>,
    ) -> Judged {
        let who = proven.who;
        match &ran.result {
            Some(Ok(_)) => {
                self.model.judge_session(Some(proven))?;
                demand(is_right, Rule::NoSessionWithoutProof, "a wrong password")?;
                self.guess(step, who, Guess::Accepted)
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

    fn confirm(&mut self, step: Step, typed: Typed) -> Stepped {
        let Some((session, proven)) = self.session(step) else {
            return Ok(Outcome::Nothing);
        };
        let password = self.typed(proven.who, typed);
        let is_right = password == self.model.people[proven.who].password;
        let ran = self.run(step, |service| {
            service
                .sessions()
                .reauthenticate(&session, &secret(&password).into())
        })?;
        self.judge_password(step, proven, is_right, &ran)?;
        let outcome = outcome(&ran);
        if let Some(Ok(view)) = ran.result {
            let proven = Proven {
                confirmed_at: Some(self.now(step)),
                ..proven
            };
            self.window(step).session = Some((view.session, proven));
        }
        Ok(outcome)
    }

    /// Changes the account of the signed-in user. `change` gets the new recovery codes.
    fn change_account(
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
        let is_right = password == self.model.people[proven.who].password;
        let ran = self.run(step, |service| {
            service
                .account()
                .change(&session, &secret(&password).into(), what)
        })?;
        self.judge_password(step, proven, is_right, &ran)?;
        let codes = match &ran.result {
            Some(Ok(changed)) => changed
                .codes
                .iter()
                .map(|code| code.expose().to_owned())
                .collect(),
            Some(Err(_)) | None => Vec::new(),
        };
        self.changed(proven.who, certainty(&ran), |person| change(person, codes))?;
        let outcome = outcome(&ran);
        if let Some(Ok(Changed { session_view, .. })) = ran.result {
            self.go_on(step, proven.who, session_view.session);
        }
        Ok(outcome)
    }

    /// Continues a session after its owner has changed the account.
    fn go_on(&mut self, step: Step, who: usize, session: Session) {
        let proven = Proven {
            who,
            generation: self.model.people[who].generation,
            confirmed_at: Some(self.now(step)),
        };
        self.window(step).session = Some((session, proven));
    }

    fn two_step_on(&mut self, step: Step) -> Stepped {
        let Some((session, proven)) = self.session(step) else {
            return Ok(Outcome::Nothing);
        };
        let (who, now) = (proven.who, self.now(step));
        if self.model.people[who].totp.is_some() {
            // No window offers it, and after a crash nothing tells which of two keys the file has.
            return Ok(Outcome::Nothing);
        }
        let password = self.model.people[who].password.clone();
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
            Some(Ok(done)) => done
                .codes
                .iter()
                .map(|code| code.expose().to_owned())
                .collect(),
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
            self.model.computers[usize::from(step.computer)].judge_step(who, used)?;
            if let Some(view) = done.value.session_view() {
                self.go_on(step, who, view.session);
            }
        }
        Ok(outcome)
    }

    fn recover(&mut self, step: Step, who: usize, code: TypedCode) -> Stepped {
        let Some(code) = self.code(who, code) else {
            return Ok(Outcome::Nothing);
        };
        let new = self.new_password();
        let ran = self.run(step, |service| {
            let recovery = service.recovery();
            recovery.reset_password(NAMES[who], &secret(&code), &secret(&new))
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

    fn find_username(&mut self, step: Step, who: usize, code: TypedCode) -> Stepped {
        let Some(code) = self.code(who, code) else {
            return Ok(Outcome::Nothing);
        };
        let email = format!("{}@example.org", NAMES[who]);
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

    fn administer(&mut self, step: Step, whom: usize, deed: Deed) -> Stepped {
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
