//! Headings and text.

use egui::{
    Align2, Color32, Pos2, Rect, Response, RichText, TextStyle, TextWrapMode, Ui, WidgetText,
};

use crate::ui::theme::{TextRole, palette};
use crate::ui::widgets::capture::note_secret;

/// Draws the heading of a form, which screen readers announce as one.
pub(crate) fn heading(ui: &mut Ui, text: &str) {
    heading_of(ui, text, TextRole::Title, 1);
}

/// Draws the heading of a page.
pub(crate) fn page_heading(ui: &mut Ui, text: &str) {
    heading_of(ui, text, TextRole::Display, 1);
}

/// Draws the heading of a section.
pub(crate) fn subheading(ui: &mut Ui, text: &str) {
    heading_of(ui, text, TextRole::Section, 2);
}

/// Draws a heading that screen readers announce by another name, such as the name of a user above the account.
pub(crate) fn heading_named(ui: &mut Ui, text: &str, name: &str) {
    let response = ui.label(TextRole::Title.text(ui, text));
    announce_heading(ui, &response, name, 1);
}

/// Draws the label of a field or of a group of them.
pub(crate) fn label(ui: &mut Ui, text: &str) -> Response {
    ui.label(TextRole::Label.text(ui, text))
}

fn heading_of(ui: &mut Ui, text: &str, role: TextRole, level: usize) {
    let response = ui.label(role.text(ui, text));
    announce_heading(ui, &response, text, level);
}

/// Makes screen readers announce a label as a heading.
pub(crate) fn announce_heading(ui: &Ui, response: &Response, text: &str, level: usize) {
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(egui::accesskit::Role::Heading);
        // A label is named by its value, a heading by its label.
        node.clear_value();
        node.set_label(text);
        node.set_level(level);
    });
}

/// Names a group of fields. Screen readers read it before a label that occurs in several groups.
pub(crate) fn group(ui: &Ui, label: &str) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(egui::accesskit::Role::Group);
        node.set_label(label);
    });
}

/// Returns the width of a text in one line.
pub(crate) fn text_width(ui: &Ui, text: &str, style: &TextStyle) -> f32 {
    let (font, colour) = (style.resolve(ui.style()), ui.visuals().text_color());
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font, colour);
    galley.size().x
}

/// Returns a text, shortened with `…` so that it fits in one line of this width. For widgets that do not wrap.
pub(crate) fn shortened(ui: &Ui, text: &str, width: f32) -> String {
    let fits = |text: &str| text_width(ui, text, &TextStyle::Button) <= width;
    if fits(text) {
        return text.to_owned();
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let cut = |end: usize| format!("{}…", &text[..end]);
    let longest = ends.partition_point(|end| fits(&cut(*end)));
    cut(ends
        .get(longest.saturating_sub(1))
        .copied()
        .unwrap_or_default())
}

/// Paints a text in one line at a point, without allocating space. Returns its area.
pub(crate) fn painted(
    ui: &Ui,
    (at, align): (Pos2, Align2),
    text: &str,
    (role, colour): (TextRole, Color32),
) -> Rect {
    let rich = role.text(ui, text).color(colour).line_height(None);
    let wrap = Some(TextWrapMode::Extend);
    let galley = WidgetText::from(rich).into_galley(ui, wrap, f32::INFINITY, TextStyle::Body);
    let area = align.anchor_size(at, galley.size());
    ui.painter().galley(area.min, galley, colour);
    area
}

/// Draws a secret. It cannot be selected, because what is selected reaches the clipboard, where nothing would clear
/// it (R73).
pub(crate) fn secret_text(ui: &mut Ui, text: RichText) {
    note_secret(ui.ctx());
    ui.add(egui::Label::new(text).wrap().selectable(false));
}

/// Draws text of less importance.
pub(crate) fn weak(ui: &mut Ui, text: &str) -> Response {
    let colour = palette(ui.visuals()).weak;
    ui.label(TextRole::Body.text(ui, text).color(colour))
}

/// Draws help or a remark in small text.
pub(crate) fn small(ui: &mut Ui, text: &str) -> Response {
    let colour = palette(ui.visuals()).weak;
    ui.label(TextRole::Small.text(ui, text).color(colour))
}
