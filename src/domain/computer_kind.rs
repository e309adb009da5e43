//! What the login of a computer may do at the server that several computers share.

/// What the login of a computer may do at the server that several computers share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ComputerKind {
    /// It can call functions of the server, and read no table.
    Restricted,
    /// It may read and change all tables.
    Trusted,
}

#[cfg(feature = "postgres")]
impl ComputerKind {
    /// Returns the kind of a computer that is trusted or not.
    #[must_use]
    pub(crate) fn of_trust(is_trusted: bool) -> Self {
        if is_trusted {
            Self::Trusted
        } else {
            Self::Restricted
        }
    }
}
