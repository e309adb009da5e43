//! What a page shows after its session was parked, or lost its permission.

use std::time::Duration;

use egui_authenticator::domain::audit::AuditKind;
use egui_authenticator::domain::audit_detail::AuditWord;
use egui_authenticator::screen::app::{self, AreaKind};
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::sign_in;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::{AuditFilter, AuditUser};

use crate::harness::flow::{fill_in, start};
use crate::harness::window::{fill, press, sign_in};
use crate::harness::{ADA, BOB, Desk, settle};

use super::{at, is_there};

#[test]
fn r49_area_closes_for_a_former_administrator() {
    let desk = Desk::open();
    let mut flow = start(&desk);
    fill_in(&mut flow, ADA);
    let go = Event::App(app::Event::Go(AreaKind::Users));
    for event in [Event::Login(sign_in::Event::Submit), go] {
        let asks = flow.on(event, Duration::ZERO);
        settle(&mut flow, &desk.service, asks, Duration::ZERO);
    }
    let area = |flow: &Flow| match flow.screen() {
        Screen::App(screen) => screen.area.kind(),
        _ => panic!("not in"),
    };
    assert_eq!(area(&flow), Some(AreaKind::Users));
    desk.edit("disabled: true", "disabled: false");
    desk.edit("roles: [admin]", "roles: [guest]");
    let asks = flow.on_file_changed(Duration::ZERO);
    settle(&mut flow, &desk.service, asks, Duration::ZERO);
    assert_eq!(area(&flow), None);
    let again = flow.on(Event::App(app::Event::Go(AreaKind::Users)), Duration::ZERO);
    assert!(again.is_empty());
}

#[test]
fn a_parked_session_continues_with_the_same_page() {
    let desk = Desk::open();
    let mut window = at(&desk, "Settings");
    fill(&mut window, "Title", "half a ti");
    press(&mut window, "Switch user");
    assert!(
        !is_there(&window, "half a ti"),
        "nothing of it is told meanwhile"
    );
    sign_in(&mut window, BOB);
    assert!(is_there(&window, "Hello, Bob"));
    assert!(!is_there(&window, "half a ti"), "nor to the next user");
    press(&mut window, "Sign out");
    sign_in(&mut window, ADA);
    assert!(is_there(&window, "half a ti"));
    let filter = AuditFilter {
        since: None,
        user: Some(AuditUser::Named("ada".to_owned())),
        kind: Some(AuditKind::Lock),
        limit: 10,
    };
    let records = desk
        .service
        .audit_log()
        .list(Caller::LocalOwner(Operator::assume()), &filter)
        .expect("read");
    assert_eq!(records[0].event.detail, AuditWord::SwitchedAway.into());
}

#[test]
fn a_reused_username_does_not_open_a_parked_session() {
    let desk = Desk::open();
    let mut window = at(&desk, "Settings");
    fill(&mut window, "Title", "half a ti");
    press(&mut window, "Switch user");
    let new = crate::harness::secret("another person with her name");
    desk.service
        .users()
        .set_password(Caller::LocalOwner(Operator::assume()), "ada", &new)
        .expect("set");
    sign_in(&mut window, ("ada", "another person with her name"));
    assert!(is_there(&window, "Hello, Ada"));
    press(&mut window, "Settings");
    assert!(!is_there(&window, "half a ti"));
}
