//! The colours for light and dark. egui's own fail WCAG 2.2; the tests hold these to a contrast of 4.5:1 for text and 3:1
//! for borders and focus rings.

use egui::{Color32, Visuals};

use crate::ui::theme::contrast::readable_on;

/// The colours of a theme, named after their use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// The background of the window.
    pub background: Color32,
    /// The background of forms and pages.
    pub card: Color32,
    /// The background of fields.
    pub field: Color32,
    /// The edge of fields and secondary buttons.
    pub border: Color32,
    /// Lines between areas, for decoration only.
    pub line: Color32,
    /// Text.
    pub text: Color32,
    /// Text of less importance.
    pub weak: Color32,
    /// Main buttons, links and the focus ring.
    pub accent: Color32,
    /// The main button under the pointer.
    pub accent_hovered: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// The background of what is selected.
    pub chosen: Color32,
    /// The background of what is under the pointer.
    pub hovered: Color32,
    /// Errors, and actions that cannot be undone.
    pub error: Color32,
    /// Text on the colour of errors.
    pub on_error: Color32,
    /// Warnings.
    pub warning: Color32,
    /// Successes.
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

/// Returns the colours of these visuals, read from where [`apply`](crate::ui::theme::apply) stores them, so that an app
/// that changes egui's style changes ours as well.
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

/// Returns the background of a notice of this colour: that of a card with a trace of it.
#[must_use]
pub fn tint(palette: &Palette, colour: Color32) -> Color32 {
    palette.card.lerp_to_gamma(colour, 0.06)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::contrast::{TEXT_CONTRAST, contrast};

    #[test]
    fn text_is_readable_on_every_background() {
        for (name, p) in [("light", LIGHT), ("dark", DARK)] {
            let behind = [p.background, p.card, p.field, p.chosen, p.hovered];
            for text in [p.text, p.weak] {
                for behind in behind {
                    let ratio = contrast(text, behind);
                    assert!(
                        ratio >= TEXT_CONTRAST,
                        "{name}: {text:?} on {behind:?}: {ratio:.2}"
                    );
                }
            }
            for text in [p.error, p.warning, p.success, p.accent] {
                for behind in [p.background, p.card, tint(&p, text)] {
                    let ratio = contrast(text, behind);
                    assert!(
                        ratio >= TEXT_CONTRAST,
                        "{name}: {text:?} on {behind:?}: {ratio:.2}"
                    );
                }
            }
            for behind in [p.accent, p.accent_hovered] {
                let ratio = contrast(p.on_accent, behind);
                assert!(ratio >= TEXT_CONTRAST, "{name}: on the accent: {ratio:.2}");
            }
            for behind in [p.error, p.error.lerp_to_gamma(p.text, 0.2)] {
                let ratio = contrast(p.on_error, behind);
                assert!(ratio >= TEXT_CONTRAST, "{name}: on an error: {ratio:.2}");
            }
            for colour in [p.error, p.warning, p.success, p.accent] {
                let ratio = contrast(p.text, tint(&p, colour));
                assert!(ratio >= TEXT_CONTRAST, "{name}: in a notice: {ratio:.2}");
            }
        }
    }

    #[test]
    fn borders_and_the_focus_ring_have_enough_contrast() {
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
