//! A window that is locked: the user who is signed in continues with their password, another user signs
//! in with their own account.
//!
//! What was open stays behind it, without what was typed into password fields, and is not drawn.

mod badge;

use crate::service::account::AccountError;
use crate::service::account::commands::{LockWindow, Unlock, UnlockWith};
use crate::service::command::Finished;
use crate::service::local_time::{LocalTime, ReadLocalTime};
use crate::service::ports::StoreError;
use crate::service::quick_unlock::PinStatus;
use crate::service::quick_unlock::commands::{CheckPinStatus, LoadBadges};
use crate::service::session_view::SessionView;
use crate::service::sign_in::locking::LockReason;

use crate::screen::busy::Busy;
use crate::screen::effects::{Effects, Now, Pending};
use crate::screen::form::code_input::CodeInput;
use crate::screen::form::field::FieldError;
use crate::screen::form::notice::{FormNotice, PinRefused, pin_refused};
use crate::screen::form::password_input::PasswordInput;
use crate::screen::parked::ParkedSession;

/// A window that is locked.
pub struct LockScreen {
    /// The session.
    pub session_view: Box<SessionView>,
    /// The password or the PIN that is typed.
    pub password: PasswordInput,
    /// Whether the PIN is asked for, and not the password.
    pub asks_pin: bool,
    /// Whether a PIN unlocks the window.
    pub has_pin: bool,
    /// The code, if it is asked for.
    pub code: CodeInput,
    /// What is wrong with the password.
    pub error: Option<FieldError>,
    /// What to say above the form.
    pub notice: Option<FormNotice>,
    /// Whether the field wants the focus; taken when the form is drawn.
    pub wants_focus: bool,
    /// Whether the lock ends with the program, because it could not be stored.
    pub is_unmarked: bool,
    /// Whether what is typed is ignored, because the user was typing when the window locked (R77).
    pub ignores_typing: bool,
    /// When the window was locked, once that is known.
    pub since: Option<LocalTime>,
    reading_time: Pending<ReadLocalTime>,
    behind: Option<Box<ParkedSession>>,
    reason: LockReason,
    /// The user whose badge was scanned, who signs in next.
    next: Option<String>,
    locking: Pending<LockWindow>,
    checking_pin: Pending<CheckPinStatus>,
    /// The lock that is stored again, after an unlock that was cancelled has removed it.
    locking_again: Pending<LockWindow>,
    unlocking: Pending<Unlock>,
    /// When the user wanted to unlock, until what was begun before has ended.
    waits_since: Option<Now>,
    /// Attempts that the user did not wait for; they run to their end all the same.
    cancelled: Vec<Pending<Unlock>>,
}

/// What the user did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Pressed the button or Enter.
    Submit,
    /// Cancelled the wait.
    Cancel,
    /// Is another user, and wants to sign in.
    Switch,
    /// Wants to enter the PIN, or else the password.
    AskPin(bool),
}

/// Where to go from this screen.
pub enum Transition {
    /// The user is back, and so is what was open.
    Unlocked(Box<SessionView>, Box<ParkedSession>),
    /// Another user wants to sign in; what was open is parked.
    Switch {
        /// What was open.
        behind: Box<ParkedSession>,
        /// Whether the lock ends with the program, because it could not be stored.
        is_unmarked: bool,
        /// The username of who signs in next, if a badge named them.
        next: Option<String>,
        /// Unlocks that were cancelled, and still run.
        cancelled: Vec<Pending<Unlock>>,
    },
    /// The account is no longer what it was.
    Ended(Box<SessionView>),
}

impl LockScreen {
    /// Locks the window over what is open. Nothing of it is shown from now on, and the lock itself only once it will
    /// outlive the program (R71).
    pub fn new(mut behind: Box<ParkedSession>, reason: LockReason, effects: &mut Effects) -> Self {
        behind.forget_passwords();
        let session_view = Box::new(behind.session_view().clone());
        let session = session_view.session.clone();
        let is_asked = session_view.asks_for_code();
        let may_have_pin = session_view.settings.quick.pin && !behind.holds_codes();
        // The lock first, as the two wait for each other.
        let locking = effects.start(LockWindow {
            session: session.clone(),
            reason,
        });
        if session_view.settings.quick.has_badges() {
            effects.run(LoadBadges);
        }
        let check = || effects.start(CheckPinStatus(session));
        let checking_pin = may_have_pin.then(check).unwrap_or_default();
        Self {
            session_view,
            password: PasswordInput::default(),
            asks_pin: false,
            has_pin: false,
            code: CodeInput::new(is_asked),
            error: None,
            notice: None,
            wants_focus: true,
            is_unmarked: false,
            ignores_typing: false,
            since: None,
            reading_time: effects.start(ReadLocalTime),
            behind: Some(behind),
            reason,
            next: None,
            locking,
            checking_pin,
            locking_again: Pending::default(),
            unlocking: Pending::default(),
            waits_since: None,
            cancelled: Vec::new(),
        }
    }

    /// Returns how the wait for the password looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        match self.waits_since {
            Some(since) => Busy::since(Some(since), now),
            None => self.unlocking.busy(now),
        }
    }

    /// Returns how the wait for the lock looks; idle once the window is locked.
    #[must_use]
    pub fn locking(&self, now: Now) -> Busy {
        self.locking.busy(now)
    }

    /// Returns `true` while a password is checked.
    pub(crate) fn is_unlocking(&self) -> bool {
        self.unlocking.is_waiting() || self.waits_since.is_some()
    }

    /// Returns `true` while an unlock that was cancelled still runs, or the lock that it has removed is stored again: it would
    /// lock the session of a window that another unlock has opened.
    fn is_settling(&self) -> bool {
        self.locking_again.is_waiting() || self.cancelled.iter().any(Pending::is_waiting)
    }

    fn cancel(&mut self) {
        if self.is_unlocking() {
            self.waits_since = None;
            self.unlocking.hurry();
            self.password.clear();
            self.code.clear();
            self.cancelled.push(std::mem::take(&mut self.unlocking));
        }
        self.wants_focus = true;
    }

    /// Handles what the user did.
    pub fn on(&mut self, event: Event, effects: &mut Effects) -> Option<Transition> {
        match event {
            _ if self.locking.is_waiting() => {}
            Event::Cancel => self.cancel(),
            Event::Switch => self.switch_away(effects),
            Event::Submit | Event::AskPin(_) if self.is_unlocking() => {}
            Event::AskPin(asks_pin) => {
                self.ask(asks_pin && self.has_pin);
                (self.error, self.notice) = (None, None);
            }
            Event::Submit if self.password.text.is_empty() => self.wrong(if self.asks_pin {
                FieldError::MissingPin
            } else {
                FieldError::MissingPassword
            }),
            Event::Submit if self.is_settling() => self.waits_since = Some(effects.now()),
            Event::Submit => self.unlock(effects),
        }
        None
    }

    fn unlock(&mut self, effects: &mut Effects) {
        self.waits_since = None;
        (self.error, self.notice, self.wants_focus) = (None, None, true);
        if let Some(with) = self.typed() {
            self.wants_focus = false;
            self.unlocking = effects.start(Unlock {
                session: self.session_view.session.clone(),
                with,
            });
        }
    }

    /// Returns what was typed; `None` if the code is missing.
    fn typed(&mut self) -> Option<UnlockWith> {
        if self.asks_pin {
            return Some(UnlockWith::Pin(self.password.submit()));
        }
        let factors = self.code.submit(&mut self.password);
        factors.map(UnlockWith::Factors)
    }

    /// Asks for the PIN or for the password.
    fn ask(&mut self, asks_pin: bool) {
        self.password.clear();
        self.code.clear();
        (self.asks_pin, self.wants_focus) = (asks_pin, true);
    }

    /// Takes in whether there is a PIN. What was typed meanwhile stays.
    fn offer_pin(&mut self, status: Option<PinStatus>) {
        match status {
            Some(PinStatus::Ready) => {
                self.has_pin = true;
                if !self.holds_input() && !self.is_unlocking() && self.error.is_none() {
                    self.ask(true);
                }
            }
            Some(PinStatus::Waiting(refusal)) if self.notice.is_none() => {
                self.notice = Some(FormNotice::Pin(refusal));
            }
            _ => {}
        }
    }

    /// Takes in that the PIN was refused. Only a wrong one can be entered again.
    fn pin_refused(&mut self, error: AccountError, now: Now) {
        match pin_refused(error) {
            PinRefused::Again(error) => self.wrong(error),
            PinRefused::Password(error) => {
                // During an outage only the password unlocks, and afterwards the PIN does again.
                self.has_pin = matches!(error, AccountError::Store(StoreError::Unavailable(_)));
                self.ask(false);
                let notice = FormNotice::of(error, now);
                self.notice = notice.filter(|notice| !notice.is_outage());
            }
        }
    }

    fn lock_again(&self, effects: &mut Effects) -> Pending<LockWindow> {
        effects.start(LockWindow {
            session: self.session_view.session.clone(),
            reason: self.reason,
        })
    }

    fn switch(&mut self) -> Transition {
        match self.behind.take() {
            Some(behind) => Transition::Switch {
                behind,
                is_unmarked: self.is_unmarked,
                next: self.next.take(),
                cancelled: std::mem::take(&mut self.cancelled),
            },
            None => Transition::Ended(self.session_view.clone()),
        }
    }

    /// Takes in that the lock was stored, the password checked, or a command of what is open behind the lock has ended.
    pub fn on_finished(
        &mut self,
        finished: &mut Finished,
        effects: &mut Effects,
    ) -> Option<Transition> {
        let transition = self.take_in(finished, effects);
        if self.waits_since.is_some() && !self.is_settling() {
            self.unlock(effects);
        }
        transition
    }

    fn take_in(&mut self, finished: &mut Finished, effects: &mut Effects) -> Option<Transition> {
        if let Some(time) = self.reading_time.take(finished) {
            self.since = Some(time);
            return None;
        }
        if let Some(status) = self.checking_pin.take(finished) {
            self.offer_pin(status);
            return None;
        }
        if let Some(marked) = self.locking.take_result(finished) {
            self.is_unmarked = !matches!(marked, Ok(Ok(())));
            let switches = self.reason == LockReason::SwitchedAway;
            return switches.then(|| self.switch());
        }
        if let Some(result) = self
            .cancelled
            .iter_mut()
            .find_map(|wait| wait.take(finished))
        {
            if result.is_ok() {
                // The command has removed the stored lock, but the window has stayed locked (R71).
                self.locking_again = self.lock_again(effects);
            }
            return None;
        }
        if let Some(marked) = self.locking_again.take_result(finished) {
            self.is_unmarked |= !matches!(marked, Ok(Ok(())));
            return None;
        }
        let Some(result) = self.unlocking.take(finished) else {
            // What was started before the lock may end during it.
            let has_ended = self.behind.as_mut()?.on_finished(finished, effects);
            return has_ended.then(|| Transition::Ended(self.session_view.clone()));
        };
        let error = match result {
            Ok(session_view) => {
                return Some(match self.behind.take() {
                    Some(behind) => Transition::Unlocked(session_view, behind),
                    None => Transition::Ended(session_view),
                });
            }
            Err(error) => error,
        };
        self.wants_focus = true;
        if error == AccountError::Ended {
            return Some(Transition::Ended(self.session_view.clone()));
        }
        let error = match self.badge_refused(error, effects) {
            Ok(()) => return None,
            Err(error) => error,
        };
        if self.asks_pin {
            self.pin_refused(error, effects.now());
            return None;
        }
        match self.code.refused(error, &mut self.password) {
            Ok(()) => {}
            Err(AccountError::Wrong) => self.wrong(FieldError::WrongPassword),
            Err(error) => self.notice = FormNotice::of(error, effects.now()),
        }
        None
    }

    /// Returns `true` if something was typed.
    pub(crate) fn holds_input(&self) -> bool {
        !self.password.text.is_empty() || !self.code.text.is_empty()
    }

    /// Clears what was typed, and cancels an unlock that is under way: the window stays locked.
    pub(crate) fn clear(&mut self) {
        self.cancel();
        self.password.clear();
        self.code.clear();
    }

    /// Returns whether the password unlocks while the user accounts cannot be reached; `None` if they can be. A code is checked
    /// by the store, and a password that was just refused for the outage unlocks nothing.
    #[must_use]
    pub fn unlocks_offline(&self) -> Option<bool> {
        let unlocks = self.session_view.session.state().unlocks_offline()?;
        let was_refused = self.notice.as_ref().is_some_and(FormNotice::is_outage);
        Some(unlocks && !self.code.is_asked && !was_refused)
    }

    /// Takes in that the user accounts cannot be reached: a PIN does not unlock then.
    pub(crate) fn note_outage(&mut self) {
        if self.asks_pin && !self.is_unlocking() {
            self.ask(false);
        }
    }

    /// Takes in that the file has changed, or can be reached again.
    pub fn refresh(&mut self, session_view: Box<SessionView>) {
        self.notice.take_if(|notice| notice.is_outage());
        self.code.is_asked = session_view.asks_for_code();
        if self.has_pin && !session_view.settings.quick.pin {
            self.has_pin = false;
            self.ask(false);
        }
        self.session_view = session_view;
    }

    fn wrong(&mut self, error: FieldError) {
        self.error = Some(error);
        self.wants_focus = true;
    }
}
