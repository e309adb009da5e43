//! The first run: creating the configuration file with its administrator, and opening it at every start.
//!
//! There is never a default account (R23), and once the file exists, set-up gives no access.

pub mod commands;
pub mod open;
pub(crate) mod upkeep;

use std::sync::Arc;

use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditDetail;
use crate::domain::customization::Customization;
use crate::domain::role::Role;
use crate::domain::secret::Secret;
use crate::domain::settings::Settings;
use crate::domain::user_field::UserFieldError;

use crate::service::audit::recorder::AuditRecorder;
use crate::service::context::Context;
use crate::service::editor::Editor;
use crate::service::or_log::OrLog as _;
use crate::service::passwords::Passwords;
use crate::service::ports::{
    AttemptStore, AuditLog, Clock, CredentialStore, HasherError, Mailer, StoreError,
};
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::session::SignInMethod;
use crate::service::session_view::SessionView;
use crate::service::set_up::upkeep::Upkeep;
use crate::service::sign_in::opening::SessionOpener;
use crate::service::users::input::{UserInput, new_user};

/// The reason why the program was not set up.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SetUpError {
    /// A value is not acceptable.
    #[error(transparent)]
    #[doc(hidden)]
    Field(#[from] UserFieldError),
    /// Another account has signed with the username.
    #[error("the username is taken")]
    #[doc(hidden)]
    UsernameTaken,
    /// The password could not be hashed.
    #[error(transparent)]
    #[doc(hidden)]
    Hasher(#[from] HasherError),
    /// The file could not be created.
    #[error(transparent)]
    #[doc(hidden)]
    Store(#[from] StoreError),
}

/// Setting up and opening the program.
#[derive(Clone)]
pub struct SetUp {
    credentials: Arc<dyn CredentialStore>,
    attempts: Arc<dyn AttemptStore>,
    audit_log: Arc<dyn AuditLog>,
    clock: Arc<dyn Clock>,
    mailer: Arc<dyn Mailer>,
    customization: Arc<Customization>,
    defaults: Arc<Settings>,
    is_possible: bool,
    passwords: Passwords,
    editor: Editor,
    upkeep: Upkeep,
    opener: SessionOpener,
    audit: AuditRecorder,
    is_restricted: bool,
}

opaque_debug!(SetUp);

impl From<&Context> for SetUp {
    fn from(from: &Context) -> Self {
        Self {
            credentials: from.everywhere(),
            attempts: Arc::clone(&from.attempts),
            audit_log: Arc::clone(&from.audit_log),
            clock: Arc::clone(&from.clock),
            mailer: Arc::clone(&from.mailer),
            customization: Arc::clone(&from.customization),
            defaults: Arc::clone(&from.defaults),
            is_possible: from.may_set_up,
            passwords: from.into(),
            editor: from.into(),
            upkeep: from.into(),
            opener: from.into(),
            audit: from.into(),
            is_restricted: from.is_restricted(),
        }
    }
}

impl SetUp {
    /// Refuses to set the program up where a file was before: a user who can remove the file must not become its
    /// administrator (R92). In a kiosk, the first who passes by must not either.
    pub(crate) fn check_never_there(&self) -> Result<(), StoreError> {
        let seen = self.audit_log.revision();
        let seen = seen.map_err(|error| StoreError::Unreadable(error.to_string()))?;
        if seen.is_some() || !self.credentials.backups().is_empty() {
            return Err(StoreError::Vanished);
        }
        if !self.is_possible {
            return Err(StoreError::NoUsers);
        }
        Ok(())
    }

    /// Creates the configuration file with one administrator, and signs them in. The recovery codes are shown
    /// this once.
    ///
    /// ```
    /// use egui_authenticator::users::PersonName;
    /// use egui_authenticator::Secret;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Session;
    /// use egui_authenticator::use_cases::SetUpError;
    /// use egui_authenticator::use_cases::UserInput;
    ///
    /// fn example(service: &Service, password: &Secret) -> Result<Session, SetUpError> {
    ///     let input = UserInput::new("ada", "ada@example.org", PersonName::new("Ada", "Lovelace"));
    ///     let created = service.set_up().create(&input, password)?;
    ///     for code in &created.codes {
    ///         println!("{}", code.expose()); // Shown this once.
    ///     }
    ///     Ok(created.value.session)
    /// }
    /// ```
    ///
    /// # Errors
    /// There is no file after an error, except after one that reads it.
    /// - [`SetUpError::Field`] if a value is not acceptable.
    /// - [`SetUpError::UsernameTaken`] if another account has signed with the username on this computer.
    /// - [`SetUpError::Hasher`] if the password cannot be hashed.
    /// - [`SetUpError::Store`] if the file cannot be created; [`StoreError::Exists`] if there is one, and
    ///   [`StoreError::Vanished`] if there was one before.
    pub fn create(
        &self,
        input: &UserInput,
        password: &Secret,
    ) -> Result<WithRecoveryCodes<Box<SessionView>>, SetUpError> {
        if self.is_restricted {
            return Err(StoreError::Restricted.into());
        }
        match self.credentials.read() {
            Err(StoreError::Absent) => self.check_never_there()?,
            Ok(_) | Err(StoreError::Unusable(_)) => return Err(StoreError::Exists.into()),
            Err(error) => return Err(error.into()),
        }
        let id = self.passwords.keys.new_account_id()?;
        let mut user = new_user(&self.customization, id, input)?;
        if self.editor.retired.include_any([(&user.username, user.id)]) {
            return Err(SetUpError::UsernameTaken);
        }
        user.roles = vec![Role::admin()];
        let settings = &self.defaults;
        self.passwords.check_new_user(&user, password, settings)?;
        let hash = self.passwords.hash(password, settings.hashing)?;
        let (key_vault, codes) = self.passwords.keys.new_vault(password)?;
        user.key_vault = key_vault;
        let revision = self.credentials.create(&user, &hash)?;
        self.editor.remember(&revision);
        let user = user.with_hash(hash);
        let snapshot = self.credentials.read()?;
        self.audit
            .record(AuditKind::SetUp, &user, true, AuditDetail::None);
        // A limit of sessions keeps no user from setting up.
        let slot = self.opener.claim_slot(&user, &snapshot.settings);
        let slot = slot.or_log("claim a session slot").flatten();
        let (now, began) = (self.clock.now(), self.opener.began(&snapshot.settings));
        let session = self
            .opener
            .session(user, (SignInMethod::SetUp, Some(now)), slot, began);
        let value = self.opener.views.view(session, &snapshot);
        Ok(WithRecoveryCodes { value, codes })
    }
}
