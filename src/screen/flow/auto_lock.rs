//! Locking the window: when somebody wants it, and when nobody has touched it for a while.

use std::time::Duration;

use crate::service::request::{Entrance, Request};

use crate::screen::flow::{Flow, Screen};
use crate::screen::lock::{self, Behind, LockScreen};
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
        let after = self.screen.entrance()?.settings.lock.after()?;
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
    fn take_open(&mut self, now: Now) -> Option<Box<Behind>> {
        self.screen.entrance()?;
        let (nothing, _) = StartScreen::new(false, &mut self.tickets, now);
        let mut behind = match std::mem::replace(&mut self.screen, Screen::Start(nothing)) {
            Screen::App(screen) => Behind::App(screen),
            Screen::Account(screen) => Behind::Account(screen),
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
    fn park(&mut self, mut behind: Box<Behind>, now: Now) -> Vec<Ask> {
        let entrance = behind.entrance_mut();
        let session = entrance.session.clone().left();
        entrance.session = session.clone();
        let username = session.user().username.clone();
        self.parked.retain(|kept| kept.user().username != username);
        self.parked.push(*behind);
        let mut asks = vec![self.tickets.ask(Request::NoteSwitch(session))];
        asks.extend(self.show_start(false, now));
        asks
    }

    /// What somebody who came in had left open. Nothing when the account is another one by now: a name
    /// can be given to somebody else.
    pub(crate) fn unpark(&mut self, entrance: &Entrance) -> Option<Behind> {
        let user = entrance.session.user();
        let is_theirs = |kept: &Behind| kept.user().username == user.username;
        let at = self.parked.iter().position(is_theirs)?;
        let kept = self.parked.remove(at);
        (kept.user().hash == user.hash).then_some(kept)
    }

    /// Shows what was kept to its owner, who has signed in.
    pub(crate) fn show_parked(
        &mut self,
        behind: Behind,
        entrance: Box<Entrance>,
        keep: bool,
        now: Now,
    ) -> Vec<Ask> {
        let (before, told) = (entrance.before, entrance.told.clone());
        let session = entrance.session.clone();
        let mut asks = self.show_behind(behind, entrance, now);
        match &mut self.screen {
            Screen::App(screen) => {
                (screen.entrance.before, screen.entrance.told) = (before, told);
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
        behind: Behind,
        entrance: Box<Entrance>,
        now: Now,
    ) -> Vec<Ask> {
        self.active_at = now;
        match behind {
            Behind::App(mut screen) => {
                let asks = screen.refresh(entrance, &mut self.tickets, now);
                self.screen = Screen::App(screen);
                asks
            }
            Behind::Account(mut screen) => {
                let asks = screen.refresh(entrance, &mut self.tickets);
                self.screen = Screen::Account(screen);
                asks
            }
        }
    }

    pub(crate) fn after_lock(&mut self, step: Step<lock::Leave>, now: Now) -> Vec<Ask> {
        match step {
            Step::Stay(asks) => asks,
            Step::Leave(lock::Leave::Switch(behind)) => self.park(behind, now),
            Step::Leave(lock::Leave::Ended(entrance)) => self.end(entrance.session, now),
            Step::Leave(lock::Leave::Unlocked(entrance, behind)) => {
                self.show_behind(*behind, entrance, now)
            }
        }
    }
}
