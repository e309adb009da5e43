//! Approvals: a second person consents to one action of the user who is signed in, without a session of their own.
//!
//! ```text
//! ask ─▶ name, password, code or PIN ─▶ rule, role, other account ─▶ grant ─▶ Approved ─▶ spent
//! ```
//! The approver's password is checked on the path of a sign-in, so that an unknown name, a wrong password and a disabled
//! account get the same answer after the same time, and count in the same throttle (R16, R17, R85). Where a PIN is allowed, it is
//! checked in the same way, and counts as a try of the PIN as well. A [`Grant`] belongs to one session, one action and its data.
//! It is checked against the accounts and the rules again when it is used.

pub mod approved;
mod at_server;
pub mod commands;
pub mod error;
pub mod grant;
pub(crate) mod held;
mod kiosk;
mod request;
pub(crate) mod summaries;

use std::sync::Arc;

use crate::domain::approval::{ActionSummary, ApprovalRule, REASON_MAX, shortened};
use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::{AuditDetail, AuditWord};

use crate::service::approvals::error::ApproveError;
use crate::service::approvals::grant::{Grant, Grants};
pub use crate::service::approvals::request::{ApprovalRequest, ApproverInput, ApproverProof};
use crate::service::audit::recorder::{AuditRecorder, Party};
use crate::service::context::Context;
use crate::service::ports::{Authority, Cancellation, CredentialStore, Snapshot};
use crate::service::quick_unlock::QuickUnlock;
use crate::service::session_state::OpenSessions;
use crate::service::sign_in::SignIn;

/// Approving actions of other users.
#[derive(Clone)]
pub struct Approvals {
    credentials: Arc<dyn CredentialStore>,
    /// The credential store for what is also possible at a restricted computer.
    everywhere: Arc<dyn CredentialStore>,
    /// The server that decides, if this is a restricted computer.
    authority: Option<Arc<dyn Authority>>,
    sign_in: SignIn,
    quick: QuickUnlock,
    open_sessions: OpenSessions,
    audit: AuditRecorder,
    grants: Grants,
    /// Whether this is a demo, where published passwords approve.
    is_demo: bool,
    /// Whether the dialog was cancelled, or its window has gone.
    cancelled: Cancellation,
}

opaque_debug!(Approvals);

impl From<&Context> for Approvals {
    fn from(from: &Context) -> Self {
        Self {
            credentials: Arc::clone(&from.credentials),
            everywhere: from.everywhere(),
            authority: from.authority.clone(),
            sign_in: from.into(),
            quick: from.into(),
            open_sessions: from.open_sessions.clone(),
            audit: from.into(),
            grants: from.into(),
            is_demo: from.is_demo,
            cancelled: from.cancelled.clone(),
        }
    }
}

impl Approvals {
    /// Approves what a user has asked for. Neither session nor account of the approver changes, except that failed attempts
    /// count, and that a code is used up.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::service::approvals::error::ApproveError;
    /// use egui_authenticator::service::approvals::grant::Grant;
    /// use egui_authenticator::service::approvals::{ApprovalRequest, ApproverInput};
    ///
    /// fn approve(
    ///     service: &Service,
    ///     request: &ApprovalRequest,
    ///     input: &ApproverInput,
    /// ) -> Result<Grant, ApproveError> {
    ///     service.approvals().approve(request, input)
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`ApproveError::Ended`] if the session of the user who asks has ended or was locked since.
    /// - [`ApproveError::NotNamed`] if the file does not name the action.
    /// - [`ApproveError::ReasonMissing`] if it requires a reason and there is none.
    /// - [`ApproveError::SignIn`] if the name, the password or the code is wrong, or the approver cannot sign in.
    /// - [`ApproveError::PinRefused`] if the PIN does not approve this, whatever the reason.
    /// - [`ApproveError::PinNotChecked`] if it is not a PIN, or the keyring cannot be used.
    /// - [`ApproveError::NotReady`] if the approver has to change the password or to set up a second factor first.
    /// - [`ApproveError::SamePerson`] if the approver is the user who asks, and the file does not allow that.
    /// - [`ApproveError::OwnPin`] if the file does, and it was a PIN.
    /// - [`ApproveError::NotAllowed`] if the approver has none of the roles.
    pub fn approve(
        &self,
        request: &ApprovalRequest,
        input: &ApproverInput,
    ) -> Result<Grant, ApproveError> {
        let snapshot = self.everywhere.read()?;
        let reason = shortened(&input.reason, REASON_MAX);
        let rule = self.rule(&snapshot, request, &reason)?;
        if let Some(authority) = &self.authority {
            return self.approve_at_server(&**authority, (request, rule, &reason), input);
        }
        let refused = |whom: Party<'_>, outcome: &AuditDetail| {
            self.record(request, whom, (false, outcome), &reason);
        };
        let login = input.login.as_str();
        let (approver, by_pin) = match &input.proof {
            ApproverProof::Factors(factors) => {
                let who = (login, factors);
                (
                    self.sign_in.check_approver(&snapshot, who, &refused)?,
                    false,
                )
            }
            ApproverProof::Pin(_) if !rule.allows_pin(&request.summary) => {
                refused(Party::NONE, &AuditWord::NotAllowed.into());
                return Err(ApproveError::PinRefused);
            }
            ApproverProof::Pin(pin) => {
                let (sign_in, quick) = (&self.sign_in, &self.quick);
                let who = (login, pin);
                (
                    sign_in.check_approver_pin(&snapshot, who, quick, &refused)?,
                    true,
                )
            }
        };
        let is_same = approver.id == request.user().id;
        let refusal = if is_same && !rule.allow_same_person {
            Some((AuditWord::SamePerson, ApproveError::SamePerson))
        } else if !rule.can_be_approved_by(approver) {
            Some((AuditWord::NotAllowed, ApproveError::NotAllowed))
        } else if is_same && by_pin {
            Some((AuditWord::SamePerson, ApproveError::OwnPin))
        } else {
            None
        };
        if let Some((word, error)) = refusal {
            refused(approver.into(), &word.into());
            return Err(error);
        }
        // The check takes long enough for the window to be locked, or the dialog to be cancelled.
        if !is_open(request) || self.cancelled.is_cancelled() {
            return Err(ApproveError::Ended);
        }
        let word = if by_pin {
            AuditWord::ApprovedWithPin
        } else {
            AuditWord::Approved
        };
        self.record(request, approver.into(), (true, &word.into()), &reason);
        let approver = (approver, by_pin);
        Ok(self.grants.grant(request.asked(), approver, rule))
    }

    /// Returns the rule for what was asked, if the session may still ask for it.
    fn rule<'a>(
        &self,
        snapshot: &'a Snapshot,
        request: &ApprovalRequest,
        reason: &str,
    ) -> Result<&'a ApprovalRule, ApproveError> {
        let session = request.session.current(&self.open_sessions, snapshot);
        if session.is_none() || !is_open(request) {
            return Err(ApproveError::Ended);
        }
        let Some(rule) = snapshot.settings.approval(&request.summary.action) else {
            let outcome = AuditWord::NotAllowed.into();
            self.record(request, Party::NONE, (false, &outcome), reason);
            return Err(ApproveError::NotNamed);
        };
        if rule.require_reason && reason.is_empty() {
            return Err(ApproveError::ReasonMissing);
        }
        Ok(rule)
    }

    fn record(
        &self,
        request: &ApprovalRequest,
        whom: Party<'_>,
        (is_done, outcome): (bool, &AuditDetail),
        reason: &str,
    ) {
        let (word, locks) = match outcome {
            AuditDetail::Locking(word) => (*word, true),
            AuditDetail::Word(word) => (*word, false),
            _ => (AuditWord::NotAllowed, false),
        };
        let ActionSummary {
            action,
            title,
            digest,
            ..
        } = &request.summary;
        // In quotation marks, so that no title reads like a reason.
        let quoted = || format!("\"{}\"", title.replace('"', "'"));
        let title = (!title.is_empty()).then(quoted);
        let reason = (!reason.is_empty()).then(|| reason.to_owned());
        let words: Vec<_> = title.into_iter().chain(reason).collect();
        let text = words.join(" ");
        let detail = AuditDetail::Approval {
            action: action.clone(),
            digest: digest.short(),
            word,
            locks,
            text,
        };
        let users = (request.user().into(), whom);
        self.audit
            .record_about(AuditKind::Approval, users, is_done, detail);
    }
}

/// Returns `true` if the session that asks has neither ended nor been locked since.
fn is_open(request: &ApprovalRequest) -> bool {
    let state = request.session.state();
    !state.is_closed() && state.locks() == request.locks
}
