//! A user: the details, the actions, and the screens that follow some of them.

use egui::{Align, Label, Layout, Ui, vec2};

use crate::domain::timestamp::Timestamp;
use crate::messages::Messages;
use crate::screen::Busy;
use crate::screen::users::{Event, Part, UsersScreen};
use crate::service::users::list::{Status, UserRow};

use crate::ui::draw::Draw;
use crate::ui::theme::{GAP, SMALL_GAP};
use crate::ui::users::actions::{UserAction, actions};
use crate::ui::widgets::button::{clicked, secondary, warning};
use crate::ui::widgets::one_time_code::one_time_code_ui;
use crate::ui::widgets::panel::panel;
use crate::ui::widgets::submit::{back, busy_indicator};
use crate::ui::widgets::text::{heading, weak};

/// The width of the names of the details, in points.
const NAMES: f32 = 160.0;

pub(crate) fn user_ui(
    ui: &mut Ui,
    screen: &UsersScreen,
    username: &str,
    busy: Busy,
    draw: &Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let now = screen
        .users
        .as_ref()
        .map_or(Timestamp::default(), |people| people.now);
    let row = screen.find(username)?;
    heading(ui, &row.name);
    ui.add_space(SMALL_GAP);
    panel(ui, |ui| facts_ui(ui, row, messages, now));
    ui.add_space(SMALL_GAP);
    let mut event = None;
    if row.can_manage {
        // The buttons stay enabled, so that the one that was clicked keeps the focus.
        let chosen = actions_ui(ui, row, messages);
        event = chosen.filter(|_| !busy.is_busy());
    } else {
        weak(ui, &messages.get("users-above-you"));
    }
    if busy >= Busy::Shown {
        busy_indicator(ui, &messages.get("account-busy"));
    }
    ui.add_space(SMALL_GAP);
    back(ui, busy, messages, "users-back", Event::Back).or(event)
}

/// Draws the details in two columns: their names and their values.
fn facts_ui(ui: &mut Ui, row: &UserRow, messages: &Messages, now: Timestamp) {
    // Lines of text need less height than controls.
    ui.spacing_mut().interact_size.y = 0.0;
    let room = NAMES.min(ui.available_width() * 0.45);
    for (name, text) in facts(row, messages, now) {
        ui.horizontal_top(|ui| {
            let column = vec2(room, 0.0);
            ui.allocate_ui_with_layout(column, Layout::top_down(Align::Min), |ui| {
                ui.set_min_width(room);
                weak(ui, &messages.get(name));
            });
            ui.add(Label::new(text).wrap());
        });
    }
}

fn facts(row: &UserRow, messages: &Messages, now: Timestamp) -> Vec<(&'static str, String)> {
    let mut facts = vec![
        ("field-username", row.username.clone()),
        ("field-email", row.email.clone()),
        ("cli-user-roles", row.roles.join(", ")),
        ("users-column-status", messages.status(row.status)),
        ("users-column-last", last_sign_in(row, messages, now)),
        ("users-column-two-step", two_step(row, messages)),
    ];
    if row.status == Status::Waiting && row.email.is_empty() {
        let text = messages.get("users-waiting-without-email").into_owned();
        facts.push(("field-email", text));
    }
    if row.must_change_password {
        let text = messages.get("users-must-change").into_owned();
        facts.push(("field-password", text));
    }
    facts.retain(|(_, text)| !text.is_empty());
    facts
}

/// Draws a button for each action; what is confirmed first is red.
fn actions_ui(ui: &mut Ui, row: &UserRow, messages: &Messages) -> Option<Event> {
    let button = |ui: &mut Ui, action: &UserAction| {
        let label = messages.get(action.label);
        if action.is_danger() {
            warning(ui, &label)
        } else {
            secondary(ui, &label, true)
        }
    };
    let drawn = ui.horizontal_wrapped(|ui| clicked(actions(row), |action| button(ui, action)));
    drawn.inner.map(|action| action.event)
}

pub(crate) fn code_ui(ui: &mut Ui, screen: &UsersScreen, draw: &mut Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    let Part::Code {
        username,
        code,
        is_first,
        expires_at,
    } = &screen.part
    else {
        return None;
    };
    let name = [("name", username.as_str().into())];
    heading(ui, &messages.with("users-code-heading", &name));
    let intro = if *is_first {
        "users-code-first"
    } else {
        "users-code-reset"
    };
    weak(ui, &messages.with(intro, &name));
    ui.add_space(GAP);
    one_time_code_ui(ui, code, *expires_at, draw);
    ui.add_space(SMALL_GAP);
    back(ui, Busy::Idle, messages, "users-back", Event::Back)
}

fn last_sign_in(row: &UserRow, messages: &Messages, now: Timestamp) -> String {
    match row.last_sign_in {
        Some(at) => messages.ago(at, now),
        None => messages.get("users-never").into_owned(),
    }
}

fn two_step(row: &UserRow, messages: &Messages) -> String {
    let name = if row.has_two_step {
        "users-two-step-on"
    } else {
        "users-two-step-off"
    };
    messages.get(name).into_owned()
}
