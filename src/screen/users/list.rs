//! What of the list is shown, and in which order.

use crate::domain::fold;
use crate::service::users::list::{Status, UserRow};

use crate::screen::users::UsersScreen;

/// What is searched for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// In names, usernames and addresses.
    pub text: String,
    /// Only people with this role.
    pub role: Option<String>,
    /// Only people in this state.
    pub status: Option<Status>,
    /// By what it is sorted.
    pub column: Column,
    /// Whether the other way round.
    pub is_descending: bool,
}

/// By what the list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// The whole name.
    #[default]
    Name,
    /// The name to sign in with.
    Username,
    /// The address.
    Email,
    /// The roles.
    Roles,
    /// Whether they can sign in.
    Status,
    /// When they last did.
    LastSignIn,
    /// Whether they have a second factor.
    TwoStep,
}

impl Query {
    /// Whether everybody is shown.
    #[must_use]
    pub fn is_everybody(&self) -> bool {
        self.text.trim().is_empty() && self.role.is_none() && self.status.is_none()
    }

    /// Sorts by this, the other way round if it was already.
    pub fn sort_by(&mut self, column: Column) {
        self.is_descending = self.column == column && !self.is_descending;
        self.column = column;
    }

    fn matches(&self, row: &UserRow, text: &str) -> bool {
        let has_role = |role: &String| row.roles.contains(role);
        self.status.is_none_or(|status| row.status == status)
            && self.role.as_ref().is_none_or(has_role)
            && text
                .split_whitespace()
                .all(|word| row.search.contains(word))
    }
}

impl UsersScreen {
    /// Filters and sorts the list again. Compares numbers only, so that it fits into a frame.
    pub(crate) fn sort(&mut self) {
        self.shown.clear();
        let Some(list) = &self.people else {
            return;
        };
        let (rows, ranks) = (&list.rows, &list.ranks);
        let text = fold(&self.query.text);
        let is_shown = |at: &usize| self.query.matches(&rows[*at], &text);
        self.shown.extend((0..rows.len()).filter(is_shown));
        let key = |at: usize| -> i64 {
            match self.query.column {
                Column::Name => ranks.name[at].into(),
                Column::Username => ranks.username[at].into(),
                Column::Email => ranks.email[at].into(),
                Column::Roles => ranks.roles[at].into(),
                Column::Status => rows[at].status as i64,
                // The latest first, and users who never signed in last.
                Column::LastSignIn => rows[at]
                    .last_sign_in
                    .map_or(i64::MAX, |time| -time.as_seconds()),
                Column::TwoStep => i64::from(!rows[at].has_two_step),
            }
        };
        let sign = if self.query.is_descending { -1 } else { 1 };
        self.shown
            .sort_by_cached_key(|at| (sign * key(*at), ranks.name[*at]));
    }
}
