//! Restricted computers: how they join, and what the server keeps from them.

use crate::commands::{SERVER, Shop, number};

/// Adds a login that waits in these roles, as `store add-computer` does: from version 16 on, a membership ends only by the role
/// that has given it.
fn waiting(shop: &Shop, roles: &str) -> String {
    let login = format!("plain_till{}", number());
    shop.sql(&format!(
        "DO $do$
        DECLARE
            is_16 boolean := current_setting('server_version_num')::integer >= 160000;
        BEGIN
            CREATE ROLE {login} LOGIN VALID UNTIL '2999-01-01';
            EXECUTE 'GRANT {roles} TO {login}' || CASE WHEN is_16 THEN ' GRANTED BY auth_enroller' ELSE '' END;
            IF is_16 THEN
                EXECUTE 'GRANT {login} TO auth_enroller WITH ADMIN TRUE, INHERIT FALSE, SET FALSE';
            END IF;
        END $do$"
    ));
    login
}

/// Runs a statement as a login, and returns the error.
fn error_as(shop: &Shop, login: &str, statement: &str) -> String {
    SERVER.sql_as(login, &shop.database, statement).1
}

/// The statement with which a login redeems its code. In two parts, because another test looks for a verifier in the log.
fn redeem() -> String {
    let (salt, key) = ("A".repeat(22), "A".repeat(43));
    format!("SELECT auth_join.redeem('SCRAM-SHA' || '-256$4096:{salt}==${key}=:{key}=')")
}

fn roles_of(shop: &Shop, login: &str) -> String {
    shop.sql(&format!(
        "SELECT string_agg(roleid::regrole::text, ' ' ORDER BY 1) || ' ' || rolconnlimit
        FROM pg_auth_members JOIN pg_roles ON pg_roles.oid = member WHERE rolname = '{login}' GROUP BY rolconnlimit"
    ))
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_computer_becomes_what_the_administrator_has_chosen() {
    let shop = Shop::open();
    let restricted = waiting(&shop, "auth_waiting_computer");
    for refused in [
        "SELECT auth.hello('0.1.0')",
        "SELECT * FROM auth_inner.account",
        "GRANT auth_waiting TO CURRENT_USER",
        "GRANT auth_owner TO CURRENT_USER",
        "SET ROLE auth_owner",
        "SET ROLE auth_enroller",
        "REVOKE auth_waiting_computer FROM CURRENT_USER",
        "ALTER ROLE CURRENT_USER CONNECTION LIMIT -1",
        "CREATE OR REPLACE FUNCTION auth_join.redeem(text) RETURNS void LANGUAGE sql AS ''",
    ] {
        let error = error_as(&shop, &restricted, refused);
        assert!(error.contains("42501"), "{refused}: {error}");
    }
    let hostile = "SET search_path = pg_temp; SET standard_conforming_strings = off; SET role auth_waiting_computer;";
    assert_eq!(
        error_as(&shop, &restricted, &format!("{hostile} {}", redeem())),
        ""
    );
    assert_eq!(roles_of(&shop, &restricted), "auth_computer 20");
    assert_eq!(
        error_as(&shop, &restricted, "SELECT auth.hello('0.1.0')"),
        ""
    );
    for refused in [
        &*redeem(),
        "SET ROLE auth_owner",
        "SELECT * FROM auth_inner.account",
    ] {
        let error = error_as(&shop, &restricted, refused);
        assert!(
            error.contains("42501") || error.contains("28000"),
            "{refused}: {error}"
        );
    }
    let trusted = waiting(&shop, "auth_waiting");
    assert_eq!(error_as(&shop, &trusted, &redeem()), "");
    assert_eq!(roles_of(&shop, &trusted), "auth_owner -1");
    assert_eq!(
        error_as(&shop, &trusted, "SELECT count(*) FROM auth_inner.account"),
        ""
    );
    for mixed in [
        "auth_waiting, auth_waiting_computer",
        "auth_waiting, auth_computer",
        "auth_waiting_computer, auth_owner",
        "auth_waiting_computer, auth_computer",
    ] {
        let login = waiting(&shop, mixed);
        let before = roles_of(&shop, &login);
        let error = error_as(&shop, &login, &redeem());
        assert!(error.contains("28000"), "{mixed}: {error}");
        assert_eq!(roles_of(&shop, &login), before, "{mixed}");
        shop.sql(&format!("DROP ROLE {login}"));
    }
    let late = waiting(&shop, "auth_waiting_computer");
    shop.sql(&format!("ALTER ROLE {late} VALID UNTIL '2026-01-01'"));
    assert!(error_as(&shop, &late, &redeem()).contains("28000"));
}

/// From version 16 on, what a superuser gave by hand cannot be taken away, so that the code is not accepted.
#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_computer_that_waits_by_hand_joins_only_if_its_waiting_can_be_ended() {
    let shop = Shop::open();
    let by_hand = format!("plain_till{}", number());
    shop.sql(&format!(
        "CREATE ROLE {by_hand} LOGIN IN ROLE auth_waiting_computer VALID UNTIL '2999-01-01'"
    ));
    let error = error_as(&shop, &by_hand, &redeem());
    let is_16 = shop.sql("SELECT current_setting('server_version_num')::integer >= 160000") == "t";
    assert_eq!(error.is_empty(), !is_16, "{error}");
    let role = if is_16 {
        "auth_waiting_computer -1"
    } else {
        "auth_computer 20"
    };
    assert_eq!(roles_of(&shop, &by_hand), role);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn the_server_keeps_from_a_restricted_computer_what_it_gives_to_all() {
    let shop = Shop::open();
    let till = waiting(&shop, "auth_waiting_computer");
    assert_eq!(error_as(&shop, &till, &redeem()), "");
    for refused in [
        "SELECT lo_create(0)",
        "SELECT lo_creat(-1)",
        "SELECT lo_from_bytea(0, 'x')",
        "SELECT lo_import('/etc/passwd')",
        "SELECT pg_logical_emit_message(false, 'x', 'y')",
        "SELECT pg_advisory_lock(4840163228917320)",
        "SELECT pg_try_advisory_xact_lock(1)",
        "SELECT * FROM pg_stat_all_indexes",
        "SELECT pg_stat_get_tuples_fetched(1)",
        "SELECT pg_stat_get_xact_tuples_fetched(1)",
        "SET temp_file_limit = -1",
        "ALTER ROLE CURRENT_USER SET temp_file_limit = -1",
        "CREATE TEMPORARY TABLE mine (x integer)",
        "CREATE TABLE public.mine (x integer)",
        "CREATE SCHEMA mine",
        "CREATE FUNCTION mine() RETURNS void LANGUAGE sql AS ''",
    ] {
        let error = error_as(&shop, &till, refused);
        assert!(error.contains("42501"), "{refused}: {error}");
    }
    let limit = SERVER.sql_as(&till, &shop.database, "SHOW temp_file_limit");
    assert_eq!(limit.0, "1GB", "no statement fills the disk");
    // A trusted computer has what it had, and nothing that was kept for superusers.
    let trusted = waiting(&shop, "auth_waiting");
    assert_eq!(error_as(&shop, &trusted, &redeem()), "");
    let granted = "SELECT has_function_privilege('lo_import(text)', 'EXECUTE')
        OR has_function_privilege('pg_read_file(text)', 'EXECUTE')";
    assert_eq!(SERVER.sql_as(&trusted, &shop.database, granted).0, "f");
    assert_eq!(
        error_as(
            &shop,
            &trusted,
            "SELECT pg_advisory_lock(1); SELECT count(*) FROM pg_stat_all_indexes"
        ),
        ""
    );
    shop.init().expect_good();
    assert_eq!(error_as(&shop, &till, "SELECT auth.hello('0.1.0')"), "");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_database_that_is_older_than_restricted_computers_lets_them_in_after_store_init() {
    let shop = Shop::open();
    let till = waiting(&shop, "auth_waiting_computer");
    shop.sql(
        "REVOKE ALL ON SCHEMA auth FROM auth_computer; REVOKE ALL ON ALL ROUTINES IN SCHEMA auth FROM auth_computer;
        REVOKE ALL ON FUNCTION auth_join.redeem(text) FROM auth_waiting_computer",
    );
    assert!(error_as(&shop, &till, &redeem()).contains("42501"));
    shop.init().expect_good();
    assert_eq!(error_as(&shop, &till, &redeem()), "");
    assert_eq!(error_as(&shop, &till, "SELECT auth.hello('0.1.0')"), "");
}
