//! What an owner should know about a server and about the permissions in its database.

use std::time::{Duration, Instant};

use crate::domain::computer_kind::ComputerKind;
use crate::domain::timestamp::Timestamp;
use crate::store::postgres::client::{Client, column};
use crate::store::postgres::connection::{Deadline, PATIENCE};
use crate::store::postgres::error::PgError;
use crate::store::postgres::functions::{self, Functions};
use crate::store::postgres::kind::{CAREFUL, first};
use crate::store::postgres::restriction::{Restriction, restriction};
use crate::store::postgres::schema::VERSION;

/// Number of round trips whose median is the latency.
const ROUND_TRIPS: usize = 7;

const NOW: &str = "SELECT floor(extract(epoch FROM clock_timestamp()))::bigint AS now";

/// What the server is, and who can do what in the database, by the tables of the server itself.
const FACTS: &str = "SELECT
    current_setting('server_version') AS server,
    EXISTS (SELECT FROM pg_database,
        aclexplode(coalesce(datacl, acldefault('d', datdba)))
        WHERE datname = current_database() AND grantee = 0) AS is_open,
    (SELECT count(*) FROM pg_namespace AS n,
        aclexplode(nspacl) WHERE nspname = 'auth_inner' AND grantee <> nspowner)
    + (SELECT count(*) FROM pg_class AS c
        JOIN pg_namespace AS n ON n.oid = relnamespace, aclexplode(relacl)
        WHERE nspname = 'auth_inner' AND grantee <> relowner) AS others,
    ARRAY(SELECT rolname::text FROM pg_auth_members JOIN pg_roles AS r ON r.oid = member
        WHERE roleid = to_regrole('auth_owner') AND NOT rolcreaterole AND NOT rolsuper AND rolcanlogin
        ORDER BY rolname) AS members,
    ARRAY(SELECT rolname::text FROM pg_auth_members JOIN pg_roles AS r ON r.oid = member
        WHERE roleid = to_regrole('auth_computer') AND NOT rolcreaterole AND NOT rolsuper AND rolcanlogin
        ORDER BY rolname) AS callers,
    ARRAY(SELECT rolname::text FROM pg_auth_members JOIN pg_roles AS r ON r.oid = member
        WHERE roleid = to_regrole('auth_enroller') AND NOT rolcreaterole AND NOT rolsuper
        ORDER BY rolname) AS enrollers,
    EXISTS (SELECT FROM pg_namespace WHERE nspname = 'auth_inner') AS has_tables,
    current_database()::text AS database,
    (SELECT count(*) FROM pg_trigger AS t WHERE NOT tgisinternal AND NOT EXISTS (
        SELECT FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = pronamespace JOIN pg_class AS c ON c.relnamespace = n.oid
        WHERE nspname = 'auth_inner' AND p.oid = tgfoid AND c.oid = tgrelid AND tgqual IS NULL
        AND (relname, proname, tgname) IN (
            ('account', 'follow_account', 'listed_added'), ('account', 'follow_account', 'listed_changed'),
            ('account', 'follow_account', 'listed_removed'), ('account', 'follow_account', 'listed_emptied'),
            ('attempts', 'follow_sign_in', 'listed_sign_in'), ('ended', 'end_pins', 'end_pins'),
            ('ended', 'end_badges', 'end_badges'), ('account', 'drop_badges', 'drop_badges'))))
    + (SELECT count(*) FROM pg_rewrite WHERE oid >= 16384 AND ev_class >= 16384)
    + (SELECT count(*) FROM pg_policy)
    + (SELECT count(*) FROM pg_proc WHERE oid >= 16384
        AND pronamespace NOT IN (SELECT oid FROM pg_namespace WHERE nspname IN ('auth', 'auth_inner', 'auth_join')))
    + (SELECT count(*) FROM pg_namespace WHERE oid >= 16384 AND nspname NOT LIKE 'pg\\_%'
        AND nspname NOT IN ('auth', 'auth_inner', 'auth_join'))
    + (SELECT count(*) FROM pg_class JOIN pg_namespace AS n ON n.oid = relnamespace WHERE nspname = 'auth')
    + (SELECT count(*) FROM pg_class JOIN pg_namespace AS n ON n.oid = relnamespace
        WHERE nspname = 'auth_inner' AND relowner <> nspowner) AS foreign_code,
    EXISTS (SELECT FROM pg_proc JOIN pg_namespace AS n ON n.oid = pronamespace
        WHERE nspname = 'auth_join' AND proname = 'redeem') AS can_enroll,
    current_setting('log_parameter_max_length') <> '0'
        AND (current_setting('log_statement') IN ('mod', 'all')
            OR current_setting('log_min_duration_statement') <> '-1') AS is_logged";

/// What is known about a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Inspection {
    /// The median of some round trips.
    pub(crate) latency: Duration,
    /// How many seconds its clock is ahead of that of this computer.
    pub(crate) clock_ahead: i64,
    /// The version of TLS; `None` if the connection is not encrypted.
    pub(crate) tls: Option<String>,
    /// In how many days the certificate expires, if there is one.
    pub(crate) certificate_days: Option<i64>,
    /// The version of PostgreSQL.
    pub(crate) server: String,
    /// What the login may do; `None` if it is not that of a computer, and must not look at the tables.
    pub(crate) kind: Option<ComputerKind>,
    /// The version of the tables, 0 if there are none; `None` if the login is not that of a trusted computer.
    pub(crate) tables: Option<usize>,
    /// The version of the tables that this program works with.
    pub(crate) wanted: usize,
    /// Whether every login of the server can connect to the database.
    pub(crate) is_open: bool,
    /// Number of permissions on the tables that others than their owner have.
    pub(crate) others: i64,
    /// Whether there are tables of this program.
    pub(crate) has_tables: bool,
    /// The name of the database.
    pub(crate) database: String,
    /// The functions of restricted computers, as a trusted one sees them.
    pub(crate) functions: Functions,
    /// What a restricted computer finds about itself.
    pub(crate) restriction: Option<Restriction>,
    /// Number of triggers, rules, functions and others that this program does not make.
    pub(crate) foreign_code: i64,
    /// The logins that can use the tables.
    pub(crate) members: Vec<String>,
    /// The logins that can only call functions.
    pub(crate) callers: Vec<String>,
    /// The logins that can use the role that may create roles. There should be none.
    pub(crate) enrollers: Vec<String>,
    /// Whether computers can join with a code.
    pub(crate) can_enroll: bool,
    /// Whether the values of statements, which have hashes and keys, are written to the log of the server.
    pub(crate) is_logged: bool,
}

impl Client {
    /// Looks at the server. `now` returns the time of this computer.
    ///
    /// # Errors
    /// - [`PgError::Denied`] if the server refuses the login.
    /// - [`PgError::Newer`] if a newer version of the program has changed the tables.
    /// - [`PgError::Unavailable`] if the server cannot be reached.
    pub(crate) fn inspect(&self, now: impl Fn() -> Timestamp) -> Result<Inspection, PgError> {
        let kind = self.kind()?;
        let is = |wanted| kind == Some(wanted);
        let tables = is(ComputerKind::Trusted).then(|| self.plan_migration());
        let tables = tables.transpose()?.map(|migration| migration.from);
        let deadline = Deadline::after(PATIENCE);
        let mut connection = self.open(|| {}, deadline)?;
        connection.batch(CAREFUL, deadline)?;
        connection.query(NOW, &[], deadline)?;
        let mut trips = Vec::with_capacity(ROUND_TRIPS);
        let mut clock_ahead = 0;
        for _ in 0..ROUND_TRIPS {
            let begun = Instant::now();
            let rows = connection.query(NOW, &[], deadline)?;
            trips.push(begun.elapsed());
            let of_server: i64 = column(first(&rows)?, "now")?;
            clock_ahead = of_server - now().as_seconds();
        }
        trips.sort_unstable();
        let restriction =
            is(ComputerKind::Restricted).then(|| restriction(&mut connection, deadline));
        let restriction = restriction.transpose()?;
        let functions = functions::look(&mut connection, deadline)?;
        let rows = connection.query(FACTS, &[], deadline)?;
        let row = first(&rows)?;
        let seen = self.tls_seen();
        let expiry = seen.as_ref().and_then(|seen| seen.expires_at);
        Ok(Inspection {
            latency: trips[ROUND_TRIPS / 2],
            clock_ahead,
            tls: seen.map(|seen| seen.version),
            certificate_days: expiry.map(|expiry| (expiry - now()) / 86_400),
            server: column(row, "server")?,
            kind,
            tables,
            wanted: VERSION,
            is_open: column(row, "is_open")?,
            others: column(row, "others")?,
            has_tables: column(row, "has_tables")?,
            database: column(row, "database")?,
            foreign_code: column::<i64>(row, "foreign_code")? + functions.foreign,
            functions,
            restriction,
            members: column(row, "members")?,
            callers: column(row, "callers")?,
            enrollers: column(row, "enrollers")?,
            can_enroll: column(row, "can_enroll")?,
            is_logged: column(row, "is_logged")?,
        })
    }
}
