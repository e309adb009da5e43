//! The form to add or edit a user, and the one for e-mail addresses that may register.

use egui::Ui;

use crate::messages::Messages;
use crate::screen::Busy;
use crate::screen::form::field::Field;
use crate::screen::users::{Event, Part, RenameForm, UserEditor, UsersScreen};

use crate::ui::draw::Draw;
use crate::ui::theme::{GAP, SMALL_GAP};
use crate::ui::widgets::badge_scans::badge_scans_ui;
use crate::ui::widgets::button::primary;
use crate::ui::widgets::checkbox::checkbox;
use crate::ui::widgets::field::{FieldOptions, lines_field, text_field};
use crate::ui::widgets::form::{Form, field_error};
use crate::ui::widgets::submit::{back, form_buttons};
use crate::ui::widgets::text::{heading, label, weak};

pub(crate) fn form_ui(
    ui: &mut Ui,
    screen: &mut UsersScreen,
    busy: Busy,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let known = screen.users.as_ref().map(|users| users.roles.clone());
    let Part::Form(form) = &mut screen.part else {
        return None;
    };
    let (title, button) = if form.is_new() {
        ("users-add-heading", "users-add-button")
    } else {
        ("users-edit-heading", "details-button")
    };
    let name = [("name", form.user.input.username.as_str().into())];
    heading(ui, &messages.with(title, &name));
    if form.is_new() {
        weak(ui, &messages.get("users-add-intro"));
    }
    ui.add_space(GAP);
    let is_enabled = busy < Busy::Shown;
    let focus = form.focus;
    let event = fields_ui(ui, form, is_enabled, draw);
    roles_ui(ui, form, &known.unwrap_or_default(), is_enabled, draw);
    let times = times_ui(ui, form, (is_enabled, focus), draw);
    let event = event.or(times);
    let events = [Event::Submit, Event::Back];
    form_buttons(ui, busy, messages, (primary, button), events).or(event)
}

fn fields_ui(
    ui: &mut Ui,
    form: &mut UserEditor,
    is_enabled: bool,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let mut fields = Form {
        errors: &mut form.errors,
        focus: form.focus.take(),
        is_enabled,
    };
    let response = fields.user(ui, &mut form.user, draw);
    response.entered.then_some(Event::Submit)
}

fn roles_ui(
    ui: &mut Ui,
    form: &mut UserEditor,
    known: &[String],
    is_enabled: bool,
    draw: &mut Draw<'_>,
) {
    let messages = draw.messages;
    label(ui, &messages.get("cli-user-roles"));
    for role in known {
        let mut is_checked = form.roles.contains(role);
        if checkbox(ui, &mut is_checked, role, is_enabled).changed() {
            if is_checked {
                form.roles.push(role.clone());
            } else {
                form.roles.retain(|has| has != role);
            }
        }
    }
    ui.add_space(SMALL_GAP);
    let mut fields = Form {
        errors: &mut form.errors,
        focus: None,
        is_enabled,
    };
    fields.text(
        ui,
        (Field::Role, "users-new-role"),
        &mut form.new_role,
        draw,
    );
}

/// Draws when the user may sign in.
fn times_ui(
    ui: &mut Ui,
    form: &mut UserEditor,
    (is_enabled, focus): (bool, Option<Field>),
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let [from, until, hours] = form.times.as_mut()?;
    ui.add_space(SMALL_GAP);
    let mut fields = Form {
        errors: &mut form.errors,
        focus,
        is_enabled,
    };
    let mut is_entered = false;
    for (field, label, help, text) in [
        (
            Field::ValidFrom,
            "field-valid-from",
            "users-date-help",
            from,
        ),
        (
            Field::ValidUntil,
            "field-valid-until",
            "users-date-help",
            until,
        ),
        (Field::Hours, "field-hours", "users-hours-help", hours),
    ] {
        let options = FieldOptions {
            help: Some(messages.get(help)),
            ..fields.options(field, messages.get(label), messages)
        };
        let drawn = text_field(ui, text, &options, &mut draw.cache.fields);
        fields.note(field, drawn.changed);
        is_entered |= drawn.entered;
    }
    is_entered.then_some(Event::Submit)
}

/// Draws the form for another username, which says first what it means.
pub(crate) fn rename_ui(
    ui: &mut Ui,
    screen: &mut UsersScreen,
    busy: Busy,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let Part::Rename(RenameForm {
        username,
        typed,
        error,
        wants_focus,
    }) = &mut screen.part
    else {
        return None;
    };
    let name = [("name", username.as_str().into())];
    heading(ui, &messages.with("users-rename-heading", &name));
    weak(ui, &messages.get("users-rename-intro"));
    ui.add_space(GAP);
    let options = FieldOptions {
        error: error.map(|error| field_error(messages, error)),
        is_enabled: busy < Busy::Shown,
        wants_focus: std::mem::take(wants_focus),
        ..FieldOptions::new(messages.get("users-rename-field"))
    };
    let field = text_field(ui, typed, &options, &mut draw.cache.fields);
    if field.changed {
        *error = None;
    }
    let event = field.entered.then_some(Event::Submit);
    let events = [Event::Submit, Event::Back];
    form_buttons(ui, busy, messages, (primary, "users-rename"), events).or(event)
}

/// Draws the form for a badge, which is scanned.
pub(crate) fn badge_ui(
    ui: &mut Ui,
    screen: &UsersScreen,
    busy: Busy,
    messages: &Messages,
) -> Option<Event> {
    let Part::Badge { username, scans } = &screen.part else {
        return None;
    };
    let name = [("name", username.as_str().into())];
    heading(ui, &messages.with("users-badge-heading", &name));
    weak(ui, &messages.with("users-badge-intro", &name));
    ui.add_space(GAP);
    badge_scans_ui(ui, scans, messages);
    if scans.wants_scan() {
        return back(ui, busy, messages, "button-cancel", Event::Back);
    }
    let events = [Event::Submit, Event::Back];
    form_buttons(ui, busy, messages, (primary, "badge-set-button"), events)
}

pub(crate) fn invite_ui(
    ui: &mut Ui,
    screen: &mut UsersScreen,
    busy: Busy,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let Part::Invite { typed, wants_focus } = &mut screen.part else {
        return None;
    };
    heading(ui, &messages.get("users-invite-heading"));
    weak(ui, &messages.get("users-invite-intro"));
    ui.add_space(GAP);
    let options = FieldOptions {
        help: Some(messages.get("users-invite-help")),
        is_enabled: busy < Busy::Shown,
        wants_focus: std::mem::take(wants_focus),
        ..FieldOptions::new(messages.get("users-invite-field"))
    };
    lines_field(ui, typed, 4, &options, &mut draw.cache.fields);
    let events = [Event::Submit, Event::Back];
    form_buttons(ui, busy, messages, (primary, "users-invite-button"), events)
}
