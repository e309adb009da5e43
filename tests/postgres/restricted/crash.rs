//! A server that is killed at any moment: what was told had been counted for good.

use std::thread;
use std::time::Duration;

use crate::restricted::{Counter, HASH, UNLIMITED, WRONG, asking, ticket};
use crate::server::Server;

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn an_answer_that_was_counted_is_counted_after_a_crash() {
    let server = Server::start(&[]);
    let counter = Counter::on(&server);
    let ticket = ticket();
    let (_, errors) = counter.run(&format!(
        "SELECT auth.answer({ticket}, 'ada', '{WRONG}', NULL);"
    ));
    assert_eq!(errors, "");
    server.order("kill");
    server.order("start");
    assert_eq!(counter.failures("ada"), "1");
    let asked = format!("SELECT auth.verdict({ticket}) ->> 'word';").repeat(4);
    let (told, _) = counter.run(&asked);
    assert!(told.ends_with("wrong"), "{told}");
    assert_eq!(counter.ask("ada", &HASH)["before"]["failures"], 1);
}

/// Guesses that are told, as many as there are before the server is killed. The login does not wait for the disk.
#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn no_crash_loses_a_guess_whose_verdict_was_told() {
    // The log of the server is written as late as possible.
    let server = Server::start(&["wal_writer_delay = 10s", "wal_writer_flush_after = 1GB"]);
    let counter = Counter::on(&server);
    counter.database.sql("INSERT INTO auth_inner.setting VALUES ('lockout.after', '100'), ('lockout.all_names', '100000')");
    counter.database.sql(UNLIMITED);
    let mut lost = 0;
    for wait in [150, 180, 220, 260] {
        counter
            .database
            .sql("TRUNCATE auth_inner.attempts, auth_inner.guess; CHECKPOINT");
        let mut script = "SET synchronous_commit = off;\n".to_owned();
        for _ in 0..90 {
            let ticket = ticket();
            script += &asking(&ticket, "ada", WRONG);
            script += &format!("SELECT auth.verdict({ticket}) ->> 'word';\n");
            // More that are counted, and not told.
            for _ in 0..3 {
                let ticket = crate::restricted::ticket();
                script += &format!(
                    "SELECT 'counted' FROM auth.answer({ticket}, 'bob', '{WRONG}', NULL);\n"
                );
            }
        }
        let output = thread::scope(|scope| {
            let guessing = scope.spawn(|| counter.run(&script).0);
            thread::sleep(Duration::from_millis(wait));
            server.order("kill");
            guessing.join().expect("ended")
        });
        server.order("start");
        let count = |word: &str| output.lines().filter(|line| *line == word).count();
        let counted = |name| counter.failures(name).parse::<usize>().unwrap_or_default();
        assert!(
            counted("ada") >= count("wrong"),
            "{} of {}",
            counted("ada"),
            count("wrong")
        );
        lost += count("counted").saturating_sub(counted("bob"));
    }
    println!("{lost} answers that were not told were lost");
}
