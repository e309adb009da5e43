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

/// The schema of the credential file.
const SCHEMA: &str = include_str!("../../assets/config.schema.json");

/// Sign-in for a shared desk: opens a window, or runs one of the commands.
#[derive(Parser)]
#[command(version, about, args_conflicts_with_subcommands = false)]
pub struct Cli {
    /// The credential file, instead of the one in the platform's configuration folder
    #[arg(long, value_name = "PATH", global = true)]
    pub config: Option<PathBuf>,

    /// Print JSON, for other programs; errors as well
    #[arg(long, global = true)]
    pub json: bool,

    /// Open the example in a throwaway folder; nothing is kept
    #[arg(long, conflicts_with = "config")]
    pub demo: bool,

    /// What to do instead of opening the window
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What to do instead of opening the window.
#[derive(Subcommand)]
pub enum Command {
    /// Hash passwords: one from a prompt, or one a line from standard input
    Hash(hash::Options),
    /// List everything that is wrong with a credential file; exits with 1 when it cannot be used
    Check {
        /// The file; the one in use when absent
        file: Option<PathBuf>,
    },
    /// List, show, add, change and remove the people of a credential file
    #[command(subcommand)]
    User(user::Command),
    /// List, add and take off the e-mail addresses that may register
    #[command(subcommand)]
    Invite(invite::Command),
    /// List who is signed in on this computer, and end that
    #[command(subcommand)]
    Session(session::Command),
    /// List, export and verify what happened
    #[command(subcommand)]
    Activity(audit::Command),
    /// Find out whether mails with one-time codes leave
    #[command(subcommand)]
    Mail(mail::Command),
    /// List the earlier states of the credential file that were kept, or put one back
    Backups {
        /// What to do; listing them when absent
        #[command(subcommand)]
        command: Option<backups::Command>,
    },
    /// Print the JSON Schema of the credential file, for completion in editors
    Schema,
    /// Print what lets a shell complete these commands
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, or write a page for each command
    Man {
        /// The folder to write the pages to
        #[arg(long, value_name = "FOLDER")]
        folder: Option<PathBuf>,
    },
}

/// Prints the schema of the credential file.
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
