//! The steps of the set-up, above its cards: which are done, which one is open, and which follow.

use egui::{Color32, Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use egui::{TextStyle, TextWrapMode, WidgetText};

use crate::messages::Messages;

use crate::ui::theme::{TextRole, palette};
use crate::ui::widgets::icon::{IconStyle, paint};

/// The names of the steps.
const NAMES: [&str; 3] = ["steps-you", "account-codes", "steps-register"];
/// The diameter of the circle of a step, in points.
const CIRCLE: f32 = 24.0;
/// The space between a circle and its name, in points.
const NAME_GAP: f32 = 8.0;
/// The length of the line between two steps, and in a narrow window, in points.
const LINES: [f32; 2] = [36.0, 16.0];
/// The space beside such a line, in points.
const LINE_GAP: f32 = 10.0;

/// A step of the set-up.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// The administrator.
    You,
    /// The recovery codes.
    Codes,
    /// Who can register.
    Register,
}

impl Step {
    fn number(self) -> usize {
        match self {
            Self::You => 0,
            Self::Codes => 1,
            Self::Register => 2,
        }
    }
}

/// Draws the steps in the middle of a row. A narrow window has only the name of the open one.
pub(crate) fn steps_ui(ui: &mut Ui, now: Step, messages: &Messages) {
    let now = now.number();
    let size = vec2(ui.available_width(), CIRCLE);
    let (area, response) = ui.allocate_exact_size(size, Sense::hover());
    let values = [
        ("now", (now + 1).into()),
        ("count", NAMES.len().into()),
        ("name", messages.get(NAMES[now]).into_owned().into()),
    ];
    let text = messages.with("steps-at", &values);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &text));
    let palette = palette(ui.visuals());
    let names = [0, 1, 2].map(|at| {
        let (role, colour) = if at == now {
            (TextRole::Strong, palette.text)
        } else {
            (TextRole::Table, palette.weak)
        };
        let rich = role.text(ui, messages.get(NAMES[at])).color(colour);
        let wrap = Some(TextWrapMode::Extend);
        WidgetText::from(rich).into_galley(ui, wrap, f32::INFINITY, TextStyle::Body)
    });
    let width = |is_shown: [bool; 3], line: f32| {
        let names = names.iter().zip(is_shown).filter(|(_, is_shown)| *is_shown);
        let names: f32 = names.map(|(name, _)| NAME_GAP + name.size().x).sum();
        3.0 * CIRCLE + names + 2.0 * (line + 2.0 * LINE_GAP)
    };
    let fits = width([true; 3], LINES[0]) <= area.width();
    let (is_shown, line) = if fits {
        ([true; 3], LINES[0])
    } else {
        ([0, 1, 2].map(|at| at == now), LINES[1])
    };
    let mut left = area.center().x - width(is_shown, line) / 2.0;
    for (at, name) in names.into_iter().enumerate() {
        circle_ui(
            ui,
            (at, now),
            Rect::from_min_size(pos2(left, area.top()), vec2(CIRCLE, CIRCLE)),
        );
        left += CIRCLE;
        if is_shown[at] {
            let top = area.center().y - name.size().y / 2.0;
            let width = name.size().x;
            ui.painter()
                .galley(pos2(left + NAME_GAP, top), name, palette.text);
            left += NAME_GAP + width;
        }
        if at + 1 < NAMES.len() {
            left += LINE_GAP;
            let colour = if at < now {
                palette.accent
            } else {
                palette.strong_line
            };
            let stroke = Stroke::new(2.0, colour);
            ui.painter()
                .hline(left..=left + line, area.center().y, stroke);
            left += line + LINE_GAP;
        }
    }
}

/// Draws the circle of a step: a tick if it is done, its number otherwise.
fn circle_ui(ui: &Ui, (at, now): (usize, usize), area: Rect) {
    let palette = palette(ui.visuals());
    let (fill, edge, colour) = if at <= now {
        let edge = palette.accent_edge().unwrap_or(Color32::TRANSPARENT);
        (palette.accent, edge, palette.on_accent)
    } else {
        (palette.raised, palette.border, palette.text)
    };
    let (centre, radius) = (area.center(), area.width() / 2.0);
    ui.painter()
        .circle(centre, radius - 0.5, fill, Stroke::new(1.0, edge));
    if at < now {
        return paint(ui, centre, ("check", IconStyle::Outlined), 16.0, colour);
    }
    let rich = TextRole::Strong
        .text(ui, (at + 1).to_string())
        .color(colour);
    let wrap = Some(TextWrapMode::Extend);
    let galley = WidgetText::from(rich).into_galley(ui, wrap, f32::INFINITY, TextStyle::Body);
    let corner = centre - galley.size() / 2.0;
    ui.painter().galley(corner, galley, colour);
}
