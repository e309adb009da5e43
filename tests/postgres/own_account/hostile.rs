//! What a session of the server can be set to before it calls a function.

use super::{NEW_HASH, Shop, revision};

const SETTINGS: [&str; 22] = [
    "SET search_path = pg_temp, public, auth_inner",
    "SET search_path = ''",
    "SET TimeZone = 'Pacific/Kiritimati'",
    "SET DateStyle = 'SQL, DMY'",
    "SET IntervalStyle = 'sql_standard'",
    "SET bytea_output = 'escape'",
    "SET standard_conforming_strings = off; SET escape_string_warning = off; SET backslash_quote = on",
    "SET client_encoding = 'LATIN1'",
    "SET extra_float_digits = -15",
    "SET lc_monetary = 'C'; SET lc_numeric = 'C'; SET lc_time = 'C'",
    "SET array_nulls = off",
    "SET transform_null_equals = on",
    "SET quote_all_identifiers = on",
    "SET enable_seqscan = off; SET enable_indexscan = off; SET enable_bitmapscan = off",
    "SET plan_cache_mode = force_generic_plan",
    "SET plan_cache_mode = force_custom_plan",
    "SET jit = on; SET jit_above_cost = 0",
    "SET work_mem = '64kB'",
    "SET role auth_computer",
    "SET row_security = off",
    "SET synchronous_commit = off",
    "SET plpgsql.extra_warnings = 'all'",
];

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn no_setting_of_a_session_changes_what_the_functions_do() {
    let shop = Shop::open();
    let till = shop.till();
    let mut number = 0;
    for setting in SETTINGS {
        let bob = till.session("bob");
        number += 1;
        let known = revision(&bob);
        let read = till.sql(&format!(
            "{setting};
            SELECT record ->> 'first_name' FROM auth.look(ARRAY[{bob}]) WHERE account IS NOT NULL;
            SELECT pg_catalog.count(*) FROM auth.settings({bob}, NULL);
            SELECT pg_catalog.octet_length(auth.change_own({bob}, {known}, '{{\"first_name\": \"N {number}\"}}'));
            SELECT record ->> 'first_name' FROM auth.look(ARRAY[{bob}]);
            SELECT detail FROM auth.activity({bob}, NULL, NULL, 1);
            SELECT auth.note({bob}, 'locked')"
        ));
        let expected = format!("First\n2\n32\nN {number}\ndetails_changed");
        let expected = if number == 1 {
            expected
        } else {
            expected.replacen("First", &format!("N {}", number - 1), 1)
        };
        assert_eq!(read, Ok(expected), "{setting}");
        let user = shop.user("bob");
        assert_eq!(
            (user.mistake, user.name.first),
            (None, format!("N {number}")),
            "{setting}"
        );
        till.refused(
            "AU005",
            &format!(
                "{setting}; SELECT auth.change_own({bob}, {}, '{{\"password\": \"x\"}}')",
                revision(&bob)
            ),
        );
        till.refused(
            "AU001",
            &format!("{setting}; SELECT * FROM auth.settings(sha256('none'), NULL)"),
        );
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_transaction_that_keeps_an_old_state_is_refused() {
    let shop = Shop::open();
    let till = shop.till();
    let bob = till.session("bob");
    for isolation in ["REPEATABLE READ", "SERIALIZABLE"] {
        for call in [
            "SELECT auth.hello('0.1.0')".to_owned(),
            format!("SELECT * FROM auth.look(ARRAY[{bob}])"),
            format!("SELECT * FROM auth.settings({bob}, NULL)"),
            "SELECT * FROM auth.settings(NULL, NULL)".to_owned(),
            format!("SELECT auth.change_own({bob}, sha256('1'), '{{}}')"),
            format!("SELECT * FROM auth.notices({bob})"),
            format!("SELECT auth.forget_notices({bob}, 1)"),
            format!("SELECT auth.own_key({bob})"),
            format!("SELECT * FROM auth.activity({bob}, NULL, NULL, 1)"),
            format!("SELECT auth.note({bob}, 'locked')"),
            format!("SELECT auth.free_slot({bob})"),
            format!("SELECT auth.sign_out({bob})"),
        ] {
            till.refused(
                "25001",
                &format!("BEGIN ISOLATION LEVEL {isolation}; {call}; COMMIT"),
            );
            till.refused(
                "25001",
                &format!("SET default_transaction_isolation = '{isolation}'; {call}"),
            );
        }
    }
    // A cursor keeps its state as well, and the functions still look at the account as it is.
    let login = &till.login;
    let (out, error) = shop.database.sql_as(
        "owner",
        &format!(
            "SET SESSION AUTHORIZATION {login};
            BEGIN;
            DECLARE c CURSOR FOR SELECT r.path FROM generate_series(1, 2) AS n, LATERAL auth.settings({bob}, sha256(n::text::bytea)) AS r;
            FETCH 1 FROM c;
            RESET SESSION AUTHORIZATION;
            UPDATE auth_inner.account SET record = replace(record::text, '\"disabled\":false', '\"disabled\":true')::json;
            SET SESSION AUTHORIZATION {login};
            FETCH ALL FROM c"
        ),
    );
    assert!(error.contains("AU001"), "{out} {error}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn nothing_of_a_login_runs_in_place_of_what_the_functions_call() {
    let shop = Shop::open();
    let till = shop.till();
    let bob = till.session("bob");
    for refused in [
        "CREATE TEMPORARY TABLE account (id bytea)",
        "CREATE FUNCTION pg_temp.sha256(bytea) RETURNS bytea LANGUAGE sql AS 'SELECT $1'",
        "CREATE OPERATOR pg_temp.= (LEFTARG = bytea, RIGHTARG = bytea, FUNCTION = byteaeq)",
        "CREATE TYPE pg_temp.text AS (x integer)",
        "CREATE FUNCTION public.sha256(bytea) RETURNS bytea LANGUAGE sql AS 'SELECT $1'",
        "CREATE FUNCTION auth.hello(integer) RETURNS void LANGUAGE sql AS ''",
        "CREATE SCHEMA mine",
        "CREATE OR REPLACE FUNCTION auth.look(bytea[]) RETURNS void LANGUAGE sql AS ''",
        "ALTER FUNCTION auth.look(bytea[]) SECURITY INVOKER",
        "ALTER FUNCTION auth.look(bytea[]) SET search_path = pg_temp",
        "SET ROLE auth_owner",
        "SET SESSION AUTHORIZATION owner",
        "SET session_replication_role = replica",
        "SET log_min_messages = debug5",
        "ALTER DATABASE postgres SET search_path = pg_temp",
        "CREATE ROLE another",
        "SELECT * FROM pg_authid",
        "SELECT * FROM pg_shadow",
        "COPY (SELECT 1) TO PROGRAM 'id'",
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT lo_import('/etc/passwd')",
        "SELECT * FROM auth_inner.session_of('x')",
        "SELECT auth_inner.now()",
    ] {
        till.refused("42501", refused);
    }
    // Only a warning, and nothing is given.
    let granted = "GRANT EXECUTE ON FUNCTION auth.look(bytea[]) TO PUBLIC;
        SELECT has_function_privilege('public', 'auth.look(bytea[])', 'EXECUTE')";
    assert_eq!(till.sql(granted).as_deref(), Ok("f"));
    // Also if an owner of the database has left the permission for temporary objects.
    shop.database.sql(&format!(
        "GRANT TEMPORARY ON DATABASE {} TO {}",
        shop.database.name(),
        till.login
    ));
    let traps = "CREATE FUNCTION pg_temp.trap() RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'trap'; END $$;
        CREATE FUNCTION pg_temp.sha256(bytea) RETURNS bytea LANGUAGE sql AS 'SELECT $1';
        CREATE FUNCTION pg_temp.octet_length(bytea) RETURNS integer LANGUAGE sql AS 'SELECT 32';
        CREATE FUNCTION pg_temp.byteaeq(bytea, bytea) RETURNS boolean LANGUAGE sql AS 'SELECT true';
        CREATE OPERATOR pg_temp.= (LEFTARG = bytea, RIGHTARG = bytea, FUNCTION = pg_temp.byteaeq);
        CREATE FUNCTION pg_temp.texteq(text, text) RETURNS boolean LANGUAGE sql AS 'SELECT true';
        CREATE OPERATOR pg_temp.= (LEFTARG = text, RIGHTARG = text, FUNCTION = pg_temp.texteq);
        CREATE TEMPORARY TABLE account (id bytea, position bigint, seq bigint, name_key text, record json);
        CREATE TEMPORARY TABLE restricted_session (id bytea, login text, account bytea, state bytea);
        SET search_path = pg_temp, pg_catalog;";
    let looked = till.sql(&format!(
        "{traps} SELECT count(*) FROM auth.look(ARRAY[pg_catalog.sha256('none'), 'x'::bytea])"
    ));
    assert_eq!(looked.as_deref(), Ok("0"));
    let bob = bob.replace("sha256", "pg_catalog.sha256");
    let looked = till.sql(&format!(
        "{traps} SELECT record ->> 'username' FROM auth.look(ARRAY[{bob}])"
    ));
    assert_eq!(looked.as_deref(), Ok("bob"));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn what_the_server_would_print_of_its_work_is_not_told() {
    let shop = Shop::open();
    let till = shop.till();
    let bob = till.session("bob");
    shop.database.sql(
        "UPDATE auth_inner.account SET record = replace(record::text, 'eve@', 'zzmark@')::json",
    );
    let verbose = "SET client_min_messages = debug5; SET debug_print_parse = on; SET debug_print_rewritten = on;
        SET debug_print_plan = on; SET log_statement_stats = off;";
    let script = format!(
        "{verbose}
        SELECT record FROM auth.look(ARRAY[{bob}]);
        SELECT auth.change_own({bob}, {}, '{{\"email\": \"zzmark@example.org\"}}');
        SELECT auth.change_own({bob}, {}, '{{\"password\": \"{NEW_HASH}\"}}')",
        revision(&bob),
        revision(&bob)
    );
    let (out, error) = shop.database.sql_as(&till.login, &script);
    assert!(out.contains("bob"), "{out} {error}");
    let told = format!("{out}\n{error}").replace("{\"email\": \"zzmark@example.org\"}", "");
    for secret in [
        "EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW",
        "zzmark",
        "ada@example.org",
    ] {
        let line = told.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "{secret}");
    }
}
