//! The ready-made app in a window, and its list of users.

use egui::accesskit::Role;
use egui_authenticator::app::App;
use egui_authenticator::authenticator::Authenticator;
use egui_authenticator::service::Service;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

pub type Window<'a> = Harness<'a, App>;

/// Opens the app in a window of this size.
pub fn app_window(service: Service, size: [f32; 2]) -> Window<'static> {
    let mut window = Harness::builder()
        .with_size(size)
        .with_max_steps(12)
        .build_eframe(|creation| App::with(Authenticator::inline(service, &creation.egui_ctx)));
    window.run();
    window
}

/// Clicks the row of the user with this name.
pub fn choose(window: &mut Window<'_>, name: &str) {
    let begins = format!("{name}, ");
    let row = window.get_by(|node| {
        let label = node.label().unwrap_or_default();
        node.role() == Role::Button && label.starts_with(&begins)
    });
    row.click();
    window.run();
}

/// Returns what a screen reader reads of the rows of the list of users.
pub fn rows(window: &Window<'_>) -> Vec<String> {
    let rows = window.query_all_by(|node| {
        let label = node.label().unwrap_or_default();
        node.role() == Role::Button && label.matches(", ").count() > 3
    });
    rows.filter_map(|row| row.accesskit_node().label())
        .collect()
}
