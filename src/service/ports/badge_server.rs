//! A server that finds out whose a badge is, for a computer that may not do so itself.

use zeroize::Zeroizing;

use crate::domain::access_times::AccessRefusal;
use crate::domain::account_id::AccountId;
use crate::domain::remember_me::TokenHash;
use crate::domain::timestamp::Timestamp;
use crate::domain::user_key::KEY_BYTES;

use crate::service::ports::authority_error::AuthorityError;
use crate::service::ports::cancellation::Cancellation;
use crate::service::ports::sessions::SessionLimitError;
use crate::service::ports::verdict::NewSession;
use crate::service::users::error::UserError;

/// Finds out whose a badge is on behalf of a restricted computer.
///
/// # Contract
///
/// - **It counts before it looks**, as [`Authority`](crate::service::ports::Authority) does, also when a number is set or noted: each
///   answer tells whether a number is the badge of a user. After some unknown numbers in an hour, a computer is told nothing more.
/// - **A badge belongs to one computer.** It ends when the account is removed and when the computer is shut out. With other credentials
///   than those that its owner has set it with, it only names its user.
/// - **It opens what the settings say**: a badge alone begins or unlocks a session only if it is enough, for some time after the last
///   full sign-in of its owner on this computer.
/// - **It does everything that a badge stores**: the failures of all names, session limits, notices, and the audit log.
/// - **A session that begins with a badge is not fresh**, and one whose window a badge has unlocked no longer is.
/// - Every method is called off the window's thread, from several threads at once.
///
/// `testing::conformance::authority` (feature `testing`) checks an implementation against this contract.
pub trait BadgeServer: Send + Sync {
    /// Returns `true` if a user with a session has a badge on this computer.
    ///
    /// # Errors
    /// - [`AuthorityError::Ended`] if the account has no session of this computer any more.
    /// - [`AuthorityError::Store`] if the server cannot be reached or refuses it.
    fn has_badge(&self, account: AccountId) -> Result<bool, AuthorityError>;

    /// Sets the badge of a user with a session in which the password was just entered, in place of an earlier one on this computer.
    ///
    /// # Errors
    /// - [`AuthorityError::Left`] if it was cancelled.
    /// - [`AuthorityError::Ended`] if the account has no session of this computer any more.
    /// - [`AuthorityError::Store`] if the server cannot be reached or refuses it.
    fn set_badge(
        &self,
        account: AccountId,
        badge: &BadgeProof,
        cancelled: &Cancellation,
    ) -> Result<NewBadge, AuthorityError>;

    /// Removes the badge of a user with a session in which the password was just entered. Returns `false` if there is none.
    ///
    /// # Errors
    /// - [`AuthorityError::Ended`] if the account has no session of this computer any more.
    /// - [`AuthorityError::Store`] if the server cannot be reached or refuses it.
    fn remove_badge(&self, account: AccountId) -> Result<bool, AuthorityError>;

    /// Takes in that the user of a session has just entered the password: the minutes of the badge begin with the last full sign-in.
    /// Returns `false` if there is none.
    ///
    /// # Errors
    /// - [`AuthorityError::Ended`] if the account has no session of this computer any more.
    /// - [`AuthorityError::Store`] if the server cannot be reached or refuses it.
    fn renew_badge(
        &self,
        account: AccountId,
        boot: Option<TokenHash>,
    ) -> Result<bool, AuthorityError>;

    /// Finds out whose a badge is at the locked window of a user, which it may unlock.
    ///
    /// # Errors
    /// - [`AuthorityError::Left`] if it was cancelled.
    /// - [`AuthorityError::Ended`] if the account has no session of this computer any more.
    /// - [`AuthorityError::Store`] if the server cannot be reached or refuses it.
    fn unlock_with_badge(
        &self,
        account: AccountId,
        badge: &BadgeProof,
        cancelled: &Cancellation,
    ) -> Result<BadgeVerdict<()>, AuthorityError>;

    /// Finds out whose a badge is where no user is signed in. If it is enough, a session begins, whose time is returned with it: that of
    /// the last full sign-in.
    ///
    /// # Errors
    /// No session begins.
    /// - [`AuthorityError::Left`] if it was cancelled.
    /// - [`AuthorityError::Store`] if the server cannot be reached or does not answer as it should.
    fn sign_in_with_badge(
        &self,
        badge: &BadgeProof,
        cancelled: &Cancellation,
    ) -> Result<BadgeVerdict<(NewSession, Timestamp)>, AuthorityError>;

    /// Takes in that a window kept a badge out of its fields, in the session of a user or without one. One of another user unlocks
    /// nothing by itself until its owner enters the password.
    ///
    /// # Errors
    /// - [`AuthorityError::Left`] if it was cancelled.
    /// - [`AuthorityError::Ended`] if the account has no session of this computer any more.
    /// - [`AuthorityError::Store`] if the server cannot be reached or refuses it.
    fn note_badge(
        &self,
        account: Option<AccountId>,
        badge: &BadgeProof,
        cancelled: &Cancellation,
    ) -> Result<NotedBadge, AuthorityError>;

    /// Returns the accounts with a badge on this computer.
    ///
    /// # Errors
    /// - [`UserError::Ended`] if the caller has no session on this computer.
    /// - [`UserError::NotAllowed`] if the caller may not manage users.
    /// - [`UserError::Store`] if the server cannot be reached.
    fn badge_users(&self, caller: AccountId) -> Result<Vec<AccountId>, UserError>;

    /// Sets the badge of another user, whom it then only names.
    ///
    /// # Errors
    /// - [`UserError::Unknown`], [`UserError::EntryMistake`] and [`UserError::NotAllowed`] as for a change of the user.
    /// - [`UserError::ReauthenticationRequired`] if the caller entered the password too long ago.
    /// - Otherwise as for [`Self::badge_users`].
    fn give_badge(
        &self,
        caller: AccountId,
        to: AccountId,
        badge: &BadgeProof,
    ) -> Result<NewBadge, UserError>;

    /// Removes the badge of another user.
    ///
    /// # Errors
    /// - [`UserError::NothingToDo`] if the user has none on this computer.
    /// - Otherwise as for [`Self::give_badge`].
    fn take_badge(&self, caller: AccountId, from: AccountId) -> Result<(), UserError>;
}

/// What a restricted computer sends of a badge.
pub struct BadgeProof {
    /// What the computer derives from the number and its own secret.
    pub(crate) proof: Zeroizing<[u8; KEY_BYTES]>,
    /// The start of the computer; `None` if it cannot tell.
    pub(crate) boot: Option<TokenHash>,
}

opaque_debug!(BadgeProof);

/// What a server says of a badge that was scanned. `T` is what one gives that is enough.
#[derive(Debug)]
#[non_exhaustive]
pub enum BadgeVerdict<T> {
    /// It is enough.
    Right(T),
    /// It only names the user with this username.
    Names(String),
    /// It is the badge of no user who can sign in.
    Unknown,
    /// There are no badges.
    Off,
    /// Too many were scanned on this computer in the last hour. This one was not looked at.
    TooMany,
    /// It is enough, and the access of the user is limited to other days or hours.
    NotNow(AccessRefusal),
    /// It is enough, and there is no free session slot.
    Limit(SessionLimitError),
}

/// What became of a badge that was to be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NewBadge {
    /// It is set.
    Set,
    /// It is the badge of another user.
    Taken,
    /// There are no badges.
    Off,
    /// Too many were scanned on this computer in the last hour.
    TooMany,
}

/// Whose badge was noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotedBadge {
    /// That of the user who has read it.
    Own,
    /// That of another user.
    OfAnother,
    /// It is no badge any more.
    Unknown,
    /// It was not looked at: there are no badges, or too many were scanned on this computer in the last hour.
    NotLookedAt,
}
