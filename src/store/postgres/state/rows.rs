//! Values of rows. What this program has not written is damage, never nothing.

use tokio_postgres::Row;

use crate::domain::account_id::AccountId;
use crate::domain::audit_chain::{ChainLink, ChainPoint};
use crate::domain::timestamp::Timestamp;
use crate::store::postgres::client::column;
use crate::store::postgres::error::PgError;

/// Returns so many bytes.
pub(crate) fn bytes<const N: usize>(row: &Row, name: &str) -> Result<[u8; N], PgError> {
    let bytes: &[u8] = column(row, name)?;
    bytes.try_into().map_err(PgError::damaged)
}

/// Returns a number that is never negative.
pub(super) fn count(row: &Row, name: &str) -> Result<u32, PgError> {
    let count: i64 = column(row, name)?;
    u32::try_from(count).map_err(PgError::damaged)
}

pub(in crate::store::postgres) fn timestamp(row: &Row, name: &str) -> Result<Timestamp, PgError> {
    column(row, name).map(Timestamp::from_seconds)
}

pub(crate) fn account(row: &Row, name: &str) -> Result<AccountId, PgError> {
    bytes(row, name).map(AccountId::new)
}

/// Returns an end of a chain: the number and the link in these columns.
pub(in crate::store::postgres) fn point(
    row: &Row,
    [number, link]: [&str; 2],
) -> Result<ChainPoint, PgError> {
    Ok(ChainPoint {
        number: column(row, number)?,
        link: ChainLink(bytes(row, link)?),
    })
}

/// Returns the only row of a table that always has one.
pub(in crate::store::postgres) fn one(rows: &[Row]) -> Result<&Row, PgError> {
    rows.first()
        .ok_or_else(|| PgError::damaged("a row is missing"))
}

/// Makes all that a transaction reads be of one moment. It comes first.
pub(crate) const SNAPSHOT: &str = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";
