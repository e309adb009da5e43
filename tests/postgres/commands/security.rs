//! What computers, logins and files must not be able to do.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::commands::{Home, SERVER, Shop, admin, join, number, users};

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
    let role = format!("CREATE ROLE {dba} LOGIN PASSWORD 'hunter2' CREATEDB CREATEROLE");
    SERVER.sql("postgres", &role);
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
