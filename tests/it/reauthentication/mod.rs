//! Entering a code again, for roles that `two_step.reauthenticate_for` names (R78).

mod in_the_window;

use std::time::Duration;

use egui_authenticator::domain::recovery::CodeError;
use egui_authenticator::domain::secret::Secret;
use egui_authenticator::service::Session;
use egui_authenticator::service::account::{AccountChange, AccountError, Factors};
use egui_authenticator::service::caller::Caller;
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::sign_in::pending::{SecondFactor, SignInOutcome};
use egui_authenticator::service::two_factor::BeginTwoFactor;
use egui_authenticator::service::users::UserError;

use crate::harness::phone::{Phone, app as shown, give, pending, switch_on};
use crate::harness::{ADA, BOB, Desk, secret};

const T0: Duration = Duration::ZERO;

const NAMED: &str = "two_step: {reauthenticate_for: [admin]}\nviews:";

/// How the session of the matrix began.
#[derive(Clone, Copy, Debug)]
enum Way {
    Password,
    Token,
    Unlocked,
}

/// What is done in it.
#[derive(Clone, Copy, Debug)]
enum Action {
    Unlock,
    Confirm,
    ChangeAccount,
    NewSecondFactor,
}

const WAYS: [Way; 3] = [Way::Password, Way::Token, Way::Unlocked];

const ACTIONS: [Action; 4] = [
    Action::Unlock,
    Action::Confirm,
    Action::ChangeAccount,
    Action::NewSecondFactor,
];

/// A desk whose administrator uses two-step sign-in.
fn desk(is_named: bool) -> (Desk, Phone) {
    let desk = Desk::open();
    if is_named {
        desk.edit("views:", NAMED);
    }
    let (phone, _) = switch_on(&desk, ADA);
    (desk, phone)
}

/// The code that the phone shows after the last one has passed.
fn next_code(desk: &Desk, phone: &Phone) -> Secret {
    desk.clock.advance(30);
    phone.code(desk.ports.clock.now().as_seconds())
}

fn begin(desk: &Desk, phone: &Phone, way: Way) -> Session {
    let step = pending(desk, ADA);
    let outcome = desk
        .service
        .sign_in()
        .second_factor(&step, &shown(desk, phone));
    let session = outcome.ok().and_then(SignInOutcome::session_view);
    let session = session.expect("in").session;
    match way {
        Way::Password => session,
        Way::Token => {
            let remember_me = desk.service.remember_me();
            assert_eq!(remember_me.remember(&session), Ok(()));
            let resumed = remember_me.resume().session_view();
            resumed.expect("resumed").session
        }
        Way::Unlocked => {
            let factors = Factors::from(secret(ADA.1)).with_code(next_code(desk, phone));
            let unlocked = desk.service.sessions().unlock(&session, &factors);
            unlocked.expect("unlocked").session
        }
    }
}

fn act(
    desk: &Desk,
    session: &Session,
    action: Action,
    code: Option<&Secret>,
) -> Result<(), AccountError> {
    let mut factors = Factors::from(secret(ADA.1));
    factors.code = code.map(Secret::copied);
    let service = &desk.service;
    match action {
        Action::Unlock => service.sessions().unlock(session, &factors).map(drop),
        Action::Confirm => service
            .sessions()
            .reauthenticate(session, &factors)
            .map(drop),
        Action::ChangeAccount => {
            let change = AccountChange::Picture(None);
            service
                .account()
                .change(session, &factors, change)
                .map(drop)
        }
        Action::NewSecondFactor => {
            let begin = BeginTwoFactor::Session(session.clone(), factors);
            service.two_factor().begin(begin).map(drop)
        }
    }
}

#[test]
fn r78_a_named_role_enters_a_code_to_unlock_and_for_each_sensitive_action_however_it_signed_in() {
    for (way, action) in WAYS
        .into_iter()
        .flat_map(|way| ACTIONS.map(|action| (way, action)))
    {
        let (desk, phone) = desk(true);
        let session = begin(&desk, &phone, way);
        let case = format!("{way:?} {action:?}");
        let without = act(&desk, &session, action, None);
        assert_eq!(without, Err(AccountError::Code(CodeError::Empty)), "{case}");
        let wrong = act(&desk, &session, action, Some(&secret("000000")));
        assert_eq!(wrong, Err(AccountError::CodeWrong), "{case}");
        let code = next_code(&desk, &phone);
        assert_eq!(act(&desk, &session, action, Some(&code)), Ok(()), "{case}");
        let again = act(&desk, &session, action, Some(&code));
        assert_eq!(again, Err(AccountError::CodeWrong), "{case}: used");
    }
}

#[test]
fn r78_every_other_role_enters_the_password_alone() {
    for (way, action) in WAYS
        .into_iter()
        .flat_map(|way| ACTIONS.map(|action| (way, action)))
    {
        let (desk, phone) = desk(false);
        let session = begin(&desk, &phone, way);
        let done = act(&desk, &session, action, None);
        assert_eq!(done, Ok(()), "{way:?} {action:?}");
    }
}

#[test]
fn r78_a_named_user_without_a_second_factor_enters_the_password_alone() {
    let desk = Desk::open();
    desk.edit("views:", NAMED);
    let session = desk.sign_in(ADA).expect("in");
    for action in ACTIONS {
        assert_eq!(act(&desk, &session, action, None), Ok(()), "{action:?}");
    }
}

#[test]
fn r78_all_users_can_be_named() {
    let desk = Desk::open();
    desk.edit("views:", "two_step: {reauthenticate_for: [\"*\"]}\nviews:");
    let (phone, _) = switch_on(&desk, ADA);
    let session = begin(&desk, &phone, Way::Password);
    let without = act(&desk, &session, Action::Unlock, None);
    assert_eq!(without, Err(AccountError::Code(CodeError::Empty)));
}

#[test]
fn r78_an_administrators_action_needs_the_code_once_the_sign_in_is_old() {
    let (desk, phone) = desk(true);
    let session = begin(&desk, &phone, Way::Token);
    let start = |session: &Session| {
        let users = desk.service.users();
        users.start_reset(Caller::Session(session), BOB.0).map(drop)
    };
    assert_eq!(start(&session), Err(UserError::ReauthenticationRequired));
    let factors = Factors::from(secret(ADA.1)).with_code(next_code(&desk, &phone));
    let confirmed = desk.service.sessions().reauthenticate(&session, &factors);
    assert_eq!(start(&confirmed.expect("confirmed").session), Ok(()));
}

#[test]
fn r78_wrong_codes_count_like_wrong_passwords() {
    let (desk, phone) = desk(true);
    let session = begin(&desk, &phone, Way::Password);
    let wrong = secret("000000");
    for _ in 0..5 {
        let refused = act(&desk, &session, Action::Unlock, Some(&wrong));
        assert_eq!(refused, Err(AccountError::CodeWrong));
    }
    let code = phone.code(desk.ports.clock.now().as_seconds());
    let refused = act(&desk, &session, Action::Unlock, Some(&code));
    assert!(matches!(refused, Err(AccountError::Locked(_))));
}

/// Returns how many of so many wrong codes at sign-in are looked at.
fn looked_at(desk: &Desk, count: usize) -> usize {
    let guess = |_: &usize| {
        let password = secret(ADA.1);
        let Ok(outcome) = desk.service.sign_in().with_password(ADA.0, &password) else {
            return false;
        };
        let SignInOutcome::NextStep(step) = outcome else {
            panic!("signed in with the password alone");
        };
        let wrong = SecondFactor::App(secret("000000"));
        give(desk, &step, &wrong) == Err(SignInError::CodeWrong)
    };
    (0..count).filter(guess).count()
}

#[test]
fn r20_a_password_that_is_entered_again_forgives_no_wrong_code() {
    for action in ACTIONS {
        let (desk, phone) = desk(false);
        let session = begin(&desk, &phone, Way::Token);
        let round = |_| {
            let count = looked_at(&desk, 4);
            drop(act(&desk, &session, action, None));
            count
        };
        assert_eq!((0..5).map(round).sum::<usize>(), 5, "{action:?}");
    }
}

#[test]
fn r20_a_password_that_is_entered_again_with_a_code_forgives_wrong_codes() {
    let (desk, phone) = desk(true);
    let session = begin(&desk, &phone, Way::Token);
    for _ in 0..3 {
        assert_eq!(looked_at(&desk, 4), 4);
        let code = next_code(&desk, &phone);
        let confirmed = act(&desk, &session, Action::Confirm, Some(&code));
        assert_eq!(confirmed, Ok(()));
    }
}
