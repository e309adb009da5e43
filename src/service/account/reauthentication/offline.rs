//! Checking the password while the credential store cannot be reached, to unlock a window.

use crate::service::account::error::AccountError;
use crate::service::account::reauthentication::{Factors, Reauthentication};
use crate::service::ports::{Snapshot, StoreError};
use crate::service::session::Session;

impl Reauthentication {
    /// Returns the session of a locked window, which is not fresh, after checking the password by what is known in memory.
    /// `error` is that of the store, and `snapshot` what was read before.
    ///
    /// # Errors
    /// - [`AccountError::Ended`] if the session has ended.
    /// - [`AccountError::Store`] with `error` if only the store unlocks: the window is not locked, a code is asked for, which
    ///   only the store can use up, the time of the session or the access of the user has ended, or the password was not
    ///   entered while the store answered.
    /// - [`AccountError::OfflineTries`] if too many passwords were wrong.
    /// - [`AccountError::Wrong`] if the password is wrong.
    pub(crate) fn confirm_offline(
        &self,
        snapshot: &Snapshot,
        session: &Session,
        factors: &Factors,
        error: StoreError,
    ) -> Result<Session, AccountError> {
        let (state, settings) = (session.state(), &snapshot.settings);
        let user = session
            .current_at_any_time(&self.open_sessions, snapshot)
            .ok_or(AccountError::Ended)?;
        let is_allowed = state.signing.is_locked()
            && !state.needs_lock()
            && self.open_sessions.access.is_open(user)
            && !settings.two_step.asks_again(user);
        let known = is_allowed.then(|| state.offline.check(user)).flatten();
        let known = known.ok_or(error)?;
        if !self.throttle.count_offline(user, settings) {
            return Err(AccountError::OfflineTries);
        }
        if !self.passwords.is_accepted(&factors.password, &known) {
            tracing::warn!("a wrong password was entered while the store could not be reached");
            self.throttle.add_offline(user, false);
            self.throttle.report_at_once(snapshot);
            return Err(AccountError::Wrong);
        }
        self.throttle.undo_offline(user);
        Ok(session.with_user(user.clone()).unlocked_by_pin())
    }
}
