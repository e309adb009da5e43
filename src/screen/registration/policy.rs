//! Who can register: asked once, when the program has been set up.

use crate::domain::registration::Mode;
use crate::service::admin_action::AdminRequest;
use crate::service::request::{Entrance, Reply};
use crate::service::users::PeopleError;

use crate::screen::{Ask, Busy, Now, Step, Ticket, Tickets, Wait};

/// The question.
pub struct WhoScreen {
    /// Who is signed in, and what they may see.
    pub entrance: Box<Entrance>,
    /// What is chosen.
    pub mode: Mode,
    /// Why it was not saved.
    pub error: Option<PeopleError>,
    wait: Option<Wait>,
}

/// What a person did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Pressed the button.
    Submit,
    /// Would rather decide later.
    Skip,
}

/// How this screen is left: to one's own pages.
pub struct Leave(pub Box<Entrance>);

impl WhoScreen {
    /// Asks, with what the file says now chosen.
    #[must_use]
    pub fn new(entrance: Box<Entrance>) -> Self {
        Self {
            mode: entrance.settings.registration.mode,
            entrance,
            error: None,
            wait: None,
        }
    }

    /// How the wait looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        Busy::of(self.wait, now)
    }

    /// A person did something.
    pub fn on(&mut self, event: Event, tickets: &mut Tickets, now: Now) -> Step<Leave> {
        let is_same = self.mode == self.entrance.settings.registration.mode;
        match event {
            _ if self.wait.is_some() => Step::stay(),
            Event::Submit if !is_same => {
                self.error = None;
                let ask: Ask = tickets
                    .ask(AdminRequest::ChooseRegistration(self.mode).by(&self.entrance.session));
                self.wait = Some(Wait::of(&ask, now));
                Step::Stay(vec![ask])
            }
            Event::Submit | Event::Skip => Step::Leave(Leave(self.entrance.clone())),
        }
    }

    /// It was saved, or not.
    pub fn on_reply(&mut self, ticket: Ticket, reply: Reply) -> Step<Leave> {
        let is_awaited = self.wait.is_some_and(|wait| wait.ticket == ticket);
        let (Reply::RegistrationChosen(result), true) = (reply, is_awaited) else {
            return Step::stay();
        };
        self.wait = None;
        match result {
            Ok(entrance) => Step::Leave(Leave(entrance)),
            Err(error) => {
                self.error = Some(error);
                Step::stay()
            }
        }
    }
}
