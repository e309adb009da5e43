//! The dialog in which a second person approves an action: what it is on the left or above, who approves it beside.

use egui::Ui;

use crate::messages::{Message, Messages};
use crate::screen::Busy;
use crate::screen::approval::{ApprovalField, ApprovalForm, Event, Notice};
use crate::service::approvals::ApprovalRequest;

use crate::ui::draw::Draw;
use crate::ui::theme::{GAP, SMALL_GAP};
use crate::ui::widgets::button::link_rows;
use crate::ui::widgets::decision::{
    FocusTurn, decision_dialog, detail_ui, details_ui, ending_ui, remark_ui,
};
use crate::ui::widgets::form::Form;
use crate::ui::widgets::notice::{Kind, form_notice, notice_above};
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::reauthentication::code_field;
use crate::ui::widgets::text::{dialog_heading, small};

pub(crate) fn approval_ui(ui: &Ui, form: &mut ApprovalForm, draw: &mut Draw<'_>) -> Option<Event> {
    let label = draw.messages.get("approval-heading");
    let what = |ui: &mut Ui, (form, draw): &mut (&mut ApprovalForm, &mut Draw<'_>)| {
        what_ui(ui, &form.request, draw.messages);
    };
    let who = |ui: &mut Ui, (form, draw): &mut (&mut ApprovalForm, &mut Draw<'_>), turn| {
        who_ui(ui, form, turn, draw)
    };
    let key = form.request.summary().digest.short();
    decision_dialog(
        ui,
        (&label, key),
        &mut (form, draw),
        what,
        who,
        Event::Cancel,
    )
}

/// Draws what is approved, in the words of the app, or in ours.
fn what_ui(ui: &mut Ui, request: &ApprovalRequest, messages: &Messages) {
    small(ui, &messages.get("approval-heading"));
    let summary = request.summary();
    dialog_heading(ui, &messages.approval_title(summary));
    ui.add_space(SMALL_GAP);
    let name = request.user().display_name();
    let asked_by = messages.get("approval-asked-by");
    // Users choose their display name themselves.
    let who = format!("{name} ({})", request.user().username.as_str());
    detail_ui(ui, &asked_by, &who);
    details_ui(ui, &messages.approval_details(summary));
    ui.add_space(SMALL_GAP);
    let names = [("name", name.as_str().into())];
    remark_ui(
        ui,
        "visibility",
        &messages.with("approval-recorded", &names),
    );
}

/// Draws the fields of the approver, and the buttons.
fn who_ui(
    ui: &mut Ui,
    form: &mut ApprovalForm,
    turn: FocusTurn,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let busy = form.busy(draw.now);
    let is_entered = fields_ui(ui, form, (busy < Busy::Shown, turn), draw);
    notice_ui(ui, form.notice.as_ref(), draw);
    let asked = pin_link_ui(ui, form, busy < Busy::Shown, draw.messages);
    let label = draw.messages.get("approval-button");
    let events = [Event::Cancel, Event::Submit];
    let event = ending_ui(ui, busy, &label, events, draw.messages);
    is_entered.then_some(Event::Submit).or(event).or(asked)
}

/// Draws the link to the PIN or back to the password, where a PIN can approve this.
fn pin_link_ui(
    ui: &mut Ui,
    form: &ApprovalForm,
    is_enabled: bool,
    messages: &Messages,
) -> Option<Event> {
    if !form.can_use_pin {
        return None;
    }
    let name = if form.asks_pin {
        "lock-use-password"
    } else {
        "lock-use-pin"
    };
    let link = (messages.get(name), Event::AskPin(!form.asks_pin));
    let event = link_rows(ui, vec![link], is_enabled);
    ui.add_space(SMALL_GAP);
    event
}

/// Draws the fields. Returns `true` if Enter was pressed in one, or the last digit of the code was typed.
fn fields_ui(
    ui: &mut Ui,
    form: &mut ApprovalForm,
    (is_enabled, turn): (bool, FocusTurn),
    draw: &mut Draw<'_>,
) -> bool {
    let focus = turn.of(&mut form.focus);
    let mut fields = Form {
        errors: &mut form.errors,
        focus,
        is_enabled,
    };
    let mut is_entered = false;
    if let Some(reason) = &mut form.reason {
        let field = (ApprovalField::Reason, "approval-reason");
        is_entered |= fields.text(ui, field, reason, draw).entered;
    }
    let field = (ApprovalField::Login, "approval-approver");
    let login = fields.text(ui, field, &mut form.login, draw);
    is_entered |= login.entered;
    let password = if form.asks_pin {
        let field = (ApprovalField::Password, "approval-pin");
        let pin = (&mut form.password.text, &mut form.has_letters);
        fields.pin(ui, field, pin, draw)
    } else {
        let field = (ApprovalField::Password, "approval-password");
        fields.password(ui, field, &mut form.password, draw)
    };
    is_entered |= password.entered;
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

/// Draws the notice of a form for another user.
pub(crate) fn notice_ui(ui: &mut Ui, notice: Option<&Notice>, draw: &mut Draw<'_>) {
    optional(ui, |ui| match notice {
        None => {}
        Some(Notice::Form(notice)) => form_notice(ui, draw, Some(notice)),
        Some(notice) => {
            let message = message(draw.messages, notice);
            notice_above(ui, draw.messages, Kind::Error, &message);
        }
    });
}

fn message(messages: &Messages, notice: &Notice) -> Message {
    match notice {
        Notice::SignIn(error) => messages.sign_in_error(error),
        Notice::SamePerson => messages.message("approval-same-person", &[]),
        Notice::NotReady => messages.message("approval-not-ready", &[]),
        Notice::PinRefused => messages.message("approval-pin-refused", &[]),
        Notice::OwnPin => messages.message("approval-own-pin", &[]),
        Notice::NotAllowed | Notice::Form(_) => messages.message("approval-not-allowed", &[]),
    }
}
