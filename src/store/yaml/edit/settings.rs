//! Edits to settings: each sets its key, new sections are added whole, and removals come
//! last.

use std::collections::BTreeMap;
use std::path::Path;

use crate::domain::setting::{Setting, SettingValue};

use crate::store::yaml::edit::splice::Refused;
use crate::store::yaml::edit::text::{Draft, EntryPath};
use crate::store::yaml::edit::value::Value;
use crate::store::yaml::edit::{mail, pages, roles};

/// A key of a section, and its value; `None` removes it.
type Field = (&'static str, Option<Value>);

/// Applies the changes.
pub(crate) fn set(
    draft: &mut Draft<'_>,
    settings: &[Setting],
    folder: &Path,
) -> Result<(), Refused> {
    let mut sections: BTreeMap<&str, Vec<Field>> = BTreeMap::new();
    let mut gone: Vec<EntryPath> = Vec::new();
    let (mut new_pages, mut new_roles) = (Vec::new(), Vec::new());
    for setting in settings {
        match setting {
            Setting::Page(id, change) => {
                if let Some(page) = pages::change(draft, &id.0, change, (&mut gone, folder))? {
                    new_pages.push((id.0.clone(), page));
                }
            }
            Setting::PageOrder(_) => {}
            Setting::Mail(None) => gone.extend(draft.find(&["mail"])),
            Setting::Mail(Some(server)) => {
                let fields = sections.entry("mail").or_default();
                fields.extend(mail::fields(draft, server));
            }
            Setting::Role(role, change) => {
                if let Some(entry) = roles::change(draft, role, change, &mut gone)? {
                    new_roles.push((role.as_str().to_owned(), entry));
                }
            }
            setting => {
                if let Some(info) = setting.info() {
                    let (section, key) = info.section_and_key();
                    let fields = sections.entry(section).or_default();
                    fields.push((key, value(setting.value())));
                }
            }
        }
    }
    let (there, new): (Vec<_>, Vec<_>) = sections
        .into_iter()
        .partition(|(section, _)| draft.find(&[section]).is_some());
    // Insertions into the last section of the file come before insertions after it.
    let mut added = [("roles", new_roles), ("views", new_pages)];
    for (section, entries) in &mut added {
        if draft.find(&[*section]).is_some() {
            add_entries(draft, section, std::mem::take(entries))?;
        }
    }
    for (section, fields) in there {
        set_section(draft, section, fields, &mut gone)?;
    }
    for (section, fields) in new {
        add_section(draft, section, fields)?;
    }
    for (section, entries) in added {
        add_entries(draft, section, entries)?;
    }
    draft.remove_all(gone)
}

fn set_section(
    draft: &mut Draft<'_>,
    section: &str,
    fields: Vec<Field>,
    gone: &mut Vec<EntryPath>,
) -> Result<(), Refused> {
    let entry = draft.find(&[section]);
    let entry = entry.ok_or(Refused(draft.tree.position()))?;
    for (key, value) in fields {
        match value {
            Some(value) => draft.set(&entry, key, &value)?,
            None => gone.extend(draft.find_in(&entry, &[key])),
        }
    }
    Ok(())
}

fn add_section(draft: &mut Draft<'_>, section: &str, fields: Vec<Field>) -> Result<(), Refused> {
    let fields = fields.into_iter();
    let new: Vec<_> = fields
        .filter_map(|(key, value)| Some((key.into(), value?)))
        .collect();
    if new.is_empty() {
        return Ok(());
    }
    draft.insert(&[], section, &Value::Fields(new))
}

/// Adds entries to a section whose keys are ids or names.
fn add_entries(
    draft: &mut Draft<'_>,
    section: &'static str,
    entries: Vec<(String, Value)>,
) -> Result<(), Refused> {
    if entries.is_empty() {
        return Ok(());
    }
    let there = draft.find(&[section]);
    let is_filled = |entry: &EntryPath| {
        let node = draft.value(entry);
        node.is_some_and(|node| !node.entries().is_empty())
    };
    if let Some(entry) = there.as_ref().filter(|entry| is_filled(entry)) {
        let mut entries = entries.iter();
        return entries.try_for_each(|(id, value)| draft.insert(entry, id, value));
    }
    let entries = entries.into_iter().map(|(id, value)| (id.into(), value));
    let all = Value::Fields(entries.collect());
    match there {
        Some(entry) => draft.rewrite(&entry, section, &all),
        None => draft.insert(&[], section, &all),
    }
}

/// Returns the value to write; `None` if the key is to be removed.
pub(crate) fn value(value: SettingValue) -> Option<Value> {
    match value {
        SettingValue::Nothing => None,
        SettingValue::Text(text) => Some(Value::Text(text)),
        SettingValue::List(items) => Some(Value::List(items)),
        SettingValue::Flag(_) | SettingValue::Number(_) => Some(Value::Bare(value.to_string())),
    }
}
