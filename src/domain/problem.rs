//! Problems of the configuration file: position, cause and severity.
//!
//! Problems are data. `messages` turns them into sentences, so that the window, `check` and a log use the
//! same words. A problem never contains a password or a hash (R54).

use crate::domain::access_times::AccessTimesError;
use crate::domain::credential::HashError;
use crate::domain::email::EmailError;
use crate::domain::person_name::NameError;
pub use crate::domain::position::Position;
use crate::domain::store_settings::StoreProblem;
use crate::domain::username::UsernameError;
pub use crate::domain::value_type::ValueType;

/// Severity of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file cannot be used until the problem is fixed.
    Error,
    /// The file can be used, but probably does not say what was meant.
    Warning,
}

/// One problem of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// Position of the problem.
    pub position: Position,
    /// Dotted path of the field; empty for the file as a whole.
    pub field: String,
    /// Cause of the problem.
    #[doc(hidden)]
    pub cause: Cause,
    /// What follows from it.
    #[doc(hidden)]
    pub effect: Effect,
    /// The line itself, as far as it may be shown.
    #[doc(hidden)]
    pub excerpt: Option<Excerpt>,
}

/// What follows from a problem.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Effect {
    /// An error closes the whole file.
    #[default]
    File,
    /// The user with the entry cannot sign in; all others can (R97).
    ClosesUser,
    /// The value is not used.
    Ignored,
}

/// A line of the file in which every possible secret is masked (R54).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The line, or the part of it around the position.
    pub text: String,
    /// Number of characters in `text` before the position.
    pub before: usize,
}

impl Problem {
    /// Returns the severity.
    #[must_use]
    #[doc(hidden)]
    pub fn severity(&self) -> Severity {
        match self.effect {
            Effect::File => self.cause.severity(),
            Effect::ClosesUser | Effect::Ignored => Severity::Warning,
        }
    }
}

/// Cause of a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cause {
    /// The file is empty.
    Empty,
    /// The bytes are not UTF-8.
    NotUtf8,
    /// The file is larger than the limit.
    TooLarge {
        /// Limit in bytes.
        limit: u64,
    },
    /// Invalid YAML, or YAML beyond the parser's limits. The text is the parser's reason.
    Syntax(String),
    /// More than one YAML document.
    SeveralDocuments,
    /// The same key twice in one mapping.
    DuplicateKey,
    /// A value of the wrong type.
    WrongType {
        /// Expected type.
        expected: ValueType,
        /// Actual type.
        found: ValueType,
    },
    /// A required key is missing.
    Missing {
        /// The key.
        key: &'static str,
    },
    /// A number out of range.
    OutOfRange {
        /// Lowest allowed value.
        min: u32,
        /// Highest allowed value.
        max: u32,
    },
    /// A number of days out of range, in whose place the nearest one is used (R98).
    DaysOutOfRange {
        /// Highest allowed value.
        max: u32,
        /// The number that is used.
        used: u32,
    },
    /// An unknown word.
    UnknownWord {
        /// The word in the file.
        found: String,
        /// The words that are allowed.
        known: Vec<&'static str>,
    },
    /// An invalid username.
    Username(UsernameError),
    /// An invalid e-mail address.
    Email(EmailError),
    /// Another user has the same name, apart from capitals or width.
    SameUsername {
        /// Username of the other user.
        other: String,
        /// Position of the other user.
        at: Position,
    },
    /// Another user has the same e-mail address.
    SameEmail {
        /// Username of the other user.
        other: String,
        /// Position of the other user.
        at: Position,
    },
    /// The name or address looks like that of another user on a screen.
    LooksLike {
        /// Username of the other user.
        other: String,
        /// Position of the other user.
        at: Position,
    },
    /// The address is the username of another user, so that a sign-in would be ambiguous.
    EmailIsUsername {
        /// Username of the other user.
        other: String,
        /// Position of the other user.
        at: Position,
    },
    /// A newer version of the program has made the file.
    NewerFormat,
    /// The lists of Streamlit-Authenticator before 0.2 in place of users.
    ListLayout,
    /// A file that names a server.
    Store(StoreProblem),
    /// A value that is no account id. It is ignored.
    AccountId,
    /// Another user has the same account id. Both are ignored.
    SameAccountId {
        /// Username of the other user.
        other: String,
        /// Position of the other user.
        at: Position,
    },
    /// A user without a password who is not a guest of a sign-in provider.
    NoPassword,
    /// A number or date in place of a password: its exact text is unknown.
    PasswordNotText,
    /// A value that looks like a hash but cannot be verified.
    Hash(HashError),
    /// A value that the program wrote and can no longer read.
    Damaged,
    /// A date or hours that limit when a user may sign in are not understood.
    AccessTimes(AccessTimesError),
    /// A plain-text password; it is hashed when the program reads the file.
    PlainPassword,
    /// A plain-text password that is too long for Streamlit-Authenticator, which uses the file as well (R5).
    PasswordNotShared {
        /// Maximum number of bytes.
        max: usize,
    },
    /// A hash that Streamlit-Authenticator, which uses the file as well, cannot read: it fails for every user.
    HashNotShared,
    /// A password that an example publishes. No user can sign in with it.
    PublishedPassword,
    /// Mail without encryption to another computer.
    MailNotEncrypted,
    /// An invalid colour.
    NotAColour,
    /// An address of a manifest that is not asked.
    ManifestAddress,
    /// A key that can have signed no manifest.
    ManifestKey,
    /// A link with a scheme that is not opened.
    LinkScheme,
    /// An unknown placeholder in an argument of a program, or one in its name. The item is left out.
    Placeholder {
        /// The placeholder with its braces, or a single brace.
        found: String,
    },
    /// A placeholder in the arguments of a shell, a batch file or an interpreter. The item is left out.
    ShellPlaceholder {
        /// The shell among the words.
        program: String,
    },
    /// A batch file, which is not started.
    BatchFile,
    /// A role that names a page that does not exist.
    UnknownPage {
        /// Key of the page.
        name: String,
    },
    /// A name with invisible characters, or one that is too long.
    Name(NameError),
    /// A role that is ignored because of its name.
    Role(NameError),
    /// A role that the host app does not know, so that it opens nothing of the app.
    UnknownRole {
        /// The role.
        name: String,
        /// The roles that the host app knows.
        known: Box<[String]>,
    },
    /// Users who register are to prove their e-mail address, and there is no mail server.
    ProofWithoutMail,
    /// The default roles of registration would grant permissions over other users.
    PermissionForNewUsers,
    /// A page without a role or a user.
    PageWithoutAccess,
    /// The name of an action that cannot be one.
    ActionName,
    /// More actions to approve than there can be.
    TooManyApprovals {
        /// The most that there can be.
        max: usize,
    },
    /// An action that no user can approve, because no role is named.
    ApprovalWithoutRole,
    /// Approvals that an administrator can get around, because giving a role that approves needs none.
    ApproversNotApproved,
    /// A PIN for an action of the program itself, which needs the password of the approver.
    PinForBuiltIn,
    /// A page or an item that is to be approved by an action that is not under `approvals`, or by one of the program itself.
    UnknownApproval {
        /// The name of the action.
        name: String,
    },
    /// A page's file does not exist or cannot be read.
    FileMissing {
        /// The path that was tried.
        path: String,
    },
    /// Both of two keys that exclude each other, or neither of them.
    ExactlyOneOf {
        /// The keys.
        keys: &'static [&'static str],
    },
    /// An unknown icon.
    UnknownIcon {
        /// Name of the icon.
        name: String,
    },
    /// A single value in place of a list; it is read as a list of one.
    TextForList,
    /// An unknown key that looks like a known one.
    LikelyTypo {
        /// The key in the file.
        found: String,
        /// The key that was probably meant.
        meant: &'static str,
    },
    /// No user has the role `admin`.
    NoAdministrator,
    /// No user who can sign in has the role `admin` any more; there was one before (R51).
    NoAdministratorLeft,
    /// Other users of this computer may read or write the file.
    OpenToOthers {
        /// Permission bits; `None` on Windows, which has access lists instead.
        mode: Option<u32>,
    },
    /// Other users of this computer may read a private file or folder.
    ReadableByOthers {
        /// Permission bits; `None` on Windows, which has access lists instead.
        mode: Option<u32>,
    },
    /// Other users of this computer may change a file or folder.
    WritableByOthers {
        /// Permission bits; `None` on Windows, which has access lists instead.
        mode: Option<u32>,
    },
    /// A file or folder belongs to another user than the others.
    ForeignOwner {
        /// The ID of that user.
        owner: u32,
    },
    /// The configuration file or the state database is on a network file system, which may not keep the promises of a local one.
    NetworkFileSystem {
        /// The kind of file system, as the operating system calls it.
        kind: String,
        /// Whether it is the state database.
        is_state: bool,
    },
}

impl Cause {
    /// Returns the severity of the cause.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::PlainPassword
            | Self::Store(StoreProblem::Password)
            | Self::PublishedPassword
            | Self::HashNotShared
            | Self::AccountId
            | Self::SameAccountId { .. }
            | Self::UnknownPage { .. }
            | Self::Name(_)
            | Self::Role(_)
            | Self::UnknownRole { .. }
            | Self::PageWithoutAccess
            | Self::ApprovalWithoutRole
            | Self::ApproversNotApproved
            | Self::FileMissing { .. }
            | Self::UnknownIcon { .. }
            | Self::BatchFile
            | Self::TextForList
            | Self::LikelyTypo { .. }
            | Self::NoAdministrator
            | Self::ProofWithoutMail
            | Self::DaysOutOfRange { .. }
            | Self::OpenToOthers { .. }
            | Self::ReadableByOthers { .. }
            | Self::ForeignOwner { .. }
            | Self::NetworkFileSystem { .. } => Severity::Warning,
            Self::Empty
            | Self::NotUtf8
            | Self::TooLarge { .. }
            | Self::Syntax(_)
            | Self::SeveralDocuments
            | Self::DuplicateKey
            | Self::WrongType { .. }
            | Self::Missing { .. }
            | Self::OutOfRange { .. }
            | Self::WritableByOthers { .. }
            | Self::UnknownWord { .. }
            | Self::Username(_)
            | Self::Email(_)
            | Self::SameUsername { .. }
            | Self::SameEmail { .. }
            | Self::LooksLike { .. }
            | Self::EmailIsUsername { .. }
            | Self::NoPassword
            | Self::PasswordNotText
            | Self::PasswordNotShared { .. }
            | Self::Hash(_)
            | Self::Damaged
            | Self::AccessTimes(_)
            | Self::MailNotEncrypted
            | Self::NotAColour
            | Self::ManifestAddress
            | Self::ManifestKey
            | Self::LinkScheme
            | Self::Placeholder { .. }
            | Self::ShellPlaceholder { .. }
            | Self::PermissionForNewUsers
            | Self::ActionName
            | Self::TooManyApprovals { .. }
            | Self::PinForBuiltIn
            | Self::UnknownApproval { .. }
            | Self::NoAdministratorLeft
            | Self::NewerFormat
            | Self::Store(_)
            | Self::ListLayout
            | Self::ExactlyOneOf { .. } => Severity::Error,
        }
    }
}
