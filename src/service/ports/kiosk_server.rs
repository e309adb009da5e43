//! A server that checks who leaves a kiosk, for a computer that may not read the users.

use crate::domain::secret::Secret;

use crate::service::ports::authority_error::AuthorityError;
use crate::service::ports::cancellation::Cancellation;
use crate::service::ports::verdict::Verdict;

/// Checks on behalf of a restricted computer that an administrator wants to leave its kiosk.
///
/// The contract of [`Authority`](crate::service::ports::Authority) holds, but no session begins: an attempt counts as one to sign
/// in, is recorded as one to leave a kiosk, and a user who is no administrator gets the answer of a wrong password, which it
/// counts as.
pub trait KioskServer: Send + Sync {
    /// Checks the password, and the code if the account has a second factor. [`Verdict::SetUpSecondFactor`] also stands for anything
    /// else that the next sign-in asks for first.
    ///
    /// # Errors
    /// - [`AuthorityError::Left`] if it was cancelled.
    /// - [`AuthorityError::Ended`] if the account has changed since the password was checked.
    /// - [`AuthorityError::Store`] if the server cannot be reached or does not answer as it should.
    fn leave_kiosk(
        &self,
        login: &str,
        factors: (&Secret, Option<&Secret>),
        cancelled: &Cancellation,
    ) -> Result<Verdict<()>, AuthorityError>;
}
