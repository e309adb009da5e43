//! What is told of the last sign-in, and of what happened since.

use egui_authenticator::domain::person_name::PersonName;
use egui_authenticator::domain::time_zone::TimeZone;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::Clock;
use egui_authenticator::service::sign_in::pending::SignInOutcome;
use egui_authenticator::service::users::UserInput;
use egui_kittest::kittest::Queryable;

use super::{Window, arrived, is_there};
use crate::harness::window::press;
use crate::harness::{BOB, Desk, secret};

const OWNER: Caller<'_> = Caller::LocalOwner(Operator::assume());

/// Returns the texts that are announced as warnings.
fn warnings(window: &Window) -> Vec<String> {
    let values = window.query_all_by(|node| {
        let value = node.value().unwrap_or_default();
        value.starts_with("Warning: ")
    });
    values.filter_map(|node| node.value()).collect()
}

#[test]
fn r24_the_last_sign_in_is_told_in_local_time() {
    let desk = Desk::open();
    desk.clock.set_time_zone(TimeZone::new(7_200, Vec::new()));
    let window = arrived(&desk, BOB);
    assert!(is_there(&window, "your first sign-in on this computer"));
    drop(window);
    desk.clock.advance(60);
    let window = arrived(&desk, BOB);
    let zone = TimeZone::new(7_200, Vec::new());
    let at = zone.clock(desk.clock.now() - 60);
    let told = format!("Last sign-in: Today, {at}. No failed attempts since.");
    assert!(is_there(&window, &told), "{told}");
}

#[test]
fn r24_wrong_passwords_since_the_last_sign_in_are_a_warning_until_it_is_dismissed() {
    let desk = Desk::open();
    drop(arrived(&desk, BOB));
    for _ in 0..3 {
        let refused = desk.service.sign_in().with_password("bob", &secret("no"));
        assert!(refused.is_err());
    }
    desk.clock.advance(600);
    let mut window = arrived(&desk, BOB);
    let told = "Warning: 3 wrong passwords since your last sign-in";
    assert_eq!(warnings(&window), [told]);
    assert!(!is_there(&window, "No failed attempts"));
    press(&mut window, "Till");
    assert_eq!(warnings(&window), [told], "on every page");
    press(&mut window, "Dismiss");
    assert!(warnings(&window).is_empty());
    press(&mut window, "Welcome");
    assert!(
        !is_there(&window, "No failed attempts"),
        "that would be wrong"
    );
}

#[test]
fn r24_a_typing_mistake_right_before_a_sign_in_is_told_without_a_warning() {
    let desk = Desk::open();
    drop(arrived(&desk, BOB));
    desk.clock.advance(3_600);
    let fail = || {
        let refused = desk.service.sign_in().with_password("bob", &secret("no"));
        assert!(refused.is_err());
    };
    fail();
    let window = arrived(&desk, BOB);
    assert_eq!(warnings(&window), [""; 0]);
    assert!(!is_there(&window, "No failed attempts"));
    assert!(is_there(
        &window,
        "1 wrong password right before this sign-in"
    ));
    drop(window);
    fail();
    desk.clock.advance(600);
    fail();
    let window = arrived(&desk, BOB);
    let told = "Warning: 1 wrong password since your last sign-in";
    assert_eq!(warnings(&window), [told], "the older one");
}

#[test]
fn r35_the_own_new_password_of_a_sign_in_is_no_warning() {
    let desk = Desk::open();
    let text = "name: Bob Builder\n      must_change_password: true";
    desk.edit("name: Bob Builder", text);
    let sign_in = desk.service.sign_in();
    let outcome = sign_in.with_password("bob", &secret(BOB.1)).expect("right");
    let SignInOutcome::NextStep(pending) = outcome else {
        panic!("another password is required");
    };
    let new = secret("a new one for the till");
    let outcome = sign_in
        .choose_new_password(&pending, &new)
        .expect("changed");
    let view = outcome.session_view().expect("signed in");
    assert_eq!(view.account_events, []);
}

#[test]
fn r35_the_first_password_of_a_new_user_is_told_without_a_warning() {
    let desk = Desk::open();
    let name = PersonName::new("Nina", "Novak");
    let input = UserInput::new("nina", "nina@example.org", name);
    let code = desk
        .service
        .users()
        .add(OWNER, &input, &[""; 0])
        .expect("added");
    let new = "a first one for nina";
    let chosen = desk
        .service
        .recovery()
        .reset_password("nina", &code, &secret(new));
    assert_eq!(chosen, Ok(()));
    let window = arrived(&desk, ("nina", new));
    assert!(is_there(&window, "Your password was changed with a code"));
    assert_eq!(warnings(&window), [""; 0]);
}

#[test]
fn r35_a_password_that_was_reset_is_told_with_a_warning_also_at_a_first_sign_in() {
    let desk = Desk::open();
    let code = desk
        .service
        .users()
        .start_reset(OWNER, "bob")
        .expect("a code");
    let new = "a new one for the till";
    let chosen = desk
        .service
        .recovery()
        .reset_password("bob", &code, &secret(new));
    assert_eq!(chosen, Ok(()));
    let window = arrived(&desk, ("bob", new));
    assert_eq!(warnings(&window), ["Warning: Since you last signed in"]);
}
