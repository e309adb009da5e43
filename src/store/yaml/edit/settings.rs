//! Edits to settings: each sets its key, new sections are added whole, and removals come
//! last.

use std::collections::BTreeMap;

use crate::domain::role::Role;
use crate::service::ports::Setting;

use crate::store::yaml::edit::splice::Refused;
use crate::store::yaml::edit::text::{Draft, EntryPath};
use crate::store::yaml::edit::value::{Value, role_list};

/// A key of a section or a page, and its value; `None` removes it.
type Field = (&'static str, Option<Value>);

/// Applies the changes.
pub(crate) fn set(draft: &mut Draft<'_>, settings: &[Setting]) -> Result<(), Refused> {
    let mut sections: BTreeMap<&str, Vec<Field>> = BTreeMap::new();
    let mut gone: Vec<EntryPath> = Vec::new();
    let mut new_pages = Vec::new();
    for setting in settings {
        match setting {
            Setting::PageTitle(id, title) => {
                set_page(draft, &id.0, "title", &Value::Text(title.clone()))?;
            }
            Setting::PageRoles(id, roles) => set_page(draft, &id.0, "roles", &role_list(roles))?,
            Setting::PageUsers(id, users) => {
                set_page(draft, &id.0, "users", &Value::List(users.clone()))?;
            }
            Setting::AddPage {
                id,
                title,
                roles,
                text,
            } => new_pages.push((id.0.clone(), page(title, roles, text))),
            Setting::RemovePage(id) => gone.extend(draft.find(&["views", &id.0])),
            setting => {
                let (section, fields) = fields(setting);
                sections.entry(section).or_default().extend(fields);
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

fn set_page(
    draft: &mut Draft<'_>,
    id: &str,
    key: &'static str,
    value: &Value,
) -> Result<(), Refused> {
    let entry = draft.find(&["views", id]);
    let entry = entry.ok_or(Refused(draft.tree.locate(&["views"])))?;
    draft.set(&entry, key, value)
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

fn page(title: &str, roles: &[Role], text: &str) -> Value {
    Value::Fields(vec![
        ("title".into(), Value::Text(title.to_owned())),
        ("roles".into(), role_list(roles)),
        ("kind".into(), Value::Text("markdown".to_owned())),
        ("text".into(), Value::Lines(text.to_owned())),
    ])
}

/// Returns the section of a setting and its fields.
fn fields(setting: &Setting) -> (&'static str, Vec<Field>) {
    let text = |text: &Option<String>| text.clone().map(Value::Text);
    let number = |number: u32| Some(Value::Bare(number.to_string()));
    let word = |word: &str| Some(Value::Text(word.to_owned()));
    match setting {
        Setting::Title(title) => ("app", vec![("title", text(title))]),
        Setting::Banner(banner) => ("app", vec![("banner", text(banner))]),
        Setting::Logo(logo) => ("app", vec![("logo", text(logo))]),
        Setting::UserTiles(shown) => {
            let value = Some(Value::Bare(shown.to_string()));
            ("app", vec![("user_tiles", value)])
        }
        Setting::Accent(accent) => {
            let value = accent.map(|accent| Value::Text(accent.to_html()));
            ("app", vec![("accent", value)])
        }
        Setting::Language(language) => {
            let value = language.map(|language| Value::Text(language.tag().to_owned()));
            ("app", vec![("language", value)])
        }
        Setting::RegistrationMode(mode) => ("registration", vec![("mode", word(mode.word()))]),
        Setting::RegistrationDomains(domains) => {
            let value = Some(Value::List(domains.clone()));
            ("registration", vec![("domains", value)])
        }
        Setting::Lockout(rule) => (
            "lockout",
            vec![
                ("after", number(rule.after)),
                ("seconds", number(rule.seconds)),
                ("max_seconds", number(rule.max_seconds)),
                ("stop_after", number(rule.stop_after)),
            ],
        ),
        Setting::LockMinutes(minutes) => ("lock", vec![("after_minutes", number(*minutes))]),
        Setting::PasswordMinLength(least) => ("password", vec![("min_length", number(*least))]),
        Setting::PasswordMinLengthTwoStep(least) => {
            ("password", vec![("min_length_two_step", number(*least))])
        }
        Setting::PasswordHash(algorithm) => ("password", vec![("hash", word(algorithm.word()))]),
        Setting::PasswordCost(cost) => ("password", vec![("cost", number(*cost))]),
        Setting::RememberDays(days) => {
            let value = Some(Value::Bare(days.to_string()));
            ("cookie", vec![("expiry_days", value)])
        }
        Setting::PageTitle(..)
        | Setting::PageRoles(..)
        | Setting::PageUsers(..)
        | Setting::AddPage { .. }
        | Setting::RemovePage(_) => ("views", Vec::new()),
    }
}
