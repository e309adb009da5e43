//! How every screen looks: light and dark, wide and narrow, in English and German.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --test it snapshots` rewrites the pictures; look at them then.

use egui::accesskit::Role;
use egui::{Key, Theme};
use egui_authenticator::account::language::Language;
use egui_authenticator::app::App;
use egui_authenticator::authenticator::Authenticator;
use egui_authenticator::service::ports::{Randomness, RandomnessError};
use egui_kittest::kittest::Queryable;
use egui_kittest::{Harness, SnapshotResults};

use crate::harness::{ADA, BOB, Desk};
use crate::raster::Raster;

const SIZES: [(&str, [f32; 2]); 2] = [("wide", [960.0, 680.0]), ("narrow", [320.0, 480.0])];

/// Draws one state in both themes and both sizes.
pub fn draw(name: &str, desk: impl Fn() -> Desk, act: impl Fn(&mut Harness<'_, App>)) {
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
            // Longer words, in the same places whatever the colours.
            if theme == Theme::Light {
                let ctx = window.ctx.clone();
                let authenticator = window.state_mut().authenticator_mut();
                authenticator.set_language(Language::German, &ctx);
                window.run();
                results.add(window.try_snapshot(format!("{name}_german_{size_name}")));
            }
        }
    }
    results.unwrap();
}

pub fn press(window: &mut Harness<'_, App>, label: &str) {
    window
        .get_by_role_and_label(Role::Button, label)
        .click_accesskit();
    window.run();
}

pub fn sign_in(window: &mut Harness<'_, App>, (login, password): (&str, &str)) {
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
        press(window, "Your account");
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

/// The same numbers in every run.
#[derive(Default)]
struct Counting(std::sync::atomic::AtomicU8);

impl Randomness for Counting {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), RandomnessError> {
        for byte in bytes {
            *byte = self.0.fetch_add(37, std::sync::atomic::Ordering::Relaxed);
        }
        Ok(())
    }
}

/// A desk where nothing is left to chance.
fn certain() -> Desk {
    let mut desk = Desk::open().at_a_fixed_place();
    desk.service.random = std::sync::Arc::new(Counting::default());
    desk
}

/// The same, with everything that the file can ask for.
fn strict() -> Desk {
    let desk = certain();
    let more = "two_step: {required_for: [till]}\nmail: {server: mail.example.org, from: shop@example.org}\nviews:";
    desk.edit("views:", more);
    desk
}

#[test]
fn the_form_for_a_forgotten_password() {
    draw("recover_password", strict, |window| {
        press(window, "Forgot password?");
        press(window, "Change password");
    });
}

#[test]
fn the_form_for_a_forgotten_username() {
    draw("recover_username", certain, |window| {
        press(window, "Forgot username?");
    });
}

#[test]
fn setting_a_second_factor_up_before_coming_in() {
    draw("two_step", strict, |window| sign_in(window, BOB));
}

#[test]
fn the_second_step_after_a_wrong_code() {
    let with_factor = || {
        let desk = certain();
        crate::two_step::switch_on(&desk, BOB);
        desk
    };
    draw("second_step", with_factor, |window| {
        sign_in(window, BOB);
        let label = "Code from your authenticator app";
        let field = window.get_by_role_and_label(Role::TextInput, label);
        field.type_text("000000");
        window.run();
    });
}

#[test]
fn the_form_for_a_password_that_has_to_be_another_one() {
    let required = || {
        let desk = certain();
        let by = egui_authenticator::service::authority::By::File;
        desk.service.require_change(by, "bob").expect("required");
        desk
    };
    draw("another_password", required, |window| {
        sign_in(window, BOB);
        let field = window.get_by_role_and_label(Role::PasswordInput, "New password");
        field.type_text("a few words in a row");
        window.run();
    });
}

#[test]
fn the_account() {
    draw("account", certain, |window| {
        sign_in(window, BOB);
        press(window, "Your account");
    });
}

#[test]
fn what_happened_to_an_account_since_the_last_sign_in() {
    let told = || {
        let desk = certain();
        let change = egui_authenticator::service::account::AccountChange::SignOutEverywhere;
        let session = desk.sign_in(BOB).expect("in");
        let password = crate::harness::secret(BOB.1);
        let changed = desk.service.change_account(&session, &password, change);
        assert!(changed.is_ok());
        desk
    };
    draw("told", told, |window| sign_in(window, BOB));
}

#[test]
fn recovery_codes() {
    draw("codes", certain, |window| {
        sign_in(window, BOB);
        press(window, "Your account");
        press(window, "Make new codes");
        let field = window.get_by_role_and_label(Role::PasswordInput, "Current password");
        field.type_text(BOB.1);
        window.run();
        window.key_press(Key::Enter);
        window.run();
    });
}

#[test]
fn a_locked_window() {
    draw("locked", certain, |window| {
        sign_in(window, BOB);
        press(window, "Lock (Ctrl+L)");
    });
}

#[test]
fn the_list_of_keys() {
    draw("keys", certain, |window| {
        sign_in(window, BOB);
        window.key_press(Key::F1);
    });
}
