//! The field for a code from an authenticator app: one text field, drawn as a cell for each digit.

use egui::{Align2, CornerRadius, Frame, Id, Margin, Rect, Response, Shape, Stroke, StrokeKind};
use egui::{TextBuffer, TextEdit, Ui, Vec2, pos2, vec2};

use crate::domain::secret::Secret;
use crate::domain::two_factor::DIGITS;

use crate::ui::theme::{RADIUS, TextRole, palette};
use crate::ui::widgets::digits::Digits;
use crate::ui::widgets::field::{FieldOptions, FieldResponse, HALO, finish, prevent_copying};
use crate::ui::widgets::keys::FIELD_KEYS;
use crate::ui::widgets::text::label;

/// The size of a cell where there is room, in points.
const CELL: Vec2 = vec2(44.0, 52.0);
/// The space between two cells, in points.
const GAP: f32 = 8.0;
/// The height of the caret, in points.
const CARET: f32 = 28.0;

/// Draws the field. Everything but digits is ignored, so that a code can be pasted with spaces.
pub(crate) fn cells_field(
    ui: &mut Ui,
    code: &mut Secret,
    options: &FieldOptions<'_>,
    fields: &mut Vec<Id>,
) -> FieldResponse {
    let label = label(ui, &options.label);
    let cells = Cells::new(ui);
    let under = ui.painter().add(Shape::Noop);
    let mut layouter = |ui: &Ui, text: &dyn TextBuffer, _: f32| {
        TextRole::digits(ui, text.as_str(), cells.pitch - cells.digit)
    };
    let mut buffer = Digits::new(code, DIGITS);
    let response = ui
        .scope(|ui| {
            // The caret is drawn in the cell that the next digit goes to.
            ui.visuals_mut().text_cursor.stroke = Stroke::NONE;
            let edit = TextEdit::singleline(&mut buffer)
                .frame(Frame::new().inner_margin(cells.margin()))
                .event_filter(FIELD_KEYS)
                .align(Align2::LEFT_CENTER)
                .min_size(cells.size())
                .desired_width(cells.size().x)
                .layouter(&mut layouter);
            ui.add_enabled(options.is_enabled, edit)
        })
        .inner
        .labelled_by(label.id);
    if options.wants_focus {
        response.request_focus();
    }
    let typed = buffer.as_str().len();
    let shapes = cells.shapes(ui, &response, (typed, options.error.is_some()));
    ui.painter().set(under, Shape::Vec(shapes));
    prevent_copying(ui, &response);
    finish(ui, options, &response, fields)
}

/// The measures of the cells.
struct Cells {
    width: f32,
    /// From one cell to the next.
    pitch: f32,
    /// The width of a digit.
    digit: f32,
}

impl Cells {
    #[expect(clippy::cast_precision_loss, reason = "a few cells")]
    fn new(ui: &Ui) -> Self {
        let gaps = GAP * (DIGITS - 1) as f32;
        let width = (ui.available_width() - gaps) / DIGITS as f32;
        let width = width.min(CELL.x).floor();
        Self {
            width,
            pitch: width + GAP,
            digit: TextRole::digits(ui, "0", 0.0).size().x,
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "a few cells")]
    fn size(&self) -> Vec2 {
        vec2(self.pitch * DIGITS as f32 - GAP, CELL.y)
    }

    /// Returns the space before the first digit and after the last one.
    fn margin(&self) -> Margin {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "less than the width of a cell"
        )]
        let side = ((self.width - self.digit) / 2.0).floor().max(0.0) as i8;
        Margin::symmetric(side, 0)
    }

    /// Returns the cells, and the caret if the field has the focus.
    fn shapes(&self, ui: &Ui, field: &Response, (typed, is_wrong): (usize, bool)) -> Vec<Shape> {
        let palette = palette(ui.visuals());
        let state = TextEdit::load_state(ui.ctx(), field.id);
        let range = state.and_then(|state| state.cursor.char_range());
        let caret = range.map_or(typed, |range| range.primary.index.0);
        let radius = CornerRadius::same(RADIUS);
        let mut shapes = Vec::new();
        for at in 0..DIGITS {
            let cell = self.cell(field.rect, at);
            let is_current = field.has_focus() && at == caret.min(DIGITS - 1);
            let (edge, halo) = if is_wrong {
                (Stroke::new(2.0, palette.error.text), palette.error.tint)
            } else if is_current {
                (Stroke::new(2.0, palette.accent_text), palette.tint)
            } else {
                (Stroke::new(1.0, palette.border), palette.tint)
            };
            if is_current {
                let halo = Stroke::new(HALO, halo);
                shapes.push(Shape::rect_stroke(cell, radius, halo, StrokeKind::Outside));
            }
            shapes.push(Shape::rect_filled(cell, radius, palette.field));
            shapes.push(Shape::rect_stroke(cell, radius, edge, StrokeKind::Inside));
        }
        if field.has_focus() {
            let stroke = Stroke::new(2.0, palette.text);
            let x = self.caret(field.rect, (caret, typed));
            let height = (field.rect.center().y - CARET / 2.0, CARET);
            let ends = [pos2(x, height.0), pos2(x, height.0 + height.1)];
            shapes.push(Shape::line_segment(ends, stroke));
        }
        shapes
    }

    #[expect(clippy::cast_precision_loss, reason = "a few cells")]
    fn cell(&self, field: Rect, at: usize) -> Rect {
        let left = field.left() + self.pitch * at as f32;
        Rect::from_min_size(pos2(left, field.top()), vec2(self.width, CELL.y))
    }

    /// Returns where the caret is: in the middle of an empty cell, before a digit, or after the last one.
    fn caret(&self, field: Rect, (caret, typed): (usize, usize)) -> f32 {
        let centre = self.cell(field, caret.min(DIGITS - 1)).center().x;
        if caret >= DIGITS {
            centre + self.digit / 2.0 + 2.0
        } else if caret < typed {
            centre - self.digit / 2.0 - 2.0
        } else {
            centre
        }
    }
}
