//! The log file (`--log`): what happens off the window's thread.
//!
//! Only events of this crate are written. Libraries log whole messages at the finer levels, those of the
//! keyring's bus among them, and these contain secrets.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use tracing::Subscriber;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::{Layer as _, registry};

use crate::domain::printable::escaped;

/// The size that no log file exceeds. There are at most two files: the current one and the one before.
pub const BYTES_MAX: u64 = 1_000_000;

/// How much is written to the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Level {
    /// Failures that end an operation
    Error,
    /// Failures that are worked around, too
    Warn,
    /// Start, end and changes of the files' formats, too
    Info,
    /// Each operation with its duration, too
    Debug,
    /// Each access to a file, too
    Trace,
}

impl From<Level> for LevelFilter {
    fn from(level: Level) -> Self {
        match level {
            Level::Error => Self::ERROR,
            Level::Warn => Self::WARN,
            Level::Info => Self::INFO,
            Level::Debug => Self::DEBUG,
            Level::Trace => Self::TRACE,
        }
    }
}

/// Writes the events of this program to a file from now on.
///
/// # Errors
/// [`io::Error`] if the file cannot be opened for writing.
pub fn start(path: PathBuf, level: Level) -> io::Result<()> {
    let file = RotatingFile::open(path, BYTES_MAX)?;
    let subscriber = subscriber(Mutex::new(file), level);
    tracing::subscriber::set_global_default(subscriber).map_err(io::Error::other)?;
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "started");
    Ok(())
}

/// Returns what writes the events of this crate, one per line, with times in UTC. The end of a span is an event
/// with its duration.
pub fn subscriber(
    writer: impl for<'a> MakeWriter<'a> + Send + Sync + 'static,
    level: Level,
) -> impl Subscriber + Send + Sync {
    let ours = Targets::new().with_target(env!("CARGO_CRATE_NAME"), level);
    let lines = tracing_subscriber::fmt::layer()
        .with_ansi(false)
        .with_thread_names(true)
        .with_span_events(FmtSpan::CLOSE)
        .with_writer(writer)
        .with_filter(ours);
    registry().with(lines)
}

/// A file that only its owner can read. When it would exceed its limit, it is renamed to `NAME.1`, in place of
/// an earlier one, and a new file begins.
pub struct RotatingFile {
    path: PathBuf,
    file: File,
    bytes: u64,
    bytes_max: u64,
}

impl RotatingFile {
    /// Opens the file, after what it already contains.
    ///
    /// # Errors
    /// [`io::Error`] if it cannot be opened for writing.
    pub fn open(path: PathBuf, bytes_max: u64) -> io::Result<Self> {
        let file = append_to(&path)?;
        let bytes = file.metadata()?.len();
        Ok(Self {
            path,
            file,
            bytes,
            bytes_max,
        })
    }

    /// Begins a new file. The old one continues if it cannot be renamed: Windows refuses that while another process has one
    /// of the two open.
    fn rotate(&mut self) -> io::Result<()> {
        let mut before = self.path.clone().into_os_string();
        before.push(".1");
        if fs::rename(&self.path, before).is_err() {
            return Ok(());
        }
        self.file = append_to(&self.path)?;
        self.bytes = 0;
        Ok(())
    }
}

impl Write for RotatingFile {
    /// Writes one event as one line, whatever the names in it contain (R101).
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(event);
        let line = text.strip_suffix('\n').unwrap_or(&text);
        let line = format!("{}\n", escaped(line, &['\t']));
        let bytes = line.len() as u64;
        if self.bytes > 0 && self.bytes + bytes > self.bytes_max {
            self.rotate()?;
        }
        self.file.write_all(line.as_bytes())?;
        self.bytes += bytes;
        Ok(event.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

fn append_to(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.create(true).append(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_file_at_its_limit_is_renamed_and_at_most_two_are_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("log");
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("read");
        let mut file = RotatingFile::open(path.clone(), 10).expect("opened");
        file.write_all(b"12345\n").expect("written");
        file.write_all(b"789\n").expect("written");
        assert_eq!(read("log"), "12345\n789\n");
        file.write_all(b"next\n").expect("written");
        assert_eq!((&*read("log.1"), &*read("log")), ("12345\n789\n", "next\n"));
        drop(file);
        // The size of a file from before counts.
        let mut file = RotatingFile::open(path, 10).expect("opened");
        file.write_all(b"longer than the limit\n").expect("written");
        assert_eq!(read("log.1"), "next\n");
        file.write_all(b"last\n").expect("written");
        assert_eq!(read("log.1"), "longer than the limit\n");
        assert_eq!(read("log"), "last\n");
        assert_eq!(fs::read_dir(folder.path()).expect("read").count(), 2);
    }

    #[test]
    fn a_log_file_that_cannot_be_renamed_loses_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("log");
        fs::create_dir(folder.path().join("log.1")).expect("made");
        let mut file = RotatingFile::open(path.clone(), 10).expect("opened");
        for _ in 0..3 {
            file.write_all(b"12345678\n").expect("written");
        }
        let kept = fs::read_to_string(path).expect("read");
        assert_eq!(kept, "12345678\n".repeat(3));
    }

    #[test]
    fn events_of_other_crates_are_not_logged() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("log");
        let file = RotatingFile::open(path.clone(), BYTES_MAX).expect("opened");
        let subscriber = subscriber(Mutex::new(file), Level::Trace);
        tracing::subscriber::with_default(subscriber, || {
            tracing::trace!(target: "zbus::connection", "a whole message");
            tracing::trace!("an event of ours");
        });
        let log = fs::read_to_string(path).expect("read");
        assert!(
            log.contains("an event of ours") && !log.contains("a whole message"),
            "{log}"
        );
    }

    #[test]
    fn r101_an_event_is_one_line_without_control_characters() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("log");
        let file = RotatingFile::open(path.clone(), BYTES_MAX).expect("opened");
        let subscriber = subscriber(Mutex::new(file), Level::Trace);
        tracing::subscriber::with_default(subscriber, || {
            let error = "a\u{1b}]0;x\u{7}\u{202e}\n2026-11-28T12:00:00Z INFO forged";
            tracing::warn!(%error, "read a file");
        });
        let log = fs::read_to_string(path).expect("read");
        assert_eq!(log.lines().count(), 1, "{log}");
        assert!(!log.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{log:?}");
    }

    #[cfg(unix)]
    #[test]
    fn a_log_file_can_be_read_by_its_owner_only() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("log");
        drop(RotatingFile::open(path.clone(), 10).expect("opened"));
        let mode = fs::metadata(path).expect("made").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
