//! The second factor, whose codes the server checks.

use std::sync::Arc;

use crate::domain::secret::Secret;
use crate::domain::settings::RoleList;
use crate::domain::timestamp::Timestamp;
use crate::domain::two_factor::{STEP_SECONDS, Totp};
use crate::domain::user::UserPatch;
use crate::service::account::{AccountChange, AccountError, Factors};
use crate::service::ports::Setting;
use crate::service::sign_in::SignInError;
use crate::service::sign_in::pending::{NextStep, PendingSignIn, SecondFactor, SignInOutcome};
use crate::service::two_factor::{BeginTwoFactor, Enrolment};
use crate::testing::conformance::authority::desk::{
    AuthoritySite, Computer, Desk, OTHER, PASSWORD, secret,
};

/// The authenticator app of a user.
pub(super) struct Phone(Totp);

impl Phone {
    /// Sets up the second factor of Bob at the trusted computer, which gives its secret to the server.
    pub(super) fn of_bob<S: AuthoritySite>(desk: &Desk<S>) -> Self {
        Self::with_codes(desk).0
    }

    /// Does the same, and returns the recovery codes that come with it.
    pub(super) fn with_codes<S: AuthoritySite>(desk: &Desk<S>) -> (Self, Vec<Secret>) {
        let view = desk.trusted.enter("bob", PASSWORD);
        let two_factor = desk.trusted.service.two_factor();
        let begin = BeginTwoFactor::Session(view.session.clone(), secret(PASSWORD).into());
        let enrolment = two_factor.begin(begin).expect("begun");
        let phone = Self::of(&enrolment);
        let confirmed = two_factor.confirm(&enrolment, &phone.code(&desk.trusted));
        let codes = confirmed.expect("the second factor is set up").codes;
        desk.trusted.sign_out(&view);
        (phone, codes)
    }

    /// Returns the app of a user who sets up the second factor.
    pub(super) fn of(enrolment: &Enrolment) -> Self {
        Self(from_base32(enrolment.key_text().expose()))
    }

    pub(super) fn code(&self, computer: &Computer) -> Secret {
        self.code_at(computer.dependencies.clock.now())
    }

    fn code_at(&self, now: Timestamp) -> Secret {
        let step = u64::try_from(now.as_seconds() / STEP_SECONDS).expect("after 1970");
        let code = self.0.code(step).expect("a code");
        secret(&format!("{code:06}"))
    }
}

fn from_base32(text: &str) -> Totp {
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for letter in text.bytes().filter(|letter| *letter != b' ') {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            _ => letter - b'2' + 26,
        };
        (bits, count) = ((bits << 5) | u32::from(value), count + 5);
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from((bits >> count) & 0xff).expect("a byte"));
        }
    }
    Totp::from_bytes(&bytes).expect("the secret of an app")
}

pub(super) fn pending(outcome: Result<SignInOutcome, SignInError>) -> Arc<PendingSignIn> {
    match outcome {
        Ok(SignInOutcome::NextStep(pending)) => pending,
        other => panic!("more is required: {other:?}"),
    }
}

pub(super) fn give(
    computer: &Computer,
    step: &PendingSignIn,
    code: Secret,
) -> Result<SignInOutcome, SignInError> {
    let sign_in = computer.service.sign_in();
    sign_in.second_factor(step, &SecondFactor::App(code))
}

pub(super) fn signing_in<S: AuthoritySite>(desk: &Desk<S>) {
    let phone = Phone::of_bob(desk);
    desk.site.pass(30);
    let till = desk.restricted();
    let refused = till.refused("bob", OTHER);
    assert_eq!(refused, Some(SignInError::Refused), "not told");
    let step = pending(till.sign_in("bob", PASSWORD));
    assert_eq!(step.need(), NextStep::Code);
    assert_eq!(till.users(), [""; 0], "no user before the code");
    let wrong = secret("000000");
    for code in [wrong.copied(), secret("12345"), secret("")] {
        let refused = give(&till, &step, code).err();
        assert_eq!(refused, Some(SignInError::CodeWrong));
    }
    let code = phone.code(&till);
    let view = give(&till, &step, code.copied()).expect("right");
    let view = view.session_view().expect("no further step");
    assert!(view.session.has_role("till"));
    assert_eq!(till.users(), ["bob"]);
    till.sign_out(&view);
    for computer in [&till, &desk.trusted] {
        let step = pending(computer.sign_in("bob", PASSWORD));
        let again = give(computer, &step, code.copied()).err();
        assert_eq!(again, Some(SignInError::CodeWrong), "a code works once");
    }
    desk.site.pass(30);
    let step = pending(till.sign_in("bob@example.org", PASSWORD));
    desk.site.pass(11 * 60);
    let late = give(&till, &step, phone.code(&till)).err();
    assert_eq!(late, Some(SignInError::Expired));
}

pub(super) fn guesses<S: AuthoritySite>(desk: &Desk<S>) {
    let phone = Phone::of_bob(desk);
    desk.site.pass(30);
    let till = desk.restricted();
    let step = pending(till.sign_in("bob", PASSWORD));
    for _ in 0..5 {
        let refused = give(&till, &step, secret("000000")).err();
        assert_eq!(refused, Some(SignInError::CodeWrong));
    }
    let locked = give(&till, &step, phone.code(&till)).err();
    assert!(matches!(locked, Some(SignInError::Locked(_))), "{locked:?}");
    for computer in [&desk.restricted(), &desk.trusted] {
        let locked = computer.refused("bob", PASSWORD);
        assert!(matches!(locked, Some(SignInError::Locked(_))), "{locked:?}");
    }
    desk.site.pass(31);
    let view = give(&till, &step, phone.code(&till)).expect("right");
    let view = view.session_view().expect("no further step");
    let before = view.before.as_ref().map(|before| before.failures);
    assert_eq!(before, Some(5));
}

pub(super) fn again<S: AuthoritySite>(desk: &Desk<S>) {
    desk.set(Setting::TwoStepReauthenticate(RoleList::all()));
    let phone = Phone::of_bob(desk);
    desk.site.pass(30);
    let till = desk.restricted();
    let step = pending(till.sign_in("bob", PASSWORD));
    let view = give(&till, &step, phone.code(&till)).expect("right");
    let session = view.session_view().expect("no further step").session;
    let confirm = |password: &str, code: Option<Secret>| {
        let mut factors = Factors::from(secret(password));
        if let Some(code) = code {
            factors = factors.with_code(code);
        }
        let sessions = till.service.sessions();
        sessions.reauthenticate(&session, &factors)
    };
    let missing = confirm(PASSWORD, None).err();
    assert!(
        matches!(missing, Some(AccountError::Code(_))),
        "{missing:?}"
    );
    let used = phone.code(&till);
    assert_eq!(
        confirm(PASSWORD, Some(used)).err(),
        Some(AccountError::CodeWrong)
    );
    desk.site.pass(30);
    let code = || Some(phone.code(&till));
    assert_eq!(confirm(OTHER, code()).err(), Some(AccountError::Wrong));
    assert!(confirm(PASSWORD, code()).is_ok());
}

/// A new password at a restricted computer leaves the second factor as it is, also at trusted computers.
pub(super) fn another_password<S: AuthoritySite>(desk: &Desk<S>) {
    let phone = Phone::of_bob(desk);
    desk.patch(
        "bob",
        UserPatch {
            must_change_password: Some(true),
            ..UserPatch::default()
        },
    );
    desk.site.pass(30);
    let till = desk.restricted();
    let step = pending(till.sign_in("bob", PASSWORD));
    let step = pending(give(&till, &step, phone.code(&till)));
    assert_eq!(step.need(), NextStep::AnotherPassword);
    let chosen = till.service.sign_in();
    let chosen = chosen.choose_new_password(&step, &secret(OTHER));
    let view = chosen.expect("changed").session_view().expect("signed in");
    let third = "a third password of the tests";
    let change = AccountChange::Password(secret(third));
    let changed = till.service.account();
    let changed = changed.change(&view.session, &secret(OTHER).into(), change);
    till.sign_out(&changed.expect("changed").session_view);
    for computer in [&till, &desk.trusted] {
        desk.site.pass(30);
        let step = pending(computer.sign_in("bob", third));
        assert_eq!(step.need(), NextStep::Code, "no recovery code is asked for");
        let view = give(computer, &step, phone.code(computer)).expect("right");
        computer.sign_out(&view.session_view().expect("no further step"));
    }
}
