//! Credential stores with one fault each: the contract's tests find it.

use std::sync::{Arc, Mutex};

use egui_authenticator::domain::credential::StoredHash;
use egui_authenticator::domain::email::Email;
use egui_authenticator::domain::key_vault::KeyVault;
use egui_authenticator::domain::user::{NewUser, User};
use egui_authenticator::service::ports::user_directory::UserDirectory;
use egui_authenticator::service::ports::{
    Applied, CredentialStore, Edit, EditPreview, Revision, Snapshot, StoreError,
};
use egui_authenticator::store::memory::MemoryCredentials;
use egui_authenticator::testing::conformance;

/// What a store makes of its content after a change.
type Spoil = fn(&mut UserDirectory, &Edit);

/// A store in memory that spoils its content at each change.
struct Spoiled {
    store: MemoryCredentials,
    spoil: Spoil,
    /// Held from reading to writing.
    change: Mutex<()>,
}

impl CredentialStore for Spoiled {
    fn location(&self) -> String {
        self.store.location()
    }

    fn read(&self) -> Result<Arc<Snapshot>, StoreError> {
        self.store.read()
    }

    fn preview(&self, change: &Edit) -> Result<EditPreview, StoreError> {
        self.store.preview(change)
    }

    fn apply(&self, change: &Edit, expected: &Revision) -> Result<Applied, StoreError> {
        let _held = self.change.lock().expect("no panic under the lock");
        let snapshot = self.read()?;
        if snapshot.revision != *expected {
            return Err(StoreError::Changed);
        }
        let mut directory = UserDirectory::from(&*snapshot);
        directory.apply(change)?;
        (self.spoil)(&mut directory, change);
        self.store.replace(directory);
        Ok(Applied::new(*expected, self.read()?.revision))
    }

    fn create(&self, first: &NewUser, hash: &StoredHash) -> Result<Revision, StoreError> {
        self.store.create(first, hash)
    }
}

fn check(spoil: Spoil) {
    conformance::credential_store(|| Spoiled {
        store: MemoryCredentials::default(),
        spoil,
        change: Mutex::default(),
    });
}

fn for_each_vault(directory: &mut UserDirectory, spoil: fn(&mut KeyVault)) {
    let vaults = directory.users.iter_mut().map(|user| &mut user.key_vault);
    vaults.for_each(spoil);
}

/// Returns the user whom an update changes.
fn updated(directory: &UserDirectory, change: &Edit) -> Option<usize> {
    let Edit::Update(patches) = change else {
        return None;
    };
    let (name, _) = patches.first()?;
    let is = |user: &User| user.username == *name;
    directory.users.iter().position(is)
}

#[test]
fn a_store_that_spoils_nothing_passes() {
    check(|_, _| {});
}

#[test]
#[should_panic(expected = "adding a user keeps the second factor of eve")]
fn a_store_that_adds_users_without_their_second_factor_does_not_pass() {
    check(|directory, change| {
        if let Edit::Add { .. } = change {
            for_each_vault(directory, |vault| vault.totp = None);
        }
    });
}

#[test]
#[should_panic(expected = "an update of something else keeps the second factor of eve")]
fn a_store_whose_updates_lose_the_second_factor_does_not_pass() {
    check(|directory, change| {
        if let Some(at) = updated(directory, change) {
            directory.users[at].key_vault.totp = None;
        }
    });
}

#[test]
#[should_panic(expected = "an update of something else keeps the recovery codes of eve, in order")]
fn a_store_that_reorders_recovery_codes_does_not_pass() {
    check(|directory, change| {
        if let Some(at) = updated(directory, change) {
            directory.users[at].key_vault.codes.reverse();
        }
    });
}

#[test]
#[should_panic(expected = "a new name keeps the user key of eva")]
fn a_store_whose_new_names_lose_the_user_key_does_not_pass() {
    check(|directory, change| {
        if let Edit::Rename { .. } = change {
            for_each_vault(directory, |vault| vault.key = None);
        }
    });
}

#[test]
#[should_panic(expected = "an import keeps the reset code of eve")]
fn a_store_whose_imports_lose_reset_codes_does_not_pass() {
    check(|directory, change| {
        if let Edit::Import { .. } = change {
            for_each_vault(directory, |vault| vault.reset = None);
        }
    });
}

#[test]
#[should_panic(expected = "keeps that the password of eve was recovered")]
fn a_store_that_forgets_a_recovery_does_not_pass() {
    check(|directory, _| for_each_vault(directory, |vault| vault.is_recovered = false));
}

#[test]
#[should_panic(expected = "a later user of this name gets no codes of the earlier one")]
fn a_store_that_gives_codes_to_a_later_user_of_the_name_does_not_pass() {
    check(|directory, change| {
        let is_later = |user: &NewUser| user.username.as_str() == "eva";
        if let (Edit::Add { user, .. }, Some(last)) = (change, directory.users.last_mut()) {
            last.key_vault.is_recovered |= is_later(user);
        }
    });
}

#[test]
#[should_panic(expected = "an update keeps the order")]
fn a_store_that_moves_updated_users_to_the_end_does_not_pass() {
    check(|directory, change| {
        if let Some(at) = updated(directory, change) {
            let user = directory.users.remove(at);
            directory.users.push(user);
        }
    });
}

#[test]
#[should_panic(expected = "a new name keeps the order")]
fn a_store_that_sorts_after_a_new_name_does_not_pass() {
    check(|directory, change| {
        if let Edit::Rename { .. } = change {
            let name = |user: &User| user.username.key().to_owned();
            directory.users.sort_by_key(name);
        }
    });
}

#[test]
#[should_panic(expected = "addresses keep their order")]
fn a_store_that_sorts_addresses_does_not_pass() {
    check(|directory, change| {
        if let Edit::Uninvite(_) = change {
            let address = |email: &Email| email.key().to_owned();
            directory.allowed_emails.sort_by_key(address);
        }
    });
}
