//! Use cases: what a user can do, step by step, with every security decision.
//!
//! They block, and need no window. A use case joins the rules of `domain` with the ports in [`ports`], which
//! `store` implements. Window, command line and tests call the same functions, so that nothing above this
//! layer can leave out a step.
//!
//! [`Service`] is a handle to parts, each with the few ports that its use cases need.

pub mod account;
pub mod admin_action;
pub mod audit;
pub mod caller;
pub mod command;
pub mod csv;
pub mod dependencies;
pub(crate) mod editor;
pub mod files;
pub mod hashing;
pub(crate) mod notices;
pub(crate) mod or_log;
pub mod pages;
pub(crate) mod passwords;
pub(crate) mod pictures;
pub mod ports;
pub mod preferences;
pub mod recovery;
pub mod registration;
pub mod remember_me;
pub mod session;
pub mod session_view;
pub mod set_up;
pub mod settings;
pub mod sign_in;
pub(crate) mod throttle;
pub mod two_factor;
pub(crate) mod user_keys;
pub mod users;

use std::sync::Arc;

use crate::domain::customization::Customization;

use crate::service::account::Account;
use crate::service::account::password_rating::PasswordAdvice;
use crate::service::audit::AuditLog;
use crate::service::dependencies::Dependencies;
use crate::service::pages::Pages;
use crate::service::ports::{CredentialStore, Environment, StateStore, TokenVault};
use crate::service::recovery::Recovery;
use crate::service::recovery::mail::RecoveryMail;
use crate::service::registration::Registration;
use crate::service::registration::allowed_emails::AllowedEmails;
use crate::service::remember_me::RememberMe;
pub use crate::service::session::Session;
use crate::service::set_up::SetUp;
use crate::service::settings::SettingsEditor;
use crate::service::sign_in::SignIn;
use crate::service::sign_in::sessions::Sessions;
use crate::service::two_factor::TwoFactor;
use crate::service::users::UserAdmin;
use crate::service::users::import::Import;

/// The use cases. Each method returns the part for a feature. Cheap to clone.
#[derive(Clone)]
#[non_exhaustive]
pub struct Service {
    /// What the use cases need from outside.
    pub ports: Dependencies,
}

impl Service {
    /// Creates the use cases over these stores, on this computer.
    #[must_use]
    pub fn new(
        credentials: Arc<dyn CredentialStore>,
        state: Arc<dyn StateStore>,
        vault: Arc<dyn TokenVault>,
        environment: Environment,
    ) -> Self {
        Self {
            ports: Dependencies::new(credentials, state, vault, environment),
        }
    }

    /// Returns the use cases with a host app's changes.
    #[must_use]
    pub fn with_customization(mut self, customization: Customization) -> Self {
        self.ports.customization = Arc::new(customization);
        self
    }

    /// Setting up and opening the program.
    #[must_use]
    pub fn set_up(&self) -> SetUp {
        SetUp::from(&self.ports)
    }

    /// Signing in with a password.
    #[must_use]
    pub fn sign_in(&self) -> SignIn {
        SignIn::from(&self.ports)
    }

    /// Setting up a second factor.
    #[must_use]
    pub fn two_factor(&self) -> TwoFactor {
        TwoFactor::from(&self.ports)
    }

    /// Refreshing, locking, confirming and ending a session.
    #[must_use]
    pub fn sessions(&self) -> Sessions {
        Sessions::from(&self.ports)
    }

    /// Staying signed in over restarts.
    #[must_use]
    pub fn remember_me(&self) -> RememberMe {
        RememberMe::from(&self.ports)
    }

    /// Resetting a password with a code.
    #[must_use]
    pub fn recovery(&self) -> Recovery {
        Recovery::from(&self.ports)
    }

    /// Sending reset codes and usernames by e-mail.
    #[must_use]
    pub fn recovery_mail(&self) -> RecoveryMail {
        RecoveryMail::from(&self.ports)
    }

    /// Registering an account.
    #[must_use]
    pub fn registration(&self) -> Registration {
        Registration::from(&self.ports)
    }

    /// The e-mail addresses that may register.
    #[must_use]
    pub fn allowed_emails(&self) -> AllowedEmails {
        AllowedEmails::from(&self.ports)
    }

    /// Changing one's own account.
    #[must_use]
    pub fn account(&self) -> Account {
        Account::from(&self.ports)
    }

    /// Rating and suggesting passwords.
    #[must_use]
    pub fn password_advice(&self) -> PasswordAdvice {
        PasswordAdvice::from(&self.ports)
    }

    /// Managing users.
    #[must_use]
    pub fn users(&self) -> UserAdmin {
        UserAdmin::from(&self.ports)
    }

    /// Importing users from a table.
    #[must_use]
    pub fn import(&self) -> Import {
        Import::from(&self.ports)
    }

    /// Showing the audit log.
    #[must_use]
    pub fn audit_log(&self) -> AuditLog {
        AuditLog::from(&self.ports)
    }

    /// Changing settings.
    #[must_use]
    pub fn settings(&self) -> SettingsEditor {
        SettingsEditor::from(&self.ports)
    }

    /// Opening pages.
    #[must_use]
    pub fn pages(&self) -> Pages {
        Pages::from(&self.ports)
    }
}

impl From<&Dependencies> for Service {
    fn from(ports: &Dependencies) -> Self {
        Self {
            ports: ports.clone(),
        }
    }
}
