//! What to do with a badge that is scanned twice before it is set.

use egui::Ui;

use crate::messages::{Message, Messages};
use crate::screen::form::badge_scans::BadgeScans;

use crate::ui::theme::SMALL_GAP;
use crate::ui::widgets::notice::{Kind, notice_above};

/// Says what to do next. There is no field: what the reader types is shown nowhere.
pub(crate) fn badge_scans_ui(ui: &mut Ui, scans: &BadgeScans, messages: &Messages) {
    let (kind, name) = match (scans.wants_scan(), scans.is_begun()) {
        (true, _) if scans.differ => (Kind::Error, "badge-scans-differ"),
        (true, false) => (Kind::Info, "badge-scan-first"),
        (true, true) => (Kind::Info, "badge-scan-again"),
        (false, _) => (Kind::Success, "badge-scanned"),
    };
    let message = Message::of(messages.get(name).into_owned());
    notice_above(ui, messages, kind, &message);
    ui.add_space(SMALL_GAP);
}
