//! How the server finds what a sign-in reads among very many rows: by an index, never by reading a whole table.

use std::fmt::Display;

use egui_authenticator::use_cases::{AuditQuery, UserChange};
use serde_json::Value;

use crate::computers::{OWNER, PASSWORD, Shop, sign_in, sign_in_as};
use crate::server::Server;

/// Logs the plan of every statement as it was run.
pub const EXPLAINED: &[&str] = &[
    "fsync = off",
    "session_preload_libraries = auto_explain",
    "auto_explain.log_min_duration = 0",
    "auto_explain.log_format = json",
];

pub const ROWS: u32 = 10_000;

/// Fills the tables that grow with users, attempts and time.
pub const FILL: &str = "
INSERT INTO auth_inner.account (id, position, seq, name_key, record)
    SELECT decode(md5(n::text), 'hex'), position + n, seq, name_key || n, replace(record::text, '\"ada', '\"ada' || n)::json
    FROM auth_inner.account, generate_series(1, 2000) AS n WHERE name_key = 'ada';
INSERT INTO auth_inner.attempts (name, failures, locked_for, seen_at, last_sign_in)
    SELECT sha256(n::text::bytea), 1, 0, 1800000000 - n, CASE WHEN n % 10 > 0 THEN 1800000000 END
    FROM generate_series(1, ROWS) AS n;
INSERT INTO auth_inner.step SELECT sha256(n::text::bytea), n FROM generate_series(1, ROWS) AS n;
INSERT INTO auth_inner.code SELECT sha256(n::text::bytea), 2000000000, '' FROM generate_series(1, ROWS) AS n;
INSERT INTO auth_inner.ended SELECT sha256(n::text::bytea) FROM generate_series(1, ROWS) AS n;
INSERT INTO auth_inner.notice (who, word, at) SELECT sha256(n::text::bytea), '', n FROM generate_series(1, ROWS) AS n;
INSERT INTO auth_inner.event (number, at, kind, who, whom, is_done, detail, link)
    SELECT -n, at, kind, who, whom, is_done, detail, link
    FROM auth_inner.event, generate_series(1, ROWS) AS n WHERE number = 1;
DELETE FROM auth_inner.past;
UPDATE auth_inner.head SET revision = sha256(revision);
ANALYZE";

/// Adds the tables that a plan reads as a whole, and how.
pub fn whole_tables(plan: &Value, found: &mut Vec<String>) {
    match plan {
        Value::Object(node) => {
            if node.get("Node Type") == Some(&"Seq Scan".into())
                && let Some(Value::String(table)) = node.get("Relation Name")
            {
                found.push(format!("{table}: {}", Value::Object(node.clone())));
            }
            node.values().for_each(|inner| whole_tables(inner, found));
        }
        Value::Array(inner) => inner.iter().for_each(|inner| whole_tables(inner, found)),
        _ => {}
    }
}

/// Returns the plans in a log: each is JSON in lines that begin with a tab.
pub fn plans(log: &str) -> Vec<Value> {
    let plans = log.split(" plan:\n").skip(1).map(|rest| {
        let lines = rest.lines().take_while(|line| line.starts_with('\t'));
        let text: String = lines.collect();
        serde_json::from_str(&text).expect("a plan")
    });
    plans.collect()
}

fn patiently<T, E: Display>(work: impl Fn() -> Result<T, E>) -> T {
    let mut last = String::new();
    for _ in 0..5 {
        match work() {
            Ok(done) => return done,
            Err(error) => last = error.to_string(),
        }
    }
    panic!("{last}")
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn no_table_is_read_as_a_whole_at_a_sign_in_among_very_many_rows() {
    let server: &'static Server = Box::leak(Box::new(Server::start(EXPLAINED)));
    let shop = Shop::on(server);
    let [here, there] = [shop.computer(), shop.computer()];
    shop.database.sql(&FILL.replace("ROWS", &ROWS.to_string()));
    // The first one reads all users.
    for computer in [&here, &there] {
        patiently(|| sign_in(computer, PASSWORD));
    }
    let begun = server.log().len();
    // Each is tried again if this computer is busy with other tests.
    assert!(sign_in_as(&here, "ada", "a guess").is_err());
    assert!(sign_in_as(&here, "no user", "a guess").is_err());
    let session = patiently(|| sign_in(&here, PASSWORD));
    let change = UserChange::default().first_name("Augusta");
    patiently(|| there.users().change(OWNER, "ada", &change));
    patiently(|| here.sessions().refresh(&session));
    let log = here.audit_log();
    patiently(|| log.list(OWNER, &log.filter(&AuditQuery::latest(20))));
    patiently(|| here.sessions().sign_out(&session));
    let mut read = Vec::new();
    let plans = plans(&server.log()[begun..]);
    assert!(plans.len() > 20, "{} plans", plans.len());
    for plan in &plans {
        whole_tables(plan, &mut read);
    }
    let large = [
        "account", "attempts", "step", "code", "ended", "notice", "event",
    ];
    read.retain(|table| {
        large
            .iter()
            .any(|large| table.starts_with(&format!("{large}:")))
    });
    assert_eq!(read, [""; 0]);
}
