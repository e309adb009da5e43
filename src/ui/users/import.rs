//! Importing a table: the file, the plan with a line for each row, and the progress.

use egui::{ProgressBar, Ui};

use crate::messages::Messages;
use crate::screen::Busy;
use crate::screen::users::{Event, ImportEvent, ImportForm, Part, UsersScreen};
use crate::service::users::import::{ImportPlan, RowChange};

use crate::ui::draw::Draw;
use crate::ui::theme::{GAP, SMALL_GAP};
use crate::ui::users::results::row_height;
use crate::ui::widgets::button::{button_row, primary};
use crate::ui::widgets::checkbox::checkbox;
use crate::ui::widgets::field::{FieldOptions, text_field};
use crate::ui::widgets::notice::{Kind, notice};
use crate::ui::widgets::submit::{back, busy_indicator};
use crate::ui::widgets::text::{heading, weak};
use crate::ui::widgets::virtual_list::{CellStyle, ListKind, cell, two_lines, virtual_list};

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
    weak(ui, &messages.get("import-intro"));
    weak(ui, &messages.get("import-times"));
    ui.add_space(GAP);
    let mut event = file_ui(ui, import, busy, draw).map(Event::ImportForm);
    if let Some(plan) = import.plan.clone() {
        event = plan_ui(ui, &plan, import, busy, draw).or(event);
    }
    ui.add_space(SMALL_GAP);
    back(ui, busy, messages, "users-back", Event::Back).or(event)
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
