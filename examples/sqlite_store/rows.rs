//! Records of the tables: JSON with the words of the configuration file.

use std::collections::BTreeMap;
use std::path::PathBuf;

use egui_authenticator::users::{
    AccessTimes, AccountId, Email, KeyVault, PersonName, Role, StoredHash, User, Username,
};
use serde::{Deserialize, Serialize};

/// A record that cannot be read.
pub struct Damaged;

/// Reads a text that may be missing, but not damaged.
fn read<T>(text: Option<&String>, parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Damaged> {
    text.map(|text| parse(text).ok_or(Damaged)).transpose()
}

/// Reads texts, none of which may be damaged.
fn read_all<T>(texts: &[String], parse: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, Damaged> {
    let all: Option<_> = texts.iter().map(|text| parse(text)).collect();
    all.ok_or(Damaged)
}

fn names(roles: &[Role]) -> Vec<String> {
    roles.iter().map(|role| role.as_str().to_owned()).collect()
}

/// A user.
#[derive(Serialize, Deserialize)]
pub struct UserRow {
    account_id: String,
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
    picture: Option<PathBuf>,
    must_change_password: bool,
    session_epoch: u32,
    /// Wrapped keys, the second factor and codes.
    key_vault: String,
    fields: BTreeMap<String, String>,
}

impl UserRow {
    pub fn of(user: &User) -> Self {
        Self {
            account_id: user.id.to_string(),
            username: user.username.as_str().to_owned(),
            email: user.email.as_ref().map(|email| email.as_str().to_owned()),
            first_name: user.name.first.clone(),
            last_name: user.name.last.clone(),
            password: user.hash.as_ref().map(|hash| hash.as_str().to_owned()),
            roles: names(&user.roles),
            disabled: user.disabled,
            times: user.times.texts(),
            pending: user.is_pending,
            picture: user.picture.clone(),
            must_change_password: user.must_change_password,
            session_epoch: user.session_epoch,
            key_vault: user.key_vault.to_text(),
            fields: user.fields.clone(),
        }
    }

    pub fn user(self) -> Result<User, Damaged> {
        let mut user = User::new(Username::parse(&self.username).map_err(|_| Damaged)?);
        user.id = AccountId::parse(&self.account_id).ok_or(Damaged)?;
        user.email = read(self.email.as_ref(), |text| Email::parse(text).ok())?;
        user.name = PersonName::new(&self.first_name, &self.last_name);
        user.hash = read(self.password.as_ref(), |text| StoredHash::parse(text).ok())?;
        user.roles = read_all(&self.roles, Role::parse)?;
        user.disabled = self.disabled;
        let [from, until, hours] = &self.times;
        user.times = AccessTimes::parse(from, until, hours).map_err(|_| Damaged)?;
        user.is_pending = self.pending;
        user.picture = self.picture;
        user.must_change_password = self.must_change_password;
        user.session_epoch = self.session_epoch;
        user.key_vault = KeyVault::parse(&self.key_vault).ok_or(Damaged)?;
        user.fields = self.fields;
        Ok(user)
    }
}
