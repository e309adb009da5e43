//! A colleague at the same desk, and a host app that keeps more than it should.

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use egui_authenticator::domain::page::PageId;
use egui_authenticator::domain::settings::Hashing;
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::{app, lock, sign_in};
use egui_authenticator::service::Service;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::PasswordHasher as _;
use egui_authenticator::service::session::RoleError;
use egui_authenticator::service::sign_in::pending::SignInOutcome;
use egui_authenticator::service::users::UserError;

use egui_authenticator::store::memory::{MemoryState, MemoryVault};
use egui_authenticator::store::yaml::YamlStore;

use crate::harness::flow::{act, fill_in, signed_in, start, submit};
use crate::harness::{ADA, Admin, BOB, Desk, QuickHasher, secret, settle, typed_user};
use crate::restricted::{at_the_file, everywhere};

const T0: Duration = Duration::ZERO;

/// A colleague guesses at the locked window of another user, and knows the password after too many guesses.
#[test]
fn r20_a_colleague_guesses_at_a_locked_window() {
    for desk in everywhere() {
        let mut flow = signed_in(&desk, BOB);
        act(&mut flow, &desk, Event::Lock);
        let guesses = ["guess"; 5].into_iter().chain([BOB.1]);
        for guess in guesses {
            let Screen::Lock(screen) = flow.screen_mut() else {
                panic!("not locked")
            };
            screen.password.text = secret(guess);
            act(&mut flow, &desk, Event::Locked(lock::Event::Submit));
        }
        assert!(matches!(flow.screen(), Screen::Lock(_)));
    }
}

/// A user presses Enter, thinks better of it, locks and walks away; a colleague waits for the page to open all the same.
/// At the sign-in form, at the lock, and at a start that looks for the remembered session.
#[test]
fn r71_a_colleague_waits_for_what_was_under_way_when_the_window_was_locked() {
    for desk in everywhere() {
        let type_password = |flow: &mut Flow| match flow.screen_mut() {
            Screen::Login(screen) => {
                BOB.0.clone_into(&mut screen.login);
                screen.keep_ticked = true;
                screen.password.text = secret(BOB.1);
                Event::Login(sign_in::Event::Submit)
            }
            Screen::Lock(screen) => {
                screen.password.text = secret(BOB.1);
                Event::Locked(lock::Event::Submit)
            }
            _ => panic!("no password is asked for"),
        };
        let start = || Flow::new(T0);
        let (mut flow, jobs) = start();
        settle(&mut flow, &desk.service, jobs, T0);
        for is_locked in [false, true] {
            let submit = type_password(&mut flow);
            let jobs = flow.on(submit, T0);
            act(&mut flow, &desk, Event::Lock);
            settle(&mut flow, &desk.service, jobs, T0);
            assert!(flow.screen().session_view().is_none(), "{is_locked}");
            // The user is back, and locks after a sign-in.
            let submit = type_password(&mut flow);
            act(&mut flow, &desk, submit);
            assert!(flow.screen().session_view().is_some());
            act(&mut flow, &desk, Event::Lock);
        }
        let submit = type_password(&mut flow);
        act(&mut flow, &desk, submit);
        let (mut started, jobs) = start();
        let locked = started.on(Event::Lock, T0);
        assert!(locked.is_empty());
        settle(&mut started, &desk.service, jobs, T0);
        assert!(matches!(started.screen(), Screen::Lock(_)));
    }
}

/// A background thread of the host app keeps a copy of the session of a user who was removed, and opens a page.
#[test]
fn r42_a_copy_of_the_session_of_a_removed_user_opens_no_page() {
    for desk in everywhere() {
        let session = desk.sign_in(BOB).expect("signed in");
        let copy = session.clone();
        let till = PageId("till".to_owned());
        assert!(desk.service.pages().open(&copy, &till).is_ok());
        // The owner does so at a computer with the file.
        let file = desk.restarted_with(at_the_file(&desk));
        let owner = Caller::LocalOwner(Operator::assume());
        assert_eq!(file.users().remove(owner, BOB.0), Ok(()));
        assert!(desk.service.pages().open(&copy, &till).is_err());
        assert!(desk.service.sessions().refresh(&copy).is_err());
    }
}

/// A host app keeps a copy of an administrator's session, proves the role after the sign-out, and adds an
/// administrator of its own.
#[test]
fn r74_a_copy_of_a_session_proves_no_role_after_the_sign_out_and_adds_no_administrator() {
    for desk in everywhere() {
        let session = desk.sign_in(ADA).expect("signed in");
        let copy = session.clone();
        assert!(copy.require(Admin).is_ok());
        assert_eq!(desk.service.sessions().sign_out(&session), Ok(()));
        assert_eq!(copy.require(Admin).err(), Some(RoleError::Ended));
        let mallory = typed_user("mallory", "m@example.org", "Mallory");
        let caller = Caller::Session(&copy);
        let added = desk.service.users().add(caller, &mallory, &["admin"]);
        assert_eq!(added.err(), Some(UserError::Ended));
    }
}

/// A host app keeps a copy from the frame before the user signs out, while the keyring is slow to answer.
#[test]
fn r74_a_copy_of_a_session_is_refused_while_the_sign_out_waits_for_the_keyring() {
    for desk in everywhere() {
        let mut flow = signed_in(&desk, BOB);
        let copy = flow
            .screen()
            .session_view()
            .expect("signed in")
            .session
            .clone();
        let waiting = flow.on(Event::App(app::Event::SignOut), T0);
        assert!(!waiting.is_empty());
        assert!(!copy.has_role("till") && desk.service.sessions().refresh(&copy).is_err());
    }
}

/// A host app, or a library in it, copies the configuration file, gives the administrator a password of its own in the
/// copy, signs in there, and takes the session to the real service. (That it replaces the hasher of the real service
/// does not compile: see `Service`; nor that it makes an `Operator` by itself: see `Operator`.)
#[test]
fn r75_a_session_that_was_signed_in_on_a_copy_of_the_file_adds_no_administrator() {
    let desk = Desk::open();
    let hash = |text: &str| {
        QuickHasher
            .hash(&secret(text), Hashing::default())
            .expect("a hash")
    };
    let snapshot = desk.ports.credentials.read().expect("read");
    let ada = snapshot
        .users
        .find(ADA.0)
        .expect("there")
        .hash
        .clone()
        .expect("a hash");
    let copy = desk.folder.path().join("copy.yaml");
    let text = desk.text().replacen(ada.as_str(), hash("mine").as_str(), 1);
    fs::write(&copy, text).expect("written");
    let mut ports = desk.ports.clone();
    ports.credentials = Arc::new(YamlStore::new(copy));
    let state = Arc::new(MemoryState::default());
    (ports.attempts, ports.vault) = (state, Arc::new(MemoryVault::default()));
    let there = Service::from(ports);
    let session = there.sign_in().with_password(ADA.0, &secret("mine"));
    let session = session
        .ok()
        .and_then(SignInOutcome::session_view)
        .expect("signed in there")
        .session;
    let mallory = typed_user("mallory", "m@example.org", "Mallory");
    let caller = Caller::Session(&session);
    let added = desk.service.users().add(caller, &mallory, &["admin"]);
    assert_eq!(added.err(), Some(UserError::Ended));
}

/// A colleague finds a locked window of a user who stays signed in, closes it or kills its process, and starts the
/// program again.
#[test]
fn r71_a_colleague_closes_a_locked_window_and_starts_the_program_again() {
    for desk in everywhere() {
        let mut flow = signed_in(&desk, BOB);
        let session = flow
            .screen()
            .session_view()
            .expect("signed in")
            .session
            .clone();
        assert_eq!(desk.service.remember_me().remember(&session), Ok(()));
        act(&mut flow, &desk, Event::Lock);
        drop(flow);
        let service = desk.restarted();
        let (mut flow, jobs) = Flow::new(T0);
        settle(&mut flow, &service, jobs, T0);
        assert!(matches!(flow.screen(), Screen::Login(_)));
    }
}

/// A colleague finds the form of another user half filled in, after the idle limit, and presses Enter.
#[test]
fn r72_a_colleague_presses_enter_at_a_form_that_was_left_half_filled_in() {
    for desk in everywhere() {
        let mut flow = start(&desk);
        fill_in(&mut flow, BOB);
        let jobs = flow.on_time(Duration::from_mins(5));
        settle(&mut flow, &desk.service, jobs, T0);
        act(&mut flow, &desk, Event::Login(sign_in::Event::Submit));
        assert!(flow.screen().session_view().is_none());
    }
}

/// A colleague finds a sign-in that waits for a new password, and chooses one of their own.
#[test]
fn r72_a_sign_in_that_was_left_lets_no_colleague_choose_its_new_password() {
    for desk in everywhere() {
        desk.edit(
            "roles: [till]",
            "roles: [till]\n      must_change_password: true",
        );
        let mut flow = start(&desk);
        submit(&mut flow, &desk, BOB);
        assert!(matches!(flow.screen(), Screen::NextStep(_)));
        let jobs = flow.on_time(Duration::from_mins(5));
        settle(&mut flow, &desk.service, jobs, T0);
        assert!(matches!(flow.screen(), Screen::Login(_)));
    }
}

/// The computer slept past the idle limit with the window open. A colleague wakes it, and moves the mouse before the
/// program gets to look at the time.
#[test]
fn r77_a_colleague_moves_the_mouse_of_a_window_that_should_have_locked() {
    for desk in everywhere() {
        let mut flow = signed_in(&desk, BOB);
        let later = Duration::from_hours(1);
        for at in [later, later + Duration::from_millis(1)] {
            flow.on_activity(at);
        }
        let jobs = flow.on_time(later + Duration::from_millis(1));
        settle(&mut flow, &desk.service, jobs, later);
        assert!(matches!(flow.screen(), Screen::Lock(_)));
    }
}

/// Bob has locked a window, and stays signed in from a second one. A colleague closes both and starts the program again.
#[test]
fn r71_a_colleague_closes_a_locked_window_that_a_second_one_has_overtaken() {
    for desk in everywhere() {
        let mut locked = signed_in(&desk, BOB);
        act(&mut locked, &desk, Event::Lock);
        let second = desk.restarted();
        let session = second
            .sign_in()
            .with_password(BOB.0, &secret(BOB.1))
            .ok()
            .and_then(SignInOutcome::session_view)
            .expect("in")
            .session;
        assert_eq!(second.remember_me().remember(&session), Ok(()));
        drop((session, second));
        let jobs = locked.on_exit();
        settle(&mut locked, &desk.service, jobs, T0);
        let service = desk.restarted();
        let (mut flow, jobs) = Flow::new(T0);
        settle(&mut flow, &service, jobs, T0);
        assert!(matches!(flow.screen(), Screen::Login(_)));
    }
}
