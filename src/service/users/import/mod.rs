//! Many people from a table: read and judged row by row first, then added and changed all together or
//! not at all.
//!
//! The table has a line of names and a line for each person; [`COLUMNS`] are those that
//! `export_users` writes. Somebody whose username is there is changed, anybody else is added. People who are
//! added get a one-time code each, with which they choose their password (R31). Only whoever can
//! write the file can give passwords in a column `password`.

pub(crate) mod plan;
pub(crate) mod read;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::domain::audit::AuditKind;
use crate::domain::credential::StoredHash;
use crate::domain::email::EmailError;
use crate::domain::password::PasswordError;
use crate::domain::role::Permission;
use crate::domain::secret::{Secret, SecretText};
use crate::domain::settings::Settings;
use crate::domain::user::NewUser;
use crate::domain::username::UsernameError;

use crate::service::Service;
use crate::service::caller::Caller;
use crate::service::hashing::hash_all;
use crate::service::ports::{Edit, StoreError};
use crate::service::users::UserError;
use crate::service::users::import::read::read;

/// The columns of a table of people. The last three are written and not read.
pub const COLUMNS: [&str; 9] = [
    "username",
    "email",
    "first_name",
    "last_name",
    "roles",
    "disabled",
    "status",
    "last_sign_in",
    "two_step",
];
/// How many of the columns are read.
const READ: usize = 6;
/// A column that only whoever can write the file may use.
const PASSWORD: &str = "password";
/// The most people that are imported at a time.
pub const ROWS_MAX: usize = 100_000;

/// What an import of a table would do.
pub struct ImportPlan {
    /// A row for each user, in the order of the table.
    pub rows: Vec<ImportRow>,
    /// The indices of the rows, those with an error first.
    errors_first: Vec<usize>,
    /// The number of rows for each kind of change.
    counts: [usize; 4],
    text: SecretText,
}

impl ImportPlan {
    fn new(rows: Vec<ImportRow>, text: SecretText) -> Self {
        let mut counts = [0; 4];
        for row in &rows {
            counts[row.outcome.index()] += 1;
        }
        let is_bad = |at: &usize| matches!(rows[*at].outcome, RowChange::Bad(_));
        let (mut errors_first, others): (Vec<_>, Vec<_>) = (0..rows.len()).partition(is_bad);
        errors_first.extend(others);
        Self {
            rows,
            errors_first,
            counts,
            text,
        }
    }

    /// Returns `true` if no row has an error and at least one changes something.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.bad() == 0 && self.count(&RowChange::Same) < self.rows.len()
    }

    /// Returns the number of rows with this kind of change, whatever their error is.
    #[must_use]
    pub fn count(&self, outcome: &RowChange) -> usize {
        self.counts[outcome.index()]
    }

    /// Returns the number of rows with an error.
    #[must_use]
    pub fn bad(&self) -> usize {
        self.counts[3]
    }

    /// Returns the indices of the rows, those with an error first.
    #[must_use]
    pub fn errors_first(&self) -> &[usize] {
        &self.errors_first
    }
}

/// A row of a table of people, and what would come of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRow {
    /// The line in the table, counted from one.
    pub line: u64,
    /// The username as it stands there.
    pub username: String,
    /// What would come of it.
    pub outcome: RowChange,
}

/// What would come of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RowChange {
    /// Somebody is added.
    Add,
    /// Somebody is changed.
    Update,
    /// Nothing: it says what is so already.
    Same,
    /// It stands in the way.
    Bad(RowError),
}

impl RowChange {
    fn index(&self) -> usize {
        match self {
            Self::Add => 0,
            Self::Update => 1,
            Self::Same => 2,
            Self::Bad(_) => 3,
        }
    }
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RowError {
    /// Not a username.
    #[error("the username: {0}")]
    Username(#[from] UsernameError),
    /// Not an e-mail address.
    #[error("the e-mail address: {0}")]
    Email(#[from] EmailError),
    /// No first name.
    #[error("the first name is missing")]
    NameMissing,
    /// Somebody else has this username or e-mail address, or something that looks like it.
    #[error("taken by {0}")]
    Taken(String),
    /// Neither yes nor no.
    #[error("neither yes nor no")]
    Flag,
    /// Not an acceptable password.
    #[error("the password: {0}")]
    Password(#[from] PasswordError),
    /// Whoever asks may not do this to them, or not give them these roles.
    #[error("not allowed")]
    NotAllowed,
    /// Whoever asks would disable themself.
    #[error("nobody disables themself")]
    Oneself,
}

/// Why a table cannot be imported at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// There is nothing in it.
    #[error("nothing in it")]
    Empty,
    /// More than [`ROWS_MAX`] rows.
    #[error("too many rows")]
    TooMany,
    /// A column that is not known.
    #[error("unknown column {0}")]
    UnknownColumn(String),
    /// A column that must be there is not.
    #[error("no column {0}")]
    NoColumn(&'static str),
    /// Passwords, which whoever asks may not give.
    #[error("passwords are not given here")]
    Passwords,
    /// A row stands in the way; the plan says which.
    #[error("a row stands in the way")]
    VirtualList,
    /// Why whoever asks may not, or the file was not changed.
    #[error(transparent)]
    People(#[from] UserError),
}

impl From<StoreError> for ImportError {
    fn from(error: StoreError) -> Self {
        Self::People(error.into())
    }
}

/// How far an import has come. Shared with whoever shows it.
#[derive(Default)]
pub struct Progress {
    done: AtomicU32,
    total: AtomicU32,
}

impl Progress {
    /// What is done of it, from 0 to 1.
    #[must_use]
    pub fn part(&self) -> f32 {
        let total = self.total.load(Ordering::Relaxed).max(1);
        #[expect(clippy::cast_precision_loss, reason = "a bar to look at")]
        let part = self.done.load(Ordering::Relaxed) as f32 / total as f32;
        part.min(1.0)
    }

    fn start(&self, total: usize) {
        let total = u32::try_from(total).unwrap_or(u32::MAX);
        self.total.store(total, Ordering::Relaxed);
    }

    fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }
}

/// What came of an import.
pub struct ImportSummary {
    /// How many were added.
    pub added: usize,
    /// How many were changed.
    pub changed: usize,
    /// The usernames of those who were added without a password, and their one-time codes, which are
    /// shown this once.
    pub codes: Vec<(String, Secret)>,
}

impl Service {
    /// What would come of importing a table.
    ///
    /// # Errors
    /// When the table cannot be read at all, or whoever asks may not manage people.
    pub fn plan_import(
        &self,
        by: Caller<'_>,
        text: SecretText,
    ) -> Result<Arc<ImportPlan>, ImportError> {
        let actor = self.authorize(by, Permission::ManageUsers)?;
        let wanted = read(&text, &actor)?;
        let found = self.credentials.users()?;
        let work = self.judge(&actor, wanted, &found)?;
        Ok(Arc::new(ImportPlan::new(work.rows, text)))
    }

    /// Carries a plan out, if nothing stands in the way by now.
    ///
    /// # Errors
    /// What stands in the way; then nothing was changed.
    pub fn import(
        &self,
        by: Caller<'_>,
        plan: &ImportPlan,
        progress: &Progress,
    ) -> Result<ImportSummary, ImportError> {
        let actor = self.authorize_change(by, Permission::ManageUsers)?;
        let settings = self.credentials.settings()?;
        let mut imported = ImportSummary {
            added: 0,
            changed: 0,
            codes: Vec::new(),
        };
        let found = self.credentials.users()?;
        let work = self.judge(&actor, read(&plan.text, &actor)?, &found)?;
        let is_bad = |row: &ImportRow| matches!(row.outcome, RowChange::Bad(_));
        if work.rows.iter().any(is_bad) {
            return Err(ImportError::VirtualList);
        }
        if work.add.is_empty() && work.update.is_empty() {
            return Err(UserError::NothingToDo.into());
        }
        progress.start(work.add.len() + 1);
        let names: Vec<_> = work
            .update
            .iter()
            .map(|(name, _)| name.as_str().to_owned())
            .collect();
        let (added, codes) = self.prepared(work.add, &settings, progress)?;
        imported.codes = codes;
        (imported.added, imported.changed) = (added.len(), work.update.len());
        let new: Vec<_> = added
            .iter()
            .map(|(user, _)| user.username.as_str().to_owned())
            .collect();
        let change = Edit::Import {
            add: added,
            update: work.update,
        };
        // Decided once: what would have to be decided anew is a plan to be looked at again.
        let revision = self.credentials.apply(&change, &found.revision)?;
        self.keep_revision(&revision);
        progress.step();
        for (whom, what) in new
            .iter()
            .map(|name| (name, "imported"))
            .chain(names.iter().map(|name| (name, "changed by import")))
        {
            self.record_about(AuditKind::People, (actor.name(), whom), true, what);
        }
        Ok(imported)
    }

    /// Gives everybody who is new a password that they chose, or one that nobody knows and a code.
    #[expect(
        clippy::type_complexity,
        reason = "named at the one place that uses it"
    )]
    fn prepared(
        &self,
        people: Vec<(NewUser, Option<Secret>)>,
        settings: &Settings,
        progress: &Progress,
    ) -> Result<(Vec<(NewUser, StoredHash)>, Vec<(String, Secret)>), ImportError> {
        let given: Vec<&Secret> = people.iter().filter_map(|(_, p)| p.as_ref()).collect();
        let hashes = hash_all(&*self.hasher, &given, settings.hashing, &|_| {
            progress.step();
        });
        let mut hashes = hashes.map_err(UserError::from)?.into_iter();
        // One for all of them: nobody knows it, so nobody can try it at somebody else's name.
        let nobodys = self.unknown_password(settings).map_err(UserError::from)?;
        let (mut added, mut codes) = (Vec::with_capacity(people.len()), Vec::new());
        for (mut user, password) in people {
            let hash = if password.is_some() {
                hashes.next().unwrap_or_else(|| nobodys.clone())
            } else {
                let code = self.first_code(&mut user, &nobodys)?;
                codes.push((user.username.as_str().to_owned(), code));
                progress.step();
                nobodys.clone()
            };
            added.push((user, hash));
        }
        Ok((added, codes))
    }
}
