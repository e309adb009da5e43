//! A new password with a code of a trusted computer, at a restricted one.

use egui_authenticator::ports::{Hashing, PasswordHasher as _};
use egui_authenticator::testing::QuickHasher;
use egui_authenticator::use_cases::{AccountChange, UserInput};
use egui_authenticator::users::{KeyVault, PersonName};
use egui_authenticator::{Secret, Service};
use sha2::{Digest as _, Sha256};
use x25519_dalek::{PublicKey, StaticSecret};

use crate::computers::{OWNER, PASSWORD, Shop, password, sign_in_as};

const NEW: &str = "a goat on the kettle";

/// Returns the bytes of a code.
fn bytes_of(code: &Secret) -> [u8; 16] {
    let digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let letters = code.expose().chars().filter(|letter| *letter != '-');
    let value = letters.take(26).fold(0_u128, |value, letter| {
        value << 5 | digits.find(letter).expect("a digit") as u128
    });
    value.to_be_bytes()
}

fn digest(purpose: &str, code: &Secret) -> [u8; 32] {
    let digest = Sha256::new().chain_update(format!("authenticator/1/code {purpose}\0"));
    digest.chain_update(bytes_of(code)).finalize().into()
}

fn sql(bytes: &[u8]) -> String {
    let digits = bytes.iter().fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    });
    format!("decode('{digits}', 'hex')")
}

/// What shows that a computer knows a code of an administrator.
fn of_reset(code: &Secret) -> String {
    sql(&digest("one time", code))
}

/// What shows that a computer knows a recovery code.
fn of_recovery(code: &Secret) -> String {
    let secret = StaticSecret::from(digest("x25519", code));
    sql(PublicKey::from(&secret).as_bytes())
}

/// A shop with `ada`, and `bob`, and a restricted computer.
struct Office {
    shop: Shop,
    trusted: Service,
    login: String,
}

impl Office {
    fn open() -> Self {
        let shop = Shop::open();
        shop.database.sql(super::ROLE);
        shop.database.client().migrate().expect("migrated");
        let login = format!("{}_plain", shop.database.name());
        // The clock of the computers of this shop, and hashes that do not take long.
        shop.database.sql(&format!(
            "CREATE ROLE {login} LOGIN IN ROLE auth_computer;
            CREATE OR REPLACE FUNCTION auth_inner.now() RETURNS bigint LANGUAGE sql AS 'SELECT 1800000010::bigint';
            CREATE OR REPLACE FUNCTION auth_inner.is_new_hash(hash text) RETURNS boolean LANGUAGE sql
                AS 'SELECT hash LIKE ''$2b$%'''"
        ));
        let trusted = shop.computer();
        let bob = UserInput::new("bob", "bob@example.org", PersonName::new("Bob", "Byron"));
        let added = trusted
            .users()
            .add_with_password(OWNER, &bob, &["till"], &password(PASSWORD));
        assert!(added.is_ok());
        Self {
            shop,
            trusted,
            login,
        }
    }

    fn run(&self, call: &str) -> String {
        let (out, error) = self.shop.database.sql_as(&self.login, call);
        if error.is_empty() { out } else { error }
    }

    fn recover(&self, login: &str, proof: &str, key: &str) -> String {
        let hash = QuickHasher
            .hash(&password(NEW), Hashing::default())
            .expect("hashed");
        self.run(&format!(
            "SELECT auth.recover('{login}', {proof}, '{}', {key})",
            hash.as_str()
        ))
    }

    /// Gives a user recovery codes.
    fn codes(&self, name: &str) -> Vec<Secret> {
        let session = sign_in_as(&self.trusted, name, PASSWORD).expect("signed in");
        let factors = password(PASSWORD).into();
        let changed =
            self.trusted
                .account()
                .change(&session, &factors, AccountChange::RecoveryCodes);
        changed.expect("changed").codes
    }

    fn vault(&self, name: &str) -> KeyVault {
        let text = format!(
            "SELECT record ->> 'key_vault' FROM auth_inner.account WHERE name_key = '{name}'"
        );
        KeyVault::parse(&self.shop.database.sql(&text)).expect("a vault")
    }

    fn signs_in(&self, text: &str) -> bool {
        sign_in_as(&self.trusted, "bob", text).is_ok()
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r27_a_code_of_an_administrator_sets_a_password_once_at_a_restricted_computer() {
    let office = Office::open();
    let code = office
        .trusted
        .users()
        .start_reset(OWNER, "bob")
        .expect("a code");
    for (login, proof) in [
        ("ada", of_reset(&code)),
        ("nobody", of_reset(&code)),
        ("bob", of_recovery(&code)),
        ("bob", "sha256('a guess')".to_owned()),
    ] {
        assert_eq!(office.recover(login, &proof, "NULL"), "f", "{login}");
    }
    assert!(office.recover("bob", "'short'", "NULL").contains("AU005"));
    assert!(
        office
            .recover("bob", &of_reset(&code), "'a1.x.y'")
            .contains("AU005")
    );
    let weak = "SELECT auth.recover('bob', sha256('x'), 'a password', NULL)";
    assert!(office.run(weak).contains("AU005"));
    assert!(office.signs_in(PASSWORD), "nothing has changed");
    let code = office
        .trusted
        .users()
        .start_reset(OWNER, "bob")
        .expect("a code");
    assert_eq!(office.recover("bob", &of_reset(&code), "NULL"), "t");
    assert_eq!(office.recover("bob", &of_reset(&code), "NULL"), "f", "once");
    assert!(office.signs_in(NEW) && !office.signs_in(PASSWORD));
    let recorded = office.shop.database.sql(
        "SELECT string_agg(detail, '; ' ORDER BY number) FROM auth_inner.event WHERE kind = 'recovery' AND is_done",
    );
    assert!(
        recorded.starts_with("password_recovered, code of record "),
        "{recorded}"
    );
    let check = office.trusted.audit_log().verify(OWNER);
    assert!(
        matches!(
            check,
            Ok(egui_authenticator::domain::audit_chain::ChainCheck::Whole(
                _
            ))
        ),
        "{check:?}"
    );
    // Another one ends with the time, and with the account.
    let code = office
        .trusted
        .users()
        .start_reset(OWNER, "bob")
        .expect("a code");
    let later = |seconds: u32| {
        office.shop.database.sql(&format!(
            "CREATE OR REPLACE FUNCTION auth_inner.now() RETURNS bigint LANGUAGE sql AS 'SELECT 1800000000::bigint + {seconds}'"
        ));
    };
    later(15 * 60);
    assert_eq!(office.recover("bob", &of_reset(&code), "NULL"), "f");
    later(10);
    office.shop.database.sql(
        "UPDATE auth_inner.account SET record = replace(record::text, '\"disabled\":false', '\"disabled\":true')::json
        WHERE name_key = 'bob'",
    );
    assert_eq!(office.recover("bob", &of_reset(&code), "NULL"), "f");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r33_a_recovery_code_sets_a_password_once_and_the_others_stay_with_a_key() {
    let office = Office::open();
    let codes = office.codes("bob");
    let call = |name: &str, code: &Secret| {
        office.run(&format!(
            "SELECT auth.recovery_code('{name}', {})",
            of_recovery(code)
        ))
    };
    assert_eq!(call("ada", &codes[0]), "");
    assert_eq!(call("nobody", &codes[0]), "");
    let stored = call("bob", &codes[0]);
    // Only with the code, it opens the user key.
    let parsed = KeyVault::parse(&format!("code:{stored}")).expect("a code");
    let typed =
        |code: &Secret| egui_authenticator::domain::recovery::Code::parse(code).expect("a code");
    assert!(parsed.code(&typed(&codes[0])).is_some() && parsed.code(&typed(&codes[1])).is_none());
    let key = format!("'a1.{}A.{}'", "D".repeat(21), "D".repeat(96));
    assert_eq!(office.recover("bob", &of_recovery(&codes[0]), &key), "t");
    assert!(office.signs_in(NEW));
    assert_eq!(office.vault("bob").codes.len(), 7);
    assert_eq!(
        office.recover("bob", &of_recovery(&codes[0]), &key),
        "f",
        "once"
    );
    // The username is found with another one.
    let find = |email: &str, code: &Secret| {
        office.run(&format!(
            "SELECT auth.find_username('{email}', {})",
            of_recovery(code)
        ))
    };
    assert_eq!(find("ada@example.org", &codes[1]), "");
    assert_eq!(find("bob", &codes[1]), "");
    assert_eq!(find("bob@example.org", &codes[1]), "bob");
    assert_eq!(find("bob@example.org", &codes[1]), "");
    assert_eq!(office.vault("bob").codes.len(), 6);
    // A reset that an administrator has started keeps them from setting a password (R79).
    let reset = office.trusted.users().start_reset(OWNER, "bob");
    assert!(reset.is_ok());
    assert_eq!(call("bob", &codes[2]), "");
    assert_eq!(office.recover("bob", &of_recovery(&codes[2]), &key), "f");
    assert_eq!(
        office.recover("bob", &of_reset(&reset.expect("a code")), &key),
        "t"
    );
    assert!(
        office.vault("bob").codes.is_empty(),
        "they end with the reset"
    );
    let told = office
        .shop
        .database
        .sql("SELECT string_agg(word, ', ' ORDER BY number) FROM auth_inner.notice");
    assert!(told.contains("password_recovered, code_used"), "{told}");
    assert!(told.ends_with("password_recovered, codes_ended"), "{told}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r91_a_code_that_has_ended_sets_no_password_although_an_earlier_state_is_put_back() {
    let office = Office::open();
    let codes = office.codes("bob");
    let earlier = office
        .shop
        .database
        .sql("SELECT record FROM auth_inner.account WHERE name_key = 'bob'");
    assert_eq!(office.recover("bob", &of_recovery(&codes[0]), "NULL"), "t");
    office.shop.database.sql(&format!(
        "UPDATE auth_inner.account SET record = '{}' WHERE name_key = 'bob'",
        earlier.replace('\'', "''")
    ));
    for code in &codes {
        assert_eq!(office.recover("bob", &of_recovery(code), "NULL"), "f");
        let stored = office.run(&format!(
            "SELECT auth.recovery_code('bob', {})",
            of_recovery(code)
        ));
        assert_eq!(stored, "");
    }
    // Wrong codes do not fill the log.
    let many = format!(
        "SELECT auth.recover('bob', sha256('x'), '{}', NULL);\n",
        super::HASH
    )
    .repeat(150);
    office.run(&many);
    let recorded = "SELECT count(*) FROM auth_inner.event WHERE kind = 'recovery' AND NOT is_done";
    assert_eq!(office.shop.database.sql(recorded), "120");
    assert_eq!(
        office
            .shop
            .database
            .sql("SELECT count(*) FROM auth_inner.restricted_session"),
        "0",
        "R36"
    );
}
