//! Which parts of the file may be shown: decided by their place in the structure, whatever the layout (R96).
//!
//! Masked by default (R54): only values in places that never hold a secret are shown, so that the value of a misspelled
//! `pasword` is hidden as well. Two places can share a value through an anchor; if one of them is hidden, so is the
//! value.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

use crate::domain::line_diff::diff_lines;
use crate::domain::printable::is_invisible;

use crate::store::yaml::anchors::Anchors;
use crate::store::yaml::places::Place;
use crate::store::yaml::shapes::secret_words;
use crate::store::yaml::tree::{Kind, Node};

pub(crate) const MASK: &str = "•••";
/// Stands for a masked value that a change replaces by another one.
const OTHER_MASK: &str = "••••";

/// The byte ranges of lines, by their numbers.
pub(crate) type Lines = BTreeMap<usize, Range<usize>>;

/// The scalars of the file with whether they may be shown, in the order of the file.
pub(crate) struct Scalars(Vec<(Range<usize>, bool)>);

/// Collects scalars while the file is parsed.
struct Collector<'l> {
    /// The file.
    text: &'l str,
    /// The lines whose scalars are wanted; all of them if absent.
    lines: Option<&'l Lines>,
    is_preview: bool,
    found: Vec<(Range<usize>, bool)>,
    /// The anchors with the ranges of their values.
    anchored: Vec<(u32, Range<usize>)>,
    /// The anchors of values that are used in a hidden place.
    hidden: BTreeSet<u32>,
}

impl Scalars {
    /// Returns the scalars that touch one of the lines; `None` if the text is not valid YAML.
    pub(crate) fn of_lines(text: &str, lines: &Lines) -> Option<Self> {
        Self::collect(text, Some(lines), false)
    }

    fn collect(text: &str, lines: Option<&Lines>, is_preview: bool) -> Option<Self> {
        let mut collector = Collector {
            text,
            lines,
            is_preview,
            found: Vec::new(),
            anchored: Vec::new(),
            hidden: BTreeSet::new(),
        };
        let mut take = |key: Node<'_>, value: Node<'_>, _: &Anchors<'_>| {
            collector.walk(&key, Place::Shown);
            collector.walk(&value, Place::User);
        };
        let (tree, _) = Node::parse_users(text, Some(&mut take)).ok()?;
        collector.walk(&tree, Place::File);
        Some(collector.finish())
    }

    /// Returns which characters of a line may be shown: those of permitted scalars, and the punctuation between
    /// scalars up to a comment.
    pub(crate) fn shown(&self, text: &str, line: &Range<usize>) -> Vec<bool> {
        let first = self.0.partition_point(|(bytes, _)| bytes.end <= line.start);
        let mut scalars = self.0[first..].iter().peekable();
        let mut is_comment = false;
        let mut before = ' ';
        let mut shown = Vec::new();
        for (at, character) in text[line.clone()].char_indices() {
            let byte = line.start + at;
            while scalars.next_if(|(bytes, _)| bytes.end <= byte).is_some() {}
            let inside = scalars.peek().filter(|(bytes, _)| bytes.contains(&byte));
            let starts = character == '#' && before.is_whitespace();
            is_comment |= inside.is_none() && starts;
            let is_mark = character.is_whitespace() || character.is_ascii_punctuation();
            let may_show = inside.map_or(is_mark, |(_, is_shown)| *is_shown);
            shown.push(!is_comment && may_show);
            before = character;
        }
        shown
    }
}

impl Collector<'_> {
    fn walk(&mut self, node: &Node<'_>, place: Place) {
        let mut waiting = vec![(node, place)];
        while let Some((node, place)) = waiting.pop() {
            if node.anchor() != 0 {
                let bytes = node.bytes().start..node.content_end();
                self.anchored.push((node.anchor(), bytes));
            }
            match &node.kind {
                Kind::Scalar(_) => self.note(node, place.shows_scalars()),
                Kind::Alias(id) => {
                    let is_hidden = place == Place::Hidden;
                    if is_hidden {
                        self.hidden.insert(*id);
                    }
                    self.note(node, !is_hidden);
                }
                Kind::Sequence(items) => waiting.extend(items.iter().map(|item| (item, place))),
                Kind::Mapping(entries) => {
                    for (key, value) in entries {
                        let inside = place.inside(key.text().unwrap_or_default(), self.is_preview);
                        let is_alone = value.is_absent();
                        let of_key = match &key.kind {
                            Kind::Scalar(_) | Kind::Alias(_) => place.of_key(inside, is_alone),
                            Kind::Sequence(_) | Kind::Mapping(_) => Place::Hidden,
                        };
                        waiting.push((key, of_key));
                        waiting.push((value, inside));
                    }
                }
            }
        }
    }

    /// Adds a scalar if it touches a line. It starts in the line of its position and may continue in the
    /// next ones.
    fn note(&mut self, node: &Node<'_>, is_shown: bool) {
        let bytes = node.bytes();
        let is_wanted = self.lines.is_none_or(|lines| {
            let mut touched = lines
                .range(node.position().line..)
                .take_while(|(_, line)| line.start < bytes.end);
            touched.any(|(_, line)| bytes.start < line.end && bytes.end > line.start)
        });
        if !is_wanted || bytes.is_empty() {
            return;
        }
        if is_shown {
            self.note_shown(node, bytes);
        } else {
            self.found.push((bytes, false));
        }
    }

    /// Adds a scalar that is shown, except for its words that have the shape of a secret. One that is written with
    /// escapes or over several lines hides the whole scalar.
    fn note_shown(&mut self, node: &Node<'_>, bytes: Range<usize>) {
        let source = &self.text[bytes.clone()];
        let words: Vec<_> = secret_words(source).collect();
        let text = node.text().unwrap_or_default();
        let written = words.iter().map(|word| &source[word.clone()]);
        if !secret_words(text).map(|word| &text[word]).eq(written) {
            self.found.push((bytes, false));
            return;
        }
        let mut start = bytes.start;
        for word in words {
            let word = bytes.start + word.start..bytes.start + word.end;
            self.found.push((start..word.start, true));
            start = word.end;
            self.found.push((word, false));
        }
        self.found.push((start..bytes.end, true));
    }

    fn finish(self) -> Scalars {
        let Self {
            mut found,
            anchored,
            hidden,
            ..
        } = self;
        found.sort_by_key(|(bytes, _)| bytes.start);
        for (_, hidden) in anchored.iter().filter(|(id, _)| hidden.contains(id)) {
            let first = found.partition_point(|(bytes, _)| bytes.start < hidden.start);
            for (bytes, is_shown) in &mut found[first..] {
                if bytes.start >= hidden.end {
                    break;
                }
                *is_shown = false;
            }
        }
        Scalars(found)
    }
}

/// Replaces each run of hidden characters of a line by one mask. Passes each character to `note` with its index and
/// its index in the result; inside a mask that is where the mask begins.
pub(crate) fn masked_line(
    line: &str,
    shown: &[bool],
    mut note: impl FnMut(usize, usize),
) -> Vec<char> {
    let mut out: Vec<char> = Vec::new();
    let mut was_shown = true;
    let mut mask = 0;
    for (index, (character, is_shown)) in line.chars().zip(shown).enumerate() {
        if was_shown {
            mask = out.len();
        }
        note(index, if *is_shown { out.len() } else { mask });
        if *is_shown {
            out.push(printable(character));
        } else if was_shown {
            out.extend(MASK.chars());
        }
        was_shown = *is_shown;
    }
    out
}

/// Replaces characters that would change how others are displayed.
fn printable(character: char) -> char {
    match character {
        '\t' => ' ',
        c if is_invisible(c) => '\u{fffd}',
        c => c,
    }
}

/// Returns the text of a file for a preview: the same lines, with everything masked that could be a secret.
/// Everything is masked if it is not valid YAML.
pub(crate) fn masked(text: &str) -> String {
    let scalars = Scalars::collect(text, None, true);
    let mut out = String::with_capacity(text.len());
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let bytes = start..start + line.trim_end_matches(['\n', '\r']).len();
        start += line.len();
        let shown = match &scalars {
            Some(scalars) => scalars.shown(text, &bytes),
            None => vec![false; text[bytes.clone()].chars().count()],
        };
        out.extend(masked_line(&text[bytes], &shown, |_, _| {}));
        if line.ends_with('\n') {
            out.push('\n');
        }
    }
    out
}

/// Masks a text before and after a change. A line that differs only in what is masked gets another mask, so that the
/// change is seen and what it is stays hidden.
pub(crate) fn masked_change(before: &str, after: &str) -> [String; 2] {
    let shown = [before, after].map(masked);
    let lines = shown
        .each_ref()
        .map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
    let is_paired =
        after.lines().count() == lines[1].len() && before.lines().count() == lines[0].len();
    if !is_paired {
        return shown;
    }
    let diff = diff_lines(before, after);
    let removed = diff.iter().filter(|line| line.new.is_none());
    let removed: HashSet<&str> = removed
        .filter_map(|line| lines[0].get(line.old?).copied())
        .collect();
    let mut marked = String::with_capacity(shown[1].len());
    for change in &diff {
        let Some(line) = change.new.and_then(|at| lines[1].get(at)) else {
            continue;
        };
        if change.old.is_none() && removed.contains(line) {
            marked.push_str(&line.replace(MASK, OTHER_MASK));
        } else {
            marked.push_str(line);
        }
    }
    let [before, _] = shown;
    [before, marked]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r96_secrets_are_masked_in_every_layout() {
        let user = "email: s@x, password: hunter2, recovery_codes: [hunter2], totp: hunter2";
        for text in [
            format!("{{credentials: {{usernames: {{bob: {{{user}}}}}}}}}"),
            r#"{"credentials":{"usernames":{"bob":{"password":"hunter2","password_hint":"hunter2"}}}}"#
                .to_owned(),
            "credentials: {usernames: {bob: {password: >-\n  hunter2\n  name: hunter2}}}".to_owned(),
            "credentials:\n  usernames:\n    bob:\n      password: >\n        hunter2\n\n        name: hunter2\n"
                .to_owned(),
            "credentials:\n  usernames:\n    bob: {password: \"a\n      email: hunter2\"}\n".to_owned(),
            "credentials:\n  usernames:\n    bob: {? password : hunter2, ? [hunter2] : x}\n".to_owned(),
            "credentials:\n  usernames:\n    bob: {hunter2, password: {hunter2: hunter2}}\n".to_owned(),
            "app: {title: &t hunter2}\nmail: {server: x, password: *t}\n".to_owned(),
            "views: {a: {roles: &l [hunter2, {name: hunter2}]}}\nx: *l\n".to_owned(),
            "mail: {password: &t hunter2}\napp: {title: *t}\n".to_owned(),
            "credentials: {usernames: {bob: {email: &e hunter2}, ada: {password: *e}}}".to_owned(),
            "x: &d {password: hunter2, key: hunter2}\nmail: {<<: *d, server: x}\n".to_owned(),
            "cookie: {name: c, key: hunter2, expiry_days: 1}".to_owned(),
            "oauth2: {google: {client_secret: hunter2}}\napi_key: hunter2".to_owned(),
            "mail: {server: s, username: hunter2, password: hunter2, pasword: hunter2}".to_owned(),
            "mail: hunter2\napp: hunter2\ncredentials: {usernames: {bob: hunter2}}".to_owned(),
            "views: {a: {items: [{title: t, program: [p, --key, hunter2], link: 'https://x?hunter2'}]}}"
                .to_owned(),
            "app: {title: x} # hunter2\n".to_owned(),
            "app: !hunter2 {title: &hunter2 x}\n".to_owned(),
            "app: {title: x\n\tpassword: hunter2".to_owned(),
        ] {
            let masked = masked(&text);
            // A quoted scalar that only looks like folded text holds no line of its own.
            assert!(!masked.contains("hunter2"), "{text}\nshows\n{masked}");
            assert_eq!(masked.lines().count(), text.lines().count(), "{text}");
        }
    }

    #[test]
    fn r96_a_change_of_a_masked_value_is_seen_and_both_values_stay_hidden() {
        let text = |link: &str| format!("views:\n  a:\n    items:\n      - link: {link}\n");
        let [before, after] = masked_change(&text("hunter1"), &text("hunter2"));
        assert_eq!(before, text(MASK));
        assert_eq!(after, text(OTHER_MASK));
        let [before, after] = masked_change(&text("hunter1"), &text("hunter1"));
        assert_eq!(before, after);
        let two = |one: &str, other: &str| text(one) + "      - link: " + other + "\n";
        let [before, after] = masked_change(&two("hunter1", "hunter2"), &two("hunter2", "hunter1"));
        assert_ne!(before, after, "two values that are swapped");
    }

    #[test]
    fn r96_what_is_no_secret_stays_readable() {
        let text = "{app: {title: 'A # b', accent: \"#0a7d4f\"}, registration: {mode: open},\n\
                    views: {a: {kind: markdown, text: \"Costs $20\", roles: [till]}}, credentials:\n\
                    {usernames: {bob: {email: b@x, password: $2b$12$abc, roles: [till]}}}}\n";
        let expected = text.replace("$2b$12$abc", MASK).replace("b@x", MASK);
        assert_eq!(masked(text), expected);
    }

    #[test]
    fn r96_a_hash_in_a_wrong_place_is_masked() {
        let text = "app: {title: $2b$12$abc, banner: \"x $argon2id$v=19$m=8,t=3$abc y\"}\n\
                    views: {a: {icon: 5f4dcc3b5aa765d61d8327deb882cf99, title: '{SSHA}abc'}}\n";
        let expected = "app: {title: •••, banner: \"x ••• y\"}\n\
                        views: {a: {icon: •••, title: '•••'}}\n";
        assert_eq!(masked(text), expected);
        for escaped in [
            r#""\x242b$12$abc""#,
            "\"$2b$\\\n  12$abc\"",
            "|\n  see\n  $2b$12$abc\n",
        ] {
            let text = format!("app:\n title: {escaped}");
            assert!(!masked(&text).contains("abc"), "{text}");
        }
    }
}
