//! Remembered sign-ins and open sessions.

use crate::domain::account_id::AccountId;
use crate::domain::remember_me::{Selector, TokenHash};
use crate::domain::settings::Sessions;
use crate::domain::timestamp::Timestamp;
use crate::domain::user::User;

use crate::service::ports::state_error::StateError;

/// How many locked windows a remembered sign-in knows; of more, the oldest are dropped.
const LOCKS_MAX: usize = 64;

/// Marks that a window of a remembered user is locked (R71).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockMark(pub [u8; 16]);

/// A remembered sign-in, as it is stored outside the keyring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RememberedSignIn {
    /// Finds the record of a token.
    pub selector: Selector,
    /// Verifies the token.
    pub token: TokenHash,
    /// The account of the user.
    pub account: AccountId,
    /// Ties the sign-in to the state of the account at that time.
    pub credential: TokenHash,
    /// Tokens that were made to replace `token` and may be in the keyring already; the first one that is
    /// presented does (R38).
    pub next: Vec<TokenHash>,
    /// The computer on which the user signed in (R46).
    pub device: TokenHash,
    /// The name of that computer.
    pub device_name: String,
    /// When the user signed in.
    pub created_at: Timestamp,
    /// When the token was last presented.
    pub used_at: Timestamp,
    /// When the sign-in expires.
    pub expires_at: Timestamp,
    /// The windows that were locked and not unlocked since. While there are any, the token does not sign in.
    pub locks: Vec<LockMark>,
}

impl RememberedSignIn {
    /// Adds the mark of a locked window.
    pub(crate) fn lock(&mut self, mark: LockMark) {
        if !self.locks.contains(&mark) {
            self.locks.push(mark);
        }
        let too_many = self.locks.len().saturating_sub(LOCKS_MAX);
        self.locks.drain(..too_many);
    }

    /// Returns `true` if it belongs to this user, who can sign in and whose account is in the same state.
    #[must_use]
    pub fn is_of(&self, user: &User) -> bool {
        user.id == self.account && user.can_sign_in() && user.fingerprint() == Some(self.credential)
    }
}

/// One of the sessions that the session limits allow; released when it is dropped, and when the process ends
/// in whatever way.
pub struct SessionSlot {
    _guard: Box<dyn Send + Sync>,
}

opaque_debug!(SessionSlot);

impl SessionSlot {
    /// Creates a slot that is released by dropping `guard`.
    #[must_use]
    pub fn new(guard: impl Send + Sync + 'static) -> Self {
        Self {
            _guard: Box::new(guard),
        }
    }
}

/// Why no further session is possible.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SessionLimitError {
    /// The user is signed in already, and is limited to one session.
    #[error("already signed in")]
    AlreadyIn,
    /// The most users that the settings allow are signed in.
    #[error("the session limit has been reached")]
    Full,
    /// The store failed.
    #[error(transparent)]
    State(#[from] StateError),
}

impl SessionLimitError {
    /// Checks the limits for another session of a user. `is_in` says that the user has one already; `users` is the number of
    /// users who have one.
    pub(crate) fn check(limits: Sessions, is_in: bool, users: usize) -> Result<(), Self> {
        if limits.single && is_in {
            return Err(Self::AlreadyIn);
        }
        let most = limits.max_users.map_or(usize::MAX, |most| most as usize);
        if !is_in && users >= most {
            return Err(Self::Full);
        }
        Ok(())
    }
}

/// Gets what is stored, and returns what replaces it; `None` leaves it.
#[doc(hidden)]
pub type ChangeSealed<'a> = dyn FnMut(Option<&[u8]>) -> Option<Vec<u8>> + 'a;

/// The remembered sign-in, of which there is one because the keyring holds one token for each configuration file,
/// and the open sessions.
///
/// # Contract
///
/// - **Atomic.** No other thread or process can come between reading and writing in [`Self::rotate`].
/// - **Slots** are released when they are dropped, and when the process ends in whatever way.
/// - Users are identified by the ids of their accounts, never by what was typed (R67).
/// - Every method is called off the window's thread, from several threads at once.
///
/// `testing::conformance::session_store` (feature `testing`) checks an implementation against this contract.
pub trait SessionStore: Send + Sync {
    /// Returns the remembered sign-in, if there is one.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails.
    fn remembered(&self) -> Result<Option<RememberedSignIn>, StateError>;

    /// Stores a remembered sign-in, replacing the one before.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails; the
    /// one before may still be there then.
    fn remember(&self, sign_in: &RememberedSignIn) -> Result<(), StateError>;

    /// Changes the remembered sign-in with this selector atomically. Does nothing if there is none.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails;
    /// nothing was changed then.
    fn rotate(
        &self,
        selector: &Selector,
        change: &dyn Fn(&mut RememberedSignIn),
    ) -> Result<(), StateError>;

    /// Removes the remembered sign-in of a user. Returns `false` if there was none.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails.
    fn forget(&self, account: AccountId) -> Result<bool, StateError>;

    /// Returns which of these users have an open session.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails.
    fn active_sessions(&self, accounts: &[AccountId]) -> Result<Vec<AccountId>, StateError>;

    /// Waits until no other thread or process uses what unlocks quickly, and keeps them out until the result is dropped.
    ///
    /// # Errors
    /// As for [`Self::quick_unlock`]; [`StateError::Busy`] if another one takes too long.
    #[doc(hidden)]
    fn quick_unlock_gate(&self) -> Result<SessionSlot, StateError> {
        Err(StateError::Unavailable("no quick unlock".to_owned()))
    }

    /// Changes what unlocks quickly on this computer, atomically. `change` gets what is stored, and returns what replaces it,
    /// or `None` to leave it. The store does not know what it is. A store without this method has no quick unlock.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails;
    /// nothing was changed then.
    #[doc(hidden)]
    fn quick_unlock(&self, _change: &mut ChangeSealed<'_>) -> Result<(), StateError> {
        Err(StateError::Unavailable("no quick unlock".to_owned()))
    }

    /// Claims a slot for a user who signs in.
    ///
    /// # Errors
    /// - [`SessionLimitError::AlreadyIn`] if the user has a session and is limited to one.
    /// - [`SessionLimitError::Full`] if the most users that the limits allow are signed in.
    /// - [`SessionLimitError::State`] if the store fails.
    fn claim_session_slot(
        &self,
        account: AccountId,
        limits: Sessions,
    ) -> Result<SessionSlot, SessionLimitError>;
}
