//! Recovery codes and reset codes at restricted computers, as a login tries them that calls the functions with whatever SQL it likes.

mod second_factor;
mod tries;

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU32, Ordering};

use super::{NEW_HASH, Shop, Till};

/// The point that key pairs are multiples of.
const BASE: &str = "decode('09' || repeat('00', 31), 'hex')";
/// A user key as it is wrapped with a password.
const KEY: &str = "'a1.' || repeat('D', 21) || 'A.' || repeat('D', 96)";

/// The same with another password.
const NEW_KEY: &str = "'a1.' || repeat('E', 21) || 'A.' || repeat('E', 96)";

/// A code of which the secret half of the key pair, and the digest, are digests of its number.
#[derive(Clone, Copy)]
struct Code(u32);

impl Code {
    fn secret(self) -> String {
        format!("sha256('secret of {}')", self.0)
    }

    fn digest(self) -> String {
        format!("sha256('digest of {}')", self.0)
    }

    /// Returns the public half, for SQL.
    fn key(self, shop: &Shop) -> String {
        bytes(
            shop,
            &format!("auth_inner.x25519({}, {BASE})", self.secret()),
        )
    }
}

/// Returns bytes that an expression of the owner has, for SQL.
fn bytes(shop: &Shop, of: &str) -> String {
    let hex = shop.database.sql(&format!("SELECT encode({of}, 'hex')"));
    format!("decode('{hex}', 'hex')")
}

fn ticket() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("sha256('ticket {number}')")
}

/// Gives Bob these recovery codes, and a user key.
fn give(shop: &Shop, codes: &[Code]) {
    let mut vault = format!("'key:' || {KEY}");
    for code in codes {
        let key = code.key(shop);
        let form = "'.' || repeat('A', 43) || '.' || repeat('A', 96)";
        write!(
            vault,
            " || ' code:x1.' || auth_inner.base64url({key}) || {form}"
        )
        .expect("written");
    }
    set_vault(shop, &vault);
}

fn set_vault(shop: &Shop, vault: &str) {
    shop.database.sql(&format!(
        "UPDATE auth_inner.account SET record = (record::jsonb || jsonb_build_object('key_vault', {vault}))::json
         WHERE name_key = 'bob'"
    ));
}

/// Lets an administrator give Bob this code, which is good for a quarter of an hour.
fn start_reset(shop: &Shop, code: Code) {
    set_vault(
        shop,
        &format!(
            "'reset:' || auth_inner.reset_text({}, auth_inner.fingerprint(id, name_key, record), false)",
            code.digest()
        ),
    );
}

/// Returns what is sent to try a code, after a challenge: the public half, what shows that the other is known, and the digest.
fn shown(till: &Till<'_>, ticket: &str, code: Code) -> String {
    let challenge = till.sql(&format!(
        "SELECT encode(auth.code_challenge({ticket}), 'hex')"
    ));
    let challenge = challenge.expect("a challenge");
    let key = code.key(till.shop);
    let proof = bytes(
        till.shop,
        &format!(
            "sha256('authenticator/1/recovery proof'::bytea || decode('00', 'hex')
                || auth_inner.x25519({}, decode('{challenge}', 'hex')) || {key})",
            code.secret()
        ),
    );
    format!("{key}, {proof}, {}", code.digest())
}

/// Tries a code, and returns the verdict.
fn tried(till: &Till<'_>, ticket: &str, (login, purpose): (&str, &str), code: Code) -> String {
    let shown = shown(till, ticket, code);
    let call = format!("SELECT auth.try_code({ticket}, '{login}', '{purpose}', {shown}, NULL)");
    till.sql(&call).expect("counted");
    verdict(till, ticket)
}

fn verdict(till: &Till<'_>, ticket: &str) -> String {
    for _ in 0..100 {
        let said = till.sql(&format!("SELECT auth.code_verdict({ticket})"));
        let said = said.expect("told");
        if !said.contains("wait") {
            return said;
        }
    }
    panic!("no verdict");
}

fn recover(till: &Till<'_>, ticket: &str, hash: &str) -> Result<String, String> {
    till.sql(&format!(
        "SELECT auth.recover({ticket}, '{hash}', {NEW_KEY})"
    ))
}

/// Returns the failures that are counted for Bob.
fn failures(shop: &Shop) -> String {
    shop.database.sql(
        "SELECT coalesce(max(t.failures), 0) FROM auth_inner.attempts AS t, auth_inner.account AS a
         WHERE a.name_key = 'bob' AND t.name = auth_inner.attempt_key('account', a.id)",
    )
}

const WRONG: &str = r#"{"word": "wrong"}"#;
const FOR_BOB: (&str, &str) = ("bob", "password");

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn the_server_multiplies_points_as_rfc_7748_has_it() {
    let shop = Shop::open();
    for (secret, point, product) in [
        (
            "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
            "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c",
            "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552",
        ),
        (
            "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
            "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493",
            "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957",
        ),
    ] {
        let sql = format!(
            "SELECT encode(auth_inner.x25519(decode('{secret}', 'hex'), decode('{point}', 'hex')), 'hex')"
        );
        assert_eq!(shop.database.sql(&sql), product);
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r33_a_code_sets_a_password_once_for_its_owner_and_is_recorded() {
    let shop = Shop::open();
    let (till, other) = (shop.till(), shop.till());
    give(&shop, &[Code(1), Code(2)]);
    let session = other.session("bob");
    for login in ["ada", "eve", "stranger", ""] {
        let said = tried(&till, &ticket(), (login, "password"), Code(1));
        assert_eq!(said, WRONG, "{login}");
    }
    let right = ticket();
    let said = tried(&till, &right, ("bob@example.org", "password"), Code(1));
    assert!(said.contains(r#""word": "right""#), "{said}");
    assert!(!said.contains("$2b$"), "no hash is told: {said}");
    assert_eq!(failures(&shop), "0", "the right code is no failure");
    assert_eq!(recover(&till, &right, NEW_HASH), Ok(String::new()));
    // The answer may have been lost.
    assert_eq!(recover(&till, &right, NEW_HASH), Ok(String::new()));
    assert_eq!(tried(&till, &ticket(), FOR_BOB, Code(1)), WRONG, "once");
    assert_eq!(other.look(&[&session]), "", "sessions have ended");
    assert_eq!(
        shop.count("auth_inner.restricted_session"),
        0,
        "none begins (R36)"
    );
    let user = shop.user("bob");
    assert_eq!(
        user.hash.map(|hash| hash.as_str().to_owned()),
        Some(NEW_HASH.to_owned())
    );
    assert_eq!(user.key_vault.codes.len(), 1);
    let recorded = "wrong code or name, wrong code or name, wrong code or name, wrong code or name, \
                    password_recovered, wrong code or name";
    assert_eq!(shop.events("recovery"), recorded);
    let told = shop
        .database
        .sql("SELECT string_agg(word, ', ') FROM auth_inner.notice");
    assert_eq!(told, "password_recovered");
    let broken = "SELECT auth_inner.first_broken() IS NULL";
    assert_eq!(shop.database.sql(broken), "t", "the audit log is whole");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r66_the_use_of_a_reset_code_names_the_record_of_its_creation() {
    let shop = Shop::open();
    let till = shop.till();
    let (session, bob) = (till.session("ada"), crate::administrators::id(&shop, "bob"));
    let made = till.sql(&format!(
        "SELECT auth.user_action({session}, {bob}, 'reset', encode({}, 'hex')) ->> 'word'",
        Code(1).digest()
    ));
    assert_eq!(made, Ok("done".to_owned()));
    let number = shop
        .database
        .sql("SELECT number FROM auth_inner.event WHERE detail = 'reset_started'");
    let right = ticket();
    tried(&till, &right, FOR_BOB, Code(1));
    assert_eq!(recover(&till, &right, NEW_HASH), Ok(String::new()));
    let used = format!("password_recovered, code of record {number}");
    assert_eq!(shop.events("recovery"), used);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_right_code_sets_no_password_for_another_user_login_or_time() {
    let shop = Shop::open();
    let (till, other) = (shop.till(), shop.till());
    give(&shop, &[Code(1), Code(2), Code(3)]);
    let right = ticket();
    assert!(tried(&till, &right, FOR_BOB, Code(1)).contains("right"));
    assert_eq!(
        recover(&other, &right, NEW_HASH),
        Err("AU005".to_owned()),
        "of another login"
    );
    let of_verdict = format!("SELECT auth.code_verdict({right})");
    other.refused("AU005", &of_verdict);
    other.refused("AU005", &format!("SELECT auth.code_challenge({right})"));
    let weak = NEW_HASH.replace("$12$", "$04$");
    let same = format!("SELECT auth.recover({right}, '{NEW_HASH}', {KEY})");
    till.refused("AU005", &same);
    for hash in [weak.as_str(), "a password", ""] {
        assert_eq!(
            recover(&till, &right, hash),
            Err("AU005".to_owned()),
            "{hash}"
        );
    }
    till.refused(
        "AU005",
        &format!("SELECT auth.recover({right}, '{NEW_HASH}', 'reset:x')"),
    );
    // The account has changed since.
    shop.database.sql(
        "UPDATE auth_inner.account SET record = (record::jsonb || '{\"roles\": [\"lead\"]}')::json WHERE name_key = 'bob'",
    );
    assert_eq!(recover(&till, &right, NEW_HASH), Err("AU001".to_owned()));
    // It is too late.
    let right = ticket();
    assert!(tried(&till, &right, FOR_BOB, Code(1)).contains("right"));
    shop.database
        .sql("UPDATE auth_inner.code_try SET at = at - 601");
    assert_eq!(recover(&till, &right, NEW_HASH), Err("AU001".to_owned()));
    // A guess of the present password is refused like every other hash with its salt.
    let present = NEW_HASH.replace("31lW", "31lX");
    shop.database.sql(&format!(
        "UPDATE auth_inner.account SET record = (record::jsonb || '{{\"password\": \"{present}\"}}')::json WHERE name_key = 'bob'"
    ));
    let right = ticket();
    assert!(tried(&till, &right, FOR_BOB, Code(1)).contains("right"));
    for guess in [present.as_str(), NEW_HASH] {
        assert_eq!(recover(&till, &right, guess), Err("AU005".to_owned()));
    }
    // It was tried to find the username, which has used it up.
    let found = ticket();
    let said = tried(&till, &found, ("bob@example.org", "username"), Code(2));
    assert_eq!(said, r#"{"word": "found", "username": "bob"}"#);
    assert_eq!(recover(&till, &found, NEW_HASH), Err("AU001".to_owned()));
    assert_eq!(tried(&till, &ticket(), FOR_BOB, Code(2)), WRONG);
    // The account is disabled, or waits.
    for change in [
        "{\"disabled\": true}",
        "{\"pending\": true}",
        "{\"password\": null}",
    ] {
        let before = shop
            .database
            .sql("SELECT record FROM auth_inner.account WHERE name_key = 'bob'");
        shop.database.sql(&format!(
            "UPDATE auth_inner.account SET record = (record::jsonb || '{change}')::json WHERE name_key = 'bob'"
        ));
        assert_eq!(tried(&till, &ticket(), FOR_BOB, Code(3)), WRONG, "{change}");
        shop.database.sql(&format!(
            "UPDATE auth_inner.account SET record = '{}' WHERE name_key = 'bob'",
            before.replace('\'', "''")
        ));
    }
    assert!(tried(&till, &ticket(), FOR_BOB, Code(3)).contains("right"));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r27_a_reset_code_ends_with_a_change_of_the_account_also_between_the_try_and_the_verdict() {
    let shop = Shop::open();
    let till = shop.till();
    start_reset(&shop, Code(1));
    let right = ticket();
    let shown = shown(&till, &right, Code(1));
    till.sql(&format!(
        "SELECT auth.try_code({right}, 'bob', 'password', {shown}, NULL)"
    ))
    .expect("counted");
    shop.database.sql(
        "UPDATE auth_inner.account SET record = (record::jsonb || '{\"session_epoch\": 7}')::json WHERE name_key = 'bob'",
    );
    assert_eq!(verdict(&till, &right), WRONG);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r91_a_code_that_has_ended_sets_no_password_although_an_earlier_state_is_put_back() {
    let shop = Shop::open();
    let till = shop.till();
    give(&shop, &[Code(1), Code(2)]);
    let record = "SELECT record FROM auth_inner.account WHERE name_key = 'bob'";
    let earlier = shop.database.sql(record);
    let put_back = || {
        shop.database.sql(&format!(
            "UPDATE auth_inner.account SET record = '{}' WHERE name_key = 'bob'",
            earlier.replace('\'', "''")
        ));
    };
    let right = ticket();
    tried(&till, &right, FOR_BOB, Code(1));
    assert_eq!(recover(&till, &right, NEW_HASH), Ok(String::new()));
    put_back();
    for code in [Code(1), Code(2)] {
        assert_eq!(tried(&till, &ticket(), FOR_BOB, code), WRONG);
    }
    start_reset(&shop, Code(3));
    let with_reset = shop.database.sql(record);
    let right = ticket();
    assert!(tried(&till, &right, FOR_BOB, Code(3)).contains("right"));
    let other = NEW_HASH.replace("$2b$12$Ei", "$2b$12$Ej");
    assert_eq!(recover(&till, &right, &other), Ok(String::new()));
    shop.database.sql(&format!(
        "UPDATE auth_inner.account SET record = '{}' WHERE name_key = 'bob'",
        with_reset.replace('\'', "''")
    ));
    assert_eq!(tried(&till, &ticket(), FOR_BOB, Code(3)), WRONG);
}
