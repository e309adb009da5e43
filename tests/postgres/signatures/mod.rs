//! Signatures at restricted computers: logins that call the functions of the schema `auth` with whatever SQL they like, and the use
//! cases over them.

mod end_to_end;
mod hostile;
mod twins;

use std::sync::atomic::{AtomicU32, Ordering};

use ed25519_dalek::{Signer as _, SigningKey};
use egui_authenticator::Settings;

use crate::approvals::told;
use crate::own_account::{HASH, Shop, Till, roles, setting_rows};

/// A key of a signer as it is stored: it is sealed with a password that these tests do not use.
const SECRET: &str =
    "a1.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// A shop in which `bob` and the administrator `ada` may sign.
fn shop() -> Shop {
    let shop = Shop::open();
    shop.change("bob", roles(&["till"]));
    shop.change("eve", roles(&["other"]));
    let rows = Settings::default().rows();
    if !rows.is_empty() {
        shop.database.sql(&setting_rows(&rows));
    }
    shop.database.sql(
        "INSERT INTO auth_inner.setting VALUES ('signatures.allowed_for', 'till, admin')
         ON CONFLICT (path) DO UPDATE SET value = excluded.value",
    );
    shop
}

/// Returns a ticket that no other test has, as SQL.
fn ticket() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("sha256('proof {number}')")
}

/// Enters the password again in a session, and returns the ticket of the answer.
fn proof(till: &Till<'_>, session: &str) -> String {
    let proof = ticket();
    let call = format!("auth.answer({proof}, NULL, '{HASH}', {session})");
    let verdict = told(till, &proof, &call).expect("a verdict");
    assert_eq!(verdict["word"], "right");
    proof
}

/// What is signed, line by line.
#[derive(Clone)]
struct Lines(Vec<(&'static str, String)>);

impl Lines {
    /// Returns what this user signs next with this key.
    fn of(shop: &Shop, name: &str, key: &SigningKey) -> Self {
        let end = "SELECT number + 1, encode(link, 'hex') FROM auth_inner.signature_end";
        let end = shop.database.sql(end);
        let (number, previous) = end.split_once('|').expect("two values");
        let user = shop.user(name);
        let time = "SELECT to_char(to_timestamp(auth_inner.now()) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS') || '+00:00'";
        Self(vec![
            ("number", number.to_owned()),
            ("previous", previous.to_owned()),
            ("account", user.id.to_string()),
            ("username", user.username.as_str().to_owned()),
            ("name", user.display_name()),
            ("time", shop.database.sql(time)),
            ("meaning", "approved".to_owned()),
            ("text", "Batch 42".to_owned()),
            ("content", format!("sha256:{}", "ab".repeat(32))),
            ("key", digits(key.verifying_key().as_bytes())),
        ])
    }

    fn with(&self, name: &str, value: &str) -> Self {
        let mut lines = self.clone();
        let line = lines.0.iter_mut().find(|(of, _)| *of == name);
        value.clone_into(&mut line.expect("a line").1);
        lines
    }

    fn text(&self) -> String {
        let lines = self
            .0
            .iter()
            .map(|(name, value)| format!("\n{name}: {value}"));
        "egui-authenticator signature 1".to_owned() + &lines.collect::<String>()
    }
}

fn digits(bytes: &[u8]) -> String {
    let digits = bytes.iter().map(|byte| format!("{byte:02x}"));
    digits.collect()
}

fn message(text: &str) -> Vec<u8> {
    [b"egui-authenticator signature\0", text.as_bytes()].concat()
}

/// Sends a text with its signature. `replaces` is the key before, as SQL. Returns the word, or the code of the error.
fn sign(
    till: &Till<'_>,
    (session, proof): (&str, &str),
    (key, replaces): (&SigningKey, &str),
    text: &str,
) -> Result<String, String> {
    let bytes = key.sign(&message(text)).to_bytes();
    send(till, (session, proof), (key, replaces), (text, &bytes))
}

fn send(
    till: &Till<'_>,
    (session, proof): (&str, &str),
    (key, replaces): (&SigningKey, &str),
    (text, bytes): (&str, &[u8]),
) -> Result<String, String> {
    let (public, bytes) = (digits(key.verifying_key().as_bytes()), digits(bytes));
    let text = digits(text.as_bytes());
    till.sql(&format!(
        "SELECT auth.sign({session}, {proof}, {replaces}, decode('{public}', 'hex'), '{SECRET}',
            convert_from(decode('{text}', 'hex'), 'UTF8'), decode('{bytes}', 'hex')) ->> 'word'"
    ))
}

/// Returns the public half of a key, as SQL.
fn public(key: &SigningKey) -> String {
    let digits = digits(key.verifying_key().as_bytes());
    format!("decode('{digits}', 'hex')")
}
