//! Modal dialogs. The widget that had the focus before gets it back.

use egui::{Align2, Button, Context, Frame, Id, Margin, Modal, ModalResponse, Rect, Response};
use egui::{Stroke, Ui, UiBuilder, vec2};

use crate::domain::appearance::Motion;

use crate::ui::theme::{
    CARD_WIDTH, CONTROL_HEIGHT, DIALOG_RADIUS, GAP, TextRole, motion, palette, scope,
};
use crate::ui::widgets::button::quiet;
use crate::ui::widgets::dense::role_width;
use crate::ui::widgets::focus_ring::ring;
use crate::ui::widgets::submit::MainButton;

/// The focused widgets before and inside an open dialog, and the pass in which it was drawn last.
#[derive(Clone, Copy, Default)]
struct Opened {
    before: Option<Id>,
    inside: Option<Id>,
    drawn: u64,
}

fn key() -> Id {
    Id::unique("what had the focus before a dialog")
}

/// The highest place of the top of a dialog, in points.
const TOP: f32 = 16.0;
/// The lowest place of the top of a dialog, as a share of the height of the window.
const TOP_SHARE: f32 = 0.21;
/// The space around the content, in points: in a wide window and in a narrow one.
const MARGINS: [i8; 2] = [24, 16];
/// The width below which a window is narrow, in points.
const NARROW: f32 = 480.0;
/// The height up to which a dialog begins at the highest place, in points.
const LOW_WINDOW: f32 = 480.0;

/// Draws a dialog. Returns the result of `add`, and whether the dialog should close.
pub(crate) fn dialog<R>(
    ctx: &Context,
    id: &'static str,
    label: &str,
    add: impl FnOnce(&mut Ui) -> R,
) -> (R, bool) {
    wide_dialog(ctx, id, (label, CARD_WIDTH), add)
}

/// Draws a dialog of this width, in points. Its top stays where it is while its content grows.
pub(crate) fn wide_dialog<R>(
    ctx: &Context,
    id: &'static str,
    size: (&str, f32),
    add: impl FnOnce(&mut Ui) -> R,
) -> (R, bool) {
    let modal = modal(ctx, id, size, add);
    let is_closed = modal.should_close();
    (modal.inner, is_closed)
}

/// The same, but a click beside it does not close it: the second one of a double click would.
pub(crate) fn firm_dialog<R>(
    ctx: &Context,
    id: &'static str,
    size: (&str, f32),
    add: impl FnOnce(&mut Ui) -> R,
) -> (R, bool) {
    let modal = modal(ctx, id, size, add);
    let is_closed = modal.should_close() && !modal.backdrop_response.clicked();
    (modal.inner, is_closed)
}

fn modal<R>(
    ctx: &Context,
    id: &'static str,
    (label, width): (&str, f32),
    add: impl FnOnce(&mut Ui) -> R,
) -> ModalResponse<R> {
    let opened: Option<Opened> = ctx.data(|data| data.get_temp(key()));
    let focused = || ctx.memory(egui::Memory::focused);
    let before = opened.map_or_else(focused, |opened| opened.before);
    let style = scope::screen_style(ctx);
    let palette = palette(&style.visuals);
    let window = ctx.content_rect().size();
    let [wide, narrow] = MARGINS;
    let margin = if window.x < NARROW { narrow } else { wide };
    let frame = Frame::new()
        .fill(palette.raised)
        .shadow(style.visuals.popup_shadow)
        .stroke(Stroke::new(1.0, palette.line))
        .corner_radius(DIALOG_RADIUS)
        .inner_margin(Margin::same(margin));
    let width = (window.x - 2.0 * GAP).min(width) - 2.0 * f32::from(margin);
    let top = (TOP + (window.y - LOW_WINDOW).max(0.0) / 2.0).min(TOP_SHARE * window.y);
    let id = Id::unique(id);
    let area = Modal::default_area(id)
        .anchor(Align2::CENTER_TOP, vec2(0.0, top))
        .fade_in(motion(ctx) == Motion::Full);
    let modal = Modal::new(id).area(area).frame(frame);
    let modal = modal.show(ctx, |ui| {
        scope::enter(ui);
        ui.set_width(width);
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(egui::accesskit::Role::Dialog);
            node.set_label(label);
            node.set_modal();
        });
        add(ui)
    });
    let opened = Opened {
        before,
        inside: focused(),
        drawn: ctx.cumulative_pass_nr(),
    };
    ctx.data_mut(|data| data.insert_temp(key(), opened));
    modal
}

/// Draws the buttons of a dialog at the right: the one that cancels, and the main one. Below each other if they do not fit.
/// Returns the event of the one that was clicked.
pub(crate) fn answers<E>(
    ui: &mut Ui,
    [cancel, label]: [&str; 2],
    (button, is_enabled): (MainButton, bool),
    [leave, submit]: [E; 2],
) -> Option<E> {
    let width = |ui: &Ui, text: &str| {
        let padding = 2.0 * ui.spacing().button_padding.x;
        (role_width(ui, TextRole::Button, text) + padding + 4.0).ceil()
    };
    let widths = [width(ui, cancel), width(ui, label)];
    let free = ui.available_width() - widths[0] - ui.spacing().item_spacing.x - widths[1];
    if free < 0.0 {
        let is_submitted = button(ui, label, is_enabled).clicked();
        let is_cancelled = cancel_button(ui, cancel).clicked();
        return is_submitted
            .then_some(submit)
            .or(is_cancelled.then_some(leave));
    }
    let row = ui.horizontal(|ui| {
        ui.add_space(free);
        let is_cancelled = cancel_button(ui, cancel).clicked();
        let size = vec2(widths[1], CONTROL_HEIGHT);
        let place = Rect::from_min_size(ui.cursor().min, size);
        let child = UiBuilder::new().max_rect(place);
        let scope = ui.scope_builder(child, |ui| button(ui, label, is_enabled));
        let is_submitted = scope.inner.clicked();
        is_submitted
            .then_some(submit)
            .or(is_cancelled.then_some(leave))
    });
    row.inner
}

/// Draws the button that leaves things as they are, beside the main one.
pub(crate) fn cancel_button(ui: &mut Ui, text: &str) -> Response {
    let scope = ui.scope(|ui| {
        quiet(ui);
        let text = TextRole::Button.text(ui, text);
        let button = Button::new(text).min_size(vec2(0.0, CONTROL_HEIGHT));
        let response = ui.add(button);
        ring(ui, &response);
        response
    });
    scope.inner
}

/// Gives the focus back after a dialog was closed, unless another widget has it.
pub(crate) fn restore_focus(ctx: &Context) {
    let Some(opened) = ctx.data(|data| data.get_temp::<Opened>(key())) else {
        return;
    };
    if opened.drawn == ctx.cumulative_pass_nr() {
        return;
    }
    ctx.data_mut(|data| data.remove_temp::<Opened>(key()));
    let focused = ctx.memory(egui::Memory::focused);
    if let Some(before) = opened.before
        && (focused.is_none() || focused == opened.inside)
    {
        ctx.memory_mut(|memory| memory.request_focus(before));
    }
}
