//! One window for each configuration file on each desktop of a user: a second start brings the open window to the front.
//!
//! It needs only files, which every system has: one that is locked for as long as the window is open, and one that a second
//! start makes and the window removes. Other users can take the name of a pipe or an abstract socket, but none of these.

#![expect(clippy::incompatible_msrv, reason = "windows need Rust 1.95")]

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crate::store::owner::{canonical, make_folder, open_private, parent};
use crate::store::platform::computer_id;
use crate::store::session_slots::digest;

/// How often the window looks for a request, and a second start for the answer.
const INTERVAL: Duration = Duration::from_millis(250);
/// How long a second start waits for the answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// The right to have the window of a configuration file, until dropped. A process that dies lets go of it.
pub struct Instance {
    _lock: File,
    request: PathBuf,
    /// Ends the thread that looks for requests when it is dropped.
    watcher: Option<Sender<()>>,
}

/// What came of a start.
pub enum Start {
    /// There is no window of this file yet.
    First(Instance),
    /// The window that is open has taken the request to come to the front.
    Shown,
    /// A process has the window, and does not answer.
    Unanswered,
}

impl Instance {
    /// Claims the window of a configuration file, whatever path leads to it, or asks the window that is open on the same desktop
    /// to come to the front. Waits up to five seconds for its answer.
    ///
    /// # Errors
    /// [`io::Error`] if the folder of the state database cannot be used.
    pub fn start(config: &Path, state: &Path) -> io::Result<Start> {
        Self::start_within(config, state, (&desktop(), PATIENCE))
    }

    fn start_within(
        config: &Path,
        state: &Path,
        (desktop, patience): (&str, Duration),
    ) -> io::Result<Start> {
        let folder = parent(state);
        make_folder(folder, None)?;
        let name = name(config, desktop);
        let request = folder.join(format!("window-{name}.show"));
        let mut lock = open_private(&folder.join(format!("window-{name}.lock")), folder)?;
        if is_free(&lock)? {
            return Ok(Start::First(Self::new(lock, request)));
        }
        open_private(&request, folder)?;
        let asked = Instant::now();
        while asked.elapsed() < patience {
            thread::sleep(INTERVAL);
            // The window may be closing.
            lock = open_private(&folder.join(format!("window-{name}.lock")), folder)?;
            if is_free(&lock)? {
                return Ok(Start::First(Self::new(lock, request)));
            }
            if !request.exists() {
                return Ok(Start::Shown);
            }
        }
        forget(&request);
        Ok(Start::Unanswered)
    }

    fn new(lock: File, request: PathBuf) -> Self {
        // Left by a start whose window was closing.
        forget(&request);
        Self {
            _lock: lock,
            request,
            watcher: None,
        }
    }

    /// Calls `show` in a thread whenever another start asks for the window.
    pub fn on_request(&mut self, show: impl Fn() + Send + 'static) {
        let (watcher, ended) = mpsc::channel();
        let request = self.request.clone();
        thread::spawn(move || {
            while ended.recv_timeout(INTERVAL) == Err(RecvTimeoutError::Timeout) {
                if request.exists() && forget(&request) {
                    show();
                }
            }
        });
        self.watcher = Some(watcher);
    }
}

fn name(config: &Path, desktop: &str) -> String {
    digest(&format!("{}\n{desktop}", canonical(config).display()))
}

/// Returns what tells this desktop from others of the same user: on another computer with the same home folder, or in another
/// session of the same computer.
fn desktop() -> String {
    let session = ["WAYLAND_DISPLAY", "DISPLAY", "SESSIONNAME"].map(std::env::var_os);
    format!("{:?} {session:?}", computer_id().ok())
}

fn is_free(lock: &File) -> io::Result<bool> {
    match lock.try_lock() {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Removes a request, and returns whether it is gone.
fn forget(request: &Path) -> bool {
    match fs::remove_file(request) {
        Ok(()) => true,
        Err(error) => {
            if error.kind() != io::ErrorKind::NotFound {
                tracing::warn!(%error, "a request for the window cannot be removed");
            }
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOON: Duration = Duration::from_millis(600);

    fn start(folder: &Path, config: &str) -> Start {
        on(folder, config, "here")
    }

    fn on(folder: &Path, config: &str, desktop: &str) -> Start {
        let (config, state) = (folder.join(config), folder.join("state.db"));
        Instance::start_within(&config, &state, (desktop, SOON)).expect("started")
    }

    fn first(start: Start) -> Instance {
        match start {
            Start::First(instance) => instance,
            Start::Shown => panic!("another window was shown"),
            Start::Unanswered => panic!("another window has it"),
        }
    }

    #[test]
    fn a_second_start_shows_the_window_of_the_first() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut window = first(start(folder.path(), "config.yaml"));
        let (sender, shown) = mpsc::channel();
        window.on_request(move || sender.send(()).expect("sent"));
        assert!(matches!(
            start(folder.path(), "./config.yaml"),
            Start::Shown
        ));
        assert!(shown.recv_timeout(SOON).is_ok());
        assert!(shown.try_recv().is_err(), "once only");
    }

    #[test]
    fn another_configuration_file_has_a_window_of_its_own() {
        let folder = tempfile::tempdir().expect("a folder");
        let _window = first(start(folder.path(), "config.yaml"));
        first(start(folder.path(), "other.yaml"));
    }

    #[test]
    fn another_desktop_has_a_window_of_its_own() {
        let folder = tempfile::tempdir().expect("a folder");
        let _window = first(start(folder.path(), "config.yaml"));
        first(on(folder.path(), "config.yaml", "elsewhere"));
    }

    #[test]
    fn a_window_that_does_not_answer_is_not_waited_for_for_ever_and_nothing_is_left() {
        let folder = tempfile::tempdir().expect("a folder");
        let _window = first(start(folder.path(), "config.yaml"));
        assert!(matches!(
            start(folder.path(), "config.yaml"),
            Start::Unanswered
        ));
        let files = fs::read_dir(folder.path()).expect("read");
        let names = files.map(|file| file.expect("a file").file_name());
        assert_eq!(names.count(), 1, "the lock alone");
    }

    #[test]
    fn a_window_that_closes_leaves_its_place_to_a_start_that_waits() {
        let folder = tempfile::tempdir().expect("a folder");
        let window = first(start(folder.path(), "config.yaml"));
        let closing = thread::spawn(move || {
            thread::sleep(INTERVAL);
            drop(window);
        });
        first(start(folder.path(), "config.yaml"));
        closing.join().expect("closed");
    }

    #[test]
    fn a_request_that_was_left_does_not_show_a_new_window() {
        let folder = tempfile::tempdir().expect("a folder");
        drop(first(start(folder.path(), "config.yaml")));
        let state = folder.path().join("state.db");
        let name = name(&folder.path().join("config.yaml"), &desktop());
        fs::write(folder.path().join(format!("window-{name}.show")), "").expect("written");
        let window = Instance::start(&folder.path().join("config.yaml"), &state);
        let window = first(window.expect("started"));
        assert!(!window.request.exists());
    }
}
