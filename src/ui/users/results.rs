//! What came of a change of several users: their reset codes, which are shown once, and who was not changed.

use egui::Ui;

use crate::domain::secret::{Secret, SecretText};
use crate::messages::Messages;
use crate::screen::flow::copied::CopyResult;
use crate::screen::users::{Event, Part, Results, ResultsEvent, UsersScreen};
use crate::service::csv;

use crate::ui::draw::Draw;
use crate::ui::theme::{NARROW_WIDTH, SMALL_GAP};
use crate::ui::widgets::capture::note_secret;
use crate::ui::widgets::copy_button::{copy_result_ui, joined};
use crate::ui::widgets::done_button::{Done, done_button};
use crate::ui::widgets::submit::back;
use crate::ui::widgets::text::{heading, subheading, weak};
use crate::ui::widgets::virtual_list::{CellStyle, ListKind, cell, two_lines, virtual_list};

/// The height of a row, in points.
const ROW: f32 = 32.0;
/// The height of a row of a narrow window, in points.
const ROW_NARROW: f32 = 56.0;

pub(crate) fn results_ui(ui: &mut Ui, screen: &UsersScreen, draw: &mut Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    let Part::Results(results) = &screen.part else {
        return None;
    };
    let (title, intro) = match &results.kind {
        None => (messages.get("import-heading").into_owned(), "import-codes"),
        Some((kind, role)) => (
            messages.bulk_done(*kind, results.changed, role.as_deref()),
            "bulk-codes",
        ),
    };
    heading(ui, &title);
    let mut event = None;
    if !results.codes.is_empty() {
        let intro = messages.get(intro);
        event = codes_ui(ui, (&results.codes, &intro), draw).map(Event::Results);
    }
    refused_ui(ui, results, messages);
    ui.add_space(SMALL_GAP);
    let busy = results.busy(draw.now);
    back(ui, busy, messages, "users-back", Event::Back).or(event)
}

/// Returns whether the window is narrow, and the height of a row in points.
pub(crate) fn row_height(ui: &Ui) -> (bool, f32) {
    let is_narrow = ui.available_width() < NARROW_WIDTH;
    (is_narrow, if is_narrow { ROW_NARROW } else { ROW })
}

/// Draws a list of names, each with a text.
pub(crate) fn list_ui<'r>(
    ui: &mut Ui,
    salt: &str,
    count: usize,
    row: impl Fn(usize) -> Option<(&'r str, String)>,
) {
    let (is_narrow, height) = row_height(ui);
    let list = (count, height);
    virtual_list(ui, salt, ListKind::ReadOnly, list, |ui, at, area| {
        let (name, text) = row(at)?;
        if is_narrow {
            two_lines(ui, area, name, &text);
        } else {
            let (left, right) = area.split_left_right_at_fraction(0.35);
            cell(ui, name, left, CellStyle::Strong);
            cell(ui, &text, right, CellStyle::Plain);
        }
        Some(format!("{name}, {text}"))
    });
}

/// Draws who was not changed, and why.
fn refused_ui(ui: &mut Ui, results: &Results, messages: &Messages) {
    let count = results.refused.len();
    if count == 0 {
        return;
    }
    ui.add_space(SMALL_GAP);
    subheading(
        ui,
        &messages.with("bulk-refused", &[("count", count.into())]),
    );
    list_ui(ui, "refused", count, |at| {
        let (name, error) = results.refused.get(at)?;
        Some((name, messages.user_error(error).summary))
    });
}

fn codes_ui(
    ui: &mut Ui,
    (codes, intro): (&[(String, Secret)], &str),
    draw: &mut Draw<'_>,
) -> Option<ResultsEvent> {
    note_secret(ui.ctx());
    weak(ui, intro);
    ui.add_space(SMALL_GAP);
    let event = code_buttons_ui(ui, (codes, intro), draw);
    copy_result_ui(ui, draw);
    ui.add_space(SMALL_GAP);
    let (is_narrow, height) = row_height(ui);
    let list = (codes.len(), height);
    virtual_list(ui, "codes", ListKind::ReadOnly, list, |ui, at, area| {
        let (name, code) = codes.get(at)?;
        if is_narrow {
            two_lines(ui, area, name, code.expose());
        } else {
            let (left, right) = area.split_left_right_at_fraction(0.35);
            cell(ui, name, left, CellStyle::Strong);
            cell(ui, code.expose(), right, CellStyle::Plain);
        }
        Some(format!("{name}, {}", code.expose()))
    });
    event
}

/// Draws the buttons that copy, save and print the codes.
fn code_buttons_ui(
    ui: &mut Ui,
    (codes, heading): (&[(String, Secret)], &str),
    draw: &mut Draw<'_>,
) -> Option<ResultsEvent> {
    let messages = draw.messages;
    let is_copied = matches!(draw.copy_result, Some(CopyResult::Done { .. }));
    let copied = is_copied.then(|| Done::new(messages.get("codes-copied").into_owned()));
    let row = ui.horizontal_wrapped(|ui| {
        let mut button = |icon: &str, name: &str, done: Option<&Done>| {
            done_button(ui, (icon, &messages.get(name)), done, true).clicked()
        };
        [
            button("content_copy", "codes-copy", copied.as_ref()),
            button("save", "codes-save", None),
            button("print", "codes-print", None),
        ]
    });
    let lines = || {
        codes
            .iter()
            .flat_map(|(name, code)| [name, "\t", code.expose(), "\n"])
    };
    match row.inner {
        [true, _, _] => {
            draw.copied_secret = Some(joined(lines()));
            None
        }
        [_, true, _] => {
            let rows = codes
                .iter()
                .map(|(name, code)| [name.clone(), code.expose().to_owned()]);
            let table = csv::write(["username", "reset_code"], rows);
            Some(ResultsEvent::SaveCodes(SecretText::new(table)))
        }
        [_, _, true] => {
            let before = [heading, "\n\n"].into_iter();
            Some(ResultsEvent::PrintCodes(joined(before.chain(lines()))))
        }
        _ => None,
    }
}
