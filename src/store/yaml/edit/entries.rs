//! Finding the entries of users in the text that is edited.

use std::collections::HashMap;

use crate::domain::fold;
use crate::domain::username::Username;

use crate::store::yaml::edit::splice::Refused;
use crate::store::yaml::edit::text::{Draft, EntryPath};
use crate::store::yaml::tree::Node;

/// The path of the users.
pub(crate) const USERNAMES: [&str; 2] = ["credentials", "usernames"];

/// Returns the path of each user, by folded username.
pub(crate) fn user_entries(draft: &Draft<'_>) -> HashMap<String, EntryPath> {
    let Some(users) = draft.find(&USERNAMES) else {
        return HashMap::new();
    };
    let entries = draft.value(&users).map(Node::entries).unwrap_or_default();
    let keys = entries.iter().enumerate();
    let entry = |at| [users.as_slice(), &[at]].concat();
    keys.filter_map(|(at, (key, _))| Some((fold(key.text()?.trim()), entry(at))))
        .collect()
}

/// Returns the path of a user.
pub(crate) fn user_entry(draft: &Draft<'_>, username: &Username) -> Result<EntryPath, Refused> {
    let found = user_entries(draft).remove(username.key());
    found.ok_or(Refused(draft.tree.locate(&USERNAMES)))
}
