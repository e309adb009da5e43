//! What the functions for administrators answer: words, and users.

use serde::Deserialize;
use serde_json::{Map, Value, json};
use tokio_postgres::Row;

use crate::domain::account_id::AccountId;
use crate::domain::approval::ActionSummary;
use crate::domain::throttle::Attempts;
use crate::domain::timestamp::Timestamp;
use crate::domain::user::{Mistake, User};
use crate::domain::username::Username;
use crate::service::ports::{FoundUser, StoreError};
use crate::service::users::UserError;
use crate::store::postgres::client::column;
use crate::store::postgres::error::{FunctionRefusal, PgError};
use crate::store::postgres::restricted::RestrictedServer;
use crate::store::postgres::state::rows::one;
use crate::store::postgres::users::rows::user_with;

/// What stands for a hash that is not shown.
const HASH: &str = "$2b$04$.....................................................";

/// What a function says before what it found.
#[derive(Deserialize)]
struct Said {
    word: String,
    #[serde(flatten)]
    found: Map<String, Value>,
}

/// What has to be approved first.
#[derive(Deserialize)]
struct AskedToApprove {
    action: String,
    title: String,
    details: Vec<(String, String)>,
}

/// What the server shows of a user beside the record.
#[derive(Deserialize)]
struct Shown {
    id: String,
    username: String,
    damaged: bool,
    manage: bool,
    #[serde(default)]
    state: String,
    #[serde(default)]
    password: bool,
    #[serde(default)]
    second_factor: bool,
    #[serde(default)]
    codes: usize,
    first_code: Option<i64>,
    #[serde(default)]
    own_email: bool,
    #[serde(default)]
    failures: u32,
    #[serde(default)]
    locked_for: u32,
    last_sign_in: Option<i64>,
    #[serde(flatten)]
    record: Map<String, Value>,
}

/// Returns the error of an answer that cannot be understood.
pub(super) fn damaged() -> UserError {
    StoreError::Unreadable("the server does not answer as it should".to_owned()).into()
}

/// Returns the error of a call that a function refuses.
pub(super) fn refused(error: PgError) -> UserError {
    match error {
        PgError::Function(FunctionRefusal::Ended) => UserError::Ended,
        PgError::Function(FunctionRefusal::NotAllowed) => UserError::NotAllowed,
        PgError::Function(FunctionRefusal::NotFresh) => UserError::ReauthenticationRequired,
        PgError::Function(FunctionRefusal::Changed) => StoreError::Changed.into(),
        PgError::Function(FunctionRefusal::TooMany) => UserError::TooManyChanges,
        error => StoreError::from(error).into(),
    }
}

/// Returns the error that a word stands for.
pub(super) fn error_of(word: &str) -> UserError {
    match word {
        "not_allowed" => UserError::NotAllowed,
        "unknown" => UserError::Unknown,
        "own_account" => UserError::OwnAccount,
        "last_administrator" => UserError::LastAdministrator,
        "username_taken" => UserError::UsernameTaken,
        "email_taken" => UserError::EmailTaken(String::new()),
        "no_password" => UserError::NoPassword,
        "entry_mistake" => UserError::EntryMistake,
        "nothing_to_do" => UserError::NothingToDo,
        "unconfirmed" => UserError::Unconfirmed,
        _ => damaged(),
    }
}

impl RestrictedServer {
    /// Returns the user that the server shows.
    pub(super) fn user_of(&self, shown: Value) -> Result<FoundUser, UserError> {
        let shown: Shown = serde_json::from_value(shown).map_err(|_| damaged())?;
        let at = |seconds: i64| Timestamp::from_seconds(seconds);
        Ok(FoundUser {
            attempts: Attempts {
                failures: shown.failures,
                locked_for: shown.locked_for,
                // The server has taken off what has passed.
                seen_at: self.0.clock.now(),
                last_sign_in: shown.last_sign_in.map(at),
            },
            is_own_email: shown.own_email,
            can_manage: shown.manage,
            state: shown.state.clone().into_bytes(),
            user: shown.into_user().ok_or_else(damaged)?,
        })
    }
}

impl Shown {
    fn into_user(self) -> Option<User> {
        let id = AccountId::parse(&self.id)?;
        let username = Username::existing(&self.username).ok()?;
        if self.damaged {
            return Some(User {
                id,
                mistake: Some(Mistake::Entry),
                ..User::new(username)
            });
        }
        let mut record = self.record;
        let sealed = "A".repeat(80);
        let codes = (0..self.codes).map(|_| format!("code:{sealed}"));
        let second = self.second_factor.then(|| format!("totp:{sealed}"));
        let digest = "A".repeat(43);
        let reset = self.first_code;
        let reset = reset.map(|until| format!("reset:{until}/86400.{digest}"));
        let vault: Vec<_> = codes.chain(second).chain(reset).collect();
        for (key, value) in [
            ("username", json!(self.username)),
            ("password", json!(self.password.then_some(HASH))),
            ("picture", Value::Null),
            ("session_epoch", json!(0)),
            ("key_vault", json!(vault.join(" "))),
        ] {
            record.insert(key.to_owned(), value);
        }
        user_with(id, &Value::Object(record).to_string())
    }
}

/// Returns what a function has found.
///
/// # Errors
/// What the word of the function stands for, or [`UserError::Store`] if the answer cannot be understood.
pub(super) fn found(rows: &[Row]) -> Result<Map<String, Value>, UserError> {
    let row = one(rows).map_err(|error| UserError::from(StoreError::from(error)))?;
    let text: &str = column(row, "found").map_err(refused)?;
    let said: Said = serde_json::from_str(text).map_err(|_| damaged())?;
    match said.word.as_str() {
        "done" => Ok(said.found),
        "approval_required" => {
            let asked = serde_json::from_value(Value::Object(said.found));
            let AskedToApprove {
                action,
                title,
                details,
            } = asked.map_err(|_| damaged())?;
            let summary = ActionSummary::of_server(&action, title, details);
            Err(UserError::ApprovalRequired(Box::new(summary)))
        }
        "email_taken" => {
            let other = said.found.get("other").and_then(Value::as_str);
            Err(UserError::EmailTaken(other.unwrap_or_default().to_owned()))
        }
        word => Err(error_of(word)),
    }
}
