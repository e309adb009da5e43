//! Leaving the kiosk of a restricted computer, as the use cases of a trusted one decide about it.

use crate::domain::secret::Secret;
use crate::service::account::Factors;
use crate::service::approvals::error::ApproveError;
use crate::service::ports::{AuthorityError, Cancellation, KioskServer, Verdict};
use crate::testing::restricted::Computer;
use crate::testing::restricted::authority::refused;

impl KioskServer for Computer {
    fn leave_kiosk(
        &self,
        login: &str,
        (password, code): (&Secret, Option<&Secret>),
        cancelled: &Cancellation,
    ) -> Result<Verdict<()>, AuthorityError> {
        self.check()?;
        if cancelled.is_cancelled() {
            return Err(AuthorityError::Left);
        }
        let mut factors = Factors::from(password);
        if let Some(code) = code {
            factors = factors.with_code(code.copied());
        }
        let approvals = self.server.trusted.approvals();
        let left = approvals.leave_kiosk(login, &factors);
        match left {
            Ok(()) => Ok(Verdict::Right(())),
            Err(ApproveError::SignIn(error)) => refused(error),
            Err(ApproveError::NotReady) => Ok(Verdict::SetUpSecondFactor),
            Err(_) => Err(AuthorityError::Left),
        }
    }
}
