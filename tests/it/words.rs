//! The words file: complete, without leftovers, in one voice.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use egui_authenticator::messages::Messages;
use egui_authenticator::messages::custom::CustomMessagesError;

fn file() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/i18n/en.ftl");
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
            && !text.ends_with('-')
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
    let words = Messages::english();
    for name in names() {
        let said = words.message(&name, &[]);
        assert_ne!(said.summary, name, "{name} has no words");
        assert!(
            !said.summary.is_empty() && said.summary.chars().count() < 200,
            "{name}"
        );
    }
}

#[test]
fn an_app_says_single_sentences_in_its_own_words_and_the_rest_in_ours() {
    let own = "
-place = the lab
login-heading = Welcome to { -place }
login-pending =
    .help = Ask at the counter
";
    let (words, english) = (
        Messages::custom("en", own).expect("words"),
        Messages::english(),
    );
    assert_eq!(words.get("login-heading"), "Welcome to the lab");
    let pending = words.message("login-pending", &[]);
    assert_eq!(
        pending.summary,
        english.message("login-pending", &[]).summary
    );
    assert_eq!(pending.help, "Ask at the counter");
    assert_eq!(words.get("login-button"), english.get("login-button"));
}

#[test]
fn plurals_follow_the_language_of_an_app() {
    let own = "
login-keep = przez { $days ->
    [one] { $days } dzień
    [few] { $days } dni
   *[many] { $days } dni!
}
";
    let words = Messages::custom("pl", own).expect("words");
    let keep = |days: u32| words.with("login-keep", &[("days", days.into())]);
    let said = [1, 3, 7].map(keep);
    assert_eq!(said, ["przez 1 dzień", "przez 3 dni", "przez 7 dni!"]);
}

#[test]
fn words_of_an_app_that_nobody_would_read_are_refused_with_the_reason() {
    let name = |name: &str| name.to_owned();
    let of = |source: &str| Messages::custom("en", source).err();
    let unknown = |unknown: &str| Some(CustomMessagesError::Unknown(name(unknown)));
    assert_eq!(of("login-haeding = Hello"), unknown("login-haeding"));
    let attribute = "login-heading = Hello\n    .help = Read";
    assert_eq!(of(attribute), unknown("login-heading.help"));
    let value = |value: &str| {
        Some(CustomMessagesError::Value {
            name: name("login-keep"),
            value: name(value),
        })
    };
    assert_eq!(of("login-keep = For { $weeks } weeks"), value("weeks"));
    let hidden = "login-keep = { $days ->\n    [one] { NUMBER($hours) }\n   *[other] x\n}";
    assert_eq!(of(hidden), value("hours"), "in one branch only");
    let reference = CustomMessagesError::Reference {
        name: name("login-heading"),
        to: name("-place"),
    };
    assert_eq!(of("login-heading = In { -place }"), Some(reference));
    let syntax = of("login-heading = Hello\n\nlogin-button Sign in");
    assert!(
        matches!(syntax, Some(CustomMessagesError::Syntax { line: 3, .. })),
        "{syntax:?}"
    );
    let language = Messages::custom("not a language", "").err();
    assert_eq!(
        language,
        Some(CustomMessagesError::Language(name("not a language")))
    );
}
