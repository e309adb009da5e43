//! The way from one file to several computers, and computers that are added and revoked.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use egui_authenticator::domain::settings::Sessions;

use crate::commands::{
    Home, SERVER, Shop, admin, create_administrator, join, number, signs_in, users,
};

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_shop_goes_from_one_file_to_two_computers() {
    let shop = Shop::open();
    let [first, second] = [number(), number()].map(|n| format!("till{n}"));
    let [address, code] = shop.add(&first);
    let till = Home::new();
    let joined = join(&till, &address, &code).expect_good();
    assert!(joined.contains("There is no keyring"), "{joined}");
    let file = till.write("old.yaml", &users());
    till.run(&["store", "import", &file, "--drop-unknown"])
        .expect_good();
    let other = shop.joined(&second);
    let listed = other.run(&["user", "list"]).expect_good();
    assert!(listed.contains("ada@example.org"), "{listed}");
    assert!(signs_in(&other.paths().service_without_keyring()));
    let computers = till.run(&["--json", "store", "computers"]).json();
    for name in [&first, &second] {
        let found = computers.as_array().expect("a list").iter();
        let found = found.clone().find(|of| of["name"] == name.as_str());
        let found = found.expect("a computer");
        assert_eq!(found["state"], "active");
        for key in ["added", "joined", "last_contact", "version"] {
            assert!(found[key].is_string(), "{key}");
        }
    }
    // Other tests have computers of other shops on the same server.
    let recorded = format!(
        "SELECT string_agg(whom || ' ' || detail, ', ' ORDER BY number) FROM auth_inner.event
        WHERE kind = 'store' AND whom IN ('{first}', '', '{second}')"
    );
    let expected = format!("{first} added,  imported, {second} added");
    assert_eq!(shop.sql(&recorded), expected);
    let verified = till.run(&["activity", "verify"]);
    assert!(verified.is_good, "{}", verified.error);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_computer_that_is_shut_out_cannot_connect_and_has_no_session() {
    let shop = Shop::open();
    let name = format!("till{}", number());
    let till = shop.joined(&name);
    let file = till.write("old.yaml", &users());
    till.run(&["store", "import", &file, "--drop-unknown"])
        .expect_good();
    let service = till.paths().service_without_keyring();
    assert!(signs_in(&service));
    let dependencies = till.paths().dependencies();
    let account = dependencies.credentials.read().expect("read").users[0].id;
    let slot = dependencies
        .sessions
        .claim_session_slot(account, Sessions::default());
    assert!(slot.is_ok());
    let sessions = "SELECT count(*) FROM auth_inner.session_slot";
    assert_ne!(shop.sql(sessions), "0");
    let revoked = shop.revoke(&name).expect_good();
    assert!(revoked.contains("new passwords"), "{revoked}");
    let connections = format!("SELECT count(*) FROM pg_stat_activity WHERE usename = '{name}'");
    assert_eq!(shop.sql(&connections), "0");
    assert!(!signs_in(&service));
    till.run(&["user", "list"]).expect_error();
    // Another computer notes it.
    let other = shop.joined(&format!("till{}", number()));
    assert_eq!(shop.sql(sessions), "0");
    let computers = other.run(&["store", "computers"]).expect_good();
    let line = computers
        .lines()
        .find(|line| line.starts_with(&format!("{name} ")));
    assert!(line.expect("a line").contains("revoked"), "{computers}");
    let recorded = format!(
        "SELECT count(*) FROM auth_inner.event
        WHERE kind = 'store' AND detail = 'removed' AND whom = '{name}'"
    );
    assert_eq!(shop.sql(&recorded), "1");
    let error = shop.revoke("owner");
    assert!(error.expect_error().contains("no computer of this name"));
    assert_eq!(
        shop.sql("SELECT rolcanlogin FROM pg_roles WHERE rolname = 'owner'"),
        "t"
    );
    // It can be added again.
    let [address, code] = shop.add(&name);
    join(&till, &address, &code).expect_good();
    till.run(&["user", "list"]).expect_good();
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn an_administrator_over_a_socket_names_the_host_for_the_computers() {
    let shop = Shop::open();
    let name = format!("till{}", number());
    let socket = format!(
        "postgresql://owner@/postgres?host={}&port={}",
        SERVER.folder(),
        SERVER.port()
    );
    let arguments = [
        "--json",
        "store",
        "add-computer",
        &name,
        &socket,
        "--database",
        &shop.database,
    ];
    let error = shop.office.run(&arguments).expect_error();
    assert!(error.contains("--host"), "{error}");
    let added = shop
        .office
        .run(&[&arguments[..], &["--host", "127.0.0.1"]].concat());
    let added = added.json();
    let [address, code] = ["address", "code"].map(|key| added[key].as_str().expect(key).to_owned());
    let expected = format!(
        "postgresql://{name}@127.0.0.1:{}/{}",
        SERVER.port(),
        shop.database
    );
    assert_eq!(address, expected);
    join(&Home::new(), &address, &code).expect_good();
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn an_administrator_who_is_no_superuser_ends_the_connections_of_a_computer() {
    let shop = Shop::open();
    let (name, office) = (format!("till{}", number()), format!("office{}", number()));
    create_administrator(&office);
    let passwords = shop.office.write(".pgpass", "*:*:*:*:hunter2\n");
    fs::set_permissions(passwords, fs::Permissions::from_mode(0o600)).expect("set");
    let address = admin().replace("owner@", &format!("{office}@"));
    let database = format!("shop{}", number());
    let run = |arguments: &[&str]| shop.office.run(&[&["store"], arguments].concat());
    let set_up = run(&["init", &address, "--database", &database]).expect_good();
    assert!(set_up.contains("log_parameter_max_length"), "{set_up}");
    let arguments = ["--json", "store", "add-computer", &name, &address];
    let added = shop
        .office
        .run(&[&arguments[..], &["--database", &database]].concat());
    let added = added.json();
    let [to, code] = ["address", "code"].map(|key| added[key].as_str().expect(key).to_owned());
    let till = Home::new();
    join(&till, &to, &code).expect_good();
    let dependencies = till.paths().dependencies();
    assert!(dependencies.credentials.read().is_err(), "without users");
    let connections = format!("SELECT count(*) FROM pg_stat_activity WHERE usename = '{name}'");
    assert_ne!(shop.sql(&connections), "0");
    run(&["revoke-computer", &name, &address]).expect_good();
    assert_eq!(shop.sql(&connections), "0");
    // From version 16 on, it may still give these roles to computers.
    let uses = |role: &str| {
        let has = format!("SELECT pg_has_role('{office}', '{role}', 'USAGE')");
        shop.sql(&has)
    };
    assert_eq!(["auth_owner", "auth_enroller"].map(uses), ["f", "f"]);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_database_that_is_not_set_up_and_a_password_in_an_address_are_refused() {
    let shop = Shop::open();
    let name = format!("till{}", number());
    let add = |address: &str, more: &[&str]| {
        let arguments = ["store", "add-computer", &name, address];
        let added = shop.office.run(&[&arguments[..], more].concat());
        added.expect_error()
    };
    let error = add(&admin(), &["--database", "nowhere"]);
    assert!(error.contains("was not set up"), "{error}");
    let secret = admin().replace("owner@", "owner:hunter2@");
    let error = add(&secret, &["--database", &shop.database]);
    let is_said = error.contains("must not be in the address") && !error.contains("hunter2");
    assert!(is_said, "{error}");
    let bad = [
        "--database",
        &shop.database,
        "--host",
        "a b;rm -rf/?x=1@evil",
    ];
    let error = add(&admin(), &bad);
    assert!(error.contains("cannot be used"), "{error}");
    let roles = format!("SELECT count(*) FROM pg_roles WHERE rolname = '{name}'");
    assert_eq!(shop.sql(&roles), "0");
}
