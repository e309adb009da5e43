//! Users and settings in `PostgreSQL`.
//!
//! A change locks the row of `head`, reads what others have changed, and writes the rows that are different with a new
//! revision. A program that knows an earlier revision reads only the rows that were written since.

mod known;
mod pages;
mod read;
#[cfg(feature = "app")]
mod replace;
pub(super) mod rows;
mod write;

use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

#[cfg(feature = "app")]
use crate::domain::audit_word::AuditWord;
use crate::domain::credential::StoredHash;
use crate::domain::problem::Position;
use crate::domain::settings::Settings;
use crate::domain::user::NewUser;
use crate::service::or_log::OrLog as _;
use crate::service::ports::unaffected::is_unaffected;
use crate::service::ports::user_directory::UserDirectory;
use crate::service::ports::{
    Applied, Changed, CredentialStore, Edit, Randomness, Revision, Snapshot, StoreError, Watch,
};
use crate::store::platform::SystemRandomness;
use crate::store::postgres::client::{Client, Tx};
#[cfg(feature = "app")]
use crate::store::postgres::enrolment::record;
use crate::store::postgres::error::PgError;
#[cfg(feature = "app")]
use crate::store::postgres::state::import::LocalState;
#[cfg(feature = "app")]
use crate::store::postgres::state::name_key::NameKey;
use crate::store::postgres::state::rows::bytes;
use crate::store::postgres::users::known::Known;
use crate::store::postgres::users::read::{Purpose, State};
use crate::store::postgres::users::write::Change;

/// How often to look for changes if the server cannot notify of them.
const POLL_EVERY: Duration = Duration::from_secs(1);

/// With so many users, a window opens before they were read.
const MANY: i64 = 20_000;

/// Users and settings that several computers share on one PostgreSQL server.
///
/// The login of each computer can read the password hashes and change every user, so use it only for computers that their
/// owner trusts. A change on one computer takes effect on the others within a second.
///
/// # Examples
///
/// ```no_run
/// use egui_authenticator::store::postgres::{Client, PostgresOptions, PostgresStore};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let options = PostgresOptions::parse("postgresql://till@db.shop/auth")?;
/// let store = PostgresStore::new(Client::connect(&options)?);
/// # Ok(())
/// # }
/// ```
pub struct PostgresStore {
    client: Client,
    known: Arc<Known>,
}

opaque_debug!(PostgresStore);

impl PostgresStore {
    /// Creates a store of the database that `client` connects to. [`Client::migrate`] has to create its tables first.
    #[must_use]
    pub fn new(client: Client) -> Self {
        let known = Arc::new(Known::new(client.clone()));
        Self { client, known }
    }

    /// Makes a change in a transaction. `work` writes it with this revision, and returns it and its number.
    fn make(
        &self,
        revision: &Revision,
        mut work: impl FnMut(&mut Tx<'_>) -> Result<(Change, i64), StoreError>,
    ) -> Result<(), StoreError> {
        let (begun, mut is_written) = (Instant::now(), false);
        let made = self.client.transaction(|tx| {
            let written = work(tx)?;
            is_written = true;
            Ok(written)
        });
        match made {
            Ok((change, seq)) => {
                let state = Arc::new(change.into_state(seq, *revision));
                self.known.put(state);
            }
            Err(StoreError::Unavailable(_)) if is_written && self.was_made(revision, begun) => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Creates the store with this content, and with what `also` writes.
    fn fill(
        &self,
        directory: &UserDirectory,
        also: impl Fn(&mut Tx<'_>) -> Result<(), PgError>,
    ) -> Result<Revision, StoreError> {
        let to = new_revision()?;
        self.make(&to, |tx| {
            let change = Change::new(None, directory.clone())?;
            let made = tx.execute(
                "INSERT INTO auth_inner.head (seq, revision, settings_seq, emails_seq) SELECT 0, $1, 0, 0 \
                 WHERE NOT EXISTS (SELECT FROM auth_inner.account) ON CONFLICT DO NOTHING",
                &[&to.0.as_slice()],
            )?;
            if made == 0 {
                return Err(StoreError::Exists);
            }
            change.write(tx, 1, to)?;
            also(tx)?;
            Ok((change, 1))
        })?;
        Ok(to)
    }

    /// Creates the store with the content of a file and what this computer has kept, in one change.
    ///
    /// # Errors
    /// - [`StoreError::Exists`] if the database has users already.
    /// - [`StoreError::Refused`] if a value cannot be stored as it is.
    /// - [`StoreError::Busy`], [`StoreError::Unavailable`] and [`StoreError::Unwritable`] as for
    ///   [`CredentialStore::apply`].
    #[cfg(feature = "app")]
    pub(crate) fn import(
        &self,
        directory: &UserDirectory,
        local: &LocalState,
    ) -> Result<Revision, StoreError> {
        let names = NameKey::default().digest(&self.client)?;
        self.fill(directory, |tx| {
            local.write(tx, &names)?;
            record(tx, ("", AuditWord::Imported))
        })
    }

    /// Returns `true` if the change to this revision was made, although its answer was lost. The end of a change that has written
    /// `head` is waited for, also if it was to create the row, so that one that was not made cannot be made later.
    fn was_made(&self, revision: &Revision, begun: Instant) -> bool {
        let found = self.client.transaction_after(begun, |tx| {
            tx.execute(
                "LOCK TABLE auth_inner.head IN SHARE ROW EXCLUSIVE MODE",
                &[],
            )?;
            tx.query(
                "SELECT FROM auth_inner.past WHERE revision = $1",
                &[&revision.0.as_slice()],
            )
        });
        found.is_ok_and(|rows| !rows.is_empty())
    }
}

/// Chooses the revision of a change, so that the change can be recognized if its answer is lost.
fn new_revision() -> Result<Revision, StoreError> {
    let mut bytes = [0; 32];
    let filled = SystemRandomness.fill(&mut bytes);
    filled.map_err(|error| StoreError::Unwritable(error.to_string()))?;
    Ok(Revision(bytes))
}

/// Returns what `change` makes of the state, if it was decided on that one, or on another one in which everything that it was
/// decided on is the same.
fn decide(
    change: &Edit,
    expected: &Revision,
    decided_on: Option<&Snapshot>,
    now: &State,
) -> Result<Change, StoreError> {
    let snapshot = &*now.snapshot;
    let can_be_made = |before: &Snapshot| is_unaffected(change, before, snapshot);
    if snapshot.revision != *expected && !decided_on.is_some_and(can_be_made) {
        return Err(StoreError::Changed);
    }
    let mut after = UserDirectory::from(snapshot);
    if !after.change(change) {
        return Err(StoreError::Refused(Position::START));
    }
    Change::new(Some(now), after)
}

impl CredentialStore for PostgresStore {
    fn location(&self) -> String {
        self.client.location()
    }

    /// None: an app has no file, so that its paths start where it was started.
    fn folder(&self) -> PathBuf {
        PathBuf::new()
    }

    fn is_on_server(&self) -> bool {
        true
    }

    fn read(&self) -> Result<Arc<Snapshot>, StoreError> {
        let known = self.known.current_or_first()?;
        if self.revision()? == known.snapshot.revision {
            return Ok(Arc::clone(&known.snapshot));
        }
        let state = self.known.load(Some(&known))?;
        let snapshot = Arc::clone(&state.snapshot);
        self.known.put(state);
        Ok(snapshot)
    }

    fn settings_first(&self) -> Result<Option<(Revision, Arc<Settings>)>, StoreError> {
        if self.known.current().is_some() {
            return Ok(None);
        }
        let read = |tx: &mut Tx<'_>| read::settings_of_many(tx, MANY);
        let Some(settings) = self.client.transaction(read)? else {
            return Ok(None);
        };
        let known = Arc::clone(&self.known);
        let all = move || {
            let read = known.current_or_first().map(drop);
            read.or_log("read the users").unwrap_or_default();
        };
        let thread = thread::Builder::new().name("users".to_owned());
        let started = thread.spawn(all);
        Ok(started.or_log("read the users").map(|_| settings))
    }

    fn revision(&self) -> Result<Revision, StoreError> {
        let sql = "SELECT revision FROM auth_inner.head";
        match self.client.query(sql, &[])?.first() {
            Some(row) => Ok(Revision(bytes(row, "revision")?)),
            None => Ok(self.known.load(None)?.snapshot.revision),
        }
    }

    fn apply(&self, change: &Edit, expected: &Revision) -> Result<Applied, StoreError> {
        let (known, decided_on) = (self.known.current(), self.known.at(expected));
        let to = new_revision()?;
        let decide = |now: &State| decide(change, expected, decided_on.as_deref(), now);
        // Most often nothing has changed, and no other computer waits while the users are compared.
        let mut prepared = known.as_deref().map(decide);
        let mut from = None;
        let made = self.make(&to, |tx| {
            let now = read::difference(tx, known.as_ref(), Purpose::Change)?.into_state();
            from = Some(Arc::clone(&now));
            let is_known = known.as_ref().is_some_and(|known| Arc::ptr_eq(known, &now));
            let change = match prepared.take().filter(|_| is_known) {
                Some(prepared) => prepared?,
                None => decide(&now)?,
            };
            change.write(tx, now.seq + 1, to)?;
            Ok((change, now.seq + 1))
        });
        let revision = from
            .as_ref()
            .map_or(*expected, |state| state.snapshot.revision);
        if let (Err(_), Some(state)) = (&made, from) {
            self.known.put(state);
        }
        made.map(|()| Applied::new(revision, to))
    }

    fn create(&self, first: &NewUser, hash: &StoredHash) -> Result<Revision, StoreError> {
        let users = vec![first.clone().with_hash(hash.clone())];
        let directory = UserDirectory::new(Settings::default(), users, Vec::new());
        self.fill(&directory, |_| Ok(()))
    }

    fn poll_every(&self) -> Duration {
        POLL_EVERY
    }

    fn watch(&self, changed: Changed) -> Option<Watch> {
        self.client.listen(changed)
    }
}
