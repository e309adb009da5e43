//! Text fields: label above, message below, tied to each other for screen readers.

use egui::{
    CornerRadius, Frame, Id, Key, OutputCommand, Response, RichText, Stroke, StrokeKind,
    TextBuffer, TextEdit, Ui, vec2,
};

use crate::domain::secret::Secret;
use crate::messages::Messages;
use crate::screen::PasswordInput;

use crate::ui::theme::{CONTROL_HEIGHT, RADIUS, SMALL_GAP, field_margin, palette};
use crate::ui::widgets::button::icon_button;
use crate::ui::widgets::focus_ring::paint_ring;
use crate::ui::widgets::icon::decoration;
use crate::ui::widgets::masked_text::hide_length;
use crate::ui::widgets::panel::apart;
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

/// What a person did in a field.
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
    look: &FieldOptions<'_>,
    fields: &mut Vec<Id>,
) -> FieldResponse {
    let label = ui.label(RichText::new(look.label).strong());
    let width = ui.available_width();
    let response = edit(ui, text, look, (width, false), label.id);
    remember(fields, response.id);
    message(ui, look, &response);
    done(ui, &response)
}

/// Draws a field for text of several lines, of which so many are shown.
pub(crate) fn lines_field(
    ui: &mut Ui,
    text: &mut String,
    rows: usize,
    look: &FieldOptions<'_>,
    fields: &mut Vec<Id>,
) {
    let palette = palette(ui.visuals());
    let label = ui.label(RichText::new(look.label).strong());
    let frame = Frame::new()
        .fill(palette.field)
        .corner_radius(RADIUS)
        .inner_margin(field_margin());
    let edit = TextEdit::multiline(text)
        .frame(frame)
        .desired_width(ui.available_width())
        .desired_rows(rows);
    let response = ui.add_enabled(look.is_enabled, edit).labelled_by(label.id);
    finish(ui, look, &response);
    remember(fields, response.id);
    message(ui, look, &response);
}

/// Draws a field for a code: shown as it is typed, and kept to itself like a password.
pub(crate) fn code_field(
    ui: &mut Ui,
    code: &mut Secret,
    look: &FieldOptions<'_>,
    fields: &mut Vec<Id>,
) -> FieldResponse {
    let label = ui.label(RichText::new(look.label).strong());
    let width = ui.available_width();
    let response = edit(ui, &mut SecretBuffer(code), look, (width, false), label.id);
    remember(fields, response.id);
    keep_to_itself(ui, &response);
    message(ui, look, &response);
    done(ui, &response)
}

/// Draws a field for a password, with a button that shows it.
pub(crate) fn password_field(
    ui: &mut Ui,
    input: &mut PasswordInput,
    look: &FieldOptions<'_>,
    messages: &Messages,
    fields: &mut Vec<Id>,
) -> FieldResponse {
    let label = ui.label(RichText::new(look.label).strong());
    let response = ui
        .horizontal(|ui| {
            let room = CONTROL_HEIGHT + ui.spacing().item_spacing.x;
            let width = ui.available_width() - room;
            let is_masked = !input.is_revealed;
            let mut buffer = SecretBuffer(&mut input.text);
            let response = edit(ui, &mut buffer, look, (width, is_masked), label.id);
            if is_masked {
                hide_length(ui, &response, input.text.expose().chars().count());
            }
            let (icon, name) = if is_masked {
                ("visibility", "password-show")
            } else {
                ("visibility_off", "password-hide")
            };
            let toggle = ui.add_enabled_ui(look.is_enabled, |ui| {
                icon_button(ui, icon, &messages.get(name))
            });
            // A form can have two of them: which one is meant is read after the name.
            ui.ctx()
                .accesskit_node_builder(toggle.inner.id, |node| node.set_description(look.label));
            if toggle.inner.clicked() {
                input.is_revealed = is_masked;
            }
            response
        })
        .inner;
    remember(fields, response.id);
    keep_to_itself(ui, &response);
    message(ui, look, &response);
    let text = input.text.expose();
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    let is_shouted = capitals > 2 && !text.chars().any(char::is_lowercase);
    apart(ui, |ui| {
        if is_shouted && look.error.is_none() {
            hint(ui, "keyboard", &messages.get("password-capitals"));
        }
    });
    done(ui, &response)
}

fn edit(
    ui: &mut Ui,
    text: &mut dyn TextBuffer,
    look: &FieldOptions<'_>,
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
    let response = ui.add_enabled(look.is_enabled, edit).labelled_by(label);
    finish(ui, look, &response);
    response
}

/// Draws the edge of a field, and the ring when it has the focus, which it gets if it wants it.
fn finish(ui: &Ui, look: &FieldOptions<'_>, response: &Response) {
    let palette = palette(ui.visuals());
    if look.wants_focus {
        response.request_focus();
    }
    let edge = if look.error.is_some() {
        Stroke::new(1.5, palette.error)
    } else {
        Stroke::new(1.0, palette.border)
    };
    let radius = CornerRadius::same(RADIUS);
    ui.painter()
        .rect_stroke(response.rect, radius, edge, StrokeKind::Inside);
    if response.has_focus() {
        let ring = if look.error.is_some() {
            palette.error
        } else {
            palette.accent
        };
        paint_ring(ui, response.rect, ring);
    }
}

/// What is wrong with the field, or else the help for it.
fn message(ui: &mut Ui, look: &FieldOptions<'_>, field: &Response) {
    apart(ui, |ui| message_ui(ui, look, field));
    ui.add_space(SMALL_GAP);
}

fn message_ui(ui: &mut Ui, look: &FieldOptions<'_>, field: &Response) {
    let palette = palette(ui.visuals());
    let Some(error) = &look.error else {
        if let Some(help) = look.help {
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

fn hint(ui: &mut Ui, icon: &str, text: &str) {
    let warning = palette(ui.visuals()).warning;
    ui.horizontal_top(|ui| {
        decoration(ui, icon, 18.0, warning);
        ui.add(egui::Label::new(RichText::new(text).color(warning)).wrap());
    });
}

/// A password does not leave its field: not by undo, not by copying, not by being selected, which
/// on X11 puts text where a middle click pastes it (R10, R53).
fn keep_to_itself(ui: &Ui, response: &Response) {
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

fn remember(fields: &mut Vec<Id>, id: Id) {
    if !fields.contains(&id) {
        fields.push(id);
    }
}

fn done(ui: &Ui, response: &Response) -> FieldResponse {
    FieldResponse {
        changed: response.changed(),
        entered: response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)),
    }
}
