//! A choice between a few values beside each other, of which the chosen one is raised.

use egui::{
    EventFilter, Id, Key, Rect, Response, Role, Sense, Stroke, StrokeKind, TextStyle, TextWrapMode,
    Ui, WidgetInfo, WidgetText, vec2,
};

use crate::ui::theme::{CHIP_RADIUS, Elevation, RADIUS, TextRole, palette};
use crate::ui::widgets::dense::role_width;
use crate::ui::widgets::focus_ring::ring;

/// The space between the edge of the control and its parts, in points.
const INSET: f32 = 3.0;
/// The space between the edge of a part and its text, in points.
const PADDING: f32 = 12.0;

/// Draws the values beside each other, at this height and at most as wide as there is room. They are radio buttons: Tab
/// stops at the chosen one, and the arrow keys choose. Returns the value that was chosen if it is another one.
pub(crate) fn segmented<T: Copy + PartialEq>(
    ui: &mut Ui,
    (label, height): (&str, f32),
    now: T,
    all: &[(T, String)],
) -> Option<T> {
    let chosen = ui.scope(|ui| {
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(Role::RadioGroup);
            node.set_label(label);
        });
        parts_ui(ui, height, now, all)
    });
    chosen.inner.filter(|value| *value != now)
}

fn parts_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    height: f32,
    now: T,
    all: &[(T, String)],
) -> Option<T> {
    let colours = palette(ui.visuals());
    let widths: Vec<f32> = all
        .iter()
        .map(|(_, text)| (role_width(ui, TextRole::SmallLabel, text) + 2.0 * PADDING).ceil())
        .collect();
    let wanted: f32 = widths.iter().sum();
    let room = ui.available_width() - 2.0 * INSET;
    let share = (room / wanted).min(1.0);
    let size = vec2(wanted * share + 2.0 * INSET, height);
    let (area, group) = ui.allocate_exact_size(size, Sense::empty());
    let line = Stroke::new(1.0, colours.line);
    let painter = ui.painter();
    painter.rect(area, RADIUS, colours.soft, line, StrokeKind::Inside);
    let inside = area.shrink(INSET);
    // The arrow keys of egui move the focus at the end of a frame, so that it is set at the start of the next one.
    let wanted: Option<usize> = ui.data_mut(|data| data.remove_temp(group.id));
    if let Some(at) = wanted {
        ui.memory_mut(|memory| memory.request_focus(group.id.with(at)));
    }
    let (mut left, mut chosen) = (inside.left(), None);
    for (at, ((value, text), width)) in all.iter().zip(widths).enumerate() {
        let part = Rect::from_x_y_ranges(left..=left + width * share, inside.y_range());
        left = part.right();
        let id = group.id.with(at);
        let response = part_ui(ui, part, id, (text, *value == now));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_position_in_set(at + 1);
            node.set_size_of_set(all.len());
        });
        if response.clicked() {
            chosen = Some(*value);
        }
        if response.has_focus()
            && let Some(to) = moved(ui, &response, at, all.len())
        {
            ui.data_mut(|data| data.insert_temp(group.id, to));
            ui.ctx().request_repaint();
            chosen = all.get(to).map(|(value, _)| *value);
        }
    }
    chosen
}

fn part_ui(ui: &Ui, part: Rect, id: Id, (text, is_chosen): (&str, bool)) -> Response {
    let colours = palette(ui.visuals());
    // A choice that takes a moment does not take the focus away.
    let sense = if is_chosen || ui.memory(|memory| memory.has_focus(id)) {
        Sense::click()
    } else {
        Sense::CLICK
    };
    let response = ui.interact(part, id, sense);
    let painter = ui.painter();
    if is_chosen {
        let is_dark = ui.visuals().dark_mode;
        let [shadow, _] = Elevation::Control.shadows(is_dark);
        painter.add(shadow.as_shape(part, CHIP_RADIUS));
        let fill = if is_dark {
            colours.hovered
        } else {
            colours.raised
        };
        let line = Stroke::new(1.0, colours.strong_line);
        painter.rect(part, CHIP_RADIUS, fill, line, StrokeKind::Inside);
    }
    let colour = if is_chosen || response.hovered() {
        colours.text
    } else {
        colours.weak
    };
    let rich = TextRole::SmallLabel.text(ui, text).color(colour);
    let shorten = Some(TextWrapMode::Truncate);
    let galley = WidgetText::from(rich).into_galley(ui, shorten, part.width(), TextStyle::Body);
    let at = part.center() - galley.size() / 2.0;
    painter.galley(at, galley, colour);
    ring(ui, &response);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, text));
    response
}

/// Returns the part that an arrow key moves to from the focused one.
fn moved(ui: &Ui, response: &Response, at: usize, count: usize) -> Option<usize> {
    let filter = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let (before, after) = ((at + count - 1) % count, (at + 1) % count);
    let moves = [
        (Key::ArrowLeft, before),
        (Key::ArrowUp, before),
        (Key::ArrowRight, after),
        (Key::ArrowDown, after),
    ];
    ui.input(|input| {
        let mut moves = moves.iter();
        moves
            .find(|(key, _)| input.key_pressed(*key))
            .map(|(_, to)| *to)
    })
}
