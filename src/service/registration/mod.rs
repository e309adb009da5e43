//! Making an account for oneself.
//!
//! Who can is the file's business ([`crate::domain::registration`]). An address that is not accepted
//! and one that already has an account give the same answer (R18): a refusal where only listed
//! addresses are accepted, and where an administrator approves of everybody, an account that waits,
//! which is none.

pub(crate) mod allowed_emails;
pub mod commands;

use crate::domain::audit::AuditKind;
use crate::domain::customization::{CustomValues, InvalidField};
use crate::domain::email::{Email, EmailError};
use crate::domain::password::{PasswordError, normalised};
use crate::domain::person_name::PersonName;
use crate::domain::recovery::KeyVault;
use crate::domain::registration::Admission;
use crate::domain::secret::Secret;
use crate::domain::user::NewUser;
use crate::domain::username::{Username, UsernameError};

use crate::service::Service;
use crate::service::own_words;
use crate::service::ports::{Edit, HasherError, Revision, StoreError};
use crate::service::recovery::codes::WithRecoveryCodes;

/// What somebody filled in to register.
#[non_exhaustive]
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
    /// What was filled into the app's own fields.
    pub fields: CustomValues,
}

impl RegistrationForm {
    /// A form whose fields of the app's own are empty.
    #[must_use]
    pub fn new(
        email: impl Into<String>,
        (first_name, last_name): (&str, &str),
        username: impl Into<String>,
        password: Secret,
    ) -> Self {
        Self {
            email: email.into(),
            first_name: first_name.to_owned(),
            last_name: last_name.to_owned(),
            username: username.into(),
            password,
            fields: CustomValues::new(),
        }
    }
}

/// Who was registered.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Registered {
    /// The name to sign in with.
    pub username: String,
    /// Whether an administrator has to approve first.
    pub is_waiting: bool,
}

/// What comes of a registration.
enum Checked {
    /// An account, on what this revision says.
    Open {
        /// Whether it waits for approval.
        is_waiting: bool,
        /// The state of the file that said so.
        revision: Revision,
    },
    /// None, and the answer of one that waits: the address has an account.
    Pretend,
}

/// Why no account was made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
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
    /// A field of the app's own.
    #[error("{}: {}", .0.0, .0.1)]
    Own(InvalidField),
    /// The password could not be hashed.
    #[error(transparent)]
    Hasher(#[from] HasherError),
    /// The credential file cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<InvalidField> for RegisterError {
    fn from(wrong: InvalidField) -> Self {
        Self::Own(wrong)
    }
}

impl Service {
    /// Makes an account and takes the address off the list, both or neither (R65). Gives who was
    /// registered, and the recovery codes that are shown this once.
    ///
    /// # Errors
    /// Says which field or rule stands in the way.
    pub fn register(
        &self,
        form: RegistrationForm,
    ) -> Result<WithRecoveryCodes<Registered>, RegisterError> {
        let settings = self.credentials.settings()?;
        let mut user = NewUser {
            email: Email::parse(&form.email)?,
            name: PersonName::new(&form.first_name, &form.last_name),
            username: Username::parse(self.rules.username(&form.username, &form.email))?,
            roles: settings.registration.roles.clone(),
            is_pending: false,
            key_vault: KeyVault::default(),
            fields: self.rules.check_values(&form.fields)?,
        };
        if self.rules.misses_name(&user.name.first) {
            return Err(RegisterError::NameMissing);
        }
        self.rules.check_email(&user.email)?;
        self.rules.check_username(&user.username)?;
        settings.password.check(&form.password)?;
        let own = own_words(&user, &settings);
        self.rules.check_password(&form.password, &own)?;
        let checked = self.check_open_to(&user).inspect_err(|error| {
            if matches!(error, RegisterError::EmailNotAccepted) {
                self.record(AuditKind::Register, "", false, "e-mail not accepted");
            }
        })?;
        let hash = self
            .hasher
            .hash(&normalised(&form.password), settings.hashing)?;
        let (key_vault, codes) = self.new_safeguards(&form.password)?;
        user.key_vault = key_vault;
        drop(form);
        let username = user.username.as_str().to_owned();
        let mut is_waiting = true;
        if matches!(checked, Checked::Pretend) {
            self.record(AuditKind::Register, "", false, "e-mail not accepted");
        } else {
            self.change(|| {
                let Checked::Open {
                    is_waiting: waits,
                    revision,
                } = self.check_open_to(&user)?
                else {
                    return Err(RegisterError::Store(StoreError::Changed));
                };
                is_waiting = waits;
                let (mut user, hash) = (user.clone(), hash.clone());
                user.is_pending = waits;
                Ok::<_, RegisterError>(Some((Edit::Add { user, hash }, revision)))
            })?;
            let detail = if is_waiting { "waits for approval" } else { "" };
            self.record(AuditKind::Register, &username, true, detail);
        }
        let value = Registered {
            username,
            is_waiting,
        };
        Ok(WithRecoveryCodes { value, codes })
    }

    /// Checks what the file says about this registration.
    fn check_open_to(&self, user: &NewUser) -> Result<Checked, RegisterError> {
        let registration = self.credentials.settings()?.registration.clone();
        let listed = self.credentials.is_email_allowed(&user.email)?;
        let by_email = self.credentials.find_look_alike(user.email.as_str())?;
        let admission = registration.admits(&user.email, listed.value);
        if admission == Admission::Refused
            || by_email.value.is_some() && admission == Admission::Comes
        {
            return Err(RegisterError::EmailNotAccepted);
        }
        let username = user.username.as_str();
        // A username that is the address itself tells no more than the address does (R18).
        let is_address = user.username.key() == user.email.key();
        if !is_address && self.credentials.find_look_alike(username)?.value.is_some() {
            return Err(RegisterError::UsernameTaken);
        }
        if by_email.value.is_some() {
            return Ok(Checked::Pretend);
        }
        Ok(Checked::Open {
            is_waiting: admission == Admission::Waits,
            revision: listed.revision,
        })
    }
}
