//! What differs by system: `docs/systems.md` lists each file of `src` with code for one system, and what proves it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Rows of the table: files, and the columns of the systems.
fn rows() -> Vec<(Vec<String>, String)> {
    let text = fs::read_to_string(root().join("docs/systems.md")).expect("the list");
    let rows = text.lines().filter(|line| line.starts_with("| `"));
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").collect();
        assert_eq!(cells.len(), 5, "{line}");
        (quoted(cells[0]), cells[2..].join(" "))
    };
    rows.map(row).collect()
}

/// The words between backquotes.
fn quoted(text: &str) -> Vec<String> {
    let words = text.split('`').skip(1).step_by(2);
    words.map(str::to_owned).collect()
}

#[test]
fn each_file_with_code_for_one_system_is_listed_with_its_reason() {
    let source = root().join("src");
    let mut files = Vec::new();
    rust_files(&source, &mut files);
    let is_of_system = |line: &str| {
        let line = line.trim_start();
        let is_condition = line.starts_with("#[cfg") || line.contains("cfg!(");
        is_condition
            && ["unix", "windows", "target_os"]
                .iter()
                .any(|word| line.contains(word))
    };
    let has_code = |path: &PathBuf| {
        let text = fs::read_to_string(path).expect("source");
        text.lines().any(is_of_system)
    };
    let name = |path: PathBuf| {
        let name = path.strip_prefix(&source).expect("a file of the source");
        name.display().to_string().replace('\\', "/")
    };
    let found: BTreeSet<String> = files.into_iter().filter(has_code).map(name).collect();
    let listed: BTreeSet<String> = rows().into_iter().flat_map(|(files, _)| files).collect();
    assert_eq!(found, listed);
}

#[test]
fn each_test_of_the_list_exists() {
    let mut files = Vec::new();
    rust_files(&root().join("src"), &mut files);
    rust_files(&root().join("tests"), &mut files);
    let text = |path: &PathBuf| fs::read_to_string(path).expect("source");
    let all: String = files.iter().map(text).collect();
    let is_test = |word: &String| word.contains('_') && !word.contains(['/', '.', ' ']);
    let named = rows().into_iter().flat_map(|(_, proofs)| quoted(&proofs));
    let named: Vec<String> = named.filter(is_test).collect();
    assert!(named.len() > 20, "{named:?}");
    let missing = |name: &&String| !all.contains(&format!("fn {name}("));
    let missing: Vec<&String> = named.iter().filter(missing).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
