//! Guesses: how many are looked at, and what it takes to be told.

use std::thread;

use egui_authenticator::use_cases::ChainCheck;
use serde_json::Value;

use crate::computers::sign_in_as;
use crate::restricted::{Counter, HASH, UNLIMITED, WRONG, asking, ticket};
use crate::server::Server;

/// Guesses of each of four connections. `.ci/long` makes more.
fn guesses() -> usize {
    let wanted = std::env::var("RESTRICTED_GUESSES").ok();
    wanted.map_or(250, |count| count.parse().expect("a number"))
}

/// Makes so many guesses over one connection, and returns how many were looked at.
fn looked_at(counter: &Counter<'_>, count: usize, settings: &str) -> usize {
    let guess = |()| {
        let ticket = ticket();
        let asking = asking(&ticket, "ada", WRONG);
        format!("{asking}SELECT auth.verdict({ticket}) ->> 'word';\n")
    };
    let script: String = std::iter::repeat_n((), count).map(guess).collect();
    let (words, errors) = counter.run(&format!("{settings}{script}"));
    assert_eq!(errors, "");
    assert_eq!(words.lines().count(), count);
    words.lines().filter(|word| *word == "wrong").count()
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r107_four_connections_together_have_five_guesses_at_a_name() {
    for settings in ["", "SET synchronous_commit = off;\n"] {
        let counter = Counter::open();
        // No lockout ends while the guesses are made.
        counter
            .database
            .sql("INSERT INTO auth_inner.setting VALUES ('lockout.seconds', '86400')");
        let looked_at: usize = thread::scope(|scope| {
            let guess = || looked_at(&counter, guesses(), settings);
            let connections = [(); 4].map(|()| scope.spawn(guess));
            let counts = connections.map(|one| one.join().expect("ended"));
            counts.iter().sum()
        });
        assert_eq!(looked_at, 5, "{settings}");
        assert_eq!(counter.ask("ada", &HASH)["word"], "locked");
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r107_restricted_and_trusted_computers_count_together() {
    use egui_authenticator::use_cases::SignInError;
    let counter = Counter::open();
    // No lockout ends while the guesses are made.
    counter
        .database
        .sql("INSERT INTO auth_inner.setting VALUES ('lockout.seconds', '86400')");
    let trusted = crate::restricted::flow::trusted(&counter.database);
    let looked_at: usize = thread::scope(|scope| {
        let restricted = [(); 2].map(|()| scope.spawn(|| looked_at(&counter, 25, "")));
        let other = scope.spawn(|| {
            let guess = |_: &i32| match sign_in_as(&trusted, "ada", "a guess") {
                Err(SignInError::Refused | SignInError::Delaying) => true,
                Err(SignInError::Locked(_)) => false,
                other => panic!("{:?}", other.err()),
            };
            (0..25).filter(guess).count()
        });
        let restricted = restricted.map(|one| one.join().expect("ended"));
        restricted.iter().sum::<usize>() + other.join().expect("ended")
    });
    assert_eq!(looked_at, 5);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_ticket_takes_one_answer_and_its_verdict_is_told_again() {
    let counter = Counter::open();
    let ticket = ticket();
    let first = asking(&ticket, "ada", WRONG);
    let second = asking(&ticket, "ada", &HASH);
    let (told, errors) = counter.run(&format!(
        "{first}{second}SELECT auth.verdict({ticket}) ->> 'word' FROM generate_series(1, 3);"
    ));
    assert_eq!((&*told, &*errors), ("wrong\nwrong\nwrong", ""));
    assert_eq!(counter.failures("ada"), "1");
    assert_eq!(counter.events(9), ["sign_in ada f wrong password"]);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_ticket_belongs_to_the_login_that_has_answered() {
    let counter = Counter::open();
    let other = format!("{}_other", counter.database.name());
    counter.add_login(&other);
    let ticket = ticket();
    counter.run(&asking(&ticket, "ada", &HASH));
    let (told, errors) = counter.database.sql_as(
        &other,
        &format!(
            "SELECT auth.verdict({ticket}); SELECT auth.answer({ticket}, 'ada', '{WRONG}', NULL);"
        ),
    );
    assert_eq!(told, "");
    assert_eq!(errors.matches("ERROR:  AU005").count(), 2, "{errors}");
}

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

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn old_answers_are_removed() {
    let counter = Counter::open();
    counter.ask("ada", WRONG);
    counter.sign_in("ada");
    counter.database.sql(
        "UPDATE auth_inner.guess SET at = at - 700; UPDATE auth_inner.restricted_session SET seen = seen - 90000",
    );
    counter.ask("nobody", WRONG);
    let left = "SELECT (SELECT count(*) FROM auth_inner.guess), (SELECT count(*) FROM auth_inner.restricted_session)";
    assert_eq!(counter.database.sql(left), "1|0");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn calls_at_the_same_time_never_wait_for_each_other_in_a_circle() {
    let counter = Counter::open();
    counter.database.sql(
        "INSERT INTO auth_inner.setting VALUES ('sessions.max_users', '3'), ('lockout.after', '100'),
         ('lockout.all_names', '100000'), ('activity.records', '100')",
    );
    let names = ["ada", "bob", "kim", "eve", "nobody", "ada@example.org"];
    thread::scope(|scope| {
        let connections = [(); 4].map(|()| {
            scope.spawn(|| {
                let calls = (0..60).map(|number| {
                    let ticket = ticket();
                    let hash = if number % 3 == 0 { WRONG } else { &**HASH };
                    asking(&ticket, names[number % names.len()], hash)
                });
                counter.run(&calls.collect::<Vec<_>>().concat()).1
            })
        });
        // Answers that are left open are recorded in between.
        for _ in 0..10 {
            counter
                .database
                .sql("UPDATE auth_inner.guess SET at = at - 121 WHERE verdict IS NULL");
            thread::sleep(std::time::Duration::from_millis(100));
        }
        for connection in connections {
            assert_eq!(connection.join().expect("ended"), "");
        }
    });
    let check = crate::restricted::flow::trusted(&counter.database)
        .audit_log()
        .verify(crate::computers::OWNER);
    assert!(matches!(check, Ok(ChainCheck::Whole(Some(_)))), "{check:?}");
    let kept = "SELECT count(*) BETWEEN 90 AND 101, min(number) > 1 FROM auth_inner.event";
    assert_eq!(counter.database.sql(kept), "t|t", "old records are removed");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r86_invented_names_do_not_flush_what_delays_them() {
    let counter = Counter::open();
    counter
        .database
        .sql("INSERT INTO auth_inner.setting VALUES ('lockout.all_names', '10')");
    for number in 0..10 {
        counter.ask(&format!("name{number}"), WRONG);
    }
    counter.database.sql(
        "INSERT INTO auth_inner.attempts SELECT sha256(n::text::bytea), 1, 0, auth_inner.now() + n, NULL
         FROM generate_series(1, 20000) AS n",
    );
    assert_eq!(counter.ask("another", WRONG)["word"], "delaying");
    let left = "SELECT count(*) BETWEEN 9990 AND 10010 FROM auth_inner.attempts";
    assert_eq!(counter.database.sql(left), "t");
    assert_eq!(counter.ask("one more", WRONG)["word"], "delaying");
}
