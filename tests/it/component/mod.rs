//! What an app can customize: users, fields, checks, roles, pages, single screens, slots, appearance, and the exit guard.

mod builder;
mod commands;
mod fields;
mod fonts;
mod keys;
mod leaving;
mod pages;
mod parked;
mod placed_areas;
mod places;
mod style;

use std::sync::Arc;

use egui_authenticator::authenticator::{Authenticator, EmbeddedScreen};
use egui_authenticator::domain::customization::Customization;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::harness::Desk;
use crate::harness::window::{fill, press, sign_in};

/// What a test draws in each frame.
type Draw = fn(&mut egui::Ui, &mut App);

/// An app over the component.
struct App {
    authenticator: Authenticator,
    draw: Draw,
    placed: Option<EmbeddedScreen>,
    /// Which page was drawn, and for whom.
    drawn: Option<(String, String)>,
}

type Window = Harness<'static, App>;

fn window(desk: &Desk, draw: Draw) -> Window {
    window_with(desk, draw, |authenticator, _| authenticator)
}

fn window_with(
    desk: &Desk,
    draw: Draw,
    dress: impl FnOnce(Authenticator, &egui::Context) -> Authenticator + 'static,
) -> Window {
    stepping(desk, draw, 0.25, dress)
}

/// The same, in which so many seconds pass between two frames.
fn stepping(
    desk: &Desk,
    draw: Draw,
    seconds: f32,
    dress: impl FnOnce(Authenticator, &egui::Context) -> Authenticator + 'static,
) -> Window {
    let service = desk.service.clone();
    let mut window = Harness::builder()
        .with_size([900.0, 1_000.0])
        .with_max_steps(12)
        .with_step_dt(seconds)
        .build_eframe(move |creation| {
            let authenticator = Authenticator::inline(service, &creation.egui_ctx);
            App {
                authenticator: dress(authenticator, &creation.egui_ctx),
                draw,
                placed: None,
                drawn: None,
            }
        });
    window.run();
    window
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        (self.draw)(ui, self);
    }
}

fn is_there(window: &Window, label: &str) -> bool {
    window.query_by_label(label).is_some()
}

fn has_account_menu(window: &Window) -> bool {
    window.query_by_label_contains("Account menu").is_some()
}

/// An app that draws one thing for every signed-in user.
fn home(ui: &mut egui::Ui, app: &mut App) {
    app.authenticator
        .show(ui, |ui, _, _| ui.label("The content of the app"));
}

/// The same behind a gate.
fn gate(ui: &mut egui::Ui, app: &mut App) {
    app.authenticator
        .gate(ui, |ui, _, _| ui.label("The content of the app"));
}

fn with_customization(mut desk: Desk, rules: Customization) -> Desk {
    desk.replace(|ports| ports.customization = Arc::new(rules));
    desk
}

/// The sign-in alone.
fn log_in(ui: &mut egui::Ui, app: &mut App) {
    if let Some(session) = app.authenticator.login_ui(ui) {
        ui.label(format!("In: {}", session.user().username.as_str()));
    }
}
