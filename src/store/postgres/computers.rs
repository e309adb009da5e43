//! The computers that share the database.

use crate::domain::computer_kind::ComputerKind;
use crate::domain::timestamp::Timestamp;
use crate::service::ports::{Computer, ComputerList, StoreError};
use crate::store::postgres::client::{Client, column};
use crate::store::postgres::error::PgError;

impl ComputerList for Client {
    fn computers(&self) -> Result<Vec<Computer>, StoreError> {
        let sql = "SELECT login, revoked_at IS NULL AS may_use, seen_at, program, is_trusted
            FROM auth_inner.computer LEFT JOIN (
                SELECT rolname::text AS name, bool_or(roleid = to_regrole('auth_owner')) AS is_trusted
                FROM pg_auth_members JOIN pg_roles ON pg_roles.oid = member
                WHERE roleid IN (to_regrole('auth_owner'), to_regrole('auth_computer')) GROUP BY 1
            ) AS role ON name = login
            ORDER BY login";
        let rows = self.query(sql, &[])?;
        let computers = rows.iter().map(|row| {
            let mut computer = Computer::new(column(row, "login")?);
            let seen_at: Option<i64> = column(row, "seen_at")?;
            computer.seen_at = seen_at.map(Timestamp::from_seconds);
            computer.program = column(row, "program")?;
            let is_trusted: Option<bool> = column(row, "is_trusted")?;
            computer.kind = is_trusted.map(ComputerKind::of_trust);
            computer.may_use = column(row, "may_use")?;
            Ok(computer)
        });
        let computers: Result<_, PgError> = computers.collect();
        Ok(computers?)
    }
}
