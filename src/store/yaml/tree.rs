//! The credential file as a tree that remembers where everything stands.
//!
//! The reader takes values from serde; this tree gives it the places of keys, and gives the editor
//! the byte ranges that it splices. Built without recursion and with limits, so that no input can
//! exhaust the stack (R63).

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use granit_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span, StructureStyle};

use crate::account::problem::{Cause, Place};

/// How deep collections may be nested. The file's own structure needs six levels.
const DEPTH_MAX: usize = 64;

/// One value and where it stands. Texts are borrowed from the file where it has them as they are.
#[derive(Clone)]
pub(super) struct Node<'t> {
    /// The bytes of the value, without its anchor and tag. For a block collection only the start
    /// is exact.
    pub(super) bytes: Range<usize>,
    /// Where the value begins.
    pub(super) place: Place,
    /// The number of the anchor that stands before it; 0 for none.
    pub(super) anchor: usize,
    /// Whether a tag stands before it.
    pub(super) has_tag: bool,
    /// What it is.
    pub(super) kind: Kind<'t>,
}

/// What a [`Node`] is.
#[derive(Clone)]
pub(super) enum Kind<'t> {
    /// Text, as YAML decodes it.
    Scalar {
        text: Cow<'t, str>,
        style: ScalarStyle,
    },
    /// A list; `is_flow` when in brackets.
    Sequence { items: Vec<Node<'t>>, is_flow: bool },
    /// Keys and values in the order of the file; `is_flow` when in braces.
    Mapping {
        entries: Vec<(Node<'t>, Node<'t>)>,
        is_flow: bool,
    },
    /// A reference to an anchor.
    Alias(usize),
}

/// A collection whose end has not been read yet.
struct Open<'t> {
    node: Node<'t>,
    key: Option<Node<'t>>,
}

impl<'t> Node<'t> {
    /// Reads one document.
    pub(super) fn parse(text: &'t str) -> Result<Self, (Place, Cause)> {
        let mut stack: Vec<Open<'t>> = Vec::new();
        let mut root = None;
        let mut documents = 0_usize;
        for step in Parser::new_from_str(text) {
            let (event, span) = step.map_err(|error| syntax(&error))?;
            let node = match event {
                Event::DocumentStart(..) => {
                    documents += 1;
                    if documents > 1 {
                        return Err((place(&span.start), Cause::SeveralDocuments));
                    }
                    continue;
                }
                Event::SequenceStart(..) | Event::MappingStart(..) => {
                    if stack.len() >= DEPTH_MAX {
                        let reason = format!("nested deeper than {DEPTH_MAX} levels");
                        return Err((place(&span.start), Cause::Syntax(reason)));
                    }
                    stack.push(Open {
                        node: opened(event, &span),
                        key: None,
                    });
                    continue;
                }
                Event::SequenceEnd | Event::MappingEnd => {
                    let Some(mut open) = stack.pop() else {
                        continue;
                    };
                    open.node.bytes.end = offset(&span.end).max(open.node.bytes.start);
                    open.node
                }
                Event::Scalar(text, style, anchor, tag) => Self {
                    bytes: range(&span),
                    place: place(&span.start),
                    anchor,
                    has_tag: tag.is_some(),
                    kind: Kind::Scalar { text, style },
                },
                Event::Alias(id) => Self {
                    bytes: range(&span),
                    place: place(&span.start),
                    anchor: 0,
                    has_tag: false,
                    kind: Kind::Alias(id),
                },
                _ => continue,
            };
            match stack.last_mut() {
                Some(parent) => parent.push(node),
                None => root = Some(node),
            }
        }
        root.ok_or((Place::START, Cause::Empty))
    }

    /// The entries, when this is a mapping.
    pub(super) fn entries(&self) -> &[(Self, Self)] {
        match &self.kind {
            Kind::Mapping { entries, .. } => entries,
            _ => &[],
        }
    }

    /// The items, when this is a list.
    pub(super) fn items(&self) -> &[Self] {
        match &self.kind {
            Kind::Sequence { items, .. } => items,
            _ => &[],
        }
    }

    /// The text, when this is a scalar.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Whether this is nothing at all: no text and no quotes.
    pub(super) fn is_nothing(&self) -> bool {
        match &self.kind {
            Kind::Scalar { text, style } => {
                *style == ScalarStyle::Plain
                    && matches!(text.as_ref(), "" | "~" | "null" | "Null" | "NULL")
            }
            _ => false,
        }
    }

    /// The entry of a mapping with this key.
    pub(super) fn entry(&self, key: &str) -> Option<&(Self, Self)> {
        self.entries().iter().find(|(k, _)| k.text() == Some(key))
    }

    /// The value under a path of keys.
    pub(super) fn get(&self, path: &[&str]) -> Option<&Self> {
        path.iter()
            .try_fold(self, |node, key| node.entry(key).map(|(_, value)| value))
    }

    /// Whether this is a collection in brackets or braces.
    pub(super) fn is_flow(&self) -> bool {
        match &self.kind {
            Kind::Sequence { is_flow, .. } | Kind::Mapping { is_flow, .. } => *is_flow,
            Kind::Scalar { .. } | Kind::Alias(_) => false,
        }
    }

    /// Whether the last thing in this value is a text in lines of its own (`|` or `>`).
    pub(super) fn ends_in_lines(&self) -> bool {
        let style = match &self.last().0.kind {
            Kind::Scalar { style, .. } => *style,
            _ => ScalarStyle::Plain,
        };
        matches!(style, ScalarStyle::Literal | ScalarStyle::Folded)
    }

    /// Whether an anchor or a tag stands before it.
    pub(super) fn is_decorated(&self) -> bool {
        self.anchor != 0 || self.has_tag
    }

    /// Where the deepest existing part of a path stands: the key of its last entry.
    pub(super) fn locate(&self, path: &[&str]) -> Place {
        let mut node = self;
        let mut at = self.place;
        for key in path {
            let Some((key, value)) = node.entry(key) else {
                break;
            };
            at = key.place;
            node = value;
        }
        at
    }

    /// Whether both say the same, wherever they stand and however they are quoted. Anchors are
    /// the same when the aliases that use them are.
    pub(super) fn says_the_same(&self, other: &Node<'_>) -> bool {
        same(self, other, &mut HashMap::new())
    }

    /// The first byte after the last thing that is written in this value. A block collection ends
    /// where its last child ends; the parser's own end lies behind the comments that follow.
    pub(super) fn content_end(&self) -> usize {
        self.last().0.bytes.end
    }

    /// The key that this value ends with, when there is nothing behind its colon.
    pub(super) fn last_empty_key(&self) -> Option<&Self> {
        let (last, is_key) = self.last();
        is_key.then_some(last)
    }

    /// The last thing that is written in this value, and whether it is a key.
    fn last(&self) -> (&Self, bool) {
        match &self.kind {
            Kind::Sequence {
                items,
                is_flow: false,
            } => match items.last() {
                Some(item) => item.last(),
                None => (self, false),
            },
            Kind::Mapping {
                entries,
                is_flow: false,
            } => match entries.last() {
                Some((key, value)) if value.is_absent() => (key, true),
                Some((_, value)) => value.last(),
                None => (self, false),
            },
            _ => (self, false),
        }
    }

    /// Whether nothing at all is written here.
    pub(super) fn is_absent(&self) -> bool {
        self.bytes.is_empty() && matches!(self.kind, Kind::Scalar { .. }) && !self.is_decorated()
    }
}

fn same(a: &Node<'_>, b: &Node<'_>, anchors: &mut HashMap<usize, usize>) -> bool {
    if (a.anchor == 0) != (b.anchor == 0) || a.has_tag != b.has_tag {
        return false;
    }
    anchors.insert(a.anchor, b.anchor);
    match (&a.kind, &b.kind) {
        (
            Kind::Scalar { text, style },
            Kind::Scalar {
                text: other_text,
                style: other_style,
            },
        ) => text == other_text && is_text(text, *style) == is_text(other_text, *other_style),
        (Kind::Sequence { items: a, .. }, Kind::Sequence { items: b, .. }) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b, anchors))
        }
        (Kind::Mapping { entries: a, .. }, Kind::Mapping { entries: b, .. }) => {
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
fn is_text(text: &str, style: ScalarStyle) -> bool {
    style != ScalarStyle::Plain || !looks_typed(text)
}

/// Whether some reader of YAML could take this for something other than text when it is not quoted.
pub(super) fn looks_typed(text: &str) -> bool {
    const WORDS: [&str; 11] = [
        "", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n",
    ];
    let word = text.to_ascii_lowercase();
    WORDS.contains(&word.as_str())
        || word.starts_with(|c: char| c.is_ascii_digit() || "+-.=<".contains(c))
}

impl<'t> Open<'t> {
    fn push(&mut self, child: Node<'t>) {
        match &mut self.node.kind {
            Kind::Sequence { items, .. } => items.push(child),
            Kind::Mapping { entries, .. } => match self.key.take() {
                Some(key) => entries.push((key, child)),
                None => self.key = Some(child),
            },
            Kind::Scalar { .. } | Kind::Alias(_) => {}
        }
    }
}

fn opened<'t>(event: Event<'_>, span: &Span) -> Node<'t> {
    let (kind, anchor, tag) = match event {
        Event::SequenceStart(style, anchor, tag) => {
            let items = Vec::new();
            let is_flow = style == StructureStyle::Flow;
            (Kind::Sequence { items, is_flow }, anchor, tag)
        }
        Event::MappingStart(style, anchor, tag) => {
            let entries = Vec::new();
            let is_flow = style == StructureStyle::Flow;
            (Kind::Mapping { entries, is_flow }, anchor, tag)
        }
        _ => (Kind::Alias(0), 0, None),
    };
    Node {
        bytes: range(span),
        place: place(&span.start),
        anchor,
        has_tag: tag.is_some(),
        kind,
    }
}

fn syntax(error: &ScanError) -> (Place, Cause) {
    (place(error.marker()), Cause::Syntax(error.info()))
}

fn offset(marker: &Marker) -> usize {
    marker.byte_offset().unwrap_or_default()
}

fn range(span: &Span) -> Range<usize> {
    offset(&span.start)..offset(&span.end)
}

fn place(marker: &Marker) -> Place {
    Place {
        line: marker.line(),
        column: marker.col() + 1,
    }
}
