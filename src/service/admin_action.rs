//! What an administrator does in the window, one thing at a time, as a value: it can be carried out
//! once more after the password was asked for (R47).

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::domain::registration::RegistrationPolicy;
use crate::domain::secret::{Secret, SecretText};

use crate::service::audit::AuditQuery;
use crate::service::caller::Caller;
use crate::service::ports::{AuditFilter, PlatformError, Setting};
use crate::service::request::{Reply, Request};
use crate::service::settings::Preview;
use crate::service::users::import::{ImportError, ImportPlan, ImportSummary, Progress};
use crate::service::users::{NewUserInput, UserChange, UserError};
use crate::service::{Service, Session};

/// Something that is asked for by somebody who is signed in, mostly by those who may administer.
pub enum AdminRequest {
    /// Take note that the password was given again, as typed.
    Confirm(Secret),
    /// Carry a task out.
    Do(Arc<AdminAction>),
    /// List everybody.
    ListPeople,
    /// Find out what would come of importing this file.
    PlanImport(PathBuf),
    /// Write everybody to a table.
    SavePeople,
    /// Report what happened.
    Report(AuditQuery),
    /// Write what happened to a table.
    SaveActivity(AuditQuery),
    /// List what whoever asks did.
    ListOwnActivity,
    /// Find out what a change of settings would do to the file.
    PreviewSettings(Vec<Setting>),
    /// Say who can register.
    ChooseRegistration(RegistrationPolicy),
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
pub enum AdminAction {
    /// Add somebody.
    Add(NewUserInput),
    /// Change what is known of somebody.
    Change {
        /// Their username.
        username: String,
        /// What changes.
        change: UserChange,
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
        plan: Arc<ImportPlan>,
        /// How far it has come.
        progress: Arc<Progress>,
    },
    /// Change settings.
    Settings(Arc<Preview>),
}

/// What came of a task.
#[non_exhaustive]
pub enum ActionOutcome {
    /// It is done.
    Done,
    /// A one-time code, which is shown this once.
    Code(Secret),
    /// So many addresses are new on the list.
    Invited(usize),
    /// People were added and changed.
    Imported(ImportSummary),
}

/// Why a task was not carried out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ActionError {
    /// It is about people.
    #[error(transparent)]
    People(#[from] UserError),
    /// It is about a table.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// A file could not be read or written.
    #[error(transparent)]
    Platform(#[from] PlatformError),
}

impl ActionError {
    /// Whether the password is asked for first.
    #[must_use]
    pub fn needs_reauthentication(&self) -> bool {
        let of_people = |error: &UserError| *error == UserError::ReauthenticationRequired;
        match self {
            Self::People(error) | Self::Import(ImportError::People(error)) => of_people(error),
            Self::Import(_) | Self::Platform(_) => false,
        }
    }
}

impl Service {
    pub(crate) fn administration(&self, session: &Session, what: AdminRequest) -> Reply {
        let by = Caller::Session(session);
        match what {
            AdminRequest::Confirm(password) => {
                Reply::Confirmed(self.confirm_entrance(session, &password))
            }
            AdminRequest::Do(task) => Reply::Administered(self.carry_out(session, &task)),
            AdminRequest::ListPeople => Reply::PeopleListed(self.list_users(by)),
            AdminRequest::PlanImport(path) => Reply::ImportPlanned(self.plan_file(session, &path)),
            AdminRequest::SavePeople => Reply::TableSaved(self.save_users(session)),
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
    pub fn carry_out(
        &self,
        session: &Session,
        task: &AdminAction,
    ) -> Result<ActionOutcome, ActionError> {
        let by = Caller::Session(session);
        let done = match task {
            AdminAction::Add(form) => match self.add_user(by, form)? {
                Some(code) => return Ok(ActionOutcome::Code(code)),
                None => Ok(()),
            },
            AdminAction::Change { username, change } => self.change_user(by, username, change),
            AdminAction::Approve(username) => self.approve(by, username),
            AdminAction::Unlock(username) => self.unlock(by, username),
            AdminAction::StartReset(username) => {
                return Ok(ActionOutcome::Code(self.start_reset(by, username)?));
            }
            AdminAction::TwoStepOff(username) => self.reset_two_step(by, username),
            AdminAction::RequireChange(username) => self.require_change(by, username),
            AdminAction::SignOutEverywhere(username) => self.sign_out_everywhere(by, username),
            AdminAction::Remove(username) => self.remove_user(by, username),
            AdminAction::Invite(emails) => {
                return Ok(ActionOutcome::Invited(self.invite(by, emails)?));
            }
            AdminAction::Uninvite(email) => self.uninvite(by, email),
            AdminAction::Import { plan, progress } => {
                return Ok(ActionOutcome::Imported(self.import(by, plan, progress)?));
            }
            AdminAction::Settings(preview) => self.change_settings(by, preview),
        };
        Ok(done.map(|()| ActionOutcome::Done)?)
    }

    /// What would come of importing a file.
    ///
    /// # Errors
    /// When it cannot be read, or is no table of people.
    pub fn plan_file(
        &self,
        session: &Session,
        path: &Path,
    ) -> Result<Arc<ImportPlan>, ActionError> {
        let text = SecretText::new(self.platform.read_text(path)?);
        Ok(self.plan_import(Caller::Session(session), text)?)
    }

    /// Writes everybody to a file, without anything secret, and gives its path.
    ///
    /// # Errors
    /// When whoever asks may not, or it cannot be written.
    pub fn save_users(&self, session: &Session) -> Result<PathBuf, ActionError> {
        let table = SecretText::new(self.export_users(Caller::Session(session))?);
        Ok(self.platform.save_text("people", "csv", &table)?)
    }

    /// Writes what happened to a file, and gives its path.
    ///
    /// # Errors
    /// When whoever asks may not, or it cannot be written.
    pub fn save_activity(
        &self,
        session: &Session,
        filter: &AuditFilter,
    ) -> Result<PathBuf, ActionError> {
        let table = SecretText::new(self.export_activity(Caller::Session(session), filter)?);
        Ok(self.platform.save_text("activity", "csv", &table)?)
    }
}
