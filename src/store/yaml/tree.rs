//! The configuration file as a tree of nodes with their positions.
//!
//! [`crate::store::yaml::parse`] builds it. One tree serves both the values (see [`crate::store::yaml::values`])
//! and the editor, which splices byte ranges. Nodes take only 48 bytes, because a file may contain 100 000
//! users.

use std::collections::HashMap;
use std::ops::Range;

use crate::domain::problem::Position;

/// A value with its position. Text is borrowed from the file where possible.
#[derive(Clone)]
pub(crate) struct Node<'t> {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) line: u32,
    pub(crate) column: u32,
    pub(crate) anchor: u32,
    pub(crate) tag: Tagged,
    /// The style in which it is written.
    pub(crate) style: Style,
    /// The value.
    pub(crate) kind: Kind<'t>,
}

/// The value of a [`Node`].
#[derive(Clone)]
pub(crate) enum Kind<'t> {
    /// Decoded text.
    Scalar(Text<'t>),
    /// A list.
    Sequence(Box<[Node<'t>]>),
    /// Keys and values in the order of the file.
    Mapping(Box<[(Node<'t>, Node<'t>)]>),
    /// A reference to the anchor with this number.
    Alias(u32),
}

/// The text of a scalar.
#[derive(Clone)]
pub(crate) enum Text<'t> {
    /// Borrowed from the file.
    Here(&'t str),
    /// With escapes and line breaks resolved.
    Made(Box<str>),
}

/// The style in which a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Plain,
    SingleQuoted,
    DoubleQuoted,
    /// A literal or folded block, `|` or `>`.
    Lines,
    /// In brackets or braces.
    Flow,
    /// A block collection.
    Block,
}

/// The tag before a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tagged {
    No,
    /// `!!str` or `!`: the value is text.
    Text,
    /// Another tag of the core schema, which agrees with the value.
    Core,
    /// A tag of another program.
    Foreign,
}

impl<'t> Node<'t> {
    /// Creates a node without a position, as the expected result of a change.
    pub(crate) fn made(kind: Kind<'t>, style: Style) -> Self {
        Self {
            start: 0,
            end: 0,
            line: 1,
            column: 1,
            anchor: 0,
            tag: Tagged::No,
            style,
            kind,
        }
    }

    /// Returns the byte range of the value, without anchor and tag. Only the start is exact for a block
    /// collection.
    pub(crate) fn bytes(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Returns the position of the value.
    pub(crate) fn position(&self) -> Position {
        Position {
            line: self.line as usize,
            column: self.column as usize,
        }
    }

    /// Returns the column of the value, counted from zero.
    pub(crate) fn column(&self) -> usize {
        self.position().column - 1
    }

    /// Returns the number of the anchor before the value; 0 if there is none.
    pub(crate) fn anchor(&self) -> u32 {
        self.anchor
    }

    /// Returns the tag before the value.
    pub(crate) fn tag(&self) -> Tagged {
        self.tag
    }

    /// Returns the entries if this is a mapping.
    pub(crate) fn entries(&self) -> &[(Self, Self)] {
        match &self.kind {
            Kind::Mapping(entries) => entries,
            _ => &[],
        }
    }

    /// Returns the items if this is a list.
    pub(crate) fn items(&self) -> &[Self] {
        match &self.kind {
            Kind::Sequence(items) => items,
            _ => &[],
        }
    }

    /// Returns the text if this is a scalar.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar(text) => Some(text.as_str()),
            _ => None,
        }
    }

    /// Returns `true` if this is a null: a plain scalar that is empty or says `null`.
    pub(crate) fn is_nothing(&self) -> bool {
        let word = self.text().filter(|_| self.style == Style::Plain);
        word.is_some_and(|word| matches!(word, "" | "~" | "null" | "Null" | "NULL"))
    }

    /// Returns the entry of a mapping with this key.
    pub(crate) fn entry(&self, key: &str) -> Option<&(Self, Self)> {
        self.entries().iter().find(|(k, _)| k.text() == Some(key))
    }

    /// Returns the value under a path of keys.
    pub(crate) fn get(&self, path: &[&str]) -> Option<&Self> {
        path.iter()
            .try_fold(self, |node, key| node.entry(key).map(|(_, value)| value))
    }

    /// Returns the value under a path of keys for changing.
    pub(crate) fn get_mut(&mut self, path: &[&str]) -> Option<&mut Self> {
        let mut node = self;
        for key in path {
            let Kind::Mapping(entries) = &mut node.kind else {
                return None;
            };
            let is_it = |(k, _): &&mut (Self, Self)| k.text() == Some(key);
            node = entries.iter_mut().find(is_it).map(|(_, value)| value)?;
        }
        Some(node)
    }

    /// Returns `true` if this is a collection in brackets or braces.
    pub(crate) fn is_flow(&self) -> bool {
        self.style == Style::Flow
    }

    /// Returns `true` if an anchor or a tag precedes the value.
    pub(crate) fn is_decorated(&self) -> bool {
        self.anchor != 0 || self.tag != Tagged::No
    }

    /// Changes the entries if this is a mapping.
    pub(crate) fn change_entries(&mut self, change: impl FnOnce(&mut Vec<(Self, Self)>)) {
        if let Kind::Mapping(entries) = &mut self.kind {
            let mut list = std::mem::take(entries).into_vec();
            change(&mut list);
            *entries = list.into_boxed_slice();
        }
    }

    /// Changes the items if this is a list.
    pub(crate) fn change_items(&mut self, change: impl FnOnce(&mut Vec<Self>)) {
        if let Kind::Sequence(items) = &mut self.kind {
            let mut list = std::mem::take(items).into_vec();
            change(&mut list);
            *items = list.into_boxed_slice();
        }
    }

    /// Returns the position of the deepest existing part of a path: the key of its last entry.
    pub(crate) fn locate(&self, path: &[&str]) -> Position {
        let mut node = self;
        let mut at = self.position();
        for key in path {
            let Some((key, value)) = node.entry(key) else {
                break;
            };
            at = key.position();
            node = value;
        }
        at
    }

    /// Returns `true` if both have the same content, regardless of positions and quotes. Anchors are compared by
    /// the aliases that use them.
    pub(crate) fn has_same_content(&self, other: &Node<'_>) -> bool {
        same(self, other, &mut HashMap::new())
    }

    /// Returns the end of the content. A block collection ends where its last child ends; the parser's end lies
    /// after the comments that follow.
    pub(crate) fn content_end(&self) -> usize {
        self.last().0.bytes().end
    }

    /// Returns `true` if the last value is a block scalar (`|` or `>`).
    pub(crate) fn ends_in_lines(&self) -> bool {
        self.last().0.style == Style::Lines
    }

    /// Returns the last key if it has no value.
    pub(crate) fn last_empty_key(&self) -> Option<&Self> {
        let (last, is_key) = self.last();
        is_key.then_some(last)
    }

    /// Returns the last node, and whether it is a key.
    fn last(&self) -> (&Self, bool) {
        match &self.kind {
            Kind::Sequence(items) if !self.is_flow() => match items.last() {
                Some(item) => item.last(),
                None => (self, false),
            },
            Kind::Mapping(entries) if !self.is_flow() => match entries.last() {
                Some((key, value)) if value.is_absent() => (key, true),
                Some((_, value)) => value.last(),
                None => (self, false),
            },
            _ => (self, false),
        }
    }

    /// Returns `true` if the value takes no bytes in the file.
    pub(crate) fn is_absent(&self) -> bool {
        self.start == self.end && matches!(self.kind, Kind::Scalar(_)) && !self.is_decorated()
    }
}

impl Text<'_> {
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Here(text) => text,
            Self::Made(text) => text,
        }
    }
}

fn same(a: &Node<'_>, b: &Node<'_>, anchors: &mut HashMap<u32, u32>) -> bool {
    if (a.anchor == 0) != (b.anchor == 0) || a.tag != b.tag {
        return false;
    }
    if a.anchor != 0 {
        anchors.insert(a.anchor, b.anchor);
    }
    match (&a.kind, &b.kind) {
        (Kind::Scalar(text), Kind::Scalar(other)) => {
            text.as_str() == other.as_str() && is_text(a) == is_text(b)
        }
        (Kind::Sequence(a), Kind::Sequence(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b, anchors))
        }
        (Kind::Mapping(a), Kind::Mapping(b)) => {
            a.len() == b.len()
                && a.iter()
                    .zip(b)
                    .all(|(a, b)| same(&a.0, &b.0, anchors) && same(&a.1, &b.1, anchors))
        }
        (Kind::Alias(a), Kind::Alias(b)) => anchors.get(a) == Some(b),
        _ => false,
    }
}

/// Returns `true` if every YAML parser reads this scalar as text.
fn is_text(node: &Node<'_>) -> bool {
    node.style != Style::Plain || !node.text().is_some_and(looks_typed)
}

/// Returns `true` if some YAML parser would not read this text as text without quotes.
pub(crate) fn looks_typed(text: &str) -> bool {
    const WORDS: [&str; 11] = [
        "", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n",
    ];
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
        || text.starts_with(|c: char| c.is_ascii_digit() || "+-.=<".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_stays_small() {
        assert_eq!(size_of::<Node<'_>>(), 48);
    }
}
