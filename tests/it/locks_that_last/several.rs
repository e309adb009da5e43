//! The locks of several windows and users.

use egui_authenticator::screen::app;
use egui_authenticator::screen::flow::Event;

use super::Window;
use crate::harness::{ADA, BOB, Desk};

#[test]
fn r71_unlocking_ends_the_lock_of_this_window_and_of_no_other() {
    let desk = Desk::open();
    let mut first = Window::remembered(&desk);
    let mut second = Window::start(&desk);
    assert!(second.is_open());
    first.act(Event::Lock);
    second.act(Event::Lock);
    second.unlock();
    assert!(
        Window::start(&desk).asks_for_the_password(),
        "the first one is locked"
    );
    first.unlock();
    assert!(Window::start(&desk).is_open());
}

#[test]
fn r71_the_password_ends_the_lock_of_a_parked_session_and_of_a_killed_window() {
    let desk = Desk::open();
    let mut window = Window::remembered(&desk);
    window.act(Event::App(app::Event::Switch));
    window.sign_in(ADA, false);
    window.act(Event::App(app::Event::SignOut));
    assert!(Window::start(&desk).asks_for_the_password());
    window.sign_in(BOB, false);
    assert!(Window::start(&desk).is_open(), "Bob is back");
    window.act(Event::Lock);
    drop(window);
    let mut next = Window::start(&desk);
    // The box is ticked, as it was before.
    next.sign_in(BOB, true);
    assert!(Window::start(&desk).is_open());
}

#[test]
fn r71_the_lock_of_one_user_does_not_lock_another() {
    let desk = Desk::open();
    let mut window = Window::remembered(&desk);
    window.act(Event::App(app::Event::Switch));
    window.sign_in(ADA, true);
    assert!(Window::start(&desk).is_open());
}

#[test]
fn r71_a_locked_window_stays_locked_if_another_window_remembers_the_user_and_both_close() {
    for (is_remembered, switches) in [(true, false), (false, false), (true, true)] {
        let desk = Desk::open();
        let mut locked = Window::start(&desk);
        locked.sign_in(BOB, is_remembered);
        locked.act(if switches {
            Event::App(app::Event::Switch)
        } else {
            Event::Lock
        });
        let mut other = Window::start(&desk);
        other.sign_in(BOB, true);
        other.close();
        locked.close();
        assert!(
            Window::start(&desk).asks_for_the_password(),
            "{is_remembered} {switches}"
        );
    }
}

#[test]
fn r71_a_window_that_closes_unlocked_leaves_no_mark() {
    let desk = Desk::open();
    let mut window = Window::remembered(&desk);
    window.act(Event::Lock);
    window.unlock();
    window.close();
    assert!(Window::start(&desk).is_open());
}
