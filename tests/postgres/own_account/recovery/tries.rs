//! Tries of codes: each is counted before it is told, and shows that the code is known.

use super::{Code, WRONG, failures, give, recover, shown, ticket, tried, verdict};
use crate::own_account::{NEW_HASH, Shop};

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn no_try_is_told_before_it_was_counted() {
    let shop = Shop::open();
    let till = shop.till();
    give(&shop, &[Code(1)]);
    let once = ticket();
    let shown = shown(&till, &once, Code(2));
    // All in one transaction, which is rolled back.
    let told = till.sql(&format!(
        "BEGIN; SELECT auth.try_code({once}, 'bob', 'password', {shown}, NULL);
         SELECT auth.code_verdict({once}); SELECT auth.code_verdict({once}); ROLLBACK;"
    ));
    let told = told.expect("asked");
    assert!(told.contains("wait") && !told.contains("word"), "{told}");
    till.refused("AU005", &format!("SELECT auth.code_verdict({once})"));
    assert_eq!(failures(&shop), "0");
    // Looked at, and the look rolled back: it stays counted.
    till.sql(&format!(
        "SELECT auth.try_code({once}, 'bob', 'password', {shown}, NULL)"
    ))
    .expect("counted");
    assert_eq!(failures(&shop), "1");
    for _ in 0..3 {
        let told = till.sql(&format!(
            "BEGIN; SELECT auth.code_verdict({once}); ROLLBACK;"
        ));
        assert!(told.expect("asked").contains("wait"));
    }
    // One ticket takes one code.
    let again = format!("SELECT auth.try_code({once}, 'eve', 'password', {shown}, NULL)");
    assert_eq!(till.sql(&again), Ok(String::new()));
    assert_eq!(verdict(&till, &once), WRONG);
    assert_eq!(failures(&shop), "1");
    // One that is never asked about is recorded all the same.
    let left = ticket();
    let key = self::shown(&till, &left, Code(3));
    till.sql(&format!(
        "SELECT auth.try_code({left}, 'bob', 'password', {key}, NULL)"
    ))
    .expect("counted");
    shop.database
        .sql("UPDATE auth_inner.code_try SET at = at - 301");
    till.sql("SELECT auth.hello('1.0')").expect("hello");
    let recorded = shop.events("recovery");
    assert_eq!(recorded, "wrong code or name, wrong code or name");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn what_is_stored_of_a_recovery_code_proves_nothing() {
    let shop = Shop::open();
    let till = shop.till();
    give(&shop, &[Code(1)]);
    let key = Code(1).key(&shop);
    let zero = "decode(repeat('00', 32), 'hex')";
    let one = "decode('01' || repeat('00', 31), 'hex')";
    let of = |shared: &str, key: &str| {
        format!(
            "{key}, sha256('authenticator/1/recovery proof'::bytea || decode('00', 'hex') || {shared} || {key}), {zero}"
        )
    };
    for shown in [
        format!("{key}, {zero}, {zero}"),
        format!("{key}, {key}, {key}"),
        of(zero, &key),
        of(zero, zero),
        of(zero, one),
    ] {
        let guess = ticket();
        till.sql(&format!("SELECT auth.code_challenge({guess})"))
            .expect("a challenge");
        till.sql(&format!(
            "SELECT auth.try_code({guess}, 'bob', 'password', {shown}, NULL)"
        ))
        .expect("counted");
        assert_eq!(verdict(&till, &guess), WRONG, "{shown}");
        assert_eq!(recover(&till, &guess, NEW_HASH), Err("AU001".to_owned()));
    }
    // What another try has shown does not show it for this one.
    let (first, second) = (ticket(), ticket());
    let shown = shown(&till, &first, Code(1));
    till.sql(&format!("SELECT auth.code_challenge({second})"))
        .expect("a challenge");
    till.sql(&format!(
        "SELECT auth.try_code({second}, 'bob', 'password', {shown}, NULL)"
    ))
    .expect("counted");
    assert_eq!(verdict(&till, &second), WRONG);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r16_rows_and_answers_of_unknown_names_look_like_those_of_users() {
    let shop = Shop::open();
    let till = shop.till();
    give(&shop, &[Code(1)]);
    for login in [
        "bob",
        "eve",
        "zoe",
        "bob@example.org",
        "zoe@example.org",
        "",
    ] {
        for purpose in ["password", "username"] {
            let said = tried(&till, &ticket(), (login, purpose), Code(7));
            assert_eq!(said, WRONG, "{login}");
        }
    }
    let sizes = "SELECT count(DISTINCT pg_column_size(row(t.account, t.typed, t.counted, t.key, t.reset, t.state, t.verdict)))
        FROM auth_inner.code_try AS t";
    assert_eq!(shop.database.sql(sizes), "1");
    let shown = "SELECT string_agg(DISTINCT who, ', ' ORDER BY who) FROM auth_inner.event WHERE kind = 'recovery'";
    assert_eq!(
        shop.database.sql(shown),
        ", bob, eve, •••",
        "what was typed is not recorded"
    );
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_login_tries_a_limited_number_of_codes_in_an_hour() {
    let shop = Shop::open();
    let (till, other) = (shop.till(), shop.till());
    let many = |from: u32| {
        format!(
            "SELECT count(auth.code_challenge(sha256(('{from} ' || n)::bytea))) FROM generate_series(1, 60) AS n"
        )
    };
    assert_eq!(till.sql(&many(1)), Ok("60".to_owned()));
    // What is rolled back is not begun.
    till.sql(&format!("BEGIN; {}; ROLLBACK;", many(2)))
        .expect("60");
    assert_eq!(till.sql(&many(3)), Ok("60".to_owned()));
    let next = "SELECT auth.code_challenge(sha256('next')) IS NULL";
    till.refused("AU008", next);
    assert_eq!(other.sql(next), Ok("f".to_owned()), "another computer");
    shop.database
        .sql("UPDATE auth_inner.hourly SET began = began - 3600");
    let later = "SELECT auth.code_challenge(sha256('later')) IS NULL";
    assert_eq!(till.sql(later), Ok("f".to_owned()), "an hour later");
    for of in [
        "auth.code_challenge('short')",
        "auth.code_challenge(NULL)",
        "auth.try_code(sha256('x'), 'bob', 'password', sha256('x'), sha256('x'), sha256('x'), NULL)",
        "auth.try_code(sha256('later'), 'bob', 'session', sha256('x'), sha256('x'), sha256('x'), NULL)",
        "auth.try_code(sha256('later'), NULL, 'password', sha256('x'), sha256('x'), sha256('x'), NULL)",
        "auth.try_code(sha256('later'), 'bob', 'password', 'x', sha256('x'), sha256('x'), NULL)",
        "auth.try_code(sha256('later'), 'bob', 'sign_in', sha256('x'), sha256('x'), sha256('x'), NULL)",
        "auth.try_code(sha256('later'), '', 'sign_in', sha256('x'), sha256('x'), sha256('x'), sha256('later'))",
        "auth.try_code(sha256('later'), 'bob', 'password', sha256('x'), sha256('x'), sha256('x'), sha256('y'))",
        "auth.code_verdict(sha256('later'))",
    ] {
        till.refused("AU005", &format!("SELECT {of}"));
    }
}
