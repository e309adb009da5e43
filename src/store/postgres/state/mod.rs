//! The state of several computers.

use std::sync::Arc;

use crate::service::ports::StateStore;
use crate::store::postgres::client::Client;

/// The state of several computers in a PostgreSQL server.
pub struct PostgresState {
    client: Client,
    local: Arc<dyn StateStore>,
}

opaque_debug!(PostgresState);

impl PostgresState {
    /// Creates the store over a server whose tables [`Client::migrate`] has created. What belongs to this computer alone is
    /// in `local`.
    #[must_use]
    pub fn new(client: Client, local: Arc<dyn StateStore>) -> Self {
        Self { client, local }
    }
}
