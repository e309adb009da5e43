//! The list of signatures on the Activity page.

use egui_authenticator::domain::signature::chain::Signature;
use egui_authenticator::screen::app::{AreaEvent, AreaKind};
use egui_authenticator::screen::audit::{self, View};

use egui_authenticator::screen::flow::Event;
use egui_authenticator::service::admin_action::ActionError;
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

    /// Changes the settings so that no user may sign.
    fn allow_none(&mut self) {
        self.desk.edit("allowed_for: [\"*\"]", "allowed_for: []");
        let jobs = self.flow.on_file_changed(T0);
        self.settle(jobs);
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
    let (check, _) = list.check.as_ref().expect("verified");
    assert!(check.is_good());
    let texts = |user: &str| -> Vec<String> {
        let shown = list.of(user).into_iter();
        let signatures = shown.filter_map(|(_, signature)| signature.as_ref());
        signatures.map(|of| of.signed.text.clone()).collect()
    };
    assert_eq!(texts(""), ["Batch 43", "Batch 42"]);
    assert_eq!(texts(" BUILDER "), ["Batch 43", "Batch 42"]);
    assert!(texts("ada").is_empty());
    let sheet = list.of("")[1].1.as_ref().map(Signature::sheet);
    window.act_there(audit::Event::SaveSheet(1));
    let saved = window.activity().saved.clone().expect("saved");
    let path = saved.expect("written");
    let written = std::fs::read_to_string(&path).expect("read");
    std::fs::remove_file(path).expect("removed");
    assert_eq!(Some(written), sheet);
}

#[test]
fn r112_signatures_are_shown_also_where_users_may_not_sign_any_more() {
    let mut window = activity(desk());
    window.act_there(audit::Event::View(View::Signatures));
    window.allow_none();
    let screen = window.activity();
    assert!(screen.offers_signatures);
    assert_eq!(screen.view, View::Signatures);
}

#[test]
fn r112_where_no_user_may_sign_or_has_signed_signatures_are_not_offered() {
    let desk = desk();
    let flow = signed_in(&desk, ADA);
    let mut window = Window { flow, desk };
    window.act(Event::App(app::Event::Go(AreaKind::Activity)));
    window.act_there(audit::Event::View(View::Signatures));
    assert!(window.activity().offers_signatures);
    window.allow_none();
    let screen = window.activity();
    assert!(!screen.offers_signatures);
    assert_eq!(screen.view, View::Records);
}

/// Thousands of signatures take a second, in which no user signs in.
#[test]
fn r112_signatures_are_verified_when_they_are_opened_or_on_request_and_not_at_each_change_of_the_file()
 {
    let mut window = activity(desk());
    window.act_there(audit::Event::View(View::Signatures));
    let end = |window: &mut Window| {
        let check = window.activity().signatures.check.as_ref();
        check.map(|(check, _)| check.end.number)
    };
    let read_again = |window: &mut Window, title: &str| {
        window.desk.edit("views:", &format!("{title}\nviews:"));
        let jobs = window.flow.on_file_changed(T0);
        window.settle(jobs);
    };
    assert_eq!(end(&mut window), Some(2));
    read_again(&mut window, "title: Bench");
    assert_eq!(end(&mut window), Some(2), "the list is the same");
    let bob = window.desk.sign_in(BOB).expect("signed in");
    let signatures = window.desk.service.signatures();
    let factors = secret(BOB.1).into();
    let signed = signatures.sign(&bob, &statement("Batch 44"), Some("bob"), &factors);
    assert!(signed.is_ok(), "{signed:?}");
    read_again(&mut window, "lock: {after_minutes: 7}");
    let list = &window.activity().signatures;
    assert_eq!(list.of("").len(), 3);
    assert!(list.is_unverified());
    assert_eq!(end(&mut window), None, "the list is another one");
    window.act_there(audit::Event::Verify);
    assert_eq!(end(&mut window), Some(3), "on request");
}

#[test]
fn r112_a_sheet_of_a_signature_that_is_gone_is_not_saved_and_the_user_is_told() {
    let mut window = activity(desk());
    window.act_there(audit::Event::SaveSheet(9));
    let saved = window.activity().saved.clone();
    assert_eq!(saved, Some(Err(ActionError::NoSignature(9))));
}

#[test]
fn r50_r112_a_user_who_may_not_see_the_audit_log_verifies_no_signatures() {
    let desk = desk();
    let bob = desk.sign_in(BOB).expect("signed in");
    let checked = desk.service.signatures().verify(Caller::Session(&bob));
    assert_eq!(checked, Err(UserError::NotAllowed));
}
