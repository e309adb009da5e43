//! The signatures in the state database: a table of them, one of the end of their chain, and one of the keys.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::domain::account_id::AccountId;
use crate::domain::audit_chain::{ChainLink, ChainPoint};
use crate::domain::signature::chain::{Signature, StoredSignature};
use crate::domain::user_key::WrappedKey;
use crate::service::ports::{
    AddedSignature, LastSignature, SignatureFilter, SignatureLog, Signer, SignerKey, StateError,
    StoredSigningKey,
};
use crate::store::sqlite::database::{SqliteState, truncate_log};

const COLUMNS: &str = "number, account, username, text, bytes, link";

impl SignatureLog for SqliteState {
    fn add_signature(
        &self,
        signer: &SignerKey,
        sign: &dyn Fn(LastSignature<'_>) -> Option<Signature>,
    ) -> Result<AddedSignature, StateError> {
        let added = self.atomically(|work| {
            let stored = key(work, &self.slot, signer.account)?;
            if stored.map(|stored| stored.public) != signer.replaces {
                return Ok(AddedSignature::OtherKey);
            }
            let query = format!(
                "SELECT {COLUMNS} FROM signature WHERE slot = ?1 ORDER BY number DESC LIMIT 1"
            );
            let last = work.query_row(&query, [&self.slot], read).optional()?;
            let last = LastSignature {
                point: end(work, &self.slot)?,
                stored: last.as_ref(),
                now: None,
            };
            let Some(signature) = sign(last) else {
                return Ok(AddedSignature::None);
            };
            keep(work, &self.slot, signer, &signature)?;
            Ok(AddedSignature::Added(signature))
        })?;
        // The key before is not left in the log beside the database.
        if signer
            .replaces
            .is_some_and(|public| public != signer.key.public)
        {
            self.with(|connection| truncate_log(connection))?;
        }
        Ok(added)
    }

    fn signatures(
        &self,
        filter: &SignatureFilter,
    ) -> Result<(Vec<StoredSignature>, ChainPoint), StateError> {
        let query = format!(
            "SELECT {COLUMNS} FROM signature
             WHERE slot = ?1 AND (?2 IS NULL OR account = ?2) AND (?3 IS NULL OR number < ?3)
             ORDER BY number DESC LIMIT ?4"
        );
        self.with(|connection| {
            // One transaction, so that none is added in between.
            let work = connection.transaction()?;
            let mut query = work.prepare_cached(&query)?;
            let values = params![self.slot, filter.account, filter.before, filter.limit];
            let stored = query.query_map(values, read)?;
            Ok((stored.collect::<Result<_, _>>()?, end(&work, &self.slot)?))
        })
    }

    fn signers(&self) -> Result<Vec<Signer>, StateError> {
        let query = "SELECT DISTINCT username, account FROM signature WHERE slot = ?1";
        self.with(|connection| {
            let mut query = connection.prepare_cached(query)?;
            let signers = query.query_map([&self.slot], |row| {
                Ok(Signer {
                    username: row.get(0)?,
                    account: account(row, 1)?,
                })
            })?;
            signers.collect()
        })
    }

    fn signing_key(&self, account: AccountId) -> Result<Option<StoredSigningKey>, StateError> {
        self.with(|connection| key(connection, &self.slot, account))
    }

    fn forget_signing_key(&self, account: AccountId) -> Result<(), StateError> {
        self.with(|connection| {
            let statement = "DELETE FROM signing_key WHERE slot = ?1 AND account = ?2";
            match connection.execute(statement, params![self.slot, account])? {
                0 => Ok(()),
                _ => truncate_log(connection),
            }
        })
    }
}

/// Stores a signature and the key of its signer.
fn keep(
    work: &Transaction<'_>,
    slot: &str,
    signer: &SignerKey,
    signature: &Signature,
) -> Result<(), rusqlite::Error> {
    let stored = StoredSignature::from(signature);
    let statement =
        format!("INSERT INTO signature (slot, {COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    work.execute(
        &statement,
        params![
            slot,
            stored.number,
            stored.account,
            stored.username,
            stored.text,
            stored.bytes,
            stored.link,
        ],
    )?;
    work.execute(
        "INSERT OR REPLACE INTO signature_end (slot, number, link) VALUES (?1, ?2, ?3)",
        params![slot, stored.number, stored.link],
    )?;
    let StoredSigningKey { public, secret } = &signer.key;
    work.execute(
        "INSERT OR REPLACE INTO signing_key (slot, account, public, secret) VALUES (?1, ?2, ?3, ?4)",
        params![slot, signer.account, public, secret.to_text()],
    )
    .map(drop)
}

/// Returns the key with which an account signs.
fn key(
    connection: &Connection,
    slot: &str,
    account: AccountId,
) -> Result<Option<StoredSigningKey>, rusqlite::Error> {
    let query = "SELECT public, secret FROM signing_key WHERE slot = ?1 AND account = ?2";
    let key = connection.query_row(query, params![slot, account], |row| {
        let secret: String = row.get(1)?;
        Ok((row.get(0)?, WrappedKey::parse(&secret)))
    });
    // One that cannot be read is replaced by the next one.
    Ok(key.optional()?.and_then(|(public, secret)| {
        Some(StoredSigningKey {
            public,
            secret: secret?,
        })
    }))
}

/// Returns the number and the link of the last signature.
fn end(connection: &Connection, slot: &str) -> Result<ChainPoint, rusqlite::Error> {
    let query = "SELECT number, link FROM signature_end WHERE slot = ?1";
    let end = connection.query_row(query, [slot], |row| {
        Ok(ChainPoint {
            number: row.get(0)?,
            link: ChainLink(row.get(1)?),
        })
    });
    Ok(end.optional()?.unwrap_or_default())
}

fn read(row: &Row<'_>) -> Result<StoredSignature, rusqlite::Error> {
    Ok(StoredSignature {
        number: row.get(0)?,
        account: account(row, 1)?,
        username: row.get(2)?,
        text: row.get(3)?,
        bytes: row.get(4)?,
        link: row.get(5)?,
    })
}

fn account(row: &Row<'_>, column: usize) -> Result<Option<AccountId>, rusqlite::Error> {
    let text: String = row.get(column)?;
    Ok(AccountId::parse(&text))
}
