//! Importing users from a table: choose a file, look at the plan, then carry it out.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::domain::secret::SecretText;
use crate::service::Session;
use crate::service::admin_action::{ActionError, AdminAction};
use crate::service::command::Finished;
use crate::service::csv;
use crate::service::files::{ChooseFile, SaveText};
use crate::service::ports::FileKind;
use crate::service::users::commands::PlanImport;
use crate::service::users::import::{ImportPlan, Progress, READ};

use crate::screen::effects::{Effects, Pending};
use crate::screen::users::done::Notice;

/// The form that imports users.
#[derive(Default)]
pub struct ImportForm {
    /// The path of the file, as typed or chosen.
    pub path: String,
    /// What importing the table would change, once it is known.
    pub plan: Option<Arc<ImportPlan>>,
    /// Whether the marked values of the plan are confirmed.
    pub is_confirmed: bool,
    /// Whether the path gets the focus; taken when the form is drawn.
    pub wants_focus: bool,
    choosing_file: Pending<ChooseFile>,
    planning: Pending<PlanImport>,
    saving: Pending<SaveText>,
}

/// What the user did.
pub enum ImportEvent {
    /// Wants to choose a file.
    ChooseFile,
    /// Dropped a file on the window.
    Dropped(PathBuf),
    /// Wants to see the plan.
    Plan,
    /// Wants a table with the names of the columns.
    SaveTemplate,
}

impl ImportForm {
    /// Creates an empty form.
    pub(crate) fn new() -> Self {
        Self {
            wants_focus: true,
            ..Self::default()
        }
    }

    /// Returns `true` if a file was chosen.
    pub(crate) fn is_edited(&self) -> bool {
        !self.path.trim().is_empty()
    }

    /// Returns `true` while a command runs.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        let is_choosing = self.choosing_file.is_waiting();
        is_choosing || self.planning.is_waiting() || self.saving.is_waiting()
    }

    /// Handles what the user did.
    pub(crate) fn on(&mut self, event: ImportEvent, session: &Session, effects: &mut Effects) {
        match event {
            ImportEvent::ChooseFile => {
                self.choosing_file = effects.start(ChooseFile(FileKind::Table));
            }
            ImportEvent::Dropped(path) => {
                self.path = path.display().to_string();
                self.read(&path, session, effects);
            }
            ImportEvent::Plan if self.path.trim().is_empty() => {}
            ImportEvent::Plan => {
                let path = self.path.trim().to_owned();
                self.read(Path::new(&path), session, effects);
            }
            ImportEvent::SaveTemplate => {
                self.saving = effects.start(SaveText {
                    name: "users".to_owned(),
                    extension: "csv",
                    text: SecretText::new(csv::write(READ, [])),
                });
            }
        }
    }

    /// Reads a table. What is known of another one is gone.
    fn read(&mut self, path: &Path, session: &Session, effects: &mut Effects) {
        self.plan = None;
        self.planning = effects.start(PlanImport {
            session: session.clone(),
            path: path.to_owned(),
        });
    }

    /// Takes in the end of a command. Returns the notice to show.
    pub(crate) fn on_finished(&mut self, finished: &mut Finished) -> Option<Notice> {
        let failed = |error: ActionError| Some(Notice::Failed(error));
        if let Some(chosen) = self.choosing_file.take(finished) {
            match chosen {
                Ok(Some(path)) => {
                    self.path = path.display().to_string();
                    self.plan = None;
                }
                Ok(None) => {}
                Err(error) => {
                    self.wants_focus = true;
                    return Some(Notice::NoDialog(error));
                }
            }
        }
        if let Some(planned) = self.planning.take(finished) {
            match planned {
                Ok(plan) => (self.plan, self.is_confirmed) = (Some(plan), false),
                Err(error) => return failed(error),
            }
        }
        match self.saving.take(finished)? {
            Ok(path) => Some(Notice::Saved(path.display().to_string())),
            Err(error) => failed(error.into()),
        }
    }

    /// Returns `true` if the plan can be carried out as it is confirmed now.
    #[must_use]
    pub fn can_submit(&self, plan: &ImportPlan) -> bool {
        plan.is_good() && (self.is_confirmed || plan.marked() == 0)
    }

    /// Returns the action that carries the plan out; `None` if there is no plan without errors, or it has to be
    /// confirmed first.
    pub(crate) fn submit(&mut self) -> Option<AdminAction> {
        let plan = self.plan.as_ref().filter(|plan| self.can_submit(plan))?;
        Some(AdminAction::Import {
            plan: Arc::clone(plan),
            is_confirmed: self.is_confirmed,
            progress: Arc::new(Progress::default()),
        })
    }
}
