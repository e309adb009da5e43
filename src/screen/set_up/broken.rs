//! The configuration file cannot be used: what is wrong, where, and what to do.

use crate::service::ports::StoreError;
use crate::service::set_up::open::OpenError;

/// What is wrong.
#[derive(Default)]
pub struct BrokenScreen {
    /// Why the file cannot be used; `None` if opening it ended in an error of the program.
    pub error: Option<StoreError>,
    /// Where the file is.
    pub location: String,
}

/// What the user did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Asked to read the file again.
    Retry,
}

impl BrokenScreen {
    /// Shows why the file could not be opened.
    #[must_use]
    pub fn new(OpenError { location, error }: OpenError) -> Self {
        let error = Some(error);
        Self { error, location }
    }
}
