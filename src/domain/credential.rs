//! The value of `password` in the file: a hash, a plain-text password, or a damaged hash.
//!
//! Streamlit-Authenticator takes everything that does not match its bcrypt pattern for plain text, and so
//! hashes damaged and foreign hashes as if they were passwords. Here a value is plain text only if it
//! cannot be a hash of any kind (R15).

use std::sync::Arc;

use crate::domain::hashing::{Algorithm, Hashing};
use crate::domain::secret::{MAX_LEN, Secret};

/// Lowest bcrypt cost that is verified. New hashes have at least cost
/// [`crate::domain::hashing::BCRYPT_COST_MIN`].
pub const BCRYPT_VERIFY_MIN: u32 = 4;
/// Highest bcrypt cost that is verified. Each step doubles the time: cost 15 takes about two seconds, cost 31
/// a day and a half.
pub const BCRYPT_VERIFY_MAX: u32 = 15;
/// Highest Argon2 memory size of a hash in the file, in KiB (256 MiB).
pub const ARGON2_MEMORY_MAX: u32 = 256 * 1024;
/// Highest number of Argon2 passes of a hash in the file.
pub const ARGON2_PASSES_MAX: u32 = 16;
/// Highest number of Argon2 lanes of a hash in the file.
pub const ARGON2_LANES_MAX: u32 = 16;

/// A well-formed password hash that can be verified in reasonable time.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredHash {
    text: Arc<str>,
    kind: HashKind,
    work: u32,
}

opaque_debug!(StoredHash);

/// Algorithm and cost of a [`StoredHash`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum HashKind {
    /// `$2a$`, `$2b$`, `$2x$` or `$2y$` with its cost.
    Bcrypt {
        /// Base-2 logarithm of the number of rounds.
        cost: u32,
    },
    /// `$argon2id$` in PHC string format.
    Argon2id,
}

/// The reason why a text cannot be used as a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HashError {
    /// The text looks like a hash, but is truncated, mistyped or of an unsupported kind.
    #[error("broken or unknown hash")]
    #[doc(hidden)]
    Broken,
    /// The bcrypt cost is outside [`BCRYPT_VERIFY_MIN`]..=[`BCRYPT_VERIFY_MAX`].
    #[error("bcrypt cost {0}")]
    #[doc(hidden)]
    Cost(u32),
    /// The text is no hash, and too long for a password.
    #[error("too long for a password")]
    #[doc(hidden)]
    TooLong,
    /// The Argon2 parameters exceed the limits of this program.
    #[error("Argon2 parameters too large")]
    #[doc(hidden)]
    TooDear,
}

impl StoredHash {
    /// Parses a hash and checks that it can be verified in reasonable time.
    ///
    /// # Errors
    /// [`HashError::Broken`] if it is damaged or of an unsupported kind, [`HashError::Cost`] if its bcrypt cost is
    /// out of range, and [`HashError::TooDear`] if its Argon2 parameters are.
    pub fn parse(text: &str) -> Result<Self, HashError> {
        let (kind, work) = match text.as_bytes() {
            [b'$', b'2', b'a' | b'b' | b'x' | b'y', b'$', ..] => bcrypt_kind(text)?,
            _ if text.starts_with("$argon2id$") => argon2_kind(text)?,
            _ => return Err(HashError::Broken),
        };
        Ok(Self {
            text: text.into(),
            kind,
            work,
        })
    }

    /// Returns the hash as written in the file.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns `true` if the hash is cheaper to guess than one that would be created with `how` now (R14).
    /// Argon2id is never weaker than bcrypt.
    #[must_use]
    #[doc(hidden)]
    pub fn is_below(&self, how: Hashing) -> bool {
        match (self.kind, how.algorithm) {
            (HashKind::Bcrypt { cost }, Algorithm::Bcrypt) => cost < how.bcrypt_cost,
            (HashKind::Bcrypt { .. }, Algorithm::Argon2id) => true,
            (HashKind::Argon2id, _) => false,
        }
    }

    /// Returns what decides how long a verification takes: the algorithm, and with it the cost of bcrypt, or the memory
    /// in KiB times the passes of Argon2id. Of two hashes with the same algorithm, the one with more work takes longer.
    #[must_use]
    #[doc(hidden)]
    pub fn work(&self) -> (Algorithm, u32) {
        let algorithm = match self.kind {
            HashKind::Bcrypt { .. } => Algorithm::Bcrypt,
            HashKind::Argon2id => Algorithm::Argon2id,
        };
        (algorithm, self.work)
    }

    /// Returns the algorithm and the cost.
    #[must_use]
    #[doc(hidden)]
    pub fn kind(&self) -> HashKind {
        self.kind
    }
}

/// Classified value of `password`.
#[non_exhaustive]
#[expect(missing_debug_implementations, reason = "a secret is never printed")]
pub enum PasswordValue {
    /// A hash that can be verified.
    Hash(StoredHash),
    /// A plain-text password, to be hashed in place.
    Plain(Secret),
}

/// Tells a hash from a plain-text password (R15).
///
/// # Errors
/// If the value looks like a hash: [`HashError::Broken`], [`HashError::Cost`] or [`HashError::TooDear`], as
/// [`StoredHash::parse`]. [`HashError::TooLong`] if it is a password that is too long (R88).
pub fn classify(text: &str) -> Result<PasswordValue, HashError> {
    if looks_like_a_hash(text) {
        StoredHash::parse(text).map(PasswordValue::Hash)
    } else if text.len() >= MAX_LEN {
        Err(HashError::TooLong)
    } else {
        Ok(PasswordValue::Plain(Secret::new(text.to_owned())))
    }
}

/// Returns `true` if a text has the form of a password hash, of any kind and also damaged.
pub(crate) fn looks_like_a_hash(text: &str) -> bool {
    let trimmed = text.trim();
    let crypt_like = trimmed.starts_with('$') && trimmed.matches('$').count() >= 2;
    let ldap_like = trimmed.starts_with('{') && trimmed.contains('}');
    let django_like = ["pbkdf2", "scrypt", "argon2", "bcrypt"]
        .iter()
        .any(|name| trimmed.starts_with(name) && trimmed.contains('$'));
    // A bcrypt hash whose first characters were lost still ends in 53 characters of its alphabet.
    let beheaded_bcrypt = trimmed.len() >= 53
        && trimmed.is_ascii()
        && trimmed.contains('$')
        && trimmed[trimmed.len() - 53..]
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'/');
    let hex_digest = [32, 40, 56, 64, 96, 128].contains(&trimmed.len())
        && trimmed.bytes().all(|b| b.is_ascii_hexdigit());
    crypt_like || ldap_like || django_like || beheaded_bcrypt || hex_digest
}

fn bcrypt_kind(text: &str) -> Result<(HashKind, u32), HashError> {
    let mut parts = text.splitn(4, '$').skip(2);
    let (Some(cost), Some(rest)) = (parts.next(), parts.next()) else {
        return Err(HashError::Broken);
    };
    let alphabet = |b: u8| b.is_ascii_alphanumeric() || b == b'.' || b == b'/';
    if cost.len() != 2 || rest.len() != 53 || !rest.bytes().all(alphabet) {
        return Err(HashError::Broken);
    }
    let cost: u32 = cost.parse().map_err(|_| HashError::Broken)?;
    if (BCRYPT_VERIFY_MIN..=BCRYPT_VERIFY_MAX).contains(&cost) {
        Ok((HashKind::Bcrypt { cost }, cost))
    } else {
        Err(HashError::Cost(cost))
    }
}

/// Checks the form `$argon2id$v=19$m=65536,t=3,p=4$salt$hash`.
fn argon2_kind(text: &str) -> Result<(HashKind, u32), HashError> {
    let fields: Vec<&str> = text.split('$').collect();
    let ["", "argon2id", "v=19", parameters, salt, hash] = fields.as_slice() else {
        return Err(HashError::Broken);
    };
    let base64 = |text: &str, least: usize| {
        text.len() >= least
            && text.len() <= 128
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'+' || b == b'/')
    };
    if !base64(salt, 11) || !base64(hash, 16) {
        return Err(HashError::Broken);
    }
    let (mut memory, mut passes, mut lanes) = (None, None, None);
    for parameter in parameters.split(',') {
        let (name, value) = parameter.split_once('=').ok_or(HashError::Broken)?;
        let value: u32 = value.parse().map_err(|_| HashError::Broken)?;
        match name {
            "m" => memory = Some(value),
            "t" => passes = Some(value),
            "p" => lanes = Some(value),
            _ => return Err(HashError::Broken),
        }
    }
    let (Some(memory), Some(passes), Some(lanes)) = (memory, passes, lanes) else {
        return Err(HashError::Broken);
    };
    if passes == 0 || lanes == 0 || memory < lanes.saturating_mul(8) {
        return Err(HashError::Broken);
    }
    if memory > ARGON2_MEMORY_MAX || passes > ARGON2_PASSES_MAX || lanes > ARGON2_LANES_MAX {
        return Err(HashError::TooDear);
    }
    Ok((HashKind::Argon2id, memory * passes))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BCRYPT: &str = "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW";
    const ARGON2: &str = "$argon2id$v=19$m=65536,t=3,p=4$BpLnfgDsc2WD8F2q$o/vzA4myCqZZ36bUGsDY//8mKUYNZZaR0t4MFFSs+iM";

    fn error_of(text: &str) -> Option<HashError> {
        classify(text).err()
    }

    #[test]
    fn r88_a_password_in_the_file_that_is_too_long_is_an_error() {
        let long = classify(&"x ".repeat(MAX_LEN / 2));
        assert!(matches!(long, Err(HashError::TooLong)));
        assert!(classify(&"x".repeat(MAX_LEN - 1)).is_ok());
    }

    #[test]
    fn hashes_of_every_kind_we_verify_are_recognised() {
        for tag in ["$2a$", "$2b$", "$2x$", "$2y$"] {
            let text = BCRYPT.replacen("$2b$", tag, 1);
            let hash = StoredHash::parse(&text).map(|h| h.kind());
            assert_eq!(hash, Ok(HashKind::Bcrypt { cost: 12 }), "{tag}");
        }
        assert_eq!(
            StoredHash::parse(ARGON2).map(|h| h.kind()),
            Ok(HashKind::Argon2id)
        );
    }

    #[test]
    fn r15_plain_text_is_plain_text() {
        for text in ["abc", "correct horse battery staple", "pa$$word", "$5 note"] {
            assert!(
                matches!(classify(text), Ok(PasswordValue::Plain(_))),
                "{text}"
            );
        }
    }

    #[test]
    fn r15_a_damaged_hash_is_never_taken_for_a_password() {
        let cut = &BCRYPT[..BCRYPT.len() - 1];
        let beheaded = &BCRYPT[2..];
        for text in [
            cut,
            beheaded,
            "$2b$12$é2345678901234567890123456789012345678901234567890123",
            "$6$salt$abcdef",
            "{SSHA}abcdef",
            "pbkdf2_sha256$600000$x$y",
            "5f4dcc3b5aa765d61d8327deb882cf99",
            "$argon2i$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$aaaaaaaaaaaaaaaaaaaaaa",
        ] {
            assert_eq!(error_of(text), Some(HashError::Broken), "{text}");
        }
    }

    #[test]
    fn r63_a_hash_that_would_run_for_days_is_refused() {
        assert_eq!(
            error_of(&BCRYPT.replacen("$12$", "$31$", 1)),
            Some(HashError::Cost(31))
        );
        let dear = ARGON2.replacen("m=65536", "m=4194304", 1);
        assert_eq!(error_of(&dear), Some(HashError::TooDear));
    }
}
