//! Locking the window: when somebody wants it, and when nobody has touched it for a while.

use std::time::Duration;

use crate::service::request::{Request, SessionView};

use crate::screen::flow::{Flow, Screen};
use crate::screen::lock::{self, LockScreen, ParkedSession};
use crate::screen::set_up::start::StartScreen;
use crate::screen::{Ask, Now, Step};

/// How long before the window locks by itself it says so.
pub const LOCK_WARNING: Duration = Duration::from_secs(30);

impl Flow {
    /// Somebody pressed a key or moved the pointer.
    pub fn on_activity(&mut self, now: Now) {
        self.active_at = now;
    }

    /// How long it is until the window locks by itself; `None` when it does not.
    #[must_use]
    pub fn until_lock(&self, now: Now) -> Option<Duration> {
        let after = self.screen.session_view()?.settings.lock.after()?;
        let left = after.saturating_sub(now.saturating_sub(self.active_at));
        Some(left.max(self.held_until.saturating_sub(now)))
    }

    /// Keeps the window from locking by itself for a while: the app has something under way. It has to
    /// say so again and again, so that one that is stuck keeps no window open for good.
    pub fn hold_lock(&mut self, now: Now) {
        self.held_until = now + 2 * LOCK_WARNING;
    }

    /// Time has passed: locks the window when nobody has touched it for too long.
    pub fn on_time(&mut self, now: Now) -> Vec<Ask> {
        match self.until_lock(now) {
            Some(Duration::ZERO) => self.lock(now),
            _ => Vec::new(),
        }
    }

    /// Locks the window of whoever is signed in.
    pub(crate) fn lock(&mut self, now: Now) -> Vec<Ask> {
        let Some(behind) = self.take_open(now) else {
            return Vec::new();
        };
        let (screen, asks) = LockScreen::new(behind, &mut self.tickets);
        self.screen = Screen::Lock(screen);
        asks
    }

    /// Takes what somebody has open off the screen, without what was typed into password fields.
    fn take_open(&mut self, now: Now) -> Option<Box<ParkedSession>> {
        self.screen.session_view()?;
        let (nothing, _) = StartScreen::new(false, &mut self.tickets, now);
        let mut behind = match std::mem::replace(&mut self.screen, Screen::Start(nothing)) {
            Screen::App(screen) => ParkedSession::App(screen),
            Screen::Account(screen) => ParkedSession::Account(screen),
            other => {
                self.screen = other;
                return None;
            }
        };
        behind.forget_passwords();
        Some(Box::new(behind))
    }

    /// Lets somebody else sign in, and keeps what is open.
    pub(crate) fn switch(&mut self, now: Now) -> Vec<Ask> {
        match self.take_open(now) {
            Some(behind) => self.park(behind, now),
            None => Vec::new(),
        }
    }

    /// Keeps what somebody has open until they are back. Their place among those who are signed in is
    /// free meanwhile.
    fn park(&mut self, mut behind: Box<ParkedSession>, now: Now) -> Vec<Ask> {
        let session_view = behind.session_view_mut();
        let session = session_view.session.clone().left();
        session_view.session = session.clone();
        let username = session.user().username.clone();
        self.parked.retain(|kept| kept.user().username != username);
        self.parked.push(*behind);
        let mut asks = vec![self.tickets.ask(Request::NoteSwitch(session))];
        asks.extend(self.show_start(false, now));
        asks
    }

    /// What somebody who came in had left open. Nothing when the account is another one by now: a name
    /// can be given to somebody else.
    pub(crate) fn unpark(&mut self, session_view: &SessionView) -> Option<ParkedSession> {
        let user = session_view.session.user();
        let is_theirs = |kept: &ParkedSession| kept.user().username == user.username;
        let at = self.parked.iter().position(is_theirs)?;
        let kept = self.parked.remove(at);
        (kept.user().hash == user.hash).then_some(kept)
    }

    /// Shows what was kept to its owner, who has signed in.
    pub(crate) fn show_parked(
        &mut self,
        behind: ParkedSession,
        session_view: Box<SessionView>,
        keep: bool,
        now: Now,
    ) -> Vec<Ask> {
        let (before, told) = (session_view.before, session_view.told.clone());
        let session = session_view.session.clone();
        let mut asks = self.show_behind(behind, session_view, now);
        match &mut self.screen {
            Screen::App(screen) => {
                (screen.session_view.before, screen.session_view.told) = (before, told);
                asks.extend(keep.then(|| screen.remember(&mut self.tickets)));
            }
            _ if keep => asks.push(self.tickets.ask(Request::Remember(session))),
            _ => {}
        }
        asks
    }

    /// Shows what was kept to its owner, as the file is now.
    pub(crate) fn show_behind(
        &mut self,
        behind: ParkedSession,
        session_view: Box<SessionView>,
        now: Now,
    ) -> Vec<Ask> {
        self.active_at = now;
        match behind {
            ParkedSession::App(mut screen) => {
                let asks = screen.refresh(session_view, &mut self.tickets, now);
                self.screen = Screen::App(screen);
                asks
            }
            ParkedSession::Account(mut screen) => {
                let asks = screen.refresh(session_view, &mut self.tickets);
                self.screen = Screen::Account(screen);
                asks
            }
        }
    }

    pub(crate) fn after_lock(&mut self, step: Step<lock::Leave>, now: Now) -> Vec<Ask> {
        match step {
            Step::Stay(asks) => asks,
            Step::Leave(lock::Leave::Switch(behind)) => self.park(behind, now),
            Step::Leave(lock::Leave::Ended(session_view)) => self.end(session_view.session, now),
            Step::Leave(lock::Leave::Unlocked(session_view, behind)) => {
                self.show_behind(*behind, session_view, now)
            }
        }
    }
}
