//! The content of a page that a second person has approved, at a restricted computer: a server has it, and decides anew who reads it.

use crate::domain::page::Page;

use crate::service::approvals::summaries;
use crate::service::pages::{PageError, Pages};
use crate::service::ports::{AuthorityError, StoreError};
use crate::service::session::Session;

impl Pages {
    /// Returns a page of a session with its content. What a restricted computer knows of a page that has to be approved is not its
    /// content.
    ///
    /// # Errors
    /// - [`PageError::ApprovalRequired`] if the server does not approve it, or the page has changed since.
    /// - [`PageError::NotAllowed`] if the session has ended at the server.
    /// - [`PageError::Store`] if the server cannot be reached.
    pub(super) fn approved(&self, page: &Page, session: &Session) -> Result<Page, PageError> {
        let (Some(authority), Some(action)) = (&self.authority, &page.approval) else {
            return Ok(page.clone());
        };
        let server = authority.approvals().ok_or(StoreError::Restricted)?;
        let approvals = session.approvals().tickets();
        let found = server.page(session.user().id, &page.id, &approvals);
        let found = found.map_err(|error| match error {
            AuthorityError::Ended | AuthorityError::Left => PageError::NotAllowed,
            AuthorityError::Store(error) => PageError::Store(error),
        })?;
        found.ok_or_else(|| {
            let summary = summaries::open_page(action, page);
            PageError::ApprovalRequired(Box::new(summary))
        })
    }
}
