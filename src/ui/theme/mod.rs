//! Every size, every colour and every role of text, for light and dark.

mod avatar;
mod contrast;
mod fonts;
mod palette;
mod scene;
pub(crate) mod scope;
mod screen_style;
mod sizes;
mod style;
mod swatches;
mod text_role;

#[doc(inline)]
pub use crate::domain::icon::ICONS;
pub(crate) use avatar::avatar_colour;
#[doc(hidden)]
pub use contrast::contrast;
pub(crate) use contrast::readable_on;
pub(crate) use fonts::Font;
pub use fonts::install as install_fonts;
pub(crate) use fonts::{is_complete as has_fonts, restore as restore_fonts};
pub(crate) use palette::weak_theme;
#[doc(hidden)]
pub use palette::{DARK, LIGHT, Palette, Tone, palette};
pub(crate) use scene::SceneColours;
pub(crate) use scope::motion;
pub use screen_style::apply;
pub(crate) use screen_style::{ScreenStyle, StyleScope};
pub(crate) use sizes::*;
pub(crate) use style::Elevation;
pub(crate) use swatches::{SWATCHES, accent_colour};
pub(crate) use text_role::TextRole;
#[cfg(feature = "testing")]
#[doc(hidden)]
pub use text_role::widen_text;
