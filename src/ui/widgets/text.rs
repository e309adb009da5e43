//! Headings and text.

use egui::{
    Align2, Color32, Id, Pos2, Rect, Response, RichText, Sense, TextStyle, TextWrapMode, Tooltip,
    Ui, WidgetText,
};

use crate::ui::theme::scope::popup_style;
use crate::ui::theme::{TextRole, palette};
use crate::ui::widgets::capture::note_secret;

/// Draws the heading of a form, which screen readers announce as one.
pub(crate) fn heading(ui: &mut Ui, text: &str) {
    heading_of(ui, text, TextRole::Title, 1);
}

/// Draws the heading of a dialog.
pub(crate) fn dialog_heading(ui: &mut Ui, text: &str) {
    heading_of(ui, text, TextRole::Dialog, 1);
}

/// Draws the heading of a page, which gets the focus if [`focus_content`] was called.
pub(crate) fn page_heading(ui: &mut Ui, text: &str) {
    content_heading(ui, text, TextRole::Display);
}

/// Draws the heading of an area of the program, in the same way.
pub(crate) fn area_heading(ui: &mut Ui, text: &str) {
    content_heading(ui, text, TextRole::Title);
}

fn content_heading(ui: &mut Ui, text: &str, role: TextRole) {
    let response = heading_of(ui, text, role, 1);
    let is_wanted = ui.data_mut(|data| data.remove_temp::<bool>(content_key()).is_some());
    // A label cannot have the focus. Tab does not come back to the heading, because there is nothing there without it.
    let id = response.id.with("focus");
    if is_wanted && ui.memory(|memory| memory.focused().is_none()) {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    if ui.memory(|memory| memory.has_focus(id)) {
        let focusable = ui.interact(response.rect, id, Sense::focusable_noninteractive());
        announce_heading(ui, &focusable, text, 1);
        // The heading is read once.
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(egui::accesskit::Role::GenericContainer);
            node.clear_label();
            node.clear_level();
        });
    }
}

fn content_key() -> Id {
    Id::unique("the content gets the focus")
}

/// Gives the focus to the heading of the page that is drawn in this frame, so that Tab and a screen reader begin in the
/// content.
pub(crate) fn focus_content(ui: &Ui) {
    ui.data_mut(|data| data.insert_temp(content_key(), true));
}

/// Ends a frame in which no page may have had a heading.
pub(crate) fn forget_content(ui: &Ui) {
    ui.data_mut(|data| data.remove_temp::<bool>(content_key()));
}

/// Shows a text under the pointer that screen readers know already, such as the name of a widget.
pub(crate) fn tooltip(response: Response, text: &str) -> Response {
    let mut tooltip = Tooltip::for_enabled(&response);
    tooltip.popup = tooltip.popup.style(popup_style(&response.ctx));
    tooltip.show(|ui| {
        ui.set_max_width(ui.spacing().tooltip_width);
        ui.label(text);
    });
    response
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

fn heading_of(ui: &mut Ui, text: &str, role: TextRole, level: usize) -> Response {
    let response = ui.label(role.text(ui, text));
    announce_heading(ui, &response, text, level);
    response
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

/// Makes screen readers announce a text when it appears or changes, after what they are reading.
pub(crate) fn announce(ui: &Ui, response: &Response) {
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_live(egui::accesskit::Live::Polite);
    });
}

/// Names a group of fields. Screen readers read it before a label that occurs in several groups.
pub(crate) fn group(ui: &Ui, label: &str) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(egui::accesskit::Role::Group);
        node.set_label(label);
    });
}

/// Returns the width of a text in a role, in one line.
pub(crate) fn role_width(ui: &Ui, role: TextRole, text: &str) -> f32 {
    let wrap = Some(TextWrapMode::Extend);
    let text = WidgetText::from(role.text(ui, text));
    let galley = text.into_galley(ui, wrap, f32::INFINITY, TextStyle::Body);
    galley.size().x
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
