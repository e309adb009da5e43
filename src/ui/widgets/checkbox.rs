//! Boxes to tick, and choices of which one is taken: in the accent colour when they are, and with a ring around
//! box and words when they have the focus.

use egui::{Checkbox, RadioButton, Response, Stroke, Ui, Widget};

use crate::ui::theme::palette;
use crate::ui::widgets::focus_ring::ring;

/// Draws a box to tick.
pub(crate) fn checkbox(
    ui: &mut Ui,
    is_checked: &mut bool,
    label: &str,
    is_enabled: bool,
) -> Response {
    let palette = palette(ui.visuals());
    ui.scope(|ui| {
        if *is_checked {
            for visuals in widgets(ui) {
                visuals.bg_fill = palette.accent;
                visuals.bg_stroke.color = palette.accent;
                visuals.fg_stroke = Stroke::new(2.0, palette.on_accent);
            }
        }
        ringed(ui, Checkbox::new(is_checked, label), is_enabled)
    })
    .inner
}

/// Draws a choice, which is taken when it is pressed.
pub(crate) fn radio_button<T: PartialEq>(ui: &mut Ui, now: &mut T, this: T, label: &str) {
    let palette = palette(ui.visuals());
    let is_taken = *now == this;
    ui.scope(|ui| {
        if is_taken {
            for visuals in widgets(ui) {
                visuals.bg_stroke.color = palette.accent;
                visuals.fg_stroke.color = palette.accent;
            }
        }
        if ringed(ui, RadioButton::new(is_taken, label), true).clicked() {
            *now = this;
        }
    });
}

/// The visuals of a widget that is drawn at once, in whatever state it is.
fn widgets(ui: &mut Ui) -> [&mut egui::style::WidgetVisuals; 3] {
    let widgets = &mut ui.visuals_mut().widgets;
    [
        &mut widgets.inactive,
        &mut widgets.hovered,
        &mut widgets.active,
    ]
}

fn ringed(ui: &mut Ui, widget: impl Widget, is_enabled: bool) -> Response {
    // The ring says it; a second one around the box alone would be noise.
    ui.visuals_mut().widgets.active.bg_stroke.width = 1.0;
    let response = ui.add_enabled(is_enabled, widget);
    ring(ui, &response);
    response
}
