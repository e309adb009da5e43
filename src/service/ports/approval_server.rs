//! A server that checks who approves an action, for a computer that may not read the users.

use std::fmt;
use std::sync::Arc;

use zeroize::Zeroizing;

use crate::domain::account_id::AccountId;
use crate::domain::approval::ActionSummary;
use crate::domain::page::{Page, PageId};
use crate::domain::secret::Secret;
use crate::domain::user::User;

use crate::service::ports::authority_error::AuthorityError;
use crate::service::ports::cancellation::Cancellation;
use crate::service::ports::verdict::Verdict;

/// Checks who approves an action, on behalf of a computer that may not read the users (a restricted computer).
///
/// # Contract
///
/// - **It counts and tells like a sign-in** (see [`Authority`](crate::service::ports::Authority)), but no session begins, and
///   earlier failures of the approver stay.
/// - **It decides by what is so now**: the rule of the action, the roles and the access times of the approver, and that another
///   user asks. It records what it decides.
/// - **What it approves holds for the session that asked and exactly this action**, and no longer than the rule says. It ends when
///   the rule or an account changes.
/// - Every method but [`Self::holds`] is called off the window's thread, from several threads at once.
pub trait ApprovalServer: Send + Sync {
    /// Checks name and password of the approver, and the code if there is one, and approves what was asked.
    ///
    /// # Errors
    /// Nothing is approved.
    /// - [`AuthorityError::Left`] if it was cancelled.
    /// - [`AuthorityError::Ended`] if the session of the user who asks has ended, or the page has changed.
    /// - [`AuthorityError::Store`] if the server cannot be reached or does not answer as it should.
    fn approve(
        &self,
        asked: &AskedOfServer<'_>,
        approver: &ApproverFactors<'_>,
        cancelled: &Cancellation,
    ) -> Result<Verdict<ApprovalAnswer>, AuthorityError>;

    /// Returns `true` if the approval could still be given, as far as the computer knows since it last read the settings. Must not
    /// block.
    fn holds(&self, ticket: &ApprovalTicket) -> bool;

    /// Returns a page with its content, if one of these approvals is for it as it is now; `None` if none is. Nothing is used up.
    ///
    /// # Errors
    /// - [`AuthorityError::Ended`] if the caller has no session at this computer.
    /// - [`AuthorityError::Store`] if the server cannot be reached or does not answer as it should.
    fn page(
        &self,
        caller: AccountId,
        page: &PageId,
        approvals: &[ApprovalTicket],
    ) -> Result<Option<Page>, AuthorityError>;
}

/// What a user asks a server to approve.
#[derive(Clone, Copy, Debug)]
pub struct AskedOfServer<'a> {
    /// The account of the user who asks, in the latest session at this computer.
    pub caller: AccountId,
    /// The action.
    pub summary: &'a ActionSummary,
    /// Why it is to be done; empty if there is no reason.
    pub reason: &'a str,
}

/// What an approver has entered.
#[derive(Clone, Copy)]
pub struct ApproverFactors<'a> {
    /// A username or an e-mail address.
    pub login: &'a str,
    /// The password.
    pub password: &'a Secret,
    /// The code from the app.
    pub code: Option<&'a Secret>,
    /// Whether the password is a published one, which approves nothing. The server cannot tell.
    pub is_published: bool,
}

impl fmt::Debug for ApproverFactors<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ApproverFactors")
            .finish_non_exhaustive()
    }
}

/// What a server says of an action after the right password and code.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "one at a time, and seldom moved")]
pub enum ApprovalAnswer {
    /// It is approved.
    Given(GivenApproval),
    /// The password is a published one.
    Published,
    /// The approver has to do something at the next sign-in first.
    NotReady,
    /// No rule names the action.
    NotNamed,
    /// The rule requires a reason.
    ReasonMissing,
    /// The approver is the user who asks.
    SamePerson,
    /// The approver has none of the roles.
    NotAllowed,
}

/// What a server has approved.
#[derive(Debug)]
pub struct GivenApproval {
    /// Proves it.
    pub ticket: ApprovalTicket,
    /// The approver, of whom only the account and the names are known.
    pub approver: User,
}

/// Proves to a server what it has approved. It is wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct ApprovalTicket(Arc<Zeroizing<[u8; 32]>>);

impl ApprovalTicket {
    /// Creates a ticket.
    #[must_use]
    pub fn new(ticket: [u8; 32]) -> Self {
        Self(Arc::new(Zeroizing::new(ticket)))
    }

    /// Returns its bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_slice()
    }
}

impl fmt::Debug for ApprovalTicket {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ApprovalTicket")
            .finish_non_exhaustive()
    }
}
