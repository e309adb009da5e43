//! The lines that differ between two texts.

use similar::DiffTag;
use similar::algorithms::{Capture, Compact, Replace, myers};

/// A line of the text before a change, of the one after it, or of both.
pub(crate) struct DiffLine<'t> {
    /// Its index in the text before; `None` if it is new.
    pub(crate) old: Option<usize>,
    /// Its index in the text after; `None` if it is removed.
    pub(crate) new: Option<usize>,
    /// The line with its end.
    pub(crate) text: &'t str,
}

/// Returns the lines of two texts: of each change, the removed lines before the new ones.
pub(crate) fn diff_lines<'t>(before: &'t str, after: &'t str) -> Vec<DiffLine<'t>> {
    let [before, after] =
        [before, after].map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
    let (old, new) = (before.as_slice(), after.as_slice());
    // Not through `TextDiff`, which brings each algorithm of the crate: 0.8 MB of a program.
    let mut captured = Compact::new(Replace::new(Capture::new()), old, new);
    let Ok(()) = myers::diff(&mut captured, old, 0..old.len(), new, 0..new.len());
    let mut lines = Vec::new();
    for change in captured.into_inner().into_inner().into_ops() {
        if change.tag() == DiffTag::Equal {
            lines.extend(
                change
                    .old_range()
                    .zip(change.new_range())
                    .map(|(at, now)| DiffLine {
                        old: Some(at),
                        new: Some(now),
                        text: new[now],
                    }),
            );
            continue;
        }
        lines.extend(change.old_range().map(|at| DiffLine {
            old: Some(at),
            new: None,
            text: old[at],
        }));
        lines.extend(change.new_range().map(|at| DiffLine {
            old: None,
            new: Some(at),
            text: new[at],
        }));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn removed_lines_are_before_the_new_ones() {
        let lines = diff_lines("a\nb\nc\n", "a\nx\nc\nd");
        let lines: Vec<_> = lines
            .iter()
            .map(|line| (line.old, line.new, line.text))
            .collect();
        assert_eq!(
            lines,
            [
                (Some(0), Some(0), "a\n"),
                (Some(1), None, "b\n"),
                (None, Some(1), "x\n"),
                (Some(2), Some(2), "c\n"),
                (None, Some(3), "d"),
            ]
        );
    }
}
