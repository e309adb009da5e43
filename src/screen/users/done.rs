//! What the list of users says about the actions that were done or refused.

use crate::domain::customization::Customization;
use crate::service::admin_action::{ActionError, AdminAction};
use crate::service::ports::PlatformError;
use crate::service::users::UserChange;
use crate::service::users::bulk::BulkKind;
use crate::service::users::list::UserRow;
use crate::service::users::mail::SendCodeError;

use crate::screen::users::editor::before_of;

/// Shown above the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// So many e-mail addresses were not allowed before.
    Invited(usize),
    /// So many users were added and changed.
    Imported(usize, usize),
    /// A file was saved at this path.
    Saved(String),
    /// The codes of new users are at the printer.
    Printed,
    /// They could not be printed.
    NotPrinted(PlatformError),
    /// There is no dialog to choose a file.
    NoDialog(PlatformError),
    /// The user who is edited was changed meanwhile, and the form shows the present values.
    Reloaded,
    /// The code was sent to this address.
    CodeSent(String),
    /// The code was not sent.
    CodeNotSent(SendCodeError),
    /// Several users were changed.
    Changed {
        /// In which way.
        kind: BulkKind,
        /// How many.
        count: usize,
        /// The role that they got or lost.
        role: Option<String>,
        /// Whether it was cancelled, but too late.
        is_late: bool,
    },
    /// A change of several users was cancelled.
    Cancelled,
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
    /// Returns the toast of an action; `None` for actions that have a notice of their own. `before` is the user as the
    /// list shows them before the action. What undoes a change is refused if the user was changed in the meantime.
    pub(crate) fn of(
        action: &AdminAction,
        before: Option<&UserRow>,
        customization: &Customization,
        number: u32,
    ) -> Option<Self> {
        let (done, name) = CompletedAction::of(action)?;
        let undo = match action {
            AdminAction::Change {
                change,
                username,
                before: form,
            } => before.and_then(|row| {
                let before = form.as_deref().cloned().unwrap_or_else(|| before_of(row));
                Some(AdminAction::Change {
                    username: username.clone(),
                    change: undone(change, row)?,
                    before: Some(Box::new(before.after(customization, change).ok()?)),
                })
            }),
            AdminAction::Uninvite(email) => Some(AdminAction::Invite(vec![email.clone()])),
            AdminAction::Rename { username, to } => Some(AdminAction::Rename {
                username: to.clone(),
                to: username.clone(),
            }),
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

/// Returns the change back to what the user was before; `None` if there is no way back, which a removed e-mail address is.
fn undone(change: &UserChange, before: &UserRow) -> Option<Box<UserChange>> {
    if change.email.is_some() && before.email.is_empty() {
        return None;
    }
    let back = |new: &Option<String>, old: &str| new.as_ref().map(|_| old.to_owned());
    let [from, until, hours] = before.times.texts();
    Some(Box::new(UserChange {
        email: back(&change.email, &before.email),
        first_name: back(&change.first_name, &before.first_name),
        last_name: back(&change.last_name, &before.last_name),
        roles: change.roles.as_ref().map(|_| before.roles.clone()),
        disabled: change.disabled.map(|disabled| !disabled),
        valid_from: back(&change.valid_from, &from),
        valid_until: back(&change.valid_until, &until),
        hours: back(&change.hours, &hours),
        fields: change.fields.as_ref().map(|_| before.fields.clone()),
    }))
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
    /// The username was changed.
    Renamed,
    /// The user was unlocked.
    Unlocked,
    /// Two-step sign-in was switched off.
    TwoStepOff,
    /// The user has to choose a new password.
    ChangeRequired,
    /// All sessions of the user were ended.
    SignedOut,
    /// The parked session of the user was ended.
    ParkedEnded,
    /// The PIN of the user was removed.
    PinRemoved,
    /// The badge of the user was set.
    BadgeSet,
    /// The badge of the user was removed.
    BadgeRemoved,
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
            AdminAction::Change {
                username, change, ..
            } => (Self::of_change(change), username),
            AdminAction::Approve(username) | AdminAction::ApproveAs { username, .. } => {
                (Self::Approved, username)
            }
            AdminAction::Rename { to, .. } => (Self::Renamed, to),
            AdminAction::Unlock(username) => (Self::Unlocked, username),
            AdminAction::TwoStepOff(username) => (Self::TwoStepOff, username),
            AdminAction::RequireChange(username) => (Self::ChangeRequired, username),
            AdminAction::SignOutEverywhere(username) => (Self::SignedOut, username),
            AdminAction::EndParked(username) => (Self::ParkedEnded, username),
            AdminAction::RemovePin(username) => (Self::PinRemoved, username),
            AdminAction::SetBadge { username, .. } => (Self::BadgeSet, username),
            AdminAction::RemoveBadge(username) => (Self::BadgeRemoved, username),
            AdminAction::EndCredentials(username) => (Self::CredentialsEnded, username),
            AdminAction::Remove(username) => (Self::Removed, username),
            AdminAction::Erase(username) => (Self::Erased, username),
            AdminAction::Uninvite(email) => (Self::Uninvited, email),
            AdminAction::Add { .. }
            | AdminAction::StartReset(_)
            | AdminAction::Invite(_)
            | AdminAction::Import { .. }
            | AdminAction::Bulk { .. }
            | AdminAction::Settings(_)
            | AdminAction::Restore(_)
            | AdminAction::Export(_) => return None,
        };
        Some((done, name.clone()))
    }

    fn of_change(change: &UserChange) -> Self {
        if *change == UserChange::default().disabled(true) {
            Self::Disabled
        } else if *change == UserChange::default().disabled(false) {
            Self::Enabled
        } else {
            Self::Changed
        }
    }
}
