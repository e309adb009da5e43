//! Use cases: what a user can do, step by step, with every security decision.
//!
//! They block, and need no window. A use case joins the rules of `domain` with the ports in [`ports`], which
//! `store` implements. Window, command line and tests call the same functions, so that none can leave out a step.
//!
//! [`Service`] is a handle to parts, each with the few ports that its use cases need.

pub mod access_times;
pub mod account;
pub(crate) mod account_records;
pub(crate) mod account_state;
pub mod admin_action;
mod administration;
pub(crate) mod admission;
pub mod approvals;
mod assembly;
pub mod audit;
pub mod backups;
pub mod caller;
pub mod clipboard;
pub mod command;
pub mod computers;
pub mod context;
pub mod csv;
pub mod dependencies;
pub(crate) mod editor;
pub(crate) mod ended;
pub mod files;
pub mod hashing;
pub(crate) mod known_badges;
pub mod local_time;
pub(crate) mod notices;
pub(crate) mod offline_tries;
pub(crate) mod offline_verifier;
pub(crate) mod or_log;
pub(crate) mod outage;
pub mod pages;
pub(crate) mod passwords;
pub mod personal_data;
pub(crate) mod pictures;
pub mod ports;
pub mod preferences;
pub mod quick_unlock;
pub(crate) mod recent_failures;
pub mod recovery;
pub mod registration;
pub mod remember_me;
pub(crate) mod restricted;
pub(crate) mod retired_names;
pub mod session;
pub(crate) mod session_state;
pub mod session_view;
pub mod set_up;
pub mod settings;
pub mod sign_in;
#[cfg(feature = "signatures")]
pub mod signatures;
pub(crate) mod signing_state;
pub(crate) mod snapshots;
pub(crate) mod throttle;
pub mod two_factor;
#[cfg(feature = "updates")]
pub mod updates;
pub(crate) mod user_keys;
pub mod users;

use crate::service::account::Account;
use crate::service::audit::AuditLog;
use crate::service::context::Context;
use crate::service::recovery::Recovery;
use crate::service::registration::Registration;
use crate::service::remember_me::RememberMe;
pub use crate::service::session::Session;
use crate::service::set_up::SetUp;
use crate::service::sign_in::SignIn;
use crate::service::sign_in::sessions::Sessions;
#[cfg(feature = "signatures")]
use crate::service::signatures::Signatures;
use crate::service::users::UserAdmin;

/// The use cases. Each method returns the part for a feature. Cheap to clone.
///
/// What a service depends on is chosen before it is created and cannot be replaced afterwards (R75):
///
/// ```compile_fail,E0616
/// # use egui_authenticator::Service;
/// # use egui_authenticator::ports::PasswordHasher;
/// fn accept_any_password(service: &mut Service, hasher: std::sync::Arc<dyn PasswordHasher>) {
///     service.context.hasher = hasher;
/// }
/// ```
///
/// Sessions and pending sign-ins belong to the service that created them, and to its clones. All others refuse them.
#[derive(Debug, Clone)]
pub struct Service {
    pub(crate) context: Context,
}

impl Service {
    /// Returns the use cases of setting up and opening the program.
    ///
    /// ```
    /// use egui_authenticator::Service;
    ///
    /// fn title(service: &Service) -> Option<String> {
    ///     let info = service.set_up().open().ok()?;
    ///     info.settings.title.clone()
    /// }
    /// ```
    #[must_use]
    pub fn set_up(&self) -> SetUp {
        SetUp::from(&self.context)
    }

    /// Returns the use cases of signing in with a password.
    ///
    /// ```
    /// use egui_authenticator::Secret;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::use_cases::SignInError;
    /// use egui_authenticator::use_cases::SignInOutcome;
    ///
    /// fn greet(service: &Service, login: &str, password: &Secret) -> Result<String, SignInError> {
    ///     Ok(match service.sign_in().with_password(login, password)? {
    ///         SignInOutcome::SignedIn(view) => format!("Hello, {}", view.session.user().display_name()),
    ///         _ => "One more step".to_owned(),
    ///     })
    /// }
    /// ```
    #[must_use]
    pub fn sign_in(&self) -> SignIn {
        SignIn::from(&self.context)
    }

    /// Returns the use cases of refreshing, locking, confirming and ending a session.
    ///
    /// ```
    /// use egui_authenticator::{Service, Session};
    ///
    /// fn is_still_signed_in(service: &Service, session: &Session) -> bool {
    ///     service.sessions().refresh(session).is_ok()
    /// }
    /// ```
    #[must_use]
    pub fn sessions(&self) -> Sessions {
        Sessions::from(&self.context)
    }

    /// Returns the computers that use the store.
    #[must_use]
    #[doc(hidden)]
    pub fn computers(&self) -> computers::Computers {
        (&self.context).into()
    }

    /// Returns the use cases of staying signed in over restarts.
    ///
    /// ```
    /// use egui_authenticator::Service;
    ///
    /// fn is_remembered(service: &Service) -> bool {
    ///     service.remember_me().resume().session_view().is_some()
    /// }
    /// ```
    #[must_use]
    pub fn remember_me(&self) -> RememberMe {
        RememberMe::from(&self.context)
    }

    /// Returns quick unlock: PINs of this computer.
    #[must_use]
    #[doc(hidden)]
    pub fn quick_unlock(&self) -> quick_unlock::QuickUnlock {
        (&self.context).into()
    }

    /// Returns the use cases of resetting a password with a code.
    ///
    /// ```
    /// use egui_authenticator::Secret;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::use_cases::RecoverError;
    ///
    /// fn forgot(service: &Service, code: &Secret, new: &Secret) -> Result<(), RecoverError> {
    ///     service.recovery().reset_password("ada", code, new)
    /// }
    /// ```
    #[must_use]
    pub fn recovery(&self) -> Recovery {
        Recovery::from(&self.context)
    }

    /// Returns the use cases of registering an account.
    ///
    /// ```
    /// use egui_authenticator::Secret;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::use_cases::RegisterError;
    /// use egui_authenticator::use_cases::UserInput;
    ///
    /// fn register(service: &Service, user: &UserInput, password: &Secret) -> Result<(), RegisterError> {
    ///     service.registration().register(user, password).map(drop)
    /// }
    /// ```
    #[must_use]
    pub fn registration(&self) -> Registration {
        Registration::from(&self.context)
    }

    /// Returns the use cases of changing one's own account.
    ///
    /// ```
    /// use egui_authenticator::Secret;
    /// use egui_authenticator::use_cases::{AccountChange, AccountError};
    /// use egui_authenticator::{Service, Session};
    ///
    /// fn change_password(
    ///     service: &Service,
    ///     session: &Session,
    ///     (current, new): (&Secret, Secret),
    /// ) -> Result<(), AccountError> {
    ///     let change = AccountChange::Password(new);
    ///     service.account().change(session, &current.into(), change)?;
    ///     Ok(())
    /// }
    /// ```
    #[must_use]
    pub fn account(&self) -> Account {
        Account::from(&self.context)
    }

    /// Returns the use cases of managing users.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::{Caller, Operator};
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn disabled_users(service: &Service) -> Result<usize, UserError> {
    ///     let users = service.users().all(Caller::LocalOwner(Operator::assume()))?;
    ///     Ok(users.iter().filter(|user| user.disabled).count())
    /// }
    /// ```
    #[must_use]
    pub fn users(&self) -> UserAdmin {
        UserAdmin::from(&self.context)
    }

    /// Returns the use cases of showing the audit log.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::use_cases::AuditQuery;
    /// use egui_authenticator::{Caller, Operator};
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn export(service: &Service) -> Result<String, UserError> {
    ///     let log = service.audit_log();
    ///     let query = AuditQuery::latest(1_000).days(7);
    ///     log.export(Caller::LocalOwner(Operator::assume()), &log.filter(&query))
    /// }
    /// ```
    #[must_use]
    pub fn audit_log(&self) -> AuditLog {
        AuditLog::from(&self.context)
    }

    /// Returns the use cases of signing content of an app.
    ///
    /// ```
    /// use egui_authenticator::use_cases::{AccountError, Statement};
    /// use egui_authenticator::{Secret, Service, Session};
    ///
    /// fn sign_again(
    ///     service: &Service,
    ///     session: &Session,
    ///     statement: &Statement,
    ///     password: &Secret,
    /// ) -> Result<String, AccountError> {
    ///     let signed = service.signatures().sign(session, statement, None, &password.into())?;
    ///     Ok(signed.sheet())
    /// }
    /// ```
    #[cfg(feature = "signatures")]
    #[must_use]
    pub fn signatures(&self) -> Signatures {
        Signatures::from(&self.context)
    }
}
