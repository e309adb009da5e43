//! A person as the rules know them: already parsed, already checked.

use super::credential::StoredHash;
use super::email::Email;
use super::name::PersonName;
use super::role::Role;
use super::username::Username;

/// One entry under `credentials.usernames`.
#[derive(Clone)]
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
