//! What happened to a user last: an icon, a sentence and the local time for each record.

use egui::{Label, Sense, Ui, Vec2, pos2, vec2};

use crate::domain::audit_chain::AuditRecord;
use crate::messages::Messages;
use crate::service::audit::OwnActivity;

use crate::ui::audit::timeline::event_icon;
use crate::ui::theme::{SMALL_GAP, TextRole, palette};
use crate::ui::widgets::dense::role_width;
use crate::ui::widgets::icon::{IconStyle, paint};
use crate::ui::widgets::text::subheading;

/// How many records are shown.
const SHOWN: usize = 5;
/// The side of an icon with the space after it, in points.
const ICON: Vec2 = vec2(28.0, 24.0);
/// The space between a sentence and its time, in points.
const GAP: f32 = 12.0;

/// Draws the latest records.
pub(crate) fn recent_ui(ui: &mut Ui, activity: &OwnActivity, messages: &Messages) {
    if activity.records.is_empty() {
        return;
    }
    ui.add_space(2.0 * SMALL_GAP);
    subheading(ui, &messages.get("users-recent"));
    ui.add_space(SMALL_GAP);
    for record in activity.records.iter().take(SHOWN) {
        record_ui(ui, record, activity, messages);
    }
}

fn record_ui(ui: &mut Ui, record: &AuditRecord, activity: &OwnActivity, messages: &Messages) {
    let OwnActivity { now, zone, .. } = activity;
    let event = &record.event;
    let colours = palette(ui.visuals());
    let time = messages.local_time(event.at, *now, zone);
    let time_width = role_width(ui, TextRole::Small, &time).ceil();
    let sentence = messages.audit_sentence(event).text;
    let (style, colour) = if event.is_done {
        (IconStyle::Outlined, colours.weak)
    } else {
        (IconStyle::Filled, colours.error.text)
    };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let (icon, _) = ui.allocate_exact_size(ICON, Sense::empty());
        let centre = pos2(icon.left() + 9.0, icon.center().y);
        paint(ui, centre, (event_icon(event), style), 18.0, colour);
        let room = (ui.available_width() - time_width - GAP).max(0.0);
        ui.vertical(|ui| {
            ui.set_width(room);
            ui.add_space(2.0);
            let text = TextRole::Table.text(ui, sentence);
            ui.add(Label::new(text).wrap());
            ui.add_space(2.0);
        });
        ui.add_space(GAP);
        ui.vertical(|ui| {
            ui.add_space(3.0);
            let text = TextRole::Small.text(ui, time).color(colours.weak);
            ui.label(text);
        });
    });
}
