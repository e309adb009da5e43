//! Tables of the first version, with data in them, and what happens to programs while they are brought up to date.

use egui_authenticator::Service;
use egui_authenticator::domain::audit_chain::ChainCheck;
use egui_authenticator::ports::{CredentialStore as _, StateError, UserDirectory};
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::store::postgres::{PgError, PostgresStore};
use egui_authenticator::use_cases::{AuditQuery, UserInput};
use egui_authenticator::users::PersonName;

use crate::computers::{OWNER, PASSWORD, Shop, sign_in, sign_in_as};
use crate::server::Database;

/// Creates the tables of the first version.
const FIRST: &[&str] = &[
    include_str!("../../src/store/postgres/schema/create.sql"),
    include_str!("../../src/store/postgres/schema/as_owner.sql"),
    include_str!("../../src/store/postgres/schema/0001_users.sql"),
    include_str!("../../src/store/postgres/schema/0001_state.sql"),
    "UPDATE auth_inner.version SET number = 1;",
];

/// Copies what the tables of the first version can hold.
const COPY: &str = "DO $$
DECLARE it record;
BEGIN
    FOR it IN SELECT table_name, string_agg(quote_ident(column_name), ', ') AS columns
        FROM information_schema.columns
        WHERE table_schema = 'auth_inner' AND table_name <> 'version' GROUP BY table_name
    LOOP
        EXECUTE format('DELETE FROM auth_inner.%I', it.table_name);
        EXECUTE format('INSERT INTO auth_inner.%1$I (%2$s) OVERRIDING SYSTEM VALUE SELECT %2$s FROM newest.%1$I',
            it.table_name, it.columns);
    END LOOP;
END
$$;
DROP SCHEMA newest CASCADE;";

/// Gives a database the tables that it would have if all of its data had been written by the first version.
fn make_first(database: &Database<'_>) {
    let first = FIRST.join("\n");
    database.sql(&format!(
        "BEGIN; ALTER SCHEMA auth_inner RENAME TO newest;
         SET search_path = auth_inner;\n{first}\n{COPY} COMMIT"
    ));
}

fn version(database: &Database<'_>) -> String {
    database.sql("SELECT number FROM auth_inner.version")
}

/// Returns the number of records of the audit log, which is whole.
fn records(computer: &Service) -> usize {
    let log = computer.audit_log();
    let check = log.verify(OWNER);
    assert!(matches!(check, Ok(ChainCheck::Whole(Some(_)))), "{check:?}");
    log.list(OWNER, &log.filter(&AuditQuery::latest(1_000)))
        .expect("listed")
        .len()
}

fn content(database: &Database<'_>) -> UserDirectory {
    let store = PostgresStore::new(database.client());
    UserDirectory::from(&*store.read().expect("read"))
}

/// A shop with a user `bob`, whose name is locked, and the program of a computer.
fn shop_with_data() -> (Shop, Service) {
    let shop = Shop::open();
    let computer = shop.computer();
    for name in ["bob", "kim"] {
        let user = UserInput::new(
            name,
            format!("{name}@example.org"),
            PersonName::new(name, ""),
        );
        computer
            .users()
            .add(OWNER, &user, &["till"])
            .expect("added");
    }
    for _ in 0..5 {
        assert!(sign_in_as(&computer, "bob", "a guess").is_err());
    }
    (shop, computer)
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r109_tables_of_the_first_version_are_brought_up_to_date_with_everything_in_them() {
    let (shop, computer) = shop_with_data();
    let database = &shop.database;
    let (before, recorded) = (content(database), records(&computer));
    make_first(database);
    let refused = sign_in(&computer, PASSWORD).err();
    let words = PgError::Unprepared.to_string();
    let Some(SignInError::State(StateError::Unavailable(told))) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(told, words);
    let planned = database.client().plan_migration().expect("planned");
    assert_eq!((planned.from, &*version(database)), (1, "1"));
    assert_eq!(database.client().migrate(), Ok(planned));
    // The program that was refused works again, without a new start.
    assert_eq!(content(database), before);
    assert_eq!(records(&computer), recorded);
    let locked = sign_in_as(&computer, "bob", "a guess").err();
    assert!(matches!(locked, Some(SignInError::Locked(_))), "{locked:?}");
    assert!(sign_in(&computer, PASSWORD).is_ok());
    assert!(records(&computer) > recorded);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn an_upgrade_that_another_program_is_in_the_way_of_changes_nothing_and_is_made_later() {
    let (shop, _) = shop_with_data();
    let database = &shop.database;
    make_first(database);
    let other = database.hold("SELECT FROM auth_inner.session_slot");
    assert_eq!(database.client().migrate(), Err(PgError::Busy));
    assert_eq!(version(database), "1");
    other.commit();
    assert_eq!(database.client().migrate().expect("migrated").from, 1);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_change_of_the_tables_has_time_for_many_users() {
    let (shop, _computer) = shop_with_data();
    let database = &shop.database;
    make_first(database);
    database.sql(
        "CREATE TABLE public.seen (patience text);
         CREATE FUNCTION public.see() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER
             AS $$ BEGIN INSERT INTO public.seen VALUES (current_setting('statement_timeout')); END $$;
         CREATE EVENT TRIGGER see ON ddl_command_end WHEN TAG IN ('CREATE TRIGGER') EXECUTE FUNCTION public.see()",
    );
    let patience = || {
        database.client().migrate().expect("migrated");
        database.sql("WITH all_seen AS (DELETE FROM public.seen RETURNING patience) SELECT DISTINCT patience FROM all_seen")
    };
    assert_eq!(patience(), "15min");
    assert_eq!(patience(), "1min", "of the functions alone");
}
