//! PINs as administrators see and remove them, and what the owner is told.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use egui_authenticator::domain::account_event::AccountEvent;
use egui_authenticator::domain::secret::{Secret, SecretText};
use egui_authenticator::service::Session;
use egui_authenticator::service::account::commands::ChangeAccount;
use egui_authenticator::service::account::{AccountChange, AccountError};
use egui_authenticator::service::admin_action::{AdminAction, RunAdminAction};
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::command::{Command, Lane};
use egui_authenticator::service::ports::{TokenVault, VaultError};
use egui_authenticator::service::users::import::Progress;
use egui_authenticator::service::users::{UserChange, UserError};
use egui_authenticator::store::memory::MemoryVault;
use egui_kittest::kittest::Queryable;

use super::guesses::stored;
use super::{PIN, WRONG, desk, desk_with, enter, refusal, renewed, set_pin, unlock, with_pin};
use crate::harness::app_window::{app_window, choose};
use crate::harness::window::{fill, press, sign_in};
use crate::harness::{ADA, BOB, Desk, secret, typed_user};

const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());

/// The usernames of those with a PIN, as an administrator sees them.
fn with_pins(desk: &Desk, caller: Caller<'_>) -> Vec<String> {
    let users = desk.service.users();
    let with_pin = users.quick_users(caller).expect("listed").pins;
    let list = users.list(OWNER).expect("listed");
    let rows = list.rows.iter().filter(|row| with_pin.contains(&row.id));
    rows.map(|row| row.username.clone()).collect()
}

/// What a user is told at the next sign-in.
fn told(desk: &Desk, who: (&str, &str)) -> Vec<AccountEvent> {
    let view = desk.enter(who).expect("signed in");
    let events = view.account_events.iter();
    events.map(|(event, _)| *event).collect()
}

/// Signs Bob in, who sets a PIN and signs out. Returns how much is stored without it and with it.
fn sizes(desk: &Desk) -> (usize, usize) {
    let ada = with_pin(desk, ADA);
    let change = AccountChange::PinOff;
    let account = desk.service.account();
    let removed = account.change(&ada, &secret(ADA.1).into(), change);
    assert!(removed.is_ok());
    let without = stored(desk).expect("stored").len();
    drop(with_pin(desk, BOB));
    (without, stored(desk).expect("stored").len())
}

#[test]
fn an_administrator_sees_who_has_a_pin_and_removes_it() {
    let desk = desk();
    let bob = with_pin(&desk, BOB);
    let ada = desk.sign_in(ADA).expect("signed in");
    assert_eq!(with_pins(&desk, Caller::Session(&ada)), ["bob"]);
    let users = desk.service.users();
    assert_eq!(users.remove_pin(Caller::Session(&ada), "bob"), Ok(()));
    assert!(with_pins(&desk, Caller::Session(&ada)).is_empty());
    assert!(unlock(&desk, &bob, PIN).is_err());
    let again = users.remove_pin(Caller::Session(&ada), "bob");
    assert_eq!(again, Err(UserError::NothingToDo));
}

#[test]
fn the_list_names_no_pin_that_has_ended_or_is_switched_off() {
    let desk = desk();
    drop(with_pin(&desk, BOB));
    let disable = UserChange::default().disabled(true);
    let users = desk.service.users();
    assert_eq!(users.change(OWNER, "bob", &disable), Ok(()));
    assert!(with_pins(&desk, OWNER).is_empty());
    drop(with_pin(&desk, ADA));
    assert_eq!(with_pins(&desk, OWNER), ["ada"]);
    desk.edit("pin: true", "pin: false");
    assert!(with_pins(&desk, OWNER).is_empty());
}

#[test]
fn the_owner_is_told_at_the_next_sign_in_that_a_pin_was_set_changed_or_removed() {
    let desk = desk();
    let session = with_pin(&desk, BOB);
    let session = set_pin(&desk, &session, BOB.1, WRONG).expect("set");
    let change = AccountChange::PinOff;
    let account = desk.service.account();
    let removed = account.change(&session, &secret(BOB.1).into(), change);
    assert!(removed.is_ok());
    assert_eq!(
        told(&desk, BOB),
        [
            AccountEvent::PinSet,
            AccountEvent::PinChanged,
            AccountEvent::PinRemoved
        ]
    );
    assert!(told(&desk, BOB).is_empty(), "once is enough");
}

#[test]
fn the_owner_is_told_that_an_administrator_removed_the_pin() {
    let desk = desk();
    drop(with_pin(&desk, BOB));
    assert_eq!(told(&desk, BOB), [AccountEvent::PinSet]);
    assert_eq!(desk.service.users().remove_pin(OWNER, "bob"), Ok(()));
    assert_eq!(told(&desk, BOB), [AccountEvent::PinRemoved]);
}

#[test]
fn r32_only_a_user_with_all_permissions_of_another_removes_their_pin() {
    let desk = desk_with("quick: {pin: true}\nroles:\n  till: {permissions: [manage_users]}");
    drop(with_pin(&desk, ADA));
    let bob = desk.sign_in(BOB).expect("signed in");
    let users = desk.service.users();
    let refused = users.remove_pin(Caller::Session(&bob), "ada");
    assert_eq!(refused, Err(UserError::NotAllowed));
    assert_eq!(with_pins(&desk, Caller::Session(&bob)), ["ada"]);
}

#[test]
fn r48_a_user_without_permission_neither_sees_nor_removes_a_pin() {
    let desk = desk();
    drop(with_pin(&desk, ADA));
    let bob = desk.sign_in(BOB).expect("signed in");
    let users = desk.service.users();
    let listed = users.quick_users(Caller::Session(&bob)).err();
    assert_eq!(listed, Some(UserError::NotAllowed));
    let removed = users.remove_pin(Caller::Session(&bob), "ada");
    assert_eq!(removed, Err(UserError::NotAllowed));
    assert!(enter(&desk.service, "ada", PIN).is_ok());
}

#[test]
fn r110_a_session_by_pin_removes_no_pin() {
    let desk = desk();
    drop(with_pin(&desk, BOB));
    drop(with_pin(&desk, ADA));
    let ada = enter(&desk.service, "ada", PIN).expect("signed in");
    let removed = desk
        .service
        .users()
        .remove_pin(Caller::Session(&ada.session), "bob");
    assert_eq!(removed, Err(UserError::ReauthenticationRequired));
}

/// A keyring that does something while it is read.
struct MeanwhileVault<F> {
    vault: Arc<MemoryVault>,
    is_armed: Arc<AtomicBool>,
    meanwhile: F,
}

impl<F: Fn() + Send + Sync> TokenVault for MeanwhileVault<F> {
    fn probe(&self) -> Result<(), VaultError> {
        self.vault.probe()
    }

    fn read(&self) -> Result<Option<Secret>, VaultError> {
        if self.is_armed.swap(false, Ordering::Relaxed) {
            (self.meanwhile)();
        }
        self.vault.read()
    }

    fn write(&self, token: &Secret) -> Result<(), VaultError> {
        self.vault.write(token)
    }

    fn clear(&self) -> Result<(), VaultError> {
        self.vault.clear()
    }
}

#[test]
fn a_permission_that_is_taken_away_while_the_keyring_is_slow_removes_no_pin() {
    let mut desk = desk_with("quick: {pin: true}\nroles:\n  till: {permissions: [manage_users]}");
    let kim = ("kim", "the very own words of kim");
    let typed = typed_user(kim.0, "kim@example.org", "Kim Park");
    let users = desk.service.users();
    let added = users.add_with_password(OWNER, &typed, &[""; 0], &secret(kim.1));
    assert_eq!(added, Ok(()));
    drop(with_pin(&desk, kim));
    let config = desk.config();
    let is_armed = Arc::new(AtomicBool::new(false));
    let vault = MeanwhileVault {
        vault: Arc::clone(&desk.computer_vault),
        is_armed: Arc::clone(&is_armed),
        meanwhile: move || {
            let text = std::fs::read_to_string(&config).expect("read");
            let text = text.replace("permissions: [manage_users]", "permissions: []");
            std::fs::write(&config, text).expect("written");
        },
    };
    desk.replace(|ports| ports.computer_vault = Arc::new(vault));
    let bob = desk.sign_in(BOB).expect("signed in");
    is_armed.store(true, Ordering::Relaxed);
    let users = desk.service.users();
    let removed = users.remove_pin(Caller::Session(&bob), "kim");
    assert_eq!(removed, Err(UserError::NotAllowed));
    assert!(!is_armed.load(Ordering::Relaxed), "the keyring was asked");
}

#[test]
fn r108_the_pin_of_a_removed_account_goes_with_it() {
    let desk = desk();
    let (without, with) = sizes(&desk);
    assert!(without < with);
    let mut window = app_window(desk.service.clone(), [1_100.0, 1_600.0]);
    sign_in(&mut window, ADA);
    press(&mut window, "Users");
    choose(&mut window, "Bob Builder");
    press(&mut window, "Delete");
    fill(&mut window, "Username", "bob");
    press(&mut window, "Delete Bob Builder");
    assert_eq!(stored(&desk).expect("stored").len(), without);
}

#[test]
fn r108_the_pin_of_an_account_that_was_removed_by_hand_goes_at_the_next_sign_in() {
    let desk = desk();
    let (without, _) = sizes(&desk);
    desk.computer_vault.fail_with(Some(VaultError::Slow));
    assert_eq!(desk.service.users().remove(OWNER, "bob"), Ok(()));
    desk.computer_vault.fail_with(None);
    drop(renewed(&desk, ADA));
    assert_eq!(stored(&desk).expect("stored").len(), without);
}

#[test]
fn the_pin_of_a_renamed_user_goes_at_the_next_sign_in() {
    let desk = desk();
    let (without, _) = sizes(&desk);
    assert_eq!(desk.service.users().rename(OWNER, "bob", "rob"), Ok(()));
    drop(renewed(&desk, ADA));
    assert_eq!(stored(&desk).expect("stored").len(), without);
}

#[test]
fn the_pin_of_a_user_whose_roles_an_import_changed_unlocks_nothing_and_goes() {
    let desk = desk();
    let (without, _) = sizes(&desk);
    let import = desk.service.import();
    let table =
        "username,email,first_name,last_name,roles\nbob,bob@example.org,Bob,Builder,office\n"
            .to_owned();
    let plan = import.plan(OWNER, SecretText::new(table)).expect("planned");
    let progress = Progress::default();
    assert!(import.run(OWNER, &plan, true, &progress).is_ok());
    assert!(refusal(&desk.service, "bob").is_some());
    drop(renewed(&desk, ADA));
    assert_eq!(stored(&desk).expect("stored").len(), without);
}

#[test]
fn an_app_can_tell_that_a_session_is_by_quick_unlock() {
    let desk = desk();
    let session = with_pin(&desk, BOB);
    assert!(!session.is_by_quick_unlock());
    let unlocked = unlock(&desk, &session, PIN).expect("unlocked");
    assert!(
        unlocked.is_by_quick_unlock() && session.is_by_quick_unlock(),
        "every copy"
    );
    let confirmed = confirmed(&desk, &unlocked).expect("confirmed");
    assert!(!confirmed.is_by_quick_unlock());
}

fn confirmed(desk: &Desk, session: &Session) -> Result<Session, AccountError> {
    let sessions = desk.service.sessions();
    let confirmed = sessions.reauthenticate(session, &secret(BOB.1).into());
    confirmed.map(|view| view.session)
}

#[test]
fn in_the_window_an_administrator_sees_a_pin_and_removes_it() {
    let desk = desk();
    drop(with_pin(&desk, BOB));
    let mut window = app_window(desk.service.clone(), [1_280.0, 800.0]);
    sign_in(&mut window, ADA);
    press(&mut window, "Users");
    choose(&mut window, "Bob Builder");
    assert!(window.query_by_label("Quick unlock").is_some());
    press(&mut window, "Remove PIN");
    assert!(
        window
            .query_by_label_contains("The PIN of bob on this computer was removed")
            .is_some()
    );
    assert!(window.query_by_label("Quick unlock").is_none());
    assert!(refusal(&desk.service, "bob").is_some());
}

#[test]
fn no_command_of_the_keyring_keeps_others_from_signing_in() {
    let desk = desk();
    let session = desk.sign_in(ADA).expect("signed in");
    let bob = || "bob".to_owned();
    let lane_of = |action| {
        RunAdminAction {
            session: session.clone(),
            action: Arc::new(action),
        }
        .lane()
    };
    let number = secret("00481234567");
    let username = bob();
    assert_eq!(lane_of(AdminAction::RemovePin(bob())), Lane::Keyring);
    assert_eq!(lane_of(AdminAction::RemoveBadge(bob())), Lane::Keyring);
    let set = AdminAction::SetBadge { username, number };
    assert_eq!(lane_of(set), Lane::Keyring);
    assert_eq!(lane_of(AdminAction::Remove(bob())), Lane::UseCases);
    let change = ChangeAccount {
        session: session.clone(),
        current: secret(ADA.1).into(),
        change: AccountChange::PinOff,
    };
    assert_eq!(change.lane(), Lane::Keyring);
}

/// The keyring can take seconds, and the program can end meanwhile.
#[test]
fn a_deletion_asks_no_keyring() {
    let desk = desk();
    drop(with_pin(&desk, BOB));
    let calls = desk.computer_vault.calls();
    assert_eq!(desk.service.users().remove(OWNER, "bob"), Ok(()));
    assert_eq!(desk.computer_vault.calls(), calls);
}
