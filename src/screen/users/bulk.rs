//! The review of a change of several users.

use std::sync::Arc;

use crate::domain::account_id::AccountId;
use crate::service::admin_action::AdminAction;
use crate::service::ports::Cancellation;
use crate::service::users::bulk::{BULK_MAX, BulkAction, BulkChange, BulkKind};
use crate::service::users::import::Progress;
use crate::service::users::list::{Status, UserList, UserRow};

/// The review of a change: nothing happens until it is confirmed.
pub struct BulkForm {
    /// What is done.
    pub kind: BulkKind,
    /// The role that is chosen, if one is needed.
    pub role: Option<String>,
    /// The roles to choose from.
    pub roles: Vec<String>,
    /// Whether it is confirmed that users get permissions.
    pub is_confirmed: bool,
    /// The names of the users whom it cannot change, and why.
    pub left_out: Vec<(String, LeftOut)>,
    /// The number of users whom it changes, and who are not shown in the list.
    pub hidden: usize,
    /// The most users who can be changed at once, if there is a limit.
    pub most: Option<usize>,
    with_permissions: Vec<String>,
    candidates: Vec<BulkCandidate>,
    /// The candidates whom it changes.
    targets: Vec<usize>,
    cancellation: Cancellation,
}

/// Why a user is left out of a change of several users.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// It is the own account.
    OwnAccount,
    /// The user has permissions that the administrator lacks.
    MorePermissions,
    /// The entry of the user has a mistake.
    EntryMistake,
    /// There is no password that a code could set anew.
    NoPassword,
}

impl LeftOut {
    fn of(row: &UserRow, kind: BulkKind) -> Option<Self> {
        if row.is_self {
            Some(Self::OwnAccount)
        } else if !row.can_manage {
            Some(Self::MorePermissions)
        } else if row.status == Status::EntryMistake {
            Some(Self::EntryMistake)
        } else if kind == BulkKind::NewCode && !row.has_password {
            Some(Self::NoPassword)
        } else {
            None
        }
    }
}

/// A user whom a change may concern.
#[derive(Clone, PartialEq, Eq)]
pub struct BulkCandidate {
    /// The name and the username.
    pub name: String,
    id: AccountId,
    username: String,
    roles: Vec<String>,
    is_disabled: bool,
    is_shown: bool,
}

impl BulkCandidate {
    fn of((row, is_shown): (&UserRow, bool)) -> Self {
        Self {
            name: name_of(row),
            id: row.id,
            username: row.username.clone(),
            roles: row.roles.clone(),
            is_disabled: row.status == Status::Disabled,
            is_shown,
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
    /// Reviews a change of the users with these rows, each with whether the list shows it.
    pub(crate) fn new<'r>(
        kind: BulkKind,
        rows: impl Iterator<Item = (&'r UserRow, bool)>,
        list: &UserList,
    ) -> Self {
        let (mut candidates, mut left_out) = (Vec::new(), Vec::new());
        for (row, is_shown) in rows {
            match LeftOut::of(row, kind) {
                Some(reason) => left_out.push((name_of(row), reason)),
                None => candidates.push(BulkCandidate::of((row, is_shown))),
            }
        }
        let roles = match kind {
            BulkKind::GiveRole => list.givable.clone(),
            BulkKind::TakeRole => {
                let mut roles: Vec<_> = candidates.iter().flat_map(|one| &one.roles).collect();
                roles.sort_unstable();
                roles.dedup();
                roles.into_iter().cloned().collect()
            }
            BulkKind::Disable | BulkKind::Enable | BulkKind::NewCode => Vec::new(),
        };
        let mut form = Self {
            kind,
            role: None,
            roles,
            is_confirmed: false,
            left_out,
            hidden: 0,
            most: list.part.is_some().then_some(BULK_MAX),
            with_permissions: list.with_permissions.clone(),
            candidates,
            targets: Vec::new(),
            cancellation: Cancellation::default(),
        };
        form.choose(None);
        form
    }

    /// Reviews the same change of the users as they are now. It has to be confirmed again if something is different.
    pub(crate) fn renewed(mut self, before: Self) -> Self {
        self.choose(before.role.filter(|role| self.roles.contains(role)));
        let is_same = self.candidates == before.candidates
            && self.with_permissions == before.with_permissions;
        self.is_confirmed = before.is_confirmed && is_same;
        self.cancellation = before.cancellation;
        self
    }

    /// Chooses a role.
    pub fn choose(&mut self, role: Option<String>) {
        let is_target = |one: &BulkCandidate| {
            let has = |role: &String| one.roles.contains(role);
            match self.kind {
                BulkKind::Disable => !one.is_disabled,
                BulkKind::Enable => one.is_disabled,
                BulkKind::GiveRole => role.as_ref().is_none_or(|role| !has(role)),
                BulkKind::TakeRole => role.as_ref().is_none_or(has),
                BulkKind::NewCode => true,
            }
        };
        let candidates = self.candidates.iter().enumerate();
        let targets = candidates.filter(|(_, one)| is_target(one));
        let (mut hidden, mut indices) = (0, Vec::new());
        for (at, one) in targets {
            hidden += usize::from(!one.is_shown);
            indices.push(at);
        }
        (self.targets, self.hidden) = (indices, hidden);
        (self.role, self.is_confirmed) = (role, false);
    }

    /// Returns `true` if a role has to be chosen first.
    #[must_use]
    pub fn needs_role(&self) -> bool {
        matches!(self.kind, BulkKind::GiveRole | BulkKind::TakeRole)
    }

    /// Returns `true` if users get permissions, or can use them again, which has to be confirmed (R96).
    #[must_use]
    pub fn gives_permissions(&self) -> bool {
        let gives = |role: &String| self.with_permissions.contains(role);
        match self.kind {
            BulkKind::GiveRole => self.role.as_ref().is_some_and(gives),
            BulkKind::Enable => {
                let targets = self
                    .targets
                    .iter()
                    .filter_map(|at| self.candidates.get(*at));
                targets.flat_map(|one| &one.roles).any(gives)
            }
            BulkKind::Disable | BulkKind::TakeRole | BulkKind::NewCode => false,
        }
    }

    /// Returns the number of users whom it changes. As long as a role has to be chosen, these are all.
    #[must_use]
    pub fn count(&self) -> usize {
        self.targets.len()
    }

    /// Returns one of the users whom it changes, counted from zero.
    #[must_use]
    pub fn target(&self, at: usize) -> Option<&BulkCandidate> {
        self.candidates.get(*self.targets.get(at)?)
    }

    /// Returns the number of users who could be changed, but are that way already.
    #[must_use]
    pub fn unchanged(&self) -> usize {
        self.candidates.len() - self.targets.len()
    }

    /// Returns the most users who can be changed at once, if more are selected.
    #[must_use]
    pub fn exceeds(&self) -> Option<usize> {
        self.most.filter(|most| self.count() > *most)
    }

    /// Returns `true` if the change can be made.
    #[must_use]
    pub fn can_submit(&self) -> bool {
        let is_confirmed = self.is_confirmed || !self.gives_permissions();
        let is_some = !self.targets.is_empty() && self.exceeds().is_none();
        self.action().is_some() && is_some && is_confirmed
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

    /// Returns the action that makes the change; `None` if it changes no user, or something has to be chosen or confirmed
    /// first.
    pub(crate) fn submit(&mut self) -> Option<AdminAction> {
        let action = self.action().filter(|_| self.can_submit())?;
        let targets = (0..self.count()).filter_map(|at| self.target(at));
        let users = targets.map(|one| (one.id, one.username.clone())).collect();
        self.cancellation = Cancellation::default();
        Some(AdminAction::Bulk {
            change: BulkChange {
                action,
                users,
                is_confirmed: self.is_confirmed,
            },
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
