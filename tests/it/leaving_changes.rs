//! Leaving while a change is under way: what comes of it is shown where it was started, so that the user stays there (R72),
//! and a lock drops what waits for the password (R47).

use std::time::Duration;

use egui_authenticator::screen::account::{self, Form};
use egui_authenticator::screen::app::{self, Area, AreaEvent, AreaKind, HostPage, PaletteEvent};
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::users::{self, Part};
use egui_authenticator::screen::{admin_action, lock, sign_in};
use egui_authenticator::service::admin_action::AdminAction;
use egui_authenticator::service::command::Job;

use crate::at_account::{account, at_account};
use crate::harness::flow::fill_in;
use crate::harness::{ADA, Desk, secret, settle};

const T0: Duration = Duration::ZERO;

/// A window in which the administrator is signed in.
pub struct Window {
    pub flow: Flow,
    pub desk: Desk,
}

impl Window {
    pub fn open() -> Self {
        let desk = Desk::open();
        let (flow, jobs) = Flow::new(T0);
        let mut window = Self { flow, desk };
        window.settle(jobs);
        window.sign_in();
        let home = HostPage {
            id: 0,
            title: "Home".to_owned(),
            icon: None,
        };
        window.flow.set_host_pages(vec![home]);
        window
    }

    pub fn sign_in(&mut self) {
        fill_in(&mut self.flow, ADA);
        self.act(Event::Login(sign_in::Event::Submit));
    }

    pub fn settle(&mut self, jobs: Vec<Job>) {
        settle(&mut self.flow, &self.desk.service, jobs, T0);
    }

    pub fn act(&mut self, event: Event) {
        let jobs = self.flow.on(event, T0);
        self.settle(jobs);
    }

    pub fn app(&mut self) -> &mut app::AppScreen {
        match self.flow.screen_mut() {
            Screen::App(screen) => screen,
            _ => panic!("not at the pages"),
        }
    }

    /// Starts to create a reset code for Bob, and returns what is under way.
    fn start_reset(&mut self) -> Vec<Job> {
        self.act(Event::App(app::Event::Go(AreaKind::Users)));
        let reset = users::Event::Do(AdminAction::StartReset("bob".to_owned()));
        let reset = Event::App(app::Event::Area(AreaEvent::Users(reset)));
        self.flow.on(reset, T0)
    }

    fn is_code_shown(&mut self) -> bool {
        match &self.app().area {
            Area::Users(users) => matches!(users.part, Part::Code { .. }),
            _ => false,
        }
    }

    /// Does all that would leave the account or the users.
    fn try_to_leave(&mut self) {
        let page = self.app().session_view.pages[0].id.clone();
        for event in [
            app::Event::Go(AreaKind::Activity),
            app::Event::Go(AreaKind::Users),
            app::Event::Close,
            app::Event::OpenHostPage(0),
            app::Event::Open(page),
            app::Event::Account,
            app::Event::Palette(PaletteEvent::AddUser),
            app::Event::Palette(PaletteEvent::ImportUsers),
            app::Event::Palette(PaletteEvent::User("bob".to_owned())),
        ] {
            self.act(Event::App(event));
            assert_eq!(self.app().notice, Some(app::Notice::Changing));
        }
    }
}

#[test]
fn r72_recovery_codes_are_not_lost_by_leaving_the_account_while_they_are_made() {
    let mut window = Window::open();
    window.act(Event::App(app::Event::Account));
    window.act(at_account(account::Event::Open(Form::RecoveryCodes)));
    let screen = account(window.flow.screen_mut()).expect("the account");
    screen.current.text = secret(ADA.1);
    let under_way = window.flow.on(at_account(account::Event::Submit), T0);
    window.try_to_leave();
    window.settle(under_way);
    assert!(matches!(window.flow.screen(), Screen::Codes(_)));
}

#[test]
fn r72_a_reset_code_is_not_lost_by_leaving_the_users_while_it_is_made() {
    let mut window = Window::open();
    let under_way = window.start_reset();
    window.try_to_leave();
    window.settle(under_way);
    assert!(window.is_code_shown());
    assert_eq!(window.app().notice, None);
    window.act(Event::App(app::Event::Go(AreaKind::Activity)));
    assert!(matches!(window.app().area, Area::Activity(_)), "it is done");
}

#[test]
fn r72_a_reset_code_is_not_lost_by_leaving_the_users_while_the_password_is_asked_for() {
    let mut window = Window::open();
    window.desk.clock.advance(3_600);
    let under_way = window.start_reset();
    window.settle(under_way);
    window.try_to_leave();
    let form = window.app().action.reauthentication().expect("asked");
    form.password.text = secret(ADA.1);
    let submit = AreaEvent::Reauthentication(admin_action::Event::Submit);
    window.act(Event::App(app::Event::Area(submit)));
    assert!(window.is_code_shown());
}

#[test]
fn r47_a_lock_drops_an_action_that_waits_for_the_password_or_comes_to_need_it() {
    for (is_asked, switches) in [(true, false), (true, true), (false, false)] {
        let mut window = Window::open();
        window.desk.clock.advance(3_600);
        let mut under_way = window.start_reset();
        if is_asked {
            let jobs = std::mem::take(&mut under_way);
            window.settle(jobs);
            assert!(window.app().action.reauthentication().is_some());
        }
        window.act(Event::Lock);
        window.settle(under_way);
        if switches {
            window.act(Event::Locked(lock::Event::Switch));
            window.sign_in();
        } else if let Screen::Lock(screen) = window.flow.screen_mut() {
            screen.password.text = secret(ADA.1);
            window.act(Event::Locked(lock::Event::Submit));
        }
        assert!(!window.app().action.is_under_way(), "{is_asked} {switches}");
        assert!(matches!(window.app().area, Area::Users(_)));
        assert!(!window.is_code_shown(), "{is_asked} {switches}");
    }
}
