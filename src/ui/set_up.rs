//! Draws the set-up form.

use egui::Ui;

use crate::screen::Busy;
use crate::screen::set_up::{Event, Field, FieldError, SetUpScreen};
use crate::words::Words;

use super::Draw;
use super::card::{card, heading, submit, weak};
use super::field::{FieldLook, text_field};
use super::new_password::{NewPasswordDone, new_password_field};
use super::notice::form_notice;
use super::theme::{CARD_WIDTH, GAP};

pub(super) fn set_up_ui(
    ui: &mut Ui,
    screen: &mut SetUpScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let words = draw.words;
    let waiting = screen.busy(draw.now);
    let is_enabled = waiting < Busy::Shown;
    card(ui, CARD_WIDTH, |ui| {
        super::logo_ui(ui);
        let app = words.get("app-title");
        heading(ui, &words.with("set-up-heading", &[("app", app.into())]));
        weak(ui, &words.get("set-up-intro"));
        ui.add_space(GAP);
        form_notice(ui, draw, screen.notice.as_ref());
        let mut event = fields_ui(ui, screen, draw, is_enabled);
        let (label, busy) = (words.get("set-up-button"), words.get("set-up-busy"));
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
    let words = draw.words;
    let focus = screen.focus.take();
    let mut event = None;
    let look = |field: Field, screen: &SetUpScreen| FieldLook {
        label: "",
        error: screen.errors.of(field).map(|e| field_error(words, e)),
        help: None,
        is_enabled,
        wants_focus: focus == Some(field),
    };
    let name_look = FieldLook {
        label: &words.get("field-full-name"),
        ..look(Field::FullName, screen)
    };
    let name = text_field(ui, &mut screen.full_name, &name_look, draw.fields);
    let username_look = FieldLook {
        label: &words.get("field-username"),
        ..look(Field::Username, screen)
    };
    let username = text_field(ui, &mut screen.username, &username_look, draw.fields);
    let email_look = FieldLook {
        label: &words.get("field-email"),
        ..look(Field::Email, screen)
    };
    let email = text_field(ui, &mut screen.email, &email_look, draw.fields);
    let rule = [("min", screen.rule().min_length.into())];
    let password_look = FieldLook {
        label: &words.get("field-password"),
        help: Some(&words.with("password-rule", &rule)),
        ..look(Field::Password, screen)
    };
    let password = new_password_field(ui, &mut screen.password, &password_look, draw);
    if name.changed {
        event = Some(Event::NameEdited);
    }
    if username.changed {
        event = Some(Event::UsernameEdited);
    }
    match password {
        NewPasswordDone::Suggest => event = Some(Event::Suggest),
        NewPasswordDone::Edited => event = Some(Event::PasswordEdited),
        NewPasswordDone::Entered => event = Some(Event::Submit),
        NewPasswordDone::Nothing => {}
    }
    if name.entered || username.entered || email.entered {
        event = Some(Event::Submit);
    }
    event
}

fn field_error(words: &Words, error: FieldError) -> String {
    match error {
        FieldError::NameMissing => words.get("error-name-missing").into_owned(),
        FieldError::Username(error) => words.username_error(error),
        FieldError::Email(error) => words.email_error(error),
        FieldError::Password(error) => words.password_error(error),
    }
}
