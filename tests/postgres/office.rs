//! The use cases on two computers over one server.

use std::sync::Arc;
use std::thread;

use egui_authenticator::ports::Dependencies;
use egui_authenticator::store::memory::{MemoryState, MemoryVault};
use egui_authenticator::store::postgres::{PostgresState, PostgresStore};
use egui_authenticator::use_cases::{
    AuditKind, AuditQuery, RefreshError, SignInError, SignInOutcome, UserChange, UserInput,
};
use egui_authenticator::users::PersonName;
use egui_authenticator::wiring::environment;
use egui_authenticator::{Caller, Operator, Secret, Service};

use crate::server::{Database, Server};
use crate::users::{note_change, store_with};

/// The owner of the server, who needs no session.
const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());

/// The use cases on one more computer.
fn computer(database: &Database<'_>) -> Service {
    let client = database.client();
    let local = Arc::new(MemoryState::default());
    let state = PostgresState::new(client.clone(), local);
    let users = PostgresStore::new(client);
    let vault = MemoryVault::default();
    let (users, state, vault) = (Arc::new(users), Arc::new(state), Arc::new(vault));
    let service = Service::from(Dependencies::new(users, state, vault, environment()));
    service.set_up().open().expect("opened");
    service
}

fn input(username: &str) -> UserInput {
    let address = format!("{username}@example.org");
    UserInput::new(username, address, PersonName::new("First", username))
}

/// Returns how often the log says that the store was edited by hand.
fn edits_by_hand(service: &Service) -> usize {
    let query = AuditQuery::latest(1_000).kind(AuditKind::File);
    let log = service.audit_log();
    log.list(OWNER, &log.filter(&query)).expect("listed").len()
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r91_a_change_of_another_computer_is_no_edit_by_hand() {
    let database = Server::shared().migrated();
    store_with(&database, &[]);
    let [here, there] = [computer(&database), computer(&database)];
    thread::scope(|scope| {
        let writing = scope.spawn(|| {
            for number in 0..40 {
                let user = input(&format!("user{number}"));
                here.users().add(OWNER, &user, &["till"]).expect("added");
            }
        });
        while !writing.is_finished() {
            there.set_up().open().expect("opened");
        }
    });
    assert_eq!(edits_by_hand(&here), 0);
    note_change(&database);
    for computer in [&there, &here] {
        computer.set_up().open().expect("opened");
    }
    assert_eq!(edits_by_hand(&here), 1, "recorded once");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r42_who_is_disabled_on_one_computer_is_signed_out_on_the_other() {
    let database = Server::shared().migrated();
    store_with(&database, &[]);
    let [here, there] = [computer(&database), computer(&database)];
    let password = Secret::new("eleven crates of apples".to_owned());
    let added = here
        .users()
        .add_with_password(OWNER, &input("bob"), &["till"], &password);
    added.expect("added");
    let outcome = there.sign_in().with_password("bob", &password);
    let Ok(SignInOutcome::SignedIn(view)) = outcome else {
        panic!("signed in at once")
    };
    assert!(there.sessions().refresh(&view.session).is_ok());
    let change = UserChange::default().disabled(true);
    here.users().change(OWNER, "bob", &change).expect("changed");
    let refreshed = there.sessions().refresh(&view.session);
    assert!(matches!(refreshed, Err(RefreshError::Ended)));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r20_wrong_passwords_count_on_all_computers_together() {
    let database = Server::shared().migrated();
    store_with(&database, &["bob".to_owned()]);
    let computers = [computer(&database), computer(&database)];
    let guess = Secret::new("a guess".to_owned());
    for attempt in 0..5 {
        let refused = computers[attempt % 2]
            .sign_in()
            .with_password("bob", &guess);
        assert!(matches!(refused, Err(SignInError::Refused)), "{attempt}");
    }
    for computer in &computers {
        let refused = computer.sign_in().with_password("bob", &guess);
        assert!(matches!(refused, Err(SignInError::Locked(_))));
    }
}
