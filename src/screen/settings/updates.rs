//! Whether there is a newer version of the program, for administrators.

use crate::domain::update::UpdateNews;
use crate::service::command::Finished;
use crate::service::session_view::SessionView;
use crate::service::updates::commands::AskForUpdate;
use crate::service::users::UserError;

use crate::screen::effects::{Effects, Pending};

/// What is known of the newest version.
#[derive(Default)]
pub struct UpdateCheck {
    /// What is known; absent before the first answer, and if the file names no server.
    pub news: Option<Result<UpdateNews, UserError>>,
    asking: Pending<AskForUpdate>,
}

impl UpdateCheck {
    /// Asks what is known.
    pub(crate) fn new(view: &SessionView, effects: &mut Effects) -> Self {
        let mut check = Self::default();
        check.ask(view, effects);
        check
    }

    /// Asks what is known, if the user is an administrator and the file names a server. The use case decides whether that is asked.
    pub(crate) fn ask(&mut self, view: &SessionView, effects: &mut Effects) {
        if view.permissions.is_admin() && view.settings.updates.both().is_some() {
            self.asking = effects.start(AskForUpdate(view.session.clone()));
        } else {
            *self = Self::default();
        }
    }

    /// Returns `true` while nothing is known yet.
    #[must_use]
    pub fn is_asking(&self) -> bool {
        self.news.is_none() && self.asking.is_waiting()
    }

    /// Takes in what is known.
    pub(crate) fn on_finished(&mut self, finished: &mut Finished) {
        if let Some(news) = self.asking.take(finished) {
            self.news = news.transpose();
        }
    }
}
