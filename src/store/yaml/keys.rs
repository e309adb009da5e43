//! Duplicate keys, and keys that look like a misspelled known one.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::de::value::Error;
use serde::de::{Deserializer, Error as _, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};

use crate::domain::problem::{Cause, Effect, Problem, Severity};
use crate::domain::setting::{SETTINGS, SettingInfo};

use crate::store::yaml::fields::{has_room, push};
use crate::store::yaml::schema::{
    ApprovalSchema, CredentialsSchema, MailSchema, RoleSchema, RootSchema, StoreSchema, UserSchema,
    ViewSchema,
};
use crate::store::yaml::tree::{Kind, Node};
use crate::store::yaml::types::{EmailsSchema, LaunchSchema};

/// The sections of settings, each with its keys that are not in the table of settings.
const SECTIONS: [(&str, &[&str]); 13] = [
    ("app", &[]),
    ("password", &[]),
    ("lockout", &[]),
    ("two_step", &[]),
    ("signatures", &[]),
    ("sessions", &[]),
    ("parked", &[]),
    ("lock", &[]),
    ("quick", &[]),
    ("activity", &[]),
    ("updates", &[]),
    ("registration", &[]),
    // The other program's.
    ("cookie", &["key", "name"]),
];
/// Keys of other programs in the whole file and in a user.
const OTHERS: [&[&str]; 2] = [
    &["oauth2", "api_key"],
    &["logged_in", "failed_login_attempts", "password_hint"],
];
/// The keys of a user.
static USER: LazyLock<Vec<&str>> = LazyLock::new(|| [keys_of::<UserSchema>(), OTHERS[1]].concat());

/// Returns the keys that a type of the schema reads.
fn keys_of<T: Deserialize<'static>>() -> &'static [&'static str] {
    let mut keys: &[&str] = &[];
    // The type is never made: the attempt ends as soon as its fields are named.
    let made = T::deserialize(KeysOf(&mut keys));
    debug_assert!(made.is_err());
    keys
}

/// A deserializer that notes the fields that a type asks for, and has no values.
struct KeysOf<'a>(&'a mut &'static [&'static str]);

impl<'de> Deserializer<'de> for KeysOf<'_> {
    type Error = Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Error> {
        *self.0 = fields;
        Err(Error::custom(""))
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(Error::custom(""))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// Reports every key that occurs more than once in its mapping.
pub(crate) fn find_duplicates(root: &Node<'_>, problems: &mut Vec<Problem>) {
    let mut waiting = vec![root];
    while let Some(node) = waiting.pop() {
        match &node.kind {
            Kind::Sequence(items) => waiting.extend(items),
            Kind::Mapping(entries) => {
                let mut seen = HashMap::with_capacity(entries.len());
                for (key, value) in entries {
                    waiting.push(value);
                    let Some(text) = key.text().filter(|text| *text != "<<") else {
                        continue;
                    };
                    if seen.insert(text, key.position()).is_some() {
                        push(
                            problems,
                            Problem {
                                position: key.position(),
                                field: text.to_owned(),
                                cause: Cause::DuplicateKey,
                                effect: Effect::File,
                                excerpt: None,
                            },
                        );
                    }
                }
            }
            Kind::Scalar(_) | Kind::Alias(_) => {}
        }
    }
    problems.sort_by_key(|problem| problem.position);
}

/// Warns of unknown keys that look like a known one. Other unknown keys may belong to another program and are
/// ignored.
pub(crate) fn find_typos(root: &Node<'_>, problems: &mut Vec<Problem>) {
    let known = [keys_of::<RootSchema>(), OTHERS[0]].concat();
    look(root, &known, "", problems);
    let mut section = |path: &[&str], known: &[&'static str]| {
        if let Some(node) = root.get(path) {
            look(node, known, &path.join("."), problems);
        }
    };
    section(&["credentials"], keys_of::<CredentialsSchema>());
    section(&["preauthorized"], keys_of::<EmailsSchema>());
    section(&["pre-authorized"], keys_of::<EmailsSchema>());
    section(&["mail"], keys_of::<MailSchema>());
    for (name, others) in SECTIONS {
        let known: Vec<_> = keys_in(name).chain(others.iter().copied()).collect();
        section(&[name], &known);
    }
    if let Some(store) = root.get(&["store"]) {
        refuse_unknown(store, keys_of::<StoreSchema>(), "store", problems);
    }
    for (key, role) in entries_of(root, &["roles"]) {
        let path = format!("roles.{}", key.text().unwrap_or_default());
        look(role, keys_of::<RoleSchema>(), &path, problems);
    }
    for (key, rule) in entries_of(root, &["approvals"]) {
        let path = format!("approvals.{}", key.text().unwrap_or_default());
        refuse_unknown(rule, keys_of::<ApprovalSchema>(), &path, problems);
    }
    for (key, view) in entries_of(root, &["views"]) {
        let path = format!("views.{}", key.text().unwrap_or_default());
        look(view, keys_of::<ViewSchema>(), &path, problems);
        for item in view.get(&["items"]).map(Node::items).unwrap_or_default() {
            look(
                item,
                keys_of::<LaunchSchema>(),
                &format!("{path}.items"),
                problems,
            );
        }
    }
}

/// Returns the keys of settings in a section.
fn keys_in(name: &str) -> impl Iterator<Item = &'static str> {
    let paths = SETTINGS.iter().map(SettingInfo::section_and_key);
    let inside = paths.filter(move |(section, _)| *section == name);
    inside.map(|(_, key)| key)
}

/// Returns the paths of all keys that are neither of users nor of settings, which a store other than a file does not keep.
#[cfg(feature = "app")]
pub(crate) fn unknown_keys(root: &Node<'_>) -> Vec<String> {
    let mut found = Vec::new();
    let mut look = |node: &Node<'_>, known: &[&str], path: &str| {
        let texts = node.entries().iter().filter_map(|(key, _)| key.text());
        let unknown = texts.filter(|text| !is_known_text(text, known));
        found.extend(unknown.map(|text| format!("{path}{text}")));
    };
    look(root, keys_of::<RootSchema>(), "");
    for (section, known) in [
        ("credentials", keys_of::<CredentialsSchema>()),
        ("preauthorized", keys_of::<EmailsSchema>()),
        ("pre-authorized", keys_of::<EmailsSchema>()),
        ("mail", keys_of::<MailSchema>()),
    ] {
        if let Some(node) = root.get(&[section]) {
            look(node, known, &format!("{section}."));
        }
    }
    for (name, _) in SECTIONS {
        let known: Vec<_> = keys_in(name).collect();
        if let Some(node) = root.get(&[name]) {
            look(node, &known, &format!("{name}."));
        }
    }
    for (path, known) in [
        (&["credentials", "usernames"][..], keys_of::<UserSchema>()),
        (&["roles"], keys_of::<RoleSchema>()),
        (&["views"], keys_of::<ViewSchema>()),
    ] {
        for (key, node) in entries_of(root, path) {
            let name = key.text().unwrap_or_default();
            look(node, known, &format!("{}.{name}.", path.join(".")));
            for item in node.get(&["items"]).map(Node::items).unwrap_or_default() {
                look(
                    item,
                    keys_of::<LaunchSchema>(),
                    &format!("views.{name}.items."),
                );
            }
        }
    }
    found
}

/// Refuses unknown keys where one that is not understood would permit more than was meant.
fn refuse_unknown(
    node: &Node<'_>,
    known: &'static [&'static str],
    path: &str,
    problems: &mut Vec<Problem>,
) {
    for (key, _) in node.entries() {
        let Some(found) = key.text().filter(|text| !is_known_text(text, known)) else {
            continue;
        };
        push(
            problems,
            Problem {
                position: key.position(),
                field: path.to_owned(),
                cause: Cause::UnknownWord {
                    found: found.to_owned(),
                    known: known.to_vec(),
                },
                effect: Effect::File,
                excerpt: None,
            },
        );
    }
}

/// Does the same for one user.
pub(crate) fn find_typos_of_user(key: &Node<'_>, person: &Node<'_>, problems: &mut Vec<Problem>) {
    let is_known = |(key, _): &(Node<'_>, Node<'_>)| is_known(key, &USER);
    if !has_room(problems, Severity::Warning) || person.entries().iter().all(is_known) {
        return;
    }
    let path = format!("credentials.usernames.{}", key.text().unwrap_or_default());
    look(person, &USER, &path, problems);
}

fn is_known_text(text: &str, known: &[&str]) -> bool {
    text == "<<" || known.contains(&text)
}

fn is_known(key: &Node<'_>, known: &[&str]) -> bool {
    key.text().is_none_or(|text| known.contains(&text))
}

fn entries_of<'a, 't>(root: &'a Node<'t>, path: &[&str]) -> &'a [(Node<'t>, Node<'t>)] {
    root.get(path).map(Node::entries).unwrap_or_default()
}

fn look(node: &Node<'_>, known: &[&'static str], path: &str, problems: &mut Vec<Problem>) {
    for (key, _) in node.entries() {
        let Some(found) = key.text().filter(|text| !known.contains(text)) else {
            continue;
        };
        let distance = |name: &str| distance(&found.to_lowercase(), name);
        // Two typing errors in a long key, one in a short one.
        let near = |name: &&&str| distance(name) <= if name.len() > 5 { 2 } else { 1 };
        let nearest = known.iter().filter(near).min_by_key(|name| distance(name));
        let is_approval =
            |name: &&&str| **name == "approval" && found.to_lowercase().starts_with("approv");
        // Also `store.postgres` as one key, as documents write it.
        let is_store = |name: &&&str| {
            let found = found.to_lowercase();
            **name == "store" && (found.starts_with("stor") || found.starts_with("postgres"))
        };
        let meant = known.iter().find(is_approval);
        let Some(meant) = meant.or_else(|| known.iter().find(is_store)).or(nearest) else {
            continue;
        };
        push(
            problems,
            Problem {
                position: key.position(),
                field: format!("{path}.{found}").trim_start_matches('.').to_owned(),
                cause: if ["approval", "store"].contains(meant) {
                    // Without it, no second person would be asked, or users of this file would sign in.
                    Cause::UnknownWord {
                        found: found.to_owned(),
                        known: vec![meant],
                    }
                } else {
                    Cause::LikelyTypo {
                        found: found.to_owned(),
                        meant,
                    }
                },
                effect: Effect::File,
                excerpt: None,
            },
        );
    }
}

/// Returns how many typing errors are between two words: letters that are missing, added, wrong, or swapped with the next
/// one.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![(0..=b.len()).collect::<Vec<_>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let wrong = usize::from(a[i - 1] != b[j - 1]);
            let mut least = (rows[i - 1][j - 1] + wrong).min(rows[i - 1][j].min(row[j - 1]) + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_typing_error_counts_once() {
        for (typed, meant, errors) in [
            ("abcde", "abcde", 0),
            ("abcd", "abcde", 1),
            ("abccde", "abcde", 1),
            ("axcde", "abcde", 1),
            ("abdce", "abcde", 1),
            ("badce", "abcde", 2),
            ("", "abcde", 5),
        ] {
            assert_eq!(distance(typed, meant), errors, "{typed}");
        }
    }
}
