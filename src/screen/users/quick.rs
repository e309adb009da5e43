//! Which users unlock quickly on this computer. The keyring is asked for it, which may take seconds.

use std::sync::Arc;

use crate::service::Session;
use crate::service::command::Finished;
use crate::service::or_log::OrLog as _;
use crate::service::users::commands::ListQuickUsers;
use crate::service::users::list::UserList;
use crate::service::users::quick::{self, HasBadge};

use crate::screen::effects::{Effects, Pending};

/// Which users unlock quickly, as far as that is known.
#[derive(Default)]
pub(super) struct QuickUsers {
    found: quick::QuickUsers,
    listing: Pending<ListQuickUsers>,
}

impl QuickUsers {
    /// Starts to find it out.
    pub(super) fn read(&mut self, session: &Session, effects: &mut Effects) {
        self.listing = effects.start(ListQuickUsers(session.clone()));
    }

    /// Takes in what was found out. Without it, the rest of the users is shown.
    pub(super) fn on_finished(
        &mut self,
        finished: &mut Finished,
        users: Option<&mut Arc<UserList>>,
    ) {
        if let Some(found) = self.listing.take(finished) {
            let found = found.or_log("read what unlocks quickly");
            self.found = found.unwrap_or_default();
            if let Some(users) = users {
                self.note(users);
            }
        }
    }

    /// Notes it in a list of users.
    pub(super) fn note(&self, users: &mut Arc<UserList>) {
        for row in &mut Arc::make_mut(users).rows {
            row.has_pin = self.found.pins.contains(&row.id);
            row.has_badge = match &self.found.badges {
                None => HasBadge::Unknown,
                Some(badges) if badges.contains(&row.id) => HasBadge::Yes,
                Some(_) => HasBadge::No,
            };
        }
    }
}
