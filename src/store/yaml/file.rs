//! The credential file as bytes on a disk: reading within a limit, locking, and replacing in one
//! step. Modes and symbolic links are kept; new files are 0600 in a 0700 folder (R52).

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::account::problem::{Cause, Place, Problem};
use crate::service::ports::{Revision, StoreError};

use super::limits::FILE_MAX;

/// How long to wait for another process to finish writing.
const LOCK_PATIENCE: Duration = Duration::from_secs(5);
/// How often to look whether it has.
const LOCK_INTERVAL: Duration = Duration::from_millis(20);

/// The bytes of a file. They may hold passwords in plain text, so they are wiped.
pub(super) struct Bytes {
    bytes: Zeroizing<Vec<u8>>,
    pub(super) revision: Revision,
}

/// Why there are no bytes.
pub(super) enum ReadError {
    Absent,
    TooLarge,
    Io(String),
}

impl Bytes {
    /// The text, if it is UTF-8; else the place where it stops being so.
    pub(super) fn text(&self) -> Result<&str, Problem> {
        std::str::from_utf8(&self.bytes).map_err(|error| {
            let good = String::from_utf8_lossy(&self.bytes[..error.valid_up_to()]);
            let line = good.matches('\n').count() + 1;
            let column = good.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1;
            Problem {
                place: Place { line, column },
                field: String::new(),
                cause: Cause::NotUtf8,
            }
        })
    }
}

pub(super) fn too_large() -> Problem {
    Problem {
        place: Place::START,
        field: String::new(),
        cause: Cause::TooLarge { limit: FILE_MAX },
    }
}

/// Reads a file of at most [`FILE_MAX`] bytes.
pub(super) fn read(path: &Path) -> Result<Bytes, ReadError> {
    let io = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => ReadError::Absent,
        _ => ReadError::Io(error.to_string()),
    };
    let file = File::open(path).map_err(io)?;
    let metadata = file.metadata().map_err(io)?;
    if !metadata.is_file() {
        return Err(ReadError::Io("not a regular file".to_owned()));
    }
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
    let revision = Revision(Sha256::digest(&*bytes).into());
    Ok(Bytes { bytes, revision })
}

/// Holds the lock of a credential file until dropped. The lock lies on a file beside it, because
/// the file itself is swapped; a process that dies lets go of it.
pub(super) fn lock(path: &Path) -> Result<File, StoreError> {
    let unwritable = |error: io::Error| StoreError::Unwritable(error.to_string());
    let path = beside(&resolved(path), ".lock");
    let mut options = File::options();
    options.create(true).truncate(false).write(true);
    private(&mut options);
    let file = options.open(path).map_err(unwritable)?;
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::Error(error)) => return Err(unwritable(error)),
            Err(TryLockError::WouldBlock) if start.elapsed() > LOCK_PATIENCE => {
                return Err(StoreError::Busy);
            }
            Err(TryLockError::WouldBlock) => thread::sleep(LOCK_INTERVAL),
        }
    }
}

/// Puts `text` in place of the file: written beside, synced, renamed, folder synced.
pub(super) fn replace(path: &Path, text: &str) -> Result<(), StoreError> {
    let write = || -> io::Result<()> {
        let mut options = atomic_write_file::AtomicWriteFile::options();
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        let mut file = options.open(resolved(path))?;
        file.write_all(text.as_bytes())?;
        file.commit()
    };
    write().map_err(|error| StoreError::Unwritable(error.to_string()))
}

/// Makes the folder of the file, readable only by its owner.
pub(super) fn make_folder(path: &Path) -> Result<(), StoreError> {
    let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) else {
        return Ok(());
    };
    crate::store::os::make_private_folder(folder)
        .map_err(|error| StoreError::Unwritable(format!("{}: {error}", folder.display())))
}

/// Warns when others on this computer can read or write the file (R52).
#[cfg(unix)]
pub(super) fn permission_problem(path: &Path) -> Option<Problem> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path).ok()?.permissions().mode() & 0o777;
    (mode & 0o077 != 0).then(|| Problem {
        place: Place::START,
        field: String::new(),
        cause: Cause::OpenToOthers { mode },
    })
}

#[cfg(not(unix))]
pub(super) fn permission_problem(_: &Path) -> Option<Problem> {
    None
}

/// The file that a symbolic link leads to, so that the link stays a link.
fn resolved(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

#[cfg(unix)]
fn private(options: &mut fs::OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600);
}

#[cfg(not(unix))]
fn private(_: &mut fs::OpenOptions) {}
