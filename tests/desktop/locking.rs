//! Locks that outlive the process, and what its memory holds after signing out.

use crate::harness::{Desk, Keyring};

use super::{PASSWORD, set_up, sign_in_and_stay};

#[test]
#[ignore = "needs Xvfb, D-Bus, gnome-keyring and AT-SPI; .ci/run provides them"]
fn r71_a_lock_survives_the_end_of_the_process() {
    let mut desk = Desk::new(Keyring::Unlocked);
    set_up(&mut desk);
    sign_in_and_stay(&desk);
    desk.keys(&["ctrl+l"]);
    desk.waits_for("heading", "Locked by Ada Lovelace");
    desk.kills();

    desk.start(&[]);
    desk.waits_for("label", "The window was locked");
    assert!(!desk.tree().contains("Hello"), "{}", desk.tree());
    desk.waits_for("password text", "focused");
    desk.types(PASSWORD);
    desk.keys(&["Return"]);
    desk.waits_to_greet("Ada");
    desk.quits();
    desk.start(&[]);
    desk.waits_to_greet("Ada");
    desk.quits();
}

#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
fn the_window_locks_when_the_computer_sleeps_and_when_the_desktop_locks() {
    let mut desk = Desk::new(Keyring::Absent);
    desk.starts_logind();
    set_up(&mut desk);
    for signal in ["sleep", "lock", "hint"] {
        desk.logind(signal);
        desk.waits_for("heading", "Locked by Ada Lovelace");
        // What is typed within two seconds of the lock belongs to no field (R77).
        std::thread::sleep(std::time::Duration::from_millis(2_500));
        desk.types(PASSWORD);
        desk.keys(&["Return"]);
        desk.waits_to_greet("Ada");
        desk.logind("wake");
    }
    // The screens of other users are not under test here.
    desk.logind("other");
    std::thread::sleep(std::time::Duration::from_millis(500));
    desk.waits_to_greet("Ada");
    desk.quits();
}

#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
fn r53_after_signing_out_the_memory_of_the_program_holds_no_password() {
    let mut desk = Desk::new(Keyring::Absent);
    set_up(&mut desk);
    assert!(desk.is_closed());
    desk.presses("Sign out");
    desk.waits_for("push button", "Sign in");
    desk.types("alovelace");
    desk.keys(&["Tab"]);
    desk.types(PASSWORD);
    desk.waits_to_remember(PASSWORD);
    desk.keys(&["Return"]);
    desk.waits_to_greet("Ada");
    desk.presses("Sign out");
    desk.waits_for("push button", "Sign in");
    desk.waits_to_forget(PASSWORD);
    desk.quits();
}
