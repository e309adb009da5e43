//! Which users of a list a query finds.

use crate::domain::fold;

use crate::service::users::list::{UserList, UserRow};
use crate::service::users::query::{Column, UserQuery};

impl UserList {
    /// Returns the rows that a query finds, in its order. The list has been sorted by each column already, so that this fits into
    /// a frame.
    pub(crate) fn found(&self, query: &UserQuery) -> Vec<usize> {
        let orders = &self.orders;
        let order = match query.column {
            Column::Name => &orders.name,
            Column::Username => &orders.username,
            Column::Email => &orders.email,
            Column::Roles => &orders.roles,
            Column::Status => &orders.status,
            Column::LastSignIn => &orders.last_sign_in,
            Column::TwoStep => &orders.two_step,
        };
        let text = fold(&query.text);
        let is_found = |at: &usize| self.rows[*at].matches(query, &text);
        let mut found: Vec<_> = order.iter().copied().filter(is_found).collect();
        if query.is_descending {
            found.reverse();
        }
        found
    }
}

impl UserRow {
    /// Returns `true` if a query finds the user. `text` is that of the query, folded.
    fn matches(&self, query: &UserQuery, text: &str) -> bool {
        let has_role = |role: &String| self.roles.contains(role);
        let has_two_step = |wanted| self.has_two_step == wanted;
        query.status.is_none_or(|status| self.status == status)
            && query.role.as_ref().is_none_or(has_role)
            && query.two_step.is_none_or(has_two_step)
            && text
                .split_whitespace()
                .all(|word| self.search.contains(word))
    }
}
