//! `check`: every problem of a credential file, with its place and what to do.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::account::problem::{Problem, Severity};
use crate::wiring::Paths;
use crate::words::{Said, Words};

/// Prints the problems of the file. The exit code is 0 when it can be used, warnings or not.
///
/// # Errors
/// When the file cannot be read at all.
pub fn run(file: Option<PathBuf>) -> Result<ExitCode, Said> {
    let words = Words::english();
    let paths = match file {
        Some(file) => Paths::for_config(file),
        None => Paths::of_platform().ok_or_else(|| words.say("cli-no-folder", &[]))?,
    };
    let credentials = paths.throwaway_service().credentials;
    let file = credentials.location();
    let problems = credentials.inspect().map_err(|error| {
        let said = words.store_error(&error);
        Said {
            what: format!("{file}: {}", said.what),
            todo: said.todo,
        }
    })?;
    for problem in &problems {
        println!("{}", line(&words, &file, problem));
    }
    let count = |severity| problems.iter().filter(|p| p.severity() == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
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
    println!("{}", words.with(name, &values));
    Ok(if errors == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// In the form that editors and terminals turn into links: `file:line:column: severity: what`.
fn line(words: &Words, file: &str, problem: &Problem) -> String {
    let severity = match problem.severity() {
        Severity::Error => "severity-error",
        Severity::Warning => "severity-warning",
    };
    let said = words.problem(problem);
    format!(
        "{file}:{}:{}: {}: {}\n    {}",
        problem.place.line,
        problem.place.column,
        words.get(severity),
        said.what,
        said.todo
    )
}
