//! What a PIN has unlocked is to look at. To take something away, the window asks for the password in place.

use egui_authenticator::screen::admin_action;
use egui_authenticator::screen::app::{self, AppScreen, Area, AreaEvent, AreaKind};
use egui_authenticator::screen::audit;
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::lock;
use egui_authenticator::screen::users::{self, Notice, SelectionEvent};

use super::{PIN, desk_with, with_pin};
use crate::harness::flow::{act, start, submit};
use crate::harness::{ADA, Desk, secret};
use crate::signing::statement;

/// Ada's window with this area, after a PIN has unlocked it. She has signed something before.
struct Window {
    flow: Flow,
    desk: Desk,
}

impl Window {
    fn after_a_pin(area: AreaKind) -> Self {
        let desk = desk_with("quick: {pin: true}\nsignatures: {allowed_for: [\"*\"]}");
        let mut flow = start(&desk);
        let ada = with_pin(&desk, ADA);
        let factors = secret(ADA.1).into();
        let signatures = desk.service.signatures();
        let signed = signatures.sign(&ada, &statement("Batch 42"), Some("ada"), &factors);
        assert!(signed.is_ok(), "{signed:?}");
        submit(&mut flow, &desk, ADA);
        act(&mut flow, &desk, Event::Lock);
        let Screen::Lock(screen) = flow.screen_mut() else {
            panic!("not locked")
        };
        assert!(screen.asks_pin);
        screen.password.text = secret(PIN);
        act(&mut flow, &desk, Event::Locked(lock::Event::Submit));
        let mut window = Self { flow, desk };
        assert!(window.app().session_view.session.is_by_quick_unlock());
        window.act(app::Event::Go(area));
        window
    }

    fn act(&mut self, event: app::Event) {
        act(&mut self.flow, &self.desk, Event::App(event));
    }

    fn act_there(&mut self, event: AreaEvent) {
        self.act(app::Event::Area(event));
    }

    fn app(&mut self) -> &mut AppScreen {
        match self.flow.screen_mut() {
            Screen::App(screen) => screen,
            _ => panic!("no session"),
        }
    }

    /// Enters the password that is asked for.
    fn enter_password(&mut self) {
        let form = self.app().action.reauthentication();
        form.expect("the password is asked for").password.text = secret(ADA.1);
        let submit = AreaEvent::Reauthentication(admin_action::Event::Submit);
        self.act_there(submit);
    }

    fn activity(&mut self) -> &audit::ActivityScreen {
        match &self.app().area {
            Area::Activity(screen) => screen,
            _ => panic!("the activity is not open"),
        }
    }

    fn users(&mut self) -> &users::UsersScreen {
        match &self.app().area {
            Area::Users(screen) => screen,
            _ => panic!("the users are not open"),
        }
    }
}

#[test]
fn r110_r112_after_a_pin_an_auditor_looks_at_the_signatures_and_verifies_them() {
    let mut window = Window::after_a_pin(AreaKind::Activity);
    window.act_there(AreaEvent::Activity(audit::Event::View(
        audit::View::Signatures,
    )));
    let list = &window.activity().signatures;
    assert_eq!((&list.not_read, &list.not_verified), (&None, &None));
    assert_eq!(list.of("").len(), 1);
    let (check, _) = list.check.as_ref().expect("verified");
    assert!(check.is_good());
}

#[test]
fn r110_after_a_pin_the_window_asks_for_the_password_to_save_records_or_a_sheet() {
    for event in [audit::Event::Export, audit::Event::SaveSheet(1)] {
        let mut window = Window::after_a_pin(AreaKind::Activity);
        window.act_there(AreaEvent::Activity(event));
        assert_eq!(window.activity().saved, None, "{event:?}");
        window.enter_password();
        let saved = window.activity().saved.clone();
        assert!(matches!(saved, Some(Ok(_))), "{event:?}: {saved:?}");
    }
}

#[test]
fn r110_after_a_pin_the_window_asks_for_the_password_to_save_users() {
    let select_all = SelectionEvent::AllShown(true);
    for before in [None, Some(select_all)] {
        let mut window = Window::after_a_pin(AreaKind::Users);
        let export = if let Some(event) = before {
            window.act_there(AreaEvent::Users(users::Event::Select(event)));
            users::Event::Select(SelectionEvent::Export)
        } else {
            users::Event::Export
        };
        window.act_there(AreaEvent::Users(export));
        assert_eq!(window.users().notice, None);
        window.enter_password();
        let notice = window.users().notice.clone();
        assert!(matches!(notice, Some(Notice::Saved(_))), "{notice:?}");
    }
}
