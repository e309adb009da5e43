//! Badges on a restricted computer: the server finds out whose they are.

use egui_authenticator::Service;
use egui_authenticator::domain::quick_unlock::QuickRefusal;
use egui_authenticator::service::account::AccountError;
use egui_authenticator::service::ports::StoreError;
use egui_authenticator::service::session::Session;
use egui_authenticator::service::sign_in::locking::LockReason;
use egui_authenticator::testing::MemoryAuthority;

use super::till_of;
use crate::harness::window::{field, fill, press, sign_in};
use crate::harness::{BOB, Desk, secret};
use crate::quick_unlock::badges::{BADGE, OTHER, enough, names, with_badge};
use crate::quick_unlock::scans::{scan, settled, shows, text_of, window};
use crate::quick_unlock::{PIN, desk_with, set_pin};

/// A restricted computer with Bob, who has set a badge.
fn with_bob(desk: Desk) -> (Desk, MemoryAuthority, Session) {
    let (desk, server) = till_of(desk);
    let session = with_badge(&desk, BOB, BADGE);
    (desk, server, session)
}

fn enter(desk: &Desk, number: &str) -> Result<Session, AccountError> {
    let quick = desk.service.quick_unlock();
    let entered = quick.sign_in_with_badge(&secret(number));
    entered.map(|view| view.session)
}

#[test]
fn a_badge_opens_and_unlocks_a_session_at_the_server_that_is_not_fresh() {
    let (desk, server, session) = with_bob(enough());
    let (quick, sessions) = (desk.service.quick_unlock(), desk.service.sessions());
    assert_eq!(quick.has_badge(&session), Some(true));
    assert_eq!(sessions.lock(&session, LockReason::Locked), Ok(()));
    let unlocked = quick.unlock_with_badge(&session, &secret(BADGE));
    let session = unlocked.expect("unlocked").session;
    assert!(!session.is_fresh(desk.ports.clock.now()));
    sessions.sign_out(&session).expect("signed out");
    assert_eq!(enter(&desk, OTHER).err(), Some(AccountError::BadgeUnknown));
    assert_eq!(server.open_sessions(), 0);
    let session = enter(&desk, BADGE).expect("enough");
    assert!(session.is_by_quick_unlock());
    assert_eq!(server.open_sessions(), 1);
    drop(session);
    assert_eq!(server.open_sessions(), 0, "it ends with its last copy");
}

#[test]
fn a_badge_opens_nothing_while_the_server_cannot_be_reached() {
    let (desk, server, session) = with_bob(enough());
    let outage = StoreError::Unavailable("no route to the server".to_owned());
    server.fail_with(Some(outage.clone()));
    let away = Some(AccountError::Store(outage));
    let quick = desk.service.quick_unlock();
    let unlocked = quick.unlock_with_badge(&session, &secret(BADGE));
    assert_eq!(unlocked.err(), away);
    assert_eq!(enter(&desk, BADGE).err(), away);
    assert_eq!(quick.has_badge(&session), None);
    server.fail_with(None);
    assert!(enter(&desk, BADGE).is_ok());
}

#[test]
fn nothing_on_the_computer_lets_a_number_be_tried_without_the_server() {
    let (mut desk, _, session) = with_bob(enough());
    desk.service.sessions().sign_out(&session).expect("out");
    // A program that was started again knows no number, with the same keyring and database.
    desk.service = Service::from(desk.ports.clone());
    let mut window = window(&desk);
    sign_in(&mut window, BOB);
    press(&mut window, "Your account");
    press(&mut window, "Edit profile");
    field(&window, "First name").focus();
    window.run();
    for character in BADGE.chars() {
        window.event(egui::Event::Text(character.to_string()));
        window.step();
    }
    settled(&mut window);
    assert!(text_of(&window, "First name").contains(BADGE));
    drop(window);
    // A thief has all that is on the computer, and puts it back before each guess.
    let mut stored = Vec::new();
    let read = desk.ports.sessions.quick_unlock(&mut |sealed| {
        stored = sealed.map(<[u8]>::to_vec).unwrap_or_default();
        None
    });
    assert_eq!(read, Ok(()));
    let kept = desk.ports.computer_vault.read().expect("read");
    for guess in 0..30 {
        let sessions = &desk.ports.sessions;
        let put_back = sessions.quick_unlock(&mut |_| Some(stored.clone()));
        assert_eq!(put_back, Ok(()));
        let kept = kept.as_ref().expect("a secret");
        desk.ports.computer_vault.write(kept).expect("written");
        let unknown = enter(&desk, &format!("004812345{guess:02}")).err();
        let expected = Some(AccountError::BadgeUnknown);
        assert_eq!(unknown, expected, "{guess}");
    }
    let too_many = Some(AccountError::TooManyBadges);
    assert_eq!(enter(&desk, BADGE).err(), too_many);
}

#[test]
fn a_badge_outlives_a_restart_and_the_sessions_of_others() {
    let (mut desk, _, session) = with_bob(names());
    desk.service.sessions().sign_out(&session).expect("out");
    desk.service = Service::from(desk.ports.clone());
    let named = AccountError::BadgeNames("bob".to_owned());
    assert_eq!(enter(&desk, BADGE).err(), Some(named));
    desk.edit("badge: names", "badge: off");
    let off = Some(AccountError::Quick(QuickRefusal::Off));
    assert_eq!(enter(&desk, BADGE).err(), off);
}

#[test]
fn in_the_window_a_user_sets_a_badge_and_unlocks_and_signs_in_with_it() {
    let (desk, server) = till_of(enough());
    let mut window = window(&desk);
    sign_in(&mut window, BOB);
    press(&mut window, "Your account");
    press(&mut window, "Set badge");
    scan(&mut window, BADGE);
    scan(&mut window, BADGE);
    fill(&mut window, "Current password", BOB.1);
    press(&mut window, "Save badge");
    assert!(shows(&window, "Your badge was saved"));
    press(&mut window, "Lock (Ctrl+L)");
    scan(&mut window, OTHER);
    assert!(shows(&window, "This badge is not known here"));
    assert!(shows(&window, "Unlock"));
    scan(&mut window, BADGE);
    assert!(!shows(&window, "Unlock"));
    assert!(shows(&window, "Bob Builder"));
    press(&mut window, "Sign out");
    assert_eq!(server.open_sessions(), 0);
    scan(&mut window, BADGE);
    assert!(shows(&window, "Bob Builder"));
    assert_eq!(server.open_sessions(), 1);
    // The number of a badge that was scanned is typed into no field.
    press(&mut window, "Your account");
    press(&mut window, "Edit profile");
    let before = text_of(&window, "First name");
    field(&window, "First name").focus();
    window.run();
    scan(&mut window, BADGE);
    assert_eq!(text_of(&window, "First name"), before);
}

#[test]
fn in_the_window_a_badge_names_its_user_who_enters_the_pin() {
    let (desk, server, session) = with_bob(names());
    let session = set_pin(&desk, &session, BOB.1, PIN).expect("set");
    desk.service.sessions().sign_out(&session).expect("out");
    let mut window = window(&desk);
    scan(&mut window, BADGE);
    assert_eq!(server.open_sessions(), 0);
    fill(&mut window, "PIN", PIN);
    press(&mut window, "Sign in");
    assert!(shows(&window, "Bob Builder"));
    assert_eq!(server.open_sessions(), 1);
}

#[test]
fn after_too_many_unknown_badges_the_form_says_that_none_is_looked_at() {
    let (desk, _, session) = with_bob(enough());
    desk.service.sessions().sign_out(&session).expect("out");
    for _ in 0..30 {
        assert!(enter(&desk, OTHER).is_err());
    }
    let mut window = window(&desk);
    scan(&mut window, BADGE);
    let said = "Too many unknown badges on this computer";
    assert!(shows(&window, said));
}

#[test]
fn with_a_prefix_no_field_takes_a_badge_also_if_none_was_scanned_before() {
    let (desk, _) = till_of(desk_with("quick: {badge: names, badge_prefix: '%B'}"));
    let mut window = window(&desk);
    sign_in(&mut window, BOB);
    press(&mut window, "Your account");
    press(&mut window, "Edit profile");
    let before = text_of(&window, "First name");
    field(&window, "First name").focus();
    window.run();
    scan(&mut window, "%B004812345");
    assert_eq!(text_of(&window, "First name"), before);
}
