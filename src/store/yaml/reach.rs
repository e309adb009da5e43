//! Whether a file that the configuration file names is there, without waiting for a mount that never answers (R102).

use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// How long a disk may take to answer.
const PATIENCE: Duration = Duration::from_millis(500);

/// Returns `true` if there is a file at `path`. One that cannot be reached in time counts as missing.
pub(crate) fn is_file(path: &Path) -> bool {
    answers(path.to_owned(), |path| path.is_file())
}

fn answers(path: PathBuf, ask: impl FnOnce(PathBuf) -> bool + Send + 'static) -> bool {
    let (sender, answer) = mpsc::channel();
    // The thread ends whenever the disk answers, and then nothing may wait for it any more.
    let asking = thread::Builder::new().spawn(move || sender.send(ask(path)).unwrap_or_default());
    asking.is_ok() && answer.recv_timeout(PATIENCE).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    #[test]
    fn r102_a_mount_that_never_answers_counts_as_missing_after_half_a_second() {
        let (_never, wait) = mpsc::channel::<()>();
        let start = Instant::now();
        assert!(!answers(PathBuf::new(), move |_| wait.recv().is_ok()));
        assert!(start.elapsed() < 10 * PATIENCE);
        assert!(is_file(Path::new(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/Cargo.toml"
        ))));
    }
}
