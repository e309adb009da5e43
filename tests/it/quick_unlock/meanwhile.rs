//! What others change while a command waits for the keyring, or for another program that changes the records.

use std::sync::{Arc, Mutex};

use egui_authenticator::domain::account_event::AccountEvent;
use egui_authenticator::domain::account_id::AccountId;
use egui_authenticator::domain::remember_me::Selector;
use egui_authenticator::domain::secret::Secret;
use egui_authenticator::domain::settings::Sessions;
use egui_authenticator::screen::app::{self, Area, AreaEvent, AreaKind};
use egui_authenticator::screen::flow::{Event, Screen};
use egui_authenticator::screen::settings;
use egui_authenticator::service::Service;
use egui_authenticator::service::account::AccountError;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::{
    ChangeSealed, RememberedSignIn, SessionLimitError, SessionSlot, SessionStore, StateError,
    TokenVault, VaultError,
};
use egui_authenticator::service::users::{UserChange, UserError};

use super::badges::{BADGE, OTHER, names, set_for_at, with_badge};
use super::guesses::stored;
use super::{desk_with, renewed, set_pin};
use crate::harness::flow::{act, signed_in, start};
use crate::harness::{ADA, BOB, Desk, secret, settle, typed_user};

const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());
const T0: std::time::Duration = std::time::Duration::ZERO;

type Act = Box<dyn FnOnce() + Send>;

/// Does something once, the next time that it is called.
#[derive(Default)]
struct Once(Mutex<Option<Act>>);

impl Once {
    fn set(&self, act: impl FnOnce() + Send + 'static) {
        *self.0.lock().expect("not poisoned") = Some(Box::new(act));
    }

    fn run(&self) {
        let act = self.0.lock().expect("not poisoned").take();
        if let Some(act) = act {
            act();
        }
    }
}

/// A keyring in which something happens while it is asked.
struct SlowVault {
    inner: Arc<dyn TokenVault>,
    meanwhile: Arc<Once>,
}

impl TokenVault for SlowVault {
    fn probe(&self) -> Result<(), VaultError> {
        self.inner.probe()
    }
    fn read(&self) -> Result<Option<Secret>, VaultError> {
        self.meanwhile.run();
        self.inner.read()
    }
    fn write(&self, token: &Secret) -> Result<(), VaultError> {
        self.inner.write(token)
    }
    fn clear(&self) -> Result<(), VaultError> {
        self.inner.clear()
    }
}

/// A store in which something happens while others change the records.
struct SlowGate {
    inner: Arc<dyn SessionStore>,
    meanwhile: Arc<Once>,
}

impl SessionStore for SlowGate {
    fn remembered(&self) -> Result<Option<RememberedSignIn>, StateError> {
        self.inner.remembered()
    }
    fn remember(&self, sign_in: &RememberedSignIn) -> Result<(), StateError> {
        self.inner.remember(sign_in)
    }
    fn rotate(
        &self,
        selector: &Selector,
        change: &dyn Fn(&mut RememberedSignIn),
    ) -> Result<(), StateError> {
        self.inner.rotate(selector, change)
    }
    fn forget(&self, account: AccountId) -> Result<bool, StateError> {
        self.inner.forget(account)
    }
    fn active_sessions(&self, accounts: &[AccountId]) -> Result<Vec<AccountId>, StateError> {
        self.inner.active_sessions(accounts)
    }
    fn quick_unlock_gate(&self) -> Result<SessionSlot, StateError> {
        self.meanwhile.run();
        self.inner.quick_unlock_gate()
    }
    fn quick_unlock(&self, change: &mut ChangeSealed<'_>) -> Result<(), StateError> {
        self.inner.quick_unlock(change)
    }
    fn claim_session_slot(
        &self,
        account: AccountId,
        limits: Sessions,
    ) -> Result<SessionSlot, SessionLimitError> {
        self.inner.claim_session_slot(account, limits)
    }
}

/// The username that a badge names.
fn named(service: &Service, number: &str) -> Option<String> {
    let quick = service.quick_unlock();
    match quick.sign_in_with_badge(&secret(number)) {
        Err(AccountError::BadgeNames(username)) => Some(username),
        _ => None,
    }
}

#[test]
fn the_badge_of_a_user_who_is_added_while_another_one_signs_in_stays() {
    let mut desk = names();
    drop(with_badge(&desk, ADA, OTHER));
    let meanwhile = Arc::<Once>::default();
    let inner = Arc::clone(&desk.ports.sessions);
    let once = Arc::clone(&meanwhile);
    desk.replace(|ports| {
        ports.sessions = Arc::new(SlowGate {
            inner,
            meanwhile: once,
        });
    });
    let ada = desk.sign_in(ADA).expect("signed in");
    let other = desk.restarted();
    meanwhile.set(move || {
        let zoe = typed_user("zoe", "zoe@example.org", "Zoe Zander");
        other.users().add(OWNER, &zoe, &["till"]).expect("added");
        assert_eq!(set_for_at(&other, "zoe", BADGE), Ok(()));
    });
    desk.service.quick_unlock().renew(&ada);
    let list = desk.service.users().quick_users(OWNER).expect("listed");
    assert_eq!(list.badges.map(|badges| badges.len()), Some(2));
}

/// Kim, who manages users, sets the badge of Bob; while the keyring is slow, Bob becomes an administrator under another name, and
/// his name goes to a user without permissions.
#[test]
fn r32_two_users_who_swap_names_while_the_keyring_is_slow_are_not_mixed_up() {
    let mut desk =
        desk_with("quick: {badge: names}\nroles:\n  desk: {permissions: [manage_users]}");
    drop(with_badge(&desk, ADA, OTHER));
    let kim = UserChange::default().roles(["desk"]);
    assert_eq!(desk.service.users().change(OWNER, "bob", &kim), Ok(()));
    let meanwhile = Arc::<Once>::default();
    let inner = Arc::clone(&desk.ports.computer_vault);
    let once = Arc::clone(&meanwhile);
    desk.replace(|ports| {
        ports.computer_vault = Arc::new(SlowVault {
            inner,
            meanwhile: once,
        });
    });
    let bob = desk.sign_in(BOB).expect("signed in");
    let other = desk.restarted();
    meanwhile.set(move || {
        let users = other.users();
        assert_eq!(users.rename(OWNER, "gus", "guest"), Ok(()));
        let admin = UserChange::default().roles(["admin"]);
        assert_eq!(users.change(OWNER, "guest", &admin), Ok(()));
        let new = typed_user("gus", "new@example.org", "Gustav");
        assert!(users.add(OWNER, &new, &["till"]).is_ok());
    });
    let users = desk.service.users();
    let set = users.set_badge(Caller::Session(&bob), "gus", &secret(BADGE));
    assert_eq!(set, Err(UserError::NotAllowed));
    assert_eq!(named(&desk.service, BADGE), None);
}

#[test]
fn what_ended_with_a_user_who_was_disabled_does_not_come_back_with_another_quick_unlock() {
    let desk = desk_with("quick: {pin: true, badge: enough}");
    let bob = with_badge(&desk, BOB, BADGE);
    let users = desk.service.users();
    for is_disabled in [true, false] {
        let change = UserChange::default().disabled(is_disabled);
        assert_eq!(users.change(OWNER, "bob", &change), Ok(()));
    }
    assert!(bob.has_ended());
    let bob = renewed(&desk, BOB);
    assert_eq!(named(&desk.service, BADGE).as_deref(), Some("bob"));
    let bob = set_pin(&desk, &bob, BOB.1, super::PIN).expect("set");
    desk.service.quick_unlock().renew(&bob);
    assert_eq!(named(&desk.service, BADGE).as_deref(), Some("bob"));
    drop(with_badge(&desk, BOB, BADGE));
    let quick = desk.service.quick_unlock();
    assert!(quick.sign_in_with_badge(&secret(BADGE)).is_ok());
}

/// How many bytes are stored with the badge of Bob, whose account is then removed by other means.
fn with_a_removed_user(desk: &Desk) -> usize {
    drop(with_badge(desk, BOB, BADGE));
    stored(desk).expect("stored").len()
}

#[test]
fn r108_after_a_removal_by_an_app_its_window_removes_the_badge() {
    let desk = names();
    let mut flow = signed_in(&desk, ADA);
    let with = with_a_removed_user(&desk);
    assert_eq!(desk.service.users().remove(OWNER, "bob"), Ok(()));
    let jobs = flow.on_file_changed(T0);
    settle(&mut flow, &desk.service, jobs, T0);
    assert!(stored(&desk).expect("stored").len() < with);
}

#[test]
fn r108_after_an_erasure_elsewhere_the_next_start_removes_the_badge_also_without_the_setting() {
    let desk = names();
    let with = with_a_removed_user(&desk);
    let erased = desk.service.personal_data().erase(OWNER, "bob");
    assert_eq!(erased, Ok(()));
    desk.edit("badge: names", "badge: off");
    desk.edit("pin: true", "pin: false");
    drop(start(&desk));
    assert!(stored(&desk).expect("stored").len() < with);
}

#[test]
fn r108_a_restoration_that_removes_a_user_removes_the_badge() {
    let desk = names();
    let zoe = typed_user("zoe", "zoe@example.org", "Zoe Zander");
    assert!(desk.service.users().add(OWNER, &zoe, &["till"]).is_ok());
    assert_eq!(set_for_at(&desk.service, "zoe", BADGE), Ok(()));
    let with = stored(&desk).expect("stored").len();
    let mut flow = signed_in(&desk, ADA);
    let ada = flow.screen().session_view().expect("in").session.clone();
    let backups = desk.service.backups();
    let list = backups.list(OWNER).expect("listed");
    let before_zoe = list.last().expect("a backup").number;
    let preview = backups.preview(&ada, before_zoe).expect("a preview");
    act(
        &mut flow,
        &desk,
        Event::App(app::Event::Go(AreaKind::Settings)),
    );
    let Screen::App(screen) = flow.screen_mut() else {
        panic!("signed in")
    };
    let Area::Settings(area) = &mut screen.area else {
        panic!("the settings are open")
    };
    area.backups.preview = Some(preview);
    let restore = settings::Event::Backup(settings::BackupEvent::Restore);
    let restore = app::Event::Area(AreaEvent::Settings(restore));
    act(&mut flow, &desk, Event::App(restore));
    assert!(ada.has_ended(), "it is restored");
    assert!(stored(&desk).expect("stored").len() < with);
}

#[test]
fn the_owner_of_the_oldest_badge_is_told_that_it_was_removed_for_a_new_one() {
    let desk = names();
    assert_eq!(set_for_at(&desk.service, "bob", BADGE), Ok(()));
    drop(desk.enter(BOB));
    let entries: Vec<_> = (0..256)
        .map(|at| format!("    user{at}: {{email: u{at}@example.org, first_name: U}}\n"))
        .collect();
    desk.edit("    gus:\n", &format!("{}    gus:\n", entries.concat()));
    for at in 0..256 {
        let number = format!("9900{at:07}");
        assert_eq!(
            set_for_at(&desk.service, &format!("user{at}"), &number),
            Ok(())
        );
    }
    assert_eq!(named(&desk.service, BADGE), None);
    let view = desk.enter(BOB).expect("signed in");
    let events: Vec<_> = view
        .account_events
        .iter()
        .map(|(event, _)| *event)
        .collect();
    assert_eq!(events, [AccountEvent::BadgeRemoved]);
}
