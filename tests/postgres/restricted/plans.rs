//! How the server finds what the functions read among very many rows: by an index.

use serde_json::Value;

use crate::plans::{FILL, ROWS, plans, whole_tables};
use crate::restricted::{Counter, HASH, WRONG};
use crate::server::Server;

/// Logs the plan of every statement, also of those in functions.
const EXPLAINED: &[&str] = &[
    "fsync = off",
    "session_preload_libraries = auto_explain",
    "auto_explain.log_min_duration = 0",
    "auto_explain.log_nested_statements = on",
    "auto_explain.log_format = json",
];

const MORE: &str = "
INSERT INTO auth_inner.guess (ticket, login, xact, at, not_before, account, typed, counted, locked_for, is_raised,
        is_delaying, is_first_delay, answer, verdict)
    SELECT sha256(n::text::bytea), 'other', '3', auth_inner.now(), 0, substr(sha256(n::text::bytea), 1, 16), sha256(n::text::bytea),
        1, 0, true, false, false, sha256(n::text::bytea), '{\"word\": \"wrong\"}'
    FROM generate_series(1, ROWS) AS n;
INSERT INTO auth_inner.restricted_session
    SELECT sha256(n::text::bytea), 'other', substr(sha256(n::text::bytea), 1, 16), sha256(n::text::bytea), 0, auth_inner.now(), 0
    FROM generate_series(1, ROWS) AS n;
ANALYZE";

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn no_table_is_read_as_a_whole_at_a_restricted_sign_in_among_very_many_rows() {
    let server = Server::start(EXPLAINED);
    let counter = Counter::on(&server);
    counter.ask("nobody", WRONG);
    counter
        .database
        .sql("DELETE FROM auth_inner.account WHERE name_key <> 'ada'");
    for fill in [FILL, MORE] {
        counter
            .database
            .sql(&fill.replace("ROWS", &ROWS.to_string()));
    }
    let begun = server.log().len();
    counter.run("SELECT auth.salt('ada'); SELECT auth.salt('ada17@example.org'); SELECT auth.salt('nobody');");
    assert_eq!(counter.ask("ada@example.org", WRONG)["word"], "wrong");
    let token = counter.sign_in("ada77");
    assert_eq!(counter.ask_again(&token, &HASH)["word"], "right");
    counter
        .database
        .sql("UPDATE auth_inner.guess SET at = at - 121, verdict = NULL WHERE login <> 'other'");
    assert_eq!(counter.ask("nobody", WRONG)["word"], "wrong");
    let (mut read, plans) = (Vec::new(), plans(&server.log()[begun..]));
    assert!(plans.len() > 100, "{} plans", plans.len());
    let is_of_function =
        |plan: &&Value| !plan.to_string().contains("UPDATE auth_inner.guess SET at");
    plans
        .iter()
        .filter(is_of_function)
        .for_each(|plan| whole_tables(plan, &mut read));
    let large = [
        "account",
        "attempts",
        "ended",
        "event",
        "guess",
        "restricted_session",
    ];
    read.retain(|table| {
        large
            .iter()
            .any(|large| table.starts_with(&format!("{large}:")))
    });
    assert_eq!(read, [""; 0]);
}
