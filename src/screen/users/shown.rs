//! The rows that are shown: all that match, or those of them that a server has sent so far.

use std::cell::Cell;
use std::collections::{BTreeMap, HashSet};

use crate::service::users::list::{ListPart, UserList, UserRow};

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

    /// Returns the rows of the list that are here, in order.
    pub(super) fn known(&self) -> impl Iterator<Item = usize> {
        let (all, some) = match &self.rows {
            Rows::All(rows) => (Some(rows), None),
            Rows::Some { places, .. } => (None, Some(places)),
        };
        let some = some.into_iter().flat_map(BTreeMap::values);
        all.into_iter().flatten().chain(some).copied()
    }

    /// Returns the number of rows that are here.
    pub(super) fn known_count(&self) -> usize {
        match &self.rows {
            Rows::All(rows) => rows.len(),
            Rows::Some { places, .. } => places.len(),
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

    /// Returns the place of a row that was drawn before it was there, once.
    pub(super) fn take_missing(&self) -> Option<usize> {
        self.missing.take()
    }

    /// Takes in a part of the users. Returns the list with what was known before of the same query, and with the users who
    /// `stay` although they are not of it.
    pub(super) fn take(
        &mut self,
        part: &ListPart,
        before: Option<&UserList>,
        mut list: UserList,
        stays: impl Fn(&UserRow) -> bool,
    ) -> UserList {
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
        let here: HashSet<_> = list.rows.iter().map(|row| row.id).collect();
        let others = before.iter().flat_map(|before| &before.rows);
        let others = others.filter(|row| stays(row) && !here.contains(&row.id));
        let others: Vec<_> = others.cloned().collect();
        list.rows.extend(others);
        if let (true, Some(before)) = (part.from > 0, before) {
            take_beside(&mut list, before);
        }
        self.rows = Rows::Some {
            places,
            total: part.total,
        };
        self.missing.set(None);
        list
    }
}

/// Takes over what a list has beside the users of a query, which only its first part has.
fn take_beside(list: &mut UserList, before: &UserList) {
    list.roles.clone_from(&before.roles);
    list.givable.clone_from(&before.givable);
    list.grantable.clone_from(&before.grantable);
    list.with_permissions.clone_from(&before.with_permissions);
    list.invited.clone_from(&before.invited);
    for row in before.waiting.iter().filter_map(|at| before.rows.get(*at)) {
        let known = list.rows.iter().position(|other| other.id == row.id);
        list.waiting.push(known.unwrap_or(list.rows.len()));
        if known.is_none() {
            list.rows.push(row.clone());
        }
    }
    if let (Some(part), Some(of)) = (&mut list.part, &before.part) {
        (part.waiting, part.invited) = (of.waiting, of.invited);
    }
}
