//! Who can register: asked once, when the program has been set up.

use crate::domain::registration::RegistrationPolicy;
use crate::service::admin_action::AdminRequest;
use crate::service::request::{Reply, SessionView};
use crate::service::users::UserError;

use crate::screen::{Ask, Busy, Now, Step, Ticket, Tickets, Wait};

/// The question.
pub struct RegistrationPolicyScreen {
    /// Who is signed in, and what they may see.
    pub session_view: Box<SessionView>,
    /// What is chosen.
    pub mode: RegistrationPolicy,
    /// Why it was not saved.
    pub error: Option<UserError>,
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
pub struct Leave(pub Box<SessionView>);

impl RegistrationPolicyScreen {
    /// Asks, with what the file says now chosen.
    #[must_use]
    pub fn new(session_view: Box<SessionView>) -> Self {
        Self {
            mode: session_view.settings.registration.mode,
            session_view,
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
        let is_same = self.mode == self.session_view.settings.registration.mode;
        match event {
            _ if self.wait.is_some() => Step::stay(),
            Event::Submit if !is_same => {
                self.error = None;
                let ask: Ask = tickets.ask(
                    AdminRequest::ChooseRegistration(self.mode).by(&self.session_view.session),
                );
                self.wait = Some(Wait::of(&ask, now));
                Step::Stay(vec![ask])
            }
            Event::Submit | Event::Skip => Step::Leave(Leave(self.session_view.clone())),
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
            Ok(session_view) => Step::Leave(Leave(session_view)),
            Err(error) => {
                self.error = Some(error);
                Step::stay()
            }
        }
    }
}
