//! `check`: every problem of a configuration file with its position, the line and what to do.

use std::process::ExitCode;

use serde_json::{Value as Json, json};

use crate::domain::problem::{Cause, Effect, Problem, Severity};
use crate::domain::update::UpdateNews;
use crate::messages::{Message, Messages};

use crate::service::users::error::UserError;
use crate::wiring::Paths;

use crate::cli::context::{Context, OWNER, Outcome, print, print_json};

/// Prints the problems of the file, and whether there is a newer version of the program if the file names a server for that. The
/// exit code is 0 if the file has no errors; warnings and newer versions do not matter.
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
    // A file with errors, or one that others can change, names no server that can be relied on.
    let names_server = settings.is_some_and(|settings| settings.updates.both().is_some());
    let news = || (names_server && errors == 0).then(|| news(&paths));
    let printed = if context.json {
        let problems: Json = problems.iter().map(|p| as_json(messages, p)).collect();
        let mut printed = json!({ "file": file, "usable": is_usable, "problems": problems });
        if let Some(news) = news() {
            printed["update"] = news_as_json(messages, &news);
        }
        print_json(&printed)
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
        let printed = print(&messages.with(name, &values));
        // The server is asked last, since that may take ten seconds, and not for a reader that is gone.
        match (printed == ExitCode::SUCCESS).then(news).flatten() {
            Some(news) => print(&news_message(messages, &news).line()),
            None => printed,
        }
    };
    Ok(if errors == 0 {
        printed
    } else {
        ExitCode::FAILURE
    })
}

/// Asks whether there is a newer version, and remembers the answer.
fn news(paths: &Paths) -> Result<UpdateNews, UserError> {
    let news = paths.service_without_keyring().updates().news(OWNER)?;
    // The file no longer names a server.
    news.ok_or(UserError::NothingToDo)
}

fn news_message(messages: &Messages, news: &Result<UpdateNews, UserError>) -> Message {
    match news {
        Ok(news) => messages.update_news(news),
        Err(error) => messages.user_error(error),
    }
}

fn news_as_json(messages: &Messages, news: &Result<UpdateNews, UserError>) -> Json {
    let message = news_message(messages, news);
    let (outcome, version, failure) = match news {
        Ok(UpdateNews::Newer {
            version, failure, ..
        }) => ("newer", Some(version), failure.as_ref()),
        Ok(UpdateNews::Newest) => ("newest", None, None),
        Ok(UpdateNews::Older(version)) => ("older", Some(version), None),
        Ok(UpdateNews::Asking) => ("asking", None, None),
        Ok(UpdateNews::Failed(failure)) => (failure.word(), None, None),
        Err(_) => ("error", None, None),
    };
    let version = version.map(ToString::to_string);
    let failure = failure.map(|failure| failure.word());
    json!({
        "outcome": outcome,
        "version": version,
        "failure": failure,
        "message": message.summary,
        "help": message.help,
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
