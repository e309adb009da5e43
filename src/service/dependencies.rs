//! What the use cases need from outside.

use std::sync::Arc;

use crate::domain::customization::Customization;

use crate::service::ports::{
    AttemptStore, AuditLog, Clipboard, Clock, CodeStore, CredentialStore, Environment, Mailer,
    NoticeStore, PasswordHasher, Platform, PreferenceStore, Randomness, SessionStore, StateStore,
    TokenVault,
};

/// Everything that the use cases need from outside, to be replaced in part before a
/// [`Service`](crate::service::Service) is created from it. Cheap to clone.
///
/// ```
/// use std::sync::Arc;
///
/// use egui_authenticator::messages::Messages;
/// use egui_authenticator::service::Service;
/// use egui_authenticator::wiring::{Paths, PathsError, mailer};
///
/// fn service() -> Result<Service, PathsError> {
///     let mut dependencies = Paths::for_app("org.lab", "bench")?.dependencies();
///     dependencies.mailer = mailer(Messages::english());
///     Ok(Service::from(dependencies))
/// }
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct Dependencies {
    /// Users and settings.
    pub credentials: Arc<dyn CredentialStore>,
    /// The failed attempts of each name.
    pub attempts: Arc<dyn AttemptStore>,
    /// The remembered sign-in, and the open sessions.
    pub sessions: Arc<dyn SessionStore>,
    /// Codes that work once.
    pub codes: Arc<dyn CodeStore>,
    /// Notices for the owners of accounts.
    pub notices: Arc<dyn NoticeStore>,
    /// The audit log.
    pub audit_log: Arc<dyn AuditLog>,
    /// The preferences of this computer.
    pub preferences: Arc<dyn PreferenceStore>,
    /// The OS keyring.
    pub vault: Arc<dyn TokenVault>,
    /// Password hashes.
    pub hasher: Arc<dyn PasswordHasher>,
    /// The time of day.
    pub clock: Arc<dyn Clock>,
    /// Random bytes.
    pub random: Arc<dyn Randomness>,
    /// Files, other programs and the computer itself.
    pub platform: Arc<dyn Platform>,
    /// The mail server.
    pub mailer: Arc<dyn Mailer>,
    /// The clipboard.
    pub clipboard: Arc<dyn Clipboard>,
    /// The host app's changes.
    pub customization: Arc<Customization>,
    /// Whether this is a demo, where the passwords of the examples sign in (R90).
    pub(crate) is_demo: bool,
}

opaque_debug!(Dependencies);

impl Dependencies {
    /// Joins these stores and this computer, without changes of a host app.
    #[must_use]
    pub fn new(
        credentials: Arc<dyn CredentialStore>,
        state: Arc<dyn StateStore>,
        vault: Arc<dyn TokenVault>,
        environment: Environment,
    ) -> Self {
        Self {
            credentials,
            attempts: Arc::clone(&state) as _,
            sessions: Arc::clone(&state) as _,
            codes: Arc::clone(&state) as _,
            notices: Arc::clone(&state) as _,
            audit_log: Arc::clone(&state) as _,
            preferences: state,
            vault,
            hasher: environment.hasher,
            clock: environment.clock,
            random: environment.random,
            platform: environment.platform,
            mailer: environment.mailer,
            clipboard: environment.clipboard,
            customization: Arc::default(),
            is_demo: false,
        }
    }
}
