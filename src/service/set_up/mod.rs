//! The first run: make the credential file and its administrator.
//!
//! There is never a default account (R23), and never a way in through this door once the file is
//! there.

pub mod commands;
pub mod open;

use crate::domain::audit::AuditKind;
use crate::domain::customization::{CustomValues, InvalidField};
use crate::domain::email::{Email, EmailError};
use crate::domain::password::{PasswordError, PasswordRule, normalised};
use crate::domain::person_name::PersonName;
use crate::domain::recovery::KeyVault;
use crate::domain::role::Role;
use crate::domain::secret::Secret;
use crate::domain::settings::{Hashing, Settings};
use crate::domain::user::NewUser;
use crate::domain::username::{Username, UsernameError};

use crate::service::ports::{HasherError, StoreError};
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::session::SignInMethod;
use crate::service::session_view::SessionView;
use crate::service::{Service, Session, own_words};

/// What the administrator filled in.
#[non_exhaustive]
pub struct SetUpForm {
    /// Their whole name.
    pub full_name: String,
    /// The name to sign in with.
    pub username: String,
    /// Their address.
    pub email: String,
    /// As typed.
    pub password: Secret,
    /// What was filled into the app's own fields.
    pub fields: CustomValues,
}

impl SetUpForm {
    /// A form whose fields of the app's own are empty.
    #[must_use]
    pub fn new(
        full_name: impl Into<String>,
        username: impl Into<String>,
        email: impl Into<String>,
        password: Secret,
    ) -> Self {
        Self {
            full_name: full_name.into(),
            username: username.into(),
            email: email.into(),
            password,
            fields: CustomValues::new(),
        }
    }
}

/// Why the program was not set up.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SetUpError {
    /// No name.
    #[error("the name is missing")]
    NameMissing,
    /// Not a username.
    #[error("the username: {0}")]
    Username(#[from] UsernameError),
    /// Not an e-mail address.
    #[error("the e-mail address: {0}")]
    Email(#[from] EmailError),
    /// Not an acceptable password.
    #[error("the password: {0}")]
    Password(#[from] PasswordError),
    /// A field of the app's own.
    #[error("{}: {}", .0.0, .0.1)]
    Own(InvalidField),
    /// The password could not be hashed.
    #[error(transparent)]
    Hasher(#[from] HasherError),
    /// The file could not be made; [`StoreError::Exists`] when somebody else was quicker.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<InvalidField> for SetUpError {
    fn from(wrong: InvalidField) -> Self {
        Self::Own(wrong)
    }
}

impl Service {
    /// Makes the credential file with one administrator, and signs them in. Their recovery codes are
    /// shown this once.
    ///
    /// # Errors
    /// Says which field or step stands in the way; then there is no file.
    pub fn set_up(
        &self,
        form: SetUpForm,
    ) -> Result<WithRecoveryCodes<Box<SessionView>>, SetUpError> {
        let mut first = NewUser {
            name: PersonName::from_full(&form.full_name),
            username: Username::parse(self.rules.username(&form.username, &form.email))?,
            email: Email::parse(&form.email)?,
            roles: vec![Role::admin()],
            is_pending: false,
            key_vault: KeyVault::default(),
            fields: self.rules.check_values(&form.fields)?,
        };
        if self.rules.misses_name(&first.name.first) {
            return Err(SetUpError::NameMissing);
        }
        self.rules.check_email(&first.email)?;
        self.rules.check_username(&first.username)?;
        PasswordRule::default().check(&form.password)?;
        let settings = Settings::default();
        let own = own_words(&first, &settings);
        self.rules.check_password(&form.password, &own)?;
        let hash = self
            .hasher
            .hash(&normalised(&form.password), Hashing::default())?;
        let (key_vault, codes) = self.new_safeguards(&form.password)?;
        first.key_vault = key_vault;
        drop(form);
        let revision = self.credentials.create(&first, &hash)?;
        self.keep_revision(&revision);
        let user = first.with_hash(hash);
        let settings = self.credentials.settings()?;
        self.record(AuditKind::SetUp, user.username.as_str(), true, "");
        // There are no limits yet that could leave no place.
        let session_slot = self.session_slot(&user, &settings).ok().flatten();
        let session = Session::new(
            user,
            SignInMethod::SetUp,
            Some(self.clock.now()),
            session_slot,
        );
        let value = self.session_view(session)?;
        Ok(WithRecoveryCodes { value, codes })
    }
}
