//! Users and settings.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::domain::credential::StoredHash;
use crate::domain::problem::Problem;
use crate::domain::settings::Settings;
use crate::domain::timestamp::Timestamp;
use crate::domain::user::NewUser;

use crate::service::ports::edit::{Applied, Edit, EditPreview};
use crate::service::ports::snapshot::{Revision, Snapshot};
use crate::service::ports::store_error::StoreError;
use crate::service::ports::user_directory::UserDirectory;

/// An earlier version of a store.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Backup {
    /// The number; later backups have greater numbers.
    pub number: u64,
    /// The file.
    pub path: PathBuf,
    /// When it was made.
    pub kept_at: Timestamp,
    /// The size in bytes.
    pub size: u64,
    /// Whether the file was valid. An invalid one is backed up when another one is restored.
    pub is_good: bool,
}

impl Backup {
    /// Creates a backup that can be restored.
    #[must_use]
    pub fn new(number: u64, path: PathBuf, kept_at: Timestamp, size: u64) -> Self {
        Self {
            number,
            path,
            kept_at,
            size,
            is_good: true,
        }
    }
}

/// Called with the current version, if it can be read, and the earlier one. Returns the edit to make in the earlier one; an
/// error cancels the restoration.
pub type Adapt<'a> = dyn Fn(Option<&Snapshot>, &Snapshot) -> Result<Edit, StoreError> + 'a;

/// Called from another thread after a store has changed.
pub type Changed = Arc<dyn Fn() + Send + Sync>;

/// Watches a store until it is dropped.
pub struct Watch {
    _guard: Box<dyn Send>,
}

opaque_debug!(Watch);

impl Watch {
    /// Creates a watch that ends when `guard` is dropped.
    #[must_use]
    pub fn new(guard: impl Send + 'static) -> Self {
        Self {
            _guard: Box::new(guard),
        }
    }
}

/// Users and settings.
///
/// # Contract
///
/// - **Reading.** [`Self::read`] returns one state as a whole. Reading a state again that has not changed is
///   cheap: a use case reads once, and a sign-in must not take longer with more users.
/// - **Names.** Users are found by username and by e-mail address, ignoring capitals, width and surrounding
///   spaces; the username wins. No two users share a name or an address: the use case that asks for a change
///   has checked that, on the revision that the change is based on.
/// - **Changes** are all or nothing, and durable when [`Self::apply`] returns. A change is made on the revision
///   that it was decided on, or on another one in which everything that it was decided on is the same; on any
///   other state it fails with [`StoreError::Changed`], and the use case decides again. Thus two programs never
///   lose each other's changes. [`UserDirectory::apply`] defines what each change means, and can be used to
///   implement it.
/// - **Order.** Users, roles and addresses keep the order in which they were added.
/// - **Everything is kept**, also what the store itself does not use: hashes as they are, the contents of
///   [`crate::domain::key_vault::KeyVault`], the fields of an app. Damaged data is an error and never reads as
///   absent: a user with a damaged second factor must not be able to sign in without one.
/// - **Outages.** A store that cannot be reached fails with [`StoreError::Unavailable`], and within 10 seconds: a call that
///   takes longer counts as an outage. A change fails with it only if it was not made. The use cases ask once: a store
///   knows best what to repeat at once. Opening is repeated after 1, 2, 4 … 30 seconds, and so is polling.
/// - **Changes by others** are noticed by [`Self::watch`], or else by polling [`Self::revision`] every [`Self::poll_every`]
///   (two seconds by default). A disabled user loses the session after that time at the latest.
/// - **No passwords.** Only hashes go in and out, except for [`Snapshot::plain_passwords`], which lists what was
///   typed into the store by hand.
/// - **Blocking is fine**: every method is called off the window's thread, from several threads at once.
///
/// `testing::conformance::credential_store` (feature `testing`) checks an implementation against this contract.
pub trait CredentialStore: Send + Sync {
    /// Returns where the store is, for messages.
    fn location(&self) -> String;

    /// Returns the folder from which relative paths in settings start.
    #[doc(hidden)]
    fn folder(&self) -> PathBuf {
        let folder = Path::new(&self.location()).parent().map(Path::to_owned);
        folder.unwrap_or_default()
    }

    /// Returns `true` if the users are on a server, so that messages do not speak of a configuration file.
    #[doc(hidden)]
    fn is_on_server(&self) -> bool {
        false
    }

    /// Returns `false` if the store, as it was read last, never fails with [`StoreError::Unavailable`]. Otherwise the program keeps
    /// in memory what it needs to unlock a window while the store cannot be reached.
    #[doc(hidden)]
    fn can_be_away(&self) -> bool {
        true
    }

    /// Returns everything in the store at its current revision.
    ///
    /// # Errors
    /// - [`StoreError::Absent`] if it has not been created.
    /// - [`StoreError::Unavailable`] if it cannot be reached.
    /// - [`StoreError::Unreadable`] if it cannot be read.
    /// - [`StoreError::Unusable`] if it has errors and no earlier state is known that had none.
    fn read(&self) -> Result<Arc<Snapshot>, StoreError>;

    /// Returns the revision and the settings of a store with so many users that reading them takes long, and begins to read them, so
    /// that a window can open meanwhile and the next [`Self::read`] waits for less. `None` if they were read already or are
    /// read quickly.
    ///
    /// # Errors
    /// - [`StoreError::Absent`], [`StoreError::Unavailable`] and [`StoreError::Unreadable`] as for [`Self::read`].
    #[doc(hidden)]
    fn settings_first(&self) -> Result<Option<(Revision, Arc<Settings>)>, StoreError> {
        Ok(None)
    }

    /// Returns the texts before and after a change, as a user reads them, without making it. Secrets are masked
    /// in both (R96). By default they have a line for each setting, page, role, user and address.
    ///
    /// # Errors
    /// - [`StoreError::Absent`], [`StoreError::Unavailable`], [`StoreError::Unreadable`] and [`StoreError::Unusable`] as for
    ///   [`Self::read`].
    /// - [`StoreError::Refused`] if the change cannot be made without changing something else.
    fn preview(&self, change: &Edit) -> Result<EditPreview, StoreError> {
        let snapshot = self.read()?;
        let mut directory = UserDirectory::from(&*snapshot);
        let before = directory.to_lines();
        directory.apply(change)?;
        Ok(EditPreview {
            revision: snapshot.revision,
            before,
            after: directory.to_lines(),
        })
    }

    /// Makes a change durably, if the store is still at `expected` or nothing that the change was decided on
    /// is different now. Returns the revisions before and after it.
    ///
    /// # Errors
    /// The store is unchanged after an error.
    /// - [`StoreError::Changed`] if something that the change was decided on is different.
    /// - [`StoreError::Busy`] if another process is writing for too long.
    /// - [`StoreError::Refused`] if the change cannot be made without changing something else.
    /// - [`StoreError::Unwritable`] if it cannot be written.
    /// - [`StoreError::Absent`], [`StoreError::Unavailable`], [`StoreError::Unreadable`] and [`StoreError::Unusable`] as for
    ///   [`Self::read`].
    fn apply(&self, change: &Edit, expected: &Revision) -> Result<Applied, StoreError>;

    /// Creates the store with one user in it, and returns its revision.
    ///
    /// # Errors
    /// - [`StoreError::Exists`] if it has been created already.
    /// - [`StoreError::Busy`], [`StoreError::Refused`], [`StoreError::Unavailable`] and [`StoreError::Unwritable`] as for
    ///   [`Self::apply`].
    fn create(&self, first: &NewUser, hash: &StoredHash) -> Result<Revision, StoreError>;

    /// Returns the revision of the current state, as [`Self::read`] would: the same one as long as nothing changes, and
    /// another one after each change. Called every [`Self::poll_every`] if [`Self::watch`] returns `None`, so that it
    /// should cost less than reading everything.
    ///
    /// # Errors
    /// [`StoreError::Absent`], [`StoreError::Unavailable`], [`StoreError::Unreadable`] and [`StoreError::Unusable`] as for
    /// [`Self::read`].
    fn revision(&self) -> Result<Revision, StoreError> {
        Ok(self.read()?.revision)
    }

    /// Returns how often to look for changes if [`Self::watch`] returns `None`. What ends a session takes effect after
    /// this time. Between 250 ms and 30 seconds; while the store cannot be reached, the time doubles with every try, up to 30
    /// seconds.
    fn poll_every(&self) -> Duration {
        Duration::from_secs(2)
    }

    /// Calls `changed` soon after the store has changed, until the returned guard is dropped. Returns `None` if
    /// the store cannot notify of changes, or not yet; then it is polled. A store that notifies of changes also does so
    /// when it can no longer be reached, and when it can again.
    fn watch(&self, changed: Changed) -> Option<Watch> {
        drop(changed);
        None
    }

    /// Returns the earlier versions that can be restored, oldest first; none if the store keeps none.
    fn backups(&self) -> Vec<Backup> {
        Vec::new()
    }

    /// Returns the users and settings of the earlier version with this number.
    ///
    /// # Errors
    /// - [`StoreError::Absent`] if there is no version with this number.
    /// - [`StoreError::Unusable`] if the version has errors.
    /// - [`StoreError::Unreadable`] if it cannot be read.
    fn backup(&self, _: u64) -> Result<Arc<Snapshot>, StoreError> {
        Err(StoreError::Absent)
    }

    /// Restores the earlier version with this number in one step, with the edit that the function returns for the
    /// current version, if it can be read, and the earlier one. The current version is kept.
    ///
    /// # Errors
    /// The store is unchanged after an error. An error of the function is returned as it is.
    /// - [`StoreError::Absent`] if there is no version with this number.
    /// - [`StoreError::Unusable`] if the version has errors.
    /// - [`StoreError::Unreadable`] if it or the current version cannot be read.
    /// - [`StoreError::Busy`], [`StoreError::Refused`], [`StoreError::Unavailable`] and [`StoreError::Unwritable`] as for
    ///   [`Self::apply`].
    /// - [`StoreError::Changed`] if the store is changed meanwhile, and [`StoreError::Exists`] if it is created.
    fn restore(&self, _: u64, _: &Adapt<'_>) -> Result<Applied, StoreError> {
        Err(StoreError::Absent)
    }

    /// Returns all problems of the store, including errors that keep it from being used.
    ///
    /// # Errors
    /// - [`StoreError::Absent`] if it has not been created.
    /// - [`StoreError::Unreadable`] if it cannot be read.
    fn inspect(&self) -> Result<Vec<Problem>, StoreError> {
        match self.read() {
            Ok(snapshot) => Ok(snapshot.problems.to_vec()),
            Err(StoreError::Unusable(problems)) => Ok(problems),
            Err(error) => Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    /// The stores that stand in front of another one: what the trait does by default would not reach that one.
    const IN_FRONT: [(&str, &str); 3] = [
        ("restricted", include_str!("../restricted.rs")),
        ("defaults", include_str!("../context/defaults.rs")),
        ("snapshots", include_str!("../snapshots.rs")),
    ];

    #[test]
    fn a_store_in_front_of_another_one_decides_each_call() {
        let (_, port) = include_str!("credentials.rs")
            .split_once("pub trait CredentialStore")
            .expect("the port");
        let (port, _) = port.split_once("\n}\n").expect("its end");
        let names = port.lines().filter_map(|line| {
            let (name, _) = line.strip_prefix("    fn ")?.split_once('(')?;
            Some(name)
        });
        let names: Vec<_> = names.collect();
        assert!(names.len() > 10, "{names:?}");
        for (file, text) in IN_FRONT {
            for name in &names {
                let call = format!("    fn {name}(&self");
                assert!(text.contains(&call), "{file}: {name}");
            }
        }
    }
}
