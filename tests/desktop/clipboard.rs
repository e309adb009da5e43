//! What is in the clipboard after a secret was copied.

use crate::harness::{CHILD, Desk, Keyring};
use egui_authenticator::domain::secret::Secret;
use egui_authenticator::service::ports::Clipboard as _;
use egui_authenticator::store::clipboard::SystemClipboard;

use super::{fill_in_set_up, save_codes};

#[test]
#[ignore = "needs Xvfb and D-Bus; .ci/run provides them"]
fn r73_the_clipboard_is_cleared_of_a_secret_and_of_nothing_else() {
    if std::env::var_os(CHILD).is_none() {
        let desk = Desk::new(Keyring::Absent);
        let name = "clipboard::r73_the_clipboard_is_cleared_of_a_secret_and_of_nothing_else";
        return assert_eq!(desk.runs_test(name), Ok(()));
    }
    let mut other = arboard::Clipboard::new().expect("a clipboard");
    let mut pasted = || other.get_text().unwrap_or_default();
    let ours = SystemClipboard::default();
    assert_eq!(ours.clear(), Ok(()));
    let secret = Secret::new("a code".to_owned());
    assert_eq!(ours.copy(&secret), Ok(()));
    assert_eq!(pasted(), "a code");
    assert_eq!(ours.clear(), Ok(()));
    assert_eq!(pasted(), "");

    assert_eq!(ours.copy(&secret), Ok(()));
    let mut elsewhere = arboard::Clipboard::new().expect("a clipboard");
    elsewhere.set_text("a shopping list").expect("copied");
    assert_eq!(ours.clear(), Ok(()));
    assert_eq!(pasted(), "a shopping list");
}

#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
fn r73_after_signing_out_the_codes_cannot_be_pasted() {
    let mut desk = Desk::new(Keyring::Absent);
    desk.start(&[]);
    fill_in_set_up(&mut desk);
    desk.presses("Copy");
    desk.waits_for("label", "cleared in 30 seconds");
    save_codes(&desk);
    // Before, they can: into the search field of the list of users.
    desk.presses("Users");
    desk.focuses("Search names and e-mails");
    desk.keys(&["ctrl+v"]);
    desk.waits_to_read_in("entry", "Recovery codes");
    desk.presses("Sign out");
    desk.waits_for("push button", "Sign in");
    desk.focuses("Username or e-mail");
    desk.types("nothing: ");
    desk.keys(&["ctrl+v"]);
    desk.types("!");
    desk.waits_to_read("entry", "nothing: !");
    desk.quits();
}
