//! What the server or the way to it refuses, sorted by what can be done about it.

use std::error::Error;

use tokio_postgres::error::SqlState;

use crate::domain::problem::Position;
use crate::service::ports::store_error::reason;
use crate::service::ports::{StateError, StoreError};
use crate::store::postgres::refused_certificate::certificate_refusal;

/// An error of the PostgreSQL server or of the connection to it.
///
/// No text contains a password or values of a row: the details that the server reports are left out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PgError {
    /// The address, or a file that it names, cannot be used.
    #[error("{0}")]
    Address(String),
    /// The server cannot be reached, or did not answer in time. Nothing was changed.
    #[error("{0}")]
    Unavailable(String),
    /// The answer to a change was lost, so that it may have been made.
    #[error("the answer was lost: {0}")]
    #[doc(hidden)]
    Lost(String),
    /// Other programs have changed the same rows for too long.
    #[error("other programs are using the same rows")]
    #[doc(hidden)]
    Busy,
    /// The disk of the server is full.
    #[error("the disk of the server is full")]
    #[doc(hidden)]
    Full,
    /// The server refuses the login, or the login has no permission for the request.
    #[error("{0}")]
    Denied(String),
    /// The password is wrong or has expired.
    #[error("{0}")]
    #[doc(hidden)]
    WrongPassword(String),
    /// The tables do not accept a value.
    #[error("{0}")]
    #[doc(hidden)]
    Refused(String),
    /// The tables have not been created, or belong to an earlier version of the program.
    #[error("{}", reason::UNPREPARED)]
    #[doc(hidden)]
    Unprepared,
    /// A newer version of the program has changed the tables (R109).
    #[error("{}", reason::NEWER)]
    Newer,
    /// A row is damaged: this program has not written it in this form.
    #[error("{0}")]
    #[doc(hidden)]
    Damaged(String),
    /// A function for restricted computers refuses a call.
    #[error("{0}")]
    #[doc(hidden)]
    Function(FunctionRefusal),
}

/// Why a function for restricted computers refuses a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FunctionRefusal {
    /// The session has ended.
    #[error("the session has ended")]
    Ended,
    /// The user or the computer may not do this.
    #[error("this is not allowed on a restricted computer")]
    NotAllowed,
    /// What the change was decided on has changed.
    #[error("it was changed in the meantime")]
    Changed,
    /// The password was not entered in the last minutes.
    #[error("the password is needed again")]
    NotFresh,
    /// An argument has another form than the function expects.
    #[error("the server does not understand this program")]
    Malformed,
    /// There are no users yet.
    #[error("the database has no users yet")]
    Empty,
    /// Another user has the name or the e-mail address.
    #[error("another user has this address")]
    Taken,
    /// This computer or this user has done too much in the last hour.
    #[error("too many attempts")]
    TooMany,
}

impl FunctionRefusal {
    fn of(code: &str) -> Option<Self> {
        Some(match code {
            "AU001" => Self::Ended,
            "AU002" => Self::NotAllowed,
            "AU003" => Self::Changed,
            "AU004" => Self::NotFresh,
            "AU005" => Self::Malformed,
            "AU006" => Self::Empty,
            "AU007" => Self::Taken,
            "AU008" => Self::TooMany,
            _ => return None,
        })
    }
}

impl PgError {
    /// Returns the error for a row that cannot be understood.
    #[expect(clippy::needless_pass_by_value, reason = "for `map_err`")]
    pub(super) fn damaged(reason: impl ToString) -> Self {
        Self::Damaged(reason.to_string())
    }

    /// Sorts what the client library or the server reports.
    pub(super) fn of(error: &tokio_postgres::Error) -> Self {
        let Some(report) = error.as_db_error() else {
            let refused = certificate_refusal(error);
            return Self::Unavailable(refused.unwrap_or_else(|| innermost(error)));
        };
        if let Some(refusal) = FunctionRefusal::of(report.code().code()) {
            return Self::Function(refusal);
        }
        let text = report.message().to_owned();
        tracing::warn!(code = report.code().code(), %text, "PostgreSQL");
        match *report.code() {
            SqlState::T_R_SERIALIZATION_FAILURE
            | SqlState::T_R_DEADLOCK_DETECTED
            | SqlState::LOCK_NOT_AVAILABLE => Self::Busy,
            SqlState::DISK_FULL => Self::Full,
            SqlState::INSUFFICIENT_PRIVILEGE => Self::Denied(text),
            SqlState::INVALID_PASSWORD => Self::WrongPassword(text),
            SqlState::UNDEFINED_TABLE
            | SqlState::UNDEFINED_FUNCTION
            | SqlState::INVALID_SCHEMA_NAME
            | SqlState::INVALID_CATALOG_NAME => Self::Unprepared,
            SqlState::DUPLICATE_SCHEMA | SqlState::DUPLICATE_OBJECT => Self::Refused(text),
            SqlState::DATA_CORRUPTED | SqlState::INDEX_CORRUPTED => Self::Damaged(text),
            ref code if code.code().starts_with("28") => Self::Denied(text),
            // A value that cannot be stored, and a row that must not be there twice.
            ref code if code.code().starts_with("22") || code.code().starts_with("23") => {
                Self::Refused(text)
            }
            _ => Self::Unavailable(text),
        }
    }

    /// Returns the same error of a change whose outcome is not known.
    pub(super) fn of_change(self) -> Self {
        match self {
            Self::Unavailable(reason) => Self::Lost(reason),
            other => other,
        }
    }
}

/// Returns the reason that the others wrap: "connection refused", not "error connecting to server".
fn innermost(error: &dyn Error) -> String {
    let mut reason = error;
    while let Some(source) = reason.source() {
        reason = source;
    }
    reason.to_string()
}

impl From<PgError> for StateError {
    fn from(error: PgError) -> Self {
        match error {
            PgError::Busy => Self::Busy,
            PgError::Full => Self::Full,
            PgError::Newer => Self::Newer,
            PgError::Denied(reason) | PgError::WrongPassword(reason) => Self::Denied(reason),
            PgError::Damaged(reason) => Self::Damaged(reason),
            PgError::Function(FunctionRefusal::Malformed) => Self::Damaged(error.to_string()),
            PgError::Function(FunctionRefusal::Empty)
            | PgError::Address(_)
            | PgError::Unavailable(_)
            | PgError::Lost(_)
            | PgError::Refused(_)
            | PgError::Unprepared => Self::Unavailable(error.to_string()),
            PgError::Function(refusal) => Self::Denied(refusal.to_string()),
        }
    }
}

impl From<PgError> for StoreError {
    fn from(error: PgError) -> Self {
        match error {
            PgError::Busy => Self::Busy,
            PgError::Full => Self::Unwritable(error.to_string()),
            PgError::Refused(_) => Self::Refused(Position::START),
            PgError::Damaged(reason) => Self::Unreadable(reason),
            PgError::Function(refusal) => match refusal {
                FunctionRefusal::Ended | FunctionRefusal::Changed => Self::Changed,
                FunctionRefusal::Empty => Self::Absent,
                FunctionRefusal::Malformed => Self::Unreadable(error.to_string()),
                FunctionRefusal::NotAllowed => Self::Restricted,
                FunctionRefusal::NotFresh => Self::Refused(Position::START),
                FunctionRefusal::Taken => Self::EmailTaken,
                FunctionRefusal::TooMany => Self::TooMany,
            },
            // A computer that was revoked is like one without a network: its sessions end after a while (R42).
            PgError::Denied(reason) | PgError::WrongPassword(reason) => {
                Self::Unavailable(format!("{}{reason}", reason::DENIED))
            }
            PgError::Address(_)
            | PgError::Unavailable(_)
            | PgError::Lost(_)
            | PgError::Unprepared
            | PgError::Newer => Self::Unavailable(error.to_string()),
        }
    }
}
