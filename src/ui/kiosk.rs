//! The form for leaving a kiosk. It is drawn in place of the open screen, which gets nothing that is typed.

use egui::{CentralPanel, Context, Frame, Ui};

use crate::messages::Messages;
use crate::screen::Busy;
use crate::screen::approval::ApprovalField;
use crate::screen::kiosk::{Event, KioskForm};

use crate::ui::approval::notice_ui;
use crate::ui::draw::Draw;
use crate::ui::theme::{CARD_WIDTH, GAP, SMALL_GAP, palette};
use crate::ui::widgets::backdrop::{Door, backdrop_ui};
use crate::ui::widgets::decision::ending_ui;
use crate::ui::widgets::dialog::firm_dialog;
use crate::ui::widgets::form::Form;
use crate::ui::widgets::notice::{Kind, floating, notice};
use crate::ui::widgets::reauthentication::code_field;
use crate::ui::widgets::text::{dialog_heading, small};

/// Draws the notice that a link does not open.
pub(crate) fn link_ui(ctx: &Context, messages: &Messages) {
    floating(ctx, "link in a kiosk", |ui| {
        notice(
            ui,
            messages,
            Kind::Warning,
            &messages.message("kiosk-link", &[]),
        );
    });
}

/// Draws the form in a window of its own.
pub(crate) fn kiosk_ui(ui: &mut Ui, form: &mut KioskForm, draw: &mut Draw<'_>) -> Option<Event> {
    let canvas = palette(ui.visuals()).canvas;
    let panel = CentralPanel::default().frame(Frame::new().fill(canvas));
    panel.show(ui, |ui| backdrop_ui(ui, Door::Shut));
    let label = draw.messages.get("kiosk-heading");
    let size = (&*label, CARD_WIDTH);
    let (event, is_closed) = firm_dialog(ui.ctx(), "leaving a kiosk", size, |ui| {
        dialog_heading(ui, &label);
        small(ui, &draw.messages.get("kiosk-help"));
        ui.add_space(SMALL_GAP);
        form_ui(ui, form, draw)
    });
    event.or(is_closed.then_some(Event::Cancel))
}

fn form_ui(ui: &mut Ui, form: &mut KioskForm, draw: &mut Draw<'_>) -> Option<Event> {
    let busy = form.busy(draw.now);
    let is_entered = fields_ui(ui, form, busy < Busy::Shown, draw);
    notice_ui(ui, form.notice.as_ref(), draw);
    let label = draw.messages.get("kiosk-button");
    let events = [Event::Cancel, Event::Submit];
    let event = ending_ui(ui, busy, &label, events, draw.messages);
    is_entered.then_some(Event::Submit).or(event)
}

/// Draws the fields. Returns `true` if Enter was pressed in one, or the last digit of the code was typed.
fn fields_ui(ui: &mut Ui, form: &mut KioskForm, is_enabled: bool, draw: &mut Draw<'_>) -> bool {
    let focus = form.focus.take();
    let mut fields = Form {
        errors: &mut form.errors,
        focus,
        is_enabled,
    };
    let field = (ApprovalField::Login, "sign-in-field");
    let login = fields.text(ui, field, &mut form.login, draw);
    let field = (ApprovalField::Password, "field-password");
    let password = fields.password(ui, field, &mut form.password, draw);
    let mut is_entered = login.entered || password.entered;
    if form.code.is_asked {
        let wants_focus = focus == Some(ApprovalField::Code);
        let has_password = !form.password.text.is_empty();
        let state = (is_enabled, wants_focus, has_password);
        is_entered |= code_field(ui, &mut form.code, state, draw);
    }
    if login.changed {
        form.login_edited();
    }
    ui.add_space(GAP);
    is_entered
}
