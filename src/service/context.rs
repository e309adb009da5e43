//! What the parts of one service share: its dependencies, its open sessions, and the state of its audit log.

mod defaults;

use std::ops::Deref;
use std::sync::{Arc, Mutex};

use crate::domain::audit_chain::ChainPoint;
use crate::domain::settings::Settings;

use crate::service::access_times::AccessClock;
use crate::service::admission::Admission;
use crate::service::audit::listeners::{AuditFailure, AuditListeners};
use crate::service::context::defaults::with_defaults;
use crate::service::dependencies::Dependencies;
use crate::service::hashing::HashTimes;
use crate::service::known_badges::BadgeCell;
use crate::service::offline_tries::OfflineTries;
use crate::service::outage::Outage;
use crate::service::ports::{Cancellation, CredentialStore};
use crate::service::recent_failures::RecentFailures;
use crate::service::restricted::{of_nothing, of_own_accounts};
use crate::service::session_state::OpenSessions;
use crate::service::snapshots::Snapshots;

/// What the parts of one service share. Each part takes from it what it needs. Only a
/// [`Service`](crate::service::Service) creates one, and nothing in it can be replaced (R75). Cheap to clone.
#[derive(Clone)]
pub struct Context {
    dependencies: Dependencies,
    /// The credential store that the context was created from.
    store: Arc<dyn CredentialStore>,
    /// The credential store, which is also that of the dependencies at a trusted computer.
    pub(crate) snapshots: Arc<Snapshots>,
    /// The sessions that are open. They also tell this service from others.
    pub(crate) open_sessions: OpenSessions,
    /// Up to where the audit log has been verified.
    pub(crate) verified: Arc<Mutex<Option<ChainPoint>>>,
    /// The reason why events cannot be recorded at the moment.
    pub(crate) audit_failure: AuditFailure,
    /// Failed attempts of the last minutes.
    pub(crate) recent_failures: RecentFailures,
    /// Tries to unlock during an outage, which the store does not know of yet.
    pub(crate) offline_tries: OfflineTries,
    /// How long it takes to verify a password.
    pub(crate) hash_times: HashTimes,
    /// Whether the window that this context works for has gone.
    pub(crate) window: Cancellation,
    /// Whether the command that this context works for was cancelled, or its window has gone.
    pub(crate) cancelled: Cancellation,
    /// The badges of this computer, as they were last read.
    pub(crate) badges: BadgeCell,
    /// The host app's listeners for audit events.
    pub(crate) listeners: AuditListeners,
}

opaque_debug!(Context);

impl Context {
    pub(crate) fn new(mut dependencies: Dependencies) -> Self {
        let access = AccessClock::from(&dependencies);
        let outage = Outage::new(access.clone(), dependencies.offline_minutes);
        let open_sessions = OpenSessions::new(access, outage);
        let defaults = Settings::clone(&dependencies.defaults).in_range();
        dependencies.defaults = Arc::new(defaults);
        let store = Arc::clone(&dependencies.credentials);
        let is_restricted = dependencies.authority.is_some();
        let mut credentials = with_defaults(&dependencies);
        if is_restricted {
            credentials = of_own_accounts(credentials);
        }
        let snapshots = Arc::new(Snapshots::new(credentials, open_sessions.clone()));
        dependencies.credentials = Arc::clone(&snapshots) as _;
        if is_restricted {
            // What is not made for a restricted computer is refused there.
            dependencies.credentials = of_nothing(dependencies.credentials);
        }
        Self {
            dependencies,
            store,
            snapshots,
            open_sessions,
            verified: Arc::default(),
            audit_failure: AuditFailure::default(),
            recent_failures: RecentFailures::default(),
            offline_tries: OfflineTries::default(),
            hash_times: HashTimes::default(),
            window: Cancellation::default(),
            cancelled: Cancellation::default(),
            badges: BadgeCell::default(),
            listeners: AuditListeners::default(),
        }
    }

    /// Returns the same context for another window, whose end does not end the waits of others.
    pub(crate) fn for_window(&self, window: &Cancellation) -> Self {
        Self {
            window: window.clone(),
            cancelled: window.clone(),
            ..self.clone()
        }
    }

    /// Returns the same context for one command, which can be cancelled, ends with the window, and still has the sessions that
    /// were parked after it was accepted.
    pub(crate) fn for_command(&self, cancelled: &Cancellation, admission: Admission) -> Self {
        self.window.lead(cancelled);
        Self {
            cancelled: cancelled.clone(),
            open_sessions: self.open_sessions.for_command(admission),
            ..self.clone()
        }
    }

    /// Returns the credential store for what is also possible at a restricted computer. The one of the dependencies refuses
    /// everything there.
    pub(crate) fn everywhere(&self) -> Arc<dyn CredentialStore> {
        Arc::clone(&self.snapshots) as _
    }

    /// Returns `true` at a restricted computer.
    pub(crate) fn is_restricted(&self) -> bool {
        self.authority.is_some()
    }

    /// Returns what the context was created from.
    pub(crate) fn dependencies(&self) -> Dependencies {
        Dependencies {
            credentials: Arc::clone(&self.store),
            ..self.dependencies.clone()
        }
    }
}

impl Deref for Context {
    type Target = Dependencies;

    fn deref(&self) -> &Dependencies {
        &self.dependencies
    }
}
