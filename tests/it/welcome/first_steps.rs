//! The first steps of an administrator.

use egui::Key;
use egui::accesskit::{Role, Toggled};
use egui_authenticator::messages::Messages;
use egui_kittest::kittest::{NodeT, Queryable};

use super::{Window, arrived, is_there};
use crate::harness::window::{fill, press, sign_in};
use crate::harness::{ADA, BOB, Desk};

/// A file as the set-up leaves it.
const NEW: &str = "\
credentials:
  usernames:
    ada: {name: Ada Lovelace, email: ada@example.org, password: correct horse battery, roles: [admin]}
";

fn new_shop() -> Desk {
    let desk = Desk::with(NEW);
    assert!(desk.service.set_up().open().is_ok());
    desk
}

fn follow_file(window: &mut Window) {
    let ctx = window.ctx.clone();
    window.state_mut().authenticator_mut().on_file_changed(&ctx);
    window.run();
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
        ("Make a page", "New page"),
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
fn who_can_register_is_decided_also_by_choosing_what_applies_anyway() {
    let desk = new_shop();
    let mut window = arrived(&desk, ADA);
    press(&mut window, "Decide");
    assert!(is_there(&window, "Not decided yet"));
    assert!(!is_there(&window, "unsaved change"), "nothing was touched");
    let listed = "Allowed e-mail addresses";
    window
        .get_by_role_and_label(Role::RadioButton, listed)
        .click();
    window.run();
    assert!(is_there(&window, "1 unsaved change"));
    assert!(!is_there(&window, "Not decided yet"));
    press(&mut window, "Review changes");
    press(&mut window, "Save");
    assert!(desk.text().contains("listed"), "{}", desk.text());
    press(&mut window, "Welcome");
    assert!(is_there(&window, "1 of 5 done"));
}

#[test]
fn other_settings_are_saved_before_it_is_decided_who_can_register() {
    let desk = new_shop();
    let mut window = arrived(&desk, ADA);
    press(&mut window, "Choose");
    fill(&mut window, "Title", "Corner shop");
    press(&mut window, "Review changes");
    press(&mut window, "Save");
    assert!(desk.text().contains("Corner shop"), "{}", desk.text());
    assert!(!desk.text().contains("mode"), "{}", desk.text());
}

#[test]
fn a_page_that_was_begun_is_continued() {
    let desk = new_shop();
    let mut window = arrived(&desk, ADA);
    press(&mut window, "Make a page");
    fill(&mut window, "Page title", "Opening hours");
    press(&mut window, "Welcome");
    press(&mut window, "Make a page");
    let title = window.get_by_role_and_label(Role::TextInput, "Page title");
    assert_eq!(title.value().as_deref(), Some("Opening hours"));
    assert!(is_there(&window, "1 unsaved change"));
}

#[test]
fn the_button_of_a_step_is_described_by_the_step() {
    let desk = new_shop();
    let window = arrived(&desk, ADA);
    let messages = Messages::english();
    for (button, step) in [
        ("step-users-go", "step-users"),
        ("step-look-go", "step-look"),
        ("step-registration-go", "step-registration"),
    ] {
        let label = messages.get(button);
        let button = window.get_by_role_and_label(Role::Button, &label);
        let about = button.accesskit_node().description();
        assert_eq!(about.as_deref(), Some(&*messages.get(step)));
    }
}

#[test]
fn the_focus_stays_at_the_button_that_hides_and_shows_the_first_steps() {
    let desk = new_shop();
    let mut window = arrived(&desk, ADA);
    window.get_by_role_and_label(Role::Button, "Hide").focus();
    window.run();
    for name in ["Show first steps", "Hide"] {
        window.key_press(Key::Enter);
        window.run();
        let button = window.get_by_role_and_label(Role::Button, name);
        assert!(button.is_focused(), "{name}");
    }
}

#[test]
fn only_administrators_have_first_steps() {
    let desk = Desk::open();
    assert!(!is_there(&arrived(&desk, BOB), "First steps"));
    assert!(is_there(&arrived(&desk, ADA), "First steps"));
}
