//! A server that creates accounts of users who register at a computer that may not read the users.

use crate::domain::credential::StoredHash;
use crate::domain::user::NewUser;

use crate::service::ports::cancellation::Cancellation;
#[expect(unused_imports, reason = "for the documentation")]
use crate::service::ports::store_error::StoreError;
use crate::service::registration::error::RegisterError;

/// Creates accounts on behalf of a computer that may not read the users (a restricted computer).
///
/// # Contract
///
/// - **It decides by the settings that it has**, and gives the roles of these settings. Who may register here is the
///   `registration.mode` that it tells the computer: `closed` if users register at trusted computers only.
/// - **It counts before it tells** whether a name or an address is taken. A computer has 20 registrations in an hour (R83).
/// - **It tells no more than a trusted computer** about which addresses have accounts (R18, R84), and records the same. Who is to wait
///   for approval takes another username than the address.
/// - Every method is called off the window's thread, from several threads at once.
#[doc(hidden)]
pub trait RegistrationServer: Send + Sync {
    /// Creates the account of this user, all of it or nothing. The roles that the user has here are not looked at. Returns whether it
    /// waits for approval, or seems to.
    ///
    /// # Errors
    /// No account is created.
    /// - [`RegisterError::EmailNotAccepted`], [`RegisterError::UsernameTaken`], [`RegisterError::TooManyWaiting`] and
    ///   [`RegisterError::TooManyHere`] as at a trusted computer.
    /// - [`RegisterError::Store`] with [`StoreError::Restricted`] if users register at trusted computers only, or this one does because
    ///   of letters outside ASCII.
    /// - [`RegisterError::Store`] if the server cannot be reached, or it was cancelled; then the account may exist all the same.
    fn register(
        &self,
        user: &NewUser,
        hash: &StoredHash,
        cancelled: &Cancellation,
    ) -> Result<bool, RegisterError>;
}
