//! Text in several styles, with links.

use egui::text::LayoutJob;
use egui::{
    Align, CursorIcon, FontSelection, Label, OpenUrl, RichText, Role, Sense, Stroke, Ui, WidgetInfo,
};

use crate::domain::markdown_blocks::{Span, is_same_link, plain};
use crate::domain::printable::escaped;

use crate::ui::theme::{TextRole, palette};
use crate::ui::widgets::focus_ring::ring;
use crate::ui::widgets::text::tooltip;

/// The space between the baseline and the line below a link, in points.
const UNDERLINE: f32 = 2.5;

/// Returns spans in a role as one text.
pub(super) fn job(ui: &Ui, spans: &[Span], role: TextRole) -> LayoutJob {
    let mut job = LayoutJob::default();
    for span in spans {
        let text = rich(ui, span, role);
        text.append_to(&mut job, ui.style(), FontSelection::Default, Align::Center);
    }
    job
}

fn rich(ui: &Ui, span: &Span, role: TextRole) -> RichText {
    let palette = palette(ui.visuals());
    let mut text = match (span.is_code, span.style.is_strong) {
        (true, _) => TextRole::code(ui, &span.text, 14.0)
            .line_height(None)
            .background_color(palette.soft),
        (false, true) => role.strong(ui, &span.text),
        (false, false) => role.text(ui, &span.text),
    };
    if span.style.is_emphasized {
        text = text.italics();
    }
    if span.style.is_struck {
        text = text.strikethrough();
    }
    if span.link.is_some() {
        text.color(palette.accent_text)
    } else {
        text.color(palette.text)
    }
}

/// Draws spans as a text that wraps. Returns the heading whose link was clicked. A text without links is one label, so
/// that screen readers read it in one go.
pub(super) fn spans_ui(ui: &mut Ui, spans: &[Span], role: TextRole) -> Option<String> {
    if spans.iter().all(|span| span.link.is_none()) {
        ui.add(Label::new(job(ui, spans, role)).wrap().selectable(true));
        return None;
    }
    let row = ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.spacing_mut().interact_size.y = role.line_height();
        let mut anchor = None;
        for part in spans.chunk_by(|a, b| is_same_link(&a.link, &b.link)) {
            let text = job(ui, part, role);
            let link = part.first().and_then(|span| span.link.as_deref());
            match link {
                None => {
                    ui.add(Label::new(text).wrap().selectable(true));
                }
                Some(url) => anchor = link_ui(ui, (text, part), url).or(anchor),
            }
        }
        anchor
    });
    row.inner
}

/// Draws a link, which the desktop opens. Returns the heading that it leads to if that was clicked.
fn link_ui(ui: &mut Ui, (text, part): (LayoutJob, &[Span]), url: &str) -> Option<String> {
    let (at, galley, whole) = Label::new(text).wrap().layout_in_ui(ui);
    let rows = || {
        let rows = galley.rows.iter().filter(|row| !row.glyphs.is_empty());
        rows.map(|row| row.rect_without_leading_space().translate(at.to_vec2()))
    };
    // Tab stops at the first line of a link, and each line can be clicked.
    let first = rows().next().unwrap_or(whole.rect);
    let response = ui.interact(first, whole.id.with("link"), Sense::click());
    let mut is_clicked = response.clicked();
    let mut is_hovered = response.hovered();
    for (index, row) in rows().enumerate().skip(1) {
        let line = ui.interact(row, whole.id.with(index), Sense::CLICK);
        is_clicked |= line.clicked();
        is_hovered |= line.hovered();
    }
    if is_hovered {
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
    }
    // Where a link leads is shown, because its text may say something else.
    let target = escaped(url, &[]);
    let response = tooltip(response, &target);
    let name = plain(part);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &name));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_description(&*target);
    });
    let accent = palette(ui.visuals()).accent_text;
    let width = if is_hovered { 2.0 } else { 1.0 };
    // egui underlines at the bottom of a line, far below the letters.
    let letters = galley.rows.iter().filter_map(|row| {
        let letter = row.glyphs.first()?;
        Some(at.y + row.pos.y + letter.pos.y)
    });
    for (row, baseline) in rows().zip(letters) {
        let line = Stroke::new(width, accent);
        ui.painter()
            .hline(row.x_range(), baseline + UNDERLINE, line);
    }
    ui.painter().galley(at, galley, accent);
    ring(ui, &response);
    if !is_clicked {
        return None;
    }
    let anchor = url.strip_prefix('#').map(ToOwned::to_owned);
    if anchor.is_none() {
        ui.ctx().open_url(OpenUrl::new_tab(url));
    }
    anchor
}
