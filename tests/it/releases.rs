//! What a release states in several files agrees: the version, its date and the versions of Rust.

use std::fs;
use std::path::Path;

const CHANGELOG: &str = include_str!("../../CHANGELOG.md");
const README: &str = include_str!("../../README.md");
const EMBEDDING: &str = include_str!("../../docs/embedding.md");
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Returns a file of the repository, or `None` in the published package, which leaves out the project's own checks.
fn in_repository(file: &str) -> Option<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let is_repository = root.join(".ci/run").exists();
    is_repository.then(|| fs::read_to_string(root.join(file)).expect(file))
}

/// Returns the version and the date of the latest release in the changelog.
fn latest() -> (&'static str, &'static str) {
    let mut headings = CHANGELOG
        .lines()
        .filter_map(|line| line.strip_prefix("## "));
    assert_eq!(headings.next(), Some("Unreleased"));
    let latest = headings.next().and_then(|line| line.split_once(" - "));
    latest.expect("a release")
}

#[test]
fn the_changelog_ends_with_the_version_of_the_manifest() {
    assert_eq!(latest().0, VERSION);
}

#[test]
fn fixes_go_to_the_minor_version_of_the_manifest() {
    let Some(policy) = in_repository("SECURITY.md") else {
        return;
    };
    let (minor, _) = VERSION.rsplit_once('.').expect("three numbers");
    assert!(policy.contains(&format!("latest minor version, which is {minor},")));
}

#[test]
fn the_lowest_rust_of_the_rules_is_the_one_of_the_manifest() {
    let rust = env!("CARGO_PKG_RUST_VERSION");
    assert!(README.contains(&format!("{rust} for the rules and use cases")));
    assert!(EMBEDDING.contains(&format!("`mail` build with Rust {rust},")));
    assert!(CHANGELOG.contains(&format!("the crate builds with Rust {rust}.")));
}

#[test]
fn the_lowest_rust_of_windows_is_the_one_that_builds_here() {
    let Some(toolchain) = in_repository("rust-toolchain.toml") else {
        return;
    };
    let (_, channel) = toolchain.split_once("channel = \"").expect("a channel");
    let (channel, _) = channel.split_once('"').expect("its end");
    let rust = channel.strip_suffix(".0").unwrap_or(channel);
    assert!(README.contains(&format!("You need Rust {rust} ")));
    assert!(README.contains(&format!("| Rust | {rust}, as egui ")));
    assert!(EMBEDDING.contains(&format!("with {rust}, as egui demands")));
}
