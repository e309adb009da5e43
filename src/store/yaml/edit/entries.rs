//! Finding the entries of users in the text that is edited.

use std::collections::HashMap;

use crate::domain::fold;
use crate::domain::username::Username;

use crate::store::yaml::edit::splice::Refused;
use crate::store::yaml::edit::text::{Draft, EntryPath};
use crate::store::yaml::tree::Node;

/// The path of the users.
pub(crate) const USERNAMES: [&str; 2] = ["credentials", "usernames"];

/// Returns the path of each user, by folded username. Two entries with one username are left out: it is unknown which of
/// them is meant.
pub(crate) fn user_entries(draft: &Draft<'_>) -> HashMap<String, EntryPath> {
    let Some(users) = draft.find(&USERNAMES) else {
        return HashMap::new();
    };
    let entries = draft.value(&users).map(Node::entries).unwrap_or_default();
    let keys = entries.iter().enumerate();
    let entry = |at| [users.as_slice(), &[at]].concat();
    let mut paths = HashMap::with_capacity(entries.len());
    for (at, (key, _)) in keys {
        let Some(name) = key.text().map(|text| fold(text.trim())) else {
            continue;
        };
        paths
            .entry(name)
            .and_modify(|path| *path = None)
            .or_insert_with(|| Some(entry(at)));
    }
    let found = paths.into_iter();
    found
        .filter_map(|(name, path)| Some((name, path?)))
        .collect()
}

/// Returns the path of a user.
pub(crate) fn user_entry(draft: &Draft<'_>, username: &Username) -> Result<EntryPath, Refused> {
    let found = user_entries(draft).remove(username.key());
    found.ok_or(Refused(draft.tree.locate(&USERNAMES)))
}
