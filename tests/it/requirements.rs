//! Which test proves which requirement: the table in `docs/requirements.md` against the names of the
//! tests.
//!
//! `UPDATE_REQUIREMENTS=1 cargo test --test it requirements` writes the tests into the table.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("read").flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The numbers that a name of a test begins with: `r7_r8_…` proves two.
fn numbers(name: &str) -> Vec<u32> {
    let number = |part: &str| part.strip_prefix('r')?.parse().ok();
    name.split('_').map_while(number).collect()
}

/// The tests of each requirement.
fn tests() -> BTreeMap<u32, BTreeSet<String>> {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    sources(&root().join("tests"), &mut files);
    let mut tests: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("read");
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let names = text.split(|c: char| !is_name(c));
        for name in names.filter(|name| !name.ends_with('_')) {
            for number in numbers(name) {
                tests.entry(number).or_default().insert(name.to_owned());
            }
        }
    }
    tests
}

#[test]
fn the_table_of_requirements_names_every_test_and_no_other() {
    let file = root().join("docs/requirements.md");
    let table = fs::read_to_string(&file).expect("read");
    let tests = tests();
    let mut listed = BTreeSet::new();
    let lines: Vec<String> = table
        .lines()
        .map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let number = cells.get(1).and_then(|cell| cell.strip_prefix('R'));
            let Some(number) = number.and_then(|number| number.parse().ok()) else {
                return line.to_owned();
            };
            listed.insert(number);
            let names = tests.get(&number).into_iter().flatten();
            let names: Vec<_> = names.map(|name| format!("`{name}`")).collect();
            let names = if names.is_empty() {
                "open".to_owned()
            } else {
                names.join(", ")
            };
            format!("| R{number} | {} | {names} |", cells[2])
        })
        .collect();
    let expected = lines.join("\n") + "\n";
    if std::env::var_os("UPDATE_REQUIREMENTS").is_some() {
        fs::write(&file, &expected).expect("written");
    } else {
        assert!(
            table == expected,
            "run UPDATE_REQUIREMENTS=1 cargo test --test it requirements"
        );
    }
    let missing: Vec<_> = tests
        .keys()
        .filter(|number| !listed.contains(number))
        .collect();
    assert!(missing.is_empty(), "not in the table: {missing:?}");
}
