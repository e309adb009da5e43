//! Which rows of the list are shown, and in which order.

use crate::service::users::list::{Status, UserList};
use crate::service::users::query::UserQuery;

pub use crate::service::users::query::Column;

/// What is searched for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Words to find in names, usernames and e-mail addresses.
    pub text: String,
    /// Only users with this role.
    pub role: Option<String>,
    /// Only users with this status.
    pub status: Option<Status>,
    /// Only users with, or only users without two-step sign-in.
    pub two_step: Option<bool>,
    /// The column by which the list is sorted.
    pub column: Column,
    /// Whether the order is reversed.
    pub is_descending: bool,
}

/// Which part of the list is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// All users.
    #[default]
    Everyone,
    /// The users who wait for approval.
    Waiting,
    /// The e-mail addresses that may register.
    Allowed,
}

impl Query {
    /// Sorts by a column, in reverse if the list is sorted by it already.
    pub fn sort_by(&mut self, column: Column) {
        self.is_descending = self.column == column && !self.is_descending;
        self.column = column;
    }

    /// Returns which users to list: what a server is asked for.
    pub(crate) fn for_server(&self) -> UserQuery {
        UserQuery {
            text: self.text.split_whitespace().collect::<Vec<_>>().join(" "),
            role: self.role.clone(),
            status: self.status,
            two_step: self.two_step,
            column: self.column,
            is_descending: self.is_descending,
        }
    }

    /// Returns the rows that match, in order.
    pub(crate) fn rows(&self, list: &UserList) -> Vec<usize> {
        list.found(&self.for_server())
    }
}
