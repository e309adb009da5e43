//! The review of a change of several users.

use std::sync::Arc;

use crate::domain::account_id::AccountId;
use crate::service::admin_action::AdminAction;
use crate::service::ports::Cancellation;
use crate::service::users::bulk::{BulkAction, BulkChange, BulkKind};
use crate::service::users::import::Progress;
use crate::service::users::list::{Status, UserRow};

/// The review of a change: nothing happens until it is confirmed.
pub struct BulkForm {
    /// What is done.
    pub kind: BulkKind,
    /// The role that is chosen, if one is needed.
    pub role: Option<String>,
    /// The roles to choose from.
    pub roles: Vec<String>,
    /// The names of the users whom it cannot change.
    pub left_out: Vec<String>,
    candidates: Vec<BulkCandidate>,
    cancellation: Cancellation,
}

/// A user whom a change may concern.
pub struct BulkCandidate {
    /// The name and the username.
    pub name: String,
    id: AccountId,
    username: String,
    roles: Vec<String>,
    is_disabled: bool,
}

impl BulkCandidate {
    fn of(row: &UserRow) -> Self {
        Self {
            name: name_of(row),
            id: row.id,
            username: row.username.clone(),
            roles: row.roles.clone(),
            is_disabled: row.status == Status::Disabled,
        }
    }
}

fn name_of(row: &UserRow) -> String {
    if row.name == row.username {
        return row.name.clone();
    }
    format!("{} ({})", row.name, row.username)
}

impl BulkForm {
    /// Reviews a change of these users. `givable` are the roles that the administrator may give to several users.
    pub(crate) fn new<'r>(
        kind: BulkKind,
        rows: impl Iterator<Item = &'r UserRow>,
        givable: &[String],
    ) -> Self {
        let is_possible = |row: &&UserRow| {
            let has_password = row.status != Status::NoPassword || kind != BulkKind::NewCode;
            !row.is_self && row.can_manage && row.status != Status::EntryMistake && has_password
        };
        let (possible, left_out): (Vec<_>, Vec<_>) = rows.partition(is_possible);
        let candidates: Vec<_> = possible.into_iter().map(BulkCandidate::of).collect();
        let roles = match kind {
            BulkKind::GiveRole => givable.to_vec(),
            BulkKind::TakeRole => {
                let mut roles: Vec<_> = candidates.iter().flat_map(|one| &one.roles).collect();
                roles.sort_unstable();
                roles.dedup();
                roles.into_iter().cloned().collect()
            }
            BulkKind::Disable | BulkKind::Enable | BulkKind::NewCode => Vec::new(),
        };
        Self {
            kind,
            role: None,
            roles,
            left_out: left_out.into_iter().map(name_of).collect(),
            candidates,
            cancellation: Cancellation::default(),
        }
    }

    /// Returns `true` if a role has to be chosen first.
    #[must_use]
    pub fn needs_role(&self) -> bool {
        matches!(self.kind, BulkKind::GiveRole | BulkKind::TakeRole)
    }

    /// Returns the users whom it changes. As long as a role has to be chosen, these are all.
    pub fn targets(&self) -> impl Iterator<Item = &BulkCandidate> {
        let role = self.role.as_ref();
        self.candidates.iter().filter(move |one| {
            let has = |role: &String| one.roles.contains(role);
            match self.kind {
                BulkKind::Disable => !one.is_disabled,
                BulkKind::Enable => one.is_disabled,
                BulkKind::GiveRole => role.is_none_or(|role| !has(role)),
                BulkKind::TakeRole => role.is_none_or(has),
                BulkKind::NewCode => true,
            }
        })
    }

    /// Returns the number of users who could be changed, but are that way already.
    #[must_use]
    pub fn unchanged(&self) -> usize {
        self.candidates.len() - self.targets().count()
    }

    /// Returns `true` if the change can be made.
    #[must_use]
    pub fn can_submit(&self) -> bool {
        self.action().is_some() && self.targets().next().is_some()
    }

    fn action(&self) -> Option<BulkAction> {
        Some(match self.kind {
            BulkKind::Disable => BulkAction::Disable,
            BulkKind::Enable => BulkAction::Enable,
            BulkKind::GiveRole => BulkAction::GiveRole(self.role.clone()?),
            BulkKind::TakeRole => BulkAction::TakeRole(self.role.clone()?),
            BulkKind::NewCode => BulkAction::NewCode,
        })
    }

    /// Returns the action that makes the change; `None` if it changes no user, or a role has to be chosen first.
    pub(crate) fn submit(&mut self) -> Option<AdminAction> {
        let action = self.action().filter(|_| self.can_submit())?;
        let users = self.targets().map(|one| (one.id, one.username.clone()));
        let users = users.collect();
        self.cancellation = Cancellation::default();
        Some(AdminAction::Bulk {
            change: BulkChange { action, users },
            progress: Arc::new(Progress::default()),
            cancellation: self.cancellation.clone(),
        })
    }

    /// Cancels the change that is under way.
    pub(crate) fn cancel(&self) {
        self.cancellation.cancel();
    }

    /// Returns `true` if the change that is under way was cancelled.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.cancellation.is_cancelled()
    }
}
