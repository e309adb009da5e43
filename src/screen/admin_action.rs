//! Something that an administrator does: sent, asked the password for when that was given too long ago
//! (R47), sent again, done or refused. One thing at a time.
//!
//! ```text
//! Idle ──start──▶ Working ──done, refused──▶ Idle
//!                  ▲    └──asks password──▶ Reauthentication ──Cancel──▶ Idle
//!                  └──────────right────────────┘
//! ```

use std::sync::Arc;

use crate::service::Session;
use crate::service::account::AccountError;
use crate::service::admin_action::{ActionError, ActionOutcome, AdminAction, AdminRequest};
use crate::service::request::{Reply, SessionView};

use crate::screen::form::field::FieldError;
use crate::screen::form::notice::FormNotice;
use crate::screen::form::password_input::PasswordInput;
use crate::screen::{Ask, Busy, Now, Ticket, Tickets, Wait};

/// What is being done.
#[derive(Default)]
pub struct ActionRunner {
    state: State,
}

#[derive(Default)]
enum State {
    #[default]
    Idle,
    Working(Arc<AdminAction>, Wait),
    Reauthenticating(Box<Reauthentication>),
}

/// The password is asked for.
pub struct Reauthentication {
    /// What was typed.
    pub password: PasswordInput,
    /// What is wrong with it.
    pub error: Option<FieldError>,
    /// What to say above the field.
    pub notice: Option<FormNotice>,
    /// Whether the field wants the focus; taken by whoever draws.
    pub wants_focus: bool,
    task: Arc<AdminAction>,
    wait: Option<Wait>,
}

/// What a person did while the password was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Pressed the button or Enter.
    Submit,
    /// Would rather not.
    Cancel,
}

/// What a reply means.
pub enum ActionProgress {
    /// Nothing here.
    NotMine(Box<Reply>),
    /// The password was right: this is what whoever is signed in may see, and the task was sent again.
    Confirmed(Box<SessionView>, Vec<Ask>),
    /// The task is done.
    Done(Arc<AdminAction>, ActionOutcome),
    /// The task was refused.
    Refused(Arc<AdminAction>, ActionError),
    /// Their account is no longer what it was.
    Ended,
    /// It goes on.
    Nothing,
}

impl ActionRunner {
    /// How the wait for a task looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        match &self.state {
            State::Working(_, wait) => Busy::of(Some(*wait), now),
            State::Idle | State::Reauthenticating(_) => Busy::Idle,
        }
    }

    /// What is being done.
    #[must_use]
    pub fn task(&self) -> Option<&AdminAction> {
        match &self.state {
            State::Working(task, _) => Some(task),
            State::Idle | State::Reauthenticating(_) => None,
        }
    }

    /// The form that asks for the password, while it does.
    pub fn asking(&mut self) -> Option<&mut Reauthentication> {
        match &mut self.state {
            State::Reauthenticating(asking) => Some(asking),
            State::Idle | State::Working(..) => None,
        }
    }

    /// Begins a task, unless one is under way.
    pub fn start(
        &mut self,
        task: AdminAction,
        session: &Session,
        tickets: &mut Tickets,
        now: Now,
    ) -> Vec<Ask> {
        match self.state {
            State::Idle => vec![self.send(Arc::new(task), session, tickets, now)],
            State::Working(..) | State::Reauthenticating(_) => Vec::new(),
        }
    }

    fn send(
        &mut self,
        task: Arc<AdminAction>,
        session: &Session,
        tickets: &mut Tickets,
        now: Now,
    ) -> Ask {
        let ask = tickets.ask(AdminRequest::Do(Arc::clone(&task)).by(session));
        let wait = Wait::of(&ask, now);
        self.state = State::Working(task, wait);
        ask
    }

    /// The window is locked: what was typed goes, what is under way is no longer waited for.
    pub fn lock(&mut self) {
        self.state = State::Idle;
    }

    /// A person did something while the password was asked for.
    pub fn on(
        &mut self,
        event: Event,
        session: &Session,
        tickets: &mut Tickets,
        now: Now,
    ) -> Vec<Ask> {
        let State::Reauthenticating(asking) = &mut self.state else {
            return Vec::new();
        };
        match event {
            _ if asking.wait.is_some() => Vec::new(),
            Event::Cancel => {
                self.state = State::Idle;
                Vec::new()
            }
            Event::Submit if asking.password.text.is_empty() => {
                asking.wrong(FieldError::MissingPassword);
                Vec::new()
            }
            Event::Submit => {
                (asking.error, asking.notice) = (None, None);
                let ask = tickets.ask(AdminRequest::Confirm(asking.password.submit()).by(session));
                asking.wait = Some(Wait::of(&ask, now));
                vec![ask]
            }
        }
    }

    /// A task was carried out, or the password checked.
    pub fn on_reply(
        &mut self,
        ticket: Ticket,
        reply: Reply,
        tickets: &mut Tickets,
        now: Now,
    ) -> ActionProgress {
        match (&mut self.state, reply) {
            (State::Working(task, wait), Reply::Administered(result)) if wait.ticket == ticket => {
                let task = Arc::clone(task);
                self.state = State::Idle;
                match result {
                    Ok(done) => ActionProgress::Done(task, done),
                    Err(error) if error.needs_reauthentication() => {
                        self.state = State::Reauthenticating(Box::new(Reauthentication::new(task)));
                        ActionProgress::Nothing
                    }
                    Err(error) => ActionProgress::Refused(task, error),
                }
            }
            (State::Reauthenticating(asking), Reply::Confirmed(result))
                if asking.wait.is_some_and(|wait| wait.ticket == ticket) =>
            {
                asking.wait = None;
                match result {
                    Ok(session_view) => {
                        let task = Arc::clone(&asking.task);
                        let ask = self.send(task, &session_view.session, tickets, now);
                        ActionProgress::Confirmed(session_view, vec![ask])
                    }
                    Err(AccountError::Ended) => ActionProgress::Ended,
                    Err(AccountError::Wrong) => {
                        asking.wrong(FieldError::WrongPassword);
                        ActionProgress::Nothing
                    }
                    Err(error) => {
                        asking.notice = FormNotice::of(error, now);
                        asking.wants_focus = true;
                        ActionProgress::Nothing
                    }
                }
            }
            // Late answers of what is no longer waited for.
            (_, Reply::Administered(_) | Reply::Confirmed(_)) => ActionProgress::Nothing,
            (_, reply) => ActionProgress::NotMine(Box::new(reply)),
        }
    }
}

impl Reauthentication {
    fn new(task: Arc<AdminAction>) -> Self {
        Self {
            password: PasswordInput::default(),
            error: None,
            notice: None,
            wants_focus: true,
            task,
            wait: None,
        }
    }

    /// How the wait looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        Busy::of(self.wait, now)
    }

    fn wrong(&mut self, error: FieldError) {
        self.error = Some(error);
        self.wants_focus = true;
    }
}
