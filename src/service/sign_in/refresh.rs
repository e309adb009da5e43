//! Taking in a credential file that has changed while somebody is signed in.
//!
//! What the file takes away ends at once (R42, R49): a person who was removed or disabled, or whose
//! password is another one, is signed out, and a role that is gone closes its pages. While the file
//! cannot be used as it stands, what it said last counts (R61).

use crate::domain::problem::{Position, Problem, Severity};

use crate::domain::user::User;

use crate::service::Service;
use crate::service::ports::StoreError;
use crate::service::session::Session;
use crate::service::session_view::SessionView;

/// The file cannot be used as it stands, and what it said last is still in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileProblem {
    /// Where the first error is.
    pub position: Position,
    /// What it is. Only for administrators: it may name people.
    pub problem: Option<Problem>,
}

/// Why a session does not go on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RefreshError {
    /// The account is no longer what it was.
    #[error("the session has ended")]
    Ended,
    /// The credential file cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Service {
    /// What somebody who is signed in may see now.
    ///
    /// # Errors
    /// [`RefreshError::Ended`] when they may see nothing any more.
    pub fn refresh(&self, session: &Session) -> Result<Box<SessionView>, RefreshError> {
        let settings = self.credentials.settings()?;
        self.notice_hand_edits();
        // Somebody whom the file has just gained can sign in on the next computer at once.
        drop(self.hash_plain_passwords(&settings));
        let user = self.current(session)?.ok_or(RefreshError::Ended)?;
        Ok(self.session_view(session.with_user(user))?)
    }

    /// The person of a session as the file knows them now, if the session still counts: they may
    /// sign in, with the same password, and were not signed out everywhere.
    pub(crate) fn current(&self, session: &Session) -> Result<Option<User>, StoreError> {
        let was = session.user();
        let user = self.credentials.find(was.username.key())?.value;
        let goes_on = |user: &User| {
            user.username == was.username
                && user.can_sign_in()
                && user.hash == was.hash
                && user.session_epoch == was.session_epoch
        };
        Ok(user.filter(goes_on))
    }

    /// The first error of the file, when what it said before is still in force.
    pub(crate) fn trouble(&self, is_administrator: bool) -> Option<FileProblem> {
        let problems = self.credentials.inspect().ok()?;
        let is_error = |problem: &Problem| problem.severity() == Severity::Error;
        let problem = problems.into_iter().find(is_error)?;
        Some(FileProblem {
            position: problem.position,
            problem: Some(problem).filter(|_| is_administrator),
        })
    }
}
