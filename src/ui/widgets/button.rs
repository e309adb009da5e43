//! Buttons: a main button for each form, secondary buttons, links, and entries of lists and menus.

use std::borrow::Cow;

use egui::{
    Align, Atoms, Button, Color32, Layout, Rect, Response, Shape, Stroke, StrokeKind, TextStyle,
    Ui, UiBuilder, pos2, vec2,
};

use crate::messages::Messages;

use crate::ui::theme::{
    CONTROL_HEIGHT, ENTRY_HEIGHT, Elevation, RADIUS, TARGET, TextRole, palette,
};
use crate::ui::widgets::focus_ring::{ring, ring_inside};
use crate::ui::widgets::icon::{IconStyle, icon, styled_icon};
use crate::ui::widgets::text::{role_width, text_width, tooltip};

/// The space between links, in points.
const LINK_GAP: f32 = 28.0;
/// The width of the bar beside the selected entry, in points.
const BAR: f32 = 3.0;

/// Draws the main button of a form, as wide as the form.
pub(crate) fn primary(ui: &mut Ui, label: &str, is_enabled: bool) -> Response {
    let palette = palette(ui.visuals());
    let edge = palette.accent_edge();
    let colours = [palette.accent, palette.accent_hovered, palette.on_accent];
    filled(ui, label, is_enabled, colours, edge)
}

/// Draws the main button of a page, as wide as its text.
pub(crate) fn primary_inline(ui: &mut Ui, label: &str) -> Response {
    let width = role_width(ui, TextRole::Button, label) + 2.0 * ui.spacing().button_padding.x;
    let size = vec2(width.ceil() + 4.0, CONTROL_HEIGHT);
    let layout = Layout::left_to_right(Align::Center);
    ui.allocate_ui_with_layout(size, layout, |ui| primary(ui, label, true))
        .inner
}

/// Draws the main button of a form for what cannot be undone.
pub(crate) fn danger(ui: &mut Ui, label: &str, is_enabled: bool) -> Response {
    let palette = palette(ui.visuals());
    let hovered = palette.danger.lerp_to_gamma(Color32::BLACK, 0.14);
    let colours = [palette.danger, hovered, palette.on_danger];
    filled(ui, label, is_enabled, colours, None)
}

fn filled(
    ui: &mut Ui,
    label: &str,
    is_enabled: bool,
    [colour, hovered, on_colour]: [Color32; 3],
    edge: Option<Color32>,
) -> Response {
    let text = TextRole::Button.text(ui, label).color(on_colour);
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        for (visuals, fill) in [
            (&mut widgets.inactive, colour),
            (&mut widgets.hovered, hovered),
            (&mut widgets.active, hovered),
        ] {
            visuals.weak_bg_fill = fill;
            visuals.bg_stroke = edge.map_or(Stroke::NONE, |edge| Stroke::new(1.0, edge));
        }
        let button = Button::new(text).min_size(vec2(ui.available_width(), CONTROL_HEIGHT));
        let response = ui
            .vertical_centered_justified(|ui| ui.add_enabled(is_enabled, button))
            .inner;
        ring(ui, &response);
        response
    })
    .inner
}

/// Draws a button beside the main one.
pub(crate) fn secondary(ui: &mut Ui, label: &str, is_enabled: bool) -> Response {
    let text = TextRole::Button.text(ui, label);
    let button = Button::new(text).min_size(vec2(0.0, CONTROL_HEIGHT));
    let under = ui.painter().add(Shape::Noop);
    let response = ui.add_enabled(is_enabled, button);
    let [shadow, _] = Elevation::Control.shadows(ui.visuals().dark_mode);
    let shadow = shadow.as_shape(response.rect, RADIUS);
    ui.painter().set(under, shadow);
    ring(ui, &response);
    response
}

/// Draws a button beside the main one, as wide as the form.
pub(crate) fn secondary_wide(ui: &mut Ui, label: &str, is_enabled: bool) -> Response {
    ui.vertical_centered_justified(|ui| secondary(ui, label, is_enabled))
        .inner
}

/// Draws secondary buttons in a row that wraps. Returns the event of the one that was clicked.
pub(crate) fn button_row<'n, E>(
    ui: &mut Ui,
    messages: &Messages,
    is_enabled: bool,
    buttons: impl IntoIterator<Item = (&'n str, E)>,
) -> Option<E> {
    let button = |ui: &mut Ui, name: &str| secondary(ui, &messages.get(name), is_enabled);
    let row = ui.horizontal_wrapped(|ui| {
        let clicked = clicked(buttons, |(name, _)| button(ui, name));
        clicked.map(|(_, event)| event)
    });
    row.inner
}

/// Draws a widget for each item. Returns the item of the one that was clicked.
pub(crate) fn clicked<T>(
    items: impl IntoIterator<Item = T>,
    mut draw: impl FnMut(&T) -> Response,
) -> Option<T> {
    let mut clicked = None;
    for item in items {
        if draw(&item).clicked() {
            clicked = Some(item);
        }
    }
    clicked
}

/// Draws links in rows in the middle, with lines between them, as many in a row as fit. Returns the event of the one that
/// was clicked.
pub(crate) fn link_rows<E>(
    ui: &mut Ui,
    links: Vec<(Cow<'_, str>, E)>,
    is_enabled: bool,
) -> Option<E> {
    let room = ui.available_width();
    let mut rows: Vec<(f32, Vec<_>)> = Vec::new();
    for link in links {
        let width = role_width(ui, TextRole::Label, &link.0).ceil();
        match rows.last_mut() {
            Some((used, row)) if *used + LINK_GAP + width <= room => {
                *used += LINK_GAP + width;
                row.push(link);
            }
            _ => rows.push((width, vec![link])),
        }
    }
    let all = ui.scope(|ui| {
        // The links are high enough to be apart.
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut event = None;
        for (width, row) in rows {
            event = link_row(ui, row, (room - width).max(0.0), is_enabled).or(event);
        }
        event
    });
    all.inner
}

/// Draws links in a row, with lines between them, in the middle of this much free space.
fn link_row<E>(
    ui: &mut Ui,
    links: Vec<(Cow<'_, str>, E)>,
    free: f32,
    is_enabled: bool,
) -> Option<E> {
    let line = palette(ui.visuals()).strong_line;
    let row = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(free / 2.0);
        let mut is_first = true;
        let draw = |(text, _): &(Cow<'_, str>, E)| {
            if !std::mem::take(&mut is_first) {
                let size = vec2(LINK_GAP, CONTROL_HEIGHT);
                let (gap, _) = ui.allocate_exact_size(size, egui::Sense::empty());
                let height = gap.center().y - 8.0..=gap.center().y + 8.0;
                ui.painter()
                    .vline(gap.center().x, height, Stroke::new(1.0, line));
            }
            link(ui, text, is_enabled)
        };
        clicked(links, draw).map(|(_, event)| event)
    });
    row.inner
}

/// Draws a link in small text, as high as a line.
pub(crate) fn small_link(ui: &mut Ui, label: &str, is_enabled: bool) -> Response {
    link_of(ui, (label, TextRole::SmallLabel), TARGET, is_enabled)
}

/// Draws a link at the right of the label of a field, whose top is at `above`, after the field: Tab reaches it then.
pub(crate) fn label_link(ui: &mut Ui, above: f32, text: &str, is_enabled: bool) -> Response {
    let middle = above + TextRole::Label.line_height() / 2.0;
    let row = pos2(ui.max_rect().center().x, middle);
    let area = Rect::from_center_size(row, vec2(ui.max_rect().width(), TARGET));
    let layout = Layout::right_to_left(Align::Center);
    let mut aside = ui.new_child(UiBuilder::new().max_rect(area).layout(layout));
    small_link(&mut aside, text, is_enabled)
}

/// Draws a button that looks like a link, underlined under the pointer.
pub(crate) fn link(ui: &mut Ui, label: &str, is_enabled: bool) -> Response {
    link_of(ui, (label, TextRole::Label), CONTROL_HEIGHT, is_enabled)
}

fn link_of(
    ui: &mut Ui,
    (label, role): (&str, TextRole),
    height: f32,
    is_enabled: bool,
) -> Response {
    let accent = palette(ui.visuals()).accent_text;
    if ui.layout().main_wrap() {
        // In a row that wraps, a link that does not fit goes to the next row as a whole.
        let width = text_width(ui, label, &TextStyle::Button);
        if width + 8.0 > ui.available_size_before_wrap().x {
            ui.end_row();
        }
    }
    let text = role.text(ui, label).color(accent);
    let button = Button::new(text)
        .frame(false)
        .min_size(vec2(TARGET, height));
    let response = ui
        .scope(|ui| {
            // A link is aligned with the text around it.
            ui.spacing_mut().button_padding = vec2(2.0, 0.0);
            ui.spacing_mut().interact_size.y = height;
            ui.add_enabled(is_enabled, button)
        })
        .inner;
    if response.hovered() {
        let text = response.rect.shrink2(vec2(2.0, 0.0));
        let below = text.center().y + 9.0;
        let line = Stroke::new(1.0, accent);
        ui.painter().hline(text.x_range(), below, line);
    }
    ring(ui, &response);
    response
}

/// Draws a square button with an icon. Screen readers read its label, and the pointer shows it.
pub(crate) fn icon_button(ui: &mut Ui, name: &str, label: &str) -> Response {
    let button = Button::new(icon(name, 20.0)).min_size(vec2(CONTROL_HEIGHT, CONTROL_HEIGHT));
    let response = ui
        .scope(|ui| {
            ui.spacing_mut().button_padding = vec2(10.0, 8.0);
            ui.add(button)
        })
        .inner;
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, response.enabled(), label));
    ring(ui, &response);
    tooltip(response, label)
}

/// Draws an icon button without an edge, for what is not the purpose of the screen.
pub(crate) fn quiet_button(ui: &mut Ui, name: &str, label: &str) -> Response {
    ui.scope(|ui| {
        quiet(ui);
        icon_button(ui, name, label)
    })
    .inner
}

/// Draws the buttons of this area without an edge.
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

/// Draws an entry of a list in which one is selected, as wide as the list.
pub(crate) fn entry(
    ui: &mut Ui,
    icon_name: Option<&str>,
    label: &str,
    is_selected: bool,
) -> Response {
    let response = entry_ui(ui, icon_name, label, Some(is_selected));
    response
        .widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_selected, label));
    response
}

/// Draws an entry of a menu, which starts something and is never selected.
pub(crate) fn action(ui: &mut Ui, icon_name: Option<&str>, label: &str) -> Response {
    let response = entry_ui(ui, icon_name, label, None);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, label));
    response
}

/// Sets the spacing and the colours of entries of lists and menus.
pub(crate) fn entry_style(ui: &mut Ui) {
    quiet(ui);
    // Menus of egui have a smaller padding.
    ui.spacing_mut().button_padding = vec2(10.0, 6.0);
    ui.spacing_mut().icon_spacing = 11.0;
    ui.spacing_mut().interact_size.y = ENTRY_HEIGHT;
}

fn entry_ui(ui: &mut Ui, icon_name: Option<&str>, label: &str, selected: Option<bool>) -> Response {
    let is_selected = selected == Some(true);
    let palette = palette(ui.visuals());
    ui.scope(|ui| {
        entry_style(ui);
        let visuals = ui.visuals_mut();
        visuals.selection.stroke = Stroke::new(1.0, palette.text);
        visuals.selection.bg_fill = palette.raised;
        let size = vec2(ui.available_width(), ENTRY_HEIGHT);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            let colour = if is_selected {
                palette.accent_text
            } else {
                palette.weak
            };
            let mut atoms = Atoms::default();
            if let Some(name) = icon_name {
                let style = if is_selected {
                    IconStyle::Filled
                } else {
                    IconStyle::Outlined
                };
                atoms.push_right(styled_icon(name, 20.0, style).color(colour));
            }
            let role = if is_selected {
                TextRole::Label
            } else {
                TextRole::Table
            };
            atoms.push_right(role.text(ui, label));
            let button = match selected {
                Some(is_selected) => Button::selectable(is_selected, atoms),
                None => Button::new(atoms),
            };
            let button = button
                .frame_when_inactive(is_selected)
                .truncate()
                .right_text("")
                .min_size(size);
            let response = ui.add(button);
            if is_selected {
                // The contrast of the fill alone is too low (WCAG 2.2, 1.4.11).
                let line = Stroke::new(1.0, palette.line);
                let painter = ui.painter();
                painter.rect_stroke(response.rect, RADIUS, line, StrokeKind::Inside);
                let edge = response.rect.shrink2(vec2(0.0, 10.0));
                let bar = Rect::from_min_size(edge.min, vec2(BAR, edge.height()));
                painter.rect_filled(bar, 2, palette.accent_text);
            }
            ring_inside(ui, &response);
            response
        })
        .inner
    })
    .inner
}
