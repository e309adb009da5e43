//! How the screens of administration look, light and dark, wide and narrow; with one person, with a
//! dozen, with ten thousand.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use egui::accesskit::Role;
use egui_authenticator::app::App;
use egui_authenticator::service::ports::Clock;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::harness::{ADA, BOB, Desk, PEOPLE, secret};
use crate::snapshots::{draw, press, sign_in};

/// Signs Ada in and goes to one of the areas.
fn go(window: &mut Harness<'_, App>, area: &str) {
    sign_in(window, ADA);
    if window.query_by_role_and_label(Role::Button, area).is_none() {
        press(window, "Pages");
    }
    press(window, area);
}

/// Types into a field.
fn type_in(window: &mut Harness<'_, App>, (role, label): (Role, &str), text: &str) {
    window.get_by_role_and_label(role, label).focus();
    window.run();
    window.get_by_role_and_label(role, label).type_text(text);
    window.run();
}

/// A shop in which a few things have happened.
fn busy_shop() -> Desk {
    let text = PEOPLE.replace(
        "views:\n",
        "registration: {mode: approval}\nroles:\n  manager: {permissions: [manage_users]}\nviews:\n",
    );
    let text = text.replace(
        "  nobody:\n    title: Nobody\n",
        "  nobody:\n    title: Nobody\n    roles: [keeper]\n",
    );
    let desk = Desk::with(&text);
    assert!(desk.service.open().is_ok());
    for day in 0..6 {
        for _ in 0..=(day % 3) {
            assert!(desk.sign_in(BOB).is_some());
        }
        assert!(desk.service.sign_in("bob", &secret("wrong")).is_err());
        assert!(desk.sign_in(ADA).is_some());
        desk.clock.advance(86_400);
    }
    // Whether the file is open to others depends on the umask.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let private = std::fs::Permissions::from_mode(0o600);
        std::fs::set_permissions(desk.config(), private).expect("private");
    }
    desk
}

/// The same, where passwords are forgotten at once.
fn slow_shop() -> Desk {
    let mut desk = busy_shop();
    desk.service.clock = Arc::new(Hurrying(AtomicI64::new(1_800_000_000)));
    desk
}

/// A clock on which ten minutes pass whenever somebody looks.
struct Hurrying(AtomicI64);

impl Clock for Hurrying {
    fn now(&self) -> i64 {
        self.0.fetch_add(600, Ordering::Relaxed)
    }
}

#[test]
fn the_list_of_people_with_one() {
    draw(
        "users_one",
        || Desk::crowd(1),
        |window| go(window, "People"),
    );
}

#[test]
fn the_list_of_people_with_a_dozen() {
    draw(
        "users_dozen",
        || Desk::crowd(12),
        |window| go(window, "People"),
    );
}

#[test]
fn the_list_of_people_with_ten_thousand() {
    draw(
        "users_many",
        || Desk::crowd(10_000),
        |window| go(window, "People"),
    );
}

#[test]
fn the_list_of_people_when_nobody_matches() {
    draw(
        "users_none",
        || Desk::crowd(12),
        |window| {
            go(window, "People");
            let search = "Search names, usernames and e-mails";
            type_in(window, (Role::TextInput, search), "zz");
        },
    );
}

#[test]
fn nothing_that_happened() {
    draw("activity_none", busy_shop, |window| {
        go(window, "Activity");
        type_in(window, (Role::TextInput, "Person"), "zz");
    });
}

#[test]
fn somebody_and_what_can_be_done() {
    draw("users_person", busy_shop, |window| {
        go(window, "People");
        press_row(window, "Bob Builder");
    });
}

#[test]
fn the_form_to_add_somebody_with_errors() {
    draw("users_add", busy_shop, |window| {
        go(window, "People");
        press(window, "Add someone");
        press(window, "Add");
    });
}

#[test]
fn the_password_is_asked_for() {
    draw("users_confirm", slow_shop, |window| {
        go(window, "People");
        press_row(window, "Bob Builder");
        press(window, "Require another password");
    });
}

#[test]
fn people_as_tiles_and_a_logo() {
    let shop = || {
        let text = crate::harness::crowd(16);
        let text = text.replace(
            "credentials:",
            "app: {title: Corner shop, user_tiles: true, logo: logo.png}\ncredentials:",
        );
        let desk = Desk::with(&text);
        let logo = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/icon.png");
        std::fs::copy(logo, desk.config().with_file_name("logo.png")).expect("copied");
        desk
    };
    draw("login_tiles", shop, |_| ());
}

#[test]
fn who_can_register() {
    draw("who", Desk::empty, |window| {
        for (label, text) in [
            ("Full name", "Grace Hopper"),
            ("E-mail", "grace@example.org"),
        ] {
            type_in(window, (Role::TextInput, label), text);
        }
        type_in(
            window,
            (Role::PasswordInput, "Password"),
            "a long enough password",
        );
        press(window, "Create administrator");
        window
            .get_by_role_and_label(Role::CheckBox, "I have saved them")
            .click_accesskit();
        window.run();
        press(window, "Continue");
    });
}

#[test]
fn a_change_of_settings_before_it_is_made() {
    draw("settings_preview", busy_shop, |window| {
        go(window, "Settings");
        let field = "Title";
        type_in(window, (Role::TextInput, field), "Corner shop");
        window
            .get_by_role_and_label(Role::RadioButton, "Nobody")
            .click_accesskit();
        window.run();
        press(window, "Show the change");
    });
}

#[test]
fn a_table_to_be_imported() {
    draw("import", busy_shop, |window| {
        go(window, "People");
        press(window, "Import a list");
    });
}

#[test]
fn what_happened_as_records() {
    draw("activity_records", busy_shop, |window| {
        go(window, "Activity");
    });
}

#[test]
fn what_happened_per_day() {
    draw("activity_days", busy_shop, |window| {
        go(window, "Activity");
        window
            .get_by_role_and_label(Role::Tab, "Per day")
            .click_accesskit();
        window.run();
    });
}

#[test]
fn settings() {
    draw("settings", busy_shop, |window| go(window, "Settings"));
}

/// Searches for somebody and chooses them.
fn press_row(window: &mut Harness<'_, App>, name: &str) {
    let search = "Search names, usernames and e-mails";
    type_in(window, (Role::TextInput, search), name);
    let begins = format!("{name}, ");
    window
        .get_by(|node| {
            let label = node.label().unwrap_or_default();
            node.role() == Role::Button && label.starts_with(&begins)
        })
        .click_accesskit();
    window.run();
}
