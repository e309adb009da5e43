//! What each screen does when the configuration file has changed.

use std::time::Duration;

use crate::service::command::Job;
use crate::service::ports::{FailureKind, StoreError};
use crate::service::session_view::SessionView;
use crate::service::set_up::commands::OpenFile;
use crate::service::set_up::open::{OpenError, ProgramInfo};
use crate::service::sign_in::commands::Refresh;
use crate::service::sign_in::sessions::RefreshError;

use crate::screen::app::{self, AppScreen};
use crate::screen::effects::Now;
use crate::screen::flow::{Flow, Screen};
use crate::screen::form::notice::FormNotice;
use crate::screen::lock::LockScreen;
use crate::screen::set_up::broken::BrokenScreen;
use crate::screen::sign_in;

impl Flow {
    /// Takes in that the configuration file has changed: finds out what that means for this screen.
    pub fn on_file_changed(&mut self, now: Now) -> Vec<Job> {
        self.effects.set_now(now);
        self.follow_file();
        self.effects.take_jobs()
    }

    pub(crate) fn follow_file(&mut self) {
        self.tidy_again();
        match &self.screen {
            // What is being opened may be the file from before.
            Screen::Start(_) => self.has_file_changed = true,
            Screen::Broken(_)
            | Screen::SetUp(_)
            | Screen::Login(_)
            | Screen::Register(_)
            | Screen::Recover(_) => {
                self.reopening = self.effects.start(OpenFile);
            }
            Screen::App(AppScreen { session_view, .. })
            | Screen::Lock(LockScreen { session_view, .. }) => {
                self.refreshing = self.effects.start(Refresh(session_view.session.clone()));
            }
            // Every step is checked against the file as it is then.
            Screen::NextStep(_) | Screen::Codes(_) | Screen::RegistrationPolicy(_) => {}
        }
    }

    /// Returns how long it is until the file is opened again by itself; `None` if it is not.
    #[must_use]
    pub fn until_retry(&self, now: Now) -> Option<Duration> {
        match &self.screen {
            Screen::Broken(screen) => Some(screen.retry_at?.saturating_sub(now)),
            _ => None,
        }
    }

    /// Opens the file again if it is time to.
    pub(super) fn retry(&mut self, now: Now) {
        if self.until_retry(now) == Some(Duration::ZERO)
            && let Screen::Broken(screen) = &mut self.screen
        {
            screen.retry_at = None;
            self.reopening = self.effects.start(OpenFile);
        }
    }

    pub(crate) fn reopened(&mut self, result: Result<ProgramInfo, OpenError>) {
        let now = self.effects.now();
        match (&mut self.screen, result) {
            (Screen::Login(screen), Ok(opened)) => {
                screen.reload(Box::new(opened), &mut self.effects);
            }
            (Screen::Register(_) | Screen::Recover(_), Ok(opened)) => {
                self.carried.opened = Some(Box::new(opened));
            }
            // Another user was quicker to set the program up, or what was wrong was mended.
            (Screen::SetUp(_) | Screen::Broken(_), Ok(_)) => self.show_start(true),
            (Screen::Login(_) | Screen::Broken(_), Err(error))
                if error.error == StoreError::Absent =>
            {
                self.show_start(false);
            }
            (Screen::Broken(screen), Err(error)) => screen.failed_again(error, now),
            (Screen::Login(screen), Err(OpenError { error, .. }))
                if error.kind() == FailureKind::Unavailable =>
            {
                screen.notice = Some(sign_in::Notice::Form(FormNotice::Store(error)));
            }
            (Screen::Login(_), Err(error)) => {
                self.screen = Screen::Broken(BrokenScreen::new(error, now));
            }
            _ => {}
        }
    }

    pub(crate) fn refreshed(&mut self, result: Result<Box<SessionView>, RefreshError>) {
        match (&mut self.screen, result) {
            (Screen::App(screen), Ok(session_view)) => {
                screen.refresh(session_view, &mut self.effects);
            }
            (Screen::Lock(screen), Ok(session_view)) => screen.refresh(session_view),
            (Screen::Lock(screen), Err(RefreshError::Store(StoreError::Unavailable(_)))) => {
                screen.note_outage();
            }
            (
                Screen::App(AppScreen { session_view, .. })
                | Screen::Lock(LockScreen { session_view, .. }),
                Err(RefreshError::Ended),
            ) => {
                let session = session_view.session.clone();
                self.end(session);
            }
            (Screen::App(screen), Err(RefreshError::Store(error))) => {
                screen.notice = Some(app::Notice::Store(error));
            }
            _ => {}
        }
    }
}
