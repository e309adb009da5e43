//! Signatures over functions: the server adds one for each right password, and only one that verifies.

use std::sync::Arc;
use std::time::Instant;

use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use crate::domain::account_id::AccountId;
use crate::domain::audit::AuditKind;
use crate::domain::audit_chain::{AuditRecord, ChainPoint};
use crate::domain::role::Permission;
use crate::domain::signature::chain::{Signature, StoredSignature};
use crate::domain::timestamp::Timestamp;
use crate::service::ports::{
    AddedSignature, AuditFilter, LastSignature, SignatureFilter, SignatureLog, Signer, SignerKey,
    StateError, StoredSigningKey,
};
use crate::store::postgres::client::column;
use crate::store::postgres::error::PgError;
use crate::store::postgres::restricted::RestrictedServer;
use crate::store::postgres::restricted::functions::{EVENTS, SIGN, SIGNATURES, SIGNING};
use crate::store::postgres::restricted::registry::{OpenSession, Token};
use crate::store::postgres::restricted::state::not_here;
use crate::store::postgres::state::audit_log::read as read_record;
use crate::store::postgres::state::rows::{one, point, timestamp};
use crate::store::postgres::state::signatures::{key, read};

/// How often a signature is made that others come before.
const TRIES: usize = 8;
/// The most signatures that the server returns at once.
const PAGE: u32 = 1_000;
/// The most records that the server returns.
const RECORDS_MAX: u32 = 10_000;

/// The session of a signer, with the ticket of the right password.
struct Proven {
    session: Arc<OpenSession>,
    ticket: Arc<Token>,
}

impl RestrictedServer {
    fn proven(&self, account: AccountId) -> Result<Proven, StateError> {
        let session = self.0.sessions.of(account).ok_or_else(not_here)?;
        let ticket = session.proof().ok_or_else(not_here)?;
        Ok(Proven { session, ticket })
    }

    /// Returns the session of an account, or one whose user may see the activity of all.
    fn reader(&self, account: Option<AccountId>) -> Result<Arc<OpenSession>, StateError> {
        if let Some(session) = account.and_then(|account| self.0.sessions.of(account)) {
            return Ok(session);
        }
        let known = self.known().current.clone().ok_or_else(not_here)?;
        let (settings, users) = (&known.snapshot.settings, &known.snapshot.users);
        let may = |session: &Arc<OpenSession>| {
            let user = session.account.and_then(|account| users.with_id(account));
            user.is_some_and(|user| settings.permissions(user).may(Permission::SeeActivity))
        };
        let mut open = self.0.sessions.open().into_iter().rev();
        open.find(may).ok_or_else(not_here)
    }

    /// Returns the latest records of signatures.
    pub(super) fn records_of_signatures(
        &self,
        filter: &AuditFilter,
    ) -> Result<Vec<AuditRecord>, StateError> {
        let session = self.reader(None)?;
        let values: [&(dyn ToSql + Sync); 6] = [
            &session.token.as_bytes(),
            &filter.since.map(Timestamp::as_seconds),
            &None::<&str>,
            &AuditKind::Signature.word(),
            &false,
            &i32::try_from(filter.limit.min(RECORDS_MAX)).unwrap_or(i32::MAX),
        ];
        let rows = self.0.client.query(EVENTS, &values)?;
        Ok(rows
            .iter()
            .map(read_record)
            .collect::<Result<_, PgError>>()?)
    }

    /// Returns the key of a signer, the end of the chain, and the time.
    fn signing(&self, proven: &Proven) -> Result<Vec<Row>, StateError> {
        let (token, ticket) = (proven.session.token.as_bytes(), proven.ticket.as_bytes());
        let rows = self.0.client.query(SIGNING, &[&token, &ticket])?;
        if rows.is_empty() {
            return Err(not_here());
        }
        Ok(rows)
    }

    /// Sends a signature, and returns the word for what came of it. If the answer is lost, the signature is looked for.
    fn send(
        &self,
        proven: &Proven,
        signer: &SignerKey,
        signature: &Signature,
    ) -> Result<String, StateError> {
        let begun = Instant::now();
        let stored = StoredSignature::from(signature);
        let replaces = signer.replaces.as_ref().map(<[u8; 32]>::as_slice);
        let values: [&(dyn ToSql + Sync); 7] = [
            &proven.session.token.as_bytes(),
            &proven.ticket.as_bytes(),
            &replaces,
            &signer.key.public.as_slice(),
            &signer.key.secret.to_text(),
            &stored.text,
            &stored.bytes,
        ];
        let call: [(&str, &[&(dyn ToSql + Sync)]); 1] = [(SIGN, &values)];
        let answers = self.0.client.pipeline(&call)?.pop();
        match answers.unwrap_or_else(|| Err(PgError::damaged("an answer is missing"))) {
            Err(PgError::Unavailable(reason)) => {
                let account: &[u8] = signer.account.as_bytes();
                let look: [&(dyn ToSql + Sync); 4] = [
                    &proven.session.token.as_bytes(),
                    &account,
                    &stored.number.checked_add(1),
                    &1_i32,
                ];
                let look: [(&str, &[&(dyn ToSql + Sync)]); 1] = [(SIGNATURES, &look)];
                let found = self.0.client.pipeline_after(begun, &look)?.pop();
                let rows = found.and_then(Result::ok).unwrap_or_default();
                let is_same = rows
                    .first()
                    .and_then(|row| column::<Option<Vec<u8>>>(row, "link").ok().flatten())
                    .is_some_and(|link| link == stored.link);
                if is_same {
                    Ok("done".to_owned())
                } else {
                    Err(PgError::Unavailable(reason).into())
                }
            }
            rows => Ok(column::<&str>(one(&rows?)?, "word")?.to_owned()),
        }
    }

    fn page_of_signatures(
        &self,
        session: &OpenSession,
        filter: &SignatureFilter,
    ) -> Result<(Vec<StoredSignature>, ChainPoint), StateError> {
        let account = filter.account.as_ref().map(|id| id.as_bytes().as_slice());
        let limit = i32::try_from(filter.limit.min(PAGE)).unwrap_or(i32::MAX);
        let values: [&(dyn ToSql + Sync); 4] =
            [&session.token.as_bytes(), &account, &filter.before, &limit];
        let rows = self.0.client.query(SIGNATURES, &values)?;
        let end = rows.first().ok_or_else(not_here)?;
        let end = point(end, ["end_number", "end_link"])?;
        // Without a signature there is one row with the end.
        let is_one = |row: &&Row| column::<Option<i64>>(row, "number").is_ok_and(|of| of.is_some());
        let found = rows.iter().filter(is_one).map(read);
        Ok((found.collect::<Result<_, PgError>>()?, end))
    }
}

impl SignatureLog for RestrictedServer {
    fn add_signature(
        &self,
        signer: &SignerKey,
        sign: &dyn Fn(LastSignature<'_>) -> Option<Signature>,
    ) -> Result<AddedSignature, StateError> {
        let proven = self.proven(signer.account)?;
        for _ in 0..TRIES {
            let rows = self.signing(&proven)?;
            let row = one(&rows)?;
            if stored_key(row)?.map(|stored| stored.public) != signer.replaces {
                return Ok(AddedSignature::OtherKey);
            }
            let last = LastSignature {
                point: point(row, ["number", "link"])?,
                stored: None,
                now: Some(timestamp(row, "at")?),
            };
            let Some(signature) = sign(last) else {
                return Ok(AddedSignature::None);
            };
            match self.send(&proven, signer, &signature)?.as_str() {
                "done" => {
                    proven.session.use_proof(&proven.ticket);
                    return Ok(AddedSignature::Added(signature));
                }
                "other_key" => return Ok(AddedSignature::OtherKey),
                // Another one was added meanwhile.
                "moved" => {}
                _ => return Err(not_here()),
            }
        }
        Err(StateError::Busy)
    }

    /// Returns those that a session of this computer may see.
    fn signatures(
        &self,
        filter: &SignatureFilter,
    ) -> Result<(Vec<StoredSignature>, ChainPoint), StateError> {
        let session = self.reader(filter.account)?;
        let (mut found, end) = self.page_of_signatures(&session, filter)?;
        let mut rest = SignatureFilter {
            limit: filter.limit.saturating_sub(PAGE),
            ..*filter
        };
        while rest.limit > 0 {
            rest.before = found.last().map(|last| last.number);
            let (next, _) = self.page_of_signatures(&session, &rest)?;
            if next.is_empty() {
                break;
            }
            found.extend(next);
            rest.limit = rest.limit.saturating_sub(PAGE);
        }
        Ok((found, end))
    }

    /// The server compares the username of a signer with those of others.
    fn signers(&self) -> Result<Vec<Signer>, StateError> {
        Ok(Vec::new())
    }

    fn signing_key(&self, account: AccountId) -> Result<Option<StoredSigningKey>, StateError> {
        let rows = self.signing(&self.proven(account)?)?;
        Ok(stored_key(one(&rows)?)?)
    }

    /// The server removes it with the account.
    fn forget_signing_key(&self, _: AccountId) -> Result<(), StateError> {
        Ok(())
    }
}

/// Returns the key of a row that has one.
fn stored_key(row: &Row) -> Result<Option<StoredSigningKey>, PgError> {
    match column::<Option<&[u8]>>(row, "public")? {
        Some(_) => key(row).map(Some),
        None => Ok(None),
    }
}
