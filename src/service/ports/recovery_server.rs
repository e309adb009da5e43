//! A server that checks recovery codes and reset codes for a computer that may not read them.

use zeroize::Zeroizing;

use crate::domain::credential::StoredHash;
use crate::domain::email::Email;
use crate::domain::recovery::Code;
use crate::domain::stored_code::StoredCode;
use crate::domain::user::User;
use crate::domain::user_key::WrappedKey;

use crate::service::ports::authority_error::AuthorityError;
use crate::service::ports::cancellation::Cancellation;
use crate::service::ports::verdict::{AwaitedCode, NewSession, Verdict};
use crate::service::recovery::error::RecoverError;

/// Sets passwords with codes on behalf of a computer that may not read them (a restricted computer).
///
/// # Contract
///
/// - **It counts before it tells**, under the name and among the attempts of all names. A lockout of the name keeps no code from
///   being tried (R21).
/// - **It tells only who knows the code.** An unknown name, a wrong code, one that was used or has expired, and an account that
///   cannot be used are [`RecoverError::Refused`].
/// - **A code works once**, and signs no user in (R36). The server records it, and notifies the owner of the account.
/// - Codes that were sent by e-mail are for trusted computers.
/// - Every method is called off the window's thread, from several threads at once.
#[doc(hidden)]
pub trait RecoveryServer: Send + Sync {
    /// Tries a code for a user with this username or e-mail address. The right one is not used up.
    ///
    /// # Errors
    /// - [`RecoverError::Refused`] if name and code do not match, or it was cancelled.
    /// - [`RecoverError::TooManyHere`] if too many codes were tried on this computer.
    /// - [`RecoverError::Store`] if the server cannot be reached.
    fn try_code(
        &self,
        login: &str,
        code: &Code,
        cancelled: &Cancellation,
    ) -> Result<ProvenCode, RecoverError>;

    /// Sets a new password with a code that was right, and uses it up. `key` is the user key, wrapped with the new password; without
    /// it, the other recovery codes end.
    ///
    /// # Errors
    /// Nothing is changed.
    /// - [`RecoverError::Refused`] if the account has changed since, or the code was tried more than ten minutes ago.
    /// - [`RecoverError::Store`] if the server cannot be reached.
    fn set_password(
        &self,
        proven: &ProvenCode,
        hash: &StoredHash,
        key: Option<&WrappedKey>,
    ) -> Result<(), RecoverError>;

    /// Checks a recovery code of a user whose password was right, in place of a code from the app, as
    /// [`Authority::check_code`](crate::service::ports::Authority::check_code) does. It is used up if a session begins. After one has
    /// set the password, no other one is accepted until the user has signed in (R80).
    ///
    /// # Errors
    /// No session begins.
    /// - [`AuthorityError::Left`] if it was cancelled.
    /// - [`AuthorityError::Ended`] if the password was entered too long ago, or the account has changed since.
    /// - [`AuthorityError::Store`] if the server cannot be reached, or too many codes were tried on this computer.
    fn sign_in_with(
        &self,
        awaited: &AwaitedCode,
        code: &Code,
        cancelled: &Cancellation,
    ) -> Result<Verdict<NewSession>, AuthorityError>;

    /// Returns the username of the user with this e-mail address and recovery code, which is used up.
    ///
    /// # Errors
    /// - [`RecoverError::Refused`] if address and code do not match, or it was cancelled.
    /// - [`RecoverError::TooManyHere`] if too many codes were tried on this computer.
    /// - [`RecoverError::Store`] if the server cannot be reached.
    fn find_username(
        &self,
        email: &Email,
        code: &Code,
        cancelled: &Cancellation,
    ) -> Result<String, RecoverError>;
}

/// A code that a server has found right.
#[doc(hidden)]
#[non_exhaustive]
pub struct ProvenCode {
    ticket: Zeroizing<[u8; 32]>,
    /// The user, with username, e-mail address and name only.
    pub user: User,
    /// Whether the account has a second factor.
    pub has_two_step: bool,
    /// The recovery code as it is stored; `None` for a reset code.
    pub stored: Option<StoredCode>,
}

opaque_debug!(ProvenCode);

impl ProvenCode {
    /// Creates a code of this user.
    #[must_use]
    pub fn new(
        ticket: [u8; 32],
        user: User,
        has_two_step: bool,
        stored: Option<StoredCode>,
    ) -> Self {
        Self {
            ticket: Zeroizing::new(ticket),
            user,
            has_two_step,
            stored,
        }
    }

    /// Returns the ticket by which the server finds the try.
    #[must_use]
    pub fn ticket(&self) -> &[u8; 32] {
        &self.ticket
    }
}
