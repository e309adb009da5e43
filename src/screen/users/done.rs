//! What the list of users says about the actions that were done or refused.

use crate::service::admin_action::{ActionError, AdminAction};
use crate::service::users::UserChange;

/// Shown above the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// So many e-mail addresses were not allowed before.
    Invited(usize),
    /// So many users were added and changed.
    Imported(usize, usize),
    /// A file was saved at this path.
    Saved(String),
    /// An action was refused.
    Failed(ActionError),
}

/// What was just done, shown for a moment.
pub struct Toast {
    /// The action.
    pub done: CompletedAction,
    /// The username or e-mail address that it was done to.
    pub name: String,
    /// The action that undoes it, if there is one.
    pub undo: Option<AdminAction>,
    /// The number of the toast since the screen was opened.
    pub number: u32,
}

impl Toast {
    /// Returns the toast of an action; `None` for actions that have a notice of their own.
    pub(crate) fn of(action: &AdminAction, number: u32) -> Option<Self> {
        let (done, name) = CompletedAction::of(action)?;
        let disabled = |disabled| {
            let username = name.clone();
            let change = UserChange::only_disabled(disabled);
            AdminAction::Change { username, change }
        };
        let undo = match done {
            CompletedAction::Disabled => Some(disabled(false)),
            CompletedAction::Enabled => Some(disabled(true)),
            CompletedAction::Uninvited => Some(AdminAction::Invite(vec![name.clone()])),
            _ => None,
        };
        Some(Self {
            done,
            name,
            undo,
            number,
        })
    }
}

/// An action that was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletedAction {
    /// The user was changed.
    Changed,
    /// The user was disabled.
    Disabled,
    /// The user was enabled.
    Enabled,
    /// The user was approved.
    Approved,
    /// The user was unlocked.
    Unlocked,
    /// Two-step sign-in was switched off.
    TwoStepOff,
    /// The user has to choose a new password.
    ChangeRequired,
    /// All sessions of the user were ended.
    SignedOut,
    /// Everything with which the user can sign in was ended.
    CredentialsEnded,
    /// The user was removed.
    Removed,
    /// The user was removed, and their names were erased from the audit log.
    Erased,
    /// The e-mail address may no longer register.
    Uninvited,
}

impl CompletedAction {
    /// Returns what was done by an action, and to which user or e-mail address. `None` for actions that have a
    /// notice of their own.
    pub(crate) fn of(action: &AdminAction) -> Option<(Self, String)> {
        let (done, name) = match action {
            AdminAction::Change { username, change } => (Self::of_change(change), username),
            AdminAction::Approve(username) => (Self::Approved, username),
            AdminAction::Unlock(username) => (Self::Unlocked, username),
            AdminAction::TwoStepOff(username) => (Self::TwoStepOff, username),
            AdminAction::RequireChange(username) => (Self::ChangeRequired, username),
            AdminAction::SignOutEverywhere(username) => (Self::SignedOut, username),
            AdminAction::EndCredentials(username) => (Self::CredentialsEnded, username),
            AdminAction::Remove(username) => (Self::Removed, username),
            AdminAction::Erase(username) => (Self::Erased, username),
            AdminAction::Uninvite(email) => (Self::Uninvited, email),
            AdminAction::Add { .. }
            | AdminAction::StartReset(_)
            | AdminAction::Invite(_)
            | AdminAction::Import { .. }
            | AdminAction::Settings(_) => return None,
        };
        Some((done, name.clone()))
    }

    fn of_change(change: &UserChange) -> Self {
        if *change == UserChange::only_disabled(true) {
            Self::Disabled
        } else if *change == UserChange::only_disabled(false) {
            Self::Enabled
        } else {
            Self::Changed
        }
    }
}
