//! The reasons why a sign-in is not remembered.

use crate::service::ports::{RandomnessError, StateError, StoreError, VaultError};

/// The reason why a sign-in was not remembered, or a remembered one not ended.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RememberError {
    /// The settings switch it off, or the account has changed.
    #[error("remembering is not possible for this account")]
    NotPossible,
    /// The keyring cannot be used.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The state database cannot be used.
    #[error(transparent)]
    State(#[from] StateError),
    /// The configuration file cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The system gives no random bytes.
    #[error(transparent)]
    Randomness(#[from] RandomnessError),
}
