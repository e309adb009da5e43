//! Adds the logins of computers, and revokes them. The computers themselves note that in the tables.

use std::thread;
use std::time::Duration;

use crate::domain::computer_kind::ComputerKind;
use crate::domain::recovery::Code;
use crate::domain::secret::SecretText;
use crate::store::postgres::administrator::{Administrator, Opened, ServerName};
use crate::store::postgres::client::column;
use crate::store::postgres::enrolment::{ADDED, verifier};
use crate::store::postgres::error::PgError;

/// How long the code of a computer can be used, in minutes.
pub(crate) const CODE_MINUTES: u32 = 15;

/// The roles of computers.
const ROLES: &str = "to_regrole('auth_owner'), to_regrole('auth_computer'), to_regrole('auth_waiting'), to_regrole('auth_waiting_computer')";
/// The roles of those that have joined.
const JOINED: &str = "to_regrole('auth_owner'), to_regrole('auth_computer')";

/// Ends the connections of a login, and counts those that there were.
const END: &str =
    "SELECT count(pg_terminate_backend(pid)) AS left FROM pg_stat_activity WHERE usename = $1";
/// How often to look for connections, of which one may just be opening.
const LOOKS: usize = 50;
/// How many looks in a row must find none.
const QUIET_LOOKS: usize = 2;
/// The time between two looks.
const LOOK_INTERVAL: Duration = Duration::from_millis(100);

impl Administrator {
    /// Adds a computer: a login with a code that can be used once. One that has not joined yet, or was revoked, gets a new code.
    /// What it may do afterwards is decided here: redeeming the code gives what the login waits for.
    ///
    /// # Errors
    /// - [`PgError::Refused`] if there is a login of this name that has joined, or is none of a computer.
    /// - [`PgError::Denied`] if the administrator may not create roles.
    /// - Another variant if the server cannot be reached, or refuses something else.
    pub(crate) fn add_computer(
        &self,
        login: &ServerName,
        code: &Code,
        kind: ComputerKind,
    ) -> Result<(), PgError> {
        let code = SecretText::new(code.to_secret().expose().to_owned());
        let waiting = match kind {
            ComputerKind::Restricted => "auth_waiting_computer",
            ComputerKind::Trusted => "auth_waiting",
        };
        self.open()?
            .run(&addition(login.as_str(), &verifier(&code), waiting))
    }

    /// Shuts a computer out: its login ends, and with it its connections.
    ///
    /// # Errors
    /// - [`PgError::Refused`] if there is no computer of this name.
    /// - [`PgError::Denied`] if the administrator may not change the login.
    /// - [`PgError::Busy`] if connections of the computer do not end.
    /// - Another variant if the server cannot be reached, or refuses something else.
    pub(crate) fn revoke_computer(&self, login: &ServerName) -> Result<(), PgError> {
        let mut server = self.open()?;
        let login = login.as_str();
        // Only a member of a login ends its connections.
        let [join, leave] = if server.is_superuser {
            ["", ""]
        } else {
            ["GRANT %I TO CURRENT_USER", "REVOKE %I FROM CURRENT_USER"]
        };
        let also = |sql: &str| match sql {
            "" => String::new(),
            sql => format!("EXECUTE format('{sql}', '{login}');"),
        };
        server.run(&format!(
            "DO $revoke$
            BEGIN
                IF NOT EXISTS (SELECT FROM pg_roles JOIN pg_auth_members ON member = pg_roles.oid
                    WHERE rolname = '{login}' AND NOT rolsuper AND NOT rolcreaterole
                    AND roleid IN ({ROLES}))
                THEN
                    RAISE invalid_parameter_value USING MESSAGE = 'there is no computer of this name';
                END IF;
                EXECUTE format('ALTER ROLE %I NOLOGIN', '{login}');
                {}
            END $revoke$",
            also(join)
        ))?;
        let ended = end(&mut server, login);
        if !leave.is_empty() {
            // The connection may be lost.
            self.open()?.run(&format!(
                "DO $leave$
                BEGIN
                    {}
                    IF pg_has_role(CURRENT_USER, '{login}', 'USAGE') THEN
                        RAISE insufficient_privilege USING MESSAGE = 'the administrator is still a member of the login';
                    END IF;
                END $leave$",
                also(leave)
            ))?;
        }
        ended
    }
}

/// Ends the connections of a login that can no longer sign in. One that has just done so is seen only a little later.
fn end(server: &mut Opened, login: &str) -> Result<(), PgError> {
    let mut quiet = 0;
    for _ in 0..LOOKS {
        let left = server.query(END, &[&login])?;
        let left = left.first().map(|row| column::<i64>(row, "left"));
        quiet = if left.transpose()? == Some(0) {
            quiet + 1
        } else {
            0
        };
        if quiet == QUIET_LOOKS {
            return Ok(());
        }
        thread::sleep(LOOK_INTERVAL);
    }
    Err(PgError::Busy)
}

/// Returns the statement that adds a login which waits in this role, or gives it another code. The comment of the login says when,
/// so that every database knows that the login is that of another computer than before.
///
/// From version 16 on, a membership ends only by the role that has given it, and a role that may create roles changes only
/// those that it is an administrator of. `auth_enroller` takes the role away, so it has to be the one that gives it. For
/// that, an administrator who is not a superuser is a member of it, which no other session sees: the statement is one transaction.
fn addition(login: &str, verifier: &str, waiting: &str) -> String {
    format!(
        "DO $add$
        DECLARE
            until text := clock_timestamp() + interval '{CODE_MINUTES} minutes';
            is_16 boolean := current_setting('server_version_num')::integer >= 160000;
            joins boolean := is_16 AND current_setting('is_superuser') = 'off';
            -- Later than the one before, also within a second.
            added bigint := greatest(
                floor(extract(epoch FROM clock_timestamp())), 1 + (SELECT {ADDED} FROM pg_roles WHERE rolname = '{login}')
            );
            given record;
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{login}') THEN
                EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L VALID UNTIL %L', '{login}', '{verifier}', until);
            ELSIF EXISTS (SELECT FROM pg_roles JOIN pg_auth_members ON member = pg_roles.oid
                    WHERE rolname = '{login}' AND NOT rolsuper AND NOT rolcreaterole AND roleid IN ({ROLES}))
                AND NOT EXISTS (SELECT FROM pg_roles JOIN pg_auth_members ON member = pg_roles.oid
                    WHERE rolname = '{login}' AND rolcanlogin AND roleid IN ({JOINED}))
            THEN
                -- Otherwise a connection from before could say that it is the new computer.
                IF EXISTS (SELECT FROM pg_stat_activity WHERE usename = '{login}') THEN
                    RAISE duplicate_object USING MESSAGE = 'the login is still connected: revoke the computer first';
                END IF;
                EXECUTE format('ALTER ROLE %I LOGIN PASSWORD %L VALID UNTIL %L', '{login}', '{verifier}', until);
            ELSE
                RAISE duplicate_object USING MESSAGE = 'there is a login of this name already';
            END IF;
            EXECUTE format('COMMENT ON ROLE %I IS %L', '{login}', 'egui-authenticator: added ' || added);
            IF joins THEN
                EXECUTE 'GRANT auth_enroller TO CURRENT_USER WITH INHERIT TRUE';
            END IF;
            FOR given IN SELECT roleid::regrole AS role, grantor::regrole AS giver FROM pg_auth_members
                WHERE member = to_regrole('{login}') AND roleid IN ({ROLES})
            LOOP
                EXECUTE format('REVOKE %s FROM %I', given.role, '{login}')
                    || CASE WHEN is_16 THEN format(' GRANTED BY %s', given.giver) ELSE '' END;
            END LOOP;
            EXECUTE format('GRANT {waiting} TO %I', '{login}')
                || CASE WHEN is_16 THEN ' GRANTED BY auth_enroller' ELSE '' END;
            IF is_16 THEN
                EXECUTE format('GRANT %I TO auth_enroller WITH ADMIN TRUE, INHERIT FALSE, SET FALSE', '{login}');
            END IF;
            IF joins THEN
                EXECUTE 'REVOKE auth_enroller FROM CURRENT_USER';
            END IF;
            IF EXISTS (SELECT FROM pg_auth_members WHERE member = to_regrole('{login}')
                AND roleid IN ({ROLES}) AND roleid <> to_regrole('{waiting}'))
            THEN
                RAISE insufficient_privilege USING MESSAGE = 'the login can still do what it could do before';
            END IF;
        END $add$"
    )
}
