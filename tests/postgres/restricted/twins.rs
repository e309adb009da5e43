//! Rules that the server and the program both have: the same results for everything.

use egui_authenticator::Settings;
use egui_authenticator::domain::account_id::AccountId;
use egui_authenticator::domain::credential::StoredHash;
use egui_authenticator::domain::ended_credentials::password_of;
use egui_authenticator::domain::fold;
use egui_authenticator::domain::key_vault::KeyVault;
use egui_authenticator::domain::user::User;
use egui_authenticator::ports::CredentialStore as _;
use egui_authenticator::store::postgres::PostgresStore;
use egui_authenticator::users::{Role, Username};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use serde_json::json;

use crate::restricted::{Counter, HASH, user};
use crate::server::Server;

/// By how much more a run makes that takes hours: `POSTGRES_CASES`.
pub fn factor() -> usize {
    let given = std::env::var("POSTGRES_CASES").ok();
    given.map_or(1, |text| text.parse().expect("a number"))
}

/// Returns so many values.
pub fn some<T>(count: usize, of: impl Strategy<Value = T>) -> Vec<T> {
    let mut runner = TestRunner::deterministic();
    let mut value = || of.new_tree(&mut runner).expect("a value").current();
    (0..count).map(|_| value()).collect()
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_name_finds_the_user_that_it_finds_in_the_program() {
    let name = || "[a-cA-C]{1,2}";
    let cases = some(
        30,
        proptest::collection::vec((name(), name(), any::<bool>()), 0..9),
    );
    for directory in cases {
        let counter = Counter::open();
        counter.database.sql("DELETE FROM auth_inner.account");
        let mut names: Vec<String> = Vec::new();
        for (name, email, pending) in &directory {
            if names.contains(&name.to_lowercase()) {
                continue;
            }
            names.push(name.to_lowercase());
            counter.add(&[user(
                name,
                &json!({ "email": format!("{email}@x"), "pending": pending }),
            )]);
        }
        counter
            .database
            .sql("INSERT INTO auth_inner.past SELECT revision, seq FROM auth_inner.head");
        let store = PostgresStore::new(counter.database.client());
        let snapshot = store.read().expect("read");
        let logins: Vec<_> = ["a", "b", "c"]
            .iter()
            .flat_map(|a| {
                [
                    String::new(),
                    "a".to_owned(),
                    "b".to_owned(),
                    "c".to_owned(),
                ]
                .map(|b| format!("{a}{b}"))
            })
            .flat_map(|name| [format!("{name}@x"), name])
            .collect();
        for login in logins {
            // An account that waits is not found by its address.
            let is_known = |user: &&User| !user.is_pending || user.has_username(&login);
            let expected = snapshot.users.find(&login).filter(is_known);
            let found = counter
                .database
                .sql(&format!("SELECT (auth_inner.find('{login}')).name_key"));
            let expected = expected.map_or("", |user| user.username.key());
            assert_eq!(found, expected, "{login} in {directory:?}");
        }
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn names_fold_as_in_the_program() {
    let database = Server::shared().migrated();
    let other = [
        "Bücher@Straße.EXAMPLE",
        "Ａｄａ",
        "ΣΊΣΥΦΟΣ",
        "ΟΔΟΣ Σ ΟΔΟΣ.Α Σ'Σ ΑΣ@ΑΣ.ΟΡΓ",
        "ИВАН@пример.рф",
        "İstanbul",
        "ﬁle",
        "山田",
        "Ǆ",
        "Å",
        "ẞ",
    ];
    let ascii = some(100, "[ -~]{0,20}");
    for text in other.iter().map(|text| (*text).to_owned()).chain(ascii) {
        let folded = database.sql(&format!(
            "SELECT auth_inner.fold('{}')",
            text.replace('\'', "''")
        ));
        let expected = fold(&text);
        assert_eq!(folded, expected.trim_end(), "{text}");
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r42_r91_accounts_have_the_digests_that_they_have_in_the_program() {
    let database = Server::shared().migrated();
    let vault = format!(
        "key:a1.{}.{} totp:{} recovered:yes",
        "B".repeat(22).replace('B', "A"),
        "C".repeat(95) + "A",
        "A".repeat(80)
    );
    let cases = some(
        60,
        (
            "[a-z]{1,8}",
            proptest::collection::vec("[a-zA-Zäöü ]{1,6}[a-z]", 0..4),
            any::<u32>(),
            any::<bool>(),
        ),
    );
    for (name, roles, epoch, has_vault) in cases {
        let vault = if has_vault { &*vault } else { "" };
        let roles: Vec<_> = roles.iter().filter_map(|role| Role::parse(role)).collect();
        let texts: Vec<_> = roles.iter().map(Role::as_str).collect();
        let record = user(
            &name,
            &json!({ "roles": texts, "session_epoch": epoch, "key_vault": vault }),
        );
        let mut user = User::new(Username::parse(&name).expect("a username"));
        user.id = AccountId::new([7; 16]);
        user.roles = roles;
        user.hash = StoredHash::parse(&HASH).ok();
        user.session_epoch = epoch;
        user.key_vault = KeyVault::parse(vault).expect("a vault");
        let digest = |hash: &[u8; 32]| {
            let digits = hash.iter().map(|byte| format!("{byte:02x}"));
            digits.collect::<Vec<_>>().concat()
        };
        let id = "decode(repeat('07', 16), 'hex')";
        let found = database.sql(&format!(
            "SELECT encode(auth_inner.fingerprint({id}, '{name}', '{record}'), 'hex')"
        ));
        assert_eq!(found, digest(&user.fingerprint().expect("a digest").0));
        assert_eq!(
            database.sql(&format!("SELECT auth_inner.is_damaged('{record}')")),
            "f"
        );
        for ended in password_of(&user) {
            let has_ended = database.sql(&format!(
                "BEGIN; INSERT INTO auth_inner.ended VALUES (decode('{}', 'hex'));
                 SELECT auth_inner.has_ended(ROW({id}, 1, 1, '{name}', '{record}')::auth_inner.account); ROLLBACK",
                digest(&ended.0)
            ));
            assert_eq!(has_ended, "t");
        }
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn lists_of_roles_are_read_as_in_the_program() {
    let database = Server::shared().migrated();
    let lines = some(300, "[a-c\"*, ]{0,14}");
    for line in lines {
        let settings = Settings::of_rows([("two_step.required_for", &*line)]);
        let Ok(settings) = settings else { continue };
        for role in ["a", "b", "ab", "a, b", "c\"", "a b"] {
            let roles: Vec<_> = Role::parse(role).into_iter().collect();
            let found = database.sql(&format!(
                "SELECT auth_inner.includes('{line}', '{}')",
                json!([role])
            ));
            let expected = settings.two_step.is_required(&roles);
            assert_eq!(found, if expected { "t" } else { "f" }, "{role} in {line}");
        }
    }
}
