//! A server that lists the remembered sign-ins of a user, for a computer that knows only its own.

use crate::domain::account_id::AccountId;
use crate::domain::remember_me::TokenHash;
use crate::domain::timestamp::Timestamp;

use crate::service::ports::authority_error::AuthorityError;

/// Lists and ends the remembered sign-ins of a user at all restricted computers. It authorizes each call anew, by the session that
/// the account has at this computer.
pub trait DeviceServer: Send + Sync {
    /// Returns those that have not ended, the one that was used last first, and at most 100.
    ///
    /// # Errors
    /// - [`AuthorityError::Ended`] if the account has no session of this computer any more.
    /// - [`AuthorityError::Store`] if the server cannot be reached.
    fn devices(&self, account: AccountId) -> Result<Vec<RememberedDevice>, AuthorityError>;

    /// Ends one of a user who has just entered the password. One that is not there any more was ended before.
    ///
    /// # Errors
    /// As for [`Self::devices`]; [`AuthorityError::Store`] also if the server refuses it.
    fn forget_device(&self, account: AccountId, device: TokenHash) -> Result<(), AuthorityError>;
}

/// A remembered sign-in at a restricted computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RememberedDevice {
    /// Identifies the sign-in.
    pub id: TokenHash,
    /// Name of the computer.
    pub name: String,
    /// Whether it is this computer.
    pub is_this: bool,
    /// Time of the sign-in.
    pub since: Timestamp,
    /// Time of the last use.
    pub used_at: Timestamp,
}
