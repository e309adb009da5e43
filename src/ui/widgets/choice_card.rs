//! Radio buttons as cards: a title, a line under it, and an icon. The whole card is the target.

use egui::{
    Color32, Response, Role, Sense, Stroke, StrokeKind, TextStyle, TextWrapMode, Ui, WidgetInfo,
    WidgetText, pos2, vec2,
};

use crate::ui::theme::{NOTE_RADIUS, TextRole, palette};
use crate::ui::widgets::focus_ring::ring;
use crate::ui::widgets::icon::{IconStyle, paint};

/// The least height of a card, in points.
const HEIGHT: f32 = 71.0;
/// The space between the edge of a card and its content, in points.
const PADDING: f32 = 16.0;
/// The diameter of the button, in points.
const BUTTON: f32 = 20.0;
/// The space between the button and the text, in points.
const TEXT_GAP: f32 = 14.0;
/// The width that the icon has, with the space before it, in points.
const ICON: f32 = 32.0;

/// Draws a card that sets `now` to `this` when it is clicked. Returns the card: Enter on the chosen one submits the form.
pub(crate) fn choice_card<T: PartialEq>(
    ui: &mut Ui,
    (now, this): (&mut T, T),
    icon: &str,
    (title, help): (&str, &str),
) -> Response {
    let is_chosen = *now == this;
    let palette = palette(ui.visuals());
    let width = ui.available_width();
    let room = width - 2.0 * PADDING - BUTTON - TEXT_GAP - ICON;
    let galley = |role: TextRole, text: &str, colour: Color32| {
        let text = WidgetText::from(role.text(ui, text).color(colour));
        text.into_galley(ui, Some(TextWrapMode::Wrap), room, TextStyle::Body)
    };
    let title_text = galley(TextRole::Label, title, palette.text);
    let help_text = galley(TextRole::Small, help, palette.weak);
    let text = title_text.size().y + help_text.size().y;
    let size = vec2(width, HEIGHT.max(text + 2.0 * PADDING));
    let (area, response) = ui.allocate_exact_size(size, Sense::click());
    if response.clicked() {
        *now = this;
    }
    let (fill, edge, colour) = match (is_chosen, response.hovered()) {
        (true, _) => {
            let edge = Stroke::new(2.0, palette.accent_text);
            (palette.tint, edge, palette.accent_text)
        }
        (false, true) => {
            let edge = Stroke::new(1.0, palette.border);
            (palette.hovered, edge, palette.weak)
        }
        (false, false) => {
            let edge = Stroke::new(1.0, palette.border);
            (palette.raised, edge, palette.weak)
        }
    };
    let painter = ui.painter();
    painter.rect(area, NOTE_RADIUS, fill, edge, StrokeKind::Inside);
    let left = area.left() + PADDING;
    let button = pos2(left + BUTTON / 2.0, area.center().y);
    if is_chosen {
        painter.circle_filled(button, BUTTON / 2.0, palette.accent_text);
        painter.circle_filled(button, BUTTON / 5.0, palette.raised);
    } else {
        let edge = Stroke::new(1.0, palette.border);
        painter.circle(button, BUTTON / 2.0 - 0.5, palette.field, edge);
    }
    let corner = pos2(left + BUTTON + TEXT_GAP, area.center().y - text / 2.0);
    let below = corner + vec2(0.0, title_text.size().y);
    painter.galley(corner, title_text, palette.text);
    painter.galley(below, help_text, palette.weak);
    let style = if is_chosen {
        IconStyle::Filled
    } else {
        IconStyle::Outlined
    };
    let at = pos2(area.right() - PADDING - 12.0, area.center().y);
    paint(ui, at, (icon, style), 20.0, colour);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, title));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_description(help);
    });
    ring(ui, &response);
    response
}
