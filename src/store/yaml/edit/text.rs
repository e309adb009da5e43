//! A draft of a change: the text, the splices, and the tree that the result must
//! parse to.
//!
//! Entries are addressed by their indices, so that a change of many users does not search for each of them again.
//! Indices refer to the original text: insertions come after them, and removals must be made
//! last.

use std::cmp::Reverse;

use crate::store::yaml::edit::list::{changed_items, without_items};
use crate::store::yaml::edit::splice::{Refused, Splice, insertion, line_end, line_start, removal};
use crate::store::yaml::edit::value::{Value, text_in_style, text_node};
use crate::store::yaml::tree::{Kind, Node, Style};

/// The indices of the entries that lead to an entry, from the root.
pub(crate) type EntryPath = Vec<usize>;

/// A change that is not yet applied.
pub(crate) struct Draft<'t> {
    pub(crate) text: &'t str,
    pub(crate) tree: Node<'t>,
    pub(super) expected: Node<'t>,
    pub(crate) splices: Vec<Splice>,
    pub(crate) newline: &'static str,
}

impl<'t> Draft<'t> {
    /// Starts a draft of this text.
    pub(crate) fn new(text: &'t str) -> Result<Self, Refused> {
        let tree = parse(text)?;
        Ok(Self {
            text,
            expected: tree.clone(),
            tree,
            splices: Vec::new(),
            newline: if text.contains("\r\n") { "\r\n" } else { "\n" },
        })
    }

    /// Returns the path of an entry by its keys, if it exists.
    pub(crate) fn find(&self, path: &[&str]) -> Option<EntryPath> {
        self.find_in(&[], path)
    }

    /// Returns the path of an entry below another one.
    pub(crate) fn find_in(&self, from: &[usize], path: &[&str]) -> Option<EntryPath> {
        let mut entry = from.to_vec();
        let mut node = self.value(from)?;
        for key in path {
            let entries = node.entries();
            let at = entries.iter().position(|(k, _)| k.text() == Some(key))?;
            entry.push(at);
            node = &entries[at].1;
        }
        Some(entry)
    }

    /// Returns the key and value of an entry.
    pub(crate) fn entry(&self, entry: &[usize]) -> Option<&(Node<'t>, Node<'t>)> {
        let (last, parents) = entry.split_last()?;
        self.value(parents)?.entries().get(*last)
    }

    /// Returns the value of an entry; the root for the empty path.
    pub(crate) fn value(&self, entry: &[usize]) -> Option<&Node<'t>> {
        let mut node = &self.tree;
        for at in entry {
            node = &node.entries().get(*at)?.1;
        }
        Some(node)
    }

    /// Replaces a value.
    pub(crate) fn replace(&mut self, entry: &[usize], value: &Value) -> Result<(), Refused> {
        let (key, old) = self.entry(entry).ok_or(Refused(self.tree.position()))?;
        let position = old.position();
        if let (Kind::Sequence(_), Value::List(items)) = (&old.kind, value) {
            let (splices, items) = changed_items(self.text, old, items, self.newline)?;
            self.splices.extend(splices);
            return self.expect(entry, |node| node.kind = Kind::Sequence(items));
        }
        let splice = match &old.kind {
            Kind::Scalar(_) if old.is_decorated() => return Err(Refused(position)),
            Kind::Scalar(_) if old.is_absent() => {
                insertion(self.behind_colon(key)?, format!(" {}", value.in_line()))
            }
            Kind::Scalar(_) if is_one_piece(old) => Splice {
                bytes: old.bytes(),
                text: value.in_style(old.style),
            },
            Kind::Scalar(_) => self.over_lines((key, old), value)?,
            Kind::Alias(_) => Splice {
                bytes: old.bytes(),
                text: value.in_line(),
            },
            _ => return Err(Refused(position)),
        };
        self.splices.push(splice);
        let new = value.node();
        self.expect(entry, |node| *node = new)
    }

    /// Sets an entry of a mapping: replaces its value or adds it.
    pub(crate) fn set(&mut self, entry: &[usize], key: &str, value: &Value) -> Result<(), Refused> {
        match self.find_in(entry, &[key]) {
            Some(entry) => self.replace(&entry, value),
            None => self.insert(entry, key, value),
        }
    }

    /// Removes an entry with its lines or comma.
    pub(crate) fn remove(&mut self, entry: &[usize]) -> Result<(), Refused> {
        let (at, parent) = entry.split_last().ok_or(Refused(self.tree.position()))?;
        self.remove_from(parent, &[*at])
    }

    /// Removes entries anywhere in the file. Must come last.
    pub(crate) fn remove_all(&mut self, mut gone: Vec<EntryPath>) -> Result<(), Refused> {
        fn parent(entry: &[usize]) -> &[usize] {
            entry.split_last().map_or(&[], |(_, parent)| parent)
        }
        // The deepest first, so that the indices of others stay valid.
        gone.sort_unstable_by_key(|entry| (Reverse(entry.len()), entry.clone()));
        for together in gone.chunk_by(|a, b| parent(a) == parent(b)) {
            let at: Vec<_> = together
                .iter()
                .filter_map(|entry| entry.last().copied())
                .collect();
            self.remove_from(parent(&together[0]), &at)?;
        }
        Ok(())
    }

    /// Removes entries of one mapping, by indices in rising order.
    fn remove_from(&mut self, parent: &[usize], gone: &[usize]) -> Result<(), Refused> {
        let mapping = self.value(parent).ok_or(Refused(self.tree.position()))?;
        let entries = mapping.entries();
        for at in gone {
            let (key, _) = entries.get(*at).ok_or(Refused(mapping.position()))?;
            if key.is_decorated() {
                return Err(Refused(key.position()));
            }
        }
        let end_of = |at: usize| self.end_of_entry(&entries[at].0, &entries[at].1);
        let start_of = |at: usize| entries[at].0.bytes().start;
        let mut splices = Vec::new();
        if mapping.is_flow() {
            // Neighbours are removed together, so that each comma is removed once.
            for run in gone.chunk_by(|a, b| a + 1 == *b) {
                let (first, last) = (run[0], run[run.len() - 1]);
                splices.push(removal(if last + 1 < entries.len() {
                    start_of(first)..start_of(last + 1)
                } else if first > 0 {
                    end_of(first - 1)..end_of(last)
                } else {
                    start_of(first)..end_of(last)
                }));
            }
        } else if gone.len() == entries.len() {
            // A block mapping without lines would be `null`.
            splices.push(Splice {
                bytes: start_of(0)..end_of(entries.len() - 1),
                text: "{}".to_owned(),
            });
        } else {
            for at in gone {
                let start = line_start(self.text, start_of(*at));
                if !self.text[start..start_of(*at)].trim().is_empty() {
                    return Err(Refused(entries[*at].0.position()));
                }
                splices.push(removal(start..line_end(self.text, end_of(*at))));
            }
        }
        self.splices.extend(splices);
        self.expect(parent, |node| {
            node.change_entries(|entries| {
                for at in gone.iter().rev() {
                    entries.remove(*at);
                }
            });
        })
    }

    /// Renames the key of an entry.
    pub(crate) fn rename(&mut self, entry: &[usize], to: &str) -> Result<(), Refused> {
        let (key, _) = self.entry(entry).ok_or(Refused(self.tree.position()))?;
        let bytes = key.bytes();
        if !is_one_piece(key) || key.is_decorated() {
            return Err(Refused(key.position()));
        }
        let text = text_in_style(to, key.style);
        self.splices.push(Splice { bytes, text });
        let (at, parent) = entry.split_last().ok_or(Refused(self.tree.position()))?;
        self.expect(parent, |node| {
            node.change_entries(|entries| {
                if let Some((key, _)) = entries.get_mut(*at) {
                    *key = text_node(to);
                }
            });
        })
    }

    /// Removes the matching items of a list.
    pub(crate) fn remove_items(
        &mut self,
        entry: &[usize],
        is_it: &dyn Fn(&Node<'_>) -> bool,
    ) -> Result<(), Refused> {
        let list = self.value(entry).ok_or(Refused(self.tree.position()))?;
        let splices = without_items(self.text, list, is_it)?;
        self.splices.extend(splices);
        self.expect(entry, |node| {
            node.change_items(|items| items.retain(|item| !is_it(item)));
        })
    }

    /// Changes the text of the matching items of a list.
    pub(crate) fn rename_items(
        &mut self,
        entry: &[usize],
        is_it: &dyn Fn(&Node<'_>) -> bool,
        to: &str,
    ) -> Result<(), Refused> {
        let list = self.value(entry).ok_or(Refused(self.tree.position()))?;
        let mut splices = Vec::new();
        for item in list.items().iter().filter(|item| is_it(item)) {
            if !is_one_piece(item) || item.is_decorated() {
                return Err(Refused(item.position()));
            }
            splices.push(Splice {
                bytes: item.bytes(),
                text: text_in_style(to, item.style),
            });
        }
        self.splices.extend(splices);
        self.expect(entry, |node| {
            node.change_items(|items| {
                for item in items.iter_mut().filter(|item| is_it(item)) {
                    *item = text_node(to);
                }
            });
        })
    }

    /// Applies the splices. Returns the text, and the tree that it must parse to.
    pub(crate) fn finish(mut self) -> Result<(String, Node<'t>), Refused> {
        self.splices
            .sort_by_key(|splice| (splice.bytes.start, splice.bytes.end));
        let refused = Err(Refused(self.tree.position()));
        let mut out = String::with_capacity(self.text.len() + 256);
        let mut at = 0;
        for splice in &self.splices {
            // Overlapping splices, or one that cuts a character, are refused.
            let Some(kept) = self.text.get(at..splice.bytes.start) else {
                return refused;
            };
            out.push_str(kept);
            out.push_str(&splice.text);
            at = splice.bytes.end;
        }
        let Some(rest) = self.text.get(at..) else {
            return refused;
        };
        out.push_str(rest);
        Ok((out, self.expected))
    }

    /// Changes the expected tree.
    pub(super) fn expect(
        &mut self,
        entry: &[usize],
        change: impl FnOnce(&mut Node<'t>),
    ) -> Result<(), Refused> {
        let mut node = &mut self.expected;
        for at in entry {
            let position = node.position();
            let entry = match &mut node.kind {
                Kind::Mapping(entries) => entries.get_mut(*at),
                _ => None,
            };
            node = entry.map(|(_, value)| value).ok_or(Refused(position))?;
        }
        change(node);
        Ok(())
    }

    /// Returns the offset after the colon of a key.
    pub(super) fn behind_colon(&self, key: &Node<'_>) -> Result<usize, Refused> {
        let rest = self.text.get(key.bytes().end..).unwrap_or_default();
        let spaces = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        if rest[spaces..].starts_with(':') {
            Ok(key.bytes().end + spaces + 1)
        } else {
            Err(Refused(key.position()))
        }
    }

    /// Returns the offset after the content of a value. In a literal block, line breaks are
    /// content as well.
    pub(super) fn end_of(&self, node: &Node<'_>) -> usize {
        if let Some(key) = node.last_empty_key() {
            return self.behind_colon(key).unwrap_or(key.bytes().end);
        }
        let end = node.content_end();
        if node.ends_in_lines() {
            crate::store::yaml::edit::splice::lines_end(self.text, end)
        } else {
            self.text[..end].trim_end().len()
        }
    }

    pub(crate) fn end_of_entry(&self, key: &Node<'_>, value: &Node<'_>) -> usize {
        if value.is_absent() {
            self.behind_colon(key).unwrap_or(key.bytes().end)
        } else {
            self.end_of(value)
        }
    }

    /// Inserts lines after the line that ends at `end`.
    pub(super) fn after_line(&self, end: usize, lines: &str) -> Splice {
        let at = if self.text[..end].ends_with('\n') {
            end
        } else {
            line_end(self.text, end)
        };
        if self.text[..at].ends_with('\n') {
            insertion(at, lines.to_owned())
        } else {
            // The file does not end with a line break, and stays that way.
            insertion(at, format!("{}{}", self.newline, lines.trim_end()))
        }
    }
}

fn parse(text: &str) -> Result<Node<'_>, Refused> {
    Node::parse(text).map_err(|(position, _)| Refused(position))
}

/// Returns `true` if a scalar occupies one contiguous range of bytes.
fn is_one_piece(node: &Node<'_>) -> bool {
    matches!(node.kind, Kind::Scalar(_)) && node.style != Style::Lines
}

/// Returns a changed text if it parses to the tree that it must have.
pub(crate) fn checked((edited, expected): (String, Node<'_>)) -> Result<String, Refused> {
    let parsed = Node::parse_users(&edited, None);
    let (tree, _) = parsed.map_err(|(position, _)| Refused(position))?;
    let is_expected = tree.has_same_content(&expected);
    drop(tree);
    if is_expected {
        Ok(edited)
    } else {
        Err(Refused(expected.position()))
    }
}
