//! `config.example.yaml` says what is true.

use std::path::Path;

use egui_authenticator::domain::audit::Retention;
use egui_authenticator::domain::icon::ICONS;
use egui_authenticator::domain::password::PasswordRule;
use egui_authenticator::domain::problem::Cause;
use egui_authenticator::domain::published::is_published;
use egui_authenticator::domain::secret::Secret;
use egui_authenticator::domain::settings::{Hashing, Lock, Remember, Sessions, TwoStep};
use egui_authenticator::domain::throttle::LockoutRule;
use egui_authenticator::service::ports::CredentialStore;
use egui_authenticator::store::yaml::YamlStore;

fn example() -> YamlStore {
    YamlStore::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("config.example.yaml"))
}

#[test]
fn the_example_can_be_used_and_its_only_oddity_is_published_passwords() {
    let problems = example().inspect().expect("read");
    let others: Vec<_> = problems
        .iter()
        .filter(|p| {
            !matches!(
                p.cause,
                Cause::PublishedPassword | Cause::OpenToOthers { .. }
            )
        })
        .collect();
    assert!(others.is_empty(), "{others:?}");
}

#[test]
fn the_values_that_the_example_shows_are_the_defaults() {
    let settings = &example().read().expect("read").settings;
    assert_eq!(settings.hashing, Hashing::default());
    assert_eq!(settings.remember, Remember::default());
    assert_eq!(settings.password, PasswordRule::default());
    assert_eq!(settings.lockout, LockoutRule::default());
    assert_eq!(settings.two_step, TwoStep::default());
    assert_eq!(settings.sessions, Sessions::default());
    assert_eq!(settings.activity, Retention::default());
    assert_eq!(settings.lock, Lock::default());
}

#[test]
fn the_mail_section_that_the_example_shows_can_be_used() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("config.example.yaml");
    let text = std::fs::read_to_string(path).expect("read");
    let lines = text.lines().skip_while(|line| !line.starts_with("# mail:"));
    let section = lines.take_while(|line| line.starts_with('#'));
    let section: Vec<_> = section.map(|line| line.trim_start_matches("# ")).collect();
    // What belongs to the section is written deeper than its name.
    let section = section.join("\n").replace("\n  ", "\n   ");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("config.yaml");
    let people = "credentials: {usernames: {}}\n";
    std::fs::write(&file, format!("{people}{section}\n")).expect("written");
    let settings = &YamlStore::new(&file).read().expect("read").settings;
    let mail = settings.mail.as_ref().expect("a server");
    assert_eq!(mail.server, "mail.example.org");
    assert_eq!(mail.port, Some(587));
}

#[test]
fn the_example_lists_every_icon() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("config.example.yaml");
    let text = std::fs::read_to_string(path).expect("read");
    let words: Vec<&str> = text.split_whitespace().collect();
    for (name, _) in ICONS {
        assert!(words.contains(name), "{name}");
    }
}

#[test]
fn both_users_of_the_tutorial_get_their_own_application() {
    let snapshot = example().read().expect("read");
    let titles = |name: &str| -> Vec<String> {
        let user = snapshot.users.find(name).expect("found");
        let pages = snapshot.settings.visible(user);
        pages.map(|view| view.title.clone()).collect()
    };
    assert_eq!(titles("jsmith"), ["Application 1", "Handbook", "Tools"]);
    assert_eq!(titles("rbriggs"), ["Application 2", "Handbook", "Tools"]);
}

/// The values of `password:` in a text that consist of several words.
fn passwords(text: &str) -> impl Iterator<Item = &str> {
    let values = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("password: "));
    // The others are types, references and hashes.
    values.filter(|value| value.contains([' ', '-']) && !value.ends_with([',', '.']))
}

#[test]
fn r90_every_password_of_the_example_the_documentation_and_the_examples_is_known_as_published() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = 0;
    for folder in ["", "docs", "examples"] {
        for entry in std::fs::read_dir(root.join(folder))
            .expect("listed")
            .flatten()
        {
            let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
            for password in passwords(&text) {
                found += 1;
                let is_published = is_published(&Secret::new(password.to_owned()));
                assert!(is_published, "{}: {password}", entry.path().display());
            }
        }
    }
    // The examples are over the component, and have no users of their own.
    assert!(found >= 3, "{found}");
}

#[test]
fn the_example_is_complete_wherever_it_is_copied() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("config.example.yaml");
    let folder = tempfile::tempdir().expect("a folder");
    let copy = folder.path().join("config.yaml");
    std::fs::copy(path, &copy).expect("copied");
    let problems = YamlStore::new(&copy).inspect().expect("read");
    let is_expected =
        |cause: &Cause| matches!(cause, Cause::PublishedPassword | Cause::OpenToOthers { .. });
    let others: Vec<_> = problems.iter().filter(|p| !is_expected(&p.cause)).collect();
    assert!(others.is_empty(), "{others:?}");
    let text = std::fs::read_to_string(copy).expect("read");
    assert!(
        !text.starts_with("# yaml-language-server"),
        "it names no file beside it"
    );
}
