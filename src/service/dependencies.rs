//! What the use cases need from outside. Each part of the service takes from it what it needs.

use std::sync::{Arc, Mutex};

use crate::domain::audit_chain::ChainPoint;
use crate::domain::customization::Customization;

use crate::service::audit::listeners::{AuditFailure, AuditListeners};
use crate::service::ports::{
    AttemptStore, AuditLog, Clipboard, Clock, CodeStore, CredentialStore, Environment, Mailer,
    NoticeStore, PasswordHasher, Platform, PreferenceStore, Randomness, SessionStore, StateStore,
    TokenVault,
};
use crate::service::session_state::OpenSessions;

/// Everything that the use cases need from outside. Cheap to clone.
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
    /// The sessions that are open.
    pub(crate) open_sessions: OpenSessions,
    /// The clipboard.
    pub clipboard: Arc<dyn Clipboard>,
    /// Up to where the audit log has been verified.
    pub(crate) verified: Arc<Mutex<Option<ChainPoint>>>,
    /// The reason why events cannot be recorded at the moment.
    pub audit_failure: AuditFailure,
    /// The host app's listeners for audit events.
    pub listeners: AuditListeners,
    /// The host app's changes.
    pub customization: Arc<Customization>,
}

impl Dependencies {
    pub(crate) fn new(
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
            open_sessions: OpenSessions::default(),
            clipboard: environment.clipboard,
            verified: Arc::default(),
            audit_failure: AuditFailure::default(),
            listeners: AuditListeners::default(),
            customization: Arc::default(),
        }
    }
}
