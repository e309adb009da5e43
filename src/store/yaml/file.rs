//! The configuration file as bytes on a disk: reading within a limit, locking, and replacing in one
//! step. Modes, owners and symbolic links are kept; new files are 0600 in a 0700 folder (R52).

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;
use zeroize::Zeroizing;

use crate::domain::problem::{Cause, Effect, Position, Problem};
use crate::service::ports::{Revision, StoreError};

use crate::store::held;
use crate::store::network::is_out_of_reach;
use crate::store::owner::{self, canonical, give, keep_private, open_private, parent};
use crate::store::yaml::stamp::Stamp;

/// The most bytes that are read: more than 100 000 users.
const FILE_MAX: u64 = 32 * 1024 * 1024;
/// How long to wait for another process to finish writing.
const LOCK_PATIENCE: Duration = Duration::from_secs(10);
/// How often to look whether it has.
const LOCK_INTERVAL: Duration = Duration::from_millis(2);

/// The bytes of a file. They may hold passwords in plain text, so they are wiped.
pub(crate) struct Bytes {
    content: Zeroizing<Vec<u8>>,
    pub(crate) revision: Revision,
    /// Tells, without reading, whether the file still has these bytes; absent if that is not certain.
    pub(crate) stamp: Option<Stamp>,
}

/// Why there are no bytes.
#[derive(Debug)]
pub(crate) enum ReadError {
    Absent,
    TooLarge,
    /// The network file system that it is on cannot be reached.
    OutOfReach(String),
    Io(String),
}

impl From<ReadError> for StoreError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Absent => Self::Absent,
            ReadError::OutOfReach(reason) => Self::Unavailable(reason),
            ReadError::Io(reason) => Self::Unreadable(reason),
            ReadError::TooLarge => Self::Unusable(vec![too_large()]),
        }
    }
}

impl Bytes {
    /// The text, if it is UTF-8; else the place where it stops being so.
    pub(crate) fn text(&self) -> Result<&str, Box<Problem>> {
        std::str::from_utf8(&self.content).map_err(|error| {
            let good = String::from_utf8_lossy(&self.content[..error.valid_up_to()]);
            let line = good.matches('\n').count() + 1;
            let column = good.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1;
            Box::new(Problem {
                position: Position { line, column },
                field: String::new(),
                cause: Cause::NotUtf8,
                effect: Effect::File,
                excerpt: None,
            })
        })
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.content
    }
}

fn too_large() -> Problem {
    Problem {
        position: Position::START,
        field: String::new(),
        cause: Cause::TooLarge { limit: FILE_MAX },
        effect: Effect::File,
        excerpt: None,
    }
}

/// Reads a file of at most [`FILE_MAX`] bytes.
pub(crate) fn read(path: &Path) -> Result<Bytes, ReadError> {
    let io = |error: io::Error| {
        // Windows says of a server that is out of reach that the file does not exist.
        let is_out_of_reach = is_out_of_reach(path, &error);
        if error.kind() == io::ErrorKind::NotFound && !is_out_of_reach {
            return ReadError::Absent;
        }
        tracing::warn!(file = %path.display(), %error, "cannot be read");
        if is_out_of_reach {
            ReadError::OutOfReach(error.to_string())
        } else {
            ReadError::Io(error.to_string())
        }
    };
    // Checked before it is opened, because opening a pipe would wait for a writer.
    if !fs::metadata(path).map_err(io)?.is_file() {
        return Err(ReadError::Io("not a regular file".to_owned()));
    }
    let file = held::open(path).map_err(io)?;
    // The stamp is taken before the bytes are read, so that a change in between shows the next time.
    let now = SystemTime::now();
    let metadata = file.metadata().map_err(io)?;
    let stamp = Stamp::of(&metadata, now);
    if metadata.len() > FILE_MAX {
        return Err(ReadError::TooLarge);
    }
    let room = usize::try_from(metadata.len()).unwrap_or_default() + 1;
    let mut bytes = Zeroizing::new(Vec::with_capacity(room));
    file.take(FILE_MAX + 1)
        .read_to_end(&mut bytes)
        .map_err(io)?;
    if bytes.len() as u64 > FILE_MAX {
        return Err(ReadError::TooLarge);
    }
    tracing::trace!(file = %path.display(), bytes = bytes.len(), "read");
    let revision = revision_of(&bytes);
    Ok(Bytes {
        content: bytes,
        revision,
        stamp,
    })
}

pub(crate) fn revision_of(bytes: &[u8]) -> Revision {
    Revision(Sha256::digest(bytes).into())
}

/// The right to change a configuration file, until dropped. The lock lies on a file beside it, because
/// the file itself is swapped; a process that dies lets go of it.
pub(crate) struct Lock {
    _file: File,
    /// The file itself, with symbolic links followed, so that a link stays a link.
    pub(crate) target: PathBuf,
}

/// Takes the lock, and clears away what a writer that was killed has left.
#[expect(clippy::incompatible_msrv, reason = "`yaml` needs Rust 1.89")]
pub(crate) fn lock(path: &Path) -> Result<Lock, StoreError> {
    let target = canonical(path);
    let model = if target.exists() {
        &target
    } else {
        parent(&target)
    };
    let file = open_private(&beside(&target, ".lock"), model);
    let file = file.map_err(|error| unwritable(&target, &error))?;
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => break,
            Err(TryLockError::Error(error)) => return Err(unwritable(&target, &error)),
            Err(TryLockError::WouldBlock) if start.elapsed() > LOCK_PATIENCE => {
                return Err(StoreError::Busy);
            }
            Err(TryLockError::WouldBlock) => thread::sleep(LOCK_INTERVAL),
        }
    }
    if let Some(folder) = target.parent() {
        remove_leftovers(folder, &unfinished_prefix(&target));
    }
    Ok(Lock {
        _file: file,
        target,
    })
}

/// Removes unfinished files. No other process writes while the lock is held.
pub(crate) fn remove_leftovers(folder: &Path, prefix: &str) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if name.to_str().is_some_and(|name| name.starts_with(prefix)) {
            // One that stays does no harm, and the next change tries again.
            if let Err(error) = fs::remove_file(entry.path()) {
                tracing::warn!(file = ?name, %error, "unfinished file cannot be removed");
            }
        }
    }
}

fn unfinished_prefix(target: &Path) -> String {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    format!(".{name}.unfinished-")
}

/// Replaces the file of revision `expected`, or creates it if that is `None`: the text is written to a temporary file,
/// synced and swapped in, and the folder is synced. A file that was changed in the meantime without the lock stays
/// as it is.
pub(crate) fn replace(
    lock: &Lock,
    text: &str,
    expected: Option<&Revision>,
) -> Result<(), StoreError> {
    let target = &lock.target;
    if text.len() as u64 > FILE_MAX {
        return Err(StoreError::TooLarge(FILE_MAX));
    }
    held::refuse_read_only(target).map_err(|error| unwritable(target, &error))?;
    let new = write_beside(target, text.as_bytes(), target)
        .map_err(|error| unwritable(target, &error))?;
    let Some(expected) = expected else {
        held::create(new, target).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => StoreError::Exists,
            _ => unwritable(target, &error),
        })?;
        return sync_folder(target).map_err(|error| unwritable(target, &error));
    };
    if read(target)?.revision != *expected {
        return Err(StoreError::Changed);
    }
    let written = revision_of(text.as_bytes());
    swap_in(new, target, [&written, expected])?;
    tracing::debug!(file = %target.display(), bytes = text.len(), "replaced");
    Ok(())
}

/// How often the files are exchanged back while an editor saves again and again.
#[cfg(target_os = "linux")]
const EXCHANGES_MAX: usize = 8;

/// Exchanges the two files durably, so that whatever stood there last can be looked at and put back.
///
/// It is looked at twice. An editor that was just opening the file waits for the exchange and then writes into the
/// old one, which is the second look's to find: syncing the folder gives it the time.
#[cfg(target_os = "linux")]
fn swap_in(
    new: NamedTempFile,
    target: &Path,
    [written, expected]: [&Revision; 2],
) -> Result<(), StoreError> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    let exchange = || renameat_with(CWD, new.path(), CWD, target, RenameFlags::EXCHANGE);
    let sync = || sync_folder(target).map_err(|error| unwritable(target, &error));
    match exchange() {
        Ok(()) => {}
        Err(Errno::NOENT) => return Err(StoreError::Changed),
        // Some file systems cannot exchange.
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => return rename(new, target),
        Err(error) => return Err(unwritable(target, &error.into())),
    }
    let seen = || read(new.path()).ok().map(|old| old.revision);
    let is_as_expected = || seen().is_some_and(|old| old == *expected);
    let mut is_synced = Ok(());
    if is_as_expected() {
        is_synced = sync();
        if is_as_expected() {
            return is_synced;
        }
    }
    put_back(*written, seen, || {
        exchange().map_err(|error| unwritable(target, &error.into()))
    })?;
    is_synced.and_then(|()| sync())?;
    Err(StoreError::Changed)
}

/// Exchanges the files again, because the one that was replaced is not what it was expected to be. `seen` returns what is
/// beside the file now.
///
/// An editor may have saved over the new file meanwhile. That is newer than what is put back, and stays.
#[cfg(target_os = "linux")]
fn put_back<E>(
    written: Revision,
    seen: impl Fn() -> Option<Revision>,
    mut exchange: impl FnMut() -> Result<(), E>,
) -> Result<(), E> {
    let mut taken_away = Some(written);
    for _ in 0..EXCHANGES_MAX {
        let put_back = seen();
        exchange()?;
        if seen() == taken_away {
            break;
        }
        taken_away = put_back;
    }
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn swap_in(new: NamedTempFile, target: &Path, _: [&Revision; 2]) -> Result<(), StoreError> {
    rename(new, target)
}

fn rename(new: NamedTempFile, target: &Path) -> Result<(), StoreError> {
    held::replace(new, target).map_err(|error| unwritable(target, &error))?;
    sync_folder(target).map_err(|error| unwritable(target, &error))
}

/// Writes a synced file beside `target`, with its mode and the owner of `model`, or of the folder before that exists.
pub(crate) fn write_beside(target: &Path, bytes: &[u8], model: &Path) -> io::Result<NamedTempFile> {
    write_like(Some(target), (target, bytes), model)
}

/// Writes a synced file beside `target`, with the owner of `model`. It has the mode of `like`, or only its owner can read it.
pub(crate) fn write_like(
    like: Option<&Path>,
    (target, bytes): (&Path, &[u8]),
    model: &Path,
) -> io::Result<NamedTempFile> {
    let folder = parent(target);
    let prefix = unfinished_prefix(target);
    // 0600 until it is given the mode of the file that it replaces.
    let mut file = tempfile::Builder::new()
        .prefix(&prefix)
        .tempfile_in(folder)?;
    keep_private(file.path(), like);
    file.write_all(bytes)?;
    give(file.as_file(), if model.exists() { model } else { folder });
    if let Some(Ok(metadata)) = like.map(fs::metadata) {
        file.as_file().set_permissions(metadata.permissions())?;
    }
    file.as_file().sync_all()?;
    Ok(file)
}

/// Makes a rename in the folder of `target` durable.
pub(crate) fn sync_folder(target: &Path) -> io::Result<()> {
    // Windows opens no folder as a file.
    if cfg!(unix) {
        File::open(parent(target))?.sync_all()?;
    }
    Ok(())
}

/// Makes the folder of the file, readable only by its owner.
pub(crate) fn make_folder(path: &Path) -> Result<(), StoreError> {
    let folder = parent(path);
    owner::make_folder(folder, None).map_err(|error| match unwritable(folder, &error) {
        StoreError::Unwritable(reason) => {
            StoreError::Unwritable(format!("{}: {reason}", folder.display()))
        }
        error => error,
    })
}

/// Returns the reason why the file at `target`, or one beside it, cannot be written.
pub(crate) fn unwritable(target: &Path, error: &io::Error) -> StoreError {
    tracing::warn!(%error, "configuration file cannot be written");
    if is_out_of_reach(target, error) {
        StoreError::Unavailable(error.to_string())
    } else {
        StoreError::Unwritable(error.to_string())
    }
}

pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::cell::Cell;

    use super::*;

    const WRITTEN: Revision = Revision([1; 32]);

    /// Puts a first save back, while an editor saves before each of the first `later` exchanges. Returns the number of the
    /// save that is in the file afterwards, or zero for what the program has written, and the number of the latest one.
    fn last_save(later: u8) -> (u8, u8) {
        let save = |number: u8| Revision([10 + number; 32]);
        let (target, beside) = (Cell::new(WRITTEN), Cell::new(save(1)));
        let latest = Cell::new(1);
        let exchange = || {
            if latest.get() <= later {
                latest.set(latest.get() + 1);
                target.set(save(latest.get()));
            }
            target.swap(&beside);
            Ok::<_, ()>(())
        };
        assert_eq!(put_back(WRITTEN, || Some(beside.get()), exchange), Ok(()));
        (target.get().0[0].saturating_sub(10), latest.get())
    }

    #[test]
    fn r61_what_an_editor_saves_while_an_earlier_save_is_put_back_stays() {
        assert_eq!(last_save(0), (1, 1), "the first save is put back");
        for later in 1..=6 {
            let (kept, latest) = last_save(later);
            assert_eq!(kept, latest, "{later} more saves");
        }
    }
}
