//! Approving an action at a restricted computer: a server checks who approves it, decides and records.

use crate::domain::approval::ApprovalRule;
use crate::domain::published::is_published;

use crate::service::approvals::error::ApproveError;
use crate::service::approvals::grant::Grant;
use crate::service::approvals::{
    ApprovalRequest, Approvals, ApproverInput, ApproverProof, is_open,
};
use crate::service::ports::{
    ApprovalAnswer, ApproverFactors, AskedOfServer, Authority, AuthorityError, StoreError,
};
use crate::service::sign_in::SignInError;
use crate::service::sign_in::begun::{right, undecided};

impl Approvals {
    /// Has the server approve what was asked for by this rule, for this reason.
    pub(super) fn approve_at_server(
        &self,
        authority: &dyn Authority,
        (request, rule, reason): (&ApprovalRequest, &ApprovalRule, &str),
        input: &ApproverInput,
    ) -> Result<Grant, ApproveError> {
        let server = authority.approvals().ok_or(StoreError::Restricted)?;
        let ApproverProof::Factors(factors) = &input.proof else {
            return Err(ApproveError::PinRefused);
        };
        let asked = AskedOfServer {
            caller: request.user().id,
            summary: request.summary(),
            reason,
        };
        let approver = ApproverFactors {
            login: &input.login,
            password: &factors.password,
            // What is not a code is not an attempt.
            code: factors.code.as_ref().filter(|code| !code.is_empty()),
            is_published: !self.is_demo && is_published(&factors.password),
        };
        let verdict = server.approve(&asked, &approver, &self.cancelled);
        let answer = right(verdict.map_err(|error| match error {
            AuthorityError::Ended => ApproveError::Ended,
            error => undecided(error).into(),
        })?)?;
        let given = match answer {
            ApprovalAnswer::Given(given) => given,
            ApprovalAnswer::Published => return Err(SignInError::Published.into()),
            ApprovalAnswer::NotReady => return Err(ApproveError::NotReady),
            ApprovalAnswer::NotNamed => return Err(ApproveError::NotNamed),
            ApprovalAnswer::ReasonMissing => return Err(ApproveError::ReasonMissing),
            ApprovalAnswer::SamePerson => return Err(ApproveError::SamePerson),
            ApprovalAnswer::NotAllowed => return Err(ApproveError::NotAllowed),
        };
        // The check takes long enough for the window to be locked, or the dialog to be cancelled.
        if !is_open(request) || self.cancelled.is_cancelled() {
            return Err(ApproveError::Ended);
        }
        let approver = (&given.approver, given.ticket);
        Ok(self.grants.grant_of_server(request.asked(), approver, rule))
    }
}
