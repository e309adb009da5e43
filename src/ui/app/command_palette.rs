//! The command palette, over the open page: a field, and below it what matches.

use egui::accesskit::Role;
use egui::{Id, Key, Modifiers, Rect, ScrollArea, Sense, Ui, pos2, vec2};

use crate::domain::appearance::ThemeChoice;
use crate::messages::Messages;
use crate::screen::app::{
    AppScreen, CommandPalette, Event, PaletteAction, PaletteEntry, PaletteEvent, PaletteMatch,
};

use crate::ui::app::navigation::{WELCOME_ICON, area_icon, area_label};
use crate::ui::draw::Draw;
use crate::ui::theme::{CONTROL_HEIGHT, RADIUS, palette};
use crate::ui::widgets::dialog::wide_dialog;
use crate::ui::widgets::field::{FieldOptions, text_field};
use crate::ui::widgets::icon::{IconStyle, paint};
use crate::ui::widgets::selectable::selectable;
use crate::ui::widgets::text::{announce, dialog_heading, weak};
use crate::ui::widgets::virtual_list::{CellStyle, cell};

/// The width of the palette, in points.
const WIDTH: f32 = 560.0;
/// The width at the right of an entry for what it is, in points.
const KIND_WIDTH: f32 = 96.0;
/// The height of the field and the margins, in points.
const AROUND: f32 = 184.0;
/// The number of entries that are visible without scrolling.
const VISIBLE: f32 = 9.0;

/// Opens or closes the palette with its shortcut, and draws it while it is open.
pub(crate) fn command_palette_ui(
    ui: &Ui,
    screen: &mut AppScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let keys = draw.shortcuts.palette;
    if keys.is_some_and(|keys| ui.input_mut(|input| input.consume_shortcut(&keys))) {
        let event = match screen.command_palette {
            Some(_) => PaletteEvent::Close,
            None => PaletteEvent::Open,
        };
        return Some(Event::Palette(event));
    }
    let messages = draw.messages;
    search(screen, messages);
    let palette = screen.command_palette.as_mut()?;
    let label = messages.get("palette-heading");
    let (chosen, is_closed) = wide_dialog(ui, "the command palette", (&label, WIDTH), |ui| {
        body_ui(ui, palette, draw)
    });
    let event = chosen.and_then(|at| screen.choose(at));
    event.or(is_closed.then_some(Event::Palette(PaletteEvent::Close)))
}

/// Searches again if the text has changed.
fn search(screen: &mut AppScreen, messages: &Messages) {
    let is_stale = |palette: &CommandPalette| palette.is_stale();
    if !screen.command_palette.as_ref().is_some_and(is_stale) {
        return;
    }
    let entries = screen.palette_entries().into_iter();
    let entries: Vec<_> = entries
        .map(|entry| PaletteMatch {
            label: label_of(&entry, screen, messages),
            entry,
        })
        .collect();
    if let Some(palette) = &mut screen.command_palette {
        palette.search(entries);
    }
}

fn label_of(entry: &PaletteEntry, screen: &AppScreen, messages: &Messages) -> String {
    match entry {
        PaletteEntry::Welcome => messages.get("welcome-heading").into_owned(),
        PaletteEntry::HostPage(id) => {
            let mut pages = screen.host_pages.iter();
            let page = pages.find(|page| page.id == *id);
            page.map(|page| page.title.clone()).unwrap_or_default()
        }
        PaletteEntry::Page(id) => {
            let mut pages = screen.session_view.pages.iter();
            let page = pages.find(|page| page.id == *id);
            page.map(|page| page.title.clone()).unwrap_or_default()
        }
        PaletteEntry::Area(area) => messages.get(area_label(*area)).into_owned(),
        PaletteEntry::User(username) => username.clone(),
        PaletteEntry::Action(action) => messages.get(action_of(*action).1).into_owned(),
    }
}

/// Returns the icon of an action and the name of its label.
fn action_of(action: PaletteAction) -> (&'static str, &'static str) {
    match action {
        PaletteAction::AddUser => ("person_add", "users-add"),
        PaletteAction::ImportUsers => ("upload_file", "users-import"),
        PaletteAction::Account => ("manage_accounts", "account-heading"),
        PaletteAction::Switch => ("switch_account", "lock-switch"),
        PaletteAction::Lock => ("lock", "app-lock"),
        PaletteAction::Theme(ThemeChoice::Light) => ("light_mode", "theme-light"),
        PaletteAction::Theme(ThemeChoice::Dark) => ("dark_mode", "theme-dark"),
        PaletteAction::Theme(ThemeChoice::System) => ("contrast", "theme-system"),
        PaletteAction::SignOut => ("logout", "app-sign-out"),
    }
}

/// Returns the icon of an entry and the name of what it is.
fn kind_of(entry: &PaletteEntry) -> (&'static str, &'static str) {
    match entry {
        PaletteEntry::Welcome => (WELCOME_ICON, "palette-page"),
        PaletteEntry::HostPage(_) | PaletteEntry::Page(_) => ("article", "palette-page"),
        PaletteEntry::Area(area) => (area_icon(*area), "palette-page"),
        PaletteEntry::User(_) => ("person", "palette-user"),
        PaletteEntry::Action(action) => (action_of(*action).0, "palette-action"),
    }
}

/// Draws the field and the matches. Returns the position of the one that was chosen.
fn body_ui(ui: &mut Ui, palette: &mut CommandPalette, draw: &mut Draw<'_>) -> Option<usize> {
    let messages = draw.messages;
    let step = ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        if pressed(Key::ArrowDown) {
            Some(1)
        } else {
            pressed(Key::ArrowUp).then_some(-1)
        }
    });
    if let Some(step) = step {
        palette.move_choice(step);
    }
    dialog_heading(ui, &messages.get("palette-heading"));
    let wants_focus = std::mem::take(&mut palette.wants_focus);
    let options = FieldOptions {
        wants_focus,
        ..FieldOptions::new(messages.get("palette-search"))
    };
    let field = text_field(ui, &mut palette.text, &options, &mut draw.cache.fields);
    if field.changed {
        palette.typed();
        ui.ctx().request_repaint();
    }
    if palette.matches().is_empty() {
        let response = weak(ui, &messages.get("search-none"));
        announce(ui, &response);
        // Enter takes the focus from the field.
        palette.wants_focus = field.entered;
        return None;
    }
    let entered = field.entered.then(|| palette.chosen());
    let clicked = matches_ui(ui, palette, messages, step.is_some());
    clicked.or(entered)
}

/// Draws the matches. Returns the position of the one that was clicked.
fn matches_ui(
    ui: &mut Ui,
    palette: &CommandPalette,
    messages: &Messages,
    has_moved: bool,
) -> Option<usize> {
    let field = ui.memory(egui::Memory::focused);
    let height = (ui.ctx().content_rect().height() - AROUND).min(VISIBLE * CONTROL_HEIGHT);
    let scroll = ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height);
    let output = scroll.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(Role::ListBox);
        });
        let count = palette.matches().len();
        let mut clicked = None;
        for (at, found) in palette.matches().iter().enumerate() {
            let is_chosen = at == palette.chosen();
            let (rect, id, is_clicked) = match_ui(ui, (at, count), found, is_chosen, messages);
            if is_clicked {
                clicked = Some(at);
            }
            if is_chosen {
                if has_moved {
                    ui.scroll_to_rect(rect, None);
                }
                name_choice(ui, field, id);
            }
        }
        clicked
    });
    output.inner
}

/// Tells screen readers which match the field would choose.
fn name_choice(ui: &Ui, field: Option<Id>, choice: Id) {
    if let Some(field) = field {
        ui.ctx().accesskit_node_builder(field, |node| {
            node.set_active_descendant(choice.accesskit_id());
        });
    }
}

/// Draws a match. Returns its area, its id, and whether it was clicked.
fn match_ui(
    ui: &mut Ui,
    (at, count): (usize, usize),
    found: &PaletteMatch,
    is_chosen: bool,
    messages: &Messages,
) -> (Rect, Id, bool) {
    let size = vec2(ui.available_width(), CONTROL_HEIGHT);
    // Tab passes the matches: the arrow keys choose one.
    let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
    let colours = palette(ui.visuals());
    let (icon, kind) = kind_of(&found.entry);
    let kind = messages.get(kind);
    if is_chosen || response.hovered() {
        let fill = if is_chosen {
            colours.chosen
        } else {
            colours.hovered
        };
        ui.painter().rect_filled(rect, RADIUS, fill);
    }
    let centre = pos2(rect.left() + 20.0, rect.center().y);
    paint(ui, centre, (icon, IconStyle::Outlined), 20.0, colours.weak);
    let text = rect.with_min_x(rect.left() + 40.0);
    let kind_area = rect
        .with_min_x(rect.right() - KIND_WIDTH)
        .shrink2(vec2(8.0, 0.0));
    cell(
        ui,
        &found.label,
        text.with_max_x(kind_area.left()),
        CellStyle::Plain,
    );
    cell(ui, &kind, kind_area, CellStyle::Weak);
    let label = format!("{}, {kind}", found.label);
    selectable(&response, Role::ListBoxOption, &label, is_chosen);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_position_in_set(at + 1);
        node.set_size_of_set(count);
    });
    (rect, response.id, response.clicked())
}
