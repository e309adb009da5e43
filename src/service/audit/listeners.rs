//! What is shared between the recorders of a service: the last failure, and the host app's listeners.

use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::audit_event::AuditEvent;

use crate::service::ports::StateError;

/// The reason why the last event could not be recorded. Clones share it.
#[derive(Clone, Default)]
pub struct AuditFailure(Arc<Mutex<Option<StateError>>>);

opaque_debug!(AuditFailure);

impl AuditFailure {
    /// Returns the reason, or `None` if the last event was recorded.
    #[must_use]
    pub fn reason(&self) -> Option<StateError> {
        let reason = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        reason.clone()
    }

    pub(crate) fn note(&self, reason: Option<StateError>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = reason;
    }
}

/// Called with each event on the thread that caused it, after it was recorded.
type AuditListener = Arc<dyn Fn(&AuditEvent) + Send + Sync>;

/// The host app's listeners for audit events. Clones share them.
#[derive(Clone, Default)]
pub struct AuditListeners(Arc<Mutex<Vec<AuditListener>>>);

opaque_debug!(AuditListeners);

impl AuditListeners {
    pub(crate) fn add(&self, listener: AuditListener) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.push(listener);
    }

    pub(crate) fn notify(&self, event: &AuditEvent) {
        // Not called under the lock: a listener may add another one, or do what is recorded.
        let all = {
            let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            all.clone()
        };
        for listener in all {
            listener(event);
        }
    }
}
