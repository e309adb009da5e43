//! Text fields: a label above and a message below, tied to the field for screen readers.

use std::borrow::Cow;

use egui::text::{CCursor, CCursorRange};
use egui::{
    CornerRadius, Frame, Id, Key, Margin, OutputCommand, Response, Stroke, StrokeKind, TextBuffer,
    TextEdit, Ui, vec2,
};

use crate::domain::secret::Secret;

use crate::ui::theme::{CONTROL_HEIGHT, RADIUS, SMALL_GAP, field_margin, palette};
use crate::ui::widgets::icon::icon_text;
use crate::ui::widgets::keys::FIELD_KEYS;
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::secret_buffer::SecretBuffer;
use crate::ui::widgets::text::{label, small};

/// The width of the tint around a focused field, in points.
pub(crate) const HALO: f32 = 3.0;

/// How a field is drawn.
pub(crate) struct FieldOptions<'a> {
    /// The label above the field.
    pub(crate) label: Cow<'a, str>,
    /// The error below the field.
    pub(crate) error: Option<String>,
    /// The help below the field if there is no error.
    pub(crate) help: Option<Cow<'a, str>>,
    /// Whether text can be typed.
    pub(crate) is_enabled: bool,
    /// Whether the field gets the focus in this frame.
    pub(crate) wants_focus: bool,
}

impl<'a> FieldOptions<'a> {
    /// Returns the options of a field with a label and nothing else to show.
    pub(crate) fn new(label: Cow<'a, str>) -> Self {
        Self {
            label,
            error: None,
            help: None,
            is_enabled: true,
            wants_focus: false,
        }
    }
}

/// What the user did in a field.
pub(crate) struct FieldResponse {
    /// Whether the text was changed.
    pub(crate) changed: bool,
    /// Whether Enter was pressed.
    pub(crate) entered: bool,
}

/// Draws a field for plain text.
pub(crate) fn text_field(
    ui: &mut Ui,
    text: &mut String,
    options: &FieldOptions<'_>,
    fields: &mut Vec<Id>,
) -> FieldResponse {
    let response = labelled(ui, text, options);
    finish(ui, options, &response, fields)
}

/// Draws a field for text of several lines, of which `rows` are shown.
pub(crate) fn lines_field(
    ui: &mut Ui,
    text: &mut String,
    rows: usize,
    options: &FieldOptions<'_>,
    fields: &mut Vec<Id>,
) -> FieldResponse {
    let palette = palette(ui.visuals());
    let label = label(ui, &options.label);
    let frame = Frame::new()
        .fill(palette.field)
        .corner_radius(RADIUS)
        .inner_margin(field_margin());
    let edit = TextEdit::multiline(text)
        .frame(frame)
        .event_filter(FIELD_KEYS)
        .desired_width(ui.available_width())
        .desired_rows(rows);
    let response = ui
        .add_enabled(options.is_enabled, edit)
        .labelled_by(label.id);
    edge_ui(ui, options, &response);
    finish(ui, options, &response, fields)
}

/// Draws a field for a code, which is shown as it is typed but cannot be copied, like a password.
pub(crate) fn code_field(
    ui: &mut Ui,
    code: &mut Secret,
    options: &FieldOptions<'_>,
    fields: &mut Vec<Id>,
) -> FieldResponse {
    let response = labelled(ui, &mut SecretBuffer(code), options);
    prevent_copying(ui, &response);
    finish(ui, options, &response, fields)
}

/// Draws a label and below it a field over the whole width.
fn labelled(ui: &mut Ui, text: &mut dyn TextBuffer, options: &FieldOptions<'_>) -> Response {
    let label = label(ui, &options.label);
    edit(ui, text, options, Style::default(), label.id)
}

/// How the box to type in is drawn.
#[derive(Clone, Copy, Default)]
pub(crate) struct Style {
    /// Whether the text is masked.
    pub(crate) is_masked: bool,
    /// The width at the right end that is kept free, in points.
    pub(crate) free: f32,
}

/// Draws the box to type in over the whole width.
pub(crate) fn edit(
    ui: &mut Ui,
    text: &mut dyn TextBuffer,
    options: &FieldOptions<'_>,
    Style { is_masked, free }: Style,
    label: Id,
) -> Response {
    let palette = palette(ui.visuals());
    let width = ui.available_width();
    #[expect(clippy::cast_possible_truncation, reason = "the width of a button")]
    let margin = Margin {
        right: field_margin().right + free as i8,
        ..field_margin()
    };
    let frame = Frame::new()
        .fill(palette.field)
        .corner_radius(RADIUS)
        .inner_margin(margin);
    let length = text.as_str().chars().count();
    let edit = TextEdit::singleline(text)
        .password(is_masked)
        .frame(frame)
        .event_filter(FIELD_KEYS)
        .align(egui::Align2::LEFT_CENTER)
        .min_size(vec2(width, CONTROL_HEIGHT))
        .desired_width(width)
        .clip_text(true);
    let response = ui.add_enabled(options.is_enabled, edit).labelled_by(label);
    let by_tab = |input: &egui::InputState| input.key_down(Key::Tab) || input.key_pressed(Key::Tab);
    // What was typed in the same frame stays.
    if response.gained_focus() && !response.changed() && ui.input(by_tab) {
        select_all(ui, response.id, length);
    }
    edge_ui(ui, options, &response);
    response
}

/// Selects the text of a field, so that typing replaces it, as on every desktop after Tab.
fn select_all(ui: &Ui, field: Id, length: usize) {
    if let Some(mut state) = TextEdit::load_state(ui.ctx(), field) {
        let all = CCursorRange::two(CCursor::new(0), CCursor::new(length));
        state.cursor.set_char_range(Some(all));
        state.store(ui.ctx(), field);
    }
}

/// Draws the edge of a field and the ring if it has the focus, which it gets if the options want it.
fn edge_ui(ui: &Ui, options: &FieldOptions<'_>, response: &Response) {
    let palette = palette(ui.visuals());
    if options.wants_focus {
        response.request_focus();
    }
    let (edge, halo) = if options.error.is_some() {
        (Stroke::new(2.0, palette.error.text), palette.error.tint)
    } else if response.has_focus() {
        (Stroke::new(2.0, palette.accent_text), palette.tint)
    } else {
        (Stroke::new(1.0, palette.border), palette.tint)
    };
    let radius = CornerRadius::same(RADIUS);
    let painter = ui.painter();
    painter.rect_stroke(response.rect, radius, edge, StrokeKind::Inside);
    if response.has_focus() {
        let clip = ui.clip_rect().expand(HALO);
        let halo = Stroke::new(HALO, halo);
        let painter = painter.with_clip_rect(clip);
        painter.rect_stroke(response.rect, radius, halo, StrokeKind::Outside);
    }
}

/// Draws what is below a field and registers the field. Returns what the user did in it.
pub(crate) fn finish(
    ui: &mut Ui,
    options: &FieldOptions<'_>,
    field: &Response,
    fields: &mut Vec<Id>,
) -> FieldResponse {
    if !fields.contains(&field.id) {
        fields.push(field.id);
    }
    optional(ui, |ui| message_ui(ui, options, field));
    ui.add_space(SMALL_GAP);
    FieldResponse {
        changed: field.changed(),
        entered: field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)),
    }
}

/// Draws the error of a field, or else its help.
fn message_ui(ui: &mut Ui, options: &FieldOptions<'_>, field: &Response) {
    let palette = palette(ui.visuals());
    let Some(error) = &options.error else {
        if let Some(help) = &options.help {
            small(ui, help);
        }
        return;
    };
    let response = icon_text(ui, ("error", 18.0), error, palette.error.text);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_live(egui::accesskit::Live::Assertive);
    });
    ui.ctx().accesskit_node_builder(field.id, |node| {
        node.set_invalid(egui::accesskit::Invalid::True);
        node.set_error_message(response.id.accesskit_id());
        node.set_described_by(vec![response.id.accesskit_id()]);
        // Some screen readers know neither of these two.
        node.set_description(error.as_str());
    });
}

/// Keeps a password in its field: it leaves it neither by undo nor by copying nor by being selected, which on X11
/// puts text where a middle click pastes it (R10, R53).
pub(crate) fn prevent_copying(ui: &Ui, response: &Response) {
    if let Some(mut state) = TextEdit::load_state(ui.ctx(), response.id) {
        state.clear_undoer();
        state.store(ui.ctx(), response.id);
    }
    if response.has_focus() || response.lost_focus() || response.changed() {
        ui.output_mut(|output| {
            output.commands.retain(|command| {
                !matches!(
                    command,
                    OutputCommand::CopyText(_) | OutputCommand::TextSelectionSettled(_)
                )
            });
        });
    }
}
