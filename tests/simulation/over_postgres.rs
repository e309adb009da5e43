//! The same histories over a PostgreSQL server, with a database for each. All computers count and record together there, so
//! more guesses, steps and names are refused than with a state database on each of them.

use std::sync::Arc;

use egui_authenticator::service::ports::user_directory::UserDirectory;
use egui_authenticator::service::ports::{CredentialStore, Edit, StateStore};
use egui_authenticator::store::memory::MemoryState;
use egui_authenticator::store::postgres::{Client, PostgresState, PostgresStore};
use egui_authenticator::users::{NewUser, StoredHash, User};

use crate::bugs::Bug;
use crate::server::{Database, Server};
use crate::shrink::{report, search};
use crate::steps::COMPUTERS;
use crate::stores::{Open, Stores};
use crate::{LENGTH, find_failure, first_failure, number};

/// A server, and what stays on each computer.
pub struct ServerStores {
    /// The database.
    pub database: Database<'static>,
    clients: Vec<Client>,
    local: Vec<Arc<MemoryState>>,
}

impl ServerStores {
    /// Two computers with the tables.
    const OPEN: Open = Open {
        stores: |directory| {
            let database = Server::shared().migrated();
            Arc::new(Self::over(database, COMPUTERS, directory))
        },
        computers: COMPUTERS,
        replay: "over_postgres::replay",
    };

    /// So many computers over a database that has the tables, and gets these users and settings.
    pub fn over(database: Database<'static>, computers: usize, directory: UserDirectory) -> Self {
        let stores = Self {
            clients: (0..computers).map(|_| database.client()).collect(),
            local: (0..computers).map(|_| Arc::default()).collect(),
            database,
        };
        let store = PostgresStore::new(stores.clients[0].clone());
        let mut users = directory.users.into_iter().map(new_user);
        let (user, hash) = users.next().expect("an administrator");
        let revision = store.create(&user, &hash).expect("created");
        let add = users.collect();
        let update = Vec::new();
        let added = store.apply(&Edit::Import { add, update }, &revision);
        added.expect("added");
        let rows = directory.settings.rows();
        let rows = rows
            .iter()
            .map(|(path, value)| format!("('{path}', '{value}')"));
        let rows: Vec<_> = rows.collect();
        stores.database.sql(&format!(
            "INSERT INTO auth_inner.setting VALUES {};
             DELETE FROM auth_inner.past; UPDATE auth_inner.head SET revision = sha256(revision)",
            rows.join(", ")
        ));
        stores
    }
}

fn new_user(user: User) -> (NewUser, StoredHash) {
    let email = user.email.expect("an address");
    let mut new = NewUser::new(user.id, user.username, email, user.name);
    new.roles = user.roles;
    (new, user.hash.expect("a password"))
}

impl Stores for ServerStores {
    fn credentials(&self, computer: usize) -> Arc<dyn CredentialStore> {
        Arc::new(PostgresStore::new(self.clients[computer].clone()))
    }

    fn state(&self, computer: usize) -> Arc<dyn StateStore> {
        let local = Arc::clone(&self.local[computer]);
        Arc::new(PostgresState::new(self.clients[computer].clone(), local))
    }

    fn count_together(&self) -> bool {
        true
    }

    /// A lockout also ends by the clock of the server, which no test can set.
    fn wait(&self, seconds: u32) {
        let passed = "UPDATE auth_inner.attempts SET written_at = written_at -";
        self.database.sql(&format!("{passed} {seconds}"));
    }

    fn replace(&self, _: UserDirectory) {
        panic!("no bug that is planted here replaces everything");
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r107_no_history_over_a_server_breaks_a_rule() {
    let steps = number("SIMULATION_STEPS").unwrap_or(2_000);
    if let Some(report) = first_failure(ServerStores::OPEN, steps) {
        panic!("{report}");
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r107_a_bug_that_is_planted_over_a_server_is_found() {
    for (bug, rule) in Bug::ALL {
        if matches!(
            bug,
            Bug::GuessTooMany | Bug::StepUsedTwice | Bug::BrokenChain
        ) {
            let (failure, _) = find_failure(ServerStores::OPEN, bug);
            let found = failure.map(|failure| failure.broken.rule);
            assert_eq!(found, Some(rule), "{bug:?}");
        }
    }
}

/// Plays the history of `SEED`.
#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn replay() {
    let Some(seed) = number("SEED") else { return };
    if let Err(failure) = search(ServerStores::OPEN, (seed, None), LENGTH) {
        panic!("{}", report(&failure));
    }
}
