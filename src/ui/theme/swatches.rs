//! The accents to choose from.

use egui::Color32;

use crate::domain::appearance::Accent;

/// The accents, each with the name of its text. The first one is that of the theme.
pub(crate) const SWATCHES: [(&str, Option<Accent>); 8] = [
    ("colour-blue", None),
    ("colour-green", Some(Accent([0x0B, 0x6E, 0x4F]))),
    ("colour-teal", Some(Accent([0x0D, 0x6C, 0x93]))),
    ("colour-violet", Some(Accent([0x6A, 0x49, 0xC9]))),
    ("colour-pink", Some(Accent([0xB8, 0x30, 0x6F]))),
    ("colour-rust", Some(Accent([0xB4, 0x47, 0x2B]))),
    ("colour-brown", Some(Accent([0x8A, 0x5A, 0x00]))),
    ("colour-graphite", Some(Accent([0x3B, 0x44, 0x52]))),
];

/// Returns an accent as a colour.
pub(crate) fn accent_colour(accent: Accent) -> Color32 {
    let Accent([red, green, blue]) = accent;
    Color32::from_rgb(red, green, blue)
}
