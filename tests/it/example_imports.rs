//! Examples are written as apps are: they name only what the documentation shows.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use syn::Item;

use crate::interface::{SNAPSHOT, leaves};

#[test]
fn the_examples_name_only_what_the_documentation_shows() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join(SNAPSHOT)).expect("the list");
    let shown: BTreeSet<_> = text
        .lines()
        .filter_map(|line| line.split_once(": "))
        .map(|(path, _)| path)
        .collect();
    let mut files: Vec<_> = ["examples", "examples/sqlite_store"]
        .iter()
        .flat_map(|folder| fs::read_dir(root.join(folder)).expect("read"))
        .map(|entry| entry.expect("read").path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    let mut hidden = Vec::new();
    for file in files {
        let syntax = syn::parse_file(&fs::read_to_string(&file).expect("read")).expect("parsed");
        for path in imported(&syntax.items) {
            let is_module = shown.iter().any(|other| {
                other
                    .strip_prefix(&*path)
                    .is_some_and(|rest| rest.starts_with("::"))
            });
            if !is_module && !shown.contains(&*path) {
                hidden.push((file.clone(), path));
            }
        }
    }
    assert!(hidden.is_empty(), "{hidden:#?}");
}

/// What the `use` items of a file name in this package.
fn imported(items: &[Item]) -> Vec<String> {
    let mut all = Vec::new();
    for item in items {
        match item {
            Item::Use(item) => {
                let mut names = Vec::new();
                leaves(&item.tree, &mut Vec::new(), &mut names);
                let ours = names.iter().filter_map(|(path, _)| path.split_first());
                let ours =
                    ours.filter(|(first, rest)| *first == "egui_authenticator" && !rest.is_empty());
                all.extend(ours.map(|(_, path)| path.join("::")));
            }
            Item::Mod(item) => {
                let inline = item.content.as_ref();
                all.extend(inline.map_or_else(Vec::new, |(_, items)| imported(items)));
            }
            _ => {}
        }
    }
    all
}
