//! Locking the window, on demand and automatically.

use std::time::Duration;

use crate::domain::settings::Lock;
use crate::service::account::commands::CloseLocked;
use crate::service::command::Job;
use crate::service::sign_in::locking::LockReason;
use crate::service::users::UserInput;

use crate::screen::effects::{Effects, Now};
use crate::screen::flow::copied::CopyResult;
use crate::screen::flow::{Carried, Flow, Screen};
use crate::screen::form::notice::FormNotice;
use crate::screen::lock::{self, LockScreen};
use crate::screen::parked::ParkedSession;
use crate::screen::set_up::start::StartScreen;
use crate::screen::sign_in;

/// How long before an auto-lock the window warns.
pub const LOCK_WARNING: Duration = Duration::from_secs(30);

/// A warning that is due before an auto-lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockWarning {
    /// The window is not used, and locks after this time.
    Idle(Duration),
    /// The access of the user ends, and the window locks, after this time.
    AccessEnds(Duration),
    /// The credential store has been out of reach for long, and the window locks after this time.
    Outage(Duration),
    /// The session has lasted for as long as it may, and the window locks, after this time.
    SessionEnds(Duration),
}

impl Flow {
    /// Records when a key was last pressed or the pointer last moved. Does nothing once the window should have locked.
    pub fn on_activity(&mut self, at: Now) {
        let left = self.until_lock(at).or_else(|| self.until_forms_clear(at));
        if left != Some(Duration::ZERO) {
            self.active_at = self.active_at.max(at);
        }
    }

    /// Returns how long it is until the window locks automatically; `None` if it does not.
    #[must_use]
    pub fn until_lock(&self, now: Now) -> Option<Duration> {
        let (idle, end) = (self.until_idle_lock(now), self.until_access_ends(now));
        [idle, end, self.outage_left()].into_iter().flatten().min()
    }

    /// Returns the time until the window locks because the credential store has been out of reach. Nothing delays it.
    fn outage_left(&self) -> Option<Duration> {
        self.screen.lockable()?.session.state().outage_left()
    }

    /// Returns the time until the window locks because it is not used.
    #[must_use]
    pub(crate) fn until_idle_lock(&self, now: Now) -> Option<Duration> {
        let left = self.until_idle(self.screen.lockable()?.settings.lock, now)?;
        Some(left.max(self.lock_held_until.saturating_sub(now)))
    }

    /// Returns the time until the access of the user who is signed in ends, or the session. Nothing delays it.
    fn until_access_ends(&self, now: Now) -> Option<Duration> {
        // While the computer sleeps, the time of the window may stand still.
        if self.screen.lockable()?.session.state().needs_lock() {
            return Some(Duration::ZERO);
        }
        let (_, end) = self.access_end?;
        Some(end.saturating_sub(now))
    }

    /// Returns the warning that is due.
    #[must_use]
    pub fn lock_warning(&self, now: Now) -> Option<LockWarning> {
        let left = self.until_lock(now).filter(|left| *left <= LOCK_WARNING)?;
        Some(if self.until_access_ends(now) == Some(left) {
            let of_session = self.access_end.is_some_and(|(end, _)| end.is_of_session);
            if of_session {
                LockWarning::SessionEnds(left)
            } else {
                LockWarning::AccessEnds(left)
            }
        } else if self.outage_left() == Some(left) {
            LockWarning::Outage(left)
        } else {
            LockWarning::Idle(left)
        })
    }

    /// Takes over when the access of the user or the session ends, which each refresh of the session tells anew.
    pub(super) fn note_access_end(&mut self) {
        let view = self.screen.lockable();
        let end = view.and_then(|view| view.access_end);
        if end != self.access_end.map(|(end, _)| end) {
            self.access_end = end.map(|end| (end, self.effects.now() + end.left));
        }
    }

    /// Returns how long it is until the forms clear themselves; `None` if nothing is typed, or a lock protects it (R72).
    #[must_use]
    pub fn until_forms_clear(&self, now: Now) -> Option<Duration> {
        self.holds_input().then_some(())?;
        self.until_idle(self.copied.lock, now)
    }

    fn until_idle(&self, lock: Lock, now: Now) -> Option<Duration> {
        let idle = now.saturating_sub(self.active_at);
        Some(lock.after()?.saturating_sub(idle))
    }

    fn holds_input(&self) -> bool {
        let Carried {
            login,
            registration,
            ..
        } = &self.carried;
        let is_carried = !login.is_empty() || *registration != UserInput::default();
        let holds_input = is_carried || self.screen.holds_input();
        self.kiosk.is_asking() || self.screen.lockable().is_none() && holds_input
    }

    /// Returns how often forms were cleared: what drawing keeps of the fields has to go as well.
    #[must_use]
    pub fn clearings(&self) -> u32 {
        self.clearings
    }

    /// Delays the auto-lock for a while, because the host app has something under
    /// way. The app has to repeat this, so that one that is stuck keeps no window open for good.
    pub fn hold_lock(&mut self, now: Now) {
        self.lock_held_until = now + 2 * LOCK_WARNING;
    }

    /// Returns the result of copying the last secret, until it is cleared.
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

    /// Returns `true` while a second person is asked to approve an action, the user to sign, or an administrator to leave a kiosk.
    #[must_use]
    pub fn is_dialog_open(&self) -> bool {
        let is_asking = match &self.screen {
            Screen::App(screen) => screen.is_asking(),
            _ => false,
        };
        is_asking || self.kiosk.is_asking()
    }

    /// Returns how long it is until that dialog, or an approval, ends.
    #[must_use]
    pub fn until_dialog_ends(&self, now: Now) -> Option<Duration> {
        let dialog = match &self.screen {
            Screen::App(screen) => screen.until_dialog_ends(now),
            _ => None,
        };
        dialog.into_iter().chain(self.kiosk.left(now)).min()
    }

    /// Ends the program, or the part of it with the sign-in: clears the clipboard, and keeps locked what is locked.
    pub fn on_exit(&mut self) -> Vec<Job> {
        self.copied.clear(&mut self.effects);
        self.note_waiting_badges();
        let shown = match &mut self.screen {
            Screen::Lock(screen) => {
                // An unlock that is under way would remove the lock after it was stored.
                screen.clear();
                Some(&screen.session_view.session)
            }
            _ => None,
        };
        let parked = self.parked.iter().map(|parked| parked.open.session());
        for session in parked.chain(shown).filter(|session| !session.has_ended()) {
            self.effects.run(CloseLocked(session.clone()));
        }
        self.effects.take_jobs()
    }

    /// Lets time pass: locks the window when it was not used for too long.
    pub fn on_time(&mut self, now: Now) -> Vec<Job> {
        self.effects.set_now(now);
        if self.until_cleared(now) == Some(Duration::ZERO) {
            self.copied.clear(&mut self.effects);
        }
        self.retry(now);
        self.hold_parked_limits(now);
        self.read_badges(now);
        if let Screen::App(screen) = &mut self.screen {
            screen.on_dialog_time(now);
        }
        self.kiosk.on_time(now);
        if self.until_lock(now) == Some(Duration::ZERO) {
            self.lock();
        } else if self.until_forms_clear(now) == Some(Duration::ZERO) {
            self.clear_forms();
        }
        self.effects.take_jobs()
    }

    /// Locks the window of the user who is signed in. Without one, clears the forms.
    ///
    /// Nothing that is under way opens the window afterwards (R71): a sign-in and an unlock are cancelled, and a remembered
    /// session continues behind the lock.
    pub(crate) fn lock(&mut self) {
        self.kiosk.close();
        self.lock_for(LockReason::Locked);
        if self.holds_input() || self.screen.is_opening() {
            self.clear_forms();
        }
    }

    /// Clears what was typed or is shown without a session, and says so.
    fn clear_forms(&mut self) {
        self.active_at = self.effects.now();
        self.clearings = self.clearings.wrapping_add(1);
        self.kiosk.close();
        if !self.holds_input() && !self.screen.is_opening() {
            return;
        }
        self.carried = Carried::default();
        match &mut self.screen {
            Screen::Start(screen) if screen.may_open_session() => screen.lock(),
            Screen::Lock(screen) => screen.clear(),
            Screen::Login(screen) => screen.clear(),
            screen => {
                self.carried.notice = Some(match screen {
                    Screen::Codes(_) => sign_in::Notice::CodesHidden,
                    _ => sign_in::Notice::Form(FormNotice::Cleared),
                });
                self.show_start(false);
            }
        }
    }

    /// Lets another user sign in, and parks what is open.
    pub(crate) fn switch(&mut self) {
        self.lock_for(LockReason::SwitchedAway);
    }

    /// Leaves no session open on a screen other than the pages: the host app wants to sign the user out, or to let another
    /// user sign in.
    pub(super) fn leave_session(&mut self, signs_out: bool) {
        match &self.screen {
            // The codes are shown only once, so that they stay behind the lock.
            Screen::Codes(_) if signs_out && self.screen.lockable().is_some() => self.lock(),
            Screen::RegistrationPolicy(screen) if signs_out => {
                let session = screen.session_view.session.clone();
                self.sign_out(session);
            }
            screen if screen.lockable().is_some() => self.switch(),
            screen if screen.is_opening() => self.lock(),
            _ => {}
        }
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
        let session_view = Box::new(self.screen.lockable()?.clone());
        session_view.session.state().note_lock();
        // Only a placeholder: what it starts is dropped.
        let placeholder = StartScreen::new(false, &mut Effects::default());
        let mut open = match std::mem::replace(&mut self.screen, Screen::Start(placeholder)) {
            Screen::App(screen) => ParkedSession::App(Box::new(screen)),
            Screen::Codes(screen) => ParkedSession::Codes(screen, session_view),
            Screen::RegistrationPolicy(screen) => ParkedSession::RegistrationPolicy(screen),
            other => {
                self.screen = other;
                return None;
            }
        };
        open.forget_passwords();
        Some(Box::new(open))
    }

    pub(crate) fn after_lock(&mut self, transition: Option<lock::Transition>) {
        match transition {
            None => {}
            Some(lock::Transition::Switch {
                behind,
                is_unmarked,
                next,
                cancelled,
            }) => {
                let session = behind.session();
                let unlocks = cancelled.into_iter().map(|wait| (session.clone(), wait));
                self.cancelled_unlocks.extend(unlocks);
                self.carried.named = next;
                self.carried.notice = is_unmarked.then_some(sign_in::Notice::Unmarked);
                self.park(behind);
            }
            Some(lock::Transition::Ended(session_view)) => self.end(session_view.session),
            Some(lock::Transition::Unlocked(session_view, behind)) => {
                self.renew_pin(&session_view);
                self.show_behind(*behind, session_view);
            }
        }
    }
}
