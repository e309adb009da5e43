//! Accounts that are limited to days and hours of the week, in the time zone of the computer.

use std::time::Duration;

use egui_authenticator::domain::access_times::{AccessRefusal, AccessTimesError};
use egui_authenticator::domain::audit_detail::AuditWord;
use egui_authenticator::domain::day::Day;
use egui_authenticator::domain::time_zone::TimeZone;
use egui_authenticator::domain::user_field::UserFieldError;
use egui_authenticator::domain::week_hours::LocalMoment;
use egui_authenticator::messages::Messages;
use egui_authenticator::screen::flow::auto_lock::LockWarning;
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::form::notice::FormNotice;
use egui_authenticator::screen::lock;
use egui_authenticator::service::account::AccountError;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::{AuditFilter, AuditLog as _, Clock as _};
use egui_authenticator::service::remember_me::Resumed;
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::users::list::{Status, UserRow};
use egui_authenticator::service::users::{UserChange, UserError};

use crate::harness::flow::{act, signed_in};
use crate::harness::{ADA, BOB, Desk, USERS, secret, settle, typed_user};

const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());
const HOUR: i64 = 3_600;
const T0: Duration = Duration::ZERO;
const SECOND: Duration = Duration::from_secs(1);

/// A desk at which Bob has these lines in his entry. It is Friday 2027-01-15, 08:00.
fn limited(lines: &str) -> Desk {
    let desk = Desk::open();
    limit(&desk, lines);
    desk
}

fn limit(desk: &Desk, lines: &str) {
    desk.edit("      email: bob@", &format!("{lines}\n      email: bob@"));
}

fn try_bob(desk: &Desk, password: &str) -> Result<(), SignInError> {
    let outcome = desk
        .service
        .sign_in()
        .with_password(BOB.0, &secret(password));
    outcome.map(|_| ())
}

fn outside(day: &str, minute: u16) -> AccessRefusal {
    let day = Day::parse(day).expect("a day");
    AccessRefusal::OutsideHours(LocalMoment { day, minute })
}

fn hours(hours: &str) -> UserChange {
    UserChange::default().hours(hours)
}

#[test]
fn the_right_password_at_another_hour_is_told_when_sign_in_is_possible() {
    let desk = limited("      hours: mon-fri 09:00-18:00");
    let refusal = outside("2027-01-15", 9 * 60);
    assert_eq!(try_bob(&desk, BOB.1), Err(SignInError::NotNow(refusal)));
    let told = Messages::english().access_refusal(refusal).line();
    assert!(told.contains("Friday 15 January 2027 at 09:00"), "{told}");
    desk.clock.advance(HOUR);
    assert_eq!(try_bob(&desk, BOB.1), Ok(()));
    desk.clock.advance(9 * HOUR);
    let monday = outside("2027-01-18", 9 * 60);
    assert_eq!(try_bob(&desk, BOB.1), Err(SignInError::NotNow(monday)));
    assert!(desk.sign_in(ADA).is_some(), "others come in at any time");
}

#[test]
fn hours_are_those_of_the_time_zone_of_the_computer() {
    let desk = limited("      hours: 09:00-18:00");
    desk.clock.set_time_zone(TimeZone::new(3_600, Vec::new()));
    assert_eq!(try_bob(&desk, BOB.1), Ok(()));
}

#[test]
fn the_first_and_the_last_day_are_part_of_the_access() {
    let day = |text| Day::parse(text).expect("a day");
    for (lines, expected) in [
        ("      valid_from: 2027-01-15", Ok(())),
        ("      valid_until: 2027-01-15", Ok(())),
        (
            "      valid_from: 2027-01-16",
            Err(AccessRefusal::NotYet(day("2027-01-16"))),
        ),
        (
            "      valid_until: 2027-01-14",
            Err(AccessRefusal::Expired(day("2027-01-14"))),
        ),
    ] {
        let desk = limited(lines);
        let expected = expected.map_err(SignInError::NotNow);
        assert_eq!(try_bob(&desk, BOB.1), expected, "{lines}");
    }
}

#[test]
fn r16_a_wrong_password_gets_the_same_answer_at_every_hour_and_is_counted() {
    let desk = limited("      hours: 09:00-18:00");
    let wrong = try_bob(&desk, "wrong");
    assert_eq!(wrong, Err(SignInError::Refused));
    desk.clock.advance(HOUR);
    assert_eq!(try_bob(&desk, "wrong"), wrong);
}

#[test]
fn a_refusal_for_the_hour_is_recorded_and_not_counted_as_a_failure() {
    let desk = limited("      hours: 09:00-18:00");
    for _ in 0..10 {
        let refused = try_bob(&desk, BOB.1);
        assert!(matches!(refused, Err(SignInError::NotNow(_))));
    }
    let records = desk.state.activity(&AuditFilter {
        since: None,
        user: None,
        kind: None,
        limit: 1,
    });
    let record = records.expect("read").remove(0);
    assert!(!record.event.is_done);
    assert_eq!(record.event.detail, AuditWord::OutsideAccessTimes.into());
}

#[test]
fn a_remembered_sign_in_waits_for_the_next_hour() {
    let desk = limited("      hours: 08:00-10:00");
    let session = desk.sign_in(BOB).expect("signed in");
    let remembered = desk.service.remember_me().remember(&session);
    assert_eq!(remembered, Ok(()));
    desk.clock.advance(3 * HOUR);
    let resumed = desk.restarted().remember_me().resume();
    let next = outside("2027-01-16", 8 * 60);
    assert!(matches!(resumed, Resumed::NotNow(refusal) if refusal == next));
    desk.clock.advance(21 * HOUR);
    assert!(desk.resumes());
}

fn unlock(flow: &mut Flow, desk: &Desk) {
    let Screen::Lock(screen) = flow.screen_mut() else {
        panic!("not locked")
    };
    screen.password.text = secret(BOB.1);
    act(flow, desk, Event::Locked(lock::Event::Submit));
}

#[test]
fn the_window_warns_and_locks_when_the_hours_end_and_opens_again_when_they_begin() {
    let desk = limited("      hours: 08:00-08:03");
    let mut flow = signed_in(&desk, BOB);
    let end = Duration::from_mins(3);
    let (early, late) = (Duration::from_secs(149), Duration::from_secs(170));
    assert_eq!(flow.until_lock(T0), Some(end), "before it locks when idle");
    assert_eq!(flow.lock_warning(early), None);
    flow.on_activity(late);
    flow.hold_lock(late);
    let warning = flow.lock_warning(late);
    let ends = LockWarning::AccessEnds(10 * SECOND);
    assert_eq!(
        warning,
        Some(ends),
        "neither activity nor the app delays it"
    );
    desk.clock.advance(180);
    // The computer slept: the time of the window stood still.
    assert_eq!(flow.until_lock(late), Some(Duration::ZERO));
    let jobs = flow.on_time(late);
    settle(&mut flow, &desk.service, jobs, late);
    unlock(&mut flow, &desk);
    let Screen::Lock(screen) = flow.screen() else {
        panic!("unlocked outside the hours")
    };
    let next = outside("2027-01-16", 8 * 60);
    assert_eq!(screen.notice, Some(FormNotice::NotNow(next)));
    desk.clock.advance(24 * HOUR - 120);
    unlock(&mut flow, &desk);
    assert!(flow.screen().session_view().is_some());
}

#[test]
fn an_idle_window_is_warned_of_the_automatic_lock() {
    let desk = limited("      hours: 08:00-18:00");
    let flow = signed_in(&desk, BOB);
    let left = flow.until_lock(T0).expect("locks");
    let warning = flow.lock_warning(left.saturating_sub(SECOND));
    assert_eq!(warning, Some(LockWarning::Idle(SECOND)));
}

#[test]
fn r42_hours_that_are_changed_in_the_file_lock_an_open_window() {
    let desk = Desk::open();
    let mut flow = signed_in(&desk, BOB);
    limit(&desk, "      hours: 09:00-18:00");
    let jobs = flow.on_file_changed(T0);
    settle(&mut flow, &desk.service, jobs, T0);
    let jobs = flow.on_time(T0);
    settle(&mut flow, &desk.service, jobs, T0);
    assert!(matches!(flow.screen(), Screen::Lock(_)));
    unlock(&mut flow, &desk);
    assert!(matches!(flow.screen(), Screen::Lock(_)));
}

#[test]
fn only_the_right_password_at_the_lock_is_told_the_hours() {
    let desk = limited("      hours: 08:00-09:00");
    let session = desk.sign_in(BOB).expect("signed in");
    desk.clock.advance(2 * HOUR);
    let unlock = |password: &str| {
        let sessions = desk.service.sessions();
        sessions.unlock(&session, &secret(password).into()).err()
    };
    assert_eq!(unlock("wrong"), Some(AccountError::Wrong));
    let next = outside("2027-01-16", 8 * 60);
    assert_eq!(unlock(BOB.1), Some(AccountError::NotNow(next)));
}

#[test]
fn an_administrator_sets_and_removes_the_limits_and_the_rest_of_the_file_stays() {
    let desk = Desk::open();
    let before = desk.text();
    let users = desk.service.users();
    let change = hours("Mon-Fri 8:00-18:00")
        .valid_from("2027-01-16")
        .valid_until(" 2027-06-30 ");
    assert_eq!(users.change(OWNER, "bob", &change), Ok(()));
    for line in [
        "valid_from: \"2027-01-16\"",
        "valid_until: \"2027-06-30\"",
        "hours: \"mon-fri 08:00-18:00\"",
    ] {
        assert!(desk.text().contains(line), "{}", desk.text());
    }
    let bob = users.find(OWNER, "bob").expect("found");
    assert_eq!(bob.times.texts()[2], "mon-fri 08:00-18:00");
    assert_eq!(
        users.change(OWNER, "bob", &change),
        Err(UserError::NothingToDo)
    );
    let none = hours("").valid_from("").valid_until("");
    assert_eq!(users.change(OWNER, "bob", &none), Ok(()));
    assert_eq!(desk.text(), before);
    let refused = users.change(OWNER, "bob", &hours("at night"));
    let error = UserFieldError::AccessTimes(AccessTimesError::Hours);
    assert_eq!(refused, Err(UserError::Field(error)));
}

#[test]
fn r51_the_last_administrator_cannot_be_limited_to_hours_and_no_one_extends_their_own() {
    let desk = Desk::open();
    let users = desk.service.users();
    let limit = hours("08:00-18:00");
    let refused = users.change(OWNER, "ada", &limit);
    assert_eq!(refused, Err(UserError::LastAdministrator));
    desk.edit("      disabled: true", "      disabled: false");
    assert_eq!(users.change(OWNER, "ada", &limit), Ok(()));
    let ada = desk.sign_in(ADA).expect("signed in");
    let own = users.change(Caller::Session(&ada), "ada", &hours(""));
    assert_eq!(own, Err(UserError::OwnAccount));
}

#[test]
fn r51_where_all_administrators_are_limited_one_of_them_remains() {
    let limited = "      hours: 08:00-18:00\n      roles: [admin]";
    let desk = Desk::with(&USERS.replacen("      roles: [admin]", limited, 1));
    desk.service.set_up().open().expect("opened");
    let change = UserChange::default().roles(Vec::<String>::new());
    let refused = desk.service.users().change(OWNER, "ada", &change);
    assert_eq!(refused, Err(UserError::LastAdministrator));
}

#[test]
fn hours_that_are_written_longer_than_they_were_typed_leave_other_changes_alone() {
    let many = |count: usize| vec!["mon 8:00-9:00"; count].join(",");
    let desk = limited(&format!("      hours: {}", many(28)));
    let users = desk.service.users();
    let disabled = UserChange::default().disabled(true);
    assert_eq!(users.change(OWNER, "bob", &disabled), Ok(()));
    let too_many = users.change(OWNER, "bob", &hours(&many(60)));
    let error = UserFieldError::AccessTimes(AccessTimesError::Hours);
    assert_eq!(too_many, Err(UserError::Field(error)));
}

#[test]
fn r51_an_edit_that_limits_the_last_administrator_is_refused() {
    let desk = Desk::open();
    desk.edit(
        "      roles: [admin]",
        "      hours: 08:00-18:00\n      roles: [admin]",
    );
    let problems = desk.ports.credentials.inspect().expect("read");
    let causes: Vec<_> = problems.iter().map(|p| format!("{:?}", p.cause)).collect();
    assert!(
        causes.contains(&"NoAdministratorLeft".to_owned()),
        "{causes:?}"
    );
}

fn row_of(desk: &Desk, username: &str) -> UserRow {
    let list = desk.service.users().list(OWNER).expect("listed");
    let row = list.rows.iter().find(|row| row.username == username);
    row.expect("there").clone()
}

#[test]
fn the_list_says_whose_access_is_closed_and_why() {
    for (lines, expected) in [
        ("      hours: 08:00-18:00", Status::Active),
        ("      hours: 09:00-18:00", Status::OutsideHours),
        ("      valid_from: 2027-01-16", Status::NotYet),
        ("      valid_until: 2027-01-14", Status::Expired),
    ] {
        let desk = limited(lines);
        assert_eq!(row_of(&desk, "bob").status, expected, "{lines}");
    }
}

#[test]
fn a_user_who_never_had_a_password_has_not_signed_in_yet_and_gets_a_new_code_for_a_day() {
    let desk = Desk::open();
    let users = desk.service.users();
    let zoe = typed_user("zoe", "zoe@example.org", "Zoe");
    users.add(OWNER, &zoe, &["till"]).expect("added");
    let day = 24 * HOUR;
    let until = desk.clock.now() + day;
    let row = row_of(&desk, "zoe");
    assert_eq!(row.status, Status::NotSignedInYet);
    assert_eq!(row.code_until, Some(until));
    desk.clock.advance(2 * day);
    let code = users.start_reset(OWNER, "zoe").expect("a new code");
    let row = row_of(&desk, "zoe");
    assert_eq!(row.code_until, Some(until + 2 * day));
    desk.clock.advance(day - 1);
    let recovery = desk.service.recovery();
    let chosen = recovery.reset_password("zoe", &code, &secret("eleven green bottles"));
    assert!(chosen.is_ok());
    let row = row_of(&desk, "zoe");
    assert_eq!((row.status, row.code_until), (Status::Active, None));
    for status in [Status::Active; 2] {
        users.start_reset(OWNER, "zoe").expect("a code");
        assert_eq!(row_of(&desk, "zoe").status, status);
        users.end_credentials(OWNER, "zoe").expect("ended");
    }
}
