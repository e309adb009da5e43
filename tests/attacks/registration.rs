//! A stranger who may register.

use egui_authenticator::domain::registration::RegistrationPolicy;
use egui_authenticator::service::account::{AccountChange, AccountError};
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::registration::RegisterError;
use egui_authenticator::service::users::UserInput;

use crate::harness::{BOB, Desk, secret, typed_user};

const PASSWORD: &str = "a brand new password";

fn open_to(policy: RegistrationPolicy) -> Desk {
    let desk = Desk::open();
    let registration = format!("registration: {{mode: {}}}\npre-authorized:", policy.word());
    desk.edit("pre-authorized:", &registration);
    desk
}

fn register(desk: &Desk, username: &str, email: &str) -> Result<bool, RegisterError> {
    let user = typed_user(username, email, "Mel");
    let made = desk
        .service
        .registration()
        .register(&user, &secret(PASSWORD));
    made.map(|made| made.value.is_waiting)
}

/// What a stranger finds out who registers with an address, and then tries everything that the answers may depend on.
fn probe(email: &str) -> Vec<String> {
    let desk = open_to(RegistrationPolicy::Approval);
    let service = &desk.service;
    let user = typed_user("probe", email, "Mel");
    let made = service.registration().register(&user, &secret(PASSWORD));
    let made = made.expect("registered");
    let sign_in = |login: &str| {
        let result = service.sign_in().with_password(login, &secret(PASSWORD));
        format!("sign in as {}: {:?}", login == email, result.err())
    };
    let (recovery, new) = (service.recovery(), secret("yet another password"));
    let mut seen = vec![
        format!(
            "waits {}, {} codes",
            made.value.is_waiting,
            made.codes.len()
        ),
        sign_in("probe"),
        sign_in(email),
        format!(
            "reset: {:?}",
            recovery.reset_password("probe", &made.codes[0], &new)
        ),
        format!(
            "reset: {:?}",
            recovery.reset_password(email, &made.codes[1], &new)
        ),
        format!("name: {:?}", recovery.find_username(email, &made.codes[2])),
        format!("mail: {:?}", service.recovery_mail().send_code(email)),
        format!(
            "name again: {:?}",
            register(&desk, "PROBE", "third@example.org")
        ),
        format!("address again: {:?}", register(&desk, "prober", email)),
        format!(
            "address as name: {:?}",
            register(&desk, email, "fourth@example.org")
        ),
    ];
    // Locking one name out must not show at the other.
    seen.extend((0..6).map(|_| sign_in(email)));
    seen.push(sign_in("probe"));
    seen
}

/// A stranger registers with the address of a colleague, to find out whether the colleague has an account.
#[test]
fn r84_nothing_after_a_registration_tells_whether_the_address_has_an_account() {
    assert_eq!(probe("bob@example.org"), probe("stranger@example.org"));
}

/// An administrator is not deceived by such a registration: it has no address, and the colleague's account stays.
#[test]
fn r84_an_account_with_the_address_of_another_user_waits_without_it() {
    let desk = open_to(RegistrationPolicy::Approval);
    assert_eq!(register(&desk, "probe", "bob@example.org"), Ok(true));
    let users = desk.service.users();
    let probe = users
        .find(Caller::LocalOwner(Operator::assume()), "probe")
        .expect("there");
    assert!(probe.is_pending && probe.email.is_none());
    let bob = users
        .find(Caller::LocalOwner(Operator::assume()), "bob@example.org")
        .expect("there");
    assert_eq!(bob.username.as_str(), "bob");
    assert!(desk.sign_in(BOB).is_some());
}

/// A colleague takes the address of a newcomer who has not registered yet, so that the newcomer cannot.
#[test]
fn r89_an_address_that_may_register_cannot_be_taken_by_another_user() {
    let desk = Desk::open();
    let bob = desk.sign_in(BOB).expect("signed in");
    // The second one only looks like it: its first letter is Cyrillic.
    for email in ["MEL@example.org", "m\u{435}l@example.org"] {
        let mut details = UserInput::of(bob.user());
        details.email = email.to_owned();
        let change = AccountChange::Details(details);
        let changed = desk
            .service
            .account()
            .change(&bob, &secret(BOB.1).into(), change);
        assert_eq!(changed.err(), Some(AccountError::EmailTaken), "{email}");
    }
    assert_eq!(register(&desk, "mel", "mel@example.org"), Ok(false));
}

/// A stranger registers with a name or an address that keeps a newcomer out.
#[test]
fn r89_a_registration_cannot_take_the_address_of_a_user_who_is_to_register() {
    let desk = open_to(RegistrationPolicy::Open);
    let as_name = register(&desk, "mel@example.org", "stranger@example.org");
    assert_eq!(as_name, Err(RegisterError::UsernameTaken));
    let alike = register(&desk, "stranger", "m\u{435}l@example.org");
    assert_eq!(alike, Err(RegisterError::EmailNotAccepted));
    assert_eq!(register(&desk, "mel", "mel@example.org"), Ok(false));
}
