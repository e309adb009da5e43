//! Draws the set-up form.

pub(crate) mod broken;
pub(crate) mod start;

use std::sync::Arc;

use egui::Ui;

use crate::domain::customization::StandardField;
use crate::messages::Messages;
use crate::screen::Busy;
use crate::screen::set_up::{Event, Field, FieldError, SetUpScreen};

use crate::ui::account::new_password::{NewPasswordResponse, new_password_field};
use crate::ui::app::language::head_ui;
use crate::ui::draw::Draw;
use crate::ui::slots::slot;
use crate::ui::theme::{CARD_WIDTH, GAP};
use crate::ui::widgets::card::card;
use crate::ui::widgets::custom_fields::custom_fields;
use crate::ui::widgets::field::{FieldOptions, text_field};
use crate::ui::widgets::illustration::mark_ui;
use crate::ui::widgets::notice::form_notice;
use crate::ui::widgets::submit::submit;
use crate::ui::widgets::text::weak;

pub(crate) fn set_up_ui(
    ui: &mut Ui,
    screen: &mut SetUpScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let waiting = screen.busy(draw.now);
    let is_enabled = waiting < Busy::Shown;
    card(ui, CARD_WIDTH, |ui| {
        let app = draw.app();
        let title = messages.with("set-up-heading", &[("app", app.into())]);
        head_ui(ui, &title, draw, |ui, draw| {
            if !slot(ui, &mut draw.slots.logo) {
                mark_ui(ui);
            }
        });
        weak(ui, &messages.get("set-up-intro"));
        ui.add_space(GAP);
        form_notice(ui, draw, screen.notice.as_ref());
        let mut event = fields_ui(ui, screen, draw, is_enabled);
        let (label, busy) = (messages.get("set-up-button"), messages.get("set-up-busy"));
        if submit(ui, waiting, &label, &busy) {
            event = Some(Event::Submit);
        }
        event
    })
}

fn fields_ui(
    ui: &mut Ui,
    screen: &mut SetUpScreen,
    draw: &mut Draw<'_>,
    is_enabled: bool,
) -> Option<Event> {
    let messages = draw.messages;
    let focus = screen.focus.take();
    let mut event = None;
    let look = |field: Field, screen: &SetUpScreen| FieldOptions {
        label: "",
        error: screen.errors.of(field).map(|e| field_error(messages, e)),
        help: None,
        is_enabled,
        wants_focus: focus == Some(field),
    };
    let rules = Arc::clone(&screen.rules);
    let mut is_entered = false;
    if rules.asks(StandardField::FirstName) {
        let look = FieldOptions {
            label: &messages.get("field-full-name"),
            ..look(Field::FullName, screen)
        };
        let done = text_field(ui, &mut screen.full_name, &look, draw.fields);
        is_entered |= done.entered;
        event = done.changed.then_some(Event::NameEdited).or(event);
    }
    if rules.asks(StandardField::Username) {
        let look = FieldOptions {
            label: &messages.get("field-username"),
            ..look(Field::Username, screen)
        };
        let done = text_field(ui, &mut screen.username, &look, draw.fields);
        is_entered |= done.entered;
        event = done.changed.then_some(Event::UsernameEdited).or(event);
    }
    let email_look = FieldOptions {
        label: &messages.get("field-email"),
        ..look(Field::Email, screen)
    };
    is_entered |= text_field(ui, &mut screen.email, &email_look, draw.fields).entered;
    let errors = &screen.errors;
    let state = |key| match errors.of(Field::Own(key)) {
        Some(FieldError::Own(error)) => (Some(error), focus == Some(Field::Own(key))),
        _ => (None, focus == Some(Field::Own(key))),
    };
    is_entered |= custom_fields(ui, (&rules, &mut screen.fields), is_enabled, state, draw);
    let rule = [("min", screen.rule().min_length.into())];
    let password_look = FieldOptions {
        label: &messages.get("field-password"),
        help: Some(&messages.with("password-rule", &rule)),
        ..look(Field::Password, screen)
    };
    let password = new_password_field(ui, &mut screen.password, &password_look, draw);
    match password {
        NewPasswordResponse::Suggest => event = Some(Event::Suggest),
        NewPasswordResponse::Edited => event = Some(Event::PasswordEdited),
        NewPasswordResponse::Entered => event = Some(Event::Submit),
        NewPasswordResponse::Nothing => {}
    }
    if is_entered {
        event = Some(Event::Submit);
    }
    event
}

fn field_error(messages: &Messages, error: FieldError) -> String {
    match error {
        FieldError::NameMissing => messages.get("error-name-missing").into_owned(),
        FieldError::Username(error) => messages.username_error(error),
        FieldError::Email(error) => messages.email_error(error),
        FieldError::Own(error) => messages.custom_field_error(error),
        FieldError::Password(error) => messages.password_error(error),
    }
}
