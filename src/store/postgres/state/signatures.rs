//! The signatures on the server: a table of them, one of the end of their chain, and one of the keys.

use std::time::Instant;

use tokio_postgres::Row;

use crate::domain::account_id::AccountId;
use crate::domain::audit_chain::ChainPoint;
use crate::domain::signature::chain::{Signature, StoredSignature};
use crate::domain::user_key::WrappedKey;
use crate::service::ports::{
    AddedSignature, LastSignature, SignatureFilter, SignatureLog, Signer, SignerKey, StateError,
    StoredSigningKey,
};
use crate::store::postgres::client::{Tx, column};
use crate::store::postgres::error::PgError;
use crate::store::postgres::state::PostgresState;
use crate::store::postgres::state::rows::{SNAPSHOT, bytes, one, point};

impl SignatureLog for PostgresState {
    fn add_signature(
        &self,
        signer: &SignerKey,
        sign: &dyn Fn(LastSignature<'_>) -> Option<Signature>,
    ) -> Result<AddedSignature, StateError> {
        let (begun, mut written) = (Instant::now(), None);
        let added = self.client.transaction(|work| {
            let end = locked_end(work)?;
            let stored = work.query(
                "SELECT public, secret FROM auth_inner.signing_key WHERE account = $1 FOR UPDATE",
                &[&signer.account.as_bytes().as_slice()],
            )?;
            let stored = stored.first().map(key).transpose()?;
            if stored.map(|stored| stored.public) != signer.replaces {
                return Ok(AddedSignature::OtherKey);
            }
            let last = work.query(
                "SELECT number, account, username, text, bytes, link FROM auth_inner.signature
                 ORDER BY number DESC LIMIT 1",
                &[],
            )?;
            let last = last.first().map(read).transpose()?;
            let signature = sign(LastSignature {
                point: end,
                stored: last.as_ref(),
                now: None,
            });
            let Some(signature) = signature else {
                return Ok(AddedSignature::None);
            };
            keep(work, signer, &signature)?;
            written = Some(signature.clone());
            Ok(AddedSignature::Added(signature))
        });
        match (added, written) {
            (Err(PgError::Lost(_)), Some(signature)) if self.was_added(&signature, begun) => {
                Ok(AddedSignature::Added(signature))
            }
            (added, _) => Ok(added?),
        }
    }

    fn signatures(
        &self,
        filter: &SignatureFilter,
    ) -> Result<(Vec<StoredSignature>, ChainPoint), StateError> {
        self.atomically(|work| {
            // None is added in between.
            work.execute(SNAPSHOT, &[])?;
            let account = filter.account.as_ref().map(|id| id.as_bytes().as_slice());
            let found = work.query(
                "SELECT number, account, username, text, bytes, link FROM auth_inner.signature
                 WHERE ($1::bytea IS NULL OR account = $1) AND ($2::bigint IS NULL OR number < $2)
                 ORDER BY number DESC LIMIT $3",
                &[&account, &filter.before, &i64::from(filter.limit)],
            )?;
            let found = found.iter().map(read).collect::<Result<_, _>>()?;
            let end = "SELECT number, link FROM auth_inner.signature_end";
            Ok((
                found,
                point(one(&work.query(end, &[])?)?, ["number", "link"])?,
            ))
        })
    }

    fn signers(&self) -> Result<Vec<Signer>, StateError> {
        let query = "SELECT DISTINCT username, account FROM auth_inner.signature";
        let found = self.client.query(query, &[])?;
        let signer = |row: &Row| {
            Ok(Signer {
                username: column(row, "username")?,
                account: account(row)?,
            })
        };
        Ok(found.iter().map(signer).collect::<Result<_, PgError>>()?)
    }

    fn signing_key(&self, account: AccountId) -> Result<Option<StoredSigningKey>, StateError> {
        let query = "SELECT public, secret FROM auth_inner.signing_key WHERE account = $1";
        let account = account.as_bytes().as_slice();
        let found = self.client.query(query, &[&account])?;
        Ok(found.first().map(key).transpose()?)
    }

    fn forget_signing_key(&self, account: AccountId) -> Result<(), StateError> {
        let statement = "DELETE FROM auth_inner.signing_key WHERE account = $1";
        let account = account.as_bytes().as_slice();
        self.client.query(statement, &[&account])?;
        Ok(())
    }
}

impl PostgresState {
    /// Returns `true` if a signature was added, although the answer was lost. The lock that was held is waited for, so that one
    /// that was not added cannot be added later.
    fn was_added(&self, signature: &Signature, begun: Instant) -> bool {
        let ChainPoint { number, link } = signature.point();
        let found = self.client.transaction_after(begun, |work| {
            locked_end(work)?;
            work.query(
                "SELECT FROM auth_inner.signature WHERE number = $1 AND link = $2",
                &[&number, &link.0.as_slice()],
            )
        });
        found.is_ok_and(|rows: Vec<Row>| !rows.is_empty())
    }
}

/// Returns the last number and link, after which no other computer can sign until the end of the transaction.
fn locked_end(work: &mut Tx<'_>) -> Result<ChainPoint, PgError> {
    let query = "SELECT number, link FROM auth_inner.signature_end FOR UPDATE";
    point(one(&work.query(query, &[])?)?, ["number", "link"])
}

/// Stores a signature and the key of its signer.
fn keep(work: &mut Tx<'_>, signer: &SignerKey, signature: &Signature) -> Result<(), PgError> {
    let stored = StoredSignature::from(signature);
    let account = signature.signed.account;
    work.execute(
        "INSERT INTO auth_inner.signature (number, account, username, text, bytes, link)
         VALUES ($1, $2, $3, $4, $5, $6)",
        &[
            &stored.number,
            &account.as_bytes().as_slice(),
            &stored.username,
            &stored.text,
            &stored.bytes,
            &stored.link,
        ],
    )?;
    work.execute(
        "UPDATE auth_inner.signature_end SET number = $1, link = $2",
        &[&stored.number, &stored.link],
    )?;
    let StoredSigningKey { public, secret } = &signer.key;
    work.execute(
        "INSERT INTO auth_inner.signing_key (account, public, secret) VALUES ($1, $2, $3)
         ON CONFLICT (account) DO UPDATE SET public = $2, secret = $3",
        &[
            &signer.account.as_bytes().as_slice(),
            &public.as_slice(),
            &secret.to_text(),
        ],
    )?;
    Ok(())
}

/// Returns the key with which an account signs.
pub(in crate::store::postgres) fn key(row: &Row) -> Result<StoredSigningKey, PgError> {
    let secret = WrappedKey::parse(column(row, "secret")?);
    Ok(StoredSigningKey {
        public: bytes(row, "public")?,
        secret: secret.ok_or_else(|| PgError::damaged("a signing key"))?,
    })
}

/// Reads a signature as it is stored.
pub(in crate::store::postgres) fn read(row: &Row) -> Result<StoredSignature, PgError> {
    Ok(StoredSignature {
        number: column(row, "number")?,
        account: account(row)?,
        username: column(row, "username")?,
        text: column(row, "text")?,
        bytes: column(row, "bytes")?,
        link: column(row, "link")?,
    })
}

/// Returns the account of a signature; none if what is stored is none, which the chain shows.
fn account(row: &Row) -> Result<Option<AccountId>, PgError> {
    let bytes: &[u8] = column(row, "account")?;
    Ok(bytes.try_into().ok().map(AccountId::new))
}
