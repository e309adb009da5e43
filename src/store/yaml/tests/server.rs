//! A file that names a server in place of users.

use std::fs;

use crate::domain::problem::ValueType;
use crate::domain::store_settings::{StoreProblem, StoreSettings};
use crate::service::ports::{CredentialStore, Edit, Revision, StoreError};

use super::*;

const ADDRESS: &str = "postgresql://till1@db.shop/auth";

fn named(text: &str) -> Option<StoreSettings> {
    let (snapshot, _) = read::read(text, Path::new("."));
    snapshot?.settings.store.as_deref().cloned()
}

fn with(rest: &str) -> String {
    format!("store:\n  postgres: {ADDRESS}\n{rest}")
}

#[test]
fn a_file_names_a_server_and_how_long_sessions_continue_without_it() {
    let store = named(&with("  offline_minutes: 0\n")).expect("a server");
    assert_eq!(*store.postgres, ADDRESS);
    assert_eq!(store.offline_minutes, 0);
    assert_eq!(
        named(&with("")).map(|store| store.offline_minutes),
        Some(15)
    );
    let own = "format: 1\napp:\n  title: Till 1\nlock:\n  after_minutes: 1\n";
    assert_eq!(problems(&with(own)), []);
    let out_of_range = Cause::OutOfRange { min: 0, max: 1440 };
    let errors = errors(&with("  offline_minutes: 1441\n"));
    assert_eq!(errors, [(3, 20, out_of_range)]);
}

#[test]
fn a_file_says_whether_the_computer_is_restricted() {
    let restricted = |rest| named(&with(rest)).map(|store| store.restricted);
    assert_eq!(restricted(""), Some(false));
    assert_eq!(restricted("  restricted: false\n"), Some(false));
    assert_eq!(restricted("  restricted: true\n"), Some(true));
}

#[test]
fn what_is_not_understood_about_a_restricted_computer_is_an_error_where_it_is() {
    let expected = ValueType::Flag;
    for (value, found) in [
        ("", ValueType::Nothing),
        (" ~", ValueType::Nothing),
        (" 'true'", ValueType::Text),
        (" restricted", ValueType::Text),
        (" 1", ValueType::Number),
        (" [true]", ValueType::List),
        (" {true: true}", ValueType::Mapping),
    ] {
        let text = with(&format!("  restricted:{value}\n"));
        assert!(named(&text).is_none(), "{text}");
        let errors = errors(&text);
        let cause = Cause::WrongType { expected, found };
        assert!(
            matches!(&*errors, [(3, _, found)] if *found == cause),
            "{text}: {errors:?}"
        );
    }
    for text in ["  Restricted: true\n", "  restrict: true\n"] {
        assert!(named(&with(text)).is_none(), "{text}");
    }
    let twice = "  restricted: true\n  restricted: false\n";
    assert!(named(&with(twice)).is_none());
}

#[test]
fn each_key_that_belongs_on_the_server_is_refused_where_it_is() {
    for key in [
        "credentials",
        "cookie",
        "preauthorized",
        "pre-authorized",
        "password",
        "lockout",
        "two_step",
        "signatures",
        "sessions",
        "parked",
        "quick",
        "activity",
        "updates",
        "registration",
        "roles",
        "approvals",
        "mail",
        "views",
    ] {
        let refused = (3, 1, Cause::Store(StoreProblem::OnServer));
        let text = with(&format!("{key}:\n  x: {{}}\n"));
        assert!(errors(&text).contains(&refused), "{key}");
        assert!(named(&text).is_none(), "{key}");
    }
}

#[test]
fn users_that_are_merged_into_the_file_are_refused_as_well() {
    let text = format!(
        "x-base: &base\n  credentials:\n    usernames:\n      ada: {{password: x}}\n<<: *base\n{}",
        with("")
    );
    assert!(named(&text).is_none());
    let causes: Vec<_> = errors(&text)
        .into_iter()
        .map(|(_, _, cause)| cause)
        .collect();
    assert_eq!(causes, [Cause::Store(StoreProblem::OnServer)]);
}

#[test]
fn a_section_that_is_not_understood_never_means_users_of_the_file() {
    let users = "credentials:\n  usernames:\n    ada: {password: x}\n";
    for store in [
        "store:\n",
        "store: {}\n",
        "store: []\n",
        "store: true\n",
        "store: postgresql://till1@db.shop/auth\n",
        "store:\n  postgres:\n",
        "store:\n  postgres: ''\n",
        "store:\n  postgres: [x]\n",
        "store:\n  postgre: postgresql://till1@db.shop/auth\n",
        "stores:\n  postgres: postgresql://till1@db.shop/auth\n",
        "Store:\n  postgres: postgresql://till1@db.shop/auth\n",
        "storage:\n  postgres: postgresql://till1@db.shop/auth\n",
        "store.postgres: postgresql://till1@db.shop/auth\n",
        "postgres: postgresql://till1@db.shop/auth\n",
    ] {
        for text in [store.to_owned(), format!("{store}{users}")] {
            let (snapshot, _) = read::read(&text, Path::new("."));
            assert!(snapshot.is_none(), "{text}");
        }
    }
    let missing = Cause::Missing { key: "postgres" };
    assert_eq!(errors("store:\n"), [(1, 1, missing)]);
    let (expected, found) = (ValueType::Mapping, ValueType::Flag);
    let wrong = Cause::WrongType { expected, found };
    assert!(errors("store: true\n").contains(&(1, 8, wrong)));
}

#[test]
fn an_unknown_key_beside_the_address_is_refused() {
    let unknown = Cause::UnknownWord {
        found: "sslmode".to_owned(),
        known: vec!["postgres", "offline_minutes", "restricted"],
    };
    let text = with("  sslmode: verify-full\n");
    assert_eq!(errors(&text), [(3, 3, unknown)]);
}

#[cfg(feature = "postgres")]
#[test]
fn an_address_that_cannot_be_used_is_an_error_at_its_position_and_never_shows_a_password() {
    for address in [
        "postgresql://till1:hunter2@db.shop/auth?sslmode=require",
        "postgresql://till1:hunter2@db.shop/auth?sslmode=disable",
        "postgresql://till1:hunter2@/auth",
        "till1:hunter2@db.shop",
    ] {
        let text = format!("store:\n  postgres: {address}\n");
        let (snapshot, problems) = read::read(&text, Path::new("."));
        assert!(snapshot.is_none());
        let problem = problems.first().expect("a problem");
        assert_eq!((problem.position.line, problem.position.column), (2, 13));
        let Cause::Store(StoreProblem::Address(reason)) = &problem.cause else {
            panic!("{:?}", problem.cause)
        };
        assert!(!reason.contains("hunter2"), "{reason}");
        for problem in &problems {
            let excerpt = problem.excerpt.as_ref().expect("the line");
            assert!(!excerpt.text.contains("hunter2"), "{}", excerpt.text);
        }
    }
}

#[cfg(feature = "postgres")]
#[test]
fn a_password_in_the_address_is_a_warning() {
    let text = "store:\n  postgres: postgresql://till1:hunter2@db.shop/auth\n";
    let warned = (2, 13, Cause::Store(StoreProblem::Password));
    assert_eq!(problems(text), [warned]);
    let option = "store:\n  postgres: postgresql://till1@db.shop/auth?password=x\n";
    assert_eq!(problems(option).len(), 1);
}

#[test]
fn a_program_that_expects_users_opens_no_file_that_names_a_server() {
    let fixture = store(&with(""));
    let Err(StoreError::Unusable(problems)) = fixture.store.read() else {
        panic!("it has no users")
    };
    let cause = Cause::Store(StoreProblem::NotConnected);
    assert!(problems.iter().any(|problem| problem.cause == cause));
    let edit = Edit::Set(Vec::new());
    let applied = fixture.store.apply(&edit, &Revision::default());
    assert!(matches!(applied, Err(StoreError::Unusable(_))));
}

#[test]
fn a_mistake_beside_the_server_is_the_only_error() {
    let long = format!("app:\n  banner: {}\n", "x".repeat(1 << 20));
    for (rest, line) in [
        ("  offline_minutes: 1441\n", 3),
        ("cookie: {}\n", 3),
        (&long, 1),
    ] {
        let fixture = store(&with(rest));
        let Err(StoreError::Unusable(problems)) = fixture.store.read() else {
            panic!("it has an error")
        };
        let lines: Vec<_> = problems
            .iter()
            .map(|problem| problem.position.line)
            .collect();
        assert_eq!(lines, [line], "{rest}");
    }
}

#[test]
fn a_server_that_is_named_while_the_program_runs_is_not_switched_to() {
    let fixture = store("credentials:\n  usernames:\n    ada: {password: x, roles: [admin]}\n");
    assert_eq!(fixture.store.read().expect("read").users.len(), 1);
    fs::write(fixture.store.path(), with("")).expect("written");
    let after = fixture.store.read().expect("what was there before");
    assert_eq!(after.users.len(), 1);
    let cause = Cause::Store(StoreProblem::NotConnected);
    assert!(after.problems.iter().any(|problem| problem.cause == cause));
}

#[cfg(all(feature = "component", feature = "postgres"))]
#[test]
fn a_program_that_is_connected_keeps_what_the_file_said_when_it_names_another_server_or_none() {
    let fixture = store(&with("app:\n  title: Till 1\n"));
    let path = fixture.store.path();
    let (connected, server) = YamlStore::of_computer(path).expect("a server");
    assert_eq!(*server.postgres, ADDRESS);
    for text in [
        "store:\n  postgres: postgresql://till1@other.shop/auth\n",
        "credentials:\n  usernames:\n    eve: {password: x, roles: [admin]}\n",
    ] {
        fs::write(path, text).expect("written");
        let read = connected.read().expect("what was there before");
        assert_eq!(read.settings.title.as_deref(), Some("Till 1"));
        assert!(read.users.is_empty());
        let cause = Cause::Store(StoreProblem::Changed);
        assert!(read.problems.iter().any(|problem| problem.cause == cause));
    }
    fs::write(path, with("  restricted: true\n")).expect("written");
    let read = connected.read().expect("what was there before");
    assert_eq!(read.settings.title.as_deref(), Some("Till 1"));
    let cause = Cause::Store(StoreProblem::Restriction);
    let problem = read.problems.iter().find(|problem| problem.cause == cause);
    assert_eq!(problem.map(|problem| problem.position.line), Some(3));
    fs::write(path, with("app:\n  title: Till 2\n")).expect("written");
    let read = connected.read().expect("read");
    assert_eq!(read.settings.title.as_deref(), Some("Till 2"));
}

#[cfg(all(feature = "component", feature = "postgres"))]
#[test]
fn a_file_with_users_or_errors_connects_to_no_server() {
    for text in [
        "credentials:\n  usernames:\n    ada: {password: x}\n".to_owned(),
        with("credentials:\n  usernames:\n    ada: {password: x}\n"),
        "store:\n  postgres: postgresql://till1@db.shop/auth?sslmode=require\n".to_owned(),
        "store: [".to_owned(),
    ] {
        let fixture = store(&text);
        assert!(
            YamlStore::of_computer(fixture.store.path()).is_none(),
            "{text}"
        );
    }
}
