//! The user's own account: an overview, and a form for each change. Every change asks for the current password.
//!
//! ```text
//! Overview ──Open──▶ a form ──Submit──▶ changing ──changed──▶ Overview, or recovery codes
//!    ▲                 │  ▲                │
//!    └──────Back───────┘  └────refused─────┘
//! ```
//! A change that is under way cannot be cancelled, because its outcome would be unknown.

pub mod part;
mod screen;
mod shown;

#[cfg(feature = "ui")]
pub(crate) use crate::screen::account::part::password_rule;
pub use crate::screen::account::part::{Form, Part};
pub use crate::screen::account::screen::{AccountScreen, Event, Transition};
