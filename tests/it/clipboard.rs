//! What is copied, and what becomes of the clipboard.

use std::time::Duration;

use egui_authenticator::screen::flow::copied::CopyResult;
use egui_authenticator::screen::flow::{Event, Flow};
use egui_authenticator::service::ports::PlatformError;

use crate::harness::flow::{act_at, start_at};
use crate::harness::{Desk, secret};

/// A window in which a code was copied, and the time when it was.
fn copied(desk: &Desk) -> (Flow, Duration) {
    let now = Duration::from_secs(100);
    let mut flow = start_at(desk, now);
    act_at(&mut flow, desk, Event::Copy(secret("a code")), now);
    assert_eq!(desk.clipboard.text(), "a code");
    (flow, now)
}

#[test]
fn r73_what_another_program_copied_since_is_left_alone() {
    let desk = Desk::open();
    let (mut flow, now) = copied(&desk);
    desk.clipboard.copy_elsewhere("a shopping list");
    act_at(&mut flow, &desk, Event::Lock, now);
    assert_eq!(desk.clipboard.text(), "a shopping list");
}

#[test]
fn r73_a_clipboard_that_fails_is_reported_and_nothing_is_to_be_cleared() {
    let desk = Desk::open();
    let (mut flow, now) = copied(&desk);
    let error = PlatformError("no clipboard".to_owned());
    desk.clipboard.fail_with(Some(error.clone()));
    act_at(&mut flow, &desk, Event::Copy(secret("another")), now);
    assert_eq!(flow.copied(), Some(&CopyResult::Failed(error)));
    assert_eq!(flow.until_cleared(now), None);
}

#[test]
fn r73_the_file_sets_how_long_a_secret_stays_on_the_clipboard() {
    for (setting, seconds) in [("clipboard_seconds: 10", 10), ("after_minutes: 5", 30)] {
        let desk = Desk::open();
        desk.edit("views:", &format!("lock: {{{setting}}}\nviews:"));
        let (flow, now) = copied(&desk);
        let left = flow.until_cleared(now);
        assert_eq!(left, Some(Duration::from_secs(seconds)));
    }
}
