//! The list of users.

use std::borrow::Cow;

use egui::{
    Align, Button, Layout, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, UiBuilder, Vec2, WidgetInfo,
    pos2, vec2,
};

use crate::domain::timestamp::Timestamp;
use crate::messages::Messages;
use crate::screen::users::{Column, Event, UsersScreen};
use crate::service::users::list::{Status, UserRow};

use crate::ui::draw::Draw;
use crate::ui::theme::{NARROW_WIDTH, SMALL_GAP, TextRole, palette};
use crate::ui::users::query::{actions_ui, invited_ui, query_ui, waiting_ui};
use crate::ui::widgets::button::clicked;
use crate::ui::widgets::card::empty;
use crate::ui::widgets::chip::{chips, icon_cell};
use crate::ui::widgets::focus_ring::ring;
use crate::ui::widgets::illustration::Scene;
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::picture::face_ui;
use crate::ui::widgets::text::{page_heading, weak};
use crate::ui::widgets::virtual_list::{CellStyle, ListKind, cell, two_lines, virtual_list};

/// The height of a row, in points.
const ROW: f32 = 44.0;
/// The diameter of a picture, in points.
const FACE: f32 = 28.0;
/// The height of a row of a narrow window, in points.
const ROW_NARROW: f32 = 60.0;
/// The least width at which every column is shown, in points.
const ALL_COLUMNS: f32 = 960.0;

/// Columns with their titles and their shares of the width.
type Columns = &'static [(Column, &'static str, f32)];

const ALL: Columns = &[
    (Column::Name, "users-column-name", 0.21),
    (Column::Username, "field-username", 0.11),
    (Column::Email, "field-email", 0.19),
    (Column::Roles, "cli-user-roles", 0.17),
    (Column::Status, "users-column-status", 0.11),
    (Column::LastSignIn, "users-column-last", 0.13),
    (Column::TwoStep, "users-column-two-step", 0.08),
];
const SOME: Columns = &[
    (Column::Name, "users-column-name", 0.28),
    (Column::Username, "field-username", 0.15),
    (Column::Roles, "cli-user-roles", 0.19),
    (Column::Status, "users-column-status", 0.19),
    (Column::LastSignIn, "users-column-last", 0.19),
];

pub(crate) fn list_ui(ui: &mut Ui, screen: &mut UsersScreen, draw: &mut Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    page_heading(ui, &messages.get("users-heading"));
    ui.add_space(SMALL_GAP);
    let event = actions_ui(ui, messages);
    ui.add_space(SMALL_GAP);
    let event = event.or(optional(ui, |ui| {
        let event = waiting_ui(ui, screen, messages);
        event.or(invited_ui(ui, screen, messages))
    }));
    let event = event.or(query_ui(ui, screen, draw));
    let list = screen.users.clone()?;
    if list.rows.len() == 1 {
        weak(ui, &messages.get("users-only-you"));
        ui.add_space(SMALL_GAP);
    }
    let count = [
        ("shown", screen.shown().into()),
        ("all", list.rows.len().into()),
    ];
    let response = weak(ui, &messages.with("users-count", &count));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_live(egui::accesskit::Live::Polite);
    });
    if screen.shown() == 0 {
        empty(ui, Scene::NoMatch, &messages.message("users-no-match", &[]));
        return event;
    }
    event.or(rows_ui(ui, screen, list.now, messages))
}

/// Draws the header and the visible rows.
fn rows_ui(
    ui: &mut Ui,
    screen: &UsersScreen,
    now: Timestamp,
    messages: &Messages,
) -> Option<Event> {
    let is_narrow = ui.available_width() < NARROW_WIDTH;
    let columns = if ui.available_width() < ALL_COLUMNS {
        SOME
    } else {
        ALL
    };
    let sorted = if is_narrow {
        None
    } else {
        header_ui(ui, screen, columns, messages)
    };
    let height = if is_narrow { ROW_NARROW } else { ROW };
    let (rows, labels) = ((screen.shown(), height), Labels::new(messages));
    let chosen = virtual_list(ui, "users", ListKind::Selectable, rows, |ui, at, area| {
        let row = screen.row(at)?;
        let texts = labels.texts(row, messages, now);
        if is_narrow {
            let rest = [Column::Username, Column::Roles, Column::Status];
            let rest = rest.map(|column| texts[column as usize].as_ref());
            let at = pos2(area.left() + FACE / 2.0, area.center().y);
            let face = Rect::from_center_size(at, Vec2::splat(FACE));
            face_ui(ui, face, (&row.username, &row.name), None);
            let area = area.with_min_x(face.right() + 12.0);
            two_lines(ui, area, &row.name, &join(&rest, " · "));
        } else {
            wide_ui(ui, row, &texts, (area, columns));
        }
        // What a screen reader reads of the row.
        Some(join(&texts, ", "))
    });
    let row = chosen.and_then(|at| screen.row(at));
    sorted.or(row.map(|row| Event::Show(row.username.clone())))
}

/// Texts that many rows share, looked up once for a frame.
struct Labels<'a> {
    states: [String; Status::WORDS.len()],
    two_step: [Cow<'a, str>; 2],
    never: Cow<'a, str>,
}

impl<'a> Labels<'a> {
    fn new(messages: &'a Messages) -> Self {
        Self {
            states: Status::WORDS.map(|(_, status)| messages.status(status)),
            two_step: ["users-two-step-off", "users-two-step-on"].map(|name| messages.get(name)),
            never: messages.get("users-never"),
        }
    }

    /// Returns the texts of a row in the order of [`Column`].
    fn texts<'t>(
        &'t self,
        row: &'t UserRow,
        messages: &Messages,
        now: Timestamp,
    ) -> [Cow<'t, str>; 7] {
        let last = row.last_sign_in;
        [
            row.name.as_str().into(),
            row.username.as_str().into(),
            row.email.as_str().into(),
            row.roles.join(", ").into(),
            self.states[row.status as usize].as_str().into(),
            last.map_or(Cow::from(&*self.never), |at| messages.ago(at, now).into()),
            self.two_step[usize::from(row.has_two_step)].as_ref().into(),
        ]
    }
}

/// Joins the texts that are not empty.
fn join(texts: &[impl AsRef<str>], separator: &str) -> String {
    let texts = texts.iter().map(AsRef::as_ref);
    let texts: Vec<&str> = texts.filter(|text| !text.is_empty()).collect();
    texts.join(separator)
}

/// Draws the titles of the columns. Returns the event that sorts by the one that was clicked.
fn header_ui(
    ui: &mut Ui,
    screen: &UsersScreen,
    columns: Columns,
    messages: &Messages,
) -> Option<Event> {
    let (header, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::empty());
    let titles = columns
        .iter()
        .zip(areas(header.shrink2(vec2(8.0, 0.0)), columns));
    let clicked = clicked(titles, |((column, name, _), area)| {
        let is_sorted = screen.query.column == *column;
        let title = messages.get(name);
        let button = Button::new(TextRole::Caption.text(ui, title.as_ref()))
            .frame_when_inactive(false)
            .truncate();
        let scope = ui.scope_builder(UiBuilder::new().max_rect(*area), |ui| {
            ui.spacing_mut().button_padding.x = 0.0;
            let left = Layout::left_to_right(Align::Center);
            ui.with_layout(left, |ui| ui.add(button)).inner
        });
        let response = scope.inner;
        let label = messages.with("users-sort", &[("column", title.as_ref().into())]);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_sorted, &label));
        ring(ui, &response);
        if is_sorted {
            let at = pos2(response.rect.right() + 6.0, response.rect.center().y);
            mark_ui(ui, at, screen.query.is_descending);
        }
        response
    });
    clicked.map(|((column, ..), _)| Event::Sort(*column))
}

/// Draws a triangle that shows the sort order; the font has no arrows.
fn mark_ui(ui: &Ui, at: Pos2, is_descending: bool) {
    let down = if is_descending { 1.0 } else { -1.0 };
    let points = [vec2(-4.0, -2.5), vec2(4.0, -2.5), vec2(0.0, 3.0)];
    let points = points.map(|point| at + vec2(point.x, point.y * down));
    let colour = palette(ui.visuals()).text;
    let shape = Shape::convex_polygon(points.to_vec(), colour, Stroke::NONE);
    ui.painter().add(shape);
}

/// Returns the areas of the columns in a row.
fn areas(row: Rect, columns: Columns) -> impl Iterator<Item = Rect> {
    let mut left = row.left();
    columns.iter().map(move |(_, _, share)| {
        let width = row.width() * share;
        let area = Rect::from_min_max(
            pos2(left, row.top()),
            pos2(left + width - 8.0, row.bottom()),
        );
        left += width;
        area
    })
}

fn wide_ui(ui: &Ui, row: &UserRow, texts: &[Cow<'_, str>; 7], (area, columns): (Rect, Columns)) {
    for ((column, _, _), area) in columns.iter().zip(areas(area, columns)) {
        let text = &texts[*column as usize];
        match column {
            Column::Name => name_ui(ui, row, area),
            Column::Roles => chips(ui, &row.roles, area),
            Column::Status => status_ui(ui, row.status, text, area),
            Column::TwoStep => two_step_ui(ui, row.has_two_step, text, area),
            Column::LastSignIn | Column::Username | Column::Email => {
                cell(ui, text, area, CellStyle::Weak);
            }
        }
    }
}

/// Draws the picture and the name of a user.
fn name_ui(ui: &Ui, row: &UserRow, area: Rect) {
    let at = pos2(area.left() + FACE / 2.0, area.center().y);
    let face = Rect::from_center_size(at, Vec2::splat(FACE));
    face_ui(ui, face, (&row.username, &row.name), None);
    let text = area.with_min_x(face.right() + 12.0);
    cell(ui, &row.name, text, CellStyle::Strong);
}

/// Draws an icon and the status, which stands out if it is not the normal one.
fn status_ui(ui: &Ui, status: Status, text: &str, area: Rect) {
    let palette = palette(ui.visuals());
    let (icon, icon_colour, colour) = match status {
        Status::Active => ("check_circle", palette.success.text, palette.weak),
        Status::Disabled => ("block", palette.weak, palette.weak),
        Status::Locked => ("lock_clock", palette.error.text, palette.error.text),
        Status::Waiting => ("schedule", palette.warning.text, palette.warning.text),
        Status::NoPassword => ("key", palette.warning.text, palette.warning.text),
    };
    icon_cell(ui, (icon, icon_colour), text, colour, area);
}

fn two_step_ui(ui: &Ui, is_on: bool, text: &str, area: Rect) {
    let palette = palette(ui.visuals());
    let (icon, colour) = if is_on {
        ("verified_user", palette.success.text)
    } else {
        ("remove_moderator", palette.weak)
    };
    icon_cell(ui, (icon, colour), text, palette.weak, area);
}
