//! While the configuration file is opened, and a remembered session is looked for.

use crate::domain::access_times::AccessRefusal;
use crate::service::command::Finished;
use crate::service::ports::StoreError;
use crate::service::remember_me::Resumed;
use crate::service::remember_me::commands::Resume;
use crate::service::session_view::SessionView;
use crate::service::set_up::commands::OpenFile;
use crate::service::set_up::open::{OpenError, ProgramInfo};

use crate::screen::busy::Busy;
use crate::screen::effects::{Effects, Now, Pending};

/// Opening, then perhaps resuming.
pub struct StartScreen {
    may_resume: bool,
    opening: Pending<OpenFile>,
    resuming: Pending<Resume>,
    opened: Option<Box<ProgramInfo>>,
    is_lock_wanted: bool,
}

/// What the user did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Cancelled the wait for the remembered session.
    Cancel,
}

/// Where to go from this screen.
pub enum Transition {
    /// There is no configuration file yet.
    SetUp,
    /// The file cannot be used.
    Broken(OpenError),
    /// Opening the file ended in an error of the program.
    Failed,
    /// No session is remembered.
    Login(Box<ProgramInfo>),
    /// A token was used that has been replaced: it may have been stolen.
    Reused(Box<ProgramInfo>),
    /// To the sign-in form: the access of the user who is remembered is limited to other days or hours.
    NotNow(Box<ProgramInfo>, AccessRefusal),
    /// A window of the user with this username was locked: the password is needed.
    Locked(Box<ProgramInfo>, String),
    /// The remembered session continues.
    App {
        /// The session.
        session_view: Box<SessionView>,
        /// Whether the window is to be locked before anything is shown.
        locks: bool,
    },
}

impl StartScreen {
    /// Starts opening. `may_resume` is `false` after a sign-out.
    pub fn new(may_resume: bool, effects: &mut Effects) -> Self {
        Self {
            may_resume,
            opening: effects.start(OpenFile),
            resuming: Pending::default(),
            opened: None,
            is_lock_wanted: false,
        }
    }

    /// Returns `true` if a remembered session may continue from here.
    pub(crate) fn may_open_session(&self) -> bool {
        self.may_resume
    }

    /// Locks the window as soon as the remembered session continues (R71).
    pub(crate) fn lock(&mut self) {
        self.is_lock_wanted = true;
    }

    /// Returns how the wait looks. Opening cannot be cancelled: there is nothing to show without the file.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        let opening = self.opening.busy(now).min(Busy::Shown);
        opening.max(self.resuming.busy(now))
    }

    /// Handles what the user did.
    pub fn on(&mut self, event: Event) -> Option<Transition> {
        match event {
            Event::Cancel => self.opened.take().map(Transition::Login),
        }
    }

    /// Takes in that the file was opened, or the remembered session found.
    pub fn on_finished(
        &mut self,
        finished: &mut Finished,
        effects: &mut Effects,
    ) -> Option<Transition> {
        if let Some(result) = self.opening.take_result(finished) {
            let Ok(result) = result else {
                return Some(Transition::Failed);
            };
            return match result {
                Err(error) if error.error == StoreError::Absent => Some(Transition::SetUp),
                Err(error) => Some(Transition::Broken(error)),
                Ok(opened) if self.may_resume && opened.settings.remember.is_on() => {
                    self.opened = Some(Box::new(opened));
                    self.resuming = effects.start(Resume);
                    None
                }
                Ok(opened) => Some(Transition::Login(Box::new(opened))),
            };
        }
        let resumed = self.resuming.take_result(finished)?;
        let opened = self.opened.take()?;
        Some(match resumed {
            Ok(Resumed::SignedIn(session_view)) => Transition::App {
                session_view,
                locks: self.is_lock_wanted,
            },
            // A panic never signs a user in.
            Ok(Resumed::NotRemembered) | Err(_) => Transition::Login(opened),
            Ok(Resumed::Locked(username)) => Transition::Locked(opened, username),
            Ok(Resumed::Reused) => Transition::Reused(opened),
            Ok(Resumed::NotNow(refusal)) => Transition::NotNow(opened, refusal),
        })
    }
}
