//! Edits to the entries of roles.

use crate::domain::role::{Permission, Role, RoleChange};
use crate::domain::setting::Setting;
use crate::service::ports::Edit;

use crate::store::yaml::edit::entries::USERNAMES;
use crate::store::yaml::edit::splice::Refused;
use crate::store::yaml::edit::text::{Draft, EntryPath};
use crate::store::yaml::edit::value::Value;
use crate::store::yaml::tree::Node;

/// The lists of roles in sections of settings.
const LISTS: [[&str; 2]; 4] = [
    ["registration", "roles"],
    ["two_step", "required_for"],
    ["two_step", "reauthenticate_for"],
    ["signatures", "allowed_for"],
];

/// Splits a change that renames roles into the renames, which are made first, and the rest.
pub(crate) fn renames_first(change: &Edit) -> Option<(Edit, Edit)> {
    let Edit::Set(settings) = change else {
        return None;
    };
    let is_rename = |of: &&Setting| matches!(of, Setting::Role(_, RoleChange::Rename(_)));
    let (renames, rest): (Vec<_>, Vec<_>) = settings.iter().partition(is_rename);
    let owned = |of: Vec<&Setting>| Edit::Set(of.into_iter().cloned().collect());
    (!renames.is_empty()).then(|| (owned(renames), owned(rest)))
}

/// Makes a change of the entry of a role. Returns the entry of a new one. What is to be removed last is added to `gone`.
pub(crate) fn change(
    draft: &mut Draft<'_>,
    role: &Role,
    change: &RoleChange,
    gone: &mut Vec<EntryPath>,
) -> Result<Option<Value>, Refused> {
    let entry = draft.find(&["roles", role.as_str()]);
    let (permissions, pages) = match change {
        RoleChange::Set { permissions, pages } => (permissions, pages),
        RoleChange::Rename(to) => return rename(draft, role, to).map(|()| None),
        RoleChange::Remove => {
            gone.extend(entry);
            return Ok(None);
        }
    };
    let permissions: Vec<_> = permissions.iter().copied().map(Permission::word).collect();
    let pages: Vec<_> = pages.iter().map(|page| page.0.as_str()).collect();
    let lists = [("permissions", permissions), ("pages", pages)];
    let list = |items: &[&str]| Value::List(items.iter().map(|item| (*item).to_owned()).collect());
    let new = || {
        let filled = lists.iter().filter(|(_, items)| !items.is_empty());
        Value::Fields(
            filled
                .map(|(key, items)| ((*key).into(), list(items)))
                .collect(),
        )
    };
    let Some(entry) = entry else {
        return Ok(Some(new()));
    };
    let has_fields = draft
        .value(&entry)
        .is_some_and(|of| !of.entries().is_empty());
    if !has_fields {
        draft.rewrite(&entry, role.as_str(), &new())?;
        return Ok(None);
    }
    for (key, items) in &lists {
        let there = draft.find_in(&entry, &[key]);
        let now = there.and_then(|there| draft.value(&there));
        let now = now.map(texts).unwrap_or_default();
        if now != *items {
            draft.set(&entry, key, &list(items))?;
        }
    }
    Ok(None)
}

/// Returns the texts of a list, which can be written as one text.
fn texts<'n>(node: &'n Node<'_>) -> Vec<&'n str> {
    match node.text() {
        Some(text) => vec![text],
        None => node.items().iter().filter_map(Node::text).collect(),
    }
}

/// Renames a role, also where users, pages and other settings name it.
fn rename(draft: &mut Draft<'_>, from: &Role, to: &Role) -> Result<(), Refused> {
    if let Some(entry) = draft.find(&["roles", from.as_str()]) {
        draft.rename(&entry, to.as_str())?;
    }
    let is_it = |node: &Node<'_>| {
        let text = node.text();
        text.is_some_and(|text| text.trim() == from.as_str())
    };
    let of_entries = |path: &[&str]| {
        let all = draft.find(path);
        let count = all.as_ref().and_then(|all| draft.value(all));
        let count = count.map_or(0, |node| node.entries().len());
        let list = |at| draft.find_in(&[all.as_deref()?, &[at]].concat(), &["roles"]);
        (0..count).filter_map(list).collect::<Vec<_>>()
    };
    let lists = LISTS.iter().filter_map(|path| draft.find(path));
    let lists = lists.chain(of_entries(&USERNAMES));
    let lists = lists.chain(of_entries(&["views"]));
    let lists: Vec<_> = lists.chain(of_entries(&["approvals"])).collect();
    for entry in lists {
        let Some(node) = draft.value(&entry) else {
            continue;
        };
        if is_it(node) {
            draft.replace(&entry, &Value::Text(to.as_str().to_owned()))?;
        } else if node.items().iter().any(is_it) {
            draft.rename_items(&entry, &is_it, to.as_str())?;
        }
    }
    Ok(())
}
