//! A user whose access is limited to days and hours, and who wants to stay longer.

use std::time::Duration;

use egui_authenticator::domain::page::PageId;
use egui_authenticator::service::ports::{Cancellation, Clock as _};
use egui_authenticator::service::session::RoleError;
use egui_authenticator::service::sign_in::SignInError;

use crate::harness::{ADA, BOB, Desk, Till, secret};

const HOUR: i64 = 3_600;

/// A desk at which Bob has this line in his entry. It is Friday 2027-01-15, 08:00.
fn limited(line: &str) -> Desk {
    let desk = Desk::open();
    desk.edit(
        "      email: bob@",
        &format!("      {line}\n      email: bob@"),
    );
    desk
}

/// A user signs in after the last day, having set the clock of the computer back, and started the program again.
#[test]
fn r42_a_user_sets_the_clock_back_before_the_last_day() {
    let desk = limited("valid_until: 2027-01-15");
    desk.clock.advance(48 * HOUR);
    assert!(desk.sign_in(ADA).is_some(), "what the audit log has seen");
    desk.clock.advance(-48 * HOUR);
    for service in [&desk.service, &desk.restarted()] {
        let outcome = service.sign_in().with_password(BOB.0, &secret(BOB.1));
        assert!(matches!(outcome.err(), Some(SignInError::NotNow(_))));
    }
}

/// The same, and fills the audit log with refusals of the earlier time first.
#[test]
fn r42_a_user_records_earlier_times_after_setting_the_clock_back() {
    let desk = limited("valid_until: 2027-01-15");
    desk.clock.advance(48 * HOUR);
    assert!(desk.sign_in(ADA).is_some());
    desk.clock.advance(-48 * HOUR);
    let service = desk.restarted();
    for _ in 0..3 {
        let guess = service.sign_in().with_password(BOB.0, &secret("wrong"));
        assert!(guess.is_err());
    }
    desk.clock.advance(-60);
    let outcome = desk
        .restarted()
        .sign_in()
        .with_password(BOB.0, &secret(BOB.1));
    assert!(matches!(outcome.err(), Some(SignInError::NotNow(_))));
}

/// A user stays signed in, and sets the clock back again and again before the hours end.
#[test]
fn r42_a_user_stops_the_clock_during_a_session() {
    let desk = limited("hours: 08:00-09:00");
    let session = desk.sign_in(BOB).expect("signed in");
    assert!(session.has_role("till"));
    for _ in 0..4 {
        // A quarter of an hour passes, and the clock shows the same time as before.
        let quarter = Duration::from_mins(16);
        desk.clock.wait(quarter, &Cancellation::default());
        desk.clock.advance(-60);
    }
    assert!(!session.has_role("till"));
    let refused = desk
        .service
        .sessions()
        .unlock(&session, &secret(BOB.1).into());
    assert!(refused.is_err());
}

/// A host app keeps a clone of a session, and uses it after the hours of its user.
#[test]
fn r74_a_host_app_uses_a_clone_after_the_hours() {
    let desk = limited("hours: 08:00-09:00");
    let clone = desk.sign_in(BOB).expect("signed in").clone();
    let opens = || {
        let page = PageId("till".to_owned());
        desk.service.pages().open(&clone, &page).is_ok()
    };
    assert!(opens() && clone.has_role("till"));
    desk.clock.advance(HOUR);
    assert!(!opens(), "no use case accepts it");
    assert_eq!(clone.require(Till).err(), Some(RoleError::Ended));
    assert!(desk.service.remember_me().remember(&clone).is_err());
}

/// A session was opened before the hours of its user were written into the file.
#[test]
fn r49_hours_that_are_written_into_the_file_close_a_session_that_is_open() {
    let desk = Desk::open();
    let session = desk.sign_in(BOB).expect("signed in");
    desk.edit(
        "      email: bob@",
        "      hours: 09:00-18:00\n      email: bob@",
    );
    let refreshed = desk.service.sessions().refresh(&session);
    let view = refreshed.expect("the window locks, and does not lose what is open");
    assert_eq!(view.access_end.map(|end| end.left), Some(Duration::ZERO));
    assert!(!session.has_role("till"), "also the copy from before");
}

/// A stranger tries names at night, to learn which accounts exist and when they are open.
#[test]
fn r16_a_stranger_learns_nothing_about_hours() {
    let desk = limited("hours: 09:00-18:00");
    let guess = |login| {
        let outcome = desk
            .service
            .sign_in()
            .with_password(login, &secret("a guess"));
        outcome.err()
    };
    let answers = ["ada", "bob", "no user of this name"].map(guess);
    assert_eq!(answers, [const { Some(SignInError::Refused) }; 3]);
}
