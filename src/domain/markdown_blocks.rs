//! The blocks of a Markdown text and the spans in them, as they are drawn.

use std::sync::Arc;

/// A block of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Anchor: the text after `#` in links to this heading.
        id: String,
        /// Its text.
        spans: Vec<Span>,
    },
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// A quotation.
    Quote(Vec<Block>),
    /// A list.
    List {
        /// The number of the first item; `None` if the items have no numbers.
        first: Option<u64>,
        /// The items.
        items: Vec<ListItem>,
    },
    /// Lines of code.
    Code(String),
    /// A table.
    Table {
        /// Whether each column is aligned to the right.
        is_right: Vec<bool>,
        /// The rows, each a list of cells. The first row is the header.
        rows: Vec<Vec<Vec<Span>>>,
    },
    /// A footnote.
    Footnote {
        /// The label that refers to the footnote.
        label: String,
        /// Its text.
        blocks: Vec<Block>,
    },
    /// A thematic break.
    Rule,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListItem {
    /// Whether a task is done; `None` if the item is no task.
    pub is_done: Option<bool>,
    /// The content.
    pub blocks: Vec<Block>,
}

/// Text in one style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The text; a line break is `\n`.
    pub text: String,
    /// The style.
    pub style: SpanStyle,
    /// Whether it is code.
    pub is_code: bool,
    /// The target, if it is a link. The spans of one link share it.
    pub link: Option<Arc<str>>,
}

/// The style of a span.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SpanStyle {
    /// Bold.
    pub is_strong: bool,
    /// Italic.
    pub is_emphasized: bool,
    /// Crossed out.
    pub is_struck: bool,
}

/// Returns the text of spans without their styles.
#[must_use]
pub fn plain(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

/// Returns `true` if two spans belong to one link, or to none.
#[must_use]
pub fn is_same_link(a: &Option<Arc<str>>, b: &Option<Arc<str>>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b),
        (a, b) => a.is_none() && b.is_none(),
    }
}
