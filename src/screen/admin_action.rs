//! Something that an administrator does: sent, asked the password for when that was given too long ago
//! (R47), sent again, done or refused. One thing at a time.
//!
//! ```text
//! Idle ──start──▶ Working ──done, refused──▶ Idle
//!                  ▲    └──asks password──▶ Asking ──Cancel──▶ Idle
//!                  └──────────right────────────┘
//! ```

use std::sync::Arc;

use crate::service::Session;
use crate::service::account::AccountError;
use crate::service::admin_action::{AdminRequest, Task, TaskDone, TaskError};
use crate::service::request::{Entrance, Reply};

use crate::screen::lock::FieldError;
use crate::screen::{Ask, Busy, FormNotice, Now, PasswordInput, Ticket, Tickets, Wait};

/// What is being done.
#[derive(Default)]
pub struct Doing {
    state: State,
}

#[derive(Default)]
enum State {
    #[default]
    Idle,
    Working(Arc<Task>, Wait),
    Asking(Box<Asking>),
}

/// The password is asked for.
pub struct Asking {
    /// What was typed.
    pub password: PasswordInput,
    /// What is wrong with it.
    pub error: Option<FieldError>,
    /// What to say above the field.
    pub notice: Option<FormNotice>,
    /// Whether the field wants the focus; taken by whoever draws.
    pub wants_focus: bool,
    task: Arc<Task>,
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
pub enum News {
    /// Nothing here.
    NotMine(Box<Reply>),
    /// The password was right: this is what whoever is signed in may see, and the task was sent again.
    Confirmed(Box<Entrance>, Vec<Ask>),
    /// The task is done.
    Done(Arc<Task>, TaskDone),
    /// The task was refused.
    Refused(Arc<Task>, TaskError),
    /// Their account is no longer what it was.
    Ended,
    /// It goes on.
    Nothing,
}

impl Doing {
    /// How the wait for a task looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        match &self.state {
            State::Working(_, wait) => Busy::of(Some(*wait), now),
            State::Idle | State::Asking(_) => Busy::Idle,
        }
    }

    /// What is being done.
    #[must_use]
    pub fn task(&self) -> Option<&Task> {
        match &self.state {
            State::Working(task, _) => Some(task),
            State::Idle | State::Asking(_) => None,
        }
    }

    /// The form that asks for the password, while it does.
    pub fn asking(&mut self) -> Option<&mut Asking> {
        match &mut self.state {
            State::Asking(asking) => Some(asking),
            State::Idle | State::Working(..) => None,
        }
    }

    /// Begins a task, unless one is under way.
    pub fn start(
        &mut self,
        task: Task,
        session: &Session,
        tickets: &mut Tickets,
        now: Now,
    ) -> Vec<Ask> {
        match self.state {
            State::Idle => vec![self.send(Arc::new(task), session, tickets, now)],
            State::Working(..) | State::Asking(_) => Vec::new(),
        }
    }

    fn send(&mut self, task: Arc<Task>, session: &Session, tickets: &mut Tickets, now: Now) -> Ask {
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
        let State::Asking(asking) = &mut self.state else {
            return Vec::new();
        };
        match event {
            _ if asking.wait.is_some() => Vec::new(),
            Event::Cancel => {
                self.state = State::Idle;
                Vec::new()
            }
            Event::Submit if asking.password.text.is_empty() => {
                asking.wrong(FieldError::Missing);
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
    ) -> News {
        match (&mut self.state, reply) {
            (State::Working(task, wait), Reply::Administered(result)) if wait.ticket == ticket => {
                let task = Arc::clone(task);
                self.state = State::Idle;
                match result {
                    Ok(done) => News::Done(task, done),
                    Err(error) if error.asks_password() => {
                        self.state = State::Asking(Box::new(Asking::new(task)));
                        News::Nothing
                    }
                    Err(error) => News::Refused(task, error),
                }
            }
            (State::Asking(asking), Reply::Confirmed(result))
                if asking.wait.is_some_and(|wait| wait.ticket == ticket) =>
            {
                asking.wait = None;
                match result {
                    Ok(entrance) => {
                        let task = Arc::clone(&asking.task);
                        let ask = self.send(task, &entrance.session, tickets, now);
                        News::Confirmed(entrance, vec![ask])
                    }
                    Err(AccountError::Ended) => News::Ended,
                    Err(AccountError::Wrong) => {
                        asking.wrong(FieldError::Wrong);
                        News::Nothing
                    }
                    Err(error) => {
                        asking.notice = FormNotice::of(error, now);
                        asking.wants_focus = true;
                        News::Nothing
                    }
                }
            }
            // Late answers of what is no longer waited for.
            (_, Reply::Administered(_) | Reply::Confirmed(_)) => News::Nothing,
            (_, reply) => News::NotMine(Box::new(reply)),
        }
    }
}

impl Asking {
    fn new(task: Arc<Task>) -> Self {
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
