//! A backup and its restoration by the commands of `docs/several-computers.md`.

use std::fs;

use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::{Secret, Service};

use super::restricted::{config, shop_and_till};
use super::restricted_checks::findings;
use crate::commands::{Home, SERVER, Shop, admin, number, signs_in};
use crate::documented::{Names, Steps};

/// The address of the administrator on the page, with quotes.
const ADMINISTRATOR: &str = "\"postgresql://postgres@/postgres?host=/var/run/postgresql\"";

/// Returns the login in the address of a computer.
fn login(computer: &Home) -> String {
    let text = config(computer);
    let (_, rest) = text.split_once("postgresql://").expect("an address");
    rest.split('@').next().expect("a login").to_owned()
}

/// Backs the database of a shop up and restores it into another one, in the order of the page. Returns the name of the other one.
fn back_up_and_restore(shop: &Shop, office: &Home, computers: &[&Home]) -> String {
    let restored = format!("shop{}", number());
    let names = Names {
        server: &SERVER,
        host: "127.0.0.1",
        office: &login(office),
        database: &shop.database,
        restored: &restored,
    };
    let passwords = office.config().with_file_name("store.pgpass");
    let mut steps = Steps::of("Backup");
    names.run(&steps.next("pg_dump --"), office.path(), &passwords);
    names.run_sql(&steps.next("CREATE DATABASE"));
    names.run(&steps.next("pg_restore --"), office.path(), &passwords);
    let run = |command: &str| {
        let command = names.put_into(command).replace(ADMINISTRATOR, &admin());
        let mut words = command.split_whitespace();
        assert!(words.any(|word| word == "egui-authenticator"), "{command}");
        office.run(&words.collect::<Vec<_>>()).expect_good();
    };
    run(&steps.next("sudo -u postgres egui-authenticator store init"));
    for computer in computers {
        let changed = config(computer).replace(&shop.database, &restored);
        fs::write(computer.config(), changed).expect("written");
    }
    run(&steps.next("egui-authenticator store migrate"));
    run(&steps.next("egui-authenticator store check"));
    restored
}

fn guess(service: &Service) -> Result<(), SignInError> {
    let guess = Secret::new("a guess".to_owned());
    service.sign_in().with_password("ada", &guess).map(drop)
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r87_users_sign_in_on_both_kinds_of_computers_after_a_backup_was_restored_as_documented() {
    let (shop, office, [till, _], _) = shop_and_till();
    let before = till.paths().service_without_keyring();
    assert!(signs_in(&before));
    assert!(matches!(guess(&before), Err(SignInError::Refused)));
    let counted =
        "SELECT coalesce(sum(failures), 0) FROM auth_inner.attempts, auth_inner.account AS a
        WHERE name = auth_inner.attempt_key('account', a.id)";
    assert_eq!(shop.sql(counted), "1");
    let restored = back_up_and_restore(&shop, &office, &[&office, &till]);
    let in_restored = |statement: &str| SERVER.sql(&restored, statement);
    // There is a new key.
    let (key, keys) = (
        "SELECT bytes FROM auth_inner.key",
        "SELECT count(*) FROM auth_inner.key",
    );
    let [here, there] = [&till, &office].map(|home| home.paths().service_without_keyring());
    for service in [&here, &there] {
        assert!(signs_in(service));
    }
    assert_ne!(in_restored(keys), "0");
    assert_ne!(in_restored(key), shop.sql(key));
    // They signed in there, and not at the old one.
    let sign_ins = "SELECT count(*) FROM auth_inner.event WHERE kind = 'sign_in' AND detail <> 'wrong password'";
    let [old, new] = [shop.sql(sign_ins), in_restored(sign_ins)];
    assert_eq!([old, new], ["1", "3"]);
    // Failures start over, and count for both.
    assert_eq!(in_restored(counted), "0");
    for service in [&here, &there, &here, &there, &here] {
        assert!(guess(service).is_err());
    }
    assert!(matches!(guess(&there), Err(SignInError::Locked(_))));
    assert_eq!(shop.sql(counted), "1");
    office.run(&["user", "unlock", "ada"]).expect_good();
    assert!(signs_in(&here) && signs_in(&there));
    for computer in [&office, &till] {
        assert_eq!(findings(computer), (true, vec![]));
    }
    office.run(&["activity", "verify"]).expect_good();
}
