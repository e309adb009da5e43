//! What chance, the clock and the computer would make different every time, made the same: pictures of a
//! state can be compared then.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use egui_authenticator::domain::credential::StoredHash;
use egui_authenticator::domain::email::Email;
use egui_authenticator::domain::problem::Problem;
use egui_authenticator::domain::secret::Secret;
use egui_authenticator::domain::settings::Settings;
use egui_authenticator::domain::user::{NewUser, User};
use egui_authenticator::domain::username::Username;
use egui_authenticator::service::ports::{
    CredentialStore, Edit, NamedRole, Randomness, RandomnessError, Revision, StoreError, Versioned,
};
use egui_authenticator::store::yaml::YamlStore;

/// 2026-09-24 12:00 UTC, when everything in the gallery happens.
pub const NOON: i64 = 1_790_251_200;

/// The same bytes in every run. The codes made of them protect nothing but the gallery's users.
#[derive(Default)]
pub struct Counting(AtomicU8);

impl Randomness for Counting {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), RandomnessError> {
        for byte in bytes {
            *byte = self.0.fetch_add(37, Ordering::Relaxed);
        }
        Ok(())
    }
}

/// A credential file that is said to be somewhere else than in its throwaway folder.
pub struct ShownElsewhere(pub YamlStore);

impl CredentialStore for ShownElsewhere {
    fn location(&self) -> String {
        "config.yaml".to_owned()
    }
    fn settings(&self) -> Result<Arc<Settings>, StoreError> {
        self.0.settings()
    }
    fn inspect(&self) -> Result<Vec<Problem>, StoreError> {
        self.0.inspect()
    }
    fn find(&self, login: &str) -> Result<Versioned<Option<User>>, StoreError> {
        self.0.find(login)
    }
    fn find_look_alike(&self, name: &str) -> Result<Versioned<Option<User>>, StoreError> {
        self.0.find_look_alike(name)
    }
    fn users(&self) -> Result<Versioned<Vec<User>>, StoreError> {
        self.0.users()
    }
    fn is_email_allowed(&self, email: &Email) -> Result<Versioned<bool>, StoreError> {
        self.0.is_email_allowed(email)
    }
    fn named_roles(&self) -> Result<Vec<NamedRole>, StoreError> {
        self.0.named_roles()
    }
    fn allowed_emails(&self) -> Result<Versioned<Vec<Email>>, StoreError> {
        self.0.allowed_emails()
    }
    fn preview(&self, change: &Edit) -> Result<Versioned<(String, String)>, StoreError> {
        self.0.preview(change)
    }
    fn plain_passwords(&self) -> Result<Versioned<Vec<(Username, Secret)>>, StoreError> {
        self.0.plain_passwords()
    }
    fn apply(&self, change: &Edit, expected: &Revision) -> Result<(), StoreError> {
        self.0.apply(change, expected)
    }
    fn create(&self, first: &NewUser, hash: &StoredHash) -> Result<(), StoreError> {
        self.0.create(first, hash)
    }
}
