//! Password fields: hidden while they are typed, with a button that shows them. egui gives a screen reader a dot
//! for each character of a hidden password; here it gets the same dots whatever the length.

use egui::accesskit::{Rect, TextPosition, TextSelection};
use egui::{Id, Response, RichText, Ui};

use crate::messages::Messages;
use crate::screen::form::password_input::PasswordInput;

use crate::ui::theme::{CONTROL_HEIGHT, palette};
use crate::ui::widgets::button::icon_button;
use crate::ui::widgets::field::{
    FieldOptions, FieldResponse, edit, field_message, prevent_copying, register_field, response_of,
};
use crate::ui::widgets::icon::decoration;
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::secret_buffer::SecretBuffer;

/// How many dots are told, whatever is typed.
const DOTS: usize = 8;
/// Into how long pieces egui cuts what it tells.
const PIECE: usize = 255;
/// What is told of a character.
const DOT: &str = "•";

/// Draws a field for a password, with a button that shows it.
pub(crate) fn password_field(
    ui: &mut Ui,
    input: &mut PasswordInput,
    options: &FieldOptions<'_>,
    messages: &Messages,
    fields: &mut Vec<Id>,
) -> FieldResponse {
    let label = ui.label(RichText::new(options.label).strong());
    let response = ui
        .horizontal(|ui| {
            let room = CONTROL_HEIGHT + ui.spacing().item_spacing.x;
            let width = ui.available_width() - room;
            let is_masked = !input.is_revealed;
            let mut buffer = SecretBuffer(&mut input.text);
            let response = edit(ui, &mut buffer, options, (width, is_masked), label.id);
            if is_masked {
                hide_password_length(ui, &response, input.text.expose().chars().count());
            }
            let (icon, name) = if is_masked {
                ("visibility", "password-show")
            } else {
                ("visibility_off", "password-hide")
            };
            let toggle = ui.add_enabled_ui(options.is_enabled, |ui| {
                icon_button(ui, icon, &messages.get(name))
            });
            // A form can have two of them: which one is meant is read after the name.
            ui.ctx().accesskit_node_builder(toggle.inner.id, |node| {
                node.set_description(options.label)
            });
            if toggle.inner.clicked() {
                input.is_revealed = is_masked;
            }
            response
        })
        .inner;
    register_field(fields, response.id);
    prevent_copying(ui, &response);
    field_message(ui, options, &response);
    let text = input.text.expose();
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    let is_shouted = capitals > 2 && !text.chars().any(char::is_lowercase);
    optional(ui, |ui| {
        if is_shouted && options.error.is_none() {
            hint(ui, "keyboard", &messages.get("password-capitals"));
        }
    });
    response_of(ui, &response)
}

fn hint(ui: &mut Ui, icon: &str, text: &str) {
    let warning = palette(ui.visuals()).warning;
    ui.horizontal_top(|ui| {
        decoration(ui, icon, 18.0, warning);
        ui.add(egui::Label::new(RichText::new(text).color(warning)).wrap());
    });
}

/// Has a screen reader told the same of every password of this field, but for none.
fn hide_password_length(ui: &Ui, field: &Response, length: usize) {
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
