//! Pages and items that a second person approves, in the window.

mod items;

use std::time::Duration;

use egui_authenticator::domain::page::PageId;
use egui_authenticator::screen::app::{self, AppScreen, AreaKind, PageState};
use egui_authenticator::screen::approval;
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::lock;
use egui_authenticator::service::command::Job;
use egui_kittest::kittest::{NodeT, Queryable};

use super::{LEADS, LIA};
use crate::harness::app_window::app_window;
use crate::harness::flow::signed_in;
use crate::harness::window::{click, fill, press, sign_in};
use crate::harness::{ADA, BOB, Desk, USERS, secret, settle};

const T0: Duration = Duration::ZERO;
const SECRET: &str = "The safe opens with the small key.";

/// A desk at which Lia approves that the office is shown, and the first item of the till started.
pub(super) fn desk() -> Desk {
    let rules = "approvals:\n  \
        office.read: {roles: [lead], valid_seconds: 90}\n  \
        till.count: {roles: [lead]}\n\
        views:";
    let text = USERS.replacen("\n    gus:", LEADS, 1);
    let text = text.replacen("views:", rules, 1);
    let text = text.replacen(
        "    title: Office\n",
        "    title: Office\n    approval: office.read\n",
        1,
    );
    let item = "      - title: Count\n";
    let text = text.replacen(item, &format!("{item}        approval: till.count\n"), 1);
    let desk = Desk::with(&text);
    assert!(desk.service.set_up().open().is_ok());
    desk
}

struct Window {
    flow: Flow,
    desk: Desk,
}

impl Window {
    fn of(user: (&str, &str)) -> Self {
        let desk = desk();
        let flow = signed_in(&desk, user);
        Self { flow, desk }
    }

    /// Ada has opened the office, and Lia has approved it.
    fn approved() -> Self {
        let mut window = Self::of(ADA);
        window.open("office");
        window.answer(LIA);
        assert!(window.is_shown());
        window
    }

    fn settle(&mut self, jobs: Vec<Job>, now: Duration) {
        settle(&mut self.flow, &self.desk.service, jobs, now);
    }

    fn on(&mut self, event: Event) {
        let jobs = self.flow.on(event, T0);
        self.settle(jobs, T0);
    }

    fn act(&mut self, event: app::Event) {
        self.on(Event::App(event));
    }

    fn file_changed(&mut self) {
        let jobs = self.flow.on_file_changed(T0);
        self.settle(jobs, T0);
    }

    fn open(&mut self, page: &str) {
        self.act(app::Event::Open(PageId(page.to_owned())));
    }

    fn app(&mut self) -> &mut AppScreen {
        match self.flow.screen_mut() {
            Screen::App(screen) => screen,
            _ => panic!("no session"),
        }
    }

    fn is_asked(&mut self) -> bool {
        self.app().approval.form().is_some()
    }

    fn is_shown(&mut self) -> bool {
        let page = self.app().open.as_ref();
        page.is_some_and(|page| matches!(page.content, PageState::Shown(_)))
    }

    fn is_hidden(&mut self) -> bool {
        let page = self.app().open.as_ref();
        page.is_some_and(|page| matches!(page.content, PageState::Hidden))
    }

    fn answer(&mut self, (login, password): (&str, &str)) {
        let form = self.app().approval.form().expect("the form is open");
        login.clone_into(&mut form.login);
        form.password.text = secret(password);
        self.act(app::Event::Approval(approval::Event::Submit));
    }

    fn unlock(&mut self) {
        let Screen::Lock(screen) = self.flow.screen_mut() else {
            panic!("not locked")
        };
        screen.password.text = secret(ADA.1);
        self.on(Event::Locked(lock::Event::Submit));
    }
}

#[test]
fn r111_a_page_is_shown_once_a_second_person_has_approved_it() {
    let mut window = Window::of(ADA);
    window.open("office");
    assert!(window.is_asked() && window.is_hidden());
    window.answer(LIA);
    assert!(!window.is_asked() && window.is_shown());
}

#[test]
fn r111_a_page_that_is_not_approved_stays_hidden_and_can_be_asked_for_again() {
    let mut window = Window::of(ADA);
    window.open("office");
    window.act(app::Event::Approval(approval::Event::Cancel));
    assert!(!window.is_asked() && window.is_hidden());
    window.act(app::Event::AskPage);
    assert!(window.is_asked());
    window.answer(LIA);
    assert!(window.is_shown());
}

#[test]
fn r111_an_approved_page_is_hidden_again_when_it_is_left_and_when_its_time_is_over() {
    type End = fn(&mut Window);
    let ends: [(&str, End); 5] = [
        ("another page", |window| {
            window.act(app::Event::Welcome);
            window.open("office");
            assert!(window.is_asked());
            window.act(app::Event::Approval(approval::Event::Cancel));
        }),
        ("an area", |window| {
            window.act(app::Event::Go(AreaKind::Users));
            assert!(window.is_hidden(), "below the area");
            window.act(app::Event::Close);
        }),
        ("the account", |window| {
            window.act(app::Event::Account);
            window.act(app::Event::Close);
        }),
        ("time", |window| {
            let end = Duration::from_secs(90);
            assert_eq!(window.flow.until_dialog_ends(T0), Some(end));
            let jobs = window.flow.on_time(end);
            window.settle(jobs, end);
        }),
        ("a change of the page", |window| {
            window.desk.edit("the small key", "the large key");
            window.file_changed();
        }),
    ];
    for (name, end) in ends {
        let mut window = Window::approved();
        end(&mut window);
        assert!(window.is_hidden() && !window.is_asked(), "{name}");
    }
}

#[test]
fn r111_an_approved_page_stays_when_something_else_in_the_file_changes() {
    let mut window = Window::approved();
    window.desk.edit("title: Till", "title: Counter");
    window.file_changed();
    assert!(window.is_shown());
}

#[test]
fn r111_an_approved_page_is_hidden_after_a_lock_and_after_parking() {
    for event in [Event::Lock, Event::App(app::Event::Switch)] {
        let mut window = Window::approved();
        let locked = matches!(event, Event::Lock);
        window.on(event);
        if locked {
            window.unlock();
            assert!(window.is_hidden() && !window.is_asked());
        } else {
            let Screen::Login(screen) = window.flow.screen_mut() else {
                panic!("not at the sign-in form")
            };
            ADA.0.clone_into(&mut screen.login);
            screen.password.text = secret(ADA.1);
            window.on(Event::Login(
                egui_authenticator::screen::sign_in::Event::Submit,
            ));
            assert!(window.is_hidden() && !window.is_asked());
        }
    }
}

#[test]
fn r111_a_page_that_is_read_while_the_window_is_locked_or_left_is_not_shown() {
    for event in [Event::Lock, Event::App(app::Event::Go(AreaKind::Users))] {
        let mut window = Window::of(ADA);
        window.open("office");
        let form = window.app().approval.form().expect("open");
        LIA.0.clone_into(&mut form.login);
        form.password.text = secret(LIA.1);
        let submit = Event::App(app::Event::Approval(approval::Event::Submit));
        let mut jobs = window.flow.on(submit, T0);
        let checked = window.desk.service.run(jobs.remove(0));
        let reading = window.flow.on_finished(checked, T0);
        let locked = matches!(event, Event::Lock);
        let others = window.flow.on(event, T0);
        window.settle(reading, T0);
        window.settle(others, T0);
        if locked {
            window.unlock();
        } else {
            window.act(app::Event::Close);
        }
        assert!(!window.is_shown() && !window.is_asked());
    }
}

#[test]
fn r111_nothing_of_a_page_is_in_the_window_or_the_search_before_it_is_approved() {
    let desk = desk();
    let mut window = app_window(desk.service.clone(), [1_100.0, 1_200.0]);
    sign_in(&mut window, ADA);
    let is_told = |window: &egui_kittest::Harness<'_, _>| {
        window.query_by_label_contains("small key").is_some()
            || window.query_by_value(SECRET).is_some()
    };
    click(&mut window, "Office");
    assert!(!is_told(&window));
    for text in ["Page", "Office", "Needs approval"] {
        assert!(window.query_all_by_label(text).next().is_some(), "{text}");
    }
    press(&mut window, "Cancel");
    assert!(!is_told(&window));
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::K);
    window.run();
    fill(&mut window, "Search pages, users and actions", "safe");
    assert!(!is_told(&window));
    window.key_press(egui::Key::Escape);
    window.run();
    press(&mut window, "Ask a second person");
    fill(&mut window, "Username or e-mail of the approver", LIA.0);
    fill(&mut window, "Password of the approver", LIA.1);
    press(&mut window, "Approve");
    assert!(is_told(&window));
}

#[test]
fn an_approved_page_says_when_it_is_hidden_again_and_is_drawn_once_a_second_for_it() {
    let desk = desk();
    let mut window = app_window(desk.service.clone(), [1_100.0, 1_200.0]);
    sign_in(&mut window, ADA);
    click(&mut window, "Office");
    fill(&mut window, "Username or e-mail of the approver", LIA.0);
    fill(&mut window, "Password of the approver", LIA.1);
    press(&mut window, "Approve");
    let left = |window: &egui_kittest::Harness<'_, _>| {
        let label = window.query_by_label_contains("Hidden again in ");
        label.and_then(|node| node.value().or(node.accesskit_node().label()))
    };
    let first = left(&window).expect("shown");
    assert!(first.starts_with("Hidden again in 1:"), "{first}");
    window.run_steps(8);
    assert_ne!(left(&window), Some(first), "it counts down");
    let output = window.output();
    let delays = output.viewport_output.values().map(|of| of.repaint_delay);
    let next = delays.min().expect("a viewport");
    assert!(next > Duration::from_millis(1), "{next:?}");
    click(&mut window, "Welcome");
    assert_eq!(left(&window), None);
}

#[test]
fn an_item_that_needs_a_second_person_says_so_before_it_is_pressed() {
    let desk = desk();
    let mut window = app_window(desk.service.clone(), [1_100.0, 1_200.0]);
    sign_in(&mut window, BOB);
    click(&mut window, "Till");
    let says = |label: &str| {
        let tile = window.get_by_label(label);
        let described = tile.accesskit_node().description().unwrap_or_default();
        described.ends_with("Needs approval")
    };
    assert!(says("Start Count"));
    assert!(!says("Start Broken"));
}

/// The file alone decides whether a PIN approves a page, and the digits of a password are none.
#[test]
fn r111_a_password_in_the_field_for_the_pin_of_a_page_is_no_try() {
    let desk = desk();
    desk.edit("valid_seconds: 90}", "valid_seconds: 90, pin: true}");
    desk.edit("views:", "quick: {pin: true}\nviews:");
    let mut window = app_window(desk.service.clone(), [1_100.0, 1_200.0]);
    sign_in(&mut window, ADA);
    click(&mut window, "Office");
    fill(&mut window, "Username or e-mail of the approver", LIA.0);
    fill(&mut window, "PIN of the approver", "Summer2026!");
    press(&mut window, "Approve");
    window.get_by_label_contains("A PIN has 4 to 8 digits");
    press(&mut window, "Use password instead");
    fill(&mut window, "Password of the approver", LIA.1);
    press(&mut window, "Approve");
    assert!(window.query_by_label_contains("small key").is_some());
}
