//! Reads the text of a page in a build without Markdown: as it was typed.

use crate::domain::markdown_blocks::{Block, Span};
use crate::domain::markdown_limits::{MarkdownProblem, PARTS_MAX};

/// Reads a text as paragraphs, which empty lines separate. Their lines stay as they are.
///
/// # Errors
/// The byte at which the text is refused, and why.
pub(crate) fn read(text: &str) -> Result<Vec<Block>, (usize, MarkdownProblem)> {
    let mut blocks = Vec::new();
    let mut paragraph = String::new();
    for (at, line) in text.lines().chain([""]).enumerate() {
        if at > PARTS_MAX {
            return Err((text.len(), MarkdownProblem::TooLong));
        }
        if !line.trim().is_empty() {
            if !paragraph.is_empty() {
                paragraph.push('\n');
            }
            paragraph.push_str(line);
        } else if !paragraph.is_empty() {
            blocks.push(Block::Paragraph(vec![Span {
                text: std::mem::take(&mut paragraph),
                ..Span::default()
            }]));
        }
    }
    Ok(blocks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r100_a_text_is_shown_as_it_was_typed_and_nothing_in_it_is_a_link() {
        let text = "# Notes\n\n[Open](file:///etc/passwd)\n  **now**\n\n\n";
        let paragraph = |text: &str| {
            let text = text.to_owned();
            Block::Paragraph(vec![Span {
                text,
                ..Span::default()
            }])
        };
        let expected = [
            paragraph("# Notes"),
            paragraph("[Open](file:///etc/passwd)\n  **now**"),
        ];
        assert_eq!(read(text).expect("accepted"), expected);
    }

    #[test]
    fn r100_a_text_with_too_many_lines_is_refused() {
        let refused = read(&"a\n".repeat(PARTS_MAX + 1));
        assert!(matches!(refused, Err((_, MarkdownProblem::TooLong))));
    }
}
