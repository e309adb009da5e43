//! Changes of accounts of which the owner is notified.

/// A change of an account of which its owner is notified (R35; ASVS 5.0, 6.3.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AccountEvent {
    /// The password was changed by entering the one before.
    PasswordChanged,
    /// The password was set by the owner of the file.
    PasswordSet,
    /// The password was changed with a code.
    PasswordRecovered,
    /// An administrator created a reset code.
    ResetStarted,
    /// A recovery code was used.
    CodeUsed,
    /// The recovery codes were replaced.
    CodesRenewed,
    /// The recovery codes ended and were not replaced.
    CodesEnded,
    /// An administrator ended everything with which the user can sign in.
    CredentialsEnded,
    /// The second factor was switched on.
    TwoStepOn,
    /// The second factor was switched off.
    TwoStepOff,
    /// The e-mail address was changed.
    EmailChanged,
    /// All sessions were ended.
    SignedOutEverywhere,
    /// A copy of the remembered sign-in was used.
    TokenReused,
    /// A PIN was set on a computer.
    #[doc(hidden)]
    PinSet,
    /// The PIN of a computer was replaced.
    #[doc(hidden)]
    PinChanged,
    /// The PIN of a computer was removed.
    #[doc(hidden)]
    PinRemoved,
    /// A badge was set on a computer.
    #[doc(hidden)]
    BadgeSet,
    /// The badge of a computer was removed.
    #[doc(hidden)]
    BadgeRemoved,
    /// The PIN was wrong too often.
    #[doc(hidden)]
    PinSpent,
    /// The badge was read in the session of another user, or in none, and does not unlock until its owner enters the password.
    #[doc(hidden)]
    BadgeShown,
}

impl AccountEvent {
    /// All of them, by the word that is stored.
    #[doc(hidden)]
    pub const WORDS: [(&'static str, Self); 20] = [
        ("password_changed", Self::PasswordChanged),
        ("password_set", Self::PasswordSet),
        ("password_recovered", Self::PasswordRecovered),
        ("reset_started", Self::ResetStarted),
        ("code_used", Self::CodeUsed),
        ("codes_renewed", Self::CodesRenewed),
        ("codes_ended", Self::CodesEnded),
        ("credentials_ended", Self::CredentialsEnded),
        ("two_step_on", Self::TwoStepOn),
        ("two_step_off", Self::TwoStepOff),
        ("email_changed", Self::EmailChanged),
        ("signed_out_everywhere", Self::SignedOutEverywhere),
        ("token_reused", Self::TokenReused),
        ("pin_set", Self::PinSet),
        ("pin_changed", Self::PinChanged),
        ("pin_removed", Self::PinRemoved),
        ("badge_set", Self::BadgeSet),
        ("badge_removed", Self::BadgeRemoved),
        ("pin_spent", Self::PinSpent),
        ("badge_shown", Self::BadgeShown),
    ];

    /// Returns `true` if someone other than the owner set the password, or a code was created or used that can
    /// set it.
    #[must_use]
    pub fn is_about_resets(self) -> bool {
        matches!(
            self,
            Self::PasswordSet
                | Self::PasswordRecovered
                | Self::ResetStarted
                | Self::CredentialsEnded
                | Self::CodeUsed
        )
    }

    /// Returns the word that is stored.
    #[must_use]
    pub fn word(self) -> &'static str {
        let found = Self::WORDS.iter().find(|(_, event)| *event == self);
        found.map_or("", |(word, _)| word)
    }

    /// Returns the event of a stored word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let found = Self::WORDS.iter().find(|(known, _)| *known == word);
        found.map(|(_, event)| *event)
    }
}
