//! Reads Markdown: checks what may be drawn, and makes the blocks.

use std::sync::Arc;

use pulldown_cmark::{Alignment, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::domain::markdown_blocks::{Block, ListItem, Span, SpanStyle, is_same_link, plain};
use crate::domain::markdown_limits::{DEPTH_MAX, LINK_MAX, MarkdownProblem, PARTS_MAX};
use crate::domain::page::is_link;

/// The extensions of Markdown that are supported.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);

/// Reads a text.
///
/// # Errors
/// The byte at which the text is refused, and why.
pub(crate) fn read(text: &str) -> Result<Vec<Block>, (usize, MarkdownProblem)> {
    let mut depth = 0;
    let mut events = Vec::new();
    for (event, bytes) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        let problem = match &event {
            _ if events.len() == PARTS_MAX => Some(MarkdownProblem::TooLong),
            Event::Start(_) if depth == DEPTH_MAX => Some(MarkdownProblem::TooDeep),
            Event::Start(Tag::Link {
                dest_url,
                link_type,
                ..
            }) if !may_follow(*link_type, dest_url) => Some(MarkdownProblem::Link),
            Event::Start(Tag::Image { dest_url, .. }) if !is_inside(dest_url) => {
                Some(MarkdownProblem::Picture)
            }
            _ => None,
        };
        if let Some(problem) = problem {
            return Err((bytes.start, problem));
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        events.push(event);
    }
    // The same events are drawn that were checked: another text, or another parser, could see other links.
    Ok(BlockReader::new(events.into_iter()).blocks())
}

/// Returns `true` for a link that a page may open, for one to a heading of the same text, and for an e-mail address in
/// angle brackets.
fn may_follow(link_type: LinkType, link: &str) -> bool {
    let is_address = link_type == LinkType::Email;
    link.len() <= LINK_MAX && (is_address || link.starts_with('#') || is_link(link))
}

/// Returns `true` for a relative path that does not leave its folder on any system: without a scheme, a drive, a
/// server or `..`.
fn is_inside(path: &str) -> bool {
    let is_plain = |c: char| !c.is_control() && !"\\:?*".contains(c);
    let is_name = |part: &str| !part.is_empty() && part != "..";
    path.chars().all(is_plain) && path.split('/').all(is_name)
}

/// Reads blocks from the events of a parser. The depth of a text is bounded before.
pub(crate) struct BlockReader<I> {
    events: I,
    style: SpanStyle,
    link: Option<Arc<str>>,
    /// The mark of a task that was met last.
    task: Option<bool>,
}

impl<'a, I: Iterator<Item = Event<'a>>> BlockReader<I> {
    pub(crate) fn new(events: I) -> Self {
        Self {
            events,
            style: SpanStyle::default(),
            link: None,
            task: None,
        }
    }

    /// Returns the blocks up to the end of the block that contains them.
    pub(crate) fn blocks(&mut self) -> Vec<Block> {
        let (mut blocks, mut loose) = (Vec::new(), Vec::new());
        while let Some(event) = self.events.next() {
            let Some(event) = self.inline(event, &mut loose) else {
                continue;
            };
            // Text without a paragraph of its own, as in the items of most lists.
            if !loose.is_empty() {
                blocks.push(Block::Paragraph(std::mem::take(&mut loose)));
            }
            match event {
                Event::Start(tag) => self.block(tag, &mut blocks),
                Event::Rule => blocks.push(Block::Rule),
                _ => break,
            }
        }
        if !loose.is_empty() {
            blocks.push(Block::Paragraph(loose));
        }
        blocks
    }

    /// Reads the block that begins with this tag.
    fn block(&mut self, tag: Tag<'a>, blocks: &mut Vec<Block>) {
        let block = match tag {
            Tag::Heading { level, id, .. } => {
                let spans = self.spans();
                let id = id.map_or_else(|| anchor(&plain(&spans)), |id| id.to_string());
                let level = level as u8;
                Block::Heading { level, id, spans }
            }
            Tag::BlockQuote(_) => Block::Quote(self.blocks()),
            Tag::CodeBlock(_) => Block::Code(plain(&self.spans()).trim_end().to_owned()),
            Tag::List(first) => Block::List {
                first,
                items: self.items(),
            },
            Tag::Table(alignments) => {
                let is_right = |alignment: &Alignment| *alignment == Alignment::Right;
                Block::Table {
                    is_right: alignments.iter().map(is_right).collect(),
                    rows: self.rows(),
                }
            }
            Tag::FootnoteDefinition(label) => Block::Footnote {
                label: label.to_string(),
                blocks: self.blocks(),
            },
            Tag::DefinitionListTitle => {
                self.style.is_strong = true;
                let spans = self.spans();
                self.style.is_strong = false;
                Block::Paragraph(spans)
            }
            Tag::DefinitionListDefinition => {
                let item = ListItem {
                    is_done: None,
                    blocks: self.blocks(),
                };
                let items = vec![item];
                Block::List { first: None, items }
            }
            Tag::DefinitionList => return blocks.extend(self.blocks()),
            _ => Block::Paragraph(self.spans()),
        };
        blocks.push(block);
    }

    fn items(&mut self) -> Vec<ListItem> {
        let mut items = Vec::new();
        while let Some(Event::Start(_)) = self.events.next() {
            self.task = None;
            let blocks = self.blocks();
            let is_done = self.task.take();
            items.push(ListItem { is_done, blocks });
        }
        items
    }

    fn rows(&mut self) -> Vec<Vec<Vec<Span>>> {
        let mut rows = Vec::new();
        while let Some(Event::Start(_)) = self.events.next() {
            let mut row = Vec::new();
            while let Some(Event::Start(_)) = self.events.next() {
                row.push(self.spans());
            }
            rows.push(row);
        }
        rows
    }

    /// Returns the spans up to the end of their block.
    fn spans(&mut self) -> Vec<Span> {
        let mut spans = Vec::new();
        while let Some(event) = self.events.next() {
            if self.inline(event, &mut spans).is_some() {
                break;
            }
        }
        spans
    }

    /// Adds an event inside of a block to the spans. Returns an event that begins or ends a block.
    fn inline(&mut self, event: Event<'a>, spans: &mut Vec<Span>) -> Option<Event<'a>> {
        match event {
            Event::Text(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => self.push(&text, false, spans),
            Event::Code(text) => self.push(&text, true, spans),
            Event::SoftBreak => self.push(" ", false, spans),
            Event::HardBreak => self.push("\n", false, spans),
            Event::FootnoteReference(label) => self.push(&format!("[{label}]"), false, spans),
            Event::TaskListMarker(is_done) => self.task = Some(is_done),
            Event::Start(Tag::Strong) => self.style.is_strong = true,
            Event::End(TagEnd::Strong) => self.style.is_strong = false,
            // A picture is read as its description.
            Event::Start(Tag::Emphasis | Tag::Image { .. }) => self.style.is_emphasized = true,
            Event::End(TagEnd::Emphasis | TagEnd::Image) => self.style.is_emphasized = false,
            Event::Start(Tag::Strikethrough) => self.style.is_struck = true,
            Event::End(TagEnd::Strikethrough) => self.style.is_struck = false,
            Event::Start(Tag::Link {
                dest_url,
                link_type: LinkType::Email,
                ..
            }) => self.link = Some(format!("mailto:{dest_url}").into()),
            Event::Start(Tag::Link { dest_url, .. }) => self.link = Some((&*dest_url).into()),
            Event::End(TagEnd::Link) => self.link = None,
            other => return Some(other),
        }
        None
    }

    /// Adds a text, to the last span if that has the same style.
    fn push(&self, text: &str, is_code: bool, spans: &mut Vec<Span>) {
        if let Some(last) = spans.last_mut()
            && (last.style, last.is_code) == (self.style, is_code)
            && is_same_link(&last.link, &self.link)
        {
            return last.text.push_str(text);
        }
        spans.push(Span {
            text: text.to_owned(),
            style: self.style,
            is_code,
            link: self.link.clone(),
        });
    }
}

/// Returns the anchor of a heading with this text.
fn anchor(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join("-").to_lowercase()
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Options, Parser};

    use super::*;

    fn blocks(text: &str) -> Vec<Block> {
        BlockReader::new(Parser::new_ext(text, Options::all())).blocks()
    }

    fn span(text: &str) -> Span {
        Span {
            text: text.to_owned(),
            ..Span::default()
        }
    }

    fn paragraph(text: &str) -> Block {
        Block::Paragraph(vec![span(text)])
    }

    #[test]
    fn styles_links_and_breaks_are_spans_of_a_paragraph() {
        let strong = SpanStyle {
            is_strong: true,
            ..SpanStyle::default()
        };
        let expected = vec![
            span("A "),
            Span {
                style: strong,
                ..span("bold")
            },
            span(" word, "),
            Span {
                is_code: true,
                ..span("code")
            },
            span(" and "),
            Span {
                link: Some("https://a.example".into()),
                ..span("a link")
            },
            span(".\nNext line"),
        ];
        let text = "A **bold** word, `code`\nand [a link](https://a.example).  \nNext line";
        assert_eq!(blocks(text), [Block::Paragraph(expected)]);
    }

    #[test]
    fn headings_can_be_linked_to() {
        let heading = Block::Heading {
            level: 2,
            id: "who-has-the-keys".to_owned(),
            spans: vec![span("Who has the keys?")],
        };
        assert_eq!(
            blocks("## Who has the keys?\nPriya."),
            [heading, paragraph("Priya.")]
        );
    }

    #[test]
    fn lists_are_numbered_nested_and_ticked() {
        let item = |is_done, blocks| ListItem { is_done, blocks };
        let inner = Block::List {
            first: None,
            items: vec![item(Some(true), vec![paragraph("b")])],
        };
        let outer = Block::List {
            first: Some(3),
            items: vec![
                item(None, vec![paragraph("a"), inner]),
                item(None, vec![paragraph("c")]),
            ],
        };
        assert_eq!(blocks("3. a\n   - [x] b\n4. c"), [outer]);
    }

    #[test]
    fn tables_have_a_header_and_aligned_columns() {
        let row = |cells: [&str; 2]| cells.map(|cell| vec![span(cell)]).to_vec();
        let table = Block::Table {
            is_right: vec![false, true],
            rows: vec![row(["Day", "Float"]), row(["Saturday", "300"])],
        };
        assert_eq!(blocks("|Day|Float|\n|---|--:|\n|Saturday|300|\n"), [table]);
    }

    #[test]
    fn quotes_code_footnotes_and_rules_are_blocks() {
        let text = "> a\n\n```\nb\nc\n```\n\n---\n\nd[^1]\n\n[^1]: e\n";
        let expected = [
            Block::Quote(vec![paragraph("a")]),
            Block::Code("b\nc".to_owned()),
            Block::Rule,
            paragraph("d[1]"),
            Block::Footnote {
                label: "1".to_owned(),
                blocks: vec![paragraph("e")],
            },
        ];
        assert_eq!(blocks(text), expected);
    }
}
