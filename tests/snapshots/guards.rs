//! That the stored snapshots are the ones that the tests compare, and that the pictures stay small.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::{Failed, Trial};

use crate::{pictures, text};

/// The most pictures in the tests' folders.
const MOST_PICTURES: usize = 20;
/// The most bytes that they may have together.
const MOST_BYTES: u64 = 2_000_000;

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test(
            "every state has a text snapshot and no other file is kept",
            || is_complete(text::FOLDER, "txt", text::names()),
        ),
        Trial::test("every picture is drawn by a test", || {
            is_complete(pictures::FOLDER, "png", pictures::names())
        }),
        Trial::test(
            "the pictures of the tests stay few and small",
            few_and_small,
        ),
        Trial::test("too many or too large pictures are found", || {
            let is_exact = fits(&[MOST_BYTES / 20; MOST_PICTURES]);
            let is_found = !fits(&[1; MOST_PICTURES + 1]) && !fits(&[MOST_BYTES, 1]);
            (is_exact && is_found)
                .then_some(())
                .ok_or_else(|| "the limits do not hold".into())
        }),
    ]
}

fn is_complete(
    folder: &str,
    extension: &str,
    expected: impl Iterator<Item = String>,
) -> Result<(), Failed> {
    let mut missing = BTreeSet::new();
    for name in expected {
        if !missing.insert(format!("{folder}/{name}.{extension}")) {
            return Err(format!("two snapshots are called {name}").into());
        }
    }
    let stored: BTreeSet<_> = files_in(Path::new(folder))?
        .into_iter()
        .map(|file| file.display().to_string())
        .collect();
    if missing == stored {
        return Ok(());
    }
    let stale: Vec<_> = stored.difference(&missing).collect();
    let missing: Vec<_> = missing.difference(&stored).collect();
    Err(format!("missing: {missing:#?}, stale: {stale:#?}").into())
}

fn few_and_small() -> Result<(), Failed> {
    let mut files = files_in(Path::new("tests"))?;
    files.retain(|file| is_picture(file));
    let sizes = files.iter().map(|file| Ok(fs::metadata(file)?.len()));
    let sizes: Vec<u64> = sizes.collect::<std::io::Result<_>>()?;
    if !fits(&sizes) {
        return Err(format!("{} pictures of {sizes:?} bytes: {files:#?}", files.len()).into());
    }
    Ok(())
}

/// Returns whether pictures of these sizes may be kept.
fn fits(sizes: &[u64]) -> bool {
    sizes.len() <= MOST_PICTURES && sizes.iter().sum::<u64>() <= MOST_BYTES
}

fn is_picture(file: &Path) -> bool {
    let extension = file.extension().and_then(|extension| extension.to_str());
    let extension = extension.unwrap_or_default().to_lowercase();
    matches!(&*extension, "gif" | "jpeg" | "jpg" | "png" | "webp")
}

/// Returns every file below a folder, except what git ignores beside a picture that does not match.
fn files_in(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.display().to_string();
        let is_ignored = [".new.png", ".old.png", ".diff.png"];
        if path.is_dir() {
            files.extend(files_in(&path)?);
        } else if !is_ignored.iter().any(|end| name.ends_with(end)) {
            files.push(path);
        }
    }
    Ok(files)
}
