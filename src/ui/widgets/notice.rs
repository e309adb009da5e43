//! Notices: what happened and what to do, with an icon and a word besides the colour, announced by screen readers.

use std::time::Duration;

use egui::{Align2, Area, Context, Frame, Label, Margin, Order, Stroke, Ui, vec2};

use crate::domain::appearance::Motion;
use crate::messages::{Message, Messages};
use crate::screen::Now;
use crate::screen::form::notice::FormNotice;

use crate::ui::draw::Draw;
use crate::ui::theme::{
    CARD_WIDTH, CONTROL_HEIGHT, GAP, NOTE_RADIUS, TextRole, motion, palette, scope,
};
use crate::ui::widgets::button::quiet_button;
use crate::ui::widgets::icon::decoration;
use crate::ui::widgets::panel::optional;

/// How often a countdown is drawn.
const COUNTDOWN: Duration = Duration::from_millis(250);

/// The kind of a notice, which decides its colour and icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Error,
    Warning,
    Success,
    Info,
}

/// Draws a notice.
pub(crate) fn notice(ui: &mut Ui, messages: &Messages, kind: Kind, message: &Message) {
    frame_ui(ui, messages, (kind, message), None, false);
}

/// Draws a notice and the gap between it and what is below.
pub(crate) fn notice_above(ui: &mut Ui, messages: &Messages, kind: Kind, message: &Message) {
    notice(ui, messages, kind, message);
    ui.add_space(GAP);
}

/// Draws a notice with a button that closes it. Returns `event` if the button was clicked.
pub(crate) fn dismissible<E>(
    ui: &mut Ui,
    messages: &Messages,
    (kind, message): (Kind, Message),
    event: E,
) -> Option<E> {
    frame_ui(ui, messages, (kind, &message), None, true).then_some(event)
}

/// Draws something above everything else, at the top of the window.
pub(crate) fn floating(ctx: &Context, id: &str, add: impl FnOnce(&mut Ui)) {
    Area::new(egui::Id::unique(id))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_TOP, vec2(0.0, GAP))
        .fade_in(motion(ctx) == Motion::Full)
        .show(ctx, |ui| {
            scope::enter(ui);
            let room = ui.ctx().content_rect().width() - 2.0 * GAP;
            ui.set_max_width(room.min(CARD_WIDTH));
            add(ui);
        });
}

/// Draws the notice that something ended in an error of the program, above everything else.
pub(crate) fn internal_error_ui(ctx: &Context, messages: &Messages) {
    floating(ctx, "internal error", |ui| {
        let message = messages.message("error-internal", &[]);
        notice(ui, messages, Kind::Error, &message);
    });
}

/// Draws the notice above a form, if there is one.
pub(crate) fn form_notice(ui: &mut Ui, draw: &Draw<'_>, message: Option<&FormNotice>) {
    optional(ui, |ui| form_notice_ui(ui, draw, message));
}

fn form_notice_ui(ui: &mut Ui, draw: &Draw<'_>, message: Option<&FormNotice>) {
    let messages = draw.messages;
    let message = match message {
        None => return,
        Some(FormNotice::Locked(until)) => return locked_notice(ui, messages, *until, draw.now),
        Some(FormNotice::Cleared) => {
            let message = messages.message("form-cleared", &[]);
            return notice_above(ui, messages, Kind::Warning, &message);
        }
        Some(FormNotice::Pin(refusal)) => {
            let message = messages.quick_refusal(*refusal);
            return notice_above(ui, messages, Kind::Info, &message);
        }
        Some(FormNotice::CodesOpen) => {
            let message = messages.message("lock-codes", &[]);
            return notice_above(ui, messages, Kind::Info, &message);
        }
        Some(FormNotice::BadgeUnknown) => messages.message("badge-unknown", &[]),
        Some(FormNotice::BadgeNotEnough) => messages.message("badge-not-enough", &[]),
        Some(FormNotice::BadgeTaken) => messages.message("badge-taken", &[]),
        Some(FormNotice::TooManyBadges) => messages.message("badge-too-many", &[]),
        Some(FormNotice::TooManyBadgesHere) => messages.message("badge-too-many-here", &[]),
        Some(FormNotice::Keyring(error)) => Message::of(messages.vault_error(*error)),
        Some(FormNotice::NoDialog(error)) => messages.no_dialog(error),
        Some(FormNotice::OfflineTries) => messages.message("lock-outage-tries", &[]),
        Some(FormNotice::Store(error)) => messages.store_error(error),
        Some(FormNotice::State(error)) => messages.state_error(error),
        Some(FormNotice::SessionLimit(error)) => messages.session_limit_error(error),
        Some(FormNotice::TooManyWaiting) => messages.message("register-too-many-waiting", &[]),
        Some(FormNotice::TooManyRegistrations) => messages.message("register-too-many-here", &[]),
        Some(FormNotice::TooManyCodes) => messages.message("recover-too-many-here", &[]),
        Some(FormNotice::NoMailServer) => messages.message("register-no-mail", &[]),
        Some(FormNotice::CodeTooSoon) => messages.message("register-code-too-soon", &[]),
        Some(FormNotice::NotHashed) => messages.message("error-not-hashed", &[]),
        Some(FormNotice::KeyLost) => messages.message("key-lost", &[]),
        Some(FormNotice::NotNow(refusal)) => messages.access_refusal(*refusal),
        Some(FormNotice::Required) => messages.message("two-step-required", &[]),
    };
    notice_above(ui, messages, Kind::Error, &message);
}

/// Draws how long a lockout lasts; `None` means until an administrator unlocks the name.
pub(crate) fn locked_notice(ui: &mut Ui, messages: &Messages, until: Option<Now>, now: Now) {
    match until.map(|until| until.checked_sub(now)) {
        None => notice(
            ui,
            messages,
            Kind::Error,
            &messages.message("sign-in-stopped", &[]),
        ),
        Some(None) => return,
        Some(Some(left)) => countdown(ui, messages, (Kind::Error, left), &|left| {
            messages.locked(left)
        }),
    }
    ui.add_space(GAP);
}

/// Draws a notice about the time that is left until something happens.
pub(crate) fn countdown(
    ui: &mut Ui,
    messages: &Messages,
    (kind, left): (Kind, Duration),
    message: &dyn Fn(Duration) -> Message,
) {
    ui.ctx().request_repaint_after(COUNTDOWN);
    let accessible_text = message(accessible_time(left)).help;
    let text = Some(accessible_text.as_str());
    frame_ui(ui, messages, (kind, &message(left)), text, false);
}

/// Returns the time that a screen reader reads: it changes at every minute, and at 30 and 10 seconds, but not at
/// every second.
pub(crate) fn accessible_time(left: Duration) -> Duration {
    let seconds = left.as_millis().div_ceil(1000);
    let steps = [10, 30, 60].into_iter().find(|step| seconds <= *step);
    let seconds = steps.unwrap_or_else(|| seconds.div_ceil(60) * 60);
    Duration::from_secs(u64::try_from(seconds).unwrap_or(u64::MAX))
}

/// Draws a notice. Returns `true` if it was dismissed.
fn frame_ui(
    ui: &mut Ui,
    messages: &Messages,
    (kind, message): (Kind, &Message),
    accessible_help: Option<&str>,
    is_dismissible: bool,
) -> bool {
    let palette = palette(ui.visuals());
    let (tone, icon) = match kind {
        Kind::Error => (palette.error, "error"),
        Kind::Warning => (palette.warning, "warning"),
        Kind::Success => (palette.success, "check_circle"),
        Kind::Info => (palette.info(), "info"),
    };
    // A single line is centred beside the button.
    let (margin, above) = if is_dismissible {
        (Margin::symmetric(12, 4), 10.0)
    } else {
        (Margin::same(12), 0.0)
    };
    let frame = Frame::new()
        .fill(tone.tint)
        .stroke(Stroke::new(1.0, tone.line))
        .corner_radius(NOTE_RADIUS)
        .inner_margin(margin);
    let inner = frame.show(ui, |ui| {
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.add_space(above);
                decoration(ui, icon, 20.0, tone.text);
            });
            let button = if is_dismissible {
                CONTROL_HEIGHT + ui.spacing().item_spacing.x
            } else {
                0.0
            };
            let room = ui.available_width() - button;
            ui.vertical(|ui| {
                ui.set_width(room);
                ui.add_space(above);
                let summary = TextRole::Strong.text(ui, &message.summary);
                let response = ui.add(Label::new(summary).selectable(true));
                announce(ui, &response, messages, kind, &message.summary);
                help_ui(ui, &message.help, accessible_help);
                if is_dismissible {
                    ui.add_space(above - ui.spacing().item_spacing.y);
                }
            });
            is_dismissible && quiet_button(ui, "close", &messages.get("button-dismiss")).clicked()
        })
        .inner
    });
    inner.inner
}

fn help_ui(ui: &mut Ui, help: &str, accessible_help: Option<&str>) {
    if help.is_empty() {
        return;
    }
    let text = TextRole::Table.text(ui, help);
    let response = ui.add(Label::new(text).selectable(true));
    if let Some(text) = accessible_help {
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_live(egui::accesskit::Live::Polite);
            node.set_value(text);
        });
    }
}

/// Announces a notice to screen readers, with a word in place of its icon.
fn announce(ui: &Ui, response: &egui::Response, messages: &Messages, kind: Kind, summary: &str) {
    let (word, live) = match kind {
        Kind::Error => ("notice-error", egui::accesskit::Live::Assertive),
        Kind::Warning => ("notice-warning", egui::accesskit::Live::Assertive),
        Kind::Success => ("notice-success", egui::accesskit::Live::Polite),
        Kind::Info => ("notice-info", egui::accesskit::Live::Polite),
    };
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_live(live);
        node.set_value(format!("{}: {summary}", messages.get(word)));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_screen_reader_reads_a_countdown_at_each_minute_and_at_30_and_10_seconds() {
        let at = |seconds| accessible_time(Duration::from_secs(seconds)).as_secs();
        let aloud: Vec<u64> = (1..=125).rev().map(at).collect();
        let mut changes = aloud.clone();
        changes.dedup();
        assert_eq!(changes, [180, 120, 60, 30, 10]);
        assert_eq!((at(61), at(60), at(31), at(10)), (120, 60, 60, 10));
    }
}
