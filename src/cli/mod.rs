//! The command line: the same use cases without a window. One file a command.

pub mod audit;
pub mod backups;
pub mod check;
pub mod hash;
pub mod invite;
pub mod mail;
mod many;
pub mod paper;
mod prompt;
pub mod session;
mod table;
pub mod user;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use serde_json::Value as Json;

use crate::messages::{Message, Messages};
use crate::service::Service;
use crate::wiring::Paths;

/// The schema of the configuration file.
const SCHEMA: &str = include_str!("../../assets/config.schema.json");

/// Sign-in and user management: opens a window, or runs one of the commands.
#[derive(Parser)]
#[command(version, about, args_conflicts_with_subcommands = false)]
pub struct Cli {
    /// Configuration file to use instead of the one in the platform's configuration folder
    #[arg(long, value_name = "PATH", global = true)]
    pub config: Option<PathBuf>,

    /// Print results and errors as JSON
    #[arg(long, global = true)]
    pub json: bool,

    /// Open the example in a temporary folder; nothing is saved
    #[arg(long, conflicts_with = "config")]
    pub demo: bool,

    /// Command to run instead of opening the window
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// A command to run instead of opening the window.
#[derive(Subcommand)]
pub enum Command {
    /// Hash passwords: one from a prompt, or one per line from standard input
    Hash(hash::Options),
    /// List all errors and warnings of a configuration file; exits with 1 if it cannot be used
    Check {
        /// File to check [default: the file in use]
        file: Option<PathBuf>,
    },
    /// List, show, add, change and delete users
    #[command(subcommand)]
    User(user::Command),
    /// List, add and remove the e-mail addresses that are allowed to register
    #[command(subcommand)]
    Invite(invite::Command),
    /// List and end the sessions on this computer
    #[command(subcommand)]
    Session(session::Command),
    /// List, export and verify the audit log
    #[command(subcommand)]
    Activity(audit::Command),
    /// Test the mail server
    #[command(subcommand)]
    Mail(mail::Command),
    /// List and restore backups of the configuration file
    Backups {
        /// Command to run [default: list]
        #[command(subcommand)]
        command: Option<backups::Command>,
    },
    /// Print the JSON Schema of the configuration file, for completion in editors
    Schema,
    /// Print a completion script for a shell
    Completions {
        /// Shell to print the script for
        shell: clap_complete::Shell,
    },
    /// Print the manual page, or write one page per command
    Man {
        /// Folder to write the pages to
        #[arg(long, value_name = "FOLDER")]
        folder: Option<PathBuf>,
    },
}

/// Prints the schema of the configuration file.
#[must_use]
pub fn schema() -> ExitCode {
    print(SCHEMA.trim_end())
}

/// The files to work on.
fn paths(words: &Messages, config: Option<PathBuf>) -> Result<Paths, Message> {
    match config {
        Some(config) => Ok(Paths::for_config(config)),
        None => Paths::of_platform().ok_or_else(|| words.message("cli-no-folder", &[])),
    }
}

/// How results are printed.
#[derive(Clone, Copy)]
pub struct Out {
    /// As JSON, for other programs.
    pub json: bool,
}

impl Out {
    /// Says that something was done: a sentence, or an object with it and what belongs to it.
    fn done(self, sentence: &str, facts: &[(&str, Json)]) -> ExitCode {
        if !self.json {
            return print(sentence);
        }
        let mut object = serde_json::Map::new();
        object.insert("message".to_owned(), sentence.into());
        let facts = facts
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()));
        object.extend(facts);
        print_json(&object.into())
    }

    /// Says what stands in the way, where errors belong.
    #[must_use]
    pub fn fail(self, said: &Message) -> ExitCode {
        if self.json {
            let error = serde_json::json!({ "error": said.summary, "help": said.help });
            eprintln!("{error:#}");
        } else {
            eprintln!("{}", said.line());
        }
        ExitCode::FAILURE
    }
}

/// Says so when what was done could not be recorded (R70).
fn warn_unrecorded(words: &Messages, service: &Service) {
    if let Some(reason) = service.audit_failure.reason() {
        let reason = ("reason", reason.0.as_str().into());
        eprintln!("{}", words.message("unrecorded", &[reason]).line());
    }
}

/// Prints a value as JSON.
fn print_json(value: &Json) -> ExitCode {
    print(&format!("{value:#}"))
}

/// Prints a text and a line break. A reader that went away wants no more of it.
fn print(text: &str) -> ExitCode {
    match writeln!(io::stdout().lock(), "{text}") {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
