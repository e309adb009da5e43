//! The computers that share the database.

use tokio_postgres::Row;

use crate::domain::computer_kind::ComputerKind;
use crate::domain::timestamp::Timestamp;
use crate::service::ports::{Computer, ComputerList, StoreError};
use crate::store::postgres::client::{Client, column};
use crate::store::postgres::error::PgError;

impl ComputerList for Client {
    fn computers(&self) -> Result<Vec<Computer>, StoreError> {
        let sql = "SELECT login, revoked_at IS NULL AS may_use, seen_at, program,
                bool_or(roleid = to_regrole('auth_owner')) AS is_trusted,
                bool_or(roleid = to_regrole('auth_computer')) AS is_restricted
            FROM auth_inner.computer LEFT JOIN pg_roles ON rolname = login LEFT JOIN pg_auth_members ON member = pg_roles.oid
            GROUP BY login ORDER BY login";
        let rows = self.query(sql, &[])?;
        let computers = rows.iter().map(|row| {
            let mut computer = Computer::new(column(row, "login")?);
            let seen_at: Option<i64> = column(row, "seen_at")?;
            computer.seen_at = seen_at.map(Timestamp::from_seconds);
            computer.program = column(row, "program")?;
            computer.may_use = column(row, "may_use")?;
            computer.kind = kind(row)?;
            Ok(computer)
        });
        let computers: Result<_, PgError> = computers.collect();
        Ok(computers?)
    }
}

/// Returns what the roles of a login let it do.
fn kind(row: &Row) -> Result<Option<ComputerKind>, PgError> {
    let is_trusted: Option<bool> = column(row, "is_trusted")?;
    let is_restricted: Option<bool> = column(row, "is_restricted")?;
    Ok(match (is_trusted, is_restricted) {
        (Some(true), _) => Some(ComputerKind::Trusted),
        (_, Some(true)) => Some(ComputerKind::Restricted),
        _ => None,
    })
}
