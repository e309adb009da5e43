//! Which rows of the list are shown, and in which order.

use crate::domain::fold;
use crate::service::users::list::{Status, UserList, UserRow};
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

    /// Returns what a server is asked for.
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

    fn matches(&self, row: &UserRow, text: &str) -> bool {
        let has_role = |role: &String| row.roles.contains(role);
        self.status.is_none_or(|status| row.status == status)
            && self.role.as_ref().is_none_or(has_role)
            && self
                .two_step
                .is_none_or(|wanted| row.has_two_step == wanted)
            && text
                .split_whitespace()
                .all(|word| row.search.contains(word))
    }

    /// Returns the rows that match, in order. The list has been sorted by each column already, so that this fits into
    /// a frame.
    pub(crate) fn rows(&self, list: &UserList) -> Vec<usize> {
        let orders = &list.orders;
        let order = match self.column {
            Column::Name => &orders.name,
            Column::Username => &orders.username,
            Column::Email => &orders.email,
            Column::Roles => &orders.roles,
            Column::Status => &orders.status,
            Column::LastSignIn => &orders.last_sign_in,
            Column::TwoStep => &orders.two_step,
        };
        let text = fold(&self.text);
        let is_shown = |at: &usize| self.matches(&list.rows[*at], &text);
        let mut shown: Vec<_> = order.iter().copied().filter(is_shown).collect();
        if self.is_descending {
            shown.reverse();
        }
        shown
    }
}
