//! The reasons why a sign-in is not remembered.

use crate::service::ports::{RandomnessError, StateError, StoreError, VaultError};

/// The reason why a sign-in was not remembered, or a remembered one not ended.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RememberError {
    /// The settings switch it off, or the account has changed.
    #[error("remembering is not possible for this account")]
    #[doc(hidden)]
    NotPossible,
    /// The keyring cannot be used.
    #[error(transparent)]
    #[doc(hidden)]
    Vault(#[from] VaultError),
    /// The state database cannot be used.
    #[error(transparent)]
    #[doc(hidden)]
    State(#[from] StateError),
    /// The configuration file cannot be used.
    #[error(transparent)]
    #[doc(hidden)]
    Store(#[from] StoreError),
    /// The system gives no random bytes.
    #[error(transparent)]
    #[doc(hidden)]
    Randomness(#[from] RandomnessError),
}
