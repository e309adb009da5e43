//! Answers that a hostile login takes back, or stops: nothing is told that is not counted.

use serde_json::Value;

use crate::restricted::{Counter, HASH, UNLIMITED, WRONG, ticket};
use crate::server::Server;

/// Ways to look at the verdict without having the answer counted.
fn attempts_to_cheat(ticket: &str) -> Vec<String> {
    let answer = format!("SELECT auth.answer({ticket}, 'ada', 'HASH', NULL);");
    let verdict = format!("SELECT auth.verdict({ticket});");
    vec![
        format!("BEGIN; {answer} {verdict} {verdict} {verdict} ROLLBACK; {verdict}"),
        format!(
            "BEGIN; SAVEPOINT a; {answer} SAVEPOINT b; {verdict} {verdict} ROLLBACK TO a; {verdict} COMMIT; {verdict}"
        ),
        format!(
            "BEGIN; {answer} PREPARE TRANSACTION '{}'; {verdict} {verdict} ROLLBACK PREPARED '{}'; {verdict}",
            ticket.replace('\'', ""),
            ticket.replace('\'', "")
        ),
        format!(
            "SELECT auth.answer({ticket}, 'ada', 'HASH', NULL), auth.verdict({ticket}), auth.verdict({ticket}), 1 / 0; {verdict}"
        ),
        format!(
            "WITH a AS MATERIALIZED (SELECT auth.answer({ticket}, 'ada', 'HASH', NULL)) SELECT auth.verdict({ticket}), 1 / (length(a::text) - length(a::text)) FROM a; {verdict}"
        ),
        format!(
            "DO $$ BEGIN PERFORM auth.answer({ticket}, 'ada', 'HASH', NULL); RAISE NOTICE '%', auth.verdict({ticket}); RAISE EXCEPTION 'no'; EXCEPTION WHEN others THEN RAISE NOTICE '%', auth.verdict({ticket}); END $$; {verdict}"
        ),
        format!(
            "BEGIN; {answer} DECLARE c CURSOR WITH HOLD FOR SELECT auth.verdict({ticket}) FROM generate_series(1, 3); FETCH ALL c; ROLLBACK; {verdict}"
        ),
        format!("BEGIN ISOLATION LEVEL REPEATABLE READ; {answer} {verdict} COMMIT; {verdict}"),
        format!("BEGIN ISOLATION LEVEL SERIALIZABLE; {answer} {verdict} COMMIT; {verdict}"),
        format!("BEGIN READ ONLY; {answer} {verdict} COMMIT; {verdict}"),
    ]
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn who_takes_an_answer_back_is_told_nothing() {
    let server = Server::start(&["fsync = off", "max_prepared_transactions = 5"]);
    let counter = Counter::on(&server);
    let words = ["right", "wrong", "locked", "delaying"];
    for number in 0..attempts_to_cheat("").len() {
        let outputs = [&**HASH, WRONG].map(|hash| {
            let ticket = ticket();
            let attack = attempts_to_cheat(&ticket).swap_remove(number);
            let attack = attack.replace("HASH", hash);
            let (told, errors) = counter.run(&attack);
            for word in words {
                assert!(!told.contains(word), "{attack}\n{told}");
                assert!(
                    !errors.contains(&format!("\"{word}\"")),
                    "{attack}\n{errors}"
                );
            }
            // Positions in the statement depend on the length of the ticket.
            let lines = errors.lines().filter(|line| line.contains("ERROR"));
            let codes: Vec<_> = lines
                .map(|line| line.split("ERROR:").nth(1).map(str::to_owned))
                .collect();
            (told, codes)
        });
        assert_eq!(outputs[0], outputs[1], "attack {number}");
        assert_eq!(
            counter
                .database
                .sql("SELECT count(*) FROM auth_inner.guess"),
            "0",
            "attack {number}"
        );
        assert_eq!(counter.failures("ada"), "", "attack {number}");
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_time_limit_that_stops_a_call_anywhere_tells_nothing_that_is_not_counted() {
    let counter = Counter::open();
    counter
        .database
        .sql("INSERT INTO auth_inner.setting VALUES ('lockout.after', '100')");
    counter.database.sql(UNLIMITED);
    let mut script = String::new();
    for number in 0..60 {
        let (ticket, micro) = (ticket(), number * 40);
        // A busy loop of the login, because a limit has whole milliseconds.
        script += &format!(
            "SET statement_timeout = '{}ms';
             SELECT auth.answer({ticket}, 'ada', '{WRONG}', NULL) FROM pg_sleep({});
             SET statement_timeout = '{}ms';
             SELECT auth.verdict({ticket}) ->> 'word' FROM pg_sleep({});
             SELECT auth.verdict({ticket}) ->> 'word';\n",
            1 + number % 7,
            f64::from(micro % 3) / 1_000.0,
            1 + number % 5,
            f64::from(micro % 2) / 1_000.0,
        );
    }
    let (told, _) = counter.run(&script);
    let told = told.lines().filter(|word| *word == "wrong").count();
    let counted = "SELECT count(*), coalesce(max(counted), 0) FROM auth_inner.guess";
    let counted = counter.database.sql(counted);
    let (rows, most) = counted.split_once('|').expect("two");
    assert_eq!(rows, most, "each answer that is there was counted once");
    let failures = counter.failures("ada");
    assert_eq!(failures, if rows == "0" { "" } else { rows });
    assert!(told <= rows.parse().expect("a number"), "{told} of {rows}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_verdict_that_is_rolled_back_is_recorded_all_the_same() {
    let counter = Counter::open();
    let tickets = [ticket(), ticket()];
    for (ticket, hash) in tickets.iter().zip([WRONG, &HASH]) {
        let (told, errors) = counter.run(&format!(
            "SELECT auth.answer({ticket}, 'ada', '{hash}', NULL);
             BEGIN; SELECT auth.verdict({ticket}); SELECT auth.verdict({ticket}); ROLLBACK;"
        ));
        assert_eq!(errors, "");
        let calls: Vec<Value> = told
            .lines()
            .filter(|line| !line.is_empty())
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect();
        assert!(
            calls.iter().all(|call| call.get("wait").is_some()),
            "{told}"
        );
    }
    assert_eq!(counter.failures("ada"), "2");
    assert!(counter.events(9).is_empty());
    counter
        .database
        .sql("UPDATE auth_inner.guess SET at = at - 121, not_before = not_before - 121");
    // The next one who asks has it recorded.
    counter.ask("bob", WRONG);
    let mut events = counter.events(9);
    events.sort();
    let expected = [
        "sign_in ada f ended",
        "sign_in ada f wrong password",
        "sign_in bob f disabled",
    ];
    assert_eq!(events, expected);
    let sessions = "SELECT count(*) FROM auth_inner.restricted_session";
    assert_eq!(counter.database.sql(sessions), "0");
    assert_eq!(counter.failures("ada"), "2");
}
