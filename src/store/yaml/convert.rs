//! From the layout of Streamlit-Authenticator before 0.2 to the current one.
//!
//! Before 0.2, `names`, `usernames` and `passwords` were lists, in which the place told what belongs together. Reading
//! that layout directly would need a second editor for it, and the other program no longer reads it either; so it is
//! converted once.

use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::domain::credential::{PasswordValue, classify};
use crate::domain::problem::{Effect, Position, Problem};
use crate::service::ports::StoreError;

use crate::store::held;
use crate::store::yaml::edit::splice::{Refused, insertion, line_end, line_start};
use crate::store::yaml::edit::text::{Draft, EntryPath};
use crate::store::yaml::edit::value::Value;
use crate::store::yaml::file::{self, Bytes, Lock, beside, sync_folder, unwritable, write_beside};
use crate::store::yaml::list_layout::find_lists;
use crate::store::yaml::read;
use crate::store::yaml::tree::{Kind, Node};

/// The lists beside the usernames, each with the key of a user that takes its values.
const LISTS: [(&str, &str); 3] = [
    ("names", "name"),
    ("emails", "email"),
    ("passwords", "password"),
];
/// What is appended to the name of a file that is kept when another takes its place.
const KEPT: &str = ".before-0.2";

/// What a conversion has done.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Conversion {
    /// The number of users.
    pub users: usize,
    /// The file in the current layout.
    pub file: PathBuf,
    /// The file in the old layout.
    pub old: PathBuf,
    /// Whether the old file contains a password in plain text.
    pub has_plain_passwords: bool,
    /// The mistakes that close single users, as in two entries with one username.
    pub closing: Vec<Problem>,
}

/// The reason why a file is not converted. Nothing is written then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConvertError {
    /// The file does not have the layout of versions before 0.2.
    #[error("not in the layout of versions before 0.2")]
    OtherLayout,
    /// A list does not have one value for each username, so it is unknown which belongs to whom.
    #[error("{list}: {found} values for {expected} usernames")]
    Length {
        /// The key of the list.
        list: &'static str,
        /// The number of its values.
        found: usize,
        /// The number of usernames.
        expected: usize,
        /// The position of the list.
        position: Position,
    },
    /// A value that cannot be moved, such as one with an anchor or a list in a list.
    #[error("line {}, column {}: cannot be moved", .0.line, .0.column)]
    Value(Position),
    /// The file would have errors in the current layout.
    #[error("the file would have errors")]
    Unusable(Vec<Problem>),
    /// The file to write exists already.
    #[error("{0} already exists")]
    Exists(PathBuf),
    /// A file cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Refused> for ConvertError {
    fn from(refused: Refused) -> Self {
        Self::Value(refused.0)
    }
}

/// Converts a file: writes the current layout to `to`, or in its place. A file that is replaced is kept beside it.
///
/// # Errors
/// - [`ConvertError::OtherLayout`] if the file does not have the layout of versions before 0.2.
/// - [`ConvertError::Length`] if a list does not have one value for each username.
/// - [`ConvertError::Value`] if a value cannot be moved.
/// - [`ConvertError::Unusable`] if the file would have errors in the current layout.
/// - [`ConvertError::Exists`] if `to`, or the file that keeps the old layout, exists.
/// - [`ConvertError::Store`] if a file cannot be read or written.
pub fn convert(from: &Path, to: Option<&Path>) -> Result<Conversion, ConvertError> {
    let to_write = to.unwrap_or(from);
    if to.is_some() {
        file::make_folder(to_write)?;
    }
    let lock = file::lock(to_write)?;
    let bytes = file::read(from).map_err(StoreError::from)?;
    let text = bytes.text();
    let text = text.map_err(|problem| ConvertError::Unusable(vec![*problem]))?;
    let folder = to_write.parent().unwrap_or_else(|| Path::new("."));
    let new = converted(text, folder)?;
    let conversion = |old: PathBuf| Conversion {
        users: new.users,
        file: to_write.to_owned(),
        old,
        has_plain_passwords: new.has_plain_passwords,
        closing: new.closing.clone(),
    };
    if to.is_some() {
        let written = file::replace(&lock, &new.text, None);
        written.map_err(|error| match error {
            StoreError::Exists => ConvertError::Exists(to_write.to_owned()),
            error => error.into(),
        })?;
        return Ok(conversion(from.to_owned()));
    }
    let kept = keep(&lock, &bytes)?;
    if let Err(error) = file::replace(&lock, &new.text, Some(&bytes.revision)) {
        if let Err(error) = std::fs::remove_file(&kept) {
            tracing::warn!(file = %kept.display(), %error, "copy cannot be removed");
        }
        return Err(error.into());
    }
    Ok(conversion(kept))
}

/// Writes the file in the old layout beside the one that is replaced. It is no backup, because backups are pruned.
fn keep(lock: &Lock, bytes: &Bytes) -> Result<PathBuf, ConvertError> {
    let kept = beside(&lock.target, KEPT);
    let io = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => ConvertError::Exists(kept.clone()),
        _ => unwritable(&lock.target, &error).into(),
    };
    let file = write_beside(&kept, bytes.as_bytes(), &lock.target).map_err(io)?;
    held::create(file, &kept).map_err(io)?;
    sync_folder(&kept).map_err(io)?;
    Ok(kept)
}

/// A text in the current layout.
struct Converted {
    text: String,
    users: usize,
    has_plain_passwords: bool,
    closing: Vec<Problem>,
}

fn converted(text: &str, folder: &Path) -> Result<Converted, ConvertError> {
    let mut draft = Draft::new(text)?;
    let (path, _, _) = find_lists(&draft.tree).ok_or(ConvertError::OtherLayout)?;
    let parent = draft.find(path).unwrap_or_default();
    let lists = draft.value(&parent).ok_or(ConvertError::OtherLayout)?;
    let users = users_of(lists)?;
    let has_plain_passwords = users.iter().any(has_plain_password);
    let count = users.len();
    let find = |key: &str| draft.find_in(&parent, &[key]);
    let usernames = find("usernames").ok_or(ConvertError::OtherLayout)?;
    let gone: Vec<EntryPath> = LISTS.iter().filter_map(|(list, _)| find(list)).collect();
    keep_comments(&mut draft, &usernames, &gone);
    let users = Value::Fields(users);
    if parent.is_empty() {
        let credentials = Value::Fields(vec![("usernames".into(), users)]);
        draft.replace_entry(&usernames, "credentials", &credentials)?;
    } else {
        draft.replace_entry(&usernames, "usernames", &users)?;
    }
    draft.remove_all(gone)?;
    let (text, expected) = draft.finish()?;
    let parsed = Node::parse(&text).map_err(|(position, _)| ConvertError::Value(position))?;
    if !parsed.has_same_content(&expected) {
        return Err(ConvertError::Value(expected.position()));
    }
    let (content, mut problems) = read::read(&text, folder);
    if content.is_none() {
        return Err(ConvertError::Unusable(problems));
    }
    problems.retain(|problem| problem.effect == Effect::ClosesUser);
    Ok(Converted {
        closing: problems,
        text,
        users: count,
        has_plain_passwords,
    })
}

type Field = (std::borrow::Cow<'static, str>, Value);

/// Returns the entry of each user.
fn users_of(lists: &Node<'_>) -> Result<Vec<Field>, ConvertError> {
    let (_, usernames) = lists.entry("usernames").ok_or(ConvertError::OtherLayout)?;
    let names = usernames.items();
    let mut users: Vec<_> = names.iter().map(|_| Vec::new()).collect();
    for (list, key) in LISTS {
        let Some((at, values)) = lists.entry(list) else {
            continue;
        };
        let Kind::Sequence(items) = &values.kind else {
            return Err(ConvertError::Value(values.position()));
        };
        if items.len() != names.len() {
            return Err(ConvertError::Length {
                list,
                found: items.len(),
                expected: names.len(),
                position: at.position(),
            });
        }
        for (user, item) in users.iter_mut().zip(items) {
            if !item.is_nothing() {
                user.push((key.into(), Value::Text(text_of(item)?)));
            }
        }
    }
    let entry = |(name, fields): (&Node<'_>, Vec<Field>)| {
        if name.is_nothing() {
            return Err(ConvertError::Value(name.position()));
        }
        Ok((text_of(name)?.into(), Value::Fields(fields)))
    };
    names.iter().zip(users).map(entry).collect()
}

fn text_of(item: &Node<'_>) -> Result<String, ConvertError> {
    let text = item.text().filter(|_| !item.is_decorated());
    text.map(str::to_owned)
        .ok_or_else(|| ConvertError::Value(item.position()))
}

fn has_plain_password((_, user): &Field) -> bool {
    let Value::Fields(fields) = user else {
        return false;
    };
    fields.iter().any(|(key, value)| {
        let is_plain = |text: &str| !matches!(classify(text), Ok(PasswordValue::Hash(_)));
        key == "password" && matches!(value, Value::Text(text) if is_plain(text))
    })
}

/// Writes the comments between the values of the lists above the section, because the values get other lines.
fn keep_comments(draft: &mut Draft<'_>, usernames: &[usize], gone: &[EntryPath]) {
    let mut comments = String::new();
    let text = draft.text;
    for path in gone.iter().map(Vec::as_slice).chain([usernames]) {
        let Some((key, value)) = draft.entry(path) else {
            continue;
        };
        let (start, end) = (key.bytes().start, draft.end_of_entry(key, value));
        // The end of the last line stays beside the usernames.
        let end = if path == usernames {
            end
        } else {
            line_end(text, end)
        };
        for comment in comments_in(text, start..end, value) {
            comments.push_str(&format!("{comment}{}", draft.newline));
        }
    }
    let section = usernames.first().and_then(|at| draft.entry(&[*at]));
    if let Some((key, _)) = section.filter(|_| !comments.is_empty()) {
        let at = line_start(text, key.bytes().start);
        draft.splices.push(insertion(at, comments));
    }
}

/// Returns the comments in a range of the text with this value.
fn comments_in<'t>(text: &'t str, range: Range<usize>, value: &Node<'_>) -> Vec<&'t str> {
    let is_text = |at: usize| {
        let holds = |item: &Node<'_>| item.bytes().contains(&at);
        value.items().iter().any(holds)
    };
    let part = &text[range.clone()];
    let mut comments = Vec::new();
    let mut from = 0;
    while let Some(found) = part[from..].find('#') {
        let at = from + found;
        let is_after_space = part[..at].ends_with(char::is_whitespace);
        let is_comment = is_after_space && !is_text(range.start + at);
        let end = part[at..].find('\n').map_or(part.len(), |end| at + end);
        if is_comment {
            comments.push(part[at..end].trim_end());
        }
        from = if is_comment { end } else { at + 1 };
    }
    comments
}
