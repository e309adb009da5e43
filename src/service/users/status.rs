//! Whether users can sign in.

/// Whether a user can sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Status {
    /// The user registered and waits for approval.
    Waiting,
    /// The user is locked out after too many wrong passwords.
    Locked,
    /// The user can sign in.
    Active,
    /// Has never chosen a password: added with a code that was not used yet.
    NotSignedInYet,
    /// The first day of the access is still to come.
    NotYet,
    /// The hours of the access begin again later.
    OutsideHours,
    /// The last day of the access has passed.
    Expired,
    /// The user has no password.
    NoPassword,
    /// The user is disabled.
    Disabled,
    /// The entry of the user has a mistake (R97).
    EntryMistake,
}

impl Status {
    /// Every status with its word in JSON and CSV.
    pub const WORDS: [(&'static str, Self); 10] = [
        ("waiting", Self::Waiting),
        ("locked", Self::Locked),
        ("active", Self::Active),
        ("not_signed_in_yet", Self::NotSignedInYet),
        ("not_yet", Self::NotYet),
        ("outside_hours", Self::OutsideHours),
        ("expired", Self::Expired),
        ("no_password", Self::NoPassword),
        ("disabled", Self::Disabled),
        ("entry_mistake", Self::EntryMistake),
    ];

    /// Returns the word in JSON and CSV.
    #[must_use]
    pub fn word(self) -> &'static str {
        let found = Self::WORDS.iter().find(|(_, status)| *status == self);
        found.map_or("", |(word, _)| word)
    }
}
