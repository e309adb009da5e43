//! What is found early, and what is not.

use proptest::prelude::*;

use super::characters;

/// Returns how many guesses find a text of a user with these words.
fn guesses(text: &str, own: &[&str]) -> f64 {
    let own: Vec<String> = own.iter().map(|word| (*word).to_owned()).collect();
    super::guesses(text, &own)
}

/// A thousand guesses: what can be tried at a sign-in.
const THOUSAND: f64 = 1e3;
/// What a new password is refused for.
const MILLION: f64 = 1e6;
/// The best rating.
const STRONG: f64 = 1e10;

/// Asserts that each text is found within so many guesses.
#[track_caller]
fn assert_found(texts: &[&str], within: f64, own: &[&str]) {
    for text in texts {
        let guesses = guesses(text, own);
        assert!(guesses <= within, "{text} takes {guesses:e}");
    }
}

#[test]
fn an_empty_password_is_found_at_once() {
    assert!(guesses("", &[]) <= 1.0);
}

#[test]
fn common_passwords_and_names_are_found_within_a_thousand_guesses() {
    assert_found(
        &["password", "iloveyou", "dragon", "jennifer", "starwars"],
        THOUSAND,
        &[],
    );
}

#[test]
fn rare_words_are_found_within_a_million_guesses() {
    assert_found(
        &[
            "photosynthesis",
            "parliamentary",
            "engineering",
            "manchester",
        ],
        MILLION,
        &[],
    );
}

#[test]
fn capitals_signs_for_letters_endings_and_the_other_direction_hide_no_common_password() {
    let disguised = [
        "Password",
        "PASSWORD",
        "pa55w0rd",
        "P@$$w0rd",
        "drowssap",
        "Password1!",
        "m0nk3y2024",
        "dragons99",
    ];
    assert_found(&disguised, MILLION, &[]);
}

#[test]
fn capitals_and_signs_for_letters_take_more_guesses() {
    assert!(guesses("Basketball", &[]) > guesses("basketball", &[]));
    assert!(guesses("baSkEtbAlL", &[]) > guesses("Basketball", &[]));
    assert!(guesses("b@sketb@ll", &[]) > guesses("basketball", &[]));
}

#[test]
fn the_words_of_a_user_are_found_first() {
    let own = ["annabell", "zwiebelthorn", "kwexfirm"];
    assert_found(
        &["annabell", "Zwiebelthorn", "kw3xf1rm", "llebanna"],
        THOUSAND,
        &own,
    );
    assert_found(
        &["annabell1999", "Kwexfirm!", "zwiebelthornannabell"],
        MILLION,
        &own,
    );
}

#[test]
fn walks_on_three_keyboards_and_the_keypad_are_found_within_a_million_guesses() {
    let walks = [
        "qwertyuiop",
        "1qaz2wsx3edc",
        "qwertzuiopü",
        "azertyuiop",
        "147258369",
    ];
    assert_found(&walks, MILLION, &[]);
    assert_found(&["asdfghjklöä", "wxcvbn,;:", "&é\"'(-è"], MILLION, &[]);
}

#[test]
fn repeats_and_sequences_are_found_within_a_million_guesses() {
    let texts = [
        "aaaaaaaaaaaaaaa",
        "abcabcabcabcabc",
        "kT4kT4kT4kT4kT4",
        "abcdefghijklmnop",
        "987654321",
        "acegikmoqsuwy",
    ];
    assert_found(&texts, MILLION, &[]);
}

#[test]
fn dates_and_years_are_found_within_a_million_guesses() {
    assert_found(
        &[
            "24.12.1985",
            "19851224",
            "1985-12-24",
            "24121985",
            "summer2026",
        ],
        MILLION,
        &[],
    );
}

#[test]
fn random_characters_are_not_found() {
    for text in ["qmxvtzbnwkrfjdh", "8Jw#pL2xQz&v", "ЖщбПхюРфцЧыл"] {
        assert!(guesses(text, &[]) > STRONG, "{text}");
    }
}

#[test]
fn four_words_are_not_found() {
    for text in [
        "correct horse battery staple",
        "ladder-ticket-ocean-viola",
        "mein hund frisst gerne gurken",
    ] {
        assert!(guesses(text, &[]) > STRONG, "{text}");
    }
}

#[test]
fn repeats_of_repeats_are_rated_once() {
    assert_found(
        &[&"a".repeat(100), &"ab".repeat(50), &"aab".repeat(33)],
        1e5,
        &[],
    );
}

#[test]
fn a_sign_between_the_letters_hides_no_word() {
    assert_found(
        &["p-a-s-s-w-o-r-d", "1.2.3.4.5.6", "q w e r t y"],
        THOUSAND,
        &[],
    );
    assert_found(&["an.na.bell.an.na.bell"], THOUSAND, &["annabell"]);
    for passphrase in ["apple-river-stone-cloud", "apple river stone cloud"] {
        assert!(guesses(passphrase, &[]) > STRONG, "{passphrase}");
    }
    let random = guesses("k#9$X!q@z", &[]);
    assert!(
        random > MILLION,
        "several signs are no disguise: {random:e}"
    );
}

#[test]
fn an_end_that_was_there_before_adds_little() {
    assert_found(&["Welcome2024!Welcome", "Summer2026!Summer"], STRONG, &[]);
    let once = guesses("dampferkiste", &[]);
    let again = guesses("dampferkiste!kiste", &[]);
    assert!(again <= 36.0 * 10.0 * once, "{once:e} {again:e}");
}

#[test]
fn every_order_of_words_is_there() {
    let in_order =
        ["password", "michael", "fantastic", "photosynthesis"].map(|word| guesses(word, &[]));
    assert!(in_order.is_sorted(), "{in_order:?}");
}

proptest! {
    #[test]
    fn every_text_takes_at_least_one_guess_and_no_more_than_its_characters(text in "\\PC{0,40}") {
        let most = characters(text.chars().count()).max(51.0);
        let guesses = guesses(&text, &[]);
        prop_assert!((1.0..=most).contains(&guesses), "{guesses:e}");
    }

    #[test]
    fn words_of_the_user_never_make_a_password_better(text in "[a-z0-9 ]{0,30}", own in "[a-z]{3,8}") {
        prop_assert!(guesses(&text, &[&own]) <= guesses(&text, &[]));
    }

    #[test]
    fn a_character_of_which_nothing_is_known_never_makes_a_password_worse(text in "[a-zA-Z0-9!?. -]{0,30}") {
        let longer = text.clone() + "\u{1F980}";
        prop_assert!(guesses(&longer, &[]) >= guesses(&text, &[]));
    }

    #[test]
    fn the_same_twice_is_hardly_better_than_once(text in "[a-z0-9]{2,15}") {
        prop_assert!(guesses(&text.repeat(2), &[]) <= 2.0 * guesses(&text, &[]));
    }
}
