//! Draws the forms for a forgotten password and a forgotten username.

pub(crate) mod codes;

use egui::Ui;

use crate::messages::Messages;
use crate::screen::Busy;
use crate::screen::recovery::{Event, Field, FieldError, Forgotten, Notice, RecoverScreen};

use crate::ui::account::new_password::{NewPasswordResponse, new_password_field};
use crate::ui::draw::Draw;
use crate::ui::theme::{CARD_WIDTH, GAP};
use crate::ui::widgets::button::link;
use crate::ui::widgets::card::card;
use crate::ui::widgets::field::{FieldOptions, code_field, text_field};
use crate::ui::widgets::notice::{Kind, form_notice, notice};
use crate::ui::widgets::panel::apart;
use crate::ui::widgets::submit::{back, submit};
use crate::ui::widgets::text::{heading, weak};

pub(crate) fn recover_ui(
    ui: &mut Ui,
    screen: &mut RecoverScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let waiting = screen.busy(draw.now);
    let [title, intro, button, mail] = match screen.forgotten {
        Forgotten::Password => [
            "recover-password-heading",
            "recover-password-intro",
            "recover-password-button",
            "recover-mail-code",
        ],
        Forgotten::Username => [
            "recover-username-heading",
            "recover-username-intro",
            "recover-username-button",
            "recover-mail-username",
        ],
    };
    card(ui, CARD_WIDTH, |ui| {
        heading(ui, &messages.get(title));
        weak(ui, &messages.get(intro));
        ui.add_space(GAP);
        apart(ui, |ui| notice_ui(ui, screen, draw));
        let mut event = fields_ui(ui, screen, draw, (waiting < Busy::Shown, mail));
        if submit(
            ui,
            waiting,
            &messages.get(button),
            &messages.get("code-busy"),
        ) {
            event = Some(Event::Submit);
        }
        if back(ui, waiting, &messages.get("register-back")) {
            event = Some(Event::Back);
        }
        event
    })
}

fn notice_ui(ui: &mut Ui, screen: &RecoverScreen, draw: &Draw<'_>) {
    let messages = draw.messages;
    let (kind, said) = match &screen.notice {
        None => return,
        Some(Notice::Form(said)) => return form_notice(ui, draw, Some(said)),
        Some(Notice::Refused) => (Kind::Error, messages.message("recover-refused", &[])),
        Some(Notice::Mailed) => (Kind::Info, messages.message("recover-mailed", &[])),
    };
    notice(ui, messages, kind, &said);
    ui.add_space(GAP);
}

fn fields_ui(
    ui: &mut Ui,
    screen: &mut RecoverScreen,
    draw: &mut Draw<'_>,
    (is_enabled, mail): (bool, &str),
) -> Option<Event> {
    let messages = draw.messages;
    let focus = screen.focus.take();
    let error = |field| {
        let error = screen.errors.of(field);
        error.map(|error| field_error(messages, error))
    };
    let [login_error, code_error, new_error] = [Field::Login, Field::Code, Field::New].map(error);
    let mut event = None;
    let name = match screen.forgotten {
        Forgotten::Password => "login-field",
        Forgotten::Username => "field-email",
    };
    let look = FieldOptions {
        label: &messages.get(name),
        error: login_error,
        help: None,
        is_enabled,
        wants_focus: focus == Some(Field::Login),
    };
    let mut is_entered = text_field(ui, &mut screen.login, &look, draw.fields).entered;
    if screen.has_mail && link(ui, &messages.get(mail), is_enabled).clicked() {
        event = Some(Event::Mail);
    }
    let name = match screen.forgotten {
        Forgotten::Password => "recover-code",
        Forgotten::Username => "code-recovery-field",
    };
    let look = FieldOptions {
        label: &messages.get(name),
        error: code_error,
        wants_focus: focus == Some(Field::Code),
        ..look
    };
    is_entered |= code_field(ui, &mut screen.code, &look, draw.fields).entered;
    if screen.forgotten == Forgotten::Password {
        let rule = [("min", screen.rule.min_length.into())];
        let look = FieldOptions {
            label: &messages.get("field-new-password"),
            error: new_error,
            help: Some(&messages.with("password-rule", &rule)),
            is_enabled,
            wants_focus: focus == Some(Field::New),
        };
        match new_password_field(ui, &mut screen.new, &look, draw) {
            NewPasswordResponse::Nothing => {}
            NewPasswordResponse::Edited => event = Some(Event::Edited),
            NewPasswordResponse::Entered => is_entered = true,
            NewPasswordResponse::Suggest => event = Some(Event::Suggest),
        }
    }
    if is_entered {
        Some(Event::Submit)
    } else {
        event
    }
}

fn field_error(messages: &Messages, error: FieldError) -> String {
    match error {
        FieldError::NameMissing => messages.get("login-missing-name").into_owned(),
        FieldError::Email(error) => messages.email_error(error),
        FieldError::Code(error) => messages.code_error(error),
        FieldError::Password(error) => messages.password_error(error),
    }
}
