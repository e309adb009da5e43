//! Fixed words that say how something was done, or why it was refused.

/// A detail that consists of fixed words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AuditWord {
    /// Signed in with the password.
    Password,
    /// Signed in with the password and a second factor.
    PasswordAndSecondFactor,
    /// Signed in with the remembered sign-in.
    Token,
    /// The account waits for approval.
    NotApproved,
    /// The account is limited to other days or hours.
    OutsideAccessTimes,
    /// Many attempts failed, so that further ones are delayed.
    ManyFailures,
    /// The password was right, and one that an example publishes.
    PublishedPassword,
    /// No user has the name.
    UnknownName,
    /// The user has no password.
    NoPassword,
    /// The entry of the user has a mistake.
    EntryMistake,
    /// The password was wrong.
    WrongPassword,
    /// The password was wrong, while the store could not be reached.
    WrongPasswordOffline,
    /// The code of the second factor was wrong.
    WrongCode,
    /// The username of the signer was wrong.
    WrongSigner,
    /// The recovery code or the name was wrong.
    WrongCodeOrName,
    /// The session limit was reached.
    SessionLimit,
    /// The window was locked.
    Locked,
    /// The window or a name was unlocked.
    Unlocked,
    /// The window was unlocked with the password, while the store could not be reached.
    UnlockedOffline,
    /// The session was parked for another user.
    SwitchedAway,
    /// A parked session was ended.
    ParkedEnded,
    /// The session had ended already.
    Ended,
    /// The user had no permission.
    NotAllowed,
    /// A second person is required.
    SamePerson,
    /// A user was added.
    Added,
    /// The details of a user were changed.
    Changed,
    /// The days and hours of an account were changed.
    AccessTimesChanged,
    /// A user was removed.
    Removed,
    /// The account is, or was, disabled.
    Disabled,
    /// An account was enabled.
    Enabled,
    /// A registration was approved.
    Approved,
    /// An action was approved with the PIN of the approver.
    ApprovedWithPin,
    /// An e-mail address was allowed to register.
    Invited,
    /// An e-mail address is no longer allowed to register.
    Uninvited,
    /// The e-mail address may not register.
    EmailNotAccepted,
    /// A user has the e-mail address already, and the one who registered was told to wait for approval.
    EmailHasAccount,
    /// A code was requested that proves an e-mail address.
    EmailCodeRequested,
    /// The registration waits for approval.
    WaitsForApproval,
    /// A user was added by an import.
    Imported,
    /// A user was changed by an import.
    ChangedByImport,
    /// The file was changed outside this program.
    ChangedByHand,
    /// The user must choose a new password.
    ChangeRequired,
    /// The code of a user was sent by e-mail.
    CodeMailed,
    /// The user changed their own details.
    DetailsChanged,
    /// The user ended the remembered sign-in of a computer.
    ComputerForgotten,
    /// The password was right, but it had ended before an earlier version of the file was put back.
    Outdated,
    /// Signed in or unlocked with the PIN.
    Pin,
    /// The user has no PIN that is accepted now.
    NoPin,
    /// The PIN was wrong.
    WrongPin,
    /// The PIN was wrong too often, and is accepted again after the password.
    PinSpent,
    /// The PIN has ended with the credentials that it was set with.
    PinEnded,
    /// A user has a new key for signing.
    SigningKeyMade,
    /// The key with which a user signs has ended with the password or the account.
    SigningKeyEnded,
    /// Signed in or unlocked with the badge.
    Badge,
    /// The badge belongs to no user who can sign in.
    UnknownBadge,
    /// The badge of a user was read where the window does not ask who is there.
    BadgeElsewhere,
    /// There is no keyring.
    KeyringAbsent,
    /// The keyring is locked.
    KeyringLocked,
    /// The keyring did not answer.
    KeyringSlow,
    /// The keyring reported an error.
    KeyringFailed,
}

impl AuditWord {
    /// All of them, by the text that is stored.
    #[doc(hidden)]
    pub const WORDS: [(&'static str, Self); 60] = [
        ("password", Self::Password),
        ("password and second factor", Self::PasswordAndSecondFactor),
        ("token", Self::Token),
        ("not approved", Self::NotApproved),
        ("outside access times", Self::OutsideAccessTimes),
        ("many failures", Self::ManyFailures),
        ("published password", Self::PublishedPassword),
        ("unknown name", Self::UnknownName),
        ("no password", Self::NoPassword),
        ("mistake in the entry", Self::EntryMistake),
        ("wrong password", Self::WrongPassword),
        ("wrong password in an outage", Self::WrongPasswordOffline),
        ("wrong code", Self::WrongCode),
        ("wrong signer", Self::WrongSigner),
        ("wrong code or name", Self::WrongCodeOrName),
        ("session limit", Self::SessionLimit),
        ("locked", Self::Locked),
        ("unlocked", Self::Unlocked),
        ("unlocked in an outage", Self::UnlockedOffline),
        ("switched away", Self::SwitchedAway),
        ("parked session ended", Self::ParkedEnded),
        ("ended", Self::Ended),
        ("not allowed", Self::NotAllowed),
        ("same person", Self::SamePerson),
        ("added", Self::Added),
        ("changed", Self::Changed),
        ("access times changed", Self::AccessTimesChanged),
        ("removed", Self::Removed),
        ("disabled", Self::Disabled),
        ("enabled", Self::Enabled),
        ("approved", Self::Approved),
        ("approved with pin", Self::ApprovedWithPin),
        ("invited", Self::Invited),
        ("uninvited", Self::Uninvited),
        ("e-mail not accepted", Self::EmailNotAccepted),
        ("e-mail has an account", Self::EmailHasAccount),
        ("e-mail code requested", Self::EmailCodeRequested),
        ("waits for approval", Self::WaitsForApproval),
        ("imported", Self::Imported),
        ("changed by import", Self::ChangedByImport),
        ("changed by hand", Self::ChangedByHand),
        ("change_required", Self::ChangeRequired),
        ("code_mailed", Self::CodeMailed),
        ("details_changed", Self::DetailsChanged),
        ("computer_forgotten", Self::ComputerForgotten),
        ("outdated", Self::Outdated),
        ("pin", Self::Pin),
        ("no pin", Self::NoPin),
        ("wrong pin", Self::WrongPin),
        ("pin spent", Self::PinSpent),
        ("pin ended", Self::PinEnded),
        ("signing key made", Self::SigningKeyMade),
        ("signing key ended", Self::SigningKeyEnded),
        ("badge", Self::Badge),
        ("unknown badge", Self::UnknownBadge),
        ("badge elsewhere", Self::BadgeElsewhere),
        ("no keyring service", Self::KeyringAbsent),
        ("the keyring is locked", Self::KeyringLocked),
        ("the keyring did not answer", Self::KeyringSlow),
        ("the keyring refused", Self::KeyringFailed),
    ];

    /// Returns the text that is stored.
    #[must_use]
    pub fn word(self) -> &'static str {
        let found = Self::WORDS.iter().find(|(_, word)| *word == self);
        found.map_or("", |(word, _)| word)
    }

    /// Returns the word that is stored as this text.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let found = Self::WORDS.iter().find(|(known, _)| *known == text);
        found.map(|(_, word)| *word)
    }
}
