//! The line of the file that a problem is about, with everything masked that could be a secret.
//!
//! Masked by default (R54): only the values of keys that never hold a secret are shown, so that the value of a
//! misspelled `pasword` is hidden as well. Even less is shown if the file is not valid YAML, because it is then
//! unknown which value belongs to which key.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::domain::printable::is_invisible;
use crate::domain::problem::{Excerpt, Problem};
use crate::domain::setting::{SETTINGS, SettingInfo, SettingKind};

use crate::store::yaml::anchors::Anchors;
use crate::store::yaml::tree::{Kind, Node};

/// Number of problems that get an excerpt.
const MOST: usize = 200;
/// Number of characters of a long line that are shown.
const WIDTH: usize = 100;
const MASK: &str = "•••";

/// Keys whose values are shown.
const SHOWN: [&str; 34] = [
    "activity",
    "app",
    "cookie",
    "credentials",
    "description",
    "disabled",
    "email",
    "emails",
    "encryption",
    "failed_login_attempts",
    "file",
    "first_name",
    "from",
    "icon",
    "kind",
    "last_name",
    "lock",
    "lockout",
    "logged_in",
    "mail",
    "must_change_password",
    "name",
    "port",
    "pre-authorized",
    "preauthorized",
    "required_for",
    "roles",
    "server",
    "session_epoch",
    "sessions",
    "title",
    "two_step",
    "usernames",
    "users",
];

/// Returns `true` if the values of this key may be shown. Numbers and flags of the table of settings may.
fn is_never_secret(key: &str) -> bool {
    let is_it = |info: &SettingInfo| match info.kind {
        SettingKind::Number { .. } | SettingKind::Flag | SettingKind::Days(_) => {
            info.section_and_key().1 == key
        }
        _ => false,
    };
    SHOWN.contains(&key) || SETTINGS.iter().any(is_it)
}

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
    let scalars = scalars(text, &lines);
    for problem in problems.iter_mut().take(MOST) {
        let Some(line) = lines.get(&problem.position.line) else {
            continue;
        };
        let is_shown = match &scalars {
            Some(scalars) => shown_by_tree(text, line, scalars),
            None => shown_by_guess(&text[line.clone()]),
        };
        let column = problem.position.column - 1;
        let excerpt = masked(&text[line.clone()], &is_shown, column);
        problem.excerpt = Some(excerpt).filter(|excerpt| !excerpt.text.trim().is_empty());
    }
}

/// Returns the byte ranges of these lines, without line breaks.
fn lines(text: &str, wanted: &BTreeSet<usize>) -> BTreeMap<usize, Range<usize>> {
    let last = wanted.last().copied().unwrap_or_default();
    let mut lines = BTreeMap::new();
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

/// A scalar, and whether it may be shown.
struct Found {
    bytes: Range<usize>,
    is_shown: bool,
}

/// Returns the scalars that touch one of the lines; `None` if the text is not valid YAML.
fn scalars(text: &str, lines: &BTreeMap<usize, Range<usize>>) -> Option<Vec<Found>> {
    let mut found = Vec::new();
    let mut take = |key: Node<'_>, value: Node<'_>, _: &Anchors<'_>| {
        note(&key, true, lines, &mut found);
        walk(&value, lines, &mut found);
    };
    let (tree, _) = Node::parse_users(text, Some(&mut take)).ok()?;
    walk(&tree, lines, &mut found);
    Some(found)
}

fn walk(node: &Node<'_>, lines: &BTreeMap<usize, Range<usize>>, found: &mut Vec<Found>) {
    let mut waiting = vec![(node, false)];
    while let Some((node, is_shown)) = waiting.pop() {
        match &node.kind {
            Kind::Scalar(_) => note(node, is_shown, lines, found),
            Kind::Alias(_) => note(node, true, lines, found),
            Kind::Sequence(items) => waiting.extend(items.iter().map(|item| (item, is_shown))),
            Kind::Mapping(entries) => {
                for (key, value) in entries {
                    note(key, true, lines, found);
                    let is_shown = key.text().is_some_and(is_never_secret);
                    waiting.push((value, is_shown));
                }
            }
        }
    }
}

/// Adds a scalar if it touches a line. It starts in the line of its position and may continue in the
/// next ones.
fn note(
    node: &Node<'_>,
    is_shown: bool,
    lines: &BTreeMap<usize, Range<usize>>,
    found: &mut Vec<Found>,
) {
    let bytes = node.bytes();
    let mut touched = lines
        .range(node.position().line..)
        .take_while(|(_, line)| line.start < bytes.end);
    if touched.any(|(_, line)| bytes.start < line.end && bytes.end > line.start) {
        found.push(Found { bytes, is_shown });
    }
}

/// Returns which characters of a line may be shown: those of permitted scalars, and the punctuation between scalars
/// up to a comment.
fn shown_by_tree(text: &str, line: &Range<usize>, scalars: &[Found]) -> Vec<bool> {
    let mut is_comment = false;
    let mut before = ' ';
    let mut shown = Vec::new();
    for (at, character) in text[line.clone()].char_indices() {
        let byte = line.start + at;
        let inside = scalars.iter().find(|found| found.bytes.contains(&byte));
        let starts = character == '#' && before.is_whitespace();
        is_comment |= inside.is_none() && starts;
        let is_mark = character.is_whitespace() || character.is_ascii_punctuation();
        let may_show = inside.map_or(is_mark, |found| found.is_shown);
        shown.push(!is_comment && may_show);
        before = character;
    }
    shown
}

/// Does the same for a file that is not valid YAML: the key, and a plain value of a permitted key.
fn shown_by_guess(line: &str) -> Vec<bool> {
    let start = line.len() - line.trim_start_matches([' ', '\t', '-']).len();
    let rest = &line[start..];
    let key = rest.split(':').next().unwrap_or_default();
    let name = key.trim().trim_matches(['"', '\'']);
    let is_key = key.len() < rest.len()
        && !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || "._-@".contains(c));
    let value = if is_key { start + key.len() + 1 } else { start };
    let is_plain = |c: char| c.is_alphanumeric() || " @._-[],*&\t".contains(c);
    let is_shown = is_key && is_never_secret(name);
    let end = match line[value..].find(|c| !is_plain(c)) {
        Some(end) if is_shown => value + end,
        None if is_shown => line.len(),
        _ => value,
    };
    line.char_indices().map(|(at, _)| at < end).collect()
}

/// Replaces each run of hidden characters by one mask and shortens the line around the position.
fn masked(line: &str, is_shown: &[bool], column: usize) -> Excerpt {
    let mut out: Vec<char> = Vec::new();
    let mut before = 0;
    let mut was_shown = true;
    let hides_a_hash = hash_like(line);
    for (index, (character, shown)) in line.chars().zip(is_shown).enumerate() {
        let shown = *shown && !hides_a_hash.contains(&index);
        if index == column {
            // A position inside a mask is moved to its start.
            before = out.len()
                - if shown || was_shown {
                    0
                } else {
                    MASK.chars().count()
                };
        }
        if shown {
            out.push(printable(character));
        } else if was_shown {
            out.extend(MASK.chars());
        }
        was_shown = shown;
    }
    if column >= is_shown.len() {
        before = out.len();
    }
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

/// Returns the characters of anything that looks like a hash.
fn hash_like(line: &str) -> Range<usize> {
    match line.find("$2").or_else(|| line.find("$argon2")) {
        Some(at) => {
            let start = line[..at].chars().count();
            start..line.chars().count()
        }
        None => 0..0,
    }
}

/// Replaces characters that would change how others are displayed.
fn printable(character: char) -> char {
    match character {
        '\t' => ' ',
        c if is_invisible(c) => '\u{fffd}',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::problem::{Cause, Position};

    fn excerpt(text: &str, line: usize, column: usize) -> (String, usize) {
        let mut problems = [Problem {
            position: Position { line, column },
            field: String::new(),
            cause: Cause::Empty,
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
        let text = format!("roles: [{}here]", "aaaa, ".repeat(100));
        let (line, before) = excerpt(&text, 1, 609);
        assert!(line.chars().count() <= WIDTH);
        assert_eq!(&line.chars().skip(before).collect::<String>(), "here]");
    }

    #[test]
    fn r68_control_characters_of_terminals_are_replaced() {
        let (line, _) = excerpt("title: \"a\u{202e}b\"", 1, 1);
        assert_eq!(line, "title: \"a\u{fffd}b\"");
    }
}
