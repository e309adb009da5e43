//! Our screens have our style, or that of the app where it wants so.

use egui::accesskit::Role;
use egui::{Color32, Key, Style, Theme};
use egui_authenticator::authenticator::Authenticator;
use egui_authenticator::ui::theme::{LIGHT, palette};
use egui_kittest::kittest::Queryable;

use super::{
    ACCENT, Dress, ORDERS, Order, WILD, around, assert_same, open, own, painted, tap, walk,
    wild_window, with_accent,
};
use crate::component::{home, is_there, window_with};
use crate::harness::window::{press, sign_in};
use crate::harness::{ADA, BOB, Desk};

#[test]
fn nothing_of_the_style_of_the_app_is_in_our_screens_and_their_layers() {
    let around = around();
    for order in ORDERS {
        let desk = with_accent();
        let mut window = wild_window(&desk, (home, order), own);
        walk(&mut window, |window, state| {
            // That is where the content of the app is.
            if !state.starts_with("signed in") {
                assert_eq!(painted(window, WILD), around, "{order:?}: {state}");
            }
        });
    }
}

#[test]
fn the_tip_of_a_button_is_in_our_style_as_well() {
    let desk = with_accent();
    let mut window = wild_window(&desk, (home, Order::Before), own);
    sign_in(&mut window, ADA);
    press(&mut window, "Users");
    open(&mut window, Role::Button, "Actions for bob");
    press(&mut window, "Disable");
    window.get_by_label("Dismiss").hover();
    for _ in 0..8 {
        window.step();
    }
    let tips = window.query_all_by_label("Dismiss").count();
    assert!(tips > 1, "the tip is shown");
    assert_eq!(painted(&window, WILD), around());
}

#[test]
fn the_main_button_has_our_accent_or_that_of_the_app() {
    for order in ORDERS {
        let desk = with_accent();
        let window = wild_window(&desk, (home, order), own);
        assert!(painted(&window, ACCENT) > 0, "{order:?}");
        let window = wild_window(&desk, (home, order), Authenticator::keep_app_style);
        assert_eq!(painted(&window, ACCENT), 0, "{order:?}");
        assert!(painted(&window, WILD) > 0, "{order:?}");
    }
}

#[test]
fn a_file_that_sets_no_accent_any_more_gives_our_own_back() {
    let desk = with_accent();
    let mut window = wild_window(&desk, (home, Order::Before), own);
    desk.edit("accent: \"#0B6E4F\", ", "");
    let ctx = window.ctx.clone();
    let app = window.state_mut().app.as_mut().expect("an app");
    app.authenticator.on_file_changed(&ctx);
    window.run();
    assert_eq!(painted(&window, ACCENT), 0);
    assert!(painted(&window, LIGHT.accent) > 0);
}

#[test]
fn the_screens_follow_the_theme_of_the_app_and_offer_no_other() {
    let desk = with_accent();
    let mut window = wild_window(&desk, (home, Order::Before), own);
    assert!(painted(&window, LIGHT.canvas) > 0);
    assert!(window.query_by_label_contains("Theme: ").is_none());
    window.ctx.set_theme(Theme::Dark);
    window.run();
    assert_eq!(painted(&window, LIGHT.canvas), 0);
    sign_in(&mut window, ADA);
    open(
        &mut window,
        Role::Button,
        "Account menu: Ada Lovelace · admin",
    );
    window.get_by_label("Sign out");
    assert!(
        window
            .query_by_role_and_label(Role::RadioButton, "Dark")
            .is_none()
    );
    tap(&mut window, Key::Escape);
    press(&mut window, "Your account");
    assert!(
        window
            .query_by_role_and_label(Role::RadioButton, "Dark")
            .is_none()
    );
}

#[test]
fn in_a_window_of_its_own_everything_has_our_style_and_the_theme_and_zoom_of_the_user() {
    let desk = with_accent();
    let mut window = wild_window(&desk, (home, Order::Before), Authenticator::own_window);
    assert_eq!(window.ctx.theme(), Theme::Dark);
    assert!((window.ctx.zoom_factor() - 1.5).abs() < 0.01);
    let style = window.ctx.global_style();
    assert_eq!(palette(&style.visuals).accent, ACCENT);
    assert!(style.animation_time > 0.0);
    sign_in(&mut window, BOB);
    assert_eq!(painted(&window, WILD), 0, "the content of the app, too");
}

/// Makes the accent brown in the light theme.
fn brown(style: &mut Style, theme: Theme) {
    if theme == Theme::Light {
        style.visuals.hyperlink_color = Color32::BROWN;
    }
}

#[test]
fn a_change_of_the_style_reaches_the_screens_in_every_look_and_nothing_else() {
    let changed: [Dress; 2] = [
        |authenticator| authenticator.with_style(brown),
        |authenticator| authenticator.keep_app_style().with_style(brown),
    ];
    for dress in changed {
        let desk = Desk::open();
        let mut window = wild_window(&desk, (home, Order::Before), dress);
        assert!(painted(&window, Color32::BROWN) > 0);
        assert_same(&window, "light");
        window.ctx.set_theme(Theme::Dark);
        window.run();
        assert_eq!(painted(&window, Color32::BROWN), 0);
    }
}

#[test]
fn a_text_style_of_the_app_can_be_used_on_our_forms() {
    let poster = || egui::TextStyle::Name("poster".into());
    let desk = Desk::open();
    let window = window_with(&desk, home, move |authenticator, ctx| {
        ctx.all_styles_mut(|style| {
            let font = egui::FontId::proportional(31.0);
            style.text_styles.insert(poster(), font);
        });
        authenticator.with_banner(move |ui| {
            ui.label(egui::RichText::new("Closed on Monday").text_style(poster()));
        })
    });
    assert!(is_there(&window, "Closed on Monday"));
}
