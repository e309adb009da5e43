//! Parking what a user has open while another user works, and the limits of that.

use std::time::Duration;

use crate::service::Session;
use crate::service::account::commands::{ContinueParked, LockWindow, RecordParkedEnd};
use crate::service::command::Finished;
use crate::service::remember_me::commands::Remember;
use crate::service::session_view::SessionView;
use crate::service::sign_in::locking::LockReason;

use crate::screen::app;
use crate::screen::effects::{Effects, Now, Pending};
use crate::screen::flow::{Flow, Screen};
use crate::screen::form::notice::FormNotice;
use crate::screen::parked::{Parked, ParkedSession, ParkedUser};
use crate::screen::sign_in;

impl Flow {
    /// Returns the users with a parked session in this window, those who were parked first first.
    #[must_use]
    pub fn parked_users(&self) -> Vec<ParkedUser> {
        self.parked.iter().map(Parked::user).collect()
    }

    /// Returns how long it is until a parked session ends; `None` if none does.
    #[must_use]
    pub fn until_parked_ends(&self, now: Now) -> Option<Duration> {
        let most = Duration::from_secs(self.parked_limits.seconds()?);
        let left = |parked: &Parked| most.saturating_sub(parked.lasted(now));
        self.parked.iter().map(left).min()
    }

    /// Ends the sessions that are too many, or have been parked for longer than the settings allow, and drops what was open in
    /// those that were ended elsewhere.
    pub(super) fn hold_parked_limits(&mut self, now: Now) {
        let most = self.parked_limits.max.unwrap_or(u32::MAX) as usize;
        let over = self.parked.len().saturating_sub(most);
        let seconds = self.parked_limits.seconds();
        for (at, parked) in self.parked.iter().enumerate() {
            let is_over =
                seconds.is_some_and(|most| parked.lasted(now) >= Duration::from_secs(most));
            if at < over || is_over {
                end(parked, &mut self.effects);
            }
        }
        self.drop_discarded();
    }

    /// Takes in the end of a command that a user started before another one took over: its outcome is kept for them.
    pub(super) fn take_in_parked(&mut self, finished: &mut Finished) {
        for parked in &mut self.parked {
            parked.take_time(finished);
            if finished.is_awaited() {
                continue;
            }
            let open = &mut parked.open;
            let effects = &mut self.effects;
            if effects.reacting(finished, |finished, effects| {
                open.on_finished(finished, effects)
            }) {
                open.session().state().end();
            }
        }
        self.drop_discarded();
    }

    /// Drops what was open in parked sessions that were ended. Their users are told when they sign in again.
    fn drop_discarded(&mut self) {
        let all = std::mem::take(&mut self.parked);
        let is_discarded = |parked: &Parked| parked.open.session().state().is_discarded();
        let (gone, kept): (Vec<_>, Vec<_>) = all.into_iter().partition(is_discarded);
        self.parked = kept;
        let gone = gone.iter().map(|parked| parked.open.session().user().id);
        self.ended_parked.extend(gone);
    }

    /// Tells a user who has signed in again that their parked session has ended.
    pub(super) fn tell_parked_end(&mut self) {
        if let Screen::App(screen) = &mut self.screen
            && self
                .ended_parked
                .remove(&screen.session_view.session.user().id)
        {
            screen.notice = Some(app::Notice::ParkedEnded);
        }
    }

    /// Parks what a user has open until they are back. Their session slot is free meanwhile.
    pub(super) fn park(&mut self, open: Box<ParkedSession>) {
        let session = open.session().clone();
        session.park();
        if let Some(earlier) = self.take_parked(&session) {
            earlier.session().discard();
        }
        self.parked.push(Parked::new(*open, &mut self.effects));
        self.hold_parked_limits(self.effects.now());
        self.show_start(false);
    }

    /// Takes what the user of a session had parked, and ends the parked session, which the new one replaces. `None`
    /// if the account has another password by now.
    pub(crate) fn unpark(&mut self, session: &Session) -> Option<ParkedSession> {
        // Another window of the program can have ended it, or the computer slept.
        self.hold_parked_limits(self.effects.now());
        let parked = self.take_parked(session)?;
        parked.session().state().continue_in(session.shared_state());
        (parked.session().user().hash == session.user().hash).then_some(parked)
    }

    fn take_parked(&mut self, session: &Session) -> Option<ParkedSession> {
        let id = session.user().id;
        let is_theirs = |parked: &Parked| parked.open.session().user().id == id;
        let at = self.parked.iter().position(is_theirs)?;
        Some(self.parked.remove(at).open)
    }

    /// Shows what was parked to its owner, who has signed in.
    pub(crate) fn show_parked(
        &mut self,
        mut parked: ParkedSession,
        session_view: Box<SessionView>,
        keep: bool,
    ) {
        let told = session_view.told();
        let session = session_view.session.clone();
        self.effects.run(ContinueParked {
            parked: parked.session().clone(),
            session: session.clone(),
        });
        parked.session_view_mut().tell(told);
        self.show_behind(parked, session_view);
        match &mut self.screen {
            Screen::App(screen) if keep => screen.remember(&mut self.effects),
            _ if keep => self.effects.run(Remember(session)),
            _ => {}
        }
    }

    /// Shows what was behind the lock to its owner, as the file is now. Codes are shown only after the password.
    pub(super) fn show_behind(&mut self, behind: ParkedSession, session_view: Box<SessionView>) {
        self.active_at = self.effects.now();
        let needs_password = session_view.session.is_by_quick_unlock() && behind.holds_codes();
        match behind {
            ParkedSession::App(mut screen) => {
                screen.refresh(session_view, &mut self.effects);
                self.screen = Screen::App(*screen);
            }
            ParkedSession::Codes(mut screen, mut parked) => {
                parked.refresh(session_view);
                screen.resume(parked);
                self.screen = Screen::Codes(screen);
            }
            ParkedSession::RegistrationPolicy(mut screen) => {
                screen.session_view.refresh(session_view);
                self.screen = Screen::RegistrationPolicy(screen);
            }
        }
        if needs_password {
            self.lock();
            if let Screen::Lock(screen) = &mut self.screen {
                screen.notice = Some(FormNotice::CodesOpen);
            }
        }
    }

    /// Stores the lock of a parked session again if an unlock that was cancelled before has removed it.
    pub(crate) fn lock_again(&mut self, finished: &mut Finished) {
        for (session, wait) in &mut self.cancelled_unlocks {
            let is_unlocked = matches!(wait.take(finished), Some(Ok(_)));
            if is_unlocked && !session.has_ended() {
                self.locking_again.push(self.effects.start(LockWindow {
                    session: session.clone(),
                    reason: LockReason::SwitchedAway,
                }));
            }
        }
        let mut locks = self.locking_again.iter_mut();
        if let Some(marked) = locks.find_map(|lock| lock.take_result(finished))
            && !matches!(marked, Ok(Ok(())))
        {
            self.show_on_login(sign_in::Notice::Unmarked);
        }
        self.locking_again.retain(Pending::is_waiting);
        self.cancelled_unlocks.retain(|(_, wait)| wait.is_waiting());
    }
}

/// Ends a parked session, and records it.
fn end(parked: &Parked, effects: &mut Effects) {
    let session = parked.open.session();
    session.discard();
    effects.run(RecordParkedEnd(session.clone()));
}
