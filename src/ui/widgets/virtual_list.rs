//! Long lists in an area that scrolls: only the visible rows are drawn, however many there are, and the arrow and page
//! keys move through the rows.

use std::ops::Range;

use egui::{
    Align, EventFilter, Id, Key, Modifiers, Rect, Response, Role, Sense, TextStyle, TextWrapMode,
    Ui, Vec2, WidgetInfo, WidgetText, pos2, vec2,
};

use crate::ui::theme::{RADIUS, TextRole, palette};
use crate::ui::widgets::focus_ring::ring_inside;

/// What the rows of a list can do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ListKind {
    /// A row can be clicked.
    Selectable,
    /// Rows are only read, by keyboard too.
    ReadOnly,
}

impl ListKind {
    /// Tab stops at one row of the list only, and the arrow keys continue from there: passing a list must not take ten
    /// thousand presses.
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

/// Returns the visible rows, and one more on either side for a screen reader that reads on.
fn visible_rows(ui: &Ui, area: Rect, (count, height): (usize, f32)) -> Range<usize> {
    let index = |y: f32| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "at least zero, and limited to the number of rows"
        )]
        let index = ((y - area.top()) / height).floor().max(0.0) as usize;
        index.min(count)
    };
    let clip = ui.clip_rect();
    let first = index(clip.top()).saturating_sub(1);
    first.min(count.saturating_sub(1))..(index(clip.bottom()) + 2).min(count)
}

/// Returns the id under which the row that had the focus last is stored.
fn current(list: Id) -> Id {
    list.with("current")
}

/// Returns the row that is to get the focus as soon as it is visible.
fn wanted(ui: &Ui, list: Id, focus: Option<usize>) -> Option<usize> {
    ui.data_mut(|data| {
        if let Some(at) = focus {
            data.insert_temp(list, at);
        }
        data.get_temp(list)
    })
}

/// Returns the row at which Tab stops: the one that had the focus last, or else the first visible one.
fn stop(ui: &Ui, list: Id, drawn: &Range<usize>) -> usize {
    let wanted: Option<usize> = ui.data(|data| data.get_temp(list));
    let last: Option<usize> = ui.data(|data| data.get_temp(current(list)));
    let last = wanted.or(last).filter(|at| drawn.contains(at));
    let first = if drawn.start == 0 { 0 } else { drawn.start + 1 };
    last.unwrap_or(first)
}

/// How the rows of a list are drawn.
#[derive(Clone, Copy)]
pub(crate) struct RowStyle {
    /// The space between the edges of a row and its content, in points.
    pub(crate) margin: Vec2,
    /// The radius of the corners of what is behind a row, in points.
    pub(crate) radius: u8,
    /// The row that is open beside the list.
    pub(crate) selected: Option<usize>,
    /// A row that gets the focus.
    pub(crate) focus: Option<usize>,
}

/// A row that is drawn.
#[derive(Clone, Copy)]
pub(crate) struct Row {
    /// Its number, counted from zero.
    pub(crate) at: usize,
    /// The area of its content.
    pub(crate) area: Rect,
    /// The id of the row, from which those of its widgets are made.
    pub(crate) id: Id,
    /// Whether Tab stops at this row, and at its widgets.
    pub(crate) is_stop: bool,
    /// The number of rows.
    pub(crate) count: usize,
}

/// What a screen reader reads of a row.
pub(crate) struct RowLabel {
    pub(crate) text: String,
    /// Whether the row is selected, if a click selects rows.
    pub(crate) is_checked: Option<bool>,
}

impl RowLabel {
    fn info(&self, kind: ListKind) -> WidgetInfo {
        match self.is_checked {
            Some(is_checked) => WidgetInfo::selected(Role::CheckBox, true, is_checked, &self.text),
            None => WidgetInfo::labeled(kind.role(), true, &self.text),
        }
    }
}

/// Draws the visible rows of a list of `count` rows of this height. `row` draws one in an area and returns what a
/// screen reader reads. Returns the row that was clicked.
pub(crate) fn virtual_list(
    ui: &mut Ui,
    salt: &str,
    kind: ListKind,
    rows: (usize, f32),
    mut row: impl FnMut(&mut Ui, usize, Rect) -> Option<String>,
) -> Option<usize> {
    let style = RowStyle {
        margin: vec2(8.0, 4.0),
        radius: RADIUS,
        selected: None,
        focus: None,
    };
    virtual_rows(ui, (salt, kind), rows, style, |ui, drawn| {
        let text = row(ui, drawn.at, drawn.area)?;
        let is_checked = None;
        Some(RowLabel { text, is_checked })
    })
}

/// Draws a list as [`virtual_list`] does, in a style, and with widgets in its rows.
pub(crate) fn virtual_rows(
    ui: &mut Ui,
    (salt, kind): (&str, ListKind),
    (count, height): (usize, f32),
    style: RowStyle,
    mut row: impl FnMut(&mut Ui, Row) -> Option<RowLabel>,
) -> Option<usize> {
    let list = ui.scope_id().with(salt);
    #[expect(clippy::cast_precision_loss, reason = "points on a screen")]
    let size = vec2(ui.available_width(), height * count as f32);
    let (area, _) = ui.allocate_exact_size(size, Sense::empty());
    let visible = ui.clip_rect().intersect(area);
    let rect_of = |at: usize| {
        #[expect(clippy::cast_precision_loss, reason = "points on a screen")]
        let top = area.top() + height * at as f32;
        Rect::from_min_size(pos2(area.left(), top), vec2(area.width(), height))
    };
    show_selected(ui, list, style.selected, rect_of);
    let wanted = wanted(ui, list, style.focus);
    let drawn = visible_rows(ui, area, (count, height));
    let stop = stop(ui, list, &drawn);
    let mut clicked = None;
    for at in drawn {
        let (rect, id, is_stop) = (rect_of(at), list.with(at), at == stop);
        let response = ui.interact(rect, id, kind.sense(is_stop));
        if wanted == Some(at) {
            response.request_focus();
            ui.scroll_to_rect(rect, None);
            ui.data_mut(|data| data.remove_temp::<usize>(list));
        }
        if response.gained_focus() {
            ui.scroll_to_rect(rect, None);
            ui.data_mut(|data| data.insert_temp(current(list), at));
        }
        background(ui, (kind, style), at, &response);
        let drawn = Row {
            at,
            area: rect.shrink2(style.margin),
            id,
            is_stop,
            count,
        };
        // Before the widgets in the row, which screen readers read after it.
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_position_in_set(at + 1);
            node.set_size_of_set(count);
        });
        if let Some(label) = row(ui, drawn) {
            response.widget_info(|| label.info(kind));
        }
        ring_inside(ui, &response);
        if response.has_focus() {
            keys(ui, list, (at, count), &response);
        }
        if response.clicked() {
            ui.data_mut(|data| data.insert_temp(current(list), at));
            clicked = Some(at);
        }
    }
    // A row that is to get the focus but is not visible is scrolled into view first.
    if let Some(at) = wanted.filter(|at| *at < count)
        && !visible.intersects(rect_of(at))
    {
        ui.scroll_to_rect(rect_of(at), Some(Align::Center));
        ui.ctx().request_repaint();
    }
    clicked
}

/// Scrolls the row that is open beside the list into view when another one is opened.
fn show_selected(ui: &Ui, list: Id, selected: Option<usize>, rect_of: impl Fn(usize) -> Rect) {
    let shown = list.with("selected");
    let last = ui.data_mut(|data| {
        let last: Option<Option<usize>> = data.get_temp(shown);
        data.insert_temp(shown, selected);
        last
    });
    if let Some(at) = selected
        && last.is_some_and(|last| last != selected)
    {
        ui.scroll_to_rect(rect_of(at), None);
    }
}

fn background(ui: &Ui, (kind, style): (ListKind, RowStyle), at: usize, response: &Response) {
    let palette = palette(ui.visuals());
    let rect = response.rect;
    let fill = if style.selected == Some(at) {
        Some(palette.tint)
    } else {
        let is_hovered = kind == ListKind::Selectable && response.contains_pointer();
        is_hovered.then_some(palette.hovered)
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, style.radius, fill);
    }
    let line = egui::Stroke::new(1.0, palette.line);
    ui.painter().hline(rect.x_range(), rect.bottom(), line);
}

/// Moves the focus through the list by the arrow keys, Home, End and the page keys.
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
    let pressed = ui.input_mut(|input| {
        let mut moves = moves.into_iter();
        moves.find(|(key, _)| input.consume_key(Modifiers::NONE, *key))
    });
    if let Some((_, to)) = pressed
        && to.min(last) != at
    {
        ui.data_mut(|data| data.insert_temp(list, to.min(last)));
        ui.ctx().request_repaint();
    }
}

/// Draws a row of a narrow window in two lines: its title, and the rest under it.
pub(crate) fn two_lines(ui: &Ui, area: Rect, title: &str, rest: &str) {
    let (above, below) = area.split_top_bottom_at_fraction(0.5);
    cell(ui, title, above, CellStyle::Strong);
    cell(ui, rest, below, CellStyle::Weak);
}

/// The style of the text in a cell.
#[derive(Clone, Copy)]
pub(crate) enum CellStyle {
    Plain,
    Strong,
    Weak,
    /// In a colour that has a meaning.
    Coloured(egui::Color32),
    /// The same in small text.
    Small(egui::Color32),
}

/// Draws a label in the middle of an area, shortened with `…` if it does not fit.
pub(crate) fn centred_cell(ui: &Ui, text: &str, area: Rect) {
    let colour = palette(ui.visuals()).text;
    let rich = TextRole::Label.text(ui, text).color(colour);
    let wrap = Some(TextWrapMode::Truncate);
    let width = area.width().max(0.0);
    let galley = WidgetText::from(rich).into_galley(ui, wrap, width, TextStyle::Body);
    let at = area.center() - galley.size() / 2.0;
    ui.painter().galley(at, galley, colour);
}

/// Draws text into an area, shortened with `…` if it does not fit.
pub(crate) fn cell(ui: &Ui, text: &str, area: Rect, style: CellStyle) {
    let palette = palette(ui.visuals());
    let (colour, role) = match style {
        CellStyle::Plain => (palette.text, TextRole::Table),
        CellStyle::Strong => (palette.text, TextRole::Label),
        CellStyle::Weak => (palette.weak, TextRole::Digits),
        CellStyle::Coloured(colour) => (colour, TextRole::Table),
        CellStyle::Small(colour) => (colour, TextRole::SmallLabel),
    };
    let rich = role.text(ui, text).color(colour);
    let wrap = Some(TextWrapMode::Truncate);
    let width = area.width().max(0.0);
    let galley = WidgetText::from(rich).into_galley(ui, wrap, width, TextStyle::Body);
    let at = pos2(area.left(), area.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, colour);
}
