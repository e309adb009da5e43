//! Drawing: a folder for each feature, and the widgets that they share.
//!
//! Takes the state of a screen and returns what the user did. It accesses neither disk nor keyring and decides nothing:
//! the only state that it changes is the text that the user types, and the error of a field that is typed in.

mod account;
mod app;
mod approval;
mod audit;
#[cfg(feature = "testing")]
mod components;
mod draw;
mod kiosk;
mod lock;
mod memory;
mod pages;
mod recovery;
mod registration;
mod screens;
mod set_up;
mod settings;
mod shortcuts;
mod sign_in;
#[cfg(feature = "signatures")]
mod signing;
mod slots;
pub mod theme;
mod two_factor;
mod users;
mod widgets;
mod window;

#[cfg(feature = "testing")]
pub use components::Components;
pub use draw::{DemoUser, HostContent, PlacedArea, placed_area};
pub use shortcuts::Shortcuts;
pub(crate) use theme::StyleScope;
pub use window::{FrameInput, Ui};
