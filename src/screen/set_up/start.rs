//! While the credential file is opened, and a remembered person is looked for.

use crate::service::ports::StoreError;
use crate::service::remember_me::Resumed;
use crate::service::request::{Reply, Request, SessionView};
use crate::service::set_up::open::{OpenError, ProgramInfo};

use crate::screen::{Ask, Busy, Now, Step, Ticket, Tickets, Wait};

/// Opening, then perhaps resuming.
pub struct StartScreen {
    state: State,
    may_resume: bool,
}

enum State {
    Opening(Wait),
    Resuming {
        wait: Wait,
        opened: Box<ProgramInfo>,
    },
}

/// How this screen is left.
pub enum Leave {
    /// There is no credential file yet.
    SetUp,
    /// The file cannot be used.
    Broken(OpenError),
    /// Nobody is remembered.
    Login(Box<ProgramInfo>),
    /// A token was shown that nobody should have any more.
    Reused(Box<ProgramInfo>),
    /// Somebody is.
    App(Box<SessionView>),
}

impl StartScreen {
    /// Starts opening. `may_resume` is false when somebody has just signed out.
    pub fn new(may_resume: bool, tickets: &mut Tickets, now: Now) -> (Self, Ask) {
        let ask = tickets.ask(Request::Open);
        let wait = Wait::of(&ask, now);
        let screen = Self {
            state: State::Opening(wait),
            may_resume,
        };
        (screen, ask)
    }

    /// How the wait looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        let (State::Opening(wait) | State::Resuming { wait, .. }) = &self.state;
        Busy::of(Some(*wait), now)
    }

    /// The file was opened, or the remembered person found.
    pub fn on_reply(
        &mut self,
        ticket: Ticket,
        reply: Reply,
        tickets: &mut Tickets,
        now: Now,
    ) -> Step<Leave> {
        match (&self.state, reply) {
            (State::Opening(wait), Reply::Opened(result)) if wait.ticket == ticket => {
                match result {
                    Err(OpenError {
                        error: StoreError::Absent,
                        ..
                    }) => Step::Leave(Leave::SetUp),
                    Err(error) => Step::Leave(Leave::Broken(error)),
                    Ok(opened) if self.may_resume && opened.settings.remember.is_on() => {
                        let ask = tickets.ask(Request::Resume);
                        let wait = Wait::of(&ask, now);
                        let opened = Box::new(opened);
                        self.state = State::Resuming { wait, opened };
                        Step::Stay(vec![ask])
                    }
                    Ok(opened) => Step::Leave(Leave::Login(Box::new(opened))),
                }
            }
            (State::Resuming { wait, opened }, Reply::Resumed(resumed))
                if wait.ticket == ticket =>
            {
                Step::Leave(match resumed {
                    Resumed::SignedIn(session_view) => Leave::App(session_view),
                    Resumed::Nobody => Leave::Login(opened.clone()),
                    Resumed::Reused => Leave::Reused(opened.clone()),
                })
            }
            _ => Step::stay(),
        }
    }
}
