//! Used steps and mailed codes in the state database.

use rusqlite::{OptionalExtension, params};

use crate::domain::recovery::ResetCode;
use crate::domain::remember_me::TokenHash;
use crate::service::ports::{AttemptKey, CodeStore, StateError};
use crate::store::kept::EXPIRED_SECONDS;
use crate::store::sqlite::database::SqliteState;

#[cfg(feature = "app")]
impl SqliteState {
    /// Returns the digests of all credentials that have ended.
    pub(crate) fn ended(&self) -> Result<Vec<TokenHash>, StateError> {
        self.with(|connection| {
            let query = "SELECT credential FROM ended WHERE slot = ?1";
            let mut query = connection.prepare(query)?;
            let rows = query.query_map([&self.slot], |row| row.get(0))?;
            rows.map(|row| row.map(TokenHash)).collect()
        })
    }
}

impl CodeStore for SqliteState {
    fn use_step(&self, who: &AttemptKey, step: u64) -> Result<bool, StateError> {
        let step = i64::try_from(step).unwrap_or(i64::MAX);
        self.with(|connection| {
            let rows = connection.execute(
                "INSERT INTO step (slot, who, used) VALUES (?1, ?2, ?3)
                 ON CONFLICT (slot, who) DO UPDATE SET used = ?3 WHERE used < ?3",
                params![self.slot, who.0, step],
            )?;
            Ok(rows > 0)
        })
    }

    fn keep_code(&self, who: &AttemptKey, code: &ResetCode) -> Result<(), StateError> {
        let who = self.name_digest()?.of(who);
        self.atomically(|work| {
            // The text begins with the time when the code expires.
            work.execute(
                "DELETE FROM code WHERE CAST(text AS INTEGER) < ?1",
                [code.expires_at() - EXPIRED_SECONDS],
            )?;
            work.execute(
                "INSERT OR REPLACE INTO code (slot, who, text) VALUES (?1, ?2, ?3)",
                params![self.slot, who, code.to_text()],
            )?;
            Ok(())
        })
    }

    fn keep_ended(&self, ended: &[TokenHash]) -> Result<Vec<TokenHash>, StateError> {
        self.atomically(|work| {
            let statement = "INSERT OR IGNORE INTO ended (slot, credential) VALUES (?1, ?2)";
            let mut statement = work.prepare_cached(statement)?;
            let mut new = Vec::new();
            for credential in ended {
                if statement.execute(params![self.slot, credential.0])? > 0 {
                    new.push(*credential);
                }
            }
            Ok(new)
        })
    }

    fn forget_ended(&self, valid: &[TokenHash]) -> Result<(), StateError> {
        self.atomically(|work| {
            let statement = "DELETE FROM ended WHERE slot = ?1 AND credential = ?2";
            let mut statement = work.prepare_cached(statement)?;
            for credential in valid {
                statement.execute(params![self.slot, credential.0])?;
            }
            Ok(())
        })
    }

    fn has_ended(&self, any_of: &[TokenHash]) -> Result<bool, StateError> {
        self.with(|connection| {
            let query = "SELECT 1 FROM ended WHERE slot = ?1 AND credential = ?2";
            let mut query = connection.prepare_cached(query)?;
            for credential in any_of {
                if query.exists(params![self.slot, credential.0])? {
                    return Ok(true);
                }
            }
            Ok(false)
        })
    }

    fn forget_codes(&self, who: &AttemptKey) -> Result<(), StateError> {
        let code_of = self.name_digest()?.of(who);
        self.atomically(|work| {
            for (statement, who) in [
                ("DELETE FROM step WHERE slot = ?1 AND who = ?2", who.0),
                ("DELETE FROM code WHERE slot = ?1 AND who = ?2", code_of),
            ] {
                work.execute(statement, params![self.slot, who])?;
            }
            Ok(())
        })
    }

    fn take_code(
        &self,
        who: &AttemptKey,
        is_it: &dyn Fn(&ResetCode) -> bool,
    ) -> Result<bool, StateError> {
        let who = self.name_digest()?.of(who);
        self.atomically(|work| {
            let query = "SELECT text FROM code WHERE slot = ?1 AND who = ?2";
            let text = work.query_row(query, params![self.slot, who], |row| row.get(0));
            let text: Option<String> = text.optional()?;
            let code = text.as_deref().and_then(ResetCode::parse);
            let is_taken = code.as_ref().is_some_and(is_it);
            if is_taken {
                let statement = "DELETE FROM code WHERE slot = ?1 AND who = ?2";
                work.execute(statement, params![self.slot, who])?;
            }
            Ok(is_taken)
        })
    }
}
