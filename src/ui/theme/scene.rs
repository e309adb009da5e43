//! The colours of the scene behind the forms.

use egui::Color32;

use crate::ui::theme::palette::Palette;

/// The colours of the scene.
pub(crate) struct SceneColours {
    /// The wall, from left to right.
    pub(crate) wall: [Color32; 2],
    /// The floor, from left to right.
    pub(crate) floor: [Color32; 2],
    /// The frame of the door.
    pub(crate) frame: Color32,
    /// The leaf of the door, from its hinges.
    pub(crate) leaf: [Color32; 2],
    /// The light in the door, from top to bottom.
    pub(crate) light: [Color32; 2],
    /// The light on the wall and on the floor, where it begins.
    pub(crate) glow: [Color32; 2],
    /// The knob.
    pub(crate) knob: Color32,
}

impl SceneColours {
    /// Mixes the colours from the accent.
    pub(crate) fn new(palette: &Palette, is_dark: bool) -> Self {
        let base = if is_dark {
            palette.canvas
        } else {
            palette.sheet
        };
        let mix = |share: f32| base.lerp_to_gamma(palette.accent, share);
        let white = |alpha: u8| Color32::from_white_alpha(alpha);
        if is_dark {
            let glow = |share: f32| palette.accent_text.gamma_multiply(share);
            return Self {
                wall: [mix(0.10), mix(0.0)],
                floor: [mix(0.06), mix(0.0)],
                frame: mix(0.42),
                leaf: [mix(0.20), mix(0.32)],
                light: [
                    palette.accent.lerp_to_gamma(Color32::WHITE, 0.45),
                    Color32::from_rgb(0xFF, 0xE2, 0xAC),
                ],
                glow: [glow(0.16), glow(0.36)],
                knob: palette.accent,
            };
        }
        Self {
            wall: [mix(0.14), mix(0.07)],
            floor: [mix(0.18), mix(0.10)],
            frame: mix(0.28),
            leaf: [mix(0.46), mix(0.33)],
            light: [Color32::WHITE, Color32::from_rgb(0xFF, 0xF9, 0xEA)],
            glow: [white(120), white(190)],
            knob: palette.accent,
        }
    }
}
