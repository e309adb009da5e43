//! The first steps of an administrator: a list that ticks itself, and leads to the place where each is done.

use std::f32::consts::{FRAC_PI_2, TAU};

use egui::{Align2, Color32, CornerRadius, Frame, Id, Margin, Response, Sense, Shape, Stroke, Ui};
use egui::{pos2, vec2};

use crate::domain::first_steps::{FirstStep, FirstSteps};
use crate::messages::Messages;
use crate::screen::app::Event;

use crate::ui::theme::{BOX_RADIUS, TextRole, palette};
use crate::ui::widgets::dense::{DenseKind, dense_button, dense_width, role_width};
use crate::ui::widgets::rows::{Row, named_row, row_box, row_ui};
use crate::ui::widgets::text::{small, subheading};

/// The diameter of the ring that shows how many steps are done, in points.
const RING: f32 = 44.0;
/// The width of its line, in points.
const RING_LINE: f32 = 5.0;
/// The least width of the text beside the button, in points.
const TEXT: f32 = 240.0;

/// Returns the names of the texts of a step: what it is, why, and the button.
fn texts(step: FirstStep) -> [&'static str; 3] {
    match step {
        FirstStep::Users => ["step-users", "step-users-help", "step-users-go"],
        FirstStep::Look => ["step-look", "step-look-help", "step-look-go"],
        FirstStep::Page => ["step-page", "step-page-help", "step-page-go"],
        FirstStep::Registration => {
            let [title, help] = ["step-registration", "step-registration-help"];
            [title, help, "step-registration-go"]
        }
        FirstStep::Administrator => {
            let [title, help] = ["step-administrator", "step-administrator-help"];
            [title, help, "step-administrator-go"]
        }
    }
}

/// Draws the list.
pub(crate) fn first_steps_ui(
    ui: &mut Ui,
    steps: &FirstSteps,
    messages: &Messages,
) -> Option<Event> {
    row_box(ui, |ui| {
        let mut event = head_ui(ui, steps, messages);
        for step in FirstStep::ALL {
            let draw = |ui: &mut Ui| step_ui(ui, steps, step, messages);
            event = event.or(named_row(ui, texts(step)[0], draw));
        }
        event
    })
}

/// Draws how many steps are done, and the button that hides the list.
fn head_ui(ui: &mut Ui, steps: &FirstSteps, messages: &Messages) -> Option<Event> {
    let colours = palette(ui.visuals());
    let corners = CornerRadius {
        nw: BOX_RADIUS - 1,
        ne: BOX_RADIUS - 1,
        ..CornerRadius::ZERO
    };
    let frame = Frame::new()
        .fill(colours.soft)
        .corner_radius(corners)
        .inner_margin(Margin::symmetric(16, 16));
    let hide = messages.get("steps-hide");
    let inner = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ring_ui(ui, steps);
            ui.add_space(14.0);
            let (all, button) = (ui.available_width(), dense_width(ui, None, &hide) + 8.0);
            let is_beside = all - button >= TEXT;
            let below = ui.vertical(|ui| {
                ui.set_width(if is_beside { all - button } else { all });
                ui.spacing_mut().item_spacing.y = 0.0;
                subheading(ui, &messages.get("steps-heading"));
                let values = [
                    ("done", steps.count().into()),
                    ("count", FirstStep::ALL.len().into()),
                ];
                small(ui, &messages.with("steps-intro", &values));
                !is_beside && hide_ui(ui, DenseKind::Secondary, &hide)
            });
            ui.add_space(8.0);
            below.inner || (is_beside && hide_ui(ui, DenseKind::Quiet, &hide))
        })
        .inner
    });
    inner.inner.then_some(Event::HideFirstSteps(true))
}

fn hide_ui(ui: &mut Ui, kind: DenseKind, text: &str) -> bool {
    let button = dense_button(ui, kind, None, text);
    is_chosen(ui, &button)
}

/// Returns `true` if the button that hides the list was clicked, or the one that takes its place and shows it. The focus
/// moves from the one to the other.
pub(crate) fn is_chosen(ui: &Ui, button: &Response) -> bool {
    let key = Id::unique("the button that hides or shows the first steps gets the focus");
    if ui.data_mut(|data| data.remove_temp::<bool>(key).is_some()) {
        button.request_focus();
    }
    if button.clicked() {
        ui.data_mut(|data| data.insert_temp(key, true));
    }
    button.clicked()
}

/// Paints a ring of which the share that is done is coloured. The line beside it says the same.
fn ring_ui(ui: &mut Ui, steps: &FirstSteps) {
    let colours = palette(ui.visuals());
    let (area, _) = ui.allocate_exact_size(vec2(RING, RING), Sense::empty());
    let (centre, radius) = (area.center(), (RING - RING_LINE) / 2.0);
    let line = |colour: Color32| Stroke::new(RING_LINE, colour);
    let painter = ui.painter();
    painter.circle_stroke(centre, radius, line(colours.strong_line));
    let (done, count) = (steps.count(), FirstStep::ALL.len());
    #[expect(clippy::cast_precision_loss, reason = "a few steps")]
    let at = |part: usize| {
        let angle = TAU * part as f32 / (12 * count) as f32 - FRAC_PI_2;
        pos2(
            centre.x + radius * angle.cos(),
            centre.y + radius * angle.sin(),
        )
    };
    if done > 0 {
        let points = (0..=12 * done).map(at).collect();
        painter.add(Shape::line(points, line(colours.accent_text)));
    }
    let text = TextRole::Caption.text(ui, format!("{done}/{count}"));
    let text = egui::WidgetText::from(text.color(colours.text));
    let galley = text.into_galley(ui, None, RING, egui::TextStyle::Body);
    let corner = Align2::CENTER_CENTER.anchor_size(centre, galley.size()).min;
    ui.painter().galley(corner, galley, colours.text);
}

fn step_ui(ui: &mut Ui, steps: &FirstSteps, step: FirstStep, messages: &Messages) -> Option<Event> {
    let [title, help, button] = texts(step).map(|name| messages.get(name));
    let (is_done, done) = (steps.is_done(step), messages.get("steps-done"));
    let colours = palette(ui.visuals());
    let help = [help.into_owned()];
    let row = Row {
        icon: if is_done { "check_circle" } else { "" },
        colour: is_done.then_some(colours.success.text),
        title: &title,
        lines: &help,
    };
    let width = if is_done {
        role_width(ui, TextRole::SmallLabel, &done).ceil()
    } else {
        dense_width(ui, None, &button)
    };
    row_ui(ui, &row, width, |ui| {
        if is_done {
            let text = TextRole::SmallLabel.text(ui, &*done);
            ui.label(text.color(colours.success.text));
            return None;
        }
        // One coloured button in a view: the step that comes next.
        let kind = if steps.next() == Some(step) {
            DenseKind::Primary
        } else {
            DenseKind::Secondary
        };
        let button_of_step = dense_button(ui, kind, None, &button);
        if title != button {
            ui.ctx().accesskit_node_builder(button_of_step.id, |node| {
                node.set_description(&*title);
            });
        }
        button_of_step.clicked().then_some(Event::Step(step))
    })
}
