//! The list of users: the title with its actions, the tabs, and the table.

use egui::{Button, Rangef, Rect, ScrollArea, Ui, UiBuilder, Vec2, vec2};

use crate::domain::timestamp::Timestamp;
use crate::messages::Messages;
use crate::screen::users::{Event, SelectionEvent, Tab, UsersScreen};

use crate::ui::draw::Draw;
use crate::ui::theme::{DENSE_HEIGHT, GAP, NARROW_WIDTH, NAVIGATION_WIDTH};
use crate::ui::users::actions::menu_ui;
use crate::ui::users::cells::{Labels, join, narrow_row_ui, wide_row_ui};
use crate::ui::users::columns::{Columns, columns, header_ui, line_ui};
use crate::ui::users::parked::parked_ui;
use crate::ui::users::query::{count_ui, query_ui};
use crate::ui::users::selection::{checked, choose, selection_ui};
use crate::ui::users::waiting::{allowed_ui, waiting_ui};
use crate::ui::widgets::badge_tabs::{BadgeTab, badge_tabs};
use crate::ui::widgets::button::{action, clicked, quiet};
use crate::ui::widgets::card::empty;
use crate::ui::widgets::dense::{
    DenseKind, ICON, dense_button, dense_style, dense_width, labelled_button,
};
use crate::ui::widgets::icon::icon;
use crate::ui::widgets::illustration::Scene;
use crate::ui::widgets::menu::menu_under;
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::row_menu::{ROW_MENU, row_menu};
use crate::ui::widgets::scroll::scroll;
use crate::ui::widgets::text::{area_heading, weak};
use crate::ui::widgets::virtual_list::{ListKind, Row, RowLabel, RowStyle, virtual_rows};

/// The height of a row, in points.
const ROW: f32 = 44.0;
/// The height of a row of a narrow window, in points.
const ROW_NARROW: f32 = 64.0;
/// The space between the controls of a line, in points.
const SPACE: f32 = 8.0;
/// How rows are drawn: over the whole width.
const STYLE: RowStyle = RowStyle {
    margin: Vec2::ZERO,
    radius: 0,
    selected: None,
    focus: None,
};
/// The icon of the main button.
const ADD: &str = "person_add";

/// The area that a list has.
#[derive(Clone, Copy)]
pub(crate) enum Room {
    /// It is part of a page that scrolls.
    Page,
    /// It has a sheet: the rows reach its edges and scroll in it, and what is above them stays.
    Sheet(Rect),
}

impl Room {
    /// Returns where lines and rows begin and end.
    fn edges(self, ui: &Ui) -> (f32, f32) {
        match self {
            Self::Page => {
                let area = ui.max_rect();
                (area.left(), area.right())
            }
            Self::Sheet(sheet) => (sheet.left() + 1.0, sheet.right() - 1.0),
        }
    }

    /// Draws what is below the title and the tabs.
    fn body<R>(self, ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
        match self {
            Self::Page => add(ui),
            Self::Sheet(_) => scroll(ui, ScrollArea::vertical().auto_shrink(false), add),
        }
    }
}

pub(crate) fn list_ui(
    ui: &mut Ui,
    screen: &mut UsersScreen,
    room: Room,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    ui.spacing_mut().item_spacing = vec2(SPACE, 0.0);
    ui.spacing_mut().interact_size.y = DENSE_HEIGHT;
    // Beside an open user, there is no other thing to start.
    let has_actions = screen.open_user().is_none();
    let event = title_ui(ui, (screen, has_actions), messages);
    ui.add_space(SPACE - 2.0);
    let event = event.or(tabs_ui(ui, screen, room, messages));
    ui.add_space(14.0);
    let parked = optional(ui, |ui| parked_ui(ui, screen, messages));
    let event = event.or(parked);
    let shown = match screen.tab {
        Tab::Everyone => everyone_ui(ui, screen, room, draw),
        Tab::Waiting => room.body(ui, |ui| waiting_ui(ui, screen, messages)),
        Tab::Allowed => room.body(ui, |ui| allowed_ui(ui, screen, messages)),
    };
    event.or(shown)
}

/// Draws the title and the actions that concern no single user. Those that do not fit are in a menu.
fn title_ui(
    ui: &mut Ui,
    (screen, has_actions): (&UsersScreen, bool),
    messages: &Messages,
) -> Option<Event> {
    let [import, add] = ["users-import", "users-add"].map(|name| messages.get(name));
    let row = ui.horizontal(|ui| {
        ui.set_min_height(36.0);
        area_heading(ui, &messages.get("users-heading"));
        if !has_actions {
            return None;
        }
        let import_width = dense_width(ui, Some("upload_file"), &import) + SPACE;
        let text_width = dense_width(ui, Some(ADD), &add);
        let more = DENSE_HEIGHT + SPACE;
        let room = ui.available_width();
        // Users are imported on a trusted computer.
        let has_import = !screen.is_part() && room >= import_width + more + text_width;
        let has_text = room >= more + text_width;
        let add_width = if has_text {
            text_width
        } else {
            dense_width(ui, Some(ADD), "")
        };
        let used = more + add_width + if has_import { import_width } else { 0.0 };
        ui.add_space((room - used).max(0.0));
        let mut event = None;
        if has_import && dense_button(ui, DenseKind::Quiet, Some("upload_file"), &import).clicked()
        {
            event = Some(Event::Import);
        }
        let chosen = more_ui(ui, (screen, has_import), messages);
        let text = if has_text { &*add } else { "" };
        if labelled_button(ui, DenseKind::Primary, (Some(ADD), text), &add).clicked() {
            event = Some(Event::Add);
        }
        event.or(chosen)
    });
    row.inner
}

/// Draws the menu with the other actions.
fn more_ui(
    ui: &mut Ui,
    (screen, has_import): (&UsersScreen, bool),
    messages: &Messages,
) -> Option<Event> {
    let is_here = !screen.is_part();
    let import = (!has_import && is_here).then_some(("upload_file", "users-import", Event::Import));
    let others = [
        ("mail", "users-invite", Event::Invite),
        ("download", "table-export", Event::Export),
    ];
    let can_start = screen.tab == Tab::Everyone && !screen.selection.is_on();
    let start = Event::Select(SelectionEvent::Start);
    let select = can_start.then_some(("task_alt", "users-select", start));
    let others = import.into_iter().chain(select).chain(others);
    let label = messages.get("button-more");
    let scope = ui.scope(|ui| {
        dense_style(ui);
        quiet(ui);
        ui.spacing_mut().button_padding.x = (DENSE_HEIGHT - ICON) / 2.0;
        let size = vec2(DENSE_HEIGHT, DENSE_HEIGHT);
        let button = Button::new(icon("more_horiz", ICON)).min_size(size);
        let menu = menu_under(ui, button, &label, NAVIGATION_WIDTH, |ui| {
            clicked(others, |(icon, name, _)| {
                action(ui, Some(icon), &messages.get(name))
            })
        });
        menu.1
    });
    scope.inner.map(|(_, _, event)| event)
}

fn tabs_ui(ui: &mut Ui, screen: &UsersScreen, room: Room, messages: &Messages) -> Option<Event> {
    let list = screen.users.as_ref()?;
    let names = if ui.available_width() < NARROW_WIDTH {
        [
            "users-tab-everyone",
            "users-tab-waiting-short",
            "users-tab-allowed-short",
        ]
    } else {
        [
            "users-tab-everyone",
            "users-tab-waiting",
            "users-tab-allowed",
        ]
    };
    let texts = names.map(|name| messages.get(name));
    let tabs = [
        (Tab::Everyone, screen.all()),
        (Tab::Waiting, list.waiting_count()),
        (Tab::Allowed, list.invited_count()),
    ];
    let tabs: Vec<_> = tabs
        .into_iter()
        .zip(&texts)
        .map(|((tab, count), text)| BadgeTab {
            tab,
            text,
            count,
            is_urgent: tab == Tab::Waiting,
        })
        .collect();
    let (left, right) = room.edges(ui);
    badge_tabs(ui, screen.tab, &tabs, Rangef::new(left, right)).map(Event::Tab)
}

fn everyone_ui(
    ui: &mut Ui,
    screen: &mut UsersScreen,
    room: Room,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let left = screen.left.take();
    let is_narrow = ui.available_width() < NARROW_WIDTH && matches!(room, Room::Page);
    let event = query_ui(ui, screen, is_narrow, draw);
    if is_narrow {
        count_ui(ui, screen, messages);
    }
    let selected = optional(ui, |ui| {
        let is_on = screen.selection.is_on();
        is_on.then(|| selection_ui(ui, screen, messages)).flatten()
    });
    let event = event.or(selected);
    ui.add_space(SPACE);
    if screen.shown() == 0 {
        empty(ui, Scene::NoMatch, &messages.message("users-no-match", &[]));
        return event;
    }
    let now = screen.users.as_ref()?.now;
    let style = RowStyle {
        selected: screen.open_user().and_then(|name| screen.place(name)),
        focus: left.and_then(|name| screen.place(&name)),
        ..STYLE
    };
    let shown = if is_narrow {
        narrow_rows_ui(ui, screen, (now, room, style), messages)
    } else {
        table_ui(ui, screen, (now, room, style), messages)
    };
    event.or(shown)
}

/// Draws the titles of the columns and the rows.
fn table_ui(
    ui: &mut Ui,
    screen: &UsersScreen,
    (now, room, style): (Timestamp, Room, RowStyle),
    messages: &Messages,
) -> Option<Event> {
    let content = ui.max_rect();
    let columns = columns(content.width());
    let cells = content.left()..=content.right() - ROW_MENU;
    let sorted = header_ui(
        ui,
        screen,
        (*cells.start(), *cells.end()),
        columns,
        messages,
    );
    let (left, right) = room.edges(ui);
    line_ui(ui, (left, right));
    let table = Table {
        screen,
        now,
        messages,
        content,
        columns,
        style,
    };
    let chosen = match room {
        Room::Page => table.rows_ui(ui),
        Room::Sheet(sheet) => {
            let rows = ui.cursor().top()..=sheet.bottom();
            let area = Rect::from_x_y_ranges(left..=right, rows);
            let child = UiBuilder::new().id_salt("rows").max_rect(area);
            let scope = ui.scope_builder(child, |ui| {
                let area = ScrollArea::vertical().auto_shrink(false);
                scroll(ui, area, |ui| table.rows_ui(ui))
            });
            scope.inner
        }
    };
    sorted.or(chosen)
}

/// The rows of a table.
struct Table<'a> {
    screen: &'a UsersScreen,
    now: Timestamp,
    messages: &'a Messages,
    /// Where the content of the rows begins and ends.
    content: Rect,
    columns: Columns,
    style: RowStyle,
}

impl Table<'_> {
    fn rows_ui(&self, ui: &mut Ui) -> Option<Event> {
        let (screen, messages) = (self.screen, self.messages);
        let labels = Labels::new(messages, screen.lockouts.passed);
        let mut action = None;
        let count = (screen.shown(), ROW);
        let list = ("users", ListKind::Selectable);
        let chosen = virtual_rows(ui, list, count, self.style, |ui, drawn| {
            let row = screen.row(drawn.at)?;
            let texts = labels.texts(row, messages, self.now);
            let area = Rect::from_x_y_ranges(self.content.x_range(), drawn.area.y_range());
            let cells = area.with_max_x(area.right() - ROW_MENU);
            let is_checked = checked(screen, row);
            wide_row_ui(
                ui,
                (row, is_checked),
                &texts,
                &labels,
                (cells, self.columns),
            );
            let name = [("name", row.username.as_str().into())];
            let label = messages.with("users-actions", &name);
            let drawn = Row { area, ..drawn };
            let chosen = row_menu(ui, drawn, &label, |ui| menu_ui(ui, row, messages));
            action = chosen.or(action.take());
            let text = join(&texts, ", ");
            Some(RowLabel { text, is_checked })
        });
        only_you_ui(ui, screen, messages, self.content.left());
        action.or(choose(ui, screen, chosen))
    }
}

fn narrow_rows_ui(
    ui: &mut Ui,
    screen: &UsersScreen,
    (now, room, style): (Timestamp, Room, RowStyle),
    messages: &Messages,
) -> Option<Event> {
    line_ui(ui, room.edges(ui));
    let labels = Labels::new(messages, screen.lockouts.passed);
    let (count, list) = (
        (screen.shown(), ROW_NARROW),
        ("users", ListKind::Selectable),
    );
    let chosen = virtual_rows(ui, list, count, style, |ui, drawn| {
        let row = screen.row(drawn.at)?;
        let texts = labels.texts(row, messages, now);
        let area = drawn.area.shrink2(vec2(0.0, 8.0));
        let is_checked = checked(screen, row);
        narrow_row_ui(ui, (row, is_checked), &texts, area);
        let text = join(&texts, ", ");
        Some(RowLabel { text, is_checked })
    });
    let left = ui.max_rect().left();
    only_you_ui(ui, screen, messages, left);
    choose(ui, screen, chosen)
}

/// Draws what to do if there is no other user yet.
fn only_you_ui(ui: &mut Ui, screen: &UsersScreen, messages: &Messages, left: f32) {
    if screen.all() != 1 {
        return;
    }
    ui.add_space(GAP);
    ui.horizontal(|ui| {
        ui.add_space(left - ui.cursor().left());
        weak(ui, &messages.get("users-only-you"));
    });
}
