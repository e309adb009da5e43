//! Draws a page of programs, files and links as tiles, each pressable as a whole.

use egui::Ui;

use crate::domain::page::{LaunchItem, Target};
use crate::messages::Messages;

use crate::ui::widgets::tile::{Tile, tiles_ui};

/// The most tiles in a row.
const COLUMNS_MAX: usize = 4;

/// Draws the items. Returns the index of the one that was pressed.
pub(crate) fn launch_ui(ui: &mut Ui, items: &[LaunchItem], messages: &Messages) -> Option<usize> {
    let tile = |item| tile_of(item, messages);
    let tiles: Vec<_> = items.iter().map(tile).collect();
    tiles_ui(ui, &tiles, (COLUMNS_MAX, true))
}

fn tile_of<'a>(item: &'a LaunchItem, messages: &'a Messages) -> Tile<'a> {
    let label = messages.with(label_of(item), &[("title", item.title.as_str().into())]);
    Tile {
        icon: icon_of(item),
        corner: Some(kind_of(item)),
        title: &item.title,
        description: item.description.as_deref().unwrap_or_default().into(),
        needs: item
            .approval
            .as_ref()
            .map(|_| messages.get("approval-heading")),
        label: label.into(),
    }
}

fn label_of(item: &LaunchItem) -> &'static str {
    match item.target {
        Target::Program { .. } => "launch-start",
        Target::File(_) | Target::Link(_) => "launch-open",
    }
}

/// Returns the icon that says what is opened or started.
fn kind_of(item: &LaunchItem) -> &'static str {
    match item.target {
        Target::Program { .. } => "terminal",
        Target::File(_) => "description",
        Target::Link(_) => "open_in_new",
    }
}

fn icon_of(item: &LaunchItem) -> &str {
    let default = match item.target {
        Target::Program { .. } => "play_arrow",
        Target::File(_) => "description",
        Target::Link(_) => "public",
    };
    item.icon.as_deref().unwrap_or(default)
}
