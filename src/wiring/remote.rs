//! The server that a configuration file names.

use std::sync::Arc;

#[cfg(feature = "app")]
use crate::domain::store_settings::StoreSettings;
use crate::service::or_log::OrLog as _;
use crate::store::keyring::KeyringVault;
use crate::store::postgres::{Client, PostgresOptions, PostgresState, PostgresStore};
use crate::store::shared::SharedStore;
use crate::store::sqlite::SqliteState;
use crate::store::yaml::YamlStore;
use crate::wiring::paths::{Paths, Stores};

impl Stores {
    /// Returns the stores on the server that the configuration file names; `None` if it names none that can be used. No
    /// connection is made yet.
    pub(super) fn remote(paths: &Paths) -> Option<Self> {
        let (file, settings) = YamlStore::of_computer(&paths.config)?;
        let options = PostgresOptions::parse(&settings.postgres);
        let options = options.or_log("parse the address of the server")?;
        let entry = password_entry(&paths.app, &options);
        // What is kept on this computer belongs to one database, and to one file as without a server.
        let slot = format!("{} {}", options.location(), paths.slot());
        let client = Client::later(options.with_keyring(Arc::new(entry)));
        let users = SharedStore::new(PostgresStore::new(client.clone()), file);
        let users = users.or_log("read the configuration file")?;
        let local = SqliteState::new(&paths.state, slot.as_str());
        Some(Self {
            computers: Some(Arc::new(client.clone())),
            credentials: Arc::new(users),
            state: Arc::new(PostgresState::new(client, Arc::new(local))),
            slot,
            offline_minutes: Some(settings.offline_minutes),
        })
    }
}

/// Returns the entry of the OS keyring for the password of this login, in the keyring of the app with this name.
pub(crate) fn password_entry(app: &str, options: &PostgresOptions) -> KeyringVault {
    KeyringVault::new(app, options.location())
}

/// Returns where the server is, without a password.
#[cfg(feature = "app")]
pub(crate) fn location(store: &StoreSettings) -> Option<String> {
    let options = PostgresOptions::parse(&store.postgres).ok()?;
    Some(options.location())
}
