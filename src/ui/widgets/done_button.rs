//! Buttons that say so once what they do is done.

use egui::{Button, Response, Role, TextStyle, TextWrapMode, Ui, WidgetInfo, WidgetText, vec2};

use crate::ui::theme::{CONTROL_HEIGHT, TextRole, palette};
use crate::ui::widgets::focus_ring::ring;
use crate::ui::widgets::icon::icon;
use crate::ui::widgets::text::tooltip;

/// The side of the icon, in points.
const ICON: f32 = 20.0;

/// What a button says once it is done.
pub(crate) struct Done {
    /// In the window.
    pub(crate) shown: String,
    /// To a screen reader, and under the pointer.
    pub(crate) whole: String,
}

impl Done {
    /// Returns a text that needs no other form.
    pub(crate) fn new(text: String) -> Self {
        Self {
            shown: text.clone(),
            whole: text,
        }
    }
}

/// Draws a button beside the main one, with an icon. It can be pressed again once it is done.
pub(crate) fn done_button(
    ui: &mut Ui,
    (icon_name, label): (&str, &str),
    done: Option<&Done>,
    is_enabled: bool,
) -> Response {
    let palette = palette(ui.visuals());
    let (icon_name, text, colour) = match done {
        Some(done) => ("check", done.shown.as_str(), palette.success.text),
        None => (icon_name, label, palette.text),
    };
    // A row that wraps breaks before a button that would be shortened.
    let width = button_width(ui, text) + ICON + ui.spacing().icon_spacing;
    if ui.layout().main_wrap() && width > ui.available_size_before_wrap().x {
        ui.end_row();
    }
    let response = ui.scope(|ui| {
        if done.is_some() {
            let widgets = &mut ui.visuals_mut().widgets;
            for visuals in [
                &mut widgets.inactive,
                &mut widgets.hovered,
                &mut widgets.active,
            ] {
                visuals.weak_bg_fill = palette.success.tint;
                visuals.bg_stroke.color = palette.success.line;
            }
        }
        let text = TextRole::Button.text(ui, text).color(colour);
        let button = Button::new((icon(icon_name, ICON).color(colour), text));
        let button = button.truncate().min_size(vec2(0.0, CONTROL_HEIGHT));
        let response = ui.add_enabled(is_enabled, button);
        ring(ui, &response);
        response
    });
    let response = response.inner;
    let name = done.map_or(label, |done| done.whole.as_str());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, is_enabled, name));
    match done {
        Some(done) if done.whole != done.shown => tooltip(response, &done.whole),
        _ => response,
    }
}

/// Returns the width of a main button that is as wide as its text.
pub(crate) fn button_width(ui: &Ui, label: &str) -> f32 {
    let wrap = Some(TextWrapMode::Extend);
    let text = WidgetText::from(TextRole::Button.text(ui, label));
    let galley = text.into_galley(ui, wrap, f32::INFINITY, TextStyle::Button);
    galley.size().x.ceil() + 2.0 * ui.spacing().button_padding.x + 8.0
}
