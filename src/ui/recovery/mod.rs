//! Draws the forms for a forgotten password and a forgotten username.

pub(crate) mod codes;

use egui::Ui;

use crate::screen::Busy;
use crate::screen::form::field::Field;
use crate::screen::recovery::{Event, Forgotten, Notice, RecoverScreen};

use crate::ui::app::language::form_card;
use crate::ui::draw::Draw;
use crate::ui::theme::{CARD_WIDTH, GAP};
use crate::ui::widgets::button::link;
use crate::ui::widgets::field::code_field;
use crate::ui::widgets::form::Form;
use crate::ui::widgets::notice::{Kind, form_notice, notice_above};
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::submit::{back, cancel, submit};
use crate::ui::widgets::text::{heading, weak};

pub(crate) fn recover_ui(
    ui: &mut Ui,
    screen: &mut RecoverScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let busy = screen.busy(draw.now);
    let [title, intro, button, mail] = match screen.forgotten {
        Forgotten::Password => [
            "recover-password-heading",
            "recover-password-intro",
            "password-button",
            "recover-mail-code",
        ],
        Forgotten::FirstPassword => [
            "recover-first-heading",
            "recover-first-intro",
            "recover-first-button",
            "recover-mail-code",
        ],
        Forgotten::Username => [
            "recover-username-heading",
            "recover-username-intro",
            "recover-username-button",
            "recover-mail-username",
        ],
    };
    form_card(ui, CARD_WIDTH, draw, |ui, draw| {
        heading(ui, &messages.get(title));
        weak(ui, &messages.get(intro));
        ui.add_space(GAP);
        if screen.forgotten == Forgotten::Username {
            let message = messages.message("recover-username-email", &[]);
            notice_above(ui, messages, Kind::Info, &message);
        }
        let event = fields_ui(ui, screen, draw, (busy < Busy::Shown, mail));
        optional(ui, |ui| notice_ui(ui, screen, draw));
        let labels = [button, "code-busy"];
        let event = submit(ui, busy, messages, labels, Event::Submit).or(event);
        let event = cancel(ui, busy, messages, Event::Cancel).or(event);
        back(ui, busy, messages, "register-back", Event::Back).or(event)
    })
}

fn notice_ui(ui: &mut Ui, screen: &RecoverScreen, draw: &Draw<'_>) {
    let messages = draw.messages;
    let (kind, message) = match &screen.notice {
        None => return,
        Some(Notice::Form(message)) => return form_notice(ui, draw, Some(message)),
        Some(Notice::Refused) => (Kind::Error, messages.message("recover-refused", &[])),
        Some(Notice::Mailed) => (Kind::Info, messages.message("recover-mailed", &[])),
    };
    notice_above(ui, messages, kind, &message);
}

fn fields_ui(
    ui: &mut Ui,
    screen: &mut RecoverScreen,
    draw: &mut Draw<'_>,
    (is_enabled, mail): (bool, &str),
) -> Option<Event> {
    let messages = draw.messages;
    let mut form = Form {
        errors: &mut screen.errors,
        focus: screen.focus.take(),
        is_enabled,
    };
    let mut event = None;
    let name = match screen.forgotten {
        Forgotten::Password | Forgotten::FirstPassword => "sign-in-field",
        Forgotten::Username => "field-email",
    };
    let mut is_entered = form
        .text(ui, (Field::Login, name), &mut screen.login, draw)
        .entered;
    if screen.has_mail && link(ui, &messages.get(mail), is_enabled).clicked() {
        event = Some(Event::Mail);
    }
    let label = match screen.forgotten {
        Forgotten::Password => "recover-code",
        Forgotten::FirstPassword => "recover-first-code",
        Forgotten::Username => "code-recovery-field",
    };
    let options = form.options(Field::Code, messages.get(label), messages);
    is_entered |= code_field(ui, &mut screen.code, &options, &mut draw.cache.fields).entered;
    if screen.forgotten.asks_password() {
        let label = (Field::NewPassword, "field-new-password");
        let password = (&mut screen.new, screen.rule.min_length);
        let events = [Event::Edited, Event::Submit, Event::Suggest];
        event = form
            .new_password(ui, label, password, events, draw)
            .or(event);
    }
    is_entered.then_some(Event::Submit).or(event)
}
