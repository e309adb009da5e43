//! Recognizing an unchanged file without reading it.

use std::fs;
use std::path::Path;
use std::thread;
#[cfg(unix)]
use std::time::UNIX_EPOCH;
use std::time::{Duration, SystemTime};

/// How old the last change of a file must be before its metadata is trusted. Timestamps are as coarse as two
/// seconds on some file systems, so that a second change shortly after the first would not show.
const SETTLED_AFTER: Duration = Duration::from_secs(2);

/// How long the file must be at rest before it is read, so that a save in several steps is read once.
const REST: Duration = Duration::from_millis(100);
/// How often to wait for that: a file that is always written to is read nevertheless.
const RESTS_MAX: usize = 5;

/// Waits until the file was not written to for a moment.
pub(crate) fn wait_for_rest(path: &Path) {
    for _ in 0..RESTS_MAX {
        let modified = fs::metadata(path).and_then(|metadata| metadata.modified());
        let age = modified.ok().and_then(|modified| modified.elapsed().ok());
        if age.is_none_or(|age| age >= REST) {
            return;
        }
        thread::sleep(REST);
    }
}

/// Metadata of a file that differs whenever its bytes do: device, inode, size and times.
///
/// This is the rule of git's index, with its remedy for "racily clean" entries: a stamp of a file that changed
/// less than two seconds ago is not made, because the next change could leave the same stamp.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    #[cfg(unix)]
    inode: (u64, u64),
    len: u64,
    modified: SystemTime,
    /// When the inode was changed, which no program can set.
    #[cfg(unix)]
    changed: (i64, i64),
}

impl Stamp {
    /// Returns the stamp, unless the file was changed less than two seconds before `now`, or after it.
    #[cfg(unix)]
    pub(crate) fn of(metadata: &fs::Metadata, now: SystemTime) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        let changed = (metadata.ctime(), metadata.ctime_nsec());
        let seconds = Duration::from_secs(u64::try_from(changed.0).ok()?);
        let nanoseconds = Duration::from_nanos(u64::try_from(changed.1).ok()?);
        let age = now.duration_since(UNIX_EPOCH + seconds + nanoseconds);
        age.is_ok_and(|age| age >= SETTLED_AFTER).then_some(Self {
            inode: (metadata.dev(), metadata.ino()),
            len: metadata.len(),
            modified: metadata.modified().ok()?,
            changed,
        })
    }

    /// Returns the stamp, unless the file was changed less than two seconds before `now`, or after it.
    #[cfg(not(unix))]
    pub(crate) fn of(metadata: &fs::Metadata, now: SystemTime) -> Option<Self> {
        let (len, modified) = (metadata.len(), metadata.modified().ok()?);
        let age = now.duration_since(modified);
        age.is_ok_and(|age| age >= SETTLED_AFTER)
            .then_some(Self { len, modified })
    }

    /// Returns the stamp of the file at `path` as it is now.
    pub(crate) fn at(path: &Path) -> Option<Self> {
        Self::of(&fs::metadata(path).ok()?, SystemTime::now())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_changed_less_than_two_seconds_ago_has_no_stamp() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("file");
        fs::write(&path, "text").expect("written");
        let metadata = fs::metadata(&path).expect("there");
        let written = SystemTime::now();
        let stamp = |after| Stamp::of(&metadata, written + Duration::from_millis(after));
        assert_eq!(stamp(1_900), None);
        assert!(stamp(2_100).is_some());
        let before = written - Duration::from_mins(1);
        assert_eq!(
            Stamp::of(&metadata, before),
            None,
            "a clock that was set back"
        );
    }

    #[test]
    #[cfg(unix)]
    fn a_change_of_the_same_size_that_hides_its_time_has_another_stamp() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("file");
        fs::write(&path, "text").expect("written");
        let first = fs::metadata(&path).expect("there");
        thread::sleep(Duration::from_millis(20));
        fs::write(&path, "TEXT").expect("written");
        let file = fs::File::options().write(true).open(&path).expect("opened");
        let modified = first.modified().expect("a time");
        file.set_modified(modified).expect("set back");
        let second = fs::metadata(&path).expect("there");
        assert_eq!(second.modified().expect("a time"), modified);
        let later = SystemTime::now() + Duration::from_secs(10);
        assert_ne!(Stamp::of(&first, later), Stamp::of(&second, later));
    }
}
