//! The end of a form: its main button, the link that leaves it, and what is drawn while it is busy.

use egui::{Key, Stroke, TextStyle, Ui};

use crate::messages::Messages;
use crate::screen::{BUSY_AFTER, Busy};

use crate::ui::theme::{SMALL_GAP, palette};
use crate::ui::widgets::button::{danger, link, primary, secondary};
use crate::ui::widgets::text::text_width;

/// The diameter of the spinner, in points.
const SPINNER: f32 = 18.0;

/// The button that Enter stands for, or what is under way instead of it. Says whether it was
/// pressed.
pub(crate) fn submit(ui: &mut Ui, busy: Busy, label: &str, busy_label: &str) -> bool {
    let pressed = |ui: &mut Ui| primary(ui, label, true).clicked();
    submit_with(ui, busy, busy_label, pressed)
}

fn submit_with(
    ui: &mut Ui,
    busy: Busy,
    busy_label: &str,
    pressed: impl FnOnce(&mut Ui) -> bool,
) -> bool {
    ui.add_space(SMALL_GAP);
    if busy.is_busy() {
        ui.ctx().request_repaint_after(BUSY_AFTER);
    }
    if busy >= Busy::Shown {
        busy_indicator(ui, busy_label);
        return false;
    }
    pressed(ui)
}

/// Draws the button that cancels what takes long; Esc does the same. Returns `true` if it was pressed.
pub(crate) fn cancel(ui: &mut Ui, busy: Busy, messages: &Messages) -> bool {
    if busy != Busy::Cancellable {
        return false;
    }
    let is_escape = ui.input(|input| input.key_pressed(Key::Escape));
    secondary(ui, &messages.get("button-cancel"), true).clicked() || is_escape
}

/// The link that leads back, for which Esc stands as well. Says whether it was chosen.
pub(crate) fn back(ui: &mut Ui, busy: Busy, label: &str) -> bool {
    let is_escape = ui.input(|input| input.key_pressed(Key::Escape));
    let is_clicked = link(ui, label, busy < Busy::Shown).clicked();
    is_clicked || (is_escape && !busy.is_busy())
}

/// How somebody ended a form.
pub(crate) enum FormExit {
    /// With the button.
    Submit,
    /// By going back.
    Back,
}

/// The button of a form and the link that leaves it.
pub(crate) fn form_buttons(
    ui: &mut Ui,
    busy: Busy,
    messages: &Messages,
    button: &str,
) -> Option<FormExit> {
    let is_submitted = submit(ui, busy, button, &messages.get("account-busy"));
    leave(ui, busy, messages, is_submitted)
}

/// The same for what cannot be taken back.
pub(crate) fn danger_form_buttons(
    ui: &mut Ui,
    busy: Busy,
    messages: &Messages,
    button: &str,
) -> Option<FormExit> {
    let pressed = |ui: &mut Ui| danger(ui, button).clicked();
    let is_submitted = submit_with(ui, busy, &messages.get("account-busy"), pressed);
    leave(ui, busy, messages, is_submitted)
}

fn leave(ui: &mut Ui, busy: Busy, messages: &Messages, is_submitted: bool) -> Option<FormExit> {
    if back(ui, busy, &messages.get("account-cancel")) {
        return Some(FormExit::Back);
    }
    is_submitted.then_some(FormExit::Submit)
}

/// A sign that something is under way: words, and a ring that turns sixty times a second at most.
pub(crate) fn busy_indicator(ui: &mut Ui, text: &str) {
    ui.horizontal(|ui| {
        spinner(ui, SPINNER);
        let response = ui.label(text);
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_live(egui::accesskit::Live::Polite);
        });
    });
}

/// How wide that is.
pub(crate) fn busy_indicator_width(ui: &Ui, text: &str) -> f32 {
    SPINNER + ui.spacing().item_spacing.x + text_width(ui, text, &TextStyle::Body).ceil()
}

/// egui's own spinner repaints as fast as it can, which without vsync is all of a core.
fn spinner(ui: &mut Ui, size: f32) {
    let palette = palette(ui.visuals());
    let (rect, _) = ui.allocate_exact_size(egui::Vec2::splat(size), egui::Sense::empty());
    let time = ui.input(|input| input.time);
    let radius = size / 2.0 - 2.0;
    let points: Vec<_> = (0..=20)
        .map(|step| {
            let angle = time * std::f64::consts::TAU + f64::from(step) * 0.2;
            #[expect(clippy::cast_possible_truncation, reason = "an angle to draw with")]
            let (sin, cos) = (angle.sin() as f32, angle.cos() as f32);
            rect.center() + radius * egui::vec2(cos, sin)
        })
        .collect();
    ui.painter()
        .add(egui::Shape::line(points, Stroke::new(2.5, palette.accent)));
    ui.ctx()
        .request_repaint_after(std::time::Duration::from_millis(16));
}
