//! The English texts: complete, without unused ones, and the texts that an app brings.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use egui_authenticator::messages::Messages;
use egui_authenticator::messages::custom::CustomMessagesError;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::Lit;

fn file() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/i18n/en.ftl");
    fs::read_to_string(path).expect("read")
}

/// Returns the names of all messages.
fn names() -> BTreeSet<String> {
    file()
        .lines()
        .filter_map(|line| line.split_once(" =").map(|(name, _)| name.to_owned()))
        .filter(|name| name.starts_with(|c: char| c.is_ascii_lowercase()))
        .collect()
}

/// Returns the string literals of the program, without those of attributes, documentation and unit tests.
fn literals() -> BTreeSet<String> {
    let mut literals = BTreeSet::new();
    read_folder(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut literals,
    );
    literals
}

fn read_folder(folder: &Path, literals: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            read_folder(&path, literals);
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && path.file_name().is_some_and(|name| name != "tests.rs")
        {
            let text = fs::read_to_string(&path).expect("read");
            read_tokens(text.parse().expect("Rust"), literals);
        }
    }
}

fn read_tokens(tokens: TokenStream, literals: &mut BTreeSet<String>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            // An attribute, or the doc comment that is one.
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                tokens.next_if(
                    |next| matches!(next, TokenTree::Punct(punct) if punct.as_char() == '!'),
                );
                let attribute = tokens.next_if(
                    |next| matches!(next, TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket),
                );
                if attribute.is_some_and(|attribute| {
                    attribute.to_string().replace(' ', "") == "[cfg(test)]"
                }) {
                    tokens.find(is_end_of_item);
                }
            }
            TokenTree::Group(group) => read_tokens(group.stream(), literals),
            TokenTree::Literal(literal) => {
                if let Lit::Str(text) = Lit::new(literal) {
                    literals.insert(text.value());
                }
            }
            TokenTree::Punct(_) | TokenTree::Ident(_) => {}
        }
    }
}

/// Returns `true` for the body of an item, or the semicolon of one without a body.
fn is_end_of_item(token: &TokenTree) -> bool {
    match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(punct) => punct.as_char() == ';',
        _ => false,
    }
}

#[test]
fn string_literals_are_read_from_code_but_not_from_comments_attributes_and_tests() {
    let source = r#"
        //! Not "a comment".
        #![doc = "not an attribute"]
        /// Not "documentation".
        fn first() { format!("{}{}", "in a macro", RAW); }
        #[cfg(test)]
        mod tests { fn test() { first("not in a test") } }
        #[cfg(test)]
        use crate::something;
        const LAST: &str = "escaped \n";
        const BYTES: &[u8] = b"not bytes";
    "#;
    let source = source.replace("RAW", "r#\"raw \"quoted\"\"#");
    let mut literals = BTreeSet::new();
    read_tokens(source.parse().expect("Rust"), &mut literals);
    let expected = ["{}{}", "in a macro", "raw \"quoted\"", "escaped \n"];
    assert_eq!(literals, expected.map(ToOwned::to_owned).into());
}

#[test]
fn every_message_is_used() {
    let literals = literals();
    let names = names().into_iter();
    let unused: Vec<_> = names.filter(|name| !literals.contains(name)).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn every_message_that_is_used_exists() {
    let names = names();
    let prefixes: BTreeSet<_> = names.iter().filter_map(|n| n.split('-').next()).collect();
    let is_name = |text: &String| {
        text.contains('-')
            && !text.ends_with('-')
            && text.chars().all(|c| c.is_ascii_lowercase() || c == '-')
            && text.split('-').next().is_some_and(|p| prefixes.contains(p))
    };
    // Names of other things that look like messages.
    let others = ["app-id", "pre-authorized", "use-cases"];
    let missing: Vec<_> = literals()
        .into_iter()
        .filter(is_name)
        .filter(|text| !names.contains(text) && !others.contains(&text.as_str()))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_message_has_a_summary_of_a_reasonable_length() {
    let messages = Messages::english();
    for name in names() {
        let message = messages.message(&name, &[]);
        assert_ne!(message.summary, name, "{name} has no text");
        assert!(
            !message.summary.is_empty() && message.summary.chars().count() < 200,
            "{name}"
        );
    }
}

#[test]
fn an_app_replaces_single_texts_and_keeps_the_others() {
    let own = "
-place = the lab
sign-in-heading = Welcome to { -place }
sign-in-pending =
    .help = Ask at the counter
";
    let (messages, english) = (
        Messages::custom("en", own).expect("messages"),
        Messages::english(),
    );
    assert_eq!(messages.get("sign-in-heading"), "Welcome to the lab");
    let pending = messages.message("sign-in-pending", &[]);
    assert_eq!(
        pending.summary,
        english.message("sign-in-pending", &[]).summary
    );
    assert_eq!(pending.help, "Ask at the counter");
    assert_eq!(
        messages.get("sign-in-button"),
        english.get("sign-in-button")
    );
}

#[test]
fn plurals_follow_the_language_that_an_app_brings() {
    let own = "
sign-in-keep = przez { $days ->
    [one] { $days } dzień
    [few] { $days } dni
   *[many] { $days } dni!
}
";
    let messages = Messages::custom("pl", own).expect("messages");
    let keep = |days: u32| messages.with("sign-in-keep", &[("days", days.into())]);
    let texts = [1, 3, 7].map(keep);
    assert_eq!(texts, ["przez 1 dzień", "przez 3 dni", "przez 7 dni!"]);
}

#[test]
fn texts_of_an_app_that_would_never_be_shown_are_refused_with_the_reason() {
    let name = |name: &str| name.to_owned();
    let of = |source: &str| Messages::custom("en", source).err();
    let unknown = |unknown: &str| Some(CustomMessagesError::Unknown(name(unknown)));
    assert_eq!(of("sign-in-haeding = Hello"), unknown("sign-in-haeding"));
    let attribute = "sign-in-heading = Hello\n    .help = Read";
    assert_eq!(of(attribute), unknown("sign-in-heading.help"));
    let value = |value: &str| {
        Some(CustomMessagesError::Value {
            name: name("sign-in-keep"),
            value: name(value),
        })
    };
    assert_eq!(of("sign-in-keep = For { $weeks } weeks"), value("weeks"));
    let hidden = "sign-in-keep = { $days ->\n    [one] { NUMBER($hours) }\n   *[other] x\n}";
    assert_eq!(of(hidden), value("hours"), "in one branch only");
    let reference = CustomMessagesError::Reference {
        name: name("sign-in-heading"),
        to: name("-place"),
    };
    assert_eq!(of("sign-in-heading = In { -place }"), Some(reference));
    let syntax = of("sign-in-heading = Hello\n\nsign-in-button Sign in");
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
