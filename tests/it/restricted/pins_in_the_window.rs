//! Signing in with a PIN in the window of a restricted computer.

use egui_kittest::kittest::Queryable;

use super::till_of;
use crate::harness::app_window::app_window;
use crate::harness::window::{fill, press, sign_in};
use crate::harness::{BOB, Desk};

const PIN: &str = "7391";

#[test]
fn a_user_with_a_pin_has_a_tile_and_signs_in_with_the_pin() {
    let desk = Desk::open();
    desk.edit(
        "views:",
        "app: {user_tiles: true}\nquick: {pin: true}\nviews:",
    );
    let (desk, server) = till_of(desk);
    let mut window = app_window(desk.service.clone(), [900.0, 1_600.0]);
    assert!(window.query_by_label("Who is it?").is_none(), "no PIN yet");
    sign_in(&mut window, BOB);
    press(&mut window, "Your account");
    press(&mut window, "Set a PIN");
    fill(&mut window, "Current password", BOB.1);
    fill(&mut window, "New PIN", PIN);
    press(&mut window, "Save PIN");
    window.get_by_label_contains("Your PIN was saved");
    drop(window);
    assert_eq!(server.open_sessions(), 0);
    let mut window = app_window(desk.service.clone(), [900.0, 1_600.0]);
    press(&mut window, "Bob Builder");
    fill(&mut window, "PIN", "8052");
    press(&mut window, "Sign in");
    assert_eq!(server.open_sessions(), 0);
    fill(&mut window, "PIN", PIN);
    press(&mut window, "Sign in");
    window.get_by_label("Open Till");
    assert_eq!(server.open_sessions(), 1);
}
