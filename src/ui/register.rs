//! Draws the registration form.

use egui::{Key, Ui};

use crate::screen::register::{Event, Field, FieldError, RegisterScreen};
use crate::screen::{BUSY_AFTER, Busy};
use crate::words::Words;

use super::Draw;
use super::button::{link, primary, secondary};
use super::card::{busy, card, heading, weak};
use super::field::{FieldLook, text_field};
use super::new_password::{NewPasswordDone, new_password_field};
use super::notice::form_notice;
use super::theme::{CARD_WIDTH, GAP, SMALL_GAP};

pub(super) fn register_ui(
    ui: &mut Ui,
    screen: &mut RegisterScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let words = draw.words;
    let waiting = screen.busy(draw.now);
    let is_enabled = waiting < Busy::Shown;
    card(ui, CARD_WIDTH, |ui| {
        heading(ui, &words.get("register-heading"));
        weak(ui, &words.get("register-intro"));
        ui.add_space(GAP);
        form_notice(ui, draw, screen.notice.as_ref());
        let mut event = fields_ui(ui, screen, draw, is_enabled);
        ui.add_space(SMALL_GAP);
        if is_enabled {
            if primary(ui, &words.get("register-button"), true).clicked() {
                event = Some(Event::Submit);
            }
        } else {
            busy(ui, &words.get("register-busy"));
        }
        let is_escape = ui.input(|input| input.key_pressed(Key::Escape));
        if waiting == Busy::Cancellable {
            let is_cancelled = secondary(ui, &words.get("button-cancel"), true).clicked();
            if is_cancelled || is_escape {
                event = Some(Event::Cancel);
            }
        } else if waiting.is_busy() {
            ui.ctx().request_repaint_after(BUSY_AFTER);
        }
        if link(ui, &words.get("register-back"), is_enabled).clicked()
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
    let words = draw.words;
    let focus = screen.focus.take();
    let error_of = |screen: &RegisterScreen, field| {
        screen
            .errors
            .of(field)
            .map(|error| field_error(words, error))
    };
    let mut is_entered = false;
    let mut text = |ui: &mut Ui, label: &str, value: &mut String, field: Option<Field>, error| {
        let look = FieldLook {
            label: &words.get(label),
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
    let draft = &mut screen.draft;
    text(
        ui,
        "field-email",
        &mut draft.email,
        Some(Field::Email),
        email,
    );
    text(
        ui,
        "field-first-name",
        &mut draft.first_name,
        Some(Field::FirstName),
        first_name,
    );
    text(ui, "field-last-name", &mut draft.last_name, None, None);
    text(
        ui,
        "field-username",
        &mut draft.username,
        Some(Field::Username),
        username,
    );
    let rule = [("min", screen.rule.min_length.into())];
    let look = FieldLook {
        label: &words.get("field-password"),
        error: password,
        help: Some(&words.with("password-rule", &rule)),
        is_enabled,
        wants_focus: focus == Some(Field::Password),
    };
    match new_password_field(ui, &mut screen.password, &look, draw) {
        NewPasswordDone::Suggest => Some(Event::Suggest),
        NewPasswordDone::Entered => Some(Event::Submit),
        _ if is_entered => Some(Event::Submit),
        NewPasswordDone::Edited => Some(Event::PasswordEdited),
        NewPasswordDone::Nothing => None,
    }
}

fn field_error(words: &Words, error: FieldError) -> String {
    match error {
        FieldError::Email(error) => words.email_error(error),
        FieldError::EmailNotAccepted => words.get("register-not-accepted").into_owned(),
        FieldError::NameMissing => words.get("error-name-missing").into_owned(),
        FieldError::Username(error) => words.username_error(error),
        FieldError::UsernameTaken => words.get("register-username-taken").into_owned(),
        FieldError::Password(error) => words.password_error(error),
    }
}
