//! Which items of a launch page stay as they are written.

use std::path::Path;

use crate::domain::icon::is_known;
use crate::domain::launch::{check_argument, program_name};
use crate::domain::page::{LaunchItem, Target};

use crate::store::yaml::edit::value::Value;
use crate::store::yaml::tree::{Node, Style};

/// An item of the changed list.
pub(crate) enum NewItem {
    /// The item at this index, as it is written.
    Kept(usize),
    /// A change of the item at this index, whose comments stay.
    Changed(usize, Value),
    /// A new item.
    New(Value),
}

/// The keys of an item that are known.
const KEYS: [&str; 7] = [
    "title",
    "description",
    "icon",
    "approval",
    "program",
    "file",
    "link",
];

/// Returns an item with the keys of the old one that are not known. `None` if one of them cannot be written again.
fn with_unknown(old: &Node<'_>, new: Value) -> Option<Value> {
    let Value::Fields(mut fields) = new else {
        return None;
    };
    for (key, value) in old.entries() {
        let name = key.text()?;
        if KEYS.contains(&name) {
            continue;
        }
        let text = value.text().filter(|_| !value.is_decorated())?.to_owned();
        let value = match value.style {
            Style::Plain if !text.is_empty() => Value::Bare(text),
            _ => Value::Text(text),
        };
        fields.push((name.to_owned().into(), value));
    }
    Some(Value::Fields(fields))
}

/// Compares the items of a list with those that it is to have. `None` if one of them cannot be written.
pub(crate) fn matched(
    list: &Node<'_>,
    (wanted, folder): (&[LaunchItem], &Path),
    write: impl Fn(&LaunchItem) -> Option<Value>,
) -> Option<Vec<NewItem>> {
    let old = list.items();
    // An item with a mistake is not read, and stays where it is.
    let left_out: Vec<_> = (0..old.len()).filter(|at| is_left_out(&old[*at])).collect();
    let mut is_used: Vec<_> = old.iter().map(is_left_out).collect();
    let mut take = |is_it: &dyn Fn(&Node<'_>) -> bool| {
        let at = (0..old.len()).find(|at| !is_used[*at] && is_it(&old[*at]))?;
        is_used[at] = true;
        Some(at)
    };
    let kept: Vec<_> = wanted
        .iter()
        .map(|item| take(&|node| is_same(node, item, folder)))
        .collect();
    let mut items = Vec::with_capacity(wanted.len());
    for (item, kept) in wanted.iter().zip(kept) {
        let has_title = |node: &Node<'_>| is_text(node, "title", Some(&item.title));
        items.push(match kept {
            Some(at) => NewItem::Kept(at),
            None => match take(&|node| has_title(node) || has_target(node, item, folder)) {
                Some(at) => NewItem::Changed(at, with_unknown(&old[at], write(item)?)?),
                None => NewItem::New(write(item)?),
            },
        });
    }
    for at in left_out {
        let is_before = |item: &NewItem| match item {
            NewItem::Kept(of) | NewItem::Changed(of, _) => of + 1 == at,
            NewItem::New(_) => false,
        };
        let before = items.iter().position(is_before);
        let place = match (before, at) {
            (Some(before), _) => before + 1,
            (None, 0) => 0,
            (None, _) => items.len(),
        };
        items.insert(place, NewItem::Kept(at));
    }
    Some(items)
}

/// Returns `true` for an item that is not read, because a placeholder of its program is unknown.
fn is_left_out(node: &Node<'_>) -> bool {
    let words = node.get(&["program"]).map(words).unwrap_or_default();
    let mut words = words.into_iter();
    words.next().is_some_and(|name| program_name(name).is_err())
        || words.any(|argument| check_argument(argument).is_err())
}

/// Returns the words of a program, which can be a single one without a list.
fn words<'a>(node: &'a Node<'_>) -> Vec<&'a str> {
    match node.text() {
        Some(word) => vec![word],
        None => node.items().iter().filter_map(Node::text).collect(),
    }
}

fn is_same(node: &Node<'_>, item: &LaunchItem, folder: &Path) -> bool {
    let icon = node.get(&["icon"]).and_then(Node::text);
    // A name that no icon has is read as none.
    let icon = icon.filter(|name| is_known(name));
    is_text(node, "title", Some(&item.title))
        && is_text(node, "description", item.description.as_deref())
        && icon == item.icon.as_deref()
        && is_text(node, "approval", item.approval.as_deref())
        && has_target(node, item, folder)
}

fn is_text(node: &Node<'_>, key: &str, text: Option<&str>) -> bool {
    let found = node.get(&[key]).and_then(Node::text);
    found.filter(|found| !found.trim().is_empty()) == text
}

fn has_target(node: &Node<'_>, item: &LaunchItem, folder: &Path) -> bool {
    match &item.target {
        Target::Program { program, arguments } => {
            let words = node.get(&["program"]).map(words);
            let wanted = std::iter::once(program).chain(arguments);
            words.is_some_and(|words| wanted.map(String::as_str).eq(words))
        }
        // Either of them may have the folder before it.
        Target::File(path) => {
            let file = node.get(&["file"]).and_then(Node::text);
            file.is_some_and(|file| folder.join(file) == folder.join(path))
        }
        Target::Link(link) => is_text(node, "link", Some(link)),
    }
}
