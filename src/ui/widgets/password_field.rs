//! Password fields: masked while the user types, with a button that reveals the text. egui gives a screen reader a
//! dot for each character of a masked password; here it gets the same number of dots for every length.

use egui::accesskit::{Rect, TextPosition, TextSelection};
use egui::{Id, Response, Ui, UiBuilder};

use crate::messages::Messages;
use crate::screen::form::password_input::PasswordInput;

use crate::ui::theme::{CONTROL_HEIGHT, field_margin, palette};
use crate::ui::widgets::button::quiet_button;
use crate::ui::widgets::capture::note_secret;
use crate::ui::widgets::field::{
    FieldOptions, FieldResponse, Style, edit, finish, prevent_copying,
};
use crate::ui::widgets::icon::icon_text;
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::secret_buffer::SecretBuffer;
use crate::ui::widgets::text::label;

/// The number of dots that a screen reader gets.
const DOTS: usize = 8;
/// The length of the pieces into which egui divides the text for a screen reader, in characters.
const PIECE: usize = 255;
/// What a screen reader gets for a character.
const DOT: &str = "•";

/// Draws a field for a password, with a button that reveals it.
pub(crate) fn password_field(
    ui: &mut Ui,
    input: &mut PasswordInput,
    options: &FieldOptions<'_>,
    messages: &Messages,
    fields: &mut Vec<Id>,
) -> FieldResponse {
    let label = label(ui, &options.label);
    let is_masked = !(input.is_revealed && input.can_be_revealed());
    if !is_masked {
        note_secret(ui.ctx());
    }
    let style = Style {
        is_masked,
        free: CONTROL_HEIGHT - f32::from(field_margin().right),
    };
    let mut buffer = SecretBuffer(&mut input.text);
    let response = edit(ui, &mut buffer, options, style, label.id);
    input.edited();
    if is_masked {
        hide_password_length(ui, &response, input.text.expose().chars().count());
    }
    let is_enabled = options.is_enabled && input.can_be_revealed();
    let button = (options.label.as_ref(), is_enabled);
    if reveal_ui(ui, button, is_masked, response.rect, messages) {
        input.is_revealed = is_masked;
    }
    prevent_copying(ui, &response);
    let done = finish(ui, options, &response, fields);
    let text = input.text.expose();
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    let is_capitals_only = capitals > 2 && !text.chars().any(char::is_lowercase);
    optional(ui, |ui| {
        if is_capitals_only && options.error.is_none() {
            let (text, warning) = (
                messages.get("password-capitals"),
                palette(ui.visuals()).warning.text,
            );
            icon_text(ui, ("keyboard", 18.0), &text, warning);
        }
    });
    done
}

/// Draws the button that reveals or hides the password, at the right end of the field. Returns `true` if it was
/// clicked.
fn reveal_ui(
    ui: &mut Ui,
    (label, is_enabled): (&str, bool),
    is_masked: bool,
    field: egui::Rect,
    messages: &Messages,
) -> bool {
    let (icon, name) = if is_masked {
        ("visibility", "password-show")
    } else {
        ("visibility_off", "password-hide")
    };
    let corner = field.right_top() - egui::vec2(CONTROL_HEIGHT, 0.0);
    let area = egui::Rect::from_min_size(corner, egui::Vec2::splat(CONTROL_HEIGHT));
    let mut inside = ui.new_child(UiBuilder::new().max_rect(area));
    if !is_enabled {
        inside.disable();
    }
    let toggle = quiet_button(&mut inside, icon, &messages.get(name));
    // A form can have two such buttons: the label of the field is read after the button's name.
    ui.ctx().accesskit_node_builder(toggle.id, |node| {
        node.set_description(label);
    });
    toggle.clicked()
}

/// Gives a screen reader the same text for every password but the empty one.
pub(crate) fn hide_password_length(ui: &Ui, field: &Response, length: usize) {
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
