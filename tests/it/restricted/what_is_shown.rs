//! What the window says of a restricted computer, and hides there.

use egui_authenticator::service::ports::StoreError;
use egui_kittest::kittest::Queryable;

use super::{till, till_of};
use crate::harness::app_window::{Window, app_window};
use crate::harness::window::{press, sign_in};
use crate::harness::{ADA, BOB, Desk};

const SIZE: [f32; 2] = [1_000.0, 1_400.0];

fn shows(window: &Window<'_>, text: &str) -> bool {
    window.query_all_by_label_contains(text).next().is_some()
}

#[test]
fn the_account_says_which_kind_the_computer_is_and_whether_it_is_connected() {
    let (desk, server) = till();
    let mut window = app_window(desk.service.clone(), SIZE);
    sign_in(&mut window, BOB);
    press(&mut window, "Your account");
    assert!(shows(&window, "Restricted computer"));
    assert!(shows(&window, "Connected to "));
    server.fail_with(Some(StoreError::Unavailable("timed out".to_owned())));
    let ctx = window.ctx.clone();
    window.state_mut().authenticator_mut().on_file_changed(&ctx);
    window.run();
    assert!(shows(&window, "No connection to ") && !shows(&window, "Connected to "));
    let of_file = Desk::open();
    let mut window = app_window(of_file.service.clone(), SIZE);
    sign_in(&mut window, BOB);
    press(&mut window, "Your account");
    assert!(!shows(&window, "This computer"), "there is no server");
}

#[test]
fn the_export_of_activity_and_erasing_names_are_offered_at_a_trusted_computer_only() {
    for is_restricted in [true, false] {
        let desk = Desk::open();
        let desk = if is_restricted { till_of(desk).0 } else { desk };
        let mut window = app_window(desk.service.clone(), SIZE);
        sign_in(&mut window, ADA);
        press(&mut window, "Activity");
        assert_eq!(shows(&window, "Export as CSV"), !is_restricted);
        press(&mut window, "Users");
        let bob = window.query_all_by_label_contains("bob, ").next();
        bob.expect("a row").click();
        window.run();
        press(&mut window, "Delete");
        assert!(shows(&window, "To confirm, type the username bob"));
        let erases = "Also replace the name in the audit log";
        assert_eq!(shows(&window, erases), !is_restricted);
    }
}
