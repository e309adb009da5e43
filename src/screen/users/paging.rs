//! Reading the users of a server a page at a time.

use std::sync::Arc;

use crate::service::Session;
use crate::service::users::commands::ListUsers;
use crate::service::users::list::{UserList, UserRow};
use crate::service::users::query::{PAGE, Span};

use crate::screen::effects::Effects;
use crate::screen::users::part::Part;
use crate::screen::users::screen::UsersScreen;

impl UsersScreen {
    /// Returns `true` if a server searches and sorts the users, and not all of them are here.
    #[must_use]
    pub fn is_part(&self) -> bool {
        let users = self.users.as_ref();
        users.is_some_and(|users| users.part.is_some())
    }

    /// Returns the number of all users.
    #[must_use]
    pub fn all(&self) -> usize {
        let users = self.users.as_ref();
        users.map_or(0, |users| match &users.part {
            Some(part) => part.all,
            None => users.rows.len(),
        })
    }

    /// Returns the place from which on users are wanted that are not here, once nothing else is read.
    #[must_use]
    pub fn wanted(&self) -> Option<usize> {
        let missing = self.shown.take_missing();
        let part = self.users.as_ref()?.part.as_ref()?;
        if self.listing.is_waiting() || self.failed.is_some() {
            return None;
        }
        if part.query != self.query.for_server() {
            return Some(0);
        }
        let page = PAGE as usize;
        missing.map(|place| (place / page * page).max(1))
    }

    /// Returns what reads the users from this place on, and the user who is open.
    pub(super) fn list_from(&self, place: usize, session: &Session) -> ListUsers {
        ListUsers {
            session: session.clone(),
            query: self.query.for_server(),
            span: Span {
                from: u64::try_from(place).unwrap_or(u64::MAX),
                count: PAGE,
            },
            open: self.subject().map(ToOwned::to_owned),
        }
    }

    pub(super) fn load(&mut self, place: usize, session: &Session, effects: &mut Effects) {
        self.listing = effects.start(self.list_from(place, session));
    }

    /// Returns the user whom the part that is shown is about.
    fn subject(&self) -> Option<&str> {
        match &self.part {
            Part::Details(username)
            | Part::Confirm { username, .. }
            | Part::Code { username, .. }
            | Part::Badge { username, .. } => Some(username),
            Part::Rename(form) => Some(&form.username),
            Part::Form(form) if !form.is_new() => Some(&form.user.input.username),
            _ => None,
        }
    }

    /// Takes in a list of users, or a part of them.
    pub(super) fn take_list(&mut self, list: Arc<UserList>) {
        let Some(part) = list.part.clone() else {
            self.users = Some(list);
            return;
        };
        let before = self.users.take();
        let list = Arc::unwrap_or_clone(list);
        let selection = &self.selection;
        let stays = |row: &UserRow| selection.contains(row);
        let list = self.shown.take(&part, before.as_deref(), list, stays);
        self.users = Some(Arc::new(list));
    }

    /// Returns the row of the list at this place.
    pub(super) fn row_at(&self, place: usize) -> Option<&UserRow> {
        self.users.as_ref()?.rows.get(self.shown.at(place)?)
    }

    /// Returns the rows that are shown and here, in order. None is noted as missing.
    pub(super) fn rows_here(&self) -> impl Iterator<Item = &UserRow> {
        let rows = self.users.as_ref().map(|users| &users.rows);
        let known = self.shown.known();
        known.filter_map(move |at| rows?.get(at))
    }

    /// Returns the number of rows that are shown and here.
    #[must_use]
    pub fn here(&self) -> usize {
        self.shown.known_count()
    }

    /// Takes in that something else is searched for.
    pub(super) fn searched(&mut self) {
        if self.is_part() {
            self.failed = None;
        }
        self.query_again();
    }

    /// Opens a user, who is read if the server has not sent them yet.
    pub(super) fn open(&mut self, username: String, session: &Session, effects: &mut Effects) {
        self.recent.read(&username, session, effects);
        let is_missing = self.is_part() && self.find(&username).is_none();
        self.show(Part::Details(username));
        if is_missing {
            self.load(0, session, effects);
        }
    }
}
