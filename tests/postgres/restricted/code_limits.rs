//! Limits of codes: how often, until when and after what one counts.

use std::thread;

use super::codes::{NOW, code, counter, enter, entering, refusal, with_password, word};
use crate::restricted::{HASH, WRONG, asking, asking_with, ticket};

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r33_a_code_counts_once_and_only_around_its_time() {
    let counter = counter();
    counter
        .database
        .sql("INSERT INTO auth_inner.setting VALUES ('lockout.after', '100')");
    for (shift, is_good) in [
        (-60, false),
        (60, false),
        (-30, true),
        (0, true),
        (30, true),
    ] {
        let (ticket, code) = (with_password(&counter), code(&counter, NOW + shift));
        let expected = if is_good { "right" } else { "wrong_code" };
        assert_eq!(word(&counter, &ticket, &code), expected, "{shift}");
    }
    for shift in [-30, 0, 30] {
        let (ticket, code) = (with_password(&counter), code(&counter, NOW + shift));
        assert_eq!(
            word(&counter, &ticket, &code),
            "wrong_code",
            "used: {shift}"
        );
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_code_is_not_looked_at_after_ten_minutes_or_a_change_of_the_account() {
    let counter = counter();
    let changes = [
        "UPDATE auth_inner.test_clock SET now = now + 600",
        "UPDATE auth_inner.account SET record = (record::jsonb || '{\"first_name\": \"X\"}')::json WHERE name_key = 'coded'",
        "UPDATE auth_inner.account SET record = (record::jsonb || '{\"disabled\": true}')::json WHERE name_key = 'coded'",
    ];
    for change in changes {
        let (early, late) = (with_password(&counter), with_password(&counter));
        let code = code(&counter, NOW + 600);
        counter.run(&format!(
            "SELECT auth.code({early}, '{code}', sha256({early} || 'x'));"
        ));
        counter.database.sql(change);
        let call = format!("auth.code({late}, '{code}', sha256({late} || 'x'))");
        assert_eq!(refusal(&counter, &call), "AU001", "{change}");
        let verdict = format!("auth.verdict(sha256({early} || 'x'))");
        assert_eq!(refusal(&counter, &verdict), "AU001", "{change}");
        counter.database.sql("DELETE FROM auth_inner.attempts");
    }
    let sessions = "SELECT count(*) FROM auth_inner.restricted_session";
    assert_eq!(counter.database.sql(sessions), "0");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn who_has_no_right_password_or_takes_a_code_back_is_told_nothing() {
    let counter = counter();
    let (wrong, right) = (ticket(), with_password(&counter));
    let good = code(&counter, NOW);
    assert_eq!(
        counter.told(&wrong, &asking(&wrong, "coded", WRONG))["word"],
        "wrong"
    );
    let other = format!("{}_other", counter.database.name());
    counter.add_login(&other);
    let call = format!("auth.code({right}, '{good}', sha256('a'))");
    let (told, errors) = counter.database.sql_as(&other, &format!("SELECT {call};"));
    assert!(told.is_empty() && errors.contains("AU001"), "{errors}");
    for (call, code) in [
        (
            format!("auth.code({wrong}, '{good}', sha256('a'))"),
            "AU001",
        ),
        (
            format!("auth.code(sha256('none'), '{good}', sha256('a'))"),
            "AU001",
        ),
        (format!("auth.code({right}, '{good}', {right})"), "AU005"),
        (format!("auth.code({right}, NULL, sha256('a'))"), "AU005"),
        (
            format!("auth.code({right}, repeat('1', 65), sha256('a'))"),
            "AU005",
        ),
        (format!("auth.code(NULL, '{good}', sha256('a'))"), "AU005"),
        (format!("auth.code({right}, '{good}', NULL)"), "AU005"),
    ] {
        assert_eq!(refusal(&counter, &call), code, "{call}");
    }
    let before = counter.failures("coded");
    for code in [&*good, "000000"] {
        let (told, errors) = counter.run(&format!(
            "BEGIN; SELECT auth.code({right}, '{code}', sha256('b')); SELECT auth.verdict(sha256('b'));
             SELECT auth.verdict(sha256('b')); ROLLBACK; SELECT auth.verdict(sha256('b'));"
        ));
        assert_eq!(told.replace('\n', ""), "{\"wait\": 0}{\"wait\": 0}");
        assert!(errors.contains("AU005"), "{errors}");
    }
    assert_eq!(counter.failures("coded"), before);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r107_four_connections_together_have_five_guesses_at_a_code() {
    let counter = counter();
    // No lockout ends while the guesses are made.
    let longest = "INSERT INTO auth_inner.setting VALUES ('lockout.seconds', '86400')";
    counter.database.sql(longest);
    let tickets = [(); 4].map(|()| with_password(&counter));
    let counter = &counter;
    let looked_at: usize = thread::scope(|scope| {
        let guessing = tickets.map(|ticket| {
            scope.spawn(move || {
                let guess = |_| {
                    let attempt = crate::restricted::ticket();
                    let entering = entering(&ticket, "000000", &attempt);
                    format!("{entering}SELECT auth.verdict({attempt}) ->> 'word';\n")
                };
                let script: String = (0..50).map(guess).collect();
                let (words, errors) = counter.run(&script);
                assert_eq!(errors, "");
                words.lines().filter(|word| *word == "wrong_code").count()
            })
        });
        let counts = guessing.map(|one| one.join().expect("ended"));
        counts.iter().sum()
    });
    assert_eq!(looked_at, 5);
    assert_eq!(counter.ask("coded", &HASH)["word"], "locked");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r20_a_password_that_is_entered_again_forgives_no_wrong_code_but_one_with_a_code_does() {
    let counter = counter();
    // No lockout ends while the guesses are made.
    let longest = "INSERT INTO auth_inner.setting VALUES ('lockout.seconds', '86400')";
    counter.database.sql(longest);
    let good = code(&counter, NOW);
    let (session, verdict) = enter(&counter, &with_password(&counter), &good);
    assert_eq!(verdict["word"], "right");
    let guess = |_: &i32| {
        let ticket = ticket();
        let verdict = counter.told(&ticket, &asking(&ticket, "coded", &HASH));
        verdict["word"] == "code" && word(&counter, &ticket, "000000") == "wrong_code"
    };
    let round = |_| {
        let looked_at = (0..4).filter(guess).count();
        counter.ask_again(&session, &HASH);
        looked_at
    };
    assert_eq!((0..5).map(round).sum::<usize>(), 5);
    counter.database.sql(
        "INSERT INTO auth_inner.setting VALUES ('two_step.reauthenticate_for', 'staff');
         UPDATE auth_inner.attempts SET failures = 4, locked_for = 0 WHERE failures = 5",
    );
    let password = ticket();
    let answer = format!("auth.answer({password}, NULL, '{}', {session})", *HASH);
    let verdict = counter.told(&password, &asking_with(&password, &answer));
    assert_eq!(verdict["word"], "code");
    assert_eq!(counter.failures("coded"), "4");
    let next = code(&counter, NOW + 30);
    assert_eq!(word(&counter, &password, &next), "right");
    assert_eq!(counter.failures("coded"), "0");
}
