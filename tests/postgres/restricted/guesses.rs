//! Guesses: how many are looked at, and what it takes to be told.

use std::thread;

use egui_authenticator::use_cases::ChainCheck;

use crate::computers::sign_in_as;
use crate::restricted::quick::NOW;
use crate::restricted::{Counter, HASH, WRONG, asking, ticket};

/// Returns how many guesses each of four computers makes: this many, or as many as `.ci/long` says.
pub fn guesses(usual: usize) -> usize {
    let wanted = std::env::var("POSTGRES_GUESSES").ok();
    wanted.map_or(usual, |count| count.parse().expect("a number"))
}

/// Makes so many guesses over one connection of a login, and returns how many were looked at.
fn looked_at(counter: &Counter<'_>, login: &str, count: usize, settings: &str) -> usize {
    let guess = |()| {
        let ticket = ticket();
        let asking = asking(&ticket, "ada", WRONG);
        format!("{asking}SELECT auth.verdict({ticket}) ->> 'word';\n")
    };
    let script: String = std::iter::repeat_n((), count).map(guess).collect();
    let script = format!("{settings}{script}");
    let (words, errors) = counter.database.sql_as(login, &script);
    assert_eq!(errors, "");
    assert_eq!(words.lines().count(), count);
    words.lines().filter(|word| *word == "wrong").count()
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r107_four_connections_of_four_logins_together_have_five_guesses_at_a_name() {
    for settings in ["", "SET synchronous_commit = off;\n"] {
        let counter = Counter::open();
        let logins = [1, 2, 3, 4].map(|number| format!("{}{number}", counter.login));
        for login in &logins {
            counter.add_login(login);
        }
        // No lockout ends while the guesses are made.
        counter
            .database
            .sql("INSERT INTO auth_inner.setting VALUES ('lockout.seconds', '86400')");
        let looked_at: usize = thread::scope(|scope| {
            let counter = &counter;
            let guess = |login| move || looked_at(counter, login, guesses(250), settings);
            let connections = logins.each_ref().map(|login| scope.spawn(guess(login)));
            let counts = connections.map(|one| one.join().expect("ended"));
            counts.iter().sum()
        });
        assert_eq!(looked_at, 5, "{settings}");
        assert_eq!(counter.ask("ada", &HASH)["word"], "locked");
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r20_a_call_that_waits_for_others_counts_no_time_of_a_lockout_twice() {
    let counter = Counter::open();
    counter.stop_clock(NOW);
    for _ in 0..5 {
        counter.ask("ada", WRONG);
    }
    let others = counter
        .database
        .hold("SELECT FROM auth_inner.attempts FOR UPDATE");
    thread::scope(|scope| {
        let asked = scope.spawn(|| counter.ask("ada", WRONG));
        let waiting = "SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'";
        counter.database.wait_for(waiting, "1");
        counter.set_clock(NOW + 10);
        others.commit();
        assert_eq!(asked.join().expect("ended")["word"], "locked");
    });
    let written = "SELECT min(written_at) FROM auth_inner.attempts WHERE locked_for > 0";
    assert_eq!(counter.database.sql(written), (NOW + 10).to_string());
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r20_no_clock_that_is_a_hundred_days_behind_makes_the_server_forget_failures() {
    for (guesses, last) in [(5, "locked"), (4, "wrong")] {
        let counter = Counter::open();
        for _ in 0..guesses {
            counter.ask("invented", WRONG);
        }
        // As a computer with this clock writes it.
        counter.database.sql(
            "UPDATE auth_inner.attempts SET seen_at = seen_at - 100 * 86400
             WHERE name <> auth_inner.attempt_key('all names', ''::bytea)",
        );
        counter.ask("another", WRONG);
        assert_eq!(counter.ask("invented", WRONG)["word"], last);
        assert_eq!(counter.ask("invented", WRONG)["word"], "locked");
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
        let restricted =
            [(); 2].map(|()| scope.spawn(|| looked_at(&counter, &counter.login, 25, "")));
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
