//! Reads users and settings: what has changed since the state that is known, or everything.

use std::collections::HashSet;
use std::sync::Arc;

use crate::domain::account_id::AccountId;
use crate::domain::email::Email;
use crate::domain::settings::Settings;
use crate::domain::user::User;
use crate::service::ports::user_directory::UserDirectory;
use crate::service::ports::{Revision, Snapshot, StoreError};
use crate::store::postgres::client::{Tx, column};
use crate::store::postgres::error::PgError;
use crate::store::postgres::state::rows::{SNAPSHOT, account, bytes};
use crate::store::postgres::users::pages::{Placed, read_changed};
use crate::store::postgres::users::rows::{self, damaged};

/// The number of revisions that are kept in `past`. Users who were removed before them are no longer in `gone`.
pub(super) const KEPT: i64 = 10_000;

/// One state of the store.
pub(super) struct State {
    /// Number of the change that made it.
    pub(super) seq: i64,
    pub(super) snapshot: Arc<Snapshot>,
    /// The positions of the users, in order.
    pub(super) positions: Vec<i64>,
}

impl State {
    pub(super) fn new(
        seq: i64,
        revision: Revision,
        directory: UserDirectory,
        positions: Vec<i64>,
    ) -> Self {
        let snapshot = directory.into_snapshot(revision);
        let problems = snapshot.users.iter().filter_map(rows::problem_of).collect();
        Self {
            seq,
            snapshot: Arc::new(Snapshot {
                problems,
                ..snapshot
            }),
            positions,
        }
    }
}

/// Whether the state is read to change it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Look,
    Change,
}

/// What was read in a transaction.
pub(super) enum Found {
    /// The state that is known.
    Known(Arc<State>),
    /// What has changed since.
    Changed(Box<Difference>),
}

impl Found {
    /// Returns the state as a whole. With very many users this takes a while, so a program that only looks ends its transaction
    /// first.
    pub(super) fn into_state(self) -> Arc<State> {
        match self {
            Self::Known(state) => state,
            Self::Changed(difference) => Arc::new(difference.into_state()),
        }
    }
}

/// What has changed since the state that is known; without one, everything.
pub(super) struct Difference {
    known: Option<Arc<State>>,
    seq: i64,
    revision: Revision,
    settings: Settings,
    emails: Vec<Email>,
    changed: Vec<Placed>,
    gone: HashSet<AccountId>,
}

impl Difference {
    fn into_state(self) -> State {
        let (users, positions) = merged(self.known.as_deref(), self.changed, &self.gone);
        let directory = UserDirectory::new(self.settings, users, self.emails);
        State::new(self.seq, self.revision, directory, positions)
    }
}

/// Reads what differs from the state that is known. With [`Purpose::Change`] no other program can change it before the end of
/// the transaction.
///
/// # Errors
/// - [`StoreError::Absent`] if no user was added yet.
/// - [`StoreError::Unreadable`] if it is damaged; a damaged user alone is only closed.
/// - [`StoreError::Busy`] and [`StoreError::Unavailable`] by the cause.
pub(super) fn difference(
    tx: &mut Tx<'_>,
    known: Option<&Arc<State>>,
    purpose: Purpose,
) -> Result<Found, StoreError> {
    let sql = match purpose {
        Purpose::Look => {
            tx.execute(SNAPSHOT, &[])?;
            concat!(
                "SELECT head.revision, head.seq, settings_seq, emails_seq, past.seq AS past ",
                "FROM auth_inner.head LEFT JOIN auth_inner.past ON past.revision = $1",
            )
        }
        Purpose::Change => concat!(
            "SELECT head.revision, head.seq, settings_seq, emails_seq, past.seq AS past ",
            "FROM auth_inner.head LEFT JOIN auth_inner.past ON past.revision = $1 FOR UPDATE OF head",
        ),
    };
    let known_revision = known.map(|known| known.snapshot.revision.0.to_vec());
    let rows = tx.query(sql, &[&known_revision])?;
    let Some(head) = rows.first() else {
        let users = tx.query("SELECT FROM auth_inner.account LIMIT 1", &[])?;
        let is_lost = !users.is_empty();
        return Err(if is_lost {
            damaged("the present state")
        } else {
            StoreError::Absent
        });
    };
    let revision = Revision(bytes(head, "revision")?);
    if let Some(known) = known.filter(|known| known.snapshot.revision == revision) {
        return Ok(Found::Known(Arc::clone(known)));
    }
    let (seq, past): (i64, Option<i64>) = (column(head, "seq")?, column(head, "past")?);
    let settings_seq: i64 = column(head, "settings_seq")?;
    let emails_seq: i64 = column(head, "emails_seq")?;
    // A server that lost changes, or was restored from a backup, may never have had the state that is known. If the change that
    // was waited for has removed old rows of `past`, this query has still seen them.
    let known = known.filter(|known| past == Some(known.seq) && known.seq > seq - KEPT);
    let since = known.map_or(0, |known| known.seq);
    let settings = match known {
        Some(known) if settings_seq <= since => Settings::clone(&known.snapshot.settings),
        _ => read_settings(tx)?,
    };
    let emails = match known {
        Some(known) if emails_seq <= since => known.snapshot.allowed_emails.to_vec(),
        _ => read_emails(tx)?,
    };
    let changed = read_changed(tx, since)?;
    let gone = tx.query("SELECT id FROM auth_inner.gone WHERE seq > $1", &[&since])?;
    let gone = gone.iter().map(|row| account(row, "id"));
    let gone: HashSet<AccountId> = gone.collect::<Result<_, _>>()?;
    Ok(Found::Changed(Box::new(Difference {
        known: known.cloned(),
        seq,
        revision,
        settings,
        emails,
        changed,
        gone,
    })))
}

/// Returns the revision and the settings if there are at least so many users; `None` if there are fewer, or none at all.
pub(super) fn settings_of_many(
    tx: &mut Tx<'_>,
    many: i64,
) -> Result<Option<(Revision, Arc<Settings>)>, StoreError> {
    tx.execute(SNAPSHOT, &[])?;
    // Counting would read them all.
    let rows = tx.query(
        "SELECT revision, EXISTS (SELECT FROM auth_inner.email) AS is_anyone_listed FROM auth_inner.head \
         WHERE (SELECT max(position) FROM auth_inner.account) >= $1",
        &[&many],
    )?;
    let Some(head) = rows.first() else {
        return Ok(None);
    };
    let mut settings = read_settings(tx)?;
    settings.is_anyone_listed = column(head, "is_anyone_listed")?;
    Ok(Some((
        Revision(bytes(head, "revision")?),
        Arc::new(settings),
    )))
}

fn read_settings(tx: &mut Tx<'_>) -> Result<Settings, StoreError> {
    let rows = tx.query("SELECT path, value FROM auth_inner.setting", &[])?;
    let rows = rows
        .iter()
        .map(|row| Ok((column(row, "path")?, column(row, "value")?)));
    let rows: Vec<(String, String)> = rows.collect::<Result<_, PgError>>()?;
    Settings::of_rows(rows).map_err(|error| StoreError::Unreadable(error.to_string()))
}

fn read_emails(tx: &mut Tx<'_>) -> Result<Vec<Email>, StoreError> {
    let rows = tx.query("SELECT email FROM auth_inner.email ORDER BY position", &[])?;
    let email = |row| Email::parse(column(row, "email")?).map_err(|_| damaged("an e-mail address"));
    rows.iter().map(email).collect()
}

/// Returns the users of a state with what has changed since, in order, and their positions.
fn merged(
    before: Option<&State>,
    changed: Vec<Placed>,
    gone: &HashSet<AccountId>,
) -> (Vec<User>, Vec<i64>) {
    let mut all = match before {
        Some(state) => {
            let is_new: HashSet<AccountId> = changed.iter().map(|(_, user)| user.id).collect();
            let placed = state.positions.iter().zip(state.snapshot.users.iter());
            let kept =
                placed.filter(|(_, user)| !is_new.contains(&user.id) && !gone.contains(&user.id));
            let kept = kept.map(|(position, user)| (*position, user.clone()));
            kept.chain(changed).collect()
        }
        None => changed,
    };
    all.sort_by_key(|(position, _)| *position);
    let (positions, users) = all.into_iter().unzip();
    (users, positions)
}
