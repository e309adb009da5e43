//! The card in the middle of the window that holds a form, scrolling when it is taller than that.

use egui::{Frame, Key, Margin, RichText, ScrollArea, Stroke, TextStyle, Ui};

use crate::messages::{Message, Messages};
use crate::screen::{BUSY_AFTER, Busy};

use crate::ui::theme::{GAP, NARROW_WIDTH, RADIUS, SMALL_GAP, palette};
use crate::ui::widgets::button::{danger, link, primary};
use crate::ui::widgets::illustration::{Scene, scene_ui};
use crate::ui::widgets::scroll::scroll;

/// The most room for the text of an empty place.
const EMPTY_WIDTH: f32 = 360.0;

/// The side of the ring that turns, in points.
const SPINNER: f32 = 18.0;

/// The size of the letters of the heading of a part of a screen, in points.
const SUBHEADING: f32 = 18.0;

/// Draws a card of at most `width` points, centred.
pub(crate) fn card<R>(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let palette = palette(ui.visuals());
    let available = ui.available_size();
    // A small window has no room for margins.
    let is_small = available.x < width + 2.0 * GAP + 48.0;
    let outer = if is_small { 0.0 } else { GAP };
    let padding: i8 = if is_small { 16 } else { 24 };
    let content = width.min(available.x) - 2.0 * (outer.min(1.0) + f32::from(padding));
    let content = content.max(200.0);
    scroll(ui, ScrollArea::vertical().auto_shrink(false), |ui| {
        // What stands around the card is counted below; a card that fits does not scroll.
        ui.spacing_mut().item_spacing.y = 0.0;
        let height_id = ui.scope_id().with("card height");
        let last: Option<f32> = ui.data(|data| data.get_temp(height_id));
        let free = available.y - last.unwrap_or(available.y * 0.8);
        let above = if is_small {
            0.0
        } else {
            (free / 2.0).max(outer)
        };
        ui.add_space(above.floor());
        let side = ((available.x - content) / 2.0 - f32::from(padding)).max(0.0);
        let inner = ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(side.floor());
            let raised = if is_small {
                Frame::new()
            } else {
                Frame::new()
                    .stroke(Stroke::new(1.0, palette.line))
                    .shadow(ui.visuals().window_shadow)
            };
            raised
                .fill(palette.card)
                .corner_radius(RADIUS + 4)
                .inner_margin(Margin::same(padding))
                .show(ui, |ui| {
                    ui.reset_style();
                    ui.vertical(|ui| {
                        ui.set_width(content.floor());
                        add(ui)
                    })
                    .inner
                })
        });
        let height = inner.response.rect.height();
        if last != Some(height) {
            ui.data_mut(|data| data.insert_temp(height_id, height));
            ui.ctx().request_repaint();
        }
        ui.add_space(outer);
        inner.inner.inner
    })
}

/// Draws something in a column of at most `width` points, whatever stands around it.
pub(crate) fn column<R>(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope(|ui| {
        ui.set_max_width(width.min(ui.available_width()));
        add(ui)
    })
    .inner
}

/// Draws things beside each other, or below each other where there is no room.
pub(crate) fn beside(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    if ui.available_width() < NARROW_WIDTH {
        ui.vertical(add);
    } else {
        ui.horizontal_top(add);
    }
}

/// What stands where there is nothing to show: a picture, what is so, and what to do about it.
pub(crate) fn empty(ui: &mut Ui, scene: Scene, said: &Message) {
    let is_narrow = ui.available_width() < NARROW_WIDTH;
    ui.add_space(GAP);
    ui.vertical_centered(|ui| {
        ui.set_max_width(EMPTY_WIDTH.min(ui.available_width()));
        // A small window keeps its room for the words.
        if !is_narrow {
            scene_ui(ui, scene);
            ui.add_space(SMALL_GAP);
        }
        ui.label(RichText::new(&said.summary).strong());
        if !said.help.is_empty() {
            weak(ui, &said.help);
        }
    });
    ui.add_space(GAP);
}

/// The heading of a screen, known as one to a screen reader.
pub(crate) fn heading(ui: &mut Ui, text: &str) {
    let rich = RichText::new(text).text_style(TextStyle::Heading).strong();
    heading_of(ui, text, rich, 1);
}

/// The heading of a part of a screen.
pub(crate) fn subheading(ui: &mut Ui, text: &str) {
    let rich = RichText::new(text).size(SUBHEADING).strong();
    heading_of(ui, text, rich, 2);
}

fn heading_of(ui: &mut Ui, text: &str, rich: RichText, level: usize) {
    let response = ui.label(rich);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(egui::accesskit::Role::Heading);
        // A label is named by its value, a heading by its label.
        node.clear_value();
        node.set_label(text);
        node.set_level(level);
    });
}

/// Names what belongs together here: read before a field whose name stands elsewhere too.
pub(crate) fn group(ui: &Ui, label: &str) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(egui::accesskit::Role::Group);
        node.set_label(label);
    });
}

/// How wide a text is in one line.
pub(crate) fn text_width(ui: &Ui, text: &str, style: &TextStyle) -> f32 {
    let (font, colour) = (style.resolve(ui.style()), ui.visuals().text_color());
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font, colour);
    galley.size().x
}

/// As much of a text as fits in one line of this width, and a sign where it goes on. For widgets that do not
/// break lines.
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

/// Text that is read second.
pub(crate) fn weak(ui: &mut Ui, text: &str) -> egui::Response {
    let colour = palette(ui.visuals()).weak;
    ui.label(RichText::new(text).color(colour))
}

/// The button that Enter stands for, or what is under way instead of it. Says whether it was
/// pressed.
pub(crate) fn submit(ui: &mut Ui, waiting: Busy, label: &str, busy_label: &str) -> bool {
    let pressed = |ui: &mut Ui| primary(ui, label, true).clicked();
    submit_with(ui, waiting, busy_label, pressed)
}

fn submit_with(
    ui: &mut Ui,
    waiting: Busy,
    busy_label: &str,
    pressed: impl FnOnce(&mut Ui) -> bool,
) -> bool {
    ui.add_space(SMALL_GAP);
    if waiting.is_busy() {
        ui.ctx().request_repaint_after(BUSY_AFTER);
    }
    if waiting >= Busy::Shown {
        busy(ui, busy_label);
        return false;
    }
    pressed(ui)
}

/// The link that leads back, for which Esc stands as well. Says whether it was chosen.
pub(crate) fn back(ui: &mut Ui, waiting: Busy, label: &str) -> bool {
    let is_escape = ui.input(|input| input.key_pressed(Key::Escape));
    let is_clicked = link(ui, label, waiting < Busy::Shown).clicked();
    is_clicked || (is_escape && !waiting.is_busy())
}

/// How somebody ended a form.
pub(crate) enum End {
    /// With the button.
    Submit,
    /// By going back.
    Back,
}

/// The button of a form and the link that leaves it.
pub(crate) fn end(ui: &mut Ui, waiting: Busy, words: &Messages, button: &str) -> Option<End> {
    let is_submitted = submit(ui, waiting, button, &words.get("account-busy"));
    leave(ui, waiting, words, is_submitted)
}

/// The same for what cannot be taken back.
pub(crate) fn end_for_good(
    ui: &mut Ui,
    waiting: Busy,
    words: &Messages,
    button: &str,
) -> Option<End> {
    let pressed = |ui: &mut Ui| danger(ui, button).clicked();
    let is_submitted = submit_with(ui, waiting, &words.get("account-busy"), pressed);
    leave(ui, waiting, words, is_submitted)
}

fn leave(ui: &mut Ui, waiting: Busy, words: &Messages, is_submitted: bool) -> Option<End> {
    if back(ui, waiting, &words.get("account-cancel")) {
        return Some(End::Back);
    }
    is_submitted.then_some(End::Submit)
}

/// A sign that something is under way: words, and a ring that turns sixty times a second at most.
pub(crate) fn busy(ui: &mut Ui, text: &str) {
    ui.horizontal(|ui| {
        spinner(ui, SPINNER);
        let response = ui.label(text);
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_live(egui::accesskit::Live::Polite);
        });
    });
}

/// How wide that is.
pub(crate) fn busy_width(ui: &Ui, text: &str) -> f32 {
    SPINNER + ui.spacing().item_spacing.x + text_width(ui, text, &TextStyle::Body).ceil()
}

/// egui's own spinner repaints as fast as it can, which without vsync is all of a core.
fn spinner(ui: &mut Ui, size: f32) {
    let palette = palette(ui.visuals());
    let (rect, _) = ui.allocate_exact_size(egui::Vec2::splat(size), egui::Sense::empty());
    let time = ui.input(|input| input.time);
    let radius = size / 2.0 - 2.0;
    let points: Vec<_> = (0..=20)
        .map(|step| {
            let angle = time * std::f64::consts::TAU + f64::from(step) * 0.2;
            #[expect(clippy::cast_possible_truncation, reason = "an angle to draw with")]
            let (sin, cos) = (angle.sin() as f32, angle.cos() as f32);
            rect.center() + radius * egui::vec2(cos, sin)
        })
        .collect();
    ui.painter()
        .add(egui::Shape::line(points, Stroke::new(2.5, palette.accent)));
    ui.ctx()
        .request_repaint_after(std::time::Duration::from_millis(16));
}
