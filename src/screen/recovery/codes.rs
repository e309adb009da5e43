//! Recovery codes, shown once: to be copied, saved or printed before going on. The parent of the screens copies.

use crate::domain::secret::{Secret, SecretText};
use crate::service::command::Finished;
use crate::service::files::{PrintText, SaveText};
use crate::service::ports::PlatformError;
use crate::service::registration::Registered;
use crate::service::session_view::SessionView;

use crate::screen::account::Form;
use crate::screen::app::OpenPlace;
use crate::screen::effects::{Effects, Pending};

/// Recovery codes, and the screen that follows.
pub struct CodesScreen {
    /// The codes.
    pub codes: Vec<Secret>,
    /// The username of their owner.
    pub username: String,
    /// The user has confirmed that the codes are saved.
    pub is_saved: bool,
    /// What to say above the codes.
    pub notice: Option<Notice>,
    next: Option<Next>,
    saving: Pending<SaveText>,
    printing: Pending<PrintText>,
}

/// The screen that follows.
pub enum Next {
    /// Back to the sign-in form, now that this account was made.
    Login(Registered),
    /// To the question who may register.
    RegistrationPolicy(Box<SessionView>),
    /// To the pages.
    App {
        /// The session.
        session_view: Box<SessionView>,
        /// Whether to stay signed in.
        keep: bool,
    },
    /// Back to the account.
    Account {
        /// The session.
        session_view: Box<SessionView>,
        /// What was done there.
        done: Option<Form>,
        /// What was open before.
        place: OpenPlace,
    },
}

/// What to say above the codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// They are in this file.
    Saved(String),
    /// They are at the printer.
    Printed,
    /// They could not be saved.
    NotSaved(PlatformError),
    /// They could not be printed.
    NotPrinted(PlatformError),
}

/// What the user did.
pub enum Event {
    /// Wants them in a file, as this text.
    Save(Secret),
    /// Wants them on paper, as this text.
    Print(Secret),
    /// The user has saved them and continues.
    GoOn,
}

impl CodesScreen {
    /// Shows these codes.
    #[must_use]
    pub fn new(codes: Vec<Secret>, username: String, next: Next) -> Self {
        Self {
            codes,
            username,
            is_saved: false,
            notice: None,
            next: Some(next),
            saving: Pending::default(),
            printing: Pending::default(),
        }
    }

    /// Returns the session that follows; `None` after a registration.
    #[must_use]
    pub fn session_view(&self) -> Option<&SessionView> {
        match self.next.as_ref()? {
            Next::Login(_) => None,
            Next::RegistrationPolicy(session_view)
            | Next::App { session_view, .. }
            | Next::Account { session_view, .. } => Some(session_view),
        }
    }

    /// Returns `true` while the program is set up.
    #[must_use]
    pub fn is_set_up(&self) -> bool {
        matches!(self.next, Some(Next::RegistrationPolicy(_)))
    }

    /// Continues with the session as it is after a lock.
    pub(crate) fn resume(&mut self, resumed: Box<SessionView>) {
        match &mut self.next {
            None | Some(Next::Login(_)) => {}
            Some(
                Next::RegistrationPolicy(session_view)
                | Next::App { session_view, .. }
                | Next::Account { session_view, .. },
            ) => *session_view = resumed,
        }
    }

    /// Handles what the user did. Returns the screen that follows once the codes are saved.
    pub fn on(&mut self, event: Event, effects: &mut Effects) -> Option<Next> {
        match event {
            Event::GoOn => return self.next.take_if(|_| self.is_saved),
            Event::Save(text) => {
                self.saving = effects.start(SaveText {
                    name: format!("recovery-codes-{}", self.username),
                    extension: "txt",
                    text: SecretText::new(text.expose().to_owned()),
                });
            }
            Event::Print(text) => self.printing = effects.start(PrintText(text)),
        }
        None
    }

    /// Takes in that the codes are saved or printed, or not.
    pub fn on_finished(&mut self, finished: &mut Finished) {
        if let Some(result) = self.saving.take(finished) {
            self.notice = Some(match result {
                Ok(path) => Notice::Saved(path.display().to_string()),
                Err(error) => Notice::NotSaved(error),
            });
        }
        if let Some(result) = self.printing.take(finished) {
            self.notice = Some(match result {
                Ok(()) => Notice::Printed,
                Err(error) => Notice::NotPrinted(error),
            });
        }
    }
}
