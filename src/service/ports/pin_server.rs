//! A server that checks PINs, for a computer that may not do so itself.

use zeroize::Zeroizing;

use crate::domain::access_times::AccessRefusal;
use crate::domain::account_id::AccountId;
use crate::domain::quick_unlock::QuickRefusal;
use crate::domain::remember_me::TokenHash;
use crate::domain::timestamp::Timestamp;
use crate::domain::user_key::{KEY_BYTES, SALT_BYTES};

use crate::service::ports::authority_error::AuthorityError;
use crate::service::ports::cancellation::Cancellation;
use crate::service::ports::sessions::SessionLimitError;
use crate::service::ports::verdict::NewSession;

/// Checks PINs on behalf of a restricted computer.
///
/// # Contract
///
/// - **It counts before it tells**, as [`Authority`](crate::service::ports::Authority) does. After five wrong tries in a row, only
///   the password is accepted.
/// - **A PIN belongs to one computer**, and to the account as it was when the PIN was set: it ends with the password, the roles,
///   the second factor and the sessions of the user, and when the computer is shut out.
/// - **It does everything that a PIN stores**: tries, the failures of all names, session limits, notices, and the audit log.
/// - **A session that begins with a PIN is not fresh**, and one whose window a PIN has unlocked no longer is.
/// - Every method is called off the window's thread, from several threads at once.
///
/// `testing::conformance::authority` (feature `testing`) checks an implementation against this contract.
pub trait PinServer: Send + Sync {
    /// Sets the PIN of a user with a session in which the password was just entered, in place of an earlier one on this computer.
    ///
    /// # Errors
    /// - [`AuthorityError::Ended`] if the account has no session of this computer any more.
    /// - [`AuthorityError::Store`] if the server cannot be reached or refuses it.
    fn set_pin(&self, account: AccountId, pin: &PinProof) -> Result<(), AuthorityError>;

    /// Removes the PIN of a user with a session in which the password was just entered. Returns `false` if there is none.
    ///
    /// # Errors
    /// - [`AuthorityError::Ended`] if the account has no session of this computer any more.
    /// - [`AuthorityError::Store`] if the server cannot be reached or refuses it.
    fn remove_pin(&self, account: AccountId) -> Result<bool, AuthorityError>;

    /// Takes in that the user of a session has just entered the password: the PIN is accepted again after wrong ones, and its hours
    /// begin with the last full sign-in. Returns `false` if there is none, or it has ended.
    ///
    /// # Errors
    /// - [`AuthorityError::Ended`] if the account has no session of this computer any more.
    /// - [`AuthorityError::Store`] if the server cannot be reached or refuses it.
    fn renew_pin(
        &self,
        account: AccountId,
        boot: Option<TokenHash>,
    ) -> Result<bool, AuthorityError>;

    /// Tries the PIN of a user with a session, to unlock its window.
    ///
    /// # Errors
    /// - [`AuthorityError::Left`] if it was cancelled.
    /// - [`AuthorityError::Ended`] if the account has no session of this computer any more.
    /// - [`AuthorityError::Store`] if the server cannot be reached or does not answer as it should.
    fn unlock_with_pin(
        &self,
        account: AccountId,
        pin: &PinProof,
        cancelled: &Cancellation,
    ) -> Result<PinVerdict<()>, AuthorityError>;

    /// Tries a PIN. If it is right, a session begins, whose time is returned with it: that of the last full sign-in.
    ///
    /// # Errors
    /// No session begins.
    /// - [`AuthorityError::Left`] if it was cancelled.
    /// - [`AuthorityError::Store`] if the server cannot be reached or does not answer as it should.
    fn sign_in_with_pin(
        &self,
        pin: &PinProof,
        cancelled: &Cancellation,
    ) -> Result<PinVerdict<(NewSession, Timestamp)>, AuthorityError>;
}

/// What a restricted computer sends of a PIN.
pub struct PinProof {
    /// Finds the PIN on the server, and proves nothing.
    pub(crate) selector: [u8; SALT_BYTES],
    /// What the computer derives from the PIN and its own secret.
    pub(crate) proof: Zeroizing<[u8; KEY_BYTES]>,
    /// The start of the computer; `None` if it cannot tell.
    pub(crate) boot: Option<TokenHash>,
}

opaque_debug!(PinProof);

/// What a server says of a PIN. `T` is what the right one gives.
#[derive(Debug)]
#[non_exhaustive]
pub enum PinVerdict<T> {
    /// The PIN is right.
    Right(T),
    /// The PIN is wrong; so many tries are left.
    Wrong(u8),
    /// Only the password is accepted. [`QuickRefusal::NoPin`] if there is no PIN any more.
    Refused(QuickRefusal),
    /// The PIN is right, and the access of the user is limited to other days or hours.
    NotNow(AccessRefusal),
    /// The PIN is right, and there is no free session slot.
    Limit(SessionLimitError),
}
