//! Locking the window, on demand and by itself, and parking what is open while another user works.

use std::time::Duration;

use crate::service::Session;
use crate::service::account::commands::ContinueParked;
use crate::service::command::Job;
use crate::service::remember_me::commands::Remember;
use crate::service::session_view::SessionView;
use crate::service::sign_in::locking::LockReason;

use crate::screen::effects::{Effects, Now};
use crate::screen::flow::copied::CopyResult;
use crate::screen::flow::{Flow, Screen};
use crate::screen::lock::{self, LockScreen, ParkedSession};
use crate::screen::set_up::start::StartScreen;
use crate::screen::sign_in;

/// How long before the window locks by itself it warns.
pub const LOCK_WARNING: Duration = Duration::from_secs(30);

impl Flow {
    /// Notes that a key was pressed or the pointer moved.
    pub fn on_activity(&mut self, now: Now) {
        self.active_at = now;
    }

    /// Returns how long it is until the window locks by itself; `None` if it does not.
    #[must_use]
    pub fn until_lock(&self, now: Now) -> Option<Duration> {
        let after = self.screen.session_view()?.settings.lock.after()?;
        let left = after.saturating_sub(now.saturating_sub(self.active_at));
        Some(left.max(self.lock_held_until.saturating_sub(now)))
    }

    /// Keeps the window from locking by itself for a while, because the host app has something under
    /// way. The app has to repeat this, so that one that is stuck keeps no window open for good.
    pub fn hold_lock(&mut self, now: Now) {
        self.lock_held_until = now + 2 * LOCK_WARNING;
    }

    /// Returns what became of the secret that was copied last, until it is cleared.
    #[must_use]
    pub fn copied(&self) -> Option<&CopyResult> {
        self.copied.result.as_ref()
    }

    /// Returns how long it is until the clipboard is cleared; `None` if nothing is to be cleared.
    #[must_use]
    pub fn until_cleared(&self, now: Now) -> Option<Duration> {
        match self.copied.result {
            Some(CopyResult::Done { until, .. }) => Some(until.saturating_sub(now)),
            _ => None,
        }
    }

    /// Ends the program, or the part of it with the sign-in: clears the clipboard.
    pub fn on_exit(&mut self) -> Vec<Job> {
        self.copied.clear(&mut self.effects);
        self.effects.take_jobs()
    }

    /// Lets time pass: locks the window when it was not used for too long.
    pub fn on_time(&mut self, now: Now) -> Vec<Job> {
        self.effects.set_now(now);
        if self.until_cleared(now) == Some(Duration::ZERO) {
            self.copied.clear(&mut self.effects);
        }
        if self.until_lock(now) == Some(Duration::ZERO) {
            self.lock();
        }
        self.effects.take_jobs()
    }

    /// Locks the window of the user who is signed in.
    pub(crate) fn lock(&mut self) {
        self.lock_for(LockReason::Locked);
    }

    /// Lets another user sign in, and parks what is open.
    pub(crate) fn switch(&mut self) {
        self.lock_for(LockReason::SwitchedAway);
    }

    fn lock_for(&mut self, reason: LockReason) {
        if let Some(open) = self.take_open() {
            let screen = LockScreen::new(open, reason, &mut self.effects);
            self.screen = Screen::Lock(screen);
        }
    }

    /// Takes what the user has open off the screen, without what was typed into password fields, and clears the
    /// clipboard of what the user copied.
    fn take_open(&mut self) -> Option<Box<ParkedSession>> {
        self.copied.clear(&mut self.effects);
        self.screen.session_view()?;
        // Only a placeholder: what it starts is dropped.
        let placeholder = StartScreen::new(false, &mut Effects::default());
        let mut open = match std::mem::replace(&mut self.screen, Screen::Start(placeholder)) {
            Screen::App(screen) => ParkedSession::App(screen),
            Screen::Account(screen) => ParkedSession::Account(screen),
            other => {
                self.screen = other;
                return None;
            }
        };
        open.forget_passwords();
        Some(Box::new(open))
    }

    /// Parks what a user has open until they are back. Their session slot is free meanwhile.
    fn park(&mut self, mut open: Box<ParkedSession>) {
        let session = open.session_view_mut().session.clone();
        session.state().release_slot();
        if let Some(earlier) = self.take_parked(&session) {
            earlier.session().state().end();
        }
        self.parked.push(*open);
        self.show_start(false);
    }

    /// Takes what the user of a session had parked, and ends the parked session, which the new one replaces. `None`
    /// if the account is another one by now: a username can be given to another user.
    pub(crate) fn unpark(&mut self, session: &Session) -> Option<ParkedSession> {
        let parked = self.take_parked(session)?;
        parked.session().state().end();
        (parked.session().user().hash == session.user().hash).then_some(parked)
    }

    fn take_parked(&mut self, session: &Session) -> Option<ParkedSession> {
        let username = &session.user().username;
        let is_theirs = |parked: &ParkedSession| parked.session().user().username == *username;
        let at = self.parked.iter().position(is_theirs)?;
        Some(self.parked.remove(at))
    }

    /// Shows what was parked to its owner, who has signed in.
    pub(crate) fn show_parked(
        &mut self,
        parked: ParkedSession,
        session_view: Box<SessionView>,
        keep: bool,
    ) {
        let (before, events) = (session_view.before, session_view.account_events.clone());
        let session = session_view.session.clone();
        self.effects.run(ContinueParked {
            parked: parked.session().clone(),
            session: session.clone(),
        });
        self.show_behind(parked, session_view);
        match &mut self.screen {
            Screen::App(screen) => {
                (
                    screen.session_view.before,
                    screen.session_view.account_events,
                ) = (before, events);
                if keep {
                    screen.remember(&mut self.effects);
                }
            }
            _ if keep => self.effects.run(Remember(session)),
            _ => {}
        }
    }

    /// Shows what was behind the lock to its owner, as the file is now.
    fn show_behind(&mut self, behind: ParkedSession, session_view: Box<SessionView>) {
        self.active_at = self.effects.now();
        match behind {
            ParkedSession::App(mut screen) => {
                screen.refresh(session_view, &mut self.effects);
                self.screen = Screen::App(screen);
            }
            ParkedSession::Account(mut screen) => {
                screen.refresh(session_view, &mut self.effects);
                self.screen = Screen::Account(screen);
            }
        }
    }

    pub(crate) fn after_lock(&mut self, transition: Option<lock::Transition>) {
        match transition {
            None => {}
            Some(lock::Transition::Switch {
                behind,
                is_unmarked,
            }) => {
                self.carried.notice = is_unmarked.then_some(sign_in::Notice::Unmarked);
                self.park(behind);
            }
            Some(lock::Transition::Ended(session_view)) => self.end(session_view.session),
            Some(lock::Transition::Unlocked(session_view, behind)) => {
                self.show_behind(*behind, session_view);
            }
        }
    }
}
