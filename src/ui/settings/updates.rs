//! Draws the line that says whether there is a newer version of the program.

use egui::Ui;

use crate::messages::Messages;
use crate::screen::settings::UpdateCheck;

use crate::ui::theme::SMALL_GAP;
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::text::{announce, small};

/// Draws the line, if the file names a server. It is there from the start, so that the answer moves nothing.
pub(crate) fn updates_ui(ui: &mut Ui, check: &UpdateCheck, messages: &Messages) {
    optional(ui, |ui| {
        let message = match &check.news {
            Some(Ok(news)) => messages.update_news(news),
            Some(Err(error)) => messages.user_error(error),
            None if check.is_asking() => messages.message("update-asking", &[]),
            None => return None,
        };
        let line = small(ui, &message.line());
        announce(ui, &line);
        ui.add_space(SMALL_GAP);
        Some(())
    });
}
