//! The planted bugs: each is a fault at a port that a real store could have, and the simulation finds each within
//! 10 000 steps.

use crate::model::Rule;

/// A planted bug.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bug {
    /// Lockouts are kept in memory, so that a restart forgets them.
    LockForgottenByRestart,
    /// The lockout after the first row of failures is not stored.
    GuessTooMany,
    /// A token that was replaced stays valid.
    TokenAcceptedTwice,
    /// Signing out leaves the remembered sign-in behind.
    TokenOutlivesSignOut,
    /// The marks of locked windows are kept in memory, so that a restart forgets them.
    WindowLockForgottenByRestart,
    /// Steps of the second factor are not remembered.
    StepUsedTwice,
    /// A recovery code stays in the file after it was used.
    CodeUsedTwice,
    /// A change overwrites what another computer has changed meanwhile.
    LostChange,
    /// A process keeps the roles that it has read first.
    DemotedUserKeepsPermission,
    /// The removal of a user is not stored.
    RemovedUserStays,
    /// A user who is added gets the id that follows from the name, which an earlier account had.
    NewUserGetsOldId,
    /// A user who was renamed also stays under the old name.
    RenamedUserStays,
    /// Users who wait for approval can sign in.
    WaitingUserComesIn,
    /// An import changes users, and adds none.
    ImportAddsNoUser,
    /// A process keeps the sign-in limits that it has read first.
    OldLimitsStay,
    /// Two records of the audit log name the same predecessor.
    BrokenChain,
    /// Some wrong passwords are accepted.
    SessionWithoutProof,
    /// Tries of a PIN are not stored.
    PinTriesNotStored,
    /// A PIN that is removed stays.
    RemovedPinStays,
    /// Each PIN opens what every other one opens.
    EveryPinOpens,
    /// A process reads that badges unlock as long as PINs.
    BadgesLast,
    /// A process reads that users approve what they ask for.
    ApprovesOwnAction,
    /// A process reads that approvals last for ten minutes.
    ApprovalsLast,
    /// Signatures come back with another text.
    SignatureChanged,
    /// A restricted computer reads all users.
    OthersSeen,
    /// A restricted computer reads the hash of its user.
    HashSeen,
}

impl Bug {
    /// Every bug, with the rule that finds it.
    pub const ALL: [(Self, Rule); 24] = [
        (Self::LockForgottenByRestart, Rule::NoGuessTooMany),
        (Self::GuessTooMany, Rule::NoGuessTooMany),
        (Self::TokenAcceptedTwice, Rule::NothingUsedTwice),
        (Self::TokenOutlivesSignOut, Rule::NoSessionWithoutProof),
        (
            Self::WindowLockForgottenByRestart,
            Rule::NoSessionWithoutProof,
        ),
        (Self::StepUsedTwice, Rule::NothingUsedTwice),
        (Self::CodeUsedTwice, Rule::NothingUsedTwice),
        (Self::LostChange, Rule::NoChangeLost),
        (
            Self::DemotedUserKeepsPermission,
            Rule::NoUserAbovePermissions,
        ),
        (Self::RemovedUserStays, Rule::NoChangeLost),
        (Self::NewUserGetsOldId, Rule::NothingUsedTwice),
        (Self::RenamedUserStays, Rule::NoChangeLost),
        (Self::WaitingUserComesIn, Rule::NoSessionWithoutProof),
        (Self::ImportAddsNoUser, Rule::NoChangeLost),
        (Self::OldLimitsStay, Rule::NoGuessTooMany),
        (Self::BrokenChain, Rule::ChainWhole),
        (Self::SessionWithoutProof, Rule::NoSessionWithoutProof),
        (Self::PinTriesNotStored, Rule::NoGuessTooMany),
        (Self::RemovedPinStays, Rule::NoSessionWithoutProof),
        (Self::EveryPinOpens, Rule::NoSessionWithoutProof),
        (Self::BadgesLast, Rule::NoSessionWithoutProof),
        (Self::ApprovesOwnAction, Rule::NoApprovalOfOnesOwn),
        (Self::ApprovalsLast, Rule::NoApprovalOutlivesItsUse),
        (Self::SignatureChanged, Rule::ChainWhole),
    ];
    /// Those at restricted computers and their server, with the rule that finds each.
    pub const AT_TILLS: [(Self, Rule); 9] = [
        (Self::GuessTooMany, Rule::NoGuessTooMany),
        (Self::SessionWithoutProof, Rule::NoSessionWithoutProof),
        (Self::StepUsedTwice, Rule::NothingUsedTwice),
        (Self::ApprovesOwnAction, Rule::NoApprovalOfOnesOwn),
        (Self::BrokenChain, Rule::ChainWhole),
        (
            Self::DemotedUserKeepsPermission,
            Rule::NoUserAbovePermissions,
        ),
        (Self::EveryPinOpens, Rule::NoSessionWithoutProof),
        (Self::OthersSeen, Rule::NothingOfOthersSeen),
        (Self::HashSeen, Rule::NothingOfOthersSeen),
    ];
}
