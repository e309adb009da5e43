//! Draws numbers of records as bars, those that were refused apart on top of the others. The table below has the same
//! numbers for screen readers.

use egui::{Align2, Color32, Painter, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::messages::Messages;
use crate::service::audit::AuditCount;

use crate::ui::theme::{Palette, TextRole, palette};
use crate::ui::widgets::text::painted;

/// The height of the bars, in points.
const HEIGHT: f32 = 140.0;
/// The height of the labels below the bars, in points.
const LABELS: f32 = 22.0;
/// The width of the labels of the grid, in points.
const SCALE: f32 = 32.0;
/// The greatest width of a bar, and of the space that it is in, in points.
const BAR: [f32; 2] = [32.0, 112.0];
/// The least width of a label, in points.
const LABEL: f32 = 56.0;
/// The space between the parts of a bar, in points.
const APART: f32 = 2.0;
/// The lines of the grid above zero.
const LINES: u32 = 3;

/// Draws a bar for each row, with its label if there is room. The last one can be marked, as today is.
pub(crate) fn chart_ui(
    ui: &mut Ui,
    rows: &[(String, AuditCount)],
    marks_last: bool,
    messages: &Messages,
) {
    let size = vec2(ui.available_width(), HEIGHT + LABELS);
    let (area, response) = ui.allocate_exact_size(size, Sense::hover());
    let label = messages.get("activity-bars");
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &label));
    if rows.is_empty() {
        return;
    }
    let plot = Rect::from_min_size(
        area.min + vec2(SCALE, 0.0),
        vec2(area.width() - SCALE, HEIGHT),
    );
    let sums = rows
        .iter()
        .map(|(_, count)| count.done.saturating_add(count.refused));
    let top = scale(sums.max().unwrap_or_default());
    let chart = Chart {
        ui,
        palette: palette(ui.visuals()),
        plot,
        top,
        slot: slot(plot.width(), rows.len()),
    };
    chart.grid();
    for (at, row) in rows.iter().enumerate() {
        chart.bar(at, row, marks_last && at + 1 == rows.len());
    }
    let hovered = response.hover_pos().and_then(|pointer| {
        let at = ((pointer.x - plot.left()) / chart.slot).floor();
        rows.get(index(at)?)
    });
    if let Some((name, count)) = hovered {
        let [done, refused] = ["activity-done", "activity-refused"].map(|name| messages.get(name));
        let text = format!(
            "{name}\n{done}: {}\n{refused}: {}",
            count.done, count.refused
        );
        response.on_hover_text_at_pointer(text);
    }
}

struct Chart<'a> {
    ui: &'a Ui,
    palette: Palette,
    plot: Rect,
    /// The number at the highest line.
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
        // Space for the number above the highest bar.
        share * (HEIGHT - 20.0)
    }

    fn grid(&self) {
        let stroke = Stroke::new(1.0, self.palette.line);
        for line in 0..=LINES {
            let number = self.top / LINES * line;
            let y = self.plot.bottom() - self.height(number);
            self.painter().hline(self.plot.x_range(), y, stroke);
            let at = pos2(self.plot.left() - 8.0, y);
            self.text(
                at,
                Align2::RIGHT_CENTER,
                &number.to_string(),
                self.palette.weak,
            );
        }
    }

    fn text(&self, at: egui::Pos2, align: Align2, text: &str, colour: Color32) {
        painted(self.ui, (at, align), text, (TextRole::Caption, colour));
    }

    fn bar(&self, at: usize, (label, count): &(String, AuditCount), is_marked: bool) {
        #[expect(clippy::cast_precision_loss, reason = "points on a screen")]
        let middle = self.plot.left() + (at as f32 + 0.5) * self.slot;
        let width = (self.slot * 0.7).clamp(1.0, BAR[0]);
        let bottom = self.plot.bottom();
        let done = self.height(count.done);
        let part = |from: f32, height: f32| {
            let centre = pos2(middle, from - height / 2.0);
            Rect::from_center_size(centre, vec2(width, height))
        };
        let radius = if width < 8.0 { 0 } else { 3 };
        let colour = if is_marked {
            self.palette.accent
        } else {
            self.palette.bar
        };
        self.painter()
            .rect_filled(part(bottom, done), radius, colour);
        if count.refused > 0 {
            let from = bottom - done - APART;
            let height = self.height(count.refused).max(3.0);
            let fill = self.palette.error.text;
            self.painter().rect_filled(part(from, height), radius, fill);
            if self.slot >= BAR[0] {
                let at = pos2(middle, from - height - 2.0);
                self.text(
                    at,
                    Align2::CENTER_BOTTOM,
                    &format!("{} ×", count.refused),
                    fill,
                );
            }
        }
        if self.is_labelled(at) {
            let colour = if is_marked {
                self.palette.text
            } else {
                self.palette.weak
            };
            self.text(
                pos2(middle, bottom + 6.0),
                Align2::CENTER_TOP,
                label,
                colour,
            );
        }
    }

    /// Returns `true` if there is room for the label of this bar: of each, or else of every seventh, and so on.
    fn is_labelled(&self, at: usize) -> bool {
        let every = [1_u8, 7, 28, 91]
            .into_iter()
            .find(|every| self.slot * f32::from(*every) >= LABEL);
        every.is_some_and(|every| at.is_multiple_of(usize::from(every)))
    }
}

/// Returns the width of a bar with the space around it.
fn slot(width: f32, bars: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a few bars")]
    let share = width / bars as f32;
    share.min(BAR[1])
}

/// Returns the number at the highest line: the least multiple of the lines by 1, 2 or 5 and zeros that is not below
/// `most`.
fn scale(most: u32) -> u32 {
    let steps = (0..9_u32).flat_map(|zeros| [1, 2, 5].map(|digit| digit * 10_u32.pow(zeros)));
    let mut tops = steps.filter_map(|step| step.checked_mul(LINES));
    tops.find(|top| *top >= most)
        .unwrap_or(u32::MAX / LINES * LINES)
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
    fn the_highest_line_is_the_next_round_number() {
        let tops = [0, 1, 3, 4, 7, 16, 100, 301].map(scale);
        assert_eq!(tops, [3, 3, 3, 6, 15, 30, 150, 600]);
        assert!(scale(u32::MAX) > 0);
    }

    #[test]
    fn one_bar_is_no_wider_than_its_greatest_width_and_a_year_fits() {
        assert!(slot(900.0, 1) <= BAR[1]);
        assert!(slot(900.0, 365) * 365.0 <= 900.1);
    }
}
