//! A reset code that is shown only once: in large groups, with the time that is left to use it.

use std::time::Duration;

use egui::Ui;

use crate::domain::secret::Secret;
use crate::messages::Messages;
use crate::screen::Now;

use crate::ui::draw::Draw;
use crate::ui::theme::{SMALL_GAP, palette};
use crate::ui::widgets::code_groups::single_code;
use crate::ui::widgets::copy_button::copy_button;
use crate::ui::widgets::icon::icon_text;
use crate::ui::widgets::notice::accessible_time;

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(60 * 60);

/// Draws a code, the time until it expires, and the button that copies it.
pub(crate) fn reset_code_ui(ui: &mut Ui, code: &Secret, expires_at: Now, draw: &mut Draw<'_>) {
    single_code(ui, code);
    ui.add_space(SMALL_GAP);
    expiry_ui(ui, expires_at.saturating_sub(draw.now), draw.messages);
    ui.add_space(SMALL_GAP);
    copy_button(ui, draw, "codes-copy", true, || code.copied());
}

/// Draws the time that is left, and again when another text is due.
fn expiry_ui(ui: &mut Ui, left: Duration, messages: &Messages) {
    let palette = palette(ui.visuals());
    if left.is_zero() {
        let text = messages.get("code-expired");
        icon_text(ui, ("error", 18.0), &text, palette.error.text);
        return;
    }
    let time = TimeLeft::of(left);
    ui.ctx().request_repaint_after(time.changes_in);
    let text = |name: &str, count: u64| messages.with(name, &[("count", count.into())]);
    let shown = text(time.name, time.count);
    let response = icon_text(ui, ("schedule", 18.0), &shown, palette.weak);
    // A screen reader does not read every second.
    let heard = if left < MINUTE {
        text(time.name, accessible_time(left).as_secs())
    } else {
        shown
    };
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_live(egui::accesskit::Live::Polite);
        node.set_value(heard);
    });
}

/// The time that is left, in the largest unit that fits.
#[derive(Debug, PartialEq, Eq)]
struct TimeLeft {
    /// The name of the message.
    name: &'static str,
    count: u64,
    /// How long it is until another text is due.
    changes_in: Duration,
}

impl TimeLeft {
    /// Rounds down, except within half a minute of a full hour and half a second of a full minute, so that a code of
    /// 15 minutes starts at 15.
    fn of(left: Duration) -> Self {
        let in_units = |name, unit: Duration, slack: Duration| {
            let padded = left + slack;
            let count = padded.as_secs() / unit.as_secs();
            let since = padded.checked_sub(unit * u32::try_from(count).unwrap_or(u32::MAX));
            Self {
                name,
                count,
                changes_in: since.unwrap_or_default() + Duration::from_millis(1),
            }
        };
        if left + MINUTE / 2 >= HOUR {
            in_units("code-valid-hours", HOUR, MINUTE / 2)
        } else if left + Duration::from_millis(500) >= MINUTE {
            in_units("code-valid-minutes", MINUTE, Duration::from_millis(500))
        } else {
            in_units(
                "code-valid-seconds",
                Duration::from_secs(1),
                Duration::from_millis(999),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: f64) -> (&'static str, u64) {
        let time = TimeLeft::of(Duration::from_secs_f64(seconds));
        (time.name, time.count)
    }

    #[test]
    fn the_time_left_is_in_whole_hours_then_minutes_then_seconds() {
        assert_eq!(at(86_399.8), ("code-valid-hours", 24));
        assert_eq!(at(7_100.0), ("code-valid-hours", 1));
        assert_eq!(at(3_500.0), ("code-valid-minutes", 58));
        assert_eq!(at(899.8), ("code-valid-minutes", 15));
        assert_eq!(at(61.0), ("code-valid-minutes", 1));
        assert_eq!(at(59.2), ("code-valid-seconds", 60));
        assert_eq!(at(0.1), ("code-valid-seconds", 1));
    }

    #[test]
    fn nothing_is_drawn_again_before_another_text_is_due() {
        for seconds in [86_399.8, 7_100.0, 3_500.0, 899.8, 61.0, 12.3, 0.1] {
            let left = Duration::from_secs_f64(seconds);
            let time = TimeLeft::of(left);
            let later = |wait: Duration| TimeLeft::of(left.saturating_sub(wait)).count;
            let just_before = time.changes_in.saturating_sub(Duration::from_millis(2));
            assert_eq!(later(just_before), time.count, "{seconds}");
            assert_ne!(later(time.changes_in), time.count, "{seconds}");
        }
    }
}
