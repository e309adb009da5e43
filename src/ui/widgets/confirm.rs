//! Asks for the password over the open screen, before a sensitive action (R47).

use egui::Ui;

use crate::screen::Busy;
use crate::screen::admin_action::{Event, Reauthentication};

use crate::ui::draw::Draw;
use crate::ui::theme::GAP;
use crate::ui::widgets::dialog::dialog;
use crate::ui::widgets::field::FieldOptions;
use crate::ui::widgets::form::field_error;
use crate::ui::widgets::notice::form_notice;
use crate::ui::widgets::password_field::password_field;
use crate::ui::widgets::submit::{back, submit};
use crate::ui::widgets::text::{heading, weak};

pub(crate) fn confirm_ui(
    ui: &Ui,
    asking: &mut Reauthentication,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let label = draw.messages.get("confirm-heading");
    let form = |ui: &mut Ui| form_ui(ui, asking, draw);
    let (event, is_closed) = dialog(ui.ctx(), "the password is asked for", &label, form);
    event.or(is_closed.then_some(Event::Cancel))
}

fn form_ui(ui: &mut Ui, asking: &mut Reauthentication, draw: &mut Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    let busy = asking.busy(draw.now);
    heading(ui, &messages.get("confirm-heading"));
    weak(ui, &messages.get("account-confirm-intro"));
    ui.add_space(GAP);
    form_notice(ui, draw, asking.notice.as_ref());
    let options = FieldOptions {
        error: asking.error.map(|error| field_error(messages, error)),
        is_enabled: busy < Busy::Shown,
        wants_focus: std::mem::take(&mut asking.wants_focus),
        ..FieldOptions::new(messages.get("field-password"))
    };
    let field = password_field(
        ui,
        &mut asking.password,
        &options,
        messages,
        &mut draw.cache.fields,
    );
    let event = field.entered.then_some(Event::Submit);
    let labels = ["account-confirm-button", "code-busy"];
    let event = submit(ui, busy, messages, labels, Event::Submit).or(event);
    back(ui, busy, messages, "account-cancel", Event::Cancel).or(event)
}
