//! What the users screen shows: the list, a user, or a form.

use crate::domain::fold;
use crate::domain::secret::Secret;
use crate::service::admin_action::AdminAction;

use crate::screen::Now;
use crate::screen::form::badge_scans::BadgeScans;
use crate::screen::users::bulk::BulkForm;
use crate::screen::users::editor::UserEditor;
use crate::screen::users::import::ImportForm;
use crate::screen::users::rename::RenameForm;
use crate::screen::users::results::Results;

/// What is shown.
pub enum Part {
    /// The list.
    List,
    /// The user with this username, and what can be done.
    Details(String),
    /// A form to add or edit a user.
    Form(Box<UserEditor>),
    /// The confirmation before an action that cannot be undone.
    Confirm {
        /// The action.
        action: Confirmed,
        /// The username.
        username: String,
        /// The username as typed to confirm.
        typed: String,
        /// Whether the field gets the focus; taken when the form is drawn.
        wants_focus: bool,
    },
    /// The form for another username.
    Rename(RenameForm),
    /// The form for a badge.
    Badge {
        /// The username.
        username: String,
        /// The badge.
        scans: BadgeScans,
    },
    /// A code, shown only this once.
    Code {
        /// The username.
        username: String,
        /// The code.
        code: Secret,
        /// Whether it is for the user's first password.
        is_first: bool,
        /// When it stops working.
        expires_at: Now,
    },
    /// A form for e-mail addresses that may register.
    Invite {
        /// The addresses as typed, separated by spaces, commas or lines.
        typed: String,
        /// Whether the field gets the focus; taken when the form is drawn.
        wants_focus: bool,
    },
    /// The form that imports users from a table.
    Import(ImportForm),
    /// The review of a change of several users.
    Bulk(BulkForm),
    /// What came of a change of several users.
    Results(Results),
}

impl Part {
    /// Returns the action of the main button; `None` if something has to be typed first.
    pub(crate) fn submit(&mut self) -> Option<AdminAction> {
        match self {
            Self::Form(form) => form.submit(),
            Self::Confirm {
                action,
                username,
                typed,
                ..
            } => {
                let is_confirmed = fold(typed.trim()) == fold(username);
                is_confirmed.then(|| match action {
                    Confirmed::Remove => AdminAction::Remove(username.clone()),
                    Confirmed::Erase => AdminAction::Erase(username.clone()),
                    Confirmed::EndParked => AdminAction::EndParked(username.clone()),
                    Confirmed::EndCredentials => AdminAction::EndCredentials(username.clone()),
                })
            }
            Self::Rename(form) => form.submit(),
            Self::Badge { username, scans } => Some(AdminAction::SetBadge {
                username: username.clone(),
                number: scans.number()?,
            }),
            Self::Invite { typed, .. } => {
                let emails = typed.split(|c: char| c.is_whitespace() || ",;".contains(c));
                let emails = emails.filter(|email| !email.is_empty());
                Some(AdminAction::Invite(emails.map(ToOwned::to_owned).collect()))
            }
            Self::Import(import) => import.submit(),
            Self::Bulk(form) => form.submit(),
            Self::List | Self::Details(_) | Self::Code { .. } | Self::Results(_) => None,
        }
    }

    /// Returns `true` if it shows codes with which a password can be set.
    pub(crate) fn shows_codes(&self) -> bool {
        match self {
            Self::Code { .. } => true,
            Self::Results(results) => !results.codes.is_empty(),
            _ => false,
        }
    }

    /// Returns `true` if leaving it would lose what was typed, or a code that is shown only once.
    pub(crate) fn is_edited(&self) -> bool {
        match self {
            Self::List
            | Self::Details(_)
            | Self::Badge { .. }
            | Self::Confirm { .. }
            | Self::Bulk(_) => false,
            Self::Form(form) => form.is_edited(),
            Self::Rename(form) => form.typed.trim() != form.username,
            Self::Code { .. } => true,
            Self::Invite { typed, .. } => !typed.trim().is_empty(),
            Self::Import(form) => form.is_edited(),
            Self::Results(results) => !results.codes.is_empty(),
        }
    }
}

/// An action that is confirmed by typing the username.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmed {
    /// Removing the user.
    Remove,
    /// Removing the user, and the names of the user in the audit log.
    Erase,
    /// Ending the parked session of the user.
    EndParked,
    /// Ending everything with which the user can sign in.
    EndCredentials,
}
