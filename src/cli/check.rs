//! `check`: every problem of a credential file, with its position, the line itself and what to do.

use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::json;

use crate::domain::problem::{Problem, Severity};
use crate::messages::{Message, Messages};
use crate::wiring::system_words;

use crate::cli::{Out, paths, print, print_json};

/// Prints the problems of the file. The exit code is 0 when it can be used, warnings or not.
///
/// # Errors
/// When the file cannot be read at all.
pub fn run(file: Option<PathBuf>, out: Out) -> Result<ExitCode, Message> {
    let words = system_words();
    let credentials = paths(&words, file)?.throwaway_service().credentials;
    let file = credentials.location();
    let problems = credentials.inspect().map_err(|error| {
        let said = words.store_error(&error);
        Message {
            summary: format!("{file}: {}", said.summary),
            help: said.help,
        }
    })?;
    let count = |severity| problems.iter().filter(|p| p.severity() == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let exit = if errors == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    };
    if out.json {
        let problems: Vec<_> = problems.iter().map(|p| as_json(&words, p)).collect();
        let report = json!({"file": file, "usable": errors == 0, "problems": problems});
        print_json(&report);
        return Ok(exit);
    }
    for problem in &problems {
        print(&words.problem_in_full(&file, problem));
    }
    let name = match (errors, warnings) {
        (0, 0) => "cli-check-good",
        (0, _) => "cli-check-warnings",
        _ => "cli-check-bad",
    };
    let values = [
        ("file", file.into()),
        ("errors", errors.into()),
        ("warnings", warnings.into()),
    ];
    print(&words.with(name, &values));
    Ok(exit)
}

/// For editors and other programs.
fn as_json(words: &Messages, problem: &Problem) -> serde_json::Value {
    let said = words.problem(problem);
    json!({
        "severity": match problem.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        "line": problem.position.line,
        "column": problem.position.column,
        "field": problem.field,
        "message": said.summary,
        "help": said.help,
        "source": problem.excerpt.as_ref().map(|excerpt| excerpt.text.as_str()),
    })
}
