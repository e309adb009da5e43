//! The interface that host apps may rely on, as text: `tests/interface.txt` lists every public item of
//! the stable part with its signature, so that a change of it shows in a review.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --test it interface` rewrites the file.

mod lister;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::structure::tree::Tree;

pub use self::lister::leaves;
use self::lister::{Lister, items_of, named};

pub const SNAPSHOT: &str = "tests/interface.txt";

#[test]
fn the_stable_interface_changes_only_in_a_reviewed_file() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tree = Tree::read(&root.join("src"), &[("lib.rs", "crate")]);
    let text = Lister::new(&tree).list();
    let file = root.join(SNAPSHOT);
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(&file, &text).expect("written");
        return;
    }
    let known = fs::read_to_string(&file).unwrap_or_default();
    let (known, now): (BTreeSet<_>, BTreeSet<_>) =
        (known.lines().collect(), text.lines().collect());
    let (gone, new): (Vec<_>, Vec<_>) = (
        known.difference(&now).collect(),
        now.difference(&known).collect(),
    );
    assert!(
        gone.is_empty() && new.is_empty(),
        "gone: {gone:#?}, new: {new:#?}; UPDATE_SNAPSHOTS=1 cargo test --test it interface rewrites the list"
    );
}

#[test]
fn the_list_has_what_a_host_app_can_name_and_nothing_else() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/interface");
    let tree = Tree::read(&root, &[("lib.rs", "crate")]);
    let expected = fs::read_to_string(root.join("expected.txt")).expect("read");
    assert_eq!(Lister::new(&tree).list(), expected);
}

#[test]
fn every_error_of_the_stable_interface_is_a_standard_error() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join(SNAPSHOT)).expect("the list");
    let types = text.lines().filter_map(|line| line.split_once(": "));
    let errors = types.filter(|(path, what)| {
        path.ends_with("Error") && (what.starts_with("enum") || what.starts_with("struct"))
    });
    let others: Vec<_> = errors
        .filter(|(_, what)| !what.contains("thiserror::Error"))
        .collect();
    assert!(others.is_empty(), "{others:?}");
}

/// Items among which a reader of the documentation has to find the way.
const ITEMS: usize = 942;

#[test]
fn the_documentation_shows_only_so_many_items() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join(SNAPSHOT)).expect("the list");
    let kinds = text.lines().filter_map(|line| line.split_once(": "));
    let items = kinds.filter(|(_, what)| !what.starts_with("impl ") && !what.starts_with("use "));
    let items = items.count();
    assert!(items <= ITEMS, "{items} items, not {ITEMS}");
}

/// Types of egui, and the parts of a state store, which only this package implements.
const OTHERS: &[&str] = &[
    "Context",
    "Date",
    "Style",
    "AttemptStore",
    "CodeStore",
    "NoticeStore",
    "PreferenceStore",
    "SessionStore",
    "SignatureLog",
    "Ui",
];

#[test]
fn every_type_in_a_shown_signature_is_shown() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tree = Tree::read(&root.join("src"), &[("lib.rs", "crate")]);
    let mut ours = BTreeSet::new();
    for module in tree.modules.keys() {
        let types = items_of(&tree, module).into_iter().filter_map(named);
        ours.extend(types.filter(|name| name.starts_with(char::is_uppercase)));
    }
    let text = fs::read_to_string(root.join(SNAPSHOT)).expect("the list");
    let lines = text.lines().filter_map(|line| line.split_once(": "));
    let shown: BTreeSet<_> = lines
        .clone()
        .filter_map(|(path, _)| path.rsplit("::").next())
        .collect();
    let mut hidden = BTreeMap::<_, Vec<_>>::new();
    for (path, what) in lines.filter(|(_, what)| !what.starts_with("impl ")) {
        let names = what.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':');
        for name in names.filter_map(|name| name.rsplit("::").next()) {
            if ours.contains(name) && !shown.contains(name) && !OTHERS.contains(&name) {
                hidden.entry(name).or_default().push(path);
            }
        }
    }
    assert!(hidden.is_empty(), "{hidden:#?}");
}
