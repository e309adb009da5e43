//! The pages for administrators in the window, operated through the accessibility tree.

mod access;
mod account;
mod activity;
mod adding;
mod pages;
mod sessions;
mod settings;
mod tiles;
mod users;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_authenticator::app::App;
use egui_authenticator::authenticator::Authenticator;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::window::{fill, press, sign_in};
use crate::harness::{ADA, Desk};

type Window<'a> = Harness<'a, App>;

fn window(desk: &Desk) -> Window<'static> {
    window_of(desk, 1_100.0)
}

fn window_of(desk: &Desk, width: f32) -> Window<'static> {
    let service = desk.service.clone();
    let mut window = Harness::builder()
        .with_size([width, 1600.0])
        .with_max_steps(12)
        .build_eframe(|creation| App::with(Authenticator::inline(service, &creation.egui_ctx)));
    window.run();
    window
}

/// Replaces the text of a field.
fn retype(window: &mut Window<'_>, label: &str, text: &str) {
    window.get_by_role_and_label(Role::TextInput, label).focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    fill(window, label, text);
}

/// Returns Ada's window with an area open.
fn at(desk: &Desk, area: &str) -> Window<'static> {
    let mut window = window(desk);
    sign_in(&mut window, ADA);
    press(&mut window, area);
    window
}

/// Clicks the row of the user with this name.
fn choose(window: &mut Window<'_>, name: &str) {
    let begins = format!("{name}, ");
    window
        .get_by(|node| {
            let label = node.label().unwrap_or_default();
            node.role() == Role::Button && label.starts_with(&begins)
        })
        .click();
    window.run();
}

fn rows(window: &Window<'_>) -> Vec<String> {
    let rows = window.query_all_by(|node| {
        let label = node.label().unwrap_or_default();
        node.role() == Role::Button && label.matches(", ").count() > 3
    });
    rows.filter_map(|row| row.accesskit_node().label())
        .collect()
}

fn is_there(window: &Window<'_>, text: &str) -> bool {
    window.query_all_by(|_| true).any(|node| {
        let has = |found: Option<String>| found.is_some_and(|found| found.contains(text));
        has(node.accesskit_node().label()) || has(node.value())
    })
}
