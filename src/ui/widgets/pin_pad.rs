//! The field for a PIN, and keys to type it with the pointer.

use egui::output::OutputEvent;
use egui::text::{CCursor, CCursorRange};
use egui::{
    Button, Id, PointerButton, Response, Role, Shape, Stroke, TextEdit, Ui, Vec2, WidgetInfo, pos2,
    vec2,
};

use crate::domain::pin::PIN_MAX;
use crate::domain::secret::Secret;
use crate::messages::Messages;

use crate::ui::theme::{SMALL_GAP, TextRole, palette};
use crate::ui::widgets::digits::Digits;
use crate::ui::widgets::field::{
    FieldOptions, FieldResponse, Style, edit, finish, prevent_copying,
};
use crate::ui::widgets::focus_ring::ring;
use crate::ui::widgets::password_field::hide_password_length;
use crate::ui::widgets::text::label;

/// The size of a key, in points.
const KEY: Vec2 = vec2(72.0, 56.0);
/// The height of a key in a low window, in points, so that what is below the keys fits.
const LOW_KEY: f32 = 48.0;
/// The height below which a window is low, in points.
const LOW: f32 = 840.0;
/// The space between two keys, in points.
const GAP: f32 = 10.0;
/// The size of the sign on the key that deletes a digit, in points.
const SIGN: Vec2 = vec2(20.0, 14.0);

/// A key.
#[derive(Clone, Copy)]
enum PadKey {
    Digit(&'static str),
    Delete,
    None,
}

/// The rows of keys.
const ROWS: [[PadKey; 3]; 4] = {
    use PadKey::{Delete, Digit, None};
    [
        [Digit("1"), Digit("2"), Digit("3")],
        [Digit("4"), Digit("5"), Digit("6")],
        [Digit("7"), Digit("8"), Digit("9")],
        [None, Digit("0"), Delete],
    ]
};

/// Draws the field for a PIN, which takes digits only. Also returns whether something else was typed.
pub(crate) fn pin_field(
    ui: &mut Ui,
    pin: &mut Secret,
    options: &FieldOptions<'_>,
    fields: &mut Vec<Id>,
) -> (FieldResponse, bool) {
    let (response, has_dropped) = masked(ui, pin, options);
    (finish(ui, options, &response, fields), has_dropped)
}

/// Draws the field for a PIN with keys under it.
pub(crate) fn pin_pad(
    ui: &mut Ui,
    pin: &mut Secret,
    options: &FieldOptions<'_>,
    messages: &Messages,
    fields: &mut Vec<Id>,
) -> FieldResponse {
    let (response, _) = masked(ui, pin, options);
    let id = response.id;
    let mut field = finish(ui, options, &response, fields);
    ui.add_space(SMALL_GAP);
    let pressed = keys_ui(ui, options.is_enabled, messages);
    hide_digits(ui);
    if let Some((key, pressed)) = pressed {
        let end = pin.expose().len();
        match key {
            PadKey::Digit(digit) if end < PIN_MAX => {
                pin.insert(end, digit);
            }
            PadKey::Delete if end > 0 => pin.remove(end - 1, end),
            _ => {}
        }
        field.changed = true;
        // The next digit that is typed comes after this one.
        if let Some(mut state) = TextEdit::load_state(ui.ctx(), id) {
            let end = CCursor::new(pin.expose().len());
            state.cursor.set_char_range(Some(CCursorRange::one(end)));
            state.store(ui.ctx(), id);
        }
        // Enter then submits. Who uses the keyboard stays on the key.
        if pressed.clicked_by(PointerButton::Primary) && !pressed.has_focus() {
            response.request_focus();
        }
    }
    field
}

fn masked(ui: &mut Ui, pin: &mut Secret, options: &FieldOptions<'_>) -> (Response, bool) {
    let label = label(ui, &options.label);
    let style = Style {
        is_masked: true,
        free: 0.0,
    };
    let mut digits = Digits::new(pin, PIN_MAX);
    let response = edit(ui, &mut digits, options, style, label.id);
    let has_dropped = digits.has_dropped;
    hide_password_length(ui, &response, pin.expose().len());
    prevent_copying(ui, &response);
    (response, has_dropped)
}

/// Draws the keys. Returns the one that was pressed.
fn keys_ui(ui: &mut Ui, is_enabled: bool, messages: &Messages) -> Option<(PadKey, Response)> {
    let width = 3.0 * KEY.x + 2.0 * GAP;
    let side = ((ui.available_width() - width) / 2.0).max(0.0).floor();
    let mut pressed = None;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(GAP);
        for row in ROWS {
            ui.horizontal(|ui| {
                ui.add_space(side);
                for key in row {
                    if let Some(response) = key_ui(ui, key, is_enabled, messages)
                        && response.clicked()
                    {
                        pressed = Some((key, response));
                    }
                }
            });
        }
    });
    pressed
}

/// Keeps the digits that were pressed out of what egui reports to the app.
fn hide_digits(ui: &Ui) {
    let is_digit = |event: &OutputEvent| {
        let label = event.widget_info().label.as_deref();
        label.is_some_and(|label| label.len() == 1)
    };
    ui.output_mut(|output| output.events.retain(|event| !is_digit(event)));
}

fn key_ui(ui: &mut Ui, key: PadKey, is_enabled: bool, messages: &Messages) -> Option<Response> {
    let is_low = ui.ctx().content_rect().height() < LOW;
    let size = if is_low { vec2(KEY.x, LOW_KEY) } else { KEY };
    let (text, name) = match key {
        PadKey::None => {
            ui.allocate_space(size);
            return None;
        }
        PadKey::Digit(digit) => (TextRole::Digit.text(ui, digit), digit.into()),
        PadKey::Delete => (TextRole::Digit.text(ui, ""), messages.get("pin-delete")),
    };
    let button = Button::new(text)
        .min_size(size)
        .frame(matches!(key, PadKey::Digit(_)));
    let response = ui.add_enabled(is_enabled, button);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, response.enabled(), &*name));
    if matches!(key, PadKey::Delete) {
        delete_sign(ui, &response);
    }
    ring(ui, &response);
    Some(response)
}

/// Paints an arrow to the left with a cross in it.
fn delete_sign(ui: &Ui, key: &Response) {
    let centre = key.rect.center();
    let (right, half) = (SIGN.x / 2.0, SIGN.y / 2.0);
    let stroke = Stroke::new(1.6, palette(ui.visuals()).text);
    let at = |x: f32, y: f32| pos2(centre.x + x, centre.y + y);
    let arrow = vec![
        at(-right, 0.0),
        at(-right + half, -half),
        at(right, -half),
        at(right, half),
        at(-right + half, half),
    ];
    let painter = ui.painter();
    painter.add(Shape::closed_line(arrow, stroke));
    painter.line_segment([at(0.0, -3.0), at(6.0, 3.0)], stroke);
    painter.line_segment([at(0.0, 3.0), at(6.0, -3.0)], stroke);
}
