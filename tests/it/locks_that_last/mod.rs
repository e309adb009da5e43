//! A lock outlives the process, however it ends (R71).

mod cancelled;
mod several;

use std::sync::Arc;
use std::time::Duration;

use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::{app, lock, sign_in};
use egui_authenticator::service::command::Job;
use egui_authenticator::service::ports::{SessionStore as _, StateError, VaultError};
use egui_authenticator::service::remember_me::Resumed;
use egui_authenticator::service::sign_in::locking::LockReason;
use egui_authenticator::service::sign_in::pending::SignInOutcome;
use egui_authenticator::service::{Service, Session};
use egui_authenticator::store::sqlite::SqliteState;

use crate::harness::{BOB, Desk, secret, settle};

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
