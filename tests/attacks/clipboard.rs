//! The next user of the same desktop: what the one before copied, typed, selected and left open.

use std::time::Duration;

use egui::{Key, Modifiers, PointerButton, Pos2, ScrollArea, ViewportCommand};
use egui_authenticator::app::App;
use egui_authenticator::authenticator::Authenticator;
use egui_authenticator::screen::flow::copied::CopyResult;
use egui_authenticator::screen::flow::{Event, Flow};
use egui_authenticator::screen::{app, sign_in};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::app_window::app_window;
use crate::harness::flow::{act_at, fill_in, start_at};
use crate::harness::window::{field, fill, press, sign_in};
use crate::harness::{ADA, BOB, Desk, secret, settle};

const CODE: &str = "a code for Bob alone";

/// A window in which Bob has signed in and copied a code, and the time when he did.
fn copied(desk: &Desk) -> (Flow, Duration) {
    let now = Duration::from_secs(100);
    let mut flow = start_at(desk, now);
    fill_in(&mut flow, BOB);
    act_at(&mut flow, desk, Event::Login(sign_in::Event::Submit), now);
    act_at(&mut flow, desk, Event::Copy(secret(CODE)), now);
    assert_eq!(desk.clipboard.text(), CODE);
    assert!(matches!(flow.copied(), Some(CopyResult::Done { .. })));
    (flow, now)
}

/// The next user pastes what was copied half a minute ago.
#[test]
fn r73_what_was_copied_half_a_minute_ago_cannot_be_pasted() {
    let desk = Desk::open();
    let (mut flow, now) = copied(&desk);
    let then = now + flow.until_cleared(now).expect("to be cleared");
    assert_eq!(then, now + Duration::from_secs(30));
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
fn r73_what_a_user_copied_cannot_be_pasted_after_they_left() {
    for event in [
        Event::Lock,
        Event::App(app::Event::Switch),
        Event::App(app::Event::SignOut),
    ] {
        let desk = Desk::open();
        let (mut flow, now) = copied(&desk);
        act_at(&mut flow, &desk, event, now);
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
fn r73_a_copy_that_is_slower_than_its_user_is_cleared() {
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
    let mut window = app_window(service, [900.0, 760.0]);
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
    let mut codes = window.query_all_by(|node| node.label().is_some_and(is_code));
    let code = codes.next().expect("a code");
    let label = code.accesskit_node().label().expect("it has a label");
    let (_, text) = label.split_once(". ").expect("a number before it");
    (text.to_owned(), code.rect().center())
}

/// The user presses "Copy" and closes the window; the next one pastes.
#[test]
fn r73_a_window_that_is_closed_leaves_no_codes_on_the_clipboard() {
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
fn r73_a_selected_code_cannot_be_copied_with_the_keyboard() {
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

/// A user clears the form with Ctrl+L and leaves; the next one presses Ctrl+Z.
#[test]
fn r72_the_next_user_cannot_undo_that_a_form_was_cleared() {
    let desk = Desk::open();
    let service = desk.restarted();
    let mut window = Harness::builder()
        .with_max_steps(12)
        .build_eframe(|creation| App::with(Authenticator::inline(service, &creation.egui_ctx)));
    window.run();
    fill(&mut window, "Username or e-mail", "bob, who forgot his hat");
    window.key_press_modifiers(Modifiers::COMMAND, Key::L);
    window.run();
    let login = "Username or e-mail";
    assert_eq!(field(&window, login).value().as_deref(), Some(""));
    field(&window, login).focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert_eq!(field(&window, login).value().as_deref(), Some(""));
}

/// A recording runs while codes are on the screen. Where the system can, it gets none of them.
#[test]
fn r54_a_recording_of_the_screen_shows_neither_codes_nor_revealed_passwords() {
    let desk = Desk::empty();
    let service = desk.restarted();
    let mut window = app_window(service, [900.0, 760.0]);
    let commands = |window: &Harness<'_, App>| -> Vec<bool> {
        let viewports = window.output().viewport_output.values();
        let commands = viewports.flat_map(|viewport| &viewport.commands);
        let protected = commands.filter_map(|command| match command {
            ViewportCommand::ContentProtected(is_protected) => Some(*is_protected),
            _ => None,
        });
        protected.collect()
    };
    let toggle = |window: &mut Harness<'_, App>, label: &str| {
        window.get_by_label(label).click();
        let mut seen = Vec::new();
        for _ in 0..6 {
            window.step();
            seen.extend(commands(window));
        }
        seen
    };
    assert_eq!(toggle(&mut window, "Show password"), [true]);
    assert_eq!(toggle(&mut window, "Hide password"), [false]);
    fill(&mut window, "Full name", "Grace Hopper");
    fill(&mut window, "E-mail", "grace@example.org");
    fill(&mut window, "Password", "long enough for everyone");
    assert_eq!(toggle(&mut window, "Create administrator"), [true]);
    window.get_by_label("I have saved them").click();
    window.run();
    assert_eq!(toggle(&mut window, "Continue"), [false]);
}

/// An app with a window of its own beside the sign-in, with a field, a list and a menu, whose contents it clears at
/// sign-out as it should.
struct Notes {
    authenticator: Authenticator,
    note: String,
}

impl eframe::App for Notes {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        egui::Window::new("Notes")
            .default_pos([600.0, 300.0])
            .show(ui.ctx(), |ui| {
                ui.menu_button("Menu", |ui| ui.label("What the menu offers"));
                let label = ui.label("Note");
                ui.text_edit_singleline(&mut self.note)
                    .labelled_by(label.id);
                ScrollArea::vertical().max_height(60.0).show(ui, |ui| {
                    for line in 0..30 {
                        ui.label(format!("line {line}"));
                    }
                });
            });
        if self.authenticator.session().is_none() {
            self.note.clear();
        }
        self.authenticator
            .show(ui, |ui, _, _| ui.label("The content of the app"));
    }
}

fn notes(desk: &Desk) -> Harness<'static, Notes> {
    let service = desk.restarted();
    let mut window = Harness::builder()
        .with_size([900.0, 760.0])
        .with_max_steps(12)
        .with_step_dt(0.5)
        .build_eframe(|creation| Notes {
            authenticator: Authenticator::inline(service, &creation.egui_ctx),
            note: String::new(),
        });
    window.run();
    window
}

/// A user types into a window of the host app and signs out; the next one presses Ctrl+Z there.
#[test]
fn r76_the_next_user_cannot_undo_what_was_typed_into_a_window_of_the_app() {
    let desk = Desk::open();
    let mut window = notes(&desk);
    sign_in(&mut window, ADA);
    fill(&mut window, "Note", "the salary of Bob");
    // What has been there for a second is what undo goes back to.
    window.run_steps(6);
    press(&mut window, "Sign out");
    sign_in(&mut window, BOB);
    field(&window, "Note").focus();
    window.run();
    for keys in [Modifiers::COMMAND, Modifiers::COMMAND | Modifiers::SHIFT] {
        window.key_press_modifiers(keys, Key::Z);
        window.run();
        assert_eq!(field(&window, "Note").value().unwrap_or_default(), "");
    }
}

/// A user leaves a menu of the app open, a list scrolled and text selected.
#[test]
fn r76_the_next_user_finds_no_open_menu_no_focus_and_no_scrolled_list() {
    let desk = Desk::open();
    let mut window = notes(&desk);
    sign_in(&mut window, ADA);
    let first_line = |window: &Harness<'_, Notes>| window.get_by_label("line 0").rect().top();
    let unscrolled = first_line(&window);
    window.get_by_label("line 25").scroll_to_me();
    window.run();
    assert!(first_line(&window) < unscrolled, "the list is scrolled");
    press(&mut window, "Menu");
    window.get_by_label("What the menu offers");
    let ctx = window.ctx.clone();
    window.state_mut().authenticator.sign_out(&ctx);
    window.run();
    assert!(window.query_by_label("What the menu offers").is_none());
    sign_in(&mut window, BOB);
    assert!((first_line(&window) - unscrolled).abs() < 1.0);
    let focused = window.ctx.memory(egui::Memory::focused);
    let note = field(&window, "Note");
    assert!(!note.is_focused(), "{focused:?}");
}

/// A colleague reads on in a menu that was open when the window was locked.
#[test]
fn r76_a_lock_closes_a_menu_of_the_app() {
    let desk = Desk::open();
    let mut window = notes(&desk);
    sign_in(&mut window, ADA);
    press(&mut window, "Menu");
    window.get_by_label("What the menu offers");
    let ctx = window.ctx.clone();
    window.state_mut().authenticator.lock(&ctx);
    window.run();
    window.get_by_label_contains("Locked by");
    assert!(window.query_by_label("What the menu offers").is_none());
}
