//! The stores that come with the crate keep the contracts that one of your own is held to.

use std::cell::RefCell;
use std::fs;
use std::path::PathBuf;

use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::{Backup, CredentialStore, Edit};
use egui_authenticator::store::memory::{MemoryCredentials, MemoryState, MemoryVault};
use egui_authenticator::store::sqlite::SqliteState;
use egui_authenticator::store::yaml::YamlStore;
use egui_authenticator::testing::conformance;
use tempfile::TempDir;

use crate::harness::{Desk, typed_user};

/// Folders that go at the end of a test.
#[derive(Default)]
struct Folders(RefCell<Vec<TempDir>>);

impl Folders {
    fn another(&self) -> PathBuf {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().to_path_buf();
        self.0.borrow_mut().push(folder);
        path
    }
}

#[test]
fn the_file_keeps_the_contract_of_a_credential_store() {
    let folders = Folders::default();
    conformance::credential_store(|| YamlStore::new(folders.another().join("config.yaml")));
}

#[test]
fn r64_five_valid_versions_are_kept_and_each_can_be_restored() {
    let desk = Desk::open();
    let store = YamlStore::new(desk.config());
    let mut versions = Vec::new();
    for n in 0..7 {
        versions.push(desk.text());
        let email = format!("till{n}@example.org");
        let added = desk.service.users().add(
            Caller::LocalOwner(Operator::assume()),
            &typed_user(&format!("till{n}"), &email, "Till"),
            &["till"],
        );
        assert!(added.is_ok());
    }
    let kept = store.backups();
    let numbers: Vec<_> = kept.iter().map(|backup| backup.number).collect();
    let texts = |backups: &[Backup]| -> Vec<String> {
        let read = |backup: &Backup| fs::read_to_string(&backup.path).expect("read");
        backups.iter().map(read).collect()
    };
    assert_eq!(texts(&kept), versions[2..]);
    // From the newest to the oldest: each restoration keeps the version that it replaces.
    for (number, version) in numbers.iter().zip(&versions[2..]).rev() {
        if store
            .backups()
            .iter()
            .any(|backup| backup.number == *number)
        {
            let restored = store.restore(*number, &|_, _| Ok(Edit::Update(Vec::new())));
            assert!(restored.is_ok(), "{restored:?}");
            assert_eq!(desk.text(), *version);
        }
        assert_eq!(store.backups().len(), 5);
    }
}

#[test]
fn memory_keeps_the_contract_of_a_credential_store() {
    conformance::credential_store(MemoryCredentials::default);
}

#[test]
fn the_database_keeps_the_contract_of_a_state_store() {
    let folders = Folders::default();
    conformance::state_store(|| SqliteState::new(folders.another().join("state.db"), "slot"));
}

#[test]
fn memory_keeps_the_contract_of_a_state_store() {
    conformance::state_store(MemoryState::default);
}

#[test]
fn memory_keeps_the_contract_of_a_vault() {
    conformance::token_vault(MemoryVault::default);
}

/// A vault that says it has kept a token, and has not.
mod broken {
    use egui_authenticator::domain::secret::Secret;
    use egui_authenticator::service::ports::{TokenVault, VaultError};

    pub struct Forgetful;

    impl TokenVault for Forgetful {
        fn probe(&self) -> Result<(), VaultError> {
            Ok(())
        }
        fn read(&self) -> Result<Option<Secret>, VaultError> {
            Ok(None)
        }
        fn write(&self, _: &Secret) -> Result<(), VaultError> {
            Ok(())
        }
        fn clear(&self) -> Result<(), VaultError> {
            Ok(())
        }
    }
}

#[test]
#[should_panic(expected = "it keeps what it is given")]
fn a_vault_that_forgets_does_not_pass() {
    conformance::token_vault(|| broken::Forgetful);
}
