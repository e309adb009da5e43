//! Notices: what happened and what to do, with an icon and a word besides the colour, announced to
//! screen readers.

use std::time::Duration;

use egui::{Frame, Margin, RichText, Stroke, Ui};

use crate::messages::{Message, Messages};
use crate::screen::Now;
use crate::screen::form::notice::FormNotice;

use crate::ui::draw::Draw;
use crate::ui::theme::{CONTROL_HEIGHT, GAP, RADIUS, palette, tint};
use crate::ui::widgets::button::quiet_button;
use crate::ui::widgets::icon::decoration;
use crate::ui::widgets::panel::optional;

/// How bad or good it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Error,
    Warning,
    Success,
    Info,
}

/// Draws a notice.
pub(crate) fn notice(ui: &mut Ui, messages: &Messages, kind: Kind, message: &Message) {
    notice_with(ui, messages, kind, message, None, false);
}

/// Draws a notice with a button that puts it away; says whether it was pressed.
pub(crate) fn dismissible(ui: &mut Ui, messages: &Messages, kind: Kind, message: &Message) -> bool {
    notice_with(ui, messages, kind, message, None, true)
}

/// Draws what there is to say above a form.
pub(crate) fn form_notice(ui: &mut Ui, draw: &Draw<'_>, message: Option<&FormNotice>) {
    optional(ui, |ui| form_notice_ui(ui, draw, message));
}

fn form_notice_ui(ui: &mut Ui, draw: &Draw<'_>, message: Option<&FormNotice>) {
    let messages = draw.messages;
    let message = match message {
        None => return,
        Some(FormNotice::Locked(until)) => return locked_notice(ui, messages, *until, draw.now),
        Some(FormNotice::Store(error)) => messages.store_error(error),
        Some(FormNotice::State(error)) => messages.state_error(error),
        Some(FormNotice::SessionLimit(error)) => messages.session_limit_error(error),
        Some(FormNotice::NotHashed) => messages.message("error-not-hashed", &[]),
        Some(FormNotice::KeyLost) => messages.message("key-lost", &[]),
        Some(FormNotice::Required) => messages.message("two-step-required", &[]),
    };
    notice(ui, messages, Kind::Error, &message);
    ui.add_space(GAP);
}

/// How often a countdown is drawn.
const COUNTDOWN: Duration = Duration::from_millis(250);

/// Draws how long too many wrong passwords still lock; `None` is until an administrator helps.
pub(crate) fn locked_notice(ui: &mut Ui, messages: &Messages, until: Option<Now>, now: Now) {
    let message = match until.map(|until| until.checked_sub(now)) {
        None => messages.message("login-stopped", &[]),
        Some(None) => return,
        Some(Some(left)) => {
            counting_down(ui, messages, Kind::Error, left, &|left| {
                messages.locked(left)
            });
            ui.add_space(GAP);
            return;
        }
    };
    notice(ui, messages, Kind::Error, &message);
    ui.add_space(GAP);
}

/// Draws how long it is until something happens.
pub(crate) fn countdown(
    ui: &mut Ui,
    messages: &Messages,
    left: Duration,
    notice_message: &dyn Fn(Duration) -> Message,
) {
    counting_down(ui, messages, Kind::Warning, left, notice_message);
}

fn counting_down(
    ui: &mut Ui,
    messages: &Messages,
    kind: Kind,
    left: Duration,
    notice_message: &dyn Fn(Duration) -> Message,
) {
    ui.ctx().request_repaint_after(COUNTDOWN);
    let accessible_text = notice_message(accessible_text(left)).help;
    notice_with(
        ui,
        messages,
        kind,
        &notice_message(left),
        Some(&accessible_text),
        false,
    );
}

/// How much time is left as a screen reader says it: at every minute, and at 60, 30 and 10 seconds,
/// not at every second.
fn accessible_text(left: Duration) -> Duration {
    let seconds = left.as_millis().div_ceil(1000);
    let steps = [10, 30, 60].into_iter().find(|step| seconds <= *step);
    let seconds = steps.unwrap_or_else(|| seconds.div_ceil(60) * 60);
    Duration::from_secs(u64::try_from(seconds).unwrap_or(u64::MAX))
}

/// Says whether it was put away.
fn notice_with(
    ui: &mut Ui,
    messages: &Messages,
    kind: Kind,
    message: &Message,
    accessible_text: Option<&str>,
    is_dismissible: bool,
) -> bool {
    let palette = palette(ui.visuals());
    let (colour, icon, name) = match kind {
        Kind::Error => (palette.error, "error", "notice-error"),
        Kind::Warning => (palette.warning, "warning", "notice-warning"),
        Kind::Success => (palette.success, "check_circle", "notice-success"),
        Kind::Info => (palette.accent, "info", "notice-info"),
    };
    let frame = Frame::new()
        .fill(tint(&palette, colour))
        .stroke(Stroke::new(1.0, colour))
        .corner_radius(RADIUS);
    // Beside a button, one line stands in its middle.
    let (frame, above) = if is_dismissible {
        (frame.inner_margin(Margin::symmetric(12, 4)), 10.0)
    } else {
        (frame.inner_margin(Margin::same(12)), 0.0)
    };
    let text = |ui: &mut Ui| {
        let what = RichText::new(&message.summary).color(colour).strong();
        let response = ui.label(what);
        announce(ui, &response, kind, &messages.get(name), &message.summary);
        if message.help.is_empty() {
            return;
        }
        let response = ui.label(&message.help);
        if let Some(text) = accessible_text {
            ui.ctx().accesskit_node_builder(response.id, |node| {
                node.set_live(egui::accesskit::Live::Polite);
                node.set_value(text);
            });
        }
    };
    let inner = frame.show(ui, |ui| {
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.add_space(above);
                decoration(ui, icon, 20.0, colour);
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
                text(ui);
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

/// Has a screen reader read it at once, with the word that sighted people get from the icon.
fn announce(ui: &Ui, response: &egui::Response, kind: Kind, word: &str, what: &str) {
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_live(match kind {
            Kind::Error | Kind::Warning => egui::accesskit::Live::Assertive,
            Kind::Success | Kind::Info => egui::accesskit::Live::Polite,
        });
        node.set_value(format!("{word}: {what}"));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_countdown_is_read_aloud_at_the_minute_and_at_thirty_and_ten_seconds() {
        let at = |seconds| accessible_text(Duration::from_secs(seconds)).as_secs();
        let aloud: Vec<u64> = (1..=125).rev().map(at).collect();
        let mut changes = aloud.clone();
        changes.dedup();
        assert_eq!(changes, [180, 120, 60, 30, 10]);
        assert_eq!((at(61), at(60), at(31), at(10)), (120, 60, 60, 10));
    }
}
