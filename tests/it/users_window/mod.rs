//! The pages for administrators in the window, operated through the accessibility tree.

mod access;
mod account;
mod activity;
mod adding;
mod backups;
mod mail;
mod pages;
mod parked;
mod parked_work;
mod roles;
mod selecting;
mod sessions;
mod settings;
mod tiles;
mod users;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::app_window::{Window, app_window, choose, rows};
use crate::harness::window::{fill, press, sign_in};
use crate::harness::{ADA, Desk};

fn window(desk: &Desk) -> Window<'static> {
    window_of(desk, 1_100.0)
}

fn window_of(desk: &Desk, width: f32) -> Window<'static> {
    app_window(desk.service.clone(), [width, 1600.0])
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

fn is_there(window: &Window<'_>, text: &str) -> bool {
    window.query_all_by(|_| true).any(|node| {
        let has = |found: Option<String>| found.is_some_and(|found| found.contains(text));
        has(node.accesskit_node().label()) || has(node.value())
    })
}
