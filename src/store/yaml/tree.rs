//! The credential file as a tree that remembers where everything stands.
//!
//! The reader takes values from serde; this tree gives it the places of keys, and gives the editor
//! the byte ranges that it splices. Built without recursion and with limits, so that no input can
//! exhaust the stack (R63).

use std::ops::Range;

use granit_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span, StructureStyle};

use crate::account::problem::{Cause, Place};

/// How deep collections may be nested. The file's own structure needs six levels.
const DEPTH_MAX: usize = 64;

/// One value and where it stands.
#[derive(Clone)]
pub(super) struct Node {
    /// The bytes of the value, without its anchor and tag. For a block collection only the start
    /// is exact.
    pub(super) bytes: Range<usize>,
    /// Where the value begins.
    pub(super) place: Place,
    /// Whether an anchor or a tag stands before it.
    pub(super) is_decorated: bool,
    /// What it is.
    pub(super) kind: Kind,
}

/// What a [`Node`] is.
#[derive(Clone)]
pub(super) enum Kind {
    /// Text, as YAML decodes it.
    Scalar { text: String, style: ScalarStyle },
    /// A list; `is_flow` when in brackets.
    Sequence { items: Vec<Node>, is_flow: bool },
    /// Keys and values in the order of the file; `is_flow` when in braces.
    Mapping {
        entries: Vec<(Node, Node)>,
        is_flow: bool,
    },
    /// A reference to an anchor.
    Alias(usize),
}

/// A collection whose end has not been read yet.
struct Open {
    node: Node,
    key: Option<Node>,
}

impl Node {
    /// Reads one document.
    pub(super) fn parse(text: &str) -> Result<Self, (Place, Cause)> {
        let mut stack: Vec<Open> = Vec::new();
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
                    is_decorated: anchor != 0 || tag.is_some(),
                    kind: Kind::Scalar {
                        text: text.into_owned(),
                        style,
                    },
                },
                Event::Alias(id) => Self {
                    bytes: range(&span),
                    place: place(&span.start),
                    is_decorated: true,
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
                    && matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL")
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

    /// The value under a path of keys, to be changed.
    pub(super) fn get_mut(&mut self, path: &[&str]) -> Option<&mut Self> {
        let mut node = self;
        for key in path {
            let Kind::Mapping { entries, .. } = &mut node.kind else {
                return None;
            };
            node = entries
                .iter_mut()
                .find(|(k, _)| k.text() == Some(key))
                .map(|(_, value)| value)?;
        }
        Some(node)
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

    /// Whether both say the same, wherever they stand and however they are quoted.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        let all_same = |a: &[Self], b: &[Self]| {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.says_the_same(b))
        };
        match (&self.kind, &other.kind) {
            (Kind::Scalar { text: a, .. }, Kind::Scalar { text: b, .. }) => {
                a == b && self.is_nothing() == other.is_nothing()
            }
            (Kind::Sequence { items: a, .. }, Kind::Sequence { items: b, .. }) => all_same(a, b),
            (Kind::Mapping { entries: a, .. }, Kind::Mapping { entries: b, .. }) => {
                a.len() == b.len()
                    && a.iter()
                        .zip(b)
                        .all(|(a, b)| a.0.says_the_same(&b.0) && a.1.says_the_same(&b.1))
            }
            (Kind::Alias(a), Kind::Alias(b)) => a == b,
            _ => false,
        }
    }

    /// The first byte after the last thing that is written in this value. A block collection ends
    /// where its last child ends; the parser's own end lies behind the comments that follow.
    pub(super) fn content_end(&self) -> usize {
        let last = match &self.kind {
            Kind::Sequence {
                items,
                is_flow: false,
            } => items.last(),
            Kind::Mapping {
                entries,
                is_flow: false,
            } => entries.last().map(
                |(key, value)| {
                    if value.bytes.is_empty() { key } else { value }
                },
            ),
            _ => None,
        };
        last.map_or(self.bytes.end, Self::content_end)
    }
}

impl Open {
    fn push(&mut self, child: Node) {
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

fn opened(event: Event<'_>, span: &Span) -> Node {
    let (kind, is_decorated) = match event {
        Event::SequenceStart(style, anchor, tag) => (
            Kind::Sequence {
                items: Vec::new(),
                is_flow: style == StructureStyle::Flow,
            },
            anchor != 0 || tag.is_some(),
        ),
        Event::MappingStart(style, anchor, tag) => (
            Kind::Mapping {
                entries: Vec::new(),
                is_flow: style == StructureStyle::Flow,
            },
            anchor != 0 || tag.is_some(),
        ),
        _ => (Kind::Alias(0), true),
    };
    Node {
        bytes: range(span),
        place: place(&span.start),
        is_decorated,
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
