//! The command for approving an action.

use std::sync::Arc;

use crate::service::approvals::error::ApproveError;
use crate::service::approvals::grant::Grant;
use crate::service::approvals::{ApprovalRequest, Approvals, ApproverInput};
use crate::service::command::Command;

/// Approves what a user has asked for.
pub struct Approve {
    /// What was asked for.
    pub request: Arc<ApprovalRequest>,
    /// Who approves it.
    pub input: ApproverInput,
}

opaque_debug!(Approve);

impl Command for Approve {
    type Output = Result<Grant, ApproveError>;
    type Part = Approvals;

    fn run(self, approvals: &Approvals) -> Self::Output {
        approvals.approve(&self.request, &self.input)
    }
}
