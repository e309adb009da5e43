//! The next user of the same desktop.

use std::time::Duration;

use egui::{Modifiers, PointerButton, Pos2};
use egui_authenticator::app::App;
use egui_authenticator::authenticator::Authenticator;
use egui_authenticator::screen::flow::copied::{CLIPBOARD_TIME, CopyResult};
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::{app, sign_in};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::harness::window::{fill, press};
use crate::harness::{BOB, Desk, secret, settle};

const CODE: &str = "a code that nobody else may use";

/// A window in which Bob has signed in and copied a code, and the time when he did.
fn copied(desk: &Desk) -> (Flow, Duration) {
    let now = Duration::from_secs(100);
    let (mut flow, jobs) = Flow::new(now);
    settle(&mut flow, &desk.service, jobs, now);
    let Screen::Login(screen) = flow.screen_mut() else {
        panic!("not at the sign-in form")
    };
    BOB.0.clone_into(&mut screen.login);
    screen.password.text = secret(BOB.1);
    act(&mut flow, desk, Event::Login(sign_in::Event::Submit), now);
    act(&mut flow, desk, Event::Copy(secret(CODE)), now);
    assert_eq!(desk.clipboard.text(), CODE);
    assert_eq!(
        flow.copied(),
        Some(&CopyResult::Until(now + CLIPBOARD_TIME))
    );
    (flow, now)
}

fn act(flow: &mut Flow, desk: &Desk, event: Event, now: Duration) {
    let jobs = flow.on(event, now);
    settle(flow, &desk.service, jobs, now);
}

/// The next user pastes what was copied half a minute ago.
#[test]
fn r73_what_was_copied_half_a_minute_ago_is_pasted() {
    let desk = Desk::open();
    let (mut flow, now) = copied(&desk);
    let then = now + flow.until_cleared(now).expect("to be cleared");
    assert_eq!(then, now + CLIPBOARD_TIME);
    let just_before = then.saturating_sub(Duration::from_millis(1));
    assert!(flow.on_time(just_before).is_empty());
    assert_eq!(desk.clipboard.text(), CODE);
    let jobs = flow.on_time(then);
    settle(&mut flow, &desk.service, jobs, then);
    assert_eq!(desk.clipboard.text(), "");
    assert_eq!((flow.copied(), flow.until_cleared(then)), (None, None));
    assert!(flow.on_time(then).is_empty(), "nothing more to do");
}

/// The next user pastes after the window was locked, the user was switched, the user has signed out, or the
/// program has ended.
#[test]
fn r73_what_a_user_copied_is_pasted_after_they_left() {
    for event in [
        Event::Lock,
        Event::App(app::Event::Switch),
        Event::App(app::Event::SignOut),
    ] {
        let desk = Desk::open();
        let (mut flow, now) = copied(&desk);
        act(&mut flow, &desk, event, now);
        assert_eq!(desk.clipboard.text(), "");
    }
    let desk = Desk::open();
    let (mut flow, now) = copied(&desk);
    let jobs = flow.on_exit();
    settle(&mut flow, &desk.service, jobs, now);
    assert_eq!(desk.clipboard.text(), "");
}

/// A user leaves before the copy is done: it is cleared all the same.
#[test]
fn r73_a_copy_that_is_slower_than_its_user_stays() {
    let desk = Desk::open();
    let (mut flow, now) = copied(&desk);
    let mut jobs = flow.on(Event::Copy(secret("a slow copy")), now);
    jobs.extend(flow.on(Event::Lock, now));
    settle(&mut flow, &desk.service, jobs, now);
    assert_eq!(desk.clipboard.text(), "");
    assert_eq!(flow.copied(), None);
}

/// A window that shows the recovery codes of the first administrator.
fn window_with_codes(desk: &Desk) -> Harness<'static, App> {
    let service = desk.restarted();
    let mut window = Harness::builder()
        .with_size([900.0, 760.0])
        .with_max_steps(12)
        .build_eframe(|creation| App::with(Authenticator::inline(service, &creation.egui_ctx)));
    window.run();
    fill(&mut window, "Full name", "Grace Hopper");
    fill(&mut window, "E-mail", "grace@example.org");
    fill(&mut window, "Password", "long enough for everyone");
    press(&mut window, "Create administrator");
    window.get_by_label("Your recovery codes");
    window
}

/// The text of the first code, and its middle.
fn first_code(window: &Harness<'_, App>) -> (String, Pos2) {
    let is_code = |text: String| text.matches('-').count() == 6;
    let mut codes = window.query_all_by(|node| node.value().is_some_and(is_code));
    let code = codes.next().expect("a code");
    (code.value().unwrap_or_default(), code.rect().center())
}

/// The user presses "Copy" and closes the window; the next one pastes.
#[test]
fn r73_a_window_that_is_closed_leaves_the_codes_on_the_clipboard() {
    let desk = Desk::empty();
    let mut window = window_with_codes(&desk);
    let (code, _) = first_code(&window);
    press(&mut window, "Copy");
    assert!(desk.clipboard.text().contains(&code));
    window.get_by_label_contains("cleared in 30 seconds");
    drop(window);
    assert_eq!(desk.clipboard.text(), "");
}

/// A code is selected with the mouse and copied with the keyboard, past the button that clears it again.
#[test]
fn r73_a_code_is_selected_and_copied_with_the_keyboard() {
    let desk = Desk::empty();
    let mut window = window_with_codes(&desk);
    let (_, middle) = first_code(&window);
    for pressed in [true, false, true, false] {
        window.event(egui::Event::PointerButton {
            pos: middle,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        window.step();
    }
    window.event(egui::Event::Copy);
    window.step();
    let commands = &window.output().platform_output.commands;
    assert!(commands.is_empty(), "{commands:?}");
}
