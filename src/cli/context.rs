//! What every command needs: the messages, the files, and the form of its results.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::Value as Json;

use crate::domain::printable::{escaped, is_invisible};
use crate::messages::{Message, Messages, Value};
use crate::service::Service;
use crate::service::caller::{Caller, Operator};
use crate::wiring::{Paths, system_messages};

/// The command line acts for the owner of the file: only a user who may write it can run it there.
pub(crate) const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());

/// The result of a command: the exit code, or the message of an error.
pub(crate) type Outcome = Result<ExitCode, Message>;

/// The messages, the files and the form of the results of one command.
pub(crate) struct Context {
    /// The messages in the system's language.
    pub(crate) messages: Messages,
    /// Whether results are printed as JSON.
    pub(crate) json: bool,
    config: Option<PathBuf>,
}

impl Context {
    /// Creates the context of a command on `config`, or on the platform's configuration file.
    pub(crate) fn new(config: Option<PathBuf>, json: bool) -> Self {
        Self {
            messages: messages_for(config.as_deref()),
            json,
            config,
        }
    }

    /// Works on another configuration file, if one is given.
    pub(crate) fn with_config(self, config: Option<PathBuf>) -> Self {
        match config {
            Some(config) => Self::new(Some(config), self.json),
            None => self,
        }
    }

    /// Returns the file of `--config`.
    pub(crate) fn given_config(&self) -> Option<&Path> {
        self.config.as_deref()
    }

    /// Returns the files to work on.
    ///
    /// # Errors
    /// A [`Message`] if the system names no folder for settings.
    pub(crate) fn paths(&self) -> Result<Paths, Message> {
        match &self.config {
            Some(config) => Ok(Paths::for_config(config.clone())),
            None => Paths::of_platform().ok_or_else(|| self.messages.message("cli-no-folder", &[])),
        }
    }

    /// Returns the use cases on the files, without the keyring.
    ///
    /// # Errors
    /// A [`Message`] for the user if the system has no folder for settings and `--config` is missing, or this is a restricted
    /// computer.
    pub(crate) fn service(&self) -> Result<Service, Message> {
        let service = self.trusted_paths()?.service_without_keyring();
        let is_on_server = service.context.credentials.is_on_server();
        self.messages.speak_of_server(is_on_server);
        Ok(service)
    }

    /// Returns the files to work on, for what a restricted computer cannot do.
    ///
    /// # Errors
    /// A [`Message`] as for [`Self::paths`], or if this is a restricted computer.
    pub(crate) fn trusted_paths(&self) -> Result<Paths, Message> {
        let paths = self.paths()?;
        if paths.is_restricted() {
            return Err(self.messages.message("cli-restricted", &[]));
        }
        Ok(paths)
    }

    /// Prints a sentence, or an object with the sentence and `facts`.
    pub(crate) fn done(&self, sentence: &str, facts: &[(&str, Json)]) -> ExitCode {
        if !self.json {
            return print(sentence);
        }
        let facts = facts.iter().cloned().chain([("message", sentence.into())]);
        let object = facts.map(|(name, value)| (name.to_owned(), value));
        print_json(&Json::Object(object.collect()))
    }

    /// Prints the message of this name as [`Context::done`] does; `facts` are also its values.
    pub(crate) fn say(&self, name: &str, facts: &[(&'static str, &str)]) -> ExitCode {
        let values: Vec<_> = facts.iter().map(|(n, v)| (*n, Value::from(*v))).collect();
        let json: Vec<_> = facts.iter().map(|(n, v)| (*n, Json::from(*v))).collect();
        self.done(&self.messages.with(name, &values), &json)
    }

    /// Prints lines, or the message of this name if there are none.
    pub(crate) fn lines(&self, lines: &[String], none: &str) -> ExitCode {
        if lines.is_empty() {
            return print(&self.messages.get(none));
        }
        let lines: Vec<_> = lines.iter().map(|line| escaped(line, &[])).collect();
        print(&lines.join("\n"))
    }

    /// Warns on standard error if the audit log could not be written (R70).
    pub(crate) fn warn_unrecorded(&self, service: &Service) {
        if let Some(reason) = service.context.audit_failure.reason() {
            eprintln!("{}", self.messages.unrecorded(&reason).line());
        }
    }

    /// Returns the message for a file that cannot be read or written.
    pub(crate) fn file_error(&self, reason: &dyn std::fmt::Display) -> Message {
        let reason = ("reason", reason.to_string().into());
        self.messages.message("file-failed", &[reason])
    }
}

/// Returns the messages in the system's language, in which commands name the file if one was given.
fn messages_for(config: Option<&Path>) -> Messages {
    let messages = system_messages();
    match config {
        Some(config) => messages.with_config(config),
        None => messages,
    }
}

/// Prints an error to standard error.
pub(crate) fn fail(message: &Message, json: bool) -> ExitCode {
    if json {
        let error = serde_json::json!({ "error": message.summary, "help": message.help });
        eprintln!("{}", json_text(&error));
    } else {
        eprintln!("{}", shown(&message.line()));
    }
    ExitCode::FAILURE
}

/// Prints a value as JSON.
pub(crate) fn print_json(value: &Json) -> ExitCode {
    print(&json_text(value))
}

/// Writes a value as JSON without invisible characters, of which JSON itself escapes only some (R101).
fn json_text(value: &Json) -> String {
    let text = format!("{value:#}");
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if character == '\n' || !is_invisible(character) {
            out.push(character);
        } else {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    out
}

/// Returns a text without characters that control a terminal (R101). Lines and tabs stay.
fn shown(text: &str) -> String {
    let lines: Vec<_> = text
        .split("\r\n")
        .map(|line| escaped(line, &['\n', '\t']))
        .collect();
    lines.join("\r\n")
}

/// Prints help, or what is wrong with the arguments, which may themselves contain anything.
pub(crate) fn usage(error: &clap::Error) -> ExitCode {
    let text = error.render().to_string();
    let shown = shown(&text);
    let printed = if shown == text {
        error.print()
    } else {
        write!(io::stderr().lock(), "{shown}")
    };
    match (printed, u8::try_from(error.exit_code())) {
        (Ok(()), Ok(code)) => code.into(),
        _ => ExitCode::FAILURE,
    }
}

/// Prints a text and a line break. Fails if the reader has closed the pipe.
pub(crate) fn print(text: &str) -> ExitCode {
    match writeln!(io::stdout().lock(), "{}", shown(text)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
