//! Draws what would change in the configuration file, line by line, and the buttons that save it or go back.

use std::ops::Range;
use std::path::Path;

use egui::text::LayoutJob;
use egui::{
    Align, Color32, FontSelection, Frame, Label, Layout, Margin, RichText, ScrollArea, Ui, vec2,
};

use crate::messages::Messages;
use crate::screen::Busy;
use crate::screen::settings::Event;
use crate::service::settings::{Preview, PreviewLine};

use crate::ui::theme::{CHIP_RADIUS, SMALL_GAP, TextRole, Tone, palette};
use crate::ui::widgets::button::primary;
use crate::ui::widgets::dialog::{answers, wide_dialog};
use crate::ui::widgets::icon::decoration;
use crate::ui::widgets::scroll::scroll;
use crate::ui::widgets::submit::busy_indicator;
use crate::ui::widgets::text::{dialog_heading, small};

/// The width of the dialog, in points.
const WIDTH: f32 = 720.0;
/// The height of the window beside the lines, in points.
const AROUND: f32 = 316.0;
/// The most lines that are shown, so that a page that was pasted does not slow the window down.
const LINES_MAX: usize = 500;
/// The width of the number of a line, in points.
const NUMBER: f32 = 36.0;

/// Draws the dialog. Returns what the user did.
pub(crate) fn review_ui(
    ui: &Ui,
    preview: &Preview,
    (busy, location): (Busy, &str),
    messages: &Messages,
) -> Option<Event> {
    let label = messages.get("settings-preview");
    let content = |ui: &mut Ui| content_ui(ui, preview, (busy, location), messages);
    let (event, is_closed) = wide_dialog(ui.ctx(), "the changed lines", (&label, WIDTH), content);
    event.or((is_closed && !busy.is_busy()).then_some(Event::Back))
}

fn content_ui(
    ui: &mut Ui,
    preview: &Preview,
    (busy, location): (Busy, &str),
    messages: &Messages,
) -> Option<Event> {
    dialog_heading(ui, &messages.get("settings-preview"));
    small(ui, &messages.get("settings-preview-intro"));
    ui.add_space(SMALL_GAP);
    file_ui(ui, preview, location);
    let height = (ui.ctx().content_rect().height() - AROUND).max(80.0);
    let lines = ScrollArea::vertical()
        .max_height(height)
        .auto_shrink([false, true]);
    scroll(ui, lines, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let shown = preview.lines.len().min(LINES_MAX);
        lines_ui(ui, &preview.lines[..shown], messages);
        let rest = preview.lines.len() - shown;
        if rest > 0 {
            small(ui, &messages.with("broken-more", &[("count", rest.into())]));
        }
    });
    ui.add_space(SMALL_GAP);
    if !preview.launches.is_empty() {
        small(ui, &messages.get("settings-preview-launches"));
        for line in &preview.launches {
            ui.add(Label::new(TextRole::Mono.text(ui, line)).wrap());
        }
        ui.add_space(SMALL_GAP);
    }
    if busy >= Busy::Shown {
        busy_indicator(ui, &messages.get("account-busy"));
        return None;
    }
    let texts = ["settings-keep-editing", "details-button"].map(|name| messages.get(name));
    let texts = [&*texts[0], &*texts[1]];
    answers(ui, texts, (primary, true), [Event::Back, Event::Save])
}

/// Draws the name of the file, and how many lines are added and removed.
fn file_ui(ui: &mut Ui, preview: &Preview, location: &str) {
    let colours = palette(ui.visuals());
    let name = Path::new(location).file_name();
    let name = name.map_or_else(|| location.into(), |name| name.to_string_lossy());
    let added = preview.lines.iter().filter(|line| line.is_new).count();
    let removed = preview.lines.len() - added;
    let frame = Frame::new()
        .fill(colours.soft)
        .corner_radius(CHIP_RADIUS)
        .inner_margin(Margin::symmetric(12, 6));
    frame.show(ui, |ui| {
        ui.spacing_mut().interact_size.y = TextRole::Mono.line_height();
        ui.horizontal(|ui| {
            decoration(ui, "description", 18.0, colours.weak);
            ui.label(TextRole::Mono.text(ui, name));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let marks = [("−", removed, colours.error), ("+", added, colours.success)];
                for (mark, count, tone) in marks {
                    let text = TextRole::Mono.text(ui, format!("{mark}{count}"));
                    ui.label(text.color(tone.text));
                }
            });
        });
    });
}

fn lines_ui(ui: &mut Ui, lines: &[PreviewLine], messages: &Messages) {
    let mut last: Option<usize> = None;
    for hunk in lines.chunk_by(|a, b| a.is_new <= b.is_new && b.number <= a.number + 1) {
        let first = hunk.first().map(|line| line.number);
        if let (Some(last), Some(first)) = (last, first)
            && first > last + 1
        {
            small(ui, "…");
        }
        last = hunk.last().map(|line| line.number);
        let split = hunk.partition_point(|line| !line.is_new);
        let (removed, added) = hunk.split_at(split);
        for (at, line) in hunk.iter().enumerate() {
            let other = if line.is_new {
                removed.get(at - split)
            } else {
                added.get(at)
            };
            let changed = other.map(|other| changed_part(&line.text, &other.text));
            line_ui(ui, line, changed, messages);
        }
    }
}

/// Returns the part of a text that is different in another one.
fn changed_part(text: &str, other: &str) -> Range<usize> {
    let same = |(a, b): &(char, char)| a == b;
    let size = |(a, _): (char, char)| a.len_utf8();
    let start: usize = text
        .chars()
        .zip(other.chars())
        .take_while(same)
        .map(size)
        .sum();
    let (rest, other) = (&text[start..], &other[start..]);
    let ends = rest.chars().rev().zip(other.chars().rev());
    let end: usize = ends.take_while(same).map(size).sum();
    start..text.len() - end
}

fn line_ui(ui: &mut Ui, line: &PreviewLine, changed: Option<Range<usize>>, messages: &Messages) {
    let colours = palette(ui.visuals());
    let (mark, tone, name) = if line.is_new {
        ("+", colours.success, "settings-line-new")
    } else {
        ("−", colours.error, "settings-line-removed")
    };
    let frame = Frame::new()
        .fill(tone.tint)
        .inner_margin(Margin::symmetric(8, 0));
    frame.show(ui, |ui| {
        ui.horizontal_top(|ui| {
            let number = |text: RichText| Label::new(text.color(colours.weak)).halign(Align::Max);
            let size = vec2(NUMBER, TextRole::Mono.line_height());
            ui.add_sized(
                size,
                number(TextRole::Mono.text(ui, line.number.to_string())),
            );
            ui.label(TextRole::Mono.text(ui, mark).color(tone.text));
            let text = line_text(ui, &line.text, changed, tone, colours.text);
            let response = ui.add(Label::new(text).wrap());
            let values = [
                ("line", line.number.to_string().into()),
                ("text", line.text.as_str().into()),
            ];
            ui.ctx().accesskit_node_builder(response.id, |node| {
                node.set_value(messages.with(name, &values));
            });
        });
        ui.set_width(ui.available_width());
    });
}

/// Returns a line with what changes in it marked.
fn line_text(
    ui: &Ui,
    text: &str,
    changed: Option<Range<usize>>,
    tone: Tone,
    colour: Color32,
) -> LayoutJob {
    let mut job = LayoutJob::default();
    let changed = changed.unwrap_or(0..0);
    let parts = [
        (&text[..changed.start], Color32::TRANSPARENT),
        (&text[changed.clone()], tone.line),
        (&text[changed.end..], Color32::TRANSPARENT),
    ];
    for (part, behind) in parts {
        let rich = TextRole::Mono
            .text(ui, part)
            .color(colour)
            .background_color(behind);
        rich.append_to(&mut job, ui.style(), FontSelection::Default, Align::Center);
    }
    job
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_in_a_line_is_found_between_what_stays() {
        for (text, other, changed) in [
            ("  title: Shop # name", "  title: The shop # name", "S"),
            ("  title: The shop # name", "  title: Shop # name", "The s"),
            ("a: 1", "a: 2", "1"),
            ("a: 11", "a: 1", "1"),
            ("naïve", "naive", "ï"),
            ("same", "same", ""),
        ] {
            assert_eq!(&text[changed_part(text, other)], changed, "{text}");
        }
    }
}
