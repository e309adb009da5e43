//! What the use cases need from outside. Each part of the service takes from it what it needs.

use std::sync::Arc;

use crate::domain::customization::Customization;

use crate::service::audit::recorder::{AuditFailure, AuditListeners};
use crate::service::ports::{
    Clock, CredentialStore, Environment, Mailer, PasswordHasher, Platform, Randomness, StateStore,
    TokenVault,
};

/// Everything that the use cases need from outside. Cheap to clone.
#[derive(Clone)]
#[non_exhaustive]
pub struct Dependencies {
    /// Users and settings.
    pub credentials: Arc<dyn CredentialStore>,
    /// What is written at every sign-in.
    pub state: Arc<dyn StateStore>,
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
            state,
            vault,
            hasher: environment.hasher,
            clock: environment.clock,
            random: environment.random,
            platform: environment.platform,
            mailer: environment.mailer,
            audit_failure: AuditFailure::default(),
            listeners: AuditListeners::default(),
            customization: Arc::default(),
        }
    }
}
