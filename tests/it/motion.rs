//! What appears fades in, unless the desktop or the user of this computer asks for reduced motion.

use std::sync::Arc;

use egui::accesskit::Role;
use egui_authenticator::app::App;
use egui_authenticator::domain::appearance::Motion;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::harness::app_window::app_window;
use crate::harness::platform::OtherPlatform;
use crate::harness::window::{press, sign_in};
use crate::harness::{ADA, Desk};

/// A desk whose desktop wants animations.
fn animated_desk() -> Desk {
    let mut desk = Desk::open();
    desk.replace(|ports| {
        ports.platform = Arc::new(OtherPlatform {
            reduces_motion: Some(false),
            ..OtherPlatform::new(&ports.platform)
        });
    });
    desk
}

fn window(desk: &Desk) -> Harness<'static, App> {
    let service = desk.service.clone();
    app_window(service, [900.0, 1200.0])
}

/// Returns the time in which menus appear, in seconds.
fn time(window: &Harness<'_, App>) -> f32 {
    window.ctx.global_style().animation_time
}

#[test]
fn menus_fade_in_if_the_desktop_wants_it_and_are_at_rest_afterwards() {
    let desk = animated_desk();
    let mut window = window(&desk);
    assert!((0.1..0.2).contains(&time(&window)), "{}", time(&window));
    sign_in(&mut window, ADA);
    press(&mut window, "Lock (Ctrl+L)");
    // `run` fails if the window keeps being drawn.
    window.run();
}

#[test]
fn nothing_is_animated_on_a_desktop_with_reduced_motion() {
    let desk = Desk::open();
    let window = window(&desk);
    assert!(time(&window) <= 0.0);
}

#[test]
fn the_choice_of_the_user_wins_over_the_desktop_and_stays() {
    let desk = animated_desk();
    let mut window = window(&desk);
    sign_in(&mut window, ADA);
    press(&mut window, "Your account");
    let animate = "Animate menus and dialogs";
    let tick = |window: &mut Harness<'_, App>| {
        let tick = window.get_by_role_and_label(Role::CheckBox, animate);
        tick.click_accesskit();
        window.run();
    };
    tick(&mut window);
    assert!(time(&window) <= 0.0);
    let stored = desk.ports.preferences.preferences().expect("stored");
    assert_eq!(stored.motion, Some(Motion::Reduced));
    tick(&mut window);
    assert!(time(&window) > 0.0);
}
