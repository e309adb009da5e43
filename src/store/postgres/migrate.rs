//! Creates the tables, and brings them up to date.

use std::time::Duration;

use crate::store::postgres::client::{Client, column};
use crate::store::postgres::connection::{Connection, Deadline};
use crate::store::postgres::error::PgError;
use crate::store::postgres::schema::{
    AS_OWNER, AUTH, CREATE, FUNCTIONS, GRANTS, MIGRATIONS, VERSION,
};

/// Creating functions takes longer than a sign-in.
const REPLACING: Duration = Duration::from_secs(60);
/// Rewriting the tables of a million users takes longer than that, also on a slow server.
const REWRITING: Duration = Duration::from_secs(900);
const PATIENTLY: &str = "SET LOCAL statement_timeout = '15min'";

/// Migrations are made one after the other.
const LOCK: &str = "SELECT pg_advisory_xact_lock(4840163228917320)";
const EXISTS: &str = "SELECT to_regclass('auth_inner.version') IS NOT NULL AS is_there";
const NUMBER: &str = "SELECT number FROM auth_inner.version";
const SET_NUMBER: &str = "UPDATE auth_inner.version SET number = $1";

/// The result or the plan of a migration.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Migration {
    /// The version of the tables before the migration; 0 if there are none.
    pub from: usize,
    /// The version of the tables after the migration.
    pub to: usize,
    /// The scripts that the migration runs; none if the tables are up to date.
    pub scripts: Vec<&'static str>,
}

impl Client {
    /// Returns what [`Self::migrate`] would do, without doing it.
    ///
    /// # Errors
    /// - [`PgError::Newer`] if a newer version of the program has changed the tables.
    /// - [`PgError::Denied`] if the server refuses the login.
    /// - [`PgError::Unavailable`] if the server cannot be reached.
    pub fn plan_migration(&self) -> Result<Migration, PgError> {
        let deadline = self.deadline();
        let mut connection = self.open(|| {}, deadline)?;
        plan(&mut connection, deadline)
    }

    /// Creates the tables in the schema `auth_inner`, or brings them up to date, in one transaction, and returns what was done.
    ///
    /// The tables belong to the role `auth_owner` if the login is a member of it, or may create it because it does not exist
    /// yet. Otherwise they belong to the login. If the tables are up to date, only the functions for restricted computers are
    /// created again and permissions are set again, which is needed after a backup was restored. The call can take a minute, and
    /// fifteen if it changes the tables.
    ///
    /// # Errors
    /// - [`PgError::Newer`] if a newer version of the program has changed the tables.
    /// - [`PgError::Denied`] if the login may not create a schema.
    /// - [`PgError::Unavailable`] if the server cannot be reached; nothing is changed then.
    /// - Another variant if the server refuses something else, if other programs keep using the tables, or if the answer was
    ///   lost: call it again.
    pub fn migrate(&self) -> Result<Migration, PgError> {
        if FUNCTIONS.iter().any(String::is_empty) {
            // It would run without an error.
            return Err(PgError::Damaged("functions of the program".to_owned()));
        }
        let mut connection = self.open(|| {}, self.deadline())?;
        let mut deadline = Deadline::after(REPLACING);
        // Another computer may be creating the tables at this moment.
        connection.batch("BEGIN; SET LOCAL lock_timeout = '30s'", deadline)?;
        connection.query(LOCK, &[], deadline)?;
        connection.batch("SET LOCAL lock_timeout = '1s'", deadline)?;
        let migration = plan(&mut connection, deadline)?;
        if !migration.scripts.is_empty() {
            deadline = Deadline::after(REWRITING);
            connection.batch(PATIENTLY, deadline)?;
        }
        if migration.from == 0 {
            connection.batch(CREATE, deadline)?;
        }
        connection.batch(AUTH, deadline)?;
        connection.batch(AS_OWNER, deadline)?;
        for script in &migration.scripts {
            connection.batch(script, deadline)?;
        }
        let reached = i32::try_from(migration.to).unwrap_or(i32::MAX);
        connection.execute(SET_NUMBER, &[&reached], deadline)?;
        connection.batch(GRANTS, deadline)?;
        for script in FUNCTIONS.iter() {
            connection.batch(script, deadline)?;
        }
        let committed = connection.batch("COMMIT", deadline);
        committed.map_err(PgError::of_change)?;
        tracing::info!(from = migration.from, to = migration.to, "tables migrated");
        Ok(migration)
    }
}

fn plan(connection: &mut Connection, deadline: Deadline) -> Result<Migration, PgError> {
    let mut from = 0;
    for row in connection.query(EXISTS, &[], deadline)? {
        if column(&row, "is_there")? {
            from = version(connection, deadline)?;
        }
    }
    if from > VERSION {
        return Err(PgError::Newer);
    }
    let scripts = MIGRATIONS.iter().skip(from).copied().flatten().copied();
    Ok(Migration {
        from,
        to: VERSION,
        scripts: scripts.collect(),
    })
}

fn version(connection: &mut Connection, deadline: Deadline) -> Result<usize, PgError> {
    let rows = connection.query(NUMBER, &[], deadline)?;
    let row = rows
        .first()
        .ok_or_else(|| PgError::damaged("the table of the version is empty"))?;
    let number: i32 = column(row, "number")?;
    usize::try_from(number).map_err(PgError::damaged)
}
