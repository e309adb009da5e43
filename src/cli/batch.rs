//! `user import` and `user export`: many users at once.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use clap::Args;
use serde_json::{Value as Json, json};

use crate::domain::printable::escaped;
use crate::domain::secret::SecretText;
use crate::messages::{Message, Messages};
use crate::service::Service;
use crate::service::users::import::{
    ImportError, ImportPlan, ImportRow, ImportSummary, Progress, RowChange, ValueChange, ValueMark,
};

use crate::cli::context::{Context, OWNER, Outcome, print, print_json};
use crate::cli::hash::progress_bar;

/// Time between two updates of the progress bar.
const UPDATE_INTERVAL: Duration = Duration::from_millis(20);

/// Arguments of `user import`.
#[derive(Args)]
pub struct ImportArguments {
    /// CSV file; `-` for standard input
    file: PathBuf,
    /// Show what would change, without importing
    #[arg(long)]
    preview: bool,
    /// Confirm rows that give permissions or change the e-mail address of users with permissions
    #[arg(long)]
    give_permissions: bool,
}

/// Imports a table, or prints what an import would change.
pub(crate) fn import(context: &Context, service: &Service, arguments: &ImportArguments) -> Outcome {
    let messages = &context.messages;
    let failed = |error| messages.import_error(&error);
    let text = SecretText::new(read(context, &arguments.file)?);
    let plan = service.import().plan(OWNER, text);
    let plan = plan.map_err(failed)?;
    if arguments.preview || plan.invalid() > 0 {
        return Ok(preview(context, &plan));
    }
    let is_confirmed = arguments.give_permissions;
    let summary = import_with_progress(messages, service, &plan, is_confirmed).map_err(failed)?;
    context.warn_unrecorded(service);
    let values = [
        ("added", summary.added.into()),
        ("changed", summary.changed.into()),
    ];
    let sentence = messages.with("import-done", &values);
    let codes = summary.codes.iter();
    if context.json {
        let codes: Json = codes
            .map(|(name, code)| json!({ "username": name, "reset_code": code.expose() }))
            .collect();
        let facts = [
            ("added", summary.added.into()),
            ("changed", summary.changed.into()),
            ("codes", codes),
        ];
        return Ok(context.done(&sentence, &facts));
    }
    eprintln!("{sentence}");
    let lines: Vec<_> = codes
        .map(|(name, code)| format!("{name},{}", code.expose()))
        .collect();
    if lines.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    Ok(print(&lines.join("\n")))
}

fn import_with_progress(
    messages: &Messages,
    service: &Service,
    plan: &ImportPlan,
    is_confirmed: bool,
) -> Result<ImportSummary, ImportError> {
    let progress = Arc::new(Progress::default());
    let bar = progress_bar(messages, 100);
    thread::scope(|scope| {
        let work = scope.spawn(|| service.import().run(OWNER, plan, is_confirmed, &progress));
        while !work.is_finished() {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "from 0 to 100"
            )]
            bar.set_position((progress.part() * 100.0) as u64);
            thread::sleep(UPDATE_INTERVAL);
        }
        bar.finish_and_clear();
        work.join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

fn read(context: &Context, file: &Path) -> Result<String, Message> {
    let text = if file == Path::new("-") {
        io::read_to_string(io::stdin().lock())
    } else {
        fs::read_to_string(file)
    };
    text.map_err(|error| context.file_error(&format_args!("{}: {error}", file.display())))
}

/// Prints what would change in each row. Fails if a row cannot be imported.
fn preview(context: &Context, plan: &ImportPlan) -> ExitCode {
    let messages = &context.messages;
    let printed = if context.json {
        print_json(&plan.rows.iter().map(|row| as_json(messages, row)).collect())
    } else {
        let line = |row: &ImportRow| {
            let number = ("line", row.line.to_string().into());
            let line = messages.with("import-line", &[number]);
            let change = messages.import_entry(row, None);
            format!("{line}: {}: {change}", escaped(&row.username, &[]))
        };
        let lines: Vec<_> = plan.rows.iter().map(line).collect();
        print(&lines.join("\n"))
    };
    if plan.invalid() == 0 {
        return printed;
    }
    let count = [("bad", plan.invalid().into())];
    eprintln!("{}", messages.message("import-invalid", &count).line());
    ExitCode::FAILURE
}

fn as_json(messages: &Messages, row: &ImportRow) -> Json {
    json!({
        "line": row.line,
        "username": row.username,
        "outcome": match row.outcome {
            RowChange::Add => "add",
            RowChange::Update => "update",
            RowChange::Unchanged => "same",
            RowChange::Invalid(_) => "bad",
        },
        "message": messages.import_entry(row, None),
        "values": row.values.iter().map(value_as_json).collect::<Json>(),
    })
}

fn value_as_json(value: &ValueChange) -> Json {
    json!({
        "column": value.column.name(),
        "old": value.old,
        "new": value.new,
        "mark": value.mark.map(|mark| match mark {
            ValueMark::GivesPermissions => "gives_permissions",
            ValueMark::HasPermissions => "has_permissions",
        }),
    })
}

/// Prints all users as CSV.
pub(crate) fn export(context: &Context, service: &Service) -> Outcome {
    let table = service.users().export(OWNER);
    let table = table.map_err(|error| context.messages.user_error(&error))?;
    Ok(print(table.trim_end()))
}
