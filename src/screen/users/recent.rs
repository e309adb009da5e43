//! What happened to the user who is open.

use crate::domain::account_event::AccountEvent;
use crate::domain::timestamp::Timestamp;
use crate::service::Session;
use crate::service::audit::OwnActivity;
use crate::service::audit::commands::ListUserActivity;
use crate::service::command::Finished;
use crate::service::or_log::OrLog as _;

use crate::screen::effects::{Effects, Pending};

/// What happened to the user who is open, once it is read.
#[derive(Default)]
pub struct RecentActivity {
    username: String,
    activity: Option<OwnActivity>,
    reading: Pending<ListUserActivity>,
}

impl RecentActivity {
    /// Starts to read it. What is known of the same user is shown until then.
    pub(crate) fn read(&mut self, username: &str, session: &Session, effects: &mut Effects) {
        if self.username != username {
            (self.username, self.activity) = (username.to_owned(), None);
        }
        self.reading = effects.start(ListUserActivity {
            session: session.clone(),
            username: username.to_owned(),
        });
    }

    /// Takes in what was read. Without it, the rest of the user is shown.
    pub(crate) fn on_finished(&mut self, finished: &mut Finished) {
        let read = self.reading.take(finished);
        if let Some(activity) = read.and_then(|read| read.or_log("read the activity of a user")) {
            self.activity = activity;
        }
    }

    /// Returns what happened to a user.
    #[must_use]
    pub fn of(&self, username: &str) -> Option<&OwnActivity> {
        self.activity.as_ref().filter(|_| self.username == username)
    }

    /// Returns when the password of a user was last changed, if that is recorded.
    #[must_use]
    pub fn password_changed(&self, username: &str) -> Option<Timestamp> {
        let is_change = |event: AccountEvent| {
            use AccountEvent::{PasswordChanged, PasswordRecovered, PasswordSet};
            matches!(event, PasswordChanged | PasswordRecovered | PasswordSet)
        };
        let records = self
            .of(username)?
            .records
            .iter()
            .map(|record| &record.event);
        let mut changes =
            records.filter(|event| event.detail.account_event().is_some_and(is_change));
        changes.next().map(|event| event.at)
    }
}
