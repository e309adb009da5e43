//! Selecting users: the boxes in the rows of the list, and the line above it.

use egui::{Button, Key, Rect, Ui, Vec2};

use crate::messages::Messages;
use crate::screen::users::{Event, SelectionEvent, UsersScreen};
use crate::service::users::bulk::BulkKind;
use crate::service::users::list::UserRow;

use crate::ui::theme::{CHIP_RADIUS, DENSE_HEIGHT, NAVIGATION_WIDTH, SMALL_GAP, TextRole, palette};
use crate::ui::widgets::button::{action, clicked};
use crate::ui::widgets::checkbox::checkbox_of_several;
use crate::ui::widgets::dense::{DenseKind, dense_button, dense_style, dense_width, role_width};
use crate::ui::widgets::icon::{IconStyle, paint};
use crate::ui::widgets::menu::menu_under;
use crate::ui::widgets::text::small;

/// The side of the box of a row, in points.
const BOX: f32 = 20.0;

/// Returns the icon and the label of what can be done with the users who are selected.
fn entry(kind: BulkKind) -> (&'static str, &'static str) {
    match kind {
        BulkKind::Disable => ("block", "bulk-disable"),
        BulkKind::Enable => ("check_circle", "bulk-enable"),
        BulkKind::GiveRole => ("badge", "bulk-give-role"),
        BulkKind::TakeRole => ("remove_moderator", "bulk-take-role"),
        BulkKind::NewCode => ("lock_reset", "bulk-new-code"),
    }
}

/// Draws the line.
pub(crate) fn selection_ui(
    ui: &mut Ui,
    screen: &UsersScreen,
    messages: &Messages,
) -> Option<Event> {
    let (selected, hidden) = (screen.selection.count(), screen.hidden_selected());
    let shown = screen.here();
    let name = if shown == screen.shown() {
        "users-select-all"
    } else {
        "users-select-loaded"
    };
    let label = messages.with(name, &[("count", shown.into())]);
    let values = [("count", selected.into()), ("hidden", hidden.into())];
    let name = if hidden == 0 {
        "users-selected"
    } else {
        "users-selected-hidden"
    };
    let count = messages.with(name, &values);
    ui.add_space(SMALL_GAP);
    let line = ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(8.0);
        let here = selected.saturating_sub(hidden);
        let mut is_all = shown > 0 && here == shown;
        let is_some = here > 0 && !is_all;
        let is_changed =
            checkbox_of_several(ui, (&mut is_all, is_some), &label, shown > 0).changed();
        let all = is_changed.then_some(SelectionEvent::AllShown(is_all));
        // A text that does not fit begins a line, and so does the menu, which does not wrap by itself.
        let break_before = |ui: &mut Ui, width: f32| {
            if ui.available_size_before_wrap().x < width {
                ui.end_row();
            }
        };
        let width = role_width(ui, TextRole::Small, &count);
        break_before(ui, width);
        let counted = small(ui, &count);
        ui.ctx().accesskit_node_builder(counted.id, |node| {
            node.set_live(egui::accesskit::Live::Polite);
        });
        let (button, done) = (
            messages.get("bulk-actions"),
            messages.get("users-select-end"),
        );
        let width = dense_width(ui, None, &button) + dense_width(ui, None, &done) + 8.0;
        break_before(ui, width);
        let chosen = menu_ui(ui, (&button, selected > 0), messages);
        let is_done = dense_button(ui, DenseKind::Quiet, None, &done).clicked();
        chosen.or(all).or(is_done.then_some(SelectionEvent::Stop))
    });
    line.inner.map(Event::Select)
}

/// Draws the menu with what can be done.
fn menu_ui(
    ui: &mut Ui,
    (text, is_enabled): (&str, bool),
    messages: &Messages,
) -> Option<SelectionEvent> {
    let kinds = BulkKind::ALL.map(|kind| (entry(kind), SelectionEvent::Change(kind)));
    let export = (("download", "table-export"), SelectionEvent::Export);
    let scope = ui.add_enabled_ui(is_enabled, |ui| {
        dense_style(ui);
        let button = Button::new(TextRole::Label.text(ui, text));
        let size = egui::vec2(dense_width(ui, None, text), DENSE_HEIGHT);
        menu_under(ui, button.min_size(size), text, NAVIGATION_WIDTH, |ui| {
            clicked(kinds.into_iter().chain([export]), |((icon, name), _)| {
                action(ui, Some(icon), &messages.get(name))
            })
        })
        .1
    });
    scope.inner.map(|(_, event)| event)
}

/// Draws the box of a row in the middle of an area. The row itself is what is clicked, and what screen readers read.
pub(crate) fn box_ui(ui: &Ui, area: Rect, is_selected: bool) {
    let palette = palette(ui.visuals());
    let rect = Rect::from_center_size(area.center(), Vec2::splat(BOX));
    let (fill, edge) = if is_selected {
        (
            palette.accent,
            palette.accent_edge().unwrap_or(palette.accent),
        )
    } else {
        (palette.field, palette.border)
    };
    let stroke = egui::Stroke::new(1.0, edge);
    let inside = egui::StrokeKind::Inside;
    ui.painter().rect(rect, CHIP_RADIUS, fill, stroke, inside);
    if is_selected {
        let check = ("check", IconStyle::Outlined);
        paint(ui, rect.center(), check, 16.0, palette.on_accent);
    }
}

/// Returns whether the user of a row is selected; `None` while no users can be.
pub(crate) fn checked(screen: &UsersScreen, row: &UserRow) -> Option<bool> {
    let selection = &screen.selection;
    selection.is_on().then(|| selection.contains(row))
}

/// Returns the event of a row that was clicked: it opens the user, or selects them while users are selected. The space bar
/// begins that.
pub(crate) fn choose(ui: &Ui, screen: &UsersScreen, chosen: Option<usize>) -> Option<Event> {
    let row = screen.row(chosen?)?;
    let is_space = ui.input(|input| input.key_pressed(Key::Space));
    if is_space || screen.selection.is_on() {
        return Some(Event::Select(SelectionEvent::Toggle(row.id)));
    }
    Some(Event::Show(row.username.clone()))
}
