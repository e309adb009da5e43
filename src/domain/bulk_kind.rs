//! The kinds of changes that are made to several users at once.

/// The kind of a change of several users, which a role may have to complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BulkKind {
    /// Disabling them.
    Disable,
    /// Enabling them.
    Enable,
    /// Giving them a role.
    GiveRole,
    /// Taking a role from them.
    TakeRole,
    /// Making reset codes for them.
    NewCode,
}

impl BulkKind {
    /// All of them, in the order of a menu.
    pub const ALL: [Self; 5] = [
        Self::Disable,
        Self::Enable,
        Self::GiveRole,
        Self::TakeRole,
        Self::NewCode,
    ];

    /// Returns the word in the audit log.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Disable => "disable",
            Self::Enable => "enable",
            Self::GiveRole => "give_role",
            Self::TakeRole => "take_role",
            Self::NewCode => "new_code",
        }
    }

    /// Returns the kind with this word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}
