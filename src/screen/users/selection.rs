//! Which users of the list are selected. A selection follows the users, wherever they are in the list.

use std::collections::HashSet;

use crate::domain::account_id::AccountId;
use crate::service::users::bulk::BulkKind;
use crate::service::users::list::UserRow;

/// The users who are selected.
#[derive(Default)]
pub struct Selection {
    is_on: bool,
    ids: HashSet<AccountId>,
}

/// What the user did with the selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SelectionEvent {
    /// Wants to select users.
    Start,
    /// Wants no selection any more.
    Stop,
    /// Selected a user, or no longer.
    Toggle(AccountId),
    /// Selected all users who are shown, or none of them.
    AllShown(bool),
    /// Wants to change the users who are selected.
    Change(BulkKind),
    /// Wants a table of the users who are selected.
    Export,
}

impl Selection {
    /// Returns `true` while users can be selected.
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.is_on
    }

    /// Returns the number of users who are selected.
    #[must_use]
    pub fn count(&self) -> usize {
        self.ids.len()
    }

    /// Returns `true` if a user is selected.
    #[must_use]
    pub fn contains(&self, row: &UserRow) -> bool {
        self.ids.contains(&row.id)
    }

    /// Returns the ids of the users who are selected.
    pub(crate) fn ids(&self) -> &HashSet<AccountId> {
        &self.ids
    }

    pub(crate) fn start(&mut self) {
        self.is_on = true;
    }

    /// Selects no user, and ends selecting.
    pub(crate) fn stop(&mut self) {
        *self = Self::default();
    }

    /// Selects no user.
    pub(crate) fn clear(&mut self) {
        self.ids.clear();
    }

    pub(crate) fn toggle(&mut self, id: AccountId) {
        self.is_on = true;
        if !self.ids.remove(&id) {
            self.ids.insert(id);
        }
    }

    /// Selects users, or no longer.
    pub(crate) fn set(&mut self, ids: impl Iterator<Item = AccountId>, is_selected: bool) {
        for id in ids {
            if is_selected {
                self.ids.insert(id);
            } else {
                self.ids.remove(&id);
            }
        }
    }

    /// Forgets users who are no longer in the list.
    pub(crate) fn retain(&mut self, rows: &[UserRow]) {
        if self.ids.is_empty() {
            return;
        }
        let known: HashSet<_> = rows.iter().map(|row| row.id).collect();
        self.ids.retain(|id| known.contains(id));
    }
}
