//! `store settings`: the settings of a server, which its owner changes at a trusted computer.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use serde_json::{Map, Value as Json};

use crate::domain::changed_setting::ChangedSetting;
use crate::domain::problem::{Problem, Severity};
use crate::domain::setting::SETTINGS;
use crate::domain::settings::Settings;
use crate::domain::settings_change::changes_between;
use crate::messages::Message;
use crate::service::ports::CredentialStore as _;
use crate::service::settings::PreviewLine;
use crate::store::postgres::PostgresStore;
use crate::store::yaml::server_settings::{
    Checked, SettingsError, changed_lines_of, settings_text, with_file, with_values,
    without_password,
};

use crate::cli::context::{Context, Outcome, print, print_json};
use crate::cli::store::server::client;

/// What is to be done.
pub(super) enum Wanted {
    /// Print the settings.
    Print,
    /// Set these settings, or restore their defaults.
    Values(Vec<(String, Option<String>)>),
    /// Replace the sections of this file.
    File(PathBuf),
}

impl Wanted {
    /// Creates it from arguments: paths and values alternate in `set`.
    pub(super) fn new(set: &[String], unset: Vec<String>, from: Option<PathBuf>) -> Self {
        if let Some(file) = from {
            return Self::File(file);
        }
        let pairs = set.chunks_exact(2);
        let set = pairs.map(|pair| (pair[0].clone(), Some(pair[1].clone())));
        let unset = unset.into_iter().map(|path| (path, None));
        let changes: Vec<_> = set.chain(unset).collect();
        if changes.is_empty() {
            Self::Print
        } else {
            Self::Values(changes)
        }
    }
}

/// Prints the settings, or changes them.
pub(super) fn run(
    context: &Context,
    address: Option<String>,
    wanted: Wanted,
    is_plan: bool,
) -> Outcome {
    let messages = &context.messages;
    let store = PostgresStore::new(client(context, address)?);
    let snapshot = store.read();
    let snapshot = snapshot.map_err(|error| messages.store_error(&error))?;
    let now = &*snapshot.settings;
    let after = match wanted {
        Wanted::Print => return shown(context, now),
        Wanted::Values(changes) => {
            let file = (Path::new(""), "");
            checked(context, file, with_values(now, &changes))?
        }
        Wanted::File(file) => {
            let text = fs::read_to_string(&file).map_err(|error| context.file_error(&error))?;
            checked(context, (&file, &text), with_file(now, &text))?
        }
    };
    let changed = changed_settings(now, &after);
    if changed.is_empty() {
        return Ok(done(context, "cli-store-settings-same", &changed, false));
    }
    let lines = changed_lines_of(now, &after);
    let lines = lines.ok_or_else(|| unwritable(context))?;
    if !context.json {
        for line in &lines {
            print(&text_of(line));
        }
    }
    if is_plan {
        let name = "cli-store-settings-would-change";
        return Ok(done(context, name, &changed, false));
    }
    let made = store.replace_settings(now, &after, &changed);
    made.map_err(|error| messages.store_error(&error))?;
    Ok(done(context, "cli-store-settings-changed", &changed, true))
}

fn done(context: &Context, name: &str, changed: &[ChangedSetting], is_done: bool) -> ExitCode {
    let changed = changed
        .iter()
        .map(|setting| Json::from(setting.to_string()));
    let facts = [("changes", changed.collect()), ("changed", is_done.into())];
    context.done(&context.messages.get(name), &facts)
}

/// Prints the settings without the password of the mail server.
fn shown(context: &Context, now: &Settings) -> Outcome {
    let mut settings = now.clone();
    let mail = now.mail.as_deref().map(without_password);
    settings.mail = mail.map(Arc::new);
    if context.json {
        let rows = settings.rows().into_iter();
        let object: Map<String, Json> = rows.map(|(path, text)| (path, text.into())).collect();
        return Ok(print_json(&object.into()));
    }
    let text = settings_text(&settings);
    let text = text.ok_or_else(|| unwritable(context))?;
    if text.is_empty() {
        return Ok(print(&context.messages.get("cli-store-settings-none")));
    }
    Ok(print(text.trim_end()))
}

/// Prints the warnings on standard error, and returns the settings. `file` is the one that they come from, with its text.
fn checked(
    context: &Context,
    file: (&Path, &str),
    found: Result<Checked, SettingsError>,
) -> Result<Settings, Message> {
    let found = found.map_err(|error| refused(context, file, &error))?;
    report(context, file, &found.warnings);
    Ok(found.settings)
}

/// Prints problems on standard error: with their positions, if they are in the file.
fn report(context: &Context, (file, text): (&Path, &str), problems: &[Problem]) {
    let messages = &context.messages;
    let lines = text.lines().count();
    for problem in problems {
        let in_file = problem.position.line <= lines;
        let line = if in_file {
            messages.problem_in_full(&file.display().to_string(), problem)
        } else {
            let severity = match problem.severity() {
                Severity::Warning => "severity-warning",
                Severity::Error => "severity-error",
            };
            let problem = messages.problem(problem).line();
            format!("{}: {problem}", messages.get(severity))
        };
        eprintln!("{line}");
    }
}

/// Returns the message for settings that cannot be changed in this way. `file` is the one that they were to come from.
fn refused(context: &Context, file: (&Path, &str), error: &SettingsError) -> Message {
    let messages = &context.messages;
    match error {
        SettingsError::Unknown(path) => {
            let path = ("path", path.as_str().into());
            messages.message("cli-store-setting-unknown", &[path])
        }
        SettingsError::Refused(path, problem) => {
            let mut message = messages.problem(problem);
            if let Some(path) = path {
                message.summary = format!("{path}: {}", message.summary);
            }
            message
        }
        SettingsError::Foreign(names) => {
            let names = ("names", names.join(", ").into());
            messages.message("cli-store-settings-foreign", &[names])
        }
        SettingsError::Bad(problems) => {
            report(context, file, problems);
            let file = ("file", file.0.display().to_string().into());
            messages.message("cli-store-settings-bad", &[file])
        }
        SettingsError::Layout => messages.message("cli-store-settings-layout", &[]),
        SettingsError::Unwritable => unwritable(context),
    }
}

fn unwritable(context: &Context) -> Message {
    let name = "cli-store-settings-unwritable";
    context.messages.message(name, &[])
}

/// Returns what is different, also where only one of the two has a value that is the default.
fn changed_settings(now: &Settings, after: &Settings) -> Vec<ChangedSetting> {
    let changes = changes_between(now, after).into_iter();
    let mut changed: Vec<_> = changes.map(|change| change.setting).collect();
    let given = SETTINGS
        .iter()
        .filter(|info| now.gives(info) != after.gives(info));
    for info in given {
        let setting = ChangedSetting::Setting(info);
        if !changed.contains(&setting) {
            changed.push(setting);
        }
    }
    changed
}

fn text_of(line: &PreviewLine) -> String {
    let sign = if line.is_new { '+' } else { '-' };
    format!("{sign} {}", line.text)
}
