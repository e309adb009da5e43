//! Tables for an import that are damaged, and what an import tells the users.

use egui_authenticator::domain::account_event::AccountEvent;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::users::import::{ImportError, Progress, RowChange, RowError};

use crate::harness::{BOB, Desk, secret};

use super::{staffed, table};

const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());

/// Returns what an import would do with the only row of a table.
fn outcome(desk: &Desk, text: &str) -> RowChange {
    let plan = desk.service.import().plan(OWNER, table(text));
    plan.expect("a table").rows[0].outcome.clone()
}

#[test]
fn a_row_that_is_cut_off_takes_no_role_and_lifts_no_limit() {
    let desk = staffed();
    for text in [
        "username,email,first_name,roles\nbob\n",
        "username,email,first_name,roles\nbob,bob@example.org,Robert\n",
        "username,email,first_name,valid_until\nzoe,zoe@example.org,Zoe\n",
        "username,email,first_name,password\nzoe,zoe@example.org,Zoe\n",
    ] {
        let cells = RowChange::Invalid(RowError::Cells);
        assert_eq!(outcome(&desk, text), cells, "{text}");
    }
}

#[test]
fn cells_beyond_the_header_are_not_ignored() {
    let desk = staffed();
    let text = "username,hours\nbob,mon-fri 08:00-18:00, sat 09:00-12:00\n";
    let cells = RowChange::Invalid(RowError::Cells);
    assert_eq!(outcome(&desk, text), cells);
    let quoted = "username,hours\nbob,\"mon-fri 08:00-18:00, sat 09:00-12:00\"\n";
    assert_eq!(outcome(&desk, quoted), RowChange::Update);
}

#[test]
fn empty_cells_after_the_last_column_do_not_matter() {
    let desk = staffed();
    for text in [
        "username,first_name\nbob,Robert,,\n",
        "username,first_name,,\nbob,Robert\n",
    ] {
        assert_eq!(outcome(&desk, text), RowChange::Update, "{text}");
    }
}

#[test]
fn a_column_that_is_there_twice_is_refused() {
    let desk = staffed();
    for (text, column) in [
        ("username,roles,Roles\nbob,till,admin\n", "roles"),
        ("username,password,password\nbob,a,b\n", "password"),
    ] {
        let error = desk.service.import().plan(OWNER, table(text)).err();
        let twice = ImportError::DuplicateColumn(column.to_owned());
        assert_eq!(error, Some(twice));
    }
}

#[test]
fn r35_users_are_told_of_an_address_that_an_import_has_changed() {
    let desk = staffed();
    let text = "username,email,first_name\nbob,other@example.org,Bob\nmax,max@example.org,Maxim\n";
    let import = desk.service.import();
    let plan = import.plan(OWNER, table(text)).expect("a table");
    let done = import.run(OWNER, &plan, true, &Progress::default());
    assert_eq!(done.expect("imported").changed, 2);
    let events = |name: &str, password: &str| {
        let sign_in = desk.service.sign_in();
        let step = sign_in.with_password(name, &secret(password));
        let view = step.expect("right").session_view().expect("in");
        let events = view.account_events.iter();
        events.map(|event| event.0).collect::<Vec<_>>()
    };
    assert_eq!(events(BOB.0, BOB.1), [AccountEvent::EmailChanged]);
    assert_eq!(events("max", &super::password_of("max")), []);
}
