//! Two-step sign-in: what it replaces is told first, and a required second factor can be moved to another phone.

use egui_authenticator::domain::secret::Secret;
use egui_authenticator::service::Session;
use egui_authenticator::service::account::{AccountError, Factors};
use egui_authenticator::service::two_factor::{BeginTwoFactor, Enrolment};
use egui_kittest::kittest::Queryable;

use super::window;
use crate::harness::phone::{Phone, app, give, pending, switch_on};
use crate::harness::window::{field, fill, press, sign_in};
use crate::harness::{BOB, Desk, secret};

/// Requires two-step sign-in of Bob, who has it switched on.
fn required() -> (Desk, Phone, Vec<String>) {
    let desk = Desk::open();
    let (phone, codes) = switch_on(&desk, BOB);
    desk.edit("views:", "two_step: {required_for: [till]}\nviews:");
    (desk, phone, codes)
}

/// Signs Bob in with a recovery code, so that no step of a phone is used.
fn session(desk: &Desk, code: &str) -> Session {
    use egui_authenticator::service::sign_in::pending::SecondFactor;
    let answer = SecondFactor::RecoveryCode(secret(code));
    let step = pending(desk, BOB);
    let entered = desk.service.sign_in().second_factor(&step, &answer);
    entered.expect("right").session_view().expect("in").session
}

fn begin(
    desk: &Desk,
    session: Session,
    password: &str,
) -> Result<std::sync::Arc<Enrolment>, AccountError> {
    let factors = Factors::from(secret(password));
    desk.service
        .two_factor()
        .begin(BeginTwoFactor::Session(session, factors))
}

fn now(desk: &Desk) -> i64 {
    desk.ports.clock.now().as_seconds()
}

#[test]
fn a_required_second_factor_moves_to_another_phone_and_the_old_one_works_until_then() {
    let (desk, old, codes) = required();
    let session = session(&desk, &codes[0]);
    assert_eq!(
        begin(&desk, session.clone(), "wrong").err(),
        Some(AccountError::Wrong)
    );
    let enrolment = begin(&desk, session, BOB.1).expect("begun");
    let new = Phone::set_up(&enrolment);
    assert!(
        give(&desk, &pending(&desk, BOB), &app(&desk, &old)).expect("right"),
        "still"
    );
    let wrong: Secret = old.code(now(&desk));
    assert!(
        desk.service
            .two_factor()
            .confirm(&enrolment, &wrong)
            .is_err()
    );
    desk.clock.advance(30);
    let confirmed = desk
        .service
        .two_factor()
        .confirm(&enrolment, &new.code(now(&desk)));
    assert_eq!(confirmed.expect("confirmed").codes.len(), 8);
    desk.clock.advance(30);
    assert!(give(&desk, &pending(&desk, BOB), &app(&desk, &old)).is_err());
    assert!(give(&desk, &pending(&desk, BOB), &app(&desk, &new)).expect("right"));
}

#[test]
fn the_new_phone_is_confirmed_in_the_half_minute_in_which_the_old_one_was_used() {
    let (desk, old, _) = required();
    let step = pending(&desk, BOB);
    let entered = desk
        .service
        .sign_in()
        .second_factor(&step, &app(&desk, &old));
    let session = entered.expect("right").session_view().expect("in").session;
    let enrolment = begin(&desk, session, BOB.1).expect("begun");
    let new = Phone::set_up(&enrolment);
    let code = new.code(now(&desk));
    assert!(desk.service.two_factor().confirm(&enrolment, &code).is_ok());
    // R33: the code that confirmed it does not sign in as well.
    assert!(give(&desk, &pending(&desk, BOB), &app(&desk, &new)).is_err());
}

#[test]
fn the_account_offers_another_phone_where_two_step_sign_in_is_required() {
    let (desk, _, codes) = required();
    let mut window = window(&desk, [960.0, 900.0]);
    sign_in(&mut window, BOB);
    press(&mut window, "Use a recovery code");
    fill(&mut window, "Recovery code", &codes[0]);
    press(&mut window, "Continue");
    press(&mut window, "Your account");
    assert!(window.query_by_label("Turn off").is_none());
    press(&mut window, "Use another phone");
    window.get_by_label_contains("Your current phone keeps working until");
}

#[test]
fn what_two_step_sign_in_replaces_is_told_before_it_is_turned_on() {
    let desk = Desk::open();
    let mut window = window(&desk, [960.0, 900.0]);
    sign_in(&mut window, BOB);
    press(&mut window, "Your account");
    press(&mut window, "Set up two-step sign-in");
    let told = "Your recovery codes are replaced, and remembered computers";
    window.get_by_label_contains(told);
}

#[test]
fn the_code_has_the_focus_where_two_step_sign_in_has_to_be_set_up() {
    let desk = Desk::open();
    desk.edit("views:", "two_step: {required_for: [till]}\nviews:");
    let mut window = window(&desk, [960.0, 900.0]);
    sign_in(&mut window, BOB);
    let field = field(&window, "Code from the app");
    assert!(field.is_focused());
}

#[test]
fn in_a_small_window_the_picture_to_scan_has_the_focus_and_tab_leads_to_the_code() {
    let desk = Desk::open();
    desk.edit("views:", "two_step: {required_for: [till]}\nviews:");
    let mut window = window(&desk, [320.0, 480.0]);
    sign_in(&mut window, BOB);
    let picture = window.get_by(|node| node.role() == egui::accesskit::Role::Image);
    assert!(picture.is_focused());
    for _ in 0..2 {
        window.key_press(egui::Key::Tab);
        window.run();
    }
    let field = field(&window, "Code from the app");
    assert!(field.is_focused());
}

#[test]
fn enter_after_the_sixth_digit_leaves_the_answer_as_it_is() {
    let desk = Desk::open();
    switch_on(&desk, BOB);
    let mut window = window(&desk, [960.0, 900.0]);
    sign_in(&mut window, BOB);
    fill(&mut window, "Code from your authenticator app", "123456");
    window.get_by_label_contains("Incorrect code");
    window.key_press(egui::Key::Enter);
    window.run();
    window.get_by_label_contains("Incorrect code");
}
