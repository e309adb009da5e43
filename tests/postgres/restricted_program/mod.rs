//! The use cases at restricted computers, over the functions of a real server.

mod badges;
mod conformance;
mod contact;
mod faults;
mod figures;
mod kills;
mod many;
mod pins;
mod remembering;
mod session;
mod versions;

use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use egui_authenticator::service::dependencies::Dependencies;
use egui_authenticator::service::ports::{
    Authority, Clock, CredentialStore, Edit, Setting, StoreError,
};
use egui_authenticator::service::session_view::SessionView;
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::store::hashing::SlowHasher;
use egui_authenticator::store::memory::{MemoryState, MemoryVault};
use egui_authenticator::store::platform::SystemClock;
use egui_authenticator::store::postgres::{
    Client, PostgresOptions, PostgresState, PostgresStore, RestrictedServer,
};
use egui_authenticator::testing::QuickHasher;
use egui_authenticator::use_cases::{SignInOutcome, UserInput};
use egui_authenticator::users::PersonName;
use egui_authenticator::wiring::environment;
use egui_authenticator::{Secret, Service};

use crate::computers::OWNER;
use crate::proxy::Proxy;
use crate::server::{Database, Server};

/// The password of each user.
pub const PASSWORD: &str = "eleven crates of apples";

/// How soon a change on one computer is in force on the others: a second, and one for a computer that is busy with other tests.
const SOON: Duration = Duration::from_secs(2);

/// After how long a test gives up waiting for what happens soon on a computer that is not busy: longer than a program takes to
/// try again what has failed.
const LATEST: Duration = Duration::from_secs(60);

/// A server with an administrator `ada`, and a user `bob` with the role `till`.
pub struct Shop {
    pub database: Database<'static>,
    pub trusted: Service,
}

/// A restricted computer.
pub struct Till {
    pub server: RestrictedServer,
    pub service: Service,
}

impl Shop {
    pub fn open() -> Self {
        Self::on(Server::shared())
    }

    pub fn on(server: &'static Server) -> Self {
        let database = prepared(server);
        let shop = Self {
            trusted: Service::from(trusted(&database, Arc::new(SystemClock))),
            database,
        };
        let ada = UserInput::new("ada", "ada@example.org", PersonName::new("Ada", "Byron"));
        let created = shop.trusted.set_up().create(&ada, &secret(PASSWORD));
        assert!(created.is_ok(), "{:?}", created.err());
        shop.add("bob");
        shop
    }

    /// Adds a user with the role `till`.
    pub fn add(&self, name: &str) {
        let address = format!("{name}@example.org");
        let user = UserInput::new(name, address, PersonName::new("First", name));
        let users = self.trusted.users();
        let added = users.add_with_password(OWNER, &user, &["till"], &secret(PASSWORD));
        added.expect("added");
    }

    /// Changes settings.
    pub fn set(&self, settings: Vec<Setting>) {
        let store = PostgresStore::new(self.database.client());
        let revision = store.revision().expect("read");
        store.apply(&Edit::Set(settings), &revision).expect("set");
    }

    /// Returns the address of a restricted computer with a login of its own.
    pub fn address(&self, login: &str) -> String {
        address(&self.database, login)
    }

    /// Starts the app on a restricted computer.
    pub fn till(&self, login: &str) -> Till {
        Till::over(&self.address(login))
    }

    /// The same behind a proxy.
    pub fn till_behind(&self, proxy: &Proxy, login: &str) -> Till {
        Till::over(&proxy.address(&self.address(login)))
    }

    /// Returns how many sessions there are at restricted computers.
    pub fn sessions(&self) -> usize {
        let count = "SELECT count(*) FROM auth_inner.restricted_session";
        self.database.sql(count).parse().expect("a number")
    }

    /// Returns the failures of a user that are counted.
    pub fn failures(&self, name: &str) -> u64 {
        let failures = self.database.sql(&format!(
            "SELECT failures FROM auth_inner.attempts, auth_inner.account AS a
             WHERE a.name_key = '{name}' AND name = auth_inner.attempt_key('account', a.id)"
        ));
        failures.parse().unwrap_or_default()
    }
}

impl Till {
    pub fn over(address: &str) -> Self {
        Self::with(address, |_| {})
    }

    /// The same with other ports.
    pub fn with(address: &str, change: impl FnOnce(&mut Dependencies)) -> Self {
        let (server, mut dependencies) = restricted(address, Arc::new(SystemClock));
        change(&mut dependencies);
        Self {
            server,
            service: Service::from(dependencies),
        }
    }

    pub fn enter(&self, name: &str, text: &str) -> Result<Box<SessionView>, SignInError> {
        let outcome = self.service.sign_in().with_password(name, &secret(text))?;
        match outcome {
            SignInOutcome::SignedIn(view) => Ok(view),
            _ => panic!("something more is needed"),
        }
    }
}

/// Returns a database without users.
fn prepared(server: &'static Server) -> Database<'static> {
    let database = server.for_restricted();
    // Passwords of tests are hashed quickly.
    database.sql(
        "CREATE OR REPLACE FUNCTION auth_inner.is_new_hash(hash text) RETURNS boolean
         LANGUAGE sql AS $$ SELECT true $$",
    );
    database
}

/// Returns the address of a restricted computer with a login of its own.
fn address(database: &Database<'_>, login: &str) -> String {
    let name = database.sql("SELECT current_database()");
    let login = format!("{login}_of_{name}");
    database.sql(&format!(
        "DO $$ BEGIN
             IF to_regrole('{login}') IS NULL THEN CREATE ROLE {login} LOGIN IN ROLE auth_computer; END IF;
         END $$"
    ));
    let address = database.address();
    address.replacen("owner@", &format!("{login}@"), 1)
}

/// Returns what the use cases of a restricted computer need.
fn restricted(address: &str, clock: Arc<dyn Clock>) -> (RestrictedServer, Dependencies) {
    let options = PostgresOptions::parse(address).expect("an address");
    let client = Client::restricted(&options).expect("a client");
    let local = Arc::new(MemoryState::default());
    let hasher = Arc::new(SlowHasher);
    let server = RestrictedServer::new(client, local, hasher, Arc::clone(&clock));
    let mut environment = environment();
    environment.hasher = Arc::new(QuickHasher);
    environment.clock = clock;
    let mut dependencies = Dependencies::new(
        Arc::new(server.clone()),
        Arc::new(server.clone()),
        Arc::new(MemoryVault::default()),
        environment,
    );
    let authority: Arc<dyn Authority> = Arc::new(server.clone());
    dependencies.authority = Some(authority);
    (server, dependencies)
}

/// Returns what the use cases of a trusted computer need.
fn trusted(database: &Database<'_>, clock: Arc<dyn Clock>) -> Dependencies {
    trusted_over(database.client(), clock)
}

/// The same over a client of its own.
pub fn trusted_over(client: Client, clock: Arc<dyn Clock>) -> Dependencies {
    let local = Arc::new(MemoryState::default());
    let mut environment = environment();
    environment.hasher = Arc::new(QuickHasher);
    environment.clock = clock;
    Dependencies::new(
        Arc::new(PostgresStore::new(client.clone())),
        Arc::new(PostgresState::new(client, local)),
        Arc::new(MemoryVault::default()),
        environment,
    )
}

pub fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

/// Waits until this is so.
pub fn eventually(limit: Duration, is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < limit, "not after {limit:?}");
        thread::sleep(Duration::from_millis(20));
    }
}

/// Returns `true` if the server is away, as an error of a sign-in says.
pub fn is_away<T>(result: &Result<T, SignInError>) -> bool {
    matches!(result, Err(SignInError::Store(StoreError::Unavailable(_))))
}
