//! `convert`: writes the layout of Streamlit-Authenticator before 0.2 in the current one.

use std::path::PathBuf;

use clap::Args;

use crate::domain::problem::Severity;
use crate::messages::{Message, Value};
use crate::store::yaml::convert::{Conversion, ConvertError, convert};

use crate::cli::context::{Context, Outcome};

/// Arguments of `convert`.
#[derive(Args)]
pub struct Options {
    /// File to convert [default: the file in use]
    file: Option<PathBuf>,
    /// New file to write; without it, the file is replaced, and kept under a name that ends in `.before-0.2`
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
}

/// Converts a file.
pub(crate) fn run(context: &Context, options: &Options) -> Outcome {
    let file = match &options.file {
        Some(file) => file.clone(),
        None => context.paths()?.config,
    };
    let converted = convert(&file, options.to.as_deref());
    let done = converted.map_err(|error| {
        let message = message_of(context, &error);
        Message {
            summary: format!("{}: {}", file.display(), message.summary),
            help: message.help,
        }
    })?;
    Ok(print_done(context, &done))
}

fn print_done(context: &Context, done: &Conversion) -> std::process::ExitCode {
    let messages = &context.messages;
    let (file, old) = (
        done.file.display().to_string(),
        done.old.display().to_string(),
    );
    let values = [
        ("users", Value::from(done.users)),
        ("file", file.as_str().into()),
        ("old", old.as_str().into()),
    ];
    let mut lines = vec![messages.with("cli-convert-done", &values)];
    if done.has_plain_passwords {
        lines.push(messages.with("cli-convert-plain", &[("old", old.as_str().into())]));
    }
    for problem in &done.closing {
        lines.push(messages.problem_in_full(&file, problem));
    }
    let facts = [
        ("closed_users", done.closing.len().into()),
        ("users", done.users.into()),
        ("file", file.into()),
        ("old_file", old.into()),
        ("plain_passwords", done.has_plain_passwords.into()),
    ];
    context.done(&lines.join("\n"), &facts)
}

fn message_of(context: &Context, error: &ConvertError) -> Message {
    let messages = &context.messages;
    match error {
        ConvertError::OtherLayout => messages.message("cli-convert-other", &[]),
        ConvertError::Length {
            list,
            found,
            expected,
            position,
        } => messages.message(
            "cli-convert-length",
            &[
                ("list", (*list).into()),
                ("found", (*found).into()),
                ("expected", (*expected).into()),
                ("line", position.line.to_string().into()),
            ],
        ),
        ConvertError::Value(position) => messages.message(
            "cli-convert-value",
            &[
                ("line", position.line.to_string().into()),
                ("column", position.column.to_string().into()),
            ],
        ),
        ConvertError::Unusable(problems) => {
            let first = problems.iter().find(|p| p.severity() == Severity::Error);
            let first = first.map(|problem| messages.problem(problem));
            first.unwrap_or_else(|| messages.message("cli-convert-other", &[]))
        }
        ConvertError::Exists(path) => {
            let path = ("file", path.display().to_string().into());
            messages.message("cli-convert-exists", &[path])
        }
        ConvertError::Store(error) => messages.store_error(error),
    }
}
