//! The page with the account of the user.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_authenticator::domain::appearance::ThemeChoice;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::PreferenceStore;
use egui_kittest::kittest::Queryable;

use crate::harness::window::{fill, press, sign_in};
use crate::harness::{BOB, Desk};

use super::{is_there, retype, window};

#[test]
fn picture_is_set_with_the_password_and_removed() {
    let desk = Desk::open();
    let icon = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/icon.png");
    let picture = || {
        desk.service
            .users()
            .find(Caller::LocalOwner(Operator::assume()), "bob")
            .expect("there")
            .picture
    };
    let mut window = window(&desk);
    sign_in(&mut window, BOB);
    press(&mut window, "Your account");
    press(&mut window, "Picture");
    fill(&mut window, "File", "/no/such/picture.png");
    fill(&mut window, "Current password", BOB.1);
    press(&mut window, "Save");
    assert!(is_there(
        &window,
        "That file is not a readable PNG or JPEG picture"
    ));
    assert_eq!(picture(), None);
    retype(&mut window, "File", &icon.display().to_string());
    fill(&mut window, "Current password", BOB.1);
    press(&mut window, "Save");
    assert_eq!(picture(), Some(icon));
    assert!(
        window
            .query_by_role_and_label(Role::Image, "Bob Builder")
            .is_some()
    );
    press(&mut window, "Picture");
    window
        .get_by_role_and_label(Role::TextInput, "File")
        .focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.key_press(Key::Delete);
    window.run();
    fill(&mut window, "Current password", BOB.1);
    press(&mut window, "Save");
    assert_eq!(picture(), None);
    assert!(!desk.text().contains("picture: /") && !desk.text().contains("picture: \"/"));
}

#[test]
fn account_page_has_activity_and_appearance() {
    let desk = Desk::open();
    let mut window = window(&desk);
    sign_in(&mut window, BOB);
    press(&mut window, "Your account");
    press(&mut window, "Your activity");
    assert!(is_there(&window, "bob signed in (password)"));
    press(&mut window, "Back");
    for (label, theme) in [
        ("Light", ThemeChoice::Light),
        ("Dark", ThemeChoice::Dark),
        ("System", ThemeChoice::System),
    ] {
        window
            .get_by_role_and_label(Role::RadioButton, label)
            .click();
        window.run();
        let preferences = desk.state.preferences().expect("read");
        assert_eq!(preferences.theme, Some(theme));
    }
}
