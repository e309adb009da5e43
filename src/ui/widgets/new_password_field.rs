//! The field for a password that the user chooses: its strength as a bar and in words, and a link that suggests a
//! passphrase.

use egui::{Rect, Ui, Vec2, vec2};

use crate::domain::password::Strength;
use crate::screen::form::new_password::NewPassword;

use crate::ui::draw::Draw;
use crate::ui::theme::{SMALL_GAP, TextRole, palette};
use crate::ui::widgets::button::{label_link, link};
use crate::ui::widgets::field::FieldOptions;
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::password_field::password_field;
use crate::ui::widgets::text::role_width;

/// The height of the bar, in points.
const BAR: f32 = 6.0;
/// The least space between the label and the link beside it, in points.
const BETWEEN: f32 = 24.0;
/// The number of steps of the bar.
const STEPS: u8 = 5;

/// Draws the field. Returns one of the events: the text was edited, Enter was pressed, a passphrase is wanted.
pub(crate) fn new_password_field<E>(
    ui: &mut Ui,
    field: &mut NewPassword,
    options: &FieldOptions<'_>,
    [edited, entered, suggest]: [E; 3],
    draw: &mut Draw<'_>,
) -> Option<E> {
    let messages = draw.messages;
    let above = ui.cursor().top();
    let response = password_field(
        ui,
        &mut field.input,
        options,
        messages,
        &mut draw.cache.fields,
    );
    optional(ui, |ui| {
        if let Some(strength) = field.strength() {
            let (text, label) = (messages.strength(strength), messages.get("strength-label"));
            strength_ui(ui, strength, &text, &label);
        }
    });
    let text = messages.get("password-suggest");
    let used = role_width(ui, TextRole::Label, &options.label)
        + role_width(ui, TextRole::SmallLabel, &text);
    let link = if used + BETWEEN <= ui.available_width() {
        label_link(ui, above, &text, options.is_enabled)
    } else {
        link(ui, &text, options.is_enabled)
    };
    if link.clicked() {
        Some(suggest)
    } else if response.entered {
        Some(entered)
    } else {
        response.changed.then_some(edited)
    }
}

/// Draws the bar with its text, which a screen reader reads after `label`.
fn strength_ui(ui: &mut Ui, strength: Strength, text: &str, label: &str) {
    let palette = palette(ui.visuals());
    let colour = match strength {
        Strength::VeryWeak | Strength::Weak => palette.error.text,
        Strength::Fair => palette.warning.text,
        Strength::Good | Strength::Strong => palette.success.text,
    };
    let size = vec2(ui.available_width(), BAR);
    let (rect, _) = ui.allocate_exact_size(size, egui::Sense::empty());
    let gap = 4.0;
    let width = (size.x + gap) / f32::from(STEPS) - gap;
    for step in 0..STEPS {
        let left = rect.left() + f32::from(step) * (width + gap);
        let piece = Rect::from_min_size(egui::pos2(left, rect.top()), Vec2::new(width, BAR));
        let is_filled = step < strength.step();
        let fill = if is_filled { colour } else { palette.line };
        ui.painter().rect_filled(piece, 2, fill);
    }
    let response = ui.label(TextRole::Small.text(ui, text).color(colour));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_live(egui::accesskit::Live::Polite);
        node.set_value(format!("{label}: {text}"));
    });
    ui.add_space(SMALL_GAP);
}
