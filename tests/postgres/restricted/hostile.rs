//! A login that has set everything that it can: the answers, counts and records stay the same.

use serde_json::json;

use crate::restricted::{Counter, HASH, WRONG, asking, ticket, user};

/// What a login can set, and create where it may.
const SETTINGS: &[&str] = &[
    "SET TimeZone = 'Pacific/Kiritimati'; SET DateStyle = 'SQL, DMY'; SET IntervalStyle = 'iso_8601'",
    "SET bytea_output = 'escape'; SET standard_conforming_strings = off; SET backslash_quote = off; SET escape_string_warning = off",
    "SET transform_null_equals = on; SET array_nulls = off; SET quote_all_identifiers = on; SET extra_float_digits = -15",
    "SET synchronous_commit = off",
    "SET enable_indexscan = off; SET enable_bitmapscan = off; SET enable_indexonlyscan = off; SET enable_sort = off; SET enable_hashagg = off",
    "SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan; SET jit = on; SET jit_above_cost = 0",
    "SET plan_cache_mode = force_custom_plan; SET work_mem = '64kB'; SET from_collapse_limit = 1; SET join_collapse_limit = 1",
    "SET plpgsql.extra_errors = 'all'; SET plpgsql.extra_warnings = 'all'; SET plpgsql.check_asserts = off",
    "SET client_min_messages = debug5; SET debug_print_plan = on",
    "SET lc_time = 'C'; SET lc_numeric = 'C'; SET lc_monetary = 'C'; SET row_security = off; SET xmloption = 'document'",
    "SET ROLE auth_computer",
    "SET search_path = pg_temp, auth, public, pg_catalog; SET check_function_bodies = off",
    "SET gin_fuzzy_search_limit = 1; SET cursor_tuple_fraction = 0; SET geqo_threshold = 2; SET force_parallel_mode = on",
    "SET default_transaction_deferrable = on; SET idle_in_transaction_session_timeout = 0; SET lock_timeout = '2s'",
    // Names of the server that are found in the temporary schema first.
    "CREATE TEMP TABLE guess (ticket bytea, verdict jsonb); CREATE TEMP TABLE account (id bytea, record json);
     CREATE TEMP TABLE setting (path text, value text); INSERT INTO setting VALUES ('lockout.after', '100000');
     CREATE FUNCTION pg_temp.sha256(bytea) RETURNS bytea LANGUAGE sql AS 'SELECT decode(repeat(''00'', 32), ''hex'')';
     CREATE FUNCTION pg_temp.current_setting(text) RETURNS text LANGUAGE sql AS 'SELECT ''read committed''::text';
     CREATE FUNCTION pg_temp.same(bytea, bytea) RETURNS boolean LANGUAGE sql AS 'SELECT true';
     CREATE OPERATOR pg_temp.= (leftarg = bytea, rightarg = bytea, function = pg_temp.same);
     CREATE OPERATOR pg_temp.<> (leftarg = bytea, rightarg = bytea, function = pg_temp.same);
     CREATE DOMAIN pg_temp.text AS pg_catalog.text; CREATE DOMAIN pg_temp.jsonb AS pg_catalog.text;
     SET search_path = pg_temp, pg_catalog",
];

/// Tries everything once, and returns the words, with what is counted and recorded.
fn everything(settings: &str) -> Vec<String> {
    let counter = Counter::open();
    counter.add(&[user(
        "soon",
        &json!({ "times": ["", "", "mon 00:00-12:00, thu-sat 12:00-24:00"] }),
    )]);
    // Tuesday, 2027-01-05, 01:00, which is Monday noon elsewhere.
    counter.stop_clock(1_799_110_800);
    let (mut script, mut tickets) = (format!("{settings};\n"), Vec::new());
    for (name, hash) in [
        ("ada", WRONG),
        ("ada@example.org", &**HASH),
        ("bob", &HASH),
        ("kim", &HASH),
        ("eve", &HASH),
        ("nobody", &HASH),
        ("soon", &HASH),
        ("ada", WRONG),
        ("ada", WRONG),
        ("ada", WRONG),
        ("ada", WRONG),
        ("ada", WRONG),
        ("ada", &HASH),
    ] {
        let ticket = ticket();
        script += &asking(&ticket, name, hash);
        script += &format!("SELECT pg_catalog.concat('told ', auth.verdict({ticket}));\n");
        tickets.push(ticket);
    }
    // The domains of the temporary schema are in the way of the block, too: it has fixed types.
    let script = script
        .replace("told jsonb;", "told pg_catalog.jsonb;")
        .replace("sha256(", "pg_catalog.sha256(");
    let (told, errors) = counter.run(&script);
    let mut found: Vec<_> = told
        .lines()
        .filter(|line| line.starts_with("told "))
        .map(ToOwned::to_owned)
        .collect();
    assert_eq!(found.len(), 13, "{settings}\n{told}\n{errors}");
    found.extend(counter.events(99));
    found.push(
        counter
            .database
            .sql("SELECT failures, locked_for FROM auth_inner.attempts ORDER BY 1, 2"),
    );
    found
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn whatever_a_login_has_set_the_answers_are_the_same() {
    let expected = everything("SELECT 1");
    let words: Vec<_> = expected[..13]
        .iter()
        .map(|told| {
            let told: serde_json::Value = serde_json::from_str(&told[5..]).expect("JSON");
            told["word"].as_str().expect("a word").to_owned()
        })
        .collect();
    assert_eq!(
        words,
        [
            "wrong", "right", "wrong", "wrong", "pending", "wrong", "not_now", "wrong", "wrong",
            "wrong", "wrong", "wrong", "locked"
        ]
    );
    for settings in SETTINGS {
        assert_eq!(everything(settings), expected, "{settings}");
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_transaction_with_an_old_view_of_the_tables_is_refused() {
    for isolation in ["REPEATABLE READ", "SERIALIZABLE"] {
        let counter = Counter::open();
        let ticket = ticket();
        counter.run(&format!(
            "SELECT auth.answer({ticket}, 'ada', '{}', NULL);",
            *HASH
        ));
        let (told, errors) = counter.run(&format!(
            "SET default_transaction_isolation = '{isolation}';
             SELECT auth.salt('ada'); SELECT auth.answer(sha256('t'), 'ada', 'x', NULL); SELECT auth.verdict({ticket});"
        ));
        assert_eq!(told, "");
        assert_eq!(errors.matches("25001").count(), 3, "{errors}");
        assert_eq!(counter.failures("ada"), "1");
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn malformed_arguments_are_refused() {
    let counter = Counter::open();
    for (call, code) in [
        ("auth.answer(NULL, 'ada', 'x', NULL)", "AU005"),
        ("auth.answer('short', 'ada', 'x', NULL)", "AU005"),
        ("auth.answer(sha256('t'), NULL, 'x', NULL)", "AU005"),
        ("auth.answer(sha256('t'), 'ada', NULL, NULL)", "AU005"),
        (
            "auth.answer(sha256('t'), repeat('a', 1025), 'x', NULL)",
            "AU005",
        ),
        (
            "auth.answer(sha256('t'), 'ada', repeat('a', 1025), NULL)",
            "AU005",
        ),
        ("auth.answer(sha256('t'), NULL, 'x', 'short')", "AU005"),
        (
            "auth.answer(sha256('t'), NULL, 'x', sha256('no session'))",
            "AU001",
        ),
        ("auth.verdict(NULL)", "AU005"),
        ("auth.verdict(sha256('no answer'))", "AU005"),
    ] {
        let (told, errors) = counter.run(&format!("SELECT {call};"));
        assert!(told.is_empty() && errors.contains(code), "{call}: {errors}");
    }
    assert_eq!(
        counter
            .database
            .sql("SELECT count(*) FROM auth_inner.guess, auth_inner.attempts"),
        "0"
    );
}
