//! A window that is locked: whoever is signed in goes on with their password, anybody else signs in
//! as themselves.
//!
//! What was open is kept behind it, without what was typed into password fields. It is neither drawn
//! nor told to anybody.

use crate::domain::user::User;
use crate::service::account::AccountError;
use crate::service::request::{Reply, Request, SessionView};

use crate::screen::account::AccountScreen;
use crate::screen::app::AppScreen;
use crate::screen::form::field::FieldError;
use crate::screen::form::notice::FormNotice;
use crate::screen::form::password_input::PasswordInput;
use crate::screen::{Ask, Busy, Now, Step, Ticket, Tickets, Wait};

/// A window that is locked.
pub struct LockScreen {
    /// Who is signed in.
    pub session_view: Box<SessionView>,
    /// Their password.
    pub password: PasswordInput,
    /// What is wrong with it.
    pub error: Option<FieldError>,
    /// What to say above the form.
    pub notice: Option<FormNotice>,
    /// Whether the field wants the focus; taken by whoever draws.
    pub wants_focus: bool,
    behind: Option<Box<ParkedSession>>,
    wait: Option<Wait>,
}

/// What is kept behind the lock.
pub enum ParkedSession {
    /// Somebody's pages.
    App(AppScreen),
    /// Their account.
    Account(AccountScreen),
}

impl ParkedSession {
    /// Who has it open, and what they may see.
    pub(crate) fn session_view_mut(&mut self) -> &mut SessionView {
        match self {
            Self::App(screen) => &mut screen.session_view,
            Self::Account(screen) => &mut screen.session_view,
        }
    }

    /// Whose it is.
    pub(crate) fn user(&self) -> &User {
        let session_view = match self {
            Self::App(screen) => &screen.session_view,
            Self::Account(screen) => &screen.session_view,
        };
        session_view.session.user()
    }

    /// Wipes what was typed into password fields, and what is shown only once.
    pub(crate) fn forget_passwords(&mut self) {
        match self {
            Self::App(screen) => screen.lock(),
            Self::Account(screen) => screen.lock(),
        }
    }
}

/// What a person did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Pressed the button or Enter.
    Submit,
    /// Is somebody else.
    Switch,
}

/// How this screen is left.
pub enum Leave {
    /// They are back, and so is what was kept.
    Unlocked(Box<SessionView>, Box<ParkedSession>),
    /// Somebody else wants to sign in; what was open is kept.
    Switch(Box<ParkedSession>),
    /// Their account is no longer what it was.
    Ended(Box<SessionView>),
}

impl LockScreen {
    /// Locks the window over what is to be kept.
    pub fn new(mut behind: Box<ParkedSession>, tickets: &mut Tickets) -> (Self, Vec<Ask>) {
        behind.forget_passwords();
        let session_view = Box::new(behind.session_view_mut().clone());
        let ask = tickets.ask(Request::NoteLock(session_view.session.clone()));
        let screen = Self {
            session_view,
            password: PasswordInput::default(),
            error: None,
            notice: None,
            wants_focus: true,
            behind: Some(behind),
            wait: None,
        };
        (screen, vec![ask])
    }

    /// How the wait looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        Busy::of(self.wait, now)
    }

    /// A person did something.
    pub fn on(&mut self, event: Event, tickets: &mut Tickets, now: Now) -> Step<Leave> {
        match event {
            _ if self.wait.is_some() => Step::stay(),
            Event::Switch => match self.behind.take() {
                Some(behind) => Step::Leave(Leave::Switch(behind)),
                None => Step::Leave(Leave::Ended(self.session_view.clone())),
            },
            Event::Submit if self.password.text.is_empty() => {
                self.wrong(FieldError::MissingPassword)
            }
            Event::Submit => {
                (self.error, self.notice) = (None, None);
                let ask = tickets.ask(Request::Unlock {
                    session: self.session_view.session.clone(),
                    password: self.password.submit(),
                });
                self.wait = Some(Wait::of(&ask, now));
                Step::Stay(vec![ask])
            }
        }
    }

    /// The password was checked.
    pub fn on_reply(&mut self, ticket: Ticket, reply: Reply, now: Now) -> Step<Leave> {
        let is_awaited = self.wait.is_some_and(|wait| wait.ticket == ticket);
        let (Reply::Unlocked(result), true) = (reply, is_awaited) else {
            return Step::stay();
        };
        self.wait = None;
        match result {
            Ok(session_view) => match self.behind.take() {
                Some(behind) => Step::Leave(Leave::Unlocked(session_view, behind)),
                None => Step::Leave(Leave::Ended(session_view)),
            },
            Err(AccountError::Ended) => Step::Leave(Leave::Ended(self.session_view.clone())),
            Err(AccountError::Wrong) => self.wrong(FieldError::WrongPassword),
            Err(error) => {
                self.notice = FormNotice::of(error, now);
                self.wants_focus = true;
                Step::stay()
            }
        }
    }

    /// The file says something else now.
    pub fn refresh(&mut self, session_view: Box<SessionView>) {
        self.session_view = session_view;
    }

    fn wrong(&mut self, error: FieldError) -> Step<Leave> {
        self.error = Some(error);
        self.wants_focus = true;
        Step::stay()
    }
}
