//! Joins the use cases with the stores of this computer, for the window and the command line.

mod environment;
#[cfg(feature = "component")]
mod paths;
#[cfg(all(feature = "component", feature = "postgres"))]
mod remote;

#[cfg(feature = "mail")]
pub use crate::wiring::environment::mailer;
pub use crate::wiring::environment::{environment, system_messages};
#[cfg(feature = "app")]
pub(crate) use crate::wiring::paths::demo_state;
#[cfg(feature = "component")]
pub use crate::wiring::paths::{APP, Paths, PathsError};
#[cfg(feature = "app")]
pub(crate) use crate::wiring::remote::{location, password_entry};
