//! `user import` and `user export`: many people at once.

use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value as Json, json};

use crate::domain::secret::SecretText;
use crate::messages::{Message, Messages};
use crate::service::Service;
use crate::service::caller::Caller;
use crate::service::users::import::{
    ImportError, ImportPlan, ImportRow, ImportSummary, Progress, RowChange,
};

use crate::cli::{Out, hash, print, print_json, warn_unrecorded};

/// How often the bar is drawn.
const TICK: Duration = Duration::from_millis(100);

/// Imports a table, or says what would come of it.
pub(crate) fn import(
    words: &Messages,
    service: &Service,
    file: &Path,
    is_preview: bool,
    out: Out,
) -> Result<ExitCode, Message> {
    let text = read(words, file)?;
    let plan = service.plan_import(Caller::LocalOwner, SecretText::new(text));
    let plan = plan.map_err(|error| words.import_error(&error))?;
    if is_preview || plan.bad() > 0 {
        return Ok(preview(words, &plan, out));
    }
    let done = with_bar(words, service, &plan);
    let done = done.map_err(|error| words.import_error(&error))?;
    warn_unrecorded(words, service);
    let values = [
        ("added", done.added.into()),
        ("changed", done.changed.into()),
    ];
    let sentence = words.with("import-done", &values);
    if out.json {
        let codes = done.codes.iter();
        let codes: Vec<_> = codes
            .map(|(name, code)| json!({ "username": name, "one_time_code": code.expose() }))
            .collect();
        let facts = [
            ("added", done.added.into()),
            ("changed", done.changed.into()),
            ("codes", codes.into()),
        ];
        return Ok(out.done(&sentence, &facts));
    }
    eprintln!("{sentence}");
    let lines = done.codes.iter();
    let lines: Vec<_> = lines
        .map(|(name, code)| format!("{name},{}", code.expose()))
        .collect();
    if lines.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    Ok(print(&lines.join("\n")))
}

fn with_bar(
    words: &Messages,
    service: &Service,
    plan: &ImportPlan,
) -> Result<ImportSummary, ImportError> {
    let progress = Arc::new(Progress::default());
    let bar = hash::progress_bar(words, 100);
    std::thread::scope(|scope| {
        let work = scope.spawn(|| service.import(Caller::LocalOwner, plan, &progress));
        while !work.is_finished() {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "from 0 to 100"
            )]
            bar.set_position((progress.part() * 100.0) as u64);
            std::thread::sleep(TICK.min(Duration::from_millis(20)));
        }
        bar.finish_and_clear();
        // A thread that panicked has said why.
        work.join().unwrap_or(Err(ImportError::VirtualList))
    })
}

fn read(words: &Messages, file: &Path) -> Result<String, Message> {
    let text = if file == Path::new("-") {
        let mut text = String::new();
        io::stdin().lock().read_to_string(&mut text).map(|_| text)
    } else {
        fs::read_to_string(file)
    };
    text.map_err(|error| {
        let reason = format!("{}: {error}", file.display());
        words.message("file-failed", &[("reason", reason.into())])
    })
}

/// What would come of each row; the exit code says whether it can be imported.
fn preview(words: &Messages, plan: &ImportPlan, out: Out) -> ExitCode {
    let row = |row: &ImportRow| {
        json!({
            "line": row.line,
            "username": row.username,
            "outcome": match row.outcome {
                RowChange::Add => "add",
                RowChange::Update => "update",
                RowChange::Same => "same",
                RowChange::Bad(_) => "bad",
            },
            "message": words.import_outcome(&row.outcome),
        })
    };
    let printed = if out.json {
        print_json(&plan.rows.iter().map(row).collect::<Json>())
    } else {
        let line = |row: &ImportRow| {
            let outcome = words.import_outcome(&row.outcome);
            let line = words.with("import-line", &[("line", row.line.to_string().into())]);
            format!("{line}: {}: {outcome}", row.username)
        };
        let lines: Vec<_> = plan.rows.iter().map(line).collect();
        print(&lines.join("\n"))
    };
    if plan.bad() == 0 {
        return printed;
    }
    let bad = [("bad", plan.bad().into())];
    eprintln!("{}", words.message("import-bad", &bad).line());
    ExitCode::FAILURE
}

/// Prints everybody as a table.
pub(crate) fn export(words: &Messages, service: &Service) -> Result<ExitCode, Message> {
    let table = service.export_users(Caller::LocalOwner);
    let table = table.map_err(|error| words.user_error(&error))?;
    Ok(print(table.trim_end()))
}
