//! What can be done about a failure.

/// What can be done about a failed operation of a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FailureKind {
    /// Something outside does not work at the moment: a disk, a lock, a server. Trying again later can help.
    Unavailable,
    /// Something has changed in between. Reading and deciding again helps.
    Conflict,
    /// The stored data or the request is wrong, and stays so until it is corrected.
    Invalid,
    /// The operating system or the store refuses access.
    Denied,
}

impl FailureKind {
    /// Returns `true` if the same operation can succeed when it is tried again.
    #[must_use]
    pub fn can_retry(self) -> bool {
        matches!(self, Self::Unavailable | Self::Conflict)
    }
}
