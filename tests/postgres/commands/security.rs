//! What computers, logins and files must not be able to do.

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;

use crate::commands::{Home, SERVER, Shop, admin, create_administrator, join, number, users};

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_password_file_that_others_could_read_is_replaced_by_a_private_one() {
    let shop = Shop::open();
    let [address, code] = shop.add(&format!("till{}", number()));
    let till = Home::new();
    let kept = till.config().with_file_name("store.pgpass");
    fs::create_dir_all(kept.parent().expect("a folder")).expect("created");
    fs::write(&kept, "").expect("written");
    fs::set_permissions(&kept, fs::Permissions::from_mode(0o644)).expect("set");
    join(&till, &address, &code).expect_good();
    let mode = fs::metadata(&kept).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    till.run(&["store", "check"]).expect_good();
}

/// The administrator owns the database, and may create roles, but is no superuser.
#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn nothing_that_a_computer_has_left_runs_as_the_owner_of_the_database() {
    let (till, dba, evil) = (number(), number(), number());
    let [till, dba, evil] = [
        format!("till{till}"),
        format!("dba{dba}"),
        format!("evil{evil}"),
    ];
    let shop = Shop {
        database: format!("shop{}", number()),
        office: Home::new(),
    };
    let passwords = shop.office.write(".pgpass", "*:*:*:*:hunter2\n");
    fs::set_permissions(passwords, fs::Permissions::from_mode(0o600)).expect("set");
    create_administrator(&dba);
    let address = admin().replace("owner@", &format!("{dba}@"));
    let arguments = ["store", "init", &address, "--database", &shop.database];
    shop.office.run(&arguments).expect_good();
    shop.joined(&till);
    shop.sql(&format!(
        "SET SESSION AUTHORIZATION {till};
        CREATE FUNCTION auth_inner.trap() RETURNS integer LANGUAGE plpgsql AS $$
        BEGIN
            EXECUTE 'CREATE ROLE {evil} LOGIN IN ROLE auth_owner';
            RETURN 1;
        EXCEPTION WHEN insufficient_privilege OR read_only_sql_transaction OR duplicate_object THEN RETURN 1;
        END $$;
        ALTER TABLE auth_inner.version RENAME TO moved;
        CREATE VIEW auth_inner.version AS SELECT auth_inner.trap() + 1 AS number;
        GRANT USAGE ON SCHEMA auth_inner TO PUBLIC;
        GRANT SELECT ON auth_inner.version TO PUBLIC"
    ));
    let inside = address.replace("/postgres", &format!("/{}", shop.database));
    let file = shop.office.write("old.yaml", &users());
    let checked = shop.office.run(&["store", "check", &inside]).out;
    assert!(checked.contains("not that of a computer"), "{checked}");
    for refused in [
        &["store", "migrate", &inside][..],
        &["store", "migrate", &inside, "--dry-run"],
        &["store", "export", &inside],
        &["store", "computers", &inside],
        &["store", "import", &file, &inside, "--drop-unknown"],
    ] {
        let error = shop.office.run(refused).expect_error();
        assert!(error.contains("not that of a computer"), "{error}");
    }
    let made = format!("SELECT count(*) FROM pg_roles WHERE rolname = '{evil}'");
    assert_eq!(shop.sql(&made), "0");
    // One look at the table would have been enough.
    shop.sql(&format!(
        "SET SESSION AUTHORIZATION {dba}; SELECT number FROM auth_inner.version"
    ));
    assert_eq!(shop.sql(&made), "1", "the trap works");
    shop.sql(&format!("DROP ROLE {evil}"));
}

/// From version 16 on, a role takes away only the memberships that it has given itself: `POSTGRES_BIN` runs this there.
#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_computer_is_never_both_one_that_waits_and_one_that_is_trusted() {
    let shop = Shop::open();
    let name = format!("till{}", number());
    let memberships = format!(
        "SELECT string_agg(DISTINCT roleid::regrole::text, ' ') FROM pg_auth_members WHERE member = '{name}'::regrole"
    );
    let [address, code] = shop.add(&name);
    assert_eq!(shop.sql(&memberships), "auth_waiting");
    join(&Home::new(), &address, &code).expect_good();
    assert_eq!(shop.sql(&memberships), "auth_owner");
    shop.expect_added_before(&name);
    shop.revoke(&name).expect_good();
    let [address, code] = shop.add(&name);
    assert_eq!(
        shop.sql(&memberships),
        "auth_waiting",
        "the code reads nothing"
    );
    join(&Home::new(), &address, &code).expect_good();
    // As an earlier version of the program left it there.
    shop.sql(&format!(
        "GRANT auth_waiting TO {name}; ALTER ROLE {name} VALID UNTIL '2999-01-01'"
    ));
    shop.expect_added_before(&name);
    // In two parts, because another test looks for one in the log of the server.
    let (salt, key) = ("A".repeat(22), "A".repeat(43));
    let refused = shop.sql(&format!(
        "SET SESSION AUTHORIZATION {name};
        DO $do$ BEGIN
            PERFORM auth_join.redeem('SCRAM-SHA' || '-256$4096:{salt}==${key}=:{key}=');
            PERFORM set_config('test.refused', 'no', false);
        EXCEPTION WHEN invalid_authorization_specification THEN PERFORM set_config('test.refused', 'yes', false);
        END $do$; SELECT current_setting('test.refused')"
    ));
    assert_eq!(refused, "yes");
    // A new code takes it away, by whichever role it was given.
    shop.revoke(&name).expect_good();
    shop.add(&name);
    assert_eq!(shop.sql(&memberships), "auth_waiting");
}

/// From version 16 on, those who have created a role are members of it.
#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn roles_and_administrators_are_no_computers_and_a_check_names_only_logins_that_work() {
    let shop = Shop::open();
    let [till, out, dba] = [number(), number(), number()];
    let [till, out, dba] = [
        format!("till{till}"),
        format!("till{out}"),
        format!("dba{dba}"),
    ];
    let home = shop.joined(&till);
    shop.joined(&out);
    shop.revoke(&out).expect_good();
    shop.sql(&format!(
        "CREATE ROLE {dba} LOGIN CREATEROLE IN ROLE auth_owner, auth_waiting, auth_enroller"
    ));
    let listed = home.run(&["store", "computers"]).expect_good();
    assert!(listed.contains(&out), "{listed}");
    let recorded =
        format!("SELECT count(*) FROM auth_inner.event WHERE whom IN ('{dba}', 'auth_enroller')");
    assert_eq!(shop.sql(&recorded), "0");
    let checked = home.run(&["store", "check"]);
    shop.sql(&format!("DROP ROLE {dba}"));
    let checked = checked.expect_good();
    let is_named = |text: &str, name: &str| text.split([' ', ',', '\n']).any(|word| word == name);
    assert!(is_named(&checked, &till), "{checked}");
    for other in [&*dba, "auth_enroller"] {
        assert!(
            !is_named(&listed, other) && !is_named(&checked, other),
            "{listed}{checked}"
        );
    }
    assert!(!is_named(&checked, &out), "{checked}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_join_that_is_killed_while_it_waits_for_a_table_has_kept_its_password() {
    let shop = Shop::open();
    let [address, code] = shop.add(&format!("till{}", number()));
    let till = Home::new();
    let other = shop.hold("LOCK TABLE auth_inner.computer");
    let mut child = till
        .command(&["store", "join", &address, "--code-stdin"])
        .spawn()
        .expect("started");
    let mut input = child.stdin.take().expect("a pipe");
    input.write_all(code.as_bytes()).expect("written");
    drop(input);
    let waiting = "SELECT count(*) FROM pg_locks WHERE relation = 'auth_inner.computer'::regclass AND NOT granted";
    shop.wait_for(waiting, "1");
    child.kill().expect("killed");
    child.wait().expect("ended");
    other.commit();
    till.run(&["store", "check", &address]).expect_good();
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn an_added_computer_is_told_to_name_its_copy_of_the_certificates() {
    let shop = Shop::open();
    let add = |address: &str| {
        let name = format!("till{}", number());
        let arguments = [
            "store",
            "add-computer",
            &name,
            address,
            "--database",
            &shop.database,
        ];
        shop.office.run(&arguments).expect_good()
    };
    let printed = add(&format!("{}?sslrootcert=/nowhere/shop.pem", admin()));
    assert!(printed.contains("?sslrootcert=FILE"), "{printed}");
    assert!(!printed.contains("/nowhere"), "{printed}");
    let printed = add(&admin());
    assert!(!printed.contains("sslrootcert"), "{printed}");
    let printed = add_over_socket(&shop, &format!("till{}", number()), "db.shop");
    let hint = "not from a public authority, add “?sslrootcert=FILE”";
    assert!(printed.contains(hint), "{printed}");
    let printed = add_over_socket(&shop, &format!("till{}", number()), "127.0.0.1");
    assert!(!printed.contains("sslrootcert"), "{printed}");
}

/// Adds a computer that uses this host, over a socket of the server, and returns what was printed.
fn add_over_socket(shop: &Shop, name: &str, host: &str) -> String {
    let socket = format!(
        "postgresql://owner@/postgres?host={}&port={}",
        SERVER.folder(),
        SERVER.port()
    );
    let arguments = ["store", "add-computer", name, &socket];
    let more = ["--database", &shop.database, "--host", host];
    shop.office
        .run(&[&arguments[..], &more].concat())
        .expect_good()
}
