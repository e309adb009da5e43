//! A file that Streamlit-Authenticator uses as well: what we write, it can read (R5). Its own classes try the same in
//! `peer`.

use egui_authenticator::domain::password::PasswordError;
use egui_authenticator::domain::problem::{Cause, Effect, Problem};
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::CredentialStore as _;
use egui_authenticator::service::users::UserError;
use egui_authenticator::store::yaml::YamlStore;

use crate::harness::{ADA, BOB, Desk, USERS, secret, typed_user};

const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());
const TOO_LONG: PasswordError = PasswordError::TooLongToShare { max: 71 };

/// A file in which the other program has signed Bob in.
fn shared() -> String {
    USERS.replace(
        "name: Bob Builder",
        "name: Bob Builder\n      logged_in: false",
    )
}

fn opened(text: &str) -> Desk {
    let desk = Desk::with(text);
    let opened = desk.service.set_up().open().expect("the file can be used");
    assert_eq!(opened.not_hashed, None);
    desk
}

fn set(desk: &Desk, password: &str) -> Result<(), UserError> {
    desk.service
        .users()
        .set_password(OWNER, "ada", &secret(password))
}

fn longest() -> String {
    "open the till ".repeat(5) + "!"
}

#[test]
fn r5_in_a_shared_file_a_password_over_71_bytes_is_refused_everywhere() {
    let desk = opened(&shared());
    let before = desk.text();
    let long = longest() + "!";
    // As it is hashed: the accents are one letter each.
    let accents = |count| "open the till ".repeat(4) + &"e\u{301}".repeat(count);
    let decomposed = accents(8);
    for long in [long.as_str(), &"🦀".repeat(18), &decomposed] {
        assert_eq!(set(&desk, long), Err(TOO_LONG.into()), "{long}");
        let new = typed_user("kim", "kim@example.org", "Kim");
        let added = desk
            .service
            .users()
            .add_with_password(OWNER, &new, &["till"], &secret(long));
        assert_eq!(added, Err(TOO_LONG.into()));
        let new = typed_user("mel", "mel@example.org", "Mel");
        let registered = desk.service.registration().register(&new, &secret(long));
        assert!(registered.is_err());
    }
    assert_eq!(desk.text(), before);
    assert_eq!(set(&desk, &longest()), Ok(()));
    assert_eq!(set(&desk, &accents(7)), Ok(()));
    assert!(!desk.text().contains("argon2"));
}

#[test]
fn r5_in_a_file_of_our_own_or_with_argon2id_long_passwords_are_allowed() {
    let argon2 = format!("{}password: {{hash: argon2id}}\n", shared());
    for text in [USERS, &argon2] {
        let desk = opened(text);
        assert_eq!(set(&desk, &(longest() + "!")), Ok(()));
        assert!(desk.text().contains("argon2id$"));
    }
}

#[test]
fn r5_a_plain_password_over_71_bytes_in_a_shared_file_closes_its_user_and_stays() {
    let long = longest() + "!";
    let text = shared().replace(BOB.1, &long);
    let desk = opened(&text);
    assert!(desk.text().contains(&long));
    assert!(desk.sign_in((BOB.0, &long)).is_none());
    assert!(desk.sign_in(ADA).is_some());
    let problems = YamlStore::new(desk.config()).inspect().expect("read");
    let of_bob: Vec<_> = problems
        .iter()
        .filter(|problem| problem.field == "credentials.usernames.bob.password")
        .map(|problem| (problem.cause.clone(), problem.effect))
        .collect();
    let expected = (Cause::PasswordNotShared { max: 71 }, Effect::ClosesUser);
    assert_eq!(of_bob, [expected]);
    let users = desk.service.users();
    assert_eq!(
        users.set_password(OWNER, "bob", &secret(&longest())),
        Ok(())
    );
    assert!(desk.sign_in((BOB.0, &longest())).is_some());
}

#[test]
fn r5_the_owner_is_told_of_a_hash_that_keeps_all_users_of_the_other_program_out() {
    let desk = opened(USERS);
    assert_eq!(set(&desk, &(longest() + "!")), Ok(()));
    let causes = |desk: &Desk| -> Vec<_> {
        let problems = YamlStore::new(desk.config()).inspect().expect("read");
        let is_it = |cause: &Cause| *cause == Cause::HashNotShared;
        problems
            .into_iter()
            .map(|p| p.cause)
            .filter(is_it)
            .collect()
    };
    assert_eq!(causes(&desk), []);
    desk.edit(
        "      name: Bob Builder\n",
        "      name: Bob Builder\n      failed_login_attempts: 0\n",
    );
    assert_eq!(causes(&desk), [Cause::HashNotShared]);
    assert!(desk.sign_in((ADA.0, &(longest() + "!"))).is_some());
}

#[test]
fn r5_the_last_user_with_the_sign_of_the_other_program_can_be_deleted() {
    let desk = opened(&shared());
    assert_eq!(desk.service.users().remove(OWNER, "bob"), Ok(()));
    assert_eq!(set(&desk, &(longest() + "!")), Ok(()));
}

#[test]
fn r5_an_administrator_whose_password_is_too_long_for_the_other_program_is_missed() {
    let text = shared().replace(ADA.1, &(longest() + "!"));
    let desk = Desk::with(&text);
    let problems = YamlStore::new(desk.config()).inspect().expect("read");
    let is_missed = |p: &Problem| p.cause == Cause::NoAdministrator;
    assert!(problems.iter().any(is_missed), "{problems:?}");
}
