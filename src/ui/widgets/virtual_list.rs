//! A long list inside something that scrolls: only the rows that can be seen are drawn, whatever
//! their number, and the keys that move through a list move through this one.

use std::ops::Range;

use egui::{
    Align, EventFilter, FontId, Id, Key, Pos2, Rect, Response, Role, Sense, TextStyle,
    TextWrapMode, Ui, WidgetInfo, WidgetText, pos2, vec2,
};

use crate::ui::theme::{RADIUS, palette};

/// What the rows of a list are for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ListKind {
    /// A row can be chosen.
    Selectable,
    /// Rows are only read; the keyboard moves through them all the same.
    ReadOnly,
}

impl ListKind {
    /// Tab stops at one row of a list only, and the arrow keys go on from there: nobody wants to press Tab ten
    /// thousand times to get past it.
    fn sense(self, is_stop: bool) -> Sense {
        let sense = match self {
            Self::Selectable => Sense::CLICK,
            Self::ReadOnly => Sense::hover(),
        };
        if is_stop {
            sense | Sense::focusable_noninteractive()
        } else {
            sense
        }
    }

    fn role(self) -> Role {
        match self {
            Self::Selectable => Role::Button,
            Self::ReadOnly => Role::ListItem,
        }
    }
}

/// The rows that can be seen, and one more on either side for whoever reads on.
fn visible_rows(ui: &Ui, area: Rect, (count, height): (usize, f32)) -> Range<usize> {
    let index = |y: f32| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "not below zero, and cut to the number of rows"
        )]
        let index = ((y - area.top()) / height).floor().max(0.0) as usize;
        index.min(count)
    };
    let clip = ui.clip_rect();
    let first = index(clip.top()).saturating_sub(1);
    first.min(count.saturating_sub(1))..(index(clip.bottom()) + 2).min(count)
}

/// Where the row that had the focus last is kept.
fn current(list: Id) -> Id {
    list.with("current")
}

/// The row at which Tab stops: the one that had the focus last, or else the first that can be seen.
fn stop(ui: &Ui, list: Id, drawn: &Range<usize>) -> usize {
    let wanted: Option<usize> = ui.data(|data| data.get_temp(list));
    let last: Option<usize> = ui.data(|data| data.get_temp(current(list)));
    let last = wanted.or(last).filter(|at| drawn.contains(at));
    let first = if drawn.start == 0 { 0 } else { drawn.start + 1 };
    last.unwrap_or(first)
}

/// Draws the rows of a list that can be seen. `row` draws one in its place and says what a screen
/// reader reads; gives the row that was chosen.
pub(crate) fn virtual_list(
    ui: &mut Ui,
    salt: &str,
    kind: ListKind,
    (count, height): (usize, f32),
    mut row: impl FnMut(&mut Ui, usize, Rect) -> Option<String>,
) -> Option<usize> {
    let list = ui.scope_id().with(salt);
    #[expect(clippy::cast_precision_loss, reason = "points on a screen")]
    let size = vec2(ui.available_width(), height * count as f32);
    let (area, _) = ui.allocate_exact_size(size, Sense::empty());
    let visible = ui.clip_rect().intersect(area);
    let wanted: Option<usize> = ui.data(|data| data.get_temp(list));
    let drawn = visible_rows(ui, area, (count, height));
    let stop = stop(ui, list, &drawn);
    let mut chosen = None;
    for at in drawn {
        #[expect(clippy::cast_precision_loss, reason = "points on a screen")]
        let top = area.top() + height * at as f32;
        let rect = Rect::from_min_size(pos2(area.left(), top), vec2(area.width(), height));
        let response = ui.interact(rect, list.with(at), kind.sense(at == stop));
        if wanted == Some(at) {
            response.request_focus();
            ui.scroll_to_rect(rect, None);
            ui.data_mut(|data| data.remove_temp::<usize>(list));
        }
        if response.gained_focus() {
            ui.scroll_to_rect(rect, None);
            ui.data_mut(|data| data.insert_temp(current(list), at));
        }
        background(ui, kind, &response);
        if let Some(text) = row(ui, at, rect.shrink2(vec2(8.0, 4.0))) {
            response.widget_info(|| WidgetInfo::labeled(kind.role(), true, &text));
        }
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_position_in_set(at + 1);
            node.set_size_of_set(count);
        });
        if response.has_focus() {
            keys(ui, list, (at, count), &response);
        }
        if response.clicked() {
            chosen = Some(at);
        }
    }
    // One that wants the focus and is far away comes into sight first.
    if let Some(at) = wanted.filter(|at| *at < count) {
        #[expect(clippy::cast_precision_loss, reason = "points on a screen")]
        let top = area.top() + height * at as f32;
        let rect = Rect::from_min_size(pos2(area.left(), top), vec2(area.width(), height));
        if !visible.intersects(rect) {
            ui.scroll_to_rect(rect, Some(Align::Center));
            ui.ctx().request_repaint();
        }
    }
    chosen
}

fn background(ui: &Ui, kind: ListKind, response: &Response) {
    let palette = palette(ui.visuals());
    let rect = response.rect;
    if kind == ListKind::Selectable && response.hovered() {
        ui.painter().rect_filled(rect, RADIUS, palette.hovered);
    }
    let line = egui::Stroke::new(1.0, palette.line);
    ui.painter().hline(rect.x_range(), rect.bottom(), line);
    crate::ui::widgets::focus_ring::ring_inside(ui, response);
}

/// Arrows, Home, End and the page keys move through the list.
fn keys(ui: &Ui, list: Id, (at, count): (usize, usize), response: &Response) {
    const PAGE: usize = 10;
    let filter = EventFilter {
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let last = count.saturating_sub(1);
    let moves = [
        (Key::ArrowDown, at + 1),
        (Key::ArrowUp, at.saturating_sub(1)),
        (Key::PageDown, at + PAGE),
        (Key::PageUp, at.saturating_sub(PAGE)),
        (Key::Home, 0),
        (Key::End, last),
    ];
    let pressed = ui.input(|input| {
        moves
            .iter()
            .find(|(key, _)| input.key_pressed(*key))
            .copied()
    });
    if let Some((_, to)) = pressed
        && to.min(last) != at
    {
        ui.data_mut(|data| data.insert_temp(list, to.min(last)));
        ui.ctx().request_repaint();
    }
}

/// Writes a row of a narrow window: what it is about, and the rest under it.
pub(crate) fn two_lines(ui: &Ui, place: Rect, about: &str, rest: &str) {
    let (above, below) = place.split_top_bottom_at_fraction(0.5);
    cell(ui, about, above, true, false);
    cell(ui, rest, below, false, true);
}

/// Writes text into a place, cut with `…` where there is no room.
pub(crate) fn cell(ui: &Ui, text: &str, place: Rect, is_strong: bool, is_weak: bool) {
    let palette = palette(ui.visuals());
    let colour = if is_weak { palette.weak } else { palette.text };
    let mut rich = egui::RichText::new(text).color(colour);
    if is_strong {
        rich = rich.strong();
    }
    let font = FontId::new(14.0, egui::FontFamily::Proportional);
    let rich = rich.font(font);
    let width = place.width().max(0.0);
    let galley = WidgetText::from(rich).into_galley(
        ui,
        Some(TextWrapMode::Truncate),
        width,
        TextStyle::Body,
    );
    let at: Pos2 = pos2(place.left(), place.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, colour);
}
