//! The computers that use the store, for administrators.

use crate::service::Session;
use crate::service::command::Finished;
use crate::service::computers::KnownComputers;
use crate::service::computers::commands::ListComputers;
use crate::service::session_view::SessionView;
use crate::service::users::UserError;

use crate::screen::busy::Busy;
use crate::screen::effects::{Effects, Now, Pending};

/// The computers that use the store.
pub struct Computers {
    /// Where the store is.
    pub location: String,
    /// The computers; absent until they are read.
    pub known: Option<KnownComputers>,
    listing: Pending<ListComputers>,
}

impl Computers {
    /// Creates the list, which is not read yet; `None` if the user may not see it, or the store knows no computers.
    pub(crate) fn of(view: &SessionView) -> Option<Self> {
        let is_shown = view.has_computers && view.permissions.is_admin();
        is_shown.then(|| Self {
            location: view.location.clone(),
            known: None,
            listing: Pending::default(),
        })
    }

    /// Reads the list.
    pub(crate) fn read(&mut self, session: &Session, effects: &mut Effects) {
        self.listing = effects.start(ListComputers(session.clone()));
    }

    /// Returns how the wait for the list looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        self.listing.busy(now)
    }

    /// Takes in the list. Returns why there is none.
    pub(crate) fn on_finished(&mut self, finished: &mut Finished) -> Option<UserError> {
        match self.listing.take(finished)? {
            Ok(known) => {
                self.known = Some(known);
                None
            }
            Err(error) => Some(error),
        }
    }
}
