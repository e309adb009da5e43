//! Who may read or change the configuration file besides its owner (R52).

use std::path::Path;

use crate::domain::problem::Problem;
#[cfg(any(unix, windows))]
use crate::domain::problem::{Cause, Effect, Position};
#[cfg(windows)]
use crate::store::access::{Others, of_others};

/// Warns when others on this computer can read or write the file (R52).
#[cfg(unix)]
pub(crate) fn permission_problem(path: &Path) -> Option<Problem> {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path).ok()?.permissions().mode() & 0o777;
    (mode & 0o077 != 0).then(|| open_to_others(Some(mode)))
}

#[cfg(windows)]
pub(crate) fn permission_problem(path: &Path) -> Option<Problem> {
    let others = of_others(path)?;
    (others > Others::Nothing).then(|| open_to_others(None))
}

#[cfg(not(any(unix, windows)))]
pub(crate) fn permission_problem(_: &Path) -> Option<Problem> {
    None
}

#[cfg(any(unix, windows))]
fn open_to_others(mode: Option<u32>) -> Problem {
    Problem {
        position: Position::START,
        field: String::new(),
        cause: Cause::OpenToOthers { mode },
        effect: Effect::File,
        excerpt: None,
    }
}
