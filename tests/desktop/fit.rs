//! Screens of other kinds: scaled by the desktop, and under Wayland.

use crate::harness::{Desk, Keyring};

use super::ADMINISTRATOR;

/// What an accessibility client sees, without what has the focus.
fn shown(desk: &Desk) -> Vec<String> {
    desk.waits_for("push button", "Sign in");
    desk.waits_for("entry", "focused");
    let tree = desk.tree();
    let mut lines: Vec<_> = tree.lines().map(ToOwned::to_owned).collect();
    // The window is drawn in parts of other sizes, of which some are read in another order.
    lines.sort();
    lines
}

/// Starts at this scale on a screen of this size.
fn start(scale: &'static str, screen: (u32, u32)) -> Desk {
    let mut desk = Desk::with_screen(Keyring::Absent, screen);
    desk.writes_config(ADMINISTRATOR);
    desk.environment.push(("WINIT_X11_SCALE_FACTOR", scale));
    desk.start(&[]);
    desk.waits_to_be_inside(screen);
    desk
}

#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
fn a_scaled_desktop_shows_the_same_and_all_of_it() {
    let [usual, larger, large] = ["1", "1.25", "2"].map(|scale| {
        let desk = start(scale, (2400, 1600));
        desk.waits_to_show_all();
        shown(&desk)
    });
    assert_eq!(larger, usual);
    assert_eq!(large, usual);
}

#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
fn a_window_that_the_scale_makes_larger_than_the_screen_stays_inside() {
    let desk = start("2", (1600, 1200));
    desk.waits_for("push button", "Sign in");
}

#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
fn a_window_on_wayland_shows_the_sign_in_form_and_ends() {
    let mut desk = Desk::new(Keyring::Absent);
    desk.writes_config(ADMINISTRATOR);
    desk.start_on_wayland(&[]);
    desk.waits_for("push button", "Sign in");
    desk.waits_for("entry|Username or e-mail", "");
    desk.terminates();
    desk.waits_to_end();
}
