//! Every size, every colour and every role of text, for light and dark.

mod contrast;
mod fonts;
mod palette;
mod sizes;
mod style;
mod text_role;

pub use contrast::contrast;
pub use fonts::install as install_fonts;
pub use palette::{DARK, LIGHT, Palette, Tone, palette};
pub(crate) use sizes::*;
pub(crate) use style::Elevation;
pub use style::{apply, set_accent};
pub(crate) use text_role::TextRole;
