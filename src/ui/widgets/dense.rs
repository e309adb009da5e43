//! The dense controls of a toolbar: buttons with an icon, as wide as their text.

use egui::{Atoms, Button, Color32, Response, Stroke, Ui, WidgetInfo, vec2};

use crate::ui::theme::{DENSE_HEIGHT, DENSE_RADIUS, TextRole, palette};
use crate::ui::widgets::button::quiet;
use crate::ui::widgets::focus_ring::ring;
use crate::ui::widgets::icon::icon;
pub(crate) use crate::ui::widgets::text::role_width;
use crate::ui::widgets::text::tooltip;

/// The space between the edge of a button and its content, in points.
pub(crate) const PADDING: f32 = 12.0;
/// The side of an icon, in points.
pub(crate) const ICON: f32 = 18.0;
/// The space between an icon and its text, in points.
pub(crate) const ICON_GAP: f32 = 8.0;

/// What a dense button is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DenseKind {
    /// The one coloured button of a view.
    Primary,
    /// An action beside it.
    Secondary,
    /// An action that needs no edge.
    Quiet,
    /// The same for what cannot be undone.
    Danger,
}

/// Returns the width of a dense button.
pub(crate) fn dense_width(ui: &Ui, icon: Option<&str>, text: &str) -> f32 {
    let mut width = 2.0 * PADDING;
    if icon.is_some() {
        width += ICON;
    }
    if !text.is_empty() {
        width += role_width(ui, TextRole::Label, text);
        width += if icon.is_some() { ICON_GAP } else { 0.0 };
    }
    width.ceil()
}

/// Draws a dense button with an icon and a text. Without a text, it is a square.
pub(crate) fn dense_button(
    ui: &mut Ui,
    kind: DenseKind,
    icon_name: Option<&str>,
    text: &str,
) -> Response {
    labelled_button(ui, kind, (icon_name, text), text)
}

/// Draws a dense button whose text is not all that a screen reader reads, such as which row it belongs to.
pub(crate) fn labelled_button(
    ui: &mut Ui,
    kind: DenseKind,
    (icon, text): (Option<&str>, &str),
    label: &str,
) -> Response {
    let response = button_ui(ui, kind, icon, text);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, response.enabled(), label));
    if text.is_empty() {
        return tooltip(response, label);
    }
    response
}

fn button_ui(ui: &mut Ui, kind: DenseKind, icon_name: Option<&str>, text: &str) -> Response {
    let palette = palette(ui.visuals());
    let width = dense_width(ui, icon_name, text);
    let colour = match kind {
        DenseKind::Primary => palette.on_accent,
        DenseKind::Secondary | DenseKind::Quiet => palette.text,
        DenseKind::Danger => palette.error.text,
    };
    ui.scope(|ui| {
        dense_style(ui);
        match kind {
            DenseKind::Primary => {
                let [rest, hovered] = [palette.accent, palette.accent_hovered];
                fill(ui, [rest, hovered], palette.accent_edge());
            }
            DenseKind::Secondary => {}
            DenseKind::Quiet | DenseKind::Danger => quiet(ui),
        }
        let mut atoms = Atoms::default();
        if let Some(name) = icon_name {
            atoms.push_right(icon(name, ICON).color(colour));
        }
        if !text.is_empty() {
            let text = TextRole::Label.text(ui, text).color(colour);
            atoms.push_right(text);
        }
        let button = Button::new(atoms).min_size(vec2(width, DENSE_HEIGHT));
        let response = ui.add(button);
        ring(ui, &response);
        response
    })
    .inner
}

/// Makes the controls of this area dense.
pub(crate) fn dense_style(ui: &mut Ui) {
    let spacing = ui.spacing_mut();
    spacing.interact_size.y = DENSE_HEIGHT;
    spacing.button_padding = vec2(PADDING, 5.0);
    spacing.icon_spacing = ICON_GAP;
    let widgets = &mut ui.visuals_mut().widgets;
    for visuals in [
        &mut widgets.inactive,
        &mut widgets.hovered,
        &mut widgets.active,
        &mut widgets.open,
    ] {
        visuals.corner_radius = DENSE_RADIUS.into();
    }
}

fn fill(ui: &mut Ui, [rest, hovered]: [Color32; 2], edge: Option<Color32>) {
    let widgets = &mut ui.visuals_mut().widgets;
    for (visuals, fill) in [
        (&mut widgets.inactive, rest),
        (&mut widgets.hovered, hovered),
        (&mut widgets.active, hovered),
    ] {
        visuals.weak_bg_fill = fill;
        visuals.bg_stroke = edge.map_or(Stroke::NONE, |edge| Stroke::new(1.0, edge));
    }
}
