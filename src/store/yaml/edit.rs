//! Changes to the text of the credential file that touch nothing else (R58).
//!
//! An edit finds the bytes of what is to change, splices the text, parses the result and compares
//! it with the tree that the edit should have made. If they differ in anything, the edit is refused
//! with the place, and the text stays as it was.

use std::ops::Range;

use granit_parser::ScalarStyle;

use crate::account::credential::StoredHash;
use crate::account::email::Email;
use crate::account::problem::Place;
use crate::account::user::NewUser;
use crate::account::username::Username;

use super::tree::{Kind, Node};

/// Where an edit could not be made.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refused(pub(super) Place);

/// A piece of text to put in place of a range of bytes.
struct Splice {
    bytes: Range<usize>,
    text: String,
}

/// Puts hashes in place of the values of `password`.
pub(super) fn set_passwords(
    text: &str,
    passwords: &[(Username, StoredHash)],
) -> Result<String, Refused> {
    let tree = parse(text)?;
    let mut expected = tree.clone();
    let mut splices = Vec::with_capacity(passwords.len());
    for (username, hash) in passwords {
        let key = user_key(&tree, username).ok_or(Refused(tree.place))?;
        let path = ["credentials", "usernames", key.as_str(), "password"];
        let node = tree.get(&path).ok_or(Refused(tree.locate(&path)))?;
        let is_simple = matches!(
            node.kind,
            Kind::Scalar {
                style: ScalarStyle::Plain | ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted,
                ..
            }
        );
        if !is_simple || node.is_decorated || node.bytes.is_empty() {
            return Err(Refused(node.place));
        }
        splices.push(Splice {
            bytes: node.bytes.clone(),
            text: quoted(hash.as_str()),
        });
        if let Some(node) = expected.get_mut(&path) {
            *node = scalar(hash.as_str());
        }
    }
    finish(text, splices, &expected)
}

/// Adds a person, and takes their address off every list of those who may register.
pub(super) fn register(text: &str, user: &NewUser, hash: &StoredHash) -> Result<String, Refused> {
    let tree = parse(text)?;
    let mut expected = tree.clone();
    let mut splices = vec![add_user(text, &tree, user, hash)?];
    let path = ["credentials", "usernames"];
    if let Some(users) = expected.get_mut(&path) {
        push_entry(users, scalar(user.username.as_str()), user_node(user, hash));
    }
    for path in [
        &["preauthorized"][..],
        &["preauthorized", "emails"],
        &["pre-authorized"],
        &["pre-authorized", "emails"],
    ] {
        let Some(list) = tree.get(path) else { continue };
        let is_it = |item: &Node| {
            let email = item.text().and_then(|text| Email::parse(text).ok());
            email.as_ref() == Some(&user.email)
        };
        if !list.items().iter().any(is_it) {
            continue;
        }
        splices.extend(remove_items(text, list, &is_it)?);
        if let Some(Kind::Sequence { items, .. }) = expected.get_mut(path).map(|n| &mut n.kind) {
            items.retain(|item| !is_it(item));
        }
    }
    finish(text, splices, &expected)
}

fn parse(text: &str) -> Result<Node, Refused> {
    Node::parse(text).map_err(|(place, _)| Refused(place))
}

/// Applies the splices and holds the result against what was wanted.
fn finish(text: &str, mut splices: Vec<Splice>, expected: &Node) -> Result<String, Refused> {
    splices.sort_by_key(|splice| splice.bytes.start);
    let overlap = splices
        .windows(2)
        .any(|pair| pair[0].bytes.end > pair[1].bytes.start);
    if overlap {
        return Err(Refused(expected.place));
    }
    let mut out = text.to_owned();
    for splice in splices.iter().rev() {
        if out.get(splice.bytes.clone()).is_none() {
            return Err(Refused(expected.place));
        }
        out.replace_range(splice.bytes.clone(), &splice.text);
    }
    let result = parse(&out)?;
    if result.says_the_same(expected) {
        Ok(out)
    } else {
        Err(Refused(expected.place))
    }
}

/// The key of a person in the spelling of the file.
fn user_key(tree: &Node, username: &Username) -> Option<String> {
    let users = tree.get(&["credentials", "usernames"])?;
    users
        .entries()
        .iter()
        .filter_map(|(key, _)| key.text())
        .find(|text| Username::parse(text).is_ok_and(|name| name == *username))
        .map(ToOwned::to_owned)
}

fn add_user(text: &str, tree: &Node, user: &NewUser, hash: &StoredHash) -> Result<Splice, Refused> {
    let path = ["credentials", "usernames"];
    let credentials = tree.get(&path[..1]).ok_or(Refused(tree.place))?;
    let (key, users) = credentials
        .entry("usernames")
        .ok_or(Refused(tree.locate(&path)))?;
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    match &users.kind {
        Kind::Mapping {
            entries,
            is_flow: true,
        } => {
            let at = users.bytes.end.saturating_sub(1);
            let entry = flow_entry(user, hash);
            // Behind the last value, so that a trailing comment or line break stays behind it.
            Ok(match entries.last() {
                Some((_, last)) => insertion(last.content_end(), format!(", {entry}")),
                None => insertion(at, entry),
            })
        }
        Kind::Mapping { entries, .. } => {
            let (first, value) = entries.first().ok_or(Refused(users.place))?;
            let indent = column(first);
            let step = match value.entries().first() {
                Some((child, _)) if !matches!(value.kind, Kind::Mapping { is_flow: true, .. }) => {
                    column(child).saturating_sub(indent).max(1)
                }
                _ => 2,
            };
            let lines = block_entry(user, hash, indent, step, newline);
            Ok(after_line(text, users.content_end(), &lines, newline))
        }
        Kind::Scalar { .. } if users.is_nothing() && !users.is_decorated => {
            let indent = column(key);
            let lines = block_entry(user, hash, indent + 2, 2, newline);
            if users.bytes.is_empty() {
                Ok(after_line(text, key.bytes.end, &lines, newline))
            } else {
                Err(Refused(users.place))
            }
        }
        _ => Err(Refused(users.place)),
    }
}

/// Takes items out of a list, each with the line or the comma that belongs to it.
fn remove_items(
    text: &str,
    list: &Node,
    is_it: &dyn Fn(&Node) -> bool,
) -> Result<Vec<Splice>, Refused> {
    let Kind::Sequence { items, is_flow } = &list.kind else {
        return Err(Refused(list.place));
    };
    if items.iter().any(|item| is_it(item) && item.is_decorated) {
        return Err(Refused(list.place));
    }
    if items.iter().all(is_it) {
        return Ok(vec![empty_list(text, list, items, *is_flow)?]);
    }
    let mut splices = Vec::new();
    for (index, item) in items.iter().enumerate().filter(|(_, item)| is_it(item)) {
        let bytes = if !is_flow {
            let dash = dash_before(text, item)?;
            line_start(text, dash)..line_end(text, item.content_end())
        } else if let Some(next) = items.get(index + 1) {
            item.bytes.start..next.bytes.start
        } else {
            items[index - 1].bytes.end..item.bytes.end
        };
        splices.push(Splice {
            bytes,
            text: String::new(),
        });
    }
    Ok(splices)
}

/// A list without items is `[]`: a block list that lost its last line would be `null`.
fn empty_list(text: &str, list: &Node, items: &[Node], is_flow: bool) -> Result<Splice, Refused> {
    let (Some(first), Some(last)) = (items.first(), items.last()) else {
        return Err(Refused(list.place));
    };
    let bytes = if is_flow {
        list.bytes.clone()
    } else {
        dash_before(text, first)?..last.content_end()
    };
    // Behind the colon a block list stands deeper or at the key's own column; `[]` in its place is
    // good only if it stands deeper.
    let before = &text[line_start(text, bytes.start)..bytes.start];
    let padding = if !is_flow && before.trim().is_empty() {
        "  "
    } else {
        ""
    };
    Ok(Splice {
        bytes,
        text: format!("{padding}[]"),
    })
}

fn dash_before(text: &str, item: &Node) -> Result<usize, Refused> {
    let before = text[..item.bytes.start].trim_end_matches([' ', '\t']);
    match before.strip_suffix('-') {
        Some(rest) => Ok(rest.len()),
        None => Err(Refused(item.place)),
    }
}

fn insertion(at: usize, text: String) -> Splice {
    Splice {
        bytes: at..at,
        text,
    }
}

/// Lines to be put behind the line that holds the byte before `end`.
fn after_line(text: &str, end: usize, lines: &str, newline: &str) -> Splice {
    let trimmed = text[..end].trim_end().len();
    let at = line_end(text, trimmed);
    if text[..at].ends_with('\n') {
        insertion(at, lines.to_owned())
    } else {
        // The file ends without a line break, and goes on ending without one.
        insertion(at, format!("{newline}{}", lines.trim_end()))
    }
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// The byte after the line break that ends the line of `at`.
fn line_end(text: &str, at: usize) -> usize {
    text[at..]
        .find('\n')
        .map_or(text.len(), |newline| at + newline + 1)
}

fn column(node: &Node) -> usize {
    node.place.column - 1
}

/// The fields of a new entry, in the order in which they are written. The forms of the name are the
/// newer ones of the peer.
fn fields(user: &NewUser, hash: &StoredHash) -> Vec<(&'static str, String)> {
    vec![
        ("email", quoted(user.email.as_str())),
        ("first_name", quoted(&user.name.first)),
        ("last_name", quoted(&user.name.last)),
        ("password", quoted(hash.as_str())),
        ("roles", {
            let roles: Vec<_> = user
                .roles
                .iter()
                .map(|role| quoted(role.as_str()))
                .collect();
            format!("[{}]", roles.join(", "))
        }),
    ]
}

fn block_entry(
    user: &NewUser,
    hash: &StoredHash,
    indent: usize,
    step: usize,
    newline: &str,
) -> String {
    let (outer, inner) = (" ".repeat(indent), " ".repeat(indent + step));
    let mut out = format!("{outer}{}:{newline}", quoted(user.username.as_str()));
    for (key, value) in fields(user, hash) {
        out.push_str(&format!("{inner}{key}: {value}{newline}"));
    }
    out
}

/// In JSON's form, so that a file in JSON stays one.
fn flow_entry(user: &NewUser, hash: &StoredHash) -> String {
    let fields: Vec<_> = fields(user, hash)
        .into_iter()
        .map(|(key, value)| format!("\"{key}\": {value}"))
        .collect();
    let name = quoted(user.username.as_str());
    format!("{name}: {{{}}}", fields.join(", "))
}

fn user_node(user: &NewUser, hash: &StoredHash) -> Node {
    let roles = user.roles.iter().map(|role| scalar(role.as_str()));
    let entries = vec![
        (scalar("email"), scalar(user.email.as_str())),
        (scalar("first_name"), scalar(&user.name.first)),
        (scalar("last_name"), scalar(&user.name.last)),
        (scalar("password"), scalar(hash.as_str())),
        (
            scalar("roles"),
            node(Kind::Sequence {
                items: roles.collect(),
                is_flow: true,
            }),
        ),
    ];
    node(Kind::Mapping {
        entries,
        is_flow: false,
    })
}

fn push_entry(mapping: &mut Node, key: Node, value: Node) {
    if let Kind::Mapping { entries, .. } = &mut mapping.kind {
        entries.push((key, value));
    } else {
        mapping.kind = Kind::Mapping {
            entries: vec![(key, value)],
            is_flow: false,
        };
    }
}

fn scalar(text: &str) -> Node {
    node(Kind::Scalar {
        text: text.to_owned(),
        style: ScalarStyle::DoubleQuoted,
    })
}

fn node(kind: Kind) -> Node {
    Node {
        bytes: 0..0,
        place: Place::START,
        is_decorated: false,
        kind,
    }
}

/// A text in double quotes, with the escapes that YAML and JSON share.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            c if c.is_control() || ('\u{2028}'..='\u{2029}').contains(&c) => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
