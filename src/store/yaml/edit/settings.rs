//! Edits to settings: each sets its key, new sections are added whole, and removals come
//! last.

use std::collections::BTreeMap;
use std::path::Path;

use crate::domain::setting::{Setting, SettingValue};

use crate::store::yaml::edit::pages;
use crate::store::yaml::edit::splice::Refused;
use crate::store::yaml::edit::text::{Draft, EntryPath};
use crate::store::yaml::edit::value::Value;

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
    let mut new_pages = Vec::new();
    for setting in settings {
        match setting {
            Setting::Page(id, change) => {
                if let Some(page) = pages::change(draft, &id.0, change, (&mut gone, folder))? {
                    new_pages.push((id.0.clone(), page));
                }
            }
            Setting::PageOrder(_) => {}
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
    let has_pages = draft.find(&["views"]).is_some();
    if has_pages {
        add_pages(draft, std::mem::take(&mut new_pages))?;
    }
    for (section, fields) in there {
        set_section(draft, section, fields, &mut gone)?;
    }
    for (section, fields) in new {
        add_section(draft, section, fields)?;
    }
    add_pages(draft, new_pages)?;
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

fn add_pages(draft: &mut Draft<'_>, pages: Vec<(String, Value)>) -> Result<(), Refused> {
    match draft.find(&["views"]) {
        Some(entry) => pages
            .iter()
            .try_for_each(|(id, page)| draft.insert(&entry, id, page)),
        None if pages.is_empty() => Ok(()),
        None => {
            let pages = pages.into_iter().map(|(id, page)| (id.into(), page));
            draft.insert(&[], "views", &Value::Fields(pages.collect()))
        }
    }
}

/// Returns the value to write; `None` if the key is to be removed.
fn value(value: SettingValue) -> Option<Value> {
    match value {
        SettingValue::Nothing => None,
        SettingValue::Text(text) => Some(Value::Text(text)),
        SettingValue::List(items) => Some(Value::List(items)),
        SettingValue::Flag(_) | SettingValue::Number(_) => Some(Value::Bare(value.to_string())),
    }
}
