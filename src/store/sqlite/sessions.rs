//! Remembered sign-ins in the state database, and open sessions as locked files beside it.

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::domain::account_id::AccountId;
use crate::domain::remember_me::{Selector, TokenHash};
use crate::domain::settings::Sessions;
use crate::service::ports::{
    ChangeSealed, LockMark, RememberedSignIn, SessionLimitError, SessionSlot, SessionStore,
    StateError,
};
use crate::store::session_slots;
use crate::store::sqlite::database::SqliteState;

impl SessionStore for SqliteState {
    fn remembered(&self) -> Result<Option<RememberedSignIn>, StateError> {
        self.with(|connection| remembered(connection, &self.slot))
    }

    fn remember(&self, sign_in: &RememberedSignIn) -> Result<(), StateError> {
        self.with(|connection| remember(connection, &self.slot, sign_in))
    }

    fn rotate(
        &self,
        selector: &Selector,
        change: &dyn Fn(&mut RememberedSignIn),
    ) -> Result<(), StateError> {
        self.atomically(|work| {
            let record = remembered(work, &self.slot)?;
            if let Some(mut record) = record.filter(|record| record.selector == *selector) {
                change(&mut record);
                remember(work, &self.slot, &record)?;
            }
            Ok(())
        })
    }

    fn forget(&self, account: AccountId) -> Result<bool, StateError> {
        self.with(|connection| {
            connection
                .execute(
                    "DELETE FROM remembered WHERE slot = ?1 AND user_key = ?2",
                    params![self.slot, account],
                )
                .map(|rows| rows > 0)
        })
    }

    fn active_sessions(&self, accounts: &[AccountId]) -> Result<Vec<AccountId>, StateError> {
        let folder = self.path.with_extension("slots");
        session_slots::taken(&folder, &self.slot, accounts)
    }

    fn quick_unlock_gate(&self) -> Result<SessionSlot, StateError> {
        session_slots::quick_unlock_gate(&self.path.with_extension("slots"))
    }

    fn quick_unlock(&self, change: &mut ChangeSealed<'_>) -> Result<(), StateError> {
        self.atomically(|work| {
            let query = "SELECT sealed FROM quick_unlock WHERE slot = ?1";
            let stored: Option<Vec<u8>> = work
                .query_row(query, [&self.slot], |row| row.get(0))
                .optional()?;
            if let Some(sealed) = change(stored.as_deref()) {
                work.execute(
                    "INSERT OR REPLACE INTO quick_unlock (slot, sealed) VALUES (?1, ?2)",
                    params![self.slot, sealed],
                )?;
            }
            Ok(())
        })
    }

    fn claim_session_slot(
        &self,
        account: AccountId,
        limits: Sessions,
    ) -> Result<SessionSlot, SessionLimitError> {
        let folder = self.path.with_extension("slots");
        session_slots::take(&folder, &self.slot, account, limits)
    }
}

fn remembered(
    connection: &Connection,
    slot: &str,
) -> Result<Option<RememberedSignIn>, rusqlite::Error> {
    let query =
        "SELECT selector, token, user_key, credential, created_at, expires_at, next, device,
                 used_at, device_name, locks FROM remembered WHERE slot = ?1";
    connection.query_row(query, [slot], sign_in).optional()
}

fn remember(
    connection: &Connection,
    slot: &str,
    sign_in: &RememberedSignIn,
) -> Result<(), rusqlite::Error> {
    let next: Vec<u8> = sign_in.next.iter().flat_map(|hash| hash.0).collect();
    let locks: Vec<u8> = sign_in.locks.iter().flat_map(|mark| mark.0).collect();
    connection
        .execute(
            "INSERT OR REPLACE INTO remembered
             (slot, selector, token, user_key, credential, created_at, expires_at, next, device,
              used_at, device_name, locks)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            params![
                slot,
                sign_in.selector.as_str(),
                sign_in.token.0,
                sign_in.account,
                sign_in.credential.0,
                sign_in.created_at,
                sign_in.expires_at,
                next,
                sign_in.device.0,
                sign_in.used_at,
                sign_in.device_name,
                locks,
            ],
        )
        .map(drop)
}

fn sign_in(row: &Row<'_>) -> Result<RememberedSignIn, rusqlite::Error> {
    let next: Vec<u8> = row.get(6)?;
    let (next, _) = next.as_chunks();
    let locks: Vec<u8> = row.get(10)?;
    let (locks, _) = locks.as_chunks();
    Ok(RememberedSignIn {
        selector: Selector::from_stored(row.get(0)?),
        token: TokenHash(row.get(1)?),
        next: next.iter().copied().map(TokenHash).collect(),
        account: row.get(2)?,
        credential: TokenHash(row.get(3)?),
        device: TokenHash(row.get(7)?),
        created_at: row.get(4)?,
        used_at: row.get(8)?,
        device_name: row.get(9)?,
        expires_at: row.get(5)?,
        locks: locks.iter().copied().map(LockMark).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::timestamp::Timestamp;
    use crate::domain::username::Username;

    fn id(username: &str) -> AccountId {
        AccountId::of_username(&Username::parse(username).expect("a username"))
    }

    fn record(user: &str) -> RememberedSignIn {
        RememberedSignIn {
            selector: Selector::from_stored(format!("selector of {user}")),
            token: TokenHash([1; 32]),
            next: vec![TokenHash([3; 32]), TokenHash([4; 32])],
            device: TokenHash([5; 32]),
            device_name: "the till".to_owned(),
            used_at: Timestamp::from_seconds(150),
            account: id(user),
            credential: TokenHash([2; 32]),
            created_at: Timestamp::from_seconds(100),
            expires_at: Timestamp::from_seconds(200),
            locks: vec![LockMark([6; 16])],
        }
    }

    #[test]
    fn a_remembered_sign_in_survives_a_restart() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deep/state.db");
        let write = SqliteState::new(&path, "a");
        write.remember(&record("ada")).expect("written");
        drop(write);
        let read = SqliteState::new(&path, "a").remembered();
        assert_eq!(read, Ok(Some(record("ada"))));
    }

    #[test]
    fn credential_files_that_share_a_database_do_not_share_sign_ins() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("state.db");
        let (a, b) = (SqliteState::new(&path, "a"), SqliteState::new(&path, "b"));
        a.remember(&record("ada")).expect("written");
        assert_eq!(b.remembered(), Ok(None));
        assert_eq!(b.forget(id("ada")), Ok(false));
        assert_eq!(a.remembered(), Ok(Some(record("ada"))));
    }

    #[test]
    fn a_user_who_signs_out_does_not_end_the_remembered_sign_in_of_another() {
        let folder = tempfile::tempdir().expect("a folder");
        let state = SqliteState::new(folder.path().join("state.db"), "a");
        state.remember(&record("ada")).expect("written");
        assert_eq!(state.forget(id("bob")), Ok(false));
        assert_eq!(state.forget(id("ada")), Ok(true));
        assert_eq!(state.remembered(), Ok(None));
    }
}
