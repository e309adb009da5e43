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
    /// Decides anew what is shown.
    pub(crate) fn sort(&mut self) {
        let Some(people) = &self.people else {
            self.shown.clear();
            return;
        };
        let rows = &people.rows;
        let text = fold(&self.query.text);
        let is_shown = |at: &usize| self.query.matches(&rows[*at], &text);
        self.shown = (0..rows.len()).filter(is_shown).collect();
        // What a search looks through begins with the name.
        let by = |a: &UserRow, b: &UserRow| match self.query.column {
            Column::Name => a.search.cmp(&b.search),
            Column::Username => a.username.cmp(&b.username),
            Column::Email => a.email.cmp(&b.email),
            Column::Roles => a.roles.cmp(&b.roles),
            Column::Status => a.status.cmp(&b.status),
            Column::LastSignIn => b.last_sign_in.cmp(&a.last_sign_in),
            Column::TwoStep => b.has_two_step.cmp(&a.has_two_step),
        };
        self.shown.sort_by(|a, b| {
            let (a, b) = (&rows[*a], &rows[*b]);
            let order = by(a, b);
            let order = if self.query.is_descending {
                order.reverse()
            } else {
                order
            };
            order.then_with(|| a.search.cmp(&b.search))
        });
    }
}
