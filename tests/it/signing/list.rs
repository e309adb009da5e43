//! The list of signatures on the Activity page.

use egui_authenticator::screen::app::{AreaEvent, AreaKind};
use egui_authenticator::screen::audit::{self, View};

use egui_authenticator::screen::flow::Event;
use egui_authenticator::service::caller::Caller;
use egui_authenticator::service::users::UserError;

use super::{T0, Window, app, desk, signed_in, statement};
use crate::harness::{ADA, BOB, Desk, secret};

/// The Activity page of Ada, with what Bob has signed twice.
fn activity(desk: Desk) -> Window {
    let bob = desk.sign_in(BOB).expect("signed in");
    for text in ["Batch 42", "Batch 43"] {
        let factors = secret(BOB.1).into();
        let signatures = desk.service.signatures();
        let signed = signatures.sign(&bob, &statement(text), Some("bob"), &factors);
        assert!(signed.is_ok(), "{signed:?}");
    }
    let flow = signed_in(&desk, ADA);
    let mut window = Window { flow, desk };
    window.act(Event::App(app::Event::Go(AreaKind::Activity)));
    window
}

impl Window {
    fn act_there(&mut self, event: audit::Event) {
        let event = AreaEvent::Activity(event);
        self.act(Event::App(app::Event::Area(event)));
    }

    fn activity(&mut self) -> &mut audit::ActivityScreen {
        match &mut self.app().area {
            app::Area::Activity(screen) => screen,
            _ => panic!("the activity is not open"),
        }
    }
}

#[test]
fn r112_an_auditor_sees_all_signatures_whether_they_are_unchanged_and_saves_a_sheet() {
    let mut window = activity(desk());
    assert!(window.activity().offers_signatures);
    window.act_there(audit::Event::View(View::Signatures));
    let list = &window.activity().signatures;
    let report = list.report.as_ref().expect("read");
    assert!(report.check.is_good());
    let texts = |user: &str| -> Vec<String> {
        let shown = list.of(user).into_iter();
        shown.map(|of| of.signed.text.clone()).collect()
    };
    assert_eq!(texts(""), ["Batch 43", "Batch 42"]);
    assert_eq!(texts(" BUILDER "), ["Batch 43", "Batch 42"]);
    assert!(texts("ada").is_empty());
    let sheet = list.of("")[1].sheet();
    window.act_there(audit::Event::SaveSheet(1));
    let saved = window.activity().saved.clone().expect("saved");
    let path = saved.expect("written");
    let written = std::fs::read_to_string(&path).expect("read");
    std::fs::remove_file(path).expect("removed");
    assert_eq!(written, sheet);
}

#[test]
fn r112_signatures_are_offered_only_where_users_may_sign() {
    let mut window = activity(desk());
    window.act_there(audit::Event::View(View::Signatures));
    window.desk.edit("allowed_for: [\"*\"]", "allowed_for: []");
    let jobs = window.flow.on_file_changed(T0);
    window.settle(jobs);
    let screen = window.activity();
    assert!(!screen.offers_signatures);
    assert_eq!(screen.view, View::Records);
}

#[test]
fn r50_r112_a_user_who_may_not_see_the_audit_log_verifies_no_signatures() {
    let desk = desk();
    let bob = desk.sign_in(BOB).expect("signed in");
    let checked = desk.service.signatures().verify(Caller::Session(&bob));
    assert_eq!(checked, Err(UserError::NotAllowed));
}
