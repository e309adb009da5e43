//! Which test proves which requirement: the table in `docs/requirements.md` lists exactly the tests that are
//! compiled and begin with the number of a requirement.
//!
//! `UPDATE_REQUIREMENTS=1 cargo test --test it requirements` writes the tests into the table.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};

use crate::structure::tree::Tree;

/// The folders with tests, and the root files of the crates in them.
const CRATES: &[(&str, &[(&str, &str)])] = &[
    ("src", &[("lib.rs", "lib"), ("main.rs", "main")]),
    ("tests/it", &[("main.rs", "it")]),
    ("examples/gallery", &[("main.rs", "gallery")]),
    ("tests/attacks", &[("main.rs", "attacks")]),
    ("tests/simulation", &[("main.rs", "simulation")]),
    ("tests/desktop", &[("main.rs", "desktop")]),
    ("tests/crash_safety", &[("main.rs", "crash_safety")]),
    ("tests/postgres", &[("main.rs", "postgres")]),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The numbers that a name of a test begins with: `r7_r8_…` proves two.
fn numbers(name: &str) -> Vec<u32> {
    let number = |part: &str| part.strip_prefix('r')?.parse().ok();
    name.split('_').map_while(number).collect()
}

/// The tests of each requirement.
fn tests() -> BTreeMap<u32, BTreeSet<String>> {
    let mut names = Vec::new();
    for (folder, crates) in CRATES {
        // Files that no module declares are not read: their tests do not run.
        for file in Tree::read(&root().join(folder), crates).files {
            add_tests(file.text.parse().expect("tokens"), &mut names);
        }
    }
    let mut tests: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
    for name in names {
        for number in numbers(&name) {
            tests.entry(number).or_default().insert(name.clone());
        }
    }
    tests
}

/// Adds the names of functions with `#[test]`, also inside macros, and of what is given to a harness as
/// `test("name", …)`.
fn add_tests(tokens: TokenStream, names: &mut Vec<String>) {
    let mut tokens = tokens.into_iter().peekable();
    let mut is_test = false;
    while let Some(token) = tokens.next() {
        match (token, tokens.peek()) {
            (TokenTree::Ident(word), Some(TokenTree::Ident(name))) if word == "fn" => {
                if is_test {
                    names.push(name.to_string());
                }
                is_test = false;
            }
            (TokenTree::Ident(word), Some(TokenTree::Group(arguments))) if word == "test" => {
                if let Some(TokenTree::Literal(name)) = arguments.stream().into_iter().next() {
                    names.push(name.to_string().trim_matches('"').to_owned());
                }
            }
            (TokenTree::Group(group), _) if group.stream().to_string() == "test" => is_test = true,
            (TokenTree::Group(group), _) => add_tests(group.stream(), names),
            _ => {}
        }
    }
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
