//! The computers that use a store on another computer.

use crate::domain::computer_kind::ComputerKind;
use crate::domain::timestamp::Timestamp;

use crate::service::ports::store_error::StoreError;

/// A computer that uses the store.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Computer {
    /// Its name.
    pub name: String,
    /// When it was last in contact; `None` if it never was.
    pub seen_at: Option<Timestamp>,
    /// The version of its program then.
    pub program: Option<String>,
    /// What its login may do; `None` if that is not known.
    pub kind: Option<ComputerKind>,
    /// Whether it can use the store now.
    pub may_use: bool,
}

impl Computer {
    /// Creates a computer that can use the store, and was never in contact.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            seen_at: None,
            program: None,
            kind: None,
            may_use: true,
        }
    }
}

/// Knows the computers that use a store.
pub trait ComputerList: Send + Sync {
    /// Returns the computers, by their names.
    ///
    /// # Errors
    /// - [`StoreError::Unavailable`] if the store cannot be reached.
    /// - [`StoreError::Unreadable`] if it cannot be read.
    fn computers(&self) -> Result<Vec<Computer>, StoreError>;
}
