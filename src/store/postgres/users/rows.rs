//! Rows of users: JSON with the words of the configuration file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::access_times::AccessTimes;
use crate::domain::account_id::AccountId;
use crate::domain::credential::StoredHash;
use crate::domain::email::Email;
use crate::domain::key_vault::KeyVault;
use crate::domain::person_name::PersonName;
use crate::domain::problem::{Cause, Effect, Position, Problem};
use crate::domain::role::Role;
use crate::domain::user::{Mistake, User};
use crate::domain::username::Username;
use crate::service::ports::StoreError;
use crate::service::ports::unaffected::is_same;

/// What is stored of a user beside the id. A field that is not known is damage, not something to drop with the next change.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    username: String,
    email: Option<String>,
    first_name: String,
    last_name: String,
    password: Option<String>,
    roles: Vec<String>,
    disabled: bool,
    /// First day, last day and hours of the access.
    times: [String; 3],
    pending: bool,
    picture: Option<String>,
    must_change_password: bool,
    session_epoch: u32,
    key_vault: String,
    fields: BTreeMap<String, String>,
}

/// Returns the record of a user; `None` if it could not be read again as it is.
pub(super) fn record_of(user: &User) -> Option<String> {
    let picture = match &user.picture {
        Some(path) => Some(path.to_str()?.to_owned()),
        None => None,
    };
    let record = Record {
        username: user.username.as_str().to_owned(),
        email: user.email.as_ref().map(|email| email.as_str().to_owned()),
        first_name: user.name.first.clone(),
        last_name: user.name.last.clone(),
        password: user.hash.as_ref().map(|hash| hash.as_str().to_owned()),
        roles: user
            .roles
            .iter()
            .map(|role| role.as_str().to_owned())
            .collect(),
        disabled: user.disabled,
        times: user.times.texts(),
        pending: user.is_pending,
        picture,
        must_change_password: user.must_change_password,
        session_epoch: user.session_epoch,
        key_vault: user.key_vault.to_text(),
        fields: user.fields.clone(),
    };
    let text = serde_json::to_string(&record).ok()?;
    let again = parsed(user.id, user.username.key(), &text).ok()?;
    is_same(&again, user).then_some(text)
}

pub(super) fn damaged(what: &str) -> StoreError {
    StoreError::Unreadable(format!("{what} in the database cannot be read"))
}

/// Returns the user of a row. One that is damaged is a user who cannot sign in, and whom no change may overwrite: without
/// a second factor that cannot be read, the password alone would be enough.
///
/// `None` if not even the name can be read.
pub(super) fn user_of(id: AccountId, name_key: &str, record: &str) -> Option<User> {
    parsed(id, name_key, record).ok().or_else(|| {
        let username = Username::existing(name_key).ok()?;
        Some(User {
            id,
            mistake: Some(Mistake::Entry),
            ..User::new(username)
        })
    })
}

/// Returns the user of a record that comes without the key of the name; `None` if it is damaged.
pub(in crate::store::postgres) fn user_with(id: AccountId, record: &str) -> Option<User> {
    read(id, record).ok()
}

/// Returns the problem of a user whose row is damaged.
pub(super) fn problem_of(user: &User) -> Option<Problem> {
    (user.mistake == Some(Mistake::Entry)).then(|| Problem {
        position: Position::START,
        field: format!("credentials.usernames.{}", user.username.as_str()),
        cause: Cause::Damaged,
        effect: Effect::ClosesUser,
        excerpt: None,
    })
}

/// A row that cannot be read.
struct Damaged;

fn parsed(id: AccountId, name_key: &str, record: &str) -> Result<User, Damaged> {
    let user = read(id, record)?;
    if user.username.key() == name_key {
        Ok(user)
    } else {
        Err(Damaged)
    }
}

fn read(id: AccountId, record: &str) -> Result<User, Damaged> {
    let record: Record = serde_json::from_str(record).map_err(|_| Damaged)?;
    let username = Username::existing(&record.username).map_err(|_| Damaged)?;
    let [from, until, hours] = &record.times;
    let roles = record.roles.iter().map(|role| Role::parse(role));
    Ok(User {
        id,
        email: optional(record.email, |text| Email::parse(text).ok())?,
        name: PersonName {
            first: record.first_name,
            last: record.last_name,
        },
        roles: roles.collect::<Option<_>>().ok_or(Damaged)?,
        disabled: record.disabled,
        times: AccessTimes::parse(from, until, hours).map_err(|_| Damaged)?,
        is_pending: record.pending,
        picture: record.picture.map(Into::into),
        hash: optional(record.password, |text| StoredHash::parse(text).ok())?,
        must_change_password: record.must_change_password,
        session_epoch: record.session_epoch,
        key_vault: KeyVault::parse(&record.key_vault).ok_or(Damaged)?,
        fields: record.fields,
        ..User::new(username)
    })
}

/// Parses a text that may be absent, but not damaged.
fn optional<T>(
    text: Option<String>,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, Damaged> {
    text.map(|text| parse(&text).ok_or(Damaged)).transpose()
}
