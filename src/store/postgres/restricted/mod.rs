//! The server as a restricted computer uses it: over functions of the schema `auth`, and no table.

mod approving;
mod asking;
mod authority;
mod badge_answers;
mod badges;
mod bulk;
mod changing;
mod chosen;
mod devices;
mod factors;
pub(super) mod functions;
mod inviting;
mod kiosk;
mod known;
mod live_approvals;
mod merging;
mod pins;
mod reading;
mod recovering;
mod registering;
mod registry;
mod remembering;
mod resumption;
mod sessions;
mod shown;
mod signing;
mod state;
mod upkeep;
mod user_edit;
mod users;
mod verdict;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::service::ports::{Clock, PasswordHasher, StateStore};
use crate::store::postgres::client::Client;
use crate::store::postgres::restricted::known::Known;
use crate::store::postgres::restricted::live_approvals::LiveApprovals;
use crate::store::postgres::restricted::sessions::Sessions;

/// The server of a restricted computer: it decides about passwords, keeps the users and settings, and records what happens.
///
/// The login of the computer calls functions, and reads no table. The computer gets settings, the pages that its users may open,
/// and the accounts of those who are signed in on it, without their password hashes. What a session may do, the server decides
/// anew with each call. The tokens of the sessions are in memory only. Clones share everything.
///
/// Preferences stay in a store on the computer, and so do PINs, and the note that there is a remembered sign-in, which the server
/// knows. Badges are on the server.
///
/// # Examples
///
/// ```no_run
/// use std::sync::Arc;
///
/// use egui_authenticator::store::hashing::SlowHasher;
/// use egui_authenticator::store::platform::SystemClock;
/// use egui_authenticator::store::postgres::{Client, PgError, PostgresOptions, RestrictedServer};
/// use egui_authenticator::store::sqlite::SqliteState;
///
/// fn server(local: SqliteState) -> Result<RestrictedServer, PgError> {
///     let options = PostgresOptions::parse("postgresql://till1@db.shop/auth")?;
///     let client = Client::restricted(&options)?;
///     let (hasher, clock) = (Arc::new(SlowHasher), Arc::new(SystemClock));
///     Ok(RestrictedServer::new(client, Arc::new(local), hasher, clock))
/// }
/// ```
#[derive(Clone)]
pub struct RestrictedServer(Arc<Shared>);

opaque_debug!(RestrictedServer);

struct Shared {
    client: Client,
    sessions: Sessions,
    known: Mutex<Known>,
    approvals: Mutex<LiveApprovals>,
    /// Keeps what belongs to this computer only.
    local: Arc<dyn StateStore>,
    hasher: Arc<dyn PasswordHasher>,
    clock: Arc<dyn Clock>,
}

impl RestrictedServer {
    /// Creates the server that `client` connects to, which has to come from [`Client::restricted`]. `local` keeps the preferences
    /// of this computer, and which sign-in is remembered.
    #[must_use]
    pub fn new(
        client: Client,
        local: Arc<dyn StateStore>,
        hasher: Arc<dyn PasswordHasher>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self(Arc::new(Shared {
            sessions: Sessions::new(client.clone()),
            client,
            known: Mutex::default(),
            approvals: Mutex::default(),
            local,
            hasher,
            clock,
        }))
    }

    fn approvals_mut(&self) -> MutexGuard<'_, LiveApprovals> {
        let approvals = &self.0.approvals;
        approvals.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
