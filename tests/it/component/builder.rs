//! Building an authenticator for an app: its rules, and its users in a store of its own over our state.

use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use egui_authenticator::authenticator::{Authenticator, Builder, Shortcuts};
use egui_authenticator::domain::customization::{CustomField, Customization};
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::store::memory::MemoryVault;
use egui_authenticator::store::yaml::YamlStore;
use egui_authenticator::wiring::Paths;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use super::{App, Draw, Window, gate};
use crate::harness::{ADA, Desk, secret};

/// How long a test waits for what has to happen, before it gives up.
const PATIENCE: Duration = Duration::from_secs(20);

/// The files of the app are in a folder of the desk, and its users in the desk's file.
fn over_users_of_the_app(desk: &Desk) -> (Paths, Authenticator) {
    let folder = desk.folder.path().join("app");
    let paths = Paths::new(
        "org.lab.bench",
        folder.join("users.yaml"),
        folder.join("state.db"),
    );
    let mut dependencies = paths.dependencies();
    dependencies.vault = Arc::new(MemoryVault::default());
    let users = YamlStore::new(desk.config());
    let built = Builder::from(dependencies)
        .store(users)
        .build(&egui::Context::default());
    (paths, built.expect("built"))
}

#[test]
fn over_a_store_of_the_app_a_lockout_outlasts_the_program() {
    let desk = Desk::open();
    let (paths, authenticator) = over_users_of_the_app(&desk);
    let wrong = || {
        let sign_in = authenticator.service().sign_in();
        sign_in.with_password(ADA.0, &secret("wrong")).err()
    };
    for _ in 0..5 {
        assert!(wrong().is_some());
    }
    drop(authenticator);
    let (_, next) = over_users_of_the_app(&desk);
    let sign_in = next.service().sign_in();
    let refused = sign_in.with_password(ADA.0, &secret(ADA.1)).err();
    assert!(
        matches!(refused, Some(SignInError::Locked { .. })),
        "{refused:?}"
    );
    assert!(paths.state.exists());
    assert!(!paths.config.exists(), "the users are the app's");
}

/// A window of an app that is built over the desk.
fn built(desk: &Desk, build: impl FnOnce(Builder) -> Builder + 'static, draw: Draw) -> Window {
    let builder = Builder::from(desk.ports.clone());
    Harness::builder()
        .with_size([900.0, 1_000.0])
        .build_eframe(move |creation| App {
            authenticator: build(builder).build(&creation.egui_ctx).expect("built"),
            draw,
            placed: None,
            drawn: None,
        })
}

/// Draws until a label is there.
fn wait_for(window: &mut Window, label: &str) {
    let start = Instant::now();
    while window.query_all_by_label(label).next().is_none() {
        assert!(start.elapsed() < PATIENCE, "there is no {label}");
        thread::sleep(Duration::from_millis(5));
        window.step();
    }
}

#[test]
fn the_rules_of_the_app_hold_in_the_forms() {
    let desk = Desk::open();
    let badge = CustomField::new("badge", "Badge number");
    let rules = Customization::default().with_field(badge);
    let mut window = built(
        &desk,
        |builder| builder.rules(rules),
        |ui, app| app.placed = Some(app.authenticator.register_ui(ui)),
    );
    wait_for(&mut window, "Badge number");
}

#[test]
fn the_form_has_the_keys_that_the_app_chose() {
    let desk = Desk::open();
    let mut window = built(&desk, |builder| builder.shortcuts(Shortcuts::all()), gate);
    wait_for(&mut window, "Password");
    window.key_press(egui::Key::F1);
    wait_for(&mut window, "Keyboard shortcuts");
}
