//! `check`: every problem of a configuration file with its position, the line and what to do.

use std::process::ExitCode;
use std::sync::Arc;

use serde_json::{Value as Json, json};

use crate::domain::problem::{Cause, Effect, Problem, Severity};
use crate::domain::settings::Settings;
use crate::domain::update::UpdateNews;
use crate::messages::{Message, Messages};
use crate::service::ports::{CredentialStore as _, Snapshot, StoreError};

use crate::service::users::error::UserError;
use crate::wiring::{Paths, location};

use crate::cli::context::{Context, OWNER, Outcome, print, print_json};

/// Prints the problems of the file, whether the server that it names can be reached, and whether there is a newer version of the
/// program if the settings name a server for that. The exit code is 0 if the file has no errors and the server answers;
/// warnings and newer versions do not matter.
pub(crate) fn run(context: &Context) -> Outcome {
    let messages = &context.messages;
    let paths = context.paths()?;
    let store = paths.configuration();
    let file = store.location();
    let failed = |error| of_place(&file, messages.store_error(&error));
    let mut problems = store.inspect().map_err(failed)?;
    let is_error = |problem: &Problem| problem.severity() == Severity::Error;
    let is_usable = !problems.iter().any(is_error);
    // A file with errors is not read a second time.
    let snapshot = is_usable.then(|| store.read());
    let snapshot = snapshot.transpose().map_err(failed)?;
    let settings = snapshot.as_ref().map(|snapshot| &*snapshot.settings);
    let around = paths.problems_around(settings);
    // That others can change the file says more than that it is open to them.
    let is_changeable = around.first().is_some_and(is_error);
    problems
        .retain(|problem| !is_changeable || !matches!(problem.cause, Cause::OpenToOthers { .. }));
    problems.extend(around);
    let count = |severity| problems.iter().filter(|p| p.severity() == severity).count();
    let counts = (count(Severity::Error), count(Severity::Warning));
    // A file with errors, or one that others can change, names no server that can be relied on.
    let settings = settings.filter(|_| counts.0 == 0);
    let server = settings.and_then(|settings| Server::ask(settings, &paths));
    let shared = server
        .as_ref()
        .and_then(|server| server.answer.as_ref().ok());
    let settings = match &server {
        Some(_) => shared.map(|snapshot| &*snapshot.settings),
        None => settings,
    };
    let names_server = settings.is_some_and(|settings| settings.updates.both().is_some());
    let names_server = names_server && !paths.is_restricted();
    let news = || names_server.then(|| news(&paths));
    let printed = if context.json {
        let problems: Json = problems.iter().map(|p| as_json(messages, p)).collect();
        let mut printed = json!({ "file": file, "usable": is_usable, "problems": problems });
        if let Some(server) = &server {
            messages.speak_of_server(true);
            printed["server"] = server.as_json(messages);
        }
        if let Some(news) = news() {
            printed["update"] = news_as_json(messages, &news);
        }
        print_json(&printed)
    } else {
        for problem in &problems {
            print(&messages.problem_in_full(&file, problem));
        }
        let mut printed = print(&summary(messages, &file, counts, is_usable));
        if let Some(server) = &server {
            messages.speak_of_server(true);
            printed = print(&server.message(messages).line());
        }
        // The server is asked last, since that may take ten seconds, and not for a reader that is gone.
        match (printed == ExitCode::SUCCESS).then(news).flatten() {
            Some(news) => print(&news_message(messages, &news).line()),
            None => printed,
        }
    };
    let is_good = counts.0 == 0 && server.is_none_or(|server| server.answers());
    Ok(if is_good { printed } else { ExitCode::FAILURE })
}

fn summary(
    messages: &Messages,
    file: &str,
    (errors, warnings): (usize, usize),
    is_usable: bool,
) -> String {
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
    messages.with(name, &values)
}

fn of_place(place: &str, message: Message) -> Message {
    Message {
        summary: format!("{place}: {}", message.summary),
        help: message.help,
    }
}

/// The server that the file names, and what it answers.
struct Server {
    /// Its address without a password.
    location: String,
    answer: Result<Arc<Snapshot>, StoreError>,
}

impl Server {
    /// Asks the server; `None` if the users are in the file.
    fn ask(settings: &Settings, paths: &Paths) -> Option<Self> {
        Some(Self {
            location: location(settings.store.as_ref()?)?,
            answer: paths.dependencies().credentials.read(),
        })
    }

    /// Returns `true` if the server can be used. One without users waits for the first.
    fn answers(&self) -> bool {
        matches!(self.answer, Ok(_) | Err(StoreError::Absent))
    }

    fn message(&self, messages: &Messages) -> Message {
        match &self.answer {
            Err(error) if !self.answers() => of_place(&self.location, messages.store_error(error)),
            _ => {
                let server = ("server", self.location.as_str().into());
                messages.message("cli-check-server", &[server])
            }
        }
    }

    fn as_json(&self, messages: &Messages) -> Json {
        let message = self.message(messages);
        json!({
            "location": self.location,
            "reachable": self.answers(),
            "message": message.summary,
            "help": message.help,
        })
    }
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
