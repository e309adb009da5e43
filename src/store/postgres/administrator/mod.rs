//! What an administrator of a PostgreSQL server does for the computers that share a database: creates the database, and
//! adds and revokes their logins.
//!
//! A computer can leave a trigger, a view or a function in the tables that it owns, which would run with the permissions of
//! an administrator who uses them. So nothing here reads or writes them. What concerns the server as a whole is done in the
//! administrator's own database; computers note in the tables what has become of their logins. Two things are done in the
//! database itself: the tables are created in one that this login has just created, so that no other login could connect to
//! it, and the function that redeems codes is created by statements that find nothing there by a name.

pub(crate) mod computers;
mod kinds;
pub(crate) mod set_up;

use std::time::Duration;

use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use crate::store::postgres::address::PostgresOptions;
use crate::store::postgres::client::Client;
use crate::store::postgres::connection::{Connection, Deadline};
use crate::store::postgres::error::PgError;

/// Creating a database takes longer than a sign-in.
const PATIENCE: Duration = Duration::from_secs(60);

/// Nothing that others have created is found by a name, and no statement that has a verifier of a password is logged.
const CAREFUL: &str = "SET search_path = pg_catalog, pg_temp; SET lock_timeout = '30s'";
const UNLOGGED: &str = "SET log_statement = 'none'; SET log_min_duration_statement = -1;
    SET log_min_error_statement = 'panic'";

/// The longest name of a database or login, in characters.
const NAME_MAX: usize = 40;

/// The name of a database or of a login, which needs no quotes in SQL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ServerName(String);

impl ServerName {
    /// Parses a name; `None` unless it consists of small letters, digits and underscores, begins with a letter, and is not kept
    /// for the server or for this program.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        let is_good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        let is_kept = ["pg_", "auth_"].iter().any(|of| name.starts_with(of))
            || ["public", "none", "postgres"].contains(&name);
        let is_name = name.len() <= NAME_MAX
            && name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.chars().all(is_good)
            && !is_kept;
        is_name.then(|| Self(name.to_owned()))
    }

    /// Returns the name.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the name for SQL, where it could be a keyword.
    fn quoted(&self) -> String {
        format!("\"{}\"", self.0)
    }
}

/// The server, as one of its administrators may change it.
pub(crate) struct Administrator {
    options: PostgresOptions,
    client: Client,
}

impl Administrator {
    /// Prepares connections to an address.
    ///
    /// # Errors
    /// - [`PgError::Address`] if there are no certificates to trust.
    /// - [`PgError::Unavailable`] if no thread can be started.
    pub(crate) fn new(options: PostgresOptions) -> Result<Self, PgError> {
        let client = Client::connect(&options)?;
        Ok(Self { options, client })
    }

    /// Connects to the administrator's own database.
    fn open(&self) -> Result<Opened, PgError> {
        Opened::new(&self.client)
    }
}

/// A connection of an administrator.
struct Opened {
    connection: Connection,
    deadline: Deadline,
    is_superuser: bool,
}

impl Opened {
    fn new(client: &Client) -> Result<Self, PgError> {
        let deadline = Deadline::after(PATIENCE);
        let connection = client.open(|| {}, deadline)?;
        connection.batch(CAREFUL, deadline)?;
        let is_superuser = connection.is_superuser(deadline)?;
        if is_superuser {
            connection.batch(UNLOGGED, deadline)?;
        }
        Ok(Self {
            connection,
            deadline,
            is_superuser,
        })
    }

    fn run(&self, sql: &str) -> Result<(), PgError> {
        let done = self.connection.batch(sql, self.deadline);
        done.map_err(PgError::of_change)
    }

    fn query(
        &mut self,
        sql: &'static str,
        values: &[&(dyn ToSql + Sync)],
    ) -> Result<Vec<Row>, PgError> {
        self.connection.query(sql, values, self.deadline)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_needs_no_quotes_and_is_none_of_the_server() {
        for name in ["auth", "till1", "shop_2", "authority"] {
            let parsed = ServerName::parse(name);
            assert_eq!(parsed.as_ref().map(ServerName::as_str), Some(name));
        }
        let long = "a".repeat(NAME_MAX + 1);
        for name in [
            "",
            "Till",
            "1till",
            "till-1",
            "till 1",
            "till\"",
            "tïll",
            "pg_read",
            "auth_owner",
            "postgres",
            &long,
        ] {
            assert_eq!(ServerName::parse(name), None, "{name}");
        }
    }
}
