//! The ready-made tool: arguments in, a window or a command out.

use std::process::ExitCode;

use clap::Parser;
use egui_authenticator::cli::{self, Cli, Command, activity, backups, check, hash, mail, user};
use egui_authenticator::store::hardening::harden;
use egui_authenticator::{app, words::Said};

/// Memory is wiped when it is given back, so that copies of a password that libraries make on the
/// way do not stay in it (R53).
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

fn main() -> ExitCode {
    harden();
    let cli = Cli::parse();
    let result = match cli.command {
        None if cli.demo => app::run_demo().map(|()| ExitCode::SUCCESS),
        None => app::run(cli.config).map(|()| ExitCode::SUCCESS),
        Some(Command::Hash(options)) => hash::run(&options),
        Some(Command::Check { file, json }) => check::run(file.or(cli.config), json),
        Some(Command::User(command)) => user::run(command, cli.config),
        Some(Command::Activity(command)) => activity::run(&command, cli.config),
        Some(Command::Mail(command)) => mail::run(&command, cli.config),
        Some(Command::Backups { command }) => backups::run(command.as_ref(), cli.config),
        Some(Command::Schema) => Ok(cli::schema()),
    };
    result.unwrap_or_else(|said| fail(&said))
}

fn fail(said: &Said) -> ExitCode {
    eprintln!("{}", said.line());
    ExitCode::FAILURE
}
