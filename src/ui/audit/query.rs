//! Draws the filters of the Activity page in a row: period, type, user, and how many records there are.

use egui::{Align, Layout, Ui, vec2};

use crate::domain::audit::AuditKind;
use crate::messages::Messages;
use crate::screen::audit::{ActivityScreen, Event, Period, View};
use crate::service::audit::AuditCount;

use crate::ui::draw::Draw;
use crate::ui::theme::{DENSE_HEIGHT, NARROW_WIDTH, SMALL_GAP, TextRole};
use crate::ui::widgets::checkbox::checkbox;
use crate::ui::widgets::dense::role_width;
use crate::ui::widgets::filter::Filter;
use crate::ui::widgets::search_field::search_field;
use crate::ui::widgets::segmented::segmented;
use crate::ui::widgets::text::small;

/// The width of the field for a user, in points.
const USER: f32 = 200.0;

pub(crate) fn query_ui(
    ui: &mut Ui,
    screen: &mut ActivityScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let is_narrow = ui.available_width() < NARROW_WIDTH;
    let row = ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        let is_changed = filters_ui(ui, screen, draw);
        let refused_only = refused_ui(ui, screen, draw.messages);
        if !is_narrow {
            let layout = Layout::right_to_left(Align::Center);
            let counts = messages.counts(total(screen));
            ui.with_layout(layout, |ui| small(ui, &counts));
        }
        is_changed.then_some(Event::Queried).or(refused_only)
    });
    ui.add_space(SMALL_GAP);
    row.inner
}

/// Draws the checkbox that leaves only what was refused in the timeline.
fn refused_ui(ui: &mut Ui, screen: &ActivityScreen, messages: &Messages) -> Option<Event> {
    if screen.view != View::Records {
        return None;
    }
    ui.spacing_mut().interact_size.y = DENSE_HEIGHT;
    let label = messages.get("activity-refused-only");
    let spacing = ui.spacing();
    let width = spacing.icon_width + spacing.icon_spacing;
    wrap(ui, width + role_width(ui, TextRole::Body, &label).ceil());
    let mut is_on = screen.is_refused_only;
    let is_changed = checkbox(ui, &mut is_on, &label, true).changed();
    is_changed.then_some(Event::RefusedOnly(is_on))
}

/// Returns the number of records of the report.
pub(super) fn total(screen: &ActivityScreen) -> AuditCount {
    let days = screen.report.iter().flat_map(|report| &report.days);
    days.fold(AuditCount::default(), |all, (_, count)| AuditCount {
        done: all.done + count.done,
        refused: all.refused + count.refused,
    })
}

/// Draws the filters. Returns `true` if one was changed.
fn filters_ui(ui: &mut Ui, screen: &mut ActivityScreen, draw: &mut Draw<'_>) -> bool {
    let messages = draw.messages;
    let get = |name: &str| messages.get(name).into_owned();
    let periods = Period::ALL.map(|period| (period, get(period_name(period))));
    let label = (&*get("activity-period"), DENSE_HEIGHT);
    let period = segmented(ui, label, screen.period, &periods);
    screen.period = period.unwrap_or(screen.period);
    let filter = Filter {
        label: &get("activity-kind"),
        chosen: screen.kind.map(|kind| messages.audit_kind(kind)),
        any: &get("users-any"),
    };
    let kinds = || {
        let all = AuditKind::WORDS.into_iter();
        all.map(|(_, kind)| (kind, messages.audit_kind(kind)))
            .collect()
    };
    wrap(ui, filter.width(ui));
    let is_chosen = filter.show(ui, &mut screen.kind, kinds);
    let hint = get("activity-user");
    let size = vec2(USER, DENSE_HEIGHT);
    wrap(ui, USER);
    let fields = &mut draw.cache.fields;
    let is_typed = search_field(ui, &mut screen.user, (&hint, messages), size, fields);
    period.is_some() || is_chosen || is_typed
}

/// Begins another row if there is no room for this width.
fn wrap(ui: &mut Ui, width: f32) {
    if ui.available_size_before_wrap().x < width {
        ui.end_row();
    }
}

fn period_name(period: Period) -> &'static str {
    match period {
        Period::Week => "activity-week",
        Period::Month => "activity-month",
        Period::All => "activity-all",
    }
}
