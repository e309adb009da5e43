//! Asks for the password over the open screen, before a sensitive action (R47).

use egui::Ui;

use crate::messages::Messages;
use crate::screen::Busy;
use crate::screen::admin_action::{Event, Reauthentication};
use crate::screen::users::CompletedAction;
use crate::service::admin_action::AdminAction;

use crate::domain::printable::escaped;
use crate::ui::draw::Draw;
use crate::ui::theme::GAP;
use crate::ui::widgets::dialog::dialog;
use crate::ui::widgets::notice::form_notice;
use crate::ui::widgets::reauthentication::reauthentication_fields;
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
    ui.label(action_text(messages, &asking.action));
    weak(ui, &messages.get("account-confirm-intro"));
    ui.add_space(GAP);
    form_notice(ui, draw, asking.notice.as_ref());
    let state = (busy < Busy::Shown, std::mem::take(&mut asking.wants_focus));
    let password = (&mut asking.password, asking.error);
    let is_entered = reauthentication_fields(ui, password, &mut asking.code, state, draw);
    let event = is_entered.then_some(Event::Submit);
    let labels = ["account-confirm-button", "code-busy"];
    let event = submit(ui, busy, messages, labels, Event::Submit).or(event);
    back(ui, busy, messages, "button-cancel", Event::Cancel).or(event)
}

/// Returns what is confirmed, and for which user or address: another user may have started it.
fn action_text(messages: &Messages, action: &AdminAction) -> String {
    let completed = CompletedAction::of(action).map(|(done, name)| (label_of(done), name));
    let (label, name) = match (action, completed) {
        (_, Some(completed)) => completed,
        (AdminAction::Add { user, .. }, _) => ("users-add", user.username.trim().to_owned()),
        (AdminAction::StartReset(username), _) => ("users-reset", username.clone()),
        (AdminAction::Invite(emails), _) => ("users-invite", emails.join(", ")),
        (AdminAction::Import { .. }, _) => return messages.get("import-heading").into_owned(),
        (_, None) => return messages.get("settings-heading").into_owned(),
    };
    let label = messages.get(label);
    let name = escaped(&name, &[]);
    let arguments = [
        ("action", label.as_ref().into()),
        ("name", name.as_ref().into()),
    ];
    messages.with("confirm-action", &arguments)
}

fn label_of(done: CompletedAction) -> &'static str {
    match done {
        CompletedAction::Changed => "users-edit",
        CompletedAction::Disabled => "users-disable",
        CompletedAction::Enabled => "users-enable",
        CompletedAction::Approved => "users-approve-button",
        CompletedAction::Unlocked => "users-unlock",
        CompletedAction::TwoStepOff => "users-two-step-reset",
        CompletedAction::ChangeRequired => "users-require-change",
        CompletedAction::SignedOut => "users-sign-out",
        CompletedAction::CredentialsEnded => "users-end-credentials",
        CompletedAction::Removed | CompletedAction::Erased => "users-remove",
        CompletedAction::Uninvited => "users-remove-address",
    }
}
