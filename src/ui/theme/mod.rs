//! Every size, every colour and every role of text, for light and dark.

mod avatar;
mod contrast;
mod fonts;
mod palette;
mod scene;
mod sizes;
mod style;
mod swatches;
mod text_role;

pub(crate) use avatar::avatar_colour;
pub use contrast::contrast;
pub(crate) use contrast::readable_on;
pub use fonts::install as install_fonts;
pub(crate) use palette::weak_theme;
pub use palette::{DARK, LIGHT, Palette, Tone, palette};
pub(crate) use scene::SceneColours;
pub(crate) use sizes::*;
pub(crate) use style::{Elevation, motion};
pub use style::{apply, set_accent, set_motion};
pub(crate) use swatches::{SWATCHES, accent_colour};
pub(crate) use text_role::TextRole;
#[cfg(feature = "testing")]
pub use text_role::widen_text;
