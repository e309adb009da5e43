//! The users and settings at the beginning of a history.

use egui_authenticator::domain::audit::Retention;
use egui_authenticator::domain::customization::Validator;
use egui_authenticator::domain::email::Email;
use egui_authenticator::domain::password::PasswordError;
use egui_authenticator::domain::registration::RegistrationPolicy;
use egui_authenticator::domain::role::{Permission, Role, RoleRule};
use egui_authenticator::domain::secret::Secret;
use egui_authenticator::domain::settings::Settings;
use egui_authenticator::domain::throttle::LockoutRule;
use egui_authenticator::domain::user::User;
use egui_authenticator::domain::username::Username;
use egui_authenticator::service::ports::user_directory::UserDirectory;

use crate::hashes::hashed;
use crate::model::{Model, NAMES, Person};

/// Accepts every password that is long enough: whether one is easy to guess takes long to find out.
pub struct Lenient;

impl Validator for Lenient {
    fn password(&self, _: &Secret, _: &[&str]) -> Result<(), PasswordError> {
        Ok(())
    }
}

/// The settings.
pub fn settings() -> Settings {
    let role = |name, permissions| RoleRule {
        role: Role::parse(name).expect("a role"),
        permissions,
        pages: Vec::new(),
    };
    let mut settings = Settings::default();
    settings.roles = vec![
        role("desk", vec![Permission::ManageUsers]),
        role("till", Vec::new()),
    ];
    settings.lockout = LockoutRule {
        after: 3,
        seconds: 30,
        max_seconds: 120,
        stop_after: 8,
    };
    settings.registration.mode = RegistrationPolicy::Approval;
    settings.activity = Retention {
        days: 365,
        records: 64,
    };
    settings
}

/// The configuration file.
pub fn directory(model: &Model, settings: Settings) -> UserDirectory {
    let people = model.people.iter().filter(|person| person.exists);
    UserDirectory::new(settings, people.map(user).collect(), Vec::new())
}

fn user(person: &Person) -> User {
    let name = NAMES[person.name];
    let mut user = User::new(Username::parse(name).expect("a username"));
    user.email = Email::parse(&person.email).ok();
    user.roles = person
        .roles
        .iter()
        .filter_map(|role| Role::parse(role))
        .collect();
    user.hash = person.password.as_ref().map(|text| hashed(text, 1));
    user
}
