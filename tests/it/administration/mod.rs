//! What administrators can do and other users cannot: every use case for every role.

mod bulk;
mod import;
mod last_administrator;
mod mail_codes;
mod permissions;
mod registration;
mod role_attacks;
mod roles;
mod settings;
mod tables;
mod users;

use egui_authenticator::domain::secret::SecretText;
use egui_authenticator::service::caller::Caller;
use egui_authenticator::service::users::import::{ImportError, Progress};
use egui_authenticator::service::users::{UserChange, UserError, UserInput};
use egui_authenticator::service::{Service, Session};

use crate::harness::{ADA, BOB, Desk, USERS, typed_user};

fn table(text: &str) -> SecretText {
    SecretText::new(text.to_owned())
}

/// The users of the harness, and one user for each permission and for all of them.
const ROLES: &str = r"roles:
  manager: {permissions: [manage_users], pages: [till]}
  auditor: {permissions: [see_activity]}
  keeper: {permissions: [edit_settings]}
  chief: {permissions: [manage_users, see_activity, edit_settings]}
registration: {mode: listed}
views:
";

const STAFF: [(&str, &str); 4] = [
    ("max", "manager"),
    ("amy", "auditor"),
    ("kim", "keeper"),
    ("cho", "chief"),
];

fn password_of(name: &str) -> String {
    format!("{name} opens the shop early")
}

fn staffed() -> Desk {
    let mut people = String::from("credentials:\n  usernames:\n");
    for (name, role) in STAFF {
        people.push_str(&format!(
            "    {name}:\n      email: {name}@example.org\n      first_name: {name}\n      password: {}\n      roles: [{role}]\n",
            password_of(name)
        ));
    }
    let text = USERS.replace("credentials:\n  usernames:\n", &people);
    let desk = Desk::with(&text.replace("views:\n", ROLES));
    let opened = desk.service.set_up().open().expect("the file can be used");
    assert_eq!(opened.not_hashed, None);
    desk
}

fn session(desk: &Desk, name: &str) -> Session {
    let signed_in = match name {
        "ada" => desk.sign_in(ADA),
        "bob" => desk.sign_in(BOB),
        name => desk.sign_in((name, &password_of(name))),
    };
    signed_in.unwrap_or_else(|| panic!("{name} does not come in"))
}

fn change(change: impl FnOnce(&mut UserChange)) -> UserChange {
    let mut wanted = UserChange::default();
    change(&mut wanted);
    wanted
}

fn roles(names: &[&str]) -> UserChange {
    change(|wanted| wanted.roles = Some(names.iter().map(|name| (*name).to_owned()).collect()))
}

fn newcomer() -> UserInput {
    typed_user("zoe", "zoe@example.org", "Zoe")
}

fn import(service: &Service, by: Caller<'_>) -> Result<(), UserError> {
    let table = table("username,email,first_name\nzed,zed@example.org,Zed\n");
    let imported = service
        .import()
        .plan(by, table)
        .and_then(|plan| service.import().run(by, &plan, false, &Progress::default()));
    match imported {
        Ok(_) => Ok(()),
        Err(ImportError::Users(error)) => Err(error),
        Err(error) => panic!("{error}"),
    }
}
