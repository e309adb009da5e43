//! The signed-in user's window: the pages that the session may open, and the areas of the program itself.
//!
//! Needs a [`Session`](crate::service::Session) and cannot be created without one. The content of a page is read
//! when it is opened, and dropped when another one is.

mod approvals;
mod area;
mod areas;
mod asking;
mod command_palette;
mod kept;
mod leaving;
mod page;
mod palette_entries;
mod screen;
mod welcome;

pub use crate::screen::app::area::{Area, AreaEvent, AreaKind};
pub use crate::screen::app::command_palette::{
    CommandPalette, PaletteAction, PaletteEntry, PaletteEvent, PaletteMatch,
};
pub use crate::screen::app::kept::OpenPlace;
pub use crate::screen::app::page::{CurrentPage, HostPage, PageState};
pub use crate::screen::app::screen::{AppScreen, AppStart, Event, Notice, Transition};
