//! Creates the database, its roles and its tables.

use crate::store::postgres::administrator::{Administrator, Opened, ServerName};
use crate::store::postgres::client::{Client, column};
use crate::store::postgres::error::PgError;
use crate::store::postgres::migrate::Migration;
use crate::store::postgres::schema::{ENROLMENT, ROLES};

/// The oldest version of the server, as it counts them.
const OLDEST: i32 = 15_00_00;

const SERVER: &str = "SELECT current_setting('server_version_num')::int AS version,
    EXISTS (SELECT FROM pg_database, aclexplode(datacl) WHERE grantee = to_regrole('auth_owner')
        AND datname <> $1) AS has_other";

/// Members of `auth_owner` may connect to a database that was set up as a whole: that is granted last. One of another owner
/// may have been prepared to trick an administrator.
const DATABASE: &str = "SELECT datallowconn AS is_open,
    datdba = current_user::regrole AS is_own,
    datdba = current_user::regrole OR rolsuper AS is_trusted,
    bool_or(coalesce(grantee = to_regrole('auth_owner') AND privilege_type = 'CONNECT', false)) AS is_ours,
    bool_or(grantee <> datdba) AS has_others
    FROM pg_database JOIN pg_roles ON pg_roles.oid = datdba, aclexplode(coalesce(datacl, acldefault('d', datdba)))
    WHERE datname = $1 GROUP BY 1, 2, 3";

/// Members of these roles could use all of them, or create roles.
const LEAVE: &str = "REVOKE auth_owner, auth_enroller FROM CURRENT_USER";

/// What became of the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Database {
    /// It was created, with its tables.
    Created(Migration),
    /// It was there already, so that only its permissions were set again.
    Exists,
    /// One of this name is there that others may use. It was left alone.
    Others,
}

/// What was done to set up a database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SetUp {
    /// What became of the database.
    pub(crate) database: Database,
    /// Whether the computers can use another database of the server as well.
    pub(crate) has_other: bool,
    /// Whether the server was told not to log the values of statements in this database.
    pub(crate) is_unlogged: bool,
}

impl Administrator {
    /// Returns `true` if the database was set up for several computers.
    ///
    /// # Errors
    /// [`PgError`] if the server cannot be reached or refuses the login.
    pub(crate) fn has_database(&self, name: &ServerName) -> Result<bool, PgError> {
        let found = self.open()?.query(DATABASE, &[&name.as_str()])?;
        let row = found.first();
        row.map_or(Ok(false), |row| column(row, "is_ours"))
    }

    /// Creates a database for several computers, its roles and its tables, or sets the permissions of an existing one again.
    ///
    /// # Errors
    /// - [`PgError::Refused`] if the server is older than version 15.
    /// - [`PgError::Denied`] if the login may create neither roles nor databases.
    /// - Another variant if the server cannot be reached, or refuses something else. Then call it again.
    pub(crate) fn set_up(&self, name: &ServerName) -> Result<SetUp, PgError> {
        let mut server = self.open()?;
        let rows = server.query(SERVER, &[&name.as_str()])?;
        let row = rows
            .first()
            .ok_or_else(|| PgError::damaged("the server has no version"))?;
        if column::<i32>(row, "version")? < OLDEST {
            return Err(PgError::Refused(
                "PostgreSQL 15 or newer is needed".to_owned(),
            ));
        }
        let has_other = column(row, "has_other")?;
        server.run(ROLES)?;
        let database = self.database(&mut server, name);
        if !server.is_superuser {
            server.run(LEAVE)?;
        }
        Ok(SetUp {
            database: database?,
            has_other,
            is_unlogged: server.is_superuser,
        })
    }

    fn database(&self, server: &mut Opened, name: &ServerName) -> Result<Database, PgError> {
        let quoted = name.quoted();
        let mut found = server.query(DATABASE, &[&name.as_str()])?;
        if found.is_empty() {
            // No login can connect to it before its permissions are set.
            server.run(&format!(
                "CREATE DATABASE {quoted} TEMPLATE template0 ENCODING 'UTF8' ALLOW_CONNECTIONS false"
            ))?;
            found = server.query(DATABASE, &[&name.as_str()])?;
        }
        let row = found
            .first()
            .ok_or_else(|| PgError::damaged("the database is not there"))?;
        let is = |name| column::<bool>(row, name);
        let is_ours = is("is_ours")?;
        // What others could connect to is not known to be empty.
        let is_new = is("is_own")? && !(is("is_open")? && is("has_others")?);
        if !(is_ours && is("is_trusted")? || is_new) {
            return Ok(Database::Others);
        }
        server.run(&format!(
            "REVOKE ALL ON DATABASE {quoted} FROM PUBLIC; ALTER DATABASE {quoted} ALLOW_CONNECTIONS true"
        ))?;
        let inside = Client::connect(&self.options.in_database(name.as_str()))?;
        let migrated = if is_ours {
            None
        } else {
            Some(inside.migrate()?)
        };
        Opened::new(&inside)?.run(ENROLMENT)?;
        if server.is_superuser {
            server.run(&format!(
                "ALTER DATABASE {quoted} SET log_parameter_max_length = 0;
                ALTER DATABASE {quoted} SET log_parameter_max_length_on_error = 0"
            ))?;
        }
        server.run(&format!(
            "GRANT CONNECT ON DATABASE {quoted} TO auth_waiting, auth_computer, auth_waiting_computer;
            GRANT CONNECT, CREATE ON DATABASE {quoted} TO auth_owner"
        ))?;
        Ok(migrated.map_or(Database::Exists, Database::Created))
    }
}
