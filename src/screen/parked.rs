//! What a user has open, while the window is locked or another user works.
//!
//! It is neither drawn nor read aloud. It keeps what was typed, except for passwords, and what is shown only once.

use std::time::Duration;

use crate::domain::username::Username;
use crate::service::Session;
use crate::service::command::Finished;
use crate::service::local_time::{LocalTime, ReadLocalTime};
use crate::service::session_view::SessionView;

use crate::screen::app::{self, AppScreen};
use crate::screen::effects::{Effects, Now, Pending};
use crate::screen::recovery::codes::{CodesScreen, Next};
use crate::screen::registration::policy::{self, RegistrationPolicyScreen};

/// What a user has open, while the window is locked or another user works.
pub enum ParkedSession {
    /// The pages, or the account.
    App(Box<AppScreen>),
    /// Recovery codes, and the session that follows.
    Codes(CodesScreen, Box<SessionView>),
    /// The question who may register.
    RegistrationPolicy(RegistrationPolicyScreen),
}

impl ParkedSession {
    /// Returns the session that has it open.
    pub(crate) fn session_view(&self) -> &SessionView {
        match self {
            Self::App(screen) => &screen.session_view,
            Self::Codes(_, session_view) => session_view,
            Self::RegistrationPolicy(screen) => &screen.session_view,
        }
    }

    /// Returns the session that has it open, to be changed.
    pub(crate) fn session_view_mut(&mut self) -> &mut SessionView {
        match self {
            Self::App(screen) => &mut screen.session_view,
            Self::Codes(_, session_view) => session_view,
            Self::RegistrationPolicy(screen) => &mut screen.session_view,
        }
    }

    /// Returns the session of its owner.
    pub(crate) fn session(&self) -> &Session {
        &self.session_view().session
    }

    /// Returns `true` if codes are open with which a password can be set: only the password shows them again.
    pub(crate) fn holds_codes(&self) -> bool {
        match self {
            Self::App(screen) => screen.holds_codes(),
            Self::Codes(..) => true,
            Self::RegistrationPolicy(_) => false,
        }
    }

    /// Wipes what was typed into password fields.
    pub(crate) fn forget_passwords(&mut self) {
        match self {
            Self::App(screen) => screen.lock(),
            Self::Codes(..) | Self::RegistrationPolicy(_) => {}
        }
    }

    /// Takes in the end of a command that was started before it was parked. Returns `true` if the session has ended.
    pub(crate) fn on_finished(&mut self, finished: &mut Finished, effects: &mut Effects) -> bool {
        match self {
            Self::App(screen) => match screen.on_finished(finished, effects) {
                Some(app::Transition::Codes(with_codes, done, place)) => {
                    let session_view = with_codes.value;
                    let username = session_view.session.user().username.as_str().to_owned();
                    let next = Next::Account {
                        session_view: session_view.clone(),
                        done,
                        place,
                    };
                    let screen = CodesScreen::new(with_codes.codes, username, next);
                    *self = Self::Codes(screen, session_view);
                    false
                }
                transition => matches!(
                    transition,
                    Some(app::Transition::Ended(_) | app::Transition::Restored(_))
                ),
            },
            Self::Codes(screen, _) => {
                screen.on_finished(finished);
                false
            }
            Self::RegistrationPolicy(screen) => {
                if let Some(policy::Transition(session_view)) = screen.on_finished(finished) {
                    screen.session_view = session_view;
                }
                false
            }
        }
    }
}

/// A session that is parked in a window.
pub(crate) struct Parked {
    /// What is open in it.
    pub(crate) open: ParkedSession,
    at: Now,
    since: Option<LocalTime>,
    reading_time: Pending<ReadLocalTime>,
}

/// A user who has a parked session in this window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParkedUser {
    /// The username.
    pub username: Username,
    /// The full name, or the username if there is none.
    pub name: String,
    /// When the session was parked, once that is known.
    pub since: Option<LocalTime>,
}

impl Parked {
    /// Parks what is open.
    pub(crate) fn new(open: ParkedSession, effects: &mut Effects) -> Self {
        Self {
            open,
            at: effects.now(),
            since: None,
            reading_time: effects.start(ReadLocalTime),
        }
    }

    /// Returns whose session it is, and since when it is parked.
    pub(crate) fn user(&self) -> ParkedUser {
        let user = self.open.session().user();
        ParkedUser {
            username: user.username.clone(),
            name: user.display_name(),
            since: self.since.clone(),
        }
    }

    /// Takes in the time of day.
    pub(crate) fn take_time(&mut self, finished: &mut Finished) {
        if let Some(time) = self.reading_time.take(finished) {
            self.since = Some(time);
        }
    }

    /// Returns how long it has been parked, also while the computer slept.
    pub(crate) fn lasted(&self, now: Now) -> Duration {
        let seconds = self.open.session().state().parked_seconds();
        Duration::from_secs(seconds).max(now.saturating_sub(self.at))
    }
}
