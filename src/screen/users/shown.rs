//! The rows that are shown: all that match, or those of them that a server has sent so far.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::service::Session;
use crate::service::users::commands::ListUsers;
use crate::service::users::list::{ListPart, UserList, UserRow};
use crate::service::users::query::{PAGE, Span};

use crate::screen::effects::Effects;
use crate::screen::users::part::Part;
use crate::screen::users::screen::UsersScreen;

/// The most rows of a server that are kept.
const KEPT: usize = 4_000;

/// The rows of the list that are shown, in order.
#[derive(Default)]
pub(super) struct ShownRows {
    rows: Rows,
    /// A place that was drawn before its row was there.
    missing: Cell<Option<usize>>,
}

enum Rows {
    /// The rows of the list.
    All(Vec<usize>),
    /// The rows of the list by their places.
    Some {
        places: BTreeMap<usize, usize>,
        total: usize,
    },
}

impl Default for Rows {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

impl ShownRows {
    pub(super) fn all(rows: Vec<usize>) -> Self {
        Self {
            rows: Rows::All(rows),
            missing: Cell::default(),
        }
    }

    pub(super) fn count(&self) -> usize {
        match &self.rows {
            Rows::All(rows) => rows.len(),
            Rows::Some { total, .. } => *total,
        }
    }

    /// Returns the row of the list at a place. One that is not there yet is noted as missing.
    pub(super) fn at(&self, place: usize) -> Option<usize> {
        match &self.rows {
            Rows::All(rows) => rows.get(place).copied(),
            Rows::Some { places, total } => {
                let row = places.get(&place).copied();
                if row.is_none() && place < *total && self.missing.get().is_none() {
                    self.missing.set(Some(place));
                }
                row
            }
        }
    }

    /// Returns the place of a row of the list.
    pub(super) fn place_of(&self, row: usize) -> Option<usize> {
        match &self.rows {
            Rows::All(rows) => rows.iter().position(|at| *at == row),
            Rows::Some { places, .. } => {
                let mut places = places.iter();
                places.find(|(_, at)| **at == row).map(|(place, _)| *place)
            }
        }
    }

    /// Takes in a part of the users. Returns the list with what was known before of the same query.
    fn take(&mut self, part: &ListPart, before: Option<&UserList>, mut list: UserList) -> UserList {
        let same = before.filter(|before| {
            let query = before.part.as_ref().map(|part| &part.query);
            query == Some(&part.query) && before.rows.len() < KEPT
        });
        let mut places: BTreeMap<usize, usize> =
            (0..part.count).map(|at| (part.from + at, at)).collect();
        if let (
            Some(before),
            Rows::Some {
                places: known,
                total,
            },
        ) = (same, &self.rows)
            && *total == part.total
            && part.from > 0
        {
            for (place, at) in known {
                if let (false, Some(row)) = (places.contains_key(place), before.rows.get(*at)) {
                    places.insert(*place, list.rows.len());
                    list.rows.push(row.clone());
                }
            }
        }
        if let (true, Some(before)) = (part.from > 0, before) {
            list.roles.clone_from(&before.roles);
            list.grantable.clone_from(&before.grantable);
            list.with_permissions.clone_from(&before.with_permissions);
        }
        self.rows = Rows::Some {
            places,
            total: part.total,
        };
        self.missing.set(None);
        list
    }
}

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
        let missing = self.shown.missing.take();
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
        let list = self.shown.take(&part, before.as_deref(), list);
        self.users = Some(Arc::new(list));
    }

    /// Returns the row of the list at this place.
    pub(super) fn row_at(&self, place: usize) -> Option<&UserRow> {
        self.users.as_ref()?.rows.get(self.shown.at(place)?)
    }
}
