//! The form to add or change somebody, and the one for addresses that may register.

use std::sync::Arc;

use egui::{RichText, Ui};

use crate::domain::customization::StandardField;
use crate::messages::Messages;
use crate::screen::Busy;
use crate::screen::users::{Event, Field, FieldError, Part, UserForm, UsersScreen};

use crate::ui::draw::Draw;
use crate::ui::theme::{GAP, SMALL_GAP};
use crate::ui::widgets::checkbox::tick;
use crate::ui::widgets::custom_fields::custom_fields;
use crate::ui::widgets::field::{FieldOptions, lines_field, text_field};
use crate::ui::widgets::submit::{End, end};
use crate::ui::widgets::text::{heading, weak};

pub(crate) fn form_ui(
    ui: &mut Ui,
    screen: &mut UsersScreen,
    waiting: Busy,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let known = screen.people.as_ref().map(|people| people.roles.clone());
    let Part::Form(form) = &mut screen.part else {
        return None;
    };
    let (title, button) = if form.is_new() {
        ("users-add-heading", "users-add-button")
    } else {
        ("users-edit-heading", "details-button")
    };
    let name = [("name", form.username.as_str().into())];
    heading(ui, &messages.with(title, &name));
    if form.is_new() {
        weak(ui, &messages.get("users-add-intro"));
    }
    ui.add_space(GAP);
    let is_enabled = waiting < Busy::Shown;
    let event = fields_ui(ui, form, is_enabled, draw);
    roles_ui(ui, form, &known.unwrap_or_default(), is_enabled, draw);
    match end(ui, waiting, messages, &messages.get(button)) {
        Some(End::Submit) => Some(Event::Submit),
        Some(End::Back) => Some(Event::Back),
        None => event,
    }
}

fn fields_ui(
    ui: &mut Ui,
    form: &mut UserForm,
    is_enabled: bool,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let focus = form.focus.take();
    let is_new = form.is_new();
    let errors = &form.errors;
    let mut is_entered = false;
    let rules = Arc::clone(&form.rules);
    let asks = |field| rules.asks(field);
    for (name, text, field, is_asked) in [
        (
            "field-first-name",
            &mut form.first_name,
            Field::FirstName,
            asks(StandardField::FirstName),
        ),
        (
            "field-last-name",
            &mut form.last_name,
            Field::LastName,
            asks(StandardField::LastName),
        ),
        (
            "field-username",
            &mut form.username,
            Field::Username,
            !is_new || asks(StandardField::Username),
        ),
        ("field-email", &mut form.email, Field::Email, true),
    ] {
        if !is_asked {
            continue;
        }
        let look = FieldOptions {
            label: &messages.get(name),
            error: errors.of(field).map(|error| field_error(messages, error)),
            help: None,
            is_enabled: is_enabled && (is_new || field != Field::Username),
            wants_focus: focus == Some(field),
        };
        is_entered |= text_field(ui, text, &look, draw.fields).entered;
    }
    let state = |key| match errors.of(Field::Own(key)) {
        Some(FieldError::Own(error)) => (Some(error), focus == Some(Field::Own(key))),
        _ => (None, focus == Some(Field::Own(key))),
    };
    is_entered |= custom_fields(ui, (&rules, &mut form.fields), is_enabled, state, draw);
    is_entered.then_some(Event::Submit)
}

fn roles_ui(
    ui: &mut Ui,
    form: &mut UserForm,
    known: &[String],
    is_enabled: bool,
    draw: &mut Draw<'_>,
) {
    let messages = draw.messages;
    ui.label(RichText::new(messages.get("cli-user-roles").as_ref()).strong());
    for role in known {
        let mut is_ticked = form.roles.contains(role);
        if tick(ui, &mut is_ticked, role, is_enabled).changed() {
            if is_ticked {
                form.roles.push(role.clone());
            } else {
                form.roles.retain(|has| has != role);
            }
        }
    }
    ui.add_space(SMALL_GAP);
    let look = FieldOptions {
        label: &messages.get("users-new-role"),
        error: None,
        help: None,
        is_enabled,
        wants_focus: false,
    };
    text_field(ui, &mut form.new_role, &look, draw.fields);
}

fn field_error(messages: &Messages, error: FieldError) -> String {
    match error {
        FieldError::NameMissing => messages.get("error-name-missing").into_owned(),
        FieldError::Username(error) => messages.username_error(error),
        FieldError::UsernameTaken => messages.get("register-username-taken").into_owned(),
        FieldError::Email(error) => messages.email_error(error),
        FieldError::Own(error) => messages.custom_field_error(error),
        FieldError::EmailTaken => messages.get("users-email-taken").into_owned(),
    }
}

pub(crate) fn invite_ui(
    ui: &mut Ui,
    screen: &mut UsersScreen,
    waiting: Busy,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let Part::Invite { typed, wants_focus } = &mut screen.part else {
        return None;
    };
    heading(ui, &messages.get("users-invite-heading"));
    weak(ui, &messages.get("users-invite-intro"));
    ui.add_space(GAP);
    let look = FieldOptions {
        label: &messages.get("users-invite-field"),
        error: None,
        help: Some(&messages.get("users-invite-help")),
        is_enabled: waiting < Busy::Shown,
        wants_focus: std::mem::take(wants_focus),
    };
    lines_field(ui, typed, 4, &look, draw.fields);
    match end(ui, waiting, messages, &messages.get("users-invite-button")) {
        Some(End::Submit) => Some(Event::Submit),
        Some(End::Back) => Some(Event::Back),
        None => None,
    }
}
