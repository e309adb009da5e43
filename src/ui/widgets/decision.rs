//! A dialog with what is decided at the left or above, and the fields of the user who decides beside it.

use std::sync::Arc;

use egui::style::ScrollStyle;
use egui::{
    AsIdSalt, CornerRadius, Id, Label, Rect, ScrollArea, Shape, Stroke, Ui, UiBuilder, vec2,
};

use crate::messages::Messages;
use crate::screen::{BUSY_AFTER, Busy};

use crate::ui::theme::{DIALOG_RADIUS, GAP, SMALL_GAP, TextRole, palette};
use crate::ui::widgets::button::{primary, secondary};
use crate::ui::widgets::dialog::{answers, firm_dialog};
use crate::ui::widgets::icon::decoration;
use crate::ui::widgets::scroll::{scroll, turn_pages};
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
/// The most details that are laid out in every pass, also those that are not in sight.
const DETAILS_MOST: usize = 200;
/// The height of what is around the content in a window, in points.
const AROUND: f32 = 96.0;
/// The least height of the content, in points.
const LOWEST: f32 = 160.0;
/// The least height of what is decided that scrolls above the fields, in points: its heading and two lines.
const LIST_LEAST: f32 = 96.0;

/// What becomes of the focus that a form asks for.
#[derive(Clone, Copy)]
pub(crate) enum FocusTurn {
    /// It waits until it is known whether the field is in sight.
    Wait,
    /// No field gets it: what is decided is seen first, and is too long to be seen together with the field.
    Drop,
    /// The field gets it.
    Give,
}

impl FocusTurn {
    /// Returns the field that gets the focus now.
    pub(crate) fn of<F>(self, wanted: &mut Option<F>) -> Option<F> {
        match self {
            Self::Wait => None,
            Self::Drop => {
                *wanted = None;
                None
            }
            Self::Give => wanted.take(),
        }
    }
}

/// The heights in the last pass in which the dialog was drawn, in points.
#[derive(Clone, Copy)]
struct Drawn {
    pass: u64,
    /// What is decided, as a whole.
    list: f32,
    /// What is below it.
    below: f32,
    /// Whether the dialog was opened in that pass.
    is_new: bool,
    /// Whether something was added below, such as a notice.
    has_grown: bool,
}

/// Draws the dialog over a form: `what` is decided, and the fields of the user `who` decides. Returns the event of the fields,
/// or `cancel` if the dialog should close. `key` differs with what is decided, which is shown from its beginning. An app that
/// draws several of our screens has one of it in a pass: two would both take what is typed.
pub(crate) fn decision_dialog<S, E>(
    ui: &Ui,
    (label, key): (&str, impl AsIdSalt),
    form: &mut S,
    what: impl FnOnce(&mut Ui, &mut S),
    who: impl FnOnce(&mut Ui, &mut S, FocusTurn) -> Option<E>,
    cancel: E,
) -> Option<E> {
    if is_drawn(ui) {
        return None;
    }
    let window = ui.ctx().content_rect().height();
    let height = (window - AROUND).max(LOWEST);
    let (event, is_closed) = firm_dialog(ui.ctx(), "what is decided", (label, WIDTH), |ui| {
        let id = ui.unique_id().with(key);
        let pass = ui.ctx().cumulative_pass_nr();
        let last = ui.data(|data| data.get_temp::<Drawn>(id));
        let last = last.filter(|last| last.pass + 1 >= pass);
        let (drawn, event) = if ui.available_width() >= TWO_COLUMNS && window >= HIGH {
            columns_ui(ui, (id, height, last), form, what, who)
        } else {
            rows_ui(ui, (id, height, last), form, what, who)
        };
        ui.data_mut(|data| data.insert_temp(id, drawn));
        event
    });
    event.or(is_closed.then_some(cancel))
}

/// Returns the area of what is decided, which begins at its top. It is never cut without a bar that shows it.
fn list_area(ui: &mut Ui, (id, last): (Id, Option<Drawn>)) -> ScrollArea {
    // In the colour of text: that of buttons is hardly seen on this ground.
    ui.spacing_mut().scroll = ScrollStyle {
        foreground_color: true,
        ..ScrollStyle::solid()
    };
    let area = ScrollArea::vertical()
        .id_salt(id)
        .auto_shrink([false, true]);
    if last.is_none() {
        return area.vertical_scroll_offset(0.0);
    }
    area
}

/// Draws what is decided above the fields. It scrolls alone where there is room for some of it above them. Otherwise all of it
/// scrolls, and no field gets the focus at first.
fn rows_ui<S, R>(
    ui: &mut Ui,
    (id, height, last): (Id, f32, Option<Drawn>),
    form: &mut S,
    what: impl FnOnce(&mut Ui, &mut S),
    who: impl FnOnce(&mut Ui, &mut S, FocusTurn) -> R,
) -> (Drawn, R) {
    let room = last.map_or(height, |last| (height - last.below).floor());
    let scrolls_alone = room >= LIST_LEAST;
    let turn = match last {
        None => FocusTurn::Wait,
        Some(last) if last.is_new && !scrolls_alone && last.list > room => FocusTurn::Drop,
        Some(_) => FocusTurn::Give,
    };
    if last.is_none() {
        ui.ctx().request_discard("the heights are measured");
    }
    let area = ScrollArea::vertical()
        .id_salt((id, "all"))
        .max_height(height);
    scroll(ui, area.min_scrolled_height(height), |ui| {
        let list = ui.scope(|ui| {
            let area = list_area(ui, (id, last));
            let most = if scrolls_alone { room } else { f32::INFINITY };
            area.max_height(most).show(ui, |ui| {
                what(ui, form);
                turn_pages(ui);
            })
        });
        ui.add_space(GAP);
        let result = who(ui, form, turn);
        let mut end = ui.min_rect();
        let below = end.bottom() - list.response.rect.bottom();
        let has_grown = last.is_some_and(|last| !last.is_new && below > last.below + 1.0);
        if last.is_some_and(|last| last.has_grown) {
            // After the focus, so that the notice is in sight with its field.
            end.min.y = end.max.y - 1.0;
            ui.scroll_to_rect(end, None);
        }
        if has_grown {
            ui.ctx().request_repaint();
        }
        let drawn = Drawn {
            pass: ui.ctx().cumulative_pass_nr(),
            list: list.inner.content_size.y,
            below,
            is_new: last.is_none(),
            has_grown,
        };
        (drawn, result)
    })
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
    (id, height, last): (Id, f32, Option<Drawn>),
    form: &mut S,
    what: impl FnOnce(&mut Ui, &mut S),
    who: impl FnOnce(&mut Ui, &mut S, FocusTurn) -> R,
) -> (Drawn, R) {
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
        let area = list_area(ui, (id, last));
        area.max_height(height).show(ui, |ui| {
            what(ui, form);
            turn_pages(ui);
        });
    });
    let right = column(middle + MARGIN, whole.right());
    let who = ui.scope_builder(right, |ui| who(ui, form, FocusTurn::Give));
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
    let drawn = Drawn {
        pass: ui.ctx().cumulative_pass_nr(),
        list: 0.0,
        below: 0.0,
        is_new: last.is_none(),
        has_grown: false,
    };
    (drawn, who.inner)
}

/// Draws names and values. Of very many, only those in sight are laid out.
pub(crate) fn details_ui(ui: &mut Ui, details: &[(String, String)]) {
    let top = ui.cursor().top();
    let key = (details.len(), ui.available_width().to_bits());
    let id = ui.unique_id().with(("bottoms of details", key));
    let bottoms = ui.data(|data| data.get_temp::<Arc<[f32]>>(id));
    let Some(bottoms) = bottoms.filter(|_| details.len() > DETAILS_MOST) else {
        let bottoms: Arc<[f32]> = details
            .iter()
            .map(|(name, value)| {
                detail_ui(ui, name, value);
                ui.cursor().top() - top
            })
            .collect();
        ui.data_mut(|data| data.insert_temp(id, bottoms));
        return;
    };
    let seen = ui.clip_rect().y_range();
    let above = |y: f32| bottoms.partition_point(|bottom| top + bottom < y);
    let (first, last) = (above(seen.min), (above(seen.max) + 1).min(details.len()));
    let bottom_of = |end: usize| end.checked_sub(1).map_or(0.0, |at| bottoms[at]);
    ui.add_space(bottom_of(first));
    for (name, value) in &details[first.min(last)..last] {
        detail_ui(ui, name, value);
    }
    ui.add_space(bottom_of(details.len()) - bottom_of(last));
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
