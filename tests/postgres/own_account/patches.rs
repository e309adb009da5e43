//! Random changes: whatever a restricted computer sends, the row is one that every computer reads.

use egui_authenticator::domain::hashing::Hashing;
use egui_authenticator::domain::person_name::check_name;
use egui_authenticator::ports::CredentialStore as _;
use egui_authenticator::users::{Email, StoredHash, User};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Map, Value, json};

use super::{NEW_HASH, Shop, revision};

const CHANGES: usize = 400;

/// Text as users type it, and as an attacker would.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z .'-]{0,12}",
        "\\PC{0,12}",
        "[ \\t\\n\\u{85}\\u{a0}\\u{3000}\\u{200b}]{0,2}[a-z\\u{200c}\\u{200d}\\u{202e}\\u{feff}\\u{7f}\\u{9b}\\u{e0041}\\u{61c}]{0,3}[ \\u{2003}]{0,2}",
        "[\\u{0}\"\\\\']{0,4}",
        "é{190,210}",
    ]
}

fn email() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z.+!#$%&'*/=?^_`{|}~-]{1,8}@[a-zA-Z0-9-]{1,4}(\\.[a-z0-9-]{1,4}){0,2}",
        "[a-z@ ]{0,6}@{0,2}[a-z. ]{0,6}",
        " ?[a-z]{1,3}@[a-z]{1,3}\\.org\\n?",
        "[a-z]{240,250}@b\\.org",
        "[a-zа-я]{1,6}@[a-zé]{1,6}\\.org",
        Just("eve@example.org".to_owned()),
    ]
}

fn hash() -> impl Strategy<Value = String> {
    let argon = "\\$argon2id\\$v=19\\$m=(65536|65535|262144|262145|8),t=(3|2|16|17),p=(1|4|16|17)\\$[A-Za-z0-9+/]{20,24}\\$[A-Za-z0-9+/]{41,45}";
    prop_oneof![
        "\\$2[aby]\\$(04|09|10|11|12|13|15|16|1|012)\\$[A-Za-z0-9./]{52,54}",
        "\\$2b\\$1[2-5]\\$[A-Za-z0-9./]{53}",
        argon,
        "\\PC{0,60}",
    ]
}

fn patch() -> impl Strategy<Value = Value> {
    let field = prop_oneof![
        (Just("first_name"), text().prop_map(Value::from)),
        (Just("last_name"), text().prop_map(Value::from)),
        (Just("email"), email().prop_map(Value::from)),
        (Just("password"), hash().prop_map(Value::from)),
        (
            Just("picture"),
            prop_oneof!["(/|C:\\\\|//|\\\\\\\\)\\PC{0,8}", text()].prop_map(Value::from)
        ),
        (Just("session_epoch"), (0_u32..4).prop_map(Value::from)),
        (
            Just("first_name"),
            prop_oneof![
                Just(Value::Null),
                Just(json!(1)),
                Just(json!(["a"])),
                Just(json!({}))
            ]
        ),
    ];
    proptest::collection::vec(field, 1..3).prop_map(|fields| {
        let fields = fields
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value));
        Value::Object(fields.collect::<Map<_, _>>())
    })
}

/// Returns whether the program accepts the values; `None` if that says nothing.
fn accepts(patch: &Value, before: &User) -> bool {
    let text = |key: &str| patch.get(key).map(Value::as_str);
    let is_name = |key: &str| match text(key) {
        None => true,
        Some(name) => name.is_some_and(|name| check_name(name).is_ok()),
    };
    let is_email = match text("email") {
        None => true,
        Some(email) => email.is_some_and(|email| {
            email.trim().is_ascii()
                && Email::parse(email).is_ok_and(|email| email.key() != "eve@example.org")
        }),
    };
    let is_hash = match text("password") {
        None => true,
        Some(hash) => hash.is_some_and(is_new_hash),
    };
    let epoch = patch.get("session_epoch").map(Value::as_u64);
    let is_epoch = epoch.is_none_or(|epoch| epoch == Some(u64::from(before.session_epoch) + 1));
    is_name("first_name") && is_name("last_name") && is_email && is_hash && is_epoch
}

fn is_new_hash(text: &str) -> bool {
    let parameters = |text: &str| {
        let fields: Vec<_> = text.split('$').collect();
        let of = |name: &str| {
            let found = fields[3]
                .split(',')
                .find_map(|field| field.strip_prefix(name));
            found
                .and_then(|value| value.parse::<u32>().ok())
                .unwrap_or_default()
        };
        of("m=") >= 65_536 && of("t=") >= 3 && fields[4].len() >= 22 && fields[5].len() >= 43
    };
    StoredHash::parse(text).is_ok_and(|hash| {
        !hash.is_below(Hashing::default())
            && if text.starts_with("$argon2id$") {
                parameters(text)
            } else {
                text.starts_with("$2b$")
            }
    })
}

/// Expects that a change was made as the program would make it, or refused because the program would.
fn expect(patch: &Value, changed: &Result<String, String>, (before, after): (&User, &User)) {
    let picture = patch.get("picture").is_some();
    if changed.is_ok() {
        assert!(accepts(patch, before), "made: {patch}");
        let shown = |key: &str, now: &str| {
            let wanted = patch.get(key).and_then(Value::as_str);
            assert!(wanted.is_none_or(|wanted| wanted.trim() == now), "{patch}");
        };
        shown("first_name", &after.name.first);
        shown("last_name", &after.name.last);
        shown("email", after.email.as_ref().map_or("", Email::as_str));
        shown(
            "password",
            after.hash.as_ref().map_or("", StoredHash::as_str),
        );
    } else {
        assert_eq!(after, before, "{patch}");
        let is_zero = patch.to_string().contains("\\u0000");
        assert!(
            is_zero || picture || !accepts(patch, before),
            "{changed:?}: {patch}"
        );
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn no_random_change_makes_a_row_that_the_program_reads_as_damaged() {
    let shop = Shop::open();
    let till = shop.till();
    let bob = till.session("bob");
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        proptest::test_runner::TestRng::deterministic_rng(
            proptest::test_runner::RngAlgorithm::ChaCha,
        ),
    );
    let eve = shop.user("eve");
    let mut made = 0;
    // No half second for each address, and as many changes as there are.
    shop.database.sql(
        "CREATE OR REPLACE FUNCTION auth_inner.linger() RETURNS void LANGUAGE sql AS '';
         CREATE OR REPLACE FUNCTION auth_inner.limit_records(account bytea, most bigint, changes boolean DEFAULT false) RETURNS void LANGUAGE sql AS ''",
    );
    for _ in 0..CHANGES {
        let patch = patch().new_tree(&mut runner).expect("a patch").current();
        let before = shop.user("bob");
        let changed = till.sql(&format!(
            "SELECT auth.change_own({bob}, {}, $patch${patch}$patch$)",
            revision(&bob)
        ));
        let after = shop.user("bob");
        assert_eq!(after.mistake, None, "{patch}");
        assert!(
            shop.store.read().expect("read").problems.is_empty(),
            "{patch}"
        );
        assert_eq!(shop.user("eve"), eve);
        assert_eq!(
            (
                &after.id,
                &after.roles,
                after.disabled,
                &after.times,
                after.is_pending,
                &after.fields
            ),
            (
                &before.id,
                &before.roles,
                before.disabled,
                &before.times,
                before.is_pending,
                &before.fields
            ),
        );
        made += usize::from(changed.is_ok());
        expect(&patch, &changed, (&before, &after));
        // Only the session that makes the change lasts.
        assert_eq!(till.look(&[&bob]), "0 bob", "{patch}");
    }
    assert!((CHANGES / 8..CHANGES).contains(&made), "{made} changes");
    assert!(is_new_hash(NEW_HASH));
    let verified = shop.database.sql("SELECT count(*) FROM auth_inner.past");
    assert_eq!(
        verified.parse::<usize>().ok(),
        shop.database
            .sql("SELECT seq FROM auth_inner.head")
            .parse()
            .ok()
    );
}
