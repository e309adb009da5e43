//! The credential file as a tree that remembers where everything stands.
//!
//! One parse serves all: [`super::values`] gives the values to serde, and the editor splices the
//! byte ranges. Built without recursion and with limits, so that no input can exhaust the stack or
//! the memory (R63). Kept small, because a file may name 100 000 people: a node takes 48 bytes.

use std::collections::HashMap;
use std::ops::Range;

use granit_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span, StructureStyle, Tag};

use crate::account::problem::{Cause, Place};

use super::values::Anchors;

/// How deep collections may be nested. The file's own structure needs six levels.
const DEPTH_MAX: usize = 64;
/// The longest text, in bytes.
const TEXT_MAX: usize = 1024 * 1024;
/// How many values all aliases together may stand for.
const EXPANDED_MAX: u64 = 4_000_000;
/// How many values the file may hold outside of people, and how many one person.
const KEPT_MAX: usize = 500_000;
/// How many values all anchors together may name.
const NAMED_MAX: u64 = 500_000;

/// One value and where it stands. Texts are borrowed from the file where it has them as they are.
#[derive(Clone)]
pub(super) struct Node<'t> {
    start: u32,
    end: u32,
    line: u32,
    column: u32,
    anchor: u32,
    tag: Tagged,
    /// How it is written.
    pub(super) style: Style,
    /// What it is.
    pub(super) kind: Kind<'t>,
}

/// What a [`Node`] is.
#[derive(Clone)]
pub(super) enum Kind<'t> {
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
pub(super) enum Text<'t> {
    /// As it stands in the file.
    Here(&'t str),
    /// With escapes or line breaks resolved.
    Made(Box<str>),
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
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
pub(super) enum Tagged {
    No,
    /// `!!str` or `!`: whatever it looks like, it is text.
    Text,
    /// Another tag of YAML's own, which says what the value is anyway.
    Core,
    /// Somebody else's.
    Foreign,
}

/// A collection whose end has not been read yet.
struct Open<'t> {
    node: Node<'t>,
    key: Option<Node<'t>>,
    items: Vec<Node<'t>>,
    entries: Vec<(Node<'t>, Node<'t>)>,
    /// How many values it holds, with aliases counted as what they stand for.
    weight: u64,
}

/// Takes a person: their key, their entry, and what the anchors up to there name.
pub(super) type TakePerson<'a, 't> = &'a mut dyn FnMut(Node<'t>, Node<'t>, &Anchors<'t>);

impl<'t> Node<'t> {
    /// Reads one document.
    pub(super) fn parse(text: &'t str) -> Result<Self, (Place, Cause)> {
        let (tree, _) = Self::parse_people(text, None)?;
        Ok(tree)
    }

    /// Reads one document, and gives each person under `credentials.usernames` to `take` as soon as
    /// they have been read instead of keeping them in the tree: there may be many.
    pub(super) fn parse_people(
        text: &'t str,
        mut take: Option<TakePerson<'_, 't>>,
    ) -> Result<(Self, Anchors<'t>), (Place, Cause)> {
        let mut stack: Vec<Open<'t>> = Vec::new();
        let mut root = None;
        let mut documents = 0_usize;
        let mut weights = Weights::default();
        let mut kept = 0;
        let mut anchors = Anchors::default();
        for step in Parser::new_from_str(text) {
            let (event, span) = step.map_err(|error| syntax(&error))?;
            let (node, weight) = match event {
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
                    stack.push(Open::new(&event, &span));
                    continue;
                }
                Event::SequenceEnd | Event::MappingEnd => match stack.pop() {
                    Some(open) => open.close(&span),
                    None => continue,
                },
                Event::Scalar(text, ..) if text.len() > TEXT_MAX => {
                    let reason = format!("a text longer than {TEXT_MAX} bytes");
                    return Err((place(&span.start), Cause::Syntax(reason)));
                }
                Event::Scalar(text, style, anchor, tag) => {
                    let text = match text {
                        std::borrow::Cow::Borrowed(text) => Text::Here(text),
                        std::borrow::Cow::Owned(text) => Text::Made(text.into()),
                    };
                    let node = Self {
                        anchor: small(anchor),
                        tag: tagged(tag.as_deref()),
                        style: style_of(style),
                        ..Self::at(&span, Kind::Scalar(text))
                    };
                    (node, 1)
                }
                Event::Alias(id) => {
                    let weight = weights.of_alias(small(id), &stack);
                    let weight = weight.map_err(|cause| (place(&span.start), cause))?;
                    (Self::at(&span, Kind::Alias(small(id))), weight)
                }
                _ => continue,
            };
            if node.anchor != 0 {
                let noted = weights.note(node.anchor, weight);
                noted.map_err(|cause| (node.place(), cause))?;
                anchors.name(node.anchor, node.clone());
            }
            kept += 1;
            if kept > KEPT_MAX && take.is_some() {
                let reason = format!("more than {KEPT_MAX} values in one place");
                return Err((node.place(), Cause::Syntax(reason)));
            }
            let are_people = is_at(&stack, 0, "credentials") && is_at(&stack, 1, "usernames");
            match (stack.as_mut_slice(), &mut take) {
                ([_, _, people], Some(take)) if are_people && people.key.is_some() => {
                    if let Some(key) = people.key.take() {
                        take(key, node, &anchors);
                        kept = 0;
                    }
                }
                ([.., parent], _) => parent.push(node, weight),
                ([], _) => root = Some(node),
            }
        }
        let root = root.ok_or((Place::START, Cause::Empty))?;
        Ok((root, anchors))
    }

    /// A node that stands nowhere: what reading a change must give.
    pub(super) fn made(kind: Kind<'t>, style: Style) -> Self {
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

    fn at(span: &Span, kind: Kind<'t>) -> Self {
        Self {
            start: offset(&span.start),
            end: offset(&span.end),
            line: small(span.start.line()),
            column: small(span.start.col() + 1),
            ..Self::made(kind, Style::Plain)
        }
    }

    /// The bytes of the value, without its anchor and tag. For a block collection only the start
    /// is exact.
    pub(super) fn bytes(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Where the value begins.
    pub(super) fn place(&self) -> Place {
        Place {
            line: self.line as usize,
            column: self.column as usize,
        }
    }

    /// The number of the anchor that stands before it; 0 for none.
    pub(super) fn anchor(&self) -> u32 {
        self.anchor
    }

    /// The tag that stands before it.
    pub(super) fn tag(&self) -> Tagged {
        self.tag
    }

    /// The entries, when this is a mapping.
    pub(super) fn entries(&self) -> &[(Self, Self)] {
        match &self.kind {
            Kind::Mapping(entries) => entries,
            _ => &[],
        }
    }

    /// The items, when this is a list.
    pub(super) fn items(&self) -> &[Self] {
        match &self.kind {
            Kind::Sequence(items) => items,
            _ => &[],
        }
    }

    /// The text, when this is a scalar.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar(text) => Some(text.as_str()),
            _ => None,
        }
    }

    /// Whether this is nothing at all: no text and no quotes.
    pub(super) fn is_nothing(&self) -> bool {
        let word = self.text().filter(|_| self.style == Style::Plain);
        word.is_some_and(|word| matches!(word, "" | "~" | "null" | "Null" | "NULL"))
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
            let Kind::Mapping(entries) = &mut node.kind else {
                return None;
            };
            let is_it = |(k, _): &&mut (Self, Self)| k.text() == Some(key);
            node = entries.iter_mut().find(is_it).map(|(_, value)| value)?;
        }
        Some(node)
    }

    /// Whether this is a collection in brackets or braces.
    pub(super) fn is_flow(&self) -> bool {
        self.style == Style::Flow
    }

    /// Whether an anchor or a tag stands before it.
    pub(super) fn is_decorated(&self) -> bool {
        self.anchor != 0 || self.tag != Tagged::No
    }

    /// Changes the entries, when this is a mapping.
    pub(super) fn change_entries(&mut self, change: impl FnOnce(&mut Vec<(Self, Self)>)) {
        if let Kind::Mapping(entries) = &mut self.kind {
            let mut list = std::mem::take(entries).into_vec();
            change(&mut list);
            *entries = list.into_boxed_slice();
        }
    }

    /// Changes the items, when this is a list.
    pub(super) fn change_items(&mut self, change: impl FnOnce(&mut Vec<Self>)) {
        if let Kind::Sequence(items) = &mut self.kind {
            let mut list = std::mem::take(items).into_vec();
            change(&mut list);
            *items = list.into_boxed_slice();
        }
    }

    /// Where the deepest existing part of a path stands: the key of its last entry.
    pub(super) fn locate(&self, path: &[&str]) -> Place {
        let mut node = self;
        let mut at = self.place();
        for key in path {
            let Some((key, value)) = node.entry(key) else {
                break;
            };
            at = key.place();
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
        self.last().0.bytes().end
    }

    /// Whether the last thing in this value is a text in lines of its own (`|` or `>`).
    pub(super) fn ends_in_lines(&self) -> bool {
        self.last().0.style == Style::Lines
    }

    /// The key that this value ends with, when there is nothing behind its colon.
    pub(super) fn last_empty_key(&self) -> Option<&Self> {
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
    pub(super) fn is_absent(&self) -> bool {
        self.start == self.end && matches!(self.kind, Kind::Scalar(_)) && !self.is_decorated()
    }
}

impl Text<'_> {
    pub(super) fn as_str(&self) -> &str {
        match self {
            Self::Here(text) => text,
            Self::Made(text) => text,
        }
    }
}

/// How many values anchors and aliases stand for.
#[derive(Default)]
struct Weights {
    named: HashMap<u32, u64>,
    named_total: u64,
    expanded_total: u64,
}

impl Weights {
    fn note(&mut self, anchor: u32, weight: u64) -> Result<(), Cause> {
        self.named.insert(anchor, weight);
        self.named_total = self.named_total.saturating_add(weight);
        limited(self.named_total, NAMED_MAX, "anchors name")
    }

    /// How many values an alias stands for, unless it stands in what it names.
    fn of_alias(&mut self, id: u32, stack: &[Open<'_>]) -> Result<u64, Cause> {
        if stack.iter().any(|open| open.node.anchor == id) {
            let reason = "an alias stands inside of what it names".to_owned();
            return Err(Cause::Syntax(reason));
        }
        let weight = self.named.get(&id).copied().unwrap_or(1);
        self.expanded_total = self.expanded_total.saturating_add(weight);
        limited(self.expanded_total, EXPANDED_MAX, "aliases stand for")?;
        Ok(weight)
    }
}

fn limited(total: u64, limit: u64, what: &str) -> Result<(), Cause> {
    if total > limit {
        return Err(Cause::Syntax(format!("{what} more than {limit} values")));
    }
    Ok(())
}

/// Whether the collection at this depth is at the value of this key.
fn is_at(stack: &[Open<'_>], depth: usize, key: &str) -> bool {
    let open = stack.get(depth);
    let at = open.and_then(|open| open.key.as_ref());
    at.and_then(Node::text) == Some(key)
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
pub(super) fn looks_typed(text: &str) -> bool {
    const WORDS: [&str; 11] = [
        "", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n",
    ];
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
        || text.starts_with(|c: char| c.is_ascii_digit() || "+-.=<".contains(c))
}

impl<'t> Open<'t> {
    fn new(event: &Event<'_>, span: &Span) -> Self {
        let (kind, style, anchor, tag) = match event {
            Event::SequenceStart(style, anchor, tag) => {
                (Kind::Sequence(Box::default()), style, *anchor, tag)
            }
            Event::MappingStart(style, anchor, tag) => {
                (Kind::Mapping(Box::default()), style, *anchor, tag)
            }
            _ => (Kind::Alias(0), &StructureStyle::Flow, 0, &None),
        };
        let node = Node {
            anchor: small(anchor),
            tag: tagged(tag.as_deref()),
            style: if *style == StructureStyle::Flow {
                Style::Flow
            } else {
                Style::Block
            },
            ..Node::at(span, kind)
        };
        Self {
            node,
            key: None,
            items: Vec::new(),
            entries: Vec::new(),
            weight: 1,
        }
    }

    fn push(&mut self, child: Node<'t>, weight: u64) {
        self.weight = self.weight.saturating_add(weight);
        match &self.node.kind {
            Kind::Sequence(_) => self.items.push(child),
            Kind::Mapping(_) => match self.key.take() {
                Some(key) => self.entries.push((key, child)),
                None => self.key = Some(child),
            },
            Kind::Scalar(_) | Kind::Alias(_) => {}
        }
    }

    fn close(mut self, span: &Span) -> (Node<'t>, u64) {
        self.node.end = offset(&span.end).max(self.node.start);
        match &mut self.node.kind {
            Kind::Sequence(items) => *items = self.items.into_boxed_slice(),
            Kind::Mapping(entries) => *entries = self.entries.into_boxed_slice(),
            Kind::Scalar(_) | Kind::Alias(_) => {}
        }
        (self.node, self.weight)
    }
}

fn tagged(tag: Option<&Tag>) -> Tagged {
    let Some(tag) = tag else {
        return Tagged::No;
    };
    let is_core = tag.is_yaml_core_schema();
    match (is_core, tag.suffix()) {
        (true, "str") | (false, "") => Tagged::Text,
        (true, "null" | "bool" | "int" | "float" | "seq" | "map") => Tagged::Core,
        _ => Tagged::Foreign,
    }
}

fn style_of(style: ScalarStyle) -> Style {
    match style {
        ScalarStyle::SingleQuoted => Style::SingleQuoted,
        ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
        ScalarStyle::Literal | ScalarStyle::Folded => Style::Lines,
        ScalarStyle::Plain => Style::Plain,
    }
}

fn syntax(error: &ScanError) -> (Place, Cause) {
    (place(error.marker()), Cause::Syntax(error.info()))
}

/// Positions and numbers of anchors; a file is far smaller than what they can count.
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn offset(marker: &Marker) -> u32 {
    small(marker.byte_offset().unwrap_or_default())
}

fn place(marker: &Marker) -> Place {
    Place {
        line: marker.line(),
        column: marker.col() + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_stays_small() {
        assert_eq!(size_of::<Node<'_>>(), 48);
    }
}
