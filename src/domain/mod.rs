//! Rules: users, permissions, passwords, codes and settings.
//!
//! Everything here is pure: no egui, no files, and no clock or randomness except what is passed in, so that
//! every rule can be tested by calling it. Text is parsed into types once; a parsed value is not checked
//! again.

pub mod access_times;
pub mod account_event;
pub mod account_id;
mod action_summary;
pub mod appearance;
pub mod approval;
pub mod audit;
pub mod audit_chain;
pub mod audit_detail;
pub mod audit_erasure;
pub mod audit_event;
pub mod audit_word;
pub mod badge;
mod base64url;
pub mod built_in_action;
pub mod bulk_kind;
pub mod changed_setting;
pub mod computer_kind;
pub mod computer_secret;
mod confusables;
pub mod credential;
pub mod custom_field;
pub mod customization;
pub mod day;
pub mod delay;
pub mod email;
pub mod email_proof;
pub mod ended_credentials;
pub mod first_steps;
mod guesses;
pub mod hashing;
pub mod icon;
pub mod key_vault;
pub(crate) mod keyed_digest;
pub mod language;
pub mod launch;
pub(crate) mod line_diff;
pub(crate) mod loopback;
pub mod markdown;
pub mod markdown_blocks;
mod markdown_limits;
#[cfg(feature = "markdown")]
mod markdown_reader;
pub(crate) mod name_list;
mod own_words;
pub(crate) mod packed;
pub mod page;
pub mod page_change;
pub mod page_id;
pub mod passphrase;
pub mod password;
pub(crate) mod permissions;
pub mod person_name;
pub mod pin;
#[cfg(any(test, not(feature = "markdown")))]
mod plain_text;
mod position;
pub mod preferences;
pub mod printable;
pub mod problem;
pub mod published;
pub(crate) mod quick_bytes;
pub mod quick_rule;
pub mod quick_unlock;
pub mod recovery;
pub mod refusal;
pub mod registration;
pub mod remember_me;
mod restricted;
pub mod role;
mod role_list;
pub mod scan;
pub mod secret;
pub mod session_limits;
pub mod setting;
mod setting_group;
mod setting_kinds;
pub mod setting_origin;
mod setting_value;
pub mod settings;
pub mod settings_change;
mod settings_in_code;
mod settings_of_computer;
pub mod settings_rows;
pub mod signature;
pub mod store_settings;
pub mod stored_code;
pub mod throttle;
pub mod time_zone;
pub mod timestamp;
pub mod two_factor;
#[cfg(feature = "updates")]
pub mod update;
pub mod update_source;
pub mod user;
mod user_checks;
pub mod user_field;
pub mod user_key;
pub mod username;
pub(crate) mod value_type;
pub mod week_hours;

use std::sync::Arc;

pub use crate::domain::confusables::skeleton;

/// Folds a name for comparison: NFKC, then lower case, then NFKC again (R26).
///
/// Lower-casing can undo a composition, so normalization is applied before and after it. Unicode recommends
/// `toNFKC_Casefold` for identifiers (UAX #31); lower case is what the standard library offers and differs
/// only for a few letters such as `ß`.
#[must_use]
pub fn fold(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkc()
        .collect::<String>()
        .to_lowercase()
        .nfkc()
        .collect()
}

/// Returns a text, and how it is compared. Most often both are the same.
fn with_key(text: &str) -> (Arc<str>, Arc<str>) {
    let (spelling, key) = (Arc::<str>::from(text), fold(text));
    let key = if *spelling == *key {
        Arc::clone(&spelling)
    } else {
        key.into()
    };
    (spelling, key)
}

/// Returns `true` if two folded names or addresses look alike on a screen (Unicode Technical Standard 39).
/// Pairs of plain ASCII are exempt: people tell `modem` from `modern`, and files that contain both must keep
/// working.
#[must_use]
pub fn look_alike(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() {
        return a == b;
    }
    a == b || skeleton(a) == skeleton(b)
}

#[cfg(test)]
mod tests {
    use super::{fold, look_alike};
    use proptest::prelude::*;

    #[test]
    fn r26_letters_of_another_script_do_not_make_another_name() {
        assert!(look_alike("ada", "\u{430}d\u{430}"), "Cyrillic a");
        assert!(look_alike("paypal", "p\u{430}ypal"));
        assert!(!look_alike("modem", "modern"), "plain ASCII is told apart");
        assert!(!look_alike("müller", "muller"));
    }

    #[test]
    fn r26_full_width_and_capital_letters_fold_to_the_same_name() {
        assert_eq!(fold("ＪＳｍｉｔｈ"), "jsmith");
        assert_eq!(fold("JSMITH"), fold("jsmith"));
    }

    proptest! {
        #[test]
        fn r26_folding_twice_changes_nothing_more(text in "\\PC{0,20}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }
    }
}
