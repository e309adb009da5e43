//! How the functions find rows among very many: by an index.

use super::{NEW_HASH, Shop};
use crate::plans::{EXPLAINED, FILL, ROWS, plans, whole_tables};
use crate::server::Server;

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn no_large_table_is_read_as_a_whole_by_a_function() {
    let settings = [EXPLAINED, &["auto_explain.log_nested_statements = on"]].concat();
    let server: &'static Server = Box::leak(Box::new(Server::start(&settings)));
    let shop = Shop::on(server);
    let till = shop.till();
    let bob = till.session("bob");
    assert!(till.change(&bob, r#"{"first_name": "Rob"}"#).is_ok());
    shop.database
        .sql("UPDATE auth_inner.account SET position = position + 1000000 WHERE name_key <> 'ada'");
    shop.database.sql(&FILL.replace("ROWS", &ROWS.to_string()));
    shop.database.sql(
        "INSERT INTO auth_inner.past SELECT sha256(n::text::bytea), -n FROM generate_series(1, 10000) AS n;
        INSERT INTO auth_inner.email SELECT n || '@example.org', n FROM generate_series(1, 10) AS n;
        ANALYZE",
    );
    let begun = server.log().len();
    assert_eq!(till.look(&[&bob]), "0 bob");
    for patch in [
        r#"{"first_name": "Robert"}"#,
        r#"{"email": "rob@example.org"}"#,
        &format!(r#"{{"password": "{NEW_HASH}"}}"#),
    ] {
        let changed = till.change(&bob, patch);
        assert!(changed.is_ok(), "{patch}: {changed:?}");
    }
    for call in [
        "SELECT * FROM auth.notices(X)",
        "SELECT * FROM auth.activity(X, NULL, NULL, 20)",
        "SELECT * FROM auth.activity(X, NULL, 'account', 1000)",
        "SELECT auth.note(X, 'locked')",
        "SELECT auth.free_slot(X)",
        "SELECT auth.sign_out(X)",
    ] {
        assert!(till.sql(&call.replace('X', &bob)).is_ok(), "{call}");
    }
    let plans = plans(&server.log()[begun..]);
    assert!(plans.len() > 50, "{} plans", plans.len());
    let mut read = Vec::new();
    for plan in &plans {
        whole_tables(plan, &mut read);
    }
    let large = [
        "account", "ended", "notice", "event", "past", "attempts", "step", "code",
    ];
    read.retain(|table| {
        large
            .iter()
            .any(|large| table.starts_with(&format!("{large}:")))
    });
    assert_eq!(read, [""; 0]);
}
