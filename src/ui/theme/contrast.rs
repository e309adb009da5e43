//! Contrast of colours as WCAG 2.2 defines it.

use std::sync::LazyLock;

use egui::Color32;

/// The least contrast of text (WCAG 2.2, 1.4.3).
pub(crate) const TEXT_CONTRAST: f64 = 4.5;
/// The least contrast of edges and graphics (WCAG 2.2, 1.4.11).
pub(crate) const EDGE_CONTRAST: f64 = 3.0;

/// The linear value of each value of a channel (WCAG 2.2, definition of relative luminance). A table, because frames
/// compare many colours.
static LINEAR: LazyLock<[f64; 256]> = LazyLock::new(|| {
    let mut table = [0.0; 256];
    for (value, linear) in (0_u8..=255).zip(&mut table) {
        let value = f64::from(value) / 255.0;
        *linear = if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        };
    }
    table
});

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

/// Returns the colour nearest to `wanted`, on the way to `end`, that has this contrast on all backgrounds, or `end`
/// if there is none.
pub(crate) fn nearest(wanted: Color32, end: Color32, least: f64, behind: &[Color32]) -> Color32 {
    let is_enough = |colour: &Color32| behind.iter().all(|each| contrast(*colour, *each) >= least);
    let mut steps = (0..=40_u8).map(|step| wanted.lerp_to_gamma(end, f32::from(step) / 40.0));
    steps.find(is_enough).unwrap_or(end)
}

/// Returns the relative luminance (WCAG 2.2, definitions).
fn luminance(colour: Color32) -> f64 {
    let [r, g, b, _] = colour.to_array().map(|value| LINEAR[usize::from(value)]);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// Returns the contrast ratio of two colours, from 1 to 21 (WCAG 2.2, definitions).
#[must_use]
pub fn contrast(a: Color32, b: Color32) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}
