//! A failover to a standby, as users at a restricted and at a trusted computer see it.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use egui_authenticator::ports::{CredentialStore, Watch};
use egui_authenticator::service::account::AccountChange;
use egui_authenticator::service::ports::StoreError;
use egui_authenticator::service::session_view::SessionView;
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::users::UserError;
use egui_authenticator::store::platform::SystemClock;
use egui_authenticator::store::postgres::PostgresStore;
use egui_authenticator::use_cases::{RefreshError, SignInOutcome, UserChange, UserInput};
use egui_authenticator::users::PersonName;
use egui_authenticator::{Service, Session};

use crate::computers::OWNER;
use crate::outage::{client, eventually, in_time};
use crate::proxy::Fault;
use crate::restricted_program::{PASSWORD, Shop, Till, is_away, secret, trusted_over};
use crate::server::Server;

/// How soon a change on one computer is in force on the others: a second, and one for a computer that is busy with other tests.
const SOON: Duration = Duration::from_secs(2);

/// A shop whose server has a standby, with a restricted and a trusted computer that know both.
struct Pair {
    primary: &'static Server,
    standby: Server,
    shop: Shop,
    till: Till,
    office: Office,
}

/// A trusted computer.
struct Office {
    store: PostgresStore,
    service: Service,
}

/// Changes that a computer is told of while it watches.
struct Told {
    _watch: Watch,
    changes: Receiver<()>,
}

impl Pair {
    fn open() -> Self {
        let primary: &'static Server = Box::leak(Box::new(Server::start(&["fsync = off"])));
        let shop = Shop::on(primary);
        shop.add("carl");
        shop.add("dora");
        let standby = primary.standby();
        // The login of the restricted computer is made afterwards: roles are replicated as well.
        let database = &shop.database;
        database.sql("ALTER SYSTEM SET synchronous_standby_names = '*'");
        database.sql("SELECT pg_reload_conf()");
        database.wait_for("SHOW synchronous_standby_names", "*");
        let both = |address: &str| {
            let (hosts, name) = address.rsplit_once('/').expect("a database");
            let standby = standby.port();
            format!("{hosts},127.0.0.1:{standby}/{name}?target_session_attrs=read-write")
        };
        let till = Till::over(&both(&shop.address("till1")));
        let client = client(&both(&database.address()));
        let office = Office {
            store: PostgresStore::new(client.clone()),
            service: Service::from(trusted_over(client, Arc::new(SystemClock))),
        };
        Self {
            primary,
            standby,
            shop,
            till,
            office,
        }
    }

    /// Returns what a statement returns on the standby.
    fn on_standby(&self, statement: &str) -> String {
        self.standby.sql(self.shop.database.name(), statement)
    }

    /// Returns the failures of these users that the standby knows of.
    fn failures_on_standby(&self) -> String {
        self.on_standby(
            "SELECT string_agg(name_key || ' ' || failures, ', ' ORDER BY name_key) FROM auth_inner.attempts AS t
             JOIN auth_inner.account AS a ON t.name = auth_inner.attempt_key('account', a.id) WHERE failures > 0",
        )
    }
}

impl Office {
    fn enter(&self, name: &str, text: &str) -> Result<Box<SessionView>, SignInError> {
        match self.service.sign_in().with_password(name, &secret(text))? {
            SignInOutcome::SignedIn(view) => Ok(view),
            _ => panic!("something more is needed"),
        }
    }

    fn disable(&self, name: &str) -> Result<(), UserError> {
        let disabled = UserChange::default().disabled(true);
        let changed = self.service.users().change(OWNER, name, &disabled);
        changed.map(drop)
    }
}

impl Told {
    fn of(store: &impl CredentialStore) -> Self {
        let (tell, told) = mpsc::channel();
        let watch = store.watch(Arc::new(move || {
            // The test may have ended.
            let (Ok(()) | Err(_)) = tell.send(());
        }));
        Self {
            _watch: watch.expect("the server notifies"),
            changes: told,
        }
    }

    /// Waits until nothing was heard for some time.
    fn settle(&self) {
        while self.changes.recv_timeout(Duration::from_secs(1)).is_ok() {}
    }

    fn expect(&self, change: &str) {
        assert_eq!(self.changes.recv_timeout(SOON), Ok(()), "{change}");
    }
}

/// Checks that neither computer lets a user in or changes anything, in time, and that the open sessions stay.
fn expect_away(pair: &Pair, at_till: &Session, at_office: &Session) {
    let Pair { till, office, .. } = pair;
    let entered = in_time(Fault::None, || till.enter("ada", PASSWORD));
    assert!(is_away(&entered), "till: {:?}", entered.err());
    let entered = in_time(Fault::None, || office.enter("ada", PASSWORD));
    assert!(is_away(&entered), "office: {:?}", entered.err());
    for (service, session) in [(&till.service, at_till), (&office.service, at_office)] {
        let refreshed = in_time(Fault::None, || service.sessions().refresh(session));
        let is_away = matches!(
            refreshed,
            Err(RefreshError::Store(StoreError::Unavailable(_)))
        );
        assert!(is_away && !session.has_ended());
    }
    let disabled = in_time(Fault::None, || office.disable("dora"));
    assert!(
        matches!(disabled, Err(UserError::Store(StoreError::Unavailable(_)))),
        "{disabled:?}"
    );
}

/// Changes the own name of `bob` at the restricted computer, and returns the session with it.
fn rename(till: &Till, session: &Session) -> Session {
    let name = PersonName::new("Robert", "Smith");
    let details = AccountChange::Details(UserInput::new("bob", "bob@example.org", name));
    let account = till.service.account();
    let changed = account.change(session, &secret(PASSWORD).into(), details);
    changed.expect("changed").session_view.session
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn after_a_failover_sessions_failures_and_changes_are_those_of_before_on_every_computer() {
    let pair = Pair::open();
    let Pair { till, office, .. } = &pair;
    let at_till = till.enter("bob", PASSWORD).expect("signed in").session;
    let at_office = office.enter("ada", PASSWORD).expect("signed in").session;
    let guess = "a guess";
    assert!(matches!(
        till.enter("carl", guess),
        Err(SignInError::Refused)
    ));
    assert!(matches!(
        office.enter("dora", guess),
        Err(SignInError::Refused)
    ));
    let (told_till, told_office) = (Told::of(&till.server), Told::of(&office.store));

    pair.primary.order("kill");
    // The standby can be reached, but it is only read.
    assert_eq!(pair.on_standby("SELECT pg_is_in_recovery()"), "t");
    expect_away(&pair, &at_till, &at_office);

    pair.on_standby("SELECT pg_promote()");
    // What was counted is there before a computer has come back.
    assert_eq!(pair.failures_on_standby(), "carl 1, dora 1");
    drop(eventually(|| till.enter("bob", PASSWORD)));
    drop(eventually(|| office.enter("ada", PASSWORD)));
    let mut session = eventually(|| till.service.sessions().refresh(&at_till)).session;
    eventually(|| office.service.sessions().refresh(&at_office));
    for _ in 0..4 {
        let of_dora = till.enter("dora", guess);
        assert!(matches!(of_dora, Err(SignInError::Refused)));
        let of_carl = office.enter("carl", guess);
        assert!(matches!(of_carl, Err(SignInError::Refused)));
    }
    // Five failures lock a name, and one of them was before.
    for name in ["carl", "dora"] {
        let [here, there] = [till.enter(name, PASSWORD), office.enter(name, PASSWORD)];
        assert!(matches!(here, Err(SignInError::Locked(_))), "{name}");
        assert!(matches!(there, Err(SignInError::Locked(_))), "{name}");
    }

    let listening = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN %'
        AND datname = current_database()";
    let standby = &pair.standby;
    standby.wait_for(pair.shop.database.name(), listening, "2");
    told_till.settle();
    told_office.settle();
    session = rename(till, &session);
    told_office.expect("of the restricted computer");
    let snapshot = office.store.read().expect("read");
    let users = &snapshot.users;
    let bob = users.find("bob").expect("there");
    assert_eq!(bob.name.full(), "Robert Smith");
    let dora = users.find("dora").expect("there");
    assert!(!dora.disabled, "what was refused is not made later");
    told_till.settle();
    office.disable("bob").expect("disabled");
    told_till.expect("of the trusted computer");
    let refreshed = till.service.sessions().refresh(&session);
    assert!(matches!(refreshed, Err(RefreshError::Ended)), "R42");
}
