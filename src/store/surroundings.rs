//! What is around the configuration file: its folder, backups, the state database and the files of pages. Who else can
//! change or read them, and whose they are (R94).

use std::path::Path;

use crate::domain::page::PageContent;
use crate::domain::problem::{Cause, Effect, Position, Problem};
use crate::domain::settings::Settings;
#[cfg(unix)]
use crate::service::or_log::OrLog as _;
use crate::service::ports::CredentialStore as _;

use crate::store::owner::{canonical, parent};
use crate::store::sqlite::key_file;
use crate::store::yaml::{YamlStore, beside};

/// Returns the problems of the places around a configuration file. `settings` are those of the file, if it has no errors.
#[must_use]
pub(crate) fn problems(config: &Path, state: &Path, settings: Option<&Settings>) -> Vec<Problem> {
    let config = &canonical(config);
    let mut problems = Vec::new();
    let mut check = |path: &Path, model: &Path, is_private| {
        let causes = causes(path, model, is_private);
        problems.extend(causes.map(|cause| problem(path, cause)));
    };
    check(config, config, false);
    check(parent(config), config, false);
    check(&beside(config, ".lock"), config, true);
    check(&beside(config, ".backups"), config, true);
    for backup in YamlStore::new(config).backups() {
        check(&backup.path, config, true);
    }
    check(state, parent(state), true);
    check(&key_file(state), parent(state), true);
    check(parent(state), state, false);
    for path in settings.into_iter().flat_map(files_of) {
        check(path, config, false);
    }
    problems
}

fn problem(path: &Path, cause: Cause) -> Problem {
    Problem {
        position: Position::START,
        field: path.display().to_string(),
        cause,
        effect: Effect::File,
        excerpt: None,
    }
}

/// Returns the files that pages and the sign-in form show.
fn files_of(settings: &Settings) -> impl Iterator<Item = &Path> {
    let pages = settings
        .views
        .iter()
        .filter_map(|page| match &page.content {
            PageContent::MarkdownFile(path) => Some(path.as_path()),
            _ => None,
        });
    pages.chain(settings.logo.as_deref())
}

/// Returns what is wrong with a place, whose owner should be that of `model`. A private one must not be readable by
/// others either.
#[cfg(unix)]
fn causes(path: &Path, model: &Path, is_private: bool) -> impl Iterator<Item = Cause> {
    use std::os::unix::fs::MetadataExt;
    /// In a folder with this bit, users can replace only files of their own.
    const STICKY: u32 = 0o1000;
    let metadata = metadata(path);
    let owner = self::metadata(model).map(|metadata| metadata.uid());
    let found = metadata.map(|metadata| {
        let (mode, uid) = (metadata.mode(), metadata.uid());
        let is_writable = mode & 0o022 != 0 && (mode & STICKY == 0 || !metadata.is_dir());
        let mode = mode & 0o777;
        let access = if is_writable {
            Some(Cause::WritableByOthers { mode: Some(mode) })
        } else {
            let is_open = is_private && mode & 0o077 != 0;
            is_open.then_some(Cause::ReadableByOthers { mode: Some(mode) })
        };
        // Root can change everything anyway; but a private file that belongs to root cannot be used by the owner
        // of the others.
        let is_foreign = owner.is_some_and(|owner| owner != uid) && (is_private || uid != 0);
        [
            access,
            is_foreign.then_some(Cause::ForeignOwner { owner: uid }),
        ]
    });
    found.into_iter().flatten().flatten()
}

/// Returns what the system says about a place, or `None` if there is nothing.
#[cfg(unix)]
fn metadata(path: &Path) -> Option<std::fs::Metadata> {
    match std::fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        found => found.or_log("check who can change a file"),
    }
}

/// The same, without owners: a folder of Windows belongs to the user who made it or to the administrators.
#[cfg(windows)]
fn causes(path: &Path, _: &Path, is_private: bool) -> impl Iterator<Item = Cause> {
    use crate::store::access::{Others, of_others};
    let others = path.exists().then(|| of_others(path)).flatten();
    let cause = match others {
        Some(Others::Write) => Some(Cause::WritableByOthers { mode: None }),
        Some(Others::Read) if is_private => Some(Cause::ReadableByOthers { mode: None }),
        _ => None,
    };
    cause.into_iter()
}

#[cfg(not(any(unix, windows)))]
fn causes(_: &Path, _: &Path, _: bool) -> impl Iterator<Item = Cause> {
    std::iter::empty()
}
