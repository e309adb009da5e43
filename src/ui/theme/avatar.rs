//! The colours behind the initials of users.

use egui::Color32;

use crate::domain::fold;

/// White has a contrast of at least 5:1 on each.
const COLOURS: [u32; 12] = [
    0x00B4_472B,
    0x00A3_560A,
    0x007A_6408,
    0x004B_7118,
    0x0014_743F,
    0x000B_7168,
    0x000D_6C93,
    0x002A_59D6,
    0x006A_49C9,
    0x009A_3FA8,
    0x00B8_306F,
    0x005A_6675,
];

/// Returns the colour of a user, which is the same everywhere: FNV-1a of the folded username.
pub(crate) fn avatar_colour(username: &str) -> Color32 {
    let hash = fold(username).bytes().fold(0x811C_9DC5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    let [_, red, green, blue] = COLOURS[hash as usize % COLOURS.len()].to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::contrast;

    #[test]
    fn initials_are_readable_on_every_colour() {
        for colour in COLOURS {
            let [_, red, green, blue] = colour.to_be_bytes();
            let ratio = contrast(Color32::from_rgb(red, green, blue), Color32::WHITE);
            assert!(ratio >= 5.0, "{colour:06X}: {ratio:.2}");
        }
    }

    #[test]
    fn a_user_keeps_the_colour() {
        assert_eq!(avatar_colour("Ada"), avatar_colour("ada"));
    }
}
