//! Edits to the text of the configuration file that touch nothing else (R58).
//!
//! An edit finds the byte ranges to change, splices the text, parses the result and compares it with the tree that
//! the edit should have produced. If they differ, the edit is refused with the position and the text stays as it
//! was. [`crate::store::yaml::verify`] then compares the users and settings of the result with the requested
//! ones.

mod access_times;
mod account_ids;
mod emails;
mod entries;
mod insertion;
mod items;
mod list;
mod mail;
pub(crate) mod pages;
mod roles;
pub(crate) mod settings;
pub(crate) mod splice;
#[cfg(test)]
mod tests;
pub(crate) mod text;
pub(crate) mod value;
mod vault;
mod whole;

use std::collections::BTreeMap;
use std::path::Path;

use crate::domain::credential::StoredHash;
use crate::domain::customization::CustomValues;
use crate::domain::fold;
use crate::domain::person_name::PersonName;
use crate::domain::problem::Position;
use crate::domain::user::{NewUser, User, UserPatch};
use crate::domain::username::Username;
use crate::service::ports::{Edit, Snapshot, Users};

use crate::store::yaml::read::read_tree;
use crate::store::yaml::tree::{Kind, Node};

use crate::store::yaml::edit::access_times::{update_access_times, values_of};
use crate::store::yaml::edit::account_ids::{ACCOUNT_ID, id_value, write_id, write_ids_of_others};
use crate::store::yaml::edit::emails::{invite, uninvite};
use crate::store::yaml::edit::entries::{USERNAMES, user_entries, user_entry};
use crate::store::yaml::edit::splice::Refused;
use crate::store::yaml::edit::text::{Draft, EntryPath, checked};
use crate::store::yaml::edit::value::{Value, role_list};
use crate::store::yaml::edit::vault::{fields_of, update_key_vault};

/// Applies a change to the text that has these users, and returns the new text with its content.
pub(crate) fn apply(
    text: &str,
    users: &Users,
    change: &Edit,
    folder: &Path,
) -> Result<(String, Snapshot), Refused> {
    // Roles are renamed first, so that other changes find them by their new names.
    let (renamed, rest);
    let (text, change) = match roles::renames_first(change) {
        None => (text, change),
        Some((renames, others)) => {
            renamed = checked(spliced(text, users, &renames, folder)?)?;
            rest = others;
            (renamed.as_str(), &rest)
        }
    };
    let closed = pages::closed_to_roles(text, change)?;
    let text = closed.as_deref().unwrap_or(text);
    // The order of pages is changed last, in a text that has the other changes.
    let unordered;
    let (edited, expected) = match pages::order_of(change) {
        None => spliced(text, users, change, folder)?,
        Some(order) => {
            unordered = checked(spliced(text, users, change, folder)?)?;
            let mut draft = Draft::new(&unordered)?;
            pages::reorder(&mut draft, order)?;
            draft.finish()?
        }
    };
    let parsed = Node::parse_users(&edited, None);
    let (tree, anchors) = parsed.map_err(|(position, _)| Refused(position))?;
    if !tree.has_same_content(&expected) {
        return Err(Refused(expected.position()));
    }
    drop(expected);
    let (content, problems) = read_tree(&edited, tree, &anchors, folder);
    // Nothing is written that could not be read again.
    let position = || {
        problems
            .first()
            .map_or(Position::START, |problem| problem.position)
    };
    let content = content.ok_or_else(|| Refused(position()))?;
    Ok((edited, content))
}

fn spliced<'t>(
    text: &'t str,
    users: &Users,
    change: &Edit,
    folder: &Path,
) -> Result<(String, Node<'t>), Refused> {
    let mut draft = Draft::new(text)?;
    match change {
        Edit::Add { user, hash } => {
            add(&mut draft, user, hash)?;
            let email: Vec<_> = user.email.iter().collect();
            uninvite(&mut draft, &email)?;
        }
        Edit::Update(patches) => update_all(&mut draft, patches)?,
        Edit::Rename { from, to } => rename(&mut draft, users, (from, to))?,
        Edit::Remove(username) => remove(&mut draft, users, username)?,
        Edit::Import { add: new, update } => {
            update_all(&mut draft, update)?;
            for (user, hash) in new {
                add(&mut draft, user, hash)?;
            }
            let emails: Vec<_> = new
                .iter()
                .filter_map(|(user, _)| user.email.as_ref())
                .collect();
            uninvite(&mut draft, &emails)?;
        }
        Edit::Invite(emails) => invite(&mut draft, emails)?,
        Edit::Uninvite(email) => uninvite(&mut draft, &[email])?,
        Edit::Set(settings) => settings::set(&mut draft, settings, folder)?,
    }
    draft.finish()
}

fn update_all(draft: &mut Draft<'_>, patches: &[(Username, UserPatch)]) -> Result<(), Refused> {
    let entries = user_entries(draft);
    for (username, patch) in patches {
        let entry = entries.get(username.key());
        let entry = entry.ok_or(Refused(draft.tree.locate(&USERNAMES)))?;
        update(draft, entry, patch)?;
    }
    Ok(())
}

/// Adds a user.
fn add(draft: &mut Draft<'_>, user: &NewUser, hash: &StoredHash) -> Result<(), Refused> {
    let users = draft.find(&USERNAMES);
    let users = users.ok_or(Refused(draft.tree.locate(&USERNAMES)))?;
    let entry = user_value(&user.clone().with_hash(hash.clone()));
    let entry = entry.ok_or(Refused(draft.tree.locate(&USERNAMES)))?;
    draft.insert(&users, user.username.as_str(), &entry)
}

/// Returns the entry of a user as it is written; `None` if the path of the picture is not text.
pub(crate) fn user_value(user: &User) -> Option<Value> {
    let text = |text: &str| Value::Text(text.to_owned());
    // Both parts of the name, as newer versions of Streamlit-Authenticator write them.
    let mut fields = vec![(ACCOUNT_ID.into(), id_value(user.id))];
    let email = user.email.as_ref();
    fields.extend(email.map(|email| ("email".into(), text(email.as_str()))));
    fields.extend([
        ("first_name".into(), text(&user.name.first)),
        ("last_name".into(), text(&user.name.last)),
    ]);
    let hash = user.hash.as_ref();
    fields.extend(hash.map(|hash| ("password".into(), text(hash.as_str()))));
    fields.push(("roles".into(), role_list(&user.roles)));
    for (key, is_set) in [
        ("pending", user.is_pending),
        ("disabled", user.disabled),
        ("must_change_password", user.must_change_password),
    ] {
        fields.extend(is_set.then(|| (key.into(), Value::Bare("true".to_owned()))));
    }
    if user.session_epoch > 0 {
        let epoch = Value::Bare(user.session_epoch.to_string());
        fields.push(("session_epoch".into(), epoch));
    }
    let times = values_of(&user.times).into_iter();
    fields.extend(times.filter_map(|(key, value)| Some((key.into(), value?))));
    match &user.picture {
        Some(file) => fields.push(("picture".into(), text(file.to_str()?))),
        // A guest, who needs no password.
        None if user.hash.is_none() => fields.push(("picture".into(), text(""))),
        None => {}
    }
    if !user.fields.is_empty() {
        fields.push(("fields".into(), values(&user.fields)));
    }
    let key_vault = fields_of(&user.key_vault).into_iter();
    fields.extend(key_vault.filter_map(|(key, value)| Some((key.into(), value?))));
    Some(Value::Fields(fields))
}

fn update(draft: &mut Draft<'_>, entry: &[usize], patch: &UserPatch) -> Result<(), Refused> {
    let text = |text: &str| Value::Text(text.to_owned());
    // Inserting into a list or mapping at the end of the entry must come before inserting keys after it. Only one of
    // the two is at the end.
    let has_fields = draft.find_in(entry, &["fields"]).is_some();
    let mut emptied = Vec::new();
    if has_fields {
        emptied = update_values(draft, entry, &patch.fields)?;
    }
    if let Some(roles) = &patch.roles {
        draft.set(entry, "roles", &role_list(roles))?;
    }
    if !has_fields {
        update_values(draft, entry, &patch.fields)?;
    }
    update_name(draft, entry, patch)?;
    let flag = |flag: bool| Value::Bare(flag.to_string());
    let picture = match &patch.picture {
        Some(Some(file)) => Some(file.to_str().ok_or(Refused(draft.tree.position()))?),
        _ => None,
    };
    for (key, value) in [
        (
            "email",
            patch
                .email
                .iter()
                .flatten()
                .map(|email| text(email.as_str()))
                .next(),
        ),
        (
            "password",
            patch.hash.as_ref().map(|hash| text(hash.as_str())),
        ),
        ("disabled", patch.disabled.map(flag)),
        ("pending", patch.is_pending.map(flag)),
        ("must_change_password", patch.must_change_password.map(flag)),
        (
            "session_epoch",
            patch
                .session_epoch
                .map(|epoch| Value::Bare(epoch.to_string())),
        ),
        ("picture", picture.map(text)),
    ] {
        if let Some(value) = value {
            draft.set(entry, key, &value)?;
        }
    }
    // Removals come last, so that the paths of other entries stay valid.
    let mut gone = match &patch.key_vault {
        Some(key_vault) => update_key_vault(draft, entry, key_vault)?,
        None => Vec::new(),
    };
    if let Some(times) = &patch.times {
        gone.extend(update_access_times(draft, entry, times)?);
    }
    let removed = [
        ("email", patch.email == Some(None)),
        ("picture", patch.picture == Some(None)),
    ];
    for (key, _) in removed.iter().filter(|(_, is_removed)| *is_removed) {
        gone.extend(draft.find_in(entry, &[key]));
    }
    gone.extend(emptied);
    draft.remove_all(gone)
}

/// Writes custom fields and returns the paths of those to remove.
fn update_values(
    draft: &mut Draft<'_>,
    entry: &[usize],
    changes: &BTreeMap<String, Option<String>>,
) -> Result<Vec<EntryPath>, Refused> {
    let set: CustomValues = changes
        .iter()
        .filter_map(|(key, value)| Some((key.clone(), value.clone()?)))
        .collect();
    let there = draft.find_in(entry, &["fields"]);
    let is_mapping = |entry: &EntryPath| {
        let node = draft.value(entry);
        node.is_some_and(|node| matches!(&node.kind, Kind::Mapping(entries) if !entries.is_empty()))
    };
    let Some(fields) = there.filter(is_mapping) else {
        if !set.is_empty() {
            draft.set(entry, "fields", &values(&set))?;
        }
        return Ok(Vec::new());
    };
    let entries = draft.value(&fields).map_or(0, |node| node.entries().len());
    let cleared = changes.iter().filter(|(_, value)| value.is_none());
    let mut gone: Vec<EntryPath> = cleared
        .filter_map(|(key, _)| draft.find_in(&fields, &[key]))
        .collect();
    for (key, value) in &set {
        let value = Value::Text(value.clone());
        if let Some(entry) = draft.find_in(&fields, &[key]) {
            draft.replace(&entry, &value)?;
        } else if let Some(entry) = gone.pop() {
            // A new field takes the line of a removed one, because a mapping cannot be emptied and filled in one step.
            draft.rename(&entry, key)?;
            draft.replace(&entry, &value)?;
        } else {
            draft.insert(&fields, key, &value)?;
        }
    }
    // A mapping without fields is removed as a whole.
    if gone.len() == entries {
        return Ok(vec![fields]);
    }
    Ok(gone)
}

fn values(values: &CustomValues) -> Value {
    let pair = |(key, value): (&String, &String)| (key.clone().into(), Value::Text(value.clone()));
    Value::Fields(values.iter().map(pair).collect())
}

/// Writes the name in the form that the entry has. An entry with only `name` also gets both parts if the first name
/// could not be told from the last name otherwise.
fn update_name(draft: &mut Draft<'_>, entry: &[usize], patch: &UserPatch) -> Result<(), Refused> {
    if patch.first_name.is_none() && patch.last_name.is_none() {
        return Ok(());
    }
    let old = |key: &str| -> Option<String> {
        let entry = draft.find_in(entry, &[key])?;
        let text = draft.value(&entry)?.text()?;
        (!text.trim().is_empty()).then(|| text.to_owned())
    };
    let (first, last, full) = (old("first_name"), old("last_name"), old("name"));
    let has_parts = first.is_some() || last.is_some();
    let before = match &full {
        Some(full) if !has_parts => PersonName::from_full(full),
        _ => PersonName::new(&first.unwrap_or_default(), &last.unwrap_or_default()),
    };
    let after = before.with(patch.first_name.as_deref(), patch.last_name.as_deref());
    if full.is_some() {
        draft.set(entry, "name", &Value::Text(after.full()))?;
    }
    if has_parts || full.is_none() || PersonName::from_full(&after.full()) != after {
        draft.set(entry, "first_name", &Value::Text(after.first))?;
        draft.set(entry, "last_name", &Value::Text(after.last))?;
    }
    Ok(())
}

fn rename(
    draft: &mut Draft<'_>,
    users: &Users,
    (from, to): (&Username, &Username),
) -> Result<(), Refused> {
    let entry = user_entry(draft, from)?;
    if let Some(user) = users.get(from) {
        write_ids_of_others(draft, users, user)?;
        write_id(draft, &entry, user)?;
    }
    draft.rename(&entry, to.as_str())?;
    let is_user = is_username(from);
    for entry in user_lists(draft, &is_user) {
        draft.rename_items(&entry, &is_user, to.as_str())?;
    }
    Ok(())
}

/// Removes a user, also from pages, so that a later user of the same name does not get access.
fn remove(draft: &mut Draft<'_>, users: &Users, username: &Username) -> Result<(), Refused> {
    let entry = user_entry(draft, username)?;
    if let Some(user) = users.get(username) {
        write_ids_of_others(draft, users, user)?;
    }
    let is_user = is_username(username);
    for entry in user_lists(draft, &is_user) {
        draft.remove_items(&entry, &is_user)?;
    }
    draft.remove(&entry)
}

fn is_username(username: &Username) -> impl Fn(&Node<'_>) -> bool {
    let username = username.clone();
    move |item| {
        item.text()
            .is_some_and(|text| fold(text.trim()) == username.key())
    }
}

/// Returns the `users` lists of pages that name a user. The edit refuses one that is not a list.
fn user_lists(draft: &Draft<'_>, is_user: &dyn Fn(&Node<'_>) -> bool) -> Vec<EntryPath> {
    let Some(views) = draft.find(&["views"]) else {
        return Vec::new();
    };
    let count = draft.value(&views).map_or(0, |node| node.entries().len());
    let list = |at| draft.find_in(&[views.as_slice(), &[at]].concat(), &["users"]);
    let names = |entry: &EntryPath| {
        let node = draft.value(entry);
        node.is_some_and(|node| is_user(node) || node.items().iter().any(is_user))
    };
    (0..count).filter_map(list).filter(names).collect()
}
