//! Leaving a kiosk at a restricted computer: the server checks that it is an administrator who wants to.

use crate::domain::published::is_published;

use crate::service::account::reauthentication::Factors;
use crate::service::approvals::error::ApproveError;
use crate::service::ports::{StoreError, Verdict};
use crate::service::sign_in::SignIn;
use crate::service::sign_in::begun::{right, undecided};
use crate::service::sign_in::error::SignInError;

impl SignIn {
    /// Has the server check it. `None` at a trusted computer, which checks it itself.
    pub(crate) fn leave_kiosk_at_server(
        &self,
        login: &str,
        factors: &Factors,
    ) -> Option<Result<(), ApproveError>> {
        let authority = self.authority.as_deref()?;
        let Some(server) = authority.kiosk() else {
            return Some(Err(StoreError::Restricted.into()));
        };
        // What is not a code is not an attempt.
        let code = factors.code.as_ref().filter(|code| !code.is_empty());
        let entered = (&factors.password, code);
        let verdict = server.leave_kiosk(login, entered, &self.cancelled);
        Some(match verdict.map_err(undecided) {
            Err(error) => Err(error.into()),
            Ok(Verdict::SetUpSecondFactor) => Err(ApproveError::NotReady),
            Ok(verdict) => {
                if matches!(verdict, Verdict::Wrong { .. } | Verdict::WrongCode) {
                    self.throttle.note_own_failure(login);
                }
                let is_known = !self.is_demo && is_published(&factors.password);
                if is_known && matches!(verdict, Verdict::Right(()) | Verdict::Code(_)) {
                    Err(SignInError::Published.into())
                } else {
                    right(verdict).map_err(ApproveError::from)
                }
            }
        })
    }
}
