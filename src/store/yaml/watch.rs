//! Notices that the configuration file was changed, by whomever (R61).
//!
//! The folder is watched, not the file: editors and this program swap the file, and a watch on it
//! would go deaf after the first swap.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, NoCache, new_debouncer_opt};

use crate::service::ports::{Changed, Watch};

/// How long the file must be at rest before it is read, so that a save in several steps is read
/// once.
const REST: Duration = Duration::from_millis(150);

/// Calls `changed` when the file at `path` may have changed and `is_new` says that it has. `None`
/// when its folder is not there or cannot be watched.
pub(crate) fn watch(
    path: &Path,
    is_new: impl Fn() -> bool + Send + 'static,
    changed: Changed,
) -> Option<Watch> {
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let files = Arc::new([path.to_owned(), target]);
    let mine = Arc::clone(&files);
    let on_events = move |events: DebounceEventResult| {
        if let Err(errors) = &events {
            tracing::warn!(?errors, "changes of the folder may have been missed");
        }
        let may_be_ours = events.map_or(true, |events| {
            let mut paths = events.iter().flat_map(|event| &event.paths);
            paths.any(|path| mine.iter().any(|file| file.file_name() == path.file_name()))
        });
        if may_be_ours && is_new() {
            tracing::debug!("configuration file changed");
            changed();
        }
    };
    let started = start(&folders(&*files), on_events);
    started
        .inspect_err(|error| tracing::warn!(%error, "folder cannot be watched"))
        .ok()
}

fn start(
    folders: &[&Path],
    on_events: impl FnMut(DebounceEventResult) + Send + 'static,
) -> notify::Result<Watch> {
    let config = notify::Config::default();
    let mut debouncer: Debouncer<RecommendedWatcher, NoCache> =
        new_debouncer_opt(REST, None, on_events, NoCache, config)?;
    for folder in folders {
        debouncer.watch(folder, RecursiveMode::NonRecursive)?;
    }
    Ok(Watch::new(debouncer))
}

/// Returns the folder of the file, and that of the file that it is a link to.
fn folders(files: &[PathBuf]) -> Vec<&Path> {
    let mut folders: Vec<_> = files.iter().filter_map(|file| file.parent()).collect();
    folders.dedup();
    folders
}
