//! What a screen reader is told of a hidden password: that there is one, and not how long it is. egui tells it a dot
//! for each character, how wide they are, and where the cursor stands among them; that is replaced.

use egui::accesskit::{Rect, TextPosition, TextSelection};
use egui::{Response, Ui};

/// How many dots are told, whatever is typed.
const DOTS: usize = 8;
/// Into how long pieces egui cuts what it tells.
const PIECE: usize = 255;
/// What is told of a character.
const DOT: &str = "•";

/// Has a screen reader told the same of every password of this field, but for none.
pub(crate) fn hide_length(ui: &Ui, field: &Response, length: usize) {
    if length == 0 {
        return;
    }
    let ctx = ui.ctx();
    let piece = |number: usize| field.id.with(0_usize).with(number);
    let end = TextPosition {
        node: piece(0).accesskit_id(),
        character_index: DOTS,
    };
    ctx.accesskit_node_builder(field.id, |node| {
        node.set_value(DOT.repeat(DOTS));
        node.set_text_selection(TextSelection {
            anchor: end,
            focus: end,
        });
    });
    let rect = field.rect;
    let bounds = Rect {
        x0: rect.left().into(),
        y0: rect.top().into(),
        x1: rect.right().into(),
        y1: rect.bottom().into(),
    };
    for number in 0..length.div_ceil(PIECE) {
        let dots = if number == 0 { DOTS } else { 0 };
        ctx.accesskit_node_builder(piece(number), |node| {
            node.set_value(DOT.repeat(dots));
            node.set_character_lengths(vec![3; dots]);
            #[expect(clippy::cast_precision_loss, reason = "a few dots")]
            node.set_character_positions((0..dots).map(|at| 8.0 * at as f32).collect::<Vec<_>>());
            node.set_character_widths(vec![8.0; dots]);
            node.set_word_starts(Vec::new());
            node.set_bounds(bounds);
            node.clear_next_on_line();
            node.clear_previous_on_line();
        });
    }
}
