//! Edits that replace or move whole entries and items, with the comments that belong to them.

use std::ops::Range;

use crate::store::yaml::edit::items::NewItem;
use crate::store::yaml::edit::list::dash_before;
use crate::store::yaml::edit::splice::{Refused, Splice, line_end, line_start};
use crate::store::yaml::edit::text::Draft;
use crate::store::yaml::edit::value::{Value, key_text, quoted, text_node};
use crate::store::yaml::tree::{Kind, Node};

impl Draft<'_> {
    /// Replaces an entry with its key. Comments inside it stay as lines before it.
    pub(crate) fn rewrite(
        &mut self,
        entry: &[usize],
        key: &str,
        value: &Value,
    ) -> Result<(), Refused> {
        let root = self.tree.position();
        let (at, parent) = entry.split_last().ok_or(Refused(root))?;
        let mapping = self.value(parent).ok_or(Refused(root))?;
        let (old_key, old) = mapping.entries().get(*at).ok_or(Refused(root))?;
        if old_key.is_decorated() {
            return Err(Refused(old_key.position()));
        }
        let bytes = old_key.bytes().start..self.end_of_entry(old_key, old);
        let splice = if mapping.is_flow() {
            let text = format!("{}: {}", quoted(key), value.in_line());
            Splice { bytes, text }
        } else {
            let indent = old_key.column();
            let step = match self.entry(parent) {
                Some((outer, _)) => indent.saturating_sub(outer.column()).max(1),
                None => 2,
            };
            let bytes = lines_of(self.text, &bytes).ok_or(Refused(old_key.position()))?;
            let mut lines = comments(self.text, &bytes, &[old_key, old], indent, self.newline);
            lines.push_str(&value.in_block(&key_text(key), indent, step, self.newline));
            self.lines_instead_of(bytes, lines)
        };
        self.splices.push(splice);
        let new = (text_node(key), value.node());
        self.expect(parent, |node| {
            node.change_entries(|entries| {
                if let Some(entry) = entries.get_mut(*at) {
                    *entry = new;
                }
            });
        })
    }

    /// Puts the entries of a mapping in another order: `order` has their indices. In a block mapping, an entry takes the
    /// comments right above it along.
    pub(crate) fn reorder(&mut self, entry: &[usize], order: &[usize]) -> Result<(), Refused> {
        let root = self.tree.position();
        let mapping = self.value(entry).ok_or(Refused(root))?;
        let entries = mapping.entries();
        let part =
            |(key, value): &(Node<'_>, Node<'_>)| key.bytes().start..self.end_of_entry(key, value);
        let parts: Vec<_> = entries.iter().map(part).collect();
        let mut splices = Vec::new();
        if mapping.is_flow() {
            for (bytes, at) in parts.iter().zip(order) {
                let text = self.text.get(parts[*at].clone()).ok_or(Refused(root))?;
                let (bytes, text) = (bytes.clone(), text.to_owned());
                splices.push(Splice { bytes, text });
            }
        } else {
            let pieces = pieces(self.text, &parts).ok_or(Refused(mapping.position()))?;
            let whole = pieces[0].start..pieces[pieces.len() - 1].end;
            let mut lines = String::with_capacity(whole.len() + 2);
            for at in order {
                self.push_piece(&mut lines, &pieces[*at]);
            }
            splices.push(self.lines_instead_of(whole, lines));
        }
        self.splices.extend(splices);
        self.expect(entry, |node| {
            node.change_entries(|entries| {
                let mut old: Vec<_> = std::mem::take(entries).into_iter().map(Some).collect();
                entries.extend(order.iter().filter_map(|at| old[*at].take()));
            });
        })
    }

    /// Replaces the items of a list. The comments of an item that stays or changes are kept.
    pub(crate) fn set_items(
        &mut self,
        entry: &[usize],
        key: &str,
        new: Vec<NewItem>,
    ) -> Result<(), Refused> {
        let list = self.value(entry).ok_or(Refused(self.tree.position()))?;
        let old = list.items();
        let value = |item: &NewItem| match item {
            NewItem::Kept(_) => None,
            NewItem::Changed(_, value) | NewItem::New(value) => Some(value.node()),
        };
        let nodes: Box<[_]> = new
            .iter()
            .map(|item| match item {
                NewItem::Kept(at) => old[*at].clone(),
                item => value(item).unwrap_or_else(|| text_node("")),
            })
            .collect();
        if old.is_empty() || new.is_empty() {
            let values = new.into_iter().filter_map(|item| match item {
                NewItem::Kept(_) => None,
                NewItem::Changed(_, value) | NewItem::New(value) => Some(value),
            });
            return self.rewrite(entry, key, &Value::Items(values.collect()));
        }
        let splice = if list.is_flow() {
            self.flow_items(list, &new)?
        } else {
            self.block_items(list, &new)?
        };
        self.splices.push(splice);
        self.expect(entry, |node| node.kind = Kind::Sequence(nodes))
    }

    fn flow_items(&self, list: &Node<'_>, new: &[NewItem]) -> Result<Splice, Refused> {
        let refused = || Refused(list.position());
        let bytes = list.bytes();
        if !comments(self.text, &bytes, &[list], 0, "\n").is_empty() {
            return Err(refused());
        }
        let mut items = Vec::with_capacity(new.len());
        for item in new {
            items.push(match item {
                NewItem::Kept(at) => {
                    let text = self.text.get(list.items()[*at].bytes());
                    text.ok_or_else(refused)?.to_owned()
                }
                NewItem::Changed(_, value) | NewItem::New(value) => value.in_line(),
            });
        }
        let text = format!("[{}]", items.join(", "));
        Ok(Splice { bytes, text })
    }

    fn block_items(&self, list: &Node<'_>, new: &[NewItem]) -> Result<Splice, Refused> {
        let old = list.items();
        let mut parts = Vec::with_capacity(old.len());
        for item in old {
            parts.push(dash_before(self.text, item)?..self.end_of(item));
        }
        let pieces = pieces(self.text, &parts).ok_or(Refused(list.position()))?;
        let column = parts[0].start - line_start(self.text, parts[0].start);
        let mut lines = String::new();
        for item in new {
            match item {
                NewItem::Kept(at) => self.push_piece(&mut lines, &pieces[*at]),
                NewItem::Changed(at, value) => {
                    let piece = &pieces[*at];
                    let kept = comments(self.text, piece, &[&old[*at]], column, self.newline);
                    lines.push_str(&kept);
                    lines.push_str(&value.as_item(column, self.newline));
                }
                NewItem::New(value) => lines.push_str(&value.as_item(column, self.newline)),
            }
        }
        let whole = pieces[0].start..pieces[pieces.len() - 1].end;
        Ok(self.lines_instead_of(whole, lines))
    }

    /// Appends lines of the text, with a line break at their end.
    fn push_piece(&self, lines: &mut String, piece: &Range<usize>) {
        lines.push_str(self.text.get(piece.clone()).unwrap_or_default());
        if !lines.ends_with('\n') {
            lines.push_str(self.newline);
        }
    }

    /// Replaces whole lines. A file that does not end with a line break stays that way.
    fn lines_instead_of(&self, bytes: Range<usize>, mut lines: String) -> Splice {
        if !self.text[..bytes.end].ends_with('\n') && lines.ends_with(self.newline) {
            lines.truncate(lines.len() - self.newline.len());
        }
        Splice { bytes, text: lines }
    }
}

/// Returns the lines that these bytes take, if nothing else begins there.
fn lines_of(text: &str, bytes: &Range<usize>) -> Option<Range<usize>> {
    let start = line_start(text, bytes.start);
    let is_alone = text.get(start..bytes.start)?.trim().is_empty();
    is_alone.then(|| start..line_end(text, bytes.end))
}

/// Returns the lines of each part of a block collection: it begins with the comments right above it, and reaches to the
/// next one. `None` if two parts share a line.
fn pieces(text: &str, parts: &[Range<usize>]) -> Option<Vec<Range<usize>>> {
    let mut starts = Vec::with_capacity(parts.len());
    let mut floor = 0;
    for part in parts {
        let lines = lines_of(text, part)?;
        let mut start = lines.start;
        while start > floor {
            let above = line_start(text, start - 1);
            if above < floor || !text[above..start].trim_start().starts_with('#') {
                break;
            }
            start = above;
        }
        if start < floor {
            return None;
        }
        starts.push(start);
        floor = lines.end;
    }
    let ends = starts.iter().skip(1).copied().chain([floor]);
    Some(
        starts
            .iter()
            .copied()
            .zip(ends)
            .map(|(a, b)| a..b)
            .collect(),
    )
}

/// Returns the comments in a range as lines, without what is inside the scalars of these nodes.
fn comments(
    text: &str,
    range: &Range<usize>,
    nodes: &[&Node<'_>],
    indent: usize,
    newline: &str,
) -> String {
    let mut scalars = Vec::new();
    for node in nodes {
        add_scalars(node, &mut scalars);
    }
    let is_inside = |at: usize| {
        scalars
            .iter()
            .any(|scalar: &Range<usize>| scalar.contains(&at))
    };
    let mut out = String::new();
    let mut start = range.start;
    for line in text
        .get(range.clone())
        .unwrap_or_default()
        .split_inclusive('\n')
    {
        let is_mark = |at: &usize| {
            let is_apart = line[..*at]
                .chars()
                .next_back()
                .is_none_or(char::is_whitespace);
            is_apart && !is_inside(start + at)
        };
        let mut marks = line.match_indices('#').map(|(at, _)| at);
        if let Some(at) = marks.find(is_mark) {
            let comment = line[at..].trim_end();
            out.push_str(&format!("{}{comment}{newline}", " ".repeat(indent)));
        }
        start += line.len();
    }
    out
}

fn add_scalars(node: &Node<'_>, scalars: &mut Vec<Range<usize>>) {
    match &node.kind {
        Kind::Scalar(_) => scalars.push(node.bytes()),
        Kind::Sequence(items) => items.iter().for_each(|item| add_scalars(item, scalars)),
        Kind::Mapping(entries) => {
            for (key, value) in entries {
                add_scalars(key, scalars);
                add_scalars(value, scalars);
            }
        }
        Kind::Alias(_) => {}
    }
}
