//! Making an account for oneself.
//!
//! Open to the addresses on the file's list. An address that is not on the list and one that
//! already has an account give the same answer (R18), and only somebody whose address is on the
//! list learns that a username is taken.

use crate::account::activity::Kind;
use crate::account::email::{Email, EmailError};
use crate::account::name::PersonName;
use crate::account::password::{PasswordError, check_guessable, normalised};
use crate::account::recovery::Safeguards;
use crate::account::secret::Secret;
use crate::account::user::NewUser;
use crate::account::username::{Username, UsernameError};

use super::Service;
use super::own_words;
use super::ports::{Change, HasherError, StoreError};
use super::recovery_codes::WithCodes;

/// What somebody filled in to register.
pub struct RegistrationForm {
    /// Their address.
    pub email: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// The name to sign in with.
    pub username: String,
    /// As typed.
    pub password: Secret,
}

/// Why no account was made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RegisterError {
    /// The address is not on the list, or has an account. Nothing says which.
    #[error("this e-mail cannot be registered")]
    EmailNotAccepted,
    /// Somebody has this username.
    #[error("this username is taken")]
    UsernameTaken,
    /// Not a username.
    #[error("the username: {0}")]
    Username(#[from] UsernameError),
    /// Not an e-mail address.
    #[error("the e-mail address: {0}")]
    Email(#[from] EmailError),
    /// No first name.
    #[error("the first name is missing")]
    NameMissing,
    /// Not an acceptable password.
    #[error("the password: {0}")]
    Password(#[from] PasswordError),
    /// The password could not be hashed.
    #[error(transparent)]
    Hasher(#[from] HasherError),
    /// The credential file cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Service {
    /// Makes an account and takes the address off the list, both or neither (R65). Gives the
    /// username, and the recovery codes that are shown this once.
    ///
    /// # Errors
    /// Says which field or rule stands in the way.
    pub fn register(&self, form: RegistrationForm) -> Result<WithCodes<String>, RegisterError> {
        let settings = self.credentials.settings()?;
        let mut user = NewUser {
            email: Email::parse(&form.email)?,
            name: PersonName::new(&form.first_name, &form.last_name),
            username: Username::parse(&form.username)?,
            roles: Vec::new(),
            safeguards: Safeguards::default(),
        };
        if user.name.first.is_empty() {
            return Err(RegisterError::NameMissing);
        }
        settings.password.check(&form.password)?;
        check_guessable(&form.password, &own_words(&user, &settings))?;
        self.check_open_to(&user).inspect_err(|error| {
            if matches!(error, RegisterError::EmailNotAccepted) {
                self.record(Kind::Register, "", false, "e-mail not accepted");
            }
        })?;
        let hash = self
            .hasher
            .hash(&normalised(&form.password), settings.hashing)?;
        let (safeguards, codes) = self.new_safeguards(&form.password)?;
        user.safeguards = safeguards;
        drop(form);
        self.change(|| {
            let allowed = self.check_open_to(&user)?;
            let (user, hash) = (user.clone(), hash.clone());
            Ok::<_, RegisterError>(Some((Change::Add { user, hash }, allowed)))
        })?;
        let value = user.username.as_str().to_owned();
        self.record(Kind::Register, &value, true, "");
        Ok(WithCodes { value, codes })
    }

    /// Checks what the file says about this registration, and gives the revision that said so.
    fn check_open_to(&self, user: &NewUser) -> Result<super::ports::Revision, RegisterError> {
        let listed = self.credentials.is_pre_authorised(&user.email)?;
        let by_email = self.credentials.find_look_alike(user.email.as_str())?;
        if !listed.value || by_email.value.is_some() {
            return Err(RegisterError::EmailNotAccepted);
        }
        let username = user.username.as_str();
        if self.credentials.find_look_alike(username)?.value.is_some() {
            return Err(RegisterError::UsernameTaken);
        }
        Ok(listed.revision)
    }
}
