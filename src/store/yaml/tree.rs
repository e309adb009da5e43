//! The credential file as a tree that remembers where everything stands.
//!
//! [`crate::store::yaml::parse`] makes it. One parse serves all: [`crate::store::yaml::values`] gives the values to serde, and
//! the editor splices the byte ranges. Kept small, because a file may name 100 000 people: a node
//! takes 48 bytes.

use std::collections::HashMap;
use std::ops::Range;

use crate::domain::problem::Position;

/// One value and where it stands. Texts are borrowed from the file where it has them as they are.
#[derive(Clone)]
pub(crate) struct Node<'t> {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) line: u32,
    pub(crate) column: u32,
    pub(crate) anchor: u32,
    pub(crate) tag: Tagged,
    /// How it is written.
    pub(crate) style: Style,
    /// What it is.
    pub(crate) kind: Kind<'t>,
}

/// What a [`Node`] is.
#[derive(Clone)]
pub(crate) enum Kind<'t> {
    /// Text, as YAML decodes it.
    Scalar(Text<'t>),
    /// A list.
    Sequence(Box<[Node<'t>]>),
    /// Keys and values in the order of the file.
    Mapping(Box<[(Node<'t>, Node<'t>)]>),
    /// A reference to the anchor of this number.
    Alias(u32),
}

/// The text of a scalar.
#[derive(Clone)]
pub(crate) enum Text<'t> {
    /// As it stands in the file.
    Here(&'t str),
    /// With escapes or line breaks resolved.
    Made(Box<str>),
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Plain,
    SingleQuoted,
    DoubleQuoted,
    /// In lines of its own, `|` or `>`.
    Lines,
    /// In brackets or braces.
    Flow,
    /// A collection in lines of its own.
    Block,
}

/// Whether a tag stands before a value, and what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tagged {
    No,
    /// `!!str` or `!`: whatever it looks like, it is text.
    Text,
    /// Another tag of YAML's own, which says what the value is anyway.
    Core,
    /// Somebody else's.
    Foreign,
}

impl<'t> Node<'t> {
    /// A node that stands nowhere: what reading a change must give.
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

    /// The bytes of the value, without its anchor and tag. For a block collection only the start
    /// is exact.
    pub(crate) fn bytes(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Where the value begins.
    pub(crate) fn position(&self) -> Position {
        Position {
            line: self.line as usize,
            column: self.column as usize,
        }
    }

    /// The number of the anchor that stands before it; 0 for none.
    pub(crate) fn anchor(&self) -> u32 {
        self.anchor
    }

    /// The tag that stands before it.
    pub(crate) fn tag(&self) -> Tagged {
        self.tag
    }

    /// The entries, when this is a mapping.
    pub(crate) fn entries(&self) -> &[(Self, Self)] {
        match &self.kind {
            Kind::Mapping(entries) => entries,
            _ => &[],
        }
    }

    /// The items, when this is a list.
    pub(crate) fn items(&self) -> &[Self] {
        match &self.kind {
            Kind::Sequence(items) => items,
            _ => &[],
        }
    }

    /// The text, when this is a scalar.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar(text) => Some(text.as_str()),
            _ => None,
        }
    }

    /// Whether this is nothing at all: no text and no quotes.
    pub(crate) fn is_nothing(&self) -> bool {
        let word = self.text().filter(|_| self.style == Style::Plain);
        word.is_some_and(|word| matches!(word, "" | "~" | "null" | "Null" | "NULL"))
    }

    /// The entry of a mapping with this key.
    pub(crate) fn entry(&self, key: &str) -> Option<&(Self, Self)> {
        self.entries().iter().find(|(k, _)| k.text() == Some(key))
    }

    /// The value under a path of keys.
    pub(crate) fn get(&self, path: &[&str]) -> Option<&Self> {
        path.iter()
            .try_fold(self, |node, key| node.entry(key).map(|(_, value)| value))
    }

    /// The value under a path of keys, to be changed.
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

    /// Whether this is a collection in brackets or braces.
    pub(crate) fn is_flow(&self) -> bool {
        self.style == Style::Flow
    }

    /// Whether an anchor or a tag stands before it.
    pub(crate) fn is_decorated(&self) -> bool {
        self.anchor != 0 || self.tag != Tagged::No
    }

    /// Changes the entries, when this is a mapping.
    pub(crate) fn change_entries(&mut self, change: impl FnOnce(&mut Vec<(Self, Self)>)) {
        if let Kind::Mapping(entries) = &mut self.kind {
            let mut list = std::mem::take(entries).into_vec();
            change(&mut list);
            *entries = list.into_boxed_slice();
        }
    }

    /// Changes the items, when this is a list.
    pub(crate) fn change_items(&mut self, change: impl FnOnce(&mut Vec<Self>)) {
        if let Kind::Sequence(items) = &mut self.kind {
            let mut list = std::mem::take(items).into_vec();
            change(&mut list);
            *items = list.into_boxed_slice();
        }
    }

    /// Where the deepest existing part of a path stands: the key of its last entry.
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

    /// Whether both say the same, wherever they stand and however they are quoted. Anchors are
    /// the same when the aliases that use them are.
    pub(crate) fn says_the_same(&self, other: &Node<'_>) -> bool {
        same(self, other, &mut HashMap::new())
    }

    /// The first byte after the last thing that is written in this value. A block collection ends
    /// where its last child ends; the parser's own end lies behind the comments that follow.
    pub(crate) fn content_end(&self) -> usize {
        self.last().0.bytes().end
    }

    /// Whether the last thing in this value is a text in lines of its own (`|` or `>`).
    pub(crate) fn ends_in_lines(&self) -> bool {
        self.last().0.style == Style::Lines
    }

    /// The key that this value ends with, when there is nothing behind its colon.
    pub(crate) fn last_empty_key(&self) -> Option<&Self> {
        let (last, is_key) = self.last();
        is_key.then_some(last)
    }

    /// The last thing that is written in this value, and whether it is a key.
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

    /// Whether nothing at all is written here.
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

/// Whether a scalar is text to every reader of YAML, and not a number, a flag or nothing.
fn is_text(node: &Node<'_>) -> bool {
    node.style != Style::Plain || !node.text().is_some_and(looks_typed)
}

/// Whether some reader of YAML could take this for something other than text when it is not quoted.
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
