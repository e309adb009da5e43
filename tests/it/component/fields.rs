//! Fields of an app's own, fields that it does without, and its checks.

use egui::accesskit::Role;
use egui_authenticator::domain::customization::{
    CustomField, CustomFieldError, Customization, Refusal, StandardField, Validator,
};
use egui_authenticator::domain::email::{Email, EmailError};
use egui_authenticator::domain::password::PasswordError;
use egui_authenticator::domain::secret::Secret;
use egui_authenticator::domain::user_field::UserFieldError;
use egui_authenticator::domain::username::{Username, UsernameError};
use egui_authenticator::messages::Messages;
use egui_authenticator::service::Session;
use egui_authenticator::service::account::{AccountChange, AccountError};
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::registration::RegisterError;
use egui_authenticator::service::set_up::SetUpError;
use egui_authenticator::service::users::{UserChange, UserError, UserInput};
use egui_kittest::kittest::Queryable;

use crate::harness::{BOB, Desk, secret, typed_user};

use super::{fill, home, is_there, press, window, with_customization};

/// Accepts no user but Zed.
struct House;

impl Validator for House {
    fn username(&self, username: &Username) -> Result<(), Refusal> {
        let is_good = !username.as_str().starts_with("mel");
        is_good.then_some(()).ok_or(Refusal("No such names here"))
    }

    fn email(&self, email: &Email) -> Result<(), Refusal> {
        let is_good = !email.key().starts_with("ned");
        is_good.then_some(()).ok_or(Refusal("own-no-neds"))
    }

    fn password(&self, password: &Secret, _: &[&str]) -> Result<(), PasswordError> {
        if password.expose().contains("house") {
            Ok(())
        } else {
            Err(Refusal("Say house").into())
        }
    }
}

fn badge() -> CustomField {
    let is_number = |text: &str| {
        let is_good = text.chars().all(|c| c.is_ascii_digit());
        is_good.then_some(()).ok_or(Refusal("Digits only"))
    };
    CustomField::new("badge", "Badge number")
        .required()
        .with_help("On the back")
        .checked(is_number)
}

#[test]
fn a_custom_field_is_shown_checked_and_stored_with_the_user() {
    let rules = Customization::default().with_field(badge());
    let desk = with_customization(Desk::open(), rules);
    let mut window = window(&desk, home);
    press(&mut window, "Register");
    assert!(is_there(&window, "On the back"));
    for (label, text) in [
        ("E-mail", "mel@example.org"),
        ("First name", "Mel"),
        ("Username", "mel"),
    ] {
        fill(&mut window, label, text);
    }
    let password = "a brand new password";
    fill(&mut window, "Password", password);
    press(&mut window, "Create account");
    assert!(is_there(&window, "Enter a value"), "said at once");
    fill(&mut window, "Badge number", "12a");
    press(&mut window, "Create account");
    assert!(is_there(&window, "Digits only"), "said by the app");
    window
        .get_by_role_and_label(Role::TextInput, "Badge number")
        .focus();
    window.run();
    window.key_press(egui::Key::End);
    window.key_press(egui::Key::Backspace);
    window.run();
    fill(&mut window, "Password", password);
    press(&mut window, "Create account");
    assert!(is_there(&window, "Your recovery codes"));
    let fields = "      fields:\n        badge: \"12\"\n";
    assert!(desk.text().contains(fields), "{}", desk.text());
    let mel = desk
        .service
        .users()
        .find(Caller::LocalOwner(Operator::assume()), "mel")
        .expect("mel");
    assert_eq!(mel.field("badge"), Some("12"));
}

#[test]
fn owners_and_administrators_change_it_and_what_others_keep_there_stays() {
    let rules = Customization::default().with_field(badge());
    let desk = with_customization(Desk::open(), rules);
    desk.edit(
        "roles: [till]",
        "roles: [till]\n      fields: {theirs: kept, badge: '1'}",
    );
    assert!(desk.service.set_up().open().is_ok());
    let bob = desk.sign_in(BOB).expect("in");
    let change = |session: &Session, value: &str| {
        let mut details = UserInput::of(session.user());
        details.fields.insert("badge".to_owned(), value.to_owned());
        let change = AccountChange::Details(details);
        desk.service
            .account()
            .change(session, &secret(BOB.1).into(), change)
    };
    let refused = change(&bob, "").err();
    assert_eq!(
        refused,
        Some(UserFieldError::CustomField("badge", CustomFieldError::Missing).into())
    );
    assert!(change(&bob, "22").is_ok());
    assert!(desk.text().contains("fields: {theirs: kept, badge: '22'}"));
    let change = UserChange::default().fields([("badge".to_owned(), "333".to_owned())].into());
    assert_eq!(
        desk.service
            .users()
            .change(Caller::LocalOwner(Operator::assume()), "bob", &change),
        Ok(())
    );
    let bob = desk
        .service
        .users()
        .find(Caller::LocalOwner(Operator::assume()), "bob")
        .expect("bob");
    assert_eq!(
        (bob.field("theirs"), bob.field("badge")),
        (Some("kept"), Some("333"))
    );
    let people = desk
        .service
        .users()
        .list(Caller::LocalOwner(Operator::assume()))
        .expect("listed");
    let found: Vec<_> = people
        .rows
        .iter()
        .filter(|row| row.search.contains("333"))
        .collect();
    assert_eq!(found.len(), 1, "and people are found by it");
}

#[test]
fn a_field_that_the_app_does_without_is_not_asked_for_and_the_address_is_the_username() {
    let rules = Customization::default()
        .without(StandardField::FirstName)
        .without(StandardField::LastName)
        .without(StandardField::Username);
    let desk = with_customization(Desk::open(), rules);
    let mut window = window(&desk, home);
    assert!(is_there(&window, "E-mail") && is_there(&window, "Forgot password?"));
    for label in ["Username or e-mail", "Forgot username?"] {
        assert!(!is_there(&window, label), "{label}");
    }
    press(&mut window, "Register");
    for label in ["First name", "Last name", "Username"] {
        assert!(!is_there(&window, label), "{label}");
    }
    fill(&mut window, "E-mail", "mel@example.org");
    fill(&mut window, "Password", "a brand new password");
    press(&mut window, "Create account");
    assert!(is_there(&window, "Your recovery codes"));
    let mel = desk
        .service
        .users()
        .find(Caller::LocalOwner(Operator::assume()), "mel@example.org")
        .expect("mel");
    assert_eq!(mel.username.as_str(), "mel@example.org");
    assert_eq!(mel.display_name(), "mel@example.org");
}

#[test]
fn r18_where_the_address_is_the_username_registering_does_not_tell_who_has_an_account() {
    let rules = Customization::default().without(StandardField::Username);
    let desk = with_customization(Desk::open(), rules);
    desk.edit(
        "pre-authorized:",
        "registration: {mode: approval}\npre-authorized:",
    );
    let register = |email: &str| {
        let password = secret("a brand new password");
        let user = typed_user("", email, "Mel");
        let made = desk.service.registration().register(&user, &password);
        made.map(|made| (made.value.is_waiting, made.codes.len()))
    };
    let stranger = register("stranger@example.org");
    assert_eq!(stranger, Ok((true, 8)));
    assert_eq!(register("bob@example.org"), stranger);
}

#[test]
#[expect(clippy::too_many_lines, reason = "each place where one can be new")]
fn the_apps_checks_hold_wherever_a_name_an_address_or_a_password_is_new() {
    let rules = || Customization::default().with_validator(House);
    let no_mels = || UsernameError::Refused(Refusal("No such names here")).into();
    let no_neds = || EmailError::Refused(Refusal("own-no-neds")).into();
    let say_house = || PasswordError::Refused(Refusal("Say house")).into();
    let good = "a word with house in it";
    let bad = "a word without any of it";

    let desk = with_customization(Desk::open(), rules());
    let service = &desk.service;
    let register = |email: &str, username: &str, password: &str| {
        let user = typed_user(username, email, "Mel");
        let made = service.registration().register(&user, &secret(password));
        made.map(drop)
    };
    let mel = "mel@example.org";
    assert_eq!(
        register(mel, "melanie", good),
        Err(RegisterError::Field(no_mels()))
    );
    assert_eq!(
        register("ned@example.org", "ed", good),
        Err(RegisterError::Field(no_neds()))
    );
    assert_eq!(
        register(mel, "lanie", bad),
        Err(RegisterError::Field(say_house()))
    );
    assert_eq!(register(mel, "lanie", good), Ok(()));

    let add = |username: &str, email: &str, password: &str| {
        let (user, password) = (typed_user(username, email, "A"), secret(password));
        let users = service.users();
        users.add_with_password(
            Caller::LocalOwner(Operator::assume()),
            &user,
            &[""; 0],
            &password,
        )
    };
    assert_eq!(
        add("melissa", "a@b.c", good),
        Err(UserError::Field(no_mels()))
    );
    assert_eq!(
        add("lissa", "ned@b.c", good),
        Err(UserError::Field(no_neds()))
    );
    assert_eq!(
        add("lissa", "a@b.c", bad),
        Err(UserError::Field(say_house()))
    );
    let renamed = service
        .users()
        .rename(Caller::LocalOwner(Operator::assume()), "bob", "melvin");
    assert_eq!(renamed, Err(UserError::Field(no_mels())));
    let change = UserChange::default().email("ned@b.c");
    let changed = service
        .users()
        .change(Caller::LocalOwner(Operator::assume()), "bob", &change);
    assert_eq!(changed, Err(UserError::Field(no_neds())));
    let set =
        service
            .users()
            .set_password(Caller::LocalOwner(Operator::assume()), "bob", &secret(bad));
    assert_eq!(set, Err(UserError::Field(say_house())));

    let bob = desk.sign_in(BOB).expect("in");
    let change = |change| {
        service
            .account()
            .change(&bob, &secret(BOB.1).into(), change)
            .map(drop)
    };
    let password = change(AccountChange::Password(secret(bad)));
    assert_eq!(password, Err(AccountError::Field(say_house())));
    let mut details = UserInput::of(bob.user());
    details.email = "ned@b.c".to_owned();
    let email = change(AccountChange::Details(details));
    assert_eq!(email, Err(AccountError::Field(no_neds())));

    let empty = with_customization(Desk::empty(), rules());
    let set_up = |username: &str, password: &str| {
        let user = typed_user(username, "ada@example.org", "Ada");
        let made = empty.service.set_up().create(&user, &secret(password));
        made.map(drop)
    };
    assert_eq!(set_up("mel", good), Err(SetUpError::Field(no_mels())));
    assert_eq!(set_up("ada", bad), Err(SetUpError::Field(say_house())));
    assert_eq!(set_up("ada", good), Ok(()));
}

#[test]
fn refusals_of_an_app_use_its_messages() {
    let words = Messages::custom("en", "own-no-neds = Not you, Ned").expect("words");
    let named = EmailError::Refused(Refusal("own-no-neds"));
    assert_eq!(words.email_error(named), "Not you, Ned");
    let mistyped = EmailError::Refused(Refusal("own-no-need"));
    assert_eq!(
        words.email_error(mistyped),
        words.get("error-value-refused")
    );
    let spelt = UsernameError::Refused(Refusal("No such names here"));
    assert_eq!(words.username_error(spelt), "No such names here");
}
