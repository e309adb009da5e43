//! How the list of users is read among many: by an index, or by one look at a narrow table.

use std::time::Instant;

use super::shop_with_lead;

/// Adds `ROWS` users.
pub const FILL: &str = "INSERT INTO auth_inner.account (id, position, seq, name_key, record)
    SELECT substr(sha256(n::text::bytea), 1, 16), 1000 + n, head.seq, 'clerk' || n,
        (eve.record::jsonb || jsonb_build_object('username', 'clerk' || n, 'email', 'clerk' || n || '@example.org',
            'first_name', 'First' || n % 977, 'last_name', 'Last' || n % 7919))::json
    FROM auth_inner.head, auth_inner.account AS eve, generate_series(1, ROWS) AS n WHERE eve.name_key = 'eve';
    ANALYZE";

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_page_of_the_whole_list_is_read_by_an_index() {
    let shop = shop_with_lead();
    shop.database.sql(&FILL.replace("ROWS", "5000"));
    for order in [
        "sort, position",
        "sort DESC, position DESC",
        "username, sort, position",
        "username DESC, sort DESC, position DESC",
        "email, sort, position",
        "email DESC, sort DESC, position DESC",
        "role_key, sort, position",
        "role_key DESC, sort DESC, position DESC",
        "has_two_step DESC, sort, position",
        "has_two_step, sort DESC, position DESC",
        "last_sign_in DESC NULLS LAST, sort, position",
        "last_sign_in NULLS FIRST, sort DESC, position DESC",
    ] {
        let plan = shop.database.sql(&format!(
            "EXPLAIN SELECT position FROM auth_inner.listed ORDER BY {order} LIMIT 100 OFFSET 200"
        ));
        let index = format!(
            "listed_{}",
            order.split([' ', ',']).next().expect("a column")
        );
        assert!(plan.contains(&index) && !plan.contains("Sort"), "{plan}");
    }
    let admins = "EXPLAIN SELECT id FROM auth_inner.listed WHERE 'admin' = ANY (roles)";
    let plan = shop.database.sql(admins);
    assert!(plan.contains("listed_administrators"), "{plan}");
    // What every computer asks for after every change, also without a session.
    let not_ascii = "SET enable_seqscan = off; EXPLAIN SELECT id FROM auth_inner.listed AS l
        WHERE (octet_length(l.username) <> length(l.username) OR octet_length(l.email) <> length(l.email))
            AND (auth_inner.may_look_alike(l.username) OR auth_inner.may_look_alike(l.email))";
    let plan = shop.database.sql(not_ascii);
    assert!(plan.contains("listed_not_ascii"), "{plan}");
}

/// Attempts of all users, of which few may be locked, and hours of some.
pub const FILL_ATTEMPTS: &str = "INSERT INTO auth_inner.attempts (name, failures, locked_for, seen_at, last_sign_in)
        SELECT attempts_name, CASE WHEN position % 500 = 0 THEN 6 ELSE 0 END, CASE WHEN position % 500 = 0 THEN 60 ELSE 0 END,
            1800000000, 1800000000 - position
        FROM auth_inner.listed
        ON CONFLICT (name) DO NOTHING;
    UPDATE auth_inner.account SET record = (record::jsonb || '{\"times\": [\"\", \"\", \"mon-fri 08:00-18:00\"]}')::json
        WHERE position % 100 = 0;
    ANALYZE";

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn the_status_of_many_users_takes_no_look_at_the_attempts_and_times_of_each() {
    let shop = shop_with_lead();
    shop.database.sql(&FILL.replace("ROWS", "5000"));
    shop.database.sql(FILL_ATTEMPTS);
    let plan = shop.database.sql(
        "EXPLAIN SELECT l.position FROM auth_inner.attempts AS t JOIN auth_inner.listed AS l ON l.attempts_name = t.name
         WHERE t.failures > 0 AND (t.locked_for > 0 OR t.failures >= 100) AND auth_inner.is_locked(t, 1800000001)",
    );
    for index in ["attempts_failed", "listed_attempts"] {
        assert!(plan.contains(index), "{plan}");
    }
    let times = "SELECT DISTINCT times FROM auth_inner.listed WHERE times IS NOT NULL";
    let plan = shop.database.sql(&format!("EXPLAIN {times}"));
    assert!(plan.contains("listed_times"), "{plan}");
    assert_eq!(shop.database.sql(times).lines().count(), 1);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn the_list_follows_every_change_of_a_user() {
    let shop = shop_with_lead();
    shop.database.sql(&FILL.replace("ROWS", "100"));
    shop.database.sql(
        "UPDATE auth_inner.account SET record = (record::jsonb || '{\"first_name\": \"ÅSA\", \"fields\": {\"b\": \"Two\", \"a\": \"One\"}}')::json
            WHERE name_key = 'clerk7';
        UPDATE auth_inner.account SET record = '{}' WHERE name_key = 'clerk8';
        DELETE FROM auth_inner.account WHERE name_key = 'clerk9'",
    );
    let till = shop.till();
    let ada = till.session("ada");
    let is_same = || {
        let different = shop.database.sql(
            "SELECT count(*) FROM auth_inner.listed AS l FULL JOIN (
                SELECT r.* FROM auth_inner.account AS a
                CROSS JOIN LATERAL auth_inner.attempt_key('account', a.id) AS k (name)
                LEFT JOIN auth_inner.attempts AS t ON t.name = k.name,
                auth_inner.listed_row(a.id, a.position, a.name_key, a.record, k.name, t.last_sign_in) AS r
            ) AS r USING (id) WHERE l::text IS DISTINCT FROM r::text",
        );
        assert_eq!(different, "0");
    };
    let signed_in = "SELECT count(*) FROM auth_inner.listed WHERE last_sign_in IS NOT NULL";
    is_same();
    let sign_in = "INSERT INTO auth_inner.attempts AS a (name, failures, locked_for, seen_at, last_sign_in)
            SELECT attempts_name, 1, 0, 1800000000, NULL FROM auth_inner.listed WHERE username = 'ada';
        UPDATE auth_inner.attempts SET failures = 0, last_sign_in = 1800000005";
    shop.database.sql(sign_in);
    is_same();
    assert_eq!(shop.database.sql(signed_in), "1", "Ada");
    shop.database
        .sql("UPDATE auth_inner.account SET position = -position WHERE name_key = 'ada'");
    is_same();
    // A key that was left out of a backup is another one afterwards, under which no attempts are.
    shop.database.sql("DELETE FROM auth_inner.key");
    shop.database.client().migrate().expect("migrated");
    is_same();
    assert_eq!(shop.database.sql(signed_in), "0");
    shop.database.sql(sign_in);
    is_same();
    assert_eq!(shop.database.sql(signed_in), "1");
    shop.database.sql("DELETE FROM auth_inner.attempts");
    is_same();
    let found = |search: &str, filter: &str| {
        let found = till.sql(&format!(
            "SELECT auth.users({ada}, '{search}', '{filter}', 'name', 0, 10) ->> 'total'"
        ));
        found.expect("found")
    };
    assert_eq!(found("åsa TWO", "{}"), "1");
    assert_eq!(found("clerk9@", "{}"), "0");
    assert_eq!(found("", r#"{"status": "9"}"#), "1");
    // A restricted computer cannot empty the table; a trusted one can.
    till.refused("42501", "TRUNCATE auth_inner.account");
    shop.database.sql("TRUNCATE auth_inner.account");
    assert_eq!(shop.count("auth_inner.listed"), 0);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn figures() {
    // More take minutes, and a computer that does nothing else.
    let given = std::env::var("POSTGRES_FIGURES").ok();
    let rounds = if given.is_some() { 3 } else { 0 };
    for rows in given.as_deref().unwrap_or("200").split(',') {
        let shop = shop_with_lead();
        let begun = Instant::now();
        shop.database.sql(&FILL.replace("ROWS", rows));
        println!("{rows} users: added in {:?}", begun.elapsed());
        let till = shop.till();
        let ada = till.session("ada");
        for (name, arguments) in [
            ("first page", "'', '{}', 'name', 0, 100"),
            ("page in the middle", "'', '{}', 'name', 5000, 100"),
            (
                "last page by e-mail",
                "'', '{\"descending\": true}', 'email', 0, 100",
            ),
            ("search", "'first77 last', '{}', 'name', 0, 100"),
            ("search for one", "'clerk9999@', '{}', 'name', 0, 100"),
            ("role", "'', '{\"role\": \"admin\"}', 'name', 0, 100"),
            ("by roles", "'', '{}', 'roles', 0, 100"),
            ("by status", "'', '{}', 'status', 0, 100"),
            ("by last sign-in", "'', '{}', 'last_sign_in', 0, 100"),
            ("status", "'', '{\"status\": \"1\"}', 'name', 0, 100"),
        ] {
            let call = format!("SELECT auth.users({ada}, {arguments}) ->> 'word';");
            let time = |count: usize| {
                let begun = Instant::now();
                assert!(till.sql(&call.repeat(count)).is_ok());
                begun.elapsed()
            };
            // Without what the first one takes in a connection.
            let once = time(1);
            let time =
                time(1 + rounds).saturating_sub(once) / u32::try_from(rounds.max(1)).expect("few");
            println!("{rows} users: {name} {time:?}");
        }
    }
}
