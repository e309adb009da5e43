//! A user: who it is, what is known, and the actions. The same beside the list and on a page of its own.

use egui::{Align, Label, Layout, Rect, Role, Sense, Ui, UiBuilder, Vec2, WidgetInfo, vec2};

use crate::domain::day::Day;
use crate::domain::time_zone::TimeZone;
use crate::domain::timestamp::Timestamp;
use crate::messages::{Message, Messages};
use crate::screen::Busy;
use crate::screen::users::{Event, UsersScreen};
use crate::service::users::list::{Status, UserRow};
use crate::service::users::quick::HasBadge;

use crate::ui::draw::Draw;
use crate::ui::theme::{DENSE_HEIGHT, GAP, SMALL_GAP, TextRole, palette};
use crate::ui::users::actions::{Group, UserAction, actions};
use crate::ui::users::cells::{Labels, status_ui, two_step_ui};
use crate::ui::users::recent::recent_ui;
use crate::ui::widgets::button::clicked;
use crate::ui::widgets::chip::chips;
use crate::ui::widgets::dense::{DenseKind, dense_button, dense_width};
use crate::ui::widgets::notice::{Kind, notice};
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::picture::face_ui;
use crate::ui::widgets::row_menu::{MenuItem, menu_item, menu_line};
use crate::ui::widgets::submit::{back, busy_indicator};
use crate::ui::widgets::text::{subheading, weak};

/// The width of the names of the details, in points.
const NAMES: f32 = 116.0;
/// The diameter of the picture, in points.
const FACE: f32 = 60.0;
/// The height of a line of the details, in points.
const LINE: f32 = 30.0;
/// The space between the actions of a group, in points.
const SPACE: f32 = 8.0;
/// The space between the edge of an entry and its icon, in points.
const INSET: f32 = 10.0;
/// The greatest width of a user on a page, in points.
const WIDTH: f32 = 480.0;

/// Draws a user on a page of its own.
pub(crate) fn user_ui(
    ui: &mut Ui,
    screen: &UsersScreen,
    username: &str,
    busy: Busy,
    draw: &Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let row = screen.find(username)?;
    ui.set_max_width(ui.available_width().min(WIDTH));
    let about = about_ui(ui, screen, row, busy, messages);
    menu_line(ui);
    let end = ui.push_id("ends", |ui| ends_ui(ui, row, messages)).inner;
    ui.add_space(SMALL_GAP);
    let event = about.or(end).filter(|_| !busy.is_busy());
    back(ui, busy, messages, "users-back", Event::Back).or(event)
}

/// Draws everything about a user but the actions that end the access.
pub(crate) fn about_ui(
    ui: &mut Ui,
    screen: &UsersScreen,
    row: &UserRow,
    busy: Busy,
    messages: &Messages,
) -> Option<Event> {
    let list = screen.users.as_ref()?;
    ui.spacing_mut().item_spacing = vec2(SPACE, 0.0);
    who_ui(ui, row);
    ui.add_space(GAP);
    // The buttons stay enabled, so that the one that was clicked keeps the focus.
    let mut event = group_ui(ui, row, Group::Main, messages);
    ui.add_space(SPACE + 4.0);
    let labels = Labels::new(messages, screen.lockouts.passed);
    event = event.or(optional(ui, |ui| note_ui(ui, row, &labels, messages)));
    let changed = screen.recent.password_changed(&row.username);
    facts_ui(
        ui,
        row,
        (&labels, changed),
        messages,
        (list.now, &list.zone),
    );
    optional(ui, |ui| {
        if let Some(activity) = screen.recent.of(&row.username) {
            recent_ui(ui, activity, messages);
        }
    });
    menu_line(ui);
    if row.can_manage {
        event = event.or(more_ui(ui, row, messages));
    } else {
        weak(ui, &messages.get("users-above-you"));
    }
    if busy >= Busy::Shown {
        busy_indicator(ui, &messages.get("account-busy"));
    }
    event
}

/// Draws the picture, the name, the username and the e-mail address.
fn who_ui(ui: &mut Ui, row: &UserRow) {
    ui.horizontal(|ui| {
        let (face, _) = ui.allocate_exact_size(Vec2::splat(FACE), Sense::empty());
        face_ui(ui, face, (&row.username, &row.name), None);
        ui.add_space(SPACE);
        ui.vertical(|ui| {
            ui.add_space(8.0);
            subheading(ui, &row.name);
            let about = [row.username.as_str(), row.email.as_str()];
            let about: Vec<_> = about.into_iter().filter(|text| !text.is_empty()).collect();
            let about = about.join(" · ");
            let colour = palette(ui.visuals()).weak;
            let about = TextRole::Small.text(ui, about).color(colour);
            ui.add(Label::new(about).selectable(true));
        });
    });
}

/// Draws the buttons of a group of actions. The main ones share the width. Those that do not fit in a line are below each
/// other.
fn group_ui(ui: &mut Ui, row: &UserRow, group: Group, messages: &Messages) -> Option<Event> {
    if !row.can_manage {
        return None;
    }
    let these: Vec<_> = of_group(row, group).collect();
    let label = |action: &UserAction| messages.get(action.label);
    let widths = these
        .iter()
        .map(|action| dense_width(ui, Some(action.icon), &label(action)));
    let widest = widths.clone().fold(0.0, f32::max);
    let all: f32 = widths.map(|width| width + SPACE).sum();
    #[expect(clippy::cast_precision_loss, reason = "a few buttons")]
    let count = these.len().max(1) as f32;
    let share = ((ui.available_width() - (count - 1.0) * SPACE) / count).floor();
    let is_shared = group == Group::Main && widest <= share;
    let draw = |ui: &mut Ui, action: &UserAction| {
        let kind = match group {
            _ if action.is_danger() => DenseKind::Danger,
            Group::End => DenseKind::Quiet,
            _ => DenseKind::Secondary,
        };
        let (icon, text) = (Some(action.icon), label(action));
        if !is_shared {
            return dense_button(ui, kind, icon, &text);
        }
        let layout = Layout::top_down_justified(Align::Center);
        let size = vec2(share, DENSE_HEIGHT);
        ui.allocate_ui_with_layout(size, layout, |ui| dense_button(ui, kind, icon, &text))
            .inner
    };
    let is_line = is_shared || all - SPACE <= ui.available_width();
    let buttons = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing = vec2(SPACE, SPACE);
        clicked(these, |action| draw(ui, action))
    };
    let drawn = if is_line {
        ui.horizontal(buttons)
    } else {
        ui.vertical(buttons)
    };
    drawn.inner.map(|action| action.event)
}

fn of_group(row: &UserRow, group: Group) -> impl Iterator<Item = UserAction> {
    let actions = actions(row).into_iter();
    actions.filter(move |action| action.group() == group)
}

/// Returns how a status that needs an action is shown.
fn status_kind(row: &UserRow) -> Option<Kind> {
    match row.status {
        Status::Locked => Some(Kind::Error),
        Status::Waiting => Some(Kind::Warning),
        _ => None,
    }
}

/// Draws a status that needs an action, and its button.
fn note_ui(ui: &mut Ui, row: &UserRow, labels: &Labels<'_>, messages: &Messages) -> Option<Event> {
    let kind = status_kind(row)?;
    let is_without_email = row.status == Status::Waiting && row.email.is_empty();
    let help = if is_without_email {
        messages.get("users-waiting-without-email").into_owned()
    } else {
        String::new()
    };
    let summary = labels.status(row).into_owned();
    notice(ui, messages, kind, &Message { summary, help });
    ui.add_space(SPACE);
    let event = group_ui(ui, row, Group::Status, messages);
    ui.add_space(SPACE);
    event
}

/// Draws the details in two columns: their names and their values.
fn facts_ui(
    ui: &mut Ui,
    row: &UserRow,
    (labels, changed): (&Labels<'_>, Option<Timestamp>),
    messages: &Messages,
    (now, zone): (Timestamp, &TimeZone),
) {
    // Lines of text need less height than controls.
    ui.spacing_mut().interact_size.y = LINE;
    let painted = |ui: &mut Ui, name: &str, text: &str, paint: &dyn Fn(&Ui, Rect)| {
        fact_ui(ui, &messages.get(name), |ui| {
            let size = vec2(ui.available_width(), LINE);
            let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
            paint(ui, rect);
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
        });
    };
    if !row.roles.is_empty() {
        let roles = |ui: &Ui, area| chips(ui, &row.roles, area);
        painted(ui, "cli-user-roles", &row.roles.join(", "), &roles);
    }
    if status_kind(row).is_none() {
        let text = labels.status(row);
        let status = |ui: &Ui, area| {
            status_ui(ui, row, &text, area);
        };
        painted(ui, "users-column-status", &text, &status);
    }
    let text = labels.two_step(row);
    let two_step = |ui: &Ui, area| two_step_ui(ui, row.has_two_step, text, area);
    painted(ui, "users-column-two-step", text, &two_step);
    let last = row.last_sign_in;
    let last = last.map_or_else(
        || messages.get("users-never").into_owned(),
        |at| messages.ago(at, now),
    );
    let quick = [
        (row.has_pin, "pin-title"),
        (row.has_badge == HasBadge::Yes, "badge-title"),
    ];
    let quick = quick.into_iter().filter(|(has, _)| *has);
    let quick: Vec<_> = quick.map(|(_, name)| messages.get(name)).collect();
    let quick = (!quick.is_empty()).then(|| quick.join(", "));
    let parked = row.parked.map(|at| messages.local_time(at, now, zone));
    let day = |day: Option<Day>| day.map(|day| messages.full_date(day));
    let hours = row.times.hours.as_ref();
    let code = row
        .code_until
        .map(|until| messages.code_until(until, now, zone));
    let count = [("count", row.recovery_codes.into())];
    let left = messages.with("users-codes-left", &count);
    let texts = [
        ("users-column-last", Some(last)),
        ("users-quick", quick),
        ("users-parked", parked),
        ("field-password", password_fact(row, changed, messages, now)),
        ("users-codes", Some(left)),
        ("users-code", code),
        ("field-valid-from", day(row.times.from)),
        ("field-valid-until", day(row.times.until)),
        ("field-hours", hours.map(|hours| messages.week_hours(hours))),
    ];
    for (name, text) in texts {
        let Some(text) = text else { continue };
        fact_ui(ui, &messages.get(name), |ui| {
            let text = TextRole::Digits.text(ui, text);
            ui.add(Label::new(text).wrap().selectable(true));
        });
    }
}

/// Returns what is known of the password: that it must be changed, or when it was.
fn password_fact(
    row: &UserRow,
    changed: Option<Timestamp>,
    messages: &Messages,
    now: Timestamp,
) -> Option<String> {
    if row.must_change_password {
        return Some(messages.get("users-must-change").into_owned());
    }
    let ago = ("ago", messages.ago(changed?, now).into());
    Some(messages.with("users-password-changed", &[ago]))
}

fn fact_ui(ui: &mut Ui, name: &str, value: impl FnOnce(&mut Ui)) {
    let colour = palette(ui.visuals()).weak;
    let room = NAMES.min(ui.available_width() * 0.45) - SMALL_GAP;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let middle = Layout::left_to_right(Align::Center);
        ui.allocate_ui_with_layout(vec2(room, LINE), middle, |ui| {
            ui.set_min_width(room);
            let text = TextRole::Table.text(ui, name).color(colour);
            ui.add(Label::new(text).wrap());
        });
        ui.add_space(SMALL_GAP);
        value(ui);
    });
}

/// Draws the other actions below each other.
fn more_ui(ui: &mut Ui, row: &UserRow, messages: &Messages) -> Option<Event> {
    // The icons begin where the text above begins, if there is room for that.
    let room = ui.available_rect_before_wrap();
    let left = (room.left() - ui.clip_rect().left()).clamp(0.0, INSET);
    let area = room.with_min_x(room.left() - left);
    let mut inside = ui.new_child(UiBuilder::new().id_salt("more").max_rect(area));
    let event = more_items_ui(&mut inside, row, messages);
    // The page does not become wider.
    ui.advance_cursor_after_rect(inside.min_rect().with_min_x(room.left()));
    event
}

fn more_items_ui(ui: &mut Ui, row: &UserRow, messages: &Messages) -> Option<Event> {
    let chosen = clicked(of_group(row, Group::More), |action| {
        let item = MenuItem {
            icon: action.icon,
            text: &messages.get(action.label),
            key: None,
            is_danger: action.is_danger(),
        };
        menu_item(ui, item)
    });
    chosen.map(|action| action.event)
}

/// Draws the actions that end the access of a user.
pub(crate) fn ends_ui(ui: &mut Ui, row: &UserRow, messages: &Messages) -> Option<Event> {
    group_ui(ui, row, Group::End, messages)
}
