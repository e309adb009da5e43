//! The content of the app has the style of the app, and what it places has that of the screens.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use egui::Style;
use egui_authenticator::authenticator::EmbeddedScreen;
use egui_kittest::kittest::Queryable;

use super::{ACCENT, LOOKS, Order, WILD, around, assert_same, painted, wild_window, with_accent};
use crate::component::{App, Draw};
use crate::harness::ADA;
use crate::harness::window::sign_in;

/// An app whose content sees the style that the app has around it.
fn attentive(ui: &mut egui::Ui, app: &mut App) {
    ui.style_mut().spacing.indent = 77.0;
    let mine = Style::clone(ui.style());
    let mut seen = None;
    app.authenticator.show(ui, |ui, _, _| {
        seen = Some(Style::clone(ui.style()));
        ui.label("The content of the app");
    });
    assert_eq!(**ui.style(), mine, "around the screens");
    if let Some(seen) = seen {
        assert_eq!(seen, mine, "in the content");
        app.drawn = Some(("home".to_owned(), "ada".to_owned()));
    }
}

/// The same behind a gate.
fn attentive_gate(ui: &mut egui::Ui, app: &mut App) {
    ui.style_mut().spacing.indent = 77.0;
    let mine = Arc::clone(ui.style());
    app.authenticator.gate(ui, |ui, _, _| {
        assert_eq!(*ui.style(), mine, "in the content");
        ui.label("The content of the app");
    });
}

#[test]
fn the_content_of_the_app_is_drawn_in_the_style_that_the_app_has_there() {
    for dress in LOOKS {
        for draw in [attentive as Draw, attentive_gate] {
            let desk = with_accent();
            let mut window = wild_window(&desk, (draw, Order::Before), dress);
            sign_in(&mut window, ADA);
            window.get_by_label("The content of the app");
        }
    }
}

/// An app behind a gate that places the users in its content.
fn placing(ui: &mut egui::Ui, app: &mut App) {
    app.authenticator.gate(ui, |ui, _, commands| {
        assert_eq!(commands.users_ui(ui), EmbeddedScreen::Open);
    });
}

#[test]
fn an_area_that_the_content_places_has_our_style_or_that_of_the_app() {
    for (dress, colour) in LOOKS.into_iter().zip([ACCENT, WILD]) {
        let desk = with_accent();
        let mut window = wild_window(&desk, (placing, Order::Before), dress);
        sign_in(&mut window, ADA);
        window.get_by_label("Add user");
        assert!(painted(&window, colour) > around());
        assert_same(&window, "an area in the content");
    }
}

/// An app whose content panics, which the app catches.
fn panicking(ui: &mut egui::Ui, app: &mut App) {
    let mine = Arc::clone(ui.style());
    let drawn = catch_unwind(AssertUnwindSafe(|| {
        app.authenticator
            .gate(ui, |_, _, _| panic!("in the content of the app"))
    }));
    if drawn.is_err() {
        assert_eq!(*ui.style(), mine);
        app.drawn = Some(("caught".to_owned(), String::new()));
    }
}

#[test]
fn the_app_has_its_style_again_after_a_panic_in_its_content() {
    for dress in LOOKS {
        let desk = with_accent();
        let mut window = wild_window(&desk, (panicking, Order::Before), dress);
        sign_in(&mut window, ADA);
        let app = window.state().app.as_ref().expect("an app");
        assert!(app.drawn.is_some(), "the content was drawn");
        assert_same(&window, "after the panic");
    }
}
