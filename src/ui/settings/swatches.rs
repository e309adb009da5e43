//! Draws colours to choose from, each with a name.

use egui::{Color32, Response, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use crate::domain::appearance::Accent;
use crate::messages::Messages;

use crate::ui::theme::{RING_GAP, RING_WIDTH, SWATCHES, accent_colour, palette, readable_on};
use crate::ui::widgets::button::clicked;
use crate::ui::widgets::focus_ring::ring;
use crate::ui::widgets::icon::{IconStyle, paint};
use crate::ui::widgets::text::tooltip;

/// The diameter of a colour, in points.
const DIAMETER: f32 = 32.0;
/// The width of a colour with the space around it, in points.
const SLOT: f32 = 40.0;

/// Draws the colours in a row that wraps. Returns the text of the one that was chosen, which is empty for the default.
pub(crate) fn swatches_ui(
    ui: &mut Ui,
    label: &str,
    typed: &str,
    messages: &Messages,
) -> Option<String> {
    let now = Accent::parse(typed);
    let is_default = typed.trim().is_empty();
    let row = ui.horizontal_wrapped(|ui| {
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(Role::RadioGroup);
            node.set_label(label);
        });
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        clicked(SWATCHES, |(name, accent)| {
            let is_chosen = match accent {
                None => is_default,
                Some(accent) => now == Some(*accent),
            };
            let colour = accent.map_or_else(|| default_colour(ui), accent_colour);
            swatch_ui(ui, &messages.get(name), colour, is_chosen)
        })
    });
    let text = |accent: Option<Accent>| accent.map_or_else(String::new, Accent::to_html);
    row.inner.map(|(_, accent)| text(accent))
}

/// Returns the accent of the theme.
fn default_colour(ui: &Ui) -> Color32 {
    use crate::ui::theme::{DARK, LIGHT};
    if ui.visuals().dark_mode {
        DARK.accent
    } else {
        LIGHT.accent
    }
}

fn swatch_ui(ui: &mut Ui, name: &str, colour: Color32, is_chosen: bool) -> Response {
    let (area, response) = ui.allocate_exact_size(vec2(SLOT, SLOT), Sense::click());
    let (centre, radius) = (area.center(), DIAMETER / 2.0);
    ui.painter().circle_filled(centre, radius, colour);
    if is_chosen {
        let ring = Stroke::new(RING_WIDTH, palette(ui.visuals()).accent_text);
        ui.painter()
            .circle_stroke(centre, radius + RING_GAP + 1.0, ring);
        let check = ("check", IconStyle::Outlined);
        paint(ui, centre, check, 18.0, readable_on(colour));
    }
    ring(ui, &response);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, name));
    tooltip(response, name)
}
