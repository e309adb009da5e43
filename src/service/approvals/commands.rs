//! The command for approving an action.

use std::sync::Arc;

use crate::service::approvals::error::ApproveError;
use crate::service::approvals::grant::Grant;
use crate::service::approvals::{ApprovalRequest, Approvals, ApproverInput, ApproverProof};
use crate::service::command::{Command, Lane};

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

    /// A PIN needs the keyring.
    fn lane(&self) -> Lane {
        match self.input.proof {
            ApproverProof::Factors(_) => Self::LANE,
            ApproverProof::Pin(_) => Lane::Keyring,
        }
    }

    fn run(self, approvals: &Approvals) -> Self::Output {
        approvals.approve(&self.request, &self.input)
    }
}
