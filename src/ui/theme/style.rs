//! Applies the sizes and colours to egui's style.

use egui::style::{ScrollAnimation, WidgetVisuals};
use egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Shadow, Stroke, Style, TextStyle, Theme,
    Visuals, vec2,
};

use crate::domain::appearance::Accent;

use crate::ui::theme::contrast::{TEXT_CONTRAST, contrast};
use crate::ui::theme::palette::{DARK, LIGHT, Palette, tint};
use crate::ui::theme::sizes::{BUTTON_PADDING, COMBO_HEIGHT, CONTROL_HEIGHT, RADIUS, RING_WIDTH};

/// Applies our sizes and colours to a window, which follows the theme of the system.
pub fn apply(ctx: &Context) {
    for (theme, palette) in [(Theme::Light, &LIGHT), (Theme::Dark, &DARK)] {
        ctx.style_mut_of(theme, |style| fill(style, palette));
    }
}

fn fill(style: &mut Style, palette: &Palette) {
    let sizes = [
        (TextStyle::Small, 13.0, FontFamily::Proportional),
        (TextStyle::Body, 15.0, FontFamily::Proportional),
        (TextStyle::Button, 15.0, FontFamily::Proportional),
        (TextStyle::Monospace, 14.0, FontFamily::Monospace),
        (TextStyle::Heading, 24.0, FontFamily::Proportional),
    ];
    for (text_style, size, family) in sizes {
        let font = FontId::new(size, family);
        style.text_styles.insert(text_style, font);
    }
    // No animations: users who prefer reduced motion need no setting (WCAG 2.2, 2.3.3), and an idle window is never
    // drawn.
    style.animation_time = 0.0;
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
    widgets.noninteractive = button(palette.card, palette.line, 1.0);
    widgets.inactive = button(palette.card, palette.border, 1.0);
    widgets.hovered = button(palette.hovered, palette.text, 1.0);
    // egui draws the focused widget as active: this is the focus ring.
    widgets.active = button(palette.hovered, palette.accent, RING_WIDTH);
    widgets.open = button(palette.hovered, palette.border, 1.0);
    visuals.override_text_color = Some(palette.text);
    visuals.weak_text_color = Some(palette.weak);
    visuals.hyperlink_color = palette.accent;
    visuals.error_fg_color = palette.error;
    visuals.warn_fg_color = palette.warning;
    visuals.panel_fill = palette.background;
    visuals.window_fill = palette.card;
    visuals.extreme_bg_color = palette.field;
    visuals.text_edit_bg_color = Some(palette.field);
    visuals.faint_bg_color = palette.hovered;
    visuals.code_bg_color = palette.hovered;
    visuals.selection.bg_fill = palette.chosen;
    visuals.selection.stroke = Stroke::new(RING_WIDTH, palette.accent);
    // Blinking distracts, and repaints twice a second for ever.
    visuals.text_cursor.blink = false;
    visuals.text_cursor.stroke = Stroke::new(2.0, palette.text);
    visuals.disabled_alpha = 0.6;
    // Two elevations: cards, and popups over them.
    let shadow = |offset: i8, blur: u8, alpha: u8| Shadow {
        offset: [0, offset],
        blur,
        spread: 0,
        color: Color32::from_black_alpha(alpha),
    };
    let strength = if visuals.dark_mode { 3 } else { 1 };
    visuals.window_shadow = shadow(2, 12, 18 * strength);
    visuals.popup_shadow = shadow(6, 20, 40 * strength);
}

/// Sets the accent of a window in both themes, darkened or lightened until it is readable; `None` restores ours.
pub fn set_accent(ctx: &Context, accent: Option<Accent>) {
    for (theme, ours) in [(Theme::Light, LIGHT), (Theme::Dark, DARK)] {
        ctx.style_mut_of(theme, |style| {
            let visuals = &mut style.visuals;
            let (accent, chosen) = match accent {
                None => (ours.accent, ours.chosen),
                Some(Accent([red, green, blue])) => {
                    let wanted = Color32::from_rgb(red, green, blue);
                    let accent = readable(wanted, &ours);
                    (accent, ours.card.lerp_to_gamma(accent, 0.18))
                }
            };
            visuals.hyperlink_color = accent;
            visuals.selection.bg_fill = chosen;
            visuals.selection.stroke.color = accent;
            visuals.widgets.active.bg_stroke.color = accent;
        });
    }
}

/// Returns the colour nearest to the wanted one that is readable on cards and on the background of the window (WCAG 2.2,
/// 1.4.3).
fn readable(wanted: Color32, on: &Palette) -> Color32 {
    let is_readable = |colour: Color32| {
        let behind = [on.card, on.background, tint(on, colour)];
        behind
            .iter()
            .all(|behind| contrast(colour, *behind) >= TEXT_CONTRAST)
    };
    let steps = (0..=20_u8).map(|step| wanted.lerp_to_gamma(on.text, f32::from(step) / 20.0));
    let mut steps = steps.filter(|colour| is_readable(*colour));
    steps.next().unwrap_or(on.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::palette::palette;

    #[test]
    fn palette_returns_the_colours_that_were_applied() {
        for (theme, applied) in [(Theme::Light, LIGHT), (Theme::Dark, DARK)] {
            let mut style = Style {
                visuals: theme.default_visuals(),
                ..Style::default()
            };
            fill(&mut style, &applied);
            assert_eq!(palette(&style.visuals), applied);
        }
    }

    #[test]
    fn no_widget_is_animated_and_no_cursor_blinks() {
        let ctx = Context::default();
        apply(&ctx);
        for theme in [Theme::Light, Theme::Dark] {
            let style = ctx.style_of(theme);
            assert!(style.animation_time <= 0.0);
            assert!(style.scroll_animation.duration.max <= 0.0);
            assert!(!style.visuals.text_cursor.blink);
        }
    }

    #[test]
    fn every_accent_is_readable_in_both_themes() {
        for (theme, ours) in [(Theme::Light, LIGHT), (Theme::Dark, DARK)] {
            for colour in 0..216_u8 {
                let part = |by: u8| (colour / by % 6) * 51;
                let ctx = Context::default();
                apply(&ctx);
                set_accent(&ctx, Some(Accent([part(36), part(6), part(1)])));
                let p = palette(&ctx.style_of(theme).visuals);
                for (text, behind) in [
                    (p.accent, p.card),
                    (p.accent, p.background),
                    (p.on_accent, p.accent),
                    (p.on_accent, p.accent_hovered),
                    (p.text, p.chosen),
                    (p.accent, tint(&p, p.accent)),
                ] {
                    let ratio = contrast(text, behind);
                    assert!(
                        ratio >= TEXT_CONTRAST,
                        "{colour}: {text:?} on {behind:?}: {ratio:.2}"
                    );
                }
                set_accent(&ctx, None);
                assert_eq!(palette(&ctx.style_of(theme).visuals), ours);
            }
        }
    }

    #[test]
    fn a_button_is_readable_with_every_accent_of_an_app() {
        let mut visuals = Theme::Light.default_visuals();
        colour(&mut visuals, &LIGHT);
        for accent in [Color32::YELLOW, Color32::DARK_GREEN, Color32::GRAY] {
            visuals.hyperlink_color = accent;
            let palette = palette(&visuals);
            let ratio = contrast(palette.on_accent, palette.accent);
            assert!(ratio >= TEXT_CONTRAST, "{accent:?}: {ratio:.2}");
        }
    }
}
