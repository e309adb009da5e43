//! A search field in a toolbar: its icon and its hint are inside.

use egui::{
    CornerRadius, Frame, Id, Key, KeyboardShortcut, Margin, Modifiers, Stroke, StrokeKind,
    TextEdit, Ui, vec2,
};

use crate::messages::Messages;

use crate::ui::theme::{DENSE_RADIUS, TextRole, palette};
use crate::ui::widgets::chip::keys_ui;
use crate::ui::widgets::icon::{IconStyle, paint};
use crate::ui::widgets::keys::{FIELD_KEYS, is_covered, shortcut_text, take_typed};

/// The width of the tint around a focused field, in points.
const HALO: f32 = 3.0;
/// The space for the icon, in points.
const ICON_ROOM: i8 = 36;
/// The least width of a field that shows its key, in points.
const WITH_KEY: f32 = 280.0;

/// The keys that move the focus into the field.
pub(crate) const FIND_KEYS: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::F);

/// The character that does the same outside text fields.
pub(crate) const FIND_CHARACTER: &str = "/";

/// Draws a search field of this size. Screen readers read the hint as its label. Returns `true` if the text was changed.
pub(crate) fn search_field(
    ui: &mut Ui,
    text: &mut String,
    (hint, messages): (&str, &Messages),
    size: egui::Vec2,
    fields: &mut Vec<Id>,
) -> bool {
    let palette = palette(ui.visuals());
    let margin = Margin {
        left: ICON_ROOM,
        right: 10,
        top: 4,
        bottom: 4,
    };
    let frame = Frame::new()
        .fill(palette.field)
        .corner_radius(DENSE_RADIUS)
        .inner_margin(margin);
    let weak = TextRole::Table.text(ui, hint).color(palette.weak);
    let edit = TextEdit::singleline(text)
        .hint_text(weak)
        .frame(frame)
        .event_filter(FIELD_KEYS)
        .align(egui::Align2::LEFT_CENTER)
        .min_size(size)
        .desired_width(size.x)
        .clip_text(true);
    let response = ui
        .scope(|ui| {
            ui.spacing_mut().interact_size.y = size.y;
            ui.add_sized(size, edit)
        })
        .inner;
    if !is_covered(ui)
        && (ui.input_mut(|input| input.consume_shortcut(&FIND_KEYS))
            || take_typed(ui, FIND_CHARACTER))
    {
        response.request_focus();
    }
    if !fields.contains(&response.id) {
        fields.push(response.id);
    }
    let (rect, radius) = (response.rect, CornerRadius::same(DENSE_RADIUS));
    let edge = if response.has_focus() {
        let halo = ui.painter().with_clip_rect(ui.clip_rect().expand(HALO));
        let tint = Stroke::new(HALO, palette.tint);
        halo.rect_stroke(rect, radius, tint, StrokeKind::Outside);
        Stroke::new(2.0, palette.accent_text)
    } else {
        Stroke::new(1.0, palette.border)
    };
    ui.painter()
        .rect_stroke(rect, radius, edge, StrokeKind::Inside);
    let at = rect.left_center() + vec2(20.0, 0.0);
    paint(ui, at, ("search", IconStyle::Outlined), 18.0, palette.weak);
    if text.is_empty() && !response.has_focus() && size.x >= WITH_KEY {
        keys_ui(ui, &shortcut_text(ui.ctx(), messages, FIND_KEYS), rect);
    }
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_label(hint);
    });
    response.changed()
}
