//! Signing in with a keyring, without one, and what its token is worth.

use std::collections::HashMap;

use egui_authenticator::domain::secret::Secret;
use egui_authenticator::service::ports::{TokenVault as _, VaultError};
use egui_authenticator::store::keyring::KeyringVault;
use egui_authenticator::testing::conformance;
use secret_service::EncryptionType;
use secret_service::blocking::SecretService;

use crate::harness::{CHILD, Desk, Keyring};

use super::{PASSWORD, set_up, sign_in_and_stay};

fn sign_in(desk: &mut Desk, password: &str) {
    desk.types("alovelace");
    desk.keys(&["Tab"]);
    desk.types(password);
    desk.keys(&["Return"]);
}

#[test]
#[ignore = "needs Xvfb, D-Bus, gnome-keyring and AT-SPI; .ci/run provides them"]
fn the_keyring_keeps_the_contract_of_a_vault() {
    if std::env::var_os(CHILD).is_some() {
        return conformance::token_vault(|| KeyringVault::new("conformance", "user"));
    }
    let desk = Desk::new(Keyring::Unlocked);
    let ran = desk.runs_test("keyring::the_keyring_keeps_the_contract_of_a_vault");
    assert_eq!(ran, Ok(()));
}

/// Adds an entry that a search for ours finds as well.
fn plant(service: &str, account: &str) {
    let secrets = SecretService::connect(EncryptionType::Plain).expect("a secret service");
    let collection = secrets.get_default_collection().expect("a collection");
    let attributes = [
        ("service", service),
        ("username", account),
        ("by", "another"),
    ];
    let attributes = HashMap::from(attributes);
    collection
        .create_item("planted", attributes, b"theirs", false, "text/plain")
        .expect("an entry");
}

#[test]
#[ignore = "needs Xvfb, D-Bus, gnome-keyring and AT-SPI; .ci/run provides them"]
fn r45_an_entry_that_another_program_has_planted_is_not_trusted() {
    if std::env::var_os(CHILD).is_some() {
        let vault = KeyringVault::new("planted", "user");
        let ours = Secret::new("ours".to_owned());
        vault.write(&ours).expect("written");
        vault.write(&ours).expect("written again");
        assert!(vault.read().is_ok_and(|found| found.is_some()));
        plant("planted", "user");
        assert!(matches!(vault.read(), Err(VaultError::Failed)));
        assert!(matches!(vault.write(&ours), Err(VaultError::Failed)));
        vault.clear().expect("cleared");
        assert!(vault.read().is_ok_and(|found| found.is_none()));
        return;
    }
    let desk = Desk::new(Keyring::Unlocked);
    let ran =
        desk.runs_test("keyring::r45_an_entry_that_another_program_has_planted_is_not_trusted");
    assert_eq!(ran, Ok(()));
}

#[test]
#[ignore = "needs Xvfb, D-Bus, gnome-keyring and AT-SPI; .ci/run provides them"]
fn from_set_up_to_being_remembered_and_forgotten() {
    let mut desk = Desk::new(Keyring::Unlocked);
    set_up(&mut desk);
    desk.presses("Sign out");
    desk.waits_for("push button", "Sign in");
    assert!(!desk.tree().contains("Ada"), "{}", desk.tree());

    sign_in(&mut desk, "wrong password");
    desk.waits_for("label", "Incorrect username or password");
    desk.types(PASSWORD);
    desk.presses("Keep me signed in");
    desk.presses("Sign in");
    desk.waits_to_greet("Ada");
    let token = desk.waits_for_token();
    desk.quits();

    for (name, bytes) in desk.files() {
        let text = String::from_utf8_lossy(&bytes);
        let secret = token.rsplit('.').next().expect("a secret");
        assert!(!text.contains(PASSWORD), "{name} holds the password");
        assert!(!text.contains(secret), "{name} holds the token");
    }

    desk.start(&[]);
    desk.waits_to_greet("Ada");
    desk.presses("Sign out");
    desk.waits_for("push button", "Sign in");
    desk.waits_for_no_token();
    desk.quits();

    desk.start(&[]);
    desk.waits_for("push button", "Sign in");
    assert!(!desk.tree().contains("Hello"));
}

/// Password sign-in works, the box is disabled and says why.
fn without_a_keyring(keyring: Keyring, reason: &str) {
    let mut desk = Desk::new(keyring);
    set_up(&mut desk);
    desk.presses("Sign out");
    desk.waits_for("push button", "Sign in");
    desk.waits_for("label", reason);
    desk.waits_for("check box", "disabled");
    sign_in(&mut desk, PASSWORD);
    desk.waits_to_greet("Ada");
    desk.quits();
    desk.start(&[]);
    desk.waits_for("push button", "Sign in");
}

#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
fn r45_without_a_keyring_passwords_work() {
    without_a_keyring(Keyring::Absent, "No keyring is running");
}

#[test]
#[ignore = "needs Xvfb, D-Bus, gnome-keyring and AT-SPI; .ci/run provides them"]
fn r45_with_a_locked_keyring_passwords_work_and_no_prompt_appears() {
    without_a_keyring(Keyring::Locked, "keyring is locked");
}

#[test]
#[ignore = "needs Xvfb, D-Bus, gnome-keyring and AT-SPI; .ci/run provides them"]
fn r45_with_a_keyring_that_never_answers_passwords_work_at_once() {
    without_a_keyring(Keyring::Frozen, "keyring is not responding");
}

#[test]
#[ignore = "needs Xvfb, D-Bus, gnome-keyring and AT-SPI; .ci/run provides them"]
fn r38_r39_the_token_in_the_keyring_rotates_survives_a_crash_and_betrays_a_copy() {
    let mut desk = Desk::new(Keyring::Unlocked);
    set_up(&mut desk);
    let first = sign_in_and_stay(&desk);
    desk.quits();

    desk.start(&[]);
    desk.waits_to_greet("Ada");
    let second = desk.waits_for_token();
    assert_ne!(first, second, "it rotates");
    desk.quits();

    // As if the program had died between the record and the keyring.
    desk.puts_token(&first);
    desk.start(&[]);
    desk.waits_to_greet("Ada");
    let third = desk.waits_for_token();
    assert!(third != first && third != second);
    desk.quits();
    desk.start(&[]);
    desk.waits_to_greet("Ada");
    desk.quits();

    // Its place was taken twice since.
    desk.puts_token(&first);
    desk.start(&[]);
    desk.waits_for("label", "Your remembered sign-in was ended");
    desk.waits_for_no_token();
    desk.quits();
}
