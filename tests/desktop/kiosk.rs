//! Kiosk mode.

use crate::harness::{Desk, Keyring, SCREEN};

use super::{ADMINISTRATOR, PASSWORD, enter, set_up};

#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
fn r114_a_kiosk_fills_the_screen_and_closes_only_for_an_administrator() {
    let mut desk = Desk::new(Keyring::Absent);
    set_up(&mut desk);
    let (code, text) = desk.tool_says(&["--kiosk"]);
    assert_eq!(code, Some(1), "the window that is open is no kiosk: {text}");
    desk.quits();
    desk.start(&["--kiosk"]);
    desk.waits_for("push button", "Sign in");
    desk.waits_for_size(SCREEN);
    desk.closes();
    desk.waits_for("heading", "Leave kiosk mode");
    desk.waits_for("entry", "focused");
    desk.types("alovelace");
    desk.keys(&["Tab"]);
    desk.types("a guess");
    desk.keys(&["Return"]);
    desk.waits_for("", "Incorrect username or password");
    desk.keys(&["Escape"]);
    desk.waits_for("push button", "Sign in");
    desk.keys(&["alt+F4"]);
    desk.waits_for("heading", "Leave kiosk mode");
    desk.waits_for("entry", "focused");
    desk.types("alovelace");
    desk.keys(&["Tab"]);
    desk.types(PASSWORD);
    desk.keys(&["Return"]);
    desk.waits_to_end();
    let list = desk.tool(&["activity", "list", "--kind", "kiosk"]);
    let ends_with = |end: &str| list.lines().any(|line| line.trim_end().ends_with(end));
    assert!(ends_with("  alovelace"), "{list}");
    assert!(ends_with("alovelace  refused  wrong password"), "{list}");
}

#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
fn r114_a_listed_program_opens_above_the_kiosk() {
    const PROGRAM: &str = env!("CARGO_BIN_EXE_egui-authenticator");
    let mut desk = Desk::new(Keyring::Absent);
    let item = format!("{{title: Count, program: [\"{PROGRAM}\", --demo]}}");
    let page = format!("{{title: Till, roles: [admin], kind: launch, items: [{item}]}}");
    desk.writes_config(&format!("{ADMINISTRATOR}views: {{till: {page}}}\n"));
    desk.start(&["--kiosk", "--allow", PROGRAM]);
    enter(&desk, "ada", "keys to the whole building");
    desk.presses("Till");
    desk.presses("Start Count");
    desk.waits_for_another_window_on_top();
}
