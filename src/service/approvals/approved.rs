//! The proof that an action was approved.

use std::fmt;

use crate::domain::approval::{ActionSummary, ApprovableAction};
use crate::domain::user::User;

use crate::service::approvals::error::ApprovalError;
use crate::service::approvals::grant::Grant;
use crate::service::session::Session;

/// Proof that a second person has approved this action, with exactly these data. Borrowed from the session that asked, so that
/// it lasts no longer than the frame, and used once:
///
/// ```
/// # use egui_authenticator::{ApprovableAction, ApprovalError, Approved};
/// #[derive(Hash)]
/// struct Refund { cents: u64 }
/// # impl ApprovableAction for Refund {
/// #     const NAME: &'static str = "refund.large";
/// #     fn title(&self) -> String { String::new() }
/// # }
///
/// /// Only an approved refund gets here, and the proof says who approved it.
/// fn pay_out(approved: Approved<'_, Refund>) -> Result<String, ApprovalError> {
///     let by = approved.approver().display_name();
///     let Refund { cents } = approved.spend()?;
///     Ok(format!("{cents} cents, approved by {by}"))
/// }
/// ```
///
/// A second use does not compile:
///
/// ```compile_fail,E0382
/// # use egui_authenticator::{ApprovableAction, Approved};
/// fn pay_twice<A: ApprovableAction>(approved: Approved<'_, A>) {
///     drop(approved.spend());
///     drop(approved.spend());
/// }
/// ```
///
/// Neither does a copy, nor a proof of one's own:
///
/// ```compile_fail,E0599
/// # use egui_authenticator::{ApprovableAction, Approved};
/// fn copied<A: ApprovableAction>(approved: &Approved<'_, A>) {
///     approved.clone().spend();
/// }
/// ```
///
/// ```compile_fail,E0451
/// # use egui_authenticator::{Approved, Session};
/// fn forged<'s, A>(approved: Approved<'s, A>, action: A) -> Approved<'s, A> {
///     Approved { action, ..approved }
/// }
/// ```
#[must_use = "the approval is lost if it is not spent"]
pub struct Approved<'s, A> {
    session: &'s Session,
    action: A,
    grant: Grant,
}

impl<'s, A: ApprovableAction> Approved<'s, A> {
    /// Returns the proof, if the grant is for this session and this action.
    ///
    /// # Errors
    /// [`ApprovalError::Ended`] if it is not, or can no longer be used.
    #[doc(hidden)]
    pub fn of(session: &'s Session, action: A, grant: Grant) -> Result<Self, ApprovalError> {
        grant.check(session.state(), ActionSummary::of(&action).digest)?;
        Ok(Self {
            session,
            action,
            grant,
        })
    }

    /// Returns the user who has approved the action.
    ///
    /// ```
    /// # use egui_authenticator::{ApprovableAction, Approved};
    /// fn line_on_the_receipt<A: ApprovableAction>(approved: &Approved<'_, A>) -> String {
    ///     format!("Approved by {}", approved.approver().display_name())
    /// }
    /// ```
    #[must_use]
    pub fn approver(&self) -> &User {
        self.grant.approver()
    }

    /// Uses the approval, and returns the action as it was approved. It is checked once more: a proof that was kept over a lock,
    /// the end of the session, a change of the approver's roles, or for too long is worth nothing.
    ///
    /// ```
    /// # use egui_authenticator::{ApprovableAction, ApprovalError, Approved};
    /// fn carry_out<A: ApprovableAction>(approved: Approved<'_, A>) -> Result<A, ApprovalError> {
    ///     approved.spend()
    /// }
    /// ```
    ///
    /// # Errors
    /// [`ApprovalError::Ended`] if the approval can no longer be used.
    pub fn spend(self) -> Result<A, ApprovalError> {
        let digest = ActionSummary::of(&self.action).digest;
        self.grant.check(self.session.state(), digest)?;
        Ok(self.action)
    }
}

impl<A> fmt::Debug for Approved<'_, A> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Approved").finish_non_exhaustive()
    }
}
