//! What an administrator does in the window, one thing at a time, as a value: it can be carried out
//! once more after the password was asked for (R47).

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::domain::registration::Mode;
use crate::domain::secret::{Secret, SecretText};

use crate::service::audit::Wanted;
use crate::service::caller::By;
use crate::service::ports::{DesktopError, Filter, Setting};
use crate::service::request::{Reply, Request};
use crate::service::settings::Preview;
use crate::service::users::import::{ImportError, Imported, Plan, Progress};
use crate::service::users::{NewPerson, PeopleError, PersonChange};
use crate::service::{Service, Session};

/// Something that is asked for by somebody who is signed in, mostly by those who may administer.
pub enum AdminRequest {
    /// Take note that the password was given again, as typed.
    Confirm(Secret),
    /// Carry a task out.
    Do(Arc<Task>),
    /// List everybody.
    ListPeople,
    /// Find out what would come of importing this file.
    PlanImport(PathBuf),
    /// Write everybody to a table.
    SavePeople,
    /// Report what happened.
    Report(Wanted),
    /// Write what happened to a table.
    SaveActivity(Wanted),
    /// List what whoever asks did.
    ListOwnActivity,
    /// Find out what a change of settings would do to the file.
    PreviewSettings(Vec<Setting>),
    /// Say who can register.
    ChooseRegistration(Mode),
}

impl AdminRequest {
    /// The request of somebody.
    #[must_use]
    pub fn by(self, session: &Session) -> Request {
        Request::Admin {
            session: session.clone(),
            what: self,
        }
    }
}

/// One thing to do.
#[non_exhaustive]
pub enum Task {
    /// Add somebody.
    Add(NewPerson),
    /// Change what is known of somebody.
    Change {
        /// Their username.
        username: String,
        /// What changes.
        change: PersonChange,
    },
    /// Let somebody in who waits.
    Approve(String),
    /// Let somebody try again.
    Unlock(String),
    /// Make a one-time code for somebody.
    StartReset(String),
    /// Switch somebody's second factor off.
    TwoStepOff(String),
    /// Have somebody choose another password.
    RequireChange(String),
    /// End every sign-in of somebody.
    SignOutEverywhere(String),
    /// Remove somebody.
    Remove(String),
    /// Let these addresses register.
    Invite(Vec<String>),
    /// Take this address off the list.
    Uninvite(String),
    /// Add and change many people.
    Import {
        /// What was looked at.
        plan: Arc<Plan>,
        /// How far it has come.
        progress: Arc<Progress>,
    },
    /// Change settings.
    Settings(Arc<Preview>),
}

/// What came of a task.
#[non_exhaustive]
pub enum TaskDone {
    /// It is done.
    Done,
    /// A one-time code, which is shown this once.
    Code(Secret),
    /// So many addresses are new on the list.
    Invited(usize),
    /// People were added and changed.
    Imported(Imported),
}

/// Why a task was not carried out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TaskError {
    /// It is about people.
    #[error(transparent)]
    People(#[from] PeopleError),
    /// It is about a table.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// A file could not be read or written.
    #[error(transparent)]
    Desktop(#[from] DesktopError),
}

impl TaskError {
    /// Whether the password is asked for first.
    #[must_use]
    pub fn asks_password(&self) -> bool {
        let of_people = |error: &PeopleError| *error == PeopleError::AskPassword;
        match self {
            Self::People(error) | Self::Import(ImportError::People(error)) => of_people(error),
            Self::Import(_) | Self::Desktop(_) => false,
        }
    }
}

impl Service {
    pub(crate) fn administration(&self, session: &Session, what: AdminRequest) -> Reply {
        let by = By::Session(session);
        match what {
            AdminRequest::Confirm(password) => {
                Reply::Confirmed(self.confirm_entrance(session, &password))
            }
            AdminRequest::Do(task) => Reply::Administered(self.carry_out(session, &task)),
            AdminRequest::ListPeople => Reply::PeopleListed(self.list_people(by)),
            AdminRequest::PlanImport(path) => Reply::ImportPlanned(self.plan_file(session, &path)),
            AdminRequest::SavePeople => Reply::TableSaved(self.save_people(session)),
            AdminRequest::Report(wanted) => {
                let filter = self.filter(&wanted);
                Reply::Reported(self.activity_report(by, &filter))
            }
            AdminRequest::SaveActivity(wanted) => {
                Reply::TableSaved(self.save_activity(session, &self.filter(&wanted)))
            }
            AdminRequest::ListOwnActivity => Reply::OwnActivityListed(self.own_activity(session)),
            AdminRequest::PreviewSettings(changes) => {
                Reply::SettingsPreviewed(self.preview_settings(by, changes))
            }
            AdminRequest::ChooseRegistration(mode) => {
                Reply::RegistrationChosen(self.choose_registration(session, mode))
            }
        }
    }

    /// Carries a task out for whoever is signed in.
    ///
    /// # Errors
    /// Says what stands in the way; then nothing was changed.
    pub fn carry_out(&self, session: &Session, task: &Task) -> Result<TaskDone, TaskError> {
        let by = By::Session(session);
        let done = match task {
            Task::Add(form) => match self.add_person(by, form)? {
                Some(code) => return Ok(TaskDone::Code(code)),
                None => Ok(()),
            },
            Task::Change { username, change } => self.change_person(by, username, change),
            Task::Approve(username) => self.approve(by, username),
            Task::Unlock(username) => self.unlock(by, username),
            Task::StartReset(username) => {
                return Ok(TaskDone::Code(self.start_reset(by, username)?));
            }
            Task::TwoStepOff(username) => self.reset_two_step(by, username),
            Task::RequireChange(username) => self.require_change(by, username),
            Task::SignOutEverywhere(username) => self.sign_out_everywhere(by, username),
            Task::Remove(username) => self.remove_person(by, username),
            Task::Invite(emails) => return Ok(TaskDone::Invited(self.invite(by, emails)?)),
            Task::Uninvite(email) => self.uninvite(by, email),
            Task::Import { plan, progress } => {
                return Ok(TaskDone::Imported(self.import(by, plan, progress)?));
            }
            Task::Settings(preview) => self.change_settings(by, preview),
        };
        Ok(done.map(|()| TaskDone::Done)?)
    }

    /// What would come of importing a file.
    ///
    /// # Errors
    /// When it cannot be read, or is no table of people.
    pub fn plan_file(&self, session: &Session, path: &Path) -> Result<Arc<Plan>, TaskError> {
        let text = SecretText::new(self.desktop.read_text(path)?);
        Ok(self.plan_import(By::Session(session), text)?)
    }

    /// Writes everybody to a file, without anything secret, and gives its path.
    ///
    /// # Errors
    /// When whoever asks may not, or it cannot be written.
    pub fn save_people(&self, session: &Session) -> Result<PathBuf, TaskError> {
        let table = SecretText::new(self.export_people(By::Session(session))?);
        Ok(self.desktop.save_text("people", "csv", &table)?)
    }

    /// Writes what happened to a file, and gives its path.
    ///
    /// # Errors
    /// When whoever asks may not, or it cannot be written.
    pub fn save_activity(&self, session: &Session, filter: &Filter) -> Result<PathBuf, TaskError> {
        let table = SecretText::new(self.export_activity(By::Session(session), filter)?);
        Ok(self.desktop.save_text("activity", "csv", &table)?)
    }
}
