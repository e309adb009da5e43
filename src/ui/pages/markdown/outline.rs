//! The headings of a page, beside it: where the reader is, and a way to each.

use egui::{Button, Rect, Stroke, Ui, UiBuilder, pos2, vec2};

use crate::messages::Messages;

use crate::ui::theme::{CONTENTS_WIDTH, TextRole, palette};
use crate::ui::widgets::button::quiet;
use crate::ui::widgets::focus_ring::ring_inside;

/// The height of a heading in the list, in points.
const HEIGHT: f32 = 28.0;
/// The space between the line and the text, in points.
const INDENT: f32 = 12.0;
/// The space above the list when the page is scrolled, in points.
const ABOVE: f32 = 24.0;
/// How far below the top a heading counts as reached, in points.
const REACHED: f32 = 96.0;
/// The lowest level that is listed.
const LEVEL_MAX: u8 = 3;

/// The headings of a page, in order.
#[derive(Default)]
pub(super) struct Outline {
    headings: Vec<Heading>,
}

struct Heading {
    id: String,
    text: String,
    /// Where it is drawn, in points.
    top: f32,
}

impl Outline {
    pub(super) fn add(&mut self, id: &str, text: String, level: u8, top: f32) {
        if level <= LEVEL_MAX {
            let id = id.to_owned();
            self.headings.push(Heading { id, text, top });
        }
    }
}

/// Draws the list, which stays in sight, if there are at least two headings. Returns the heading that was clicked.
pub(super) fn outline_ui(
    ui: &mut Ui,
    outline: &Outline,
    (left, top): (f32, f32),
    messages: &Messages,
) -> Option<String> {
    let headings = &outline.headings;
    if headings.len() < 2 {
        return None;
    }
    let palette = palette(ui.visuals());
    let seen = ui.clip_rect().top();
    let reached = headings
        .iter()
        .rposition(|heading| heading.top <= seen + REACHED);
    let current = reached.unwrap_or_default();
    let at = pos2(left, top.max(seen + ABOVE));
    let area = Rect::from_min_size(at, vec2(CONTENTS_WIDTH, f32::INFINITY));
    let mut inside = ui.new_child(UiBuilder::new().max_rect(area));
    let ui = &mut inside;
    ui.spacing_mut().item_spacing.y = 0.0;
    let title = TextRole::SmallLabel.text(ui, messages.get("page-contents"));
    ui.label(title.color(palette.weak));
    ui.add_space(8.0);
    quiet(ui);
    ui.spacing_mut().button_padding = vec2(INDENT, 4.0);
    let mut clicked = None;
    for (index, heading) in headings.iter().enumerate() {
        let is_current = index == current;
        let (role, colour) = if is_current {
            (TextRole::SmallLabel, palette.text)
        } else {
            (TextRole::Small, palette.weak)
        };
        let text = role.text(ui, &heading.text).color(colour);
        let button = Button::new(text)
            .truncate()
            .right_text("")
            .min_size(vec2(CONTENTS_WIDTH, HEIGHT));
        ui.spacing_mut().interact_size.y = HEIGHT;
        let response = ui.add(button);
        ring_inside(ui, &response);
        let edge = response.rect.left_top().x;
        let line = if is_current {
            Stroke::new(2.0, palette.accent_text)
        } else {
            Stroke::new(2.0, palette.line)
        };
        ui.painter().vline(edge, response.rect.y_range(), line);
        if response.clicked() {
            clicked = Some(heading.id.clone());
        }
    }
    clicked
}
