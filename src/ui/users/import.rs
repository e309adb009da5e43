//! Importing a table: the file, what would come of each row, how far it has come, and the one-time
//! codes of those who were added.

use egui::{ProgressBar, Ui};

use crate::domain::secret::{Secret, SecretText};
use crate::screen::Busy;
use crate::screen::users::{Event, ImportPart, Judged, Part, UsersScreen};
use crate::service::csv;
use crate::service::users::import::{ImportPlan, RowChange};

use crate::ui::draw::Draw;
use crate::ui::theme::{GAP, NARROW_WIDTH, SMALL_GAP};
use crate::ui::widgets::button::{primary, secondary};
use crate::ui::widgets::field::{FieldOptions, text_field};
use crate::ui::widgets::notice::{Kind, notice};
use crate::ui::widgets::submit::{back, busy_indicator};
use crate::ui::widgets::text::{heading, weak};
use crate::ui::widgets::virtual_list::{ListKind, cell, two_lines, virtual_list};

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
    let mut event = None;
    match &import.judged {
        Judged::Done(codes) => event = codes_ui(ui, codes, draw),
        Judged::Not | Judged::Plan(_) => {
            weak(ui, &messages.get("import-intro"));
            ui.add_space(GAP);
            event = file_ui(ui, import, busy, draw).or(event);
            if let Judged::Plan(plan) = &import.judged {
                event = plan_ui(ui, plan, busy, draw).or(event);
            }
        }
    }
    ui.add_space(SMALL_GAP);
    if back(ui, busy, &messages.get("users-back")) {
        event = Some(Event::Back);
    }
    event
}

/// Whether there is room for two lines a row only, and how high one is.
fn row_height(ui: &Ui) -> (bool, f32) {
    let is_narrow = ui.available_width() < NARROW_WIDTH;
    (is_narrow, if is_narrow { ROW_NARROW } else { ROW })
}

fn file_ui(ui: &mut Ui, import: &mut ImportPart, busy: Busy, draw: &mut Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    let is_enabled = busy < Busy::Shown;
    let options = FieldOptions {
        label: &messages.get("import-file"),
        error: None,
        help: Some(&messages.get("import-drop")),
        is_enabled,
        wants_focus: std::mem::take(&mut import.wants_focus),
    };
    let done = text_field(ui, &mut import.path, &options, draw.fields);
    let mut event = done.entered.then_some(Event::Plan);
    ui.horizontal_wrapped(|ui| {
        if secondary(ui, &messages.get("import-choose"), is_enabled).clicked() {
            event = Some(Event::ChooseFile);
        }
        if secondary(ui, &messages.get("import-preview"), is_enabled).clicked() {
            event = Some(Event::Plan);
        }
    });
    let dropped = ui.input(|input| {
        input
            .raw
            .dropped_files
            .first()
            .map(|file| file.path().to_path_buf())
    });
    if let Some(path) = dropped {
        event = Some(Event::Dropped(path));
    }
    if import.is_busy() {
        busy_indicator(ui, &messages.get("import-reading"));
    }
    ui.add_space(GAP);
    event
}

fn plan_ui(ui: &mut Ui, plan: &ImportPlan, busy: Busy, draw: &Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    let values = [
        ("add", plan.count(&RowChange::Add).into()),
        ("update", plan.count(&RowChange::Update).into()),
        ("same", plan.count(&RowChange::Same).into()),
        ("bad", plan.bad().into()),
    ];
    let (kind, name) = if plan.bad() > 0 {
        (Kind::Error, "import-bad")
    } else if plan.is_good() {
        (Kind::Info, "import-good")
    } else {
        (Kind::Info, "import-same")
    };
    notice(ui, messages, kind, &messages.message(name, &values));
    ui.add_space(SMALL_GAP);
    let mut event = None;
    if busy.is_busy() {
        progress_ui(ui, draw);
    } else if plan.is_good() && primary(ui, &messages.get("import-button"), true).clicked() {
        event = Some(Event::Submit);
    }
    ui.add_space(SMALL_GAP);
    // What stands in the way comes first.
    let is_bad = |at: &usize| matches!(plan.rows[*at].outcome, RowChange::Bad(_));
    let all = 0..plan.rows.len();
    let (mut order, good): (Vec<usize>, Vec<usize>) = all.partition(is_bad);
    order.extend(good);
    let (is_narrow, height) = row_height(ui);
    virtual_list(
        ui,
        "plan",
        ListKind::ReadOnly,
        (order.len(), height),
        |ui, at, place| {
            let row = plan.rows.get(*order.get(at)?)?;
            let line = ("line", row.line.to_string().into());
            let line = messages.with("import-line", &[line]);
            let outcome = messages.import_outcome(&row.outcome);
            if is_narrow {
                two_lines(ui, place, &format!("{line}: {}", row.username), &outcome);
            } else {
                let (left, rest) = place.split_left_right_at_fraction(0.15);
                let (middle, right) = rest.split_left_right_at_fraction(0.35);
                cell(ui, &line, left, false, true);
                cell(ui, &row.username, middle, true, false);
                cell(ui, &outcome, right, false, false);
            }
            Some(format!("{line}, {}, {outcome}", row.username))
        },
    );
    event
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

fn codes_ui(ui: &mut Ui, codes: &[(String, Secret)], draw: &Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    weak(ui, &messages.get("import-codes"));
    ui.add_space(SMALL_GAP);
    let is_saved = secondary(ui, &messages.get("codes-save"), true).clicked();
    ui.add_space(SMALL_GAP);
    let (is_narrow, height) = row_height(ui);
    virtual_list(
        ui,
        "codes",
        ListKind::ReadOnly,
        (codes.len(), height),
        |ui, at, place| {
            let (name, code) = codes.get(at)?;
            if is_narrow {
                two_lines(ui, place, name, code.expose());
            } else {
                let (left, right) = place.split_left_right_at_fraction(0.35);
                cell(ui, name, left, true, false);
                cell(ui, code.expose(), right, false, false);
            }
            Some(format!("{name}, {}", code.expose()))
        },
    );
    is_saved.then(|| {
        let rows = codes
            .iter()
            .map(|(name, code)| [name.clone(), code.expose().to_owned()]);
        let table = csv::write(["username", "one_time_code"], rows);
        Event::SaveCodes(SecretText::new(table))
    })
}
