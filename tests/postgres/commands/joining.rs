//! Codes with which computers join, and the passwords that replace them.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;

use crate::commands::{Home, SERVER, Shop, join, number, users};

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_code_works_once_and_a_wrong_or_mistyped_one_changes_nothing() {
    let shop = Shop::open();
    let name = format!("till{}", number());
    let [address, code] = shop.add(&name);
    let till = Home::new();
    let error = join(&till, &address, "0000-0000").expect_error();
    assert!(error.contains("not a valid code"), "{error}");
    let [_, another] = shop.add(&format!("till{}", number()));
    let refused = "The code is wrong, was used or has expired. Add the computer again";
    let error = join(&till, &address, &another).expect_error();
    assert!(error.contains(refused), "{error}");
    assert!(!till.config().exists());
    let files = fs::read_dir(till.path().join(".config/egui-authenticator"));
    assert!(
        files.map_or(true, |mut files| files.next().is_none()),
        "nothing is kept"
    );
    join(&till, &address, &code.to_lowercase().replace('-', " ")).expect_good();
    let before = fs::read(till.config().with_file_name("store.pgpass")).expect("read");
    let error = join(&till, &address, &code).expect_error();
    assert!(error.contains(refused), "{error}");
    let after = fs::read(till.config().with_file_name("store.pgpass")).expect("read");
    assert_eq!(before, after, "the password still works");
    till.run(&["store", "computers"]).expect_good();
    join(&Home::new(), &address, &code).expect_error();
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_code_ends_after_fifteen_minutes_and_a_new_one_can_be_made_until_the_computer_has_joined() {
    let shop = Shop::open();
    let name = format!("till{}", number());
    let [address, code] = shop.add(&name);
    let left = format!(
        "SELECT rolvaliduntil - clock_timestamp() BETWEEN '14 minutes' AND '15 minutes' FROM pg_roles WHERE rolname = '{name}'"
    );
    assert_eq!(shop.sql(&left), "t");
    shop.sql(&format!("ALTER ROLE {name} VALID UNTIL '{}'", "2026-01-01"));
    let error = join(&Home::new(), &address, &code).expect_error();
    assert!(error.contains("has expired"), "{error}");
    let [address, code] = shop.add(&name);
    join(&Home::new(), &address, &code).expect_good();
    let unlimited = format!("SELECT rolvaliduntil FROM pg_roles WHERE rolname = '{name}'");
    assert_eq!(shop.sql(&unlimited), "infinity");
    shop.expect_added_before(&name);
}

/// A program that has signed in with a code keeps its connection: the code must be open when it is redeemed.
#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_login_lifts_no_limit_but_that_of_its_own_open_code_and_reads_nothing_before() {
    let shop = Shop::open();
    let name = format!("till{}", number());
    shop.add(&name);
    let (salt, key) = ("A".repeat(22), "A".repeat(43));
    let verifier = format!("-256$4096:{salt}==${key}=:{key}=");
    let as_till = |statement: &str| {
        let run = format!(
            "SET SESSION AUTHORIZATION {name};
            DO $do$ BEGIN {statement}; PERFORM set_config('test.refused', 'no', false);
            EXCEPTION WHEN insufficient_privilege OR invalid_authorization_specification THEN
                PERFORM set_config('test.refused', 'yes', false);
            END $do$; SELECT current_setting('test.refused')"
        );
        shop.sql(&run)
    };
    let redeem = format!("PERFORM auth_join.redeem('SCRAM-SHA' || '{verifier}')");
    for refused in [
        "PERFORM number FROM auth_inner.version",
        "PERFORM record FROM auth_inner.account",
        "EXECUTE 'SET ROLE auth_owner'",
        "EXECUTE 'SET ROLE auth_enroller'",
        "EXECUTE 'CREATE SCHEMA mine'",
        "EXECUTE format('ALTER ROLE CURRENT_USER VALID UNTIL %L', 'infinity')",
        "PERFORM auth_join.redeem('a password')",
        "PERFORM auth_join.redeem('md5aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')",
        "EXECUTE 'CREATE FUNCTION auth_join.other() RETURNS void LANGUAGE sql AS $$ $$'",
        "EXECUTE 'CREATE ROLE another LOGIN'",
    ] {
        assert_eq!(as_till(refused), "yes", "{refused}");
    }
    let limit = |until: &str| shop.sql(&format!("ALTER ROLE {name} VALID UNTIL '{until}'"));
    limit("2026-01-01");
    assert_eq!(as_till(&redeem), "yes", "it has ended");
    limit("2999-01-01");
    assert_eq!(as_till(&redeem), "no");
    assert_eq!(as_till(&redeem), "yes", "it was redeemed");
    // A limit of another kind, which an administrator has set.
    limit("2999-01-01");
    assert_eq!(as_till(&redeem), "yes");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn no_secret_is_in_arguments_output_or_the_log_of_the_server() {
    let shop = Shop::open();
    let name = format!("till{}", number());
    SERVER.sql("postgres", "ALTER SYSTEM SET log_statement = 'all'");
    SERVER.sql("postgres", "SELECT pg_reload_conf()");
    // Those of other tests are of administrators who cannot keep their statements out of the log.
    let verifier = format!("SELECT rolpassword FROM pg_authid WHERE rolname = '{name}'");
    let [address, code] = shop.add(&name);
    let of_code = shop.sql(&verifier);
    let till = Home::new();
    let joined = join(&till, &address, &code);
    let of_password = shop.sql(&verifier);
    assert!(of_code.starts_with("SCRAM-SHA-256$") && of_code != of_password);
    let file = till.write("old.yaml", &users());
    till.run(&["store", "import", &file, "--drop-unknown"])
        .expect_good();
    SERVER.sql("postgres", "ALTER SYSTEM RESET log_statement");
    SERVER.sql("postgres", "SELECT pg_reload_conf()");
    let kept = till.config().with_file_name("store.pgpass");
    assert_eq!(
        fs::metadata(&kept).expect("there").permissions().mode() & 0o777,
        0o600
    );
    let password = fs::read_to_string(kept).expect("read");
    let password = password
        .trim_end()
        .rsplit(':')
        .next()
        .expect("a password")
        .to_owned();
    assert!(password.len() > 40);
    let log = SERVER.log();
    assert!(log.contains("auth_join.redeem"), "statements are logged");
    for secret in [&*password, &code, &of_code, &of_password, "$2b$10$"] {
        let line = log.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "{secret}");
        assert!(
            !joined.out.contains(secret) && !joined.error.contains(secret),
            "{secret}"
        );
    }
    let config = fs::read_to_string(till.config()).expect("read");
    assert!(!config.contains(&password) && !config.contains(&code));
    // The code is asked for: an argument is not understood.
    let mut command = till.command(&["store", "join", &address, &code]);
    let output = command.stdin(Stdio::null()).output().expect("run");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_computer_whose_joining_could_not_be_noted_has_its_password() {
    let shop = Shop::open();
    let [address, code] = shop.add(&format!("till{}", number()));
    let till = Home::new();
    let other = shop.hold("LOCK TABLE auth_inner.computer");
    let joined = join(&till, &address, &code);
    other.commit();
    assert!(joined.error.contains("store check"), "{}", joined.error);
    joined.expect_good();
    till.run(&["store", "check"]).expect_good();
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn two_configurations_in_one_folder_and_other_lines_keep_their_passwords() {
    let shop = Shop::open();
    let till = Home::new();
    let kept = till.write("store.pgpass", "db.other:5432:*:me:mine\n");
    fs::set_permissions(&kept, fs::Permissions::from_mode(0o600)).expect("set");
    let configs = ["a.yaml", "b.yaml"].map(|name| till.path().join(name).display().to_string());
    for config in &configs {
        let [address, code] = shop.add(&format!("till{}", number()));
        let arguments = [
            "--config",
            config,
            "store",
            "join",
            &address,
            "--code-stdin",
        ];
        till.run_with(&arguments, &code).expect_good();
    }
    for config in &configs {
        let arguments = ["--config", config, "store", "check"];
        till.run(&arguments).expect_good();
    }
    let text = fs::read_to_string(kept).expect("read");
    assert!(text.starts_with("db.other:5432:*:me:mine\n"), "{text}");
    assert_eq!(text.lines().count(), 3);
}
