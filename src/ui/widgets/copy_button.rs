//! Copying secrets: the button, and its result.

use egui::Ui;

use crate::domain::secret::Secret;
use crate::screen::flow::copied::CopyResult;

use crate::ui::draw::Draw;
use crate::ui::widgets::done_button::{Done, done_button};
use crate::ui::widgets::notice::{Kind, notice};
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::text::{announce, small};

/// Draws the button that copies a secret, and below it the result.
pub(crate) fn copy_button(
    ui: &mut Ui,
    draw: &mut Draw<'_>,
    label: &str,
    is_enabled: bool,
    secret: impl FnOnce() -> Secret,
) {
    let is_copied = matches!(draw.copy_result, Some(CopyResult::Done { .. }));
    let done = is_copied.then(|| Done::new(draw.messages.get("codes-copied").into_owned()));
    let label = draw.messages.get(label);
    let button = done_button(ui, ("content_copy", &label), done.as_ref(), is_enabled);
    if button.clicked() {
        draw.copied_secret = Some(secret());
    }
    copy_result_ui(ui, draw);
}

/// Joins the parts of a text that contains secrets.
pub(crate) fn joined<'t>(parts: impl IntoIterator<Item = &'t str>) -> Secret {
    let mut out = Secret::default();
    for part in parts {
        let end = out.expose().len();
        out.insert(end, part);
    }
    out
}

/// Draws the result of copying the last secret.
pub(crate) fn copy_result_ui(ui: &mut Ui, draw: &Draw<'_>) {
    let messages = draw.messages;
    optional(ui, |ui| match draw.copy_result {
        None => {}
        Some(CopyResult::Done { time, .. }) => {
            let seconds = ("seconds", time.as_secs().into());
            let response = small(ui, &messages.with("clipboard-copied", &[seconds]));
            announce(ui, &response);
        }
        Some(CopyResult::Failed(error)) => {
            let reason = ("reason", error.0.as_str().into());
            let message = messages.message("clipboard-failed", &[reason]);
            notice(ui, messages, Kind::Error, &message);
        }
    });
}
