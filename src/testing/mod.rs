//! Signs a user in for the tests of an app, in one line and by the usual steps.
//!
//! There is no way around the checks in here. [`Authenticator::signed_in_as`] makes a configuration file
//! with one person in a folder of its own, signs them in with their password, and lets the window find
//! them remembered.

pub mod conformance;

use std::sync::Arc;

use tempfile::TempDir;

use crate::authenticator::Authenticator;
use crate::domain::account_id::AccountId;
use crate::domain::credential::StoredHash;
use crate::domain::customization::CustomValues;
use crate::domain::email::{Email, EmailError};
use crate::domain::person_name::PersonName;
use crate::domain::role::{AppRole, Role};
use crate::domain::secret::Secret;
use crate::domain::settings::Hashing;
use crate::domain::user::NewUser;
use crate::domain::user_key::{Key, SALT_BYTES};
use crate::domain::username::{Username, UsernameError};
use crate::service::Service;
use crate::service::ports::{
    CredentialStore, Environment, HasherError, PasswordHasher, StoreError,
};
use crate::service::remember_me::RememberError;
use crate::service::sign_in::SignInError;
use crate::store::hashing::{SlowHasher, derive};
use crate::store::memory::{MemoryClipboard, MemoryMailer, MemoryState, MemoryVault};
use crate::store::platform::{SystemClock, SystemPlatform, SystemRandomness};
use crate::store::yaml::YamlStore;

/// Real hashes at the lowest cost: right for tests, and too weak for anything else.
#[derive(Debug)]
pub struct QuickHasher;

impl PasswordHasher for QuickHasher {
    fn hash(&self, password: &Secret, how: Hashing) -> Result<StoredHash, HasherError> {
        SlowHasher.hash(password, quick(how))
    }

    fn verify(&self, password: &Secret, hash: &StoredHash) -> Result<bool, HasherError> {
        SlowHasher.verify(password, hash)
    }

    fn derive(&self, password: &Secret, salt: &[u8; SALT_BYTES]) -> Result<Key, HasherError> {
        derive(password, salt, 64)
    }

    fn decoy(&self, how: Hashing) -> Result<StoredHash, HasherError> {
        SlowHasher.decoy(quick(how))
    }

    fn is_below(&self, hash: &StoredHash, how: Hashing) -> bool {
        hash.is_below(quick(how))
    }
}

fn quick(how: Hashing) -> Hashing {
    Hashing {
        bcrypt_cost: 4,
        ..how
    }
}

/// The password of the user who is signed in for a test.
pub const PASSWORD: &str = "only for the tests of this app";

/// The reason why no user could be signed in for a test.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TestingError {
    /// There can be no such username.
    #[error("username: {0}")]
    Username(#[from] UsernameError),
    /// There can be no address with this username.
    #[error("e-mail: {0}")]
    Email(#[from] EmailError),
    /// A role without a name.
    #[error("a role has no name")]
    Role,
    /// The folder or the file could not be made.
    #[error("{0}")]
    Folder(#[from] std::io::Error),
    /// The same, by the store.
    #[error("{0:?}")]
    Store(#[from] StoreError),
    /// The password could not be hashed.
    #[error("{0}")]
    Hasher(#[from] HasherError),
    /// They were refused.
    #[error("{0:?}")]
    Refused(#[from] SignInError),
    /// They were not remembered.
    #[error("{0:?}")]
    NotRemembered(#[from] RememberError),
    /// The window did not find them remembered.
    #[error("no user was signed in")]
    NotSignedIn,
}

/// A user to be signed in for a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestUser {
    username: String,
    roles: Vec<String>,
    fields: CustomValues,
}

impl TestUser {
    /// Creates a user without roles.
    #[must_use]
    pub fn new(username: impl Into<String>) -> Self {
        Self {
            username: username.into(),
            roles: Vec::new(),
            fields: CustomValues::new(),
        }
    }

    /// Adds these roles.
    #[must_use]
    pub fn with_roles<R: AppRole>(mut self, roles: &[R]) -> Self {
        let names = roles.iter().map(|role| role.name().to_owned());
        self.roles.extend(names);
        self
    }

    /// Sets the value of one of the app's own fields.
    #[must_use]
    pub fn with_field(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.fields.insert(key.into(), value.into());
        self
    }
}

impl Authenticator {
    /// Signs in a user with these roles and the password [`PASSWORD`]; everything runs on the caller's thread. The
    /// configuration file is in a folder that is removed with the authenticator.
    ///
    /// # Errors
    /// - [`TestingError::Username`], [`TestingError::Email`] or [`TestingError::Role`] if a name cannot be used.
    /// - [`TestingError::Folder`] or [`TestingError::Store`] if the configuration file cannot be created.
    /// - [`TestingError::Hasher`], [`TestingError::Refused`], [`TestingError::NotRemembered`] or
    ///   [`TestingError::NotSignedIn`] if the user cannot be signed in.
    pub fn signed_in_as(
        ctx: &egui::Context,
        username: &str,
        roles: &[&str],
    ) -> Result<Self, TestingError> {
        Self::signed_in(ctx, &TestUser::new(username).with_roles(roles))
    }

    /// Signs in a user with roles and fields, as [`Authenticator::signed_in_as`] does.
    ///
    /// # Errors
    /// - [`TestingError::Username`], [`TestingError::Email`] or [`TestingError::Role`] if a name cannot be used.
    /// - [`TestingError::Folder`] or [`TestingError::Store`] if the configuration file cannot be created.
    /// - [`TestingError::Hasher`], [`TestingError::Refused`], [`TestingError::NotRemembered`] or
    ///   [`TestingError::NotSignedIn`] if the user cannot be signed in.
    pub fn signed_in(ctx: &egui::Context, user: &TestUser) -> Result<Self, TestingError> {
        let (service, folder) = service_with(user)?;
        let outcome = service
            .sign_in()
            .with_password(&user.username, &Secret::new(PASSWORD.to_owned()))?;
        let session_view = outcome.session_view().ok_or(TestingError::NotSignedIn)?;
        service.remember_me().remember(&session_view.session)?;
        let mut authenticator = Self::inline(service, ctx).keeping(folder);
        // The file is opened, then a remembered user is signed in.
        for _ in 0..8 {
            if authenticator.session().is_some() {
                return Ok(authenticator);
            }
            authenticator.logic(ctx);
        }
        Err(TestingError::NotSignedIn)
    }
}

/// Returns the use cases over a file with one user, and the folder that it is in.
fn service_with(user: &TestUser) -> Result<(Service, TempDir), TestingError> {
    let TestUser {
        username,
        roles,
        fields,
    } = user;
    let folder = tempfile::tempdir()?;
    let store = YamlStore::new(folder.path().join("config.yaml"));
    let roles = roles.iter().map(|role| Role::parse(role));
    let (parsed, name) = (Username::parse(username)?, PersonName::from_full(username));
    let email = Email::parse(username);
    let email = email.or_else(|_| Email::parse(&format!("{username}@example.org")))?;
    let id = AccountId::of_username(&parsed);
    let mut new = NewUser::new(id, parsed, email, name);
    new.fields.clone_from(fields);
    new.roles = roles.collect::<Option<_>>().ok_or(TestingError::Role)?;
    let password = Secret::new(PASSWORD.to_owned());
    let hash = QuickHasher.hash(&password, Hashing::default())?;
    store.create(&new, &hash)?;
    let environment = Environment {
        hasher: Arc::new(QuickHasher),
        clock: Arc::new(SystemClock),
        random: Arc::new(SystemRandomness),
        platform: Arc::new(SystemPlatform::default()),
        mailer: Arc::new(MemoryMailer::default()),
        clipboard: Arc::new(MemoryClipboard::default()),
    };
    let state = Arc::new(MemoryState::default());
    let vault = Arc::new(MemoryVault::default());
    let service = Service::new(Arc::new(store), state, vault, environment);
    Ok((service, folder))
}
