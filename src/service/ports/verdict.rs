//! What a server that decides says of a password, and the session that begins.

use zeroize::Zeroizing;

use crate::domain::access_times::AccessRefusal;
use crate::domain::account_id::AccountId;
use crate::domain::throttle::{Attempts, Locked};
use crate::domain::username::Username;

use crate::service::ports::sessions::{SessionLimitError, SessionSlot};

/// What a server says of a password. `T` is what the right one gives.
#[derive(Debug)]
#[non_exhaustive]
pub enum Verdict<T> {
    /// The password is right, and nothing more is required than what the account in the credential store says.
    Right(T),
    /// The name or the password is wrong, or the account cannot be used.
    Wrong {
        /// Whether further attempts are delayed, whatever their names.
        delays: bool,
    },
    /// Too many attempts failed; this one was not made.
    Locked(Locked),
    /// The account waits for approval.
    Pending,
    /// The access of the user is limited to other days or hours.
    NotNow(AccessRefusal),
    /// The password had ended before an earlier version of the store was put back.
    Outdated,
    /// The account has a second factor, and its code is needed.
    Code(AwaitedCode),
    /// The code is wrong, or was used before.
    WrongCode,
    /// The account has a second factor, which the server cannot check: a trusted computer has not given its secret to it.
    SecondFactor,
    /// The account has to set up a second factor, which is not possible here.
    SetUpSecondFactor,
    /// The account has to set up a second factor, with which the session then begins. The username is as in the account.
    SetUp(AwaitedCode, Username),
    /// There is no free session slot.
    Limit(SessionLimitError),
}

/// A sign-in at the server that waits for a code.
pub struct AwaitedCode(Zeroizing<[u8; 32]>);

opaque_debug!(AwaitedCode);

impl AwaitedCode {
    /// Creates a sign-in with the ticket by which the server finds it.
    #[must_use]
    pub fn new(ticket: [u8; 32]) -> Self {
        Self(Zeroizing::new(ticket))
    }

    /// Returns the ticket.
    #[must_use]
    pub fn ticket(&self) -> &[u8; 32] {
        &self.0
    }
}

/// A session that has begun at the server.
#[derive(Debug)]
#[non_exhaustive]
pub struct NewSession {
    /// The account of the user.
    pub account: AccountId,
    /// The attempts before this one.
    pub before: Attempts,
    /// Counts in the session limits; dropped when the session ends or is parked. It is dropped before `session`.
    pub slot: SessionSlot,
    /// Ends the session at the server when it is dropped. Dropping it must not block.
    pub session: SessionSlot,
}

impl NewSession {
    /// Creates a session of this account, of which `before` has the attempts before this one.
    #[must_use]
    pub fn new(
        account: AccountId,
        before: Attempts,
        slot: SessionSlot,
        session: SessionSlot,
    ) -> Self {
        Self {
            account,
            before,
            slot,
            session,
        }
    }
}
