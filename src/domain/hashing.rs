//! How new passwords are hashed.

/// Lowest value of `password.cost` for bcrypt (OWASP Password Storage Cheat Sheet).
pub const BCRYPT_COST_MIN: u32 = 10;
/// Highest value of `password.cost` for bcrypt: about two seconds for each password.
pub const BCRYPT_COST_MAX: u32 = 15;
/// Default of `password.cost`, the same as Streamlit-Authenticator's.
pub const BCRYPT_COST_DEFAULT: u32 = 12;

/// The longest password that bcrypt takes whole, in bytes: 72 with the NUL that ends it (R5).
pub const BCRYPT_BYTES_MAX: usize = 71;

/// How new passwords are hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Hashing {
    /// Algorithm for passwords that fit it.
    pub algorithm: Algorithm,
    /// Cost of bcrypt.
    pub bcrypt_cost: u32,
}

impl Default for Hashing {
    fn default() -> Self {
        Self {
            algorithm: Algorithm::Bcrypt,
            bcrypt_cost: BCRYPT_COST_DEFAULT,
        }
    }
}

/// Password hashing algorithm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Algorithm {
    /// bcrypt, which Streamlit-Authenticator can read; passwords over its limit use Argon2id.
    Bcrypt,
    /// Argon2id with the parameters of the second recommendation of RFC 9106.
    Argon2id,
}

impl Algorithm {
    /// Each value with its word in the file.
    #[doc(hidden)]
    pub const WORDS: [(&'static str, Self); 2] =
        [("bcrypt", Self::Bcrypt), ("argon2id", Self::Argon2id)];

    /// Returns the word in the file.
    #[must_use]
    #[doc(hidden)]
    pub fn word(self) -> &'static str {
        match self {
            Self::Bcrypt => "bcrypt",
            Self::Argon2id => "argon2id",
        }
    }
}
