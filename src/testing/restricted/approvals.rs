//! What a second person approves at a restricted computer: by the use case of a trusted one.

use crate::domain::account_id::AccountId;
use crate::domain::approval::{ActionSummary, Subject};
use crate::domain::page::{Page, PageId};
use crate::domain::user::User;
use crate::service::Session;
use crate::service::account::Factors;
use crate::service::approvals::error::ApproveError;
use crate::service::approvals::grant::Grant;
use crate::service::approvals::held::HeldGrants;
use crate::service::approvals::summaries::open_page;
use crate::service::approvals::{ApprovalRequest, ApproverInput, ApproverProof};
use crate::service::ports::{
    ApprovalAnswer, ApprovalServer, ApprovalTicket, ApproverFactors, AskedOfServer, AuthorityError,
    AwaitedCode, Cancellation, GivenApproval, Verdict,
};
use crate::service::sign_in::SignInError;
use crate::testing::restricted::Computer;
use crate::testing::restricted::approved_action::ApprovedAction;
use crate::testing::restricted::authority::refused;

impl Computer {
    /// Returns the summary as the server has it, which knows the content of the page.
    fn whole(&self, summary: &ActionSummary) -> Result<ActionSummary, AuthorityError> {
        let Subject::Page(id) = &summary.subject else {
            return Ok(summary.clone());
        };
        let all = self.read_all()?;
        let mut pages = all.settings.views.iter();
        let page = pages.find(|page| page.id == *id);
        let page = page.ok_or(AuthorityError::Ended)?;
        Ok(open_page(&summary.action, page))
    }

    /// Returns what of these was approved in a session.
    pub(super) fn held(&self, session: &Session, tickets: &[ApprovalTicket]) -> HeldGrants {
        let state = self.server.state();
        let mut approved = state.approved.iter().rev();
        let is_one =
            |of: &&ApprovedAction| tickets.contains(&of.ticket) && of.session.is_copy_of(session);
        let found = approved.find(is_one);
        found.map_or_else(HeldGrants::default, |of| of.held.clone())
    }

    fn given(
        &self,
        session: Session,
        summary: ActionSummary,
        answer: Result<Grant, ApproveError>,
    ) -> Result<Verdict<ApprovalAnswer>, AuthorityError> {
        let refusal = match answer {
            Ok(grant) => {
                let known = grant.approver();
                let approver = User {
                    id: known.id,
                    name: known.name.clone(),
                    ..User::new(known.username.clone())
                };
                let mut state = self.server.state();
                state.next += 1;
                let mut bytes = [1; 32];
                bytes[..8].copy_from_slice(&state.next.to_be_bytes());
                let ticket = ApprovalTicket::new(bytes);
                // What was approved in a session is kept together, as a window keeps it.
                let mut earlier = state.approved.iter();
                let earlier = earlier.find(|of| of.session.is_copy_of(&session));
                let held = earlier.map_or_else(HeldGrants::default, |of| of.held.clone());
                held.add(grant);
                state.approved.push(ApprovedAction {
                    ticket: ticket.clone(),
                    summary,
                    session,
                    held,
                });
                ApprovalAnswer::Given(GivenApproval { ticket, approver })
            }
            Err(ApproveError::NotReady) => ApprovalAnswer::NotReady,
            Err(ApproveError::NotNamed) => ApprovalAnswer::NotNamed,
            Err(ApproveError::ReasonMissing) => ApprovalAnswer::ReasonMissing,
            Err(ApproveError::SamePerson) => ApprovalAnswer::SamePerson,
            Err(ApproveError::NotAllowed) => ApprovalAnswer::NotAllowed,
            Err(ApproveError::SignIn(SignInError::Code(_))) => {
                return Ok(Verdict::Code(AwaitedCode::new([0; 32])));
            }
            Err(ApproveError::SignIn(error)) => return refused(error),
            Err(_) => return Err(AuthorityError::Ended),
        };
        Ok(Verdict::Right(refusal))
    }
}

impl ApprovalServer for Computer {
    fn approve(
        &self,
        asked: &AskedOfServer<'_>,
        approver: &ApproverFactors<'_>,
        cancelled: &Cancellation,
    ) -> Result<Verdict<ApprovalAnswer>, AuthorityError> {
        self.read_all()?;
        if cancelled.is_cancelled() {
            return Err(AuthorityError::Left);
        }
        let session = self.session_of(asked.caller);
        let session = session.ok_or(AuthorityError::Ended)?;
        let summary = self.whole(asked.summary)?;
        let request = ApprovalRequest::new(&session, summary.clone());
        let mut factors = Factors::from(approver.password);
        if let Some(code) = approver.code {
            factors = factors.with_code(code.copied());
        }
        let input = ApproverInput {
            login: approver.login.to_owned(),
            proof: ApproverProof::Factors(factors),
            reason: asked.reason.to_owned(),
        };
        let answer = self.server.trusted.approvals().approve(&request, &input);
        if answer.is_ok() && approver.is_published {
            return Ok(Verdict::Right(ApprovalAnswer::Published));
        }
        self.given(session, summary, answer)
    }

    fn holds(&self, ticket: &ApprovalTicket) -> bool {
        let Ok(snapshot) = self.server.dependencies.credentials.read() else {
            return false;
        };
        let state = self.server.state();
        let mut approved = state.approved.iter();
        approved.any(|of| of.ticket == *ticket && of.holds(&snapshot))
    }

    fn page(
        &self,
        caller: AccountId,
        page: &PageId,
        approvals: &[ApprovalTicket],
    ) -> Result<Option<Page>, AuthorityError> {
        let all = self.read_all()?;
        let session = self.session_of(caller).ok_or(AuthorityError::Ended)?;
        let Some(whole) = all.settings.views.iter().find(|of| of.id == *page) else {
            return Ok(None);
        };
        let state = self.server.state();
        let is_good = |of: &ApprovedAction| {
            let is_shown = whole
                .approval
                .as_ref()
                .is_some_and(|action| of.summary == open_page(action, whole));
            let is_of_page = is_shown || of.summary.subject == Subject::Item(page.clone());
            is_of_page
                && approvals.contains(&of.ticket)
                && of.session.is_copy_of(&session)
                && of.holds(&all)
        };
        Ok(state.approved.iter().any(is_good).then(|| whole.clone()))
    }
}
