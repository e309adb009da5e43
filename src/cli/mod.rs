//! The command line: the same use cases without a window. One file per command.

pub mod args;
pub mod audit;
pub mod autostart;
pub mod backups;
mod batch;
mod check;
mod context;
pub mod convert;
mod generate;
pub mod hash;
pub mod invite;
pub mod kiosk;
pub mod mail;
mod prompt;
pub mod session;
pub mod signature;
pub mod store;
mod table;
pub mod user;
mod version;

use std::path::PathBuf;
use std::process::ExitCode;

use crate::cli::args::Command;
use crate::cli::context::{Context, fail, print};
use crate::messages::Message;

/// The schema of the configuration file.
const SCHEMA: &str = include_str!("../../assets/config.schema.json");

/// Runs a command on `config`, or on the platform's configuration file, and prints its result.
///
/// Returns a failure if the command failed or, for `check` and `activity verify`, if it found an error.
#[must_use]
pub fn run(command: Command, config: Option<PathBuf>, json: bool) -> ExitCode {
    let context = Context::new(config, json);
    let result = match command {
        Command::Hash(options) => hash::run(&context, &options),
        Command::Check { file } => check::run(&context.with_config(file)),
        Command::Convert(options) => convert::run(&context, &options),
        Command::User(command) => user::run(&context, command),
        Command::Invite(command) => invite::run(&context, &command),
        Command::Session(command) => session::run(&context, command),
        Command::Signature(command) => signature::run(&context, &command),
        Command::Activity(command) => audit::run(&context, &command),
        Command::Autostart(command) => autostart::run(&context, command),
        Command::Mail(command) => mail::run(&context, &command),
        Command::Store(command) => store::run(&context, command),
        Command::Backups { command } => backups::run(&context, command.as_ref()),
        Command::Schema => Ok(print(SCHEMA.trim_end())),
        Command::Completions { shell } => Ok(generate::completions(shell)),
        Command::Man { folder } => generate::man(&context, folder.as_deref()),
    };
    result.unwrap_or_else(|message| fail(&message, json))
}

/// Prints help, or what is wrong with the arguments.
#[must_use]
pub fn usage(error: &clap::Error) -> ExitCode {
    context::usage(error)
}

/// Prints why neither a window nor the log could be opened.
#[must_use]
pub fn report(error: &Message, json: bool) -> ExitCode {
    fail(error, json)
}
