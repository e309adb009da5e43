//! Changes by administrators, as values: an action can be run again after the user has re-authenticated (R47).

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use crate::domain::account_id::AccountId;
use crate::domain::approval::ActionSummary;
use crate::domain::secret::{Secret, SecretText};

use crate::service::audit::AuditQuery;
use crate::service::backups::RestorePreview;
use crate::service::caller::Caller;
use crate::service::command::{Command, Lane};
use crate::service::ports::{Cancellation, PlatformError};
use crate::service::settings::Preview;
use crate::service::users::bulk::{BulkChange, BulkSummary};
use crate::service::users::import::{ImportError, ImportPlan, ImportSummary, Progress};
use crate::service::users::{UserBefore, UserChange, UserError, UserInput};
use crate::service::{Service, Session};

/// A change by an administrator. Users are named by their username.
#[non_exhaustive]
pub enum AdminAction {
    /// Add a user.
    Add {
        /// The user, as typed.
        user: UserInput,
        /// The roles.
        roles: Vec<String>,
    },
    /// Change a user.
    Change {
        /// The username.
        username: String,
        /// What changes.
        change: Box<UserChange>,
        /// The user on whom it was decided; `None` to change the user whatever has changed since.
        before: Option<Box<UserBefore>>,
    },
    /// Approve a user who registered.
    Approve(String),
    /// Approves a user who waits for approval, and gives them a role as well.
    ApproveAs {
        /// The user.
        username: String,
        /// The role.
        role: String,
    },
    /// Changes the username of a user.
    Rename {
        /// The username as it is.
        username: String,
        /// The new one, as typed.
        to: String,
    },
    /// Unlock a user.
    Unlock(String),
    /// Create a reset code for a user.
    StartReset(String),
    /// Switch off two-step sign-in of a user.
    TwoStepOff(String),
    /// Require a user to choose a new password.
    RequireChange(String),
    /// End all sessions of a user.
    SignOutEverywhere(String),
    /// End the session that a user has parked in this window.
    EndParked(String),
    /// Remove the PIN of a user on this computer.
    RemovePin(String),
    /// Set the badge of a user on this computer.
    SetBadge {
        /// The username.
        username: String,
        /// The number, as scanned.
        number: Secret,
    },
    /// Remove the badge of a user on this computer.
    RemoveBadge(String),
    /// End everything with which a user can sign in.
    EndCredentials(String),
    /// Remove a user.
    Remove(String),
    /// Remove a user, and replace their names in the audit log with the id of the account.
    Erase(String),
    /// Allow these e-mail addresses to register.
    Invite(Vec<String>),
    /// No longer allow this e-mail address to register.
    Uninvite(String),
    /// Import users from a table.
    Import {
        /// What was previewed.
        plan: Arc<ImportPlan>,
        /// Whether the administrator has confirmed the marked values.
        is_confirmed: bool,
        /// How far it has come.
        progress: Arc<Progress>,
    },
    /// Make the same change of several users.
    Bulk {
        /// The change.
        change: BulkChange,
        /// How far it has come.
        progress: Arc<Progress>,
        /// Cancels it as long as nothing is changed.
        cancellation: Cancellation,
    },
    /// Change settings.
    Settings(Arc<Preview>),
    /// Restore an earlier version of the configuration file, which ends all sessions.
    Restore(Arc<RestorePreview>),
    /// Write something to a new file.
    Export(Export),
}

opaque_debug!(AdminAction);

/// What is written to a new file. A session that a PIN has unlocked needs the password.
pub enum Export {
    /// Records of the audit log, as a CSV table.
    Activity(AuditQuery),
    /// The users with these ids, or all, as a CSV table without secrets.
    Users(Option<HashSet<AccountId>>),
    /// The signature with this number, as a sheet.
    #[cfg(feature = "signatures")]
    Signature(i64),
}

opaque_debug!(Export);

/// The outcome of an action.
#[non_exhaustive]
pub enum ActionOutcome {
    /// The action is done.
    Done,
    /// The action is done and has created a code, which is shown only this once.
    Code(Secret),
    /// The number of addresses that were not allowed before.
    Invited(usize),
    /// Users were imported.
    Imported(ImportSummary),
    /// Several users were changed, apart from those that the summary names.
    Bulk(BulkSummary),
    /// A table or a sheet was saved in this file.
    Saved(PathBuf),
}

opaque_debug!(ActionOutcome);

/// Why an action was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ActionError {
    /// The change of users or settings was refused.
    #[error(transparent)]
    Users(#[from] UserError),
    /// The table cannot be imported.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// A file could not be read or written.
    #[error(transparent)]
    Platform(#[from] PlatformError),
    /// The signature with this number is missing or was changed.
    #[error("signature {0} is missing or was changed")]
    NoSignature(i64),
}

impl ActionError {
    /// Returns `true` if the action can be run again after the user has re-authenticated.
    #[must_use]
    pub fn needs_reauthentication(&self) -> bool {
        matches!(
            self,
            Self::Users(UserError::ReauthenticationRequired)
                | Self::Import(ImportError::Users(UserError::ReauthenticationRequired))
        )
    }

    /// Returns what a second person has to approve before the action can be run again; `None` for other errors.
    #[must_use]
    pub fn needs_approval(&self) -> Option<&ActionSummary> {
        match self {
            Self::Users(UserError::ApprovalRequired(summary))
            | Self::Import(ImportError::Users(UserError::ApprovalRequired(summary))) => {
                Some(summary)
            }
            _ => None,
        }
    }
}

/// Runs an action.
pub struct RunAdminAction {
    /// The administrator's session.
    pub session: Session,
    /// What to do.
    pub action: Arc<AdminAction>,
}

opaque_debug!(RunAdminAction);

impl Command for RunAdminAction {
    type Output = Result<ActionOutcome, ActionError>;
    type Part = Service;

    fn lane(&self) -> Lane {
        match *self.action {
            AdminAction::RemovePin(_)
            | AdminAction::SetBadge { .. }
            | AdminAction::RemoveBadge(_) => Lane::Keyring,
            _ => Self::LANE,
        }
    }

    fn run(self, service: &Service) -> Self::Output {
        let (by, users) = (Caller::Session(&self.session), service.users());
        match &*self.action {
            AdminAction::Add { user, roles } => {
                return Ok(ActionOutcome::Code(users.add(by, user, roles)?));
            }
            AdminAction::Change {
                username,
                change,
                before,
            } => {
                let before = before.as_deref();
                users.change_from(by, username, change, before)?;
            }
            AdminAction::Approve(username) => users.approve(by, username)?,
            AdminAction::ApproveAs { username, role } => {
                users.approve_with_roles(by, username, &[role])?;
            }
            AdminAction::Rename { username, to } => users.rename(by, username, to)?,
            AdminAction::Unlock(username) => users.unlock(by, username)?,
            AdminAction::StartReset(username) => {
                return Ok(ActionOutcome::Code(users.start_reset(by, username)?));
            }
            AdminAction::TwoStepOff(username) => {
                users.turn_off_two_factor(by, username)?;
            }
            AdminAction::RequireChange(username) => {
                users.require_new_password(by, username)?;
            }
            AdminAction::SignOutEverywhere(username) => {
                users.sign_out_everywhere(by, username)?;
            }
            AdminAction::EndParked(username) => users.end_parked(by, username)?,
            AdminAction::RemovePin(username) => users.remove_pin(by, username)?,
            AdminAction::SetBadge { username, number } => users.set_badge(by, username, number)?,
            AdminAction::RemoveBadge(username) => users.remove_badge(by, username)?,
            AdminAction::EndCredentials(username) => {
                users.end_credentials(by, username)?;
            }
            AdminAction::Remove(username) => users.remove(by, username)?,
            AdminAction::Erase(username) => service.personal_data().erase(by, username)?,
            AdminAction::Invite(emails) => {
                return Ok(ActionOutcome::Invited(
                    service.allowed_emails().add(by, emails)?,
                ));
            }
            AdminAction::Uninvite(email) => service.allowed_emails().remove(by, email)?,
            AdminAction::Import {
                plan,
                is_confirmed,
                progress,
            } => {
                let imported = service.import().run(by, plan, *is_confirmed, progress)?;
                return Ok(ActionOutcome::Imported(imported));
            }
            AdminAction::Bulk {
                change,
                progress,
                cancellation,
            } => {
                let summary = users.change_many(by, change, progress, cancellation)?;
                return Ok(ActionOutcome::Bulk(summary));
            }
            AdminAction::Settings(preview) => service.settings().apply(by, preview)?,
            AdminAction::Restore(preview) => restore(service, &self.session, preview)?,
            AdminAction::Export(export) => return export.save(service, by),
        }
        Ok(ActionOutcome::Done)
    }
}

fn restore(service: &Service, session: &Session, of: &RestorePreview) -> Result<(), UserError> {
    service.backups().restore_previewed(session, of).map(drop)
}

impl Export {
    /// Writes the file.
    ///
    /// # Errors
    /// - [`ActionError::NoSignature`] if the signature is missing or was changed.
    /// - [`ActionError::Users`] with [`UserError::ReauthenticationRequired`] if a PIN has unlocked the session and the password
    ///   was not entered since, and with the other errors of the use case.
    /// - [`ActionError::Platform`] if the file cannot be written.
    fn save(&self, service: &Service, by: Caller<'_>) -> Result<ActionOutcome, ActionError> {
        let (name, extension) = match self {
            Self::Activity(_) => ("activity".to_owned(), "csv"),
            Self::Users(_) => ("users".to_owned(), "csv"),
            #[cfg(feature = "signatures")]
            Self::Signature(number) => (format!("signature-{number}"), "html"),
        };
        let text = SecretText::new(self.text(service, by)?);
        let saved = service
            .context
            .platform
            .save_text(&name, extension, &text)?;
        Ok(ActionOutcome::Saved(saved))
    }

    fn text(&self, service: &Service, by: Caller<'_>) -> Result<String, ActionError> {
        let text: Result<String, UserError> = match self {
            Self::Activity(query) => {
                let log = service.audit_log();
                log.export(by, &log.filter(query))
            }
            Self::Users(None) => service.users().export(by),
            Self::Users(Some(ids)) => service.users().export_of(by, ids),
            #[cfg(feature = "signatures")]
            Self::Signature(number) => {
                let found = service.signatures().find(by, *number)?;
                let found = found.ok_or(ActionError::NoSignature(*number))?;
                Ok(found.sheet())
            }
        };
        Ok(text?)
    }
}
