//! Draws the registration form.

pub(crate) mod policy;

use std::sync::Arc;

use egui::{Key, Ui};

use crate::domain::customization::StandardField;
use crate::domain::registration::RegistrationPolicy;
use crate::messages::Messages;
use crate::screen::registration::{Event, Field, FieldError, RegisterScreen};
use crate::screen::{BUSY_AFTER, Busy};

use crate::ui::account::new_password::{NewPasswordResponse, new_password_field};
use crate::ui::draw::Draw;
use crate::ui::theme::{CARD_WIDTH, GAP, SMALL_GAP};
use crate::ui::widgets::button::{link, primary, secondary};
use crate::ui::widgets::card::card;
use crate::ui::widgets::custom_fields::custom_fields;
use crate::ui::widgets::field::{FieldOptions, text_field};
use crate::ui::widgets::notice::form_notice;
use crate::ui::widgets::submit::busy;
use crate::ui::widgets::text::{heading, weak};

pub(crate) fn register_ui(
    ui: &mut Ui,
    screen: &mut RegisterScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let waiting = screen.busy(draw.now);
    let is_enabled = waiting < Busy::Shown;
    card(ui, CARD_WIDTH, |ui| {
        heading(ui, &messages.get("register-heading"));
        let intro = match screen.mode {
            RegistrationPolicy::Approval => "register-intro-approval",
            RegistrationPolicy::Open => "register-intro-open",
            RegistrationPolicy::Closed | RegistrationPolicy::Listed => "register-intro",
        };
        weak(ui, &messages.get(intro));
        ui.add_space(GAP);
        form_notice(ui, draw, screen.notice.as_ref());
        let mut event = fields_ui(ui, screen, draw, is_enabled);
        ui.add_space(SMALL_GAP);
        if is_enabled {
            if primary(ui, &messages.get("register-button"), true).clicked() {
                event = Some(Event::Submit);
            }
        } else {
            busy(ui, &messages.get("register-busy"));
        }
        let is_escape = ui.input(|input| input.key_pressed(Key::Escape));
        if waiting == Busy::Cancellable {
            let is_cancelled = secondary(ui, &messages.get("button-cancel"), true).clicked();
            if is_cancelled || is_escape {
                event = Some(Event::Cancel);
            }
        } else if waiting.is_busy() {
            ui.ctx().request_repaint_after(BUSY_AFTER);
        }
        if link(ui, &messages.get("register-back"), is_enabled).clicked()
            || (is_escape && !waiting.is_busy())
        {
            event = Some(Event::Back);
        }
        event
    })
}

/// All fields.
fn fields_ui(
    ui: &mut Ui,
    screen: &mut RegisterScreen,
    draw: &mut Draw<'_>,
    is_enabled: bool,
) -> Option<Event> {
    let messages = draw.messages;
    let focus = screen.focus.take();
    let error_of = |screen: &RegisterScreen, field| {
        screen
            .errors
            .of(field)
            .map(|error| field_error(messages, error))
    };
    let mut is_entered = false;
    let mut text = |ui: &mut Ui, label: &str, value: &mut String, field: Option<Field>, error| {
        let look = FieldOptions {
            label: &messages.get(label),
            error,
            help: None,
            is_enabled,
            wants_focus: field.is_some() && focus == field,
        };
        is_entered |= text_field(ui, value, &look, draw.fields).entered;
    };
    let errors = [
        Field::Email,
        Field::FirstName,
        Field::Username,
        Field::Password,
    ]
    .map(|field| error_of(screen, field));
    let [email, first_name, username, password] = errors;
    let (draft, rules) = (&mut screen.draft, Arc::clone(&screen.rules));
    let field = Some(Field::Email);
    text(ui, "field-email", &mut draft.email, field, email);
    if rules.asks(StandardField::FirstName) {
        let field = Some(Field::FirstName);
        let name = &mut draft.first_name;
        text(ui, "field-first-name", name, field, first_name);
    }
    if rules.asks(StandardField::LastName) {
        text(ui, "field-last-name", &mut draft.last_name, None, None);
    }
    if rules.asks(StandardField::Username) {
        let field = Some(Field::Username);
        text(ui, "field-username", &mut draft.username, field, username);
    }
    let errors = &screen.errors;
    let state = |key| match errors.of(Field::Own(key)) {
        Some(FieldError::Own(error)) => (Some(error), focus == Some(Field::Own(key))),
        _ => (None, focus == Some(Field::Own(key))),
    };
    is_entered |= custom_fields(ui, (&rules, &mut draft.fields), is_enabled, state, draw);
    let rule = [("min", screen.rule.min_length.into())];
    let look = FieldOptions {
        label: &messages.get("field-password"),
        error: password,
        help: Some(&messages.with("password-rule", &rule)),
        is_enabled,
        wants_focus: focus == Some(Field::Password),
    };
    match new_password_field(ui, &mut screen.password, &look, draw) {
        NewPasswordResponse::Suggest => Some(Event::Suggest),
        NewPasswordResponse::Entered => Some(Event::Submit),
        _ if is_entered => Some(Event::Submit),
        NewPasswordResponse::Edited => Some(Event::PasswordEdited),
        NewPasswordResponse::Nothing => None,
    }
}

fn field_error(messages: &Messages, error: FieldError) -> String {
    match error {
        FieldError::Email(error) => messages.email_error(error),
        FieldError::EmailNotAccepted => messages.get("register-not-accepted").into_owned(),
        FieldError::NameMissing => messages.get("error-name-missing").into_owned(),
        FieldError::Username(error) => messages.username_error(error),
        FieldError::UsernameTaken => messages.get("register-username-taken").into_owned(),
        FieldError::Own(error) => messages.custom_field_error(error),
        FieldError::Password(error) => messages.password_error(error),
    }
}
