//! The arrows of ARCHITECTURE.md, held against the imports.

use std::fs;
use std::path::{Path, PathBuf};

/// A layer, and what its files must not name.
const RULES: &[(&str, &[&str])] = &[
    (
        "account",
        &[
            "crate::service",
            "crate::store",
            "crate::screen",
            "crate::ui",
            "crate::words",
            "crate::worker",
            "egui",
            "std::fs",
            "std::net",
            "SystemTime",
            "Instant::now",
            "getrandom",
        ],
    ),
    (
        "service",
        &[
            "crate::store",
            "crate::screen",
            "crate::ui",
            "crate::words",
            "crate::worker",
            "egui",
            "std::fs",
            "SystemTime",
            "Instant::now",
            "getrandom",
        ],
    ),
    (
        "screen",
        &[
            "crate::store",
            "crate::ui",
            "crate::words",
            "crate::worker",
            "egui",
            "std::fs",
            "SystemTime",
            "Instant::now",
            "Service,",
        ],
    ),
    (
        "store",
        &[
            "crate::screen",
            "crate::ui",
            "crate::words",
            "crate::worker",
            "egui::",
        ],
    ),
    (
        "words",
        &[
            "crate::store",
            "crate::screen",
            "crate::ui",
            "crate::worker",
            "egui::",
        ],
    ),
    (
        "ui",
        &[
            "crate::store",
            "crate::worker",
            "std::fs",
            "SystemTime",
            "Instant::now",
        ],
    ),
    (
        "cli",
        &["crate::screen", "crate::ui", "crate::worker", "egui::"],
    ),
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files
}

fn source_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

#[test]
fn r55_nothing_draws_random_numbers_but_from_the_operating_system() {
    let mut found = Vec::new();
    for file in sources(&source_folder()) {
        let text = fs::read_to_string(&file).expect("read");
        for word in ["fastrand", "thread_rng", "SmallRng", "StdRng", "use rand"] {
            if text.contains(word) {
                found.push(format!("{}: {word}", file.display()));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn no_layer_names_one_that_it_must_not_know() {
    let mut broken = Vec::new();
    for (layer, forbidden) in RULES {
        let files = sources(&source_folder().join(layer));
        assert!(!files.is_empty(), "{layer} has no files");
        for file in files {
            let text = fs::read_to_string(&file).expect("read");
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            for (index, line) in code.lines().enumerate() {
                let is_comment = line.trim_start().starts_with("//");
                for name in forbidden.iter().filter(|name| line.contains(**name)) {
                    if !is_comment {
                        broken.push(format!("{}:{}: {name}", file.display(), index + 1));
                    }
                }
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

/// What other crates call their types, and the modules that no such type may leave.
const FOREIGN: &[&str] = &[
    "Zeroizing",
    "Fluent",
    "LanguageIdentifier",
    "rusqlite",
    "Connection",
    "TempDir",
    "Timestamp",
    "jiff",
    "serde",
    "Deserialize",
    "Serialize",
    "granit",
    "csv::",
    "lettre",
    "zbus",
    "keyring_core",
    "Argon2<",
    "DynamicImage",
    "notify::",
    "totp_rs",
    "QrCode",
];

/// Every public signature of a file: from `pub fn` to its body, and public fields.
fn public_signatures(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find("pub ") {
        rest = &rest[at..];
        let end = rest.find(['{', ';', '=']).unwrap_or(rest.len());
        // Fields end with their line.
        let is_item = ["fn ", "const ", "type ", "trait ", "struct ", "enum "]
            .iter()
            .any(|word| rest["pub ".len()..].starts_with(word));
        let end = if is_item {
            end
        } else {
            rest.find('\n').unwrap_or(end)
        };
        // What is private in a tuple is nobody's business.
        let signature = &rest[..end];
        let is_private = signature.starts_with("pub struct") && signature.contains('(');
        if !is_private && !signature.starts_with("pub mod") && !signature.starts_with("pub use") {
            found.push(signature.to_owned());
        }
        rest = &rest[end.max(1)..];
    }
    found
}

#[test]
fn no_type_of_another_crate_but_eguis_stands_in_the_stable_interface() {
    let mut found = Vec::new();
    for part in [
        "account",
        "service",
        "store",
        "words",
        "authenticator",
        "testing",
    ] {
        for file in sources(&source_folder().join(part)) {
            // Private modules, of which nothing is handed out.
            let name = file.display().to_string();
            let text = fs::read_to_string(&file).expect("read");
            for signature in public_signatures(&text) {
                for foreign in FOREIGN
                    .iter()
                    .filter(|foreign| signature.contains(**foreign))
                {
                    found.push(format!("{name}: {foreign} in {signature}"));
                }
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_file_says_what_it_owns() {
    for file in sources(&source_folder()) {
        let text = fs::read_to_string(&file).expect("read");
        assert!(text.starts_with("//! "), "{}", file.display());
    }
}
