//! A lock and a switch of users while a sign-in or an unlock is under way.

use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::sign_in::next_step;
use egui_authenticator::screen::{app, lock, sign_in};
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::command::Job;
use egui_authenticator::service::ports::{StateError, VaultError};

use super::{T0, Window};
use crate::harness::{BOB, Desk, secret, settle};

#[test]
fn r71_an_unlock_that_was_cancelled_but_succeeds_leaves_the_lock_stored() {
    let desk = Desk::open();
    let mut window = Window::remembered(&desk);
    window.act(Event::Lock);
    let Screen::Lock(screen) = window.flow.screen_mut() else {
        panic!("not locked")
    };
    screen.password.text = secret(BOB.1);
    let jobs = window.flow.on(Event::Locked(lock::Event::Submit), T0);
    let cancelled = window.flow.on(Event::Locked(lock::Event::Cancel), T0);
    assert!(cancelled.is_empty());
    settle(&mut window.flow, &window.service, jobs, T0);
    assert!(!window.is_open(), "cancelled");
    assert!(Window::start(&desk).asks_for_the_password());
}

/// A window of Bob's with an unlock that is under way, with its jobs.
fn unlocking(desk: &Desk) -> (Window, Vec<Job>) {
    let mut window = Window::remembered(desk);
    window.act(Event::Lock);
    let Screen::Lock(screen) = window.flow.screen_mut() else {
        panic!("not locked")
    };
    screen.password.text = secret(BOB.1);
    let jobs = window.flow.on(Event::Locked(lock::Event::Submit), T0);
    assert_eq!(jobs.len(), 1);
    (window, jobs)
}

#[test]
fn r71_a_lock_during_an_unlock_cancels_it_and_stays_stored() {
    let events = || {
        [
            Event::Lock,
            Event::App(app::Event::SignOut),
            Event::App(app::Event::Switch),
        ]
    };
    for event in events() {
        let desk = Desk::open();
        let (mut window, jobs) = unlocking(&desk);
        window.act(event);
        settle(&mut window.flow, &window.service, jobs, T0);
        assert!(!window.is_open());
        assert!(Window::start(&desk).asks_for_the_password());
        window.unlock();
    }
}

#[test]
fn r71_switching_users_during_an_unlock_or_after_it_was_cancelled_leaves_the_lock_stored() {
    for is_cancelled in [true, false] {
        let desk = Desk::open();
        let (mut window, jobs) = unlocking(&desk);
        if is_cancelled {
            window.act(Event::Locked(lock::Event::Cancel));
        }
        window.act(Event::Locked(lock::Event::Switch));
        assert!(matches!(window.flow.screen(), Screen::Login(_)));
        settle(&mut window.flow, &window.service, jobs, T0);
        assert!(Window::start(&desk).asks_for_the_password());
        // The owner is back, and the lock has ended.
        window.sign_in(BOB, false);
        assert!(Window::start(&desk).is_open());
    }
}

#[test]
fn r71_a_lock_while_the_remembered_session_is_looked_for_opens_the_lock_screen() {
    let desk = Desk::open();
    Window::remembered(&desk);
    for is_opened in [false, true] {
        let service = desk.restarted();
        let (mut flow, mut jobs) = Flow::new(T0);
        if is_opened {
            // The file has been read, and the session is being looked for.
            let mut next = Vec::new();
            for job in jobs {
                next.extend(flow.on_finished(service.run(job), T0));
            }
            jobs = next;
        }
        assert!(flow.on(Event::Lock, T0).is_empty());
        let Screen::Start(_) = flow.screen() else {
            panic!("not starting")
        };
        settle(&mut flow, &service, jobs, T0);
        let mut window = Window { flow, service };
        assert!(
            matches!(window.flow.screen(), Screen::Lock(_)),
            "{is_opened}"
        );
        assert!(Window::start(&desk).asks_for_the_password());
        window.unlock();
        assert!(Window::start(&desk).is_open());
    }
}

#[test]
fn r71_a_lock_during_a_sign_in_cancels_it() {
    for event in [Event::Lock, Event::App(app::Event::SignOut)] {
        let desk = Desk::open();
        let mut window = Window::remembered(&desk);
        window.act(Event::Lock);
        // The form has the name of the user, so that nothing was typed but the password.
        let mut next = Window::start(&desk);
        assert!(next.asks_for_the_password());
        let Screen::Login(screen) = next.flow.screen_mut() else {
            panic!("not at the sign-in form")
        };
        screen.password.text = secret(BOB.1);
        let jobs = next.flow.on(Event::Login(sign_in::Event::Submit), T0);
        next.act(event);
        settle(&mut next.flow, &next.service, jobs, T0);
        assert!(next.asks_for_the_password());
    }
}

#[test]
fn r71_a_lock_during_the_second_step_cancels_the_sign_in() {
    let desk = Desk::open();
    let owner = Caller::LocalOwner(Operator::assume());
    let required = desk.service.users().require_new_password(owner, BOB.0);
    assert_eq!(required, Ok(()));
    let mut window = Window::start(&desk);
    window.submit_sign_in(BOB, false);
    let Screen::NextStep(screen) = window.flow.screen_mut() else {
        panic!("no new password is asked for")
    };
    let next_step::Part::AnotherPassword(new) = &mut screen.part else {
        panic!("something else is asked for")
    };
    new.input.text = secret("a new one for the till");
    let submit = Event::NextStep(next_step::Event::Submit);
    let jobs = window.flow.on(submit, T0);
    assert_eq!(jobs.len(), 1);
    window.act(Event::Lock);
    settle(&mut window.flow, &window.service, jobs, T0);
    assert!(matches!(window.flow.screen(), Screen::Login(_)));
}

#[test]
fn r71_an_unlock_that_is_under_way_when_the_window_closes_leaves_the_lock_stored() {
    let desk = Desk::open();
    let (mut window, unlock) = unlocking(&desk);
    let closing = window.flow.on_exit();
    settle(&mut window.flow, &window.service, closing, T0);
    settle(&mut window.flow, &window.service, unlock, T0);
    assert!(Window::start(&desk).asks_for_the_password());
}

#[test]
fn r71_an_unlock_that_was_cancelled_never_removes_the_stored_lock() {
    let desk = Desk::open();
    let (mut window, unlock) = unlocking(&desk);
    window.act(Event::Locked(lock::Event::Cancel));
    for job in unlock {
        // The window is killed before it learns of it.
        assert!(!window.service.run(job).has_panicked());
    }
    assert!(Window::start(&desk).asks_for_the_password());
}

#[test]
fn r71_the_window_says_so_if_the_lock_cannot_be_stored_again() {
    for switches in [false, true] {
        let desk = Desk::open();
        let (mut window, unlock) = unlocking(&desk);
        let unlocked = unlock.into_iter().map(|job| window.service.run(job));
        let unlocked: Vec<_> = unlocked.collect();
        window.act(Event::Locked(lock::Event::Cancel));
        desk.state
            .fail_with(Some(StateError::Denied("read-only".to_owned())));
        desk.vault.fail_with(Some(VaultError::Failed));
        if switches {
            window.act(Event::Locked(lock::Event::Switch));
        }
        for finished in unlocked {
            let jobs = window.flow.on_finished(finished, T0);
            settle(&mut window.flow, &window.service, jobs, T0);
        }
        let is_said = match window.flow.screen() {
            Screen::Lock(screen) => screen.is_unmarked,
            Screen::Login(screen) => screen.notice == Some(sign_in::Notice::Unmarked),
            _ => false,
        };
        assert!(is_said, "{switches}");
    }
}
