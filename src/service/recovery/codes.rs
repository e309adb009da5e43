//! Results that come with recovery codes.

use crate::domain::secret::Secret;

/// A value together with recovery codes, which are shown this once.
pub struct WithRecoveryCodes<T> {
    /// The value.
    pub value: T,
    /// The codes, as the user types them.
    pub codes: Vec<Secret>,
}
