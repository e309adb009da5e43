//! A server that decides about passwords, for a computer that may not read the stored hashes.

use crate::domain::access_times::AccessRefusal;
use crate::domain::account_id::AccountId;
use crate::domain::remember_me::{Token, TokenHash};
use crate::domain::secret::Secret;
use crate::domain::timestamp::Timestamp;
use crate::domain::user_key::WrappedKey;

use crate::service::ports::approval_server::ApprovalServer;
use crate::service::ports::authority_error::AuthorityError;
use crate::service::ports::badge_server::BadgeServer;
use crate::service::ports::cancellation::Cancellation;
use crate::service::ports::device_server::DeviceServer;
use crate::service::ports::factor_server::FactorServer;
use crate::service::ports::kiosk_server::KioskServer;
use crate::service::ports::pin_server::PinServer;
use crate::service::ports::recovery_server::RecoveryServer;
use crate::service::ports::registration_server::RegistrationServer;
use crate::service::ports::sessions::SessionLimitError;
use crate::service::ports::user_server::UserServer;
use crate::service::ports::verdict::{AwaitedCode, NewSession, Verdict};

/// Decides whether a password is right, on behalf of a computer that cannot read the hashes (a restricted computer).
///
/// # Contract
///
/// - **It counts before it tells.** An attempt is stored as a failure before anything tells whether the password is right, so
///   that a computer that stops asking after the first sign of failure gains nothing.
/// - **It does everything that a sign-in stores**: lockouts, the delay after many failures of all names, session limits, and
///   the audit log. The use cases count, delay and record nothing of it again.
/// - **It tells only who knows the password.** An unknown name, a wrong password, a disabled account and an account without a
///   password are [`Verdict::Wrong`], after the same time. All other verdicts but [`Verdict::Locked`] need the right password,
///   and [`Verdict::Pending`] the username as well: an account that waits for approval is not found by its address.
/// - **A session begins with [`Verdict::Right`] of [`Self::sign_in`].** From then on the credential store has the user of the
///   session, and it ends when [`NewSession::session`] is dropped.
/// - **A token is noted before it is looked at**, so that a computer with a copy does not find out whether the token was replaced
///   without raising the alarm. It is replaced at each use, in two steps (R38): both it and `next` are accepted until `next` is
///   presented. One that is neither ends all sessions of the user (R39).
/// - **Waiting ends** when `cancelled` does. An attempt that was counted stays counted.
/// - Every method is called off the window's thread, from several threads at once.
///
/// `testing::conformance::authority` (feature `testing`) checks an implementation against this contract.
pub trait Authority: Send + Sync {
    /// Checks the password of a user who signs in with this username or e-mail address. If it is right, a session begins.
    ///
    /// # Errors
    /// No session begins.
    /// - [`AuthorityError::Left`] if it was cancelled.
    /// - [`AuthorityError::Store`] if the server cannot be reached or does not answer as it should.
    fn sign_in(
        &self,
        login: &str,
        password: &Secret,
        cancelled: &Cancellation,
    ) -> Result<Verdict<NewSession>, AuthorityError>;

    /// Checks the code from the app of a user whose password was right. It counts like a password, works once, and can be wrong
    /// several times before it is right.
    ///
    /// # Errors
    /// No session begins.
    /// - [`AuthorityError::Left`] if it was cancelled.
    /// - [`AuthorityError::Ended`] if the password was entered too long ago, or the account has changed since.
    /// - [`AuthorityError::Store`] if the server cannot be reached or does not answer as it should.
    fn check_code(
        &self,
        awaited: &AwaitedCode,
        code: &Secret,
        cancelled: &Cancellation,
    ) -> Result<Verdict<NewSession>, AuthorityError>;

    /// Checks the password of a user with a session again, and a code from the app if the settings ask for one: to unlock the
    /// window, or for a sensitive action, which the server then permits for five minutes.
    ///
    /// # Errors
    /// - [`AuthorityError::Left`] if it was cancelled.
    /// - [`AuthorityError::Ended`] if the account has no session of this computer any more.
    /// - [`AuthorityError::Store`] if the server cannot be reached or does not answer as it should.
    fn check_again(
        &self,
        account: AccountId,
        password: &Secret,
        code: Option<&Secret>,
        cancelled: &Cancellation,
    ) -> Result<Verdict<()>, AuthorityError>;

    /// Returns the key of a user with a session as the password wraps it, for which the credential store has a stand-in that opens
    /// nothing: on the key itself, passwords can be tried without being counted. `None` if the user has none.
    ///
    /// # Errors
    /// - [`AuthorityError::Ended`] if the account has no session of this computer any more.
    /// - [`AuthorityError::Store`] if the password was not entered in the last five minutes, or the server cannot be reached or does
    ///   not answer as it should.
    fn wrapped_key(&self, account: AccountId) -> Result<Option<WrappedKey>, AuthorityError>;

    /// Returns the server that lists users for administrators; `None` if it does not.
    fn users(&self) -> Option<&dyn UserServer> {
        None
    }

    /// Returns the server that checks who leaves a kiosk; `None` if it does not.
    fn kiosk(&self) -> Option<&dyn KioskServer> {
        None
    }

    /// Returns the server that checks PINs; `None` if it does not.
    fn pins(&self) -> Option<&dyn PinServer> {
        None
    }

    /// Returns the server that finds out whose a badge is; `None` if it does not.
    fn badges(&self) -> Option<&dyn BadgeServer> {
        None
    }

    /// Returns the server that lists the remembered sign-ins of a user; `None` if it does not.
    fn devices(&self) -> Option<&dyn DeviceServer> {
        None
    }

    /// Returns the server that changes second factors and recovery codes; `None` if it does not.
    fn factors(&self) -> Option<&dyn FactorServer> {
        None
    }

    /// Returns the server that sets passwords with codes; `None` if it does not.
    fn recovery(&self) -> Option<&dyn RecoveryServer> {
        None
    }

    /// Returns the server that checks who approves an action; `None` if it does not.
    fn approvals(&self) -> Option<&dyn ApprovalServer> {
        None
    }

    /// Returns the server that creates accounts of users who register; `None` if it does not.
    fn registration(&self) -> Option<&dyn RegistrationServer> {
        None
    }

    /// Counts and records wrong passwords that were entered for a user with a session while the server could not be reached, to
    /// unlock the window: a lockout holds on all computers.
    ///
    /// # Errors
    /// Nothing was counted, or it is not known whether it was.
    /// - [`AuthorityError::Ended`] if the account has no session of this computer any more.
    /// - [`AuthorityError::Store`] if the server cannot be reached or does not answer as it should.
    fn count_failures(&self, account: AccountId, failures: u32) -> Result<(), AuthorityError>;

    /// Signs a user in with the token of a remembered sign-in of this computer, which the token with the hash `next` replaces. The
    /// session is not fresh.
    ///
    /// # Errors
    /// No session begins, and the sign-in stays remembered.
    /// - [`AuthorityError::Left`] if it was cancelled.
    /// - [`AuthorityError::Store`] if the server cannot be reached or does not answer as it should.
    fn resume(
        &self,
        presented: &Token,
        next: TokenHash,
        cancelled: &Cancellation,
    ) -> Result<Resumption, AuthorityError>;
}

/// What a server says of the token of a remembered sign-in.
#[derive(Debug)]
#[non_exhaustive]
pub enum Resumption {
    /// A session begins. `began` is when the password was last entered.
    Right {
        /// The session. The attempts before it are not told.
        new: NewSession,
        /// When its time begins.
        began: Timestamp,
    },
    /// There is no remembered sign-in with this token, or it has ended.
    NotRemembered,
    /// A window of the user with this username was locked and not unlocked since (R71).
    Locked(String),
    /// The access of the user is limited to other days or hours.
    NotNow(AccessRefusal),
    /// The token had been replaced. All sessions of the user have ended.
    Reused,
    /// There is no free session slot.
    Limit(SessionLimitError),
}
