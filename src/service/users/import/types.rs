//! The plan of an import, its rows and its results.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use crate::domain::secret::{Secret, SecretText};
use crate::domain::user_field::UserFieldError;

use crate::service::ports::{HasherError, StoreError};
use crate::service::users::columns::COLUMNS;
use crate::service::users::error::UserError;

/// Maximum number of users in one import.
pub const ROWS_MAX: usize = 100_000;

/// What an import would do.
pub struct ImportPlan {
    /// The rows, in the order of the table.
    pub rows: Vec<ImportRow>,
    /// What a list shows, in order.
    entries: Vec<ImportEntry>,
    /// The number of rows with a marked value.
    marked: usize,
    /// The number of rows for each kind of change.
    counts: [usize; 4],
    pub(crate) text: SecretText,
}

opaque_debug!(ImportPlan);

impl ImportPlan {
    pub(crate) fn new(rows: Vec<ImportRow>, text: SecretText) -> Self {
        let mut counts = [0; 4];
        for row in &rows {
            counts[row.outcome.index()] += 1;
        }
        let marked = rows.iter().filter(|row| row.is_marked()).count();
        Self {
            entries: entries(&rows),
            rows,
            marked,
            counts,
            text,
        }
    }

    /// Returns `true` if the import can be made: no row is invalid, and there is something to do.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.invalid() == 0 && self.count(&RowChange::Unchanged) < self.rows.len()
    }

    /// Returns the number of rows with this kind of change, whatever their error is.
    #[must_use]
    pub fn count(&self, outcome: &RowChange) -> usize {
        self.counts[outcome.index()]
    }

    /// Returns what a list shows: rows with an error first, then those with a marked value, then all others. A user
    /// who would be updated has an entry for each value.
    #[must_use]
    pub fn entries(&self) -> &[ImportEntry] {
        &self.entries
    }

    /// Returns the number of rows with a marked value, which have to be confirmed.
    #[must_use]
    pub fn marked(&self) -> usize {
        self.marked
    }

    /// Returns the number of invalid rows.
    #[must_use]
    pub fn invalid(&self) -> usize {
        self.counts[3]
    }
}

fn entries(rows: &[ImportRow]) -> Vec<ImportEntry> {
    let rank = |row: &ImportRow| match (row.is_invalid(), row.is_marked()) {
        (true, _) => 0,
        (false, true) => 1,
        (false, false) => 2,
    };
    let mut entries = Vec::with_capacity(rows.len());
    for wanted in 0..3 {
        let of_rank = rows.iter().enumerate().filter(|(_, r)| rank(r) == wanted);
        for (row, of_row) in of_rank {
            if of_row.outcome == RowChange::Update {
                let values = 0..of_row.values.len();
                entries.extend(values.map(|at| ImportEntry {
                    row,
                    value: Some(at),
                }));
            } else {
                entries.push(ImportEntry { row, value: None });
            }
        }
    }
    entries
}

/// An entry of the list that shows a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImportEntry {
    /// The index of the row.
    pub row: usize,
    /// The index of the value that the entry is about, or the whole row.
    pub value: Option<usize>,
}

/// A row of a table of users.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRow {
    /// The line in the table, counted from one.
    pub line: u64,
    /// The username, as it is written there.
    pub username: String,
    /// What the row changes.
    pub outcome: RowChange,
    /// The values that it changes, or gives to a new user. Without passwords.
    pub values: Vec<ValueChange>,
}

/// A value that a row changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueChange {
    /// Which value it is.
    pub column: ImportColumn,
    /// The value now; `None` for a new user.
    pub old: Option<String>,
    /// The value after the import.
    pub new: String,
    /// The reason why an administrator has to confirm it.
    pub mark: Option<ValueMark>,
}

/// A column that an import reads, besides the username and the password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportColumn {
    /// The roles, separated by commas.
    Roles,
    /// Whether the user is disabled: `yes` or `no`.
    Disabled,
    /// The e-mail address.
    Email,
    /// The first name.
    FirstName,
    /// The last name.
    LastName,
    /// The first day of the access.
    ValidFrom,
    /// The last day of the access.
    ValidUntil,
    /// The hours of the access.
    Hours,
}

impl ImportColumn {
    /// Returns the name of the column in the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Email => COLUMNS[1],
            Self::FirstName => COLUMNS[2],
            Self::LastName => COLUMNS[3],
            Self::Roles => COLUMNS[4],
            Self::Disabled => COLUMNS[5],
            Self::ValidFrom => COLUMNS[9],
            Self::ValidUntil => COLUMNS[10],
            Self::Hours => COLUMNS[11],
        }
    }
}

/// The reason why a value has to be confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueMark {
    /// It gives permissions in the program itself.
    GivesPermissions,
    /// It is the e-mail address of a user with such permissions, to which codes for a new password are sent.
    HasPermissions,
}

impl ImportRow {
    /// Returns `true` if an administrator has to confirm the row.
    #[must_use]
    pub fn is_marked(&self) -> bool {
        self.values.iter().any(|value| value.mark.is_some())
    }

    pub(crate) fn is_invalid(&self) -> bool {
        matches!(self.outcome, RowChange::Invalid(_))
    }
}

/// What a row changes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RowChange {
    /// Adds a user.
    Add,
    /// Updates a user.
    Update,
    /// Nothing: the file already contains the same.
    Unchanged,
    /// The row is invalid.
    Invalid(RowError),
}

impl RowChange {
    fn index(&self) -> usize {
        match self {
            Self::Add => 0,
            Self::Update => 1,
            Self::Unchanged => 2,
            Self::Invalid(_) => 3,
        }
    }
}

/// The reason why a row is invalid.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RowError {
    /// A value is not acceptable.
    #[error(transparent)]
    Field(#[from] UserFieldError),
    /// The user with this name has the username or e-mail address, or one that looks like it.
    #[error("taken by {0}")]
    Taken(String),
    /// The row has another number of cells than the header.
    #[error("another number of cells than the header")]
    Cells,
    /// Neither yes nor no.
    #[error("must be yes or no")]
    Flag,
    /// The caller may not change this user, or not give these roles.
    #[error("not allowed")]
    NotAllowed,
    /// The entry of the user has a mistake, which has to be corrected in the file (R97).
    #[error("the entry of this user has an error")]
    EntryMistake,
    /// The caller would disable themself.
    #[error("users cannot disable themselves")]
    OwnAccount,
}

/// The reason why a table cannot be imported at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// The table has no rows.
    #[error("the table is empty")]
    Empty,
    /// The table has more than [`ROWS_MAX`] rows.
    #[error("too many rows")]
    TooMany,
    /// The table has a column that is not known.
    #[error("unknown column {0}")]
    UnknownColumn(String),
    /// The table has this column twice.
    #[error("column {0} is there twice")]
    DuplicateColumn(String),
    /// The table lacks a required column.
    #[error("no column {0}")]
    NoColumn(&'static str),
    /// The table has passwords, which only the local owner of the file may set.
    #[error("passwords cannot be imported here")]
    Passwords,
    /// A row is invalid; the plan says which.
    #[error("a row is invalid")]
    InvalidRows,
    /// A row would make a different change than the plan says, because the users have changed since.
    #[error("the plan is outdated")]
    Outdated,
    /// Rows that give permissions are not confirmed.
    #[error("permissions are not confirmed")]
    Unconfirmed,
    /// The caller is not authorized, or the file was not changed.
    #[error(transparent)]
    Users(#[from] UserError),
}

impl From<StoreError> for ImportError {
    fn from(error: StoreError) -> Self {
        Self::Users(error.into())
    }
}

impl From<HasherError> for ImportError {
    fn from(error: HasherError) -> Self {
        Self::Users(error.into())
    }
}

/// The progress of an import, shared with whatever shows it.
#[derive(Debug, Default)]
pub struct Progress {
    done: AtomicU32,
    total: AtomicU32,
    is_writing: AtomicBool,
}

impl Progress {
    /// Returns the part that is done, from 0 to 1.
    #[must_use]
    pub fn part(&self) -> f32 {
        let total = self.total.load(Ordering::Relaxed).max(1);
        #[expect(clippy::cast_precision_loss, reason = "a progress bar")]
        let part = self.done.load(Ordering::Relaxed) as f32 / total as f32;
        part.min(1.0)
    }

    /// Returns `true` once it can no longer be cancelled.
    #[must_use]
    pub fn is_writing(&self) -> bool {
        self.is_writing.load(Ordering::Relaxed)
    }

    pub(crate) fn write(&self) {
        self.is_writing.store(true, Ordering::Relaxed);
    }

    pub(crate) fn start(&self, total: usize) {
        let total = u32::try_from(total).unwrap_or(u32::MAX);
        self.total.store(total, Ordering::Relaxed);
        // It may be the second run, after an approval.
        self.done.store(0, Ordering::Relaxed);
    }

    pub(crate) fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }
}

/// The result of an import.
pub struct ImportSummary {
    /// Number of added users.
    pub added: usize,
    /// Number of changed users.
    pub changed: usize,
    /// The usernames of the users who were added without a password, with their reset codes, which are shown
    /// this once.
    pub codes: Vec<(String, Secret)>,
}

opaque_debug!(ImportSummary);
