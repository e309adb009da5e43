//! The users and settings at the beginning of a history.

use egui_authenticator::domain::approval::ApprovalRule;
use egui_authenticator::domain::audit::Retention;
use egui_authenticator::domain::customization::Validator;
use egui_authenticator::domain::email::Email;
use egui_authenticator::domain::password::PasswordError;
use egui_authenticator::domain::quick_rule::BadgeUse;
use egui_authenticator::domain::registration::RegistrationPolicy;
use egui_authenticator::domain::role::{Permission, Role, RoleRule};
use egui_authenticator::domain::secret::Secret;
use egui_authenticator::domain::settings::RoleList;
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

/// Minutes after a sign-in for which a badge unlocks.
pub const BADGE_MINUTES: u32 = 30;
/// Hours after a sign-in for which a PIN unlocks.
pub const PIN_HOURS: u64 = 1;
/// Seconds for which an approval can be used.
pub const APPROVAL_SECONDS: u32 = 60;
/// The roles of users who can sign.
pub const SIGNERS: [&str; 2] = ["desk", "admin"];

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
    settings.quick.pin = true;
    settings.quick.badge = BadgeUse::Enough;
    settings.quick.badge_minutes = BADGE_MINUTES;
    settings.quick.hours = u32::try_from(PIN_HOURS).expect("few hours");
    let mut refund = ApprovalRule::new("refund".to_owned());
    refund.roles = settings.roles[..1]
        .iter()
        .map(|rule| rule.role.clone())
        .collect();
    refund.valid_seconds = APPROVAL_SECONDS;
    settings.approvals = vec![refund];
    settings.signatures = RoleList::of(SIGNERS.map(|name| Role::parse(name).expect("a role")));
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
