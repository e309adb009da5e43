//! What was approved for a copy of a session.

use crate::service::approvals::grant::Grant;
use crate::service::approvals::held::HeldGrants;
use crate::service::session::Session;

impl Session {
    /// Returns a copy for one change that a second person has approved. The use case of the change takes the approval, and no
    /// other copy has it.
    ///
    /// ```
    /// use egui_authenticator::service::approvals::grant::Grant;
    /// use egui_authenticator::use_cases::UserError;
    /// use egui_authenticator::{Caller, Service, Session};
    ///
    /// fn delete(service: &Service, session: &Session, grant: Grant) -> Result<(), UserError> {
    ///     let approved = session.with_approval(grant);
    ///     service.users().remove(Caller::Session(&approved), "bob")
    /// }
    /// ```
    #[doc(hidden)]
    #[must_use]
    pub fn with_approval(&self, grant: Grant) -> Self {
        let held = HeldGrants::default();
        held.add(grant);
        self.with_approvals(held)
    }

    /// Does the same as [`Self::with_approval`] for several.
    pub(crate) fn with_approvals(&self, approvals: HeldGrants) -> Self {
        Self {
            approvals,
            ..self.clone()
        }
    }

    /// Returns what was approved for this copy.
    pub(crate) fn approvals(&self) -> &HeldGrants {
        &self.approvals
    }
}
