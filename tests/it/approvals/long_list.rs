//! A very long list of what is approved: only what is in sight is laid out, and all of it can be scrolled to.

use egui_authenticator::app::App;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use super::pages::desk;
use crate::harness::app_window::app_window;
use crate::harness::window::{click, field, press, sign_in};
use crate::harness::{BOB, Desk};

const FIRST: &str = "argument-1";
const LAST: &str = "the-last-argument";

/// Bob has asked for the start of a program with so many arguments.
fn asked(desk: &Desk, count: usize, size: [f32; 2]) -> Harness<'static, App> {
    let arguments = (1..count).map(|at| format!(", argument-{at}"));
    let arguments = arguments.chain([format!(", {LAST}")]);
    let program = format!("[\"true\"{}]", arguments.collect::<String>());
    desk.edit("[\"true\", \"a b; touch pwned\"]", &program);
    let mut window = app_window(desk.service.clone(), [1_100.0, 800.0]);
    sign_in(&mut window, BOB);
    click(&mut window, "Till");
    window.set_size(size.into());
    window.run_steps(4);
    press(&mut window, "Start Count");
    window.run_steps(4);
    assert!(window.query_by_label(LAST).is_none());
    window
}

/// The last argument is shown whole, and the first one no longer.
fn assert_at_the_end(window: &Harness<'_, App>) {
    let last = window.get_by_label(LAST).rect();
    assert!(window.ctx.content_rect().contains_rect(last), "{last}");
    assert!(window.query_by_label(FIRST).is_none());
}

#[test]
fn the_last_of_very_many_arguments_is_read_with_the_wheel() {
    let desk = desk();
    let mut window = asked(&desk, 400, [1_100.0, 800.0]);
    let list = window.get_by_label(FIRST).rect().center();
    window.hover_at(list);
    window.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, -100_000.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: egui::Modifiers::NONE,
    });
    window.run_steps(40);
    assert_at_the_end(&window);
}

/// In columns, above the fields, and in a window without room for both.
#[test]
fn the_last_of_very_many_arguments_is_read_with_the_keyboard_while_a_field_has_the_focus() {
    for size in [[1_100.0, 800.0], [320.0, 480.0], [320.0, 330.0]] {
        let desk = desk();
        let mut window = asked(&desk, 220, size);
        for _ in 0..100 {
            window.key_press(egui::Key::PageDown);
            window.run_steps(4);
            if window.query_by_label(LAST).is_some() {
                break;
            }
        }
        assert_at_the_end(&window);
        let name = field(&window, "Username or e-mail of the approver");
        assert_eq!(name.value().unwrap_or_default(), "");
        window.key_press(egui::Key::PageUp);
        window.run_steps(4);
        assert!(window.query_by_label(LAST).is_none(), "{size:?}");
    }
}
