//! A user's authenticator app, and the steps of a sign-in with it.

use std::sync::Arc;

use egui_authenticator::domain::secret::Secret;
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::sign_in::pending::{PendingSignIn, SecondFactor, SignInOutcome};
use egui_authenticator::service::two_factor::{BeginTwoFactor, Enrolment};
use totp_rs::{Builder, Secret as Key};

use super::{Desk, secret};

/// An authenticator app: what it was given, and the code that it shows.
pub struct Phone(pub String);

impl Phone {
    pub fn set_up(enrolment: &Enrolment) -> Self {
        Self(enrolment.key_text().expose().replace(' ', ""))
    }

    pub fn code(&self, now: i64) -> Secret {
        let key = Key::try_from_base32(&self.0).expect("a key");
        let totp = Builder::new().with_secret(key).build().expect("parameters");
        let now = u64::try_from(now).expect("after 1970");
        secret(&totp.generate(now).to_string())
    }
}

/// Switches the second factor on, and gives the phone and the recovery codes.
pub fn switch_on(desk: &Desk, who: (&str, &str)) -> (Phone, Vec<String>) {
    let session = desk.sign_in(who).expect("in");
    let begin = BeginTwoFactor::Session(session, secret(who.1).into());
    let enrolment = desk.service.two_factor().begin(begin).expect("begun");
    let phone = Phone::set_up(&enrolment);
    let code = phone.code(desk.ports.clock.now().as_seconds());
    let confirmed = desk.service.two_factor().confirm(&enrolment, &code);
    let codes = confirmed.expect("confirmed").codes;
    desk.clock.advance(30);
    (phone, codes.iter().map(|c| c.expose().to_owned()).collect())
}

/// Signs in with the password, which must not be enough.
pub fn pending(desk: &Desk, (login, password): (&str, &str)) -> Arc<PendingSignIn> {
    let sign_in = desk.service.sign_in();
    match sign_in.with_password(login, &secret(password)) {
        Ok(SignInOutcome::NextStep(pending)) => pending,
        Ok(_) => panic!("in already"),
        Err(error) => panic!("{error}"),
    }
}

/// Answers the second step, and returns whether the session is open.
pub fn give(desk: &Desk, step: &PendingSignIn, answer: &SecondFactor) -> Result<bool, SignInError> {
    let outcome = desk.service.sign_in().second_factor(step, answer)?;
    Ok(outcome.session_view().is_some())
}

/// The code that the phone shows.
pub fn app(desk: &Desk, phone: &Phone) -> SecondFactor {
    SecondFactor::App(phone.code(desk.ports.clock.now().as_seconds()))
}
