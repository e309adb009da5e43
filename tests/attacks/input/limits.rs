//! Registrations and changes without end, and names that deceive.

use egui_authenticator::domain::person_name::{NameError, PersonName};
use egui_authenticator::domain::secret::{Secret, SecretText};
use egui_authenticator::domain::user_field::UserFieldError;
use egui_authenticator::service::ports::StoreError;
use egui_authenticator::service::registration::RegisterError;
use egui_authenticator::service::users::{UserChange, UserError, UserInput};

use crate::harness::{Desk, USERS};

use super::{HASH, OWNER};

/// Registers at this desk with a first name, and returns what the form would show.
fn register(desk: &Desk, number: usize, first_name: &str) -> Result<(), RegisterError> {
    let (name, email) = (format!("user{number}"), format!("user{number}@example.org"));
    let input = UserInput::new(name, email, PersonName::new(first_name, "Doe"));
    let password = Secret::new("a password of strangers".to_owned());
    desk.service
        .registration()
        .register(&input, &password)
        .map(drop)
}

fn desk_with_registration(mode: &str) -> Desk {
    let desk = Desk::with(&format!("{USERS}registration: {{mode: {mode}}}\n"));
    assert!(desk.service.set_up().open().is_ok());
    desk
}

/// A stranger registers with names of a megabyte until the file is too large to be read.
#[test]
fn r83_registrations_cannot_make_the_file_unreadable() {
    let desk = desk_with_registration("open");
    let before = desk.text();
    let too_long = RegisterError::Field(UserFieldError::FirstName(NameError::TooLong));
    for number in 0..17 {
        let refused = register(&desk, number, &"x".repeat(1_000_000));
        assert_eq!(refused, Err(too_long.clone()));
    }
    assert_eq!(desk.text(), before);
    for number in 0..20 {
        assert_eq!(register(&desk, number, "Jo"), Ok(()));
    }
    assert_eq!(register(&desk, 20, "Jo"), Err(RegisterError::TooManyHere));
    desk.clock.advance(3_601);
    assert_eq!(register(&desk, 20, "Jo"), Ok(()));
}

/// A stranger registers with addresses that are not accepted, so that others cannot register for an hour.
#[test]
fn r83_refused_registrations_keep_no_one_else_from_registering() {
    let desk = desk_with_registration("listed");
    for number in 0..30 {
        let refused = register(&desk, number, "Jo");
        assert_eq!(refused, Err(RegisterError::EmailNotAccepted));
    }
    let input = UserInput::new("mel", "mel@example.org", PersonName::new("Mel", "Doe"));
    let password = Secret::new("a password of strangers".to_owned());
    let listed = desk.service.registration().register(&input, &password);
    assert_eq!(listed.map(drop), Ok(()));
}

/// A stranger counts how many registrations are left, to find out which addresses have an account.
#[test]
fn r84_the_hourly_limit_does_not_tell_which_addresses_have_an_account() {
    for email in ["bob@example.org", "new@example.org"] {
        let desk = desk_with_registration("approval");
        for number in 0..19 {
            assert_eq!(register(&desk, number, "Jo"), Ok(()));
        }
        let input = UserInput::new(email, email, PersonName::new("Jo", "Doe"));
        let password = Secret::new("a password of strangers".to_owned());
        let probe = desk.service.registration().register(&input, &password);
        assert_eq!(probe.map(drop), Ok(()), "{email}");
        let next = register(&desk, 19, "Jo");
        assert_eq!(next, Err(RegisterError::TooManyHere), "{email}");
    }
}

/// A stranger fills the list of those who wait, and probes which addresses have an account.
#[test]
fn r83_the_list_of_those_who_wait_is_bounded_and_says_so_to_everyone() {
    let waiting = |number: usize| {
        format!(
            "    w{number}: {{email: w{number}@example.org, first_name: W, password: {HASH}, pending: true}}\n"
        )
    };
    let waiting: String = (0..200).map(waiting).collect();
    let text = USERS.replace("pre-authorized:", &format!("{waiting}pre-authorized:"));
    let desk = Desk::with(&format!("{text}registration: {{mode: approval}}\n"));
    assert!(desk.service.set_up().open().is_ok());
    for number in [0, 1] {
        assert_eq!(
            register(&desk, number, "Jo"),
            Err(RegisterError::TooManyWaiting)
        );
    }
    let input = UserInput::new("new", "bob@example.org", PersonName::new("Jo", "Doe"));
    let password = Secret::new("a password of strangers".to_owned());
    let taken = desk.service.registration().register(&input, &password);
    assert_eq!(taken.map(drop), Err(RegisterError::TooManyWaiting));
}

/// An administrator is tricked into the change that makes the file larger than what is read.
#[test]
fn r83_no_change_makes_the_file_larger_than_what_is_read() {
    let text = USERS.replace("password: ", "password: x ");
    let limit = 32 * 1024 * 1024;
    let line = format!("# {}\n", "x".repeat(1_000_000));
    let lines = line.repeat((limit - text.len()) / line.len());
    let rest = "#".repeat(limit - text.len() - lines.len() - 10);
    let desk = Desk::with(&format!("{text}{lines}{rest}\n"));
    let name = PersonName::new("New", "User");
    let input = UserInput::new("new", "new@example.org", name);
    let users = desk.service.users();
    let added = users.add(OWNER, &input, &["till"]);
    let error = added.err().expect("refused");
    assert!(
        matches!(error, UserError::Store(StoreError::TooLarge(_))),
        "{error}"
    );
    assert!(users.find(OWNER, "ada").is_ok());
}

/// A user renames themself so that the administrator's list, a log or a terminal shows something else.
#[test]
fn r101_names_and_roles_with_invisible_characters_are_refused() {
    let desk = desk_with_registration("open");
    let refused = RegisterError::Field(UserFieldError::FirstName(NameError::Character));
    for name in ["Ada\u{1b}[2J", "Ada\u{7}", "\u{202e}adA", "Ada\nroot"] {
        assert_eq!(register(&desk, 0, name), Err(refused.clone()), "{name:?}");
        let change = UserChange::default().roles([name]);
        let changed = desk.service.users().change(OWNER, "bob", &change);
        let role = UserFieldError::Role(NameError::Character);
        assert_eq!(changed, Err(UserError::Field(role)), "{name:?}");
    }
}

/// The only administrator gives the role to a new user who never chooses a password, and then loses it: no user could
/// administer.
#[test]
fn r99_a_user_with_nothing_but_a_code_does_not_count_as_an_administrator() {
    let desk = Desk::open();
    let users = desk.service.users();
    let input = UserInput::new("new", "new@example.org", PersonName::new("New", "User"));
    let code = users.add(OWNER, &input, &["admin"]).expect("added");
    let demotion = UserChange::default().roles(Vec::<String>::new());
    let demote = || users.change(OWNER, "ada", &demotion);
    assert_eq!(demote(), Err(UserError::LastAdministrator));
    assert_eq!(
        users.remove(OWNER, "ada"),
        Err(UserError::LastAdministrator)
    );
    let table = SecretText::new("username,roles\nada,till\n".to_owned());
    let planned = desk.service.import().plan(OWNER, table);
    assert!(planned.is_err(), "imported away");
    let password = Secret::new("four words of my own".to_owned());
    let chosen = desk
        .service
        .recovery()
        .reset_password("new", &code, &password);
    assert_eq!(chosen, Ok(()));
    assert_eq!(demote(), Ok(()));
}
