//! Owners of new files: what root makes for a user, for example under `sudo`, belongs to that user (R93).

use std::fs::{self, File};
use std::io;
use std::path::Path;
#[cfg(feature = "yaml")]
use std::path::PathBuf;

/// Gives a file that this process has just created to the owner of `model`. The file is named by its handle, because
/// the owner of the folder could put a link in its place.
#[cfg(unix)]
pub(crate) fn give(new: &File, model: &Path) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let (Ok(new_metadata), Ok(model)) = (new.metadata(), fs::metadata(model)) else {
        return;
    };
    if (new_metadata.uid(), new_metadata.gid()) == (model.uid(), model.gid()) {
        return;
    }
    // Only root can; a user can replace only files of their own.
    if let Err(error) = fchown(new, Some(model.uid()), Some(model.gid())) {
        tracing::debug!(%error, "owner not kept");
    }
}

#[cfg(not(unix))]
pub(crate) fn give(_: &File, _: &Path) {}

#[cfg(windows)]
pub(crate) use super::access::keep_private;

/// Does nothing: a new file has a mode.
#[cfg(not(windows))]
pub(crate) fn keep_private(_: &Path, _: Option<&Path>) {}

/// Opens a file for writing or locking, and creates it if it does not exist: readable only by its owner, who is that
/// of `model`.
pub(crate) fn open_private(path: &Path, model: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.append(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    match options.clone().create_new(true).open(path) {
        Ok(file) => {
            give(&file, model);
            keep_private(path, None);
            Ok(file)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            options.create(true).open(path)
        }
        Err(error) => Err(error),
    }
}

/// Creates a folder and those that it is in, readable only by their owner: that of `model`, or without one that of the
/// nearest folder that exists. A folder that exists stays as it is.
pub(crate) fn make_folder(folder: &Path, model: Option<&Path>) -> io::Result<()> {
    let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
    let missing: Vec<&Path> = folder.ancestors().take_while(is_missing).collect();
    let nearest = missing.last().map_or(folder, |first| parent(first));
    for new in missing.into_iter().rev() {
        match create_folder(new) {
            Ok(()) => give_folder(new, model.unwrap_or(nearest)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    if folder.is_dir() {
        Ok(())
    } else {
        Err(io::ErrorKind::NotADirectory.into())
    }
}

#[cfg(unix)]
fn create_folder(new: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().mode(0o700).create(new)
}

#[cfg(not(unix))]
fn create_folder(new: &Path) -> io::Result<()> {
    fs::create_dir(new)?;
    #[cfg(windows)]
    super::access::restrict(new);
    Ok(())
}

/// Returns the folder of a path.
pub(crate) fn parent(path: &Path) -> &Path {
    let parent = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    parent.unwrap_or_else(|| Path::new("."))
}

/// Returns the path without links and `..` (R95), also if the file or its folders do not exist, or no longer (R92).
#[cfg(feature = "yaml")]
#[must_use]
pub fn canonical(path: &Path) -> PathBuf {
    /// Number of links to nothing that are followed.
    const LINKS_MAX: usize = 8;

    let mut path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for _ in 0..LINKS_MAX {
        match fs::read_link(&path) {
            Ok(target) if !path.exists() => path = parent(&path).join(target),
            _ => break,
        }
    }
    let known = |known: &Path| {
        let rest = path.strip_prefix(known).ok()?;
        Some(dunce::canonicalize(known).ok()?.join(rest))
    };
    let found = path.ancestors().find_map(known);
    // Joining an empty rest would add a separator.
    let found = found.map(|found| found.components().collect());
    found.unwrap_or(path)
}

#[cfg(target_os = "linux")]
fn give_folder(new: &Path, model: &Path) {
    use std::os::unix::fs::OpenOptionsExt;
    let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::DIRECTORY;
    let mut options = File::options();
    options.read(true).custom_flags(flags.bits().cast_signed());
    match options.open(new) {
        Ok(folder) => give(&folder, model),
        Err(error) => tracing::debug!(%error, "owner of a folder not kept"),
    }
}

/// Does nothing: elsewhere, a folder cannot be opened without following a link.
#[cfg(not(target_os = "linux"))]
fn give_folder(_: &Path, _: &Path) {}
