//! Markdown of pages: what may be drawn.
//!
//! Drawing follows the nesting of a text on the stack and happens in every frame, so depth and size are bounded. A link is
//! opened by the desktop and a picture is read from the disk, so both are limited as well (R100). Without the feature
//! `markdown` a text is shown as it was typed.

use crate::domain::markdown_blocks::Block;
pub use crate::domain::markdown_limits::{
    BYTES_MAX, DEPTH_MAX, LINK_MAX, MarkdownProblem, PARTS_MAX,
};
#[cfg(feature = "markdown")]
use crate::domain::markdown_reader::read;
#[cfg(not(feature = "markdown"))]
use crate::domain::plain_text::read;

/// A Markdown text that may be drawn.
///
/// ```
/// use egui_authenticator::domain::markdown::{Markdown, MarkdownProblem};
///
/// assert!(Markdown::parse("See [our page](https://example.org).").is_ok());
/// let error = Markdown::parse("# Notes\n\n[Open](file:///etc/passwd)").expect_err("refused");
/// assert_eq!((error.line, error.problem), (3, MarkdownProblem::Link));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Markdown {
    text: String,
    blocks: Vec<Block>,
}

/// The reason why a Markdown text is not drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct MarkdownError {
    /// The line of the text, counted from one.
    pub line: usize,
    /// What is wrong there.
    pub problem: MarkdownProblem,
}

impl Markdown {
    /// Parses a text.
    ///
    /// # Errors
    /// A [`MarkdownError`] with the first line that is refused: the text is too long ([`MarkdownProblem::TooLong`]) or
    /// nested too deeply ([`MarkdownProblem::TooDeep`]), a link is none that a page may open
    /// ([`MarkdownProblem::Link`]), or a picture is not named by a path inside the folder
    /// ([`MarkdownProblem::Picture`]).
    pub fn parse(text: &str) -> Result<Self, MarkdownError> {
        let refused = |at: usize, problem| MarkdownError {
            line: 1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count(),
            problem,
        };
        if text.len() > BYTES_MAX {
            return Err(refused(BYTES_MAX, MarkdownProblem::TooLong));
        }
        let blocks = read(text).map_err(|(at, problem)| refused(at, problem))?;
        Ok(Self {
            text: text.to_owned(),
            blocks,
        })
    }

    /// Returns the text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the blocks of the text.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn problem(text: &str) -> Option<(usize, MarkdownProblem)> {
        let error = Markdown::parse(text).err()?;
        Some((error.line, error.problem))
    }

    #[test]
    fn r100_what_people_write_is_accepted() {
        for text in [
            "",
            "# A\n\n- b\n  - c\n    - d\n\n> e\n\n| a | b |\n|---|---|\n| 1 | *2* |\n",
            "[a](https://a.example) [b](HTTP://b) [c](mailto:c@d.e) [d](tel:+49) [e](#part)",
            "<https://a.example> ![plan](plan.png) ![plan](pictures/plan.png)",
            "[^1] and `file:///etc/passwd`\n\n[^1]: a note",
        ] {
            assert_eq!(problem(text), None, "{text}");
        }
    }

    #[test]
    fn r100_a_text_that_would_exhaust_the_stack_or_the_frame_is_refused_with_its_line() {
        let nested = format!("a\n\n{}b", "> - ".repeat(5_000));
        let bytes = "a".repeat(BYTES_MAX) + "\nb";
        let parts = "a\n\n".repeat(PARTS_MAX);
        let cells = format!(
            "{}\n{}\n{}",
            "|a".repeat(1_000),
            "|-".repeat(1_000),
            "|b\n".repeat(10_000)
        );
        assert_eq!(problem(&nested), Some((3, MarkdownProblem::TooDeep)));
        assert_eq!(problem(&bytes), Some((1, MarkdownProblem::TooLong)));
        for text in [parts, cells] {
            let (line, problem) = problem(&text).expect("refused");
            assert!(
                line > 1 && problem == MarkdownProblem::TooLong,
                "{line} {problem:?}"
            );
        }
    }

    #[test]
    fn r100_links_and_pictures_that_leave_the_page_are_refused_with_their_line() {
        for link in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "smb://server/share",
            "FILE:x",
            "/etc/passwd",
            "other.md",
            "https&#58;//a.example",
            "&#106;avascript:alert(1)",
            "vscode://open",
            "http",
        ] {
            let text = format!("a\n\n[b]({link})");
            let expected = (!link.starts_with("https&")).then_some((3, MarkdownProblem::Link));
            assert_eq!(problem(&text), expected, "{link}");
            let text = format!("a\n\n[b][c]\n\n[c]: {link}");
            assert_eq!(problem(&text), expected, "{link}");
        }
        assert_eq!(
            problem("<javascript:alert(1)>"),
            Some((1, MarkdownProblem::Link))
        );
        for picture in [
            "http://a.example/x.png",
            "file:///x.png",
            "data:image/png;base64,AAAA",
            "/x.png",
            "../x.png",
            "a/../../x.png",
            "C:/x.png",
            "\\\\\\\\server\\\\x.png",
            "//server/x.png",
        ] {
            let text = format!("a\n![b]({picture})");
            assert_eq!(
                problem(&text),
                Some((2, MarkdownProblem::Picture)),
                "{picture}"
            );
        }
    }

    fn links(text: &str) -> Vec<String> {
        let parsed = Markdown::parse(text).expect("accepted");
        let spans = parsed.blocks().iter().flat_map(|block| match block {
            Block::Paragraph(spans) => spans.as_slice(),
            _ => &[],
        });
        spans
            .filter_map(|span| span.link.as_deref().map(ToOwned::to_owned))
            .collect()
    }

    #[test]
    fn an_address_in_angle_brackets_becomes_a_link_for_mail() {
        assert_eq!(
            links("Ask <a@b.example> or <c@d.example>."),
            ["mailto:a@b.example", "mailto:c@d.example"]
        );
    }

    #[test]
    fn r100_no_definition_gets_a_link_by_an_address_in_its_label() {
        for text in [
            "[Price list <a@b.example>]\n\n[Price list <mailto:a@b.example>]: file:///etc/passwd",
            "[x][y <a@b.example>]\n\n[y <mailto:a@b.example>]: javascript:alert(1)",
        ] {
            assert_eq!(links(text), ["mailto:a@b.example"], "{text}");
        }
    }

    #[test]
    fn r100_a_long_address_is_refused_and_one_that_is_used_often_is_stored_once() {
        let long = format!("[a](https://a.example/{})", "b".repeat(LINK_MAX));
        assert_eq!(problem(&long), Some((1, MarkdownProblem::Link)));
        let text = format!(
            "[{}](https://a.example/{})",
            "`a`b ".repeat(4_000),
            "c".repeat(2_000)
        );
        let parsed = Markdown::parse(&text).expect("accepted");
        let Some(Block::Paragraph(spans)) = parsed.blocks().first() else {
            panic!("no paragraph");
        };
        let first = spans[0].link.as_ref().expect("a link");
        assert!(spans.len() > 7_000);
        assert!(spans.iter().all(|span| {
            span.link
                .as_ref()
                .is_some_and(|link| Arc::ptr_eq(link, first))
        }));
    }
}
