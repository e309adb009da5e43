//! An app with several windows: input in each of them counts, and none lands in the lock by accident (R77).

use egui::{
    Context, Event, Key, Modifiers, PointerButton, Pos2, RawInput, Rect, Shape, ViewportId,
    ViewportInfo, vec2,
};
use egui_authenticator::authenticator::Authenticator;

use crate::harness::{BOB, Desk};

/// A desktop with a window of the program and another window of the same app.
struct Desktop {
    ctx: Context,
    authenticator: Authenticator,
    /// In seconds.
    now: f64,
    /// The folder of the file.
    _desk: Desk,
}

impl Desktop {
    fn new() -> Self {
        let (ctx, desk) = (Context::default(), Desk::open());
        let authenticator = Authenticator::inline(desk.restarted(), &ctx);
        let mut desktop = Self {
            ctx,
            authenticator,
            now: 1.0,
            _desk: desk,
        };
        desktop.rest();
        desktop
    }

    /// Draws the window of the program once, after these events.
    fn draw(&mut self, events: Vec<Event>) {
        let input = self.input(ViewportId::ROOT, events);
        let authenticator = &mut self.authenticator;
        let mut drawn = self.ctx.run_ui(input, |ui| authenticator.show_pages(ui));
        drawn.textures_delta.clear();
    }

    /// Returns `true` if the window of the program shows this text.
    fn shows(&mut self, text: &str) -> bool {
        let input = self.input(ViewportId::ROOT, Vec::new());
        let authenticator = &mut self.authenticator;
        let mut drawn = self.ctx.run_ui(input, |ui| authenticator.show_pages(ui));
        drawn.textures_delta.clear();
        let mut shapes = drawn.shapes.iter();
        shapes.any(|shape| matches!(&shape.shape, Shape::Text(shown) if shown.galley.text().contains(text)))
    }

    /// Draws the other window once, after these events.
    fn draw_other(&mut self, events: Vec<Event>) {
        let input = self.input(ViewportId::from_hash_of("another window"), events);
        let mut drawn = self.ctx.run_ui(input, |ui| {
            ui.label("Oscilloscope");
        });
        drawn.textures_delta.clear();
    }

    fn input(&self, window: ViewportId, events: Vec<Event>) -> RawInput {
        let mut input = RawInput {
            viewport_id: window,
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(900.0, 700.0))),
            time: Some(self.now),
            focused: true,
            events,
            ..RawInput::default()
        };
        let info = ViewportInfo::default();
        input.viewports.insert(window, info);
        input
    }

    /// Draws the window until nothing is left to do.
    fn rest(&mut self) {
        for _ in 0..12 {
            self.draw(Vec::new());
        }
    }

    fn type_text(&mut self, text: &str) {
        self.draw(vec![Event::Text(text.to_owned())]);
        self.rest();
    }

    fn press(&mut self, key: Key) {
        self.draw(pressed(key));
        self.rest();
    }

    fn sign_in(&mut self) {
        self.type_text(BOB.0);
        self.press(Key::Tab);
        self.type_text(BOB.1);
        self.press(Key::Enter);
        assert!(self.is_open(), "not signed in");
    }

    fn is_open(&self) -> bool {
        self.authenticator.session().is_some()
    }
}

fn pressed(key: Key) -> Vec<Event> {
    let event = |pressed| Event::Key {
        key,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    vec![event(true), event(false)]
}

fn typed(text: &str) -> Vec<Event> {
    vec![Event::Text(text.to_owned())]
}

#[test]
fn r77_input_in_another_window_keeps_the_window_open() {
    let mut desktop = Desktop::new();
    desktop.sign_in();
    for _ in 0..12 {
        desktop.now += 60.0;
        desktop.draw_other(vec![Event::MouseMoved(vec2(1.0, 0.0))]);
        desktop.now += 1.0;
        desktop.draw(Vec::new());
    }
    assert!(desktop.is_open());
    desktop.now += 5.0 * 60.0;
    desktop.rest();
    assert!(!desktop.is_open());
}

#[test]
fn r77_what_is_typed_across_the_idle_limit_never_lands_in_the_password_field() {
    let mut desktop = Desktop::new();
    desktop.sign_in();
    desktop.now += 5.0 * 60.0;
    for letter in ["a", "b", "c", "d", "e", "f"] {
        desktop.draw(typed(letter));
        desktop.now += 0.2;
    }
    desktop.rest();
    assert!(!desktop.is_open());
    // A pause in typing is no end of it.
    desktop.now += 1.0;
    desktop.draw(typed("g"));
    assert!(desktop.shows("Stop for 2 seconds"));
    desktop.now += 2.1;
    desktop.rest();
    assert!(!desktop.shows("Stop for 2 seconds"));
    // Were anything left in the field, this would be a wrong password.
    desktop.type_text(BOB.1);
    desktop.press(Key::Enter);
    assert!(desktop.is_open());
}

#[test]
fn r77_a_click_lets_what_is_typed_after_an_automatic_lock_through_at_once() {
    let mut desktop = Desktop::new();
    desktop.sign_in();
    desktop.now += 5.0 * 60.0;
    desktop.draw(typed("a"));
    desktop.rest();
    assert!(!desktop.is_open());
    desktop.now += 0.1;
    let click = |pressed| Event::PointerButton {
        pos: Pos2::new(5.0, 690.0),
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    desktop.draw(vec![click(true), click(false)]);
    desktop.press(Key::Tab);
    assert!(!desktop.shows("Stop for 2 seconds"));
}

#[test]
fn r77_a_manual_lock_takes_the_password_at_once() {
    let mut desktop = Desktop::new();
    desktop.sign_in();
    let ctx = desktop.ctx.clone();
    desktop.authenticator.lock(&ctx);
    desktop.rest();
    assert!(!desktop.is_open());
    desktop.type_text(BOB.1);
    desktop.press(Key::Enter);
    assert!(desktop.is_open());
}

#[test]
fn r77_a_form_that_is_used_in_another_window_stays() {
    let mut desktop = Desktop::new();
    desktop.type_text(BOB.0);
    desktop.press(Key::Tab);
    desktop.type_text(BOB.1);
    for _ in 0..12 {
        desktop.now += 60.0;
        desktop.draw_other(typed("a"));
        desktop.draw(Vec::new());
    }
    desktop.press(Key::Enter);
    assert!(desktop.is_open());
}
