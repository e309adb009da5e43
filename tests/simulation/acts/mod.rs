//! What each act does, and how its outcome is judged.

mod account;
mod approving;
mod badges;
mod import;
mod locking;
mod outage;
mod parking;
mod pins;
mod registration;
mod remembering;
mod settings;
mod sign_in;
mod signing;
mod users;

use egui_authenticator::domain::secret::Secret;
use egui_authenticator::service::Session;
use egui_authenticator::service::account::AccountChange;
use totp_rs::{Builder, Secret as Key};

use crate::model::{Broken, Certainty, Counted, Guess, Judged, Person, Proven, ROLES};
use crate::steps::{Act, Step, Typed, TypedCode};
use crate::world::{Outcome, Ran, World, secret};

/// The result of a step.
pub type Stepped = Result<Outcome, Broken>;

/// Returns how certain it is that what was asked for was done.
pub fn certainty<T, E>(ran: &Ran<Result<T, E>>) -> Certainty {
    match &ran.result {
        Some(Ok(_)) => Certainty::Done,
        Some(Err(_)) if !ran.is_interrupted => Certainty::NotDone,
        Some(Err(_)) | None => Certainty::Unknown,
    }
}

/// Returns what came of a call.
pub fn outcome<T, E>(ran: &Ran<Result<T, E>>) -> Outcome {
    match &ran.result {
        Some(Ok(_)) => Outcome::Done,
        Some(Err(_)) => Outcome::Refused,
        None => Outcome::Died,
    }
}

/// Returns the code that an authenticator app shows at this time.
pub fn app_code(key: &str, at: i64) -> Option<String> {
    let key = Key::try_from_base32(key).ok()?;
    let totp = Builder::new().with_secret(key).build().ok()?;
    Some(totp.generate(u64::try_from(at).ok()?).to_string())
}

/// Returns the texts of codes.
pub fn texts(codes: &[Secret]) -> Vec<String> {
    let codes = codes.iter();
    codes.map(|code| code.expose().to_owned()).collect()
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
            Act::Lock => self.lock(step),
            Act::Sleep => self.sleep(step),
            Act::Unlock(typed) => self.unlock(step, typed),
            Act::Outage(away, wrong, is_right) => self.outage(step, away, (wrong, is_right)),
            Act::ChangePassword(typed) => {
                let new = self.choose_password(step);
                let change = AccountChange::Password(secret(&new));
                self.change_account(step, typed, change, |person, _| person.change_password(new))
            }
            Act::NewCodes => self.new_codes(step),
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
            Act::Admin(by, whom, deed) => self.administer(step, by, usize::from(whom), deed),
            Act::Set(by, choice) => self.set(step, by, choice),
            Act::Import(by, whom, roles, new) => {
                let roles = ROLES[usize::from(roles)];
                self.import(step, by, (usize::from(whom), usize::from(new)), roles)
            }
            Act::Register(who, email) => self.register(step, usize::from(who), usize::from(email)),
            Act::Pin(act) => self.pin(step, act),
            Act::Badge(act) => self.badge(step, act),
            Act::Approve(who, typed) => self.approve(step, usize::from(who), typed),
            Act::Spend(is_changed) => self.spend(step, is_changed),
            Act::Parking(act) => self.parking(step, act),
            Act::Sign(typed, is_named) => self.sign(step, typed, is_named),
            Act::Wait(seconds) => {
                self.wait(seconds);
                Ok(Outcome::Done)
            }
            Act::SetBack(seconds) if self.has_own_clock(step) => {
                self.set_back(step, seconds);
                Ok(Outcome::Done)
            }
            Act::SetBack(_) => Ok(Outcome::Nothing),
        }
    }

    fn new_codes(&mut self, step: Step) -> Stepped {
        let change = AccountChange::RecoveryCodes;
        let owner = self.session(step).map(|(_, proven)| proven.who);
        let outcome = self.change_account(step, Typed::Right, change, Person::renew_codes)?;
        if let Some(who) = owner.filter(|_| outcome == Outcome::Done) {
            let before = self.model.people[who].credentials();
            self.end_pins(who, &before);
        }
        Ok(outcome)
    }

    /// Returns the password that is typed for a user.
    pub fn typed(&self, who: usize, typed: Typed) -> String {
        let person = &self.model.people[who];
        match typed {
            Typed::Right if person.password.is_some() => {
                person.password.clone().unwrap_or_default()
            }
            Typed::Right | Typed::Former => person.former.last().cloned().unwrap_or_default(),
            Typed::Wrong(number) => format!("a wrong password, number {number}"),
        }
    }

    /// Returns the code that is typed for a user.
    pub fn code(&self, who: usize, typed: TypedCode) -> Option<String> {
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

    /// Judges a guess at the computer of a step.
    pub fn guess(&mut self, step: Step, who: usize, guess: Guess) -> Judged {
        if matches!(guess, Guess::Accepted | Guess::NextStep) {
            self.window(step).offline.remove(&who);
        }
        let (of, settings) = (self.counted(who), self.model.settings);
        self.counts(step).judge_guess(of, guess, settings)
    }

    /// Failures are forgotten, or may be.
    pub fn forgive(&mut self, step: Step, who: usize) {
        let of = self.counted(who);
        self.counts(step).forgive(of);
    }

    fn counted(&self, who: usize) -> Counted {
        self.model.counted(self.model.people[who].name)
    }

    /// Takes in a change of a user that was made or not.
    pub fn changed(
        &mut self,
        who: usize,
        how: Certainty,
        change: impl FnOnce(&mut Person),
    ) -> Judged {
        let file = self.file();
        let before = self.model.people[who].credentials();
        self.model.changed(who, how, &file, change)?;
        if how == Certainty::Done && self.model.people[who].credentials() != before {
            self.end_pins(who, &before);
        }
        Ok(())
    }

    /// The session at the window of a step, unless the window is locked.
    pub fn session(&mut self, step: Step) -> Option<(Session, Proven)> {
        let window = self.window(step);
        window.session.clone().filter(|_| !window.is_locked)
    }
}
