//! Creating the tables, and refusing those of another version.

use std::sync::Arc;
use std::thread;

use egui_authenticator::ports::{CredentialStore, StateError, StoreError};
use egui_authenticator::service::ports::{AttemptKey, AttemptStore};
use egui_authenticator::store::memory::MemoryState;
use egui_authenticator::store::postgres::{
    Client, PgError, PostgresOptions, PostgresState, PostgresStore,
};

use crate::server::Server;

/// Prepares connections to an address.
fn client(address: &str) -> Client {
    let options = PostgresOptions::parse(address).expect("an address");
    Client::connect(&options).expect("a client")
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn tables_are_created_once_and_a_plan_changes_nothing() {
    let database = Server::shared().database();
    let client = client(&database.address());
    let planned = client.plan_migration().expect("planned");
    let schema = "SELECT count(*) FROM pg_namespace WHERE nspname = 'auth_inner'";
    assert_eq!((planned.from, &*database.sql(schema)), (0, "0"));
    assert!(!planned.scripts.is_empty());
    assert_eq!(client.migrate(), Ok(planned));
    let again = client.migrate().expect("migrated");
    assert_eq!(again.from, again.to);
    assert!(again.scripts.is_empty());
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn computers_that_migrate_at_the_same_time_do_it_once() {
    let database = Server::shared().database();
    let address = database.address();
    let from = thread::scope(|scope| {
        let migrate = || client(&address).migrate().expect("migrated").from;
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(migrate)).collect();
        let results = threads.into_iter();
        let results = results.map(|thread| thread.join().expect("joined"));
        results.collect::<Vec<_>>()
    });
    assert_eq!(
        from.iter().filter(|from| **from == 0).count(),
        1,
        "{from:?}"
    );
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_migration_waits_for_another_one() {
    let database = Server::shared().database();
    let other = database.hold("SELECT pg_advisory_xact_lock(4840163228917320)");
    thread::scope(|scope| {
        let migrating = scope.spawn(|| client(&database.address()).migrate());
        let waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
        database.wait_for(waiting, "1");
        other.commit();
        let migrated = migrating.join().expect("ended");
        assert_eq!(migrated.expect("migrated").from, 0);
    });
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r109_tables_of_a_newer_version_are_refused() {
    let database = Server::shared().database();
    let client = client(&database.address());
    client.migrate().expect("migrated");
    database.sql("UPDATE auth_inner.version SET number = 99");
    assert_eq!(client.plan_migration(), Err(PgError::Newer));
    assert_eq!(client.migrate(), Err(PgError::Newer));
    assert_eq!(database.sql("SELECT number FROM auth_inner.version"), "99");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r109_a_program_that_runs_stops_when_another_one_has_changed_the_tables() {
    let database = Server::shared().migrated();
    let client = database.client();
    let state = PostgresState::new(client.clone(), Arc::new(MemoryState::default()));
    let store = PostgresStore::new(client);
    let attempt = || state.attempts(&AttemptKey([1; 32]), &|attempts| attempts);
    assert!(attempt().is_ok());
    assert_eq!(store.read().err(), Some(StoreError::Absent));
    database.sql("UPDATE auth_inner.version SET number = 99");
    assert_eq!(attempt(), Err(StateError::Newer));
    let read = PostgresStore::new(database.client()).read();
    assert!(matches!(read, Err(StoreError::Unavailable(_))), "{read:?}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_schema_of_another_program_with_this_name_is_left_alone() {
    let database = Server::shared().database();
    database.sql("CREATE SCHEMA auth_inner; CREATE TABLE auth_inner.theirs ()");
    let result = client(&database.address()).migrate();
    assert!(matches!(result, Err(PgError::Refused(_))), "{result:?}");
    let tables = "SELECT string_agg(tablename, ' ') FROM pg_tables WHERE schemaname = 'auth_inner'";
    assert_eq!(database.sql(tables), "theirs");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn the_tables_belong_to_a_role_that_cannot_sign_in_and_other_logins_see_none() {
    let database = Server::shared().database();
    client(&database.address()).migrate().expect("migrated");
    let owners = "SELECT DISTINCT tableowner, rolcanlogin FROM pg_tables
        JOIN pg_roles ON rolname = tableowner WHERE schemaname = 'auth_inner'";
    assert_eq!(database.sql(owners), "auth_owner|f");
    database.sql("CREATE ROLE passer_by LOGIN");
    let granted = "SELECT count(*) FROM pg_class, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) right_to
        WHERE relnamespace = 'auth_inner'::regnamespace AND relkind IN ('r', 'v')
        AND has_table_privilege('passer_by', oid, right_to)";
    assert_eq!(database.sql(granted), "0");
    let in_schema = "SELECT has_schema_privilege('passer_by', 'auth_inner', 'USAGE')";
    assert_eq!(database.sql(in_schema), "f");
    let address = database.address().replace("owner@", "passer_by@");
    let refused = client(&address).plan_migration();
    assert!(matches!(refused, Err(PgError::Denied(_))), "{refused:?}");
    database.sql("GRANT auth_owner TO passer_by");
    assert!(client(&address).plan_migration().is_ok());
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_login_that_may_create_no_roles_has_the_tables_alone() {
    let server = Server::start(&["fsync = off"]);
    let database = server.database();
    let allowed = "CREATE ROLE till LOGIN; GRANT CREATE ON DATABASE";
    let name = database.sql("SELECT current_database()");
    database.sql(&format!("{allowed} {name} TO till"));
    let address = database.address().replace("owner@", "till@");
    client(&address).migrate().expect("migrated");
    let owners = "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'auth_inner'";
    assert_eq!(database.sql(owners), "till");
}
