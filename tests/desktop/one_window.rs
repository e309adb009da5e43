//! One window for each configuration file.

use crate::harness::{Desk, Keyring};

use super::set_up;

#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
fn a_second_start_brings_the_open_window_to_the_front_and_ends() {
    let mut desk = Desk::new(Keyring::Absent);
    set_up(&mut desk);
    desk.minimizes();
    let (code, text) = desk.tool_says(&[]);
    assert_eq!(code, Some(0), "{text}");
    assert!(text.starts_with("The window is open already"), "{text}");
    desk.waits_to_be_visible();
    desk.waits_to_greet("Ada");
}

#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
fn r71_a_second_start_shows_a_locked_window_that_stays_locked() {
    let mut desk = Desk::new(Keyring::Absent);
    set_up(&mut desk);
    desk.keys(&["ctrl+l"]);
    desk.waits_for("heading", "Locked by Ada Lovelace");
    desk.minimizes();
    let (code, text) = desk.tool_says(&[]);
    assert_eq!(code, Some(0), "{text}");
    desk.waits_to_be_visible();
    desk.waits_for("heading", "Locked by Ada Lovelace");
    assert!(!desk.tree().contains("Hello, Ada"));
}
