//! The messages that speak of the configuration file, and what is said in their place if the users are on a server.

/// The name of each message, in order, and of its variant.
const VARIANTS: [(&str, &str); 31] = [
    (
        "activity-code-created-by-owner",
        "activity-code-created-by-owner-on-server",
    ),
    ("activity-owner", "activity-owner-on-server"),
    ("broken-heading", "broken-heading-on-server"),
    ("cli-signature-other", "cli-signature-other-on-server"),
    ("launch-not-started", "launch-not-started-on-server"),
    ("mail-failed", "mail-failed-on-server"),
    ("mail-no-server", "mail-no-server-on-server"),
    ("page-unreadable", "page-unreadable-on-server"),
    ("set-up-intro", "set-up-intro-on-server"),
    (
        "settings-mail-password-help",
        "settings-mail-password-help-on-server",
    ),
    ("settings-preview-intro", "settings-preview-intro-on-server"),
    ("settings-reloaded", "settings-reloaded-on-server"),
    ("sign-in-outdated", "sign-in-outdated-on-server"),
    ("status-entry-mistake", "status-entry-mistake-on-server"),
    ("store-absent", "store-absent-on-server"),
    ("store-busy", "store-busy-on-server"),
    ("store-changed", "store-changed-on-server"),
    ("store-closing", "store-closing-on-server"),
    ("store-exists", "store-exists-on-server"),
    ("store-refused", "store-refused-on-server"),
    ("store-too-large", "store-too-large-on-server"),
    ("store-unreadable", "store-unreadable-on-server"),
    ("store-unusable", "store-unusable-on-server"),
    ("store-unwritable", "store-unwritable-on-server"),
    ("store-vanished", "store-vanished-on-server"),
    ("update-malformed", "update-malformed-on-server"),
    ("update-refused", "update-refused-on-server"),
    ("update-signature", "update-signature-on-server"),
    ("update-unreachable", "update-unreachable-on-server"),
    ("user-entry-mistake", "user-entry-mistake-on-server"),
    ("warnings-heading", "warnings-heading-on-server"),
];

/// Returns the name of the message that is said in place of this one; `None` if it is the same for both.
pub(super) fn variant(name: &str) -> Option<&'static str> {
    let found = VARIANTS.binary_search_by_key(&name, |(known, _)| known);
    found.ok().map(|at| VARIANTS[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use crate::domain::problem::{Cause, Effect, Position, Problem};
    use crate::messages::Messages;
    use crate::service::ports::StoreError;

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
}
