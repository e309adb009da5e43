//! Locking the window: when somebody wants it, and when nobody has touched it for a while.

use std::time::Duration;

use super::super::lock::{self, Behind, LockScreen};
use super::super::start::StartScreen;
use super::super::{Ask, Now, Step};
use super::{Flow, Screen};

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
        Some(after.saturating_sub(now.saturating_sub(self.active_at)))
    }

    /// Time has passed: locks the window when nobody has touched it for too long.
    pub fn on_time(&mut self, now: Now) -> Vec<Ask> {
        match self.until_lock(now) {
            Some(Duration::ZERO) => self.lock(now),
            _ => Vec::new(),
        }
    }

    /// Locks the window of whoever is signed in.
    pub(super) fn lock(&mut self, now: Now) -> Vec<Ask> {
        if self.screen.entrance().is_none() {
            return Vec::new();
        }
        let (nothing, _) = StartScreen::new(false, &mut self.tickets, now);
        let behind = match std::mem::replace(&mut self.screen, Screen::Start(nothing)) {
            Screen::App(screen) => Behind::App(screen),
            Screen::Account(screen) => Behind::Account(screen),
            other => {
                self.screen = other;
                return Vec::new();
            }
        };
        let (screen, asks) = LockScreen::new(Box::new(behind), &mut self.tickets);
        self.screen = Screen::Lock(screen);
        asks
    }

    pub(super) fn after_lock(&mut self, step: Step<lock::Leave>, now: Now) -> Vec<Ask> {
        match step {
            Step::Stay(asks) => asks,
            Step::Leave(lock::Leave::Switch(entrance)) => self.sign_out(entrance.session, now),
            Step::Leave(lock::Leave::Ended(entrance)) => self.end(entrance.session, now),
            Step::Leave(lock::Leave::Unlocked(entrance, behind)) => {
                self.active_at = now;
                match *behind {
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
        }
    }
}
