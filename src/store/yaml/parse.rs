//! Builds the tree from the events of the YAML parser, without recursion and within limits, so that no input can
//! exhaust the stack or the memory (R63).

use std::borrow::Cow;
use std::collections::HashMap;

use granit_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span, StructureStyle, Tag};

use crate::domain::problem::{Cause, Position};

use crate::store::yaml::anchors::Anchors;
use crate::store::yaml::tree::{Kind, Node, Style, Tagged, Text};

/// Maximum nesting of collections. The file itself needs six levels.
const DEPTH_MAX: usize = 64;
/// Maximum length of a text in bytes.
const TEXT_MAX: usize = 1024 * 1024;
/// Maximum number of values that all aliases together may expand to.
const EXPANDED_MAX: u64 = 4_000_000;
/// Maximum number of values outside of users, and of values of one user.
const KEPT_MAX: usize = 500_000;
/// Maximum number of values that all anchors together may name.
const NAMED_MAX: u64 = 500_000;

/// A collection whose end has not been read yet.
struct Open<'t> {
    node: Node<'t>,
    key: Option<Node<'t>>,
    items: Vec<Node<'t>>,
    entries: Vec<(Node<'t>, Node<'t>)>,
    /// Number of values in it, with aliases expanded.
    weight: u64,
}

/// Receives a user: the key, the entry, and the anchors defined so far.
pub(crate) type TakeUser<'a, 't> = &'a mut dyn FnMut(Node<'t>, Node<'t>, &Anchors<'t>);

impl<'t> Node<'t> {
    /// Parses one document.
    pub(crate) fn parse(text: &'t str) -> Result<Self, (Position, Cause)> {
        let (tree, _) = Self::parse_users(text, None)?;
        Ok(tree)
    }

    /// Parses one document and passes each user under `credentials.usernames` to `take` as soon as the entry is
    /// complete, instead of keeping all users in the tree.
    pub(crate) fn parse_users(
        text: &'t str,
        mut take: Option<TakeUser<'_, 't>>,
    ) -> Result<(Self, Anchors<'t>), (Position, Cause)> {
        let mut stack: Vec<Open<'t>> = Vec::new();
        let mut has_document = false;
        let mut weights = Weights::default();
        let (mut root, mut kept) = (None, 0);
        let mut anchors = Anchors::default();
        for step in Parser::new_from_str(text) {
            let (event, span) = step.map_err(|error| syntax(&error))?;
            let (node, weight) = match event {
                Event::DocumentStart(..) if has_document => {
                    return Err((position(&span.start), Cause::SeveralDocuments));
                }
                Event::DocumentStart(..) => {
                    has_document = true;
                    continue;
                }
                Event::SequenceStart(..) | Event::MappingStart(..) => {
                    if stack.len() >= DEPTH_MAX {
                        let reason = format!("nested deeper than {DEPTH_MAX} levels");
                        return Err(syntax_at(&span, reason));
                    }
                    stack.push(Open::new(&event, &span));
                    continue;
                }
                Event::SequenceEnd | Event::MappingEnd => match stack.pop() {
                    Some(open) => open.close(&span),
                    None => continue,
                },
                Event::Scalar(text, style, anchor, tag) => {
                    let decoration = (small(anchor), tagged(tag.as_deref()), style_of(style));
                    (Self::scalar(&span, text, decoration)?, 1)
                }
                Event::Alias(id) => {
                    let weight = weights.of_alias(small(id), &stack);
                    let weight = weight.map_err(|cause| (position(&span.start), cause))?;
                    (Self::at(&span, Kind::Alias(small(id))), weight)
                }
                _ => continue,
            };
            weights.note(&node, weight)?;
            anchors.name(&node);
            kept += 1;
            if kept > KEPT_MAX && take.is_some() {
                let reason = format!("more than {KEPT_MAX} values in one place");
                return Err(syntax_at(&span, reason));
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
        let root = root.ok_or((Position::START, Cause::Empty))?;
        Ok((root, anchors))
    }

    fn scalar(
        span: &Span,
        text: Cow<'t, str>,
        (anchor, tag, style): (u32, Tagged, Style),
    ) -> Result<Self, (Position, Cause)> {
        if text.len() > TEXT_MAX {
            let reason = format!("text longer than {TEXT_MAX} bytes");
            return Err(syntax_at(span, reason));
        }
        Ok(Self {
            anchor,
            tag,
            style,
            ..Self::at(span, Kind::Scalar(Text::from(text)))
        })
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
}

impl<'t> From<Cow<'t, str>> for Text<'t> {
    fn from(text: Cow<'t, str>) -> Self {
        match text {
            Cow::Borrowed(text) => Self::Here(text),
            Cow::Owned(text) => Self::Made(text.into()),
        }
    }
}

fn syntax_at(span: &Span, reason: String) -> (Position, Cause) {
    (position(&span.start), Cause::Syntax(reason))
}

/// Number of values that anchors and aliases stand for.
#[derive(Default)]
struct Weights {
    named: HashMap<u32, u64>,
    named_total: u64,
    expanded_total: u64,
}

impl Weights {
    /// Notes the number of values in a node, if an anchor names it.
    fn note(&mut self, node: &Node<'_>, weight: u64) -> Result<(), (Position, Cause)> {
        if node.anchor == 0 {
            return Ok(());
        }
        self.named.insert(node.anchor, weight);
        self.named_total = self.named_total.saturating_add(weight);
        let limited = limited(self.named_total, NAMED_MAX, "anchors contain");
        limited.map_err(|cause| (node.position(), cause))
    }

    /// Returns the number of values that an alias expands to; an alias inside its own anchor is an error.
    fn of_alias(&mut self, id: u32, stack: &[Open<'_>]) -> Result<u64, Cause> {
        if stack.iter().any(|open| open.node.anchor == id) {
            let reason = "an alias refers to a value that contains it".to_owned();
            return Err(Cause::Syntax(reason));
        }
        let weight = self.named.get(&id).copied().unwrap_or(1);
        self.expanded_total = self.expanded_total.saturating_add(weight);
        limited(self.expanded_total, EXPANDED_MAX, "aliases expand to")?;
        Ok(weight)
    }
}

fn limited(total: u64, limit: u64, what: &str) -> Result<(), Cause> {
    if total > limit {
        return Err(Cause::Syntax(format!("{what} more than {limit} values")));
    }
    Ok(())
}

/// Returns `true` if the collection at this depth is at the value of this key.
fn is_at(stack: &[Open<'_>], depth: usize, key: &str) -> bool {
    let open = stack.get(depth);
    let at = open.and_then(|open| open.key.as_ref());
    at.and_then(Node::text) == Some(key)
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

fn syntax(error: &ScanError) -> (Position, Cause) {
    (position(error.marker()), Cause::Syntax(error.info()))
}

/// Converts positions and anchor numbers; a file is far too small for them to overflow.
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn offset(marker: &Marker) -> u32 {
    small(marker.byte_offset().unwrap_or_default())
}

fn position(marker: &Marker) -> Position {
    Position {
        line: marker.line(),
        column: marker.col() + 1,
    }
}
