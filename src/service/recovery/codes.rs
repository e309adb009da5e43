//! Results that come with recovery codes.

use std::fmt;

use crate::domain::secret::Secret;

/// A value together with recovery codes, which are shown this once.
#[non_exhaustive]
pub struct WithRecoveryCodes<T> {
    /// The value.
    pub value: T,
    /// The codes, as the user types them.
    pub codes: Vec<Secret>,
}

/// The value, and never a code.
impl<T: fmt::Debug> fmt::Debug for WithRecoveryCodes<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("WithRecoveryCodes")
            .field("value", &self.value)
            .finish_non_exhaustive()
    }
}
