//! What the login of a computer may do, as the computer itself finds out.

use tokio_postgres::Row;

use crate::domain::computer_kind::ComputerKind;
use crate::store::postgres::client::{Client, column};
use crate::store::postgres::connection::{Deadline, PATIENCE};
use crate::store::postgres::error::PgError;

/// Nothing that computers have left is found by a name, in case the login has more permissions.
pub(super) const CAREFUL: &str = "SET search_path = pg_catalog, pg_temp";

/// Whether the login or a role that it can use may do more than any computer, and which kind of computer it belongs to. A login
/// that may create the tables is that of a trusted computer.
const OF_SESSION: &str = "SELECT EXISTS (
        SELECT FROM pg_roles WHERE pg_has_role(session_user, oid, 'MEMBER')
        AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls
            OR rolname IN ('pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files'))) AS is_more,
    EXISTS (SELECT FROM pg_namespace JOIN pg_roles ON pg_roles.oid = nspowner
        WHERE nspname = 'auth_inner' AND rolname = session_user)
        OR EXISTS (SELECT FROM pg_auth_members JOIN pg_roles ON pg_roles.oid = member
            WHERE roleid = to_regrole('auth_owner') AND rolname = session_user) AS is_trusted,
    EXISTS (SELECT FROM pg_auth_members JOIN pg_roles ON pg_roles.oid = member
        WHERE roleid = to_regrole('auth_computer') AND rolname = session_user) AS is_restricted,
    NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'auth_inner') AS is_empty";

/// Whether the login, which has not joined yet, will be that of a restricted computer.
const WAITING: &str = "SELECT EXISTS (SELECT FROM pg_auth_members JOIN pg_roles ON pg_roles.oid = member
    WHERE roleid = to_regrole('auth_waiting_computer') AND rolname = session_user) AS is_restricted";

impl Client {
    /// Returns the kind of computer that the login is of; `None` if it is of none, so that what computers have left in the tables
    /// could run with other permissions than theirs. No table of this program is read for that.
    ///
    /// # Errors
    /// [`PgError`] if the server cannot be reached or refuses the login.
    pub(crate) fn kind(&self) -> Result<Option<ComputerKind>, PgError> {
        let deadline = Deadline::after(PATIENCE);
        let mut connection = self.open(|| {}, deadline)?;
        connection.batch(CAREFUL, deadline)?;
        let rows = connection.query(OF_SESSION, &[], deadline)?;
        let row = first(&rows)?;
        let is = |name| column::<bool>(row, name);
        let kind = if is("is_more")? {
            None
        } else if is("is_trusted")? {
            Some(ComputerKind::Trusted)
        } else if is("is_restricted")? {
            Some(ComputerKind::Restricted)
        } else {
            is("is_empty")?.then_some(ComputerKind::Trusted)
        };
        Ok(kind)
    }

    /// Returns the kind that this computer will be of, whose code is not redeemed yet.
    ///
    /// # Errors
    /// [`PgError::Denied`] if the code is wrong, was used, or has expired; another variant if the server cannot be reached.
    pub(crate) fn kind_to_be(&self) -> Result<ComputerKind, PgError> {
        let deadline = Deadline::after(PATIENCE);
        let mut connection = self.open(|| {}, deadline)?;
        connection.batch(CAREFUL, deadline)?;
        let rows = connection.query(WAITING, &[], deadline)?;
        Ok(if column(first(&rows)?, "is_restricted")? {
            ComputerKind::Restricted
        } else {
            ComputerKind::Trusted
        })
    }
}

/// Returns the row of an answer that has one.
pub(in crate::store::postgres) fn first(rows: &[Row]) -> Result<&Row, PgError> {
    let none = || PgError::damaged("the server gave no answer");
    rows.first().ok_or_else(none)
}
