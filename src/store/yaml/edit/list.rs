//! Edits to lists, including the line or comma of each item.

use crate::store::yaml::edit::splice::{Refused, Splice, insertion, line_end, line_start, removal};
use crate::store::yaml::edit::value::{quoted, text_in_style, text_node};
use crate::store::yaml::tree::{Kind, Node, Style};

/// Removes items from a list.
pub(crate) fn without_items(
    text: &str,
    list: &Node<'_>,
    is_it: &dyn Fn(&Node<'_>) -> bool,
) -> Result<Vec<Splice>, Refused> {
    let Kind::Sequence(items) = &list.kind else {
        return Err(Refused(list.position()));
    };
    if !items.is_empty() && items.iter().all(is_it) {
        return Ok(vec![without_any(text, list, items)?]);
    }
    let last_kept = items.iter().rposition(|item| !is_it(item));
    let mut splices = Vec::new();
    for (index, item) in items.iter().enumerate().filter(|(_, item)| is_it(item)) {
        if item.anchor() != 0 {
            return Err(Refused(item.position()));
        }
        let bytes = if !list.is_flow() {
            let dash = dash_before(text, item)?;
            if !text[line_start(text, dash)..dash].trim().is_empty() {
                return Err(Refused(item.position()));
            }
            line_start(text, dash)..line_end(text, end_of(text, item))
        } else if last_kept > Some(index) {
            item.bytes().start..items[index + 1].bytes().start
        } else {
            end_of(text, &items[index - 1])..end_of(text, item)
        };
        splices.push(removal(bytes));
    }
    Ok(splices)
}

/// Makes a list contain these texts: items that stay keep their place and form, also numbers, and new ones are
/// appended. Returns the items in their resulting order.
pub(crate) fn changed_items<'t>(
    text: &str,
    list: &Node<'t>,
    wanted: &[String],
    newline: &str,
) -> Result<(Vec<Splice>, Box<[Node<'t>]>), Refused> {
    let is_wanted = |item: &Node<'_>| {
        let found = item.text().map(|text| wanted.iter().any(|w| w == text));
        found.unwrap_or(false)
    };
    let kept: Vec<&Node<'t>> = list.items().iter().filter(|i| is_wanted(i)).collect();
    let is_new = |wanted: &&String| kept.iter().all(|item| item.text() != Some(wanted.as_str()));
    let new: Vec<String> = wanted.iter().filter(is_new).cloned().collect();
    let made = new.iter().map(|item| text_node(item));
    let result = kept.iter().copied().cloned().chain(made);
    let result = result.collect();
    let Some(last) = kept.last() else {
        return Ok((vec![all_new(text, list, &new, newline)?], result));
    };
    let mut splices = if kept.len() == list.items().len() {
        Vec::new()
    } else {
        without_items(text, list, &|item| !is_wanted(item))?
    };
    if !new.is_empty() {
        splices.push(appended(text, list, last, &new, newline)?);
    }
    Ok((splices, result))
}

/// Appends items after one that stays.
fn appended(
    text: &str,
    list: &Node<'_>,
    last: &Node<'_>,
    new: &[String],
    newline: &str,
) -> Result<Splice, Refused> {
    let style = last.style;
    if list.is_flow() {
        let items: Vec<_> = new.iter().map(|item| text_in_style(item, style)).collect();
        let items = format!(", {}", items.join(", "));
        return Ok(insertion(end_of(text, last), items));
    }
    let dash = dash_before(text, last)?;
    let start = &text[line_start(text, dash)..dash];
    if !start.trim().is_empty() {
        return Err(Refused(last.position()));
    }
    let at = line_end(text, end_of(text, last));
    let is_last_line = !text[..at].ends_with('\n');
    let items: String = new
        .iter()
        .map(|item| {
            let line = format!("{start}- {}", text_in_style(item, style));
            if is_last_line {
                format!("{newline}{line}")
            } else {
                format!("{line}{newline}")
            }
        })
        .collect();
    Ok(insertion(at, items))
}

/// Replaces all items of a list.
fn all_new(text: &str, list: &Node<'_>, new: &[String], newline: &str) -> Result<Splice, Refused> {
    let items = list.items();
    if items.iter().any(|item| item.anchor() != 0) {
        return Err(Refused(list.position()));
    }
    let (Some(first), false) = (items.first(), list.is_flow() || new.is_empty()) else {
        if items.is_empty() || list.is_flow() {
            let new: Vec<_> = new.iter().map(|item| quoted(item)).collect();
            return Ok(Splice {
                bytes: list.bytes(),
                text: format!("[{}]", new.join(", ")),
            });
        }
        return without_any(text, list, items);
    };
    let dash = dash_before(text, first)?;
    let start = &text[line_start(text, dash)..dash];
    let lines: Vec<_> = new
        .iter()
        .map(|item| format!("- {}", text_in_style(item, Style::Plain)))
        .collect();
    let last = items.last().unwrap_or(first);
    Ok(Splice {
        bytes: dash..end_of(text, last),
        text: lines.join(&format!("{newline}{start}")),
    })
}

/// Returns `[]` for a list without items, because a block list without lines would be `null`.
fn without_any(text: &str, list: &Node<'_>, items: &[Node<'_>]) -> Result<Splice, Refused> {
    let (Some(first), Some(last)) = (items.first(), items.last()) else {
        return Err(Refused(list.position()));
    };
    if items.iter().any(|item| item.anchor() != 0) {
        return Err(Refused(list.position()));
    }
    let bytes = if list.is_flow() {
        list.bytes()
    } else {
        dash_before(text, first)?..end_of(text, last)
    };
    // After the colon, a block list may be indented or start at the column of its key; `[]` is valid there only if it
    // is indented.
    let before = &text[line_start(text, bytes.start)..bytes.start];
    let padding = if !list.is_flow() && before.trim().is_empty() {
        "  "
    } else {
        ""
    };
    Ok(Splice {
        bytes,
        text: format!("{padding}[]"),
    })
}

pub(super) fn dash_before(text: &str, item: &Node<'_>) -> Result<usize, Refused> {
    let before = text[..item.bytes().start].trim_end_matches([' ', '\t']);
    match before.strip_suffix('-') {
        Some(rest) if !item.is_decorated() || matches!(item.kind, Kind::Alias(_)) => Ok(rest.len()),
        _ => Err(Refused(item.position())),
    }
}

fn end_of(text: &str, item: &Node<'_>) -> usize {
    text[..item.content_end()].trim_end().len()
}
