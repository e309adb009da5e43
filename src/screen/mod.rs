//! The screens as state machines: they take the user's input and return the commands to run.
//!
//! Pure: no drawing, no disk, no clock but the one passed in. A screen owns its data, starts slow work
//! as commands ([`Effects`]), and never changes to another screen itself: it returns a transition, and
//! the parent in [`flow`] decides what comes next. The output of a command that no [`Pending`] waits
//! for is dropped, so that a late answer never leads to another screen.

pub mod account;
pub mod admin_action;
pub mod app;
pub mod approval;
pub mod audit;
pub mod busy;
pub mod effects;
pub mod flow;
pub mod form;
pub mod kiosk;
pub mod lock;
pub mod parked;
pub mod pictures;
pub mod recovery;
pub mod registration;
pub mod set_up;
pub mod settings;
pub mod sign_in;
#[cfg(feature = "signatures")]
pub mod signing;
pub mod users;

pub use crate::screen::busy::{BUSY_AFTER, Busy, CANCEL_AFTER};
pub use crate::screen::effects::{Effects, Now, Pending};
