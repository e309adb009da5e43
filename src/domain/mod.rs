//! The rules: who people are, what they may do, which passwords and hashes are acceptable.
//!
//! Everything here is pure. No egui, no files, no clock and no randomness but what is passed in,
//! so every rule can be tested by calling it. Text comes in, parsed types go out, and a parsed
//! type is never checked again.

pub mod appearance;
pub mod audit;
pub mod credential;
pub mod customization;
pub mod email;
pub mod icon;
pub mod language;
pub mod page;
pub mod passphrase;
pub mod password;
pub mod person_name;
pub mod problem;
pub mod recovery;
pub mod registration;
pub mod remember_me;
pub mod role;
pub mod secret;
pub mod settings;
pub mod throttle;
pub mod two_factor;
pub mod user;
pub mod user_key;
pub mod username;

/// Folds a name for comparison: NFKC, then lower case, then NFKC again (R26).
///
/// Lower-casing can undo a composition, so the normalisation is applied on both sides of it.
/// Unicode's own recommendation for identifiers is `toNFKC_Casefold` (UAX #31); lower case is what
/// the standard library offers and differs only for a few letters such as `ß`.
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

/// Whether two names or addresses, folded, can be taken for each other on a screen (Unicode
/// Technical Standard 39). Pairs of plain ASCII are left alone: people tell `modem` from `modern`,
/// and files that hold both must go on working.
#[must_use]
pub fn look_alike(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() {
        return a == b;
    }
    a == b || skeleton(a) == skeleton(b)
}

/// What [`look_alike`] compares.
#[must_use]
pub fn skeleton(folded: &str) -> String {
    unicode_security::skeleton(folded).collect()
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
