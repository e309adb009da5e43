//! The end of a form: its main button, the link that leaves it, and the indicator of what is under way.

use egui::{Key, Response, Stroke, TextStyle, Ui};

use crate::domain::appearance::Motion;
use crate::messages::Messages;
use crate::screen::{BUSY_AFTER, Busy};

use crate::ui::theme::{SMALL_GAP, motion, palette};
use crate::ui::widgets::button::{link, primary, secondary};
use crate::ui::widgets::text::{announce, text_width};

/// The diameter of the spinner, in points.
const SPINNER: f32 = 18.0;

/// Draws a button as wide as the form: [`primary`] or [`danger`](crate::ui::widgets::button::danger).
pub(crate) type MainButton = fn(&mut Ui, &str, bool) -> Response;

/// Draws the main button of a form, or the busy indicator in its place. Returns `event` if the button was clicked.
pub(crate) fn submit<E>(
    ui: &mut Ui,
    busy: Busy,
    messages: &Messages,
    [label, busy_label]: [&str; 2],
    event: E,
) -> Option<E> {
    submit_with(ui, busy, messages, (primary, [label, busy_label]), event)
}

fn submit_with<E>(
    ui: &mut Ui,
    busy: Busy,
    messages: &Messages,
    (button, [label, busy_label]): (MainButton, [&str; 2]),
    event: E,
) -> Option<E> {
    ui.add_space(SMALL_GAP);
    if busy.is_busy() {
        ui.ctx().request_repaint_after(BUSY_AFTER);
    }
    if busy >= Busy::Shown {
        busy_indicator(ui, &messages.get(busy_label));
        return None;
    }
    let is_clicked = button(ui, &messages.get(label), true).clicked();
    is_clicked.then_some(event)
}

/// Draws the button that cancels what takes long. Returns `event` if it was clicked or Esc was pressed.
pub(crate) fn cancel<E>(ui: &mut Ui, busy: Busy, messages: &Messages, event: E) -> Option<E> {
    if busy != Busy::Cancellable {
        return None;
    }
    let is_clicked = secondary(ui, &messages.get("button-cancel"), true).clicked();
    (is_clicked || is_escape(ui)).then_some(event)
}

/// Draws the link that leaves a form. Returns `event` if it was clicked or Esc was pressed.
pub(crate) fn back<E>(
    ui: &mut Ui,
    busy: Busy,
    messages: &Messages,
    label: &str,
    event: E,
) -> Option<E> {
    let is_clicked = link(ui, &messages.get(label), busy < Busy::Shown).clicked();
    (is_clicked || (!busy.is_busy() && is_escape(ui))).then_some(event)
}

/// Returns `true` if Esc was pressed.
pub(crate) fn is_escape(ui: &Ui) -> bool {
    ui.input(|input| input.key_pressed(Key::Escape))
}

/// Draws the main button of a form for signed-in users and the link that leaves it. Returns the event of the one
/// that was clicked.
pub(crate) fn form_buttons<E>(
    ui: &mut Ui,
    busy: Busy,
    messages: &Messages,
    (button, label): (MainButton, &str),
    [submit, leave]: [E; 2],
) -> Option<E> {
    let labels = [label, "account-busy"];
    let event = submit_with(ui, busy, messages, (button, labels), submit);
    back(ui, busy, messages, "button-cancel", leave).or(event)
}

/// Draws a sign that something is under way: a text, and a ring that turns sixty times a second at most.
pub(crate) fn busy_indicator(ui: &mut Ui, text: &str) {
    ui.horizontal(|ui| {
        spinner(ui, SPINNER);
        let response = ui.label(text);
        announce(ui, &response);
    });
}

/// Returns the width of the busy indicator with this text.
pub(crate) fn busy_indicator_width(ui: &Ui, text: &str) -> f32 {
    SPINNER + ui.spacing().item_spacing.x + text_width(ui, text, &TextStyle::Body).ceil()
}

/// Draws the ring. egui's own spinner repaints as fast as it can, which without vsync takes a whole core.
fn spinner(ui: &mut Ui, size: f32) {
    let palette = palette(ui.visuals());
    let (rect, _) = ui.allocate_exact_size(egui::Vec2::splat(size), egui::Sense::empty());
    // With reduced motion the ring stands still.
    let is_animated = motion(ui) == Motion::Full;
    let time = if is_animated {
        ui.input(|input| input.time)
    } else {
        0.0
    };
    let radius = size / 2.0 - 2.0;
    let points = (0..=20).map(|step| {
        let angle = time * std::f64::consts::TAU + f64::from(step) * 0.2;
        #[expect(clippy::cast_possible_truncation, reason = "an angle to draw with")]
        let (sin, cos) = (angle.sin() as f32, angle.cos() as f32);
        rect.center() + radius * egui::vec2(cos, sin)
    });
    let stroke = Stroke::new(2.5, palette.accent_text);
    let line = egui::Shape::line(points.collect(), stroke);
    ui.painter().add(line);
    // A ring that stands still is drawn often enough for what comes while it is shown, such as "Cancel".
    let milliseconds = if is_animated { 16 } else { 250 };
    ui.ctx()
        .request_repaint_after(std::time::Duration::from_millis(milliseconds));
}
