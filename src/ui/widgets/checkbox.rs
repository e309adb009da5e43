//! Checkboxes and radio buttons: in the accent colour when they are selected, and with the focus ring around box and
//! label.

use egui::{Checkbox, Color32, RadioButton, Response, Stroke, Ui, Widget};

use crate::ui::theme::{CHIP_RADIUS, Palette, palette};
use crate::ui::widgets::focus_ring::ring;

/// Draws a checkbox.
pub(crate) fn checkbox(
    ui: &mut Ui,
    is_checked: &mut bool,
    label: &str,
    is_enabled: bool,
) -> Response {
    checkbox_of_several(ui, (is_checked, false), label, is_enabled)
}

/// Draws a checkbox that stands for several things; `is_some` says that only some of them are selected.
pub(crate) fn checkbox_of_several(
    ui: &mut Ui,
    (is_checked, is_some): (&mut bool, bool),
    label: &str,
    is_enabled: bool,
) -> Response {
    let palette = palette(ui.visuals());
    ui.scope(|ui| {
        if *is_checked || is_some {
            for visuals in widgets(ui) {
                visuals.bg_fill = palette.accent;
                visuals.bg_stroke = edge(palette.accent_edge().unwrap_or(palette.accent));
                visuals.fg_stroke = Stroke::new(2.0, palette.on_accent);
            }
        } else {
            empty(ui, &palette);
        }
        for visuals in widgets(ui) {
            visuals.corner_radius = CHIP_RADIUS.into();
        }
        let checkbox = Checkbox::new(is_checked, label).indeterminate(is_some);
        ringed(ui, checkbox, is_enabled)
    })
    .inner
}

/// Draws a radio button, which sets `now` to `this` when it is clicked.
pub(crate) fn radio_button<T: PartialEq>(ui: &mut Ui, now: &mut T, this: T, label: &str) {
    let palette = palette(ui.visuals());
    let is_selected = *now == this;
    ui.scope(|ui| {
        if is_selected {
            for visuals in widgets(ui) {
                visuals.bg_fill = palette.field;
                visuals.bg_stroke = edge(palette.accent_text);
                visuals.fg_stroke.color = palette.accent_text;
            }
        } else {
            empty(ui, &palette);
        }
        if ringed(ui, RadioButton::new(is_selected, label), true).clicked() {
            *now = this;
        }
    });
}

/// Returns the edge of a box. The style of an app may have none.
fn edge(colour: Color32) -> Stroke {
    Stroke::new(1.0, colour)
}

/// Draws what is not selected like a field.
fn empty(ui: &mut Ui, palette: &Palette) {
    for visuals in widgets(ui) {
        visuals.bg_fill = palette.field;
        visuals.bg_stroke = edge(palette.border);
    }
}

/// Returns the visuals of a widget in each state.
fn widgets(ui: &mut Ui) -> [&mut egui::style::WidgetVisuals; 3] {
    let widgets = &mut ui.visuals_mut().widgets;
    [
        &mut widgets.inactive,
        &mut widgets.hovered,
        &mut widgets.active,
    ]
}

fn ringed(ui: &mut Ui, widget: impl Widget, is_enabled: bool) -> Response {
    // The ring is enough: no second one around the box alone.
    ui.visuals_mut().widgets.active.bg_stroke.width = 1.0;
    let response = ui.add_enabled(is_enabled, widget);
    ring(ui, &response);
    response
}

#[cfg(test)]
mod tests {
    use egui::{Context, RawInput, Shape};

    use super::*;

    #[test]
    fn an_empty_box_has_an_edge_in_the_style_of_egui_as_well() {
        let ctx = Context::default();
        let mut border = Color32::TRANSPARENT;
        let mut output = ctx.run_ui(RawInput::default(), |ui| {
            border = palette(ui.visuals()).border;
            checkbox(ui, &mut false, "Notes", true);
        });
        output.textures_delta.clear();
        let has_edge = |shape: &Shape| match shape {
            Shape::Rect(rect) => rect.stroke.width >= 1.0 && rect.stroke.color == border,
            _ => false,
        };
        assert!(output.shapes.iter().any(|shape| has_edge(&shape.shape)));
    }
}
