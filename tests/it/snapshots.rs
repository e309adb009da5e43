//! How every screen looks, light and dark, wide and narrow.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --test it snapshots` rewrites the pictures; look at them then.

use egui::accesskit::Role;
use egui::{Key, Theme};
use egui_authenticator::app::App;
use egui_authenticator::authenticator::Authenticator;
use egui_kittest::kittest::Queryable;
use egui_kittest::{Harness, SnapshotResults};

use crate::harness::{ADA, BOB, Desk};
use crate::raster::Raster;

const SIZES: [(&str, [f32; 2]); 2] = [("wide", [960.0, 680.0]), ("narrow", [320.0, 480.0])];

/// Draws one state in both themes and both sizes.
fn draw(name: &str, desk: impl Fn() -> Desk, act: impl Fn(&mut Harness<'_, App>)) {
    let mut results = SnapshotResults::new();
    for (theme, theme_name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        for (size_name, size) in SIZES {
            let desk = desk();
            let service = desk.service.clone();
            let mut window = Harness::builder()
                .with_size(size)
                .with_max_steps(12)
                .with_theme(theme)
                .renderer(Raster::default())
                .build_eframe(|creation| {
                    App::with(Authenticator::inline(service, &creation.egui_ctx))
                });
            window.run();
            act(&mut window);
            window.run();
            results.add(window.try_snapshot(format!("{name}_{theme_name}_{size_name}")));
        }
    }
    results.unwrap();
}

fn press(window: &mut Harness<'_, App>, label: &str) {
    window
        .get_by_role_and_label(Role::Button, label)
        .click_accesskit();
    window.run();
}

fn sign_in(window: &mut Harness<'_, App>, (login, password): (&str, &str)) {
    window
        .get_by_role_and_label(Role::TextInput, "Username or e-mail")
        .type_text(login);
    window.run();
    let field = window.get_by_role_and_label(Role::PasswordInput, "Password");
    field.focus();
    window.run();
    let field = window.get_by_role_and_label(Role::PasswordInput, "Password");
    field.type_text(password);
    window.run();
    window.key_press(Key::Enter);
    window.run();
}

#[test]
fn the_sign_in_form() {
    draw("login", Desk::open, |_| ());
}

#[test]
fn the_sign_in_form_after_a_wrong_password() {
    draw("login_refused", Desk::open, |window| {
        sign_in(window, ("ada", "wrong"));
    });
}

#[test]
fn the_sign_in_form_without_a_keyring() {
    let without = || {
        let desk = Desk::open();
        let locked = egui_authenticator::service::ports::VaultError::Locked;
        desk.vault.fail_with(Some(locked));
        desk
    };
    draw("login_keyring_locked", without, |_| ());
}

#[test]
fn the_set_up_form() {
    draw("set_up", Desk::empty, |_| ());
}

#[test]
fn the_registration_form_with_errors() {
    draw("register_errors", Desk::open, |window| {
        press(window, "Register");
        press(window, "Create account");
    });
}

#[test]
fn a_launch_page() {
    draw("app_launch", Desk::open, |window| sign_in(window, BOB));
}

#[test]
fn a_markdown_page() {
    let private = || {
        let desk = Desk::open();
        desk.edit(
            "    title: Nobody\n",
            "    title: Nobody\n    roles: [keeper]\n",
        );
        desk
    };
    draw("app_markdown", private, |window| {
        sign_in(window, ADA);
        // The warning about the file's mode depends on the system's umask.
        if window.query_by_label("Dismiss").is_some() {
            press(window, "Dismiss");
        }
    });
}

#[test]
fn a_launch_page_after_something_did_not_start() {
    draw("app_not_started", Desk::open, |window| {
        sign_in(window, BOB);
        press(window, "Start Broken");
    });
}

#[test]
fn a_broken_file() {
    let broken = || {
        let text =
            "credentials:\n  usernames:\n    ada: {password: '$2b$12$x'}\n    bob: {email: bob}\n";
        Desk::with(text).at_a_fixed_place()
    };
    draw("broken", broken, |_| ());
}

/// A file that broke after it had been read once.
fn broken_meanwhile() -> Desk {
    let desk = Desk::open().at_a_fixed_place();
    desk.service.open().expect("opened");
    desk.edit("email: bob@example.org", "email: bob");
    desk
}

#[test]
fn the_sign_in_form_while_the_file_has_a_mistake() {
    draw("login_trouble", broken_meanwhile, |_| ());
}

#[test]
fn a_page_while_the_file_has_a_mistake() {
    draw("app_trouble", broken_meanwhile, |window| {
        sign_in(window, ADA);
        if window.query_by_label("Dismiss").is_some() {
            press(window, "Dismiss");
        }
    });
}

/// Bob's name after five wrong passwords.
fn locked() -> Desk {
    let desk = Desk::open();
    for _ in 0..5 {
        let refused = desk
            .service
            .sign_in("bob", &crate::harness::secret("wrong"));
        assert!(refused.is_err());
    }
    desk
}

#[test]
fn the_sign_in_form_while_a_name_is_locked() {
    draw("login_locked", locked, |window| sign_in(window, BOB));
}

#[test]
fn the_form_for_another_password_after_a_wrong_one() {
    draw("own_password", Desk::open, |window| {
        sign_in(window, BOB);
        press(window, "Change password");
        for (label, text) in [
            ("Current password", "not the right one"),
            ("New password", "a new one for the till"),
        ] {
            let field = window.get_by_role_and_label(Role::PasswordInput, label);
            field.focus();
            window.run();
            let field = window.get_by_role_and_label(Role::PasswordInput, label);
            field.type_text(text);
            window.run();
        }
        window.key_press(Key::Enter);
        window.run();
    });
}
