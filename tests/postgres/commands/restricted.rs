//! Restricted computers: what the commands say of them, and what the real program does on one.

use std::fs;

use egui_authenticator::Secret;
use egui_authenticator::service::ports::StoreError;
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::use_cases::{RefreshError, SignInOutcome};

use super::restricted_checks::findings;
use crate::commands::{Home, PASSWORD, Shop, admin, join, number, signs_in, users};

/// A shop with the users of the tests, the computer of its administrator, and a till.
pub fn shop_and_till() -> (Shop, Home, [Home; 2], String) {
    let shop = Shop::open();
    let office = shop.joined(&format!("office{}", number()));
    let file = office.write(
        "old.yaml",
        &users().replace("disabled: true", "valid_from: 2020-01-01"),
    );
    office
        .run(&["store", "import", &file, "--drop-unknown"])
        .expect_good();
    let name = format!("till{}", number());
    let till = shop.joined_restricted(&name);
    (shop, office, [till, Home::new()], name)
}

pub fn config(home: &Home) -> String {
    fs::read_to_string(home.config()).expect("read")
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_computer_is_restricted_unless_it_is_added_as_a_trusted_one() {
    let shop = Shop::open();
    let [till, office] = [number(), number()];
    let (till, office) = (format!("till{till}"), format!("office{office}"));
    let arguments = ["store", "add-computer", &till, &admin()];
    let more = ["--database", &shop.database];
    let added = shop.office.run(&[&arguments[..], &more].concat());
    let added = added.expect_good();
    assert!(added.contains("It will be restricted"), "{added}");
    let [address, code] = shop.add_restricted(&till);
    let home = Home::new();
    let joined = join(&home, &address, &code).expect_good();
    assert!(joined.contains("It is restricted"), "{joined}");
    assert!(joined.contains("first administrator"), "{joined}");
    let written = config(&home);
    assert!(written.ends_with("  restricted: true\n"), "{written}");
    assert!(!written.contains("trusted"), "{written}");
    let [address, code] = shop.add(&office);
    let trusted = Home::new();
    let joined = join(&trusted, &address, &code).expect_good();
    assert!(joined.contains("It is trusted"), "{joined}");
    assert!(!config(&trusted).contains("restricted"));
    let roles = |name: &str| {
        let of = format!(
            "SELECT string_agg(DISTINCT roleid::regrole::text, ' ') FROM pg_auth_members WHERE member = '{name}'::regrole"
        );
        shop.sql(&of)
    };
    assert_eq!(
        [roles(&till), roles(&office)],
        ["auth_computer", "auth_owner"]
    );
    let listed = trusted.run(&["--json", "store", "computers"]).json();
    for (name, kind) in [(&till, "restricted"), (&office, "trusted")] {
        let listed = listed.as_array().expect("a list").iter();
        let computer = listed.clone().find(|of| of["name"] == name.as_str());
        let computer = computer.expect("a computer");
        assert_eq!(computer["kind"], kind, "{name}");
        assert_eq!(computer["state"], "active", "{name}");
        for key in ["added", "joined", "last_contact", "version"] {
            assert!(computer[key].is_string(), "{name} {key}");
        }
    }
    let listed = trusted.run(&["store", "computers"]).expect_good();
    assert!(listed.contains("active  restricted"), "{listed}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn users_sign_in_on_a_restricted_computer_and_its_program_is_refused_the_rest() {
    let (shop, office, [till, _], _) = shop_and_till();
    let service = till.paths().service_without_keyring();
    assert!(service.set_up().open().is_ok());
    let password = Secret::new(PASSWORD.to_owned());
    let outcome = service.sign_in().with_password("bob", &password);
    let Ok(SignInOutcome::SignedIn(view)) = outcome else {
        panic!("{:?}", outcome.err())
    };
    let titles: Vec<_> = view.pages.iter().map(|page| page.id.clone()).collect();
    assert_eq!(titles.len(), 1, "the page of all users");
    assert_eq!(view.session.user().username.as_str(), "bob");
    assert!(service.sessions().refresh(&view.session).is_ok());
    // It counts for the computers together.
    assert_eq!(
        shop.sql("SELECT count(*) FROM auth_inner.session_slot"),
        "1"
    );
    let of_office = office.paths().service_without_keyring();
    assert!(signs_in(&of_office));
    let verified = office.run(&["activity", "verify"]);
    assert!(verified.is_good, "{}", verified.error);
    let listed = office.run(&["activity", "list"]).expect_good();
    assert!(listed.contains("bob"), "{listed}");
    // A user who is disabled on the trusted computer is signed out on the till.
    office.run(&["user", "disable", "bob"]).expect_good();
    let refreshed = service.sessions().refresh(&view.session);
    assert!(matches!(refreshed, Err(RefreshError::Ended)));
    let again = service.sign_in().with_password("bob", &password);
    assert!(matches!(again, Err(SignInError::Refused)));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r20_wrong_passwords_on_a_restricted_and_a_trusted_computer_are_counted_together() {
    let (_shop, office, [till, _], _) = shop_and_till();
    let here = till.paths().service_without_keyring();
    let there = office.paths().service_without_keyring();
    let guess = Secret::new("a guess".to_owned());
    for service in [&here, &there, &here, &there, &here] {
        assert!(service.sign_in().with_password("ada", &guess).is_err());
    }
    let right = Secret::new(PASSWORD.to_owned());
    for service in [&here, &there] {
        let refused = service.sign_in().with_password("ada", &right);
        assert!(
            matches!(refused, Err(SignInError::Locked(_))),
            "{:?}",
            refused.err()
        );
    }
    office.run(&["user", "unlock", "ada"]).expect_good();
    assert!(signs_in(&here) && signs_in(&there));
    office.run(&["activity", "verify"]).expect_good();
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_restricted_computer_waits_for_the_first_administrator_of_a_trusted_one() {
    let shop = Shop::open();
    let till = shop.joined_restricted(&format!("till{}", number()));
    let service = till.paths().service_without_keyring();
    let opened = service.set_up().open();
    assert_eq!(
        opened.err().map(|refused| refused.error),
        Some(StoreError::Restricted)
    );
    assert_eq!(findings(&till), (true, vec![]));
    let office = shop.joined(&format!("office{}", number()));
    let file = office.write("old.yaml", &users());
    office
        .run(&["store", "import", &file, "--drop-unknown"])
        .expect_good();
    assert!(service.set_up().open().is_ok());
    assert!(signs_in(&service));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn commands_about_users_refuse_a_restricted_computer_and_say_where_to_run_them() {
    let (_shop, _office, [till, _], _) = shop_and_till();
    let file = till.write("old.yaml", &users());
    let text = config(&till);
    let address = text.split('"').nth(1).expect("an address");
    for refused in [
        &["user", "list"][..],
        &["user", "disable", "bob"],
        &["invite", "list"],
        &["session", "list"],
        &["activity", "list"],
        &["signature", "check"],
        &["mail", "test", "ada@example.org"],
        &["store", "export"],
        &["store", "export", address],
        &["store", "import", &file, "--drop-unknown"],
        &["store", "import", &file, address, "--drop-unknown"],
        &["store", "migrate"],
        &["store", "migrate", "--dry-run"],
        &["store", "computers"],
        &["store", "computers", address],
    ] {
        let error = till.run(refused).expect_error();
        assert!(error.contains("trusted computer"), "{refused:?}: {error}");
    }
    let checked = till.run(&["check"]).expect_good();
    assert!(checked.contains("127.0.0.1"), "{checked}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_restricted_computer_that_is_shut_out_has_no_session_and_joins_again_as_either_kind() {
    let (shop, office, [till, other], name) = shop_and_till();
    let service = till.paths().service_without_keyring();
    let password = Secret::new(PASSWORD.to_owned());
    let outcome = service.sign_in().with_password("bob", &password);
    assert!(outcome.is_ok_and(|outcome| outcome.session_view().is_some()));
    let revoked = shop.revoke(&name).expect_good();
    assert!(
        revoked.contains("could not read password hashes"),
        "{revoked}"
    );
    let connections = format!("SELECT count(*) FROM pg_stat_activity WHERE usename = '{name}'");
    assert_eq!(shop.sql(&connections), "0");
    assert!(!signs_in(&service));
    for command in [&["store", "check"][..], &["check"]] {
        let printed = till.run(command);
        let text = format!("{}{}", printed.out, printed.error);
        assert!(
            !printed.is_good && text.contains("does not permit"),
            "{text}"
        );
        assert!(!text.contains("network"), "{text}");
    }
    // A trusted computer notes it.
    let listed = office.run(&["store", "computers"]).expect_good();
    let line = listed
        .lines()
        .find(|line| line.starts_with(&format!("{name} ")));
    assert!(
        line.expect("a line").contains("revoked  restricted"),
        "{listed}"
    );
    for table in ["session_slot", "restricted_session"] {
        let left = shop.sql(&format!("SELECT count(*) FROM auth_inner.{table}"));
        assert_eq!(left, "0", "{table}");
    }
    let [address, code] = shop.add(&name);
    let joined = join(&till, &address, &code).expect_good();
    assert!(joined.contains("Remove “restricted: true”"), "{joined}");
    shop.revoke(&name).expect_good();
    let [address, code] = shop.add_restricted(&name);
    join(&other, &address, &code).expect_good();
    assert!(signs_in(&other.paths().service_without_keyring()));
    let roles = format!(
        "SELECT string_agg(roleid::regrole::text, ' ') FROM pg_auth_members WHERE member = '{name}'::regrole"
    );
    assert_eq!(shop.sql(&roles), "auth_computer");
}
