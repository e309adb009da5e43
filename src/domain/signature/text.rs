//! The text that is signed. Everything that a signature says is in it, in one form only: a text is read back and written
//! again, and one that differs is none.

use std::fmt;

use crate::domain::account_id::AccountId;
use crate::domain::audit_chain::ChainLink;
use crate::domain::remember_me::{hex, unhex};
use crate::domain::signature::statement::{DIGEST_BYTES, Meaning, Statement, is_plain, plain};
use crate::domain::timestamp::Timestamp;
use crate::domain::user::User;

/// The first line, which names the form.
const FORM: &str = "egui-authenticator signature 1";
/// Bytes of a public key of Ed25519.
#[doc(hidden)]
pub const KEY_BYTES: usize = 32;

/// The names of the lines after the first one, in order.
const NAMES: [&str; 11] = [
    "number", "previous", "account", "username", "name", "time", "meaning", "text", "content",
    "key", // No more lines may follow.
    "",
];

/// What is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SignedText {
    /// The number of the signature, counted from one.
    pub number: i64,
    /// The link of the signature before.
    #[doc(hidden)]
    pub previous: ChainLink,
    /// The account of the signer.
    pub account: AccountId,
    /// The username of the signer at that time.
    pub username: String,
    /// The name of the signer at that time.
    pub name: String,
    /// When it was signed.
    pub at: Timestamp,
    /// By how many minutes the local time was ahead of UTC.
    pub offset: i32,
    /// What the signature means.
    pub meaning: Meaning,
    /// What the content is, in the words of the app.
    pub text: String,
    /// The SHA-256 of the content.
    pub content: [u8; DIGEST_BYTES],
    /// The public key of the signer.
    pub key: [u8; KEY_BYTES],
}

impl SignedText {
    /// Returns what a user signs at this time, without the number, the signature before, and the key.
    #[must_use]
    #[doc(hidden)]
    pub fn new(user: &User, statement: &Statement, (at, offset): (Timestamp, i32)) -> Self {
        Self {
            number: 0,
            previous: ChainLink::START,
            account: user.id,
            username: plain(user.username.as_str()),
            name: plain(&user.display_name()),
            at,
            offset,
            meaning: statement.meaning().clone(),
            text: statement.text().to_owned(),
            content: statement.content(),
            key: [0; KEY_BYTES],
        }
    }

    /// Reads a text that was signed; `None` for any other.
    #[must_use]
    #[doc(hidden)]
    pub fn parse(text: &str) -> Option<Self> {
        let (first, rest) = text.split_once('\n')?;
        let mut values = [""; NAMES.len() - 1];
        let mut lines = rest.split('\n');
        for (value, name) in values.iter_mut().zip(NAMES) {
            let line = lines.next()?.strip_prefix(name)?;
            *value = line.strip_prefix(": ").filter(|value| is_plain(value))?;
        }
        let [
            number,
            previous,
            account,
            username,
            name,
            time,
            meaning,
            own,
            content,
            key,
        ] = values;
        let (at, offset) = parse_local(time)?;
        let signed = Self {
            number: number.parse().ok()?,
            previous: ChainLink(bytes(previous)?),
            account: AccountId::parse(account)?,
            username: username.to_owned(),
            name: name.to_owned(),
            at,
            offset,
            meaning: Meaning::parse(meaning)?,
            text: own.to_owned(),
            content: bytes(content.strip_prefix("sha256:")?)?,
            key: bytes(key)?,
        };
        (first == FORM && signed.to_string() == text).then_some(signed)
    }

    /// Returns the local time, with its offset from UTC.
    #[must_use]
    #[doc(hidden)]
    pub fn local_time(&self) -> String {
        let local = (self.at + i64::from(self.offset) * 60).to_string();
        let sign = if self.offset < 0 { '-' } else { '+' };
        let minutes = self.offset.unsigned_abs();
        let local = local.strip_suffix('Z').unwrap_or(&local);
        format!("{local}{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }

    /// Returns what the signature means, as it was signed.
    #[must_use]
    #[doc(hidden)]
    pub fn meaning_text(&self) -> String {
        self.meaning.to_text()
    }

    /// Returns the SHA-256 of the content in hexadecimal digits.
    #[must_use]
    #[doc(hidden)]
    pub fn content_digits(&self) -> String {
        hex(&self.content)
    }

    /// Returns the public key in hexadecimal digits.
    #[must_use]
    #[doc(hidden)]
    pub fn key_digits(&self) -> String {
        hex(&self.key)
    }
}

impl fmt::Display for SignedText {
    /// Writes the text that is signed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let values = [
            self.number.to_string(),
            hex(&self.previous.0),
            self.account.to_string(),
            self.username.clone(),
            self.name.clone(),
            self.local_time(),
            self.meaning.to_text(),
            self.text.clone(),
            format!("sha256:{}", self.content_digits()),
            self.key_digits(),
        ];
        f.write_str(FORM)?;
        let mut lines = NAMES.iter().zip(values);
        lines.try_for_each(|(name, value)| write!(f, "\n{name}: {value}"))
    }
}

fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    unhex(text, &mut bytes)?;
    Some(bytes)
}

/// Reads a local time with its offset in minutes.
fn parse_local(text: &str) -> Option<(Timestamp, i32)> {
    let (local, offset) = text.split_at_checked(text.len().checked_sub(6)?)?;
    let (hours, minutes) = offset.get(1..)?.split_once(':')?;
    let minutes = hours.parse::<i32>().ok()? * 60 + minutes.parse::<i32>().ok()?;
    let offset = if offset.starts_with('-') {
        -minutes
    } else {
        minutes
    };
    let local: jiff::Timestamp = format!("{local}Z").parse().ok()?;
    let local = Timestamp::from_seconds(local.as_second());
    Some((local - i64::from(offset) * 60, offset))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::domain::username::Username;
    use proptest::prelude::*;

    pub(crate) fn signed() -> SignedText {
        let mut user = User::new(Username::parse("ada").expect("a username"));
        user.name.first = "Ada".to_owned();
        let statement =
            Statement::about(b"42", Meaning::Approved, "Batch 42").expect("a statement");
        let at = Timestamp::from_seconds(1_790_251_200);
        SignedText {
            number: 7,
            previous: ChainLink([3; 32]),
            key: [9; KEY_BYTES],
            ..SignedText::new(&user, &statement, (at, -150))
        }
    }

    #[test]
    fn r112_what_is_signed_is_read_back_and_every_other_text_is_refused() {
        let text = signed().to_string();
        assert_eq!(SignedText::parse(&text), Some(signed()));
        assert!(
            text.contains("\ntime: 2026-09-24T09:30:00-02:30\n"),
            "{text}"
        );
        let changes = [
            ("number: 7", "number: 07"),
            ("number: 7", "number: +7"),
            ("-02:30", "-2:30"),
            ("09:30:00-", "09:30:00.0-"),
            ("approved", "approved "),
            ("name: Ada", "name: Ada\nname: Eve"),
            ("name: Ada", "name: A\u{202e}da"),
            ("account: ", "account: A"),
            ("signature 1", "signature 2"),
            ("sha256:", "SHA256:"),
            ("\n", "\r\n"),
        ];
        for (from, to) in changes {
            let changed = text.replace(from, to);
            assert_ne!(changed, text, "{from}");
            assert_eq!(SignedText::parse(&changed), None, "{to:?}");
        }
        for changed in [format!("{text}\n"), format!("{text}\nx: y"), String::new()] {
            assert_eq!(SignedText::parse(&changed), None, "{changed:?}");
        }
        assert_eq!(SignedText::parse(&text.to_uppercase()), None);
    }

    proptest! {
        #[test]
        fn r112_two_texts_that_are_read_as_the_same_are_the_same(text in "\\PC{1,40}", own in "\\PC{1,40}", offset in -900..900_i32) {
            let base = signed();
            let meaning = Meaning::Other(own);
            if let Ok(statement) = Statement::about(b"", meaning, &text) {
                let changed = SignedText { offset, meaning: statement.meaning().clone(), text: statement.text().to_owned(), ..base };
                prop_assert_eq!(SignedText::parse(&changed.to_string()), Some(changed));
            }
        }
    }
}
