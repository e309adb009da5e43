//! The credential file cannot be used: what is wrong, where, and what to do.

use crate::service::ports::StoreError;
use crate::service::set_up::open::OpenError;

use crate::screen::Step;

/// What is wrong.
pub struct BrokenScreen {
    /// Why the file cannot be used.
    pub error: StoreError,
    /// Where the file is.
    pub location: String,
}

/// What a person did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Asked to read the file again.
    Retry,
}

/// How this screen is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// To read the file again.
    Start,
}

impl BrokenScreen {
    /// Shows why the file could not be opened.
    #[must_use]
    pub fn new(OpenError { location, error }: OpenError) -> Self {
        Self { error, location }
    }

    /// A person did something.
    pub fn on(&mut self, event: Event) -> Step<Leave> {
        match event {
            Event::Retry => Step::Leave(Leave::Start),
        }
    }
}
