//! Writes a changed state: only the rows that are different.

use crate::domain::email::Email;
use crate::domain::problem::Position;
use crate::domain::settings::Settings;
use crate::domain::user::{Mistake, User};
use crate::service::ports::unaffected::is_same;
use crate::service::ports::user_directory::UserDirectory;
use crate::service::ports::{Revision, StoreError};
use crate::store::postgres::client::Tx;
use crate::store::postgres::listen::CHANNEL;
use crate::store::postgres::users::read::{KEPT, State};
use crate::store::postgres::users::rows;

/// Old revisions are removed once in so many changes.
const PRUNED_EVERY: i64 = 1_000;
/// Number of users in one statement.
const PAGE: usize = 5_000;

/// A row to write.
struct Written {
    id: Vec<u8>,
    position: i64,
    name_key: String,
    record: String,
}

/// What is different between the users of two states.
#[derive(Default)]
struct Difference {
    gone: Vec<Vec<u8>>,
    changed: Vec<Written>,
    added: Vec<Written>,
    /// The positions of all users afterwards.
    positions: Vec<i64>,
}

/// What a state becomes, checked but not written.
pub(super) struct Change {
    users: Difference,
    /// The settings as rows, if they are different.
    settings: Option<Vec<(String, String)>>,
    /// Whether the addresses that may register are different.
    emails: bool,
    directory: UserDirectory,
}

impl Change {
    /// Compares a state, or nothing, with what it becomes.
    ///
    /// # Errors
    /// [`StoreError::Refused`] if a row would not be read as it was written, or a damaged one would be overwritten.
    pub(super) fn new(
        before: Option<&State>,
        mut after: UserDirectory,
    ) -> Result<Self, StoreError> {
        let users = difference(before, &after.users).ok_or(StoreError::Refused(Position::START))?;
        let rows = after.settings.rows();
        let snapshot = before.map(|state| &state.snapshot);
        let is_same = snapshot.map_or(rows.is_empty(), |now| now.settings.rows() == rows);
        let settings = (!is_same).then_some(rows);
        if let Some(rows) = &settings {
            // As every other computer reads them.
            after.settings = Settings::of_rows(rows.iter().cloned())
                .map_err(|_| StoreError::Refused(Position::START))?;
        }
        let texts = |emails: &[Email]| -> Vec<String> {
            let texts = emails.iter().map(|email| email.as_str().to_owned());
            texts.collect()
        };
        let emails_before = snapshot.map_or_else(Vec::new, |now| texts(&now.allowed_emails));
        Ok(Self {
            users,
            settings,
            emails: emails_before != texts(&after.allowed_emails),
            directory: UserDirectory::new(after.settings, after.users, after.allowed_emails),
        })
    }

    /// Writes the change as the one with this number and revision.
    pub(super) fn write(
        &self,
        tx: &mut Tx<'_>,
        seq: i64,
        revision: Revision,
    ) -> Result<(), StoreError> {
        write_users(tx, seq, &self.users)?;
        if let Some(rows) = &self.settings {
            write_settings(tx, rows)?;
        }
        if self.emails {
            write_emails(tx, &self.directory.allowed_emails)?;
        }
        let settings_seq = self.settings.is_some().then_some(seq);
        let emails_seq = self.emails.then_some(seq);
        tx.query(
            "WITH past AS (INSERT INTO auth_inner.past (revision, seq) VALUES ($1, $2)), \
             head AS (UPDATE auth_inner.head SET revision = $1, seq = $2, \
             settings_seq = coalesce($3, settings_seq), emails_seq = coalesce($4, emails_seq)) \
             SELECT pg_notify($5, '')",
            &[
                &revision.0.as_slice(),
                &seq,
                &settings_seq,
                &emails_seq,
                &CHANNEL,
            ],
        )?;
        if seq % PRUNED_EVERY == 0 {
            let last = seq - KEPT;
            tx.execute("DELETE FROM auth_inner.past WHERE seq <= $1", &[&last])?;
            tx.execute("DELETE FROM auth_inner.gone WHERE seq <= $1", &[&last])?;
        }
        Ok(())
    }

    /// Returns the state that was written.
    pub(super) fn into_state(self, seq: i64, revision: Revision) -> State {
        State::new(seq, revision, self.directory, self.users.positions)
    }
}

/// Returns what is different. Both lists have the users that are in both in the same order.
///
/// `None` if a row would not be read as it was written, or a damaged one would be overwritten.
fn difference(before: Option<&State>, after: &[User]) -> Option<Difference> {
    let written = |user: &User, position: i64| {
        Some(Written {
            id: user.id.as_bytes().to_vec(),
            position,
            name_key: user.username.key().to_owned(),
            record: rows::record_of(user)?,
        })
    };
    let mut all = Difference::default();
    let positions = before.map_or(&[][..], |state| &state.positions);
    let mut next = positions.last().copied().unwrap_or_default();
    let users = before
        .into_iter()
        .flat_map(|state| state.snapshot.users.iter());
    let mut left = users.zip(positions.iter().copied());
    for user in after {
        let same = left.by_ref().find_map(|(old, position)| {
            if old.id == user.id {
                return Some((old, position));
            }
            all.gone.push(old.id.as_bytes().to_vec());
            None
        });
        let Some((old, position)) = same else {
            next += 1;
            all.positions.push(next);
            all.added.push(written(user, next)?);
            continue;
        };
        all.positions.push(position);
        if !is_same(old, user) {
            if old.mistake == Some(Mistake::Entry) {
                return None;
            }
            all.changed.push(written(user, position)?);
        }
    }
    all.gone
        .extend(left.map(|(old, _)| old.id.as_bytes().to_vec()));
    Some(all)
}

fn write_users(tx: &mut Tx<'_>, seq: i64, users: &Difference) -> Result<(), StoreError> {
    if !users.gone.is_empty() {
        let gone = tx.execute(
            "WITH gone AS (DELETE FROM auth_inner.account WHERE id = ANY($1) RETURNING id) \
             INSERT INTO auth_inner.gone (seq, id) SELECT $2, id FROM gone",
            &[&users.gone, &seq],
        )?;
        expect(gone, users.gone.len())?;
    }
    for part in users.changed.chunks(PAGE) {
        let (ids, positions, keys, records) = columns(part);
        let changed = tx.execute(
            "UPDATE auth_inner.account SET seq = $1, name_key = new.name_key, record = new.record::json \
             FROM unnest($2::bytea[], $3::bigint[], $4::text[], $5::text[]) AS new (id, position, name_key, record) \
             WHERE account.id = new.id AND account.position = new.position",
            &[&seq, &ids, &positions, &keys, &records],
        )?;
        expect(changed, part.len())?;
    }
    for part in users.added.chunks(PAGE) {
        let (ids, positions, keys, records) = columns(part);
        tx.execute(
            "INSERT INTO auth_inner.account (id, position, seq, name_key, record) \
             SELECT new.id, new.position, $1, new.name_key, new.record::json \
             FROM unnest($2::bytea[], $3::bigint[], $4::text[], $5::text[]) AS new (id, position, name_key, record)",
            &[&seq, &ids, &positions, &keys, &records],
        )?;
    }
    Ok(())
}

/// Checks that a statement has written as many rows as it was to: otherwise the table is not what was read.
fn expect(written: u64, rows: usize) -> Result<(), StoreError> {
    if u64::try_from(rows).is_ok_and(|rows| rows == written) {
        return Ok(());
    }
    Err(StoreError::Unreadable(
        "users are missing from the database".to_owned(),
    ))
}

type Columns<'a> = (Vec<&'a [u8]>, Vec<i64>, Vec<&'a str>, Vec<&'a str>);

fn columns(rows: &[Written]) -> Columns<'_> {
    (
        rows.iter().map(|row| row.id.as_slice()).collect(),
        rows.iter().map(|row| row.position).collect(),
        rows.iter().map(|row| row.name_key.as_str()).collect(),
        rows.iter().map(|row| row.record.as_str()).collect(),
    )
}

fn write_settings(tx: &mut Tx<'_>, rows: &[(String, String)]) -> Result<(), StoreError> {
    let paths: Vec<_> = rows.iter().map(|(path, _)| path.as_str()).collect();
    let values: Vec<_> = rows.iter().map(|(_, value)| value.as_str()).collect();
    tx.execute(
        "DELETE FROM auth_inner.setting WHERE path <> ALL($1)",
        &[&paths],
    )?;
    tx.execute(
        "INSERT INTO auth_inner.setting (path, value) SELECT * FROM unnest($1::text[], $2::text[]) \
         ON CONFLICT (path) DO UPDATE SET value = excluded.value WHERE setting.value <> excluded.value",
        &[&paths, &values],
    )?;
    Ok(())
}

fn write_emails(tx: &mut Tx<'_>, emails: &[Email]) -> Result<(), StoreError> {
    let texts: Vec<_> = emails.iter().map(Email::as_str).collect();
    tx.execute(
        "DELETE FROM auth_inner.email WHERE email <> ALL($1)",
        &[&texts],
    )?;
    // Those that are there keep their positions, so that the new ones come after them.
    tx.execute(
        "INSERT INTO auth_inner.email (email, position) SELECT new.email, last.position + new.number \
         FROM unnest($1::text[]) WITH ORDINALITY AS new (email, number), \
         (SELECT coalesce(max(position), 0) AS position FROM auth_inner.email) AS last \
         ON CONFLICT (email) DO NOTHING",
        &[&texts],
    )?;
    Ok(())
}
