//! A person as the rules know them: already parsed, already checked.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::domain::credential::StoredHash;
use crate::domain::customization::CustomValues;
use crate::domain::email::Email;
use crate::domain::person_name::PersonName;
use crate::domain::recovery::KeyVault;
use crate::domain::role::Role;
use crate::domain::username::Username;

/// The most that `session_epoch` can be.
pub const EPOCH_MAX: u32 = 1_000_000_000;

/// One entry under `credentials.usernames`.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct User {
    /// The name to sign in with.
    pub username: Username,
    /// How to reach them; guests and hand-written entries may have none.
    pub email: Option<Email>,
    /// What they are called.
    pub name: PersonName,
    /// What opens pages to them.
    pub roles: Vec<Role>,
    /// A disabled account cannot sign in.
    pub disabled: bool,
    /// Somebody who registered and waits for an administrator's approval; they cannot sign in yet.
    pub is_pending: bool,
    /// A picture of them on this computer.
    pub picture: Option<PathBuf>,
    /// Absent for guests of a sign-in provider, and until a plain-text password has been hashed.
    pub hash: Option<StoredHash>,
    /// They choose another password before anything else.
    pub must_change_password: bool,
    /// Sign-ins that began under a lower number have ended.
    pub session_epoch: u32,
    /// What protects the account beside the password.
    pub key_vault: KeyVault,
    /// What an app keeps about them, by the keys of its own fields.
    pub fields: CustomValues,
}

impl User {
    /// Somebody of whom nothing but the username is known: no password, no roles.
    #[must_use]
    pub fn new(username: Username) -> Self {
        Self {
            username,
            email: None,
            name: PersonName::default(),
            roles: Vec::new(),
            disabled: false,
            is_pending: false,
            picture: None,
            hash: None,
            must_change_password: false,
            session_epoch: 0,
            key_vault: KeyVault::default(),
            fields: CustomValues::new(),
        }
    }

    /// What one of the app's own fields holds.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&str> {
        self.fields.get(key).map(String::as_str)
    }

    /// What to greet them with: their first name, or the username when they have none.
    #[must_use]
    pub fn greeting_name(&self) -> &str {
        if self.name.first.is_empty() {
            self.username.as_str()
        } else {
            &self.name.first
        }
    }

    /// The words that do not make a password for them (R8).
    #[must_use]
    pub fn own_words(&self) -> Vec<String> {
        let email = self.email.as_ref().map_or("", Email::as_str);
        let words = [
            &self.name.first,
            &self.name.last,
            self.username.as_str(),
            email,
        ];
        words.map(str::to_owned).to_vec()
    }

    /// Whether the account may be used: not disabled, and approved of.
    #[must_use]
    pub fn can_sign_in(&self) -> bool {
        !self.disabled && !self.is_pending
    }

    /// Whether they are an administrator who can sign in.
    #[must_use]
    pub fn is_active_admin(&self) -> bool {
        self.can_sign_in() && self.roles.contains(&Role::admin())
    }

    /// Their whole name, or the username when they have none.
    #[must_use]
    pub fn display_name(&self) -> String {
        if self.name.is_empty() {
            self.username.as_str().to_owned()
        } else {
            self.name.full()
        }
    }
}

/// What somebody filled in to get an account, checked.
#[derive(Clone)]
#[non_exhaustive]
pub struct NewUser {
    /// The name to sign in with.
    pub username: Username,
    /// How to reach them.
    pub email: Email,
    /// What they are called.
    pub name: PersonName,
    /// Their first roles.
    pub roles: Vec<Role>,
    /// Whether they wait for approval.
    pub is_pending: bool,
    /// What protects the account beside the password.
    pub key_vault: KeyVault,
    /// What an app keeps about them.
    pub fields: CustomValues,
}

impl NewUser {
    /// Somebody without roles.
    #[must_use]
    pub fn new(username: Username, email: Email, name: PersonName) -> Self {
        Self {
            username,
            email,
            name,
            roles: Vec::new(),
            is_pending: false,
            key_vault: KeyVault::default(),
            fields: CustomValues::new(),
        }
    }

    /// The person that they become.
    #[must_use]
    pub fn with_hash(self, hash: StoredHash) -> User {
        User {
            email: Some(self.email),
            name: self.name,
            roles: self.roles,
            is_pending: self.is_pending,
            hash: Some(hash),
            key_vault: self.key_vault,
            fields: self.fields,
            ..User::new(self.username)
        }
    }
}

/// What is to change about a person. What is `None` stays as it is.
#[derive(Clone, Default, PartialEq)]
pub struct UserPatch {
    /// How to reach them.
    pub email: Option<Email>,
    /// Given name.
    pub first_name: Option<String>,
    /// Family name.
    pub last_name: Option<String>,
    /// All of their roles.
    pub roles: Option<Vec<Role>>,
    /// Whether they cannot sign in.
    pub disabled: Option<bool>,
    /// Whether they wait for approval.
    pub is_pending: Option<bool>,
    /// A picture file, by its whole path; `None` inside for none any more.
    pub picture: Option<Option<PathBuf>>,
    /// Their password.
    pub hash: Option<StoredHash>,
    /// Whether they choose another password before anything else.
    pub must_change_password: Option<bool>,
    /// Sign-ins that began under a lower number end.
    pub session_epoch: Option<u32>,
    /// What protects the account beside the password.
    pub key_vault: Option<KeyVault>,
    /// What an app keeps about them, by key; `None` inside for nothing any more.
    pub fields: BTreeMap<String, Option<String>>,
}

impl UserPatch {
    /// Another password and nothing else.
    #[must_use]
    pub fn password(hash: StoredHash) -> Self {
        Self {
            hash: Some(hash),
            ..Self::default()
        }
    }

    /// Whether nothing is to change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Makes the change.
    pub fn apply_to(&self, user: &mut User) {
        let (first, last) = (self.first_name.as_deref(), self.last_name.as_deref());
        user.name = user.name.with(first, last);
        if let Some(email) = &self.email {
            user.email = Some(email.clone());
        }
        if let Some(roles) = &self.roles {
            user.roles.clone_from(roles);
        }
        if let Some(disabled) = self.disabled {
            user.disabled = disabled;
        }
        if let Some(picture) = &self.picture {
            user.picture.clone_from(picture);
        }
        if let Some(is_pending) = self.is_pending {
            user.is_pending = is_pending;
        }
        if let Some(hash) = &self.hash {
            user.hash = Some(hash.clone());
        }
        if let Some(must_change) = self.must_change_password {
            user.must_change_password = must_change;
        }
        if let Some(epoch) = self.session_epoch {
            user.session_epoch = epoch;
        }
        if let Some(key_vault) = &self.key_vault {
            user.key_vault.clone_from(key_vault);
        }
        for (key, value) in &self.fields {
            match value {
                Some(value) => drop(user.fields.insert(key.clone(), value.clone())),
                None => drop(user.fields.remove(key)),
            }
        }
    }
}
