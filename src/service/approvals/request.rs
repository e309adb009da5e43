//! What a user asks for, and what the approver answers.

use std::sync::Arc;

use crate::domain::approval::ActionSummary;
use crate::domain::secret::Secret;
use crate::domain::user::User;

use crate::service::account::reauthentication::Factors;
use crate::service::approvals::grant::Asked;
use crate::service::session::Session;

/// What a user asks another one to approve.
pub struct ApprovalRequest {
    pub(super) session: Session,
    pub(super) summary: ActionSummary,
    /// How often the window of the session had been locked.
    pub(super) locks: u64,
}

opaque_debug!(ApprovalRequest);

impl ApprovalRequest {
    /// Asks for the approval of an action in this session. What is approved ends when the window is locked.
    #[must_use]
    pub fn new(session: &Session, summary: ActionSummary) -> Self {
        Self {
            locks: session.state().locks(),
            session: session.clone(),
            summary,
        }
    }

    /// Returns what an approval is bound to.
    pub(super) fn asked(&self) -> Asked {
        Asked {
            state: Arc::clone(self.session.shared_state()),
            locks: self.locks,
            action: self.summary.action.clone(),
            digest: self.summary.digest,
        }
    }

    /// Returns the user who asks.
    #[must_use]
    pub fn user(&self) -> &User {
        self.session.user()
    }

    /// Returns what is approved.
    #[must_use]
    pub fn summary(&self) -> &ActionSummary {
        &self.summary
    }
}

/// What the approver enters.
pub struct ApproverInput {
    /// A username or an e-mail address.
    pub login: String,
    /// How they prove that it is them.
    pub proof: ApproverProof,
    /// Why the action is to be done.
    pub reason: String,
}

opaque_debug!(ApproverInput);

/// How an approver proves who they are.
pub enum ApproverProof {
    /// The password, and the code of an account that has a second factor.
    Factors(Factors),
    /// The PIN of this computer, where the action and its rule allow that.
    Pin(Secret),
}

opaque_debug!(ApproverProof);

impl From<Factors> for ApproverProof {
    fn from(factors: Factors) -> Self {
        Self::Factors(factors)
    }
}
