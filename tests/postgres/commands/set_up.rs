//! `store init`, `store migrate` and `store check`.

use crate::commands::{Home, SERVER, Shop, admin, number};

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_database_is_set_up_once_and_again_without_harm() {
    let shop = Shop::open();
    let tables = "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'auth_inner'";
    assert_eq!(shop.sql(tables), "auth_owner");
    let till = shop.joined(&format!("till{}", number()));
    let again = shop.init();
    assert!(again.out.contains("already exists"), "{}", again.out);
    assert!(till.run(&["store", "computers"]).is_good);
    let public = format!(
        "SELECT has_database_privilege('pg_monitor', '{}', 'CONNECT')",
        shop.database
    );
    assert_eq!(shop.sql(&public), "f");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn setting_up_is_finished_after_it_was_interrupted() {
    let shop = Shop {
        database: format!("shop{}", number()),
        office: Home::new(),
    };
    // As it is after the first statement.
    let name = &shop.database;
    SERVER.sql(
        "postgres",
        &format!("CREATE DATABASE {name} ALLOW_CONNECTIONS false"),
    );
    shop.init().expect_good();
    shop.joined(&format!("till{}", number()));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_database_that_others_can_use_is_left_alone() {
    let shop = Shop {
        database: format!("shop{}", number()),
        office: Home::new(),
    };
    SERVER.sql("postgres", &format!("CREATE DATABASE {}", shop.database));
    let error = shop.init().expect_error();
    assert!(error.contains("was not changed"), "{error}");
    let schemas = "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'auth%'";
    assert_eq!(shop.sql(schemas), "0");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn nothing_that_a_computer_has_left_runs_as_the_administrator() {
    let shop = Shop::open();
    let name = format!("till{}", number());
    shop.joined(&name);
    // All that a computer can leave: a view in place of a table, functions and operators of the same names, and triggers.
    shop.sql(&format!(
        "SET SESSION AUTHORIZATION {name};
        CREATE FUNCTION auth_inner.trap() RETURNS integer LANGUAGE plpgsql AS $$
        BEGIN
            EXECUTE 'CREATE ROLE trapped SUPERUSER';
            RETURN 1;
        EXCEPTION WHEN insufficient_privilege THEN RETURN 1;
        END $$;
        CREATE FUNCTION auth_inner.trap_row() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN PERFORM auth_inner.trap(); RETURN NEW; END $$;
        CREATE FUNCTION auth_inner.to_regnamespace(text) RETURNS regnamespace LANGUAGE sql AS
            $$ SELECT auth_inner.trap()::text::regnamespace $$;
        CREATE TRIGGER trap BEFORE INSERT OR UPDATE ON auth_inner.computer
            FOR EACH ROW EXECUTE FUNCTION auth_inner.trap_row();
        CREATE TRIGGER trap BEFORE INSERT OR UPDATE ON auth_inner.event
            FOR EACH ROW EXECUTE FUNCTION auth_inner.trap_row();
        ALTER TABLE auth_inner.version RENAME TO moved;
        CREATE VIEW auth_inner.version AS SELECT auth_inner.trap() + 1 AS number"
    ));
    shop.init().expect_good();
    let [_, code] = shop.add(&format!("till{}", number()));
    assert!(!code.is_empty());
    shop.revoke(&name).expect_good();
    let inside = admin().replace("/postgres", &format!("/{}", shop.database));
    let checked = shop.office.run(&["store", "check", &inside]).out;
    assert!(
        checked.contains("warning: This login is not that of a computer"),
        "{checked}"
    );
    for refused in [
        &["store", "migrate", &inside][..],
        &["store", "export", &inside],
        &["store", "computers", &inside],
    ] {
        let error = shop.office.run(refused).expect_error();
        assert!(error.contains("not that of a computer"), "{error}");
    }
    let trapped = "SELECT count(*) FROM pg_roles WHERE rolname = 'trapped'";
    assert_eq!(shop.sql(trapped), "0");
    // One look at the table would have been enough.
    shop.sql("SELECT number FROM auth_inner.version");
    assert_eq!(shop.sql(trapped), "1");
    shop.sql("DROP ROLE trapped");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn tables_of_an_earlier_version_are_migrated_by_a_computer() {
    let shop = Shop::open();
    let till = shop.joined(&format!("till{}", number()));
    let current = till
        .run(&["--json", "store", "migrate", "--dry-run"])
        .json();
    assert_eq!(current["from"], current["to"]);
    shop.go_back_to(1);
    let error = till.run(&["store", "computers"]).expect_error();
    assert!(error.contains("store migrate"), "{error}");
    let plan = till.run(&["store", "migrate", "--dry-run"]).expect_good();
    assert!(plan.contains("would be updated from version 1"), "{plan}");
    assert_eq!(shop.sql("SELECT number FROM auth_inner.version"), "1");
    let done = till.run(&["store", "migrate"]).expect_good();
    assert!(done.contains("were updated from version 1"), "{done}");
    till.run(&["store", "computers"]).expect_good();
    let recorded = "SELECT kind, detail, who FROM auth_inner.event WHERE whom = ''";
    assert_eq!(shop.sql(recorded), "store|changed|");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_check_names_what_is_wrong_with_the_permissions_and_the_log() {
    let shop = Shop::open();
    let till = shop.joined(&format!("till{}", number()));
    let findings = |till: &Home| {
        let printed = till.run(&["--json", "store", "check"]);
        let found: serde_json::Value = serde_json::from_str(&printed.out).expect("JSON");
        let bad = found.as_array().expect("a list").iter();
        let bad = bad.filter(|of| of["severity"] != "good");
        let bad = bad.map(|of| of["check"].as_str().expect("text").to_owned());
        (printed.is_good, bad.collect::<Vec<_>>())
    };
    assert_eq!(findings(&till), (true, vec![]));
    let name = &shop.database;
    let stranger = format!("stranger{}", number());
    shop.sql(&format!(
        "GRANT CONNECT ON DATABASE {name} TO PUBLIC; CREATE ROLE {stranger} LOGIN;
        GRANT SELECT ON auth_inner.account TO {stranger};
        ALTER DATABASE {name} SET log_statement = 'all'; ALTER DATABASE {name} RESET log_parameter_max_length;
        DROP SCHEMA auth_join CASCADE"
    ));
    let (is_good, found) = findings(&till);
    assert!(!is_good);
    assert_eq!(found, ["logged", "open", "others", "no-codes"]);
    shop.init().expect_good();
    let (_, found) = findings(&till);
    assert_eq!(found, ["others"], "what can be set again is");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_server_that_is_away_and_a_name_that_cannot_be_one_are_said() {
    let home = Home::new();
    let error = home
        .run(&["store", "check", "postgresql://till@127.0.0.1:1/auth"])
        .expect_error();
    assert!(error.contains("refused"), "{error}");
    let error = home.run(&["store", "check"]).expect_error();
    assert!(error.contains("names none"), "{error}");
    for name in ["Shop", "auth_owner", "a\"; DROP ROLE owner; --"] {
        let error = home
            .run(&["store", "init", &admin(), "--database", name])
            .expect_error();
        assert!(error.contains("cannot be used as a name"), "{error}");
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_database_that_a_stranger_has_prepared_is_left_alone() {
    let shop = Shop {
        database: format!("shop{}", number()),
        office: Home::new(),
    };
    let (name, stranger) = (&shop.database, format!("stranger{}", number()));
    SERVER.sql(
        "postgres",
        &format!("CREATE ROLE {stranger} LOGIN CREATEDB"),
    );
    SERVER.sql(
        "postgres",
        &format!("CREATE DATABASE {name} OWNER {stranger}"),
    );
    SERVER.sql(
        "postgres",
        &format!("REVOKE ALL ON DATABASE {name} FROM PUBLIC"),
    );
    shop.sql(&format!(
        "SET SESSION AUTHORIZATION {stranger};
        CREATE SCHEMA auth_inner;
        CREATE TABLE auth_inner.version (one boolean PRIMARY KEY DEFAULT true, number integer NOT NULL);
        INSERT INTO auth_inner.version (number) VALUES (1);
        CREATE FUNCTION auth_inner.trap() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RESET ROLE; ALTER ROLE {stranger} SUPERUSER; RETURN NEW; END $$;
        CREATE TRIGGER trap BEFORE UPDATE ON auth_inner.version FOR EACH ROW EXECUTE FUNCTION auth_inner.trap()"
    ));
    let error = shop.init().expect_error();
    assert!(error.contains("was not changed"), "{error}");
    // Nor if it looks like one that was set up.
    SERVER.sql(
        "postgres",
        &format!("GRANT CONNECT ON DATABASE {name} TO auth_owner"),
    );
    shop.init().expect_error();
    let is_superuser = format!("SELECT rolsuper FROM pg_roles WHERE rolname = '{stranger}'");
    assert_eq!(shop.sql(&is_superuser), "f");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_check_finds_what_a_computer_has_left_in_the_database() {
    let shop = Shop::open();
    let name = format!("till{}", number());
    let till = shop.joined(&name);
    till.run(&["store", "check"]).expect_good();
    for left in [
        "CREATE FUNCTION auth_inner.left_here() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        "CREATE TRIGGER left_here BEFORE UPDATE ON auth_inner.event
            FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "CREATE SCHEMA evil",
        "SET ROLE auth_owner; CREATE POLICY left_here ON auth_inner.account",
        "SET ROLE auth_owner; CREATE RULE left_here AS ON DELETE TO auth_inner.ended DO INSTEAD NOTHING",
    ] {
        shop.sql(&format!("SET SESSION AUTHORIZATION {name}; {left}"));
        let checked = till.run(&["--json", "store", "check"]);
        let is_found = !checked.is_good && checked.out.contains("\"code\"");
        assert!(is_found, "{left}: {}", checked.out);
        shop.sql(
            "SET client_min_messages = error; DROP FUNCTION IF EXISTS auth_inner.left_here;
            DROP TRIGGER IF EXISTS left_here ON auth_inner.event; DROP SCHEMA IF EXISTS evil;
            DROP POLICY IF EXISTS left_here ON auth_inner.account;
            DROP RULE IF EXISTS left_here ON auth_inner.ended",
        );
        till.run(&["store", "check"]).expect_good();
    }
}
