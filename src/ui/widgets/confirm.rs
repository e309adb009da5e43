//! Asks for the password over the open screen, before a sensitive action (R47).

use egui::{Sense, Ui, Vec2};

use crate::messages::Messages;
use crate::screen::Busy;
use crate::screen::admin_action::{Event, Reauthentication};
use crate::screen::users::CompletedAction;
use crate::service::admin_action::AdminAction;
#[cfg(feature = "signatures")]
use crate::service::admin_action::Export;
use crate::service::session::FRESH_SECONDS;

use crate::domain::printable::escaped;
use crate::domain::user::User;
use crate::ui::draw::Draw;
use crate::ui::theme::{GAP, SMALL_GAP};
use crate::ui::widgets::decision::{ending_ui, remark_ui};
use crate::ui::widgets::dialog::wide_dialog;
use crate::ui::widgets::notice::form_notice;
use crate::ui::widgets::picture::face_ui;
use crate::ui::widgets::reauthentication::reauthentication_fields;
use crate::ui::widgets::text::{dialog_heading, small};

/// The diameter of the picture, in points.
const FACE: f32 = 44.0;
/// The width of the content, in points.
const WIDTH: f32 = 420.0;

pub(crate) fn confirm_ui(
    ui: &Ui,
    asking: &mut Reauthentication,
    user: &User,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let label = draw.messages.get("confirm-heading");
    let form = |ui: &mut Ui| form_ui(ui, asking, user, draw);
    let id = "the password is asked for";
    let (event, is_closed) = wide_dialog(ui.ctx(), id, (&label, WIDTH), form);
    event.or(is_closed.then_some(Event::Cancel))
}

fn form_ui(
    ui: &mut Ui,
    asking: &mut Reauthentication,
    user: &User,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let busy = asking.busy(draw.now);
    head_ui(ui, user, &action_text(messages, &asking.action), messages);
    ui.add_space(GAP);
    form_notice(ui, draw, asking.notice.as_ref());
    let state = (busy < Busy::Shown, std::mem::take(&mut asking.wants_focus));
    let password = (&mut asking.password, asking.error);
    let is_entered = reauthentication_fields(ui, password, &mut asking.code, state, draw);
    remembered_ui(ui, messages);
    ui.add_space(GAP);
    let label = messages.get("account-confirm-button");
    let events = [Event::Cancel, Event::Submit];
    let event = ending_ui(ui, busy, &label, events, messages);
    is_entered.then_some(Event::Submit).or(event)
}

/// Draws who is asked, and what for.
fn head_ui(ui: &mut Ui, user: &User, action: &str, messages: &Messages) {
    ui.horizontal_top(|ui| {
        let (face, _) = ui.allocate_exact_size(Vec2::splat(FACE), Sense::empty());
        let name = user.display_name();
        face_ui(ui, face, (user.username.as_str(), &name), None);
        ui.add_space(SMALL_GAP);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            dialog_heading(ui, &messages.get("confirm-heading"));
            small(ui, action);
        });
    });
}

/// Draws how long the password is not asked for again.
fn remembered_ui(ui: &mut Ui, messages: &Messages) {
    let minutes = [("minutes", (FRESH_SECONDS / 60).into())];
    remark_ui(
        ui,
        "schedule",
        &messages.with("confirm-remembered", &minutes),
    );
}

/// Returns what is confirmed, and for which user or address: another user may have started it.
fn action_text(messages: &Messages, action: &AdminAction) -> String {
    let completed = CompletedAction::of(action).map(|(done, name)| (label_of(done), name));
    let (label, name) = match (action, completed) {
        (_, Some(completed)) => completed,
        (AdminAction::Add { user, .. }, _) => ("users-add", user.username.trim().to_owned()),
        (AdminAction::StartReset(username), _) => ("users-reset", username.clone()),
        (AdminAction::Invite(emails), _) => ("users-invite", emails.join(", ")),
        (AdminAction::Bulk { change, .. }, _) => {
            let action = &change.action;
            return messages.bulk_title(action.kind(), change.users.len(), action.role());
        }
        (AdminAction::Restore(_), _) => return messages.get("settings-restore").into_owned(),
        #[cfg(feature = "signatures")]
        (AdminAction::Export(Export::Signature(number)), _) => {
            let number = [("number", number.to_string().into())];
            return messages.with("signatures-export", &number);
        }
        (AdminAction::Export(_), _) => return messages.get("table-export").into_owned(),
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
        CompletedAction::Renamed => "users-rename",
        CompletedAction::Unlocked => "users-unlock",
        CompletedAction::TwoStepOff => "users-two-step-reset",
        CompletedAction::ChangeRequired => "users-require-change",
        CompletedAction::SignedOut => "users-sign-out",
        CompletedAction::ParkedEnded => "users-end-parked",
        CompletedAction::PinRemoved => "users-remove-pin",
        CompletedAction::BadgeSet => "users-set-badge",
        CompletedAction::BadgeRemoved => "users-remove-badge",
        CompletedAction::CredentialsEnded => "users-end-credentials",
        CompletedAction::Removed | CompletedAction::Erased => "users-remove",
        CompletedAction::Uninvited => "users-remove-address",
    }
}
