//! What administrators do with users at a restricted computer.

use std::sync::Arc;

use egui::accesskit::Role;
use egui_authenticator::service::Session;
use egui_authenticator::service::admin_action::{
    ActionError, ActionOutcome, AdminAction, Export, RunAdminAction,
};
use egui_authenticator::service::audit::AuditQuery;
use egui_authenticator::service::command::{Command, Job, Ticket};
use egui_authenticator::service::ports::StoreError;
use egui_authenticator::service::users::UserError;
use egui_authenticator::service::users::commands::ListUsers;
use egui_authenticator::service::users::list::{Status, UserList};
use egui_authenticator::service::users::query::{Column, Span, UserQuery};
use egui_authenticator::use_cases::UserChange;
use egui_authenticator::{Caller, Operator};
use egui_kittest::kittest::Queryable;

use super::{till, till_of};
use crate::harness::app_window::{Window, app_window};
use crate::harness::window::{fill, press, sign_in};
use crate::harness::{ADA, BOB, Desk, secret, typed_user};

const SIZE: [f32; 2] = [1_000.0, 800.0];

fn run<C: Command>(desk: &Desk, command: C) -> C::Output {
    let mut finished = desk.service.run(Job::new(Ticket(1), command));
    let output = finished.take::<C::Output>(Ticket(1));
    output.expect("its output").expect("no panic")
}

fn list(desk: &Desk, session: &Session, query: UserQuery, span: Span) -> Arc<UserList> {
    let command = ListUsers {
        session: session.clone(),
        query,
        span,
        open: None,
    };
    run(desk, command).expect("a list")
}

fn act(desk: &Desk, session: &Session, action: AdminAction) -> Result<ActionOutcome, ActionError> {
    let command = RunAdminAction {
        session: session.clone(),
        action: Arc::new(action),
    };
    run(desk, command)
}

fn names(list: &UserList) -> Vec<&str> {
    list.rows.iter().map(|row| row.username.as_str()).collect()
}

fn owner() -> Caller<'static> {
    Caller::LocalOwner(Operator::assume())
}

fn ada(desk: &Desk) -> Session {
    desk.sign_in(ADA).expect("in")
}

#[test]
fn a_page_of_the_list_has_the_users_that_the_query_finds_there() {
    let desk = Desk::crowd(500);
    let trusted = desk.service.clone();
    let (desk, _) = till_of(desk);
    let ada = ada(&desk);
    let all = list(&desk, &ada, UserQuery::default(), Span::default());
    let part = all.part.as_ref().expect("a part");
    assert_eq!((part.from, part.count, part.total), (0, 100, part.all));
    assert!(part.all >= 500 && all.rows.len() == 100);
    let further = Span {
        from: 120,
        count: 7,
    };
    let query = UserQuery {
        column: Column::Username,
        is_descending: true,
        ..UserQuery::default()
    };
    let some = list(&desk, &ada, query, further);
    let whole = trusted.users().list(owner()).expect("all");
    let order = whole.orders.username.iter().rev().skip(120).take(7);
    let expected: Vec<_> = order.map(|at| whole.rows[*at].username.as_str()).collect();
    assert_eq!(names(&some), expected);
    let query = UserQuery {
        status: Some(Status::Disabled),
        ..UserQuery::default()
    };
    let none = list(&desk, &ada, query, Span::default());
    assert!(none.rows.iter().all(|row| row.status == Status::Disabled));
}

#[test]
fn r48_a_user_without_the_permission_sees_neither_users_nor_their_activity() {
    let (desk, _) = till();
    let bob = desk.sign_in(BOB).expect("in");
    let listed = run(&desk, ListUsers::first(bob.clone()));
    assert_eq!(listed.err(), Some(UserError::NotAllowed));
    let log = desk.service.audit_log();
    let filter = log.filter(&AuditQuery::latest(10));
    let report = log.report(Caller::Session(&bob), &filter);
    assert_eq!(report.err(), Some(UserError::NotAllowed));
    let action = AdminAction::Unlock("ada".to_owned());
    let refused = act(&desk, &bob, action).err();
    assert_eq!(refused, Some(UserError::NotAllowed.into()));
}

#[test]
fn an_administrator_changes_users_as_at_a_trusted_computer() {
    let desk = Desk::open();
    let trusted = desk.service.clone();
    let (desk, _) = till_of(desk);
    let ada = ada(&desk);
    let bob = || "bob".to_owned();
    let change = |change: UserChange| AdminAction::Change {
        username: bob(),
        change: Box::new(change),
        before: None,
    };
    let done = |action| assert!(act(&desk, &ada, action).is_ok());
    done(change(UserChange::default().first_name("Robert")));
    done(change(UserChange::default().disabled(true)));
    assert!(desk.sign_in(BOB).is_none());
    done(change(UserChange::default().disabled(false)));
    done(AdminAction::RequireChange(bob()));
    let code = act(&desk, &ada, AdminAction::StartReset(bob()));
    assert!(matches!(code, Ok(ActionOutcome::Code(_))));
    done(AdminAction::SignOutEverywhere(bob()));
    let user = typed_user("carol", "carol@example.org", "Carol New");
    let roles = vec!["till".to_owned()];
    let added = act(&desk, &ada, AdminAction::Add { user, roles });
    let Ok(ActionOutcome::Code(code)) = added else {
        panic!("{:?}", added.err())
    };
    let set = trusted
        .recovery()
        .reset_password("carol", &code, &secret("a brand new password"));
    assert!(set.is_ok(), "the code works on a trusted computer");
    let to = "caroline".to_owned();
    let username = "carol".to_owned();
    done(AdminAction::Rename { username, to });
    done(AdminAction::Remove("caroline".to_owned()));
    let filter = desk.service.audit_log().filter(&AuditQuery::latest(100));
    let report = desk
        .service
        .audit_log()
        .report(Caller::Session(&ada), &filter)
        .expect("a report");
    let details = report
        .records
        .iter()
        .map(|record| record.event.detail.to_string());
    let details: Vec<_> = details.collect();
    for detail in ["disabled", "enabled", "change_required", "added", "removed"] {
        assert!(details.iter().any(|of| of == detail), "{detail}");
    }
}

#[test]
fn r51_the_last_administrator_and_the_own_account_stay() {
    let (desk, _) = till();
    let ada = ada(&desk);
    let change = |change: UserChange| AdminAction::Change {
        username: "ada".to_owned(),
        change: Box::new(change),
        before: None,
    };
    for (action, error) in [
        (
            change(UserChange::default().roles(["till"])),
            UserError::LastAdministrator,
        ),
        (
            change(UserChange::default().disabled(true)),
            UserError::OwnAccount,
        ),
        (AdminAction::Remove("ada".to_owned()), UserError::OwnAccount),
        (AdminAction::Unlock("nobody".to_owned()), UserError::Unknown),
    ] {
        assert_eq!(act(&desk, &ada, action).err(), Some(error.into()));
    }
}

#[test]
fn what_the_server_has_no_function_for_stays_refused() {
    let (desk, _) = till();
    let ada = ada(&desk);
    for action in [
        AdminAction::Erase("bob".to_owned()),
        AdminAction::EndParked("bob".to_owned()),
        AdminAction::Export(Export::Activity(AuditQuery::latest(10))),
        AdminAction::RemovePin("bob".to_owned()),
    ] {
        let refused = act(&desk, &ada, action).err();
        let error = UserError::Store(StoreError::Restricted);
        assert_eq!(refused, Some(error.into()));
    }
}

fn offers(window: &Window<'_>, label: &str) -> bool {
    window.query_all_by_label(label).next().is_some()
}

#[test]
fn the_window_searches_at_the_server_and_shows_the_user() {
    let desk = Desk::crowd(500);
    let server_users = desk.service.users();
    let (desk, _) = till_of(desk);
    let mut window = app_window(desk.service.clone(), SIZE);
    sign_in(&mut window, ADA);
    press(&mut window, "Users");
    press(&mut window, "More");
    assert!(!offers(&window, "Import users"), "at a trusted computer");
    window.key_press(egui::Key::Escape);
    window.run();
    assert!(offers(&window, "Add user"));
    fill(&mut window, "Search names and e-mails", "person00499");
    assert!(offers(&window, "1 of 500"), "the count of the server");
    let row = window
        .query_all_by_role(Role::Button)
        .find(|row| format!("{row:?}").contains("person00499"));
    row.expect("a row").click();
    window.run();
    for label in ["Create reset code", "Edit", "Disable"] {
        assert!(offers(&window, label), "{label}");
    }
    press(&mut window, "Disable");
    assert!(offers(&window, "Enable"), "the row is read again");
    let of_server = server_users.find(owner(), "person00499").expect("a user");
    assert!(of_server.disabled);
}
