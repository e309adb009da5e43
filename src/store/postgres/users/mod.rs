//! Users and settings.

use crate::store::postgres::client::Client;

/// Users and settings in a PostgreSQL server.
pub struct PostgresStore {
    client: Client,
}

opaque_debug!(PostgresStore);

impl PostgresStore {
    /// Creates the store over a server whose tables [`Client::migrate`] has created.
    #[must_use]
    pub fn new(client: Client) -> Self {
        Self { client }
    }
}
