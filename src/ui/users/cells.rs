//! The cells of the list of users, and the texts in them.

use std::borrow::Cow;

use egui::{Align2, Color32, Rect, Ui, Vec2, pos2};

use crate::domain::throttle::Locked;
use crate::domain::timestamp::Timestamp;
use crate::messages::Messages;
use crate::screen::users::Column;
use crate::service::users::list::{Status, UserRow};

use crate::ui::theme::{Palette, TextRole, palette};
use crate::ui::users::columns::{Columns, areas};
use crate::ui::users::selection::box_ui;
use crate::ui::widgets::chip::{chips, icon_cell};
use crate::ui::widgets::dense::role_width;
use crate::ui::widgets::icon::{IconStyle, paint};
use crate::ui::widgets::picture::face_ui;
use crate::ui::widgets::text::painted;
use crate::ui::widgets::virtual_list::{CellStyle, cell};

/// The diameter of a picture in a wide and in a narrow window, in points.
const FACE: [f32; 2] = [28.0, 36.0];
/// The space between a picture and the name, in points.
const FACE_GAP: f32 = 12.0;
/// The space between the name and the username, in points.
const NAME_GAP: f32 = 8.0;
/// The least width of a username, in points.
const LEAST_USERNAME: f32 = 32.0;

/// Texts that many rows share, looked up once for a frame.
pub(crate) struct Labels<'a> {
    states: [String; Status::WORDS.len()],
    must_change: Cow<'a, str>,
    two_step: [Cow<'a, str>; 2],
    never: Cow<'a, str>,
    you: Cow<'a, str>,
    messages: &'a Messages,
    /// The seconds since the list was read.
    passed: i64,
}

impl<'a> Labels<'a> {
    /// `passed` are the seconds since the list was read.
    pub(crate) fn new(messages: &'a Messages, passed: i64) -> Self {
        Self {
            states: Status::WORDS.map(|(_, status)| messages.status(status)),
            must_change: messages.get("users-status-must-change"),
            two_step: ["users-two-step-off", "users-two-step-on"].map(|name| messages.get(name)),
            never: messages.get("users-never"),
            you: messages.get("users-you"),
            messages,
            passed,
        }
    }

    /// Returns the texts of a row in the order of [`Column`].
    pub(crate) fn texts<'t>(
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
            self.status(row),
            last.map_or(Cow::from(&*self.never), |at| messages.ago(at, now).into()),
            self.two_step(row).into(),
        ]
    }

    /// Returns the status of a user, and how long a lockout still lasts.
    pub(crate) fn status(&self, row: &UserRow) -> Cow<'_, str> {
        if has_to_change(row) {
            return Cow::from(&*self.must_change);
        }
        match (row.status, row.times.from, row.locked) {
            (Status::NotYet, Some(from), _) => self.messages.status_from(from).into(),
            (Status::Locked, _, Some(Locked::For(seconds))) => self
                .messages
                .locked_for(seconds_left(seconds, self.passed))
                .into(),
            (status, ..) => Cow::from(&*self.states[status as usize]),
        }
    }

    /// Returns whether a user has a second factor.
    pub(crate) fn two_step(&self, row: &UserRow) -> &str {
        &self.two_step[usize::from(row.has_two_step)]
    }
}

/// Returns how long a lockout still lasts, in seconds; at least one, until the list is read again.
pub(crate) fn seconds_left(seconds: u32, passed: i64) -> u32 {
    u32::try_from(i64::from(seconds) - passed.max(0))
        .unwrap_or(0)
        .max(1)
}

/// Returns `true` if the status of a user is that a new password is required.
fn has_to_change(row: &UserRow) -> bool {
    row.status == Status::Active && row.must_change_password
}

/// Joins the texts that are not empty.
pub(crate) fn join(texts: &[impl AsRef<str>], separator: &str) -> String {
    let texts = texts.iter().map(AsRef::as_ref);
    let texts: Vec<&str> = texts.filter(|text| !text.is_empty()).collect();
    texts.join(separator)
}

/// Draws a row in columns. `check` says whether the user is selected, while users can be.
pub(crate) fn wide_row_ui(
    ui: &Ui,
    (row, check): (&UserRow, Option<bool>),
    texts: &[Cow<'_, str>; 7],
    labels: &Labels<'_>,
    (area, columns): (Rect, Columns),
) {
    // Beside an open user, the name has no room to spare.
    let has_username = columns.len() > 3;
    for ((column, _, _), area) in columns.iter().zip(areas(area, columns)) {
        let text = &texts[*column as usize];
        match column {
            Column::Name => name_ui(ui, (row, check), labels, (area, has_username)),
            Column::Roles => chips(ui, &row.roles, area),
            Column::Status => {
                status_ui(ui, row, text, area);
            }
            Column::TwoStep => two_step_ui(ui, row.has_two_step, text, area),
            Column::LastSignIn | Column::Username | Column::Email => {
                cell(ui, text, area, CellStyle::Weak);
            }
        }
    }
}

/// Draws a row of a narrow window in two lines: the name, and the status with the roles under it.
pub(crate) fn narrow_row_ui(
    ui: &Ui,
    (row, check): (&UserRow, Option<bool>),
    texts: &[Cow<'_, str>; 7],
    area: Rect,
) {
    let face = face_at(ui, (row, check), area, FACE[1]);
    let weak = palette(ui.visuals()).weak;
    if check.is_none() {
        let arrow = pos2(area.right() - 10.0, area.center().y);
        let icon = ("chevron_right", IconStyle::Outlined);
        paint(ui, arrow, icon, 20.0, weak);
    }
    let area = area.with_min_x(face.right() + FACE_GAP);
    let area = area.with_max_x(area.right() - 28.0);
    let (above, below) = area.split_top_bottom_at_fraction(0.5);
    cell(
        ui,
        &row.name,
        above.with_min_y(area.top() + 4.0),
        CellStyle::Strong,
    );
    let below = below.with_max_y(area.bottom() - 4.0);
    let status = &texts[Column::Status as usize];
    let right = status_ui(ui, row, status, below);
    let roles = below.with_min_x(right + NAME_GAP);
    cell(ui, &texts[Column::Roles as usize], roles, CellStyle::Weak);
}

/// Draws the picture of a user at the left of an area, or the box that says whether the user is selected.
fn face_at(ui: &Ui, (row, check): (&UserRow, Option<bool>), area: Rect, diameter: f32) -> Rect {
    let at = pos2(area.left() + diameter / 2.0, area.center().y);
    let face = Rect::from_center_size(at, Vec2::splat(diameter));
    match check {
        Some(is_selected) => box_ui(ui, face, is_selected),
        None => face_ui(ui, face, (&row.username, &row.name), None),
    }
    face
}

/// Draws the picture and the name of a user, and beside it the username and a mark for the own account.
fn name_ui(
    ui: &Ui,
    (row, check): (&UserRow, Option<bool>),
    labels: &Labels<'_>,
    (area, has_username): (Rect, bool),
) {
    let face = face_at(ui, (row, check), area, FACE[0]);
    let text = area.with_min_x(face.right() + FACE_GAP);
    cell(ui, &row.name, text, CellStyle::Strong);
    let mut left = text.left() + role_width(ui, TextRole::Label, &row.name) + NAME_GAP;
    if has_username && left + LEAST_USERNAME < text.right() {
        cell(ui, &row.username, text.with_min_x(left), CellStyle::Weak);
        left += role_width(ui, TextRole::Digits, &row.username) + NAME_GAP;
    }
    if !row.is_self {
        return;
    }
    let mark = format!("· {}", labels.you);
    if left + role_width(ui, TextRole::Small, &mark) <= text.right() {
        let at = (pos2(left, text.center().y), Align2::LEFT_CENTER);
        let weak = palette(ui.visuals()).weak;
        painted(ui, at, &mark, (TextRole::Small, weak));
    }
}

/// Returns the icon of a status and the colours of the icon and the text. What is not normal stands out.
fn status_look(palette: &Palette, row: &UserRow) -> (&'static str, Color32, Color32) {
    let warning = palette.warning.text;
    if has_to_change(row) {
        return ("key", warning, warning);
    }
    match row.status {
        Status::Active => ("check_circle", palette.success.text, palette.weak),
        Status::Disabled => ("block", palette.weak, palette.weak),
        Status::Locked => ("lock_clock", palette.error.text, palette.error.text),
        Status::Waiting => ("schedule", warning, warning),
        Status::NotSignedInYet => ("mail", palette.weak, palette.weak),
        Status::NotYet => ("event", palette.weak, palette.weak),
        Status::OutsideHours => ("schedule", palette.weak, palette.weak),
        Status::Expired => ("event", warning, warning),
        Status::NoPassword => ("key", warning, warning),
        Status::EntryMistake => ("warning", warning, warning),
    }
}

/// Draws an icon and the status. Returns the right edge of the text.
pub(crate) fn status_ui(ui: &Ui, row: &UserRow, text: &str, area: Rect) -> f32 {
    let (icon, icon_colour, colour) = status_look(&palette(ui.visuals()), row);
    let icon = (icon, IconStyle::Filled);
    icon_cell(ui, (icon, icon_colour), text, colour, area)
}

/// Draws an icon and whether a user has a second factor.
pub(crate) fn two_step_ui(ui: &Ui, is_on: bool, text: &str, area: Rect) {
    let palette = palette(ui.visuals());
    let (icon, colour, text_colour) = if is_on {
        let icon = ("verified_user", IconStyle::Filled);
        (icon, palette.success.text, palette.text)
    } else {
        let icon = ("remove_moderator", IconStyle::Outlined);
        (icon, palette.weak, palette.weak)
    };
    icon_cell(ui, (icon, colour), text, text_colour, area);
}
