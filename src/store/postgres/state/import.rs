//! What a computer has kept by itself before its users moved to the server.

use crate::domain::remember_me::TokenHash;
use crate::domain::throttle::Attempts;
use crate::domain::timestamp::Timestamp;
use crate::service::ports::AttemptKey;
use crate::store::name_digest::NameDigest;
use crate::store::postgres::client::Tx;
use crate::store::postgres::error::PgError;

/// Number of rows in one statement.
const PAGE: usize = 5_000;

/// What a computer has kept by itself.
#[derive(Default)]
pub(crate) struct LocalState {
    /// Credentials that have ended.
    pub(crate) ended: Vec<TokenHash>,
    /// Attempts and lockouts of users.
    pub(crate) attempts: Vec<(AttemptKey, Attempts)>,
}

impl LocalState {
    /// Writes it to the server.
    pub(in crate::store::postgres) fn write(
        &self,
        tx: &mut Tx<'_>,
        names: &NameDigest,
    ) -> Result<(), PgError> {
        for part in self.ended.chunks(PAGE) {
            let credentials: Vec<_> = part.iter().map(|ended| ended.0.as_slice()).collect();
            tx.execute(
                "INSERT INTO auth_inner.ended (credential) SELECT unnest($1::bytea[]) ON CONFLICT DO NOTHING",
                &[&credentials],
            )?;
        }
        for part in self.attempts.chunks(PAGE) {
            macro_rules! each {
                (|$attempts:ident| $value:expr) => {
                    part.iter().map(|(_, $attempts)| $value).collect::<Vec<_>>()
                };
            }
            let keys: Vec<_> = part.iter().map(|(key, _)| names.of(key).to_vec()).collect();
            tx.execute(
                "INSERT INTO auth_inner.attempts (name, failures, locked_for, seen_at, last_sign_in)
                 SELECT * FROM unnest($1::bytea[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[])
                 ON CONFLICT (name) DO UPDATE SET failures = excluded.failures, locked_for = excluded.locked_for,
                     seen_at = excluded.seen_at, last_sign_in = excluded.last_sign_in,
                     written_at = excluded.written_at",
                &[
                    &keys,
                    &each!(|of| i64::from(of.failures)),
                    &each!(|of| i64::from(of.locked_for)),
                    &each!(|of| of.seen_at.as_seconds()),
                    &each!(|of| of.last_sign_in.map(Timestamp::as_seconds)),
                ],
            )?;
        }
        Ok(())
    }
}
