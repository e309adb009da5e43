//! A page of Markdown: in a column that is easy to read, with its headings beside it where there is room.

mod outline;
mod spans;
mod table;

use egui::{Align, Frame, Id, Label, Layout, Margin, ScrollArea, Stroke, Ui, vec2};

use crate::domain::markdown::Markdown;
use crate::domain::markdown_blocks::{Block, ListItem, Span, plain};
use crate::messages::Messages;

use crate::ui::pages::markdown::outline::{Outline, outline_ui};
use crate::ui::pages::markdown::spans::{job, spans_ui};
use crate::ui::pages::markdown::table::table_ui;
use crate::ui::theme::{
    BLOCK_GAP, BOX_RADIUS, CONTENTS_GAP, CONTENTS_WIDTH, NOTE_RADIUS, TextRole, WIDE_WIDTH, palette,
};
use crate::ui::widgets::button::quiet_button;
use crate::ui::widgets::icon::decoration;
use crate::ui::widgets::text::{announce_heading, subheading};

/// The width of the marks of a list, in points.
const MARK_WIDTH: f32 = 26.0;
/// The side of the icon of a quotation and of a task, in points.
const ICON: f32 = 20.0;

/// The heading to scroll to, which a link or the contents named.
fn wanted() -> Id {
    Id::unique("the heading to scroll to")
}

/// What is drawn with.
struct Page<'a> {
    messages: &'a Messages,
    outline: Outline,
    /// The heading to scroll to.
    wanted: Option<String>,
    /// The heading whose link was clicked.
    clicked: Option<String>,
    /// The number of tables and listings that were drawn.
    count: usize,
}

/// Returns the title that a text gives itself: its first block if that is a heading of the first level.
pub(super) fn title(text: &Markdown) -> Option<String> {
    match text.blocks().first() {
        Some(Block::Heading {
            level: 1, spans, ..
        }) => Some(plain(spans)),
        _ => None,
    }
}

/// Draws a text with its title, beside the form in which it is typed.
pub(crate) fn page_preview_ui(ui: &mut Ui, text: &Markdown, messages: &Messages) {
    if let Some(title) = title(text) {
        subheading(ui, &title);
    }
    markdown_ui(ui, text, messages);
}

/// Draws a text without its title.
pub(super) fn markdown_ui(ui: &mut Ui, text: &Markdown, messages: &Messages) {
    let blocks = text.blocks();
    let blocks = &blocks[usize::from(title(text).is_some())..];
    let has_outline = ui.available_width() >= WIDE_WIDTH + CONTENTS_GAP + CONTENTS_WIDTH;
    let mut page = Page {
        messages,
        outline: Outline::default(),
        wanted: ui.data_mut(|data| data.remove_temp(wanted())),
        clicked: None,
        count: 0,
    };
    let body = ui.scope(|ui| {
        ui.set_max_width(WIDE_WIDTH.min(ui.available_width()));
        blocks_ui(ui, blocks, &mut page);
    });
    if has_outline {
        let left = body.response.rect.left() + WIDE_WIDTH + CONTENTS_GAP;
        let top = body.response.rect.top();
        let chosen = outline_ui(ui, &page.outline, (left, top), messages);
        page.clicked = chosen.or(page.clicked);
    }
    if let Some(heading) = page.clicked {
        ui.data_mut(|data| data.insert_temp(wanted(), heading));
        ui.ctx().request_repaint();
    }
}

fn blocks_ui(ui: &mut Ui, blocks: &[Block], page: &mut Page<'_>) {
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 {
            let is_heading = matches!(block, Block::Heading { .. });
            let gap = if is_heading {
                2.0 * BLOCK_GAP
            } else {
                BLOCK_GAP
            };
            ui.add_space(gap - ui.spacing().item_spacing.y);
        }
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = BLOCK_GAP;
            ui.spacing_mut().interact_size.y = TextRole::Page.line_height();
            if matches!(block, Block::Paragraph(_)) {
                ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                    node.set_role(egui::accesskit::Role::Paragraph);
                });
            }
            block_ui(ui, block, page);
        });
    }
}

fn block_ui(ui: &mut Ui, block: &Block, page: &mut Page<'_>) {
    match block {
        Block::Heading { level, id, spans } => heading_ui(ui, *level, (id, spans), page),
        Block::Paragraph(spans) => {
            let clicked = spans_ui(ui, spans, TextRole::Page);
            page.clicked = clicked.or(page.clicked.take());
        }
        Block::Quote(blocks) => quote_ui(ui, blocks, page),
        Block::List { first, items } => list_ui(ui, *first, items, page),
        Block::Code(code) => {
            page.count += 1;
            code_ui(ui, code, page);
        }
        Block::Table { is_right, rows } => {
            page.count += 1;
            table_ui(ui, page.count, is_right, rows);
        }
        Block::Footnote { label, blocks } => {
            let mark = format!("[{label}]");
            marked_ui(ui, |ui| mark_ui(ui, &mark), blocks, page);
        }
        Block::Rule => {
            ui.separator();
        }
    }
}

fn heading_ui(ui: &mut Ui, level: u8, (id, spans): (&str, &[Span]), page: &mut Page<'_>) {
    // The title of the page is the only heading of the first level.
    let (role, level) = match level {
        1 | 2 => (TextRole::PageHeading, 2),
        _ => (TextRole::PageSubheading, level),
    };
    let text = plain(spans);
    let response = ui.add(Label::new(job(ui, spans, role)).wrap().selectable(true));
    announce_heading(ui, &response, &text, level.into());
    if page.wanted.as_deref() == Some(id) {
        ui.scroll_to_rect(response.rect, Some(Align::TOP));
    }
    page.outline.add(id, text, level, response.rect.top());
}

/// Draws a quotation in a box, with a light bulb if it begins with bold text, as a hint does.
fn quote_ui(ui: &mut Ui, blocks: &[Block], page: &mut Page<'_>) {
    let palette = palette(ui.visuals());
    let is_strong = |span: &Span| span.style.is_strong;
    let is_hint = match blocks.first() {
        Some(Block::Paragraph(spans)) => spans.first().is_some_and(is_strong),
        _ => false,
    };
    let frame = Frame::new()
        .fill(palette.tint)
        .stroke(Stroke::new(1.0, palette.chosen))
        .corner_radius(NOTE_RADIUS)
        .inner_margin(Margin::symmetric(16, 12));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        if is_hint {
            let icon = |ui: &mut Ui| {
                ui.add_space((TextRole::Page.line_height() - ICON) / 2.0);
                decoration(ui, "lightbulb", ICON, palette.accent_text);
            };
            marked_ui(ui, icon, blocks, page);
        } else {
            blocks_ui(ui, blocks, page);
        }
    });
}

fn list_ui(ui: &mut Ui, first: Option<u64>, items: &[ListItem], page: &mut Page<'_>) {
    ui.spacing_mut().item_spacing.y = 2.0;
    for (number, item) in (first.unwrap_or_default()..).zip(items) {
        let messages = page.messages;
        let mark = |ui: &mut Ui| match (item.is_done, first) {
            (Some(is_done), _) => task_ui(ui, is_done, messages),
            (None, Some(_)) => mark_ui(ui, &format!("{number}.")),
            (None, None) => mark_ui(ui, "•"),
        };
        marked_ui(ui, mark, &item.blocks, page);
    }
}

/// Draws the mark of an item of a list or a note.
fn mark_ui(ui: &mut Ui, text: &str) {
    let colour = palette(ui.visuals()).weak;
    ui.label(TextRole::Page.text(ui, text).color(colour));
}

/// Draws the mark of a task.
fn task_ui(ui: &mut Ui, is_done: bool, messages: &Messages) {
    let palette = palette(ui.visuals());
    let size = vec2(ICON, TextRole::Page.line_height());
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::hover());
    let (label, colour) = if is_done {
        ("page-task-done", palette.success.text)
    } else {
        ("page-task-open", palette.border)
    };
    let line = Stroke::new(1.5, colour);
    ui.painter().circle_stroke(rect.center(), 7.0, line);
    if is_done {
        ui.painter().circle_filled(rect.center(), 4.0, colour);
    }
    let label = messages.get(label);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &*label));
}

/// Draws a mark and blocks beside it.
fn marked_ui(ui: &mut Ui, mark: impl FnOnce(&mut Ui), blocks: &[Block], page: &mut Page<'_>) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let height = TextRole::Page.line_height();
        let top_down = Layout::top_down(Align::Min);
        ui.allocate_ui_with_layout(vec2(MARK_WIDTH, height), top_down, |ui| {
            ui.set_min_width(MARK_WIDTH);
            mark(ui);
        });
        ui.vertical(|ui| {
            ui.set_width(ui.available_width());
            blocks_ui(ui, blocks, page);
        });
    });
}

/// Draws lines of code, and a button that copies them.
fn code_ui(ui: &mut Ui, code: &str, page: &Page<'_>) {
    let palette = palette(ui.visuals());
    let frame = Frame::new()
        .fill(palette.soft)
        .stroke(Stroke::new(1.0, palette.line))
        .corner_radius(BOX_RADIUS)
        .inner_margin(Margin::symmetric(16, 12));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_top(|ui| {
            let width = (ui.available_width() - 48.0).max(0.0);
            let scroll = ScrollArea::horizontal()
                .id_salt(("code", page.count))
                .max_width(width);
            scroll.show(ui, |ui| {
                ui.set_min_width(width);
                let text = TextRole::Mono.text(ui, code).color(palette.text);
                ui.add(Label::new(text).extend().selectable(true));
            });
            let label = page.messages.get("page-copy-code");
            if quiet_button(ui, "content_copy", &label).clicked() {
                ui.ctx().copy_text(code.to_owned());
            }
        });
    });
}
