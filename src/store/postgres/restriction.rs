//! What a restricted computer finds about its own login.

use std::cmp::Ordering;

use crate::store::postgres::client::{Client, column};
use crate::store::postgres::connection::{Connection, Deadline, PATIENCE};
use crate::store::postgres::error::{FunctionRefusal, PgError};
use crate::store::postgres::functions::{PUBLIC, names};
use crate::store::postgres::kind::first;
use crate::store::postgres::schema::VERSION;

/// What the login may do besides calling functions: the names of tables that it can read or change, and of schemas and the
/// database in which it can create something. The tables of PostgreSQL itself are left out.
const MORE: &str = "SELECT ARRAY(
        SELECT nspname || '.' || relname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = relnamespace
        WHERE relkind IN ('r', 'v', 'm', 'f', 'p', 'S') AND nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'
        AND (has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
            OR relkind <> 'S' AND has_any_column_privilege(c.oid, 'SELECT, INSERT, UPDATE, REFERENCES'))
        UNION ALL SELECT nspname::text FROM pg_namespace
        WHERE nspname NOT LIKE 'pg\\_%' AND has_schema_privilege(oid, 'CREATE')
            OR nspname = 'auth_inner' AND has_schema_privilege(oid, 'USAGE')
        UNION ALL SELECT current_database()::text
        WHERE has_database_privilege(current_database(), 'CREATE, TEMPORARY')
        ORDER BY 1) AS more";

/// The functions that the login can call.
const CALLABLE: &str = "SELECT DISTINCT nspname || '.' || proname AS name FROM pg_proc
    JOIN pg_namespace AS n ON n.oid = pronamespace
    WHERE nspname = 'auth' AND has_schema_privilege(n.oid, 'USAGE') AND has_function_privilege(pg_proc.oid, 'EXECUTE')";

const HELLO: &str = "SELECT (auth.hello($1)->>'version')::bigint AS version";

const SETTINGS: &str = "SELECT revision FROM auth.settings(NULL, NULL)";

/// What a restricted computer finds about its own login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Restriction {
    /// The version of the tables, if the login can ask for it.
    pub(crate) version: Option<usize>,
    /// Tables that it can read or change, and where it can create something. There should be none.
    pub(crate) more: Vec<String>,
    /// The functions that it can call.
    pub(crate) callable: Vec<String>,
    /// The functions that the program needs, and it cannot call.
    pub(crate) missing: Vec<&'static str>,
}

/// Looks at the permissions of the login of this connection. [`PgError::Newer`] if a newer version of the program has changed the
/// tables.
pub(super) fn restriction(
    connection: &mut Connection,
    deadline: Deadline,
) -> Result<Restriction, PgError> {
    let rows = connection.query(MORE, &[], deadline)?;
    let more = column(first(&rows)?, "more")?;
    let rows = connection.query(CALLABLE, &[], deadline)?;
    let callable = rows.iter().map(|row| column(row, "name"));
    let callable: Vec<String> = callable.collect::<Result<_, _>>()?;
    let is_missing =
        |name: &&str| name.starts_with(PUBLIC) && !callable.iter().any(|callable| callable == name);
    let missing: Vec<_> = names().into_iter().filter(is_missing).collect();
    let version = missing.is_empty().then(|| version(connection, deadline));
    let version = version.transpose()?;
    if version.is_some_and(|version| version > VERSION) {
        return Err(PgError::Newer);
    }
    Ok(Restriction {
        version,
        more,
        callable,
        missing,
    })
}

impl Client {
    /// Notes that this restricted computer has joined. Returns `false` if there are no users yet.
    ///
    /// # Errors
    /// [`PgError`] if the server cannot be reached, or its functions are of another version.
    pub(crate) fn greet(&self) -> Result<bool, PgError> {
        let deadline = Deadline::after(PATIENCE);
        let mut connection = self.open(|| {}, deadline)?;
        match version(&mut connection, deadline)?.cmp(&VERSION) {
            Ordering::Less => return Err(PgError::Unprepared),
            Ordering::Equal => {}
            Ordering::Greater => return Err(PgError::Newer),
        }
        match connection.query(SETTINGS, &[], deadline) {
            Ok(_) => Ok(true),
            Err(PgError::Function(FunctionRefusal::Empty)) => Ok(false),
            Err(error) => Err(error),
        }
    }
}

fn version(connection: &mut Connection, deadline: Deadline) -> Result<usize, PgError> {
    let rows = connection.query(HELLO, &[&env!("CARGO_PKG_VERSION")], deadline)?;
    let version: i64 = column(first(&rows)?, "version")?;
    usize::try_from(version).map_err(PgError::damaged)
}
