//! What a restricted computer can see and call at all.

use super::{HASH, Shop};

/// What a restricted computer may call.
const CALLED: &str = "auth.\"user\"(bytea,text)
auth.activity(bytea,bigint,text,integer)
auth.add_user(bytea,bytea,jsonb,text,bytea,bytea[])
auth.allow_emails(bytea,text[])
auth.allowed_emails(bytea,integer)
auth.answer(bytea,text,text,bytea)
auth.approvals(bytea,bytea[])
auth.approve(bytea,bytea,jsonb,text,text)
auth.approved_page(bytea,text,bytea[])
auth.badge_users(bytea)
auth.badge_verdict(bytea)
auth.change_own(bytea,bytea,jsonb)
auth.change_user(bytea,bytea,bytea,jsonb,bytea[])
auth.change_users(bytea,text,text,bytea[],bytea[],boolean,bytea[])
auth.code(bytea,text,bytea)
auth.code_challenge(bytea)
auth.code_verdict(bytea)
auth.disallow_email(bytea,text)
auth.event_counts(bytea,bigint,text,text)
auth.events(bytea,bigint,text,text,boolean,integer)
auth.events_of(bytea,bytea,integer)
auth.forget(bytea)
auth.forget_computer(bytea,bytea)
auth.forget_notices(bytea,bigint)
auth.free_slot(bytea)
auth.has_badge(bytea)
auth.hello(text)
auth.leave_kiosk(bytea,text,text)
auth.look(bytea[])
auth.mark(bytea,bytea,bytea[],bytea[])
auth.note(bytea,text)
auth.notices(bytea)
auth.own_computers(bytea)
auth.own_key(bytea)
auth.pin_verdict(bytea)
auth.recover(bytea,text,text)
auth.register(bytea,bytea,jsonb,text,text)
auth.registered(bytea)
auth.remember(bytea,bytea,bytea,bytea)
auth.remove_badge(bytea)
auth.remove_pin(bytea)
auth.remove_user(bytea,bytea,bytea[])
auth.rename_user(bytea,bytea,text)
auth.renew_badge(bytea,bytea)
auth.renew_codes(bytea,bytea,text)
auth.renew_pin(bytea,bytea)
auth.resume(bytea,bytea,bytea,bytea)
auth.resumed(bytea)
auth.roles(bytea)
auth.salt(text)
auth.set_pin(bytea,bytea,bytea,bytea)
auth.set_two_step(bytea,bytea,text,bytea,text)
auth.set_up_two_step(bytea,bytea,text,bytea,text)
auth.settings(bytea,bytea)
auth.sign(bytea,bytea,bytea,bytea,text,text,bytea)
auth.sign_out(bytea)
auth.signatures(bytea,bytea,bigint,integer)
auth.signing(bytea,bytea)
auth.take_badge(bytea,bytea)
auth.try_badge(bytea,text,bytea,bytea,bytea,bytea)
auth.try_code(bytea,text,text,bytea,bytea,bytea,bytea)
auth.try_pin(bytea,bytea,bytea,bytea,bytea)
auth.two_step_off(bytea,bytea,boolean)
auth.user_action(bytea,bytea,text,text,bytea[])
auth.users(bytea,text,jsonb,text,bigint,integer)
auth.users_after(bytea,bigint,bytea[],integer)
auth.verdict(bytea)
auth.waiting(bytea,integer)";

/// All relations of the database but those that the server brings along.
const RELATIONS: &str = "SELECT oid::regclass FROM pg_class WHERE relkind IN ('r', 'v', 'm', 'f', 'p', 'S')
    AND relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace, 'pg_toast'::regnamespace)
    ORDER BY 1";

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_restricted_computer_calls_the_functions_that_are_meant_for_it_and_nothing_else() {
    let shop = Shop::open();
    let till = shop.till();
    let called = till.sql(
        "SELECT oid::regprocedure FROM pg_proc WHERE has_function_privilege(oid, 'EXECUTE')
        AND pronamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
        AND has_schema_privilege(pronamespace, 'USAGE') ORDER BY oid::regprocedure::text COLLATE \"C\"",
    );
    assert_eq!(called.as_deref(), Ok(CALLED));
    let granted = shop.database.sql(&format!(
        "SELECT oid::regprocedure FROM pg_proc WHERE has_function_privilege('{}', oid, 'EXECUTE')
        AND pronamespace IN ('auth'::regnamespace, 'auth_inner'::regnamespace) ORDER BY oid::regprocedure::text COLLATE \"C\"",
        till.login
    ));
    assert_eq!(granted, CALLED, "also without the permission of the schema");
    // Each is as careful as it has to be.
    let careless = shop.database.sql(
        "SELECT oid::regprocedure FROM pg_proc WHERE pronamespace = 'auth'::regnamespace AND NOT (prosecdef
            AND proconfig @> ARRAY['search_path=pg_catalog, pg_temp', 'client_min_messages=error'])
        OR pronamespace = 'auth_inner'::regnamespace
            AND NOT (NOT prosecdef AND proconfig @> ARRAY['search_path=pg_catalog, pg_temp'])",
    );
    assert_eq!(careless, "");
    let backslashes = shop.database.sql(
        "SELECT oid::regprocedure FROM pg_proc WHERE pronamespace IN ('auth'::regnamespace, 'auth_inner'::regnamespace)
        AND strpos(prosrc, chr(92)) > 0",
    );
    assert_eq!(
        backslashes, "",
        "their meaning depends on standard_conforming_strings"
    );
    let dynamic = shop.database.sql(
        "SELECT oid::regprocedure FROM pg_proc WHERE pronamespace IN ('auth'::regnamespace, 'auth_inner'::regnamespace)
        AND prosrc ~* '\\mexecute\\M'",
    );
    assert_eq!(dynamic, "");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn no_relation_can_be_read_or_changed() {
    let shop = Shop::open();
    let till = shop.till();
    let relations = shop.database.sql(RELATIONS);
    assert!(relations.lines().count() > 20, "{relations}");
    for relation in relations.lines() {
        for statement in [
            format!("SELECT * FROM {relation}"),
            format!("TABLE {relation}"),
            format!("SELECT count(*) FROM {relation}"),
            format!("INSERT INTO {relation} DEFAULT VALUES"),
            format!("DELETE FROM {relation}"),
            format!("TRUNCATE {relation}"),
            format!("BEGIN; LOCK TABLE {relation} IN ACCESS SHARE MODE"),
            format!("COPY {relation} TO STDOUT"),
            format!("CREATE TABLE copied AS SELECT * FROM {relation}"),
            format!("CREATE TEMPORARY TABLE copied (LIKE {relation})"),
            format!("COMMENT ON TABLE {relation} IS 'mine'"),
            format!("DROP TABLE {relation}"),
        ] {
            till.refused("42501", &statement);
        }
    }
    let rights = shop.database.sql(&format!(
        "SELECT oid::regclass FROM pg_class, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES',
            'TRIGGER']) AS what
        WHERE relkind IN ('r', 'v', 'm', 'f', 'p') AND has_table_privilege('{login}', oid, what)
        AND relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
        UNION ALL SELECT oid::regclass FROM pg_class, unnest(ARRAY['USAGE', 'SELECT', 'UPDATE']) AS what
        WHERE relkind = 'S' AND has_sequence_privilege('{login}', oid, what)
        UNION ALL SELECT attrelid::regclass FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        WHERE relnamespace IN ('auth'::regnamespace, 'auth_inner'::regnamespace) AND attnum > 0 AND NOT attisdropped
        AND has_column_privilege('{login}', attrelid, attnum, 'SELECT')",
        login = till.login
    ));
    assert_eq!(rights, "");
    let schemas = till.sql(
        "SELECT nspname FROM pg_namespace WHERE has_schema_privilege(oid, 'CREATE')
        UNION ALL SELECT nspname FROM pg_namespace WHERE has_schema_privilege(oid, 'USAGE') AND nspname NOT IN
            ('pg_catalog', 'information_schema', 'public')
        UNION ALL SELECT 'database' WHERE has_database_privilege(current_database(), 'CREATE, TEMPORARY') ORDER BY 1",
    );
    assert_eq!(schemas.as_deref(), Ok("auth"));
}

/// Marks that are in the tables and nowhere else.
const SECRETS: [&str; 5] = [
    "EixZaYVK1fsbw1ZfbX3OX",
    "eve@example.org",
    "a page for eve",
    "mail-password",
    "zzmark",
];

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn nothing_of_the_tables_is_in_what_the_server_shows_to_every_login() {
    let shop = Shop::open();
    let till = shop.till();
    assert!(HASH.contains(SECRETS[0]));
    shop.database.sql(
        "INSERT INTO auth_inner.setting VALUES ('app.banner', 'zzmark'), ('mail.password', 'mail-password'),
            ('views.0.text', 'a page for eve');
        INSERT INTO auth_inner.event SELECT n, 1, 'account', 'zzmark', '', NULL, NULL, true, 'zzmark', ''
            FROM generate_series(1000, 2000) AS n;
        ANALYZE",
    );
    let found = |of: &str| {
        let marks = SECRETS
            .map(|mark| format!("row::text LIKE '%{mark}%'"))
            .join(" OR ");
        till.sql(&format!(
            "SELECT count(*) FROM (SELECT * FROM {of}) AS row WHERE {marks}"
        ))
    };
    let relations = till.sql(
        "SELECT oid::regclass FROM pg_class WHERE relkind IN ('r', 'v') AND has_table_privilege(oid, 'SELECT')
        AND relnamespace IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
        AND relname <> 'pg_stat_activity' ORDER BY 1",
    );
    let relations = relations.expect("listed");
    assert!(relations.lines().count() > 100, "{relations}");
    for relation in relations.lines() {
        match found(relation) {
            Ok(count) => assert_eq!(count, "0", "{relation}"),
            // What has no text form, or is kept for administrators after all.
            Err(code) => assert!(
                ["42501", "42883", "0A000"].contains(&&*code),
                "{relation}: {code}"
            ),
        }
    }
    // The own statement has the marks; those of others are hidden.
    let others = till.sql(
        "SELECT count(*) FROM pg_stat_activity WHERE usename <> current_user AND query NOT IN ('', '<insufficient privilege>')",
    );
    assert_eq!(others.as_deref(), Ok("0"));
}
