//! Edits to pages.

use std::path::Path;

#[cfg(feature = "app")]
use crate::domain::page::Page;
use crate::domain::page::{LaunchItem, PageAccess, PageContent, PageId, Target};
use crate::domain::role::Role;
use crate::domain::setting::{PageChange, Setting};
use crate::domain::username::Username;
use crate::service::ports::Edit;
use crate::service::ports::user_directory::ALL_USERS;

use crate::store::yaml::edit::items::matched;
use crate::store::yaml::edit::splice::Refused;
use crate::store::yaml::edit::text::{Draft, EntryPath, checked};
use crate::store::yaml::edit::value::{Value, role_list};
use crate::store::yaml::tree::Node;

/// The keys that hold the content of a page.
const CONTENT: [&str; 3] = ["text", "file", "items"];

/// Makes a change of a page. Returns the entry of a new one. What is to be removed last is added to `gone`.
pub(crate) fn change(
    draft: &mut Draft<'_>,
    id: &str,
    change: &PageChange,
    (gone, folder): (&mut Vec<EntryPath>, &Path),
) -> Result<Option<Value>, Refused> {
    if let PageChange::Add {
        title,
        icon,
        access,
        content,
    } = change
    {
        let start = draft.tree.locate(&["views"]);
        let page = new_page((title, icon.as_deref()), access, content, folder);
        return page.ok_or(Refused(start)).map(Some);
    }
    let page = draft.find(&["views", id]);
    let page = page.ok_or(Refused(draft.tree.locate(&["views"])))?;
    match change {
        PageChange::Title(title) => draft.set(&page, "title", &Value::Text(title.clone()))?,
        PageChange::Icon(Some(icon)) => draft.set(&page, "icon", &Value::Text(icon.clone()))?,
        PageChange::Icon(None) => gone.extend(draft.find_in(&page, &["icon"])),
        PageChange::Roles(roles) => draft.set(&page, "roles", &role_list(roles))?,
        PageChange::Users(users) => draft.set(&page, "users", &Value::List(users.clone()))?,
        PageChange::Content(content) => set_content(draft, &page, content, (gone, folder))?,
        PageChange::Remove => gone.push(page),
        PageChange::Add { .. } => {}
    }
    Ok(None)
}

/// Returns the order of pages that a change wants, if it wants one.
pub(crate) fn order_of(change: &Edit) -> Option<&[PageId]> {
    let Edit::Set(settings) = change else {
        return None;
    };
    settings.iter().find_map(|setting| match setting {
        Setting::PageOrder(order) => Some(order.as_slice()),
        _ => None,
    })
}

/// Returns the text in which no role opens the pages that a change removes, so that a later page with the same id is not
/// opened; `None` if no role does.
pub(crate) fn closed_to_roles(text: &str, change: &Edit) -> Result<Option<String>, Refused> {
    let Edit::Set(settings) = change else {
        return Ok(None);
    };
    let removed = settings.iter().filter_map(|setting| match setting {
        Setting::Page(id, PageChange::Remove) => Some(id.0.as_str()),
        _ => None,
    });
    let removed: Vec<_> = removed.collect();
    let is_removed = |item: &Node<'_>| {
        let text = item.text();
        text.is_some_and(|text| removed.contains(&text.trim()))
    };
    let mut draft = Draft::new(text)?;
    let Some(roles) = draft.find(&["roles"]).filter(|_| !removed.is_empty()) else {
        return Ok(None);
    };
    let count = draft.value(&roles).map_or(0, |node| node.entries().len());
    let list = |at| draft.find_in(&[roles.as_slice(), &[at]].concat(), &["pages"]);
    let names = |entry: &EntryPath| {
        let node = draft.value(entry);
        node.is_some_and(|node| is_removed(node) || node.items().iter().any(is_removed))
    };
    let lists: Vec<_> = (0..count).filter_map(list).filter(names).collect();
    for list in &lists {
        if draft.value(list).is_some_and(is_removed) {
            draft.replace(list, &Value::List(Vec::new()))?;
        } else {
            draft.remove_items(list, &is_removed)?;
        }
    }
    if lists.is_empty() {
        return Ok(None);
    }
    checked(draft.finish()?).map(Some)
}

/// Puts the pages in an order. Pages that it does not name stay behind those that it does.
pub(crate) fn reorder(draft: &mut Draft<'_>, order: &[PageId]) -> Result<(), Refused> {
    let Some(views) = draft.find(&["views"]) else {
        return Ok(());
    };
    let entries = draft.value(&views).map(Node::entries);
    let entries = entries.unwrap_or_default();
    let place = |at: usize| {
        let id = entries[at].0.text();
        let found = order.iter().position(|page| Some(page.0.as_str()) == id);
        found.unwrap_or(order.len())
    };
    let mut places: Vec<usize> = (0..entries.len()).collect();
    places.sort_by_key(|at| place(*at));
    if places.is_sorted() {
        return Ok(());
    }
    draft.reorder(&views, &places)
}

fn set_content(
    draft: &mut Draft<'_>,
    page: &[usize],
    content: &PageContent,
    (gone, folder): (&mut Vec<EntryPath>, &Path),
) -> Result<(), Refused> {
    let position = draft.tree.locate(&["views"]);
    let (kind, key) = names(content);
    let value = content_value(content, folder).ok_or(Refused(position))?;
    let old_kind = draft.find_in(page, &["kind"]);
    let is_same_kind = old_kind
        .and_then(|entry| draft.value(&entry)?.text().map(|text| text == kind))
        .unwrap_or(false);
    if !is_same_kind {
        draft.set(page, "kind", &Value::Text(kind.to_owned()))?;
    }
    let there = |draft: &Draft<'_>, key: &str| draft.find_in(page, &[key]);
    let Some(entry) = there(draft, key) else {
        // The new content takes the lines of the one before.
        return match CONTENT.iter().find_map(|key| there(draft, key)) {
            Some(entry) => draft.rewrite(&entry, key, &value),
            None => draft.insert(page, key, &value),
        };
    };
    if !is_same_kind {
        let others = CONTENT.iter().filter(|other| **other != key);
        gone.extend(others.filter_map(|other| there(draft, other)));
    }
    match content {
        PageContent::Launch(items) => {
            let list = draft.value(&entry).ok_or(Refused(position))?;
            let items = matched(list, (items, folder), |item| item_value(item, folder));
            draft.set_items(&entry, key, items.ok_or(Refused(position))?)
        }
        PageContent::MarkdownFile(_) => draft.set(page, key, &value),
        PageContent::Markdown(_) => draft.rewrite(&entry, key, &value),
    }
}

/// Returns the kind of a page with this content, and the key of the content.
fn names(content: &PageContent) -> (&'static str, &'static str) {
    match content {
        PageContent::Markdown(_) => ("markdown", "text"),
        PageContent::MarkdownFile(_) => ("markdown", "file"),
        PageContent::Launch(_) => ("launch", "items"),
    }
}

/// Returns a content as it is written; `None` if a path is not text.
fn content_value(content: &PageContent, folder: &Path) -> Option<Value> {
    Some(match content {
        PageContent::Markdown(text) => Value::Lines(text.clone()),
        PageContent::MarkdownFile(path) => path_value(path, folder)?,
        PageContent::Launch(items) => {
            let items = items.iter().map(|item| item_value(item, folder));
            Value::Items(items.collect::<Option<_>>()?)
        }
    })
}

fn item_value(item: &LaunchItem, folder: &Path) -> Option<Value> {
    let text = |text: &String| Value::Text(text.clone());
    let mut fields = vec![("title".into(), text(&item.title))];
    let description = item.description.as_ref();
    fields.extend(description.map(|of| ("description".into(), text(of))));
    fields.extend(item.icon.as_ref().map(|icon| ("icon".into(), text(icon))));
    let approval = item.approval.as_ref();
    fields.extend(approval.map(|action| ("approval".into(), text(action))));
    fields.push(match &item.target {
        Target::Program { program, arguments } => {
            let words = std::iter::once(program).chain(arguments);
            ("program".into(), Value::List(words.cloned().collect()))
        }
        Target::File(path) => ("file".into(), path_value(path, folder)?),
        Target::Link(link) => ("link".into(), text(link)),
    });
    Some(Value::Fields(fields))
}

/// Returns a path as it is written: relative to the folder of the file if it is inside.
fn path_value(path: &Path, folder: &Path) -> Option<Value> {
    let inside = path.strip_prefix(folder).unwrap_or(path);
    Some(Value::Text(inside.to_str()?.to_owned()))
}

/// Returns the entry of a page as it is written; `None` if a path is not text.
#[cfg(feature = "app")]
pub(crate) fn page_value(page: &Page, folder: &Path) -> Option<Value> {
    let heading = (page.title.as_str(), page.icon.as_deref());
    let mut value = new_page(heading, &page.access, &page.content, folder)?;
    if let (Value::Fields(fields), Some(action)) = (&mut value, &page.approval) {
        fields.push(("approval".into(), Value::Text(action.clone())));
    }
    Some(value)
}

fn new_page(
    (title, icon): (&str, Option<&str>),
    access: &PageAccess,
    content: &PageContent,
    folder: &Path,
) -> Option<Value> {
    let text = |text: &str| Value::Text(text.to_owned());
    let mut fields = vec![("title".into(), text(title))];
    fields.extend(icon.map(|icon| ("icon".into(), text(icon))));
    let everyone = access.everyone.then_some(ALL_USERS);
    let users = access.users.iter().map(Username::as_str);
    let users: Vec<_> = everyone.into_iter().chain(users).collect();
    if !access.roles.is_empty() || users.is_empty() {
        let roles: &[Role] = &access.roles;
        fields.push(("roles".into(), role_list(roles)));
    }
    if !users.is_empty() {
        let users = users.into_iter().map(ToOwned::to_owned).collect();
        fields.push(("users".into(), Value::List(users)));
    }
    let (kind, key) = names(content);
    fields.push(("kind".into(), text(kind)));
    fields.push((key.into(), content_value(content, folder)?));
    Some(Value::Fields(fields))
}
