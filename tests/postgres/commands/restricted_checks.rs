//! What checks and migrations say of restricted computers.

use std::fs;

use egui_authenticator::Secret;
use serde_json::Value as Json;

use super::restricted::{config, shop_and_till};
use crate::commands::{Home, PASSWORD, Shop, admin, join, number, signs_in};

/// Returns the findings of `store check` that are not good, and whether there is no error among them.
pub fn findings(home: &Home) -> (bool, Vec<String>) {
    let printed = home.run(&["--json", "store", "check"]);
    let found: Json =
        serde_json::from_str(&printed.out).unwrap_or_else(|_| panic!("{}", printed.error));
    let bad = found.as_array().expect("a list").iter();
    let bad = bad.filter(|of| of["severity"] != "good");
    let bad = bad.map(|of| of["check"].as_str().expect("text").to_owned());
    (printed.is_good, bad.collect())
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_check_on_a_restricted_computer_finds_what_its_login_may_do_besides() {
    let (shop, _office, [till, _], name) = shop_and_till();
    let checked = till.run(&["store", "check"]).expect_good();
    assert!(checked.contains("read no table"), "{checked}");
    assert!(!checked.contains(&shop.database), "{checked}");
    assert_eq!(findings(&till), (true, vec![]));
    for (more, less) in [
        (
            "GRANT USAGE ON SCHEMA auth_inner TO",
            "REVOKE USAGE ON SCHEMA auth_inner FROM",
        ),
        (
            "GRANT SELECT ON auth_inner.account TO",
            "REVOKE SELECT ON auth_inner.account FROM",
        ),
        (
            "GRANT SELECT (record) ON auth_inner.account TO",
            "REVOKE SELECT (record) ON auth_inner.account FROM",
        ),
        (
            "GRANT CREATE ON SCHEMA auth TO",
            "REVOKE CREATE ON SCHEMA auth FROM",
        ),
    ] {
        shop.sql(&format!("{more} {name}"));
        assert_eq!(
            findings(&till),
            (false, vec!["readable".to_owned()]),
            "{more}"
        );
        shop.sql(&format!("{less} {name}"));
    }
    shop.sql("REVOKE EXECUTE ON FUNCTION auth.salt FROM auth_computer");
    assert_eq!(findings(&till), (false, vec!["missing".to_owned()]));
    shop.sql("GRANT EXECUTE ON FUNCTION auth.salt TO auth_computer");
    assert_eq!(findings(&till), (true, vec![]));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_check_says_if_the_file_and_the_login_do_not_agree() {
    let (shop, office, [till, _], _) = shop_and_till();
    let text = config(&till);
    fs::write(
        till.config(),
        text.replace("restricted: true", "restricted: false"),
    )
    .expect("written");
    assert_eq!(findings(&till), (false, vec!["unmarked".to_owned()]));
    let service = till.paths().service_without_keyring();
    assert!(!signs_in(&service), "no table can be read");
    fs::write(till.config(), &text).expect("written");
    let text = config(&office);
    fs::write(office.config(), format!("{text}  restricted: true\n")).expect("written");
    assert_eq!(findings(&office), (false, vec!["unrestricted".to_owned()]));
    // A trusted login that is used as a restricted one calls functions that are not for it.
    let service = office.paths().service_without_keyring();
    let password = Secret::new(PASSWORD.to_owned());
    drop(service.sign_in().with_password("ada", &password));
    assert_eq!(shop.sql("SELECT count(*) FROM auth_inner.account"), "2");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_trusted_computer_checks_the_functions_and_lists_those_that_a_migration_would_replace() {
    let (shop, office, [till, _], _) = shop_and_till();
    assert_eq!(findings(&office), (true, vec![]));
    let plan = || {
        let plan = office
            .run(&["--json", "store", "migrate", "--dry-run"])
            .json();
        let functions = plan["functions"].as_array().expect("a list").clone();
        let names = functions
            .iter()
            .map(|name| name.as_str().expect("text").to_owned());
        names.collect::<Vec<_>>()
    };
    assert_eq!(plan(), Vec::<String>::new());
    let replaced = "SET ROLE auth_owner; CREATE OR REPLACE FUNCTION auth.sign_out(session bytea) RETURNS void
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS 'BEGIN NULL; END'";
    for (change, found) in [
        (replaced, "functions-old"),
        ("DROP FUNCTION auth.notices", "functions-old"),
        (
            "GRANT EXECUTE ON FUNCTION auth.look TO PUBLIC",
            "functions-open",
        ),
        (
            "ALTER FUNCTION auth.look SECURITY INVOKER",
            "functions-open",
        ),
        (
            "ALTER FUNCTION auth.look SET search_path = public",
            "functions-open",
        ),
        ("ALTER FUNCTION auth.look OWNER TO owner", "functions-open"),
        (
            "SET ROLE auth_owner; CREATE FUNCTION auth.more() RETURNS void LANGUAGE sql AS ''",
            "code",
        ),
        (
            "SET ROLE auth_owner; CREATE FUNCTION auth_inner.more() RETURNS void LANGUAGE sql AS ''",
            "code",
        ),
        ("SET ROLE auth_owner; CREATE TABLE auth.more ()", "code"),
    ] {
        shop.sql(change);
        assert_eq!(
            findings(&office),
            (false, vec![found.to_owned()]),
            "{change}"
        );
        if found == "functions-old" {
            assert_eq!(plan().len(), 1, "{change}");
        }
        shop.sql(
            "SET client_min_messages = error; ALTER FUNCTION auth.look OWNER TO auth_owner;
            DROP FUNCTION IF EXISTS auth.more, auth_inner.more; DROP TABLE IF EXISTS auth.more",
        );
        office.run(&["store", "migrate"]).expect_good();
        assert_eq!(findings(&office), (true, vec![]), "{change}");
    }
    assert!(signs_in(&till.paths().service_without_keyring()));
    let arguments = ["store", "init", &admin(), "--database", &shop.database];
    let printed = shop.office.run(&arguments).expect_good();
    let counted = printed.contains("can call") && !printed.contains("auth.answer");
    assert!(counted, "{printed}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_database_of_an_earlier_version_gets_restricted_computers_with_init_and_migrate() {
    let shop = Shop::open();
    let office = shop.joined(&format!("office{}", number()));
    shop.go_back_to(2);
    let till = Home::new();
    let [address, code] = shop.add_restricted(&format!("till{}", number()));
    let joined = join(&till, &address, &code);
    assert!(joined.error.contains("store migrate"), "{}", joined.error);
    joined.expect_good();
    let checked = till.run(&["store", "check"]);
    assert!(
        !checked.is_good && checked.out.contains("store migrate"),
        "{}",
        checked.out
    );
    shop.init().expect_good();
    let planned = office.run(&["store", "migrate", "--dry-run"]).expect_good();
    assert!(planned.contains("auth.verdict"), "{planned}");
    office.run(&["store", "migrate"]).expect_good();
    till.run(&["store", "check"]).expect_good();
}
