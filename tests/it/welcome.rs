//! The Welcome page: where a user arrives, what is told there, and the first steps of an administrator.

use egui::accesskit::{Role, Toggled};
use egui_authenticator::app::App;
use egui_authenticator::authenticator::Authenticator;
use egui_authenticator::domain::person_name::PersonName;
use egui_authenticator::domain::time_zone::TimeZone;
use egui_authenticator::messages::Messages;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::Clock;
use egui_authenticator::service::sign_in::pending::SignInOutcome;
use egui_authenticator::service::users::UserInput;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::window::{press, sign_in};
use crate::harness::{ADA, BOB, Desk, secret};

const OWNER: Caller<'_> = Caller::LocalOwner(Operator::assume());

type Window = Harness<'static, App>;

/// A file as the set-up leaves it.
const NEW: &str = "\
credentials:
  usernames:
    ada: {name: Ada Lovelace, email: ada@example.org, password: correct horse battery, roles: [admin]}
";

fn window(desk: &Desk) -> Window {
    let service = desk.service.clone();
    let mut window = Harness::builder()
        .with_size([1_100.0, 1_000.0])
        .with_max_steps(12)
        .build_eframe(|creation| App::with(Authenticator::inline(service, &creation.egui_ctx)));
    window.run();
    window
}

fn new_shop() -> Desk {
    let desk = Desk::with(NEW);
    assert!(desk.service.set_up().open().is_ok());
    desk
}

fn arrived(desk: &Desk, who: (&str, &str)) -> Window {
    let mut window = window(desk);
    sign_in(&mut window, who);
    window
}

fn is_there(window: &Window, text: &str) -> bool {
    window.query_all_by(|_| true).any(|node| {
        let has = |found: Option<String>| found.is_some_and(|found| found.contains(text));
        has(node.accesskit_node().label()) || has(node.value())
    })
}

/// Returns the texts that are announced as warnings.
fn warnings(window: &Window) -> Vec<String> {
    let values = window.query_all_by(|node| {
        let value = node.value().unwrap_or_default();
        value.starts_with("Warning: ")
    });
    values.filter_map(|node| node.value()).collect()
}

fn follow_file(window: &mut Window) {
    let ctx = window.ctx.clone();
    window.state_mut().authenticator_mut().on_file_changed(&ctx);
    window.run();
}

#[test]
fn every_user_arrives_at_the_only_page_with_a_greeting() {
    let desk = Desk::open();
    let mut window = arrived(&desk, BOB);
    window.get_by_role_and_label(Role::Heading, "Hello, Bob");
    press(&mut window, "Till");
    window.get_by_role_and_label(Role::Heading, "Till");
    assert!(!is_there(&window, "Hello,"));
    assert!(!is_there(&window, "sign-in"));
    press(&mut window, "Welcome");
    window.get_by_role_and_label(Role::Heading, "Hello, Bob");
}

#[test]
fn pages_are_tiles_that_open_them() {
    let desk = Desk::open();
    let mut window = arrived(&desk, BOB);
    assert!(!is_there(&window, "Open Office"), "not open to Bob");
    let tile = window.get_by_role_and_label(Role::Button, "Open Till");
    let about = tile.accesskit_node().description();
    assert_eq!(about.as_deref(), Some("2 items"));
    press(&mut window, "Open Till");
    window.get_by_role_and_label(Role::Button, "Start Count");
}

#[test]
fn a_user_without_pages_is_told_whom_to_ask() {
    let desk = Desk::open();
    desk.edit("roles: [till]\n    kind", "roles: [bench]\n    kind");
    let window = arrived(&desk, BOB);
    assert!(is_there(&window, "Ask an administrator"));
}

#[test]
fn each_first_step_ticks_itself_by_what_the_file_says() {
    let desk = new_shop();
    let mut window = arrived(&desk, ADA);
    assert!(is_there(&window, "0 of 5 done"));
    desk.edit(
        "credentials:\n",
        "app: {title: Corner shop}\nregistration: {mode: approval}\ncredentials:\n",
    );
    follow_file(&mut window);
    assert!(is_there(&window, "2 of 5 done"));
    desk.edit(
        "    ada:",
        "    eve: {name: Eve, password: another one for eve, roles: [admin]}\n    ada:",
    );
    assert!(desk.service.set_up().open().is_ok());
    follow_file(&mut window);
    assert!(is_there(&window, "4 of 5 done"));
    desk.edit(
        "credentials:\n",
        "views:\n  notes: {title: Notes, roles: [admin], kind: markdown, text: Hi}\ncredentials:\n",
    );
    follow_file(&mut window);
    assert!(!is_there(&window, "First steps"), "nothing is left to do");
    assert!(is_there(&window, "Open Notes"));
}

#[test]
fn each_first_step_leads_to_the_place_where_it_is_done() {
    let desk = new_shop();
    for (button, place) in [
        ("Add users", "You get a reset code"),
        ("Choose", "What users see before they sign in"),
        ("Make a page", "What users find in the navigation"),
        ("Decide", "Who can create an account"),
        ("Add administrator", "You get a reset code"),
    ] {
        let mut window = arrived(&desk, ADA);
        press(&mut window, button);
        assert!(is_there(&window, place), "{button}");
        let ticked = window.query_by(|node| {
            let is_ticked = node.toggled() == Some(Toggled::True);
            is_ticked && node.role() == Role::CheckBox && node.label().as_deref() == Some("admin")
        });
        let is_administrator = button == "Add administrator";
        assert_eq!(ticked.is_some(), is_administrator, "{button}");
    }
}

/// Whether the list of first steps is shown, by the title of a step as the messages have it.
fn shows_steps(window: &Window) -> bool {
    is_there(window, &Messages::english().get("step-look"))
}

#[test]
fn the_first_steps_stay_hidden_for_the_administrator_who_hid_them() {
    let desk = new_shop();
    desk.edit(
        "    ada:",
        "    eve: {name: Eve, password: another one for eve, roles: [admin]}\n    ada:",
    );
    assert!(desk.service.set_up().open().is_ok());
    let mut window = arrived(&desk, ADA);
    press(&mut window, "Hide");
    assert!(!shows_steps(&window));
    press(&mut window, "Sign out");
    sign_in(&mut window, ("eve", "another one for eve"));
    assert!(shows_steps(&window), "Eve has not hidden them");
    press(&mut window, "Sign out");
    sign_in(&mut window, ADA);
    assert!(!shows_steps(&window));
    press(&mut window, "Show first steps");
    assert!(shows_steps(&window));
}

#[test]
fn hidden_first_steps_stay_hidden_when_one_of_them_is_undone() {
    let desk = new_shop();
    let mut window = arrived(&desk, ADA);
    press(&mut window, "Hide");
    drop(window);
    let rest = "app: {title: Corner shop}\nregistration: {mode: listed}\n\
        views:\n  notes: {title: Notes, roles: [admin], kind: markdown, text: Hi}\ncredentials:\n";
    desk.edit("credentials:\n", rest);
    let eve = "    eve: {name: Eve, password: another one for eve, roles: [admin]}\n    ada:";
    desk.edit("    ada:", eve);
    assert!(desk.service.set_up().open().is_ok());
    let mut window = arrived(&desk, ADA);
    assert!(!is_there(&window, "Show first steps"), "all are done");
    desk.edit("app: {title: Corner shop}\n", "");
    follow_file(&mut window);
    assert!(!shows_steps(&window));
    assert!(is_there(&window, "Show first steps"));
}

#[test]
fn who_can_register_is_decided_also_by_saving_what_applies_anyway() {
    let desk = new_shop();
    let mut window = arrived(&desk, ADA);
    press(&mut window, "Settings");
    assert!(!is_there(&window, "1 unsaved change"));
    press(&mut window, "Welcome");
    press(&mut window, "Decide");
    assert!(is_there(&window, "1 unsaved change"));
    press(&mut window, "Review changes");
    press(&mut window, "Save");
    assert!(desk.text().contains("listed"), "{}", desk.text());
    press(&mut window, "Welcome");
    assert!(is_there(&window, "1 of 5 done"));
}

#[test]
fn only_administrators_have_first_steps() {
    let desk = Desk::open();
    assert!(!is_there(&arrived(&desk, BOB), "First steps"));
    assert!(is_there(&arrived(&desk, ADA), "First steps"));
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
