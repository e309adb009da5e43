//! The code in the window.

use egui_authenticator::domain::secret::Secret;
use egui_authenticator::domain::signature::statement::{Meaning, Statement};
use egui_authenticator::screen::account::{self, Form, Part};
use egui_authenticator::screen::app::{self, AreaEvent, AreaKind};
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::form::field::{Field, FieldError};
use egui_authenticator::screen::sign_in::next_step;
use egui_authenticator::screen::signing::{self, AskedSignature, SigningField};
use egui_authenticator::screen::{admin_action, lock, sign_in, users};
use egui_authenticator::service::admin_action::AdminAction;
use egui_authenticator::service::command::Job;

use super::{NAMED, T0, desk, next_code};
use crate::at_account::{account, at_account};
use crate::harness::flow::fill_in;
use crate::harness::phone::Phone;
use crate::harness::{ADA, BOB, Desk, secret, settle};

/// A window in which the administrator has signed in.
struct Window {
    flow: Flow,
    desk: Desk,
    phone: Phone,
}

impl Window {
    fn open() -> Self {
        Self::over(desk(true))
    }

    fn over((desk, phone): (Desk, Phone)) -> Self {
        let (flow, jobs) = Flow::new(T0);
        let mut window = Self { flow, desk, phone };
        window.settle(jobs);
        fill_in(&mut window.flow, ADA);
        window.act(Event::Login(sign_in::Event::Submit));
        let typed = window.code();
        if let Screen::NextStep(screen) = window.flow.screen_mut()
            && let next_step::Part::Code { code, .. } = &mut screen.part
        {
            *code = typed;
        }
        window.act(Event::NextStep(next_step::Event::Submit));
        assert!(window.flow.screen().session_view().is_some());
        window
    }

    fn settle(&mut self, jobs: Vec<Job>) {
        settle(&mut self.flow, &self.desk.service, jobs, T0);
    }

    fn act(&mut self, event: Event) {
        let jobs = self.flow.on(event, T0);
        self.settle(jobs);
    }

    fn code(&self) -> Secret {
        next_code(&self.desk, &self.phone)
    }

    fn unlock(&mut self, code: Secret) {
        if let Screen::Lock(screen) = self.flow.screen_mut() {
            screen.code.text = code;
        }
        self.act(Event::Locked(lock::Event::Submit));
    }
}

#[test]
fn r78_the_lock_asks_for_the_code_and_keeps_the_password_if_the_code_is_wrong() {
    let mut window = Window::open();
    window.act(Event::Lock);
    let Screen::Lock(screen) = window.flow.screen_mut() else {
        panic!("not locked")
    };
    assert!(screen.code.is_asked);
    screen.password.text = secret(ADA.1);
    for (code, error) in [
        (Secret::default(), FieldError::MissingCode),
        (secret("000000"), FieldError::WrongCode),
    ] {
        window.unlock(code);
        let Screen::Lock(screen) = window.flow.screen() else {
            panic!("unlocked")
        };
        assert_eq!(screen.code.error, Some(error));
        assert_eq!(screen.password.text.expose(), ADA.1);
    }
    let code = window.code();
    window.unlock(code);
    assert!(window.flow.screen().session_view().is_some());
}

#[test]
fn r78_what_was_typed_survives_a_wrong_code() {
    const NEW: &str = "another one for the office";
    let mut window = Window::open();
    window.act(Event::App(app::Event::Account));
    window.act(at_account(account::Event::Open(Form::Password)));
    let Some(screen) = account(window.flow.screen_mut()) else {
        panic!("not at the account")
    };
    screen.current.text = secret(ADA.1);
    screen.code.text = secret("000000");
    if let Part::Password(new) = &mut screen.part {
        new.input.text = secret(NEW);
    }
    window.act(at_account(account::Event::Submit));
    let code = window.code();
    let Some(screen) = account(window.flow.screen_mut()) else {
        panic!("not at the account")
    };
    assert_eq!(screen.errors.of(Field::Code), Some(FieldError::WrongCode));
    screen.code.text = code;
    window.act(at_account(account::Event::Submit));
    let Some(screen) = account(window.flow.screen_mut()) else {
        panic!("the session has ended")
    };
    assert_eq!(screen.done, Some(Form::Password));
    assert!(screen.current.text.is_empty() && screen.code.text.is_empty());
}

/// The setting changes while the form is filled in, whether or not the window has noticed.
#[test]
fn r78_what_was_typed_survives_a_change_of_the_setting_that_asks_for_a_code() {
    const NEW: &str = "another one for the office";
    for (was_asked, has_noticed) in [(false, false), (false, true), (true, false), (true, true)] {
        let mut window = Window::over(desk(was_asked));
        window.act(Event::App(app::Event::Account));
        window.act(at_account(account::Event::Open(Form::Password)));
        let code = window.code();
        let Some(screen) = account(window.flow.screen_mut()) else {
            panic!("not at the account")
        };
        assert_eq!(screen.code.is_asked, was_asked);
        screen.current.text = secret(ADA.1);
        if let Part::Password(new) = &mut screen.part {
            new.input.text = secret(NEW);
        }
        if was_asked {
            screen.code.text = code.copied();
            window.desk.edit(NAMED, "views:");
        } else {
            window.desk.edit("views:", NAMED);
        }
        if has_noticed {
            let jobs = window.flow.on_file_changed(T0);
            window.settle(jobs);
        }
        window.act(at_account(account::Event::Submit));
        let Some(screen) = account(window.flow.screen_mut()) else {
            panic!("the session has ended")
        };
        if !was_asked {
            let error = screen.errors.of(Field::Code);
            assert_eq!(error, Some(FieldError::MissingCode), "{has_noticed}");
            screen.code.text = code;
            window.act(at_account(account::Event::Submit));
        }
        let Some(screen) = account(window.flow.screen_mut()) else {
            panic!("the session has ended")
        };
        assert_eq!(
            screen.done,
            Some(Form::Password),
            "{was_asked} {has_noticed}"
        );
        assert!(screen.current.text.is_empty() && screen.code.text.is_empty());
    }
}

#[test]
fn r78_an_unlock_that_is_cancelled_leaves_no_password_in_the_field() {
    let mut window = Window::open();
    window.act(Event::Lock);
    let code = window.code();
    let Screen::Lock(screen) = window.flow.screen_mut() else {
        panic!("not locked")
    };
    screen.password.text = secret(ADA.1);
    screen.code.text = code;
    let jobs = window.flow.on(Event::Locked(lock::Event::Submit), T0);
    window.act(Event::Locked(lock::Event::Cancel));
    window.settle(jobs);
    let Screen::Lock(screen) = window.flow.screen() else {
        panic!("unlocked")
    };
    assert!(screen.password.text.is_empty() && screen.code.text.is_empty());
}

#[test]
fn r78_an_action_continues_after_the_password_and_the_code() {
    let mut window = Window::open();
    window.desk.clock.advance(3_600);
    window.act(Event::App(app::Event::Go(AreaKind::Users)));
    let area = |event| Event::App(app::Event::Area(event));
    let reset = users::Event::Do(AdminAction::StartReset(BOB.0.to_owned()));
    window.act(area(AreaEvent::Users(reset)));
    for is_right in [false, true] {
        let code = if is_right {
            window.code()
        } else {
            secret("000000")
        };
        let Screen::App(screen) = window.flow.screen_mut() else {
            panic!("not at the pages")
        };
        let form = screen.action.reauthentication().expect("asked");
        assert!(form.code.is_asked);
        if !is_right {
            form.password.text = secret(ADA.1);
        }
        form.code.text = code;
        let submit = AreaEvent::Reauthentication(admin_action::Event::Submit);
        window.act(area(submit));
    }
    let Screen::App(screen) = window.flow.screen() else {
        panic!("not at the pages")
    };
    let app::Area::Users(screen) = &screen.area else {
        panic!("not at the users")
    };
    assert!(matches!(screen.part, users::Part::Code { .. }));
}

#[test]
fn r78_r112_the_signing_dialog_asks_for_the_code_and_keeps_the_password_if_it_is_wrong() {
    let (desk, phone) = desk(true);
    desk.edit("views:", "signatures: {allowed_for: [\"*\"]}\nviews:");
    let mut window = Window::over((desk, phone));
    let statement = Statement::about(b"x", Meaning::Reviewed, "Batch 42").expect("a statement");
    let (asked, waiting) = AskedSignature::new(statement);
    window.act(Event::App(app::Event::Signing(signing::Event::Ask(asked))));
    let submit = |window: &mut Window, code: Secret| {
        let Screen::App(screen) = window.flow.screen_mut() else {
            panic!("no session")
        };
        let form = screen.signing.form().expect("the form is open");
        assert!(form.code.is_asked);
        form.username = Some(ADA.0.to_owned());
        form.code.text = code;
        if form.password.text.is_empty() {
            form.password.text = secret(ADA.1);
        }
        window.act(Event::App(app::Event::Signing(signing::Event::Submit)));
    };
    submit(&mut window, secret("000000"));
    if let Screen::App(screen) = window.flow.screen_mut() {
        let form = screen.signing.form().expect("the form is open");
        assert_eq!(form.code.error, Some(FieldError::WrongCode));
        assert_eq!(form.focus, Some(SigningField::Code));
        assert_eq!(form.password.text.expose(), ADA.1);
    }
    let code = window.code();
    submit(&mut window, code);
    assert!(matches!(waiting.try_recv(), Ok(Ok(_))));
}
