//! Importing a table: the file, the plan with a line for each row, the progress, and the reset codes of the users
//! who were added.

use std::sync::Arc;

use egui::{ProgressBar, Ui};

use crate::domain::secret::{Secret, SecretText};
use crate::messages::Messages;
use crate::screen::Busy;
use crate::screen::flow::copied::CopyResult;
use crate::screen::users::{Event, ImportEvent, ImportForm, ImportState, Part, UsersScreen};
use crate::service::csv;
use crate::service::users::import::{ImportPlan, RowChange};

use crate::ui::draw::Draw;
use crate::ui::theme::{GAP, NARROW_WIDTH, SMALL_GAP};
use crate::ui::widgets::button::{button_row, primary};
use crate::ui::widgets::capture::note_secret;
use crate::ui::widgets::checkbox::checkbox;
use crate::ui::widgets::copy_button::{copy_result_ui, joined};
use crate::ui::widgets::done_button::{Done, done_button};
use crate::ui::widgets::field::{FieldOptions, text_field};
use crate::ui::widgets::notice::{Kind, notice};
use crate::ui::widgets::submit::{back, busy_indicator};
use crate::ui::widgets::text::{heading, weak};
use crate::ui::widgets::virtual_list::{CellStyle, ListKind, cell, two_lines, virtual_list};

/// The height of a row, in points.
const ROW: f32 = 32.0;
/// The height of a row of a narrow window, in points.
const ROW_NARROW: f32 = 56.0;

pub(crate) fn import_ui(
    ui: &mut Ui,
    screen: &mut UsersScreen,
    busy: Busy,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let Part::Import(import) = &mut screen.part else {
        return None;
    };
    heading(ui, &messages.get("import-heading"));
    let event = match &import.state {
        ImportState::Imported(codes) => codes_ui(ui, codes, draw).map(Event::ImportForm),
        ImportState::Unknown | ImportState::Plan(_) => {
            weak(ui, &messages.get("import-intro"));
            ui.add_space(GAP);
            let event = file_ui(ui, import, busy, draw).map(Event::ImportForm);
            match &import.state {
                ImportState::Plan(plan) => {
                    let plan = Arc::clone(plan);
                    plan_ui(ui, &plan, import, busy, draw).or(event)
                }
                _ => event,
            }
        }
    };
    ui.add_space(SMALL_GAP);
    back(ui, busy, messages, "users-back", Event::Back).or(event)
}

/// Returns whether the window is narrow, and the height of a row in points.
fn row_height(ui: &Ui) -> (bool, f32) {
    let is_narrow = ui.available_width() < NARROW_WIDTH;
    (is_narrow, if is_narrow { ROW_NARROW } else { ROW })
}

fn file_ui(
    ui: &mut Ui,
    import: &mut ImportForm,
    busy: Busy,
    draw: &mut Draw<'_>,
) -> Option<ImportEvent> {
    let messages = draw.messages;
    let is_enabled = busy < Busy::Shown;
    let options = FieldOptions {
        help: Some(messages.get("import-drop")),
        is_enabled,
        wants_focus: std::mem::take(&mut import.wants_focus),
        ..FieldOptions::new(messages.get("import-file"))
    };
    let field = text_field(ui, &mut import.path, &options, &mut draw.cache.fields);
    let event = field.entered.then_some(ImportEvent::Plan);
    let buttons = [
        ("import-choose", ImportEvent::ChooseFile),
        ("import-preview", ImportEvent::Plan),
        ("import-template", ImportEvent::SaveTemplate),
    ];
    let event = button_row(ui, messages, is_enabled, buttons).or(event);
    let dropped = ui.input(|input| {
        let first = input.raw.dropped_files.first();
        first.map(|file| ImportEvent::Dropped(file.path().to_path_buf()))
    });
    let event = dropped.or(event);
    if import.is_busy() {
        busy_indicator(ui, &messages.get("import-reading"));
    }
    ui.add_space(GAP);
    event
}

fn plan_ui(
    ui: &mut Ui,
    plan: &ImportPlan,
    import: &mut ImportForm,
    busy: Busy,
    draw: &Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    summary_ui(ui, plan, messages);
    ui.add_space(SMALL_GAP);
    let mut event = None;
    if busy.is_busy() {
        progress_ui(ui, draw);
    } else if plan.is_good() {
        if plan.marked() > 0 {
            let count = [("count", plan.marked().into())];
            notice(
                ui,
                messages,
                Kind::Warning,
                &messages.message("import-marked", &count),
            );
            ui.add_space(SMALL_GAP);
            let label = messages.with("import-confirm", &count);
            checkbox(ui, &mut import.is_confirmed, &label, true);
            ui.add_space(SMALL_GAP);
        }
        let can_submit = import.can_submit(plan);
        if primary(ui, &messages.get("import-button"), can_submit).clicked() {
            event = Some(Event::Submit);
        }
    }
    ui.add_space(SMALL_GAP);
    let entries = plan.entries();
    let (is_narrow, height) = row_height(ui);
    let list = (entries.len(), height);
    virtual_list(ui, "plan", ListKind::ReadOnly, list, |ui, at, area| {
        let entry = *entries.get(at)?;
        let row = plan.rows.get(entry.row)?;
        let line = ("line", row.line.to_string().into());
        let line = messages.with("import-line", &[line]);
        let change = messages.import_entry(row, entry.value);
        if is_narrow {
            two_lines(ui, area, &format!("{line}: {}", row.username), &change);
        } else {
            let (left, rest) = area.split_left_right_at_fraction(0.15);
            let (middle, right) = rest.split_left_right_at_fraction(0.25);
            cell(ui, &line, left, CellStyle::Weak);
            cell(ui, &row.username, middle, CellStyle::Strong);
            let style = if row.is_marked() {
                CellStyle::Strong
            } else {
                CellStyle::Plain
            };
            cell(ui, &change, right, style);
        }
        Some(format!("{line}, {}, {change}", row.username))
    });
    event
}

fn summary_ui(ui: &mut Ui, plan: &ImportPlan, messages: &Messages) {
    let values = [
        ("add", plan.count(&RowChange::Add).into()),
        ("update", plan.count(&RowChange::Update).into()),
        ("same", plan.count(&RowChange::Unchanged).into()),
        ("bad", plan.invalid().into()),
    ];
    let (kind, name) = if plan.invalid() > 0 {
        (Kind::Error, "import-invalid")
    } else if plan.is_good() {
        (Kind::Info, "import-good")
    } else {
        (Kind::Info, "import-same")
    };
    notice(ui, messages, kind, &messages.message(name, &values));
}

fn progress_ui(ui: &mut Ui, draw: &Draw<'_>) {
    let part = draw
        .progress
        .as_ref()
        .map_or(0.0, |progress| progress.part());
    ui.add(ProgressBar::new(part).text(draw.messages.get("import-busy")));
    ui.ctx()
        .request_repaint_after(std::time::Duration::from_millis(50));
}

fn codes_ui(ui: &mut Ui, codes: &[(String, Secret)], draw: &mut Draw<'_>) -> Option<ImportEvent> {
    let messages = draw.messages;
    note_secret(ui.ctx());
    weak(ui, &messages.get("import-codes"));
    ui.add_space(SMALL_GAP);
    let event = code_buttons_ui(ui, codes, draw);
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
    codes: &[(String, Secret)],
    draw: &mut Draw<'_>,
) -> Option<ImportEvent> {
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
            Some(ImportEvent::SaveCodes(SecretText::new(table)))
        }
        [_, _, true] => {
            let heading = messages.get("import-codes");
            let before = [heading.as_ref(), "\n\n"].into_iter();
            Some(ImportEvent::PrintCodes(joined(before.chain(lines()))))
        }
        _ => None,
    }
}
