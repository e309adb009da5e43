//! Draws the registration form.

pub(crate) mod policy;

use std::sync::Arc;

use egui::Ui;

use crate::domain::customization::StandardField;
use crate::domain::registration::RegistrationPolicy;
use crate::messages::Messages;
use crate::screen::Busy;
use crate::screen::registration::{Event, Field, FieldError, RegisterScreen};

use crate::ui::draw::Draw;
use crate::ui::theme::{CARD_WIDTH, GAP};
use crate::ui::widgets::card::card;
use crate::ui::widgets::form::Form;
use crate::ui::widgets::new_password_field::NewPasswordResponse;
use crate::ui::widgets::notice::form_notice;
use crate::ui::widgets::submit::{back, cancel, submit};
use crate::ui::widgets::text::{heading, weak};

pub(crate) fn register_ui(
    ui: &mut Ui,
    screen: &mut RegisterScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let busy = screen.busy(draw.now);
    let is_enabled = busy < Busy::Shown;
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
        let labels = [
            messages.get("register-button"),
            messages.get("register-busy"),
        ];
        if submit(ui, busy, &labels[0], &labels[1]) {
            event = Some(Event::Submit);
        }
        if cancel(ui, busy, messages) {
            event = Some(Event::Cancel);
        }
        if back(ui, busy, &messages.get("register-back")) {
            event = Some(Event::Back);
        }
        event
    })
}

fn fields_ui(
    ui: &mut Ui,
    screen: &mut RegisterScreen,
    draw: &mut Draw<'_>,
    is_enabled: bool,
) -> Option<Event> {
    let form = Form {
        errors: &screen.errors,
        focus: screen.focus.take(),
        is_enabled,
        error_text: field_error,
    };
    let (draft, rules) = (&mut screen.draft, Arc::clone(&screen.rules));
    let asks = |field| rules.asks(field);
    let mut is_entered = form.texts(
        ui,
        [
            (Field::Email, "field-email", &mut draft.email, true),
            (
                Field::FirstName,
                "field-first-name",
                &mut draft.first_name,
                asks(StandardField::FirstName),
            ),
            (
                Field::LastName,
                "field-last-name",
                &mut draft.last_name,
                asks(StandardField::LastName),
            ),
            (
                Field::Username,
                "field-username",
                &mut draft.username,
                asks(StandardField::Username),
            ),
        ],
        draw,
    );
    is_entered |= form.custom_fields(ui, (&rules, &mut draft.fields), Field::Own, draw);
    let label = (Field::Password, "field-password");
    let password = (&mut screen.password, screen.rule.min_length);
    match form.new_password(ui, label, password, draw) {
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
