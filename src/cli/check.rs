//! `check`: every problem of a configuration file with its position, the line and what to do.

use std::process::ExitCode;

use serde_json::{Value as Json, json};

use crate::domain::problem::{Cause, Effect, Problem, Severity};
use crate::messages::{Message, Messages};

use crate::cli::context::{Context, Outcome, print, print_json};

/// Prints the problems of the file. The exit code is 0 if it has no errors; warnings do not matter.
pub(crate) fn run(context: &Context) -> Outcome {
    let messages = &context.messages;
    let paths = context.paths()?;
    let service = paths.throwaway_service();
    let credentials = &service.context.credentials;
    let file = credentials.location();
    let failed = |error| {
        let message = messages.store_error(&error);
        Message {
            summary: format!("{file}: {}", message.summary),
            help: message.help,
        }
    };
    let mut problems = credentials.inspect().map_err(failed)?;
    let is_error = |problem: &Problem| problem.severity() == Severity::Error;
    let is_usable = !problems.iter().any(is_error);
    // A file with errors is not read a second time.
    let snapshot = is_usable.then(|| credentials.read());
    let snapshot = snapshot.transpose().map_err(failed)?;
    let settings = snapshot.as_ref().map(|snapshot| &*snapshot.settings);
    let around = paths.problems_around(settings);
    // That others can change the file says more than that it is open to them.
    let is_changeable = around.first().is_some_and(is_error);
    problems
        .retain(|problem| !is_changeable || !matches!(problem.cause, Cause::OpenToOthers { .. }));
    problems.extend(around);
    let count = |severity| problems.iter().filter(|p| p.severity() == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let printed = if context.json {
        let problems: Json = problems.iter().map(|p| as_json(messages, p)).collect();
        print_json(&json!({ "file": file, "usable": is_usable, "problems": problems }))
    } else {
        for problem in &problems {
            print(&messages.problem_in_full(&file, problem));
        }
        let name = match (errors, warnings) {
            (0, 0) => "cli-check-good",
            (0, _) => "cli-check-warnings",
            _ if is_usable => "cli-check-unsafe",
            _ => "cli-check-bad",
        };
        let values = [
            ("file", file.into()),
            ("errors", errors.into()),
            ("warnings", warnings.into()),
        ];
        print(&messages.with(name, &values))
    };
    Ok(if errors == 0 {
        printed
    } else {
        ExitCode::FAILURE
    })
}

/// Returns what follows from a problem, for programs.
fn effect(problem: &Problem) -> &'static str {
    match (problem.effect, problem.severity()) {
        (Effect::ClosesUser, _) => "closes user",
        (Effect::Ignored, _) => "ignores value",
        (_, Severity::Error) => "refuses file",
        (_, Severity::Warning) => "none",
    }
}

fn as_json(messages: &Messages, problem: &Problem) -> Json {
    let message = messages.problem(problem);
    json!({
        "severity": match problem.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        "effect": effect(problem),
        "line": problem.position.line,
        "column": problem.position.column,
        "field": problem.field,
        "message": message.summary,
        "help": message.help,
        "source": problem.excerpt.as_ref().map(|excerpt| excerpt.text.as_str()),
    })
}
