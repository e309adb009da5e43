//! How much administrators at restricted computers store and record.

use super::{act, change, shop_with_lead, word};

/// A change with custom fields of this many characters each.
fn fields(first: u32, count: u32, value: &str) -> String {
    let fields = (first..first + count).map(|n| format!(r#""field{n}": "{value}""#));
    format!(
        r#"{{"fields": {{{}}}}}"#,
        fields.collect::<Vec<_>>().join(", ")
    )
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn custom_fields_do_not_grow_without_bound() {
    let shop = shop_with_lead();
    let till = shop.till();
    let ada = till.session("ada");
    let value = "x".repeat(900);
    assert_eq!(
        change(&till, &ada, "eve", &fields(0, 9, &value)),
        word("done")
    );
    let more = change(&till, &ada, "eve", &fields(9, 9, &value));
    assert_eq!(more, Err("AU005".to_owned()));
    assert_eq!(shop.user("eve").fields.len(), 9);
    assert_eq!(change(&till, &ada, "eve", &fields(8, 1, "y")), word("done"));
    // What a trusted computer has stored stays, and can become less.
    shop.database.sql(
        "UPDATE auth_inner.account SET record = jsonb_set(record::jsonb, '{fields,field0}', to_jsonb(repeat('z', 20000)))::json
         WHERE name_key = 'eve'",
    );
    assert_eq!(change(&till, &ada, "eve", &fields(8, 1, "x")), word("done"));
    let more = change(&till, &ada, "eve", &fields(8, 1, "xx"));
    assert_eq!(more, Err("AU005".to_owned()));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn changes_of_users_do_not_push_out_records_of_the_log() {
    let shop = shop_with_lead();
    let till = shop.till();
    let (ada, bob) = (till.session("ada"), till.session("bob"));
    shop.database.sql(
        "SELECT auth_inner.record('people', 'ada', id, '', NULL, true, 'changed')
         FROM auth_inner.account, generate_series(1, 998) WHERE name_key = 'ada'",
    );
    let unlock = |session: &str| act(&till, session, ("eve", "unlock"), "NULL");
    assert_eq!([unlock(&ada), unlock(&ada)], [word("done"), word("done")]);
    assert_eq!(unlock(&ada), Err("AU008".to_owned()));
    let renamed = change(&till, &ada, "eve", r#"{"first_name": "Eva"}"#);
    assert_eq!(renamed, Err("AU008".to_owned()));
    assert_eq!(shop.user("eve").name.first, "First", "nothing is changed");
    assert_eq!(unlock(&bob), word("done"), "others still do");
    shop.database
        .sql("UPDATE auth_inner.event SET at = at - 3600");
    assert_eq!(unlock(&ada), word("done"), "an hour later");
}
