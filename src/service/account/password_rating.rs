//! How strong a password is, and a passphrase that is strong, while somebody chooses one.

use crate::domain::passphrase::{WORDS, passphrase};
use crate::domain::password::{Strength, strength};
use crate::domain::secret::Secret;

use crate::service::Service;

impl Service {
    /// How strong a password is for somebody with these words of their own. Takes up to some
    /// hundredths of a second.
    #[must_use]
    pub fn rate(&self, password: &Secret, own: &[String]) -> Strength {
        let settings = self.credentials.settings().unwrap_or_default();
        let mut words = crate::service::app_words(&settings);
        words.extend(own.iter().map(String::as_str));
        strength(password, &words)
    }

    /// A passphrase of random words; `None` when there is no randomness.
    #[must_use]
    pub fn suggest(&self) -> Option<Secret> {
        let bytes = self.bytes::<{ 2 * WORDS }>().ok()?;
        let mut numbers = [0; WORDS];
        for (number, pair) in numbers.iter_mut().zip(bytes.as_chunks::<2>().0) {
            *number = u16::from_be_bytes(*pair);
        }
        Some(passphrase(&numbers))
    }
}
