//! The server that a configuration file names.

use std::path::PathBuf;
use std::sync::Arc;

#[cfg(feature = "app")]
use crate::domain::store_settings::StoreSettings;
#[cfg(feature = "app")]
use crate::domain::throttle::Attempts;
#[cfg(feature = "app")]
use crate::domain::user::User;
use crate::service::or_log::OrLog as _;
#[cfg(feature = "app")]
use crate::service::ports::{AttemptStore as _, StateError};
use crate::service::ports::{Authority, ComputerList, CredentialStore, StateStore};
#[cfg(feature = "app")]
use crate::service::throttle::key_of;
use crate::store::hashing::SlowHasher;
use crate::store::keyring::KeyringVault;
use crate::store::platform::SystemClock;
#[cfg(feature = "app")]
use crate::store::postgres::LocalState;
use crate::store::postgres::{
    Client, PgError, PostgresOptions, PostgresState, PostgresStore, RestrictedServer,
};
use crate::store::shared::SharedStore;
use crate::store::sqlite::SqliteState;
use crate::store::yaml::YamlStore;
use crate::wiring::paths::{Paths, Stores};

/// The name of the file with the passwords of a computer, beside the configuration file.
const PASSWORD_FILE: &str = "store.pgpass";

impl Stores {
    /// Returns the stores on the server that the configuration file names; `None` if it names none that can be used. No
    /// connection is made yet.
    pub(super) fn remote(paths: &Paths) -> Option<Self> {
        let (file, settings) = YamlStore::of_computer(&paths.config)?;
        let options = paths.server_options(&settings.postgres);
        let options = options.or_log("parse the address of the server")?;
        // What is kept on this computer belongs to one database, and to one file as without a server.
        let slot = format!("{} {}", options.location(), paths.slot());
        let local = SqliteState::new(&paths.state, slot.as_str());
        let of_server = if settings.restricted {
            OfServer::restricted(options, local)
        } else {
            OfServer::trusted(options, local)
        };
        let users = SharedStore::new(of_server.users, file);
        Some(Self {
            credentials: Arc::new(users.or_log("read the configuration file")?),
            state: of_server.state,
            slot,
            offline_minutes: Some(settings.offline_minutes),
            computers: of_server.computers,
            authority: of_server.authority,
        })
    }
}

/// What a server gives a computer.
struct OfServer {
    users: Arc<dyn CredentialStore>,
    state: Arc<dyn StateStore>,
    computers: Option<Arc<dyn ComputerList>>,
    authority: Option<Arc<dyn Authority>>,
}

impl OfServer {
    /// The tables themselves.
    fn trusted(options: PostgresOptions, local: SqliteState) -> Self {
        let client = Client::later(options);
        Self {
            users: Arc::new(PostgresStore::new(client.clone())),
            computers: Some(Arc::new(client.clone())),
            state: Arc::new(PostgresState::new(client, Arc::new(local))),
            authority: None,
        }
    }

    /// The functions of the server, which decide. No table is read.
    fn restricted(options: PostgresOptions, local: SqliteState) -> Self {
        let client = Client::later_restricted(options);
        let (hasher, clock) = (Arc::new(SlowHasher), Arc::new(SystemClock));
        let server = RestrictedServer::new(client, Arc::new(local), hasher, clock);
        Self {
            users: Arc::new(server.clone()),
            state: Arc::new(server.clone()),
            computers: None,
            authority: Some(Arc::new(server)),
        }
    }
}

impl Paths {
    /// Parses the address of a server, whose password can also be in the keyring of this computer or in a file beside the
    /// configuration file.
    ///
    /// # Errors
    /// [`PgError::Address`] if the address cannot be used.
    pub(crate) fn server_options(&self, address: &str) -> Result<PostgresOptions, PgError> {
        let options = PostgresOptions::parse(address)?;
        let entry = password_entry(&self.app, &options);
        let options = options.with_keyring(Arc::new(entry));
        Ok(options.with_own_file(self.password_file()))
    }

    /// Returns the file with the passwords of this computer, if there is no keyring.
    pub(crate) fn password_file(&self) -> PathBuf {
        self.config.with_file_name(PASSWORD_FILE)
    }
}

/// What the command line needs of the server and of this computer.
#[cfg(feature = "app")]
impl Paths {
    /// Returns the section of the configuration file that names the server, if there is one.
    pub(crate) fn server(&self) -> Option<Arc<StoreSettings>> {
        YamlStore::of_computer(&self.config).map(|(_, settings)| settings)
    }

    /// Returns `true` if the configuration file says that this computer may only call functions of its server.
    pub(crate) fn is_restricted(&self) -> bool {
        self.server().is_some_and(|server| server.restricted)
    }

    /// Returns what this computer has kept of the users of its configuration file: failed attempts and ended credentials.
    ///
    /// # Errors
    /// [`StateError`] if the state database cannot be read.
    pub(crate) fn local_state(&self, users: &[User]) -> Result<LocalState, StateError> {
        if !self.state.exists() {
            return Ok(LocalState::default());
        }
        let state = SqliteState::new(&self.state, self.slot());
        let keys: Vec<_> = users.iter().map(key_of).collect();
        let found = state.attempts_of(&keys)?;
        let attempts = keys.into_iter().zip(found);
        let made = attempts.filter(|(_, attempts)| *attempts != Attempts::default());
        Ok(LocalState {
            ended: state.ended()?,
            attempts: made.collect(),
        })
    }
}

/// Returns the entry of the OS keyring for the password of this login, in the keyring of the app with this name.
pub(crate) fn password_entry(app: &str, options: &PostgresOptions) -> KeyringVault {
    KeyringVault::new(app, options.login())
}

/// Returns where the server is, without a password.
#[cfg(feature = "app")]
pub(crate) fn location(store: &StoreSettings) -> Option<String> {
    let options = PostgresOptions::parse(&store.postgres).ok()?;
    Some(options.location())
}
