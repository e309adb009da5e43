//! Every size and every colour, for light and dark.
//!
//! egui's own colours fail WCAG 2.2; these are held to it by the tests below: text 4.5:1, borders
//! and focus rings 3:1.

use crate::domain::appearance::Accent;
use egui::style::{ScrollAnimation, WidgetVisuals};
use egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle,
    Theme, Vec2, Visuals, vec2,
};

/// The width of the card that holds a form, in points.
pub const CARD_WIDTH: f32 = 400.0;
/// The width of wide content: problems, pages.
pub const WIDE_WIDTH: f32 = 720.0;
/// The width of tables.
pub const TABLE_WIDTH: f32 = 1_120.0;
/// The height of buttons and fields, in points.
pub const CONTROL_HEIGHT: f32 = 40.0;
/// How well text has to stand out (WCAG 2.2, 1.4.3).
const TEXT_CONTRAST: f64 = 4.5;
/// The least width of anything that can be pressed (WCAG 2.2, 2.5.8), in points.
pub const TARGET: f32 = 24.0;
/// Below this width the navigation folds into a menu.
pub const NARROW_WIDTH: f32 = 640.0;
/// The width of the navigation.
pub const NAVIGATION_WIDTH: f32 = 220.0;
/// How high a list of choices gets before it scrolls.
const COMBO_HEIGHT: f32 = 380.0;
/// The space between the edge of a button and its text.
pub const BUTTON_PADDING: Vec2 = vec2(14.0, 8.0);
/// The space between a group of things and the next.
pub const GAP: f32 = 16.0;
/// The space between things that belong together.
pub const SMALL_GAP: f32 = 6.0;
/// The radius of corners.
pub const RADIUS: u8 = 8;
/// The width of the ring around what has the focus.
pub const RING_WIDTH: f32 = 2.0;

/// The colours of one theme, by what they are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Behind everything.
    pub background: Color32,
    /// Behind forms and pages.
    pub card: Color32,
    /// Behind what is typed.
    pub field: Color32,
    /// Around fields and secondary buttons.
    pub border: Color32,
    /// Between areas; decoration only.
    pub line: Color32,
    /// What is read.
    pub text: Color32,
    /// What is read second.
    pub weak: Color32,
    /// Primary buttons, links and the focus ring.
    pub accent: Color32,
    /// The primary button under the pointer.
    pub accent_hovered: Color32,
    /// On the accent.
    pub on_accent: Color32,
    /// Behind what is chosen.
    pub chosen: Color32,
    /// Behind what the pointer is over.
    pub hovered: Color32,
    /// Something is wrong, or cannot be taken back.
    pub error: Color32,
    /// On the colour of what is wrong.
    pub on_error: Color32,
    /// Something may be wrong.
    pub warning: Color32,
    /// Something went well.
    pub success: Color32,
}

/// The light colours.
pub const LIGHT: Palette = Palette {
    background: Color32::from_rgb(0xF3, 0xF5, 0xF8),
    card: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    field: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    border: Color32::from_rgb(0x7C, 0x86, 0x93),
    line: Color32::from_rgb(0xDD, 0xE2, 0xE8),
    text: Color32::from_rgb(0x19, 0x1F, 0x27),
    weak: Color32::from_rgb(0x50, 0x5B, 0x69),
    accent: Color32::from_rgb(0x1D, 0x5B, 0xB8),
    accent_hovered: Color32::from_rgb(0x16, 0x4A, 0x99),
    on_accent: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    chosen: Color32::from_rgb(0xDC, 0xE8, 0xFA),
    hovered: Color32::from_rgb(0xEA, 0xEE, 0xF3),
    error: Color32::from_rgb(0xB4, 0x23, 0x18),
    on_error: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    warning: Color32::from_rgb(0x85, 0x4D, 0x0E),
    success: Color32::from_rgb(0x17, 0x6B, 0x33),
};

/// The dark colours.
pub const DARK: Palette = Palette {
    background: Color32::from_rgb(0x12, 0x15, 0x19),
    card: Color32::from_rgb(0x1C, 0x21, 0x27),
    field: Color32::from_rgb(0x15, 0x19, 0x1E),
    border: Color32::from_rgb(0x7D, 0x88, 0x95),
    line: Color32::from_rgb(0x32, 0x39, 0x42),
    text: Color32::from_rgb(0xE9, 0xEC, 0xF0),
    weak: Color32::from_rgb(0xAD, 0xB6, 0xC1),
    accent: Color32::from_rgb(0x8C, 0xB9, 0xFA),
    accent_hovered: Color32::from_rgb(0xB0, 0xCF, 0xFC),
    on_accent: Color32::from_rgb(0x0A, 0x1C, 0x36),
    chosen: Color32::from_rgb(0x25, 0x37, 0x52),
    hovered: Color32::from_rgb(0x2A, 0x31, 0x3A),
    error: Color32::from_rgb(0xFF, 0x8A, 0x80),
    on_error: Color32::from_rgb(0x41, 0x0E, 0x0B),
    warning: Color32::from_rgb(0xF4, 0xC2, 0x6B),
    success: Color32::from_rgb(0x7F, 0xDB, 0x98),
};

/// The colours of these visuals, read back from where [`apply`] puts them, so that an app which changes
/// egui's own style changes ours with it.
#[must_use]
pub fn palette(visuals: &Visuals) -> Palette {
    let ours = if visuals.dark_mode { DARK } else { LIGHT };
    let widgets = &visuals.widgets;
    let accent = visuals.hyperlink_color;
    let (on_accent, accent_hovered) = if accent == ours.accent {
        (ours.on_accent, ours.accent_hovered)
    } else {
        (readable_on(accent), accent.lerp_to_gamma(ours.text, 0.2))
    };
    Palette {
        background: visuals.panel_fill,
        card: visuals.window_fill,
        field: visuals.text_edit_bg_color.unwrap_or(ours.field),
        border: widgets.inactive.bg_stroke.color,
        line: widgets.noninteractive.bg_stroke.color,
        text: visuals.override_text_color.unwrap_or(ours.text),
        weak: visuals.weak_text_color.unwrap_or(ours.weak),
        accent,
        accent_hovered,
        on_accent,
        chosen: visuals.selection.bg_fill,
        hovered: widgets.hovered.bg_fill,
        error: visuals.error_fg_color,
        on_error: if visuals.error_fg_color == ours.error {
            ours.on_error
        } else {
            readable_on(visuals.error_fg_color)
        },
        warning: visuals.warn_fg_color,
        success: ours.success,
    }
}

/// Behind a notice of this colour: the card's, with a breath of it.
#[must_use]
pub fn tint(palette: &Palette, colour: Color32) -> Color32 {
    palette.card.lerp_to_gamma(colour, 0.06)
}

/// Gives a window this accent, or ours again, in both themes; made darker or lighter until it can be read.
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

/// A colour that can be read on cards and behind them (WCAG 2.2, 1.4.3), as near as possible to the one that
/// is wanted.
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

/// Black or white, whichever is read better on a colour.
fn readable_on(colour: Color32) -> Color32 {
    let (on_white, on_black) = (
        contrast(colour, Color32::WHITE),
        contrast(colour, Color32::BLACK),
    );
    if on_white >= on_black {
        Color32::WHITE
    } else {
        Color32::BLACK
    }
}

/// Relative luminance (WCAG 2.2, definitions).
fn luminance(colour: Color32) -> f64 {
    let channel = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    let [r, g, b, _] = colour.to_array();
    0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b)
}

/// How well one colour stands out from another, from 1 to 21 (WCAG 2.2, definitions).
#[must_use]
pub fn contrast(a: Color32, b: Color32) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Gives a window our sizes and colours, following the system's theme.
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
    // Nothing moves: whoever asked their system for less motion has it, without being asked here again,
    // and a window at rest is never drawn (WCAG 2.2, 2.3.3).
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
    // What has the focus is drawn as active: the ring.
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
    // Blinking repaints twice a second for ever, and distracts.
    visuals.text_cursor.blink = false;
    visuals.text_cursor.stroke = Stroke::new(2.0, palette.text);
    visuals.disabled_alpha = 0.6;
    // Two heights above what lies behind: cards, and what opens over them.
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

/// The space inside a field.
#[must_use]
pub fn field_margin() -> Margin {
    Margin::symmetric(12, 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_colours_are_read_back_as_they_were_put_in() {
        for (theme, put) in [(Theme::Light, LIGHT), (Theme::Dark, DARK)] {
            let mut style = Style {
                visuals: theme.default_visuals(),
                ..Style::default()
            };
            fill(&mut style, &put);
            assert_eq!(palette(&style.visuals), put);
        }
    }

    #[test]
    fn nothing_moves_and_nothing_blinks() {
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
    fn every_accent_can_be_read_in_both_themes() {
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
    fn a_button_can_be_read_whatever_accent_an_app_chooses() {
        let mut visuals = Theme::Light.default_visuals();
        colour(&mut visuals, &LIGHT);
        for accent in [Color32::YELLOW, Color32::DARK_GREEN, Color32::GRAY] {
            visuals.hyperlink_color = accent;
            let palette = palette(&visuals);
            let ratio = contrast(palette.on_accent, palette.accent);
            assert!(ratio >= 4.5, "{accent:?}: {ratio:.2}");
        }
    }

    #[test]
    fn text_can_be_read_on_everything_that_it_stands_on() {
        for (name, p) in [("light", LIGHT), ("dark", DARK)] {
            let behind = [p.background, p.card, p.field, p.chosen, p.hovered];
            for text in [p.text, p.weak] {
                for behind in behind {
                    let ratio = contrast(text, behind);
                    assert!(ratio >= 4.5, "{name}: {text:?} on {behind:?}: {ratio:.2}");
                }
            }
            for text in [p.error, p.warning, p.success, p.accent] {
                for behind in [p.background, p.card, tint(&p, text)] {
                    let ratio = contrast(text, behind);
                    assert!(ratio >= 4.5, "{name}: {text:?} on {behind:?}: {ratio:.2}");
                }
            }
            for behind in [p.accent, p.accent_hovered] {
                let ratio = contrast(p.on_accent, behind);
                assert!(ratio >= 4.5, "{name}: on the accent: {ratio:.2}");
            }
            for behind in [p.error, p.error.lerp_to_gamma(p.text, 0.2)] {
                let ratio = contrast(p.on_error, behind);
                assert!(ratio >= 4.5, "{name}: on what is wrong: {ratio:.2}");
            }
            for colour in [p.error, p.warning, p.success, p.accent] {
                let ratio = contrast(p.text, tint(&p, colour));
                assert!(ratio >= 4.5, "{name}: in a notice: {ratio:.2}");
            }
        }
    }

    #[test]
    fn borders_and_the_focus_ring_stand_out() {
        for (name, p) in [("light", LIGHT), ("dark", DARK)] {
            for edge in [p.border, p.accent, p.error] {
                for behind in [p.card, p.field, p.background] {
                    let ratio = contrast(edge, behind);
                    assert!(ratio >= 3.0, "{name}: {edge:?} on {behind:?}: {ratio:.2}");
                }
            }
        }
    }
}
