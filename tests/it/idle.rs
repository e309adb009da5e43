//! Screens that are not used: what a session shows is locked, and what was typed without one is cleared (R72).

use std::time::Duration;

use egui_authenticator::screen::account::{self, Form};
use egui_authenticator::screen::app::{self, Area, AreaEvent, AreaKind};
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::form::notice::FormNotice;
use egui_authenticator::screen::recovery::codes;
use egui_authenticator::screen::users::{self, Part};
use egui_authenticator::screen::{lock, registration, set_up, sign_in};
use egui_authenticator::service::admin_action::AdminAction;
use egui_authenticator::service::command::Job;

use crate::at_account::{account, at_account};
use crate::harness::flow::fill_in;
use crate::harness::{ADA, BOB, Desk, secret, settle};

const T0: Duration = Duration::ZERO;
const IDLE: Duration = Duration::from_secs(5 * 60);

struct Window {
    flow: Flow,
    desk: Desk,
}

impl Window {
    fn over(desk: Desk) -> Self {
        let (flow, jobs) = Flow::new(T0);
        let mut window = Self { flow, desk };
        window.settle(jobs);
        window
    }

    fn settle(&mut self, jobs: Vec<Job>) {
        settle(&mut self.flow, &self.desk.service, jobs, T0);
    }

    fn act(&mut self, event: Event) {
        let jobs = self.flow.on(event, T0);
        self.settle(jobs);
    }

    fn idles(&mut self) {
        let jobs = self.flow.on_time(IDLE);
        settle(&mut self.flow, &self.desk.service, jobs, IDLE);
    }

    fn sign_in(&mut self, (login, password): (&str, &str)) {
        let Screen::Login(screen) = self.flow.screen_mut() else {
            panic!("not at the sign-in form")
        };
        login.clone_into(&mut screen.login);
        screen.password.text = secret(password);
        self.act(Event::Login(sign_in::Event::Submit));
    }

    fn unlock(&mut self, password: &str) {
        let Screen::Lock(screen) = self.flow.screen_mut() else {
            panic!("not locked")
        };
        screen.password.text = secret(password);
        self.act(Event::Locked(lock::Event::Submit));
    }

    fn is_locked(&self) -> bool {
        matches!(self.flow.screen(), Screen::Lock(_))
    }

    fn notice(&self) -> Option<&sign_in::Notice> {
        match self.flow.screen() {
            Screen::Login(screen) => screen.notice.as_ref(),
            _ => None,
        }
    }
}

#[test]
fn r72_recovery_codes_and_the_question_who_may_register_lock_and_come_back() {
    let mut window = Window::over(Desk::empty());
    let Screen::SetUp(screen) = window.flow.screen_mut() else {
        panic!("not at the set-up")
    };
    let input = &mut screen.form.user.input;
    (input.name.first, input.username) = ("Ada".to_owned(), "ada".to_owned());
    input.email = "ada@example.org".to_owned();
    screen.form.password.input.text = secret(ADA.1);
    window.act(Event::SetUp(set_up::Event::Submit));
    assert!(matches!(window.flow.screen(), Screen::Codes(_)));
    window.act(Event::Lock);
    assert!(window.is_locked());
    window.unlock(ADA.1);
    window.idles();
    assert!(window.is_locked());
    window.unlock(ADA.1);
    let Screen::Codes(screen) = window.flow.screen_mut() else {
        panic!("the codes are lost")
    };
    assert_eq!(screen.codes.len(), 8);
    screen.is_saved = true;
    window.act(Event::Codes(codes::Event::GoOn));
    assert!(matches!(
        window.flow.screen(),
        Screen::RegistrationPolicy(_)
    ));
    window.act(Event::Lock);
    assert!(window.is_locked());
    window.unlock(ADA.1);
    assert!(matches!(
        window.flow.screen(),
        Screen::RegistrationPolicy(_)
    ));
    // A host app lets another user sign in, and then signs the user out.
    window.act(Event::App(app::Event::Switch));
    assert!(matches!(window.flow.screen(), Screen::Login(_)));
    window.sign_in(ADA);
    assert!(matches!(
        window.flow.screen(),
        Screen::RegistrationPolicy(_)
    ));
    window.act(Event::App(app::Event::SignOut));
    assert!(matches!(window.flow.screen(), Screen::Login(_)));
}

#[test]
fn r72_a_host_app_that_signs_out_or_switches_users_loses_no_codes_and_leaves_no_session() {
    let mut window = Window::over(Desk::open());
    window.sign_in(BOB);
    window.act(Event::App(app::Event::Account));
    window.act(at_account(account::Event::Open(Form::RecoveryCodes)));
    let screen = account(window.flow.screen_mut()).expect("the account");
    screen.current.text = secret(BOB.1);
    window.act(at_account(account::Event::Submit));
    let are_shown = |window: &Window| matches!(window.flow.screen(), Screen::Codes(_));
    assert!(are_shown(&window));
    window.act(Event::App(app::Event::SignOut));
    assert!(window.is_locked());
    window.unlock(BOB.1);
    assert!(are_shown(&window));
    window.act(Event::App(app::Event::Switch));
    assert!(matches!(window.flow.screen(), Screen::Login(_)));
    window.sign_in(BOB);
    assert!(are_shown(&window));
}

/// The code that the users screen shows.
fn shown_code(window: &Window) -> Option<&str> {
    let Screen::App(screen) = window.flow.screen() else {
        return None;
    };
    match &screen.area {
        Area::Users(users) => match &users.part {
            Part::Code { code, .. } => Some(code.expose()),
            _ => None,
        },
        _ => None,
    }
}

#[test]
fn r72_the_reset_code_of_an_action_that_ends_during_a_lock_or_while_another_user_works_is_kept() {
    for switches in [false, true] {
        let mut window = Window::over(Desk::open());
        window.sign_in(ADA);
        window.act(Event::App(app::Event::Go(AreaKind::Users)));
        let action = users::Event::Do(AdminAction::StartReset("bob".to_owned()));
        let action = Event::App(app::Event::Area(AreaEvent::Users(action)));
        let under_way = window.flow.on(action, T0);
        window.act(Event::Lock);
        if switches {
            window.act(Event::Locked(lock::Event::Switch));
            window.sign_in(BOB);
            window.settle(under_way);
            window.act(Event::App(app::Event::SignOut));
            window.sign_in(ADA);
        } else {
            window.settle(under_way);
            assert!(window.is_locked() && shown_code(&window).is_none());
            window.unlock(ADA.1);
        }
        let code = shown_code(&window).expect("the code is lost").to_owned();
        // And over another lock.
        window.act(Event::Lock);
        assert!(shown_code(&window).is_none());
        window.unlock(ADA.1);
        assert_eq!(shown_code(&window), Some(code.as_str()));
    }
}

#[test]
fn r72_recovery_codes_that_are_made_during_a_lock_are_kept() {
    let mut window = Window::over(Desk::open());
    window.sign_in(BOB);
    window.act(Event::App(app::Event::Account));
    window.act(at_account(account::Event::Open(Form::RecoveryCodes)));
    let Some(screen) = account(window.flow.screen_mut()) else {
        panic!("not at the account")
    };
    screen.current.text = secret(BOB.1);
    let under_way = window.flow.on(at_account(account::Event::Submit), T0);
    window.act(Event::Lock);
    window.settle(under_way);
    assert!(window.is_locked());
    window.unlock(BOB.1);
    assert!(matches!(window.flow.screen(), Screen::Codes(_)));
}

#[test]
fn r72_a_password_that_is_changed_during_a_lock_unlocks_the_window() {
    const NEW: &str = "a brand new password";
    let mut window = Window::over(Desk::open());
    window.sign_in(BOB);
    window.act(Event::App(app::Event::Account));
    window.act(at_account(account::Event::Open(Form::Password)));
    let Some(screen) = account(window.flow.screen_mut()) else {
        panic!("not at the account")
    };
    screen.current.text = secret(BOB.1);
    if let account::Part::Password(new) = &mut screen.part {
        new.input.text = secret(NEW);
    }
    let under_way = window.flow.on(at_account(account::Event::Submit), T0);
    window.act(Event::Lock);
    window.settle(under_way);
    window.unlock(BOB.1);
    assert!(window.is_locked());
    window.unlock(NEW);
    let Some(screen) = account(window.flow.screen_mut()) else {
        panic!("the session has ended")
    };
    assert_eq!(screen.done, Some(Form::Password));
}

#[test]
fn r72_the_username_of_a_locked_window_stays() {
    let desk = Desk::open();
    let mut window = Window::over(desk);
    if let Screen::Login(screen) = window.flow.screen_mut() {
        screen.keep_ticked = true;
    }
    window.sign_in(BOB);
    window.act(Event::Lock);
    let mut window = Window::over(window.desk);
    if let Screen::Login(screen) = window.flow.screen_mut() {
        screen.password.text = secret("half a pass");
    }
    window.idles();
    assert_eq!(window.notice(), Some(&sign_in::Notice::Locked));
    let Screen::Login(screen) = window.flow.screen() else {
        panic!("not at the sign-in form")
    };
    assert!(screen.login == "bob" && screen.keep_ticked && screen.password.text.is_empty());
}

#[test]
fn r72_what_was_typed_is_also_cleared_where_another_form_covers_it() {
    let desk = Desk::open();
    desk.edit("views:", "registration: {mode: open}\nviews:");
    let mut window = Window::over(desk);
    if let Screen::Login(screen) = window.flow.screen_mut() {
        BOB.0.clone_into(&mut screen.login);
    }
    window.act(Event::Login(sign_in::Event::Register));
    window.idles();
    assert_eq!(window.flow.until_forms_clear(2 * IDLE), None);
    let Screen::Login(screen) = window.flow.screen() else {
        panic!("not at the sign-in form")
    };
    assert_eq!(screen.login, "");
}

#[test]
fn r72_forms_without_a_session_clear_themselves_and_say_so() {
    let desk = Desk::open();
    desk.edit("views:", "registration: {mode: open}\nviews:");
    for at_once in [false, true] {
        let mut window = Window::over(Desk::with(&desk.text()));
        window.act(Event::Login(sign_in::Event::Register));
        let Screen::Register(screen) = window.flow.screen_mut() else {
            panic!("not at the form")
        };
        screen.form.user.input.email = "mel@example.org".to_owned();
        screen.form.password.input.text = secret("half a pass");
        if at_once {
            window.act(Event::Lock);
        } else {
            window.idles();
        }
        let cleared = sign_in::Notice::Form(FormNotice::Cleared);
        assert_eq!(window.notice(), Some(&cleared));
        window.act(Event::Login(sign_in::Event::Register));
        let Screen::Register(screen) = window.flow.screen() else {
            panic!("not at the form")
        };
        assert!(screen.form.user.input.email.is_empty());
        assert!(screen.form.password.text().is_empty());
    }
}

#[test]
fn r72_the_sign_in_form_and_the_lock_forget_what_was_typed() {
    let mut window = Window::over(Desk::open());
    fill_in(&mut window.flow, BOB);
    window.idles();
    let Screen::Login(screen) = window.flow.screen() else {
        panic!("not at the sign-in form")
    };
    assert!(screen.login.is_empty() && screen.password.text.is_empty());
    assert_eq!(
        window.flow.until_forms_clear(IDLE),
        None,
        "nothing is left to do"
    );
    window.sign_in(BOB);
    window.act(Event::Lock);
    if let Screen::Lock(screen) = window.flow.screen_mut() {
        screen.password.text = secret(BOB.1);
    }
    window.idles();
    window.act(Event::Locked(lock::Event::Submit));
    assert!(window.is_locked());
}

#[test]
fn r72_without_a_lock_in_the_settings_forms_stay() {
    let desk = Desk::open();
    desk.edit("views:", "lock: {after_minutes: 0}\nviews:");
    let mut window = Window::over(desk);
    if let Screen::Login(screen) = window.flow.screen_mut() {
        BOB.0.clone_into(&mut screen.login);
    }
    assert_eq!(window.flow.until_forms_clear(IDLE), None);
}

#[test]
fn r72_recovery_codes_after_a_registration_are_hidden_and_the_user_is_told_what_to_do() {
    let desk = Desk::open();
    desk.edit("views:", "registration: {mode: open}\nviews:");
    let mut window = Window::over(desk);
    window.act(Event::Login(sign_in::Event::Register));
    let Screen::Register(screen) = window.flow.screen_mut() else {
        panic!("not at the form")
    };
    let input = &mut screen.form.user.input;
    (input.name.first, input.username) = ("Mel".to_owned(), "mel".to_owned());
    input.email = "mel@example.org".to_owned();
    screen.form.password.input.text = secret("a brand new password");
    window.act(Event::Register(registration::Event::Submit));
    assert!(matches!(window.flow.screen(), Screen::Codes(_)));
    window.idles();
    assert_eq!(window.notice(), Some(&sign_in::Notice::CodesHidden));
}
