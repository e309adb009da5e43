//! Sentences, and what is said if the users are on a server.

use crate::domain::problem::{Cause, Effect, Position, Problem};
use crate::messages::on_server::{VARIANTS, variant};
use crate::service::ports::StoreError;

use super::*;

#[test]
fn sentences_are_joined_in_the_punctuation_of_their_language() {
    for (first, second, joined) in [
        ("Nothing", "", "Nothing"),
        ("No access", "Ask.", "No access. Ask."),
        ("No access.", "Ask.", "No access. Ask."),
        ("Locked?", "Unlock it.", "Locked? Unlock it."),
        ("権限がありません", "", "権限がありません"),
        (
            "権限がありません",
            "依頼してください。",
            "権限がありません。依頼してください。",
        ),
        (
            "変更しました。",
            "依頼してください。",
            "変更しました。依頼してください。",
        ),
        (
            "間違いですか？",
            "確認してください。",
            "間違いですか？確認してください。",
        ),
        (
            "失敗：disk full",
            "確認してください。",
            "失敗：disk full。確認してください。",
        ),
    ] {
        assert_eq!(join_sentences(first, second), joined);
    }
    let message = Messages::in_language(Language::Japanese).message("user-yourself", &[]);
    assert_eq!(
        message.line(),
        format!("{}。{}", message.summary, message.help)
    );
}

/// What none of these messages may name over a server.
const FILES: [(Language, &str); 5] = [
    (Language::English, "configuration file"),
    (Language::German, "konfigurationsdatei"),
    (Language::French, "fichier de configuration"),
    (Language::Spanish, "archivo de configuración"),
    (Language::Japanese, "設定ファイル"),
];

#[test]
fn the_table_is_in_order_and_each_variant_belongs_to_its_message() {
    assert!(VARIANTS.is_sorted_by_key(|(name, _)| name));
    for (name, other) in VARIANTS {
        assert_eq!(variant(name), Some(other));
        assert_eq!(other.strip_suffix("-on-server"), Some(name));
    }
    assert_eq!(variant("store-unavailable"), None);
}

fn errors() -> Vec<StoreError> {
    let problem = |effect| Problem {
        position: Position::START,
        field: "credentials.usernames.bob".to_owned(),
        cause: Cause::Damaged,
        effect,
        excerpt: None,
    };
    let reason = || "a reason".to_owned();
    vec![
        StoreError::Absent,
        StoreError::NoUsers,
        StoreError::Vanished,
        StoreError::Exists,
        StoreError::Unusable(vec![problem(Effect::File)]),
        StoreError::Unusable(vec![problem(Effect::ClosesUser)]),
        StoreError::Unusable(Vec::new()),
        StoreError::Unreadable(reason()),
        StoreError::Unavailable(reason()),
        StoreError::Unwritable(reason()),
        StoreError::Changed,
        StoreError::TooLarge(1 << 20),
        StoreError::Busy,
        StoreError::NameRetired,
        StoreError::EmailTaken,
        StoreError::Restricted,
        StoreError::TooMany,
        StoreError::Refused(Position::START),
    ]
}

#[test]
fn no_error_of_a_store_speaks_of_a_file_if_the_users_are_on_a_server() {
    for (language, file) in FILES {
        let messages = Messages::in_language(language);
        let of_file = messages.store_error(&StoreError::Changed).line();
        assert!(of_file.to_lowercase().contains(file), "{of_file}");
        messages.speak_of_server(true);
        for error in errors() {
            // The command that imports a file may name it.
            let line = messages.store_error(&error).summary.to_lowercase();
            assert!(!line.contains(file), "{language:?}: {line}");
        }
        let said = messages.store_error(&StoreError::Unreadable("x".to_owned()));
        assert!(said.help.contains("store check"), "{}", said.help);
        messages.speak_of_server(false);
        assert_eq!(messages.store_error(&StoreError::Changed).line(), of_file);
    }
}

/// A test notices when an error is added.
#[test]
fn every_error_of_a_store_is_among_them() {
    for error in errors() {
        match error {
            StoreError::Absent
            | StoreError::NoUsers
            | StoreError::Vanished
            | StoreError::Exists
            | StoreError::Unusable(_)
            | StoreError::Unreadable(_)
            | StoreError::Unavailable(_)
            | StoreError::Unwritable(_)
            | StoreError::Changed
            | StoreError::TooLarge(_)
            | StoreError::Busy
            | StoreError::NameRetired
            | StoreError::EmailTaken
            | StoreError::Restricted
            | StoreError::TooMany
            | StoreError::Refused(_) => {}
        }
    }
}

#[test]
fn a_text_of_the_app_is_said_in_any_case() {
    let own = Messages::custom("en", "store-changed = Somewhere else");
    let own = own.expect("messages");
    own.speak_of_server(true);
    assert_eq!(
        own.store_error(&StoreError::Changed).summary,
        "Somewhere else"
    );
    let absent = own.store_error(&StoreError::Absent).summary;
    assert!(absent.contains("on the server"), "{absent}");
}

#[test]
fn a_reason_with_a_message_of_its_own_is_said_in_the_language_of_the_window() {
    use crate::service::ports::store_error::reason;

    let reasons = [
        reason::UNPREPARED.to_owned(),
        reason::NEWER.to_owned(),
        reason::CERTIFICATE_ISSUER.to_owned(),
        reason::CERTIFICATE_NAME.to_owned(),
        reason::CERTIFICATE_EXPIRED.to_owned(),
        format!("{}x", reason::CERTIFICATE),
        format!("{}x", reason::DENIED),
    ];
    for (language, _) in FILES {
        let messages = Messages::in_language(language);
        for reason in &reasons {
            let message = messages.store_error(&StoreError::Unavailable(reason.clone()));
            let is_own = !message.summary.contains(reason.trim_end_matches('x'));
            assert!(is_own || language == Language::English, "{message:?}");
            let other = messages.store_error(&StoreError::Unavailable(String::new()));
            assert_ne!(message.help, other.help);
            let outage = messages.outage(reason);
            assert_eq!(outage.summary, message.summary);
            assert!(outage.help.ends_with(&messages.outage("x").help));
        }
    }
}
