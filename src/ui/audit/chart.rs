//! Draws the number of records of each day as bars, those that were refused apart on top of the others. The pointer and
//! the arrow keys name a day and its numbers; the table of days has the same.

use egui::accesskit::Live;
use egui::{
    Align2, Color32, EventFilter, Id, Key, Painter, Pos2, Rect, Response, Role, Sense, Stroke, Ui,
    WidgetInfo, pos2, vec2,
};

use crate::domain::day::Day;
use crate::messages::Messages;
use crate::service::audit::AuditCount;

use crate::ui::theme::{Palette, TextRole, palette};
use crate::ui::widgets::focus_ring::ring;
use crate::ui::widgets::text::painted;

/// The height of the line that names a day, in points.
const NAMED: f32 = 22.0;
/// The height of the bars with the numbers above them, in points.
const HEIGHT: f32 = 106.0;
/// The height of the numbers above the bars, in points.
const ABOVE: f32 = 18.0;
/// The height of the labels below the bars, in points.
const LABELS: f32 = 24.0;
/// The width of the labels of the grid, in points.
const SCALE: f32 = 28.0;
/// The greatest width of a bar, and of the space that it is in, in points.
const BAR: [f32; 2] = [32.0, 112.0];
/// The least width of a label, in points.
const LABEL: f32 = 48.0;
/// The space between the parts of a bar, in points.
const APART: f32 = 2.0;
/// With as many days, there is a label for each week.
const MONTH: usize = 31;

/// Draws a bar for each day, the last of which is today.
pub(crate) fn chart_ui(ui: &mut Ui, days: &[(Day, AuditCount)], messages: &Messages) {
    let size = vec2(ui.available_width(), NAMED + HEIGHT + LABELS);
    let sense = Sense::hover() | Sense::focusable_noninteractive();
    let (area, response) = ui.allocate_exact_size(size, sense);
    let label = messages.get("activity-bars");
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &label));
    if days.is_empty() {
        return;
    }
    let plot = Rect::from_min_size(
        area.min + vec2(SCALE, NAMED),
        vec2(area.width() - SCALE, HEIGHT),
    );
    let (step, top) = scale(most(days));
    let chart = Chart {
        ui,
        palette: palette(ui.visuals()),
        plot,
        step,
        top,
        slot: slot(plot.width(), days.len()),
    };
    let named = named(ui, &response, &chart, days.len());
    chart.grid();
    for (at, (day, count)) in days.iter().enumerate() {
        let is_today = at + 1 == days.len();
        chart.bar(at, *count, is_today, named == Some(at));
        if is_labelled(chart.slot, at, days.len()) {
            chart.label(
                at,
                &bar_label(messages, *day, is_today, days.len()),
                is_today,
            );
        }
    }
    if let Some((at, (day, count))) = named.and_then(|at| Some((at, days.get(at)?))) {
        let text = format!("{} · {}", messages.full_date(*day), messages.counts(*count));
        chart.name(at, area, &text);
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_value(text);
            node.set_live(Live::Polite);
        });
    }
    ring(ui, &response);
}

/// Returns the greatest number of records of a day.
fn most(days: &[(Day, AuditCount)]) -> u32 {
    let sums = days.iter().map(|(_, count)| count.sum());
    sums.max().unwrap_or_default()
}

fn bar_label(messages: &Messages, day: Day, is_today: bool, days: usize) -> String {
    if is_today {
        return messages.get("date-today-short").into_owned();
    }
    if days < MONTH {
        return messages.short_weekday(day);
    }
    messages.short_date(day)
}

/// Returns the day that is named: the one under the pointer, or the one that the arrow keys have moved to.
fn named(ui: &Ui, response: &Response, chart: &Chart<'_>, days: usize) -> Option<usize> {
    if let Some(pointer) = response.hover_pos() {
        let at = ((pointer.x - chart.plot.left()) / chart.slot).floor();
        return index(at).filter(|at| *at < days);
    }
    if !response.has_focus() {
        return None;
    }
    let kept: Id = response.id.with("named");
    let last = days - 1;
    let before: Option<usize> = ui.data(|data| data.get_temp(kept));
    let at = before.unwrap_or(last).min(last);
    let filter = EventFilter {
        horizontal_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let moves = [
        (Key::ArrowLeft, at.saturating_sub(1)),
        (Key::ArrowRight, (at + 1).min(last)),
        (Key::Home, 0),
        (Key::End, last),
    ];
    let to = ui.input(|input| {
        let mut moves = moves.iter();
        moves
            .find(|(key, _)| input.key_pressed(*key))
            .map(|(_, to)| *to)
    });
    let at = to.unwrap_or(at);
    ui.data_mut(|data| data.insert_temp(kept, at));
    Some(at)
}

struct Chart<'a> {
    ui: &'a Ui,
    palette: Palette,
    plot: Rect,
    /// The number at the first line above zero.
    step: u32,
    /// The number that is as high as the bars may be.
    top: u32,
    /// The width of a bar with the space around it.
    slot: f32,
}

impl Chart<'_> {
    fn painter(&self) -> &Painter {
        self.ui.painter()
    }

    /// Returns the height of a number, in points.
    fn height(&self, number: u32) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "points on a screen")]
        let share = number as f32 / self.top as f32;
        share * (HEIGHT - ABOVE)
    }

    fn middle(&self, at: usize) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "points on a screen")]
        let middle = self.plot.left() + (at as f32 + 0.5) * self.slot;
        middle
    }

    fn width(&self) -> f32 {
        (self.slot * 0.7).clamp(1.0, BAR[0])
    }

    fn grid(&self) {
        let stroke = Stroke::new(1.0, self.palette.line);
        for line in 0..=2 {
            let number = self.step * line;
            let y = self.plot.bottom() - self.height(number);
            self.painter().hline(self.plot.x_range(), y, stroke);
            let at = pos2(self.plot.left() - 8.0, y);
            let style = (TextRole::Caption, self.palette.weak);
            self.text((at, Align2::RIGHT_CENTER), &number.to_string(), style);
        }
    }

    fn text(&self, place: (Pos2, Align2), text: &str, style: (TextRole, Color32)) {
        painted(self.ui, place, text, style);
    }

    fn bar(&self, at: usize, count: AuditCount, is_today: bool, is_named: bool) {
        let (middle, width, bottom) = (self.middle(at), self.width(), self.plot.bottom());
        let palette = &self.palette;
        if is_named {
            let size = vec2(self.slot.min(BAR[1]), HEIGHT);
            let behind = Rect::from_center_size(pos2(middle, self.plot.center().y), size);
            self.painter().rect_filled(behind, 4, palette.soft);
        }
        let part = |from: f32, height: f32| {
            let centre = pos2(middle, from - height / 2.0);
            Rect::from_center_size(centre, vec2(width, height))
        };
        let radius = if width < 8.0 { 0 } else { 3 };
        let colour = if is_today {
            palette.accent_text
        } else {
            palette.bar
        };
        let done = self.height(count.done);
        if count.sum() == 0 {
            let none = part(bottom, 1.5);
            self.painter().rect_filled(none, 0, palette.strong_line);
        } else {
            self.painter()
                .rect_filled(part(bottom, done), radius, colour);
        }
        if count.refused > 0 {
            let from = bottom - done - APART;
            let height = self.height(count.refused).max(4.0);
            let fill = palette.error.text;
            self.painter()
                .rect_filled(part(from, height), radius.min(2), fill);
            if self.slot >= BAR[0] {
                let at = pos2(middle, from - height - 2.0);
                let text = format!("{} ×", count.refused);
                self.text(
                    (at, Align2::CENTER_BOTTOM),
                    &text,
                    (TextRole::Caption, fill),
                );
            }
        }
    }

    fn label(&self, at: usize, text: &str, is_today: bool) {
        let colour = if is_today {
            self.palette.text
        } else {
            self.palette.weak
        };
        let at = pos2(self.middle(at), self.plot.bottom() + 6.0);
        self.text((at, Align2::CENTER_TOP), text, (TextRole::Caption, colour));
    }

    /// Names a day above its bar, as near as the edges allow.
    fn name(&self, at: usize, area: Rect, text: &str) {
        let share = (self.middle(at) - area.left()) / area.width();
        let (x, align) = match share {
            ..0.25 => (self.plot.left(), Align2::LEFT_TOP),
            0.75.. => (area.right(), Align2::RIGHT_TOP),
            _ => (self.middle(at), Align2::CENTER_TOP),
        };
        let style = (TextRole::SmallLabel, self.palette.text);
        self.text((pos2(x, area.top()), align), text, style);
    }
}

/// Returns `true` if a bar has a label: each, or each of a week from a month on, and fewer where there is no room. The
/// last one, today, always has one, and those beside it only if they do not touch it.
fn is_labelled(slot: f32, at: usize, days: usize) -> bool {
    let least = if days < MONTH { 1_u8 } else { 7 };
    let mut every = [1_u8, 2, 7, 14, 28, 91].into_iter();
    let every = every.find(|every| *every >= least && slot * f32::from(*every) >= LABEL);
    let back = days - 1 - at;
    every.map_or(back == 0, |every| back.is_multiple_of(usize::from(every)))
}

/// Returns the width of a bar with the space around it.
fn slot(width: f32, bars: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a few bars")]
    let share = width / bars as f32;
    share.min(BAR[1])
}

/// Returns the number at the first line above zero, which is 1, 2 or 5 with zeros, and the one that is as high as the
/// chart: no less than `most` and the second line.
fn scale(most: u32) -> (u32, u32) {
    let steps = (0..9_u32).flat_map(|zeros| [1, 2, 5].map(|digit| digit * 10_u32.pow(zeros)));
    let step = steps.take_while(|step| step.saturating_mul(2) <= most.max(2));
    let step = step.last().unwrap_or(1);
    (step, most.max(2 * step))
}

/// Returns a whole number that is not below zero.
fn index(at: f32) -> Option<usize> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked"
    )]
    (at >= 0.0).then_some(at as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_are_at_round_numbers_and_the_highest_bar_fits() {
        let scales = [0, 1, 3, 4, 7, 16, 23, 100, 301].map(scale);
        let expected = [
            (1, 2),
            (1, 2),
            (1, 3),
            (2, 4),
            (2, 7),
            (5, 16),
            (10, 23),
            (50, 100),
            (100, 301),
        ];
        assert_eq!(scales, expected);
        assert!(scale(u32::MAX).1 == u32::MAX);
    }

    #[test]
    fn one_bar_is_no_wider_than_its_greatest_width_and_a_year_fits() {
        assert!(slot(900.0, 1) <= BAR[1]);
        assert!(slot(900.0, 365) * 365.0 <= 900.1);
    }

    #[test]
    fn each_day_has_a_label_and_from_a_month_on_each_week() {
        let labels = |width: f32, days: usize| {
            let slot = slot(width, days);
            (0..days).filter(|at| is_labelled(slot, *at, days)).count()
        };
        assert_eq!(labels(960.0, 1), 1);
        assert_eq!(labels(960.0, 7), 7);
        assert_eq!(labels(960.0, 14), 14);
        assert_eq!(labels(960.0, 31), 5);
        assert_eq!(labels(960.0, 365), 14);
        assert_eq!(labels(260.0, 7), 4);
        assert!(is_labelled(1.0, 364, 365), "today");
    }
}
