//! The question who may register, asked once after the program was set up.

use crate::domain::registration::RegistrationPolicy;
use crate::service::command::Finished;
use crate::service::registration::commands::ChooseRegistrationPolicy;
use crate::service::session_view::SessionView;
use crate::service::users::UserError;

use crate::screen::busy::Busy;
use crate::screen::effects::{Effects, Now, Pending};

/// The question who may register.
pub struct RegistrationPolicyScreen {
    /// The administrator's session, and what the window shows of it.
    pub session_view: Box<SessionView>,
    /// The policy that is chosen.
    pub mode: RegistrationPolicy,
    /// Why the policy was not saved.
    pub error: Option<UserError>,
    /// Whether the chosen policy gets the focus; taken when it is drawn.
    pub wants_focus: bool,
    saving: Pending<ChooseRegistrationPolicy>,
}

/// What the user did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Pressed the main button.
    Submit,
    /// Wants to decide later.
    Skip,
}

/// Where to go from this screen: to the pages.
pub struct Transition(pub Box<SessionView>);

impl RegistrationPolicyScreen {
    /// Asks, with the policy of the file chosen.
    #[must_use]
    pub fn new(session_view: Box<SessionView>) -> Self {
        Self {
            mode: session_view.settings.registration.mode,
            session_view,
            error: None,
            wants_focus: true,
            saving: Pending::default(),
        }
    }

    /// Returns how the wait looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        self.saving.busy(now)
    }

    /// Handles what the user did.
    pub fn on(&mut self, event: Event, effects: &mut Effects) -> Option<Transition> {
        let registration = &self.session_view.settings.registration;
        let is_same = registration.is_decided && self.mode == registration.mode;
        match event {
            _ if self.saving.is_waiting() => None,
            Event::Submit if !is_same => {
                self.error = None;
                self.saving = effects.start(ChooseRegistrationPolicy {
                    session: self.session_view.session.clone(),
                    policy: self.mode,
                });
                None
            }
            Event::Submit | Event::Skip => Some(Transition(self.session_view.clone())),
        }
    }

    /// Takes in that the policy was saved, or not.
    pub fn on_finished(&mut self, finished: &mut Finished) -> Option<Transition> {
        match self.saving.take(finished)? {
            // One that was saved before the user parked the session and came back is of the parked session.
            Ok(saved) if saved.session.is_copy_of(&self.session_view.session) => {
                Some(Transition(saved))
            }
            Ok(_) => Some(Transition(self.session_view.clone())),
            Err(error) => {
                self.error = Some(error);
                None
            }
        }
    }
}
