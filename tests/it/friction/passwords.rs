//! New passwords and codes stay when another field is refused, and the ways to them say what they need.

use egui::accesskit::Role;
use egui_authenticator::screen::flow::{Event, Screen};
use egui_authenticator::screen::form::field::{Field, FieldError};
use egui_authenticator::screen::recovery::{self, Notice};
use egui_authenticator::screen::{registration, sign_in};
use egui_authenticator::service::caller::{Caller, Operator};
use egui_kittest::kittest::{NodeT, Queryable};

use super::window;
use crate::harness::flow::{act, start};
use crate::harness::window::{click, fill, press, sign_in};
use crate::harness::{Desk, secret};

const NEW: &str = "a kettle for the back room";

#[test]
fn the_password_stays_when_the_username_is_taken() {
    let desk = Desk::open();
    let mut flow = start(&desk);
    act(&mut flow, &desk, Event::Login(sign_in::Event::Register));
    let Screen::Register(screen) = flow.screen_mut() else {
        panic!("not at the form")
    };
    let input = &mut screen.form.user.input;
    "mel@example.org".clone_into(&mut input.email);
    "Mel".clone_into(&mut input.name.first);
    "bob".clone_into(&mut input.username);
    screen.form.password.input.text = secret(NEW);
    act(
        &mut flow,
        &desk,
        Event::Register(registration::Event::Submit),
    );
    let Screen::Register(screen) = flow.screen() else {
        panic!("not at the form")
    };
    let error = screen.form.errors.of(Field::Username);
    assert_eq!(error, Some(FieldError::UsernameTaken));
    assert_eq!(screen.form.password.text().expose(), NEW);
    assert!(!screen.form.password.input.can_be_revealed());
}

#[test]
fn the_new_password_stays_when_the_code_is_refused_and_the_code_when_the_password_is() {
    let desk = Desk::open();
    let mut flow = start(&desk);
    act(
        &mut flow,
        &desk,
        Event::Login(sign_in::Event::ForgotPassword),
    );
    let owner = Caller::LocalOwner(Operator::assume());
    let code = desk
        .service
        .users()
        .start_reset(owner, "bob")
        .expect("a code");
    let mut submit = |login: &str, password: &str| {
        if let Screen::Recover(screen) = flow.screen_mut() {
            login.clone_into(&mut screen.login);
            screen.code = code.copied();
            screen.new.input.text = secret(password);
        }
        act(&mut flow, &desk, Event::Recover(recovery::Event::Submit));
        let Screen::Recover(screen) = flow.screen() else {
            panic!("not at the form")
        };
        let texts = [screen.new.text(), &screen.code].map(|text| text.expose().to_owned());
        (screen.notice.clone(), texts)
    };
    let (notice, texts) = submit("ada", NEW);
    assert_eq!(notice, Some(Notice::Refused));
    assert_eq!(texts, [NEW.to_owned(), code.expose().to_owned()]);
    let (_, texts) = submit("bob", "aaaaaaaaaaaaaaaaaaaa");
    assert_eq!(texts, [String::new(), code.expose().to_owned()]);
}

#[test]
fn a_user_without_a_password_has_a_way_to_enter_the_code() {
    let desk = Desk::open();
    let owner = Caller::LocalOwner(Operator::assume());
    let code = desk
        .service
        .users()
        .start_reset(owner, "bob")
        .expect("a code");
    let mut window = window(&desk, [960.0, 680.0]);
    press(&mut window, "I have a code");
    window.get_by_role_and_label(Role::Heading, "Set your first password");
    fill(&mut window, "Username or e-mail", "bob");
    fill(&mut window, "Code from an administrator", code.expose());
    fill(&mut window, "New password", NEW);
    click(&mut window, "Set password");
    window.get_by_label_contains("Your password was changed");
    fill(&mut window, "Password", NEW);
    press(&mut window, "Sign in");
    assert!(window.query_by_label_contains("Account menu").is_some());
}

#[test]
fn a_forgotten_username_is_told_first_that_the_address_signs_in() {
    let desk = Desk::open();
    let mut window = window(&desk, [960.0, 680.0]);
    press(&mut window, "Forgot username?");
    let said: Vec<String> = window
        .root()
        .children_recursive()
        .filter_map(|node| node.accesskit_node().label().or_else(|| node.value()))
        .collect();
    let place = |text: &str| said.iter().position(|said| said.contains(text));
    let first = place("You can sign in with your e-mail address");
    assert!(first.expect("told") < place("Recovery code").expect("a field"));
    press(&mut window, "Back to sign in");
    sign_in(&mut window, ("bob@example.org", "staple the till shut"));
    assert!(window.query_by_label_contains("Account menu").is_some());
}
