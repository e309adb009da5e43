//! The state of several computers: what they count, record and keep out together is on the server, and what belongs to one
//! of them stays there.

mod attempts;
pub(super) mod audit_log;
mod codes;
mod heartbeat;
#[cfg(feature = "app")]
pub(crate) mod import;
mod local;
pub(super) mod name_key;
mod notices;
pub(super) mod rows;
mod sessions;
pub(in crate::store::postgres) mod signatures;

use std::sync::Arc;

use crate::service::ports::{StateError, StateStore};
use crate::store::name_digest::NameDigest;
use crate::store::postgres::client::{Client, Tx};
use crate::store::postgres::error::PgError;
use crate::store::postgres::state::heartbeat::Heartbeat;
use crate::store::postgres::state::name_key::NameKey;

/// The state that several computers share on one PostgreSQL server.
///
/// The computers share failed attempts, used codes, notices, open sessions, the audit log and signatures. Preferences, the
/// remembered sign-in, PINs and badges stay in a store on each computer, and their secrets in its keyring.
///
/// Session limits count the sessions that the server has heard from in the last 90 seconds, by its own clock. If a program
/// is killed, or its computer loses the connection, its sessions stop counting after that.
///
/// If the disk of the server is full, attempts cannot be counted, so every sign-in is refused.
///
/// # Examples
///
/// ```no_run
/// use std::sync::Arc;
///
/// use egui_authenticator::store::postgres::{Client, PgError, PostgresOptions, PostgresState};
/// use egui_authenticator::store::sqlite::SqliteState;
///
/// fn state(local: SqliteState) -> Result<PostgresState, PgError> {
///     let options = PostgresOptions::parse("postgresql://till1@db.shop/auth")?;
///     Ok(PostgresState::new(Client::connect(&options)?, Arc::new(local)))
/// }
/// ```
pub struct PostgresState {
    client: Client,
    local: Arc<dyn StateStore>,
    heartbeat: Heartbeat,
    name_key: NameKey,
}

opaque_debug!(PostgresState);

impl PostgresState {
    /// Creates a store of the database that `client` connects to. [`Client::migrate`] has to create its tables first. `local`
    /// keeps what belongs to this computer only.
    #[must_use]
    pub fn new(client: Client, local: Arc<dyn StateStore>) -> Self {
        Self {
            heartbeat: Heartbeat::new(client.clone()),
            name_key: NameKey::default(),
            client,
            local,
        }
    }

    /// Returns what digests the names that attempts and mailed codes are stored under.
    fn name_digest(&self) -> Result<NameDigest, PgError> {
        self.name_key.digest(&self.client)
    }

    /// Runs `work` in a transaction, again if another one came between.
    fn atomically<T>(
        &self,
        work: impl FnMut(&mut Tx<'_>) -> Result<T, PgError>,
    ) -> Result<T, StateError> {
        Ok(self.client.transaction(work)?)
    }
}
