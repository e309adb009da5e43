//! The command palette: pages, users and actions, found by typing.
//!
//! The state machine knows what the session may do; the labels come from the layer that draws, because they depend on
//! the language.

use std::sync::Arc;

use crate::domain::appearance::ThemeChoice;
use crate::domain::fold;
use crate::domain::page::PageId;
use crate::service::Session;
use crate::service::command::Finished;
use crate::service::users::commands::ListUsers;
use crate::service::users::list::UserList;

use crate::screen::app::area::AreaKind;
use crate::screen::effects::{Effects, Pending};

/// The number of matches that are shown at most. With more, typing another letter is quicker than reading.
const SHOWN: usize = 50;

/// The open command palette.
#[derive(Default)]
pub struct CommandPalette {
    /// The text that is searched for.
    pub text: String,
    /// Whether the field gets the focus; taken when it is drawn.
    pub wants_focus: bool,
    matches: Vec<PaletteMatch>,
    chosen: usize,
    /// Whether the matches belong to an earlier text, or to earlier permissions.
    is_stale: bool,
    users: Option<Arc<UserList>>,
    listing: Pending<ListUsers>,
}

/// Something that the palette opens or starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaletteEntry {
    /// Opens the Welcome page.
    Welcome,
    /// Opens a page of the host app.
    HostPage(usize),
    /// Opens a page of the file.
    Page(PageId),
    /// Opens an area of the program itself.
    Area(AreaKind),
    /// Shows the user with this username.
    User(String),
    /// Starts an action.
    Action(PaletteAction),
}

/// An action that the palette starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaletteAction {
    /// Opens the form for a new user.
    AddUser,
    /// Opens the form that imports users.
    ImportUsers,
    /// Opens the account of the user.
    Account,
    /// Lets another user sign in.
    Switch,
    /// Locks the window.
    Lock,
    /// Changes the theme.
    Theme(ThemeChoice),
    /// Signs the user out.
    SignOut,
}

/// An entry that matches what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaletteMatch {
    /// What it opens or starts.
    pub entry: PaletteEntry,
    /// Its label.
    pub label: String,
}

/// What the user did in the palette, and how it is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaletteEvent {
    /// Opened the palette.
    Open,
    /// Closed it without a choice.
    Close,
    /// Chose a user.
    User(String),
    /// Chose to add a user.
    AddUser,
    /// Chose to import users.
    ImportUsers,
}

impl CommandPalette {
    /// Opens the palette. Reads the users for a session that may see them.
    pub(crate) fn open(session: &Session, may_manage_users: bool, effects: &mut Effects) -> Self {
        Self {
            wants_focus: true,
            is_stale: true,
            listing: if may_manage_users {
                effects.start(ListUsers::first(session.clone()))
            } else {
                Pending::default()
            },
            ..Self::default()
        }
    }

    /// Takes in that pages and permissions may have changed.
    pub(crate) fn refresh(&mut self, may_manage_users: bool) {
        self.is_stale = true;
        self.users.take_if(|_| !may_manage_users);
    }

    /// Returns what matches the text, the best match first.
    #[must_use]
    pub fn matches(&self) -> &[PaletteMatch] {
        &self.matches
    }

    /// Returns the position of the match that Enter chooses.
    #[must_use]
    pub fn chosen(&self) -> usize {
        self.chosen
    }

    /// Returns `true` if the text or what the session may do has changed since the last search.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.is_stale
    }

    /// Takes in that the text has changed.
    pub fn typed(&mut self) {
        self.is_stale = true;
    }

    /// Moves the choice down, or up if `by` is negative, and from one end to the other.
    pub fn move_choice(&mut self, by: isize) {
        let Ok(count) = isize::try_from(self.matches.len()) else {
            return;
        };
        let at = isize::try_from(self.chosen).unwrap_or_default();
        let at = (at + by).checked_rem_euclid(count).unwrap_or_default();
        self.chosen = usize::try_from(at).unwrap_or_default();
    }

    /// Searches `entries`, which have these labels, and the users. Without a text, users are left out.
    pub fn search(&mut self, entries: impl IntoIterator<Item = PaletteMatch>) {
        let text = fold(self.text.trim());
        let mut ranked: Vec<(u8, PaletteMatch)> = entries
            .into_iter()
            .filter_map(|found| Some((rank(&fold(&found.label), &text)?, found)))
            .collect();
        if let Some(users) = self.users.as_deref().filter(|_| !text.is_empty()) {
            let rows = users.orders.name.iter().map(|at| &users.rows[*at]);
            let found = rows.filter_map(|row| Some((rank(&row.search, &text)?, row)));
            ranked.extend(found.map(|(rank, row)| {
                let found = PaletteMatch {
                    entry: PaletteEntry::User(row.username.clone()),
                    label: row.name.clone(),
                };
                (rank, found)
            }));
        }
        ranked.sort_by_key(|(rank, _)| *rank);
        let matches = ranked.into_iter().map(|(_, found)| found);
        (self.matches, self.chosen) = (matches.take(SHOWN).collect(), 0);
        self.is_stale = false;
    }

    /// Takes in the list of users.
    pub(crate) fn on_finished(&mut self, finished: &mut Finished) {
        if let Some(Ok(users)) = self.listing.take(finished) {
            (self.users, self.is_stale) = (Some(users), true);
        }
    }
}

/// Returns how well a folded label matches a folded text, 0 being best: it begins with the text, one of its words
/// begins with it, or it contains all words of the text. `None` if it does not match.
fn rank(label: &str, text: &str) -> Option<u8> {
    if label.starts_with(text) {
        return Some(0);
    }
    if label.split_whitespace().any(|word| word.starts_with(text)) {
        return Some(1);
    }
    let mut words = text.split_whitespace();
    words.all(|word| label.contains(word)).then_some(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(label: &str) -> PaletteMatch {
        PaletteMatch {
            entry: PaletteEntry::HostPage(0),
            label: label.to_owned(),
        }
    }

    fn labels(text: &str) -> Vec<String> {
        let mut palette = CommandPalette {
            text: text.to_owned(),
            ..CommandPalette::default()
        };
        palette.search(["Reorder", "Your orders", "Orders", "Till"].map(found));
        let labels = palette.matches().iter();
        labels.map(|found| found.label.clone()).collect()
    }

    #[test]
    fn labels_that_begin_with_the_text_come_first() {
        assert_eq!(labels(" Order"), ["Orders", "Your orders", "Reorder"]);
        assert_eq!(labels("ord yo"), ["Your orders"]);
        assert!(labels("x").is_empty());
    }

    #[test]
    fn without_a_text_everything_is_in_its_order() {
        assert_eq!(labels(""), ["Reorder", "Your orders", "Orders", "Till"]);
    }

    #[test]
    fn the_choice_moves_from_one_end_to_the_other() {
        let mut palette = CommandPalette::default();
        palette.move_choice(1);
        assert_eq!(palette.chosen(), 0);
        palette.search(["A", "B", "C"].map(found));
        palette.move_choice(-1);
        assert_eq!(palette.chosen(), 2);
        palette.move_choice(1);
        assert_eq!(palette.chosen(), 0);
    }
}
