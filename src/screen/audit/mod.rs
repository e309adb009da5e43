//! The audit log, for auditors: filters by period, user and kind, the records, and totals for each day and user.

#[cfg(feature = "signatures")]
mod signatures;
mod timeline;

use std::sync::Arc;

use crate::domain::audit::AuditKind;
use crate::domain::audit_chain::AuditRecord;
use crate::domain::day::Day;
#[cfg(feature = "signatures")]
use crate::domain::settings::RoleList;
use crate::service::Session;
use crate::service::admin_action::{ActionError, AdminAction, Export};
use crate::service::audit::commands::ReportActivity;
use crate::service::audit::{AuditCount, AuditQuery, AuditReport};
use crate::service::command::Finished;
use crate::service::session_view::SessionView;
use crate::service::users::UserError;

#[cfg(feature = "signatures")]
pub use crate::screen::audit::signatures::SignatureList;
pub use crate::screen::audit::timeline::{Timeline, TimelineRow};

use crate::screen::audit::timeline::every_day;
use crate::screen::busy::Busy;
use crate::screen::effects::{Effects, Now, Pending};

/// How many records are shown.
pub const SHOWN_MAX: u32 = 10_000;
/// The most days that are drawn as bars: those of a year.
const DAYS_MAX: u32 = 366;

/// The audit log.
pub struct ActivityScreen {
    /// The period.
    pub period: Period,
    /// Only records of this user; all if blank.
    pub user: String,
    /// Only records of this kind.
    pub kind: Option<AuditKind>,
    /// Whether the timeline shows only what was refused.
    pub is_refused_only: bool,
    /// What is shown of the report.
    pub view: View,
    /// The report, once it is read.
    pub report: Option<Arc<AuditReport>>,
    /// The records of the report by day.
    pub timeline: Timeline,
    /// The days of the period, with their numbers of records.
    pub days: Vec<(Day, AuditCount)>,
    /// Why the report could not be read.
    pub failed: Option<UserError>,
    /// The signatures, once they are shown.
    #[cfg(feature = "signatures")]
    pub signatures: SignatureList,
    /// Whether the settings let users sign, or users have signed, so that signatures are offered.
    #[cfg(feature = "signatures")]
    pub offers_signatures: bool,
    /// Whether a table of the records can be saved: at a trusted computer.
    pub can_export: bool,
    /// Where the table or a sheet was saved, or why not.
    pub saved: Option<Result<String, ActionError>>,
    reporting: Pending<ReportActivity>,
}

/// A period that ends today.
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
    /// All values, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Week, Self::Month, Self::All];

    /// Returns the number of days; `None` for all.
    #[must_use]
    pub fn days(self) -> Option<u32> {
        match self {
            Self::Week => Some(7),
            Self::Month => Some(30),
            Self::All => None,
        }
    }
}

/// What is shown of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The records.
    #[default]
    Records,
    /// The totals of each day.
    Days,
    /// The totals of each user.
    Users,
    /// What users have signed.
    #[cfg(feature = "signatures")]
    Signatures,
}

impl View {
    /// Those of the records, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Records, Self::Days, Self::Users];

    /// Returns `true` if records are shown, and not signatures.
    #[must_use]
    pub fn is_of_records(self) -> bool {
        Self::ALL.contains(&self)
    }
}

/// What the user did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Changed a filter.
    Queried,
    /// Chose what is shown.
    View(View),
    /// Chose whether the timeline shows only what was refused.
    RefusedOnly(bool),
    /// Wants a table of the records.
    Export,
    /// Wants the sheet of the signature with this number.
    #[cfg(feature = "signatures")]
    SaveSheet(i64),
    /// Wants the signatures to be verified again.
    #[cfg(feature = "signatures")]
    Verify,
    /// Dismissed the notice about what was saved.
    Dismiss,
}

impl ActivityScreen {
    /// Starts to read the last week.
    pub fn new(session_view: &SessionView, effects: &mut Effects) -> Self {
        let mut screen = Self {
            period: Period::default(),
            user: String::new(),
            kind: None,
            is_refused_only: false,
            view: View::default(),
            report: None,
            timeline: Timeline::default(),
            days: Vec::new(),
            failed: None,
            can_export: !session_view.settings.is_restricted(),
            saved: None,
            #[cfg(feature = "signatures")]
            signatures: SignatureList::default(),
            #[cfg(feature = "signatures")]
            offers_signatures: false,
            reporting: Pending::default(),
        };
        screen.refresh(session_view, effects);
        screen
    }

    fn query(&self, limit: u32) -> AuditQuery {
        let user = self.user.trim();
        AuditQuery {
            days: self.period.days(),
            user: (!user.is_empty()).then(|| user.to_owned()),
            kind: self.kind,
            limit,
        }
    }

    /// Takes in that the file has changed, and reads what is shown again.
    pub fn refresh(&mut self, session_view: &SessionView, effects: &mut Effects) {
        #[cfg(feature = "signatures")]
        {
            let session = &session_view.session;
            if session_view.settings.signatures == RoleList::default() {
                self.signatures.ask_for_any(session, effects);
            } else {
                self.offers_signatures = true;
            }
        }
        self.read(&session_view.session, effects);
    }

    /// Reads what is shown again. The old report is shown until then.
    fn read(&mut self, session: &Session, effects: &mut Effects) {
        #[cfg(feature = "signatures")]
        if self.view == View::Signatures {
            return self.signatures.read(session, effects);
        }
        self.reporting = effects.start(ReportActivity {
            session: session.clone(),
            query: self.query(SHOWN_MAX),
        });
    }

    /// Returns how the wait for the report looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        #[cfg(feature = "signatures")]
        if self.view == View::Signatures {
            return self.signatures.busy(now);
        }
        self.reporting.busy(now)
    }

    /// Handles what the user did. Returns the action that this starts.
    pub fn on(
        &mut self,
        event: Event,
        session: &Session,
        effects: &mut Effects,
    ) -> Option<AdminAction> {
        match event {
            Event::Queried => self.read(session, effects),
            Event::View(view) => {
                let was_of_records = std::mem::replace(&mut self.view, view).is_of_records();
                if was_of_records != view.is_of_records() {
                    self.read(session, effects);
                    #[cfg(feature = "signatures")]
                    if was_of_records {
                        self.signatures.verify(session, effects);
                    }
                }
            }
            #[cfg(feature = "signatures")]
            Event::Verify => {
                self.read(session, effects);
                self.signatures.verify(session, effects);
            }
            #[cfg(feature = "signatures")]
            Event::SaveSheet(number) => {
                return Some(AdminAction::Export(Export::Signature(number)));
            }
            Event::RefusedOnly(is_refused_only) => {
                self.is_refused_only = is_refused_only;
                self.arrange();
            }
            Event::Export => {
                let query = self.query(u32::MAX);
                return Some(AdminAction::Export(Export::Activity(query)));
            }
            Event::Dismiss => self.saved = None,
        }
        None
    }

    /// Returns the records of a report that the timeline shows.
    #[must_use]
    pub fn records<'r>(&self, report: &'r AuditReport) -> &'r [AuditRecord] {
        if self.is_refused_only {
            &report.refused
        } else {
            &report.records
        }
    }

    /// Arranges the records that are shown by day.
    fn arrange(&mut self) {
        if let Some(report) = &self.report {
            let records = self.records(report);
            self.timeline = Timeline::new(records, &report.zone, report.now);
        }
    }

    /// Takes in the end of a command.
    pub fn on_finished(&mut self, finished: &mut Finished) {
        match self.reporting.take(finished) {
            None => {}
            Some(Ok(report)) => {
                let today = report.zone.day(report.now);
                self.days = every_day(&report.days, today, self.period.days(), DAYS_MAX);
                (self.report, self.failed) = (Some(report), None);
                self.arrange();
            }
            Some(Err(error)) => self.failed = Some(error),
        }
        #[cfg(feature = "signatures")]
        if let Some(has_any) = self.signatures.on_finished(finished) {
            self.offers_signatures = has_any;
            if !has_any && self.view == View::Signatures {
                self.view = View::default();
            }
        }
    }
}
