//! The same over a PostgreSQL server, with a login for each till. The functions of the server have a clock that is set by the
//! history.

use std::sync::Arc;

use egui_authenticator::domain::credential::StoredHash;
use egui_authenticator::domain::secret::Secret;
use egui_authenticator::domain::settings::Hashing;
use egui_authenticator::domain::user_key::{Key, SALT_BYTES};
use egui_authenticator::service::ports::user_directory::UserDirectory;
use egui_authenticator::service::ports::{
    CredentialStore, HasherError, PasswordHasher, StateStore,
};
use egui_authenticator::store::memory::{ManualClock, MemoryState};
use egui_authenticator::store::postgres::{Client, PostgresOptions, RestrictedServer};

use crate::bugs::Bug;
use crate::hashes::{hashed, is_hash_of, salt_in};
use crate::model::Rule;
use crate::over_postgres::ServerStores;
use crate::server::{Database, Server};
use crate::shrink::{report, search};
use crate::stores::{Access, Open, Stores};
use crate::tills::{OFFICE, TILLS};
use crate::world::BEGINNING;
use crate::{LENGTH, find_failure, first_failure, number};

/// The hashes of a program that is asked for one with a salt of the server.
struct Salted;

impl PasswordHasher for Salted {
    fn hash(&self, _: &Secret, _: Hashing) -> Result<StoredHash, HasherError> {
        Err(HasherError)
    }
    fn hash_with_salt(&self, password: &Secret, salt: &str) -> Result<StoredHash, HasherError> {
        Ok(hashed(password.expose(), salt_in(salt)))
    }
    fn verify(&self, password: &Secret, hash: &StoredHash) -> Result<bool, HasherError> {
        Ok(is_hash_of(password.expose(), hash))
    }
    fn derive(&self, _: &Secret, _: &[u8; SALT_BYTES]) -> Result<Key, HasherError> {
        Err(HasherError)
    }
    fn decoy(&self, _: Hashing) -> Result<StoredHash, HasherError> {
        Err(HasherError)
    }
}

/// A server, and two restricted computers beside a trusted one.
struct ServerTills {
    server: ServerStores,
    clients: [Client; TILLS],
    local: [Arc<MemoryState>; TILLS],
}

impl ServerTills {
    const OPEN: Open = Open {
        stores: Self::open,
        computers: OFFICE + 1,
        replay: "tills::over_postgres::replay",
    };

    fn open(mut directory: UserDirectory) -> Arc<dyn Stores> {
        // A delay takes its time at the server.
        directory.settings.delay.all_names = 100_000;
        let database = prepared();
        let clients = std::array::from_fn(|till| restricted(&database, till));
        Arc::new(Self {
            server: ServerStores::over(database, OFFICE + 1, directory),
            clients,
            local: Default::default(),
        })
    }
}

/// Returns a database with functions for restricted computers, whose clock is set.
fn prepared() -> Database<'static> {
    let database = Server::shared().for_restricted();
    database.sql(&format!(
        "CREATE TABLE auth_inner.test_clock AS SELECT {BEGINNING}::bigint AS now;
         ALTER TABLE auth_inner.test_clock OWNER TO auth_owner;
         SET ROLE auth_owner;
         CREATE OR REPLACE FUNCTION auth_inner.now() RETURNS bigint LANGUAGE sql
         AS $$ SELECT now FROM auth_inner.test_clock $$;
         CREATE OR REPLACE FUNCTION auth_inner.is_new_hash(hash text) RETURNS boolean LANGUAGE sql
         AS $$ SELECT true $$"
    ));
    database
}

/// Returns a client with a login of a restricted computer.
fn restricted(database: &Database<'_>, till: usize) -> Client {
    let login = format!("till{till}_of_{}", database.name());
    database.sql(&format!("CREATE ROLE {login} LOGIN IN ROLE auth_computer"));
    let address = database.address();
    let address = address.replacen("owner@", &format!("{login}@"), 1);
    let options = PostgresOptions::parse(&address).expect("an address");
    Client::restricted(&options).expect("a client")
}

impl Stores for ServerTills {
    fn credentials(&self, computer: usize) -> Arc<dyn CredentialStore> {
        self.server.credentials(computer)
    }

    fn state(&self, computer: usize) -> Arc<dyn StateStore> {
        self.server.state(computer)
    }

    fn till(&self, computer: usize, clock: &Arc<ManualClock>) -> Option<Access> {
        let client = self.clients.get(computer)?.clone();
        let local = Arc::clone(&self.local[computer]);
        let clock = Arc::clone(clock);
        let server = RestrictedServer::new(client, local, Arc::new(Salted), clock);
        let server = Arc::new(server);
        let state: Arc<dyn StateStore> = Arc::clone(&server) as _;
        Some(Access {
            credentials: Arc::clone(&server) as _,
            state: state.into(),
            authority: Some(server),
        })
    }

    fn is_restricted(&self, computer: usize) -> bool {
        computer < TILLS
    }

    fn office(&self) -> usize {
        OFFICE
    }

    fn count_together(&self) -> bool {
        true
    }

    /// The functions record more than what a process tells them.
    fn recorded(&self) -> Option<i64> {
        None
    }

    /// A lockout also ends by what passes on the server, where the trusted computers have another clock than the functions.
    fn wait(&self, seconds: u32) {
        self.server.database.sql(&format!(
            "UPDATE auth_inner.attempts SET written_at = least(written_at, extract(epoch FROM clock_timestamp())::bigint,
                 (SELECT now FROM auth_inner.test_clock)) - {seconds};
             UPDATE auth_inner.test_clock SET now = now + {seconds}"
        ));
    }

    fn replace(&self, _: UserDirectory) {
        panic!("no bug that is planted here replaces everything");
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r107_no_history_over_a_server_for_restricted_computers_breaks_a_rule() {
    let steps = number("SIMULATION_STEPS").unwrap_or(1_200);
    if let Some(report) = first_failure(ServerTills::OPEN, steps) {
        panic!("{report}");
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r107_a_restricted_computer_of_a_server_that_reads_all_users_is_found() {
    let (failure, _) = find_failure(ServerTills::OPEN, Bug::OthersSeen);
    let found = failure.map(|failure| failure.broken.rule);
    assert_eq!(found, Some(Rule::NothingOfOthersSeen));
}

/// Plays the history of `SEED`.
#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn replay() {
    let Some(seed) = number("SEED") else { return };
    if let Err(failure) = search(ServerTills::OPEN, (seed, None), LENGTH) {
        panic!("{}", report(&failure));
    }
}
