//! What the work of the server tells before the verdict: the same for every answer and every name.

use std::collections::BTreeSet;

use serde_json::json;

use crate::restricted::{Counter, HASH, UNLIMITED, WRONG, ticket, user};
use crate::server::Server;

/// A server whose log has no pages and no work of its own between those of a test.
const QUIET: &[&str] = &[
    "fsync = off",
    "full_page_writes = off",
    "autovacuum = off",
    "bgwriter_lru_maxpages = 0",
    "max_prepared_transactions = 2",
];

/// What a transaction of this login has written and read, by the counters that every login can read, and how much was logged.
const WORK: &str = "SELECT schemaname, relname, seq_scan, seq_tup_read, n_tup_ins, n_tup_upd, n_tup_del, n_tup_hot_upd
    FROM pg_stat_xact_user_tables WHERE seq_scan + coalesce(idx_scan, 0) + n_tup_ins + n_tup_upd + n_tup_del > 0 ORDER BY 1, 2;";

/// Returns what the server counts for an answer, without committing it.
fn work(counter: &Counter<'_>, name: &str, hash: &str) -> String {
    let ticket = ticket();
    // Once before, so that the functions are compiled and the tables known.
    let warm = format!("BEGIN; SELECT auth.answer({ticket}, 'warm', 'x', NULL); ROLLBACK;");
    let (told, errors) = counter.run(&format!(
        "{warm} {warm}
         BEGIN;
         CREATE TEMP TABLE before AS SELECT pg_current_wal_insert_lsn() AS lsn;
         SELECT auth.answer({ticket}, '{name}', '{hash}', NULL);
         -- Without the headers of the pages in between.
         SELECT after - lsn - 24 * (div(after - '0/0', 8192) - div(lsn - '0/0', 8192)) FROM before, pg_current_wal_insert_lsn() AS after;
         {WORK}
         SELECT locktype, relation::regclass, mode, granted FROM pg_locks WHERE pid = pg_backend_pid() AND relation IS NOT NULL
            AND relation::regclass::text NOT LIKE 'pg_%' ORDER BY relation::regclass::text, mode;
         ROLLBACK;"
    ));
    assert_eq!(errors, "");
    told
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r85_an_answer_is_the_same_work_whether_it_is_right_or_not_and_for_every_name() {
    let server = Server::start(QUIET);
    let counter = Counter::on(&server);
    counter.database.sql("VACUUM FREEZE ANALYZE");
    // Whether a change of the time changes an index shows as well.
    counter.stop_clock(1_900_000_000);
    // Names of the same length, of which none was tried before.
    let names = ["ada", "bob", "kim", "eve", "nob"];
    let all: BTreeSet<_> = names
        .iter()
        .flat_map(|name| [&**HASH, WRONG].map(|hash| work(&counter, name, hash)))
        .collect();
    assert_eq!(all.len(), 1, "{all:#?}");
    // After the same attempts.
    counter.set_clock(1_900_000_010);
    for name in names {
        counter.database.sql("TRUNCATE auth_inner.guess");
        counter.ask(name, WRONG);
    }
    counter.set_clock(1_900_000_020);
    counter.database.sql("VACUUM FREEZE ANALYZE");
    let again: BTreeSet<_> = names
        .iter()
        .flat_map(|name| [&**HASH, WRONG].map(|hash| work(&counter, name, hash)))
        .collect();
    assert_eq!(again.len(), 1, "{again:#?}");
    assert_ne!(all, again, "an attempt on the same name changes a row");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r85_a_salt_reads_as_many_rows_for_a_user_as_for_an_unknown_name() {
    let server = Server::start(QUIET);
    let counter = Counter::on(&server);
    counter.add(&[user("zoe", &json!({})), user("zoo", &json!({}))]);
    let read = |name: &str| {
        let (told, errors) = counter.database.sql_as(
            "owner",
            &format!(
                "SELECT auth_inner.find('warm') IS NULL;
                 BEGIN; SELECT auth_inner.find('{name}') IS NULL;
                 SELECT relname, seq_scan, seq_tup_read, idx_scan, idx_tup_fetch FROM pg_stat_xact_user_tables
                    WHERE schemaname = 'auth_inner' AND relname = 'account'; COMMIT;"
            ),
        );
        assert_eq!(errors, "");
        told.lines().last().expect("a row").to_owned()
    };
    let names = [
        "ada",
        "ada@example.org",
        "bob",
        "kim",
        "eve",
        "dan",
        "dan@example.org",
        "",
    ];
    let all: BTreeSet<_> = names.iter().map(|name| read(name)).collect();
    assert_eq!(all.len(), 1, "{all:#?}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn the_rows_of_all_answers_have_the_same_size() {
    let counter = Counter::open();
    counter.database.sql(UNLIMITED);
    for name in ["ada", "bob", "kim", "eve", "nobody", "", "ada@example.org"] {
        for hash in [&**HASH, WRONG, ""] {
            let ticket = ticket();
            counter.run(&format!(
                "SELECT auth.answer({ticket}, '{name}', '{hash}', NULL);"
            ));
        }
    }
    let sizes = "SELECT DISTINCT pg_column_size(g.*) FROM auth_inner.guess AS g";
    assert_eq!(counter.database.sql(sizes).lines().count(), 1);
}

/// Settings with which a server says more to a login than usual.
const TALKATIVE: &str = "SET client_min_messages = debug5; SET debug_print_parse = on; SET debug_print_rewritten = on;
SET debug_print_plan = on; SET plan_cache_mode = force_custom_plan; SET plpgsql.extra_errors = 'all';
SET plpgsql.print_strict_params = on; SET trace_notify = on; SET trace_sort = on;
SET debug_pretty_print = off;\n";

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r67_no_message_of_the_server_has_what_is_in_the_tables() {
    let counter = Counter::open();
    let (stored, key) = (
        counter.database.sql("SELECT sha256(convert_to(record ->> 'password', 'UTF8')), id FROM auth_inner.account LIMIT 1"),
        counter.database.sql("SELECT bytes FROM auth_inner.key"),
    );
    let (ticket, other) = (ticket(), ticket());
    let (told, errors) = counter.run(&format!(
        "{TALKATIVE} SELECT auth.salt('nobody'); SELECT auth.answer({ticket}, 'ada', 'a guess', NULL);
         SELECT auth.verdict({ticket}); SELECT auth.verdict({ticket}); SELECT auth.verdict({ticket});
         SELECT auth.answer({other}, 'kim', 'a guess', NULL); SELECT auth.verdict({other});
         SELECT auth.verdict({other}); SELECT auth.answer(NULL, NULL, NULL, NULL);
         SELECT auth.answer(sha256('x'), NULL, 'x', sha256('y'));"
    ));
    assert!(
        errors.contains("DEBUG") && errors.contains("PLANNEDSTMT"),
        "it talks"
    );
    let text = format!("{told}{errors}");
    for secret in stored.split('|').chain([&*key]) {
        // As hexadecimal digits, and as a list of numbers.
        let digits = secret.trim_start_matches("\\x");
        let bytes: Vec<_> = digits
            .as_bytes()
            .chunks(2)
            .map(|pair| {
                let pair = std::str::from_utf8(pair).expect("digits");
                let byte = u8::from_str_radix(pair, 16).expect("a byte");
                byte.cast_signed().to_string()
            })
            .collect();
        assert!(
            !text.contains(&digits[..20]) && !text.contains(&bytes[..10].join(" ")),
            "{secret}"
        );
    }
    assert!(!text.contains(&HASH[29..]));
    for name in [
        "attempts",
        "event_ends",
        "name_key",
        "wrong password",
        "no password",
    ] {
        assert!(!errors.contains(name), "{name}");
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn no_table_and_no_helper_is_of_any_use_to_a_login() {
    let counter = Counter::open();
    let rights = counter.database.sql(&format!(
        "SELECT count(*) FROM pg_class, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS right_to
         WHERE relnamespace = 'auth_inner'::regnamespace AND relkind IN ('r', 'v', 'm', 'p')
         AND has_table_privilege('{login}', oid, right_to)
         UNION ALL SELECT count(*) FROM pg_proc WHERE pronamespace = 'auth_inner'::regnamespace
         AND has_function_privilege('{login}', oid, 'EXECUTE')
         UNION ALL SELECT count(*) FROM pg_sequences WHERE schemaname = 'auth_inner'
         AND has_sequence_privilege('{login}', quote_ident(schemaname) || '.' || quote_ident(sequencename), 'USAGE')
         UNION ALL SELECT count(*) FROM unnest(ARRAY['auth_inner USAGE', 'auth_inner CREATE', 'auth CREATE']) AS right_to
         WHERE has_schema_privilege('{login}', split_part(right_to, ' ', 1), split_part(right_to, ' ', 2))",
        login = counter.login
    ));
    assert_eq!(rights, "0\n0\n0\n0");
    let careful = counter.database.sql(
        "SELECT proname FROM pg_proc WHERE pronamespace = 'auth'::regnamespace AND (NOT prosecdef OR proowner <> 'auth_owner'::regrole
            OR NOT proconfig @> ARRAY['search_path=pg_catalog, pg_temp', 'client_min_messages=error'])
         UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'auth_inner'::regnamespace
            AND (prosecdef OR NOT coalesce(proconfig @> ARRAY['search_path=pg_catalog, pg_temp'], false))",
    );
    assert_eq!(careful, "");
    // Strings are the same whatever a login has set.
    let backslashes = "SELECT proname FROM pg_proc WHERE pronamespace IN ('auth'::regnamespace, 'auth_inner'::regnamespace)
        AND position(chr(92) IN prosrc) > 0";
    assert_eq!(counter.database.sql(backslashes), "");
    let (told, errors) = counter.run(
        "SELECT * FROM auth_inner.guess; SELECT auth_inner.now(); COPY auth_inner.account TO STDOUT;
         SELECT * FROM auth_inner.account; SET ROLE auth_owner; CREATE FUNCTION auth.mine() RETURNS int RETURN 1;
         SELECT pg_get_functiondef('auth_inner.find(text)'::regprocedure);",
    );
    assert_eq!(told, "");
    assert_eq!(errors.matches("42501").count(), 7, "{errors}");
    // Nor to other logins.
    let others = "SELECT count(*) FROM pg_proc WHERE pronamespace = 'auth'::regnamespace AND has_function_privilege('public', oid, 'EXECUTE')";
    assert_eq!(counter.database.sql(others), "0");
}
