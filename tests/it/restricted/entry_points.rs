//! What is made new is refused at a restricted computer until it is listed here: a part of the service gets a credential store
//! that refuses everything there, unless it takes `Context::everywhere`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::commands::lists::{OF_OTHERS, POSSIBLE, REFUSED, WITHOUT_EFFECT};

/// The parts that work at a restricted computer, and what for.
const EVERYWHERE: [&str; 17] = [
    // Own details, password, picture, and signing out everywhere; it lists which changes.
    "account/mod.rs",
    // Rates a new password by the title of the program.
    "account/password_rating.rs",
    // Has the server check who approves an action.
    "approvals/mod.rs",
    // The activity of the own account.
    "audit/mod.rs",
    // Makes the change of the own account.
    "editor.rs",
    // Sets a PIN and unlocks a window with it; it opens no session.
    "quick_unlock/mod.rs",
    // Sets a password with a code, and finds a username, as the server decides.
    "recovery/mod.rs",
    // Registers a user as the server decides.
    "registration/mod.rs",
    // Remembers and resumes a sign-in as the server decides.
    "remember_me/mod.rs",
    // Where the store is.
    "session_view.rs",
    // Opens the program; it does not set it up.
    "set_up/mod.rs",
    // Follows changes at the server.
    "set_up/upkeep.rs",
    // Signs and lists signatures as the server decides.
    "signatures/mod.rs",
    // Signs in by the verdict of the server.
    "sign_in/mod.rs",
    // Refreshes, locks, unlocks and ends sessions.
    "sign_in/sessions.rs",
    // Sets up two-step sign-in as the server decides.
    "two_factor/mod.rs",
    // Asks the server for users, and lets it change them.
    "users/mod.rs",
];

/// The parts that read what was found in the store last, which is that of a restricted computer as well.
const SNAPSHOTS: [&str; 4] = [
    "approvals/grant.rs",
    "audit/recorder.rs",
    "pages/mod.rs",
    "sign_in/sessions.rs",
];

fn service() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/service")
}

/// Returns the files of a folder with their names below the layer.
fn files(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            let name = path.strip_prefix(service()).expect("below").to_owned();
            let name = name.to_string_lossy().replace('\\', "/");
            found.push((name, fs::read_to_string(&path).expect("read")));
        }
    }
    found
}

fn that_contain(texts: &[&str]) -> BTreeSet<String> {
    let has = |(name, text): &(String, String)| {
        !["context.rs", "ports/"]
            .iter()
            .any(|of| name.starts_with(of))
            && texts.iter().any(|wanted| text.contains(wanted))
    };
    let files = files(&service());
    files
        .into_iter()
        .filter(has)
        .map(|(name, _)| name)
        .collect()
}

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn no_other_part_gets_the_store_of_a_restricted_computer() {
    assert_eq!(that_contain(&["from.everywhere()"]), set(&EVERYWHERE));
    assert_eq!(that_contain(&["from.snapshots"]), set(&SNAPSHOTS));
}

#[test]
fn every_command_is_tried_at_a_restricted_computer() {
    let mut commands = BTreeSet::new();
    for (_, text) in files(&service()) {
        let names = text.lines().filter_map(|line| {
            let name = line.strip_prefix("impl Command for ")?.strip_suffix(" {")?;
            Some(name.to_owned())
        });
        commands.extend(names);
    }
    let listed = [POSSIBLE, WITHOUT_EFFECT, OF_OTHERS, REFUSED].concat();
    assert_eq!(set(&listed).len(), listed.len(), "each in one list");
    assert_eq!(commands, set(&listed));
}
