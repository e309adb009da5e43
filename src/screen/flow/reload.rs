//! What each screen does when the credential file has changed.

use crate::service::ports::StoreError;
use crate::service::request::{Reply, Request, SessionView};
use crate::service::set_up::open::{OpenError, ProgramInfo};
use crate::service::sign_in::refresh::RefreshError;

use crate::screen::account::AccountScreen;
use crate::screen::app::AppScreen;
use crate::screen::flow::{Flow, Screen};
use crate::screen::lock::LockScreen;
use crate::screen::set_up::broken::BrokenScreen;
use crate::screen::{Ask, Now, app};

impl Flow {
    /// The credential file has changed: find out what that means for whoever is there.
    pub fn on_file_changed(&mut self, now: Now) -> Vec<Ask> {
        let request = match &self.screen {
            // What is being opened may be the file from before.
            Screen::Start(_) => {
                self.has_changed = true;
                return Vec::new();
            }
            Screen::Broken(_) => return self.show_start(true, now),
            Screen::SetUp(_) | Screen::Login(_) | Screen::Register(_) | Screen::Recover(_) => {
                Request::Open
            }
            Screen::App(screen) => Request::Refresh(screen.session_view.session.clone()),
            Screen::Account(screen) => Request::Refresh(screen.session_view.session.clone()),
            Screen::Lock(screen) => Request::Refresh(screen.session_view.session.clone()),
            // Every step is held against the file as it is then.
            Screen::NextStep(_) | Screen::Codes(_) | Screen::RegistrationPolicy(_) => {
                return Vec::new();
            }
        };
        let ask = self.tickets.ask(request);
        self.reloading = Some(ask.ticket);
        vec![ask]
    }

    /// The change of the file is known.
    pub(crate) fn reloaded(&mut self, reply: Reply, now: Now) -> Vec<Ask> {
        match reply {
            Reply::Opened(result) => self.reopened(result, now),
            Reply::Refreshed(result) => self.refreshed(result, now),
            _ => Vec::new(),
        }
    }

    fn reopened(&mut self, result: Result<ProgramInfo, OpenError>, now: Now) -> Vec<Ask> {
        match (&mut self.screen, result) {
            (Screen::Login(screen), Ok(opened)) => {
                screen.reload(Box::new(opened), &mut self.tickets)
            }
            (Screen::Register(_) | Screen::Recover(_), Ok(opened)) => {
                self.kept.opened = Some(Box::new(opened));
                Vec::new()
            }
            // Somebody else was quicker to set the program up.
            (Screen::SetUp(_), Ok(_)) => self.show_start(true, now),
            (
                Screen::Login(_),
                Err(OpenError {
                    error: StoreError::Absent,
                    ..
                }),
            ) => self.show_start(false, now),
            (Screen::Login(_), Err(error)) => {
                self.screen = Screen::Broken(BrokenScreen::new(error));
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn refreshed(&mut self, result: Result<Box<SessionView>, RefreshError>, now: Now) -> Vec<Ask> {
        match (&mut self.screen, result) {
            (Screen::App(screen), Ok(session_view)) => {
                screen.refresh(session_view, &mut self.tickets, now)
            }
            (Screen::Account(screen), Ok(session_view)) => {
                screen.refresh(session_view, &mut self.tickets)
            }
            (Screen::Lock(screen), Ok(session_view)) => {
                screen.refresh(session_view);
                Vec::new()
            }
            (
                Screen::App(AppScreen { session_view, .. })
                | Screen::Account(AccountScreen { session_view, .. })
                | Screen::Lock(LockScreen { session_view, .. }),
                Err(RefreshError::Ended),
            ) => {
                let session = session_view.session.clone();
                self.end(session, now)
            }
            (Screen::App(screen), Err(RefreshError::Store(error))) => {
                screen.notice = Some(app::Notice::Store(error));
                Vec::new()
            }
            _ => Vec::new(),
        }
    }
}
