//! Every size and every colour, for light and dark.

mod contrast;
mod palette;
mod sizes;
mod style;

pub use contrast::contrast;
pub use palette::{DARK, LIGHT, Palette, palette, tint};
pub(crate) use sizes::*;
pub use style::{apply, set_accent};
