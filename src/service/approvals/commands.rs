//! The commands for approving an action, and for leaving a kiosk.

use std::sync::Arc;

use crate::service::account::reauthentication::Factors;
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

/// Lets an administrator leave the kiosk.
pub struct LeaveKiosk {
    /// A username or an e-mail address.
    pub login: String,
    /// The password, and the code of an account that has a second factor.
    pub factors: Factors,
}

opaque_debug!(LeaveKiosk);

impl Command for LeaveKiosk {
    type Output = Result<(), ApproveError>;
    type Part = Approvals;

    fn run(self, approvals: &Approvals) -> Self::Output {
        approvals.leave_kiosk(&self.login, &self.factors)
    }
}
