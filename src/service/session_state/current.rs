//! Whether a session is valid now.

use crate::domain::user::User;

use crate::service::ports::Snapshot;
use crate::service::session_state::{OpenSessions, SessionState};

impl SessionState {
    /// Returns the user as in `snapshot` if the session belongs to this service, is valid, and its user may be signed in now. A
    /// parked session is valid only for what was accepted before.
    pub(crate) fn current<'a>(
        &self,
        service: &OpenSessions,
        snapshot: &'a Snapshot,
    ) -> Option<&'a User> {
        let user = self.current_at_any_time(service, snapshot);
        user.filter(|user| service.access.is_open(user) && !self.needs_lock())
    }

    /// Does the same as [`Self::current`], also when the window has to lock ([`Self::needs_lock`]).
    pub(crate) fn current_at_any_time<'a>(
        &self,
        service: &OpenSessions,
        snapshot: &'a Snapshot,
    ) -> Option<&'a User> {
        let is_open = self.is_of(service) && self.is_usable(service.admission);
        self.user_in(snapshot).filter(|_| is_open)
    }
}
