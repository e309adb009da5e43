//! Importing users from a table: choose a file, look at the plan, then carry it out.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::domain::secret::{Secret, SecretText};
use crate::service::Session;
use crate::service::admin_action::{ActionError, AdminAction};
use crate::service::command::Finished;
use crate::service::files::{ChooseFile, SaveText};
use crate::service::ports::FileKind;
use crate::service::users::commands::PlanImport;
use crate::service::users::import::{ImportPlan, Progress};

use crate::screen::effects::{Effects, Pending};
use crate::screen::users::done::Notice;

/// The form that imports users.
#[derive(Default)]
pub struct ImportForm {
    /// The path of the file, as typed or chosen.
    pub path: String,
    /// What is known of the table.
    pub state: ImportState,
    /// Whether the marked values of the plan are confirmed.
    pub is_confirmed: bool,
    /// Whether the path gets the focus; taken when the form is drawn.
    pub wants_focus: bool,
    choosing_file: Pending<ChooseFile>,
    planning: Pending<PlanImport>,
    saving: Pending<SaveText>,
}

/// What is known of the table.
#[derive(Default)]
pub enum ImportState {
    /// Nothing yet.
    #[default]
    Unknown,
    /// What importing it would change.
    Plan(Arc<ImportPlan>),
    /// It was imported: the usernames and codes of the new users.
    Imported(Vec<(String, Secret)>),
}

/// What the user did.
pub enum ImportEvent {
    /// Wants to choose a file.
    ChooseFile,
    /// Dropped a file on the window.
    Dropped(PathBuf),
    /// Wants to see the plan.
    Plan,
    /// Wants the codes in a file, as this text.
    SaveCodes(SecretText),
}

impl ImportForm {
    /// Creates an empty form.
    pub(crate) fn new() -> Self {
        Self {
            wants_focus: true,
            ..Self::default()
        }
    }

    /// Shows the codes after an import.
    pub(crate) fn imported(codes: Vec<(String, Secret)>) -> Self {
        Self {
            state: ImportState::Imported(codes),
            ..Self::new()
        }
    }

    /// Returns `true` while a command runs.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.choosing_file.is_waiting() || self.planning.is_waiting() || self.saving.is_waiting()
    }

    /// Handles what the user did.
    pub(crate) fn on(&mut self, event: ImportEvent, session: &Session, effects: &mut Effects) {
        match event {
            ImportEvent::ChooseFile => {
                self.choosing_file = effects.start(ChooseFile(FileKind::Table));
            }
            ImportEvent::Dropped(path) => {
                self.path = path.display().to_string();
                self.plan(&path, session, effects);
            }
            ImportEvent::Plan if self.path.trim().is_empty() => return,
            ImportEvent::Plan => {
                let path = self.path.trim().to_owned();
                self.plan(Path::new(&path), session, effects);
            }
            ImportEvent::SaveCodes(text) => {
                self.saving = effects.start(SaveText {
                    name: "one-time-codes".to_owned(),
                    extension: "csv",
                    text,
                });
                return;
            }
        }
        if !matches!(self.state, ImportState::Imported(_)) {
            self.state = ImportState::Unknown;
        }
    }

    fn plan(&mut self, path: &Path, session: &Session, effects: &mut Effects) {
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
                Ok(Some(path)) => self.path = path.display().to_string(),
                Ok(None) => {}
                Err(error) => return failed(error.into()),
            }
        }
        if let Some(planned) = self.planning.take(finished) {
            match planned {
                Ok(plan) => (self.state, self.is_confirmed) = (ImportState::Plan(plan), false),
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
        match &self.state {
            ImportState::Plan(plan) if self.can_submit(plan) => Some(AdminAction::Import {
                plan: Arc::clone(plan),
                is_confirmed: self.is_confirmed,
                progress: Arc::new(Progress::default()),
            }),
            _ => None,
        }
    }
}
