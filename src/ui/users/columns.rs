//! The columns of the list of users, and the line with their titles.

use egui::accesskit::SortDirection;
use egui::{Align2, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::messages::Messages;
use crate::screen::users::{Column, Event, UsersScreen};

use crate::ui::theme::{TextRole, palette};
use crate::ui::widgets::button::clicked;
use crate::ui::widgets::dense::role_width;
use crate::ui::widgets::focus_ring::ring_inside;
use crate::ui::widgets::icon::{IconStyle, paint};
use crate::ui::widgets::text::painted;

/// The height of the titles, in points.
const HEADER: f32 = 34.0;
/// The space between columns, in points.
const GAP: f32 = 8.0;
/// The side of the arrow that shows the sort order, in points.
const ARROW: f32 = 16.0;

/// Columns with their titles and their shares of the width.
pub(crate) type Columns = &'static [(Column, &'static str, f32)];

const NAME: &str = "users-column-name";
const EMAIL: &str = "field-email";
const ROLES: &str = "cli-user-roles";
const STATUS: &str = "users-column-status";
const LAST: &str = "users-column-last";
const TWO_STEP: &str = "users-column-two-step";

/// The columns by the least width at which they are shown, in points. They depend on nothing else, so that none moves while
/// users are searched.
const SETS: [(f32, Columns); 5] = [
    (
        1_120.0,
        &[
            (Column::Name, NAME, 0.25),
            (Column::Email, EMAIL, 0.20),
            (Column::Roles, ROLES, 0.165),
            (Column::Status, STATUS, 0.165),
            (Column::LastSignIn, LAST, 0.135),
            (Column::TwoStep, TWO_STEP, 0.085),
        ],
    ),
    (
        860.0,
        &[
            (Column::Name, NAME, 0.285),
            (Column::Roles, ROLES, 0.19),
            (Column::Status, STATUS, 0.215),
            (Column::LastSignIn, LAST, 0.205),
            (Column::TwoStep, TWO_STEP, 0.105),
        ],
    ),
    (
        600.0,
        &[
            (Column::Name, NAME, 0.32),
            (Column::Roles, ROLES, 0.21),
            (Column::Status, STATUS, 0.24),
            (Column::LastSignIn, LAST, 0.23),
        ],
    ),
    (
        460.0,
        &[
            (Column::Name, NAME, 0.38),
            (Column::Roles, ROLES, 0.26),
            (Column::Status, STATUS, 0.36),
        ],
    ),
    (
        0.0,
        &[(Column::Name, NAME, 0.6), (Column::Status, STATUS, 0.4)],
    ),
];

/// Returns the columns that fit into this width.
pub(crate) fn columns(width: f32) -> Columns {
    let fits = |(least, _): &&(f32, Columns)| width >= *least;
    SETS.iter().find(fits).map_or(&[], |(_, columns)| columns)
}

/// Returns the areas of the columns in a row.
pub(crate) fn areas(row: Rect, columns: Columns) -> impl Iterator<Item = Rect> {
    let mut left = row.left();
    columns.iter().map(move |(_, _, share)| {
        let width = row.width() * share;
        let right = pos2(left + width - GAP, row.bottom());
        let area = Rect::from_min_max(pos2(left, row.top()), right);
        left += width;
        area
    })
}

/// Draws the titles of the columns between `row.min.x` and `row.max.x`. Returns the event that sorts by the one that was
/// clicked.
pub(crate) fn header_ui(
    ui: &mut Ui,
    screen: &UsersScreen,
    (left, right): (f32, f32),
    columns: Columns,
    messages: &Messages,
) -> Option<Event> {
    let size = vec2(ui.available_width(), HEADER);
    let (header, _) = ui.allocate_exact_size(size, Sense::empty());
    let header = header.with_min_x(left).with_max_x(right);
    let titles = columns.iter().zip(areas(header, columns));
    let clicked = clicked(titles, |((column, name, _), area)| {
        let is_sorted = screen.query.column == *column;
        let title = messages.get(name);
        let id = ui.scope_id().with(("title", *name));
        let response = ui.interact(*area, id, Sense::click());
        title_ui(ui, *area, &title, is_sorted || response.hovered());
        if is_sorted {
            let icon = if screen.query.is_descending {
                "arrow_downward"
            } else {
                "arrow_upward"
            };
            let width = role_width(ui, TextRole::Caption, &title) + ARROW / 2.0 + 4.0;
            let at = pos2(
                (area.left() + width).min(area.right() - ARROW / 2.0),
                area.center().y,
            );
            let colour = palette(ui.visuals()).text;
            paint(ui, at, (icon, IconStyle::Outlined), ARROW, colour);
        }
        let label = messages.with("users-sort", &[("column", title.as_ref().into())]);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_sorted, &label));
        if is_sorted {
            tell_order(ui, &response, screen.query.is_descending, messages);
        }
        ring_inside(ui, &response);
        response
    });
    clicked.map(|((column, ..), _)| Event::Sort(*column))
}

/// Tells screen readers in which direction the list is sorted by a column.
fn tell_order(ui: &Ui, title: &Response, is_descending: bool, messages: &Messages) {
    let (name, direction) = if is_descending {
        ("users-descending", SortDirection::Descending)
    } else {
        ("users-ascending", SortDirection::Ascending)
    };
    let text = messages.get(name);
    ui.ctx().accesskit_node_builder(title.id, |node| {
        node.set_sort_direction(direction);
        node.set_description(&*text);
    });
}

fn title_ui(ui: &mut Ui, area: Rect, title: &str, stands_out: bool) {
    let palette = palette(ui.visuals());
    let colour = if stands_out {
        palette.text
    } else {
        palette.weak
    };
    ui.scope(|ui| {
        ui.shrink_clip_rect(area);
        let at = (area.left_center(), Align2::LEFT_CENTER);
        painted(ui, at, title, (TextRole::Caption, colour));
    });
}

/// Draws the line below the titles, from `left` to `right`.
pub(crate) fn line_ui(ui: &Ui, (left, right): (f32, f32)) {
    let line = Stroke::new(1.0, palette(ui.visuals()).line);
    let y = ui.cursor().top();
    ui.painter().hline(left..=right, y, line);
}
