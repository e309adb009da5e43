//! A person as the rules know them: already parsed, already checked.

use super::credential::StoredHash;
use super::email::Email;
use super::name::PersonName;
use super::role::Role;
use super::username::Username;

/// One entry under `credentials.usernames`.
#[derive(Clone, PartialEq)]
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
    /// Absent for guests of a sign-in provider, and until a plain-text password has been hashed.
    pub hash: Option<StoredHash>,
}

impl User {
    /// What to greet them with: their first name, or the username when they have none.
    #[must_use]
    pub fn greeting_name(&self) -> &str {
        if self.name.first.is_empty() {
            self.username.as_str()
        } else {
            &self.name.first
        }
    }

    /// Whether they are an administrator who can sign in.
    #[must_use]
    pub fn is_active_admin(&self) -> bool {
        !self.disabled && self.roles.contains(&Role::admin())
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
pub struct NewUser {
    /// The name to sign in with.
    pub username: Username,
    /// How to reach them.
    pub email: Email,
    /// What they are called.
    pub name: PersonName,
    /// Their first roles.
    pub roles: Vec<Role>,
}

impl NewUser {
    /// The person that they become.
    #[must_use]
    pub fn with_hash(self, hash: StoredHash) -> User {
        User {
            username: self.username,
            email: Some(self.email),
            name: self.name,
            roles: self.roles,
            disabled: false,
            hash: Some(hash),
        }
    }
}

/// What is to change about a person. What is `None` stays as it is.
#[derive(Clone, Default)]
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
    /// Their password.
    pub hash: Option<StoredHash>,
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
        self.email.is_none()
            && self.first_name.is_none()
            && self.last_name.is_none()
            && self.roles.is_none()
            && self.disabled.is_none()
            && self.hash.is_none()
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
        if let Some(hash) = &self.hash {
            user.hash = Some(hash.clone());
        }
    }
}
