//! The keyring of a service that was given none.

use crate::domain::secret::Secret;

use crate::service::ports::platform::{TokenVault, VaultError};

/// No keyring, where none was given.
pub(crate) struct NoVault;

impl TokenVault for NoVault {
    fn probe(&self) -> Result<(), VaultError> {
        Err(VaultError::Absent)
    }

    fn read(&self) -> Result<Option<Secret>, VaultError> {
        Err(VaultError::Absent)
    }

    fn write(&self, _: &Secret) -> Result<(), VaultError> {
        Err(VaultError::Absent)
    }

    fn clear(&self) -> Result<(), VaultError> {
        Err(VaultError::Absent)
    }
}
