//! What happened, for those who may see it: a period, a person and a kind to choose, the records, and
//! the sums of each day and person as bars or as a table.

use std::sync::Arc;

use crate::domain::audit::AuditKind;
use crate::service::Session;
use crate::service::admin_action::{ActionError, AdminRequest};
use crate::service::audit::{AuditQuery, AuditReport};
use crate::service::request::Reply;
use crate::service::users::UserError;

use crate::screen::{Ask, Busy, Now, Ticket, Tickets, Wait};

/// How many records are shown.
pub const SHOWN_MAX: u32 = 1_000;

/// What happened.
pub struct ActivityScreen {
    /// For how many days back; all when absent.
    pub period: Period,
    /// Only of this person.
    pub person: String,
    /// Only of this kind.
    pub kind: Option<AuditKind>,
    /// What is shown.
    pub view: View,
    /// What happened, once it is known.
    pub report: Option<Arc<AuditReport>>,
    /// Why it is not.
    pub failed: Option<UserError>,
    /// What came of writing a table.
    pub saved: Option<Result<String, ActionError>>,
    reporting: Option<Wait>,
    saving: Option<Ticket>,
}

/// For how long back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Period {
    /// Seven days.
    #[default]
    Week,
    /// Thirty days.
    Month,
    /// Everything that is kept.
    All,
}

impl Period {
    /// Every one, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Week, Self::Month, Self::All];

    /// How many days; `None` for all.
    #[must_use]
    pub fn days(self) -> Option<u32> {
        match self {
            Self::Week => Some(7),
            Self::Month => Some(30),
            Self::All => None,
        }
    }
}

/// What is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The records.
    #[default]
    Records,
    /// The sums of each day.
    Days,
    /// The sums of each person.
    People,
}

impl View {
    /// Every one, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Records, Self::Days, Self::People];
}

/// What a person did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Chose another period, person or kind.
    Queried,
    /// Wants to see something else of it.
    View(View),
    /// Wants it in a table.
    Export,
    /// Has read what came of writing a table.
    Dismiss,
}

impl ActivityScreen {
    /// The last week.
    pub fn new(session: &Session, tickets: &mut Tickets, now: Now) -> (Self, Vec<Ask>) {
        let mut screen = Self {
            period: Period::default(),
            person: String::new(),
            kind: None,
            view: View::default(),
            report: None,
            failed: None,
            saved: None,
            reporting: None,
            saving: None,
        };
        let asks = screen.refresh(session, tickets, now);
        (screen, asks)
    }

    fn wanted(&self, limit: u32) -> AuditQuery {
        let person = self.person.trim();
        AuditQuery {
            days: self.period.days(),
            person: (!person.is_empty()).then(|| person.to_owned()),
            kind: self.kind,
            limit,
        }
    }

    /// Asks anew. What is shown stays until the answer is there.
    pub fn refresh(&mut self, session: &Session, tickets: &mut Tickets, now: Now) -> Vec<Ask> {
        let ask = tickets.ask(AdminRequest::Report(self.wanted(SHOWN_MAX)).by(session));
        self.reporting = Some(Wait::of(&ask, now));
        vec![ask]
    }

    /// How the wait looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        Busy::of(self.reporting, now)
    }

    /// A person did something.
    pub fn on(
        &mut self,
        event: Event,
        session: &Session,
        tickets: &mut Tickets,
        now: Now,
    ) -> Vec<Ask> {
        match event {
            Event::Queried => return self.refresh(session, tickets, now),
            Event::View(view) => self.view = view,
            Event::Export => {
                let ask =
                    tickets.ask(AdminRequest::SaveActivity(self.wanted(u32::MAX)).by(session));
                self.saving = Some(ask.ticket);
                return vec![ask];
            }
            Event::Dismiss => self.saved = None,
        }
        Vec::new()
    }

    /// Something was found out.
    pub fn on_reply(&mut self, ticket: Ticket, reply: Reply) {
        match reply {
            Reply::Reported(result) if self.reporting.is_some_and(|w| w.ticket == ticket) => {
                self.reporting = None;
                match result {
                    Ok(report) => (self.report, self.failed) = (Some(report), None),
                    Err(error) => self.failed = Some(error),
                }
            }
            Reply::TableSaved(result) if self.saving == Some(ticket) => {
                self.saving = None;
                self.saved = Some(result.map(|path| path.display().to_string()));
            }
            _ => {}
        }
    }
}
