//! Users and settings that several computers share.

mod damage;
mod many;
mod processes;
mod walk;

use std::sync::{Arc, mpsc};
use std::time::Duration;

use egui_authenticator::domain::user::UserPatch;
use egui_authenticator::ports::{CredentialStore, Edit, StoreError, UserDirectory};
use egui_authenticator::store::postgres::PostgresStore;
use egui_authenticator::testing::conformance;
use egui_authenticator::users::{
    AccountId, Email, NewUser, PersonName, Role, StoredHash, Username,
};

use crate::server::{Database, Server};

const HASH: &str = "$2b$04$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW";

/// Opens the store in a database as one more computer.
fn open(database: &Database<'_>) -> PostgresStore {
    PostgresStore::new(database.client())
}

fn name(text: &str) -> Username {
    Username::parse(text).expect("a username")
}

fn email(text: &str) -> Email {
    Email::parse(text).expect("an address")
}

fn role(text: &str) -> Role {
    Role::parse(text).expect("a role")
}

fn hash() -> StoredHash {
    StoredHash::parse(HASH).expect("a hash")
}

/// A user whose account no other one has had.
fn user(number: u64, username: &str) -> NewUser {
    let mut id = [7; 16];
    id[..8].copy_from_slice(&number.to_le_bytes());
    let address = email(&format!("{username}@example.org"));
    let person = PersonName::new("First", username);
    NewUser::new(AccountId::new(id), name(username), address, person)
}

fn add(number: u64, username: &str) -> Edit {
    let user = user(number, username);
    Edit::Add { user, hash: hash() }
}

/// Changes a field of a user.
fn set_field(username: &str, key: &str, value: &str) -> Edit {
    let patch = UserPatch {
        fields: [(key.to_owned(), Some(value.to_owned()))].into(),
        ..UserPatch::default()
    };
    Edit::Update(vec![(name(username), patch)])
}

/// Creates the store of a database with the administrator `ada`, and these users.
pub fn store_with(database: &Database<'_>, usernames: &[String]) -> PostgresStore {
    let store = open(database);
    let mut ada = user(0, "ada");
    ada.roles = vec![Role::admin()];
    patiently(|| store.create(&ada, &hash()));
    let users = usernames.iter().zip(1..);
    let add = users.map(|(username, number)| (user(number, username), hash()));
    let add = add.collect();
    makes(
        &store,
        &Edit::Import {
            add,
            update: Vec::new(),
        },
    );
    store
}

fn makes(store: &impl CredentialStore, change: &Edit) {
    patiently(|| store.apply(change, &store.read()?.revision));
}

/// Tries again if the server does not answer in time, because this computer is busy with other tests.
fn patiently<T>(work: impl Fn() -> Result<T, StoreError>) -> T {
    let is_answered = |result: &_| !matches!(result, Err(StoreError::Unavailable(_)));
    let results = std::iter::repeat_with(work).take(5);
    let mut answered = results.filter(is_answered);
    answered.next().expect("an answer").expect("done")
}

fn directory(store: &impl CredentialStore) -> UserDirectory {
    UserDirectory::from(&*store.read().expect("read"))
}

/// Tells programs that rows were changed by hand.
pub fn note_change(database: &Database<'_>) {
    database
        .sql("DELETE FROM auth_inner.past; UPDATE auth_inner.head SET revision = sha256(revision)");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn the_store_keeps_the_contract_of_a_credential_store() {
    conformance::credential_store(|| open(&Server::shared().migrated()));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r42_a_change_on_one_computer_is_noticed_on_another_within_a_second() {
    let database = Server::shared().migrated();
    let (here, there) = (store_with(&database, &["bob".to_owned()]), open(&database));
    assert_eq!(there.read().expect("read").users.len(), 2);
    let (tell, told) = mpsc::channel();
    let watch = there.watch(Arc::new(move || {
        // The test stops listening at its end.
        let (Ok(()) | Err(_)) = tell.send(());
    }));
    assert!(watch.is_some(), "the server notifies");
    while told.recv_timeout(Duration::from_secs(1)).is_ok() {}
    // Once in three times, because this computer may be busy with other tests.
    let is_in_time = (1..=3).any(|room| {
        makes(&here, &set_field("bob", "room", &room.to_string()));
        let is_told = told.recv_timeout(Duration::from_secs(1)).is_ok();
        let bob = there.read().expect("read").users.find("bob").cloned();
        let found = bob.as_ref().and_then(|bob| bob.field("room"));
        assert_eq!(found, Some(&*room.to_string()));
        is_told
    });
    assert!(is_in_time);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_change_of_one_user_is_made_although_another_one_has_changed_meanwhile() {
    let database = Server::shared().migrated();
    let (here, there) = (
        store_with(&database, &["bob".to_owned(), "eve".to_owned()]),
        open(&database),
    );
    let decided_on = there.read().expect("read");
    makes(&here, &set_field("bob", "room", "12"));
    // This program knows of the other change as well.
    let newer = there.read().expect("read");
    let made = there.apply(&set_field("eve", "room", "3"), &decided_on.revision);
    assert_eq!(made.map(|made| made.from), Ok(newer.revision));
    let late = there.apply(&set_field("bob", "room", "13"), &decided_on.revision);
    assert_eq!(late, Err(StoreError::Changed), "bob is another one now");
    assert_eq!(directory(&here), directory(&there));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn of_two_programs_that_create_the_store_only_one_does() {
    let database = Server::shared().migrated();
    let stores = [open(&database), open(&database)];
    let made: Vec<_> = std::thread::scope(|scope| {
        let create =
            |store| scope.spawn(move || PostgresStore::create(store, &user(0, "ada"), &hash()));
        let threads: Vec<_> = stores.iter().map(create).collect();
        let ends = threads
            .into_iter()
            .map(|thread| thread.join().expect("ended"));
        ends.collect()
    });
    assert_eq!(made.iter().filter(|made| made.is_ok()).count(), 1);
    assert!(made.contains(&Err(StoreError::Exists)));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_server_that_has_lost_changes_is_read_anew() {
    let database = Server::shared().migrated();
    let (here, there) = (store_with(&database, &["bob".to_owned()]), open(&database));
    let tables = ["head", "past", "account", "gone", "setting", "email"];
    let each = |sql: &str| {
        let statements = tables.map(|table| sql.replace("NAME", table));
        database.sql(&statements.join("; "));
    };
    each("CREATE TABLE public.NAME AS SELECT * FROM auth_inner.NAME");
    makes(&there, &set_field("bob", "room", "lost"));
    makes(&there, &add(5, "lost"));
    each("DELETE FROM auth_inner.NAME; INSERT INTO auth_inner.NAME SELECT * FROM public.NAME");
    for number in 10..13 {
        makes(&here, &add(number, &format!("new{number}")));
    }
    assert_eq!(directory(&there), directory(&open(&database)));
    assert!(directory(&there).find("lost").is_none());
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_program_that_is_behind_when_old_revisions_are_removed_reads_all_users() {
    let database = Server::shared().migrated();
    let (here, there) = (store_with(&database, &["bob".to_owned()]), open(&database));
    let decided_on = there.read().expect("read");
    makes(&here, &Edit::Remove(name("bob")));
    let other = "SELECT FROM auth_inner.head FOR UPDATE; DELETE FROM auth_inner.past; \
                 DELETE FROM auth_inner.gone; \
                 UPDATE auth_inner.head SET seq = seq + 10000, revision = sha256(revision)";
    let other = database.hold(other);
    std::thread::scope(|scope| {
        let change = add(9, "eve");
        let (there, revision) = (&there, &decided_on.revision);
        let changing = scope.spawn(move || patiently(|| there.apply(&change, revision)));
        let waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted
            AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())";
        database.wait_for(waiting, "1");
        other.commit();
        let made = changing.join().expect("ended");
        assert_ne!(made.from, decided_on.revision, "it was waited for");
    });
    assert!(directory(&there).find("bob").is_none());
    assert_eq!(directory(&there), directory(&open(&database)));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn on_a_full_disk_nothing_is_changed() {
    let database = Server::shared().migrated();
    let store = store_with(&database, &["bob".to_owned()]);
    database.sql(
        "CREATE FUNCTION public.is_full() RETURNS trigger LANGUAGE plpgsql AS
         'BEGIN RAISE EXCEPTION USING ERRCODE = ''53100''; END';
         CREATE TRIGGER is_full BEFORE UPDATE ON auth_inner.head
         FOR EACH ROW EXECUTE FUNCTION public.is_full()",
    );
    let before = store.read().expect("read");
    let made = store.apply(&set_field("bob", "room", "12"), &before.revision);
    assert!(matches!(made, Err(StoreError::Unwritable(_))), "{made:?}");
    database.sql("DROP TRIGGER is_full ON auth_inner.head");
    assert_eq!(directory(&open(&database)), UserDirectory::from(&*before));
    makes(&store, &set_field("bob", "room", "12"));
}
