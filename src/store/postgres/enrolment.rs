//! A computer joins with a code, which it replaces by a password that only it knows.

use std::sync::LazyLock;

use base64ct::{Base64UrlUnpadded, Encoding};
use postgres_protocol::password::scram_sha_256;
use tokio_postgres::Row;
use zeroize::Zeroizing;

use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditDetail;
use crate::domain::audit_event::AuditEvent;
use crate::domain::audit_word::AuditWord;
use crate::domain::computer_kind::ComputerKind;
use crate::domain::secret::SecretText;
use crate::domain::timestamp::Timestamp;
use crate::store::postgres::client::{Client, Tx, column};
use crate::store::postgres::connection::{Deadline, PATIENCE};
use crate::store::postgres::error::PgError;
use crate::store::postgres::state::audit_log;
use crate::store::postgres::state::rows::one;

/// The bytes of a password that a computer chooses.
const PASSWORD_BYTES: usize = 32;

/// A computer that may use the database, or whose access was revoked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Computer {
    /// Its login.
    pub(crate) login: String,
    /// What it can do.
    pub(crate) standing: Standing,
    /// What its login may do, also one that was revoked; `None` if the server has no such login any more.
    pub(crate) kind: Option<ComputerKind>,
    /// When it was added; `None` for a login that was made by hand.
    pub(crate) added_at: Option<Timestamp>,
    /// When it joined.
    pub(crate) joined_at: Option<Timestamp>,
    /// When it was last in contact.
    pub(crate) seen_at: Option<Timestamp>,
    /// The version of its program then.
    pub(crate) program: Option<String>,
}

/// What a computer can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It can use the database.
    Active,
    /// It has not redeemed its code.
    Waiting,
    /// It was revoked.
    Revoked,
}

/// When a login of `pg_roles` was last added by an administrator, in seconds, as its comment says; NULL for one that was made by hand.
pub(super) const ADDED: &str = "substring(shobj_description(pg_roles.oid, 'pg_authid') FROM '^egui-authenticator: added ([0-9]{1,12})$')::bigint";

/// The computers of which the tables do not have what has become of their logins. From version 16 on, an administrator and
/// `auth_enroller` are members too.
static UNNOTED: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT rolname::text AS login, rolcanlogin AS can_login, comment.added, added_at IS NULL AS is_new,
            revoked_at IS NOT NULL AS was_revoked,
            coalesce(comment.added > coalesce(added_at, joined_at), false) AS is_again
        FROM pg_auth_members JOIN pg_roles ON pg_roles.oid = member
        CROSS JOIN LATERAL (SELECT {ADDED} AS added) AS comment
        LEFT JOIN auth_inner.computer ON login = rolname::text
        WHERE roleid IN (to_regrole('auth_owner'), to_regrole('auth_computer')) AND NOT rolcreaterole AND NOT rolsuper
        AND (added_at IS NULL OR (revoked_at IS NULL) <> rolcanlogin OR comment.added > added_at) ORDER BY 1"
    )
});

/// What has become of a login since that was last noted.
struct Unnoted {
    login: String,
    can_login: bool,
    /// When an administrator added it; `None` if it was made by hand.
    added: Option<i64>,
    is_new: bool,
    was_revoked: bool,
    /// Whether it was added again, so that it is the login of another computer than before.
    is_again: bool,
}

impl Unnoted {
    fn of(row: &Row) -> Result<Self, PgError> {
        Ok(Self {
            login: column(row, "login")?,
            can_login: column(row, "can_login")?,
            added: column(row, "added")?,
            is_new: column(row, "is_new")?,
            was_revoked: column(row, "was_revoked")?,
            is_again: column(row, "is_again")?,
        })
    }

    /// Returns what is recorded, in order.
    fn words(&self) -> impl Iterator<Item = AuditWord> {
        let is_added = self.is_new || self.is_again || self.can_login;
        [
            (self.is_again && !self.was_revoked).then_some(AuditWord::Removed),
            is_added.then_some(AuditWord::Added),
            (!self.can_login).then_some(AuditWord::Removed),
        ]
        .into_iter()
        .flatten()
    }
}

impl Client {
    /// Connects with a code that is not redeemed yet.
    ///
    /// # Errors
    /// [`PgError::Denied`] if the code is wrong, was used, or has expired.
    pub(crate) fn probe(&self) -> Result<(), PgError> {
        self.open(|| {}, Deadline::after(PATIENCE))?;
        Ok(())
    }

    /// Replaces the code with which this client signs in by a password.
    ///
    /// # Errors
    /// - [`PgError::Denied`] if the code is wrong, was used, or has expired.
    /// - [`PgError::Lost`] if the answer was lost, so that it may have been replaced.
    /// - Another variant if it was not replaced.
    pub(crate) fn redeem(&self, password: &SecretText) -> Result<(), PgError> {
        let verifier = verifier(password);
        let deadline = Deadline::after(PATIENCE);
        let mut connection = self.open(|| {}, deadline)?;
        let redeem = "SELECT auth_join.redeem($1)";
        let redeemed = connection.query(redeem, &[&verifier.as_str()], deadline);
        redeemed.map_err(PgError::of_change)?;
        Ok(())
    }

    /// Notes that this computer has joined.
    ///
    /// # Errors
    /// [`PgError`] if the server cannot be reached, or its tables are of another version.
    pub(crate) fn note_joined(&self) -> Result<(), PgError> {
        // If there was another computer with this login, that one joined earlier.
        self.note_computers()?;
        self.query(
            "INSERT INTO auth_inner.computer (login, joined_at, seen_at, program)
             SELECT session_user, now, now, $1
             FROM (SELECT floor(extract(epoch FROM clock_timestamp()))::bigint AS now) AS clock
             ON CONFLICT (login) DO UPDATE SET joined_at = excluded.joined_at, seen_at = excluded.seen_at,
                 program = excluded.program",
            &[&env!("CARGO_PKG_VERSION")],
        )?;
        Ok(())
    }

    /// Notes which computers were added and revoked since this was last noted, and ends the sessions of the latter. The server
    /// knows their logins; an administrator must not use the tables.
    ///
    /// # Errors
    /// [`PgError`] if the server cannot be reached, or its tables are of another version.
    pub(crate) fn note_computers(&self) -> Result<(), PgError> {
        if self.query(&UNNOTED, &[])?.is_empty() {
            return Ok(());
        }
        self.transaction(|tx| {
            // Another computer may be noting it, and is waited for.
            tx.execute(
                "LOCK TABLE auth_inner.computer IN SHARE ROW EXCLUSIVE MODE",
                &[],
            )?;
            for row in tx.query(&UNNOTED, &[])? {
                let of = Unnoted::of(&row)?;
                note(tx, &of)?;
                for word in of.words() {
                    record(tx, (&of.login, word))?;
                }
            }
            Ok(())
        })
    }

    /// Records what the owner of the server has done to the database as a whole.
    ///
    /// # Errors
    /// [`PgError`] if the server cannot be reached.
    pub(crate) fn note(&self, word: AuditWord) -> Result<(), PgError> {
        self.transaction(|tx| record(tx, ("", word)))
    }

    /// Returns the computers that may use the database, and those that were revoked, by their names.
    ///
    /// # Errors
    /// [`PgError`] if the server cannot be reached, or its tables are of another version.
    pub(crate) fn known_computers(&self) -> Result<Vec<Computer>, PgError> {
        self.note_computers()?;
        let rows = self.query(
            "SELECT coalesce(login, rolname::text) AS login, coalesce(can_login, false) AS can_login,
                 coalesce(is_waiting, false) AS is_waiting, is_trusted, added_at, joined_at, seen_at, program
             FROM (SELECT rolname, bool_or(rolcanlogin) AS can_login,
                       bool_and(roleid IN (to_regrole('auth_waiting'), to_regrole('auth_waiting_computer'))) AS is_waiting,
                       bool_or(roleid IN (to_regrole('auth_owner'), to_regrole('auth_waiting'))) AS is_trusted
                   FROM pg_auth_members JOIN pg_roles ON pg_roles.oid = member
                   WHERE roleid IN (to_regrole('auth_owner'), to_regrole('auth_computer'),
                           to_regrole('auth_waiting'), to_regrole('auth_waiting_computer'))
                       AND NOT rolcreaterole AND NOT rolsuper
                   GROUP BY rolname) AS role
             FULL JOIN auth_inner.computer ON login = rolname::text
             ORDER BY 1",
            &[],
        )?;
        rows.iter().map(computer).collect()
    }
}

/// Notes that a computer may use the tables, or was revoked.
fn note(tx: &mut Tx<'_>, of: &Unnoted) -> Result<(), PgError> {
    tx.execute(
        "INSERT INTO auth_inner.computer AS c (login, added_at, revoked_at)
         SELECT $1, coalesce($3, now), CASE WHEN $2 THEN NULL ELSE now END
         FROM (SELECT floor(extract(epoch FROM clock_timestamp()))::bigint AS now) AS clock
         ON CONFLICT (login) DO UPDATE SET added_at = CASE WHEN $4 THEN $3 ELSE coalesce(c.added_at, excluded.added_at) END,
             joined_at = CASE WHEN $4 THEN NULL ELSE c.joined_at END, revoked_at = excluded.revoked_at",
        &[&of.login, &of.can_login, &of.added, &of.is_again],
    )?;
    if !of.can_login || of.is_again {
        for ended in [
            "DELETE FROM auth_inner.badge WHERE login = $1",
            "DELETE FROM auth_inner.remembered WHERE login = $1",
            "DELETE FROM auth_inner.pin WHERE login = $1",
            "DELETE FROM auth_inner.session_slot WHERE login = $1",
            "DELETE FROM auth_inner.restricted_session WHERE login = $1",
        ] {
            tx.execute(ended, &[&of.login])?;
        }
    }
    Ok(())
}

fn computer(row: &Row) -> Result<Computer, PgError> {
    let time = |name| {
        let seconds: Option<i64> = column(row, name)?;
        Ok::<_, PgError>(seconds.map(Timestamp::from_seconds))
    };
    let standing = match (column(row, "can_login")?, column(row, "is_waiting")?) {
        (false, _) => Standing::Revoked,
        (true, true) => Standing::Waiting,
        (true, false) => Standing::Active,
    };
    let is_trusted: Option<bool> = column(row, "is_trusted")?;
    Ok(Computer {
        login: column(row, "login")?,
        standing,
        kind: is_trusted.map(ComputerKind::of_trust),
        added_at: time("added_at")?,
        joined_at: time("joined_at")?,
        seen_at: time("seen_at")?,
        program: column(row, "program")?,
    })
}

/// Records what the owner of the server has done.
pub(super) fn record(tx: &mut Tx<'_>, (whom, word): (&str, AuditWord)) -> Result<(), PgError> {
    record_at(tx, |now| {
        vec![AuditEvent {
            whom: whom.to_owned(),
            detail: AuditDetail::Word(word),
            ..AuditEvent::new(now, AuditKind::Store)
        }]
    })
}

/// Records events at the time of the server.
pub(super) fn record_at(
    tx: &mut Tx<'_>,
    events: impl FnOnce(Timestamp) -> Vec<AuditEvent>,
) -> Result<(), PgError> {
    let now = "SELECT floor(extract(epoch FROM clock_timestamp()))::bigint AS now";
    let rows = tx.query(now, &[])?;
    let now = Timestamp::from_seconds(column(one(&rows)?, "now")?);
    audit_log::record(tx, &events(now))
}

/// Returns a password that only a program needs to know.
///
/// # Errors
/// [`PgError::Unavailable`] if the system has no random numbers.
pub(crate) fn new_password() -> Result<SecretText, PgError> {
    let mut bytes = Zeroizing::new([0; PASSWORD_BYTES]);
    let filled = getrandom::fill(bytes.as_mut_slice());
    filled.map_err(|error| PgError::Unavailable(error.to_string()))?;
    Ok(SecretText::new(Base64UrlUnpadded::encode_string(
        bytes.as_slice(),
    )))
}

/// Returns what a server stores of a password, so that the password itself is never sent.
pub(super) fn verifier(password: &SecretText) -> String {
    scram_sha_256(password.expose().as_bytes())
}
