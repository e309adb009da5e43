//! What one computer changes, on another one.

use std::thread;

use egui_authenticator::Secret;
use egui_authenticator::Service;
use egui_authenticator::ports::CredentialStore as _;
use egui_authenticator::store::postgres::PostgresStore;
use egui_authenticator::use_cases::{
    AuditKind, AuditQuery, RefreshError, SignInOutcome, UserChange, UserInput,
};
use egui_authenticator::users::PersonName;

use crate::computers::{OWNER, Shop};
use crate::users::note_change;

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
    let shop = Shop::open();
    let [here, there] = [shop.computer(), shop.computer()];
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
    note_change(&shop.database);
    for computer in [&there, &here] {
        computer.set_up().open().expect("opened");
    }
    assert_eq!(edits_by_hand(&here), 1, "recorded once");
}

/// The statements with which `docs/several-computers.md` ends changes by hand.
fn documented() -> &'static str {
    let page = include_str!("../../docs/several-computers.md");
    let (_, rest) = page.split_once("## Changes by hand").expect("a section");
    let (_, rest) = rest.split_once("```sql\n").expect("statements");
    rest.split_once("```").expect("their end").0
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r91_a_setting_of_the_owner_is_changed_by_hand_as_documented() {
    let shop = Shop::open();
    let [here, there] = [shop.computer(), shop.computer()];
    let store = PostgresStore::new(shop.database.client());
    for _ in 0..2 {
        shop.database.sql(
            "INSERT INTO auth_inner.setting (path, value) VALUES ('activity.days', '1095')
             ON CONFLICT (path) DO UPDATE SET value = excluded.value",
        );
        shop.database.sql(documented());
        let read = store.read().expect("read");
        assert_eq!(read.settings.activity.days, 1_095);
    }
    for computer in [&here, &there] {
        computer.set_up().open().expect("opened");
    }
    assert_eq!(edits_by_hand(&here), 1, "recorded once");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r42_who_is_disabled_on_one_computer_is_signed_out_on_the_other() {
    let shop = Shop::open();
    let [here, there] = [shop.computer(), shop.computer()];
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
