//! Signs a user in for the tests of an app, in one line and by the usual steps: [`Authenticator::test`].

pub mod conformance;
mod restricted;

use std::fmt;
use std::sync::Arc;

use crate::authenticator::Authenticator;
use crate::domain::credential::StoredHash;
use crate::domain::customization::{CustomValues, Customization};
use crate::domain::email::{Email, EmailError};
use crate::domain::person_name::PersonName;
use crate::domain::role::{AppRole, Role};
use crate::domain::secret::Secret;
use crate::domain::settings::{Hashing, Settings};
use crate::domain::user::User;
use crate::domain::user_key::{Key, SALT_BYTES};
use crate::domain::username::{Username, UsernameError};
use crate::service::Service;
use crate::service::dependencies::Dependencies;
use crate::service::ports::user_directory::UserDirectory;
use crate::service::ports::{Environment, HasherError, PasswordHasher};
use crate::service::remember_me::RememberError;
use crate::service::sign_in::SignInError;
use crate::store::hashing::{SlowHasher, derive};
use crate::store::memory::{
    MemoryClipboard, MemoryCredentials, MemoryMailer, MemoryState, MemoryVault,
};
use crate::store::platform::{SystemClock, SystemPlatform, SystemRandomness};
#[doc(hidden)]
pub use crate::testing::restricted::MemoryAuthority;

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

    fn hash_with_salt(&self, password: &Secret, salt: &str) -> Result<StoredHash, HasherError> {
        SlowHasher.hash_with_salt(password, salt)
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

/// The password of every user of a test.
pub const PASSWORD: &str = "only for the tests of this app";

/// The reason why a test user could not be signed in.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TestingError {
    /// There can be no such username.
    #[error("username: {0}")]
    #[doc(hidden)]
    Username(#[from] UsernameError),
    /// There can be no address with this username.
    #[error("e-mail: {0}")]
    #[doc(hidden)]
    Email(#[from] EmailError),
    /// A role without a name.
    #[error("a role has no name")]
    #[doc(hidden)]
    Role,
    /// The password could not be hashed.
    #[error("{0}")]
    #[doc(hidden)]
    Hasher(#[from] HasherError),
    /// The user was refused.
    #[error("{0:?}")]
    #[doc(hidden)]
    Refused(#[from] SignInError),
    /// The user was not remembered.
    #[error("{0:?}")]
    #[doc(hidden)]
    NotRemembered(#[from] RememberError),
    /// The user needs another step than a password.
    #[error("no user was signed in")]
    #[doc(hidden)]
    NotSignedIn,
}

/// A user of a test.
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

    fn with_hash(&self, hash: &StoredHash) -> Result<User, TestingError> {
        let username = Username::parse(&self.username)?;
        let email = Email::parse(&self.username);
        let email = email.or_else(|_| Email::parse(&format!("{}@example.org", self.username)))?;
        let roles = self.roles.iter().map(|role| Role::parse(role));
        Ok(User {
            email: Some(email),
            name: PersonName::from_full(&self.username),
            roles: roles.collect::<Option<_>>().ok_or(TestingError::Role)?,
            fields: self.fields.clone(),
            hash: Some(hash.clone()),
            ..User::new(username)
        })
    }
}

/// An authenticator for the tests of an app, over users in memory. Everything runs on the caller's thread.
///
/// ```
/// use egui_authenticator::testing::{TestUser, TestingError};
/// use egui_authenticator::{Authenticator, Customization};
///
/// fn start(ctx: &egui::Context, rules: Customization) -> Result<Authenticator, TestingError> {
///     Authenticator::test(ctx)
///         .rules(rules)
///         .user(TestUser::new("ada").with_roles(&["lead"]))
///         .user(TestUser::new("bob"))
///         .signed_in("ada")
///         .build()
/// }
/// # assert!(start(&egui::Context::default(), Customization::default()).is_ok());
/// ```
#[must_use = "nothing starts before `build`"]
pub struct TestBuilder {
    ctx: egui::Context,
    rules: Customization,
    settings: Settings,
    users: Vec<TestUser>,
    signed_in: Option<String>,
}

impl Authenticator {
    /// Builds an authenticator for the tests of an app: with its rules, with users whose password is [`PASSWORD`], and with one
    /// of them signed in.
    ///
    /// ```
    /// use egui_authenticator::Authenticator;
    /// use egui_authenticator::testing::TestUser;
    ///
    /// let ctx = egui::Context::default();
    /// let ada = TestUser::new("ada").with_roles(&["lead"]);
    /// let authenticator = Authenticator::test(&ctx).user(ada).signed_in("ada").build()?;
    /// assert!(authenticator.session().is_some_and(|session| session.has_role("lead")));
    /// # Ok::<(), egui_authenticator::testing::TestingError>(())
    /// ```
    pub fn test(ctx: &egui::Context) -> TestBuilder {
        TestBuilder {
            ctx: ctx.clone(),
            rules: Customization::default(),
            settings: Settings::default(),
            users: Vec::new(),
            signed_in: None,
        }
    }
}

impl TestBuilder {
    /// Sets the fields, the checks and the roles of the app.
    pub fn rules(mut self, rules: Customization) -> Self {
        self.rules = rules;
        self
    }

    /// Sets the settings of the store.
    pub fn settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// Adds a user.
    pub fn user(mut self, user: TestUser) -> Self {
        self.users.push(user);
        self
    }

    /// Signs in the user with this username.
    pub fn signed_in(mut self, username: impl Into<String>) -> Self {
        self.signed_in = Some(username.into());
        self
    }

    /// Starts the authenticator. The user is signed in with their password and by the usual steps; there is no way around
    /// the checks.
    ///
    /// # Errors
    /// - [`TestingError::Username`], [`TestingError::Email`] or [`TestingError::Role`] if a name of a user cannot be used.
    /// - [`TestingError::Hasher`] if their passwords cannot be hashed.
    /// - [`TestingError::Refused`], [`TestingError::NotRemembered`] or [`TestingError::NotSignedIn`] if the user cannot be
    ///   signed in with a password alone, or the settings do not keep users signed in.
    pub fn build(self) -> Result<Authenticator, TestingError> {
        let hash = QuickHasher.hash(&password(), Hashing::default())?;
        let users = self.users.iter().map(|user| user.with_hash(&hash));
        let directory = UserDirectory {
            settings: self.settings,
            users: users.collect::<Result<_, _>>()?,
            ..UserDirectory::default()
        };
        let mut dependencies = in_memory(directory);
        dependencies.customization = Arc::new(self.rules);
        let service = Service::from(dependencies);
        if let Some(username) = &self.signed_in {
            let outcome = service.sign_in().with_password(username, &password())?;
            let session_view = outcome.session_view().ok_or(TestingError::NotSignedIn)?;
            service.remember_me().remember(&session_view.session)?;
        }
        let mut authenticator = Authenticator::inline(service, &self.ctx);
        // The store is opened, then a remembered user is signed in.
        for _ in 0..8 {
            if authenticator.session().is_some() {
                break;
            }
            authenticator.logic(&self.ctx);
        }
        match (&self.signed_in, authenticator.session()) {
            (Some(_), None) => Err(TestingError::NotSignedIn),
            _ => Ok(authenticator),
        }
    }
}

impl fmt::Debug for TestBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TestBuilder")
            .field("users", &self.users)
            .field("signed_in", &self.signed_in)
            .finish_non_exhaustive()
    }
}

fn password() -> Secret {
    Secret::new(PASSWORD.to_owned())
}

/// Returns what the use cases need, with these users, and without anything of this computer but its clock.
fn in_memory(directory: UserDirectory) -> Dependencies {
    let environment = Environment {
        hasher: Arc::new(QuickHasher),
        clock: Arc::new(SystemClock),
        random: Arc::new(SystemRandomness),
        platform: Arc::new(SystemPlatform::default()),
        mailer: Arc::new(MemoryMailer::default()),
        clipboard: Arc::new(MemoryClipboard::default()),
    };
    let users = Arc::new(MemoryCredentials::with(directory));
    let (state, vault) = (MemoryState::default(), MemoryVault::default());
    let mut dependencies = Dependencies::new(users, Arc::new(state), Arc::new(vault), environment);
    dependencies.computer_vault = Arc::new(MemoryVault::default());
    dependencies
}
