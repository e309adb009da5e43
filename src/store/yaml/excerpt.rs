//! The line of the file that a problem is about, with everything masked that could be a secret (R54, R96).
//!
//! What may be shown follows from the structure of the file: see [`crate::store::yaml::mask`]. If the file is not valid
//! YAML, it is unknown which value belongs to which key, and no value is shown.

use std::collections::BTreeSet;

use crate::domain::problem::{Excerpt, Problem};

use crate::store::yaml::mask::{Lines, Scalars, masked_line};
use crate::store::yaml::places::is_known_key;

/// Number of problems that get an excerpt.
const MOST: usize = 200;
/// Number of characters of a long line that are shown.
const WIDTH: usize = 100;

/// Adds an excerpt to each problem.
pub(crate) fn fill(text: &str, problems: &mut [Problem]) {
    let wanted: BTreeSet<usize> = problems
        .iter()
        .take(MOST)
        .map(|p| p.position.line)
        .collect();
    if wanted.is_empty() {
        return;
    }
    let lines = lines(text, &wanted);
    let scalars = Scalars::of_lines(text, &lines);
    for problem in problems.iter_mut().take(MOST) {
        let Some(line) = lines.get(&problem.position.line) else {
            continue;
        };
        let is_shown = match &scalars {
            Some(scalars) => scalars.shown(text, line),
            None => shown_without_structure(&text[line.clone()]),
        };
        let column = problem.position.column - 1;
        let excerpt = masked(&text[line.clone()], &is_shown, column);
        problem.excerpt = Some(excerpt).filter(|excerpt| !excerpt.text.trim().is_empty());
    }
}

/// Returns the byte ranges of these lines, without line breaks.
fn lines(text: &str, wanted: &BTreeSet<usize>) -> Lines {
    let last = wanted.last().copied().unwrap_or_default();
    let mut lines = Lines::new();
    let mut start = 0;
    for (index, line) in text.split_inclusive('\n').take(last).enumerate() {
        if wanted.contains(&(index + 1)) {
            let shown = line.trim_end_matches(['\n', '\r']);
            lines.insert(index + 1, start..start + shown.len());
        }
        start += line.len();
    }
    lines
}

/// Returns which characters of a line may be shown if the structure is unknown: a known key, and no value.
fn shown_without_structure(line: &str) -> Vec<bool> {
    let start = line.len() - line.trim_start_matches([' ', '\t', '-']).len();
    let key = line[start..].split_once(':').map(|(key, _)| key);
    let name = key.map(|key| key.trim().trim_matches(['"', '\'']));
    let is_known = name.is_some_and(is_known_key);
    let end = key
        .filter(|_| is_known)
        .map_or(start, |key| start + key.len() + 1);
    line.char_indices().map(|(at, _)| at < end).collect()
}

/// Masks a line and shortens it around the position.
fn masked(line: &str, is_shown: &[bool], column: usize) -> Excerpt {
    let mut before = None;
    let out = masked_line(line, is_shown, |index, place| {
        if index == column {
            before = Some(place);
        }
    });
    let before = before.unwrap_or(out.len());
    let indent = out.iter().take_while(|c| **c == ' ').count().min(before);
    let start = before.saturating_sub(WIDTH / 2).max(indent);
    let start = if out.len() - indent <= WIDTH {
        indent
    } else {
        start
    };
    let text: String = out.iter().skip(start).take(WIDTH).collect();
    Excerpt {
        text: text.trim_end().to_owned(),
        before: before - start,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::problem::{Cause, Effect, Position};

    fn excerpt(text: &str, line: usize, column: usize) -> (String, usize) {
        let mut problems = [Problem {
            position: Position { line, column },
            field: String::new(),
            cause: Cause::Empty,
            effect: Effect::File,
            excerpt: None,
        }];
        fill(text, &mut problems);
        let [problem] = problems;
        let excerpt = problem.excerpt.expect("an excerpt");
        (excerpt.text, excerpt.before)
    }

    #[test]
    fn r54_passwords_are_masked_whatever_their_key_looks_like() {
        for line in [
            "password: hunter2",
            "pasword: hunter2",
            "'password' : \"hunter2\" # hunter2",
            "key: hunter2",
            "? hash\n: $2b$12$hunter2",
            "password: [hunter2, 'hunter2']",
            "name: x # hunter2",
            "x: {email: a, password: hunter2, roles: [hunter]}",
            "password: |\n  hunter2",
            "password: \"a\n  hunter2\"",
            "password: |\n  a\n  b\n  hunter2\n  hunter2",
            "password: &hunter2 x",
            // Not valid YAML from here on.
            "password: hunter2\n  email: [",
            "password: 'hunter2",
            "  - pasword: hunter2 }",
            "hunter2 }",
            "email: {password: hunter2",
            "name: hunter2\nx: [",
            "password: |\n  name: hunter2\nx: [",
            "{\"email\": 1, \"password\": \"hunter2\"",
        ] {
            let count = line.lines().count();
            for number in 1..=count {
                let (text, _) = excerpt(line, number, 1);
                assert!(!text.contains("hunter2"), "{line} shows {text}");
            }
        }
    }

    #[test]
    fn values_that_are_no_secret_are_shown_with_the_right_position() {
        let text = "credentials:\n  usernames:\n    bob: {password: hunter2, email: b@x}\n";
        let (line, before) = excerpt(text, 3, 30);
        assert_eq!(line, "bob: {password: •••, email: b@x}");
        assert_eq!(
            &line.chars().skip(before).collect::<String>(),
            "email: b@x}"
        );
        let (_, before) = excerpt(text, 3, 23);
        assert_eq!(before, 16, "inside a mask is where it begins");
    }

    #[test]
    fn a_long_line_is_cut_around_the_position() {
        let text = format!("app: {{title: [{}here]}}", "aaaa, ".repeat(100));
        let (line, before) = excerpt(&text, 1, 615);
        assert!(line.chars().count() <= WIDTH);
        assert_eq!(&line.chars().skip(before).collect::<String>(), "here]}");
    }

    #[test]
    fn r68_control_characters_of_terminals_are_replaced() {
        let (line, _) = excerpt("app: {title: \"a\u{202e}b\"}", 1, 1);
        assert_eq!(line, "app: {title: \"a\u{fffd}b\"}");
    }
}
