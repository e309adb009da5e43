//! How much a login without a session, or with the password of one user, has the server store and record.

use std::thread;

use crate::restricted::quick::NOW;
use crate::restricted::{Counter, HASH, WRONG, asking, ticket};

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_login_does_not_go_around_the_delay_by_answers_whose_verdict_it_does_not_ask_for() {
    let counter = Counter::open();
    let tickets: Vec<_> = (0..25).map(|_| ticket()).collect();
    let answer = |ticket: &str, name: &str| {
        format!("SELECT auth.answer({ticket}, '{name}', '{WRONG}', NULL);\n")
    };
    let answers = tickets.iter().enumerate();
    let answers = answers.map(|(n, ticket)| answer(ticket, &format!("invented{n}")));
    let (_, errors) = counter.run(&answers.collect::<String>());
    assert_eq!(errors.matches("AU008: ").count(), 5, "{errors}");
    let rows = || {
        counter
            .database
            .sql("SELECT count(*) FROM auth_inner.guess")
    };
    assert_eq!(rows(), "20");
    let code = format!("SELECT auth.code({}, '123456', {});", ticket(), ticket());
    assert!(
        counter.run(&code).1.contains("AU008"),
        "codes are answers as well"
    );
    // In one transaction, all of it counts too, and a lost reply can be asked for again.
    let again = format!("BEGIN; {} COMMIT;", answer(&ticket(), "ada"));
    assert!(counter.run(&again).1.contains("AU008"));
    assert_eq!(counter.run(&answer(&tickets[0], "ada")).1, "");
    let verdict = format!("SELECT auth.verdict({}) ->> 'word';", tickets[0]).repeat(5);
    assert!(counter.run(&verdict).0.ends_with("wrong"));
    assert_eq!(counter.run(&answer(&ticket(), "ada")).1, "");
    assert_eq!(rows(), "21");
    let other = format!("{}_other", counter.login);
    counter.add_login(&other);
    let of_other = counter.database.sql_as(&other, &answer(&ticket(), "ada"));
    assert_eq!(of_other.1, "", "other computers still sign in");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_login_that_knows_a_password_does_not_push_out_records_of_the_log() {
    let counter = Counter::open();
    counter.database.sql(
        "SELECT auth_inner.record('sign_in', 'ada', id, '', NULL, true, 'password')
         FROM auth_inner.account, generate_series(1, 999) WHERE name_key = 'ada'",
    );
    counter.sign_in("ada");
    let count = |of: &str| {
        counter
            .database
            .sql(&format!("SELECT count(*) FROM auth_inner.{of}"))
    };
    assert_eq!(count("event"), "1000");
    let refused = ticket();
    let (_, errors) = counter.run(&asking(&refused, "ada", &HASH));
    assert!(errors.contains("AU008"), "{errors}");
    assert_eq!(count("event"), "1000");
    assert_eq!(count("restricted_session"), "1", "no session begins");
    assert_eq!(counter.failures("ada"), "1", "the attempt stays counted");
    counter
        .database
        .sql("UPDATE auth_inner.event SET at = at - 3600");
    assert_eq!(counter.ask("ada", &HASH)["word"], "right", "an hour later");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn an_hour_does_not_begin_again_for_a_call_that_has_waited_for_the_one_with_which_it_began() {
    let counter = Counter::open();
    counter.stop_clock(NOW);
    let count = "SELECT auth_inner.count_hourly('codes', 120);";
    counter.database.sql(count);
    let others = counter.database.hold(&format!(
        "UPDATE auth_inner.hourly SET began = {NOW} + 10, count = 100"
    ));
    thread::scope(|scope| {
        let counted = scope.spawn(|| counter.database.sql(count));
        let waiting = "SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'";
        counter.database.wait_for(waiting, "1");
        counter.set_clock(NOW + 10);
        others.commit();
        counted.join().expect("ended");
    });
    let kept = "SELECT began, count FROM auth_inner.hourly";
    let expected = format!("{}|101", NOW + 10);
    assert_eq!(counter.database.sql(kept), expected);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn answers_that_wait_for_others_do_not_go_beyond_those_that_may_be_open() {
    let counter = Counter::open();
    counter.stop_clock(NOW);
    let answer = || {
        let ticket = ticket();
        let call = format!("SELECT auth.answer({ticket}, 'ada', '{WRONG}', NULL);");
        counter.run(&call).1
    };
    assert_eq!((0..18).map(|_| answer()).collect::<String>(), "");
    let others = counter
        .database
        .hold("SELECT FROM auth_inner.attempts FOR UPDATE");
    thread::scope(|scope| {
        let answers = [(); 5].map(|()| scope.spawn(answer));
        let waiting = "SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'";
        counter.database.wait_for(waiting, "5");
        others.commit();
        let errors = answers.map(|answer| answer.join().expect("ended"));
        let refused = errors.iter().filter(|error| error.contains("AU008"));
        assert_eq!(refused.count(), 3, "{errors:?}");
    });
    let open = "SELECT count(*) FROM auth_inner.guess WHERE verdict IS NULL";
    assert_eq!(counter.database.sql(open), "20");
}
