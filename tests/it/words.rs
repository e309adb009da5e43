//! The words file: complete, without leftovers, in one voice.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use egui_authenticator::words::Words;

fn file() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/words/en.ftl");
    fs::read_to_string(path).expect("read")
}

/// The names of all messages.
fn names() -> BTreeSet<String> {
    file()
        .lines()
        .filter_map(|line| line.split_once(" =").map(|(name, _)| name.to_owned()))
        .filter(|name| name.starts_with(|c: char| c.is_ascii_lowercase()))
        .collect()
}

/// Everything in quotes in the code that has the form of a name.
fn used(folder: &Path, out: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            used(&path, out);
        } else {
            let text = fs::read_to_string(&path).expect("read");
            out.extend(text.split('"').skip(1).step_by(1).map(ToOwned::to_owned));
        }
    }
}

#[test]
fn every_message_is_used() {
    let mut quoted = BTreeSet::new();
    used(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut quoted,
    );
    let unused: Vec<_> = names()
        .into_iter()
        .filter(|n| !quoted.contains(n))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn every_message_that_is_used_exists() {
    let mut quoted = BTreeSet::new();
    used(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut quoted,
    );
    let names = names();
    let prefixes: BTreeSet<_> = names.iter().filter_map(|n| n.split('-').next()).collect();
    let is_name = |text: &&String| {
        text.contains('-')
            && text.chars().all(|c| c.is_ascii_lowercase() || c == '-')
            && text.split('-').next().is_some_and(|p| prefixes.contains(p))
    };
    // Names of other things that look like messages.
    let others = ["app-id", "pre-authorized", "use-cases"];
    let missing: Vec<_> = quoted
        .iter()
        .filter(is_name)
        .filter(|text| !names.contains(*text) && !others.contains(&text.as_str()))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_message_can_be_said() {
    let words = Words::english();
    for name in names() {
        let said = words.say(&name, &[]);
        assert_ne!(said.what, name, "{name} has no words");
        assert!(
            !said.what.is_empty() && said.what.chars().count() < 200,
            "{name}"
        );
    }
}
