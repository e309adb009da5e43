//! The exit guard, content for the signed-in user, and audit listeners.

use std::cell::Cell;
use std::rc::Rc;

use egui_authenticator::authenticator::{ExitDecision, ExitReason};
use egui_authenticator::domain::audit::AuditKind;
use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::messages::Messages;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_kittest::kittest::Queryable;

use crate::harness::{ADA, BOB, Desk, secret};

use super::{Draw, Window, gate, home, is_there, press, sign_in, stepping, window, window_with};

#[test]
fn a_user_who_signs_out_sees_the_reason_to_stay_and_can_still_sign_out() {
    let desk = Desk::open();
    for draw in [home as Draw, gate] {
        let mut window = window_with(&desk, draw, |authenticator, _| {
            authenticator.with_exit_guard(|leaving, session| match leaving {
                ExitReason::SignOut if session.has_role("till") => {
                    ExitDecision::Stay("two sheets are not saved.".to_owned())
                }
                _ => ExitDecision::Go,
            })
        });
        let ctx = window.ctx.clone();
        sign_in(&mut window, BOB);
        window.state_mut().authenticator.sign_out(&ctx);
        window.run();
        assert!(window.state().authenticator.session().is_some());
        assert!(is_there(&window, "The content of the app"));
        let said = window.query_by_label_contains("two sheets are not saved");
        assert!(said.is_some());
        press(&mut window, "Sign out anyway");
        assert!(window.state().authenticator.session().is_none());
        sign_in(&mut window, ADA);
        window.state_mut().authenticator.sign_out(&ctx);
        window.run();
        assert!(
            window.state().authenticator.session().is_none(),
            "not asked to stay"
        );
    }
}

#[test]
fn a_reason_to_stay_that_names_no_message_is_neutral() {
    let desk = Desk::open();
    let mut window = window_with(&desk, home, |authenticator, _| {
        authenticator.with_exit_guard(|_, _| ExitDecision::Stay("own-mistyped".to_owned()))
    });
    let ctx = window.ctx.clone();
    sign_in(&mut window, BOB);
    window.state_mut().authenticator.sign_out(&ctx);
    window.run();
    let neutral = Messages::english().get("exit-not-finished").into_owned();
    assert!(window.query_by_label_contains(&neutral).is_some());
    assert!(window.query_by_label_contains("own-mistyped").is_none());
}

#[test]
fn a_long_job_holds_the_idle_lock_and_no_other() {
    let desk = Desk::open();
    let is_busy = Rc::new(Cell::new(true));
    let busy = Rc::clone(&is_busy);
    // A frame every ten seconds, as the window's own repaints would make.
    let mut window = stepping(&desk, home, 10.0, move |authenticator, _| {
        authenticator.with_exit_guard(move |leaving, _| match leaving {
            ExitReason::IdleLock if busy.get() => ExitDecision::Stay(String::new()),
            _ => ExitDecision::Go,
        })
    });
    sign_in(&mut window, BOB);
    let minutes_later = |window: &mut Window, minutes: u32| {
        for _ in 0..minutes * 6 {
            window.step();
        }
    };
    minutes_later(&mut window, 12);
    assert!(
        is_there(&window, "The content of the app"),
        "the job is under way"
    );
    is_busy.set(false);
    minutes_later(&mut window, 2);
    assert!(
        !is_there(&window, "The content of the app"),
        "and now it is over"
    );
    assert!(is_there(&window, "Locked by Bob Builder"));
    is_busy.set(true);
    press(&mut window, "Switch user");
    sign_in(&mut window, BOB);
    let ctx = window.ctx.clone();
    window.state_mut().authenticator.lock(&ctx);
    window.run();
    assert!(
        is_there(&window, "Locked by Bob Builder"),
        "by hand it locks"
    );
}

#[test]
fn r53_the_widget_state_of_one_user_is_not_shown_to_the_next() {
    let desk = Desk::open();
    let mut window = window(&desk, |ui, app| {
        app.authenticator.show(ui, |ui, _, _| {
            let id = ui.button("A widget").id;
            ui.label(format!("Field {id:?}"));
        });
    });
    let mut seen = Vec::new();
    for who in [ADA, BOB, ADA] {
        sign_in(&mut window, who);
        let field = window.get_by_label_contains("Field ");
        seen.push(field.value().expect("a label says what it is"));
        press(&mut window, "Sign out");
    }
    assert_ne!(seen[0], seen[1], "another person, another widget");
    assert_eq!(seen[0], seen[2], "the same person, the same widget");
}

#[test]
fn an_app_is_called_what_it_says_until_the_file_says_otherwise() {
    let named = |desk: &Desk| {
        window_with(desk, home, |authenticator, _| {
            authenticator.with_title("The bench")
        })
    };
    assert!(is_there(&named(&Desk::empty()), "Set up The bench"));
    let desk = Desk::open();
    assert!(is_there(&named(&desk), "The bench"));
    desk.edit("views:", "app: {title: Bench 4}\nviews:");
    let window = named(&desk);
    assert!(is_there(&window, "Bench 4") && !is_there(&window, "The bench"));
}

#[test]
fn slots_are_drawn_before_sign_in_only() {
    let desk = Desk::open();
    let mut window = window_with(&desk, home, |authenticator, _| {
        authenticator
            .with_header(|ui| drop(ui.label("Above")))
            .with_footer(|ui| drop(ui.label("Below")))
            .with_logo(|ui| drop(ui.label("Mark")))
            .with_banner(|ui| drop(ui.label("Welcome")))
    });
    for label in ["Above", "Below", "Mark", "Welcome"] {
        assert!(is_there(&window, label), "{label}");
    }
    sign_in(&mut window, BOB);
    for label in ["Above", "Below", "Mark", "Welcome"] {
        assert!(!is_there(&window, label), "{label}");
    }
}

#[test]
fn account_notices_are_shown_behind_a_gate_too() {
    let desk = Desk::open();
    let new = "another one for the till";
    let set = desk.service.users().set_password(
        Caller::LocalOwner(Operator::assume()),
        "bob",
        &secret(new),
    );
    assert_eq!(set, Ok(()));
    let mut window = window(&desk, gate);
    sign_in(&mut window, (BOB.0, new));
    assert!(is_there(&window, "The content of the app"));
    let told = window.query_by_label_contains("Since you last signed in");
    assert!(told.is_some());
}

#[test]
fn a_listener_gets_every_event_with_user_and_time_including_ended_sessions() {
    let desk = Desk::open();
    let events = desk.service.audit_log().events();
    let bob = desk.sign_in(BOB).expect("in");
    assert!(
        desk.service
            .sign_in()
            .with_password(BOB.0, &secret("wrong"))
            .is_err()
    );
    desk.edit("roles: [till]", "roles: [till]\n      disabled: true");
    assert!(desk.service.sessions().sign_out(&bob).is_ok());
    let ada = desk.sign_in(ADA).expect("in");
    assert!(desk.service.sessions().sign_out(&ada).is_ok());
    let heard: Vec<_> = events
        .try_iter()
        .filter(|event| event.kind != AuditKind::File)
        .map(|event| {
            assert_eq!(event.at, Timestamp::from_seconds(1_800_000_000));
            (
                event.kind,
                event.who,
                event.is_done,
                event.detail.to_string(),
            )
        })
        .collect();
    let bob = || "bob".to_owned();
    let ada = || "ada".to_owned();
    let of = |kind, who, is_done, detail: &str| (kind, who, is_done, detail.to_owned());
    assert_eq!(heard[0], of(AuditKind::SignIn, bob(), true, "password"));
    assert!(!heard[1].2, "refused");
    assert_eq!(
        heard[2],
        of(AuditKind::SignOut, bob(), true, "ended"),
        "put out"
    );
    assert_eq!(heard[3], of(AuditKind::SignIn, ada(), true, "password"));
    assert_eq!(
        heard[4],
        of(AuditKind::SignOut, ada(), true, ""),
        "went themselves"
    );
}
