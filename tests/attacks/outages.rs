//! A user whose access is taken away, and who cuts the connection to the store of the accounts so that this is not noticed.

use std::sync::Arc;
use std::time::Duration;

use egui_authenticator::domain::page::PageId;
use egui_authenticator::screen::flow::auto_lock::LockWarning;
use egui_authenticator::screen::flow::{Flow, Screen};
use egui_authenticator::service::account::{AccountChange, AccountError};
use egui_authenticator::service::caller::Caller;
use egui_authenticator::service::pages::{LaunchError, PageError};
use egui_authenticator::service::ports::{Cancellation, Clock as _, StoreError};
use egui_authenticator::service::session::RoleError;
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::users::{UserChange, UserError};
use egui_authenticator::service::{Service, Session};

use crate::harness::flow::signed_in;
use crate::harness::remote_store::{RemoteStore, outage};
use crate::harness::{ADA, BOB, Desk, Till, secret, settle};

const MINUTE: i64 = 60;

/// A desk over a store on another computer.
fn remote() -> (Desk, Arc<RemoteStore>) {
    let mut desk = Desk::open();
    let store = RemoteStore::of(&*desk.ports.credentials);
    desk.replace(|ports| ports.credentials = Arc::clone(&store) as _);
    (desk, store)
}

/// An administrator disables a user, on another computer.
fn disable(store: &RemoteStore, name: &str) {
    let mut content = store.content.directory().expect("the content");
    let users = content.users.iter_mut();
    for user in users.filter(|user| user.username.as_str() == name) {
        user.disabled = true;
    }
    store.content.replace(content);
}

fn opens(service: &Service, session: &Session, page: &str) -> Result<(), PageError> {
    let page = PageId(page.to_owned());
    service.pages().open(session, &page).map(drop)
}

/// Bob cuts the connection before he is disabled. What was open stays readable for a quarter of an hour, and nothing longer,
/// also if he sets the clock back; with the connection, the session ends.
#[test]
fn r42_a_disabled_user_cuts_the_connection_to_stay_signed_in() {
    let (desk, store) = remote();
    let bob = desk.sign_in(BOB).expect("in");
    store.set_down(true);
    disable(&store, "bob");
    assert_eq!(opens(&desk.service, &bob, "till"), Ok(()));
    for _ in 0..2 {
        let minutes = Duration::from_mins(7);
        desk.clock.wait(minutes, &Cancellation::default());
        desk.clock.advance(-7 * MINUTE);
        assert!(bob.require(Till).is_ok());
    }
    desk.clock
        .wait(Duration::from_mins(1), &Cancellation::default());
    assert_eq!(bob.require(Till).err(), Some(RoleError::Ended));
    assert!(!bob.has_role("till"));
    let refused = PageError::Store(outage());
    assert_eq!(opens(&desk.service, &bob, "till"), Err(refused));
    store.set_down(false);
    assert!(desk.service.sessions().refresh(&bob).is_err());
    assert!(bob.has_ended());
}

/// Bob plugs the cable in for a moment now and then, so that each outage is short.
#[test]
fn r42_a_disabled_user_reconnects_for_a_moment_so_that_the_time_begins_anew() {
    let (desk, store) = remote();
    let bob = desk.sign_in(BOB).expect("in");
    store.set_down(true);
    disable(&store, "bob");
    assert!(opens(&desk.service, &bob, "till").is_ok());
    desk.clock.advance(14 * MINUTE);
    store.set_down(false);
    assert!(opens(&desk.service, &bob, "till").is_err());
    store.set_down(true);
    assert!(bob.has_ended(), "what was read ends the session");
}

/// Bob lets the calls hang instead of failing: he drops the packets.
#[test]
fn r42_a_disabled_user_lets_the_calls_hang() {
    let (desk, store) = remote();
    let bob = desk.sign_in(BOB).expect("in");
    let (release, held) = store.hold();
    let service = desk.service.clone();
    let copy = bob.clone();
    let opening = std::thread::spawn(move || opens(&service, &copy, "till"));
    held.recv().expect("the call has begun");
    disable(&store, "bob");
    desk.clock.advance(14 * MINUTE);
    assert!(bob.has_role("till"));
    desk.clock.advance(MINUTE);
    assert_eq!(bob.require(Till).err(), Some(RoleError::Ended));
    drop(release);
    assert_eq!(
        opening.join().expect("no panic"),
        Err(PageError::NotAllowed)
    );
    assert!(bob.has_ended());
}

/// During an outage, users can only read: signing in, unlocking a window that is not locked, entering the password again, starting
/// programs, changes and the list of users are refused.
#[test]
fn r42_an_outage_is_used_to_act() {
    let (desk, store) = remote();
    let [ada, bob] = [ADA, BOB].map(|user| desk.sign_in(user).expect("in"));
    store.set_down(true);
    let service = &desk.service;
    let refused = service.sign_in().with_password(BOB.0, &secret(BOB.1));
    assert_eq!(refused.err(), Some(SignInError::Store(outage())));
    let password = || secret(BOB.1).into();
    let unavailable = || Some(AccountError::Store(outage()));
    let sessions = service.sessions();
    assert_eq!(sessions.unlock(&bob, &password()).err(), unavailable());
    let proof = sessions.reauthenticate(&bob, &password());
    assert_eq!(proof.err(), unavailable());
    let page = PageId("till".to_owned());
    let launched = service.pages().launch(&bob, &page, 0);
    let not_now = LaunchError::Page(PageError::Store(outage()));
    assert_eq!(launched.err(), Some(not_now));
    let change = AccountChange::Password(secret("a kettle for the back room"));
    let changed = service.account().change(&bob, &password(), change);
    assert_eq!(changed.err(), unavailable());
    let caller = Caller::Session(&ada);
    let unavailable = || Some(UserError::Store(outage()));
    let removed = service.users().remove(caller, "bob");
    assert_eq!(removed.err(), unavailable());
    assert_eq!(service.users().list(caller).err(), unavailable());
}

/// An administrator takes the page away in this program, and the connection is lost at once: what was read before no longer
/// counts.
#[test]
fn r49_a_page_that_was_just_closed_is_read_during_an_outage() {
    let (desk, store) = remote();
    let [ada, bob] = [ADA, BOB].map(|user| desk.sign_in(user).expect("in"));
    let roles = UserChange::default().roles(Vec::<String>::new());
    let users = desk.service.users();
    let changed = users.change(Caller::Session(&ada), "bob", &roles);
    assert!(changed.is_ok());
    store.set_down(true);
    let refused = opens(&desk.service, &bob, "till");
    assert!(matches!(
        refused,
        Err(PageError::Store(StoreError::Unavailable(_)))
    ));
}

/// The window of a user who is gone shows nothing after a quarter of an hour, when only the store unlocks it.
#[test]
fn r42_a_window_is_left_open_during_an_outage() {
    let (desk, store) = remote();
    // The window itself would lock earlier.
    let mut content = store.content.directory().expect("the content");
    content.settings.lock.after_minutes = 60;
    store.content.replace(content);
    let mut flow = signed_in(&desk, BOB);
    store.set_down(true);
    let at = |flow: &mut Flow, minutes: u64| {
        let now = Duration::from_mins(minutes);
        let jobs = flow.on_time(now);
        settle(flow, &desk.service, jobs, now);
    };
    let jobs = flow.on_file_changed(Duration::ZERO);
    settle(&mut flow, &desk.service, jobs, Duration::ZERO);
    desk.clock.advance(14 * MINUTE);
    at(&mut flow, 14);
    assert!(matches!(flow.screen(), Screen::App(_)));
    assert_eq!(flow.lock_warning(Duration::from_mins(14)), None);
    desk.clock.advance(MINUTE - 20);
    let left = Duration::from_secs(20);
    let warning = flow.lock_warning(Duration::from_mins(15).saturating_sub(left));
    assert_eq!(warning, Some(LockWarning::Outage(left)));
    desk.clock.advance(20);
    at(&mut flow, 15);
    assert!(matches!(flow.screen(), Screen::Lock(_)));
}
