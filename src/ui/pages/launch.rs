//! Draws a page of programs, files and links, each with its icon, its description and a button that opens it.

use egui::Ui;

use crate::domain::page::{LaunchItem, Target};
use crate::messages::Messages;

use crate::ui::theme::{CONTROL_HEIGHT, palette};
use crate::ui::widgets::icon::decoration;
use crate::ui::widgets::panel::{panel, text_with_buttons};

/// The side of an icon, in points.
const ICON: f32 = 28.0;

/// Draws the items. Returns the index of the one whose button was clicked.
pub(crate) fn launch_ui(ui: &mut Ui, items: &[LaunchItem], messages: &Messages) -> Option<usize> {
    let accent = palette(ui.visuals()).accent_text;
    let mut chosen = None;
    for (index, item) in items.iter().enumerate() {
        let title = item.title.as_str();
        let label = messages.with(label_of(item), &[("title", title.into())]);
        let lines: Vec<_> = item.description.iter().cloned().collect();
        let opened = panel(ui, |ui| {
            let row = ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.add_space((CONTROL_HEIGHT - ICON) / 2.0);
                    decoration(ui, icon_of(item), ICON, accent);
                });
                let button = vec![(label, index)];
                let text = |ui: &mut Ui| text_with_buttons(ui, title, &lines, button);
                ui.vertical(text).inner
            });
            row.inner
        });
        chosen = opened.or(chosen);
    }
    chosen
}

fn label_of(item: &LaunchItem) -> &'static str {
    match item.target {
        Target::Program { .. } => "launch-start",
        Target::File(_) | Target::Link(_) => "launch-open",
    }
}

fn icon_of(item: &LaunchItem) -> &str {
    let default = match item.target {
        Target::Program { .. } => "play_arrow",
        Target::File(_) => "description",
        Target::Link(_) => "open_in_new",
    };
    item.icon.as_deref().unwrap_or(default)
}
