//! A dialog with what is decided at the left or above, and the fields of the user who decides beside it.

use egui::style::ScrollStyle;
use egui::{CornerRadius, Id, Label, Rect, ScrollArea, Shape, Stroke, Ui, UiBuilder, vec2};

use crate::messages::Messages;
use crate::screen::{BUSY_AFTER, Busy};

use crate::ui::theme::{DIALOG_RADIUS, GAP, SMALL_GAP, TextRole, palette};
use crate::ui::widgets::button::{primary, secondary};
use crate::ui::widgets::dialog::{answers, firm_dialog};
use crate::ui::widgets::icon::decoration;
use crate::ui::widgets::scroll::scroll;
use crate::ui::widgets::submit::busy_indicator;
use crate::ui::widgets::text::small;

/// The width of the dialog, in points.
const WIDTH: f32 = 640.0;
/// The least width of the content with two columns, in points.
const TWO_COLUMNS: f32 = 520.0;
/// The least height of a window with two columns, of which the fields do not scroll, in points.
const HIGH: f32 = 640.0;
/// The space around the columns, in points.
const MARGIN: f32 = 24.0;
/// The width of the names of the details, in points.
const NAMES: f32 = 88.0;
/// The height of what is around the content in a window, in points.
const AROUND: f32 = 96.0;
/// The least height of the content, in points.
const LOWEST: f32 = 160.0;

/// Draws the dialog over a form: `what` is decided, and the fields of the user `who` decides. Returns the event of the fields,
/// or `cancel` if the dialog should close. An app that draws several of our screens has one of it in a pass: two would both take
/// what is typed.
pub(crate) fn decision_dialog<S, E>(
    ui: &Ui,
    label: &str,
    form: &mut S,
    what: impl FnOnce(&mut Ui, &mut S),
    who: impl FnOnce(&mut Ui, &mut S) -> Option<E>,
    cancel: E,
) -> Option<E> {
    if is_drawn(ui) {
        return None;
    }
    let window = ui.ctx().content_rect().height();
    let height = (window - AROUND).max(LOWEST);
    let (event, is_closed) = firm_dialog(ui.ctx(), "what is decided", (label, WIDTH), |ui| {
        if ui.available_width() >= TWO_COLUMNS && window >= HIGH {
            return columns_ui(ui, height, form, what, who);
        }
        let area = ScrollArea::vertical().max_height(height);
        scroll(ui, area.min_scrolled_height(height), |ui| {
            what(ui, form);
            ui.add_space(GAP);
            who(ui, form)
        })
    });
    event.or(is_closed.then_some(cancel))
}

/// Returns `true` if the dialog is drawn in this pass already.
fn is_drawn(ui: &Ui) -> bool {
    let key = Id::unique("what is decided in this pass");
    let (pass, viewport) = (ui.ctx().cumulative_pass_nr(), ui.ctx().viewport_id());
    let last = ui.data(|data| data.get_temp(key));
    ui.data_mut(|data| data.insert_temp(key, (pass, viewport)));
    last == Some((pass, viewport))
}

/// Draws what is decided on a ground of its own, at most `height` high, and the fields beside it.
fn columns_ui<S, R>(
    ui: &mut Ui,
    height: f32,
    form: &mut S,
    what: impl FnOnce(&mut Ui, &mut S),
    who: impl FnOnce(&mut Ui, &mut S) -> R,
) -> R {
    let colours = palette(ui.visuals());
    let ground = ui.painter().add(Shape::Noop);
    let line = ui.painter().add(Shape::Noop);
    let whole = ui.available_rect_before_wrap();
    let middle = whole.center().x;
    let column = |left: f32, right: f32| {
        let max = Rect::from_x_y_ranges(left..=right, whole.y_range());
        UiBuilder::new().max_rect(max)
    };
    let left = column(whole.left(), middle - MARGIN);
    let what = ui.scope_builder(left, |ui| {
        // What is decided on is never cut without a bar that shows it.
        // In the colour of text: that of buttons is hardly seen on this ground.
        ui.spacing_mut().scroll = ScrollStyle {
            foreground_color: true,
            ..ScrollStyle::solid()
        };
        let area = ScrollArea::vertical().auto_shrink([false, true]);
        area.max_height(height).show(ui, |ui| what(ui, form));
    });
    let right = column(middle + MARGIN, whole.right());
    let who = ui.scope_builder(right, |ui| who(ui, form));
    let bottom = what.response.rect.bottom().max(who.response.rect.bottom());
    let area = Rect::from_min_max(whole.min, egui::pos2(middle, bottom));
    let area = Rect::from_min_max(
        area.min - egui::Vec2::splat(MARGIN),
        area.max + vec2(0.0, MARGIN),
    );
    let radius = CornerRadius {
        nw: DIALOG_RADIUS,
        sw: DIALOG_RADIUS,
        ..CornerRadius::ZERO
    };
    let inside = area.shrink2(vec2(1.0, 1.0));
    ui.painter()
        .set(ground, Shape::rect_filled(inside, radius, colours.soft));
    let edge = [area.right_top(), area.right_bottom()];
    let stroke = Stroke::new(1.0, colours.line);
    ui.painter().set(line, Shape::line_segment(edge, stroke));
    who.inner
}

/// Draws a name and a value beside it.
pub(crate) fn detail_ui(ui: &mut Ui, name: &str, value: &str) {
    ui.horizontal_top(|ui| {
        let colour = palette(ui.visuals()).weak;
        ui.vertical(|ui| {
            ui.set_width(NAMES);
            ui.add(Label::new(TextRole::Table.text(ui, name).color(colour)).wrap());
        });
        ui.vertical(|ui| ui.add(Label::new(TextRole::Table.text(ui, value)).wrap()));
    });
}

/// Draws a small remark with an icon.
pub(crate) fn remark_ui(ui: &mut Ui, icon: &'static str, text: &str) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        decoration(ui, icon, 16.0, palette(ui.visuals()).weak);
        // Below each other, so that it wraps.
        ui.vertical(|ui| small(ui, text));
    });
}

/// Draws the end of a form in a dialog: that it is busy, or the buttons. Returns the event of the one that was clicked.
pub(crate) fn ending_ui<E>(
    ui: &mut Ui,
    busy: Busy,
    label: &str,
    [cancel, submit]: [E; 2],
    messages: &Messages,
) -> Option<E> {
    let cancel_label = messages.get("button-cancel");
    if busy.is_busy() {
        ui.ctx().request_repaint_after(BUSY_AFTER);
    }
    if busy >= Busy::Shown {
        busy_indicator(ui, &messages.get("code-busy"));
        ui.add_space(SMALL_GAP);
        let button = secondary(ui, &cancel_label, true);
        return button.clicked().then_some(cancel);
    }
    let texts = [&*cancel_label, label];
    answers(ui, texts, (primary, true), [cancel, submit])
}
