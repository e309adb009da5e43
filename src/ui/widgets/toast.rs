//! Toasts: they confirm an action for a few seconds, at the bottom left of the sheet, with a button that undoes it.

use std::time::Duration;

use egui::{
    Align, Align2, Area, Button, Context, Frame, Id, Label, Layout, Margin, Order, Rect, Response,
    Shape, Stroke, Ui, vec2,
};

use crate::domain::appearance::Motion;
use crate::messages::Messages;
use crate::screen::Now;

use crate::ui::theme::{
    BOX_RADIUS, CONTROL_HEIGHT, DENSE_HEIGHT, Elevation, GAP, TextRole, motion, palette, scope,
};
use crate::ui::widgets::button::{quiet, quiet_button};
use crate::ui::widgets::dense::{dense_style, role_width};
use crate::ui::widgets::focus_ring::ring;
use crate::ui::widgets::icon::decoration;

/// How long a toast is shown.
const SHOWN: Duration = Duration::from_secs(6);
/// The greatest width of a toast, in points.
const WIDTH: f32 = 520.0;
/// The space between a toast and the left and bottom edges of the sheet, in points.
const MARGIN: f32 = 24.0;

/// A toast.
pub(crate) struct Toast<'a> {
    /// The number of the toast: another one is shown for the whole time again.
    pub(crate) number: u32,
    /// What was done.
    pub(crate) text: &'a str,
    /// Whether it can be taken back.
    pub(crate) can_undo: bool,
}

/// What happened to a toast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ToastEvent {
    /// The user takes back what was done.
    Undo,
    /// The user closed it, or its time is over.
    Dismiss,
}

/// Until when a toast is shown.
#[derive(Clone, Copy)]
struct Shown {
    number: u32,
    until: Now,
    /// The pass in which it was drawn last.
    drawn: u64,
}

/// Draws a toast over the bottom left corner of `sheet`. It stays while it is under the pointer or has the focus, and
/// wakes the window once, at its end.
pub(crate) fn toast(
    ctx: &Context,
    sheet: Rect,
    toast: &Toast<'_>,
    messages: &Messages,
    now: Now,
) -> Option<ToastEvent> {
    let id = Id::unique("toast");
    let last: Option<Shown> = ctx.data(|data| data.get_temp(id));
    let pass = ctx.cumulative_pass_nr();
    // The first toast of another screen has the same number as the first one of this screen.
    let is_same = |last: &Shown| last.number == toast.number && pass <= last.drawn + 1;
    let last = last.filter(is_same);
    let mut until = last.map_or(now + SHOWN, |last| last.until);
    let margin = MARGIN.min(sheet.width() * 0.05);
    let at = sheet.left_bottom() + vec2(margin, -margin);
    let area = Area::new(id)
        .order(Order::Foreground)
        .pivot(Align2::LEFT_BOTTOM)
        .fixed_pos(at)
        .fade_in(motion(ctx) == Motion::Full);
    let shown = area.show(ctx, |ui| {
        scope::enter(ui);
        ui.set_max_width((sheet.width() - 2.0 * margin).min(WIDTH));
        frame_ui(ui, toast, messages)
    });
    let buttons = shown.inner;
    let is_focused = buttons.iter().flatten().any(Response::has_focus);
    if is_focused || shown.response.contains_pointer() {
        until = now + SHOWN;
    }
    ctx.data_mut(|data| {
        let number = toast.number;
        let drawn = pass;
        let shown = Shown {
            number,
            until,
            drawn,
        };
        data.insert_temp(id, shown);
    });
    let [undo, close] = buttons;
    let is_clicked = |button: Option<Response>| button.is_some_and(|button| button.clicked());
    if is_clicked(undo) {
        return Some(ToastEvent::Undo);
    }
    match until.checked_sub(now).filter(|left| !left.is_zero()) {
        Some(_) if is_clicked(close) => Some(ToastEvent::Dismiss),
        Some(left) => {
            ctx.request_repaint_after(left);
            None
        }
        None => Some(ToastEvent::Dismiss),
    }
}

/// Draws the frame, the text and the buttons, which are returned: the one that takes back, and the one that closes.
fn frame_ui(ui: &mut Ui, toast: &Toast<'_>, messages: &Messages) -> [Option<Response>; 2] {
    let palette = palette(ui.visuals());
    let under = ui.painter().add(Shape::Noop);
    let frame = Frame::new()
        .fill(palette.raised)
        .stroke(Stroke::new(1.0, palette.line))
        .corner_radius(BOX_RADIUS)
        .inner_margin(Margin {
            left: 16,
            right: 8,
            top: 8,
            bottom: 8,
        });
    let inner = frame.show(ui, |ui| content_ui(ui, toast, messages));
    let shadows = Elevation::Menu.shadows(ui.visuals().dark_mode);
    let rect = inner.response.rect;
    let shapes = shadows.map(|shadow| shadow.as_shape(rect, BOX_RADIUS).into());
    ui.painter().set(under, Shape::Vec(shapes.to_vec()));
    inner.inner
}

fn content_ui(ui: &mut Ui, toast: &Toast<'_>, messages: &Messages) -> [Option<Response>; 2] {
    let palette = palette(ui.visuals());
    let undo = messages.get("button-undo");
    dense_style(ui);
    quiet(ui);
    // The button that closes is higher than the rest, which is in the middle beside it.
    ui.spacing_mut().interact_size.y = CONTROL_HEIGHT;
    let row = ui.horizontal(|ui| {
        ui.spacing_mut().interact_size = vec2(DENSE_HEIGHT, DENSE_HEIGHT);
        decoration(ui, "check_circle", 20.0, palette.success.text);
        let undo_width = role_width(ui, TextRole::Label, &undo) + 2.0 * GAP;
        let buttons = DENSE_HEIGHT + GAP + if toast.can_undo { undo_width } else { 0.0 };
        let wanted = role_width(ui, TextRole::Table, toast.text).ceil() + 4.0;
        let room = wanted.min(ui.available_width() - buttons - GAP);
        let size = vec2(room, DENSE_HEIGHT);
        let layout = Layout::left_to_right(Align::Center);
        ui.allocate_ui_with_layout(size, layout, |ui| {
            ui.set_min_width(room);
            let text = TextRole::Table.text(ui, toast.text);
            let response = ui.add(Label::new(text).wrap());
            ui.ctx().accesskit_node_builder(response.id, |node| {
                node.set_live(egui::accesskit::Live::Polite);
                node.set_value(format!(
                    "{}: {}",
                    messages.get("notice-success"),
                    toast.text
                ));
            });
        });
        let undo = toast.can_undo.then(|| {
            let text = TextRole::Label.text(ui, undo).color(palette.accent_text);
            let response = ui.add(Button::new(text));
            ring(ui, &response);
            response
        });
        let close = quiet_button(ui, "close", &messages.get("button-dismiss"));
        [undo, Some(close)]
    });
    row.inner
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;

    fn draw(ctx: &Context, number: u32, seconds: u64) -> Option<ToastEvent> {
        let messages = Messages::in_language(Language::English);
        let shown = Toast {
            number,
            text: "bob was disabled",
            can_undo: true,
        };
        let mut event = None;
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let sheet = ui.max_rect();
            let now = Duration::from_secs(seconds);
            event = toast(ui.ctx(), sheet, &shown, &messages, now);
        });
        output.textures_delta.clear();
        event
    }

    fn window() -> Context {
        let ctx = Context::default();
        crate::ui::theme::apply(&ctx);
        crate::ui::widgets::icon::install(&ctx);
        ctx
    }

    #[test]
    fn a_toast_is_shown_for_six_seconds() {
        let ctx = window();
        assert_eq!(draw(&ctx, 1, 10), None);
        assert_eq!(draw(&ctx, 1, 15), None);
        assert_eq!(draw(&ctx, 1, 16), Some(ToastEvent::Dismiss));
    }

    #[test]
    fn another_toast_is_shown_for_the_whole_time() {
        let ctx = window();
        assert_eq!(draw(&ctx, 1, 10), None);
        assert_eq!(draw(&ctx, 2, 15), None);
        assert_eq!(draw(&ctx, 2, 20), None);
        assert_eq!(draw(&ctx, 2, 21), Some(ToastEvent::Dismiss));
    }

    #[test]
    fn a_toast_of_another_screen_with_the_same_number_is_shown_for_the_whole_time() {
        let ctx = window();
        assert_eq!(draw(&ctx, 1, 10), None);
        ctx.run_ui(egui::RawInput::default(), |_| {})
            .textures_delta
            .clear();
        assert_eq!(draw(&ctx, 1, 60), None);
        assert_eq!(draw(&ctx, 1, 66), Some(ToastEvent::Dismiss));
    }
}
