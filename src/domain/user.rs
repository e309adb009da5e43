//! Users: parsed and validated.

use std::collections::BTreeMap;
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use crate::domain::access_times::AccessTimes;
use crate::domain::account_id::AccountId;
use crate::domain::credential::StoredHash;
use crate::domain::custom_field::CustomValues;
use crate::domain::email::Email;
use crate::domain::key_vault::KeyVault;
use crate::domain::person_name::PersonName;
use crate::domain::remember_me::TokenHash;
use crate::domain::role::Role;
use crate::domain::user_key::Sealed;
use crate::domain::username::Username;

/// Highest value of `session_epoch`.
pub const EPOCH_MAX: u32 = 1_000_000_000;

/// What is wrong with the entry of a user, who cannot sign in because of it (R97).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mistake {
    /// There is no usable password. A new one mends the entry.
    Password,
    /// Another mistake, which has to be corrected in the file.
    Entry,
}

/// A user: one entry under `credentials.usernames`.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct User {
    /// Identifies the account, also from a later one with the same username (R82).
    pub id: AccountId,
    /// Username.
    pub username: Username,
    /// E-mail address; guests and hand-written entries may have none.
    pub email: Option<Email>,
    /// Name of the person.
    pub name: PersonName,
    /// Roles.
    pub roles: Vec<Role>,
    /// A disabled user cannot sign in.
    pub disabled: bool,
    /// When the user may sign in.
    pub times: AccessTimes,
    /// A user who registered and waits for approval; they cannot sign in yet.
    pub is_pending: bool,
    /// Path of a picture on this computer.
    pub picture: Option<PathBuf>,
    /// Password hash; absent for guests of a sign-in provider, and until a plain-text password has been hashed.
    pub hash: Option<StoredHash>,
    /// The user must choose a new password at the next sign-in.
    pub must_change_password: bool,
    /// Number of the current sessions; sessions and remembered sign-ins with a lower number have ended.
    pub session_epoch: u32,
    /// Wrapped keys, the second factor and codes.
    pub key_vault: KeyVault,
    /// Values of the host app's custom fields, by key.
    pub fields: CustomValues,
    /// A mistake in the entry, which closes the account (R97).
    pub mistake: Option<Mistake>,
}
opaque_debug!(User { username });

impl User {
    /// Creates a user without a password and without roles, whose id follows from the username.
    #[must_use]
    pub fn new(username: Username) -> Self {
        Self {
            id: AccountId::of_username(&username),
            username,
            email: None,
            name: PersonName::default(),
            roles: Vec::new(),
            disabled: false,
            times: AccessTimes::default(),
            is_pending: false,
            picture: None,
            hash: None,
            must_change_password: false,
            session_epoch: 0,
            key_vault: KeyVault::default(),
            fields: CustomValues::new(),
            mistake: None,
        }
    }

    /// Returns the value of one of the host app's custom fields.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&str> {
        self.fields.get(key).map(String::as_str)
    }

    /// Returns `true` if the user may sign in at the [times](Self::times) of the account: not disabled, approved, and
    /// without a mistake in the entry.
    #[must_use]
    pub fn can_sign_in(&self) -> bool {
        !self.disabled && !self.is_pending && self.mistake.is_none()
    }

    /// Returns the full name, or the username if there is none.
    #[must_use]
    pub fn display_name(&self) -> String {
        if self.name.is_empty() {
            self.username.as_str().to_owned()
        } else {
            self.name.full()
        }
    }

    /// Returns a digest that ties a sign-in to the account as it is now. A new password, other roles, another
    /// second factor, signing out everywhere, or another account with the same name change it (R42). `None` for an
    /// account without a password.
    #[must_use]
    #[doc(hidden)]
    pub fn fingerprint(&self) -> Option<TokenHash> {
        let hash = self.hash.as_ref()?;
        let totp = self.key_vault.totp.as_ref();
        let mut digest = Sha256::new();
        let mut part = |bytes: &[u8]| {
            digest.update(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
            digest.update(bytes);
        };
        part(self.id.as_bytes());
        part(self.username.key().as_bytes());
        part(hash.as_str().as_bytes());
        part(&self.session_epoch.to_be_bytes());
        part(totp.map(Sealed::to_text).unwrap_or_default().as_bytes());
        let mut roles: Vec<&str> = self.roles.iter().map(Role::as_str).collect();
        roles.sort_unstable();
        for role in roles {
            part(role.as_bytes());
        }
        Some(TokenHash(digest.finalize().into()))
    }
}

/// Validated input for a new user.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct NewUser {
    /// Identifies the account; random, so that it has nothing in common with an earlier one of the same name (R82).
    #[doc(hidden)]
    pub id: AccountId,
    /// Username.
    #[doc(hidden)]
    pub username: Username,
    /// E-mail address; `None` for an account that waits for approval and was registered with an address that
    /// another account has (R84).
    #[doc(hidden)]
    pub email: Option<Email>,
    /// Name of the person.
    #[doc(hidden)]
    pub name: PersonName,
    /// Initial roles.
    #[doc(hidden)]
    pub roles: Vec<Role>,
    /// A disabled user cannot sign in.
    #[doc(hidden)]
    pub disabled: bool,
    /// When the user may sign in.
    #[doc(hidden)]
    pub times: AccessTimes,
    /// Whether the user waits for approval.
    #[doc(hidden)]
    pub is_pending: bool,
    /// Wrapped keys and codes.
    #[doc(hidden)]
    pub key_vault: KeyVault,
    /// Values of the host app's custom fields.
    #[doc(hidden)]
    pub fields: CustomValues,
}

impl NewUser {
    /// Creates the input for a user without roles.
    #[must_use]
    pub fn new(id: AccountId, username: Username, email: Email, name: PersonName) -> Self {
        Self {
            id,
            username,
            email: Some(email),
            name,
            roles: Vec::new(),
            disabled: false,
            times: AccessTimes::default(),
            is_pending: false,
            key_vault: KeyVault::default(),
            fields: CustomValues::new(),
        }
    }

    /// Returns the user with this password hash.
    #[must_use]
    pub fn with_hash(self, hash: StoredHash) -> User {
        User {
            id: self.id,
            email: self.email,
            name: self.name,
            roles: self.roles,
            disabled: self.disabled,
            times: self.times,
            is_pending: self.is_pending,
            hash: Some(hash),
            key_vault: self.key_vault,
            fields: self.fields,
            ..User::new(self.username)
        }
    }
}

/// Changes to a user. `None` leaves a value as it is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UserPatch {
    /// E-mail address; `Some(None)` removes it.
    pub email: Option<Option<Email>>,
    /// First name.
    pub first_name: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
    /// All roles.
    pub roles: Option<Vec<Role>>,
    /// Whether the user is disabled.
    pub disabled: Option<bool>,
    /// When the user may sign in.
    pub times: Option<AccessTimes>,
    /// Whether the user waits for approval.
    pub is_pending: Option<bool>,
    /// Absolute path of a picture; `Some(None)` removes it.
    pub picture: Option<Option<PathBuf>>,
    /// Password hash.
    pub hash: Option<StoredHash>,
    /// Whether the user must choose a new password at the next sign-in.
    pub must_change_password: Option<bool>,
    /// New number of the current sessions.
    pub session_epoch: Option<u32>,
    /// Wrapped keys, the second factor and codes.
    pub key_vault: Option<KeyVault>,
    /// Values of custom fields by key; `None` as a value removes it.
    pub fields: BTreeMap<String, Option<String>>,
}

impl UserPatch {
    /// Creates a patch that changes only the password.
    #[must_use]
    #[doc(hidden)]
    pub fn password(hash: StoredHash) -> Self {
        Self {
            hash: Some(hash),
            ..Self::default()
        }
    }

    /// Creates a patch that changes only the vault.
    #[must_use]
    #[doc(hidden)]
    pub fn key_vault(key_vault: KeyVault) -> Self {
        Self {
            key_vault: Some(key_vault),
            ..Self::default()
        }
    }

    /// Creates a patch that ends all sessions of `user`.
    #[must_use]
    #[doc(hidden)]
    pub fn next_epoch(user: &User) -> Self {
        Self {
            session_epoch: Some((user.session_epoch + 1) % EPOCH_MAX),
            ..Self::default()
        }
    }

    /// Returns `true` if the patch changes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Applies the patch to a user.
    pub fn apply_to(&self, user: &mut User) {
        let (first, last) = (self.first_name.as_deref(), self.last_name.as_deref());
        user.name = user.name.with(first, last);
        if let Some(email) = &self.email {
            user.email.clone_from(email);
        }
        if let Some(roles) = &self.roles {
            user.roles.clone_from(roles);
        }
        if let Some(disabled) = self.disabled {
            user.disabled = disabled;
        }
        if let Some(times) = &self.times {
            user.times.clone_from(times);
        }
        if let Some(picture) = &self.picture {
            user.picture.clone_from(picture);
        }
        if let Some(is_pending) = self.is_pending {
            user.is_pending = is_pending;
        }
        if let Some(hash) = &self.hash {
            user.hash = Some(hash.clone());
            user.mistake = user.mistake.filter(|mistake| *mistake != Mistake::Password);
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
            if let Some(value) = value {
                user.fields.insert(key.clone(), value.clone());
            } else {
                user.fields.remove(key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ada() -> User {
        let hash = "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW";
        User {
            roles: vec![Role::admin()],
            hash: Some(StoredHash::parse(hash).expect("a hash")),
            ..User::new(Username::parse("ada").expect("a username"))
        }
    }

    #[test]
    fn r42_each_change_that_ends_sign_ins_gives_the_account_another_fingerprint() {
        let before = ada().fingerprint();
        assert_eq!(before, ada().fingerprint());
        let changes: [fn(&mut User); 6] = [
            |user| {
                let hash = "$2b$12$EixZaYVK1fsbw1ZfbX3OXfPaWxn96p36WQoeG6Lruj3vjPGga31lW";
                user.hash = StoredHash::parse(hash).ok();
            },
            |user| user.roles.clear(),
            |user| user.session_epoch = 1,
            |user| user.key_vault.totp = Sealed::parse(&"A".repeat(80)),
            |user| user.username = Username::parse("eve").expect("a username"),
            |user| user.id = AccountId::new([1; 16]),
        ];
        for change in changes {
            let mut after = ada();
            change(&mut after);
            assert_ne!(before, after.fingerprint());
        }
    }
}
