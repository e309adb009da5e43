//! `store settings`: what only the owner may set, changed at one computer for all of them.

use std::fs;

use crate::commands::{Home, Shop, number, users};

/// A shop with users, and two tills.
fn shop_and_tills() -> (Shop, [Home; 2]) {
    let shop = Shop::open();
    let tills = [(); 2].map(|()| shop.joined(&format!("till{}", number())));
    let file = tills[0].write("old.yaml", &users());
    let import = ["store", "import", &file, "--drop-unknown"];
    tills[0].run(&import).expect_good();
    (shop, tills)
}

fn settings(till: &Home, more: &[&str]) -> crate::commands::Printed {
    till.run(&[&["store", "settings"][..], more].concat())
}

/// Returns what the audit log says of settings.
fn recorded(shop: &Shop) -> String {
    shop.sql("SELECT kind, who, detail FROM auth_inner.event WHERE kind = 'file' ORDER BY number")
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r50_a_setting_of_the_owner_is_changed_on_one_computer_and_in_force_on_the_others() {
    let (shop, [here, there]) = shop_and_tills();
    let users = there.paths().dependencies().credentials;
    assert_eq!(users.read().expect("read").settings.activity.days, 365);
    let set = [
        "--set",
        "activity.days",
        "1095",
        "--set",
        "approvals.refund.large.roles",
        "cashier, admin",
        "--set",
        "signatures.allowed_for",
        "cashier",
    ];
    let planned = settings(&here, &[&set[..], &["--dry-run"]].concat()).expect_good();
    assert!(planned.contains("+   days: 1095"), "{planned}");
    assert!(planned.contains("Nothing was changed"), "{planned}");
    assert_eq!(users.read().expect("read").settings.activity.days, 365);
    assert_eq!(recorded(&shop), "");
    let changed = settings(&here, &set).expect_good();
    assert!(
        changed.contains("take effect on all computers"),
        "{changed}"
    );
    let now = users.read().expect("read");
    assert_eq!(now.settings.activity.days, 1_095);
    let rule = now.settings.approval("refund.large").expect("a rule");
    assert_eq!(rule.roles.len(), 2);
    assert_eq!(now.settings.signatures.roles.len(), 1);
    let expected = "file||settings: signatures.allowed_for\nfile||settings: activity.days\n\
        file||settings: approvals.refund.large";
    assert_eq!(recorded(&shop), expected);
    // No computer takes it for a change by hand.
    for till in [&here, &there] {
        let opened = till.paths().service_without_keyring();
        opened.set_up().open().expect("opened");
    }
    assert_eq!(recorded(&shop), expected);
    there.run(&["activity", "verify"]).expect_good();
    let again = settings(&here, &set).expect_good();
    assert!(again.contains("already"), "{again}");
    let unset = [
        "--unset",
        "activity.days",
        "--unset",
        "approvals.refund.large",
    ];
    let json = [&["--json", "store", "settings"][..], &unset].concat();
    let facts = here.run(&json).json();
    let changes = ["activity.days", "approvals.refund.large"];
    assert_eq!(facts["changes"], serde_json::json!(changes));
    assert_eq!(facts["changed"], true);
    let now = users.read().expect("read");
    assert_eq!(now.settings.activity.days, 365);
    assert!(now.settings.approvals.is_empty());
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn what_is_wrong_with_a_setting_is_said_and_nothing_is_changed() {
    let (shop, [till, _]) = shop_and_tills();
    for (arguments, expected) in [
        (["--set", "activity.days", "0"], "activity.days: "),
        (["--set", "updates.key", "abc"], "updates.key: "),
        (["--set", "activity.weeks", "3"], "not a setting"),
        (["--set", "mail.password", "x"], "not a setting"),
        (
            ["--set", "updates.manifest", "https://example.org/m"],
            "key",
        ),
    ] {
        let error = settings(&till, &arguments).expect_error();
        assert!(error.contains(expected), "{arguments:?}: {error}");
    }
    let file = till.write("wrong.yaml", "password:\n  hash: md5\n");
    let error = settings(&till, &["--from", &file]).expect_error();
    assert!(error.contains(&format!("{file}:2:9: error")), "{error}");
    let file = till.write("users.yaml", "credentials:\n  usernames: {}\n");
    let error = settings(&till, &["--from", &file]).expect_error();
    assert!(error.contains("credentials"), "{error}");
    assert_eq!(recorded(&shop), "");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn settings_are_printed_edited_and_read_again() {
    let (shop, [here, there]) = shop_and_tills();
    let mail = "mail:\n  server: mail.shop\n  username: shop\n  password: a mail password\n  from: shop@example.org\n";
    let file = here.write("mail.yaml", mail);
    settings(&here, &["--from", &file]).expect_good();
    let printed = settings(&there, &[]).expect_good();
    assert!(printed.contains("server: \"mail.shop\""), "{printed}");
    assert!(!printed.contains("a mail password"), "{printed}");
    assert!(!printed.contains("ada"), "no users: {printed}");
    let file = there.write("all.yaml", &printed);
    let same = settings(&there, &["--from", &file]).expect_good();
    assert!(same.contains("already"), "{same}");
    let edited = printed.replace(
        "text: \"Hello\"",
        "text: \"Hello\"\n    approval: till.open",
    );
    let edited = edited + "approvals:\n  till.open:\n    roles: [cashier]\n";
    fs::write(&file, edited).expect("written");
    settings(&there, &["--from", &file]).expect_good();
    let now = here.paths().dependencies().credentials.read();
    let now = now.expect("read");
    assert_eq!(now.settings.views[0].approval.as_deref(), Some("till.open"));
    let password = now
        .settings
        .mail
        .as_ref()
        .and_then(|mail| mail.password.as_deref());
    assert_eq!(password, Some("a mail password"));
    let recorded = recorded(&shop);
    assert!(recorded.contains("mail server"), "{recorded}");
    assert!(recorded.contains("views.hello.approval"), "{recorded}");
    here.run(&["user", "list"]).expect_good();
}
