//! A word from the app before somebody leaves: unsaved work before signing out, a long job before the
//! window locks by itself.
//!
//! Nothing that protects somebody can be stopped. Whoever wants to sign out can do so anyway; a lock that
//! somebody asks for, sleep, and a session that the file has ended come without asking.

use crate::screen::Now;
use crate::screen::app::{self, Notice};
use crate::screen::flow::auto_lock::LOCK_WARNING;
use crate::screen::flow::{Event, Screen};
use crate::service::Session;

use crate::authenticator::Authenticator;

/// What is about to happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ExitReason {
    /// Whoever is signed in wants to sign out.
    SignOut,
    /// Nobody has touched the window for a while, and it is about to lock.
    IdleLock,
}

/// What the app says to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExitDecision {
    /// Let it happen.
    Go,
    /// Rather not, for this reason: a sentence, or the name of one in the app's own words. It is shown to
    /// whoever wants to sign out, beside a button to do so anyway.
    Stay(String),
}

/// Asks the app.
pub(crate) type ExitGuard = Box<dyn FnMut(ExitReason, &Session) -> ExitDecision>;

impl Authenticator {
    /// Asks the app before somebody leaves. It is asked on the window's thread, before an idle lock several
    /// times a minute, so it should look at something that is known already.
    #[must_use]
    pub fn with_exit_guard(
        mut self,
        exit_guard: impl FnMut(ExitReason, &Session) -> ExitDecision + 'static,
    ) -> Self {
        self.exit_guard = Some(Box::new(exit_guard));
        self
    }

    fn answer(&mut self, leaving: ExitReason) -> ExitDecision {
        let session = self
            .flow
            .screen()
            .session_view()
            .map(|found| &found.session);
        match (&mut self.exit_guard, session) {
            (Some(exit_guard), Some(session)) => exit_guard(leaving, session),
            _ => ExitDecision::Go,
        }
    }

    /// Whether the app asks whoever does this to stay. Then it says so on their page.
    pub(crate) fn asks_to_stay(&mut self, event: &Event) -> bool {
        if !matches!(event, Event::App(app::Event::SignOut)) {
            return false;
        }
        let ExitDecision::Stay(reason) = self.answer(ExitReason::SignOut) else {
            return false;
        };
        match self.flow.screen_mut() {
            Screen::App(screen) => {
                screen.notice = Some(Notice::Stay(reason));
                true
            }
            _ => false,
        }
    }

    /// Keeps the window from locking by itself as long as the app wants it.
    pub(crate) fn ask_before_lock(&mut self, now: Now) {
        let is_due = self
            .flow
            .until_lock(now)
            .is_some_and(|left| left <= LOCK_WARNING);
        if is_due && matches!(self.answer(ExitReason::IdleLock), ExitDecision::Stay(_)) {
            self.flow.hold_lock(now);
        }
    }
}
