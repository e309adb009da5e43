//! Single screens where the app wants them.

use egui::accesskit::Role;
use egui_authenticator::authenticator::EmbeddedScreen;
use egui_kittest::kittest::Queryable;

use crate::harness::{ADA, BOB, Desk};

use super::{Draw, Window, fill, gate, has_account_menu, is_there, log_in, press, sign_in, window};

#[test]
fn login_ui_returns_the_session_and_draws_only_the_form() {
    let desk = Desk::open();
    let mut window = window(&desk, log_in);
    sign_in(&mut window, BOB);
    assert!(is_there(&window, "In: bob"));
    assert!(!has_account_menu(&window) && !is_there(&window, "Till"));
}

#[test]
fn registering_and_recovering_are_placed_and_left() {
    let desk = Desk::open();
    let mut window = window(&desk, |ui, app| {
        app.placed = Some(app.authenticator.register_ui(ui));
    });
    assert_eq!(window.state().placed, Some(EmbeddedScreen::Open));
    assert!(is_there(&window, "Create an account"));
    window.get_by_label("Back to sign in").click_accesskit();
    window.step();
    window.step();
    assert_eq!(window.state().placed, Some(EmbeddedScreen::Left));
    window.state_mut().draw = |ui, app| {
        app.placed = Some(app.authenticator.recover_ui(ui));
    };
    window.run();
    assert_eq!(window.state().placed, Some(EmbeddedScreen::Open));
    assert!(is_there(&window, "Recovery code or reset code"));
    window.state_mut().draw = log_in;
    window.run();
    sign_in(&mut window, BOB);
    window.state_mut().draw = |ui, app| {
        app.placed = Some(app.authenticator.register_ui(ui));
    };
    window.run();
    assert_eq!(
        window.state().placed,
        Some(EmbeddedScreen::Unavailable),
        "a user is signed in"
    );
    let closed = Desk::open();
    closed.edit(
        "pre-authorized:",
        "registration: {mode: closed}\npre-authorized:",
    );
    let window = self::window(&closed, |ui, app| {
        app.placed = Some(app.authenticator.register_ui(ui));
    });
    assert_eq!(
        window.state().placed,
        Some(EmbeddedScreen::Unavailable),
        "the file says so"
    );
}

#[test]
fn another_password_is_chosen_where_the_app_places_the_form() {
    let desk = Desk::open();
    let mut window = window(&desk, |ui, app| {
        app.placed = Some(app.authenticator.change_password_ui(ui));
    });
    assert_eq!(
        window.state().placed,
        Some(EmbeddedScreen::Unavailable),
        "signed out"
    );
    window.state_mut().draw = log_in;
    window.run();
    sign_in(&mut window, BOB);
    window.state_mut().draw = |ui, app| {
        app.placed = Some(app.authenticator.change_password_ui(ui));
    };
    window.run();
    assert_eq!(window.state().placed, Some(EmbeddedScreen::Open));
    assert!(!is_there(&window, "Your account"), "no overview around it");
    fill(&mut window, "Current password", BOB.1);
    let new = "a brand new one for the till";
    fill(&mut window, "New password", new);
    window.state_mut().draw = |ui, app| {
        let placed = app.authenticator.change_password_ui(ui);
        if app.placed != Some(EmbeddedScreen::Left) {
            app.placed = Some(placed);
        }
        if placed == EmbeddedScreen::Left {
            app.draw = log_in;
        }
    };
    press(&mut window, "Change password");
    assert_eq!(window.state().placed, Some(EmbeddedScreen::Left));
    assert!(is_there(&window, "In: bob"), "and they are still in");
    assert!(desk.sign_in((BOB.0, new)).is_some());
}

#[test]
fn a_form_behind_the_sign_in_keeps_what_is_typed_and_is_there_again_after_a_lock() {
    let desk = Desk::open();
    let mut window = window(&desk, |ui, app| {
        if app.authenticator.login_ui(ui).is_some() {
            app.placed = Some(app.authenticator.update_details_ui(ui));
        }
    });
    sign_in(&mut window, BOB);
    assert_eq!(window.state().placed, Some(EmbeddedScreen::Open));
    fill(&mut window, "Last name", "er");
    window.run_steps(3);
    let name = |window: &Window| {
        let field = window.get_by_role_and_label(Role::TextInput, "Last name");
        field.value().unwrap_or_default()
    };
    assert_eq!(name(&window), "Builderer");
    let ctx = window.ctx.clone();
    window.state_mut().authenticator.lock(&ctx);
    window.run();
    assert!(is_there(&window, "Locked by Bob Builder") && !is_there(&window, "Last name"));
    fill(&mut window, "Password", BOB.1);
    press(&mut window, "Unlock");
    assert_eq!(window.state().placed, Some(EmbeddedScreen::Open));
    assert_eq!(name(&window), "Builderer");
}

#[test]
fn one_placed_form_makes_room_for_the_next() {
    let desk = Desk::open();
    let mut window = window(&desk, |ui, app| {
        app.placed = Some(app.authenticator.register_ui(ui));
    });
    assert!(is_there(&window, "Create an account"));
    window.state_mut().draw = |ui, app| {
        app.placed = Some(app.authenticator.recover_ui(ui));
    };
    window.run();
    assert!(is_there(&window, "Recovery code or reset code"));
    window.state_mut().draw = log_in;
    window.run();
    sign_in(&mut window, BOB);
    assert!(is_there(&window, "In: bob"));
}

#[test]
fn administration_screens_are_drawn_only_with_permission() {
    let desk = Desk::open();
    let places: [(Draw, &str); 3] = [
        (
            |ui, app| app.placed = Some(app.authenticator.users_ui(ui)),
            "Add user",
        ),
        (
            |ui, app| app.placed = Some(app.authenticator.activity_ui(ui)),
            "Activity",
        ),
        (
            |ui, app| app.placed = Some(app.authenticator.settings_ui(ui)),
            "Settings",
        ),
    ];
    for (who, expected) in [
        (ADA, EmbeddedScreen::Open),
        (BOB, EmbeddedScreen::Unavailable),
    ] {
        let mut window = window(&desk, log_in);
        sign_in(&mut window, who);
        for (draw, label) in places {
            window.state_mut().draw = draw;
            window.run();
            assert_eq!(
                window.state().placed,
                Some(expected),
                "{label} for {}",
                who.0
            );
            let is_shown = window.query_all_by_label(label).next().is_some();
            assert_eq!(
                is_shown,
                expected == EmbeddedScreen::Open,
                "{label} for {}",
                who.0
            );
            assert!(!has_account_menu(&window), "no bar around it");
        }
        window.state_mut().draw = gate;
        window.run();
        assert!(
            is_there(&window, "The content of the app"),
            "nothing of it stays"
        );
    }
}
