//! Why a credential store fails.

use crate::domain::problem::{Position, Problem};

use crate::service::ports::failure::FailureKind;

/// Why the credential store failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// It has not been created.
    #[error("there is no configuration file")]
    Absent,
    /// It has not been created, and this window must not create it: anyone could become the administrator.
    #[error("there are no user accounts yet")]
    #[doc(hidden)]
    NoUsers,
    /// It is missing from a place where it was before (R92).
    #[error("the configuration file has disappeared")]
    Vanished,
    /// It exists already, although it was to be created.
    #[error("the configuration file already exists")]
    Exists,
    /// It has errors; the problems may include warnings.
    #[error("the configuration file has errors")]
    Unusable(Vec<Problem>),
    /// It cannot be read. The text is the system's reason, for the user.
    #[error("the configuration file cannot be read: {0}")]
    Unreadable(String),
    /// It is on another computer, and cannot be reached at the moment. The text is the reason, for the user.
    #[error("the user accounts cannot be reached: {0}")]
    Unavailable(String),
    /// It cannot be written. The text is the system's reason, for the user.
    #[error("the configuration file cannot be written: {0}")]
    Unwritable(String),
    /// Something that the change was decided on has changed meanwhile.
    #[error("the configuration file was changed in the meantime")]
    Changed,
    /// It would become larger than what is read: this many bytes.
    #[error("the configuration file would have more than {0} bytes")]
    TooLarge(u64),
    /// Another process has held the lock for too long.
    #[error("another program is writing the configuration file")]
    Busy,
    /// Another account has signed with a username that an account would get (R112).
    #[error("this username is taken")]
    #[doc(hidden)]
    NameRetired,
    /// Another user has the e-mail address that an account would get, as a server says that knows all users.
    #[error("this e-mail is taken")]
    #[doc(hidden)]
    EmailTaken,
    /// This is done at a trusted computer: the store is used by a restricted one, for which a server decides.
    #[error("this can only be done on a trusted computer")]
    #[doc(hidden)]
    Restricted,
    /// A server has counted too many attempts of this computer or user in the last hour.
    #[error("there were too many attempts")]
    #[doc(hidden)]
    TooMany,
    /// The change at this position cannot be made without changing something else.
    #[error("the change cannot be made safely")]
    Refused(Position),
}

impl StoreError {
    /// Returns what can be done about it.
    #[must_use]
    pub fn kind(&self) -> FailureKind {
        match self {
            Self::Busy
            | Self::NoUsers
            | Self::TooMany
            | Self::Unreadable(_)
            | Self::Unavailable(_) => FailureKind::Unavailable,
            Self::Changed | Self::Exists => FailureKind::Conflict,
            Self::Absent
            | Self::Vanished
            | Self::Unusable(_)
            | Self::TooLarge(_)
            | Self::NameRetired
            | Self::EmailTaken
            | Self::Refused(_) => FailureKind::Invalid,
            Self::Unwritable(_) | Self::Restricted => FailureKind::Denied,
        }
    }
}

/// Reasons of [`StoreError::Unavailable`] that have messages of their own. For the sessions that are open, they are outages like others.
pub(crate) mod reason {
    /// The tables are missing, or of an earlier version of the program.
    pub(crate) const UNPREPARED: &str =
        "the database has not been prepared for this version of the program";
    /// A newer version of the program has changed the tables.
    pub(crate) const NEWER: &str = "the database is of a newer version of this program";
    /// The server does not permit it. The reason of the server follows.
    pub(crate) const DENIED: &str = "the server does not permit this: ";
    /// The certificate of the server was refused. The reason follows.
    pub(crate) const CERTIFICATE: &str = "the certificate of the server was refused: ";
    /// It is from an authority that this computer does not know.
    pub(crate) const CERTIFICATE_ISSUER: &str =
        "the certificate of the server is from an unknown authority";
    /// It is for another name.
    pub(crate) const CERTIFICATE_NAME: &str = "the certificate of the server is for another name";
    /// It has expired.
    pub(crate) const CERTIFICATE_EXPIRED: &str = "the certificate of the server has expired";
}
