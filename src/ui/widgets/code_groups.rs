//! Codes to be read and copied by hand: in large groups, numbered where there are several.

use egui::{Color32, Frame, Margin, Pos2, Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use egui::{TextStyle, TextWrapMode, WidgetText};

use crate::domain::secret::Secret;

use crate::ui::theme::{BOX_RADIUS, TextRole, palette};
use crate::ui::widgets::capture::note_secret;

/// The width of a character as a share of the size of the font.
const ADVANCE: f32 = 0.6;
/// The space between two groups as a share of the size of the font.
const GROUP_GAP: f32 = 0.75;
/// The greatest size of a code in a list, in one and in two columns, in points.
const LIST_SIZES: [f32; 2] = [15.0, 13.0];
/// The size of a single code, in points.
const SINGLE_SIZE: f32 = 22.0;
/// The height of a line of a single code, in points.
const SINGLE_LINE: f32 = 36.0;
/// The height of a row of a list, in points.
const ROW: f32 = 44.0;
/// The height of a row in a narrow window, in points.
const ROW_NARROW: f32 = 36.0;
/// The width of a number with the space after it, in points.
const NUMBER: f32 = 26.0;
/// The space between two columns, in points.
const COLUMN_GAP: f32 = 36.0;
/// The least width of a list in two columns, in points.
const TWO_COLUMNS: f32 = 560.0;

/// Draws codes as a numbered list, down two columns where there is room.
pub(crate) fn code_list(ui: &mut Ui, codes: &[Secret]) {
    let is_wide = ui.available_width() >= TWO_COLUMNS;
    let margin = if is_wide {
        Margin::symmetric(20, 8)
    } else {
        Margin::symmetric(8, 4)
    };
    code_box(ui, margin, |ui| {
        let columns = if is_wide { 2 } else { 1 };
        let rows = codes.len().div_ceil(columns);
        let height = if is_wide { ROW } else { ROW_NARROW };
        let places = ListPlaces::new(ui, (columns, rows), height);
        for (at, code) in codes.iter().enumerate() {
            let area = places.area(at / rows.max(1), at % rows.max(1));
            let is_last = (at + 1).is_multiple_of(rows.max(1)) || at + 1 == codes.len();
            list_row(ui, (at, codes.len()), code, area, is_last);
        }
    });
}

/// Draws a single code in lines of large groups.
pub(crate) fn single_code(ui: &mut Ui, code: &Secret) {
    code_box(ui, Margin::symmetric(16, 10), |ui| {
        let lines = lines(code.expose(), ui.available_width());
        #[expect(clippy::cast_precision_loss, reason = "a few lines")]
        let size = vec2(ui.available_width(), SINGLE_LINE * lines.len() as f32);
        let (area, response) = ui.allocate_exact_size(size, Sense::hover());
        let mut first = 0;
        for (line, groups) in lines.iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "a few lines")]
            let middle = area.top() + SINGLE_LINE * (line as f32 + 0.5);
            groups_ui(ui, groups, first, pos2(area.left(), middle), SINGLE_SIZE);
            first += groups.len();
        }
        let text = code.expose();
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, text));
    });
}

/// Draws the box that codes are in.
fn code_box(ui: &mut Ui, margin: Margin, add: impl FnOnce(&mut Ui)) {
    note_secret(ui.ctx());
    let palette = palette(ui.visuals());
    let frame = Frame::new()
        .fill(palette.on_raised(ui.visuals().dark_mode).0)
        .stroke(Stroke::new(1.0, palette.strong_line))
        .corner_radius(BOX_RADIUS)
        .inner_margin(margin);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        add(ui);
    });
}

/// Divides a code into lines of whole groups.
fn lines(code: &str, width: f32) -> Vec<Vec<&str>> {
    let mut lines: Vec<Vec<&str>> = vec![Vec::new()];
    let mut left = width;
    for group in code.split('-') {
        let needed = group_width(group, SINGLE_SIZE);
        if left < needed {
            lines.push(Vec::new());
            left = width;
        }
        left -= needed + GROUP_GAP * SINGLE_SIZE;
        if let Some(line) = lines.last_mut() {
            line.push(group);
        }
    }
    lines
}

fn group_width(group: &str, size: f32) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a few characters")]
    let characters = group.len() as f32;
    characters * ADVANCE * size
}

/// Where the codes of a list are.
struct ListPlaces {
    area: Rect,
    width: f32,
    height: f32,
}

impl ListPlaces {
    #[expect(clippy::cast_precision_loss, reason = "a few codes")]
    fn new(ui: &mut Ui, (columns, rows): (usize, usize), height: f32) -> Self {
        let size = vec2(ui.available_width(), height * rows as f32);
        let (area, _) = ui.allocate_exact_size(size, Sense::empty());
        let gaps = COLUMN_GAP * (columns - 1) as f32;
        let width = (area.width() - gaps) / columns as f32;
        Self {
            area,
            width,
            height,
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "a few codes")]
    fn area(&self, column: usize, row: usize) -> Rect {
        let left = self.area.left() + (self.width + COLUMN_GAP) * column as f32;
        let top = self.area.top() + self.height * row as f32;
        Rect::from_min_size(pos2(left, top), vec2(self.width, self.height))
    }
}

/// Draws a code of a list. A screen reader reads its number as well.
fn list_row(ui: &Ui, (at, count): (usize, usize), code: &Secret, area: Rect, is_last: bool) {
    let palette = palette(ui.visuals());
    let text = format!("{}. {}", at + 1, code.expose());
    let response = ui.interact(area, ui.scope_id().with(("code", at)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::ListItem, true, &text));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_position_in_set(at + 1);
        node.set_size_of_set(count);
    });
    let middle = area.center().y;
    let number = (at + 1).to_string();
    text_ui(
        ui,
        &number,
        pos2(area.left() + 6.0, middle),
        LIST_SIZES[1],
        palette.weak,
    );
    let room = area.width() - NUMBER;
    let groups: Vec<_> = code.expose().split('-').collect();
    let characters: f32 = groups.iter().map(|group| group_width(group, 1.0)).sum();
    #[expect(clippy::cast_precision_loss, reason = "a few groups")]
    let gaps = GROUP_GAP * groups.len().saturating_sub(1) as f32;
    let greatest = LIST_SIZES[usize::from(count > 1 && area.height() >= ROW)];
    let size = (room / (characters + gaps)).min(greatest);
    groups_ui(ui, &groups, 0, pos2(area.left() + NUMBER, middle), size);
    if !is_last {
        let (_, line) = palette.on_raised(ui.visuals().dark_mode);
        let line = Stroke::new(1.0, line);
        ui.painter().hline(area.x_range(), area.bottom(), line);
    }
}

/// Draws groups beside each other, every second one weaker. `first` is the number of the first one.
fn groups_ui(ui: &Ui, groups: &[&str], first: usize, at: Pos2, size: f32) {
    let palette = palette(ui.visuals());
    let mut left = at.x;
    for (number, group) in groups.iter().enumerate() {
        let colour = if (first + number).is_multiple_of(2) {
            palette.text
        } else {
            palette.weak
        };
        text_ui(ui, group, pos2(left, at.y), size, colour);
        left += group_width(group, size) + GROUP_GAP * size;
    }
}

/// Draws a text in the font of codes. It cannot be selected, because what is selected reaches the clipboard, where
/// nothing would clear it (R73).
fn text_ui(ui: &Ui, text: &str, at: Pos2, size: f32, colour: Color32) {
    let rich = TextRole::code(ui, text, size).color(colour);
    let wrap = Some(TextWrapMode::Extend);
    let galley = WidgetText::from(rich).into_galley(ui, wrap, f32::INFINITY, TextStyle::Monospace);
    let corner = pos2(at.x, at.y - galley.size().y / 2.0);
    ui.painter().galley(corner, galley, colour);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_code_is_divided_between_its_groups() {
        let code = "1KWF-9199-ATSV-NX10";
        assert_eq!(lines(code, 1_000.0), [["1KWF", "9199", "ATSV", "NX10"]]);
        assert_eq!(lines(code, 140.0), [["1KWF", "9199"], ["ATSV", "NX10"]]);
        assert_eq!(lines("1KWF", 1.0).concat(), ["1KWF"]);
    }
}
