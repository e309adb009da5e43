//! Drawing: a folder for each feature, and the widgets that they share.
//!
//! Takes the state of a screen and returns what the user did. No disk, no keyring, no decisions: the
//! only state that is changed here is text that is being typed.

mod account;
mod app;
mod audit;
mod draw;
mod lock;
mod pages;
mod recovery;
mod registration;
mod set_up;
mod settings;
mod sign_in;
pub mod slots;
pub mod theme;
mod two_factor;
mod users;
mod widgets;
mod window;

pub use draw::{DemoUser, HostContent};
pub use window::{FrameInput, Ui};
