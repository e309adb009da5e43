//! Rating a password and suggesting a passphrase while the user chooses one.

use std::sync::Arc;

use crate::domain::passphrase::{WORDS, passphrase};
use crate::domain::password::{Strength, strength};
use crate::domain::secret::Secret;
use crate::domain::settings::Settings;

use crate::service::context::Context;
use crate::service::or_log::OrLog as _;
use crate::service::passwords::app_words;
use crate::service::ports::{CredentialStore, RandomnessError};
use crate::service::user_keys::UserKeys;

/// Help with choosing a password.
#[derive(Clone)]
pub struct PasswordAdvice {
    credentials: Arc<dyn CredentialStore>,
    keys: UserKeys,
}

opaque_debug!(PasswordAdvice);

impl From<&Context> for PasswordAdvice {
    fn from(from: &Context) -> Self {
        Self {
            credentials: from.everywhere(),
            keys: from.into(),
        }
    }
}

impl PasswordAdvice {
    /// Rates a password for a user with these personal words, such as the name. Takes some milliseconds.
    ///
    /// ```
    /// use egui_authenticator::Secret;
    /// use egui_authenticator::Service;
    ///
    /// fn example(service: &Service, password: &Secret) -> String {
    ///     let strength = service.password_advice().rate(password, &["Ada".to_owned()]);
    ///     format!("{strength:?}")
    /// }
    /// ```
    #[must_use]
    pub fn rate(&self, password: &Secret, personal_words: &[String]) -> Strength {
        // Without a file there is no title that could be part of the password.
        let snapshot = self
            .credentials
            .read()
            .or_log("read the settings")
            .unwrap_or_default();
        let settings: &Settings = &snapshot.settings;
        let mut words = app_words(settings);
        words.extend(personal_words.iter().map(String::as_str));
        strength(password, &words)
    }

    /// Suggests a passphrase of random words.
    ///
    /// ```
    /// use egui_authenticator::Secret;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::ports::RandomnessError;
    ///
    /// fn example(service: &Service) -> Result<Secret, RandomnessError> {
    ///     service.password_advice().suggest()
    /// }
    /// ```
    ///
    /// # Errors
    /// [`RandomnessError`] if the system gives no random bytes.
    pub fn suggest(&self) -> Result<Secret, RandomnessError> {
        let bytes = self.keys.bytes::<{ 2 * WORDS }>()?;
        let mut numbers = [0; WORDS];
        for (number, pair) in numbers.iter_mut().zip(bytes.as_chunks::<2>().0) {
            *number = u16::from_be_bytes(*pair);
        }
        Ok(passphrase(&numbers))
    }
}
