//! Moving users and settings between a configuration file and a server.

use std::collections::HashSet;
use std::io;
use std::path::Path;

use crate::domain::secret::SecretText;
use crate::domain::user::Mistake;
use crate::service::ports::user_directory::UserDirectory;
use crate::service::ports::{Revision, Snapshot, StoreError};

use crate::store::held;
use crate::store::yaml::edit::value::quoted;
use crate::store::yaml::file::{
    self, Lock, ReadError, sync_folder, unwritable, write_beside, write_like,
};
use crate::store::yaml::keys::unknown_keys;
use crate::store::yaml::tree::Node;
use crate::store::yaml::{backups, read};

pub(crate) use crate::store::yaml::export::text_of;

/// What a file has for a server.
pub(crate) struct FileContent {
    /// The users and settings.
    pub(crate) directory: UserDirectory,
    /// The paths of keys that are neither.
    pub(crate) unknown: Vec<String>,
    revision: Revision,
}

/// The reason why a file cannot be moved to a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ContentError {
    /// The file cannot be read, or has errors.
    Store(StoreError),
    /// Passwords of these users are in plain text.
    Plain(Vec<String>),
    /// The entries of these users have errors.
    Closed(Vec<String>),
    /// The file has no users but names a server itself.
    OfServer,
}

impl From<StoreError> for ContentError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Reads what a file has for a server.
///
/// # Errors
/// - [`ContentError::Store`] if the file cannot be read, or has errors.
/// - [`ContentError::Plain`] if it has passwords in plain text.
/// - [`ContentError::Closed`] if entries of users have errors.
/// - [`ContentError::OfServer`] if it names a server.
pub(crate) fn content_of(path: &Path) -> Result<FileContent, ContentError> {
    let bytes = file::read(path).map_err(StoreError::from)?;
    let text = bytes.text();
    let text = text.map_err(|problem| StoreError::Unusable(vec![*problem]))?;
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    let (snapshot, problems) = read::read(text, folder);
    let snapshot = snapshot.ok_or(StoreError::Unusable(problems))?;
    if snapshot.settings.store.is_some() {
        return Err(ContentError::OfServer);
    }
    let tree = Node::parse_users(text, None).ok();
    let unknown = tree.map_or_else(Vec::new, |(tree, _)| unknown_keys(&tree));
    Ok(FileContent {
        directory: directory_of(&snapshot)?,
        unknown,
        revision: bytes.revision,
    })
}

fn directory_of(snapshot: &Snapshot) -> Result<UserDirectory, ContentError> {
    let plain = snapshot.plain_passwords.iter();
    let plain: Vec<_> = plain.map(|(name, _)| name.as_str().to_owned()).collect();
    if !plain.is_empty() {
        return Err(ContentError::Plain(plain));
    }
    let closed = snapshot.closing();
    let mut directory = UserDirectory::from(snapshot);
    let users = directory.users.iter();
    let is_closed = users.filter(|user| user.mistake == Some(Mistake::Entry));
    let is_closed: Vec<_> = is_closed
        .map(|user| user.username.as_str().to_owned())
        .collect();
    if !closed.is_empty() || snapshot.may_hold_plain {
        return Err(ContentError::Closed(is_closed));
    }
    for user in &mut directory.users {
        // Without a password, which a server stores as it is.
        user.mistake = None;
    }
    let mut listed = HashSet::new();
    let emails = &mut directory.allowed_emails;
    emails.retain(|email| listed.insert(email.key().to_owned()));
    Ok(directory)
}

/// Returns the text of a configuration file that names a server.
fn text_for_server(address: &str, restricted: bool) -> String {
    let address = quoted(address);
    let restricted = if restricted {
        "  # This computer is restricted: its login can only call functions of the server.\n  restricted: true\n"
    } else {
        ""
    };
    format!(
        "# The users and settings are on this server.\nstore:\n  postgres: {address}\n{restricted}"
    )
}

/// Creates a configuration file that names a server. Returns `false` if there is a file already, which stays as it is.
///
/// # Errors
/// [`StoreError::Busy`] and [`StoreError::Unwritable`] by the cause.
pub(crate) fn create_for_server(
    path: &Path,
    address: &str,
    restricted: bool,
) -> Result<bool, StoreError> {
    file::make_folder(path)?;
    let lock = file::lock(path)?;
    match file::read(path) {
        Err(ReadError::Absent) => {}
        _ => return Ok(false),
    }
    file::replace(&lock, &text_for_server(address, restricted), None)?;
    Ok(true)
}

/// The right to change a file, until dropped.
pub(crate) struct FileLock(Lock);

impl FileLock {
    /// Takes the lock of a file.
    ///
    /// # Errors
    /// [`StoreError::Busy`] and [`StoreError::Unwritable`] by the cause.
    pub(crate) fn new(path: &Path) -> Result<Self, StoreError> {
        file::lock(path).map(Self)
    }

    /// Replaces the file, whose content was moved, by one that names the server, and keeps a backup.
    ///
    /// # Errors
    /// - [`StoreError::Changed`] if the file has changed since it was read.
    /// - [`StoreError::Unreadable`] and [`StoreError::Unwritable`] by the cause.
    pub(crate) fn replace_by_server(
        self,
        content: &FileContent,
        address: &str,
    ) -> Result<(), StoreError> {
        let target = &self.0.target;
        let bytes = file::read(target)?;
        if bytes.revision != content.revision {
            return Err(StoreError::Changed);
        }
        backups::keep(target, &bytes, true)?;
        let text = text_for_server(address, false);
        file::replace(&self.0, &text, Some(&bytes.revision))
    }
}

/// Writes a file that only its owner can read, also in place of one that others can read.
///
/// # Errors
/// [`StoreError::Unwritable`] if it cannot be written.
pub(crate) fn write_private(path: &Path, text: &SecretText) -> Result<(), StoreError> {
    file::make_folder(path)?;
    let written = write_like(None, (path, text.expose().as_bytes()), path);
    let written = written.and_then(|new| held::replace(new, path));
    let written = written.and_then(|()| sync_folder(path));
    written.map_err(|error| unwritable(path, &error))
}

/// Writes a new file that only its owner can read. One that exists is never replaced.
///
/// # Errors
/// [`io::Error`] if the file exists or cannot be written.
pub(crate) fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let new = write_beside(path, text.as_bytes(), path)?;
    held::create(new, path)?;
    sync_folder(path)
}
