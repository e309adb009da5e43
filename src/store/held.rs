//! Files that another program has open. Windows refuses to open, replace or remove them meanwhile: for moments while an
//! indexer, a virus scanner or another window reads them, for longer if an editor has locked them. Elsewhere an open file
//! is no obstacle, and everything here is tried once.

use std::fs::File;
use std::io;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use tempfile::NamedTempFile;

/// How long to wait for the other program.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often to look whether it has finished.
const INTERVAL: Duration = Duration::from_millis(5);

/// Another program has opened the file without sharing it, or locked a part of it:
/// `ERROR_SHARING_VIOLATION` and `ERROR_LOCK_VIOLATION`.
const UNSHARED: &[i32] = &[32, 33];
/// The same, and `ERROR_ACCESS_DENIED`, which is what Windows says of a file that is open while it is replaced or after it
/// was removed.
const OPEN: &[i32] = &[5, 32, 33];

/// Opens a file for reading.
#[cfg(feature = "yaml")]
pub(crate) fn open(path: &Path) -> io::Result<File> {
    attempt(UNSHARED, (), |()| {
        File::open(path).map_err(|error| (error, ()))
    })
}

/// Opens a file that another process may be removing; `None` if it is gone.
#[cfg(feature = "sqlite")]
pub(crate) fn open_unless_removed(path: &Path) -> io::Result<Option<File>> {
    match attempt(OPEN, (), |()| File::open(path).map_err(|error| (error, ()))) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        opened => opened.map(Some),
    }
}

/// Refuses a file that is marked as read-only. Windows would refuse to replace it as well, but with the error of one that is
/// open elsewhere. Other systems have no such mark, and keep the mode.
#[cfg(feature = "yaml")]
pub(crate) fn refuse_read_only(target: &Path) -> io::Result<()> {
    const FILE_READ_ONLY: i32 = 6009;
    match std::fs::metadata(target) {
        Ok(found) if cfg!(windows) && found.permissions().readonly() => {
            Err(io::Error::from_raw_os_error(FILE_READ_ONLY))
        }
        _ => Ok(()),
    }
}

/// Puts a new file in the place of `target`.
#[cfg(feature = "yaml")]
pub(crate) fn replace(new: NamedTempFile, target: &Path) -> io::Result<()> {
    let replace = |new: NamedTempFile| new.persist(target);
    attempt(OPEN, new, |new| {
        replace(new).map_err(|failed| (failed.error, failed.file))
    })?;
    Ok(())
}

/// Gives a new file the name `target`, unless there is a file of this name. A virus scanner may be reading the new file.
pub(crate) fn create(new: NamedTempFile, target: &Path) -> io::Result<()> {
    let create = |new: NamedTempFile| new.persist_noclobber(target);
    attempt(OPEN, new, |new| {
        create(new).map_err(|failed| (failed.error, failed.file))
    })?;
    Ok(())
}

/// Tries an operation again as long as Windows gives one of these codes. An operation that fails returns what it was given.
fn attempt<S, T>(
    codes: &[i32],
    given: S,
    operation: impl FnMut(S) -> Result<T, (io::Error, S)>,
) -> io::Result<T> {
    let is_held = |error: &io::Error| {
        cfg!(windows)
            && error
                .raw_os_error()
                .is_some_and(|code| codes.contains(&code))
    };
    attempt_while(is_held, PATIENCE, given, operation)
}

fn attempt_while<S, T>(
    is_held: impl Fn(&io::Error) -> bool,
    patience: Duration,
    mut given: S,
    mut operation: impl FnMut(S) -> Result<T, (io::Error, S)>,
) -> io::Result<T> {
    let start = Instant::now();
    loop {
        match operation(given) {
            Ok(done) => return Ok(done),
            Err((error, returned)) if is_held(&error) && start.elapsed() < patience => {
                given = returned;
                thread::sleep(INTERVAL);
            }
            Err((error, _)) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held() -> io::Error {
        io::Error::from_raw_os_error(32)
    }

    /// Tries to open a file that is held for the first attempts. Returns the number of attempts and what came of it.
    fn attempts(held_for: u32, patience: Duration) -> (u32, io::Result<u32>) {
        let mut attempts = 0;
        let result = attempt_while(
            |error| error.raw_os_error() == Some(32),
            patience,
            7,
            |given| {
                attempts += 1;
                if attempts <= held_for {
                    Err((held(), given))
                } else {
                    Ok(given)
                }
            },
        );
        (attempts, result)
    }

    #[test]
    fn an_operation_is_tried_until_the_other_program_has_finished() {
        let (attempts, result) = attempts(3, Duration::from_secs(60));
        assert_eq!((attempts, result.ok()), (4, Some(7)));
    }

    #[test]
    fn a_file_that_stays_held_is_given_up_after_a_while() {
        let (attempts, result) = attempts(u32::MAX, Duration::from_millis(30));
        assert!(attempts > 1);
        assert_eq!(
            result.err().and_then(|error| error.raw_os_error()),
            Some(32)
        );
    }

    #[test]
    fn another_error_is_returned_at_once() {
        let mut attempts = 0;
        let result: io::Result<()> = attempt(OPEN, (), |()| {
            attempts += 1;
            Err((io::ErrorKind::NotFound.into(), ()))
        });
        assert_eq!(
            (attempts, result.err().map(|error| error.kind())),
            (1, Some(io::ErrorKind::NotFound))
        );
    }

    #[test]
    #[cfg(not(windows))]
    fn codes_of_windows_mean_nothing_elsewhere() {
        let mut attempts = 0;
        // Code 5 is an input or output error here.
        let result: io::Result<()> = attempt(OPEN, (), |()| {
            attempts += 1;
            Err((io::Error::from_raw_os_error(5), ()))
        });
        assert_eq!((attempts, result.is_err()), (1, true));
    }

    #[test]
    #[cfg(feature = "sqlite")]
    fn a_file_that_was_removed_is_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let opened = open_unless_removed(&folder.path().join("removed"));
        assert!(opened.is_ok_and(|file| file.is_none()));
    }
}
