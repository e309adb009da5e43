//! Pages that a second person approves, and their items.

use serde_json::{Value, json};

use super::{approved, shop};
use crate::own_account::{Shop, Till};

fn of_page(id: &str) -> Value {
    json!({ "kind": "page", "action": "safe.open", "title": "anything", "page": id })
}

fn of_item() -> Value {
    json!({ "kind": "item", "action": "refund.large", "title": "Count", "page": "tools" })
}

/// Returns the text of a page, or `none`.
fn read(till: &Till<'_>, session: &str, page: &str, tickets: &[&str]) -> String {
    let tickets = tickets.join(", ");
    let found = till.sql(&format!(
        "SELECT coalesce(max(value) FILTER (WHERE path IN ('views.0.text', 'views.0.launch')), 'none')
         FROM auth.approved_page({session}, '{page}', ARRAY[{tickets}]::bytea[])"
    ));
    found.expect("read")
}

fn settings(till: &Till<'_>, session: &str) -> String {
    let all = till.sql(&format!(
        "SELECT string_agg(path || '=' || coalesce(value, ''), ' ') FROM auth.settings({session}, NULL) WHERE path IS NOT NULL"
    ));
    all.expect("read")
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r111_a_page_is_read_with_an_approval_of_it_and_as_it_was_then() {
    let shop = shop();
    let till = shop.till();
    let (bob, again) = (till.session("bob"), till.session("bob"));
    assert!(!settings(&till, &bob).contains("combination"));
    assert_eq!(read(&till, &bob, "safe", &[]), "none");
    let refund = approved(&till, &bob, &json!({}));
    let list = approved(&till, &bob, &of_page("list"));
    // An app cannot have something approved that reads like a page.
    let like = approved(
        &till,
        &bob,
        &json!({ "action": "safe.open", "title": "The safe", "page": "safe" }),
    );
    assert_eq!(read(&till, &bob, "safe", &[&refund, &list, &like]), "none");
    let safe = approved(&till, &bob, &of_page("safe"));
    assert_eq!(read(&till, &bob, "safe", &[&safe]), "the combination");
    assert_eq!(
        read(&till, &bob, "safe", &[&refund, &safe]),
        "the combination",
        "it is not used up"
    );
    assert_eq!(
        read(&till, &again, "safe", &[&safe]),
        "none",
        "another session"
    );
    assert_eq!(read(&till, &bob, "list", &[&safe]), "none", "another page");
    let before = settings(&till, &bob);
    shop.database
        .sql("UPDATE auth_inner.setting SET value = 'a new one' WHERE path = 'views.0.text'");
    assert_eq!(
        read(&till, &bob, "safe", &[&safe]),
        "none",
        "it has changed"
    );
    assert_ne!(settings(&till, &bob), before, "the window notices that");
    let record = shop.database.sql(
        "SELECT detail FROM auth_inner.event WHERE kind = 'approval' ORDER BY number DESC LIMIT 1",
    );
    assert!(
        record.ends_with("approved: \"The safe\""),
        "in the words of the server: {record}"
    );
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r111_a_page_that_the_user_may_no_longer_open_is_not_read() {
    let shop = shop();
    let till = shop.till();
    let bob = till.session("bob");
    let safe = approved(&till, &bob, &of_page("safe"));
    shop.database
        .sql("UPDATE auth_inner.setting SET value = 'false' WHERE path = 'views.0.everyone'");
    assert_eq!(read(&till, &bob, "safe", &[&safe]), "none");
}

fn end_of_time(shop: &Shop, kind: &str) {
    shop.database.sql(&format!(
        "UPDATE auth_inner.approval SET good_until = good_until - 700 WHERE kind = '{kind}'"
    ));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r111_the_approval_of_an_item_shows_its_page_only_after_one_of_the_page() {
    let shop = shop();
    let till = shop.till();
    let bob = till.session("bob");
    let item = approved(&till, &bob, &of_item());
    assert_eq!(read(&till, &bob, "tools", &[&item]), "none");
    let page = approved(&till, &bob, &of_page("tools"));
    assert_ne!(read(&till, &bob, "tools", &[&page]), "none");
    end_of_time(&shop, "page");
    assert_eq!(read(&till, &bob, "tools", &[&page]), "none");
    assert_ne!(read(&till, &bob, "tools", &[&item]), "none");
    end_of_time(&shop, "item");
    assert_eq!(read(&till, &bob, "tools", &[&item, &page]), "none");
}
