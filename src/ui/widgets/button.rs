//! Buttons: one that stands out on each form, others that do not, and links.

use egui::{
    Align, Atoms, Button, Color32, Layout, Rect, Response, RichText, Stroke, TextStyle, Ui, vec2,
};

use crate::ui::theme::{BUTTON_PADDING, CONTROL_HEIGHT, TARGET, palette};
use crate::ui::widgets::focus_ring::{ring, ring_in, ring_inside};
use crate::ui::widgets::icon::icon;
use crate::ui::widgets::text::text_width;

/// The width of the bar beside what is chosen, in points.
const BAR: f32 = 4.0;

/// The button that Enter stands for, as wide as the form.
pub(crate) fn primary(ui: &mut Ui, label: &str, is_enabled: bool) -> Response {
    let palette = palette(ui.visuals());
    let colours = [palette.accent, palette.accent_hovered, palette.on_accent];
    filled(ui, label, is_enabled, colours)
}

/// The same for what cannot be taken back.
pub(crate) fn danger(ui: &mut Ui, label: &str) -> Response {
    let palette = palette(ui.visuals());
    let hovered = palette.error.lerp_to_gamma(palette.text, 0.2);
    filled(ui, label, true, [palette.error, hovered, palette.on_error])
}

fn filled(
    ui: &mut Ui,
    label: &str,
    is_enabled: bool,
    [colour, hovered, on_colour]: [Color32; 3],
) -> Response {
    let palette = palette(ui.visuals());
    let text = RichText::new(label).color(on_colour).strong();
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        for (visuals, fill) in [
            (&mut widgets.inactive, colour),
            (&mut widgets.hovered, hovered),
            (&mut widgets.active, hovered),
        ] {
            visuals.weak_bg_fill = fill;
            visuals.bg_stroke = Stroke::NONE;
        }
        let button = Button::new(text).min_size(vec2(ui.available_width(), CONTROL_HEIGHT));
        let response = ui
            .vertical_centered_justified(|ui| ui.add_enabled(is_enabled, button))
            .inner;
        ring_in(ui, &response, palette.text);
        response
    })
    .inner
}

/// A button beside the primary one.
pub(crate) fn secondary(ui: &mut Ui, label: &str, is_enabled: bool) -> Response {
    let button = Button::new(label).min_size(vec2(0.0, CONTROL_HEIGHT));
    let response = ui.add_enabled(is_enabled, button);
    ring(ui, &response);
    response
}

/// A button that looks like a link.
pub(crate) fn link(ui: &mut Ui, label: &str, is_enabled: bool) -> Response {
    let accent = palette(ui.visuals()).accent;
    if ui.layout().main_wrap() {
        // In a row of links, one that does not fit goes to the next row as a whole.
        let width = text_width(ui, label, &TextStyle::Button);
        if width + 8.0 > ui.available_size_before_wrap().x {
            ui.end_row();
        }
    }
    let text = RichText::new(label).color(accent);
    let button = Button::new(text)
        .frame_when_inactive(false)
        .min_size(vec2(TARGET, CONTROL_HEIGHT));
    let response = ui
        .scope(|ui| {
            // A link stands where text would.
            ui.spacing_mut().button_padding.x = 2.0;
            ui.add_enabled(is_enabled, button)
        })
        .inner;
    ring(ui, &response);
    response
}

/// A square button with an icon and a name that is read aloud and shown under the pointer.
pub(crate) fn icon_button(ui: &mut Ui, name: &str, label: &str) -> Response {
    let button = Button::new(icon(name, 20.0)).min_size(vec2(CONTROL_HEIGHT, CONTROL_HEIGHT));
    let response = ui
        .scope(|ui| {
            ui.spacing_mut().button_padding = vec2(10.0, 8.0);
            ui.add(button).on_hover_text(label)
        })
        .inner;
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, response.enabled(), label));
    ring(ui, &response);
    response
}

/// The same without an edge, for what stands beside words and is not what the screen is for.
pub(crate) fn quiet_button(ui: &mut Ui, name: &str, label: &str) -> Response {
    ui.scope(|ui| {
        quiet(ui);
        icon_button(ui, name, label)
    })
    .inner
}

/// Has the buttons of this area drawn without an edge.
pub(crate) fn quiet(ui: &mut Ui) {
    let widgets = &mut ui.visuals_mut().widgets;
    widgets.inactive.weak_bg_fill = Color32::TRANSPARENT;
    for visuals in [
        &mut widgets.inactive,
        &mut widgets.hovered,
        &mut widgets.active,
        &mut widgets.open,
    ] {
        visuals.bg_stroke = Stroke::NONE;
    }
}

/// An entry of a list of which one is chosen, as wide as the list.
pub(crate) fn entry(
    ui: &mut Ui,
    icon_name: Option<&str>,
    label: &str,
    is_chosen: bool,
) -> Response {
    let response = entry_ui(ui, icon_name, label, Some(is_chosen));
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_chosen, label));
    response
}

/// An entry of a menu, which does something and is not chosen.
pub(crate) fn action(ui: &mut Ui, icon_name: Option<&str>, label: &str) -> Response {
    let response = entry_ui(ui, icon_name, label, None);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, label));
    response
}

fn entry_ui(ui: &mut Ui, icon_name: Option<&str>, label: &str, chosen: Option<bool>) -> Response {
    let is_chosen = chosen == Some(true);
    let palette = palette(ui.visuals());
    ui.scope(|ui| {
        quiet(ui);
        // In a menu, egui has less.
        ui.spacing_mut().button_padding = BUTTON_PADDING;
        ui.visuals_mut().selection.stroke = Stroke::new(1.0, palette.text);
        let size = vec2(ui.available_width(), CONTROL_HEIGHT);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            let glyph = icon_name.map(|name| icon(name, 20.0));
            let mut atoms = Atoms::default();
            if let Some(glyph) = glyph {
                atoms.push_right(glyph);
            }
            atoms.push_right(RichText::new(label));
            let button = match chosen {
                Some(is_chosen) => Button::selectable(is_chosen, atoms),
                None => Button::new(atoms),
            };
            let button = button
                .frame_when_inactive(is_chosen)
                .truncate()
                .right_text("")
                .min_size(size);
            let response = ui.add(button);
            if is_chosen {
                // The fill alone stands out too little (WCAG 2.2, 1.4.11).
                let edge = response.rect.shrink2(vec2(0.0, 10.0));
                let bar = Rect::from_min_size(edge.min, vec2(BAR, edge.height()));
                ui.painter().rect_filled(bar, 2, palette.accent);
            }
            ring_inside(ui, &response);
            response
        })
        .inner
    })
    .inner
}
