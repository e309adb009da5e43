//! One person: what is known of them, and what can be done.

use egui::{Align, Label, Layout, OutputCommand, RichText, Ui, vec2};

use crate::domain::timestamp::Timestamp;
use crate::messages::Messages;
use crate::screen::Busy;
use crate::screen::users::{Event, Part, UsersScreen};
use crate::service::admin_action::AdminAction;
use crate::service::users::UserChange;
use crate::service::users::list::{Status, UserRow};

use crate::ui::draw::Draw;
use crate::ui::theme::{GAP, SMALL_GAP};
use crate::ui::widgets::button::secondary;
use crate::ui::widgets::field::{FieldOptions, text_field};
use crate::ui::widgets::panel::panel;
use crate::ui::widgets::submit::{FormExit, back, danger_form_buttons};
use crate::ui::widgets::text::{heading, weak};

/// The width of the names of what is known of somebody, in points.
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
        .people
        .as_ref()
        .map_or(Timestamp::default(), |people| people.now);
    let row = screen.find(username)?;
    heading(ui, &row.name);
    ui.add_space(SMALL_GAP);
    panel(ui, |ui| facts_ui(ui, row, messages, now));
    ui.add_space(SMALL_GAP);
    let mut event = None;
    if row.can_manage {
        ui.horizontal_wrapped(|ui| {
            for (name, chosen) in actions(row) {
                // They are not greyed: what was pressed keeps the focus.
                let is_pressed = secondary(ui, &messages.get(name), true).clicked();
                if is_pressed && !busy.is_busy() {
                    event = Some(chosen);
                }
            }
        });
    } else {
        weak(ui, &messages.get("users-above-you"));
    }
    if busy >= Busy::Shown {
        crate::ui::widgets::submit::busy_indicator(ui, &messages.get("account-busy"));
    }
    ui.add_space(SMALL_GAP);
    if back(ui, busy, &messages.get("users-back")) {
        event = Some(Event::Back);
    }
    event
}

/// What is known, in a column, with the names in another at its left.
fn facts_ui(ui: &mut Ui, row: &UserRow, messages: &Messages, now: Timestamp) {
    // Lines of text are not controls.
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
    let get = |name: &str| messages.get(name).into_owned();
    let last = match row.last_sign_in {
        Some(at) => messages.ago(at, now),
        None => get("users-never"),
    };
    let two_step = if row.has_two_step {
        "users-two-step-on"
    } else {
        "users-two-step-off"
    };
    let mut facts = vec![
        ("field-username", row.username.clone()),
        ("field-email", row.email.clone()),
        ("cli-user-roles", row.roles.join(", ")),
        ("users-column-status", messages.status(row.status)),
        ("users-column-last", last),
        ("users-column-two-step", get(two_step)),
    ];
    if row.must_change_password {
        facts.push(("field-password", get("users-must-change")));
    }
    facts.retain(|(_, text)| !text.is_empty());
    facts
}

/// What can be done about somebody, as they are.
fn actions(row: &UserRow) -> Vec<(&'static str, Event)> {
    let name = || row.username.clone();
    let able = |disabled: bool| {
        Event::Do(AdminAction::Change {
            username: name(),
            change: UserChange {
                disabled: Some(disabled),
                ..UserChange::default()
            },
        })
    };
    let mut actions = vec![("users-edit", Event::Edit(name()))];
    if row.status == Status::Waiting {
        actions.push((
            "users-approve-them",
            Event::Do(AdminAction::Approve(name())),
        ));
    }
    if row.status == Status::Locked {
        actions.push(("users-unlock", Event::Do(AdminAction::Unlock(name()))));
    }
    if row.status != Status::NoPassword {
        actions.push(("users-reset", Event::Do(AdminAction::StartReset(name()))));
        actions.push((
            "users-require-change",
            Event::Do(AdminAction::RequireChange(name())),
        ));
    }
    if row.has_two_step {
        actions.push((
            "users-two-step-reset",
            Event::Do(AdminAction::TwoStepOff(name())),
        ));
    }
    actions.push((
        "users-sign-out",
        Event::Do(AdminAction::SignOutEverywhere(name())),
    ));
    if !row.is_self {
        actions.push(if row.status == Status::Disabled {
            ("users-enable", able(false))
        } else {
            ("users-disable", able(true))
        });
        actions.push(("users-remove", Event::Remove(name())));
    }
    actions
}

pub(crate) fn remove_ui(
    ui: &mut Ui,
    screen: &mut UsersScreen,
    busy: Busy,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let Part::Remove {
        username,
        typed,
        wants_focus,
    } = &mut screen.part
    else {
        return None;
    };
    let name = [("name", username.as_str().into())];
    heading(ui, &messages.with("users-remove-heading", &name));
    weak(ui, &messages.with("users-remove-intro", &name));
    ui.add_space(GAP);
    let options = FieldOptions {
        label: &messages.get("field-username"),
        error: None,
        help: None,
        is_enabled: busy < Busy::Shown,
        wants_focus: std::mem::take(wants_focus),
    };
    let done = text_field(ui, typed, &options, draw.fields);
    let event = done.entered.then_some(Event::Submit);
    match danger_form_buttons(ui, busy, messages, &messages.get("users-remove")) {
        Some(FormExit::Submit) => Some(Event::Submit),
        Some(FormExit::Back) => Some(Event::Back),
        None => event,
    }
}

pub(crate) fn code_ui(ui: &mut Ui, screen: &UsersScreen, draw: &Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    let Part::Code {
        username,
        code,
        is_first,
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
    let text = RichText::new(code.expose()).monospace();
    ui.add(egui::Label::new(text).wrap().selectable(true));
    ui.add_space(SMALL_GAP);
    if secondary(ui, &messages.get("codes-copy"), true).clicked() {
        let text = code.expose().to_owned();
        ui.output_mut(|output| output.commands.push(OutputCommand::CopyText(text)));
    }
    ui.add_space(SMALL_GAP);
    let is_left = back(ui, Busy::Idle, &messages.get("users-back"));
    is_left.then_some(Event::Back)
}
