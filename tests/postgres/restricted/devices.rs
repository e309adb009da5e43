//! The remembered sign-ins of a user: one lists and ends only one's own.

use serde_json::json;

use crate::restricted::{Counter, ticket, user};

fn done(counter: &Counter<'_>, login: &str, call: &str) -> String {
    let statements = format!("SELECT {call};");
    let (told, errors) = counter.database.sql_as(login, &statements);
    assert_eq!(errors, "", "{call}");
    told.trim().to_owned()
}

fn refusal(counter: &Counter<'_>, call: &str) -> String {
    let (told, errors) = counter.run(&format!("SELECT {call};"));
    assert_eq!(told, "", "{call}");
    let code = errors.split("ERROR:  ").nth(1).expect("an error");
    code[..5].to_owned()
}

/// Remembers the sign-in of a session under a selector of this name.
fn remember(counter: &Counter<'_>, session: &str, name: &str) {
    let selector = format!("substr(sha256('{name}'), 1, 16)");
    let call = format!("auth.remember({session}, {selector}, sha256('token'), NULL)");
    done(counter, &counter.login, &call);
}

fn id(name: &str) -> String {
    format!("sha256(substr(sha256('{name}'), 1, 16))")
}

fn count(counter: &Counter<'_>, session: &str) -> String {
    let call = format!("(SELECT count(*) FROM auth.own_computers({session}))");
    done(counter, &counter.login, &call)
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn one_lists_and_ends_only_the_own_remembered_sign_ins() {
    let counter = Counter::open();
    counter.add(&[user("cleo", &json!({}))]);
    let [ada, cleo] = ["ada", "cleo"].map(|name| counter.sign_in(name));
    remember(&counter, &ada, "first");
    remember(&counter, &ada, "second");
    remember(&counter, &cleo, "of cleo");
    assert_eq!([&ada, &cleo].map(|of| count(&counter, of)), ["2", "1"]);
    let forget = |session: &str, name: &str| {
        let call = format!("auth.forget_computer({session}, {})", id(name));
        done(&counter, &counter.login, &call);
    };
    forget(&cleo, "first");
    assert_eq!(count(&counter, &ada), "2", "that of another user");
    forget(&ada, "first");
    assert_eq!(count(&counter, &ada), "1");
    assert_eq!(counter.events(1), ["account ada t computer_forgotten"]);
    // The session of another login is none here.
    let other = format!("{}_two", counter.login);
    counter.add_login(&other);
    for call in [
        format!("auth.own_computers({ada})"),
        format!("auth.forget_computer({ada}, {})", id("second")),
    ] {
        let (told, errors) = counter.database.sql_as(&other, &format!("SELECT {call};"));
        assert_eq!(told, "");
        assert!(errors.contains("AU001"), "{errors}");
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn ending_a_remembered_sign_in_needs_the_password_and_a_session_that_is_open() {
    let counter = Counter::open();
    let ada = counter.sign_in("ada");
    remember(&counter, &ada, "first");
    counter
        .database
        .sql("UPDATE auth_inner.restricted_session SET fresh_until = 0");
    let forget = format!("auth.forget_computer({ada}, {})", id("first"));
    assert_eq!(refusal(&counter, &forget), "AU004");
    assert_eq!(count(&counter, &ada), "1");
    for (call, code) in [
        (format!("auth.forget_computer({ada}, 'short')"), "AU005"),
        (format!("auth.own_computers({})", ticket()), "AU001"),
        ("auth.own_computers(NULL)".to_owned(), "AU005"),
    ] {
        assert_eq!(refusal(&counter, &call), code, "{call}");
    }
    // What has ended with the account is not listed.
    counter
        .database
        .sql("UPDATE auth_inner.remembered SET state = sha256('another state')");
    assert_eq!(count(&counter, &ada), "0");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_log_that_is_filled_keeps_no_user_from_ending_a_remembered_sign_in() {
    let counter = Counter::open();
    let ada = counter.sign_in("ada");
    remember(&counter, &ada, "first");
    counter.database.sql(
        "SELECT auth_inner.record('sign_in', 'ada', id, '', NULL, true, 'token')
         FROM auth_inner.account, generate_series(1, 120) WHERE name_key = 'ada'",
    );
    let forget = format!("auth.forget_computer({ada}, {})", id("first"));
    done(&counter, &counter.login, &forget);
    assert_eq!(count(&counter, &ada), "0");
    assert_eq!(counter.events(1), ["sign_in ada t token"]);
}
