//! The use cases on several computers over one server.

use std::sync::Arc;
use std::thread;

use egui_authenticator::domain::audit_chain::ChainCheck;
use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::dependencies::Dependencies;
use egui_authenticator::service::ports::{
    Computer, ComputerList as _, CredentialStore, Edit, SessionLimitError, Setting,
};
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::store::memory::{ManualClock, MemoryState, MemoryVault};
use egui_authenticator::store::postgres::{Client, PostgresState, PostgresStore};
use egui_authenticator::testing::QuickHasher;
use egui_authenticator::use_cases::UserInput;
use egui_authenticator::users::PersonName;
use egui_authenticator::wiring::environment;
use egui_authenticator::{Secret, Service, Session};

use crate::documented::backed_up_and_restored;
use crate::restricted::guesses::guesses;
use crate::server::{Database, Server};

pub const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());
pub const PASSWORD: &str = "a whale in the teapot";

/// Computers over one server, whose clocks show the same time.
pub struct Shop {
    pub database: Database<'static>,
    clock: Arc<ManualClock>,
}

impl Shop {
    /// Opens a shop with an administrator `ada`.
    pub fn open() -> Self {
        Self::on(Server::shared())
    }

    /// Opens it on another server.
    pub fn on(server: &'static Server) -> Self {
        let shop = Self {
            database: server.migrated(),
            clock: Arc::new(ManualClock::new(Timestamp::from_seconds(1_800_000_000))),
        };
        let ada = UserInput::new("ada", "ada@example.org", PersonName::new("Ada", "Byron"));
        let computer = shop.computer();
        let created = computer.set_up().create(&ada, &password(PASSWORD));
        assert!(created.is_ok(), "{:?}", created.err());
        shop
    }

    /// Starts the app on another computer.
    pub fn computer(&self) -> Service {
        self.computer_with(self.database.client())
    }

    /// The same with another way to the server.
    pub fn computer_with(&self, client: Client) -> Service {
        let local = Arc::new(MemoryState::default());
        let mut environment = environment();
        environment.hasher = Arc::new(QuickHasher);
        environment.clock = Arc::clone(&self.clock) as _;
        let dependencies = Dependencies::new(
            Arc::new(PostgresStore::new(client.clone())),
            Arc::new(PostgresState::new(client, local)),
            Arc::new(MemoryVault::default()),
            environment,
        );
        Service::from(dependencies)
    }
}

pub fn password(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

/// Signs the administrator in with this password.
pub fn sign_in(computer: &Service, text: &str) -> Result<Session, SignInError> {
    sign_in_as(computer, "ada", text)
}

/// Signs a user in.
pub fn sign_in_as(computer: &Service, name: &str, text: &str) -> Result<Session, SignInError> {
    let outcome = computer.sign_in().with_password(name, &password(text))?;
    Ok(outcome.session_view().expect("nothing more").session)
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r20_four_computers_look_at_five_guesses_and_lock_the_name_on_all_of_them() {
    let shop = Shop::open();
    let guess = |computer: &Service| match sign_in(computer, "a guess") {
        Err(SignInError::Refused | SignInError::Delaying) => true,
        Err(SignInError::Locked(_)) => false,
        other => panic!("{:?}", other.err()),
    };
    let looked_at: usize = thread::scope(|scope| {
        let computers = [(); 4].map(|()| shop.computer());
        let computers = computers.map(|computer| {
            scope.spawn(move || (0..guesses(25)).filter(|_| guess(&computer)).count())
        });
        computers
            .into_iter()
            .map(|one| one.join().expect("ended"))
            .sum()
    });
    assert_eq!(looked_at, 5);
    let [here, there] = [(); 2].map(|()| shop.computer());
    let right = |computer| sign_in(computer, PASSWORD);
    assert!(matches!(right(&here), Err(SignInError::Locked(_))));
    assert!(there.users().unlock(OWNER, "ada").is_ok());
    assert!(right(&here).is_ok(), "unlocked on another computer");
    let check = there.audit_log().verify(OWNER);
    assert!(matches!(check, Ok(ChainCheck::Whole(Some(_)))), "{check:?}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn the_server_tells_which_computers_use_it_and_when_each_was_in_contact() {
    let database = Server::shared().migrated();
    database.sql(
        "INSERT INTO auth_inner.computer (login, added_at, revoked_at, seen_at, program)
         VALUES ('till7', 1, NULL, 1800000000, '0.1.0'), ('till8', 1, 2, NULL, NULL)",
    );
    let known = database.client().computers().expect("told");
    let mut first = Computer::new("till7");
    first.seen_at = Some(Timestamp::from_seconds(1_800_000_000));
    first.program = Some("0.1.0".to_owned());
    let mut second = Computer::new("till8");
    second.may_use = false;
    // The tests themselves may have been in contact.
    let of_test =
        |computer: &&Computer| computer.name.starts_with("till") && computer.name.len() == 5;
    let known: Vec<_> = known.iter().filter(of_test).collect();
    assert_eq!(known, [&first, &second]);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_user_who_is_limited_to_one_session_has_it_on_one_computer() {
    let shop = Shop::open();
    let store = PostgresStore::new(shop.database.client());
    let revision = store.revision().expect("read");
    let single = Edit::Set(vec![Setting::SessionsSingle(true)]);
    assert!(store.apply(&single, &revision).is_ok());
    let [here, there] = [(); 2].map(|()| shop.computer());
    let session = sign_in(&here, PASSWORD).expect("signed in");
    let refused = sign_in(&there, PASSWORD).err();
    let is_in = SignInError::SessionLimit(SessionLimitError::AlreadyIn);
    assert_eq!(
        refused.map(|error| error.to_string()),
        Some(is_in.to_string())
    );
    assert!(here.sessions().sign_out(&session).is_ok());
    // The row is deleted when the app has ended.
    drop((session, here));
    assert!(sign_in(&there, PASSWORD).is_ok());
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r87_users_sign_in_after_a_restored_backup_which_has_no_key_of_the_names_that_were_tried() {
    let shop = Shop::open();
    let before = shop.computer();
    for _ in 0..5 {
        assert!(sign_in(&before, "a guess").is_err());
    }
    let keys = "SELECT count(*) FROM auth_inner.key";
    assert_eq!(shop.database.sql(keys), "1");
    let restored = Shop {
        database: backed_up_and_restored(&shop.database),
        clock: Arc::clone(&shop.clock),
    };
    assert_eq!(restored.database.sql(keys), "0");
    let migrated = restored.database.client().migrate().expect("migrated");
    assert!(migrated.scripts.is_empty());
    let after = restored.computer();
    assert!(sign_in(&after, PASSWORD).is_ok());
    let check = after.audit_log().verify(OWNER);
    assert!(matches!(check, Ok(ChainCheck::Whole(Some(_)))), "{check:?}");
    let owners = "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'auth_inner'";
    assert_eq!(restored.database.sql(owners), "auth_owner");
}
