//! Other users of the computer, links to the file, and changes by root.

#[cfg(unix)]
use std::os::unix::fs::{MetadataExt, chown, symlink};
#[cfg(unix)]
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};

use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::wiring::Paths;

use crate::harness::secret;

use super::{Shop, run};

/// Another user of the computer is left a way to the files: `check` names each, and fails where one can be changed.
#[test]
#[cfg(unix)]
fn r94_check_names_each_way_to_the_files_for_other_users_of_the_computer() {
    let shop = Shop::open();
    let (code, said) = run(shop.command(&["check"]));
    assert_eq!(code, 0, "closed to others: {said}");
    let (code, said) = run(shop.command(&["invite", "add", "mel@example.org"]));
    assert_eq!(code, 0, "{said}");
    for (name, open, expected, fails) in [
        ("config.yaml", 0o660, "can change", true),
        (".", 0o770, "can change", true),
        ("handbook.md", 0o606, "can change", true),
        (
            "data/egui-authenticator/state.db",
            0o620,
            "can change",
            true,
        ),
        ("data/egui-authenticator/state.db", 0o640, "can read", false),
        ("config.yaml.backups", 0o750, "can read", false),
        ("config.yaml.backups/000001.yaml", 0o604, "can read", false),
        ("config.yaml.lock", 0o640, "can read", false),
    ] {
        let before = std::fs::metadata(shop.path(name)).expect(name).mode();
        shop.set_mode(name, open);
        let (code, said) = run(shop.command(&["check"]));
        let place = std::fs::canonicalize(shop.path(name)).expect("a path");
        let sentence = format!("{expected} {}", place.display());
        assert!(said.contains(&sentence), "{name}: {said}");
        assert_eq!(code != 0, fails, "{name}: {said}");
        shop.set_mode(name, before & 0o777);
    }
    if is_root() {
        let page = shop.path("handbook.md");
        chown(&page, Some(1000), Some(1000)).expect("given");
        let (_, said) = run(shop.command(&["check"]));
        assert!(said.contains("belongs to another user (ID 1000)"), "{said}");
    }
}

/// A guesser whose name is locked continues through a link to the file, or through `..`: it is the same file, and the
/// same lockout.
#[test]
#[cfg(unix)]
fn r95_a_guesser_continues_through_a_link_to_the_same_file() {
    let shop = Shop::open();
    symlink(shop.path("config.yaml"), shop.path("link.yaml")).expect("linked");
    let guess = |config: &str| {
        let paths = Paths::new("attack", shop.path(config), shop.path("state.db"));
        let service = paths.service_without_keyring();
        let guess = service.sign_in().with_password("bob", &secret("a guess"));
        guess.err()
    };
    for _ in 0..5 {
        assert_eq!(guess("config.yaml"), Some(SignInError::Refused));
    }
    for config in ["config.yaml", "link.yaml", "data/../config.yaml"] {
        let answer = guess(config);
        assert!(
            matches!(answer, Some(SignInError::Locked(_))),
            "{config}: {answer:?}"
        );
    }
}

#[cfg(unix)]
fn is_root() -> bool {
    let file = tempfile::NamedTempFile::new().expect("a file");
    file.as_file().metadata().expect("there").uid() == 0
}

/// Returns every file and folder under this one.
fn all(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths
        .flat_map(|path| {
            let inner = if path.is_dir() {
                all(&path)
            } else {
                Vec::new()
            };
            inner.into_iter().chain([path])
        })
        .collect()
}

/// An administrator of the computer changes a user's file under `sudo`: locks, backups and the database go on
/// belonging to the user, who can make the next change.
#[test]
#[cfg(unix)]
#[ignore = "needs root, with which .ci/run runs it"]
fn r93_root_changes_a_file_and_its_owner_changes_it_next() {
    const USER: u32 = 1000;
    assert!(is_root(), "run this test as root");
    let shop = Shop::open();
    for path in all(shop.folder.path()).iter().chain([&shop.path("")]) {
        chown(path, Some(USER), Some(USER)).expect("given");
    }
    let (code, said) = run(shop.command(&["invite", "add", "mel@example.org"]));
    assert_eq!(code, 0, "root: {said}");
    let made = all(shop.folder.path());
    for name in [
        "config.yaml.lock",
        "config.yaml.backups",
        "data/egui-authenticator/state.db",
    ] {
        assert!(made.contains(&shop.path(name)), "{name}");
    }
    for path in &made {
        let owner = std::fs::metadata(path).expect("there").uid();
        assert_eq!(owner, USER, "{}", path.display());
    }
    let mut command = shop.command(&["invite", "add", "ned@example.org"]);
    command.uid(USER).gid(USER);
    let (code, said) = run(command);
    assert_eq!(code, 0, "the owner: {said}");
}
