//! What can be wrong with the credential file: where, what, and how bad.
//!
//! Problems are data. The sentences that people read are made of them in `words`, so that the
//! window, `check` and a log say the same. A problem never carries a password or a hash (R54).

use crate::domain::credential::HashError;
use crate::domain::email::EmailError;
use crate::domain::username::UsernameError;

/// A place in a text, counted from one. Columns count characters, as editors do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The character in the line.
    pub column: usize,
}

impl Position {
    /// The first character of the text.
    pub const START: Self = Self { line: 1, column: 1 };
}

/// Whether the file can be used in spite of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file cannot be used until it is mended.
    Error,
    /// The file can be used, but probably does not say what was meant.
    Warning,
}

/// One thing that is wrong with the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Position,
    /// The dotted path of the field, empty for the file as a whole.
    pub field: String,
    /// What.
    pub cause: Cause,
    /// The line itself, as far as it may be shown.
    pub excerpt: Option<Excerpt>,
}

/// A line of the file with everything masked that could be a secret (R54).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The line, or the part of it around the place.
    pub text: String,
    /// How many characters of `text` stand before the place.
    pub before: usize,
}

impl Problem {
    /// Whether the file can be used in spite of it.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.cause.severity()
    }
}

/// What is wrong, by cause.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cause {
    /// There is nothing in the file.
    Empty,
    /// The bytes are not UTF-8.
    NotUtf8,
    /// Larger than this program reads, in bytes.
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// Not YAML, or beyond the reader's limits. The text is the reader's own reason.
    Syntax(String),
    /// More than one YAML document.
    SeveralDocuments,
    /// The same key twice in one mapping.
    DuplicateKey,
    /// Something else stands where a value of this kind belongs.
    WrongType {
        /// What belongs there.
        expected: ValueType,
        /// What stands there.
        found: ValueType,
    },
    /// A key that must be there is not.
    Missing {
        /// The key.
        key: &'static str,
    },
    /// A number outside its range.
    OutOfRange {
        /// The least allowed.
        min: u32,
        /// The most allowed.
        max: u32,
    },
    /// A word that is not one of those known.
    UnknownWord {
        /// What stands there.
        found: String,
        /// What could stand there.
        known: Vec<&'static str>,
    },
    /// Not a username.
    Username(UsernameError),
    /// Not an e-mail address.
    Email(EmailError),
    /// Another user has the same name, but for capitals or look-alike forms.
    SameUsername {
        /// The other user's spelling and place.
        other: String,
        /// Where the other stands.
        at: Position,
    },
    /// Another user has the same e-mail address.
    SameEmail {
        /// The other user.
        other: String,
        /// Where the other stands.
        at: Position,
    },
    /// Another user's name or address can be taken for this one on a screen.
    LooksLike {
        /// The other user.
        other: String,
        /// Where the other stands.
        at: Position,
    },
    /// An address that is also somebody else's username, so that signing in would be ambiguous.
    EmailIsUsername {
        /// The other user.
        other: String,
        /// Where the other stands.
        at: Position,
    },
    /// A user without a password who is no guest of a sign-in provider.
    NoPassword,
    /// A number or date where a password belongs: its exact text is not known.
    PasswordNotText,
    /// A value that looks like a hash and is not one that can be verified.
    Hash(HashError),
    /// Something that the program wrote and cannot read any more.
    Damaged,
    /// A password in plain text; it is hashed at the next start.
    PlainPassword,
    /// Not a colour.
    NotAColour,
    /// A link with a scheme that is not opened.
    LinkScheme,
    /// A role that names a page that is not there.
    UnknownPage {
        /// The page's key.
        name: String,
    },
    /// A role that the app does not know, and that so opens nothing of its own.
    UnknownRole {
        /// The role.
        name: String,
        /// Those that it knows.
        known: Box<[String]>,
    },
    /// Whoever registers would get power over others.
    PowerForBeginners,
    /// A page without a role or a user.
    NobodyMayOpen,
    /// A page's file is not there or cannot be read.
    FileMissing {
        /// The path as it was looked for.
        path: String,
    },
    /// Both of two keys that exclude each other, or none of them.
    ExactlyOneOf {
        /// The keys.
        keys: &'static [&'static str],
    },
    /// An icon that this program does not have.
    UnknownIcon {
        /// Its name.
        name: String,
    },
    /// A single text where a list belongs, read as a list of one.
    TextForList,
    /// A key that is not known and looks like one that is.
    LikelyTypo {
        /// What stands there.
        found: String,
        /// What was probably meant.
        meant: &'static str,
    },
    /// Nobody has the role `admin`.
    NoAdministrator,
    /// Nobody who can sign in has the role `admin` any more; somebody had (R51).
    NoAdministratorLeft,
    /// Other users of this computer may read or write the file.
    OpenToOthers {
        /// The permission bits, in octal.
        mode: u32,
    },
}

impl Cause {
    /// Whether the file can be used in spite of it.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::PlainPassword
            | Self::UnknownPage { .. }
            | Self::UnknownRole { .. }
            | Self::NobodyMayOpen
            | Self::FileMissing { .. }
            | Self::UnknownIcon { .. }
            | Self::TextForList
            | Self::LikelyTypo { .. }
            | Self::NoAdministrator
            | Self::OpenToOthers { .. } => Severity::Warning,
            Self::Empty
            | Self::NotUtf8
            | Self::TooLarge { .. }
            | Self::Syntax(_)
            | Self::SeveralDocuments
            | Self::DuplicateKey
            | Self::WrongType { .. }
            | Self::Missing { .. }
            | Self::OutOfRange { .. }
            | Self::UnknownWord { .. }
            | Self::Username(_)
            | Self::Email(_)
            | Self::SameUsername { .. }
            | Self::SameEmail { .. }
            | Self::LooksLike { .. }
            | Self::EmailIsUsername { .. }
            | Self::NoPassword
            | Self::PasswordNotText
            | Self::Hash(_)
            | Self::Damaged
            | Self::NotAColour
            | Self::LinkScheme
            | Self::PowerForBeginners
            | Self::NoAdministratorLeft
            | Self::ExactlyOneOf { .. } => Severity::Error,
        }
    }
}

/// The kinds of YAML value, for saying what was expected and what was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ValueType {
    /// Text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Flag,
    /// Nothing, or `null`.
    Nothing,
    /// A list.
    List,
    /// A mapping of keys to values.
    Mapping,
}
