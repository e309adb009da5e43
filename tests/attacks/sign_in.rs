//! A guesser at the sign-in form.

use egui_authenticator::domain::password::PasswordError;
use egui_authenticator::domain::secret::{MAX_LEN, Secret};
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::users::UserError;

use crate::harness::{BOB, Desk};

/// A guesser who knows only the beginning of a long password adds to it until it is cut where they know it.
#[test]
fn r88_a_password_that_is_too_long_is_refused_and_never_cut_to_a_right_one() {
    let desk = Desk::open();
    let set = |password: &str| {
        let password = Secret::new(password.to_owned());
        let users = desk.service.users();
        users.set_password(Caller::LocalOwner(Operator::assume()), BOB.0, &password)
    };
    let sign_in = |password: &str| {
        let password = Secret::new(password.to_owned());
        desk.service.sign_in().with_password(BOB.0, &password).err()
    };
    // The longest password, of letters that a limit in bytes would split.
    let (words, letter) = ("green cows read long letters at nightss", "\u{3042}");
    let rest = letter.repeat((MAX_LEN - 1 - words.len()) / letter.len());
    let longest = format!("{words}{rest}");
    assert_eq!(longest.len(), MAX_LEN - 1);
    assert_eq!(set(&longest), Ok(()));
    assert_eq!(sign_in(&longest), None);
    let longer = format!("{longest}{letter}");
    assert_eq!(sign_in(&longer), Some(SignInError::Refused));
    let refused = UserError::Field(PasswordError::TooLong.into());
    assert_eq!(set(&longer), Err(refused.clone()));
    assert_eq!(set(&"x".repeat(MAX_LEN + 1)), Err(refused));
    assert_eq!(sign_in(&longest), None);
}
