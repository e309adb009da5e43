//! The configuration file cannot be used: what is wrong, where, and what to do.

use std::time::Duration;

use crate::service::ports::{FailureKind, StoreError};
use crate::service::set_up::open::OpenError;

use crate::screen::effects::Now;

/// The longest time until the file is opened again.
const RETRY_MAX: Duration = Duration::from_secs(30);

/// What is wrong.
#[derive(Default)]
pub struct BrokenScreen {
    /// Why the file cannot be used; `None` if opening it ended in an error of the program.
    pub error: Option<StoreError>,
    /// Where the file is.
    pub location: String,
    /// When the file is opened again by itself.
    pub(crate) retry_at: Option<Now>,
    /// How long that takes.
    wait: Duration,
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
    pub fn new(OpenError { location, error }: OpenError, now: Now) -> Self {
        let mut screen = Self {
            error: Some(error),
            location,
            ..Self::default()
        };
        screen.retry_after(Duration::from_secs(1), now);
        screen
    }

    /// Returns `true` if the file is opened again by itself, because what is wrong can pass.
    #[must_use]
    pub fn retries(&self) -> bool {
        let error = self.error.as_ref();
        error.is_some_and(|error| error.kind() == FailureKind::Unavailable)
    }

    /// Takes in that opening the file again has failed: the next time comes after twice the time.
    pub(crate) fn failed_again(&mut self, OpenError { location, error }: OpenError, now: Now) {
        (self.error, self.location) = (Some(error), location);
        self.retry_after((self.wait * 2).min(RETRY_MAX), now);
    }

    fn retry_after(&mut self, wait: Duration, now: Now) {
        self.wait = wait;
        self.retry_at = self.retries().then(|| now + wait);
    }
}
