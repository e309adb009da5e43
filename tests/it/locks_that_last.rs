//! A lock outlives the process, however it ends (R71).

use std::sync::Arc;
use std::time::Duration;

use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::sign_in::next_step;
use egui_authenticator::screen::{app, lock, sign_in};
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::command::Job;
use egui_authenticator::service::ports::{SessionStore as _, StateError, VaultError};
use egui_authenticator::service::remember_me::Resumed;
use egui_authenticator::service::sign_in::locking::LockReason;
use egui_authenticator::service::sign_in::pending::SignInOutcome;
use egui_authenticator::service::{Service, Session};
use egui_authenticator::store::sqlite::SqliteState;

use crate::harness::{ADA, BOB, Desk, secret, settle};

const T0: Duration = Duration::ZERO;

/// A window over a service of its own, as each start of the program has one.
struct Window {
    flow: Flow,
    service: Service,
}

impl Window {
    fn start(desk: &Desk) -> Self {
        let service = desk.restarted();
        let (mut flow, jobs) = Flow::new(T0);
        settle(&mut flow, &service, jobs, T0);
        Self { flow, service }
    }

    /// A window in which Bob has signed in and stays so.
    fn remembered(desk: &Desk) -> Self {
        let mut window = Self::start(desk);
        window.sign_in(BOB, true);
        window
    }

    fn close(mut self) {
        let jobs = self.flow.on_exit();
        settle(&mut self.flow, &self.service, jobs, T0);
    }

    fn act(&mut self, event: Event) {
        let jobs = self.flow.on(event, T0);
        settle(&mut self.flow, &self.service, jobs, T0);
    }

    fn sign_in(&mut self, who: (&str, &str), keep: bool) {
        self.submit_sign_in(who, keep);
        assert!(self.is_open());
    }

    fn submit_sign_in(&mut self, (login, password): (&str, &str), keep: bool) {
        let Screen::Login(screen) = self.flow.screen_mut() else {
            panic!("not at the sign-in form")
        };
        login.clone_into(&mut screen.login);
        screen.password.text = secret(password);
        screen.keep_ticked = keep;
        self.act(Event::Login(sign_in::Event::Submit));
    }

    fn unlock(&mut self) {
        let Screen::Lock(screen) = self.flow.screen_mut() else {
            panic!("not locked")
        };
        screen.password.text = secret(BOB.1);
        self.act(Event::Locked(lock::Event::Submit));
        assert!(self.is_open());
    }

    fn is_open(&self) -> bool {
        self.flow.screen().session_view().is_some()
    }

    /// Whether it is at the sign-in form, with Bob's name and the reason.
    fn asks_for_the_password(&self) -> bool {
        let Screen::Login(screen) = self.flow.screen() else {
            return false;
        };
        screen.login == BOB.0
            && screen.keep_ticked
            && screen.notice == Some(sign_in::Notice::Locked)
    }
}

#[test]
fn r71_after_a_lock_a_start_asks_for_the_password() {
    let desk = Desk::open();
    let mut window = Window::remembered(&desk);
    assert!(Window::start(&desk).is_open(), "a start without a lock");
    window.act(Event::Lock);
    // A second window, and another start after the first was killed.
    for _ in 0..2 {
        let mut next = Window::start(&desk);
        assert!(next.asks_for_the_password());
        next.act(Event::Login(sign_in::Event::Submit));
        assert!(!next.is_open(), "without a password");
    }
}

#[test]
fn r71_an_automatic_lock_and_a_switch_of_users_outlive_the_process() {
    let locks: [fn(&mut Window); 3] = [
        |window| {
            let five_minutes = Duration::from_mins(5);
            let jobs = window.flow.on_time(five_minutes);
            settle(&mut window.flow, &window.service, jobs, five_minutes);
        },
        |window| window.act(Event::App(app::Event::Switch)),
        |window| {
            window.act(Event::Lock);
            window.act(Event::Locked(lock::Event::Switch));
        },
    ];
    for lock in locks {
        let desk = Desk::open();
        let mut window = Window::remembered(&desk);
        lock(&mut window);
        assert!(!window.is_open());
        assert!(Window::start(&desk).asks_for_the_password());
    }
}

#[test]
fn r71_nothing_is_shown_and_nothing_accepted_until_the_lock_is_stored() {
    let desk = Desk::open();
    let mut window = Window::remembered(&desk);
    let jobs = window.flow.on(Event::Lock, T0);
    assert!(!window.is_open());
    let Screen::Lock(screen) = window.flow.screen() else {
        panic!("not locked")
    };
    assert!(screen.locking(T0).is_busy());
    // Neither the password nor another user is taken in yet.
    for event in [lock::Event::Submit, lock::Event::Switch] {
        assert!(window.flow.on(Event::Locked(event), T0).is_empty());
    }
    settle(&mut window.flow, &window.service, jobs, T0);
    window.unlock();
}

#[test]
fn r71_a_crash_between_the_mark_and_the_lock_screen_stays_locked() {
    let desk = Desk::open();
    let mut window = Window::remembered(&desk);
    let jobs: Vec<Job> = window.flow.on(Event::Lock, T0);
    for job in jobs {
        let finished = window.service.run(job);
        assert!(!finished.has_panicked());
    }
    // The window never learns of it.
    drop(window);
    assert!(Window::start(&desk).asks_for_the_password());
}

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

fn session_of(view: Resumed) -> Option<Session> {
    Some(view.session_view()?.session)
}

#[test]
fn r71_what_cannot_be_marked_is_no_longer_remembered() {
    let failure = || StateError::Denied("read-only".to_owned());
    for has_keyring in [true, false] {
        let desk = Desk::open();
        let bob = desk.sign_in(BOB).expect("signed in");
        assert_eq!(desk.service.remember_me().remember(&bob), Ok(()));
        desk.state.fail_with(Some(failure()));
        desk.vault
            .fail_with((!has_keyring).then_some(VaultError::Failed));
        let locked = desk.service.sessions().lock(&bob, LockReason::Locked);
        assert_eq!(
            locked.is_ok(),
            has_keyring,
            "the window says if nothing helps"
        );
        desk.state.fail_with(None);
        desk.vault.fail_with(None);
        if has_keyring {
            assert!(session_of(desk.restarted().remember_me().resume()).is_none());
        }
    }
}

#[test]
fn r71_the_window_says_so_if_the_lock_cannot_be_stored() {
    let desk = Desk::open();
    let mut window = Window::remembered(&desk);
    desk.state
        .fail_with(Some(StateError::Denied("read-only".to_owned())));
    desk.vault.fail_with(Some(VaultError::Failed));
    window.act(Event::Lock);
    let Screen::Lock(screen) = window.flow.screen() else {
        panic!("not locked")
    };
    assert!(screen.is_unmarked);
}

#[test]
fn r71_the_mark_is_in_the_state_database() {
    let desk = Desk::open();
    let path = desk.folder.path().join("state.db");
    let service = |desk: &Desk| {
        let state = Arc::new(SqliteState::new(&path, "file"));
        desk.restarted_with(|ports| ports.sessions = state)
    };
    let first = service(&desk);
    let bob = first.sign_in().with_password(BOB.0, &secret(BOB.1));
    let bob = bob.ok().and_then(SignInOutcome::session_view);
    let bob = bob.expect("signed in").session;
    assert_eq!(first.remember_me().remember(&bob), Ok(()));
    assert_eq!(first.sessions().lock(&bob, LockReason::Locked), Ok(()));
    let stored = SqliteState::new(&path, "file").remembered().expect("read");
    assert_eq!(stored.expect("there").locks.len(), 1);
    assert!(matches!(
        service(&desk).remember_me().resume(),
        Resumed::Locked(username) if username == BOB.0
    ));
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
