//! An administrator leaves a kiosk: with name, password and code as for an approval, whether or not a user is signed in.

use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditDetail;

use crate::service::account::reauthentication::Factors;
use crate::service::approvals::Approvals;
use crate::service::approvals::error::ApproveError;
use crate::service::audit::recorder::Party;

impl Approvals {
    /// Checks that an administrator wants to leave the kiosk. An unknown name, a wrong password and a user who is no administrator
    /// get the same answer after the same time, and count in the same throttle. No session begins.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::service::account::Factors;
    ///
    /// fn may_close(service: &Service, login: &str, factors: &Factors) -> bool {
    ///     service.approvals().leave_kiosk(login, factors).is_ok()
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`ApproveError::SignIn`] if the name, the password or the code is wrong, the user is no administrator or cannot sign in,
    ///   or the users cannot be read.
    /// - [`ApproveError::NotReady`] if the administrator has to change the password or to set up a second factor first.
    /// - [`ApproveError::Ended`] if the dialog was closed meanwhile.
    #[doc(hidden)]
    pub fn leave_kiosk(&self, login: &str, factors: &Factors) -> Result<(), ApproveError> {
        if let Some(left) = self.sign_in.leave_kiosk_at_server(login, factors) {
            return left.and_then(|()| self.check_open());
        }
        let snapshot = self.credentials.read()?;
        let refused = |who: Party<'_>, detail: &AuditDetail| {
            self.audit
                .record(AuditKind::Kiosk, who, false, detail.clone());
        };
        let administrator =
            self.sign_in
                .check_administrator(&snapshot, (login, factors), &refused)?;
        self.check_open()?;
        self.audit
            .record(AuditKind::Kiosk, administrator, true, AuditDetail::None);
        Ok(())
    }
    /// The check takes long enough for the dialog to be cancelled.
    fn check_open(&self) -> Result<(), ApproveError> {
        if self.cancelled.is_cancelled() {
            return Err(ApproveError::Ended);
        }
        Ok(())
    }
}
