//! The exit guard: an app can ask before a user signs out with unsaved work, or before the window locks during a
//! long job.
//!
//! It cannot stop anything that protects the user: the user can sign out anyway, and a lock by hand, sleep, or the end of
//! a session by a change of the file come without asking.

use crate::screen::app::{self, Notice};
use crate::screen::effects::Now;
use crate::screen::flow::auto_lock::LOCK_WARNING;
use crate::screen::flow::{Event, Screen};
use crate::service::Session;

use crate::authenticator::component::Authenticator;
use crate::authenticator::exit_decision::{ExitDecision, ExitReason};

impl Authenticator {
    /// Asks the app before a user leaves. It is called on the UI thread, and before an automatic lock several times a
    /// minute, so it must not block.
    ///
    /// ```
    /// use std::cell::Cell;
    /// use std::rc::Rc;
    ///
    /// use egui_authenticator::{Authenticator, ExitDecision};
    ///
    /// fn guarded(authenticator: Authenticator, is_saved: Rc<Cell<bool>>) -> Authenticator {
    ///     authenticator.with_exit_guard(move |_, _| match is_saved.get() {
    ///         true => ExitDecision::Go,
    ///         false => ExitDecision::Stay("Your measurement is not saved.".to_owned()),
    ///     })
    /// }
    /// ```
    #[must_use]
    pub fn with_exit_guard(
        mut self,
        exit_guard: impl FnMut(ExitReason, &Session) -> ExitDecision + 'static,
    ) -> Self {
        self.exit_guard = Some(Box::new(exit_guard));
        self
    }

    /// Says what would be lost if the user signed out: a few words such as `unsaved notes`, or the ID of a custom message.
    /// Signing out asks then. The lock does not: what is open stays open behind it. An app calls this in every frame.
    ///
    /// ```
    /// # use egui_authenticator::Authenticator;
    /// fn ui(authenticator: &mut Authenticator, is_dirty: bool) {
    ///     authenticator.set_unsaved(is_dirty.then_some("unsaved notes"));
    /// }
    /// ```
    pub fn set_unsaved(&mut self, what: Option<&str>) {
        if self.unsaved.as_deref() != what {
            self.unsaved = what.map(ToOwned::to_owned);
        }
    }

    fn answer(&mut self, leaving: ExitReason) -> ExitDecision {
        let session = self
            .flow
            .screen()
            .session_view()
            .map(|found| &found.session);
        let answer = match (&mut self.exit_guard, session) {
            (Some(exit_guard), Some(session)) => exit_guard(leaving, session),
            _ => ExitDecision::Go,
        };
        match &self.unsaved {
            Some(what) if answer == ExitDecision::Go && leaving == ExitReason::SignOut => {
                ExitDecision::Stay(what.clone())
            }
            _ => answer,
        }
    }

    /// Returns `true`, and shows the reason, if the app asks the user to stay.
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

    /// Keeps the window from locking automatically as long as the app wants it.
    pub(crate) fn ask_before_lock(&mut self, now: Now) {
        let is_due = self
            .flow
            .until_idle_lock(now)
            .is_some_and(|left| left <= LOCK_WARNING);
        if is_due && matches!(self.answer(ExitReason::IdleLock), ExitDecision::Stay(_)) {
            self.flow.hold_lock(now);
        }
    }
}
