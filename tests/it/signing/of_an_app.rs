//! What an app asks for and gets.

use std::sync::mpsc::{Receiver, TryRecvError};

use egui::accesskit::Role;
use egui_authenticator::authenticator::{Authenticator, Commands};
use egui_authenticator::screen::signing::Signed;
use egui_authenticator::service::Session;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use super::{count, desk, statement};
use crate::harness::phone::switch_on;
use crate::harness::window::{
    assert_nothing_to_undo, field, fill, press, scan, sign_in, type_with_tabs,
};
use crate::harness::{BOB, Desk};

const NAME: &str = "Your username";
const PASSWORD: &str = "Password";

/// A bench that keeps what was signed.
struct Bench {
    authenticator: Authenticator,
    draw: fn(&mut egui::Ui, &mut Bench),
    waiting: Option<Receiver<Signed>>,
    scanned: String,
}

type Window = Harness<'static, Bench>;

impl eframe::App for Bench {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        (self.draw)(ui, self);
    }
}

fn window(desk: &Desk, draw: fn(&mut egui::Ui, &mut Bench)) -> Window {
    let service = desk.service.clone();
    let mut window = Harness::builder()
        .with_size([900.0, 1_000.0])
        .with_max_steps(12)
        .with_step_dt(0.5)
        .build_eframe(move |creation| Bench {
            authenticator: Authenticator::inline(service, &creation.egui_ctx),
            draw,
            waiting: None,
            scanned: String::new(),
        });
    window.run();
    sign_in(&mut window, BOB);
    window
}

fn bench_ui(ui: &mut egui::Ui, _: &Session, commands: &mut Commands) -> Option<Receiver<Signed>> {
    let is_clicked = ui.button("Finish batch").clicked();
    is_clicked.then(|| commands.sign(statement("Batch 42")))
}

fn gate(ui: &mut egui::Ui, bench: &mut Bench) {
    let asked = bench.authenticator.gate(ui, bench_ui);
    bench.waiting = asked.flatten().or(bench.waiting.take());
}

fn show(ui: &mut egui::Ui, bench: &mut Bench) {
    let asked = bench.authenticator.show(ui, bench_ui);
    bench.waiting = asked.flatten().or(bench.waiting.take());
}

/// An app that draws single screens.
fn single(ui: &mut egui::Ui, bench: &mut Bench) {
    if bench.authenticator.login_ui(ui).is_some() && ui.button("Finish batch").clicked() {
        let waiting = bench.authenticator.sign(statement("Batch 42"), ui.ctx());
        bench.waiting = Some(waiting);
    }
}

fn answer(window: &mut Window) -> Result<Signed, TryRecvError> {
    let waiting = window.state().waiting.as_ref().expect("asked");
    waiting.try_recv()
}

#[test]
fn r112_an_app_gets_what_the_user_has_signed() {
    for draw in [gate, show, single] {
        let desk = desk();
        let mut window = window(&desk, draw);
        press(&mut window, "Finish batch");
        assert!(window.query_all_by_role(Role::Dialog).next().is_some());
        for text in ["Batch 42", "Approved", "Bob Builder"] {
            assert!(window.query_all_by_label(text).next().is_some(), "{text}");
        }
        fill(&mut window, NAME, BOB.0);
        fill(&mut window, PASSWORD, BOB.1);
        assert_eq!(answer(&mut window), Err(TryRecvError::Empty));
        press(&mut window, "Sign");
        window.run();
        let signed = answer(&mut window).expect("an answer").expect("signed");
        assert!(signed.is_of(b"Batch 42") && !signed.is_of(b"Batch 43"));
        let shown = signed.to_string();
        assert!(shown.starts_with("Bob Builder (bob), "), "{shown}");
        assert!(shown.ends_with(", approved: Batch 42"), "{shown}");
        assert!(window.query_by_label(NAME).is_none());
    }
}

#[test]
fn r112_the_longest_text_hides_neither_the_meaning_nor_the_signer_and_scrolls() {
    let desk = desk();
    let mut window = window(&desk, |ui, bench| {
        let asked = bench.authenticator.gate(ui, |ui, _, commands| {
            let is_clicked = ui.button("Finish batch").clicked();
            is_clicked.then(|| commands.sign(statement(&"W ".repeat(250))))
        });
        bench.waiting = asked.flatten().or(bench.waiting.take());
    });
    window.set_size(egui::vec2(900.0, 680.0));
    press(&mut window, "Finish batch");
    let screen = window.ctx.content_rect();
    let rect = |window: &Window, label: &str| window.get_by_label(label).rect();
    for text in ["Approved", "Bob Builder", "Sign"] {
        assert!(screen.contains_rect(rect(&window, text)), "{text}");
    }
    let end = "Your signature is kept";
    let bottom = |window: &Window| window.get_by_label_contains(end).rect().bottom();
    assert!(bottom(&window) > screen.bottom(), "it does not fit");
    let what = rect(&window, "Approved").center();
    window.hover_at(what);
    window.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, -5_000.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: egui::Modifiers::NONE,
    });
    window.run_steps(30);
    assert!(bottom(&window) < screen.bottom(), "it was scrolled");
}

#[test]
fn r112_escape_and_a_lock_close_the_dialog_and_the_app_is_told() {
    type End = fn(&mut Window);
    let ends: [End; 2] = [
        |window| window.key_press(egui::Key::Escape),
        |window| {
            let ctx = window.ctx.clone();
            window.state_mut().authenticator.lock(&ctx);
        },
    ];
    for end in ends {
        let desk = desk();
        let mut window = window(&desk, gate);
        press(&mut window, "Finish batch");
        fill(&mut window, NAME, BOB.0);
        fill(&mut window, PASSWORD, BOB.1);
        end(&mut window);
        window.run();
        assert!(window.query_by_label(NAME).is_none());
        assert_eq!(answer(&mut window), Err(TryRecvError::Disconnected));
        assert_eq!(count(&desk), 0);
    }
}

/// An app that asks again as soon as the user has cancelled, before it draws anything.
fn asking_again(ui: &mut egui::Ui, bench: &mut Bench) {
    let waiting = bench.waiting.as_ref();
    if waiting.is_some_and(|waiting| waiting.try_recv() == Err(TryRecvError::Disconnected)) {
        let waiting = bench.authenticator.sign(statement("Batch 42"), ui.ctx());
        bench.waiting = Some(waiting);
    }
    single(ui, bench);
}

/// The user types the password into the field for the name by mistake, and cancels; a colleague presses Ctrl+Z there.
#[test]
fn r53_r112_what_the_signer_typed_is_in_no_field_of_the_next_dialog() {
    for draw in [gate, show, single, asking_again] {
        let desk = desk();
        let mut window = window(&desk, draw);
        press(&mut window, "Finish batch");
        fill(&mut window, NAME, BOB.1);
        fill(&mut window, PASSWORD, BOB.1);
        // What has been there for a second is what undo goes back to.
        window.run_steps(6);
        press(&mut window, "Cancel");
        if window.query_by_label(NAME).is_none() {
            press(&mut window, "Finish batch");
        }
        assert_nothing_to_undo(&mut window, [NAME, PASSWORD]);
    }
}

/// A habitual double click on the button of the app, or a stray one, loses nothing of what is typed.
#[test]
fn r112_a_click_beside_the_dialog_does_not_close_it() {
    let desk = desk();
    let mut window = window(&desk, gate);
    press(&mut window, "Finish batch");
    fill(&mut window, NAME, BOB.0);
    let pos = egui::pos2(4.0, 4.0);
    window.hover_at(pos);
    for pressed in [true, false] {
        window.event(egui::Event::PointerButton {
            pos,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: egui::Modifiers::NONE,
        });
        window.run();
    }
    assert_eq!(answer(&mut window), Err(TryRecvError::Empty));
    assert_eq!(field(&window, NAME).value().as_deref(), Some(BOB.0));
    window.key_press(egui::Key::Escape);
    window.run();
    assert_eq!(answer(&mut window), Err(TryRecvError::Disconnected));
}

#[test]
fn r78_r112_the_last_digit_of_the_code_alone_signs_nothing() {
    const CODE: &str = "Code from your authenticator app";
    let desk = desk();
    desk.edit("views:", "two_step: {reauthenticate_for: [till]}\nviews:");
    let (phone, _) = switch_on(&desk, BOB);
    let code = |desk: &Desk| phone.code(desk.ports.clock.now().as_seconds());
    let mut window = window(&desk, gate);
    fill(&mut window, CODE, code(&desk).expose());
    desk.clock.advance(30);
    press(&mut window, "Finish batch");
    fill(&mut window, NAME, BOB.0);
    fill(&mut window, PASSWORD, BOB.1);
    fill(&mut window, CODE, code(&desk).expose());
    assert_eq!(answer(&mut window), Err(TryRecvError::Empty));
    assert_eq!(count(&desk), 0);
    press(&mut window, "Sign");
    window.run();
    assert!(matches!(answer(&mut window), Ok(Ok(_))));
}

/// A bench with a field that catches scans: it takes the focus in every frame.
fn scanning(ui: &mut egui::Ui, bench: &mut Bench) {
    let scanned = &mut bench.scanned;
    let asked = bench.authenticator.gate(ui, |ui, session, commands| {
        let label = ui.label("Scan").id;
        let field = ui.text_edit_singleline(scanned).labelled_by(label);
        field.request_focus();
        bench_ui(ui, session, commands)
    });
    bench.waiting = asked.flatten().or(bench.waiting.take());
}

#[test]
fn r112_a_badge_signs_nothing_and_the_signer_is_told_so() {
    let desk = desk();
    desk.edit("views:", "quick: {badge: enough}\nviews:");
    let mut window = window(&desk, gate);
    press(&mut window, "Finish batch");
    fill(&mut window, NAME, BOB.0);
    field(&window, PASSWORD).focus();
    window.run();
    scan(&mut window, "00481234567");
    window.get_by_label_contains("A badge is not enough here");
    let typed = field(&window, PASSWORD).value().unwrap_or_default();
    assert_eq!(typed, "");
    assert_eq!(answer(&mut window), Err(TryRecvError::Empty));
}

#[test]
fn r112_nothing_that_the_signer_types_reaches_the_content_of_the_app() {
    let desk = desk();
    let mut window = window(&desk, scanning);
    press(&mut window, "Finish batch");
    type_with_tabs(&mut window, [BOB.0, BOB.1]);
    press(&mut window, "Sign");
    window.run_steps(2);
    assert!(matches!(answer(&mut window), Ok(Ok(_))));
    assert_eq!(window.state().scanned, "");
}
