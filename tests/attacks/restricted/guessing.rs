//! A guesser with several tills, and with a cable to pull.

use std::sync::Arc;
use std::thread::ScopedJoinHandle;

use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::service::account::AccountError;
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::sign_in::locking::LockReason;
use egui_authenticator::service::{Service, Session};
use egui_authenticator::store::memory::ManualClock;

use super::{outage, till, tills};
use crate::harness::{ADA, BOB, EVE, secret};

/// Whether a wrong password is looked at.
fn is_seen(service: &Service, name: &str) -> bool {
    let guess = service.sign_in().with_password(name, &secret("guess"));
    matches!(
        guess.err(),
        Some(SignInError::Refused | SignInError::Delaying)
    )
}

fn lock(service: &Service, session: &Session) {
    let locked = service.sessions().lock(session, LockReason::Locked);
    assert_eq!(locked, Ok(()));
}

fn unlock(service: &Service, session: &Session, text: &str) -> Result<Session, AccountError> {
    let view = service.sessions().unlock(session, &secret(text).into())?;
    Ok(view.session)
}

/// Returns how many of so many wrong passwords are looked at in a locked window.
fn guesses(service: &Service, session: &Session, count: usize) -> usize {
    let wrong = |_: &usize| matches!(unlock(service, session, "guess"), Err(AccountError::Wrong));
    (0..count).filter(wrong).count()
}

/// The guesser goes from till to till, and to the office.
#[test]
fn r20_a_guesser_has_no_more_tries_at_many_tills() {
    let (tills, office) = tills(4);
    let mut seen = 0;
    for _ in 0..250 {
        let computers = tills.iter().chain([&office.service]);
        seen += computers.filter(|till| is_seen(till, BOB.0)).count();
    }
    assert_eq!(seen, 5);
    for till in &tills {
        let right = till.sign_in().with_password(BOB.0, &secret(BOB.1));
        assert!(matches!(right.err(), Some(SignInError::Locked(_))));
    }
}

/// The guesser uses the username at one till, the e-mail address at another one, and other letters at a third one.
#[test]
fn r20_a_guesser_has_no_more_tries_with_other_names_of_one_user() {
    let (tills, _office) = tills(3);
    let names = ["bob", "bob@example.org", "BOB"];
    let mut seen = 0;
    for _ in 0..10 {
        let tries = tills.iter().zip(names);
        seen += tries.filter(|(till, name)| is_seen(till, name)).count();
    }
    assert_eq!(seen, 5);
}

/// The guesser sets the clock of the till ahead to wait for no lockout.
#[test]
fn r22_a_guesser_sets_the_clock_of_the_till_ahead() {
    let (mut desk, _) = till();
    let clock = Arc::new(ManualClock::new(Timestamp::from_seconds(1_800_000_000)));
    desk.replace(|ports| ports.clock = Arc::clone(&clock) as _);
    let mut seen = 0;
    for _ in 0..20 {
        seen += usize::from(is_seen(&desk.service, BOB.0));
        clock.advance(3_600);
    }
    assert_eq!(seen, 5);
}

/// The guesser locks a window, and tries there, at the form of another till, and again in the window.
#[test]
fn r20_a_guesser_adds_the_tries_in_a_locked_window_to_those_at_other_tills() {
    let (tills, _office) = tills(2);
    let signed_in = tills[0].sign_in().with_password(BOB.0, &secret(BOB.1));
    let view = signed_in.expect("right").session_view().expect("in");
    lock(&tills[0], &view.session);
    assert_eq!(guesses(&tills[0], &view.session, 3), 3);
    assert!(is_seen(&tills[1], BOB.0) && is_seen(&tills[1], BOB.0));
    assert!(!is_seen(&tills[1], BOB.0));
    assert_eq!(guesses(&tills[0], &view.session, 3), 0);
    let right = unlock(&tills[0], &view.session, BOB.1);
    assert!(matches!(right, Err(AccountError::Locked(_))));
}

/// A colleague pulls the cable for every five guesses, and plugs it in again in between.
#[test]
fn r20_a_guesser_pulls_the_cable_of_the_till_again_and_again() {
    let (desk, server) = till();
    let bob = desk.sign_in(BOB).expect("in");
    lock(&desk.service, &bob);
    let mut seen = 0;
    for _ in 0..20 {
        server.fail_with(Some(outage()));
        seen += guesses(&desk.service, &bob, 10);
        server.fail_with(None);
        assert!(desk.service.sessions().refresh(&bob).is_ok());
    }
    assert_eq!(seen, 5);
    // They count on the other computers as well.
    let other = Service::from(server.computer());
    assert!(!is_seen(&other, BOB.0));
}

/// The guesser waits for the lockout of the server, and pulls the cable.
#[test]
fn r20_a_guesser_adds_the_tries_without_the_server_to_those_with_it() {
    let (desk, server) = till();
    let bob = desk.sign_in(BOB).expect("in");
    lock(&desk.service, &bob);
    assert_eq!(guesses(&desk.service, &bob, 10), 5);
    server.fail_with(Some(outage()));
    assert_eq!(guesses(&desk.service, &bob, 10), 0);
    let refused = unlock(&desk.service, &bob, BOB.1).err();
    assert_eq!(refused, Some(AccountError::OfflineTries));
}

/// The same, with tries at the form of another window.
#[test]
fn r20_a_guesser_adds_the_tries_without_the_server_to_those_at_the_form() {
    let (desk, server) = till();
    let bob = desk.sign_in(BOB).expect("in");
    lock(&desk.service, &bob);
    assert!(is_seen(&desk.service, BOB.0) && is_seen(&desk.service, "bob@example.org"));
    server.fail_with(Some(outage()));
    assert_eq!(guesses(&desk.service, &bob, 10), 3);
}

/// The guesser presses Enter in several windows of the till at the same time, with the cable pulled.
#[test]
fn r20_a_guesser_tries_in_many_windows_of_the_till_at_once() {
    let (desk, server) = till();
    let windows: Vec<_> = (0..8).map(|_| desk.sign_in(BOB).expect("in")).collect();
    for window in &windows {
        lock(&desk.service, window);
    }
    server.fail_with(Some(outage()));
    let seen: usize = std::thread::scope(|scope| {
        let service = &desk.service;
        let guess = |window| scope.spawn(move || guesses(service, window, 3));
        let threads: Vec<_> = windows.iter().map(guess).collect();
        let counts = threads.into_iter().map(ScopedJoinHandle::join);
        counts.map(|count| count.expect("no panic")).sum()
    });
    assert_eq!(seen, 5);
}

/// A stranger tries names, to learn which have an account, and of which kind.
#[test]
fn r16_a_stranger_learns_no_name_at_a_till() {
    let (desk, _) = till();
    let answer = |name: &str| {
        let guess = desk.service.sign_in().with_password(name, &secret("guess"));
        guess.err()
    };
    for name in [ADA.0, BOB.0, EVE.0, "gus", "no user of this name"] {
        assert_eq!(answer(name), Some(SignInError::Refused), "{name}");
    }
    // A password that is right for another user, and that of a disabled one, say no more.
    for (name, password) in [(ADA.0, BOB.1), EVE] {
        let guess = desk
            .service
            .sign_in()
            .with_password(name, &secret(password));
        assert_eq!(guess.err(), Some(SignInError::Refused), "{name}");
    }
}
