//! A server that changes second factors and recovery codes, for a computer that may not do so itself.

use crate::domain::account_id::AccountId;
use crate::domain::key_vault::KeyVault;
use crate::domain::secret::Secret;
use crate::domain::two_factor::Totp;

use crate::service::ports::authority_error::AuthorityError;
use crate::service::ports::cancellation::Cancellation;
use crate::service::ports::verdict::{AwaitedCode, NewSession, Verdict};

/// Changes the second factor and the recovery codes of users on behalf of a restricted computer, which makes the keys and codes.
///
/// # Contract
///
/// - **Each change takes one password**, which was entered in the session with
///   [`Authority::check_again`](crate::service::ports::Authority::check_again), and the code where the settings ask for one. A PIN, a
///   remembered sign-in, and the sign-in itself are not enough.
/// - **The server keeps the secret of the app**, so that it checks codes from then on, and accepts each code once.
/// - **A change ends what it replaces**: recovery codes, PINs, and with another second factor remembered sign-ins and the other
///   sessions at restricted computers. The session in which it was made continues.
/// - The server records the change, and notifies the owner of the account.
/// - Every method is called off the window's thread, from several threads at once.
///
/// `testing::conformance::authority` (feature `testing`) checks an implementation against this contract.
#[doc(hidden)]
pub trait FactorServer: Send + Sync {
    /// Sets up the second factor of a user with a session, or moves it to another app. Returns `false` if the code is wrong, or was
    /// used before.
    ///
    /// # Errors
    /// Nothing is changed.
    /// - [`AuthorityError::Ended`] if the account has no session of this computer any more, or the password was entered more than ten
    ///   minutes ago or not for this.
    /// - [`AuthorityError::Store`] if the server cannot be reached or refuses it.
    fn set_two_step(&self, account: AccountId, factor: &NewFactor) -> Result<bool, AuthorityError>;

    /// Replaces the recovery codes of a user with a session. `vault` has the codes and the user key, which is another one unless the
    /// account has a second factor.
    ///
    /// # Errors
    /// Nothing is changed.
    /// - [`AuthorityError::Ended`] if the account has no session of this computer any more, or the password was entered more than five
    ///   minutes ago or not for this.
    /// - [`AuthorityError::Store`] if the server cannot be reached or refuses it.
    fn renew_codes(&self, account: AccountId, vault: &KeyVault) -> Result<(), AuthorityError>;

    /// Switches the second factor of a user with a session off. With `must_change_password`, the password is too short without it.
    /// Returns `false` if the second factor is required, or there is none.
    ///
    /// # Errors
    /// Nothing is changed.
    /// - [`AuthorityError::Ended`] if the account has no session of this computer any more, or the password was entered more than five
    ///   minutes ago or not for this.
    /// - [`AuthorityError::Store`] if the server cannot be reached or refuses it.
    fn two_step_off(
        &self,
        account: AccountId,
        must_change_password: bool,
    ) -> Result<bool, AuthorityError>;

    /// Sets up the second factor of a user whose password was right, and begins a session: after [`Verdict::SetUp`].
    ///
    /// # Errors
    /// No session begins.
    /// - [`AuthorityError::Left`] if it was cancelled.
    /// - [`AuthorityError::Ended`] if the password was entered too long ago, or the account has changed since.
    /// - [`AuthorityError::Store`] if the server cannot be reached or does not answer as it should.
    fn set_up(
        &self,
        awaited: &AwaitedCode,
        factor: &NewFactor,
        cancelled: &Cancellation,
    ) -> Result<Verdict<NewSession>, AuthorityError>;
}

/// A second factor that is set up.
#[doc(hidden)]
#[non_exhaustive]
pub struct NewFactor {
    /// The user key, the recovery codes, and the secret of the app, sealed with the user key.
    pub vault: KeyVault,
    /// The secret of the app.
    pub totp: Totp,
    /// A code from the app, as typed.
    pub code: Secret,
}

opaque_debug!(NewFactor);

impl NewFactor {
    /// Creates a second factor with what the server keeps.
    #[must_use]
    pub fn new(vault: KeyVault, totp: Totp, code: Secret) -> Self {
        Self { vault, totp, code }
    }
}
