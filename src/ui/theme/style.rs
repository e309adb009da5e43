//! Puts the sizes and colours into a style of egui.

use egui::style::{ScrollAnimation, WidgetVisuals};
use egui::{
    Color32, CornerRadius, FontFamily, FontId, Shadow, Stroke, Style, TextStyle, Visuals, vec2,
};

use crate::domain::appearance::Motion;

use crate::ui::theme::palette::Palette;
use crate::ui::theme::sizes::{BUTTON_PADDING, COMBO_HEIGHT, CONTROL_HEIGHT, RADIUS, RING_WIDTH};

/// Puts our sizes and colours into a style.
pub(super) fn fill(style: &mut Style, palette: &Palette) {
    let sizes = [
        (TextStyle::Small, 13.0, FontFamily::Proportional),
        (TextStyle::Body, 15.0, FontFamily::Proportional),
        (TextStyle::Button, 15.0, FontFamily::Proportional),
        (TextStyle::Monospace, 13.0, FontFamily::Monospace),
        (TextStyle::Heading, 22.0, FontFamily::Proportional),
    ];
    for (text_style, size, family) in sizes {
        let font = FontId::new(size, family);
        style.text_styles.insert(text_style, font);
    }
    style.scroll_animation = ScrollAnimation::none();
    style.interaction.selectable_labels = false;
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 8.0);
    spacing.button_padding = BUTTON_PADDING;
    spacing.interact_size = vec2(CONTROL_HEIGHT, CONTROL_HEIGHT);
    spacing.combo_height = COMBO_HEIGHT;
    spacing.icon_width = 20.0;
    spacing.icon_width_inner = 12.0;
    spacing.icon_spacing = 10.0;
    colour(&mut style.visuals, palette);
}

fn colour(visuals: &mut Visuals, palette: &Palette) {
    let button = |fill: Color32, border: Color32, width: f32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(width, border),
        corner_radius: CornerRadius::same(RADIUS),
        fg_stroke: Stroke::new(1.5, palette.text),
        expansion: 0.0,
    };
    let widgets = &mut visuals.widgets;
    widgets.noninteractive = button(palette.sheet, palette.line, 1.0);
    widgets.inactive = button(palette.soft, palette.strong_line, 1.0);
    widgets.hovered = button(palette.hovered, palette.strong_line, 1.0);
    // egui draws the focused widget as active.
    widgets.active = button(palette.pressed, palette.strong_line, 1.0);
    widgets.open = button(palette.hovered, palette.strong_line, 1.0);
    visuals.override_text_color = Some(palette.text);
    visuals.weak_text_color = Some(palette.weak);
    visuals.hyperlink_color = palette.accent;
    visuals.error_fg_color = palette.error.text;
    visuals.warn_fg_color = palette.warning.text;
    visuals.panel_fill = palette.canvas;
    visuals.window_fill = palette.raised;
    visuals.extreme_bg_color = palette.field;
    visuals.text_edit_bg_color = Some(palette.field);
    visuals.faint_bg_color = palette.sheet;
    visuals.code_bg_color = palette.soft;
    visuals.selection.bg_fill = palette.chosen;
    visuals.selection.stroke = Stroke::new(RING_WIDTH, palette.accent_text);
    // Blinking distracts, and repaints twice a second for ever.
    visuals.text_cursor.blink = false;
    visuals.text_cursor.stroke = Stroke::new(2.0, palette.text);
    visuals.disabled_alpha = 0.55;
    visuals.window_shadow = Elevation::Card.shadows(visuals.dark_mode)[1];
    visuals.popup_shadow = Elevation::Menu.shadows(visuals.dark_mode)[1];
}

/// The time in which menus, dialogs and panels appear, in seconds.
const APPEARING: f32 = 0.12;

/// Sets whether what appears is animated. Nothing is animated at rest.
pub(super) fn set_motion(style: &mut Style, motion: Motion) {
    style.animation_time = match motion {
        Motion::Full => APPEARING,
        Motion::Reduced => 0.0,
    };
}

/// Returns whether what appears is animated.
pub(super) fn motion_of(style: &Style) -> Motion {
    if style.animation_time > 0.0 {
        Motion::Full
    } else {
        Motion::Reduced
    }
}

/// How far something is above the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Elevation {
    /// Secondary buttons.
    Control,
    /// Cards.
    Card,
    /// Menus, dialogs and toasts.
    Menu,
}

impl Elevation {
    /// Returns the shadows, the smaller one first.
    pub(crate) fn shadows(self, is_dark: bool) -> [Shadow; 2] {
        let shadow = |offset: i8, blur: u8, alpha: u8| Shadow {
            offset: [0, offset],
            blur,
            spread: 0,
            color: Color32::from_black_alpha(alpha),
        };
        match (self, is_dark) {
            (Self::Control, false) => [shadow(1, 3, 15), Shadow::NONE],
            (Self::Control, true) => [shadow(1, 3, 77), Shadow::NONE],
            (Self::Card, false) => [shadow(1, 3, 13), shadow(8, 44, 26)],
            (Self::Card, true) => [shadow(1, 3, 100), shadow(10, 56, 115)],
            (Self::Menu, false) => [shadow(2, 10, 20), shadow(16, 76, 46)],
            (Self::Menu, true) => [shadow(2, 10, 100), shadow(20, 96, 150)],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn motion_is_set_and_taken_back() {
        let mut style = Style::default();
        for wanted in [Motion::Full, Motion::Reduced] {
            set_motion(&mut style, wanted);
            assert_eq!(motion_of(&style), wanted);
        }
    }
}
