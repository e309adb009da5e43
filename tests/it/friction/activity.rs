//! The activity: what was refused is found among more records than are shown.

use std::time::Duration;

use egui_authenticator::domain::audit::{AuditKind, Retention};
use egui_authenticator::domain::audit_event::AuditEvent;
use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::screen::app::{self, Area, AreaEvent, AreaKind};
use egui_authenticator::screen::audit::{self, SHOWN_MAX, TimelineRow};
use egui_authenticator::screen::flow::Event;
use egui_authenticator::service::audit::AuditQuery;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::AuditLog;

use crate::leaving_changes::Window;

const T0: Duration = Duration::ZERO;

#[test]
fn what_was_refused_is_found_behind_the_records_that_are_shown() {
    let mut window = Window::open();
    let now = window.desk.ports.clock.now();
    let record = |at: Timestamp, is_done| {
        let mut event = AuditEvent::new(at, AuditKind::SignIn);
        event.who = "bob".to_owned();
        event.is_done = is_done;
        event
    };
    let log = &window.desk.state;
    let keep = Retention::default();
    log.record(&record(now, false), keep).expect("recorded");
    for _ in 0..=SHOWN_MAX {
        log.record(&record(now, true), keep).expect("recorded");
    }
    window.act(Event::App(app::Event::Go(AreaKind::Activity)));
    let only = AreaEvent::Activity(audit::Event::RefusedOnly(true));
    let jobs = window.flow.on(Event::App(app::Event::Area(only)), T0);
    window.settle(jobs);
    let Area::Activity(screen) = &window.app().area else {
        panic!("not at the activity")
    };
    let report = screen.report.as_ref().expect("read");
    assert!(report.records.iter().all(|record| record.event.is_done));
    let shown = screen.timeline.rows.iter();
    let shown = shown.filter(|row| matches!(row, TimelineRow::Record(_)));
    assert_eq!(shown.count(), 1);
    assert_eq!(screen.records(report).len(), 1);
}

#[test]
fn exports_are_in_utc() {
    let window = Window::open();
    let query = AuditQuery::latest(1);
    let log = window.desk.service.audit_log();
    let owner = Caller::LocalOwner(Operator::assume());
    let table = log.export(owner, &log.filter(&query)).expect("exported");
    let utc = window.desk.ports.clock.now().to_string();
    assert!(utc.ends_with('Z') && table.contains(&utc), "{table}");
}
