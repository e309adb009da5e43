//! Leaving the kiosk of a restricted computer, as the use cases of a trusted one decide about it.

use crate::service::account::Factors;
use crate::service::approvals::error::ApproveError;
use crate::service::ports::{AuthorityError, Cancellation, KioskServer, Verdict};
use crate::testing::restricted::Computer;
use crate::testing::restricted::authority::refused;

impl KioskServer for Computer {
    fn leave_kiosk(
        &self,
        login: &str,
        factors: &Factors,
        cancelled: &Cancellation,
    ) -> Result<Verdict<()>, AuthorityError> {
        self.check()?;
        if cancelled.is_cancelled() {
            return Err(AuthorityError::Left);
        }
        let left = self.server.trusted.approvals().leave_kiosk(login, factors);
        match left {
            Ok(()) => Ok(Verdict::Right(())),
            Err(ApproveError::SignIn(error)) => refused(error),
            Err(ApproveError::NotReady) => Ok(Verdict::SetUpSecondFactor),
            Err(_) => Err(AuthorityError::Left),
        }
    }
}
