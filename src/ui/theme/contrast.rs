//! Contrast of colours as WCAG 2.2 defines it.

use egui::Color32;

/// The least contrast of text (WCAG 2.2, 1.4.3).
pub(crate) const TEXT_CONTRAST: f64 = 4.5;

/// Returns black or white, whichever is more readable on a colour.
pub(crate) fn readable_on(colour: Color32) -> Color32 {
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

/// Returns the relative luminance (WCAG 2.2, definitions).
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

/// Returns the contrast ratio of two colours, from 1 to 21 (WCAG 2.2, definitions).
#[must_use]
pub fn contrast(a: Color32, b: Color32) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}
