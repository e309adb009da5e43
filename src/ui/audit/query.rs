//! Draws the filters of the Activity page.

use egui::Ui;

use crate::domain::audit::AuditKind;
use crate::screen::audit::{ActivityScreen, Event, Period};

use crate::ui::draw::Draw;
use crate::ui::theme::{ENTRY_HEIGHT, NARROW_WIDTH, SMALL_GAP};
use crate::ui::widgets::card::column;
use crate::ui::widgets::combo_box::{combo_box, filters_ui};
use crate::ui::widgets::field::{FieldOptions, text_field};
use crate::ui::widgets::segmented::segmented;

/// The width of the field for a user, in points.
const USER: f32 = 260.0;

pub(crate) fn query_ui(
    ui: &mut Ui,
    screen: &mut ActivityScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let get = |name: &str| messages.get(name).into_owned();
    let periods = Period::ALL.map(|period| (period, get(period_name(period))));
    let mut kinds = vec![(None, get("users-any"))];
    let all = AuditKind::WORDS.into_iter();
    kinds.extend(all.map(|(_, kind)| (Some(kind), messages.audit_kind(kind))));
    let filters = [
        screen.kind.map(|kind| messages.audit_kind(kind)),
        Some(screen.user.clone()).filter(|person| !person.is_empty()),
    ];
    let is_narrow = ui.available_width() < NARROW_WIDTH;
    let period = segmented(
        ui,
        (&get("activity-period"), ENTRY_HEIGHT),
        screen.period,
        &periods,
    );
    ui.add_space(SMALL_GAP);
    let mut is_changed = period.is_some();
    screen.period = period.unwrap_or(screen.period);
    filters_ui(ui, messages, is_narrow, &filters, |ui| {
        is_changed |= combo_box(ui, &get("activity-kind"), &mut screen.kind, &kinds);
        let options = FieldOptions::new(messages.get("activity-user"));
        let field = column(ui, USER, |ui| {
            let text = &mut screen.user;
            ui.vertical(|ui| text_field(ui, text, &options, &mut draw.cache.fields))
        });
        is_changed |= field.inner.changed;
    });
    ui.add_space(SMALL_GAP);
    is_changed.then_some(Event::Queried)
}

fn period_name(period: Period) -> &'static str {
    match period {
        Period::Week => "activity-week",
        Period::Month => "activity-month",
        Period::All => "activity-all",
    }
}
