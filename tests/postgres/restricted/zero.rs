//! Users whose records have the character of number 0, which PostgreSQL has in no text.

use serde_json::json;

use crate::restricted::{Counter, HASH, user};

/// A shop that also has `zoe`, with such a name.
fn shop() -> Counter<'static> {
    let counter = Counter::open();
    counter.add(&[user("zoe", &json!({ "last_name": "Zo\u{0}e" }))]);
    counter
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_user_with_such_a_name_cannot_sign_in_and_keeps_no_other_from_it() {
    let counter = shop();
    for login in ["zoe", "zoe@example.org"] {
        assert_eq!(counter.ask(login, &HASH)["word"], "wrong", "{login}");
    }
    for login in ["ada", "ada@example.org"] {
        assert_eq!(counter.ask(login, &HASH)["word"], "right", "{login}");
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn the_address_of_a_user_with_such_a_name_is_taken() {
    let counter = shop();
    let is_taken = "SELECT auth_inner.is_taken('ZOE@example.org', sha256('another'))";
    assert_eq!(counter.database.sql(is_taken).trim(), "t");
}
