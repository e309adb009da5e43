//! Unlocking a window while the credential store cannot be reached.

use crate::service::account::error::AccountError;
use crate::service::account::reauthentication::Factors;
use crate::service::ports::StoreError;
use crate::service::session::Session;
use crate::service::session_view::SessionView;
use crate::service::sign_in::sessions::Sessions;

impl Sessions {
    /// Unlocks a locked window by what was read before the outage. The session is not fresh, its time does not begin anew, and
    /// the stored lock stays: the user has proven nothing to the store. `error` is that of the store.
    ///
    /// # Errors
    /// - [`AccountError::Wrong`] if the password is wrong.
    /// - [`AccountError::OfflineTries`] if too many passwords were wrong.
    /// - [`AccountError::Ended`] if the session has ended, or the unlock was cancelled.
    /// - [`AccountError::Store`] with `error` if only the store unlocks.
    pub(super) fn unlock_offline(
        &self,
        session: &Session,
        factors: &Factors,
        error: StoreError,
    ) -> Result<Box<SessionView>, AccountError> {
        let snapshot = self.snapshots.last_in_outage(error.clone())?;
        let reauthentication = &self.reauthentication;
        let confirmed = reauthentication.confirm_offline(&snapshot, session, factors, error)?;
        self.come_back(session, |_| {})?;
        tracing::info!("a window was unlocked while the store could not be reached");
        let throttle = &reauthentication.throttle;
        throttle.add_offline(confirmed.user(), true);
        throttle.report_at_once(&snapshot);
        Ok(self.views.view(confirmed, &snapshot))
    }
}
