//! Draws a page of things to start: each with its icon, what it is, and a button. Says which one was chosen.

use egui::Ui;

use crate::domain::page::{LaunchItem, Target};
use crate::messages::Messages;

use crate::ui::theme::{CONTROL_HEIGHT, palette};
use crate::ui::widgets::icon::decoration;
use crate::ui::widgets::panel::{panel, text_with_buttons};

/// The side of an icon.
const ICON: f32 = 28.0;

/// Things to start; says which one was chosen.
pub(crate) fn launch_ui(ui: &mut Ui, items: &[LaunchItem], messages: &Messages) -> Option<usize> {
    let accent = palette(ui.visuals()).accent;
    let mut chosen = None;
    for (index, item) in items.iter().enumerate() {
        let title = item.title.as_str();
        let label = messages.with(label_of(item), &[("title", title.into())]);
        let lines: Vec<_> = item.description.iter().cloned().collect();
        let pressed = panel(ui, |ui| {
            let row = ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.add_space((CONTROL_HEIGHT - ICON) / 2.0);
                    decoration(ui, icon_of(item), ICON, accent);
                });
                let text = |ui: &mut Ui| text_with_buttons(ui, title, &lines, &[label]);
                ui.vertical(text).inner
            });
            row.inner
        });
        chosen = pressed.map(|_| index).or(chosen);
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
