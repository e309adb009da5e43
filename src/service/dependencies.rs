//! What the use cases need from outside.

use std::sync::Arc;
use std::time::Duration;

use crate::domain::customization::Customization;
use crate::domain::settings::Settings;

#[cfg(feature = "updates")]
use crate::service::ports::ManifestServer;
use crate::service::ports::{
    AttemptStore, AuditLog, Authority, Clipboard, Clock, CodeStore, ComputerList, CredentialStore,
    Environment, Mailer, NoVault, NoticeStore, PasswordHasher, Platform, PreferenceStore,
    Randomness, SessionStore, SignatureLog, StateStore, TokenVault,
};

/// Default of `offline_minutes`.
const OFFLINE_MINUTES_DEFAULT: u32 = 15;

/// Everything that the use cases need from outside, to be replaced in part before a
/// [`Service`](crate::service::Service) is created from it. Cheap to clone.
///
/// ```
/// use std::sync::Arc;
///
/// use egui_authenticator::Messages;
/// use egui_authenticator::Service;
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
    #[doc(hidden)]
    pub credentials: Arc<dyn CredentialStore>,
    /// The failed attempts of each name.
    #[doc(hidden)]
    pub attempts: Arc<dyn AttemptStore>,
    /// The remembered sign-in, and the open sessions.
    #[doc(hidden)]
    pub sessions: Arc<dyn SessionStore>,
    /// Codes that work once.
    #[doc(hidden)]
    pub codes: Arc<dyn CodeStore>,
    /// Notices for the owners of accounts.
    #[doc(hidden)]
    pub notices: Arc<dyn NoticeStore>,
    /// The audit log.
    #[doc(hidden)]
    pub audit_log: Arc<dyn AuditLog>,
    /// The signatures of users.
    #[doc(hidden)]
    pub signatures: Arc<dyn SignatureLog>,
    /// The preferences of this computer.
    #[doc(hidden)]
    pub preferences: Arc<dyn PreferenceStore>,
    /// The OS keyring.
    #[doc(hidden)]
    pub vault: Arc<dyn TokenVault>,
    /// Another entry of the OS keyring, for the secret of this computer that quick unlock needs. Without one there is no
    /// quick unlock.
    #[doc(hidden)]
    pub computer_vault: Arc<dyn TokenVault>,
    /// Password hashes.
    #[doc(hidden)]
    pub hasher: Arc<dyn PasswordHasher>,
    /// The time of day.
    #[doc(hidden)]
    pub clock: Arc<dyn Clock>,
    /// Random bytes.
    #[doc(hidden)]
    pub random: Arc<dyn Randomness>,
    /// Files, other programs and the computer itself.
    #[doc(hidden)]
    pub platform: Arc<dyn Platform>,
    /// The mail server.
    #[doc(hidden)]
    pub mailer: Arc<dyn Mailer>,
    /// The clipboard.
    #[doc(hidden)]
    pub clipboard: Arc<dyn Clipboard>,
    /// The server that knows of newer versions of the ready-made app. Without one there are none to know of.
    #[cfg(feature = "updates")]
    #[doc(hidden)]
    pub manifest_server: Option<Arc<dyn ManifestServer>>,
    /// The computers that use the credential store, if it knows them.
    #[doc(hidden)]
    pub computers: Option<Arc<dyn ComputerList>>,
    /// The server that decides about passwords, if this is a restricted computer: then nothing is checked, counted or recorded
    /// here that the server does, and what needs the hashes or other accounts is refused.
    #[doc(hidden)]
    pub authority: Option<Arc<dyn Authority>>,
    /// The host app's changes.
    #[doc(hidden)]
    pub customization: Arc<Customization>,
    /// The settings of the host app, where the credential store gives none. Numbers out of range become the nearest ones that
    /// the file accepts. Roles, pages and the mail server are those of the store only.
    pub defaults: Arc<Settings>,
    /// How often to look for changes of a credential store that cannot notify of them, in place of what the store says.
    #[doc(hidden)]
    pub recheck_every: Option<Duration>,
    /// For how many minutes after the last contact sessions stay open while the credential store cannot be reached (R42): 15
    /// unless another number is set, at most 1440. With 0 they are closed at the first failure.
    #[doc(hidden)]
    pub offline_minutes: u32,
    /// Whether the first user of a window can become the administrator; not in a kiosk.
    pub(crate) may_set_up: bool,
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
            signatures: Arc::clone(&state) as _,
            preferences: state,
            vault,
            computer_vault: Arc::new(NoVault),
            hasher: environment.hasher,
            clock: environment.clock,
            random: environment.random,
            platform: environment.platform,
            mailer: environment.mailer,
            clipboard: environment.clipboard,
            #[cfg(feature = "updates")]
            manifest_server: None,
            computers: None,
            authority: None,
            customization: Arc::default(),
            defaults: Arc::default(),
            recheck_every: None,
            offline_minutes: OFFLINE_MINUTES_DEFAULT,
            may_set_up: true,
            is_demo: false,
        }
    }
}
