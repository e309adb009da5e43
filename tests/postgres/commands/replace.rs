//! `store import --replace`: a till was opened before the import, and its user became the administrator.

use std::fs;
use std::path::Path;

use egui_authenticator::Secret;
use egui_authenticator::use_cases::{AuditQuery, UserInput};
use egui_authenticator::users::PersonName;

use crate::commands::{Home, Shop, number, users};
use crate::computers::OWNER;

/// A server whose administrator was created in a window before the import, and the till with the users.
fn set_up_too_early() -> (Shop, Home) {
    let shop = Shop::open();
    let till = shop.joined(&format!("till{}", number()));
    let eve = UserInput::new("eve", "eve@example.org", PersonName::new("Eve", "Stone"));
    let service = till.paths().service_without_keyring();
    let password = Secret::new("eleven crates of apples".to_owned());
    let created = service.set_up().create(&eve, &password);
    assert!(created.is_ok(), "{:?}", created.err());
    (shop, till)
}

fn accounts(shop: &Shop) -> String {
    shop.sql("SELECT name_key FROM auth_inner.account ORDER BY position")
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn an_administrator_who_was_set_up_too_early_is_replaced_by_the_users_of_the_file() {
    let (shop, till) = set_up_too_early();
    let file = till.write("old.yaml", &users());
    let import = ["store", "import", &file, "--drop-unknown"];
    let error = till.run(&import).expect_error();
    assert!(error.contains("already has one user, eve"), "{error}");
    assert!(error.contains("--replace"), "{error}");
    assert_eq!(accounts(&shop), "eve");
    let replaced = till.run(&[&import[..], &["--replace"]].concat());
    let replaced = replaced.expect_good();
    let saved = format!("{file}.replaced");
    assert!(replaced.contains(&saved), "{replaced}");
    assert_eq!(accounts(&shop), "ada\nbob");
    let text = fs::read_to_string(&saved).expect("saved");
    assert!(text.contains("eve@example.org"), "{text}");
    let service = till.paths().service_without_keyring();
    service.set_up().open().expect("opened");
    let log = service.audit_log();
    let events = log.list(OWNER, &log.filter(&AuditQuery::latest(100)));
    let events = events.expect("listed");
    let last = events.iter().take(2).map(|record| record.event.kind.word());
    assert_eq!(last.collect::<Vec<_>>(), ["store", "people"]);
    assert_eq!(events[1].event.whom, "eve");
    till.run(&["activity", "verify"]).expect_good();
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_server_with_more_than_one_user_is_never_replaced() {
    let (shop, till) = set_up_too_early();
    let service = till.paths().service_without_keyring();
    let carl = UserInput::new("carl", "carl@example.org", PersonName::new("Carl", ""));
    service.users().add(OWNER, &carl, &["till"]).expect("added");
    let file = till.write("old.yaml", &users());
    let import = ["store", "import", &file, "--drop-unknown", "--replace"];
    let error = till.run(&import).expect_error();
    assert!(error.contains("users already"), "{error}");
    assert_eq!(accounts(&shop), "eve\ncarl");
    assert!(!Path::new(&format!("{file}.replaced")).exists());
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn what_the_server_had_is_never_lost() {
    let (shop, till) = set_up_too_early();
    let file = till.write("old.yaml", &users());
    till.write("old.yaml.replaced", "kept from before");
    let import = ["store", "import", &file, "--drop-unknown", "--replace"];
    let error = till.run(&import).expect_error();
    assert!(error.contains("exists"), "{error}");
    assert_eq!(accounts(&shop), "eve");
    let kept = fs::read_to_string(format!("{file}.replaced"));
    assert_eq!(kept.expect("read"), "kept from before");
}
