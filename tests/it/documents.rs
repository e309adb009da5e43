//! What the documents promise: the app of the README compiles when pasted into an empty project, and
//! ARCHITECTURE.md gives a reason for every dependency, and says which layer may use which.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use crate::structure::layers::LAYERS;

const README: &str = include_str!("../../README.md");
const EMBEDDING: &str = include_str!("../../docs/embedding.md");
const ARCHITECTURE: &str = include_str!("../../ARCHITECTURE.md");
const MANIFEST: &str = include_str!("../../Cargo.toml");

const PART_11: &str = include_str!("../../docs/part-11.md");
const REQUIREMENTS: &str = include_str!("../../docs/requirements.md");

/// Returns the first code block of the README in this language.
fn block(language: &str) -> &'static str {
    let start = format!("```{language}\n");
    let (_, rest) = README.split_once(&start).expect("a code block");
    rest.split_once("```").expect("the end of the block").0
}

/// Returns the lines that the guide recommends for the manifest of an app.
fn build_settings() -> &'static str {
    let start = EMBEDDING.find("[profile.dev.package]").expect("settings");
    let (settings, _) = EMBEDDING[start..].split_once("```").expect("their end");
    settings
}

/// Returns the version that a manifest requires of a dependency, which has a line of its own, or a section in the
/// manifest of a published package.
fn version(manifest: &'static str, dependency: &str) -> &'static str {
    let (line, section) = (
        format!("{dependency} = "),
        format!("[dependencies.{dependency}]"),
    );
    let in_line = manifest.lines().find_map(|text| text.strip_prefix(&line));
    let mut after = manifest.lines().skip_while(|text| *text != section);
    let line = in_line.or_else(|| after.find(|text| text.starts_with("version = ")));
    let line = line.unwrap_or_else(|| panic!("{dependency} is not in the manifest"));
    line.split('"').nth(1).expect("a version")
}

#[test]
fn the_readme_names_the_versions_of_egui_and_eframe_that_fit() {
    for dependency in ["egui", "eframe"] {
        let fits = version(MANIFEST, dependency);
        assert_eq!(version(block("toml"), dependency), fits, "{dependency}");
    }
}

#[test]
fn the_guide_optimizes_the_packages_that_hash_as_our_own_builds_do() {
    let (_, packages) = build_settings()
        .split_once("[profile.dev.package]\n")
        .expect("packages");
    let (packages, _) = packages.split_once("\n\n").expect("their end");
    let lines = packages.lines();
    let optimized: Vec<_> = lines
        .filter_map(|line| line.strip_suffix(".opt-level = 3"))
        .collect();
    assert_eq!(
        optimized,
        ["argon2", "bcrypt", "blake2", "blowfish", "curve25519-dalek"]
    );
    for package in optimized {
        let ours = format!("[profile.dev.package.{package}]\nopt-level = 3\n");
        assert!(MANIFEST.contains(&ours), "{package}");
    }
}

#[test]
fn the_guide_names_the_profile_of_our_own_release() {
    let lines = build_settings();
    let start = lines.find("[profile.release]").expect("a profile");
    assert!(MANIFEST.contains(lines[start..].trim_end()));
}

#[test]
fn the_code_of_the_guide_is_that_of_an_app_which_is_built() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hosts/snippet/src/main.rs");
    // A published package has no apps beside it.
    let Ok(app) = fs::read_to_string(path) else {
        return;
    };
    let (_, rest) = EMBEDDING.split_once("```rust,ignore\n").expect("code");
    let (code, _) = rest.split_once("```").expect("its end");
    let app: Vec<_> = app.lines().map(str::trim).collect();
    for part in code.split("\n\n") {
        let part: Vec<_> = part.lines().map(str::trim).collect();
        let is_there = app.windows(part.len()).any(|lines| lines == part);
        assert!(is_there, "{part:#?}");
    }
}

/// Needs the registry, because the app has eframe's default features.
#[test]
#[ignore = "compiles a whole app, for minutes"]
fn the_app_of_the_readme_compiles_in_an_empty_project() {
    let folder = tempfile::tempdir().expect("a folder");
    let manifest = block("toml").replace("../egui-authenticator", env!("CARGO_MANIFEST_DIR"));
    fs::create_dir(folder.path().join("src")).expect("a folder");
    fs::write(folder.path().join("Cargo.toml"), manifest).expect("written");
    fs::write(folder.path().join("src/main.rs"), block("rust,no_run")).expect("written");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme");
    let status = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["check", "--quiet"])
        .current_dir(folder.path())
        .env("CARGO_TARGET_DIR", target)
        .status();
    assert!(status.expect("cargo runs").success());
}

#[test]
fn the_architecture_has_a_line_for_every_dependency() {
    let (_, table) = ARCHITECTURE
        .split_once("## Dependencies")
        .expect("a section");
    let mut is_dependency = false;
    for line in MANIFEST.lines() {
        if line.starts_with('[') {
            is_dependency = line.ends_with("dependencies]");
        } else if let Some((name, _)) = line.split_once(" = ").filter(|_| is_dependency) {
            let (alone, noted) = (format!("\n| {name} |"), format!("\n| {name} ("));
            let is_listed = table.contains(&alone) || table.contains(&noted);
            assert!(is_listed || name == env!("CARGO_PKG_NAME"), "{name}");
        }
    }
}

/// Returns the names in code font of a cell of a table.
fn names(cell: Option<&str>) -> BTreeSet<&str> {
    let parts = cell.expect("a cell").split('`');
    parts.skip(1).step_by(2).collect()
}

#[test]
fn the_architecture_says_which_layer_may_use_which() {
    let (_, rest) = ARCHITECTURE
        .split_once("| layer | may use |")
        .expect("a table");
    let (table, _) = rest.split_once("\n\n").expect("its end");
    let written: BTreeMap<_, _> = table
        .lines()
        .skip(2)
        .map(|line| {
            let mut cells = line.split('|').skip(1);
            (names(cells.next()), names(cells.next()))
        })
        .collect();
    // The root file only declares the layers.
    let enforced: BTreeMap<_, _> = LAYERS
        .iter()
        .filter(|layer| layer.name != "lib")
        .map(|layer| {
            let allowed = layer.may_name.iter().copied();
            (BTreeSet::from([layer.name]), allowed.collect())
        })
        .collect();
    assert_eq!(written, enforced);
}

/// Returns the numbers of the requirements that a cell such as `R16–R21, R33` names.
fn numbers(cell: &str) -> Vec<u32> {
    let number = |text: &str| {
        text.strip_prefix('R')
            .and_then(|number| number.parse().ok())
    };
    let names = cell.split(", ").filter(|name| name.starts_with('R'));
    let ranges = names.map(|name| name.split_once('–').unwrap_or((name, name)));
    let ranges = ranges.map(|(first, last)| (number(first), number(last)));
    let ranges = ranges.map(|(first, last)| first.expect(cell)..=last.expect(cell));
    ranges.flatten().collect()
}

#[test]
fn the_matrix_of_part_11_names_only_requirements_with_tests() {
    let rows = REQUIREMENTS
        .lines()
        .filter_map(|line| line.strip_prefix("| R"));
    let rows = rows.filter(|row| row.contains('`'));
    let tested: BTreeSet<u32> = rows
        .filter_map(|row| row.split_once(' ')?.0.parse().ok())
        .collect();
    let cells = PART_11.lines().filter_map(|line| line.split(" | ").nth(3));
    let named: BTreeSet<_> = cells.flat_map(numbers).collect();
    assert!(named.len() > 20, "{named:?}");
    let untested: Vec<_> = named.difference(&tested).collect();
    assert!(untested.is_empty(), "{untested:?}");
}
