//! Changes of users that a second person approves.

use serde_json::{Value, json};

use super::{approve, asked, shop, ticket, word};
use crate::administrators::id;
use crate::own_account::{HASH, Shop, Till};

/// Makes a call for administrators with what was approved, and returns what is told.
fn call(till: &Till<'_>, call: &str, tickets: &[&str]) -> Value {
    let tickets = format!("ARRAY[{}]::bytea[]", tickets.join(", "));
    let told = till.sql(&format!("SELECT {}", call.replace("TICKETS", &tickets)));
    serde_json::from_str(&told.expect("told")).expect("a document")
}

/// Has `eve` approve what is asked for.
fn approved(till: &Till<'_>, session: &str, needed: &Value) -> String {
    let request = asked(&json!({
        "kind": "users",
        "action": needed["action"],
        "title": needed["title"],
        "details": needed["details"],
    }));
    let proof = ticket();
    let verdict = approve(till, (session, &proof), &request, ("eve", HASH));
    assert_eq!(word(verdict), "approved", "{needed}");
    proof
}

fn remove(shop: &Shop, session: &str, name: &str) -> String {
    format!("auth.remove_user({session}, {}, TICKETS)", id(shop, name))
}

fn add(session: &str, name: &str, role: &str) -> String {
    format!(
        "auth.add_user({session}, substr(sha256('{name}{role}'), 1, 16), '{{\"username\": \"{name}\", \
         \"email\": \"{name}@example.org\", \"first_name\": \"\", \"last_name\": \"\", \"roles\": [\"{role}\"], \
         \"fields\": {{}}}}', '{}', sha256('z'), TICKETS)",
        crate::own_account::NEW_HASH
    )
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r111_an_approved_removal_is_made_once_for_this_user() {
    let shop = shop();
    let till = shop.till();
    let ada = till.session("ada");
    let needed = call(&till, &remove(&shop, &ada, "bob"), &[]);
    assert_eq!(needed["word"], "approval_required");
    assert_eq!(needed["action"], "users.delete");
    assert_eq!(needed["details"][0][0], "bob");
    let proof = approved(&till, &ada, &needed);
    let other = call(&till, &remove(&shop, &ada, "eve"), &[&proof]);
    assert_eq!(other["word"], "approval_required", "another user");
    let action = format!(
        "auth.user_action({ada}, {}, 'sign_out', NULL, TICKETS)",
        id(&shop, "bob")
    );
    assert_eq!(
        call(&till, &action, &[&proof])["word"],
        "done",
        "needs none"
    );
    let removal = remove(&shop, &ada, "bob");
    assert_eq!(call(&till, &removal, &[&proof])["word"], "done");
    assert_eq!(call(&till, &removal, &[&proof])["word"], "unknown");
    assert_eq!(shop.count("auth_inner.approval WHERE is_spent"), 1);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r111_an_approval_is_used_up_and_not_lent_to_another_session() {
    let shop = shop();
    let till = shop.till();
    let (ada, again) = (till.session("ada"), till.session("ada"));
    let needed = call(&till, &add(&ada, "zoe", "lead"), &[]);
    assert_eq!(needed["word"], "approval_required");
    assert_eq!(
        needed["details"],
        json!([["zoe", "lead"], [" email", "zoe@example.org"]])
    );
    let proof = approved(&till, &ada, &needed);
    for (what, of) in [
        ("another session", add(&again, "zoe", "lead")),
        ("another user", add(&ada, "kim", "lead")),
        ("another role", add(&ada, "zoe", "admin")),
    ] {
        assert_eq!(
            call(&till, &of, &[&proof])["word"],
            "approval_required",
            "{what}"
        );
    }
    assert_eq!(
        call(&till, &add(&ada, "zoe", "lead"), &[&proof])["word"],
        "done"
    );
    shop.database
        .sql("DELETE FROM auth_inner.account WHERE name_key = 'zoe'; DELETE FROM auth_inner.event");
    let twice = call(&till, &add(&ada, "zoe", "lead"), &[&proof]);
    assert_eq!(twice["word"], "approval_required", "it is used up");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r111_permissions_are_given_as_they_were_approved() {
    let shop = shop();
    let till = shop.till();
    let ada = till.session("ada");
    let bob = id(&shop, "bob");
    let give = |roles: &str| {
        format!(
            "auth.change_user({ada}, {bob}, (auth.user({ada}, 'bob') -> 'row' ->> 'state')::bytea, '{{\"roles\": {roles}}}', TICKETS)"
        )
    };
    assert_eq!(call(&till, &give(r#"["clerk"]"#), &[])["word"], "done");
    let needed = call(&till, &give(r#"["lead"]"#), &[]);
    assert_eq!(needed["action"], "users.give_permissions");
    let title = needed["title"].as_str().expect("a title").to_owned();
    assert!(title.ends_with(": lead"), "{title}");
    let proof = approved(&till, &ada, &needed);
    let more = call(&till, &give(r#"["lead", "admin"]"#), &[&proof]);
    assert_eq!(more["word"], "approval_required");
    assert_eq!(call(&till, &give(r#"["lead"]"#), &[&proof])["word"], "done");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r111_an_administrator_approves_nothing_that_they_ask_for_themselves() {
    let shop = shop();
    let till = shop.till();
    let ada = till.session("ada");
    let needed = call(&till, &remove(&shop, &ada, "bob"), &[]);
    let request = asked(&json!({
        "kind": "users",
        "action": needed["action"],
        "title": needed["title"],
        "details": needed["details"],
    }));
    let proof = ticket();
    let own = approve(&till, (&ada, &proof), &request, ("ada", HASH));
    assert_eq!(word(own), "same_person");
    let made = call(&till, &remove(&shop, &ada, "bob"), &[&proof]);
    assert_eq!(made["word"], "approval_required");
    // What the app has approved under the same name is no approval of it either.
    let app = asked(&json!({ "title": needed["title"] }));
    let proof = ticket();
    assert_eq!(
        word(approve(&till, (&ada, &proof), &app, ("eve", HASH))),
        "approved"
    );
    let made = call(&till, &remove(&shop, &ada, "bob"), &[&proof]);
    assert_eq!(made["word"], "approval_required");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r111_permissions_for_several_users_are_approved_together_and_until_then_nothing_is_changed() {
    let shop = shop();
    let till = shop.till();
    let ada = till.session("ada");
    shop.database.sql(
        "INSERT INTO auth_inner.account (id, position, seq, name_key, record)
         SELECT substr(sha256('kim'), 1, 16), 100, seq, 'kim', (record::jsonb || '{\"username\": \"kim\", \"email\": null}')::json
         FROM auth_inner.account WHERE name_key = 'bob'",
    );
    let [first, second] = ["bob", "kim"].map(|name| id(&shop, name));
    let give = |users: &str| {
        format!(
            "auth.change_users({ada}, 'give_role', 'lead', ARRAY[{users}], '{{}}', true, TICKETS)"
        )
    };
    let both = give(&format!("{first}, {second}"));
    let before = shop.database.sql("SELECT revision FROM auth_inner.head");
    let needed = call(&till, &both, &[]);
    assert_eq!(needed["word"], "approval_required", "{needed}");
    assert_eq!(needed["action"], "users.give_permissions");
    assert_eq!(needed["details"], json!([["bob", "lead"], ["kim", "lead"]]));
    assert_eq!(
        shop.database.sql("SELECT revision FROM auth_inner.head"),
        before
    );
    assert_eq!(shop.user("bob").roles.len(), 1, "it is taken back");
    let proof = approved(&till, &ada, &needed);
    let one = call(&till, &give(&first), &[&proof]);
    assert_eq!(one["word"], "approval_required", "not one of them alone");
    let made = call(&till, &both, &[&proof]);
    assert_eq!(made["changed"], 2, "{made}");
    assert_eq!(shop.count("auth_inner.approval WHERE is_spent"), 1);
    for name in ["bob", "kim"] {
        shop.change(name, crate::own_account::roles(&["till"]));
    }
    let again = call(&till, &both, &[&proof]);
    assert_eq!(again["word"], "approval_required", "it is used up");
}
