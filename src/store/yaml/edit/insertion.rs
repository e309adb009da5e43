//! Edits to a draft that insert an entry, or replace a value by one of another form.

use crate::store::yaml::edit::splice::{Refused, Splice, insertion};
use crate::store::yaml::edit::text::Draft;
use crate::store::yaml::edit::value::{Value, key_text, quoted, text_node};
use crate::store::yaml::tree::{Kind, Node};

impl Draft<'_> {
    /// Appends an entry to a mapping, or to an empty value.
    pub(crate) fn insert(
        &mut self,
        entry: &[usize],
        key: &str,
        value: &Value,
    ) -> Result<(), Refused> {
        if !self.insert_into_made(entry, key, value) {
            let splice = self.insertion_into(entry, key, value)?;
            self.splices.push(splice);
        }
        let new = (text_node(key), value.node());
        self.expect(entry, |node| match &mut node.kind {
            Kind::Mapping(_) => node.change_entries(|entries| entries.push(new)),
            kind => *kind = Kind::Mapping(Box::new([new])),
        })
    }

    /// Appends an entry to the braces that an earlier insertion has filled, if that is so.
    fn insert_into_made(&mut self, entry: &[usize], key: &str, value: &Value) -> bool {
        let Some(node) = self.value(entry) else {
            return false;
        };
        let bytes = node.bytes();
        let is_empty_mapping =
            node.is_flow() && matches!(&node.kind, Kind::Mapping(entries) if entries.is_empty());
        let is_word = node.is_nothing() && !bytes.is_empty();
        let inside = bytes.end.saturating_sub(1);
        let made = self.splices.iter_mut().find(|made| {
            is_word && made.bytes == bytes || is_empty_mapping && made.bytes == (inside..inside)
        });
        let Some(made) = made else {
            return false;
        };
        let end = made.text.len() - usize::from(is_word);
        let text = format!(", {}: {}", quoted(key), value.in_line());
        made.text.insert_str(end, &text);
        true
    }

    fn insertion_into(&self, entry: &[usize], key: &str, value: &Value) -> Result<Splice, Refused> {
        let node = self.value(entry).ok_or(Refused(self.tree.position()))?;
        let in_line = || format!("{}: {}", quoted(key), value.in_line());
        match &node.kind {
            Kind::Mapping(entries) if node.is_flow() => Ok(match entries.last() {
                // After the last value, so that a comment or line break stays behind it.
                Some((key, last)) if last.bytes().is_empty() => insertion(
                    key.bytes().end.max(last.bytes().end),
                    format!(", {}", in_line()),
                ),
                Some((_, last)) => insertion(last.content_end(), format!(", {}", in_line())),
                None => insertion(node.bytes().end.saturating_sub(1), in_line()),
            }),
            Kind::Mapping(entries) => {
                let (first, inner) = entries.first().ok_or(Refused(node.position()))?;
                let indent = first.column();
                let step = match inner.entries().first() {
                    Some((child, _)) if !inner.is_flow() => {
                        child.column().saturating_sub(indent).max(1)
                    }
                    _ => 2,
                };
                let lines = value.in_block(&key_text(key), indent, step, self.newline);
                Ok(self.after_line(self.end_of(node), &lines))
            }
            Kind::Scalar(_) if node.is_nothing() && !node.is_decorated() => {
                let (parent, _) = self.entry(entry).ok_or(Refused(node.position()))?;
                if !node.bytes().is_empty() {
                    let text = format!("{{{}}}", in_line());
                    return Ok(Splice {
                        bytes: node.bytes(),
                        text,
                    });
                }
                let lines = value.in_block(&key_text(key), parent.column() + 2, 2, self.newline);
                Ok(self.after_line(parent.bytes().end, &lines))
            }
            _ => Err(Refused(node.position())),
        }
    }

    /// Replaces a literal or folded block by a value in the line of its key. A comment in that line stays.
    pub(super) fn over_lines(
        &self,
        (key, old): (&Node<'_>, &Node<'_>),
        value: &Value,
    ) -> Result<Splice, Refused> {
        let refused = || Refused(old.position());
        let colon = self.behind_colon(key)?;
        let block = self.text.get(colon..old.bytes().end);
        let block = block.ok_or_else(refused)?.trim_end();
        let (head, _) = block.split_once('\n').ok_or_else(refused)?;
        if !head.trim_start().starts_with(['|', '>']) {
            return Err(refused());
        }
        let comment = head.find(" #").map_or("", |at| head[at..].trim_end());
        Ok(Splice {
            bytes: colon..colon + block.len(),
            text: format!(" {}{comment}", value.in_line()),
        })
    }

    /// Replaces an entry by one with another key and a mapping as value, in the layout of its parent.
    pub(crate) fn replace_entry(
        &mut self,
        entry: &[usize],
        key: &str,
        value: &Value,
    ) -> Result<(), Refused> {
        let refused = Refused(self.tree.position());
        let Some((at, parent)) = entry.split_last() else {
            return Err(refused);
        };
        let (Some(mapping), Some((old_key, old))) = (self.value(parent), self.entry(entry)) else {
            return Err(refused);
        };
        if old_key.is_decorated() || old.is_decorated() {
            return Err(Refused(old_key.position()));
        }
        let text = if mapping.is_flow() {
            format!("{}: {}", quoted(key), value.in_line())
        } else {
            let lines = value.in_block(&key_text(key), old_key.column(), 2, self.newline);
            lines.trim().to_owned()
        };
        let splice = Splice {
            bytes: old_key.bytes().start..self.end_of_entry(old_key, old),
            text,
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
}
