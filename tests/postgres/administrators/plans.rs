//! How the list of users is read among many: by an index, or by one look at a narrow table.

use std::time::Instant;

use super::shop_with_lead;

const FILL: &str = "INSERT INTO auth_inner.account (id, position, seq, name_key, record)
    SELECT substr(sha256(n::text::bytea), 1, 16), 1000 + n, head.seq, 'clerk' || n,
        (eve.record::jsonb || jsonb_build_object('username', 'clerk' || n, 'email', 'clerk' || n || '@example.org',
            'first_name', 'First' || n % 977, 'last_name', 'Last' || n % 7919))::json
    FROM auth_inner.head, auth_inner.account AS eve, generate_series(1, ROWS) AS n WHERE eve.name_key = 'eve';
    ANALYZE";

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_page_of_the_whole_list_is_read_by_an_index() {
    let shop = shop_with_lead();
    shop.database.sql(&FILL.replace("ROWS", "20000"));
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
    let different = shop.database.sql(
        "SELECT count(*) FROM auth_inner.listed AS l FULL JOIN (
            SELECT r.* FROM auth_inner.account AS a, auth_inner.listed_row(a.id, a.position, a.name_key, a.record) AS r
        ) AS r USING (id) WHERE l::text IS DISTINCT FROM r::text",
    );
    assert_eq!(different, "0");
    let till = shop.till();
    let ada = till.session("ada");
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
    let given = std::env::var("POSTGRES_FIGURES").unwrap_or_else(|_| "2000".to_owned());
    for rows in given.split(',') {
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
            let once = time(1);
            let time = time(4).saturating_sub(once) / 3;
            println!("{rows} users: {name} {time:?}");
        }
    }
}
