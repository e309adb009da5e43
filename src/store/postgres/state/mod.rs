//! The state of several computers: what they count, record and keep out together is on the server, and what belongs to one
//! of them stays there.

mod attempts;
mod audit_log;
mod codes;
mod heartbeat;
mod local;
mod name_key;
mod notices;
pub(super) mod rows;
mod sessions;
mod signatures;

use std::sync::Arc;

use crate::service::ports::{StateError, StateStore};
use crate::store::name_digest::NameDigest;
use crate::store::postgres::client::{Client, Tx};
use crate::store::postgres::error::PgError;
use crate::store::postgres::state::heartbeat::Heartbeat;
use crate::store::postgres::state::name_key::NameKey;

/// The state of several computers in one PostgreSQL.
///
/// Failed attempts, used codes, notices, open sessions, the audit log and signatures are on the server, so that they hold on
/// all computers together. Preferences, the remembered sign-in and what unlocks quickly stay in a store of this computer,
/// whose keyring has the rest of them.
///
/// Limits of sessions count those that were seen in the last 90 seconds, by the clock of the server. A session of a program
/// that was killed, or whose computer lost the server, is free after that time.
///
/// If the disk of the server is full, no attempt can be counted, so that every sign-in is refused.
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
    /// Creates the store over a server whose tables [`Client::migrate`] has created. What belongs to this computer alone is
    /// in `local`.
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
