//! Text fields: label above, message below, tied to each other for screen readers.

use egui::{
    CornerRadius, Frame, Id, Key, OutputCommand, Response, RichText, Stroke, StrokeKind,
    TextBuffer, TextEdit, Ui, vec2,
};

use crate::domain::secret::Secret;

use crate::ui::theme::{CONTROL_HEIGHT, RADIUS, SMALL_GAP, field_margin, palette};
use crate::ui::widgets::focus_ring::paint_ring;
use crate::ui::widgets::icon::decoration;
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::secret_buffer::SecretBuffer;

/// How a field looks at the moment.
pub(crate) struct FieldOptions<'a> {
    /// What stands above it.
    pub(crate) label: &'a str,
    /// What is wrong with it.
    pub(crate) error: Option<String>,
    /// Help under it, when nothing is wrong.
    pub(crate) help: Option<&'a str>,
    /// Whether it can be typed in.
    pub(crate) is_enabled: bool,
    /// Whether it wants the focus now.
    pub(crate) wants_focus: bool,
}

impl<'a> FieldOptions<'a> {
    /// Returns a field with a label and nothing else to show.
    pub(crate) fn new(label: &'a str) -> Self {
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
    /// The text was changed.
    pub(crate) changed: bool,
    /// Enter was pressed.
    pub(crate) entered: bool,
}

/// Draws a field for plain text.
pub(crate) fn text_field(
    ui: &mut Ui,
    text: &mut String,
    options: &FieldOptions<'_>,
    fields: &mut Vec<Id>,
) -> FieldResponse {
    let label = ui.label(RichText::new(options.label).strong());
    let width = ui.available_width();
    let response = edit(ui, text, options, (width, false), label.id);
    register_field(fields, response.id);
    field_message(ui, options, &response);
    response_of(ui, &response)
}

/// Draws a field for text of several lines, of which so many are shown.
pub(crate) fn lines_field(
    ui: &mut Ui,
    text: &mut String,
    rows: usize,
    options: &FieldOptions<'_>,
    fields: &mut Vec<Id>,
) {
    let palette = palette(ui.visuals());
    let label = ui.label(RichText::new(options.label).strong());
    let frame = Frame::new()
        .fill(palette.field)
        .corner_radius(RADIUS)
        .inner_margin(field_margin());
    let edit = TextEdit::multiline(text)
        .frame(frame)
        .desired_width(ui.available_width())
        .desired_rows(rows);
    let response = ui
        .add_enabled(options.is_enabled, edit)
        .labelled_by(label.id);
    finish(ui, options, &response);
    register_field(fields, response.id);
    field_message(ui, options, &response);
}

/// Draws a field for a code: shown as it is typed, and kept to itself like a password.
pub(crate) fn code_field(
    ui: &mut Ui,
    code: &mut Secret,
    options: &FieldOptions<'_>,
    fields: &mut Vec<Id>,
) -> FieldResponse {
    let label = ui.label(RichText::new(options.label).strong());
    let width = ui.available_width();
    let response = edit(
        ui,
        &mut SecretBuffer(code),
        options,
        (width, false),
        label.id,
    );
    register_field(fields, response.id);
    prevent_copying(ui, &response);
    field_message(ui, options, &response);
    response_of(ui, &response)
}

/// Draws the box to type in.
pub(crate) fn edit(
    ui: &mut Ui,
    text: &mut dyn TextBuffer,
    options: &FieldOptions<'_>,
    (width, is_masked): (f32, bool),
    label: Id,
) -> Response {
    let palette = palette(ui.visuals());
    let margin = field_margin();
    let frame = Frame::new()
        .fill(palette.field)
        .corner_radius(RADIUS)
        .inner_margin(margin);
    let edit = TextEdit::singleline(text)
        .password(is_masked)
        .frame(frame)
        .align(egui::Align2::LEFT_CENTER)
        .min_size(vec2(width, CONTROL_HEIGHT))
        .desired_width(width)
        .clip_text(true);
    let response = ui.add_enabled(options.is_enabled, edit).labelled_by(label);
    finish(ui, options, &response);
    response
}

/// Draws the edge of a field, and the ring when it has the focus, which it gets if it wants it.
fn finish(ui: &Ui, options: &FieldOptions<'_>, response: &Response) {
    let palette = palette(ui.visuals());
    if options.wants_focus {
        response.request_focus();
    }
    let edge = if options.error.is_some() {
        Stroke::new(1.5, palette.error)
    } else {
        Stroke::new(1.0, palette.border)
    };
    let radius = CornerRadius::same(RADIUS);
    ui.painter()
        .rect_stroke(response.rect, radius, edge, StrokeKind::Inside);
    if response.has_focus() {
        let ring = if options.error.is_some() {
            palette.error
        } else {
            palette.accent
        };
        paint_ring(ui, response.rect, ring);
    }
}

/// What is wrong with the field, or else the help for it.
pub(crate) fn field_message(ui: &mut Ui, options: &FieldOptions<'_>, field: &Response) {
    optional(ui, |ui| message_ui(ui, options, field));
    ui.add_space(SMALL_GAP);
}

fn message_ui(ui: &mut Ui, options: &FieldOptions<'_>, field: &Response) {
    let palette = palette(ui.visuals());
    let Some(error) = &options.error else {
        if let Some(help) = options.help {
            ui.label(RichText::new(help).small().color(palette.weak));
        }
        return;
    };
    let response = ui
        .horizontal_top(|ui| {
            decoration(ui, "error", 18.0, palette.error);
            ui.add(egui::Label::new(RichText::new(error).color(palette.error)).wrap())
        })
        .inner;
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_live(egui::accesskit::Live::Assertive);
    });
    ui.ctx().accesskit_node_builder(field.id, |node| {
        node.set_invalid(egui::accesskit::Invalid::True);
        node.set_error_message(response.id.accesskit_id());
        node.set_described_by(vec![response.id.accesskit_id()]);
    });
}

/// A password does not leave its field: not by undo, not by copying, not by being selected, which
/// on X11 puts text where a middle click pastes it (R10, R53).
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

pub(crate) fn register_field(fields: &mut Vec<Id>, id: Id) {
    if !fields.contains(&id) {
        fields.push(id);
    }
}

pub(crate) fn response_of(ui: &Ui, response: &Response) -> FieldResponse {
    FieldResponse {
        changed: response.changed(),
        entered: response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)),
    }
}
