//! What the logins of computers may do, as an administrator sees them.

use crate::domain::computer_kind::ComputerKind;
use crate::store::postgres::administrator::{Administrator, ServerName};
use crate::store::postgres::client::column;
use crate::store::postgres::error::PgError;
use crate::store::postgres::kind::first;

/// The roles that a login is a member of, whether it has joined or not.
const OF_LOGIN: &str = "SELECT
    coalesce(bool_or(roleid IN (to_regrole('auth_owner'), to_regrole('auth_waiting'))), false) AS is_trusted,
    coalesce(bool_or(roleid IN (to_regrole('auth_computer'), to_regrole('auth_waiting_computer'))), false) AS is_restricted
    FROM pg_auth_members JOIN pg_roles ON pg_roles.oid = member
    WHERE rolname = $1 AND NOT rolsuper AND NOT rolcreaterole HAVING count(*) > 0";

/// From version 16 on, an administrator and `auth_enroller` are members too.
const HAS_TRUSTED: &str =
    "SELECT EXISTS (SELECT FROM pg_auth_members JOIN pg_roles ON pg_roles.oid = member
    WHERE roleid IN (to_regrole('auth_owner'), to_regrole('auth_waiting'))
    AND rolcanlogin AND NOT rolsuper AND NOT rolcreaterole) AS has_trusted";

impl Administrator {
    /// Returns the kind of the computer with this login; `None` if there is none.
    ///
    /// # Errors
    /// [`PgError`] if the server cannot be reached or refuses the administrator.
    pub(crate) fn kind_of(&self, login: &ServerName) -> Result<Option<ComputerKind>, PgError> {
        let rows = self.open()?.query(OF_LOGIN, &[&login.as_str()])?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let is_trusted: bool = column(row, "is_trusted")?;
        let is_restricted: bool = column(row, "is_restricted")?;
        Ok(match (is_trusted, is_restricted) {
            (true, _) => Some(ComputerKind::Trusted),
            (false, true) => Some(ComputerKind::Restricted),
            (false, false) => None,
        })
    }

    /// Returns `true` if a trusted computer was added, or if that is not known.
    pub(crate) fn has_trusted_computer(&self) -> bool {
        let known = self.open().and_then(|mut server| {
            let rows = server.query(HAS_TRUSTED, &[])?;
            column(first(&rows)?, "has_trusted")
        });
        known.unwrap_or(true)
    }
}
