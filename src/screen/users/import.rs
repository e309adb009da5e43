//! Importing a table: choose a file, look at what would come of each row, then do it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::domain::secret::Secret;
use crate::screen::{Ask, Now, Ticket, Tickets};
use crate::service::Session;
use crate::service::admin_action::{ActionError, AdminAction, AdminRequest};
use crate::service::ports::FileKind;
use crate::service::request::{Reply, Request};
use crate::service::users::import::{ImportPlan, Progress};

use crate::screen::users::{Event, Notice};

/// A table of people.
pub struct ImportPart {
    /// The file, as it was typed or chosen.
    pub path: String,
    /// What would come of it, once it was looked at.
    pub judged: Judged,
    /// Whether the field for the file wants the focus; taken by whoever draws.
    pub wants_focus: bool,
    awaited: Option<Ticket>,
}

/// What is known of the table.
pub enum Judged {
    /// Nothing.
    Not,
    /// What would come of each row.
    Plan(Arc<ImportPlan>),
    /// It was imported: the usernames and one-time codes of those who were added.
    Done(Vec<(String, Secret)>),
}

impl ImportPart {
    pub(crate) fn new() -> Self {
        Self {
            path: String::new(),
            judged: Judged::Not,
            wants_focus: true,
            awaited: None,
        }
    }

    pub(crate) fn done(codes: Vec<(String, Secret)>) -> Self {
        Self {
            judged: Judged::Done(codes),
            ..Self::new()
        }
    }

    /// Whether something is being found out.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.awaited.is_some()
    }

    pub(crate) fn on(
        &mut self,
        event: Event,
        session: &Session,
        tickets: &mut Tickets,
        _: Now,
    ) -> Vec<Ask> {
        let request = match event {
            Event::ChooseFile => Request::ChooseFile(FileKind::Table),
            Event::Dropped(path) => {
                self.path = path.display().to_string();
                plan(session, &path)
            }
            Event::Plan if !self.path.trim().is_empty() => {
                plan(session, Path::new(self.path.trim()))
            }
            Event::SaveCodes(text) => Request::SaveText {
                name: "one-time-codes".to_owned(),
                ending: "csv",
                text,
            },
            _ => return Vec::new(),
        };
        if !matches!(self.judged, Judged::Done(_)) {
            self.judged = Judged::Not;
        }
        let ask = tickets.ask(request);
        self.awaited = Some(ask.ticket);
        vec![ask]
    }

    pub(crate) fn on_reply(&mut self, ticket: Ticket, reply: Reply) -> Option<Notice> {
        if self.awaited != Some(ticket) {
            return None;
        }
        self.awaited = None;
        match reply {
            Reply::FileChosen(Ok(path)) => {
                if let Some(path) = path {
                    self.path = path.display().to_string();
                }
                None
            }
            Reply::FileChosen(Err(error)) | Reply::TextSaved(Err(error)) => {
                Some(Notice::Failed(ActionError::Platform(error)))
            }
            Reply::TextSaved(Ok(path)) => Some(Notice::Saved(path.display().to_string())),
            Reply::ImportPlanned(Ok(plan)) => {
                self.judged = Judged::Plan(plan);
                None
            }
            Reply::ImportPlanned(Err(error)) => Some(Notice::Failed(error)),
            _ => None,
        }
    }

    pub(crate) fn submit(&mut self) -> Option<AdminAction> {
        match &self.judged {
            Judged::Plan(plan) if plan.is_good() => Some(AdminAction::Import {
                plan: Arc::clone(plan),
                progress: Arc::new(Progress::default()),
            }),
            Judged::Plan(_) | Judged::Not | Judged::Done(_) => None,
        }
    }
}

fn plan(session: &Session, path: &Path) -> Request {
    AdminRequest::PlanImport(PathBuf::from(path)).by(session)
}
