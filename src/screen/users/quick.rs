//! Which users unlock quickly on this computer. The keyring is asked for it, which may take seconds.

use std::collections::HashSet;
use std::sync::Arc;

use crate::domain::account_id::AccountId;
use crate::service::Session;
use crate::service::command::Finished;
use crate::service::or_log::OrLog as _;
use crate::service::users::commands::ListUsersWithPin;
use crate::service::users::list::UserList;

use crate::screen::effects::{Effects, Pending};

/// Which users unlock quickly, as far as that is known.
#[derive(Default)]
pub(super) struct QuickUsers {
    with_pin: HashSet<AccountId>,
    listing: Pending<ListUsersWithPin>,
}

impl QuickUsers {
    /// Starts to find it out.
    pub(super) fn read(&mut self, session: &Session, effects: &mut Effects) {
        self.listing = effects.start(ListUsersWithPin(session.clone()));
    }

    /// Takes in what was found out. Without it, the rest of the users is shown.
    pub(super) fn on_finished(
        &mut self,
        finished: &mut Finished,
        users: Option<&mut Arc<UserList>>,
    ) {
        if let Some(with_pin) = self.listing.take(finished) {
            self.with_pin = with_pin.or_log("read the PINs").unwrap_or_default();
            if let Some(users) = users {
                self.note(users);
            }
        }
    }

    /// Notes it in a list of users.
    pub(super) fn note(&self, users: &mut Arc<UserList>) {
        for row in &mut Arc::make_mut(users).rows {
            row.has_pin = self.with_pin.contains(&row.id);
        }
    }
}
